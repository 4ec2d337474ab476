//! Figures 10 and 10b: units beside the whole. From eight units a funnel of share against size with the limits of chance; with
//! fewer, intervals in the order of the names. There is no rank, and only what lies outside the limits is named.

use evaluation::findings::{Comparison, Findings, MeasureKind, Share, Unit};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{at_occasion, data_label, measure_name, nothing};
use super::look::{AXIS, BODY, END_A, GRID, HATCHED, INTERVAL_A, KEY, SMALL as TICK, Stroke, ZERO, fill};
use super::say::{count, num, of, of_percent, percent, say, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// From so many units on the picture is a funnel.
const FUNNEL: usize = 8;
/// Fewest persons for a percentage.
const LEAST_FOR_PERCENT: u64 = 10;

/// Figure 10 or 10b.
pub(crate) fn units(findings: &Findings, place: Place<'_>) -> Chart {
    let language = place.language;
    let Some(found) = &findings.comparison else {
        return nothing(place, findings, "units", "chart-units-question", "chart-units-nothing");
    };
    let name = what(findings, found, language);
    let title = heading(found, &name, language);
    let mut canvas =
        Canvas::figure(&place, &title, &say(language, "chart-units-sub", &[("name", name.clone().into())]));
    let funnel = found.units.len() >= FUNNEL;
    if funnel {
        draw_funnel(&mut canvas, found);
    } else {
        draw_rows(&mut canvas, found);
    }
    let note = if funnel { "chart-units-note-funnel" } else { "chart-units-note-rows" };
    canvas.foot(&[
        say(language, note, &[]),
        say(language, "chart-units-note", &[]),
        data_label(findings, language),
    ]);
    let description = describe(found, &name, language);
    canvas.finish(title, description, vec![table(found, &name, language)])
}

/// What is counted: at risk, or yes, at which occasion.
fn what(findings: &Findings, found: &Comparison, language: Language) -> String {
    let measure = findings.measures.iter().find(|one| one.name == found.measure);
    let label = measure.map_or_else(|| found.measure.clone(), |measure| measure_name(measure, language));
    let risk = measure.is_some_and(|measure| measure.kind == MeasureKind::Score);
    let at = at_occasion(findings, &found.occasion, language);
    let key = if risk { "chart-units-risk" } else { "chart-units-yes" };
    say(language, key, &[("label", label.into()), ("at", at.into())])
}

fn hidden(found: &Comparison) -> u64 {
    found.units.iter().filter(|unit| unit.share.is_hidden()).count() as u64
}

fn heading(found: &Comparison, name: &str, language: Language) -> String {
    let outside: Vec<&str> =
        found.units.iter().filter(|unit| unit.within == Some(false)).map(|unit| unit.name.as_str()).collect();
    let values = [
        ("name", Value::from(name)),
        ("units", Value::from(i64::try_from(found.units.len()).unwrap_or(i64::MAX))),
        ("outside", Value::from(i64::try_from(outside.len()).unwrap_or(i64::MAX))),
        ("names", outside.join(", ").into()),
    ];
    let key = if outside.is_empty() { "chart-units-alike" } else { "chart-units-outside" };
    say(language, key, &values)
}

fn described(unit: &Unit, language: Language) -> String {
    unit.share.as_ref().shown().map_or_else(
        || say(language, "report-cell-hidden", &[]),
        |share| of_percent(language, share.x, share.n),
    )
}

fn describe(found: &Comparison, name: &str, language: Language) -> String {
    let all = of_percent(language, found.all.x, found.all.n);
    let values =
        [("name", Value::from(name)), ("all", all.into()), ("hidden", whole(language, hidden(found)).into())];
    let mut words = say(language, "chart-units-desc", &values);
    if found.units.len() < FUNNEL {
        for unit in &found.units {
            for part in [" ", &unit.name, ": ", &described(unit, language), "."] {
                words.push_str(part);
            }
        }
    }
    words
}

/// Rows with intervals on 0–100 %, the whole last.
fn draw_rows(canvas: &mut Canvas, found: &Comparison) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let (left, right) = if narrow { (4.0, canvas.width - 4.0) } else { (170.0, canvas.width - 150.0) };
    let tall = if narrow { 48.0 } else { 34.0 };
    let across = Scale::new([0.0, 1.0], [left, right]);
    let top = canvas.y + 6.0;
    let rows = count(found.units.len() as u64 + 1);
    let bottom = top + tall * rows;
    for value in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = across.at(value);
        if !narrow {
            canvas.line((x, top), (x, bottom), if value > 0.0 { GRID } else { ZERO });
        }
        canvas.text(
            (x, bottom + 16.0),
            &num(language, value * 100.0, 0),
            if value > 0.9 && narrow { TICK.end() } else { TICK.middle() },
        );
    }
    if !narrow {
        canvas.line((across.at(found.all.share), top), (across.at(found.all.share), bottom), AXIS.dashed());
    }
    let mut y = top;
    for unit in &found.units {
        row(canvas, &unit.name, unit.share.as_ref().shown(), &across, y, unit.within == Some(false));
        y += tall;
    }
    canvas.line((0.0, y), (canvas.width, y), GRID);
    row(canvas, &say(language, "chart-units-all", &[]), Some(&found.all), &across, y, false);
    canvas.y = bottom + 26.0;
}

