//! Periods beside each other, of a package: the whole is let out first, then each period beside it, through the gate that the
//! record has.

use std::path::Path;

use evaluation::Study;
use evaluation::cohort::Cohort;
use evaluation::disclosure::{Groups, Memory, PeriodHeld, Release, Released, Slice, enough, periods_beside};
use evaluation::findings::Findings;
use evaluation::package::load_folder;

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
    let (rules, asked) = (study.disclosure, (study.periods.as_slice(), study.disclosure.threshold));
    // Before any number is made in vain.
    enough(&package, rules, asked, before).map_err(|held| stopped(&held))?;
    let findings = finish(evaluation::evaluate(&cohort, study))?;
    let memory = Memory::of(before).of_period(Slice::default());
    let whole = memory.release(findings, rules, &Groups::of(&cohort, study));
    let (shown, release) = whole.map_err(|stopped| told(&stopped))?;
    let releases = [before, &[release]].concat();

    let out =
        periods_beside(&package, &study.of_periods(), asked, &releases)?.map_err(|held| stopped(&held))?;
    let beside: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    let shown = shown.with_periods(&beside);
    let releases = releases.into_iter().chain(out.iter().map(|one| one.release.clone())).collect();
    Ok(Beside { shown, releases })
}

/// The first period that stands in the way, and why.
fn stopped(held: &[(Slice, PeriodHeld)]) -> Failure {
    let Some((period, why)) = held.first() else { return Failure::call("period-few", [("period", &"–")]) };
    let day = |day: Option<domain::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let period = format!("{}–{}", day(period.from), day(period.to));
    match why {
        PeriodHeld::Nobody => Failure::call("period-nobody", [("period", &period)]),
        PeriodHeld::Few => Failure::call("period-few", [("period", &period)]),
        PeriodHeld::Stopped(why) => told(why),
    }
}
