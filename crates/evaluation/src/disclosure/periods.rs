//! Periods beside each other through the gate: each is let out as a release of its own, judged beside all that was told
//! and beside the other periods, and what is set side by side is made of nothing but what was let out. Either all of
//! them are let out or none is.

use super::log::{Memory, Release, Stopped};
use super::sums::{Stretches, Times};
use super::{Disclosure, Groups, Released, Slice};
use crate::cohort::Cohort;
use crate::evaluate::periods::{narrowed, side_by_side};
use crate::fault::Fault;
use crate::findings::{Estimable, Findings, Reason};
use crate::package::Package;
use crate::study::Study;

/// A period's numbers before they are judged.
pub struct AskedPeriod {
    period: Slice,
    findings: Findings,
    groups: Groups,
}

impl AskedPeriod {
    /// The numbers of the courses of a package that began within a period; `study` is one [`Study::of_periods`].
    ///
    /// # Errors
    /// What the study asks for and the package does not have.
    pub fn of(package: &Package, study: &Study, period: Slice) -> Result<Self, Vec<Fault>> {
        let cohort = Cohort::from_package(&package.clone().within(period), &[], study)?;
        let findings = narrowed(crate::evaluate::evaluate(&cohort, study));
        Ok(Self { period, findings, groups: Groups::of(&cohort, study) })
    }

    /// The period.
    pub const fn period(&self) -> Slice {
        self.period
    }

    /// Takes out all that is told of a measure.
    fn without(mut self, name: &str) -> Self {
        for measure in self.findings.measures.iter_mut().filter(|measure| measure.name == name) {
            measure.occasions.clear();
            measure.change = Estimable::Not { not_estimable: Reason::Suppressed };
        }
        self.groups = self.groups.without(name);
        self
    }
}

/// A period that is let out.
#[derive(Debug, Clone, PartialEq)]
pub struct LetOut {
    /// The period.
    pub period: Slice,
    /// Its numbers.
    pub released: Released,
    /// What the log remembers of it.
    pub release: Release,
}

/// Lets periods out beside all that was told: `stretches` lie between the ends of the periods of all these releases and of
/// the new ones. A measure that stands in the way is taken out of all of them.
///
/// # Errors
/// The first period that is stopped, and why.
pub fn release_periods(
    mut asked: Vec<AskedPeriod>,
    told: &[Release],
    stretches: &Stretches,
    rules: Disclosure,
) -> Result<Vec<LetOut>, (Slice, Stopped)> {
    loop {
        match all(&asked, told, stretches, rules) {
            Ok(out) => return Ok(out),
            Err((period, stopped)) => {
                let measure = stopped.measure().map(ToOwned::to_owned);
                let known = |name: &String| {
                    asked.iter().any(|one| one.groups.about.contains_key(&format!("both/{name}")))
                };
                let Some(name) = measure.filter(known) else { return Err((period, stopped)) };
                asked = asked.into_iter().map(|one| one.without(&name)).collect();
            }
        }
    }
}

fn all(
    asked: &[AskedPeriod],
    told: &[Release],
    stretches: &Stretches,
    rules: Disclosure,
) -> Result<Vec<LetOut>, (Slice, Stopped)> {
    let mut releases = told.to_vec();
    let mut out = Vec::with_capacity(asked.len());
    for one in asked {
        let judged =
            told_of(one, Memory::of(&releases).of_period(Times { asked: one.period, stretches }), rules);
        let (shown, release) = judged.map_err(|stopped| (one.period, stopped))?;
        releases.push(release.clone());
        out.push(LetOut { period: one.period, released: shown, release });
    }
    Ok(out)
}

/// As much of a period as can be told: where a count among them cannot be protected the traits are left out, then shares
/// and who left, then all counts but how many began.
fn told_of(one: &AskedPeriod, memory: Memory<'_>, rules: Disclosure) -> Result<(Released, Release), Stopped> {
    for less in [Less::Nothing, Less::Traits, Less::Shares, Less::Counts] {
        let (findings, groups) = one.less(less);
        match memory.release(findings, rules, &groups) {
            // The gate leaves out traits and who left together; who left may be told alone.
            Ok((released, _)) if less == Less::Nothing && lost_traits(one, &released) => {}
            Ok(told) => return Ok(told),
            Err(Stopped::GivesAway) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Stopped::GivesAway)
}

fn lost_traits(one: &AskedPeriod, released: &Findings) -> bool {
    one.findings.baseline.is_some() && released.baseline.is_none()
}

/// What is left out of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Less {
    Nothing,
    Traits,
    Shares,
    Counts,
}

impl AskedPeriod {
    /// With less: the numbers, and the lines that are still told.
    fn less(&self, less: Less) -> (Findings, Groups) {
        let (mut findings, mut groups) = (self.findings.clone(), self.groups.clone());
        let mut gone: Vec<&str> = Vec::new();
        if less >= Less::Traits {
            findings.baseline = None;
            gone.push("baseline/");
        }
        if less >= Less::Shares {
            findings.dropout = None;
            for at in findings.measures.iter_mut().flat_map(|measure| &mut measure.occasions) {
                (at.at_risk, at.x, at.share, at.wilson95) = (None, None, None, None);
            }
            gone.extend(["dropout/", "measures/"]);
        }
        if less >= Less::Counts {
            (findings.flow, findings.contacts) = (None, None);
            gone.push("flow/");
        }
        groups.lines.retain(|line| !gone.iter().any(|start| line.path.starts_with(start)));
        (findings, groups)
    }
}

impl Released {
    /// The same with periods side by side, out of nothing but what each of them lets out.
    #[must_use]
    pub fn with_periods(mut self, periods: &[(Slice, &Self)]) -> Self {
        let found: Vec<(Slice, &Findings)> =
            periods.iter().map(|(period, released)| (*period, &released.0)).collect();
        self.0.periods = side_by_side(&found);
        self
    }
}
