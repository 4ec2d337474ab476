//! What has come of some parts of a long file: a tally, what adds up beside it, and what waits for other parts.

use std::collections::BTreeMap;

use super::chunk::Chunk;
use super::earliest::too_many_choices;
use super::faults::{FAULTS_SHOWN, Faults};
use super::order::Ascent;
use super::slots::MOST_CHOICES;
use super::{Cohort, Covariate, ItemSums, Wanted};
use crate::disclosure::Adding;
use crate::evaluate::tally::Tally;
use crate::study::{Place, Study};

/// Some parts of a file.
pub(super) struct Lane {
    pub(super) tally: Tally,
    /// Groups of persons, where somebody wants them.
    pub(super) groups: Option<Adding>,
    pub(super) rows: u64,
    pub(super) persons: usize,
    pub(super) items: BTreeMap<(usize, u8), ItemSums>,
    pub(super) faults: Faults,
    /// For each part, by its place in the file, the order of its persons and the rows at its ends.
    pub(super) parts: Vec<(usize, Ascent, Vec<Chunk>)>,
    /// Rows at the ends of parts of a person at an occasion that has one already.
    repeats: usize,
    /// Bytes of the tally when it was last looked at.
    weight: usize,
}

impl Lane {
    /// Nobody; of a file with these covariates.
    pub(super) fn new(study: &Study, covariates: &[Covariate], wanted: Wanted) -> Self {
        Self {
            tally: Tally::new(study, covariates),
            groups: wanted.groups.then(Adding::default),
            rows: 0,
            persons: 0,
            items: BTreeMap::new(),
            faults: Faults::default(),
            parts: Vec::new(),
            repeats: 0,
            weight: 0,
        }
    }

    /// Takes in persons, and tells by how many bytes the tally has grown.
    pub(super) fn take(&mut self, file: &str, cohort: &Cohort, study: &Study) -> usize {
        self.rows += cohort.rows;
        self.persons += cohort.persons;
        for (key, sums) in &cohort.items {
            self.items.entry(*key).or_default().merge(sums);
        }
        // With a fault anywhere nothing will be made of the tally.
        if !self.faults.is_empty() {
            return 0;
        }
        self.tally.take(cohort, study);
        if let Some(groups) = &mut self.groups {
            groups.add(Adding::of(cohort, study));
        }
        self.note_choices(file, study);
        let before = std::mem::replace(&mut self.weight, self.tally.weight());
        self.weight.saturating_sub(before)
    }

    /// What is kept of the rows at the ends of a part, further down than all before: of endless rows of one person as many as
    /// there are faults to tell.
    pub(super) fn kept(&mut self, mut ends: Chunk) -> Chunk {
        let (kept, dropped) = ends.drop_repeats(FAULTS_SHOWN.saturating_sub(self.repeats));
        self.repeats += kept;
        self.faults.count(dropped);
        ends
    }

    /// Adds other parts.
    pub(super) fn merge(&mut self, other: Self) {
        self.tally.merge(&other.tally);
        if let Some((own, their)) = self.groups.as_mut().zip(other.groups) {
            own.add(their);
        }
        self.rows += other.rows;
        self.persons += other.persons;
        for (key, sums) in &other.items {
            self.items.entry(*key).or_default().merge(sums);
        }
        self.faults.merge(other.faults);
    }

    /// Notes the characteristics that have more different answers in all parts than a table has lines.
    pub(super) fn note_choices(&mut self, file: &str, study: &Study) {
        for (one, levels) in study.characteristics.iter().zip(self.tally.levels()) {
            if let (Place::Columns(columns), true) = (&one.place, levels > MOST_CHOICES) {
                let heading = columns.names.first().map_or("", String::as_str);
                self.faults.note(too_many_choices(file, heading));
            }
        }
    }

    /// Which measure or characteristic takes most bytes in all lanes, and how many.
    pub(super) fn heaviest(lanes: &[Self], study: &Study) -> (usize, String) {
        let mut sums: BTreeMap<String, usize> = BTreeMap::new();
        for (name, weight) in lanes.iter().flat_map(|lane| lane.tally.weights(study)) {
            *sums.entry(name).or_default() += weight;
        }
        sums.into_iter().map(|(name, weight)| (weight, name)).max().unwrap_or_default()
    }
}
