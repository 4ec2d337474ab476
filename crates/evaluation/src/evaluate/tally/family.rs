//! A family: each person's mean over its measures.

use std::ops::Range;

use stats::RepeatedMoments;

use super::scale::sorted;
use super::table::{Number, Table};
use crate::cohort::Cohort;
use crate::evaluate::family::mean_of;
use crate::evaluate::values::Sorted;
use crate::study::{FamilySpec, Study};

/// What is counted of a family.
#[derive(Debug, Clone)]
pub(crate) struct Means {
    occasions: Vec<Table<Number>>,
    /// Means at the two occasions of the change, and whether the course is a full one.
    pairs: Table<(Number, Number, bool)>,
    /// By pattern of occasions with a mean; none with more occasions than a pattern holds.
    moments: Option<RepeatedMoments>,
}

impl Means {
    pub(super) fn new(occasions: usize) -> Self {
        Self {
            occasions: vec![Table::default(); occasions],
            pairs: Table::default(),
            moments: RepeatedMoments::new(occasions, 0).ok(),
        }
    }

    /// Takes in persons; `full` tells whose course is a full one.
    pub(super) fn take(
        &mut self,
        cohort: &Cohort,
        (study, family): (&Study, &FamilySpec),
        persons: Range<usize>,
        full: Option<&[bool]>,
    ) {
        let mut means: Vec<Option<f64>> = Vec::with_capacity(self.occasions.len());
        for person in persons {
            let mut ends = [f64::NAN; 2];
            means.clear();
            for (occasion, table) in self.occasions.iter_mut().enumerate() {
                let mean = mean_of(cohort, family, occasion, person);
                means.push((!mean.is_nan()).then_some(mean));
                if mean.is_nan() {
                    continue;
                }
                table.add(Number::of(mean));
                for (end, at) in ends.iter_mut().zip([study.from, study.to]) {
                    *end = if at == occasion { mean } else { *end };
                }
            }
            if ends.iter().all(|end| !end.is_nan()) {
                let full = full.and_then(|full| full.get(person)).copied().unwrap_or(false);
                self.pairs.add((Number::of(ends[0]), Number::of(ends[1]), full));
            }
            if let Some(moments) = &mut self.moments {
                // A number that is not finite is a fault of the data and was told as one.
                moments.add(0, &means, &[]).unwrap_or_default();
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (own, their) in self.occasions.iter_mut().zip(&other.occasions) {
            own.merge(their);
        }
        self.pairs.merge(&other.pairs);
        if let (Some(own), Some(their)) = (&mut self.moments, &other.moments) {
            own.merge(their).unwrap_or_default();
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        let tables = self.occasions.iter().map(Table::weight).sum::<usize>() + self.pairs.weight();
        tables + self.moments.as_ref().map_or(0, super::weight)
    }

    /// Moments of the means by pattern of occasions that have one.
    pub(crate) const fn moments(&self) -> Option<&RepeatedMoments> {
        self.moments.as_ref()
    }

    /// The means at each occasion.
    pub(in crate::evaluate) fn occasions(&self) -> Vec<Sorted> {
        self.occasions.iter().map(sorted).collect()
    }

    /// First and second mean, whether the course is a full one, and how many have these.
    pub(in crate::evaluate) fn pairs(&self) -> Vec<(f64, f64, bool, u64)> {
        let pair = |((from, to, full), times): ((Number, Number, bool), u64)| {
            (from.value(), to.value(), full, times)
        };
        self.pairs.sorted().into_iter().map(pair).collect()
    }
}
