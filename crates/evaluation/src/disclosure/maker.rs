//! What is told of which persons, made of a cohort and what a study asks.

use std::collections::BTreeMap;

use domain::fidelity::Judgement;

use super::facts::{of_contacts, of_course, of_trait};
use super::groups::known;
use super::persons::{self, Group};
use super::roll::Rolling;
use crate::cohort::Cohort;
use crate::evaluate::family::mean_of;
use crate::evaluate::{Holders, all_members, fidelity, leavers, members, traits};
use crate::findings::MeasureKind;
use crate::package::codes::Status;
use crate::study::{Place, Study};

/// Slack of a limit, for scores that are computed.
const SLACK: f64 = 1e-9;

/// Makes the groups of a cohort that a study asks about.
pub(super) struct Maker<'m> {
    pub(super) cohort: &'m Cohort,
    pub(super) study: &'m Study,
}

impl Maker<'_> {
    pub(super) fn some(&self, fits: &dyn Fn(usize) -> bool) -> Group {
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

    /// All of which means are told at each occasion and of the pairs: the measures, and the means over families of them. A family is
    /// a number of its own: by one answer more of five persons the family of a single one of them may be whole.
    fn told(&self) -> Vec<(String, Values<'_>)> {
        let measures = self.study.measures.iter().enumerate().map(|(measure, spec)| {
            let values: Values<'_> = Box::new(move |occasion, person| self.value(measure, occasion, person));
            (spec.name.clone(), values)
        });
        let families = self.study.families.iter().map(|family| {
            let mean = move |occasion, person| {
                Some(mean_of(self.cohort, family, occasion, person)).filter(|mean| !mean.is_nan())
            };
            let values: Values<'_> = Box::new(mean);
            // By its measures: a family that leaves one out is another number, whatever it is called.
            let of = family.measures.iter().filter_map(|at| self.study.measures.get(*at));
            let names: Vec<&str> = of.map(|measure| measure.name.as_str()).collect();
            (names.join("+"), values)
        });
        measures.chain(families).collect()
    }

    /// Values at both ends of the change.
    fn ends(&self, values: &Values<'_>, person: usize) -> Option<(f64, f64)> {
        Some((values(self.study.from, person)?, values(self.study.to, person)?))
    }

    pub(super) fn about(&self) -> BTreeMap<String, Group> {
        let mut about = BTreeMap::from([("persons".to_owned(), self.some(&|_| true))]);
        for (of, values) in self.told() {
            for (at, occasion) in self.study.occasions.iter().enumerate() {
                let name = format!("{of}/{}", occasion.key);
                let there = self.some(&|person| values(at, person).is_some());
                about.insert(format!("measured/{name}"), there);
                let facts = self.known(&|person| values(at, person).map(f64::to_bits));
                about.insert(format!("facts/{name}"), facts);
            }
            let both = self.some(&|person| self.ends(&values, person).is_some());
            about.insert(format!("both/{of}"), both);
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
    pub(super) fn traits(&self) -> Vec<BTreeMap<String, Group>> {
        let group = |who: &Holders| self.some(&|person| who.hold(person));
        let of = |levels: Vec<(String, Holders)>| {
            levels.into_iter().map(|(level, who)| (level, group(&who))).collect()
        };
        members(self.cohort, self.study).into_iter().map(of).collect()
    }

    /// What is counted in lines beside the traits.
    pub(super) fn counted(&self) -> Vec<Counted> {
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
            for (at, said) in fidelity::said(self.cohort, self.study).into_iter().enumerate() {
                let kinds = [("met", Judgement::Met), ("not_met", Judgement::NotMet)];
                for (key, kind) in kinds {
                    let who = said.iter().map(|one| *one == Some(kind)).collect();
                    of_all(&format!("fidelity/{at}/{key}"), who);
                }
            }
        }
        counted
    }

    /// What each person adds to what is told.
    pub(super) fn roll(&self, counted: &[Counted]) -> Option<Rolling> {
        let mut roll = Rolling::of(&self.cohort.keys)?;
        roll.put("persons", &|_| Some(1));
        for (of, values) in self.told() {
            for (at, occasion) in self.study.occasions.iter().enumerate() {
                let value = |person| values(at, person).map(f64::to_bits);
                roll.put(&format!("measured/{of}/{}", occasion.key), &value);
            }
            for kind in CHANGED {
                let change = |person| self.ends(&values, person).map(|(from, to)| kind(from, to));
                roll.put(&format!("both/{of}"), &change);
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
            for kind in (0..2).filter(|_| line.path.starts_with("dropout/")) {
                let early = |person| self.early(person).get(kind).copied().flatten();
                roll.put(&line.name, &|person| early(person).filter(|_| line.holds(person)));
            }
        }
        Some(roll)
    }

    /// What is told of those who left, and of those who stayed, beside how many they are: the first value of the primary measure and
    /// the rise to the next.
    fn early(&self, person: usize) -> [Option<u64>; 2] {
        let at = |occasion| self.value(self.study.primary, occasion, person);
        let start = at(self.study.from);
        let rise = start.zip(at(self.study.from + 1)).map(|(start, next)| next - start);
        [start, rise].map(|value| value.map(f64::to_bits))
    }

    /// A number for what is told of the change of a person.
    fn change(&self, measure: usize, of: Changed, person: usize) -> Option<u64> {
        let at = |occasion| self.value(measure, occasion, person);
        Some(of(at(self.study.from)?, at(self.study.to)?))
    }
}

/// The value at an occasion of a person, where there is one.
type Values<'v> = Box<dyn Fn(usize, usize) -> Option<f64> + 'v>;

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
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) of: String,
    who: Vec<bool>,
    /// Of a sub-group, of whom it is known whether they belong to it.
    known: Vec<bool>,
    /// The measure whose change is told of those counted.
    change: Option<usize>,
}

