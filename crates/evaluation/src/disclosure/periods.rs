//! Periods beside each other through the gate: each is let out as a release of its own, judged beside all that was told
//! and beside the other periods, and what is set side by side is made of nothing but what was let out. Either all of
//! them are let out or none is.

use super::log::{Memory, Release, Stopped};
use super::{Disclosure, Groups, Released, Slice, slices};
use crate::cohort::Cohort;
use crate::evaluate::periods::{narrowed, side_by_side};
use crate::fault::Fault;
use crate::findings::{Estimable, Findings, Reason};
use crate::package::Package;
use crate::study::Study;

/// A period's numbers before they are judged.
struct AskedPeriod {
    period: Slice,
    findings: Findings,
    groups: Groups,
}

impl AskedPeriod {
    /// The numbers of the courses of a package that began within a period; `study` is one [`Study::of_periods`].
    fn of(package: &Package, study: &Study, period: Slice) -> Result<Self, Vec<Fault>> {
        let cohort = Cohort::from_package(&package.clone().within(period), &[], study)?;
        let findings = narrowed(crate::evaluate::evaluate(&cohort, study));
        Ok(Self { period, findings, groups: Groups::of(&cohort, study) })
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

/// Why a period is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodHeld {
    /// Nobody began in it.
    Nobody,
    /// Fewer did than the threshold asks for.
    Few,
    /// Beside what was told before, or the other periods, it would tell of a few.
    Stopped(Stopped),
}

/// The periods that are let out, all of them, or those that stand in the way.
pub type Judged = Result<Vec<LetOut>, Vec<(Slice, PeriodHeld)>>;

/// Lets periods of a package out beside all that was told and beside each other; `study` is one [`Study::of_periods`],
/// `fewest` may have begun in each. Either all of them are let out, or none.
///
/// # Errors
/// What the study asks for and the package does not have.
pub fn periods_beside(
    package: &Package,
    study: &Study,
    (periods, fewest): (&[Slice], u64),
    told: &[Release],
) -> Result<Judged, Vec<Fault>> {
    if let Err(held) = enough(package, study.disclosure, (periods, fewest), told) {
        return Ok(Err(held));
    }
    let asked = periods.iter().map(|period| AskedPeriod::of(package, study, *period));
    let asked: Vec<AskedPeriod> = asked.collect::<Result<_, _>>()?;
    let out = release_periods(asked, told, study.disclosure);
    Ok(out.map_err(|(period, stopped)| vec![(period, PeriodHeld::Stopped(stopped))]))
}

/// Whether enough began in each period, and in whatever stretch is left between them and those told before. It costs
/// nothing, so it can be asked before any number is made.
///
/// # Errors
/// All periods in which too few began; else the first that leaves such a stretch.
pub fn enough(
    package: &Package,
    rules: Disclosure,
    (periods, fewest): (&[Slice], u64),
    told: &[Release],
) -> Result<(), Vec<(Slice, PeriodHeld)>> {
    let cut = package.manifest.data_cut;
    let starts = package.courses.iter().filter_map(|course| course.start).filter(|day| *day <= cut);
    let starts: Vec<jiff::civil::Date> = starts.collect();
    let few = |period: &Slice| {
        let began = starts.iter().filter(|day| period.holds(Some(**day))).count() as u64;
        let held = if began == 0 { PeriodHeld::Nobody } else { PeriodHeld::Few };
        (began < fewest).then_some((*period, held))
    };
    let held: Vec<(Slice, PeriodHeld)> = periods.iter().filter_map(few).collect();
    if !held.is_empty() {
        return Err(held);
    }
    let strictest = told.iter().map(|one| one.threshold).fold(rules.threshold, u64::max);
    let mut all: Vec<Slice> = told.iter().filter_map(|one| one.period).collect();
    for period in periods {
        all.push(*period);
        let between = slices(&starts, &all, strictest);
        between.map_err(|stopped| vec![(*period, PeriodHeld::Stopped(stopped))])?;
    }
    Ok(())
}

/// Lets periods out beside all that was told, or says which is stopped first. A measure that stands in the way is taken out
/// of all of them.
fn release_periods(
    mut asked: Vec<AskedPeriod>,
    told: &[Release],
    rules: Disclosure,
) -> Result<Vec<LetOut>, (Slice, Stopped)> {
    loop {
        match all(&asked, told, rules) {
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

fn all(asked: &[AskedPeriod], told: &[Release], rules: Disclosure) -> Result<Vec<LetOut>, (Slice, Stopped)> {
    let mut releases = told.to_vec();
    let mut out = Vec::with_capacity(asked.len());
    for one in asked {
        let judged = told_of(one, Memory::of(&releases).of_period(one.period), rules);
        let (shown, release) = judged.map_err(|stopped| (one.period, stopped))?;
        releases.push(release.clone());
        out.push(LetOut { period: one.period, released: shown, release });
    }
    Ok(out)
}

/// As much of a period as can be told: where a count among them cannot be protected the traits are left out, then shares
/// and who left, then all counts but how many began.
fn told_of(one: &AskedPeriod, memory: Memory<'_>, rules: Disclosure) -> Result<(Released, Release), Stopped> {
    let mut why = Stopped::GivesAway;
    for less in [Less::Nothing, Less::Traits, Less::Shares, Less::Counts] {
        let (findings, groups) = one.less(less);
        match memory.release(findings, rules, &groups) {
            // The gate leaves out traits and who left together; who left may be told alone.
            Ok((released, _)) if less == Less::Nothing && lost_traits(one, &released) => {}
            Ok(told) => return Ok(told),
            Err(stopped) if stopped.with_less() => why = stopped,
            Err(other) => return Err(other),
        }
    }
    Err(why)
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
            groups.about.retain(|key, _| !OF_COURSES.contains(&key.as_str()));
        }
        groups.lines.retain(|line| !gone.iter().any(|start| line.path.starts_with(start)));
        (findings, groups)
    }
}

/// What is known of courses beside who began.
const OF_COURSES: [&str; 2] = ["facts/courses", "facts/contacts"];

impl Stopped {
    /// Whether telling fewer counts may help.
    fn with_less(&self) -> bool {
        match self {
            Self::GivesAway => true,
            Self::Sums { group } => OF_COURSES.contains(&group.as_str()),
            _ => false,
        }
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
