//! What was released before, so that two releases laid beside each other do not tell of the few by which they differ:
//! the same study a day later, the same table for all but one, men by themselves after women and all.
//!
//! A release is remembered by its groups of persons (all, those measured, each line of the tables), which of them were
//! told and which hidden, and by its persons one by one. The log holds no number of a table and no id, but to whoever has
//! the ids it tells which persons a group holds and what was known of them: it is kept where the data are kept, and goes
//! nowhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::groups::{Groups, Line, known};
use super::persons::Group;
use super::roll::Roll;
use super::slices::Slice;
use super::sums::Sums;
use super::{Disclosure, Released};
use crate::findings::Findings;

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
    /// The period of first days it is of; absent where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::slices::written")]
    pub period: Option<Slice>,
    /// Groups that say whom it is about: `persons`, `measured/NAME/OCCASION`, `both/NAME`, of a file of moments
    /// `cell/NAME/OCCASIONS`; and what is known of them: `facts/…`.
    pub about: BTreeMap<String, Group>,
    /// Persons counted in the lines that were told, by what is counted.
    #[serde(default)]
    pub lines: BTreeMap<String, Group>,
    /// Its persons with what was told of them; absent where they are too many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<Roll>,
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
    /// With earlier releases it would tell of those who began in a stretch of time in which few did.
    Slice {
        /// Its first day; open where there is none.
        from: Option<jiff::civil::Date>,
        /// Its last day.
        to: Option<jiff::civil::Date>,
    },
    /// Added to and taken from earlier releases, it would tell of a few.
    Sums {
        /// Which group it is.
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

impl Stopped {
    /// A stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Differs { .. } => "release-differs",
            Self::Slice { .. } => "release-slice",
            Self::Sums { .. } => "release-sums",
            Self::GivesAway => "release-gives-away",
            Self::AboutHidden { .. } => "release-hidden",
        }
    }

    /// The data cut of the earlier release that stands in the way, where it is one.
    pub fn earlier(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Differs { data_cut, .. } | Self::AboutHidden { data_cut, .. } => {
                data_cut.as_ref()?.parse().ok()
            }
            Self::Slice { .. } | Self::Sums { .. } | Self::GivesAway => None,
        }
    }

    /// The measure whose numbers stand in the way, where it is one alone.
    pub(super) fn measure(&self) -> Option<&str> {
        let (Self::Differs { group, .. } | Self::AboutHidden { group, .. } | Self::Sums { group }) = self
        else {
            return None;
        };
        Groups::measure_of(group)
    }
}

/// What may be known of a group by its name.
fn name(group: &Group) -> String {
    format!("{:016x}{:016x}", group.sum[0], group.sum[1])
}

/// What the releases so far have told and hidden.
#[derive(Clone, Copy)]
pub struct Memory<'m> {
    releases: &'m [Release],
    period: Option<Slice>,
}

impl<'m> Memory<'m> {
    /// Of these releases.
    pub const fn of(releases: &'m [Release]) -> Self {
        Self { releases, period: None }
    }

