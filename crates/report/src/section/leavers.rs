//! Who they were that left early: the characteristics of the start beside those of the others. Differences, no p-values.

use evaluation::findings::{BaselineCell, Dropout};

use super::Draft;
use super::baseline::{level_name, side, spread, standardised};
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    if let Some(dropout) = &draft.findings.dropout {
        let table = table(draft, dropout);
        draft.table(table);
    }
}

fn table(draft: &Draft<'_>, dropout: &Dropout) -> Table {
    let mut columns = vec![draft.words_column("characteristic")];
    for key in ["c-left-early", "c-stayed"] {
        let group = draft.say(key);
        columns.push(draft.column("count").under(group.clone()));
        columns.push(draft.column("value").under(group));
    }
    columns.push(draft.column("difference-std"));
    let mut table = Table::new("leavers", draft.say("t-leavers"), columns);
    // A category of the form that nobody has says nothing.
    let none = |cell: &BaselineCell| cell.x == Some(0.into());
    for row in dropout.rows.iter().filter(|row| !(none(&row.left) && none(&row.stayed))) {
        let level = row.level.as_deref().map(|level| (level, &row.level_label));
        let mut cells = vec![Cell::Text(level_name(draft, (&row.name, &row.label), level))];
        cells.extend([&row.left, &row.stayed].into_iter().flat_map(side));
        cells.push(standardised(row.standardised_difference));
        table.row(cells);
        if row.left.mean.is_some() {
            let name = level_name(draft, (&row.name, &row.label), level);
            let name = draft.words.say("c-row-sd", &[("name", name.into())]);
            let mut cells = vec![Cell::Text(name)];
            cells.extend([&row.left, &row.stayed].into_iter().flat_map(spread));
            cells.push(Cell::NotApplicable);
            table.row(cells);
        }
    }
    table.notes.push(draft.say("note-leavers"));
    table
}
