//! Between municipalities: shares beside the whole, and who they are in each. No rank.

use evaluation::findings::Comparison;

use super::Draft;
use crate::table::{Cell, Column, Table};
use crate::words::upper_first;

pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(found) = &draft.findings.comparison else { return };
    draft.section("units", &draft.say("h-units"));
    let outside: Vec<String> =
        found.units.iter().filter(|unit| unit.within == Some(false)).map(|unit| unit.name.clone()).collect();
    let said = if outside.is_empty() {
        draft.say("s14-alike")
    } else {
        let fill = [("n", outside.len().into()), ("names", draft.words.list(&outside).into())];
        draft.words.say("s14-outside", &fill)
    };
    draft.text(said);
    draft.figure("figure-units");
    draft.figure_tables("figure-units");
    let table = case_mix(draft, found);
    draft.table(table);
}

/// Characteristics as rows, units as columns.
fn case_mix(draft: &Draft<'_>, found: &Comparison) -> Table {
    let mut columns = vec![draft.words_column("characteristic")];
    columns.extend(found.units.iter().map(|unit| Column::numbers(unit.name.clone())));
    let mut table = Table::new("case-mix", draft.say("t-case-mix"), columns);
    for row in &found.case_mix {
        let mut cells = vec![Cell::Text(upper_first(&draft.words.label(&row.label, &row.name)))];
        cells.extend(row.values.iter().map(|value| match value {
            None => Cell::Hidden,
            Some(value) if row.share => Cell::Share(*value, 0),
            Some(value) => Cell::Number(*value, 1),
        }));
        cells.resize(found.units.len() + 1, Cell::Hidden);
        table.row(cells);
    }
    table.notes.push(draft.say("note-case-mix"));
    if let (Some(tau), Some(i)) = (found.tau_squared, found.i_squared) {
        let fill =
            [("tau", draft.words.number(tau, 3).into()), ("i", draft.words.number(i * 100.0, 0).into())];
        table.notes.push(draft.words.say("note-units-spread", &fill));
    }
    table
}
