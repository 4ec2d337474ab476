//! Figure 07: where courses are, month by month: dropped out and ended early for another reason from below, completed from
//! above, running between. Where the two ways of ending early may not be told apart they are one layer.

use evaluation::findings::{Figure, Findings, Stratum, SurvivalMonth};
use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::figure::{data_label, nothing};
use super::look::{
    AXIS, BODY, Fill, GRID, INTERVAL_B, KEY, LINE_A, LINE_B, Paint, SMALL as TICK, ZERO, fill,
};
use super::say::{count, num, percent, say, whole};
use super::scale::Scale;
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Fewest events between two points that are joined: with fewer the curve is a list of persons.
const LEAST_EVENTS: u64 = 5;

/// A share under this is that of nobody; shares that add up to all leave as little by rounding.
const NOBODY: f64 = 1e-9;

/// Figure 07.
pub(crate) fn time(findings: &Findings, place: Place<'_>) -> Chart {
    let language = place.language;
    let all = findings.survival.iter().find(|survival| survival.group.is_none());
    let stratum = all.and_then(|survival| survival.strata.first()).filter(|all| all.months.len() > 1);
    let Some(stratum) = stratum else {
        return nothing(place, findings, "time", "chart-time-question", "chart-time-nothing");
    };
    let Some(last) = stratum.months.last() else {
        return nothing(place, findings, "time", "chart-time-question", "chart-time-nothing");
    };
    let layers = layers(last);
    let told = layers.len() == WAYS_APART;
    let key = |key: &str| if told { format!("chart-time-{key}-ways") } else { format!("chart-time-{key}") };
    let mut values = vec![("month", Value::from(whole(language, last.month)))];
    values.extend(layers.iter().map(|(name, share)| (*name, Value::from(percent(language, *share)))));
    let title = say(language, &key("title"), &in_title(&layers, &values, language));
    let sub = [("count", Value::from(whole(language, stratum.n)))];
    let mut canvas = Canvas::figure(&place, &title, &say(language, &key("sub"), &sub));
    draw(&mut canvas, findings, stratum, last);
    canvas.foot(&[say(language, "chart-time-note", &[]), data_label(findings, language)]);
    let description = say(language, &key("desc"), &values);
    let table = if told { table_of_ways(stratum, language) } else { table(stratum, language) };
    canvas.finish(title, description, vec![table])
}