fn row(canvas: &mut Canvas, name: &str, share: Option<&Share>, across: &Scale, y: f64, outside: bool) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let (words, middle) = if narrow { (y + 16.0, y + 32.0) } else { (y + 21.0, y + 17.0) };
    canvas.text((0.0, words), name, BODY);
    let said = share.map_or_else(
        || say(language, "chart-units-hidden", &[]),
        |share| of_percent(language, share.x, share.n),
    );
    canvas.text((canvas.width, words), &said, KEY.end());
    let Some(share) = share else {
        canvas.rect((across.at(0.0), middle - 5.0), (across.at(1.0) - across.at(0.0), 10.0), HATCHED);
        return;
    };
    let [low, high] = share.wilson95;
    canvas.interval(across.at(low), across.at(high), middle, INTERVAL_A);
    let at = (across.at(share.share), middle);
    if outside {
        canvas.diamond(at, 6.5, fill(ink::B));
    } else {
        canvas.dot(at, 5.5, END_A);
    }
}

/// Share against size with the limits of chance round the share of all.
fn draw_funnel(canvas: &mut Canvas, found: &Comparison) {
    let language = canvas.language();
    let tall = if canvas.narrow() { 240.0 } else { 300.0 };
    let (left, right) = (40.0, canvas.width - 10.0);
    let (top, bottom) = (canvas.y + 6.0, canvas.y + 6.0 + tall);
    let largest = found.units.iter().filter_map(|unit| unit.n.shown()).max().unwrap_or(1);
    let across = Scale::new([0.0, count(largest) * 1.05], [left, right]);
    let up = Scale::new([0.0, 1.0], [bottom, top]);
    for value in [0.0, 0.25, 0.5, 0.75, 1.0] {
        canvas.line((left, up.at(value)), (right, up.at(value)), if value > 0.0 { GRID } else { ZERO });
        canvas.text((left - 6.0, up.at(value) + 4.0), &num(language, value * 100.0, 0), TICK.end());
    }
    for value in ticks(0.0, count(largest), 5.0) {
        canvas.text((across.at(value), bottom + 16.0), &num(language, value, 0), TICK.middle());
    }
    canvas.text((left, bottom + 34.0), &say(language, "chart-units-axis", &[]), TICK);
    let mut sized: Vec<(u64, &Unit)> =
        found.units.iter().filter_map(|unit| unit.n.shown().map(|n| (n, unit))).collect();
    sized.sort_by_key(|(n, _)| *n);
    let solid = AXIS;
    for end in [0, 1] {
        let line = |limits: fn(&Unit) -> Option<[f64; 2]>| -> Vec<(f64, f64)> {
            let at = |(n, unit): &(u64, &Unit)| {
                let end = limits(unit)?.get(end).copied()?;
                Some((across.at(count(*n)), up.at(end)))
            };
            sized.iter().filter_map(at).collect()
        };
        canvas.curve(&line(|unit| unit.limits95), Stroke { width: 1.2, ..solid }.dashed());
        canvas.curve(&line(|unit| unit.limits998), Stroke { width: 1.2, ..solid });
    }
    canvas.line((left, up.at(found.all.share)), (right, up.at(found.all.share)), solid);
    for (n, unit) in &sized {
        let x = across.at(count(*n));
        let Some(share) = unit.share.as_ref().shown() else {
            canvas.rect((x - 4.0, top), (8.0, bottom - top), HATCHED);
            continue;
        };
        let at = (x, up.at(share.share));
        if unit.within == Some(false) {
            canvas.diamond(at, 7.0, fill(ink::B));
            canvas.text((at.0 + 10.0, at.1 - 8.0), &unit.name, KEY.halo());
        } else {
            canvas.dot(at, 4.5, END_A);
        }
    }
    canvas.y = bottom + 42.0;
}

fn table(found: &Comparison, name: &str, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval-percent");
    let drawn = column("chart-units-column-drawn");
    let mut table = Table::new(
        "units",
        name.to_owned(),
        vec![
            Column::words(column("chart-units-column-unit")),
            Column::numbers(column("chart-column-of")),
            Column::numbers(column("chart-column-percent")),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
            Column::words(column("chart-units-column-within")),
            Column::numbers(column("chart-column-percent")).under(drawn.clone()),
            Column::numbers(column("chart-column-lower")).under(drawn.clone()),
            Column::numbers(column("chart-column-upper")).under(drawn),
        ],
    );
    for unit in &found.units {
        let mut cells = vec![Cell::Text(unit.name.clone())];
        cells.extend(unit.share.as_ref().shown().map_or_else(|| vec![Cell::Hidden; 4], share_cells));
        cells.push(match unit.within {
            None => Cell::Hidden,
            Some(within) => {
                Cell::Text(column(if within { "chart-units-yes-within" } else { "chart-units-no-within" }))
            }
        });
        let shown = !unit.share.is_hidden();
        let drawn = |value: Option<f64>| match value {
            Some(value) if shown => Cell::Share(super::say::whole_percent(value) / 100.0, 0),
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
            Cell::Share(super::say::whole_percent(value) / 100.0, 0)
        }
    };
    vec![Cell::Of(share.x, share.n), part(share.share), part(low), part(high)]
}
