//! Ends of courses month by month: what a place tells of them, and the curves of all places together. Within a part of time
//! the order of ends is not told, so a curve falls at the ends of parts only; the rows of all places, put into the same
//! parts, give the same curve.

use std::collections::BTreeSet;

use super::file::{Moments, SiteCurve, SiteCurves};
use super::patterns::float;
use crate::cohort::Cohort;
use crate::disclosure::Released;
use crate::evaluate::flow::MONTH;
use crate::evaluate::survival::{End, Line, Parted, beside, courses};
use crate::findings::{Label, Survival};
use crate::study::Study;

/// The ways a course ends, in the order of [`SiteCurve`].
const ENDS: [End; 4] = [End::DroppedOut, End::OtherEarly, End::Completed, End::Running];

/// Courses by part of time, then by how they ended.
type Counts = Vec<[u64; 4]>;

/// The curves of a place: those that the gate lets out, in parts of time in which each kind of end is nobody's or
/// enough persons'. The parts of a sub-group and of the others are the same ones, and nobody may stand outside both, so
/// that nothing follows from the one and the whole.
pub(super) fn of_site(cohort: &Cohort, study: &Study, released: &Released) -> Vec<SiteCurves> {
    let threshold = study.disclosure.threshold;
    let told = |sides: &Parted<'_>| {
        let name = sides.group.map(|(name, _)| name);
        released.survival.iter().find(|found| found.group.as_deref() == name)
    };
    let mut out: Vec<SiteCurves> = Vec::new();
    for sides in courses(cohort, study) {
        let Some(found) = told(&sides).filter(|_| sides.unknown == 0) else { continue };
        // Parts no finer than those the report shows, and no finer than those of the whole.
        let mut shown = found.strata.iter().map(|stratum| {
            stratum
                .months
                .iter()
                .map(|month| month.month)
                .filter(|month| *month > 0)
                .collect::<BTreeSet<u64>>()
        });
        let Some(first) = shown.next() else { continue };
        let mut months = shown.fold(first, |all, other| all.intersection(&other).copied().collect());
        if sides.group.is_some() {
            let Some(whole) = out.first().filter(|whole| whole.group.is_none()) else { continue };
            months.retain(|month| whole.months.contains(month));
        }
        let Some(months) = safe(&sides, months.into_iter().collect(), threshold) else { continue };
        out.push(SiteCurves {
            group: sides.group.map(|(name, _)| name.to_owned()),
            label: sides.group.map(|(_, label)| label.clone()).unwrap_or_default(),
            side: sides.sides.iter().map(|(key, lines)| curve(key, &counts(lines, &months))).collect(),
            months,
        });
    }
    out
}

/// How many courses ended how in each part.
pub(super) fn counts(lines: &[Line], months: &[u64]) -> Counts {
    let mut found = vec![[0; 4]; months.len() + 1];
    for line in lines {
        let part = months.partition_point(|month| float(*month) * MONTH <= line.time);
        let kind = ENDS.iter().position(|end| *end == line.end);
        if let Some(count) = found.get_mut(part).zip(kind).and_then(|(part, kind)| part.get_mut(kind)) {
            *count += 1;
        }
    }
    found
}

/// As many of the months as part the courses of all sides into nobody or enough; nothing when none does.
fn safe(sides: &Parted<'_>, months: Vec<u64>, threshold: u64) -> Option<Vec<u64>> {
    let fits = |months: &[u64], part: usize| {
        let mut all = sides.sides.iter().filter_map(|(_, lines)| counts(lines, months).get(part).copied());
        all.all(|part| part.iter().all(|n| *n == 0 || *n >= threshold))
    };
    let mut kept: Vec<u64> = Vec::new();
    for month in months {
        kept.push(month);
        if !fits(&kept, kept.len() - 1) {
            kept.pop();
        }
    }
    // What comes after the last month must be enough as well.
    while !kept.is_empty() && !(0..=kept.len()).all(|part| fits(&kept, part)) {
        kept.pop();
    }
    (!kept.is_empty()).then_some(kept)
}

