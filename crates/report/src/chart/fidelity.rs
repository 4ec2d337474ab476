//! Figure 12: whether the method was followed, item by item. A row each with its share and interval, then the same shares on the
//! spokes of a web. There is no total, and what cannot be told is a gap, never a zero.

use evaluation::findings::{FidelityItem, Figure, Findings, Interval, Share};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::data_label;
use super::look::{BODY, END_A, GRID, HATCHED, INTERVAL_A, KEY, SMALL as TICK};
use super::say::{count, of, of_percent, percent, say, whole};
use super::scale::Scale;
use super::{Chart, Place};
use crate::sentence::fidelity as finding;
use crate::table::{Cell, Column, Table};
use crate::words::{fidelity_name, fidelity_rule};

/// Fewest items for a web.
const FEWEST_FOR_WEB: usize = 3;
/// Most: with more the figure would be longer than a page.
const MOST_FOR_WEB: usize = 12;

/// Room for the words of a row beside its picture, and for its counts.
const WORDS: f64 = 330.0;
/// See [`WORDS`].
const COUNTS: f64 = 140.0;
/// The least room for the picture between them.
const LEAST: f64 = 120.0;

/// A row of the picture.
struct Row<'f> {
    /// Its number, which it has on the web too.
    number: usize,
    item: &'f FidelityItem,
    share: Option<&'f Share>,
}

fn rows(findings: &Findings) -> Vec<Row<'_>> {
    let each = findings.fidelity.iter().zip(1..);
    each.map(|(item, number)| Row { number, item, share: told(item) }).collect()
}

/// The share of an item, where it is told.
pub(crate) fn told(item: &FidelityItem) -> Option<&Share> {
    item.share.as_ref().map(Figure::as_ref).and_then(Figure::shown)
}

/// Figure 12: every item, and the web.
pub(crate) fn fidelity(findings: &Findings, place: Place<'_>) -> Chart {
    let language = place.language;
    let shown = rows(findings);
    let title = finding(language, &findings.fidelity).unwrap_or_default();
    let mut canvas = Canvas::figure(&place, &title, &say(language, "chart-fidelity-sub", &[]));
    canvas.y += 8.0;
    let across = axis(&mut canvas);
    for row in &shown {
        draw_row(&mut canvas, row, &across);
    }
    if (FEWEST_FOR_WEB..=MOST_FOR_WEB).contains(&shown.len()) {
        web(&mut canvas, &shown);
    }
    let [note, own] = ["chart-fidelity-note", "chart-fidelity-own"].map(|key| say(language, key, &[]));
    canvas.foot(&[note, own, data_label(findings, language)]);
    let description = shown.iter().map(|row| describe(row, language)).collect::<Vec<_>>().join(" ");
    canvas.finish(title, description, vec![table(&shown, language)])
}

/// The scale of shares, with its marks above the rows: beside the words where there is room, else under them.
fn axis(canvas: &mut Canvas) -> Scale {
    let (left, right) = if is_wide(canvas) { (WORDS + 20.0, COUNTS + 20.0) } else { (14.0, 14.0) };
    let across = Scale::new([0.0, 1.0], [left, canvas.width - right]);
    let language = canvas.language();
    let y = canvas.y + 6.0;
    for quarter in (0..=4u8).step_by(if is_wide(canvas) { 2 } else { 1 }) {
        let value = f64::from(quarter) / 4.0;
        canvas.text((across.at(value), y), &percent(language, value), TICK.middle());
    }
    canvas.y = y + 10.0;
    across
}

fn is_wide(canvas: &Canvas) -> bool {
    canvas.width > WORDS + COUNTS + LEAST
}

fn draw_row(canvas: &mut Canvas, row: &Row<'_>, across: &Scale) {
    let language = canvas.language();
    let name = format!("{}  {}", row.number, fidelity_name(language, row.item));
    canvas.open(&name);
    let top = canvas.y;
    let wide = is_wide(canvas);
    let room = if wide { WORDS } else { canvas.width };
    let mut under: Vec<String> =
        if row.item.label.is_empty() { Vec::new() } else { vec![fidelity_rule(language, row.item)] };
    let unknown = unknown_words(row.item, language);
    if !wide {
        under.insert(0, row_words(row, language));
        under.extend(unknown.clone());
    }
    let y = canvas.paragraph((0.0, top + 14.0), &name, room, BODY);
    let y = canvas.paragraph((0.0, y), &under.join(" · "), room, TICK);
    let (middle, bottom) = if wide { (top + 16.0, y) } else { (y + 2.0, y + 18.0) };
    if wide {
        canvas.text((canvas.width, top + 14.0), &row_words(row, language), KEY.end());
        if let Some(unknown) = unknown {
            canvas.text((canvas.width, top + 31.0), &unknown, TICK.end());
        }
    }
    mark(canvas, row, across, middle);
    canvas.close();
    canvas.y = bottom.max(top + 34.0);
}

fn mark(canvas: &mut Canvas, row: &Row<'_>, across: &Scale, middle: f64) {
    for quarter in 0..=4u8 {
        let x = across.at(f64::from(quarter) / 4.0);
        canvas.line((x, middle - 8.0), (x, middle + 8.0), GRID);
    }
    let [start, end] = across.ends();
    match row.share {
        None => canvas.rect((start, middle - 5.0), (end - start, 10.0), HATCHED),
        Some(Share { share, wilson95: [low, high], .. }) => {
            canvas.line((start, middle), (end, middle), GRID);
            canvas.interval(across.at(*low), across.at(*high), middle, INTERVAL_A);
            canvas.dot((across.at(*share), middle), 5.0, END_A);
        }
    }
}