    /// The same where it is known which period is asked about.
    #[must_use]
    pub const fn of_period(self, period: Slice) -> Self {
        Self { period: Some(period), ..self }
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
        let strictest = self.releases.iter().map(|one| one.threshold).fold(threshold, u64::max);
        let sums = self.sums(groups)?;
        let few = |sums: &Sums<'_>| sums.tells_of_few(groups, (threshold, strictest));
        if let Some(group) = sums.as_ref().and_then(few) {
            return Err(Stopped::Sums { group });
        }
        let of_few = |name: &str| sums.as_ref().is_some_and(|sums| sums.group_tells(&known(name), strictest));
        let findings = if numbers(&findings, threshold).any(of_few) {
            super::without_traits(&findings)
        } else {
            findings
        };
        let paths = |sums: &dyn Fn(&Release) -> &BTreeSet<String>| -> BTreeSet<String> {
            let known = |sum: &str| self.releases.iter().any(|earlier| sums(earlier).contains(sum));
            let lines = groups.lines.iter().filter(|line| known(&name(&line.group)));
            lines.map(|line| line.path.clone()).collect()
        };
        let told = paths(&|earlier| &earlier.told);
        let mut hidden = paths(&|earlier| &earlier.hidden);
        let near =
            |line: &&Line| self.releases.iter().any(|earlier| is_near(line, groups, earlier, threshold));
        hidden.extend(groups.lines.iter().filter(near).map(|line| line.path.clone()));
        let told_by_sums = |line: &&Line| sums.as_ref().is_some_and(|sums| sums.line_tells(line, strictest));
        hidden.extend(groups.lines.iter().filter(told_by_sums).map(|line| line.path.clone()));
        // A characteristic of which something is hidden is told of one set of persons only: told of all and of each
        // municipality, the tables could be taken from each other.
        let others = || self.releases.iter().filter(|earlier| !same_persons(groups, earlier));
        let partly = |name: &str| others().any(|earlier| earlier.partly.contains(name));
        let elsewhere = |name: &str| {
            others().any(|earlier| earlier.whole.contains(name) || earlier.partly.contains(name))
        };
        hidden.extend(rows(&findings).filter(|(_, name)| partly(name)).flat_map(|(at, _)| cells(at)));
        let plain = super::without_traits(&findings);
        let mut out = super::release_beside(findings.clone(), rules, &told, &hidden);
        let torn: Vec<String> =
            out.iter().flat_map(|out| hidden_names(out)).filter(|name| elsewhere(name)).collect();
        if !torn.is_empty() {
            let all = rows(&findings).filter(|(_, name)| torn.contains(name));
            hidden.extend(all.flat_map(|(at, _)| cells(at)));
            out = super::release_beside(findings, rules, &told, &hidden);
        }
        // Where no choice of cells protects the traits, the tables that know of them are left out.
        let out = out.or_else(|| super::release_beside(plain, rules, &told, &hidden));
        let released = out.ok_or(Stopped::GivesAway)?;
        let release = Release { period: self.period, ..entry(&released, groups, threshold) };
        Ok((released, release))
    }

    /// The releases person by person. Where the persons of some are not remembered, sums with periods are not known, and
    /// taken to tell.
    fn sums<'s>(&'s self, groups: &'s Groups) -> Result<Option<Sums<'s>>, Stopped> {
        let part = |period: Option<Slice>| period.is_some_and(|period| period.opened() != Slice::default());
        let parts = part(self.period) || self.releases.iter().any(|one| part(one.period));
        let known = groups.roll.is_some() && self.releases.iter().all(|one| one.roll.is_some());
        if parts && !known {
            return Err(Stopped::Sums { group: "persons".to_owned() });
        }
        Ok(groups.roll.as_ref().map(|new| Sums::of(self.releases, new)))
    }

