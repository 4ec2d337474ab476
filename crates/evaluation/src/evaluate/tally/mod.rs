//! What the findings need of persons × occasions, in a form that adds up and keeps no person: tables of values and of pairs
//! of values, moments by pattern of observed occasions. A cohort in memory is tallied in ranges of persons side by side, a
//! file that is too large for memory part by part; both go on with the same tally.

mod family;
mod lines;
mod scale;
mod table;

use std::ops::Range;

use stats::RepeatedMoments;

pub(crate) use family::Means;
pub(super) use lines::Lines;
pub(super) use scale::Kind;
pub(crate) use scale::Scale;

use super::groups::{self, Members};
use super::model::Asked;
use super::{baseline, flow};
use crate::cohort::{Cohort, Covariate, Trait};
use crate::parallel;
use crate::study::{Characteristic, MeasureSpec, ModelSpec, Place, Study};
use table::Quick;

/// Sub-groups that a tally tells apart.
pub(crate) const MOST_GROUPS: usize = 64;

/// To which sub-groups somebody belongs, and of which that is known: a bit for each sub-group of the study.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Bits {
    member: u64,
    known: u64,
}

impl Bits {
    fn of(members: &[Members], person: usize) -> Self {
        let mut bits = Self::default();
        for (at, own) in members.iter().take(MOST_GROUPS).enumerate() {
            if let Some(is) = own.get(person).copied().flatten() {
                bits.known |= 1 << at;
                bits.member |= u64::from(is) << at;
            }
        }
        bits
    }

    /// Whether she belongs to a sub-group, where that is known.
    pub(super) const fn is(self, group: usize) -> Option<bool> {
        if group >= MOST_GROUPS || self.known >> group & 1 == 0 {
            return None;
        }
        Some(self.member >> group & 1 == 1)
    }

    /// The same as a number.
    pub(super) fn number(self, group: usize) -> Option<f64> {
        self.is(group).map(|is| f64::from(u8::from(is)))
    }
}

/// The combinations of sub-groups that occur, by the number that classes of moments have.
#[derive(Debug, Clone, Default)]
pub(super) struct Classes {
    numbers: Quick<Bits, u32>,
    all: Vec<Bits>,
}

impl Classes {
    fn number(&mut self, bits: Bits) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(bits).or_insert(next);
        if number == next {
            self.all.push(bits);
        }
        number
    }

    /// The sub-groups of a class.
    pub(super) fn bits(&self, class: u32) -> Bits {
        let place = usize::try_from(class).unwrap_or(usize::MAX);
        self.all.get(place).copied().unwrap_or_default()
    }
}

/// Persons who were counted.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    pub(super) persons: u64,
    pub(super) classes: Classes,
    /// In the study's order.
    pub(super) measures: Vec<Scale>,
    /// In the study's order.
    pub(super) families: Vec<Means>,
    /// In the study's order.
    pub(super) characteristics: Vec<Lines>,
}

/// Whose columns are tallied, with what is made of them first.
struct View<'v> {
    cohort: &'v Cohort,
    study: &'v Study,
    members: Vec<Members>,
    full: Option<Vec<bool>>,
    characteristics: Vec<(&'v Characteristic, Trait)>,
}

impl Tally {
    /// Nobody; of a cohort with these covariates.
    pub(crate) fn new(study: &Study, covariates: &[Covariate]) -> Self {
        let scale = |spec| Scale::new(&asked(study, spec, covariates), study.occasions.len());
        Self {
            persons: 0,
            classes: Classes::default(),
            measures: study.measures.iter().map(scale).collect(),
            families: study.families.iter().map(|_| Means::new(study.occasions.len())).collect(),
            characteristics: study.characteristics.iter().map(|_| Lines::default()).collect(),
        }
    }

    /// All persons of a cohort.
    pub(crate) fn of(cohort: &Cohort, study: &Study) -> Self {
        let view = View::of(cohort, study);
        let make = |range| {
            let mut tally = Self::new(study, &cohort.covariates);
            view.take(&mut tally, range);
            tally
        };
        let joined = parallel::join(cohort.persons, make, |all, part| all.merge(&part));
        joined.unwrap_or_else(|| make(0..0))
    }

    /// Takes in the persons of a cohort on one core; its covariates are of the same kinds as those of the others.
    pub(crate) fn take(&mut self, cohort: &Cohort, study: &Study) {
        View::of(cohort, study).take(self, 0..cohort.persons);
    }

    /// What is counted of each measure, in the study's order.
    pub(crate) fn measures(&self) -> &[Scale] {
        &self.measures
    }

    /// The same of each family.
    pub(crate) fn families(&self) -> &[Means] {
        &self.families
    }

