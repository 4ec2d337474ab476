//! The tables of figures 10 and 10b: units beside the whole.

use evaluation::findings::{ChangeComparison, Comparison, Interval, Share};
use locale::Language;

use super::say::{num, of, percent, say, whole_percent};
use crate::table::{Cell, Column, Table};

/// Fewest persons for a percentage.
const LEAST_FOR_PERCENT: u64 = 10;

/// The columns, whatever is compared: the unit's own numbers, whether they are within the limits, what is drawn towards all.
fn columns(language: Language, [of, value, interval, drawn]: [&str; 4]) -> Vec<Column> {
    let words = |key: &str| say(language, key, &[]);
    let number = |key: &str| Column::numbers(words(key));
    let [low, high] = ["chart-column-lower", "chart-column-upper"];
    let mut columns = vec![Column::words(words("chart-units-column-unit")), number(of), number(value)];
    columns.extend([low, high].map(|key| number(key).under(words(interval))));
    columns.push(Column::words(words("chart-units-column-within")));
    columns.extend([value, low, high].map(|key| number(key).under(words(drawn))));
    columns
}

/// A line: the name, and of each column what stands there.
fn line(name: &str, own: Vec<Cell>, within: Cell, drawn: [Cell; 3]) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(name.to_owned())];
    cells.extend(own);
    cells.push(within);
    cells.extend(drawn);
    cells
}

/// The line of all units together, which are not drawn towards anything.
fn line_of_all(own: Vec<Cell>, language: Language) -> Vec<Cell> {
    let nothing = [(); 3].map(|()| Cell::NotApplicable);
    line(&say(language, "chart-units-all", &[]), own, Cell::NotApplicable, nothing)
}

/// Whether a unit is within the limits; `instead` where that is not known.
fn said_within(within: Option<bool>, instead: Cell, language: Language) -> Cell {
    let Some(within) = within else { return instead };
    Cell::Text(say(language, if within { "chart-units-yes-within" } else { "chart-units-no-within" }, &[]))
}

/// A value and the ends of its interval; `instead` for what is not known.
fn with_ends(
    (value, ends): (Option<f64>, Option<Interval>),
    instead: &Cell,
    cell: &dyn Fn(f64) -> Cell,
) -> [Cell; 3] {
    let [low, high] = ends.map_or([None; 2], |ends| ends.map(Some));
    [value, low, high].map(|number| number.map_or_else(|| instead.clone(), cell))
}

/// The mean changes.
pub(super) fn changes_table(
    found: &ChangeComparison,
    (name, decimals): (&str, u8),
    language: Language,
) -> Table {
    let keys = [
        "chart-column-n",
        "chart-units-column-change",
        "chart-column-interval",
        "chart-units-column-drawn-change",
    ];
    let mut table = Table::new("units-changes", name, columns(language, keys));
    let instead = Cell::NotComputable;
    let signed = |value: f64| Cell::Signed(value, decimals);
    for unit in &found.units {
        let mut own = vec![Cell::Count(unit.n)];
        own.extend(with_ends((Some(unit.difference), unit.ci95), &instead, &signed));
        let within = said_within(unit.within, instead.clone(), language);
        let drawn = with_ends((unit.shrunken, unit.shrunken95), &instead, &signed);
        table.row(line(&unit.name, own, within, drawn));
    }
    let own = vec![Cell::Count(found.n), signed(found.difference), Cell::NotApplicable, Cell::NotApplicable];
    table.total(line_of_all(own, language));
    let sd = num(language, found.sd_within, decimals);
    table.notes.push(say(language, "chart-units-changes-note", &[("sd", sd.into())]));
    table
}

/// The shares.
pub(super) fn shares_table(found: &Comparison, name: &str, language: Language) -> Table {
    let keys = [
        "chart-column-of",
        "chart-column-percent",
        "chart-column-interval-percent",
        "chart-units-column-drawn",
    ];
    let mut table = Table::new("units", name, columns(language, keys));
    for unit in &found.units {
        let shown = unit.share.as_ref().shown();
        let instead = if shown.is_some() { Cell::NotComputable } else { Cell::Hidden };
        let own = shown.map_or_else(|| vec![Cell::Hidden; 4], share_cells);
        let drawn = with_ends((shown.and(unit.shrunken), shown.and(unit.shrunken95)), &instead, &whole);
        let within = said_within(shown.and(unit.within), instead, language);
        table.row(line(&unit.name, own, within, drawn));
    }
    table.total(line_of_all(share_cells(&found.all), language));
    let all = percent(language, found.all.share);
    let counts = of(language, found.all.x, found.all.n);
    let fill = [("all", all.into()), ("counts", counts.into())];
    table.notes.push(say(language, "chart-units-table-note", &fill));
    table
}

/// A share in whole per cent.
fn whole(share: f64) -> Cell {
    Cell::Share(whole_percent(share) / 100.0, 0)
}

/// Counts, share and interval.
fn share_cells(share: &Share) -> Vec<Cell> {
    let [low, high] = share.wilson95;
    let part = |value: f64| if share.n < LEAST_FOR_PERCENT { Cell::NotApplicable } else { whole(value) };
    vec![Cell::Of(share.x, share.n), part(share.share), part(low), part(high)]
}
