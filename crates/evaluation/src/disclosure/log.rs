//! What was released before, so that two releases laid beside each other do not tell of the few by which they differ:
//! the same study a day later, the same table for all but one, men by themselves after women and all.
//!
//! A release is remembered by its groups of persons (all, those measured, each line of the tables), which of them were
//! told and which hidden. The log holds no number of a table and no id, but it tells which persons a group holds to
//! whoever has their ids: it is kept where the data are kept, and goes nowhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::persons::Group;
use super::{Disclosure, Released};
use crate::cohort::Cohort;
use crate::evaluate::members;
use crate::findings::Findings;
use crate::study::Study;

/// One release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Digest of its groups and of what was told of them; the name it is known by.
    pub id: String,
    /// Title of the study.
    pub title: String,
    /// The day the data were cut.
    pub data_cut: Option<String>,
    /// When it was made, ISO 8601; empty where nobody says.
    pub at: String,
    /// Its threshold.
    pub threshold: u64,
    /// Groups that say whom it is about: `persons`, `measured/NAME/OCCASION`, `both/NAME`.
    pub about: BTreeMap<String, Group>,
    /// Sums of the groups whose number was told.
    pub told: BTreeSet<String>,
    /// Sums of the groups whose number was hidden.
    pub hidden: BTreeSet<String>,
    /// Characteristics that were told without anything hidden.
    pub whole: BTreeSet<String>,
    /// Characteristics of which something was hidden.
    pub partly: BTreeSet<String>,
}

/// Why a release is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// It differs by so few persons from an earlier one that these could be told apart.
    Differs {
        /// The earlier release.
        earlier: String,
        /// Its data cut.
        data_cut: Option<String>,
        /// Which group differs.
        group: String,
    },
    /// What earlier releases told leaves nothing that could be hidden for the sake of a small number in this one.
    GivesAway,
    /// It is about exactly a group that an earlier release had to hide.
    AboutHidden {
        /// The earlier release.
        earlier: String,
        /// Its data cut.
        data_cut: Option<String>,
        /// Which group it is.
        group: String,
    },
}

/// What may be known of a group by its name.
fn name(group: &Group) -> String {
    format!("{:016x}{:016x}", group.sum[0], group.sum[1])
}

/// Groups of one evaluation: whom it is about, and the lines of its tables by the path they stand at.
pub struct Groups {
    about: BTreeMap<String, Group>,
    lines: BTreeMap<String, String>,
}

impl Groups {
    fn same_persons(&self, release: &Release) -> bool {
        let sum = |about: &BTreeMap<String, Group>| about.get("persons").map(|group| group.sum);
        sum(&self.about) == sum(&release.about)
    }

    /// The groups of a cohort that a study asks about.
    pub fn of(cohort: &Cohort, study: &Study) -> Self {
        let keys = &cohort.keys;
        let some = |fits: &dyn Fn(usize) -> bool| {
            Group::of(keys.iter().enumerate().filter(|(at, _)| fits(*at)).map(|(_, key)| *key))
        };
        let mut about = BTreeMap::from([("persons".to_owned(), some(&|_| true))]);
        for (spec, columns) in study.measures.iter().zip(&cohort.measures) {
            let there = |occasion: usize, person: usize| {
                let column = columns.get(occasion);
                column.and_then(|column| column.get(person)).is_some_and(|value| !value.is_nan())
            };
            for (at, occasion) in study.occasions.iter().enumerate() {
                let name = format!("measured/{}/{}", spec.name, occasion.key);
                about.insert(name, some(&|person| there(at, person)));
            }
            let both = some(&|person| there(study.from, person) && there(study.to, person));
            about.insert(format!("both/{}", spec.name), both);
        }
        let lines = members(cohort, study).into_iter().enumerate().filter_map(|(row, member)| {
            let member = member?;
            let group = some(&|person| member.get(person).copied().unwrap_or(false));
            Some((format!("baseline/rows/{row}/all/x"), name(&group)))
        });
        let lines = lines.collect();
        Self { about, lines }
    }
}

/// What the releases so far have told and hidden.
pub struct Memory<'m> {
    releases: &'m [Release],
}

impl<'m> Memory<'m> {
    /// Of these releases.
    pub const fn of(releases: &'m [Release]) -> Self {
        Self { releases }
    }

