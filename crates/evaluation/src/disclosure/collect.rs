//! Findings → counts and what is publicly known of their sums. Each count has the path it stands at as its name.
//!
//! How many started and how many answered is always told: without it no number could be judged, and it tells nothing of
//! how anybody lives. Who has a trait, an outcome or a reason is what can tell of a person.

use super::ends::{ends, tie};
use super::measured::{COUNTED, change, measure};
use super::system::{Seen, System};
use crate::findings::{
    Baseline, BaselineCell, Change, Comparison, Dropout, Estimable, Figure, Findings, Flow, Measured,
    Subgroup,
};

/// All counts of the findings.
pub(super) fn collect(findings: &Findings) -> System {
    let mut system = System::default();
    if let Some(found) = &findings.flow {
        flow(&mut system, found);
    }
    ends(&mut system, findings);
    if let Some(found) = &findings.baseline {
        baseline(&mut system, found);
    }
    for (at, measure) in findings.measures.iter().enumerate() {
        self::measure(&mut system, &format!("measures/{at}"), measure);
    }
    for (at, family) in findings.families.iter().enumerate() {
        if let Some(overall) = family.overall.value() {
            change(&mut system, &format!("families/{at}/overall"), overall);
        }
        if let Some(progress) = &family.progress {
            let n = system.cell(&format!("families/{at}/progress/n"), progress.share.n, Seen::Always, false);
            system.part(&format!("families/{at}/progress"), progress.share.x, n, Seen::Shown);
        }
    }
    fidelity(&mut system, findings);
    subgroups(&mut system, findings);
    if let Some(found) = &findings.dropout {
        dropout(&mut system, found, findings.baseline.as_ref());
    }
    if let Some(found) = &findings.comparison {
        comparison(&mut system, found);
    }
    system
}

/// What is said of the courses an item is asked of, who are those that closed, or that reached a phase.
fn fidelity(system: &mut System, findings: &Findings) {
    let Some(flow) = &findings.flow else { return };
    for (at, item) in findings.fidelity.iter().enumerate() {
        let phase = item.asked_of.strip_prefix("reached_phase_").and_then(|phase| phase.parse().ok());
        let reached = flow.left_in_phase.iter().position(|one| Some(one.phase) == phase);
        let whole =
            reached.map_or_else(|| "flow/closed".to_owned(), |at| format!("flow/left_in_phase/{at}/entered"));
        let said = [("met", item.met), ("not_met", item.not_met), ("not_assessable", item.not_assessable)];
        let all = said.iter().map(|(_, count)| number(*count)).sum();
        let whole = system.cell(&whole, all, Seen::Shown, true);
        let parts = said.map(|(key, count)| {
            system.part(&format!("fidelity/{at}/{key}"), number(count), whole, Seen::Shown)
        });
        system.sum(whole, &parts);
    }
}

/// The share of each place, which adds up to that of all.
fn comparison(system: &mut System, found: &Comparison) {
    let all = system.cell("comparison/all/n", found.all.n, Seen::Always, false);
    let whole = system.part("comparison/all", found.all.x, all, Seen::Always);
    let mut parts = Vec::new();
    for (at, unit) in found.units.iter().enumerate() {
        let (Some(n), Figure::Shown(share)) = (unit.n.shown(), &unit.share) else { return };
        let n = system.cell(&format!("comparison/units/{at}/n"), n, Seen::Always, false);
        parts.push(system.part(&format!("comparison/units/{at}/share"), share.x, n, Seen::Shown));
    }
    system.sum(whole, &parts);
}

pub(super) fn number(figure: Figure<u64>) -> u64 {
    figure.shown().unwrap_or_default()
}