impl Counted {
    pub(super) fn holds(&self, person: usize) -> bool {
        self.who.get(person).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::{Disclosure, Groups, Memory, Stopped};
    use crate::{Cohort, Study, evaluate};

    const STUDY: &str = "title = \"s\"\n[data]\nfile = \"f.csv\"\nperson = \"id\"\noccasion = \"at\"\norder = [\"a\", \"b\"]\n\
        [[measure]]\nname = \"one\"\nkind = \"score\"\ncolumn = \"one\"\nfamily = \"both\"\n\
        [[measure]]\nname = \"two\"\nkind = \"score\"\ncolumn = \"two\"\nfamily = \"both\"\n";

    /// Forty persons measured twice. At the second occasion ten have no answer to `two`, and the first ten none to `one`, of whom
    /// `late` have given it by now.
    fn file(late: &[u32]) -> String {
        let mut text = "id,at,one,two\n".to_owned();
        for person in 0..40u32 {
            let (one, two) = (5 + person % 7, 3 + person % 5);
            writeln!(text, "p{person:02},a,{one},{two}").unwrap();
            let has_one = person >= 10 || late.contains(&person);
            let has_two = !(4..14).contains(&person);
            let cell = |has: bool, value: u32| if has { value.to_string() } else { String::new() };
            let (one, two) = (cell(has_one, one + 2), cell(has_two, two + 1));
            writeln!(text, "p{person:02},b,{one},{two}").unwrap();
        }
        text
    }

    fn stopped(late: &[u32]) -> Option<String> {
        let study = Study::parse("s.toml", STUDY).unwrap();
        let mut releases = Vec::new();
        for late in [&[][..], late] {
            let cohort = Cohort::from_csv("f.csv", file(late).as_bytes(), &study).unwrap();
            let groups = Groups::of(&cohort, &study);
            let out =
                Memory::of(&releases).release(evaluate(&cohort, &study), Disclosure::default(), &groups);
            match out {
                Ok((_, release)) => releases.push(release),
                Err(Stopped::Differs { group, .. } | Stopped::Sums { group }) => return Some(group),
                Err(other) => panic!("{other:?}"),
            }
        }
        None
    }

    #[test]
    fn one_person_s_mean_over_a_family_does_not_follow_from_two_reports() {
        // Five gave the answer; four of them have none to the other, so that the family of one alone is whole now.
        let told = stopped(&[3, 4, 5, 6, 7]).unwrap();
        assert!(told.contains("one+two"), "{told}");
        // Of five who did not answer the other either nothing more is told of the family.
        assert_eq!(stopped(&[4, 5, 6, 7, 8]), None);
    }
}