/// The same values for a heading, where a share of nobody is "none".
fn in_title<'v>(
    layers: &[(&'static str, f64)],
    values: &[(&'static str, Value<'v>)],
    language: Language,
) -> Vec<(&'static str, Value<'v>)> {
    let is_nobody = |name: &str| layers.iter().any(|(layer, share)| *layer == name && *share < NOBODY);
    let value = |(name, value): &(&'static str, Value<'v>)| {
        let nobody = || Value::from(say(language, "chart-nobody", &[]));
        (*name, if is_nobody(name) { nobody() } else { value.clone() })
    };
    values.iter().map(value).collect()
}

/// Layers where the two ways of ending early are told apart.
const WAYS_APART: usize = 4;

/// The share of each layer at a month, from below. The two ways of ending early are one where they may not be told apart.
fn layers(month: &SurvivalMonth) -> Vec<(&'static str, f64)> {
    let mut layers = match month.dropped_out.zip(month.other_early).shown() {
        Some((dropped, other)) => vec![("dropped", dropped), ("other", other)],
        None => vec![("left", month.left)],
    };
    layers.extend([("running", 1.0 - month.left - month.completed), ("completed", month.completed)]);
    layers
}

/// The points that are shown: the first, the last, and those with enough events since the last.
pub(crate) fn drawn(stratum: &Stratum) -> Vec<&SurvivalMonth> {
    let mut points: Vec<&SurvivalMonth> = Vec::new();
    let n = count(stratum.n);
    for month in &stratum.months {
        let enough = points.last().is_none_or(|last| {
            let since = (month.left - last.left + month.completed - last.completed) * n;
            since >= count(LEAST_EVENTS) - 0.5
        });
        if enough {
            points.push(month);
        }
    }
    if let Some(last) = stratum.months.last()
        && points.last().is_some_and(|point| point.month < last.month)
    {
        // What happened since the last point is too little to stand alone: the point moves to the end.
        if points.len() > 1 {
            points.pop();
        }
        points.push(last);
    }
    points
}

fn draw(canvas: &mut Canvas, findings: &Findings, stratum: &Stratum, horizon: &SurvivalMonth) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let months = count(stratum.months.last().map_or(1, |month| month.month));
    let tall = canvas.tall([260.0, 220.0, 140.0]);
    let (left, right) = (38.0, canvas.width - if narrow { 8.0 } else { 150.0 });
    let (top, bottom) = (canvas.y + 4.0, canvas.y + 4.0 + tall);
    let across = Scale::new([0.0, months], [left, right]);
    let up = Scale::new([0.0, 1.0], [bottom, top]);
    canvas.rect((left, top), (right - left, tall), fill(ink::SURFACE));
    let points = drawn(stratum);
    let at = |month: &SurvivalMonth, share: f64| (across.at(count(month.month)), up.at(share));
    let from_below: Vec<_> = points.iter().map(|month| at(month, month.left)).collect();
    let from_above: Vec<_> = points.iter().map(|month| at(month, 1.0 - month.completed)).collect();
    let stayed_away: Vec<_> =
        points.iter().filter_map(|month| Some(at(month, month.dropped_out.shown()?))).collect();
    let told = horizon.dropped_out.shown().is_some();
    let ended = [(across.at(months), bottom), (left, bottom)];
    let under = |curve: &[Point]| [curve, &ended].concat();
    let hatched = Paint { fill: Fill::Hatch, stroke: None, radius: 0.0 };
    if told {
        canvas.area(&under(&from_below), fill(ink::B_3));
        canvas.area(&under(&stayed_away), hatched);
        canvas.curve(&stayed_away, LINE_B);
    } else {
        canvas.area(&under(&from_below), hatched);
    }
    let mut area = from_above.clone();
    area.extend([(across.at(months), top), (left, top)]);
    canvas.area(&area, fill(ink::A_3));
    canvas.curve(&from_below, if told { AXIS } else { LINE_B });
    canvas.curve(&from_above, LINE_A);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = up.at(share);
        if share > 0.0 && share < 1.0 {
            canvas.line((left, y), (right, y), GRID);
        }
        canvas.text((left - 6.0, y + 4.0), &num(language, share * 100.0, 0), TICK.end());
    }
    for end in findings.contacts.iter().flat_map(|contacts| &contacts.planned_phase_ends) {
        let x = across.at(end / 30.4375);
        if x < right - 2.0 {
            canvas.line((x, top), (x, bottom), AXIS.dotted());
        }
    }
    canvas.line((left, bottom), (right, bottom), ZERO);
    let interval = if told { Figure::seen(horizon.dropped_out95) } else { horizon.left95 };
    if let Some([low, high]) = interval {
        canvas.upright_interval(across.at(count(horizon.month)), up.at(low), up.at(high), INTERVAL_B);
    }
    label_layers(canvas, horizon, &across, &up, right);
    draw_followed(canvas, stratum, &across, bottom);
}

/// The names of the layers: beside the picture, on a phone under it.
fn label_layers(canvas: &mut Canvas, horizon: &SurvivalMonth, across: &Scale, up: &Scale, right: f64) {
    let language = canvas.language();
    let mut below = 0.0;
    let mut named: Vec<(&str, f64, f64)> = Vec::new();
    // A layer of nobody has no room, and no name.
    for (key, share) in layers(horizon).into_iter().filter(|(_, share)| *share >= NOBODY) {
        named.push((key, below + share / 2.0, share));
        below += share;
    }
    let mut y = f64::NEG_INFINITY;
    for (key, middle, share) in named.into_iter().rev() {
        let words =
            say(language, &format!("chart-time-{key}"), &[("share", percent(language, share).into())]);
        let apart = if canvas.narrow() { 16.0 } else { 20.0 };
        y = (up.at(middle) + 4.0).max(y + apart);
        if canvas.narrow() {
            let (x, face) = match key {
                "completed" => (right - 4.0, BODY.halo().end()),
                _ => (across.at(count(horizon.month)) * 0.4, BODY.halo()),
            };
            canvas.text((x, y), &words, face);
        } else {
            canvas.text((right + 10.0, y), &words, KEY);
        }
    }
}

