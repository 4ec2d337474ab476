//! How courses ended → counts: the curves over time tell them beside the flow.

use super::system::{Seen, System};
use crate::findings::{Figure, Findings, Stratum, Survival};
use crate::package::codes::ClosingReason;

/// How courses ended, of all and of sub-groups, and how many were in a phase.
pub(super) fn ends(system: &mut System, findings: &Findings) {
    all(system, findings);
    early(system, findings);
    for (at, curve) in findings.survival.iter().enumerate() {
        if let ([with, without], Some(group)) = (curve.strata.as_slice(), &curve.group) {
            sides(system, findings, at, [with, without]);
            trait_of(system, findings, at, (group, with));
        }
    }
    let phases = findings.contacts.iter().flat_map(|contacts| &contacts.phases).enumerate();
    for (at, phase) in phases {
        let reached = findings.flow.iter().flat_map(|flow| flow.left_in_phase.iter().enumerate());
        let reached = reached.filter(|(_, reached)| reached.phase == phase.phase);
        for (place, reached) in reached {
            let courses = (format!("contacts/phases/{at}/courses"), told(phase.courses));
            let entered = (format!("flow/left_in_phase/{place}/entered"), told(reached.entered));
            tie(system, courses, entered);
        }
    }
}

fn told(figure: Figure<u64>) -> u64 {
    figure.shown().unwrap_or_default()
}

/// How all courses ended, as the curve over time tells it: a curve of too few is left out before, so what is here is always
/// told. Who left in a phase are among the early ends, and whose phases were done among the completed.
fn all(system: &mut System, findings: &Findings) {
    let (Some(flow), Some(curve)) =
        (&findings.flow, findings.survival.iter().find(|one| one.group.is_none()))
    else {
        return;
    };
    let [all] = curve.strata.as_slice() else { return };
    let left = flow.left_in_phase.iter().enumerate();
    let left = left.map(|(at, phase)| (format!("flow/left_in_phase/{at}/left"), told(phase.left)));
    among(system, ("survival/0/strata/0/events", all.events), &left.collect::<Vec<_>>());
    let done = flow.closing_reasons.iter().enumerate();
    let done = done.filter(|(_, reason)| reason.key == ClosingReason::PhasesDone.code());
    let done = done.map(|(at, reason)| (format!("flow/closing_reasons/{at}/n"), told(reason.n)));
    among(system, ("survival/0/strata/0/completed", all.completed), &done.collect::<Vec<_>>());
}

/// Who closed before phase 3 and not because the phases were done left in phase 1 or 2.
fn early(system: &mut System, findings: &Findings) {
    let (Some(flow), Some(dropout)) = (&findings.flow, &findings.dropout) else { return };
    let left = flow.left_in_phase.iter().enumerate().filter(|(_, phase)| phase.phase < 3);
    let left: Vec<(String, u64)> =
        left.map(|(at, phase)| (format!("flow/left_in_phase/{at}/left"), told(phase.left))).collect();
    system.cell("dropout/left_early", told(dropout.left_early), Seen::Shown, true);
    among(system, ("dropout/left_early", told(dropout.left_early)), &left);
}