    /// Lets findings out beside all that went out before.
    ///
    /// # Errors
    /// [`Stopped`] where laying it beside an earlier release would tell of a few.
    pub fn release(
        &self,
        findings: Findings,
        rules: Disclosure,
        groups: &Groups,
    ) -> Result<(Released, Release), Stopped> {
        let threshold = rules.threshold.clamp(Disclosure::LEAST, Disclosure::MOST);
        for earlier in self.releases {
            compare(earlier, groups, threshold.max(earlier.threshold))?;
        }
        self.in_threes(groups, threshold)?;
        let paths = |sums: &dyn Fn(&Release) -> &BTreeSet<String>| -> BTreeSet<String> {
            let known = |sum: &str| self.releases.iter().any(|earlier| sums(earlier).contains(sum));
            groups.lines.iter().filter(|(_, sum)| known(sum)).map(|(path, _)| path.clone()).collect()
        };
        let told = paths(&|earlier| &earlier.told);
        let mut hidden = paths(&|earlier| &earlier.hidden);
        // A characteristic of which something is hidden is told of one set of persons only: told of all and of each
        // municipality, the tables could be taken from each other.
        let others = || self.releases.iter().filter(|earlier| !groups.same_persons(earlier));
        let partly = |name: &str| others().any(|earlier| earlier.partly.contains(name));
        let elsewhere = |name: &str| {
            others().any(|earlier| earlier.whole.contains(name) || earlier.partly.contains(name))
        };
        hidden.extend(rows(&findings).filter(|(_, name)| partly(name)).flat_map(|(at, _)| cells(at)));
        let mut out = super::release_beside(findings.clone(), rules, &told, &hidden);
        let torn: Vec<String> =
            out.iter().flat_map(|out| hidden_names(out)).filter(|name| elsewhere(name)).collect();
        if !torn.is_empty() {
            let all = rows(&findings).filter(|(_, name)| torn.contains(name));
            hidden.extend(all.flat_map(|(at, _)| cells(at)));
            out = super::release_beside(findings, rules, &told, &hidden);
        }
        let released = out.ok_or(Stopped::GivesAway)?;
        let release = entry(&released, groups, threshold);
        Ok((released, release))
    }

    /// Whether a set of persons that was or is told is two others and a few: all, women by themselves, men by themselves.
    fn in_threes(&self, groups: &Groups, threshold: u64) -> Result<(), Stopped> {
        let Some(new) = groups.about.get("persons") else { return Ok(()) };
        let earlier: Vec<(&Release, &Group)> =
            self.releases.iter().filter_map(|one| Some((one, one.about.get("persons")?))).collect();
        for (at, (release, first)) in earlier.iter().enumerate() {
            for (_, second) in earlier.iter().skip(at + 1) {
                let sets = [(*first, *second, new), (*first, new, *second), (*second, new, *first)];
                let few = |(one, two, whole): (&Group, &Group, &Group)| {
                    whole.apart(&one.and(two)).is_some_and(|few| few > 0 && few < threshold)
                };
                if sets.into_iter().any(few) {
                    let (earlier, data_cut) = (release.id.clone(), release.data_cut.clone());
                    return Err(Stopped::Differs { earlier, data_cut, group: "persons".to_owned() });
                }
            }
        }
        Ok(())
    }
}

/// The lines of the baseline table with the names of their characteristics.
fn rows(findings: &Findings) -> impl Iterator<Item = (usize, String)> {
    let rows = findings.baseline.iter().flat_map(|baseline| baseline.rows.iter().enumerate());
    rows.map(|(at, row)| (at, row.name.clone()))
}

fn cells(row: usize) -> [String; 3] {
    ["all", "with_last", "without_last"].map(|side| format!("baseline/rows/{row}/{side}/x"))
}

/// Characteristics of which something is hidden in the column of all.
fn hidden_names(released: &Findings) -> Vec<String> {
    let rows = released.baseline.iter().flat_map(|baseline| &baseline.rows);
    rows.filter(|row| row.all.x.is_some_and(|x| x.is_hidden())).map(|row| row.name.clone()).collect()
}

fn compare(earlier: &Release, groups: &Groups, threshold: u64) -> Result<(), Stopped> {
    for (key, group) in &groups.about {
        let found = || (earlier.id.clone(), earlier.data_cut.clone(), key.clone());
        if key == "persons" && earlier.hidden.contains(&name(group)) {
            let (earlier, data_cut, group) = found();
            return Err(Stopped::AboutHidden { earlier, data_cut, group });
        }
        let Some(before) = earlier.about.get(key).filter(|before| before.sum != group.sum) else {
            continue;
        };
        if group.apart(before).is_some_and(|few| few < threshold) {
            let (earlier, data_cut, group) = found();
            return Err(Stopped::Differs { earlier, data_cut, group });
        }
    }
    Ok(())
}

fn entry(released: &Released, groups: &Groups, threshold: u64) -> Release {
    let gone: BTreeSet<&str> = released.suppressed.iter().map(|one| one.path.as_str()).collect();
    let mut told: BTreeSet<String> = groups.about.get("persons").map(name).into_iter().collect();
    let mut hidden = BTreeSet::new();
    for (path, sum) in &groups.lines {
        if gone.contains(path.as_str()) { &mut hidden } else { &mut told }.insert(sum.clone());
    }
    let names: BTreeSet<String> = rows(released).map(|(_, name)| name).collect();
    let partly: BTreeSet<String> = hidden_names(released).into_iter().collect();
    let mut release = Release {
        id: String::new(),
        title: released.title.clone(),
        data_cut: released.provenance.data_cut.clone(),
        at: String::new(),
        threshold,
        about: groups.about.clone(),
        told,
        hidden,
        whole: names.difference(&partly).cloned().collect(),
        partly,
    };
    release.id = digest(&release);
    release
}

/// A short name that the same release always has.
fn digest(release: &Release) -> String {
    let parts = release.told.iter().chain(&release.hidden).map(String::as_str);
    let groups: Vec<String> =
        release.about.iter().map(|(key, group)| format!("{key}{}", name(group))).collect();
    let text: Vec<&str> = parts.chain(groups.iter().map(String::as_str)).collect();
    format!("{:016x}", super::persons::key(&text.join("|")))
}
