//! The gate: the one place through which every aggregate leaves. Findings come in with all their numbers and go out as
//! [`Released`], in which nothing tells of a single person. Report, page, interface and command line take nothing else.
//!
//! Small counts are hidden, and with them as many others as it takes so that no hidden count can be worked out from all
//! that is shown: the counts and what is publicly known of their sums are solved as a linear programme, once for the
//! least and once for the largest value. Fine tables are made coarse first. `docs/disclosure.md` has the rules.

mod apply;
mod cells;
mod coarsen;
mod collect;
mod curves;
mod ends;
mod facts;
mod follows;
mod groups;
mod islands;
mod isolate;
mod kept;
mod limits;
mod log;
mod maker;
mod measured;
mod once;
mod periods;
mod persons;
mod roll;
mod search;
mod simplex;
mod slices;
mod sums;
mod system;

use std::collections::BTreeSet;
use std::ops::Deref;

use crate::findings::{Findings, Rule, Suppressed};
use apply::Hand;
use system::{Seen, System};

pub(crate) use groups::Adding;
pub use groups::Groups;
pub use kept::Damaged;
pub use log::{Memory, Release, Stopped};
pub use periods::{Judged, LetOut, PeriodHeld, enough, periods_beside};
pub(crate) use persons::key as person_key;
pub use roll::Roll;
pub use slices::{Slice, slices};

/// What is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disclosure {
    /// Counts below it are hidden: 3 to 10.
    pub threshold: u64,
}

impl Disclosure {
    /// The lowest threshold that can be asked for.
    pub const LEAST: u64 = 3;
    /// The highest.
    pub const MOST: u64 = 10;
}

impl Default for Disclosure {
    fn default() -> Self {
        Self { threshold: 5 }
    }
}

/// Findings that may be shown. Only the gate makes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Released(Findings);

impl Deref for Released {
    type Target = Findings;

    fn deref(&self) -> &Findings {
        &self.0
    }
}

impl serde::Serialize for Released {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Lets findings out: hides what tells of single persons.
///
/// Where no choice of cells protects every small one, the tables that know of traits are left out as a whole; where that
/// is not enough, no count leaves at all but how many there were and how many answered. Means and models of enough
/// persons stay.
pub fn release(findings: Findings, rules: Disclosure) -> Released {
    let nothing = BTreeSet::new();
    let plain = without_traits(&findings);
    release_beside(findings, rules, &nothing, &nothing)
        .or_else(|| release_beside(plain.clone(), rules, &nothing, &nothing))
        .unwrap_or_else(|| without_counts(plain, rules))
}

/// Findings without the tables that know of traits, each noted as left out.
fn without_traits(findings: &Findings) -> Findings {
    let had = [
        ("baseline", findings.baseline.is_some()),
        ("dropout", findings.dropout.is_some()),
        ("subgroups", !findings.subgroups.is_empty()),
    ];
    let note = |path: &str| Suppressed { path: path.to_owned(), rule: Rule::SmallCountOrComplement };
    let left_out = had.iter().filter(|(_, there)| *there).map(|(path, _)| note(path));
    Findings {
        suppressed: findings.suppressed.iter().cloned().chain(left_out).collect(),
        baseline: None,
        subgroups: Vec::new(),
        dropout: None,
        ..findings.clone()
    }
}

/// The last resort: every count that can be hidden is.
fn without_counts(mut findings: Findings, rules: Disclosure) -> Released {
    let threshold = rules.threshold.clamp(Disclosure::LEAST, Disclosure::MOST);
    let coarsened = coarsen(&mut findings, threshold);
    let system = collect::collect(&findings);
    let mut hidden = names(&system, Seen::Shown);
    hidden.extend(names(&system, Seen::Hidden));
    let_out(findings, threshold, &hidden, coarsened)
}

/// The same beside earlier releases: `told` are paths of counts that were told before and cannot be hidden any more,
/// `kept` are paths of counts that were hidden before. Nothing when a number cannot be protected.
fn release_beside(
    mut findings: Findings,
    rules: Disclosure,
    told: &BTreeSet<String>,
    kept: &BTreeSet<String>,
) -> Option<Released> {
    let threshold = rules.threshold.clamp(Disclosure::LEAST, Disclosure::MOST);
    let coarsened = coarsen(&mut findings, threshold);
    let hidden = hidden(&findings, threshold, told, kept)?;
    Some(let_out(findings, threshold, &hidden, coarsened))
}

/// Makes fine tables coarse, and tells which.
fn coarsen(findings: &mut Findings, threshold: u64) -> Vec<Suppressed> {
    let nothing = BTreeSet::new();
    let mut hand = Hand { hidden: &nothing, threshold, suppressed: Vec::new() };
    hand.coarsen(findings);
    hand.suppressed
}

/// Hides the counts named and all that would give them away, and writes the log of it.
fn let_out(
    mut findings: Findings,
    threshold: u64,
    hidden: &BTreeSet<String>,
    coarsened: Vec<Suppressed>,
) -> Released {
    let mut hand = Hand { hidden, threshold, suppressed: coarsened };
    hand.all(&mut findings);
    let mut suppressed = std::mem::take(&mut findings.suppressed);
    suppressed.extend(hand.suppressed);
    suppressed.sort_by(|a, b| (&a.path, a.rule).cmp(&(&b.path, b.rule)));
    suppressed.dedup();
    findings.suppressed = suppressed;
    let settings = &mut findings.provenance.settings;
    settings.insert("disclosure_threshold".to_owned(), threshold.to_string());
    Released(findings)
}

/// Names of the counts that have to be hidden; nothing when one cannot be protected.
fn hidden(
    findings: &Findings,
    threshold: u64,
    told: &BTreeSet<String>,
    kept: &BTreeSet<String>,
) -> Option<BTreeSet<String>> {
    let mut system = collect::collect(findings);
    for path in told {
        system.tell(path);
    }
    for path in kept {
        if let Some(at) = system.names.get(path).copied() {
            system.hide(at);
        }
    }
    low_denominators(&mut system);
    search::protect(&mut system, threshold).then(|| names(&system, Seen::Hidden))
}

/// Counts in groups so small that shares of them are not told are hidden, so they are hidden before it is asked what
/// follows from the rest.
fn low_denominators(system: &mut System) {
    let low: Vec<usize> = (0..system.cells.len())
        .filter(|at| {
            system.cells.get(*at).is_some_and(|cell| {
                cell.limit > 0.0
                    && cell.limit < system::float(apply::LEAST_FOR_SHARE)
                    && cell.seen == Seen::Shown
            })
        })
        .collect();
    for at in low {
        system.hide(at);
    }
}

fn names(system: &System, seen: Seen) -> BTreeSet<String> {
    let of = |at: &usize| system.cells.get(*at).is_some_and(|cell| cell.seen == seen);
    system.names.iter().filter(|(_, at)| of(at)).map(|(name, _)| name.clone()).collect()
}

/// How many entries the log of suppression has under each rule.
pub fn tally(findings: &Findings) -> Vec<(Rule, usize)> {
    let mut rules: Vec<Rule> = findings.suppressed.iter().map(|one| one.rule).collect();
    rules.sort_unstable();
    let counts = rules.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len())));
    counts.collect()
}

#[cfg(test)]
mod attack;
#[cfg(test)]
mod holes;
#[cfg(test)]
mod leaves;
#[cfg(test)]
mod leaves_periods;
#[cfg(test)]
mod tests;
