//! Who started, and who lacks a last measurement: numbers side by side, no p-values.

use evaluation::findings::{Baseline, BaselineCell, BaselineRow, Figure};

use super::Draft;
use super::cells::share_or_hidden;
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(baseline) = &draft.findings.baseline else { return };
    if baseline.rows.is_empty() {
        return;
    }
    draft.section("baseline", &draft.say("h-baseline"));
    let table = table(draft, baseline);
    draft.table(table);
}

fn table(draft: &Draft<'_>, baseline: &Baseline) -> Table {
    let side = |key: &str, n: u64| {
        let title = format!("{} (n\u{a0}=\u{a0}{})", draft.say(key), draft.words.count(n));
        draft.column("value").under(title)
    };
    let columns = vec![
        draft.words_column("characteristic"),
        side("c-all", baseline.all),
        side("c-with", baseline.with_last),
        side("c-without", baseline.without_last),
        draft.column("difference-std"),
        draft.column("missing"),
    ];
    let mut table = Table::new("baseline", draft.say("t-baseline"), columns);
    // A category of the form that nobody has says nothing.
    for row in baseline.rows.iter().filter(|row| row.all.x != Some(0.into())) {
        let difference = row.standardised_difference;
        table.row(vec![
            Cell::Text(row_name(draft, row)),
            cell(&row.all),
            cell(&row.with_last),
            cell(&row.without_last),
            match difference {
                Some(Figure::Shown(difference)) => Cell::Signed(difference, 2),
                Some(Figure::Hidden) => Cell::Hidden,
                None => Cell::NotComputable,
            },
            Cell::Count(row.all.missing),
        ]);
    }
    table.notes.push(draft.say("note-std"));
    table.notes.push(draft.say("note-rounding"));
    table
}

/// The characteristic and its level; a plain "yes" goes without saying.
pub(super) fn row_name(draft: &Draft<'_>, row: &BaselineRow) -> String {
    let label = draft.words.label(&row.label, &row.name);
    match row.level.as_deref() {
        None | Some("yes" | "ja" | "1" | "true") => label,
        Some("no" | "nej" | "0" | "false") => format!("{label}: {}", draft.say("no")),
        Some(level) => format!("{label}: {}", draft.words.label(&row.level_label, level)),
    }
}

fn cell(cell: &BaselineCell) -> Cell {
    match (cell.x, cell.mean) {
        _ if cell.n == 0 => Cell::NotMeasured,
        (Some(x), _) => share_or_hidden(x, cell.n),
        (None, mean) => Cell::number_or_hidden(mean, 1),
    }
}