/// Months and the number still followed, every second month.
fn draw_followed(canvas: &mut Canvas, stratum: &Stratum, across: &Scale, bottom: f64) {
    let language = canvas.language();
    let every = if canvas.narrow() { 3 } else { 2 };
    for month in stratum.months.iter().filter(|month| month.month % every == 0) {
        let x = across.at(count(month.month));
        canvas.text((x, bottom + 17.0), &whole(language, month.month), TICK.middle());
        canvas.text((x, bottom + 52.0), &whole(language, month.at_risk), TICK.middle());
    }
    canvas.text((0.0, bottom + 35.0), &say(language, "chart-time-axis", &[]), TICK);
    canvas.y = bottom + 62.0;
}

fn table(stratum: &Stratum, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let group = column("chart-time-column-left");
    let done = column("chart-time-column-completed");
    let part = |key: &str, group: &str| Column::numbers(column(key)).under(group.to_owned());
    let mut table = Table::new(
        "time",
        column("chart-time-caption"),
        vec![
            Column::words(column("chart-time-column-month")),
            Column::numbers(column("chart-time-column-followed")),
            part("chart-column-percent", &group),
            part("chart-column-lower", &group),
            part("chart-column-upper", &group),
            part("chart-column-percent", &done),
            Column::numbers(column("chart-time-column-running")),
        ],
    );
    for month in drawn(stratum) {
        let [low, high] = month
            .left95
            .map_or([Cell::NotComputable, Cell::NotComputable], |ends| ends.map(|end| Cell::Share(end, 0)));
        table.row(vec![
            Cell::Text(whole(language, month.month)),
            Cell::Count(month.at_risk),
            share(month.left),
            low,
            high,
            share(month.completed),
            share(1.0 - month.left - month.completed),
        ]);
    }
    table.notes.push(column("chart-time-note"));
    table
}

/// The same with the two ways of ending early in columns of their own.
fn table_of_ways(stratum: &Stratum, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let group = column("chart-time-column-dropped");
    let part = |key: &str| Column::numbers(column(key)).under(group.clone());
    let columns = vec![
        Column::words(column("chart-time-column-month")),
        Column::numbers(column("chart-time-column-followed")),
        part("chart-column-percent"),
        part("chart-column-lower"),
        part("chart-column-upper"),
        Column::numbers(column("chart-time-column-other")),
        Column::numbers(column("chart-time-column-done")),
        Column::numbers(column("chart-time-column-running")),
    ];
    let mut table = Table::new("time", column("chart-time-caption"), columns);
    for month in drawn(stratum) {
        let shown = |share_of: Figure<f64>| share_of.shown().map_or(Cell::Hidden, share);
        let ends = match month.dropped_out95 {
            Some(Figure::Shown(ends)) => ends.map(|end| Cell::Share(end, 0)),
            Some(Figure::Hidden) => [Cell::Hidden, Cell::Hidden],
            None => [Cell::NotComputable, Cell::NotComputable],
        };
        let mut cells = vec![Cell::Text(whole(language, month.month)), Cell::Count(month.at_risk)];
        cells.push(shown(month.dropped_out));
        cells.extend(ends);
        cells.push(shown(month.other_early));
        cells.extend([share(month.completed), share(1.0 - month.left - month.completed)]);
        table.row(cells);
    }
    table.notes.push(column("chart-time-note-ways"));
    table.notes.push(column("chart-time-note"));
    table
}

/// As in the title: what is not none is at least one per cent.
fn share(share: f64) -> Cell {
    Cell::Share(super::say::whole_percent(share) / 100.0, 0)
}