fn flow(system: &mut System, flow: &Flow) {
    let started = system.cell("flow/started", flow.started, Seen::Always, false);
    let forms = system.cell("flow/closing_forms", flow.closing_forms, Seen::Always, false);
    let closed = number(flow.closed);
    let closed_cell = system.cell("flow/closed", closed, Seen::Shown, true);
    let running = system.cell("flow/running", number(flow.running), Seen::Shown, true);
    system.sum(started, &[closed_cell, running]);
    let mut same = vec![closed_cell, running];
    same.push(system.cell("flow/closing_forms_owed", number(flow.closing_forms_owed), Seen::Shown, false));
    system.part("flow/full_courses", number(flow.full_courses), forms, Seen::Shown);
    let unknown =
        system.cell("flow/closing_date_unknown", number(flow.closing_date_unknown), Seen::Shown, true);
    let known = system.cell(
        "flow/closing_date_known",
        closed.saturating_sub(number(flow.closing_date_unknown)),
        Seen::Nowhere,
        true,
    );
    system.sum(closed_cell, &[unknown, known]);
    let mut before = started;
    for (at, phase) in flow.left_in_phase.iter().enumerate() {
        let entered = system.part(
            &format!("flow/left_in_phase/{at}/entered"),
            number(phase.entered),
            before,
            Seen::Shown,
        );
        system.part(&format!("flow/left_in_phase/{at}/left"), number(phase.left), entered, Seen::Shown);
        before = entered;
    }
    for (at, changed) in flow.modifications.iter().enumerate() {
        let started = system.cell("flow/started", flow.started, Seen::Always, false);
        system.part(&format!("flow/modifications/{at}/n"), number(changed.n), started, Seen::Shown);
    }
    for (at, measured) in flow.measured.iter().enumerate() {
        let owed = number(measured.owed);
        // What is owed after a phase is what reached the next; at the end it is what closed.
        let name = format!("flow/measured/{at}/owed");
        let cell = system.cell(&name, owed, Seen::Shown, true);
        let received = received_of_owed(system, at, measured, cell);
        let phase = if at > 0 { flow.left_in_phase.get(at) } else { None };
        if owed == closed {
            same.extend([cell, received]);
            system.sum(closed_cell, &[cell]);
        } else if let Some(entered) = phase.filter(|phase| number(phase.entered) == owed) {
            let entered = system.cell(
                &format!("flow/left_in_phase/{at}/entered"),
                number(entered.entered),
                Seen::Shown,
                true,
            );
            system.sum(entered, &[cell]);
            system.unit(&[entered, cell, received]);
        } else {
            let started = system.cell("flow/started", flow.started, Seen::Always, false);
            system.part(&name, owed, started, Seen::Shown);
            system.unit(&[cell, received]);
        }
    }
    system.unit(&same);
    let reasons: Vec<usize> = (0..)
        .zip(&flow.closing_reasons)
        .map(|(at, reason): (usize, _)| {
            system.cell(&format!("flow/closing_reasons/{at}/n"), number(reason.n), Seen::Shown, true)
        })
        .collect();
    // Who reads the report knows or guesses of how many a reason is known.
    let all = flow.closing_reasons.iter().map(|reason| number(reason.n)).sum();
    let all = system.cell("flow/closing_reasons", all, Seen::Always, false);
    system.sum(all, &reasons);
}

/// How many of those who owed a measurement gave it: hidden with how many owed it. Like how many answered it tells nothing
/// of how anybody lives, but what is owed and what was received bound it.
fn received_of_owed(system: &mut System, at: usize, measured: &Measured, owed: usize) -> usize {
    let path = format!("flow/measured/{at}");
    let received = system.cell(&format!("{path}/received"), measured.received, Seen::Always, false);
    if let Some(late) = measured.late {
        system.part(&format!("{path}/late"), number(late), received, Seen::Shown);
    }
    let of_owed = number(measured.received_of_owed);
    let of_owed = system.cell(&format!("{path}/received_of_owed"), of_owed, Seen::Shown, false);
    for (whole, rest, n) in [(owed, "missing", measured.missing()), (received, "beside", measured.beside())] {
        let rest = system.cell(&format!("{path}|{rest}"), number(n), Seen::Nowhere, false);
        system.sum(whole, &[of_owed, rest]);
    }
    of_owed
}

/// The three columns of the baseline table, each with its size.
fn sides(baseline: &Baseline) -> [(&'static str, u64); 3] {
    [("all", baseline.all), ("with_last", baseline.with_last), ("without_last", baseline.without_last)]
}

fn baseline(system: &mut System, baseline: &Baseline) {
    let sizes =
        sides(baseline).map(|(side, n)| system.cell(&format!("baseline/{side}"), n, Seen::Always, false));
    let [all, with, without] = sizes;
    system.sum(all, &[with, without]);
    for (at, row) in baseline.rows.iter().enumerate() {
        let cells = [("all", &row.all), ("with_last", &row.with_last), ("without_last", &row.without_last)];
        let counted: Vec<usize> = cells
            .iter()
            .filter_map(|(side, cell)| count(system, &format!("baseline/rows/{at}/{side}"), cell))
            .collect();
        if let [all, with, without] = counted[..] {
            system.sum(all, &[with, without]);
        }
    }
    let mut names: Vec<&str> = baseline.rows.iter().map(|row| row.name.as_str()).collect();
    names.dedup();
    for name in names {
        for (side, _) in sides(baseline) {
            levels(system, baseline, name, side);
        }
    }
}

/// A count of persons with a value, if the cell is one.
fn count(system: &mut System, path: &str, cell: &BaselineCell) -> Option<usize> {
    let x = cell.x.map(number)?;
    let n = system.cell(&format!("{path}/n"), cell.n, Seen::Always, false);
    Some(system.part(&format!("{path}/x"), x, n, Seen::Shown))
}

/// Where each person has one level, the levels add up to all who answered.
fn levels(system: &mut System, baseline: &Baseline, name: &str, side: &str) {
    let mine: Vec<(usize, &BaselineCell)> = baseline
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.name == name && row.all.x.is_some())
        .map(|(at, row)| {
            (
                at,
                match side {
                    "all" => &row.all,
                    "with_last" => &row.with_last,
                    _ => &row.without_last,
                },
            )
        })
        .collect();
    let exclusive = baseline
        .rows
        .iter()
        .filter(|row| row.name == name)
        .map(|row| row.all.x.map_or(0, number))
        .sum::<u64>()
        == mine.first().and_then(|(at, _)| baseline.rows.get(*at)).map_or(0, |row| row.all.n);
    if mine.len() < 2 || !exclusive {
        return;
    }
    let parts: Vec<usize> = mine
        .iter()
        .filter_map(|(at, cell)| {
            let x = cell.x.map(number)?;
            Some(system.cell(&format!("baseline/rows/{at}/{side}/x"), x, Seen::Shown, true))
        })
        .collect();
    let Some((first, cell)) = mine.first() else { return };
    let n = system.cell(&format!("baseline/rows/{first}/{side}/n"), cell.n, Seen::Always, false);
    system.sum(n, &parts);
}

