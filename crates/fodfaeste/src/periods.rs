//! Periods beside each other, of a package: the whole is let out first, then each period beside it, through the gate that the
//! record has.

use std::path::Path;

use evaluation::Study;
use evaluation::cohort::Cohort;
use evaluation::disclosure::{
    AskedPeriod, Groups, Memory, Release, Released, Slice, Stretches, Times, release_periods, slices,
};
use evaluation::findings::Findings;
use evaluation::package::{Package, load_folder};

use crate::evaluate::told;
use crate::tell::Failure;

/// What a report with periods lets out, and what the log is to remember of it.
pub(crate) struct Beside {
    pub(crate) shown: Released,
    pub(crate) releases: Vec<Release>,
}

/// Lets out the whole and its periods, beside all that a log remembers.
pub(crate) fn evaluate(
    folder: &Path,
    study: &Study,
    before: &[Release],
    finish: impl Fn(Findings) -> Result<Findings, Failure>,
) -> Result<Beside, Failure> {
    let (package, sources) = load_folder(folder)?;
    let cohort = Cohort::from_package(&package, &sources, study)?;
    let findings = finish(evaluation::evaluate(&cohort, study))?;
    check(&package, study, before)?;
    let all: Vec<Slice> = ends(study, before);
    let stretches = Stretches::of(&package, study, &all)?;
    let times = Times { asked: Slice::default(), stretches: &stretches };
    let rules = study.disclosure;
    let whole = Memory::of(before).of_period(times).release(findings, rules, &Groups::of(&cohort, study));
    let (shown, release) = whole.map_err(|stopped| told(&stopped))?;
    let releases = [before, &[release]].concat();

    let smaller = study.of_periods();
    let asked = study.periods.iter().map(|period| AskedPeriod::of(&package, &smaller, *period));
    let asked: Vec<AskedPeriod> = asked.collect::<Result<_, _>>()?;
    let stretches = Stretches::of(&package, &smaller, &all)?;
    let out = release_periods(asked, &releases, &stretches, rules).map_err(|(_, stopped)| told(&stopped))?;
    let beside: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    let shown = shown.with_periods(&beside);
    let releases = releases.into_iter().chain(out.iter().map(|one| one.release.clone())).collect();
    Ok(Beside { shown, releases })
}

fn ends(study: &Study, before: &[Release]) -> Vec<Slice> {
    before.iter().filter_map(|one| one.period).chain(study.periods.iter().copied()).collect()
}

/// Each period has to hold enough, and so has whatever is left between them.
fn check(package: &Package, study: &Study, before: &[Release]) -> Result<(), Failure> {
    let cut = package.manifest.data_cut;
    let starts = package.courses.iter().filter_map(|course| course.start).filter(|day| *day <= cut);
    let starts: Vec<domain::Date> = starts.collect();
    for period in &study.periods {
        let began = starts.iter().filter(|day| period.holds(Some(**day))).count() as u64;
        if began < study.disclosure.threshold {
            let day = |day: Option<domain::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let shown = format!("{}–{}", day(period.from), day(period.to));
            let key = if began == 0 { "period-nobody" } else { "period-few" };
            return Err(Failure::call(key, [("period", &shown)]));
        }
    }
    let strictest = before.iter().map(|one| one.threshold).fold(study.disclosure.threshold, u64::max);
    slices(&starts, &ends(study, before), strictest).map_err(|stopped| told(&stopped))
}
