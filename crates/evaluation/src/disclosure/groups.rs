//! What an evaluation is about, as groups of persons: all, those measured at each occasion, those of whom something is
//! counted in a line; and what is known of them, so that a fact of one person that was corrected shows as well as a
//! person who was added.

use std::collections::BTreeMap;

use super::cells::{self, Observed};
use super::facts::{of_contacts, of_course, of_trait};
use super::persons::{self, Group};
use super::roll::{Roll, Rolling};
use crate::cohort::Cohort;
use crate::evaluate::{Holders, all_members, in_order, leavers, members, traits};
use crate::findings::MeasureKind;
use crate::package::codes::Status;
use crate::study::{CharacteristicKind, Place, Study};

/// Slack of a limit, for scores that are computed.
const SLACK: f64 = 1e-9;

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

struct Maker<'m> {
    cohort: &'m Cohort,
    study: &'m Study,
}

impl Maker<'_> {
    fn some(&self, fits: &dyn Fn(usize) -> bool) -> Group {
        Group::of(self.cohort.keys.iter().enumerate().filter(|(at, _)| fits(*at)).map(|(_, key)| *key))
    }

    /// Persons with what is known of them.
    fn known(&self, of: &dyn Fn(usize) -> Option<u64>) -> Group {
        let keys = self.cohort.keys.iter().enumerate();
        Group::of(keys.filter_map(|(at, key)| Some(persons::fact(*key, of(at)?))))
    }

    fn value(&self, measure: usize, occasion: usize, person: usize) -> Option<f64> {
        let columns = self.cohort.measures.get(measure)?;
        columns.get(occasion)?.get(person).copied().filter(|value| !value.is_nan())
    }

    fn both(&self, measure: usize, person: usize) -> bool {
        let there = |occasion| self.value(measure, occasion, person).is_some();
        there(self.study.from) && there(self.study.to)
    }

    fn about(&self) -> BTreeMap<String, Group> {
        let mut about = BTreeMap::from([("persons".to_owned(), self.some(&|_| true))]);
        for (measure, spec) in self.study.measures.iter().enumerate() {
            for (at, occasion) in self.study.occasions.iter().enumerate() {
                let name = format!("{}/{}", spec.name, occasion.key);
                let there = self.some(&|person| self.value(measure, at, person).is_some());
                about.insert(format!("measured/{name}"), there);
                let facts = self.known(&|person| self.value(measure, at, person).map(f64::to_bits));
                about.insert(format!("facts/{name}"), facts);
            }
            let both = self.some(&|person| self.both(measure, person));
            about.insert(format!("both/{}", spec.name), both);
        }
        if let Some(courses) = &self.cohort.courses {
            let facts = self.known(&|person| courses.get(person).map(of_course));
            about.insert("facts/courses".to_owned(), facts);
        }
        if let Some(contacts) = &self.cohort.contacts {
            let facts = of_contacts(contacts, self.cohort.persons);
            let facts = self.known(&|person| facts.get(person).copied());
            about.insert("facts/contacts".to_owned(), facts);
        }
        let in_columns =
            self.study.characteristics.iter().filter(|one| matches!(one.place, Place::Columns(_)));
        for (spec, values) in in_columns.zip(&self.cohort.characteristics) {
            let facts = self.known(&|person| of_trait(values, person));
            about.insert(format!("facts/trait/{}", spec.name), facts);
        }
        about
    }

    /// Of each characteristic who has which level.
    fn traits(&self) -> Vec<BTreeMap<String, Group>> {
        let group = |who: &Holders| self.some(&|person| who.hold(person));
        let of = |levels: Vec<(String, Holders)>| {
            levels.into_iter().map(|(level, who)| (level, group(&who))).collect()
        };
        members(self.cohort, self.study).into_iter().map(of).collect()
    }

    /// What is counted in lines beside the traits.
    fn counted(&self) -> Vec<Counted> {
        let all = 0..self.cohort.persons;
        let who = |fits: &dyn Fn(usize) -> bool| all.clone().map(fits).collect::<Vec<bool>>();
        let mut counted = Vec::new();
        for (measure, spec) in self.study.measures.iter().enumerate() {
            for (at, occasion) in self.study.occasions.iter().enumerate() {
                let (key, limit) = match (spec.kind, spec.risk_at_or_below) {
                    (MeasureKind::YesNo, _) => ("x", None),
                    (MeasureKind::Score, Some(limit)) => ("at_risk", Some(limit)),
                    (MeasureKind::Score, None) => continue,
                };
                let fits = |value: f64| limit.map_or(value > 0.5, |limit| value <= limit + SLACK);
                let name = format!("{}/{}", spec.name, occasion.key);
                counted.push(Counted {
                    name: format!("{key}/{name}"),
                    path: format!("measures/{measure}/occasions/{at}/{key}"),
                    of: format!("measured/{name}"),
                    who: who(&|person| self.value(measure, at, person).is_some_and(fits)),
                    known: Vec::new(),
                    change: None,
                });
            }
        }
        let sub_groups = all_members(self.cohort, self.study);
        let each =
            sub_groups.iter().flat_map(|(spec, who)| spec.measures.iter().map(move |at| (spec, who, *at)));
        for (at, (spec, members, measure)) in each.enumerate() {
            let Some(of) = self.study.measures.get(measure).map(|one| &one.name) else { continue };
            let fits = |person: usize| members.get(person) == Some(&Some(true)) && self.both(measure, person);
            counted.push(Counted {
                name: format!("group/{}/{of}", spec.name),
                path: format!("subgroups/{at}/with"),
                of: format!("both/{of}"),
                who: who(&fits),
                known: who(&|person| members.get(person).copied().flatten().is_some()),
                change: Some(measure),
            });
        }
        if let Some(courses) = &self.cohort.courses {
            let mut of_all = |path: &str, who: Vec<bool>| {
                let (name, of) = (path.to_owned(), "persons".to_owned());
                counted.push(Counted { path: name.clone(), name, of, who, known: Vec::new(), change: None });
            };
            of_all("flow/closed", courses.iter().map(|course| course.status == Status::Closed).collect());
            let [left, stayed] = leavers(self.cohort);
            of_all("dropout/left_early", left);
            of_all("dropout/stayed", stayed);
        }
        counted
    }

    /// What each person adds to what is told.
    fn roll(&self, counted: &[Counted]) -> Option<Rolling> {
        let mut roll = Rolling::of(&self.cohort.keys)?;
        roll.put("persons", &|_| Some(1));
        for (measure, spec) in self.study.measures.iter().enumerate() {
            for (at, occasion) in self.study.occasions.iter().enumerate() {
                let value = |person| self.value(measure, at, person).map(f64::to_bits);
                roll.put(&format!("measured/{}/{}", spec.name, occasion.key), &value);
            }
            for of in CHANGED {
                roll.put(&format!("both/{}", spec.name), &|person| self.change(measure, of, person));
            }
        }
        if let Some(courses) = &self.cohort.courses {
            roll.put("facts/courses", &|person| courses.get(person).map(of_course));
        }
        if let Some(contacts) = &self.cohort.contacts {
            let facts = of_contacts(contacts, self.cohort.persons);
            roll.put("facts/contacts", &|person| facts.get(person).copied());
        }
        for (spec, values) in traits(self.cohort, self.study) {
            roll.put(&known(&spec.name), &|person| of_trait(&values, person));
        }
        for (spec, levels) in self.study.characteristics.iter().zip(members(self.cohort, self.study)) {
            for (level, who) in levels {
                let name = format!("trait/{}/{level}", spec.name);
                roll.put(&name, &|person| who.hold(person).then_some(1));
            }
        }
        for line in counted {
            roll.put(&line.name, &|person| line.holds(person).then_some(1));
            for of in line.change.iter().flat_map(|_| CHANGED) {
                let change = |person| self.change(line.change?, of, person);
                roll.put(&line.name, &|person| change(person).filter(|_| line.holds(person)));
                let is_known = |person: usize| line.known.get(person).copied().unwrap_or(false);
                roll.put(&known(&line.name), &|person| change(person).filter(|_| is_known(person)));
            }
        }
        Some(roll)
    }

    /// A number for what is told of the change of a person.
    fn change(&self, measure: usize, of: Changed, person: usize) -> Option<u64> {
        let at = |occasion| self.value(measure, occasion, person);
        Some(of(at(self.study.from)?, at(self.study.to)?))
    }
}

/// A number for something that is told of a change.
type Changed = fn(f64, f64) -> u64;

/// What is told of a change: the means before and after, their difference, and what takes both.
const CHANGED: [Changed; 4] = [
    |from, _| from.to_bits(),
    |_, to| to.to_bits(),
    |from, to| (to - from).to_bits(),
    |from, to| persons::fact(from.to_bits(), to.to_bits()),
];

/// A line with whom it counts.
struct Counted {
    name: String,
    path: String,
    of: String,
    who: Vec<bool>,
    /// Of a sub-group, of whom it is known whether they belong to it.
    known: Vec<bool>,
    /// The measure whose change is told of those counted.
    change: Option<usize>,
}

impl Counted {
    fn holds(&self, person: usize) -> bool {
        self.who.get(person).copied().unwrap_or(false)
    }
}
