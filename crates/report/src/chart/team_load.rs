//! What a team carries: each worker's weighted courses against what her hours reach to, in the order of the page, and the whole
//! last. No ranking, and what is over is hatched, not red. For those who may see the team, never for a report.

use locale::{Language, Value};

use super::canvas::Canvas;
use super::load::{Load, decimals};
use super::look::{BODY, GRID, HATCHED, KEY, SMALL as TICK, Stroke, ZERO, fill};
use super::say::{count, num, say};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// A worker's line.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamLoad {
    /// Name on the page.
    pub name: String,
    /// What she carries, and can carry.
    pub load: Load,
}

/// The picture for a team. Empty teams and workers without a ceiling are for the caller to leave out.
pub fn team_load(rows: &[TeamLoad], place: Place<'_>) -> Chart {
    let language = place.language;
    let whole = Load {
        weight: rows.iter().map(|row| row.load.weight).sum(),
        ceiling: rows.iter().map(|row| row.load.ceiling).sum(),
    };
    let over = rows.iter().filter(|row| row.load.weight > row.load.ceiling + 1e-9).count();
    let values = [
        ("x", Value::from(value(whole.weight, language))),
        ("of", value(whole.ceiling, language).into()),
        ("over", Value::from(i64::try_from(over).unwrap_or(i64::MAX))),
    ];
    let title = say(language, if over == 0 { "chart-team-title" } else { "chart-team-title-over" }, &values);
    let mut canvas = Canvas::figure(&place, &title, &say(language, "chart-team-sub", &[]));
    draw(&mut canvas, rows);
    canvas.foot(&[say(language, "chart-team-note", &[])]);
    let description = rows
        .iter()
        .map(|row| format!("{}: {}.", row.name, words(row.load, language)))
        .collect::<Vec<_>>()
        .join(" ");
    canvas.finish(title, description, vec![table(rows, whole, language)])
}

fn value(weight: f64, language: Language) -> String {
    num(language, weight, decimals(weight))
}

fn words(load: Load, language: Language) -> String {
    let values =
        [("x", Value::from(value(load.weight, language))), ("of", value(load.ceiling, language).into())];
    say(language, "chart-of", &values)
}

fn draw(canvas: &mut Canvas, rows: &[TeamLoad]) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let (left, right) = if narrow { (0.0, canvas.width - 4.0) } else { (200.0, canvas.width - 90.0) };
    let tall = if narrow { 46.0 } else { 32.0 };
    let most = rows.iter().map(|row| row.load.weight.max(row.load.ceiling)).fold(1.0, f64::max);
    let across = Scale::new([0.0, most], [left, right]);
    let top = canvas.y + 6.0;
    let bottom = top + tall * count(rows.len() as u64);
    for at in ticks(0.0, most, 5.0) {
        canvas.line((across.at(at), top), (across.at(at), bottom), if at > 0.0 { GRID } else { ZERO });
        canvas.text(
            (across.at(at), bottom + 16.0),
            &value(at, language),
            if at > 0.0 { TICK.middle() } else { TICK },
        );
    }
    let limit = Stroke { color: ink::INK, width: 1.5, dash: None };
    let mut y = top;
    for row in rows {
        let (baseline, bar) = if narrow { (y + 14.0, y + 20.0) } else { (y + 20.0, y + 8.0) };
        canvas.text((0.0, baseline), &row.name, BODY.halo());
        canvas.text((canvas.width, baseline), &words(row.load, language), KEY.end().halo());
        let within = row.load.weight.min(row.load.ceiling);
        canvas.rect((across.at(0.0), bar), (across.length(within), 16.0), fill(ink::A_600));
        if row.load.weight > row.load.ceiling {
            let over = across.length(row.load.weight - row.load.ceiling);
            canvas.rect((across.at(row.load.ceiling) + 0.75, bar + 0.75), (over - 1.5, 14.5), HATCHED);
        }
        let x = across.at(row.load.ceiling);
        canvas.line((x, bar - 3.0), (x, bar + 19.0), limit);
        y += tall;
    }
    canvas.y = bottom + 24.0;
}

fn table(rows: &[TeamLoad], whole: Load, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        "team-load",
        column("chart-team-caption"),
        vec![
            Column::words(column("chart-team-column-who")),
            Column::numbers(column("chart-column-weight")),
            Column::numbers(column("chart-column-ceiling")),
        ],
    );
    let cells = |name: String, load: Load| {
        vec![
            Cell::Text(name),
            Cell::Number(load.weight, decimals(load.weight)),
            Cell::Number(load.ceiling, decimals(load.ceiling)),
        ]
    };
    for row in rows {
        table.row(cells(row.name.clone(), row.load));
    }
    table.total(cells(column("chart-team-all"), whole));
    table
}