    /// About how many bytes it takes.
    pub(crate) fn weight(&self) -> usize {
        let measures = self.measures.iter().map(Scale::weight);
        let families = self.families.iter().map(Means::weight);
        measures.chain(families).chain(self.characteristics.iter().map(Lines::weight)).sum()
    }

    /// The same of each measure, family and characteristic, by the columns it is read from.
    pub(crate) fn weights(&self, study: &Study) -> Vec<(String, usize)> {
        let measures = study.measures.iter().map(|one| one.columns.names.join(", "));
        let families = study.families.iter().map(|one| one.name.clone());
        let characteristics = study.characteristics.iter().map(|one| match &one.place {
            Place::Columns(columns) => columns.names.join(", "),
            Place::Measure(_) => one.name.clone(),
        });
        let of_measures = measures.zip(self.measures.iter().map(Scale::weight));
        let of_families = families.zip(self.families.iter().map(Means::weight));
        let of_characteristics = characteristics.zip(self.characteristics.iter().map(Lines::weight));
        of_measures.chain(of_families).chain(of_characteristics).collect()
    }

    /// How many different answers each characteristic has.
    pub(crate) fn levels(&self) -> impl Iterator<Item = usize> + '_ {
        self.characteristics.iter().map(|lines| lines.levels().len())
    }

    /// Adds the tally of other persons.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.persons += other.persons;
        let numbers: Vec<u32> = other.classes.all.iter().map(|bits| self.classes.number(*bits)).collect();
        let number = |class: u32| {
            let place = usize::try_from(class).unwrap_or(usize::MAX);
            numbers.get(place).copied().unwrap_or(class)
        };
        for (own, their) in self.measures.iter_mut().zip(&other.measures) {
            own.merge(their, &number);
        }
        for (own, their) in self.families.iter_mut().zip(&other.families) {
            own.merge(their);
        }
        for (own, their) in self.characteristics.iter_mut().zip(&other.characteristics) {
            own.merge(their);
        }
    }
}

/// About how many bytes moments take.
pub(super) fn weight(moments: &RepeatedMoments) -> usize {
    let width = moments.occasions() + moments.covariates();
    moments.cells().count() * (128 + 16 * width + 4 * width * (width + 1))
}

/// Moments of everybody together, whatever sub-groups they belong to.
pub(super) fn together(moments: &RepeatedMoments) -> Option<RepeatedMoments> {
    let one = |key| Some((stats::CellKey { class: 0, ..key }, Vec::new()));
    moments.regrouped(moments.occasions(), 0, one).ok()
}

/// Whether a model follows from moments by pattern alone.
pub(super) const fn is_of_moments(spec: &ModelSpec) -> bool {
    spec.kind.is_linear() && spec.covariates.is_empty()
}

impl<'v> View<'v> {
    fn of(cohort: &'v Cohort, study: &'v Study) -> Self {
        Self {
            cohort,
            study,
            members: groups::all_members(cohort, study).into_iter().map(|(_, own)| own).collect(),
            full: flow::full(cohort, study),
            characteristics: baseline::each(cohort, study),
        }
    }

    fn take(&self, tally: &mut Tally, persons: Range<usize>) {
        let (cohort, study) = (self.cohort, self.study);
        let bits: Vec<Bits> = persons.clone().map(|person| Bits::of(&self.members, person)).collect();
        let class: Vec<u32> = bits.iter().map(|bits| tally.classes.number(*bits)).collect();
        let measures = study.measures.iter().zip(&cohort.measures).zip(&mut tally.measures);
        for ((spec, columns), scale) in measures {
            scale.take(study, columns, persons.clone(), (&bits, &class));
            scale.take_models(&asked(study, spec, &cohort.covariates), columns, persons.clone());
        }
        for (family, means) in study.families.iter().zip(&mut tally.families) {
            means.take(cohort, (study, family), persons.clone(), self.full.as_deref());
        }
        let last = cohort.measures.get(study.primary).and_then(|columns| columns.get(study.to));
        let has_last =
            |person: usize| Some(last.and_then(|last| last.get(person)).is_some_and(|value| !value.is_nan()));
        for ((_, values), lines) in self.characteristics.iter().zip(&mut tally.characteristics) {
            lines.merge(&Lines::of(values, persons.clone(), &has_last));
        }
        tally.persons += persons.len() as u64;
    }
}

/// What is gathered of a measure beside its tables.
fn asked<'s>(study: &'s Study, spec: &'s MeasureSpec, covariates: &'s [Covariate]) -> Vec<Asked<'s>> {
    spec.gathered().map(|model| Asked::of(study, spec, model, covariates)).collect()
}
