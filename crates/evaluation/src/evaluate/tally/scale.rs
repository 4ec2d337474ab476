//! A measure: how often each value occurs at each occasion, how often each pair of values at the two occasions of a change
//! (with the sub-groups of those who have it), and moments by pattern of observed occasions.

use std::ops::Range;

use stats::{Moments, RepeatedMoments};

use super::table::{Number, Table};
use super::{Bits, is_of_moments};
use crate::evaluate::model::{Asked, Gather};
use crate::evaluate::values::Sorted;
use crate::study::Study;

/// Persons who are alike as far as the change of a measure goes.
#[derive(Debug, Clone, Copy)]
pub(in crate::evaluate) struct Kind {
    /// The first value; missing is NaN.
    pub(in crate::evaluate) from: f64,
    /// The second value; missing is NaN.
    pub(in crate::evaluate) to: f64,
    /// Their sub-groups.
    pub(in crate::evaluate) bits: Bits,
    /// How many they are.
    pub(in crate::evaluate) times: u64,
}

impl Kind {
    /// The change; NaN where either value is missing.
    pub(in crate::evaluate) fn change(&self) -> f64 {
        self.to - self.from
    }
}

/// What is counted of a measure.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    occasions: Vec<Table<Number>>,
    kinds: Table<(Number, Number, Bits)>,
    /// Change from the first occasion to the next one, of those with a first value, and whether the second value is there.
    early: Table<(bool, Number)>,
    /// By class and pattern; none with more occasions than a pattern holds.
    moments: Option<RepeatedMoments>,
    /// For each model that is gathered ([`MeasureSpec::gathered`]) and that moments are not enough for.
    models: Vec<Option<Gather>>,
}

impl Scale {
    pub(super) fn new(asked: &[Asked<'_>], occasions: usize) -> Self {
        let gather = |asked: &Asked<'_>| if is_of_moments(asked.spec()) { None } else { asked.gather() };
        Self {
            occasions: vec![Table::default(); occasions],
            kinds: Table::default(),
            early: Table::default(),
            moments: RepeatedMoments::new(occasions, 0).ok(),
            models: asked.iter().map(gather).collect(),
        }
    }

    /// Takes in persons with their sub-groups and classes.
    pub(super) fn take(
        &mut self,
        study: &Study,
        columns: &[Vec<f64>],
        persons: Range<usize>,
        (bits, class): (&[Bits], &[u32]),
    ) {
        let mut outcomes: Vec<Option<f64>> = Vec::with_capacity(columns.len());
        let early = (study.from + 1 < study.to).then_some(study.from + 1);
        for ((person, bits), class) in persons.zip(bits).zip(class) {
            outcomes.clear();
            let value = |column: &Vec<f64>| column.get(person).copied().filter(|value| !value.is_nan());
            outcomes.extend(columns.iter().map(value));
            for (table, value) in self.occasions.iter_mut().zip(&outcomes) {
                if let Some(value) = value {
                    table.add(Number::of(*value));
                }
            }
            let at = |occasion: usize| outcomes.get(occasion).copied().flatten();
            let [from, to] = [study.from, study.to].map(|occasion| at(occasion).unwrap_or(f64::NAN));
            self.kinds.add((Number::of(from), Number::of(to), *bits));
            if let Some(early) = early.and_then(at)
                && !from.is_nan()
            {
                self.early.add((!to.is_nan(), Number::of(early - from)));
            }
            if let Some(moments) = &mut self.moments {
                // A number that is not finite is a fault of the data and was told as one.
                moments.add(*class, &outcomes, &[]).unwrap_or_default();
            }
        }
    }

    /// Takes in the same persons for the models that need more than moments.
    pub(super) fn take_models(&mut self, asked: &[Asked<'_>], columns: &[Vec<f64>], persons: Range<usize>) {
        for (gather, asked) in self.models.iter_mut().zip(asked) {
            if let Some(gather) = gather {
                asked.take(gather, columns, persons.clone());
            }
        }
    }

    /// Adds other persons; `number` gives the class here of a class there.
    pub(super) fn merge(&mut self, other: &Self, number: &dyn Fn(u32) -> u32) {
        for (own, their) in self.occasions.iter_mut().zip(&other.occasions) {
            own.merge(their);
        }
        self.kinds.merge(&other.kinds);
        self.early.merge(&other.early);
        if let (Some(own), Some(their)) = (&mut self.moments, &other.moments) {
            own.merge_as(their, number).unwrap_or_default();
        }
        for (own, their) in self.models.iter_mut().zip(&other.models) {
            if let (Some(own), Some(their)) = (own, their) {
                own.merge(their);
            }
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        let tables = self.occasions.iter().map(Table::weight).sum::<usize>()
            + self.kinds.weight()
            + self.early.weight();
        let models: usize = self.models.iter().flatten().map(Gather::weight).sum();
        tables + models + self.moments.as_ref().map_or(0, super::weight)
    }

    /// The values at each occasion.
    pub(in crate::evaluate) fn occasions(&self) -> Vec<Sorted> {
        self.occasions.iter().map(sorted).collect()
    }

    /// The kinds of persons, in the order of their values.
    pub(in crate::evaluate) fn kinds(&self) -> Vec<Kind> {
        let kind = |((from, to, bits), times): ((Number, Number, Bits), u64)| Kind {
            from: from.value(),
            to: to.value(),
            bits,
            times,
        };
        self.kinds.sorted().into_iter().map(kind).collect()
    }

    /// Early change of those with a first value whose second value is there, or is not.
    pub(in crate::evaluate) fn early(&self, seen: bool) -> Moments {
        let own = self.early.sorted().into_iter().filter(|((there, _), _)| *there == seen);
        Sorted::of_counts(own.map(|((_, change), times)| (change.value(), times))).moments()
    }

    /// Moments by class and pattern.
    pub(crate) const fn moments(&self) -> Option<&RepeatedMoments> {
        self.moments.as_ref()
    }

    /// What was gathered for a model beyond moments.
    pub(in crate::evaluate) fn model(&self, place: usize) -> Option<&Gather> {
        self.models.get(place).and_then(Option::as_ref)
    }
}

/// A table of values in their order.
pub(super) fn sorted(table: &Table<Number>) -> Sorted {
    Sorted::of_counts(table.sorted().into_iter().map(|(number, times)| (number.value(), times)))
}