    /// Whether a set of persons that was or is told is two others and a few: all, women by themselves, men by themselves.
    fn in_threes(&self, groups: &Groups, threshold: u64) -> Result<(), Stopped> {
        let Some(new) = groups.about.get("persons") else { return Ok(()) };
        let earlier: Vec<(&Release, &Group)> =
            self.releases.iter().filter_map(|one| Some((one, one.about.get("persons")?))).collect();
        for (at, (release, first)) in earlier.iter().enumerate() {
            for (other, second) in earlier.iter().skip(at + 1) {
                let threshold = threshold.max(release.threshold).max(other.threshold);
                let sets = [(*first, *second, new), (*first, new, *second), (*second, new, *first)];
                let few = |(one, two, whole): (&Group, &Group, &Group)| {
                    whole.n.abs_diff(one.n + two.n) < threshold
                        && (1..threshold).contains(&whole.apart(&one.and(two)))
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

/// The characteristics of the baseline table of which a mean is told.
fn numbers(findings: &Findings, threshold: u64) -> impl Iterator<Item = &str> {
    let rows = findings.baseline.iter().flat_map(|baseline| &baseline.rows);
    rows.filter(move |row| row.all.x.is_none() && row.all.n >= threshold).map(|row| row.name.as_str())
}

fn cells(row: usize) -> [String; 3] {
    ["all", "with_last", "without_last"].map(|side| format!("baseline/rows/{row}/{side}/x"))
}

/// Characteristics of which something is hidden in the column of all.
fn hidden_names(released: &Findings) -> Vec<String> {
    let rows = released.baseline.iter().flat_map(|baseline| &baseline.rows);
    rows.filter(|row| row.all.x.is_some_and(|x| x.is_hidden())).map(|row| row.name.clone()).collect()
}

fn same_persons(groups: &Groups, release: &Release) -> bool {
    let sum = |about: &BTreeMap<String, Group>| about.get("persons").map(|group| group.sum);
    sum(&groups.about) == sum(&release.about)
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
        if touched(key, (group, before), groups, earlier) < threshold {
            let (earlier, data_cut, group) = found();
            return Err(Stopped::Differs { earlier, data_cut, group });
        }
    }
    Ok(())
}

/// How many persons make the difference of two groups. A fact that changed is in one group as it was and in the other as
/// it is; one of a person who is in one of them only is there once.
fn touched(key: &str, (group, before): (&Group, &Group), groups: &Groups, earlier: &Release) -> u64 {
    let apart = group.apart(before);
    let Some(persons) = Groups::persons_of(key) else { return apart };
    let only = groups.about.get(&persons).zip(earlier.about.get(&persons));
    let only = only.map_or(0, |(now, then)| now.apart(then));
    apart.saturating_add(only).div_ceil(2)
}

/// Whether a line that was told before counts, or leaves out, nearly the same persons now.
fn is_near(line: &Line, groups: &Groups, earlier: &Release, threshold: u64) -> bool {
    let Some(before) = earlier.lines.get(&line.name) else { return false };
    let few = |apart: u64| (1..threshold.max(earlier.threshold)).contains(&apart);
    let rest = groups.about.get(&line.of).zip(earlier.about.get(&line.of));
    let rest = rest.map_or(0, |(now, then)| now.less(&line.group).apart(&then.less(before)));
    few(line.group.apart(before)) || few(rest)
}

fn entry(released: &Released, groups: &Groups, threshold: u64) -> Release {
    let gone: BTreeSet<&str> = released.suppressed.iter().map(|one| one.path.as_str()).collect();
    let left_out = |path: &str| path.split('/').next().is_some_and(|table| gone.contains(table));
    let mut told: BTreeSet<String> = groups.about.get("persons").map(name).into_iter().collect();
    let (mut hidden, mut lines) = (BTreeSet::new(), BTreeMap::new());
    for line in groups.lines.iter().filter(|line| !left_out(&line.path)) {
        if gone.contains(line.path.as_str()) {
            hidden.insert(name(&line.group));
        } else {
            told.insert(name(&line.group));
            lines.insert(line.name.clone(), line.group.clone());
        }
    }
    let names: BTreeSet<String> = rows(released).map(|(_, name)| name).collect();
    let enough = |key: &str| groups.about.get(key).is_some_and(|group| group.n >= threshold);
    let of_known = |key: &str| {
        key.strip_prefix("known/").is_some_and(|name| names.contains(name) || lines.contains_key(name))
    };
    let seen = |key: &str| enough(key) || lines.contains_key(key) || of_known(key);
    let roll = groups.roll.clone().map(|roll| roll.only(seen));
    let partly: BTreeSet<String> = hidden_names(released).into_iter().collect();
    let mut release = Release {
        id: String::new(),
        title: released.title.clone(),
        data_cut: released.provenance.data_cut.clone(),
        at: String::new(),
        threshold,
        period: None,
        about: groups.about.clone(),
        lines,
        roll,
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
    // The same persons under another name are another line: both are remembered.
    let lines = release.lines.keys().map(String::as_str);
    let text: Vec<&str> = parts.chain(groups.iter().map(String::as_str)).chain(lines).collect();
    format!("{:016x}", super::persons::key(&text.join("|")))
}
