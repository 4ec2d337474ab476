//! Leaving early: in which phase, and whether those who left were like the others.

use evaluation::findings::{Dropout, Estimable, Figure, Flow, Interaction, SurvivalMonth};

use super::Draft;
use super::cells::{ends, instead, share_or_hidden};
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::full_decimals;

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let flow = findings.flow.as_ref().filter(|flow| !flow.left_in_phase.is_empty());
    if flow.is_none() && findings.dropout.is_none() {
        return;
    }
    draft.section("leaving", &draft.say("h-leaving"));
    if let Some(flow) = flow {
        let said = phases(draft, flow);
        draft.text(said);
        let table = left(draft, flow);
        draft.table(table);
    }
    if let Some(dropout) = &findings.dropout {
        let said = leavers(draft, dropout);
        if !said.is_empty() {
            draft.text(said.join(" "));
        }
        let table = compared(draft, dropout);
        draft.table(table);
    }
}

/// One sentence per phase, and where the ways of ending early stand apart, or that no figure tells them apart.
pub(super) fn phases(draft: &Draft<'_>, flow: &Flow) -> String {
    let mut said: Vec<String> =
        flow.left_in_phase.iter().filter_map(|phase| sentence::left_in_phase(&draft.words, phase)).collect();
    if said.is_empty() {
        return draft.say("s9-hidden");
    }
    if flow.left_in_phase.iter().all(|phase| phase.left == 0) {
        return said.join(" ");
    }
    let curves = draft.findings.survival.iter().filter(|one| one.group.is_none());
    let told = |month: &SurvivalMonth| month.dropped_out.shown().is_some();
    let apart = curves.flat_map(|one| &one.strata).any(|all| all.months.last().is_some_and(told));
    said.push(draft.say(if apart { "s9-note-ways" } else { "s9-note" }));
    said.join(" ")
}

/// What is said of those who left early.
pub(super) fn leavers(draft: &Draft<'_>, dropout: &Dropout) -> Vec<String> {
    let Some(measure) = draft.words.measure_named(&dropout.measure) else { return Vec::new() };
    [
        sentence::start_of_leavers(&draft.words, measure, dropout),
        sentence::early_change(&draft.words, measure, dropout),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn left(draft: &Draft<'_>, flow: &Flow) -> Table {
    let columns = vec![
        draft.words_column("phase"),
        draft.column("entered"),
        draft.column("left"),
        draft.column("share"),
    ];
    let mut table = Table::new("left-in-phase", draft.say("t-left"), columns);
    for phase in &flow.left_in_phase {
        table.row(vec![
            Cell::Text(format!("{}\u{a0}{}", draft.say("c-phase"), phase.phase)),
            Cell::figure(phase.entered),
            Cell::figure(phase.left),
            phase.entered.shown().map_or(Cell::Hidden, |entered| share_or_hidden(phase.left, entered)),
        ]);
    }
    table.notes.push(draft.say("note-left"));
    table
}

fn compared(draft: &Draft<'_>, dropout: &Dropout) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("who").room(5)];
    columns.extend(["n-left", "n-others", "change-or-difference"].map(|key| draft.column(key)));
    columns.extend([low, high]);
    columns.extend(["df", "p"].map(|key| draft.column(key)));
    let mut table = Table::new("leaving-compared", draft.say("t-leaving"), columns);
    let decimals = draft.words.measure_named(&dropout.measure).map_or(1, full_decimals);
    let mut row = |key: &str, n: [u64; 2], found: &Estimable<Interaction>| {
        let mut cells = vec![Cell::Text(draft.say(key))];
        cells.extend(n.map(Cell::Count));
        match found.value() {
            Some(found) => {
                let [low, high] = ends(Some(found.ci95), decimals);
                cells.extend([Cell::Signed(found.difference, decimals), low, high]);
                cells.extend([Cell::Number(found.df, 1), Cell::P(found.p)]);
            }
            None => cells.extend(vec![instead(found); 5]),
        }
        table.row(cells);
    };
    row("c-row-start", dropout.start_n, &dropout.start_difference);
    row("c-row-early", dropout.early_change_n, &dropout.early_change_difference);
    let [left, stayed] = dropout.early_change_n.map(Cell::Count);
    let none = Cell::NotApplicable;
    for (key, n, mean) in [
        ("c-row-early-left", [left, none.clone()], dropout.early_change_left),
        ("c-row-early-stayed", [none, stayed], dropout.early_change_stayed),
    ] {
        let [left, stayed] = n;
        let mut cells = vec![
            Cell::Text(draft.say(key)),
            left,
            stayed,
            match mean {
                Some(Figure::Shown(mean)) => Cell::Signed(mean, decimals),
                Some(Figure::Hidden) => Cell::Hidden,
                None => Cell::NotComputable,
            },
        ];
        cells.extend(vec![Cell::NotApplicable; 4]);
        table.row(cells);
    }
    if let Some(Figure::Shown(difference)) = dropout.start_standardised_difference {
        let fill = [("d", draft.words.signed(difference, 2).into())];
        table.notes.push(draft.words.say("note-leaving-std", &fill));
    }
    let count = |count: Figure<u64>| Cell::figure(count).words(draft.words.language);
    table.notes.push(draft.words.say(
        "note-leaving",
        &[("left", count(dropout.left_early).into()), ("stayed", count(dropout.stayed).into())],
    ));
    table
}