/// "92 af 120 (77 %)", or why there is no share.
fn row_words(row: &Row<'_>, language: Language) -> String {
    match (row.share, &row.item.share) {
        (Some(share), _) => of_percent(language, share.x, share.n),
        (None, Some(_)) => say(language, "report-cell-hidden", &[]),
        (None, None) => say(language, "chart-fidelity-unknown-all", &[]),
    }
}

/// How many it cannot be said of, beside those it can.
fn unknown_words(item: &FidelityItem, language: Language) -> Option<String> {
    let unknown = item.not_assessable.shown().filter(|n| *n > 0 && item.share.is_some())?;
    Some(say(language, "chart-fidelity-unknown", &[("n", whole(language, unknown).into())]))
}

/// The same shares on spokes, low in the middle: an outline that is open where nothing can be told.
fn web(canvas: &mut Canvas, shown: &[Row<'_>]) {
    let radius = if canvas.narrow() { 96.0 } else { 105.0 };
    let middle = (canvas.width / 2.0, canvas.y + radius + 30.0);
    let spokes = count(shown.len() as u64);
    let at = |place: usize, part: f64| {
        let turn = std::f64::consts::TAU * count(place as u64) / spokes;
        (middle.0 + radius * part * turn.sin(), middle.1 - radius * part * turn.cos())
    };
    let name = say(canvas.language(), "chart-fidelity-web", &[]);
    canvas.open(&name);
    for part in [0.5, 1.0] {
        let ring: Vec<(f64, f64)> = (0..=shown.len()).map(|place| at(place, part)).collect();
        canvas.curve(&ring, GRID);
    }
    for (place, row) in shown.iter().enumerate() {
        canvas.line(middle, at(place, 1.0), GRID);
        let (x, y) = at(place, 1.0 + 14.0 / radius);
        canvas.text((x, y + 4.0), &row.number.to_string(), TICK.middle());
    }
    let language = canvas.language();
    for part in [0.5, 1.0] {
        let (x, y) = at(0, part);
        canvas.text((x + 8.0, y + 14.0), &percent(language, part), TICK.halo());
    }
    let points: Vec<Option<(f64, f64)>> =
        shown.iter().enumerate().map(|(place, row)| Some(at(place, row.share?.share))).collect();
    let next = points.iter().skip(1).chain(points.first());
    for (one, other) in points.iter().zip(next) {
        if let (Some(one), Some(other)) = (one, other) {
            canvas.line(*one, *other, INTERVAL_A);
        }
    }
    for point in points.iter().flatten() {
        canvas.dot(*point, 4.0, END_A);
    }
    canvas.close();
    canvas.y = middle.1 + radius + 26.0;
}

fn describe(row: &Row<'_>, language: Language) -> String {
    let said = row.share.map_or_else(|| row_words(row, language), |share| of(language, share.x, share.n));
    format!("{}: {said}.", fidelity_name(language, row.item))
}

fn table(shown: &[Row<'_>], language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval-percent");
    let mut table = Table::new(
        "fidelity",
        say(language, "chart-fidelity-table", &[]),
        vec![
            Column::words(column("chart-fidelity-column-item")),
            Column::words(column("chart-fidelity-column-rule")),
            Column::words(column("chart-fidelity-column-of")),
            Column::numbers(column("chart-fidelity-column-met")),
            Column::numbers(column("chart-fidelity-column-not-met")),
            Column::numbers(column("chart-fidelity-column-unknown")),
            Column::numbers(column("chart-column-of")),
            Column::numbers(column("chart-column-percent")),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
        ],
    );
    for row in shown {
        let item = row.item;
        let source = item.source.iter().map(|source| format!("({source})"));
        let rule: Vec<String> = std::iter::once(fidelity_rule(language, item)).chain(source).collect();
        let mut cells = vec![
            Cell::Text(format!("{} {}", row.number, fidelity_name(language, item))),
            Cell::Text(rule.join(" ")),
            Cell::Text(asked_of(item, language)),
            Cell::figure(item.met),
            Cell::figure(item.not_met),
            Cell::figure(item.not_assessable),
        ];
        cells.extend(share_cells(row));
        table.row(cells);
    }
    table.notes.push(say(language, "chart-fidelity-own", &[]));
    table
}

/// Of how many it can be said, the share of those that meet it, and its interval.
fn share_cells(row: &Row<'_>) -> [Cell; 4] {
    let cell = |made: fn(&Share, Interval) -> Cell| match (row.share, &row.item.share) {
        (Some(share), _) => made(share, share.wilson95),
        (None, Some(_)) => Cell::Hidden,
        (None, None) => Cell::NotComputable,
    };
    [
        cell(|share, _| Cell::Count(share.n)),
        cell(|share, _| Cell::Share(share.share, 0)),
        cell(|_, [low, _]| Cell::Share(low, 0)),
        cell(|_, [_, high]| Cell::Share(high, 0)),
    ]
}

/// Which courses an item is asked of, in words.
fn asked_of(item: &FidelityItem, language: Language) -> String {
    match item.asked_of.strip_prefix("reached_phase_") {
        Some(phase) => say(language, "chart-fidelity-of-reached", &[("phase", Value::from(phase))]),
        None => say(language, "chart-fidelity-of-closed", &[]),
    }
}