/// What a curve tells of a side, by kind.
fn kinds(stratum: &Stratum) -> [(&'static str, u64); 4] {
    [
        ("n", stratum.n),
        ("events", stratum.events),
        ("completed", stratum.completed),
        ("censored", stratum.censored),
    ]
}

/// The two sides of a sub-group and those of whom it is not known make all; they are shown or hidden together.
fn sides(system: &mut System, findings: &Findings, at: usize, strata: [&Stratum; 2]) {
    let mut unit = Vec::new();
    let whole: Option<&Survival> = findings.survival.first().filter(|curve| curve.group.is_none());
    let whole = whole.and_then(|curve| curve.strata.first());
    let mut cells = [[0; 4]; 2];
    for ((side, stratum), cells) in strata.into_iter().enumerate().zip(&mut cells) {
        for ((key, n), cell) in kinds(stratum).into_iter().zip(cells.iter_mut()) {
            *cell = system.cell(&format!("survival/{at}/strata/{side}/{key}"), n, Seen::Shown, true);
        }
        let [n, events, completed, censored] = *cells;
        system.sum(n, &[events, completed, censored]);
        unit.extend(cells.iter().copied());
    }
    for (kind, (key, all)) in whole.into_iter().flat_map(|whole| kinds(whole).into_iter().enumerate()) {
        let parts: Vec<usize> = cells.iter().filter_map(|side| side.get(kind).copied()).collect();
        let known: u64 = strata.iter().filter_map(|side| kinds(side).get(kind).map(|(_, n)| *n)).sum();
        let whole = system.cell(&format!("survival/0/strata/0/{key}"), all, Seen::Always, false);
        let rest = format!("survival/{at}|{key}|unknown");
        let rest = system.cell(&rest, all.saturating_sub(known), Seen::Nowhere, false);
        system.sum(whole, &[parts, vec![rest]].concat());
    }
    system.unit(&unit);
}

/// Who has the trait of a sub-group stands elsewhere too: as a line of the baseline table, as who was at risk or said yes
/// at the first occasion, and among those measured twice.
fn trait_of(system: &mut System, findings: &Findings, at: usize, (group, with): (&str, &Stratum)) {
    let here = || (format!("survival/{at}/strata/0/n"), with.n);
    let rows = findings.baseline.iter().flat_map(|baseline| baseline.rows.iter().enumerate());
    let rows = rows.filter(|(_, row)| row.name == group && row.level.as_deref() == Some("yes"));
    for (place, row) in rows {
        if let Some(x) = row.all.x {
            tie(system, here(), (format!("baseline/rows/{place}/all/x"), told(x)));
        }
    }
    for (place, subgroup) in findings.subgroups.iter().enumerate().filter(|(_, one)| one.name == group) {
        if let Some(found) = subgroup.with.value() {
            tie(system, here(), (format!("subgroups/{place}/with"), found.n));
        }
        if subgroup.picked_on_start {
            picked(system, findings, &subgroup.measure, here());
        }
    }
}

/// A group that is picked on a measure's value at the start is who was at risk, or said yes, then.
fn picked(system: &mut System, findings: &Findings, measure: &str, here: (String, u64)) {
    let found = findings.measures.iter().enumerate().find(|(_, one)| one.name == *measure);
    let Some((place, measure)) = found else { return };
    let from = measure.paired_shares.value().map(|found| found.from.as_str());
    let first =
        measure.occasions.iter().enumerate().find(|(_, at)| from.is_none_or(|from| at.occasion == from));
    let Some((occasion, first)) = first else { return };
    let path = format!("measures/{place}/occasions/{occasion}");
    match (&first.at_risk, first.x) {
        (Some(Figure::Shown(share)), _) => tie(system, here, (format!("{path}/at_risk"), share.x)),
        (_, Some(x)) => tie(system, here, (format!("{path}/x"), told(x))),
        _ => {}
    }
}

/// Two counts of the same persons, or of persons of whom the one are some of the other.
pub(super) fn tie(system: &mut System, one: (String, u64), other: (String, u64)) {
    let (more, fewer) = if one.1 >= other.1 { (one, other) } else { (other, one) };
    let whole = system.cell(&more.0, more.1, Seen::Shown, true);
    let part = system.cell(&fewer.0, fewer.1, Seen::Shown, true);
    if more.1 == fewer.1 {
        return system.sum(whole, &[part]);
    }
    let rest = system.cell(&format!("{}|{}", more.0, fewer.0), more.1 - fewer.1, Seen::Nowhere, false);
    system.sum(whole, &[part, rest]);
}

/// A told whole and the cells that are among it; what else it holds, if anything, stands nowhere.
fn among(system: &mut System, (name, whole): (&str, u64), parts: &[(String, u64)]) {
    let told = parts.iter().map(|(_, n)| n).sum();
    let Some(rest) = whole.checked_sub(told) else { return };
    let whole = system.cell(name, whole, Seen::Always, false);
    let mut cells: Vec<usize> =
        parts.iter().map(|(name, n)| system.cell(name, *n, Seen::Shown, true)).collect();
    if rest > 0 {
        cells.push(system.cell(&format!("{name}|rest"), rest, Seen::Nowhere, false));
    }
    system.sum(whole, &cells);
}
