//! What an evaluation is about, as groups of persons: all, those measured at each occasion, those of whom something is
//! counted in a line; and what is known of them, so that a fact of one person that was corrected shows as well as a
//! person who was added.

use std::collections::BTreeMap;

use super::cells::{self, Observed};
use super::maker::{Counted, Maker};
use super::persons::Group;
use super::roll::{Roll, Rolling};
use crate::cohort::Cohort;
use crate::evaluate::in_order;
use crate::study::{CharacteristicKind, Study};

/// Persons of whom something is counted, and where the count stands.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// What is counted, whatever else the study asks for: `trait/gender/woman`.
    pub(super) name: String,
    /// Where the count stands in the findings.
    pub(super) path: String,
    /// The group of [`Groups::about`] that it is a part of.
    pub(super) of: String,
    pub(super) group: Group,
}

impl Line {
    /// Those of whom it is known whether they are counted, where that is not known of all.
    pub(super) fn of_known(&self) -> Option<String> {
        if self.name.starts_with("group/") {
            return Some(known(&self.name));
        }
        let (name, _) = self.name.strip_prefix("trait/")?.split_once('/')?;
        Some(known(name))
    }
}

/// Those of whom a characteristic is known, or whether they are of a sub-group.
pub(super) fn known(characteristic: &str) -> String {
    format!("known/{characteristic}")
}

/// Groups of one evaluation.
#[derive(Debug, Clone)]
pub struct Groups {
    /// Whom it is about: `persons`, `measured/NAME/OCCASION`, `both/NAME`, of a file of moments `cell/NAME/OCCASIONS`; and what
    /// is known of them: `facts/…`.
    pub(super) about: BTreeMap<String, Group>,
    pub(super) lines: Vec<Line>,
    /// Who was observed at which occasions.
    pub(super) observed: Observed,
    /// The same persons one by one; absent where they are too many.
    pub(super) roll: Option<Roll>,
}

/// Groups that are still being added up: of some of the persons.
#[derive(Debug, Default)]
pub(crate) struct Adding {
    about: BTreeMap<String, Group>,
    /// For each characteristic, by the level.
    traits: Vec<BTreeMap<String, Group>>,
    lines: Vec<Line>,
    observed: Observed,
    roll: Option<Rolling>,
}

impl Adding {
    /// The groups of a cohort.
    pub(crate) fn of(cohort: &Cohort, study: &Study) -> Self {
        let maker = Maker { cohort, study };
        let counted = maker.counted();
        let roll = maker.roll(&counted);
        let line = |one: Counted| Line {
            group: maker.some(&|person| one.holds(person)),
            name: one.name,
            path: one.path,
            of: one.of,
        };
        let lines = counted.into_iter().map(line).collect();
        let observed = cells::observed(cohort);
        Self { about: maker.about(), traits: maker.traits(), lines, observed, roll }
    }

    /// Adds those of other persons.
    pub(crate) fn add(&mut self, other: Self) {
        if self.about.is_empty() {
            *self = other;
            return;
        }
        add(&mut self.about, other.about);
        for (own, their) in self.traits.iter_mut().zip(other.traits) {
            add(own, their);
        }
        for (own, their) in self.observed.iter_mut().zip(other.observed) {
            add(own, their);
        }
        for (own, their) in self.lines.iter_mut().zip(other.lines) {
            own.group = own.group.and(&their.group);
        }
        self.roll = self.roll.take().zip(other.roll).and_then(|(own, their)| own.and(their));
    }

    /// The groups of all, each at the place its count has in the findings.
    pub(crate) fn done(self, study: &Study) -> Groups {
        let mut lines = Vec::new();
        let mut row = 0;
        for (one, groups) in study.characteristics.iter().zip(&self.traits) {
            let levels = in_order(one, groups.keys().map(String::as_str));
            for level in &levels {
                lines.push(Line {
                    name: format!("trait/{}/{level}", one.name),
                    path: format!("baseline/rows/{row}/all/x"),
                    of: "persons".to_owned(),
                    group: groups.get(*level).cloned().unwrap_or_else(|| Group::of(std::iter::empty())),
                });
                row += 1;
            }
            // A number has a line in which nobody is counted.
            row += usize::from(levels.is_empty() && matches!(one.kind, CharacteristicKind::Number));
        }
        lines.extend(self.lines);
        Groups { about: self.about, lines, observed: self.observed, roll: self.roll.map(Rolling::done) }
    }
}

fn add<Name: Ord>(own: &mut BTreeMap<Name, Group>, other: BTreeMap<Name, Group>) {
    for (name, their) in other {
        let both = own.get(&name).map(|group| group.and(&their));
        own.insert(name, both.unwrap_or(their));
    }
}

impl Groups {
    /// The groups of a cohort that a study asks about.
    pub fn of(cohort: &Cohort, study: &Study) -> Self {
        Adding::of(cohort, study).done(study)
    }

    /// The measure that a group is about.
    pub(super) fn measure_of(group: &str) -> Option<&str> {
        let (kind, rest) = group.split_once('/')?;
        match (kind, rest) {
            ("both", name) => Some(name),
            ("facts", "courses" | "contacts") => None,
            ("measured" | "facts" | "cell", rest) => {
                rest.rsplit_once('/').map(|(name, _)| name).filter(|it| *it != "trait")
            }
            _ => None,
        }
    }

    /// Without what is about a measure.
    #[must_use]
    pub(super) fn without(mut self, measure: &str) -> Self {
        self.about.retain(|key, _| Self::measure_of(key) != Some(measure));
        self.lines.retain(|line| Self::measure_of(&line.of) != Some(measure));
        self
    }

    /// The groups of persons that a group of facts is of.
    pub(super) fn persons_of(facts: &str) -> Option<String> {
        match facts.strip_prefix("facts/")? {
            "courses" | "contacts" => Some("persons".to_owned()),
            name if name.starts_with("trait/") => Some("persons".to_owned()),
            name => Some(format!("measured/{name}")),
        }
    }
}