/// With and without the trait, of all who were measured both times.
fn subgroups(system: &mut System, findings: &Findings) {
    for (at, group) in findings.subgroups.iter().enumerate() {
        let Some((place, change)) = changed(findings, group) else { continue };
        let all = system.cell(&format!("measures/{place}/change/n"), change.n, Seen::Always, false);
        let side = |side: &Estimable<Change>| side.value().map_or(0, |found| found.n);
        let (with, without) = (side(&group.with), side(&group.without));
        let cells = [("with", with), ("without", without)]
            .map(|(key, n)| system.cell(&format!("subgroups/{at}/{key}"), n, Seen::Shown, true));
        let rest = change.n.saturating_sub(with + without);
        let rest = system.cell(&format!("subgroups/{at}|unknown"), rest, Seen::Always, false);
        system.sum(all, &[cells[0], cells[1], rest]);
        system.unit(&cells);
        let paired = findings.measures.get(place).and_then(|measure| measure.paired_shares.value());
        if let Some(paired) = paired.filter(|_| group.picked_on_start) {
            let yes = (format!("measures/{place}/paired_shares/yes_from"), paired.yes_from);
            tie(system, (format!("subgroups/{at}/with"), with), yes);
        }
        for (key, of) in COUNTED {
            let side = |side: &Estimable<Change>| side.value().and_then(of);
            let (Some(with), Some(without), Some(whole)) =
                (side(&group.with), side(&group.without), of(change))
            else {
                continue;
            };
            let whole_cell = system.cell(&format!("measures/{place}/change/{key}"), whole, Seen::Shown, true);
            let parts = [("with", with, cells[0]), ("without", without, cells[1])].map(|(side, x, of)| {
                system.part(&format!("subgroups/{at}/{side}/{key}"), x, of, Seen::Shown)
            });
            let rest = whole.saturating_sub(with + without);
            let rest = system.cell(&format!("subgroups/{at}/{key}|unknown"), rest, Seen::Nowhere, false);
            system.sum(whole_cell, &[parts[0], parts[1], rest]);
        }
    }
}

fn changed<'f>(findings: &'f Findings, group: &Subgroup) -> Option<(usize, &'f Change)> {
    let found = findings.measures.iter().enumerate().find(|(_, measure)| measure.name == group.measure);
    found.and_then(|(at, measure)| Some((at, measure.change.value()?)))
}

fn dropout(system: &mut System, dropout: &Dropout, baseline: Option<&Baseline>) {
    let left = system.cell("dropout/left_early", number(dropout.left_early), Seen::Shown, true);
    let stayed = system.cell("dropout/stayed", number(dropout.stayed), Seen::Shown, true);
    system.unit(&[left, stayed]);
    if let Some(baseline) = baseline {
        let all = system.cell("baseline/all", baseline.all, Seen::Always, false);
        let known = number(dropout.left_early) + number(dropout.stayed);
        let rest = system.cell("dropout|unknown", baseline.all.saturating_sub(known), Seen::Nowhere, true);
        system.sum(all, &[left, stayed, rest]);
    }
    for (at, row) in dropout.rows.iter().enumerate() {
        let path = format!("dropout/rows/{at}");
        let (Some(left), Some(stayed)) = (
            count(system, &format!("{path}/left"), &row.left),
            count(system, &format!("{path}/stayed"), &row.stayed),
        ) else {
            continue;
        };
        let found = baseline.map(|baseline| baseline.rows.iter().enumerate());
        let found = found
            .and_then(|mut rows| rows.find(|(_, other)| other.name == row.name && other.level == row.level));
        let Some((place, other)) = found else { continue };
        let (Some(whole), Some(x), Some(y)) = (other.all.x, row.left.x, row.stayed.x) else { continue };
        let whole_cell =
            system.cell(&format!("baseline/rows/{place}/all/x"), number(whole), Seen::Shown, true);
        let rest = number(whole).saturating_sub(number(x) + number(y));
        let rest = system.cell(&format!("{path}|unknown"), rest, Seen::Nowhere, true);
        system.sum(whole_cell, &[left, stayed, rest]);
        let unknown = other.all.n.saturating_sub(row.left.n + row.stayed.n);
        let size = system.cell(&format!("{path}|size"), unknown, Seen::Always, false);
        let no = system.cell(
            &format!("{path}|no"),
            unknown.saturating_sub(number(whole).saturating_sub(number(x) + number(y))),
            Seen::Nowhere,
            false,
        );
        system.sum(size, &[rest, no]);
    }
}
