//! Who started, and who lacks a last measurement: numbers side by side, no p-values.

use evaluation::findings::{Baseline, BaselineCell, BaselineRow, Figure, Label};

use super::Draft;
use super::cells::share;
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
    let mut columns = vec![draft.words_column("characteristic")];
    for (key, n) in
        [("c-all", baseline.all), ("c-with", baseline.with_last), ("c-without", baseline.without_last)]
    {
        let group = format!("{} (n\u{a0}=\u{a0}{})", draft.say(key), draft.words.count(n));
        columns.push(draft.column("count").under(group.clone()));
        columns.push(draft.column("value").under(group));
    }
    columns.push(draft.column("difference-std"));
    columns.push(draft.column("missing"));
    let mut table = Table::new("baseline", draft.say("t-baseline"), columns);
    // A category of the form that nobody has says nothing.
    for row in baseline.rows.iter().filter(|row| row.all.x != Some(0.into())) {
        let mut cells = vec![Cell::Text(row_name(draft, row))];
        cells.extend([&row.all, &row.with_last, &row.without_last].into_iter().flat_map(side));
        cells.push(standardised(row.standardised_difference));
        cells.push(Cell::Count(row.all.missing));
        table.row(cells);
        if row.all.mean.is_some() {
            table.row(spreads(draft, row));
        }
    }
    table.notes.push(draft.say("note-baseline"));
    table.notes.push(draft.say("note-std"));
    table.notes.push(draft.say("note-rounding"));
    table
}

/// How many of how many, and the share or the mean.
pub(super) fn side(cell: &BaselineCell) -> [Cell; 2] {
    match (cell.x, cell.mean) {
        _ if cell.n == 0 => [Cell::NotMeasured, Cell::NotMeasured],
        (Some(Figure::Hidden), _) => [Cell::Hidden, Cell::Hidden],
        (Some(Figure::Shown(x)), _) => [Cell::Of(x, cell.n), share(x, cell.n)],
        (None, mean) => [Cell::Count(cell.n), Cell::number_or_hidden(mean, 1)],
    }
}

/// The standard deviations of a number, under its means.
fn spreads(draft: &Draft<'_>, row: &BaselineRow) -> Vec<Cell> {
    let name = draft.words.say("c-row-sd", &[("name", row_name(draft, row).into())]);
    let mut cells = vec![Cell::Text(name)];
    cells.extend([&row.all, &row.with_last, &row.without_last].into_iter().flat_map(spread));
    cells.extend([Cell::NotApplicable, Cell::Count(row.all.missing)]);
    cells
}

/// Of how many, and their standard deviation.
pub(super) fn spread(cell: &BaselineCell) -> [Cell; 2] {
    let sd = if cell.n == 0 { Cell::NotMeasured } else { Cell::number_or_hidden(cell.sd, 2) };
    [Cell::Count(cell.n), sd]
}

/// The characteristic and its level; a plain "yes" goes without saying.
pub(super) fn row_name(draft: &Draft<'_>, row: &BaselineRow) -> String {
    level_name(draft, (&row.name, &row.label), row.level.as_deref().map(|level| (level, &row.level_label)))
}

/// The same of name and label, and of the level with its label.
pub(super) fn level_name(
    draft: &Draft<'_>,
    (name, label): (&str, &Label),
    level: Option<(&str, &Label)>,
) -> String {
    let label = draft.words.label(label, name);
    match level {
        None | Some(("yes" | "ja" | "1" | "true", _)) => label,
        Some(("no" | "nej" | "0" | "false", _)) => format!("{label}: {}", draft.say("no")),
        Some((level, words)) => format!("{label}: {}", draft.words.label(words, level)),
    }
}

/// A standardised difference as it is shown.
pub(super) fn standardised(difference: Option<Figure<f64>>) -> Cell {
    match difference {
        Some(Figure::Shown(difference)) => Cell::Signed(difference, 2),
        Some(Figure::Hidden) => Cell::Hidden,
        None => Cell::NotComputable,
    }
}
