//! The tables of figures 10 and 10b: units beside the whole.

use evaluation::findings::{ChangeComparison, Comparison, Interval, Share};
use locale::Language;

use super::say::{of, percent, say, whole_percent};
use crate::table::{Cell, Column, Table};

/// Fewest persons for a percentage.
const LEAST_FOR_PERCENT: u64 = 10;

/// Heads of the columns from the unit on; `drawn` is the group of what is drawn towards all.
fn columns(language: Language, values: Vec<Column>, [within, drawn]: [&str; 2], value: &str) -> Vec<Column> {
    let column = |key: &str| say(language, key, &[]);
    let mut all = vec![Column::words(column("chart-units-column-unit"))];
    all.extend(values);
    all.push(Column::words(column(within)));
    let drawn = column(drawn);
    all.extend(
        [value, "chart-column-lower", "chart-column-upper"]
            .map(|key| Column::numbers(column(key)).under(drawn.clone())),
    );
    all
}

fn said_within(within: Option<bool>, language: Language) -> Cell {
    within.map_or(Cell::Hidden, |within| {
        Cell::Text(say(
            language,
            if within { "chart-units-yes-within" } else { "chart-units-no-within" },
            &[],
        ))
    })
}

/// The mean changes.
pub(super) fn changes_table(
    found: &ChangeComparison,
    (name, decimals): (&str, u8),
    language: Language,
) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval");
    let values = vec![
        Column::numbers(column("chart-column-n")),
        Column::numbers(column("chart-units-column-change")),
        Column::numbers(column("chart-column-lower")).under(interval.clone()),
        Column::numbers(column("chart-column-upper")).under(interval),
    ];
    let heads = ["chart-units-column-within", "chart-units-column-drawn-change"];
    let mut table = Table::new(
        "units-changes",
        name.to_owned(),
        columns(language, values, heads, "chart-units-column-change"),
    );
    let number =
        |value: Option<f64>| value.map_or(Cell::NotComputable, |value| Cell::Signed(value, decimals));
    let ends = |ends: Option<Interval>| ends.map_or([None; 2], |ends| ends.map(Some)).map(number);
    for unit in &found.units {
        let mut cells =
            vec![Cell::Text(unit.name.clone()), Cell::Count(unit.n), number(Some(unit.difference))];
        cells.extend(ends(unit.ci95));
        cells.push(said_within(unit.within, language));
        cells.push(number(unit.shrunken));
        cells.extend(ends(unit.shrunken95));
        table.row(cells);
    }
    let mut cells = vec![Cell::Text(column("chart-units-all")), Cell::Count(found.n)];
    cells.push(number(Some(found.difference)));
    cells.extend(vec![Cell::NotApplicable; 6]);
    table.total(cells);
    let sd = super::say::num(language, found.sd_within, decimals);
    table.notes.push(say(language, "chart-units-changes-note", &[("sd", sd.into())]));
    table
}

/// The shares.
pub(super) fn shares_table(found: &Comparison, name: &str, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval-percent");
    let values = vec![
        Column::numbers(column("chart-column-of")),
        Column::numbers(column("chart-column-percent")),
        Column::numbers(column("chart-column-lower")).under(interval.clone()),
        Column::numbers(column("chart-column-upper")).under(interval),
    ];
    let heads = ["chart-units-column-within", "chart-units-column-drawn"];
    let mut table =
        Table::new("units", name.to_owned(), columns(language, values, heads, "chart-column-percent"));
    for unit in &found.units {
        let mut cells = vec![Cell::Text(unit.name.clone())];
        cells.extend(unit.share.as_ref().shown().map_or_else(|| vec![Cell::Hidden; 4], share_cells));
        cells.push(said_within(unit.within, language));
        let shown = !unit.share.is_hidden();
        let drawn = |value: Option<f64>| match value {
            Some(value) if shown => Cell::Share(whole_percent(value) / 100.0, 0),
            None if shown => Cell::NotComputable,
            _ => Cell::Hidden,
        };
        cells.push(drawn(unit.shrunken));
        cells.push(drawn(unit.shrunken95.map(|[low, _]| low)));
        cells.push(drawn(unit.shrunken95.map(|[_, high]| high)));
        table.row(cells);
    }
    let mut cells = vec![Cell::Text(column("chart-units-all"))];
    cells.extend(share_cells(&found.all));
    cells.extend(vec![Cell::NotApplicable; 4]);
    table.total(cells);
    table.notes.push(say(
        language,
        "chart-units-table-note",
        &[
            ("all", percent(language, found.all.share).into()),
            ("counts", of(language, found.all.x, found.all.n).into()),
        ],
    ));
    table
}

/// Counts, share and interval.
fn share_cells(share: &Share) -> Vec<Cell> {
    let [low, high] = share.wilson95;
    let part = |value: f64| {
        if share.n < LEAST_FOR_PERCENT {
            Cell::NotApplicable
        } else {
            Cell::Share(whole_percent(value) / 100.0, 0)
        }
    };
    vec![Cell::Of(share.x, share.n), part(share.share), part(low), part(high)]
}