pub(super) fn curve(key: &str, counts: &Counts) -> SiteCurve {
    let [dropped_out, other_early, completed, running] =
        [0, 1, 2, 3].map(|kind| counts.iter().filter_map(|part| part.get(kind).copied()).collect());
    SiteCurve { key: key.to_owned(), dropped_out, other_early, completed, running }
}

/// The curves of all places, of those groups that every place tells; the flag says whether one was left out.
pub(super) fn pooled(files: &[&Moments]) -> (Vec<Survival>, bool) {
    let mut names: Vec<(Option<&str>, &Label)> = Vec::new();
    for curves in files.iter().flat_map(|file| &file.survival) {
        let name = curves.group.as_deref();
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, &curves.label));
        }
    }
    let of = |(name, label): &(Option<&str>, &Label)| {
        let all = files.iter().flat_map(|file| &file.survival);
        let places: Vec<&SiteCurves> = all.filter(|curves| curves.group.as_deref() == *name).collect();
        (places.len() == files.len()).then(|| together(&places, label)).flatten()
    };
    let found: Vec<Survival> = names.iter().filter_map(of).collect();
    let left_out = found.len() < names.len();
    (found, left_out)
}

/// One group of all places.
pub(super) fn together(places: &[&SiteCurves], label: &Label) -> Option<Survival> {
    let (first, rest) = places.split_first()?;
    let common = |month: &u64| rest.iter().all(|place| place.months.contains(month));
    let months: Vec<u64> = first.months.iter().copied().filter(common).collect();
    let last = *months.last()?;
    let sides: Option<Vec<(&'static str, Vec<Line>)>> = first
        .side
        .iter()
        .map(|side| {
            let key = ["all", "with", "without"].into_iter().find(|known| *known == side.key)?;
            let own = |place: &&SiteCurves| {
                lines(place, place.side.iter().find(|other| other.key == key)?, &months)
            };
            let all: Option<Vec<Vec<Line>>> = places.iter().map(own).collect();
            Some((key, all?.concat()))
        })
        .collect();
    let parted =
        Parted { group: first.group.as_deref().map(|name| (name, label)), sides: sides?, unknown: 0 };
    let mut found = beside(&parted, last)?;
    let end = float(last) * MONTH;
    let within = |day: Option<f64>| day.filter(|day| *day <= end);
    for (stratum, (_, lines)) in found.strata.iter_mut().zip(&parted.sides) {
        stratum.months.retain(|month| month.month == 0 || months.contains(&month.month));
        for month in stratum.months.iter_mut().filter(|month| month.month > 0) {
            // All ends of a part stand on its last day, and are over then.
            let day = float(month.month) * MONTH;
            month.at_risk = lines.iter().filter(|line| line.time > day).count() as u64;
        }
        stratum.median_days = within(stratum.median_days);
        stratum.median_ci95 = stratum.median_ci95.map(within);
    }
    Some(found)
}

/// The courses of one side of a place, each at the end of the part it ended in; those after the last month on the day after
/// it.
fn lines(place: &SiteCurves, side: &SiteCurve, months: &[u64]) -> Option<Vec<Line>> {
    let mut found = Vec::new();
    for (kind, counts) in
        ENDS.iter().zip([&side.dropped_out, &side.other_early, &side.completed, &side.running])
    {
        if counts.len() != place.months.len() + 1 {
            return None;
        }
        for (part, n) in counts.iter().enumerate() {
            let end = place.months.get(part).and_then(|end| months.iter().find(|month| *month >= end));
            let after = months.last().map(|last| float(*last) * MONTH + 1.0)?;
            let time = end.map_or(after, |end| float(*end) * MONTH);
            let line = Line { time, end: *kind };
            found.extend(std::iter::repeat_n(line, usize::try_from(*n).ok()?));
        }
    }
    Some(found)
}

/// The months that part the curves of all, for the settings.
pub(super) fn told(found: &[Survival]) -> Option<String> {
    let months = found.first()?.strata.first()?.months.iter().filter(|month| month.month > 0);
    Some(months.map(|month| month.month.to_string()).collect::<Vec<_>>().join(", "))
}
