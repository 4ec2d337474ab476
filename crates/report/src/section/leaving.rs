//! Leaving early: in which phase, and whether those who left were like the others.

use evaluation::findings::{Dropout, Estimable, Figure, Flow, Interaction};

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

/// One sentence per phase, and that the goal may have been reached.
pub(super) fn phases(draft: &Draft<'_>, flow: &Flow) -> String {
    let mut said: Vec<String> =
        flow.left_in_phase.iter().filter_map(|phase| sentence::left_in_phase(&draft.words, phase)).collect();
    said.push(draft.say("s9-note"));
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
    let columns =
        vec![draft.words_column("who"), draft.column("change-or-difference"), low, high, draft.column("p")];
    let mut table = Table::new("leaving-compared", draft.say("t-leaving"), columns);
    let decimals = draft.words.measure_named(&dropout.measure).map_or(1, full_decimals);
    let mut row = |key: &str, found: &Estimable<Interaction>| {
        let mut cells = vec![Cell::Text(draft.say(key))];
        match found.value() {
            Some(found) => {
                let [low, high] = ends(Some(found.ci95), decimals);
                cells.extend([Cell::Signed(found.difference, decimals), low, high, Cell::P(found.p)]);
            }
            None => cells.extend(vec![instead(found); 4]),
        }
        table.row(cells);
    };
    row("c-row-start", &dropout.start_difference);
    row("c-row-early", &dropout.early_change_difference);
    for (key, mean) in
        [("c-row-early-left", dropout.early_change_left), ("c-row-early-stayed", dropout.early_change_stayed)]
    {
        let mut cells = vec![
            Cell::Text(draft.say(key)),
            match mean {
                Some(Figure::Shown(mean)) => Cell::Signed(mean, decimals),
                Some(Figure::Hidden) => Cell::Hidden,
                None => Cell::NotComputable,
            },
        ];
        cells.extend(vec![Cell::NotApplicable; 3]);
        table.row(cells);
    }
    let count = |count: Figure<u64>| Cell::figure(count).words(draft.words.language);
    table.notes.push(draft.words.say(
        "note-leaving",
        &[("left", count(dropout.left_early).into()), ("stayed", count(dropout.stayed).into())],
    ));
    table
}
