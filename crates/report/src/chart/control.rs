//! Figure 11: quarter by quarter with the limits of the usual variation. A point outside is a diamond; a quarter with too
//! few keeps its place, hatched, and the line is dashed across it.

use evaluation::findings::{Findings, Interval, MeasureKind, Series, SeriesPoint};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{data_label, measure_name, nothing};
use super::look::{
    AXIS, END_A, Fill, GRID, HATCHED, KEY, LINE_A, Paint, SMALL as TICK, SUB, Stroke, ZERO, fill,
};
use super::metrics::width;
use super::say::{count, num, percent, say, upper, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Figure 11: all series under each other on one time axis each.
pub(crate) fn control(findings: &Findings, place: Place<'_>) -> Chart {
    let language = place.language;
    let Some(first) = findings.series.first() else {
        return nothing(place, findings, "series", "chart-control-question", "chart-control-nothing");
    };
    let sayings: Vec<String> = findings.series.iter().map(|one| finding(findings, one, language)).collect();
    let title = sayings.first().cloned().unwrap_or_else(|| finding(findings, first, language));
    let mut canvas = Canvas::figure(&place, &title, &say(language, "chart-control-sub", &[]));
    for (position, (series, said)) in findings.series.iter().zip(&sayings).enumerate() {
        if position > 0 {
            let width = canvas.width;
            canvas.y = canvas.paragraph((0.0, canvas.y + 22.0), said, width, KEY) - 6.0;
        }
        draw(&mut canvas, findings, series);
    }
    canvas.foot(&[say(language, "chart-control-note", &[]), data_label(findings, language)]);
    let tables = findings.series.iter().map(|series| table(findings, series, language)).collect();
    canvas.finish(title, sayings.join(" "), tables)
}

/// What a series is about.
pub(crate) fn name(findings: &Findings, series: &Series, language: Language) -> String {
    let measure = series.measure.as_deref();
    let measure = measure.and_then(|name| findings.measures.iter().find(|one| one.name == name));
    match measure {
        Some(measure) => {
            let label = measure_name(measure, language);
            say(language, "chart-control-start-score", &[("name", label.into())])
        }
        None => say(language, "chart-control-not-held", &[]),
    }
}

fn value(series: &Series, value: f64, language: Language) -> String {
    if series.kind == "p" { percent(language, value) } else { num(language, value, 1) }
}

/// The period of a point in words.
fn period(point: &SeriesPoint, language: Language) -> String {
    let fill = [
        ("year", Value::from(point.year.to_string())),
        ("quarter", whole(language, u64::from(point.quarter)).into()),
    ];
    say(language, "chart-control-quarter", &fill)
}

/// Whether the runs are longer or fewer than chance makes them.
fn runs(series: &Series) -> bool {
    series.longest_run > series.longest_run_limit || series.crossings < series.crossings_limit
}

/// The finding of one series: how many signs of change, the first of them, or that it varies as usual.
fn finding(findings: &Findings, series: &Series, language: Language) -> String {
    let outside = series.points.iter().find(|point| point.outside);
    let values = [
        ("name", Value::from(upper(&name(findings, series, language)))),
        ("mean", value(series, series.centre, language).into()),
        ("signs", Value::from(i64::try_from(series.outside).unwrap_or(i64::MAX))),
        ("period", outside.map(|point| period(point, language)).unwrap_or_default().into()),
    ];
    let key = match (outside.is_some(), runs(series)) {
        (true, _) => "chart-control-outside",
        (false, true) => "chart-control-runs",
        (false, false) => "chart-control-usual",
    };
    say(language, key, &values)
}

/// Lowest and highest value of the axis: whole scales, shares to a half where that is enough.
fn domain(findings: &Findings, series: &Series) -> Interval {
    let highest = series
        .points
        .iter()
        .flat_map(|point| point.value.into_iter().chain(point.limits.map(|[_, high]| high)))
        .fold(0.0, f64::max);
    if series.kind == "p" {
        return [0.0, if highest <= 0.5 { 0.5 } else { 1.0 }];
    }
    let measure = series.measure.as_deref();
    let measure = measure.and_then(|name| findings.measures.iter().find(|one| one.name == name));
    measure
        .filter(|measure| measure.kind == MeasureKind::Score)
        .and_then(|measure| measure.range)
        .unwrap_or([0.0, (highest * 1.1).max(1.0)])
}

fn draw(canvas: &mut Canvas, findings: &Findings, series: &Series) {
    let language = canvas.language();
    let tall = if canvas.narrow() { 150.0 } else { 170.0 };
    let (left, right) = (40.0, canvas.width - if canvas.narrow() { 4.0 } else { 86.0 });
    let (top, bottom) = (canvas.y + 8.0, canvas.y + 8.0 + tall);
    let [low, high] = domain(findings, series);
    let up = Scale::new([low, high], [bottom, top]);
    let n = count(series.points.len() as u64);
    let across = Scale::new([0.0, n], [left, right]);
    for at in ticks(low, high, 5.0) {
        canvas.line((left, up.at(at)), (right, up.at(at)), if at > low { GRID } else { ZERO });
        let words = if series.kind == "p" { num(language, at * 100.0, 0) } else { num(language, at, 0) };
        canvas.text((left - 6.0, up.at(at) + 4.0), &words, TICK.end());
    }
    years(canvas, series, &across, bottom);
    hatch_gaps(canvas, series, &across, (top, bottom));
    canvas.line((left, up.at(series.centre)), (right, up.at(series.centre)), AXIS);
    limits(canvas, series, &across, &up);
    points(canvas, series, &across, &up);
    edge_labels(canvas, series, &up, right);
    canvas.y = bottom + 26.0;
}

/// The years, at the first quarter that is drawn of each.
fn years(canvas: &mut Canvas, series: &Series, across: &Scale, bottom: f64) {
    let language = canvas.language();
    let mut from = f64::NEG_INFINITY;
    for (position, point) in series.points.iter().enumerate() {
        let x = across.at(count(position as u64));
        if point.quarter == 1 || position == 0 {
            canvas.line((x, bottom), (x, bottom + 5.0), AXIS);
            let words = if canvas.narrow() {
                format!("{:02}", point.year.rem_euclid(100))
            } else {
                point.year.to_string()
            };
            if x >= from {
                canvas.text((x + 3.0, bottom + 17.0), &words, TICK);
                from = x + 3.0 + width(&words, TICK) + 8.0;
            }
        }
    }
    if series.points.iter().all(|point| point.value.is_none()) {
        canvas.text((across.at(0.0), bottom - 8.0), &say(language, "chart-control-nothing", &[]), SUB);
    }
}

fn hatch_gaps(canvas: &mut Canvas, series: &Series, across: &Scale, (top, bottom): (f64, f64)) {
    for (position, point) in series.points.iter().enumerate() {
        if point.value.is_none() {
            let (x, wide) = (across.at(count(position as u64)), across.length(1.0));
            let paint = Paint { fill: Fill::Rest, stroke: None, ..HATCHED };
            canvas.rect((x + 1.0, top), (wide - 2.0, bottom - top), paint);
        }
    }
}

/// Limits as steps, dashed.
fn limits(canvas: &mut Canvas, series: &Series, across: &Scale, up: &Scale) {
    for (position, point) in series.points.iter().enumerate() {
        let Some(ends) = point.limits else { continue };
        let (from, to) = (across.at(count(position as u64)), across.at(count(position as u64 + 1)));
        for end in ends {
            canvas.line((from, up.at(end)), (to, up.at(end)), AXIS.dashed());
        }
    }
}

fn points(canvas: &mut Canvas, series: &Series, across: &Scale, up: &Scale) {
    let middle = |position: usize| across.at(count(position as u64) + 0.5);
    let drawn: Vec<(usize, f64, bool)> = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(position, point)| point.value.map(|value| (position, value, point.outside)))
        .collect();
    for pair in drawn.windows(2) {
        let [(one, from, _), (other, to, _)] = pair else { continue };
        let stroke = Stroke { width: 1.5, ..LINE_A };
        let stroke = if other - one > 1 { stroke.dashed() } else { stroke };
        canvas.line((middle(*one), up.at(*from)), (middle(*other), up.at(*to)), stroke);
    }
    for (position, value, outside) in drawn {
        let at = (middle(position), up.at(value));
        if outside {
            canvas.diamond(at, 6.5, fill(ink::B));
        } else {
            canvas.dot(at, 3.5, END_A);
        }
    }
}

/// Mean and limits of the last point at the right edge; on a phone they stand in the table.
fn edge_labels(canvas: &mut Canvas, series: &Series, up: &Scale, right: f64) {
    if canvas.narrow() {
        return;
    }
    let language = canvas.language();
    let last = series.points.iter().rev().find_map(|point| point.limits);
    let mean = value(series, series.centre, language);
    let mut y = up.at(series.centre) + 4.0;
    canvas.text((right + 6.0, y), &say(language, "chart-control-mean", &[("mean", mean.into())]), KEY);
    if let Some([low, high]) = last {
        let upper_end = (up.at(high) + 4.0).min(y - 17.0);
        canvas.text((right + 6.0, upper_end), &value(series, high, language), TICK);
        y = (up.at(low) + 4.0).max(y + 17.0);
        canvas.text((right + 6.0, y), &value(series, low, language), TICK);
    }
}

fn table(findings: &Findings, series: &Series, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let group = column("chart-control-limits");
    let share = series.kind == "p";
    let mut columns = vec![Column::words(column("chart-control-column-period")).room(4)];
    if share {
        columns.push(Column::numbers(column("chart-control-column-x")));
    }
    columns.push(Column::numbers(column("chart-column-n")));
    columns.push(Column::numbers(column(if share {
        "chart-column-percent"
    } else {
        "chart-control-column-mean"
    })));
    columns.push(Column::numbers(column("chart-column-lower")).under(group.clone()));
    columns.push(Column::numbers(column("chart-column-upper")).under(group));
    columns.push(Column::words(column("chart-control-column-sign")).room(3));
    let key = if share { "series-not-held" } else { "series-start-score" };
    let mut table = Table::new(key, upper(&name(findings, series, language)), columns);
    let number = |value: Option<f64>| match value {
        None => Cell::NotApplicable,
        Some(value) if share => Cell::Share(super::say::whole_percent(value) / 100.0, 0),
        Some(value) => Cell::Number(value, 1),
    };
    for point in &series.points {
        let mut cells = vec![Cell::Text(period(point, language))];
        if share {
            cells.push(point.x.map_or(Cell::NotApplicable, Cell::Count));
        }
        cells.extend([
            Cell::Count(point.n),
            number(point.value),
            number(point.limits.map(|[low, _]| low)),
            number(point.limits.map(|[_, high]| high)),
        ]);
        let sign = if point.outside { Cell::Text(column("chart-control-sign")) } else { Cell::NotApplicable };
        cells.push(sign);
        table.row(cells);
    }
    let fill = [
        ("mean", Value::from(value(series, series.centre, language))),
        ("run", whole(language, series.longest_run).into()),
        ("runlimit", whole(language, series.longest_run_limit).into()),
        ("crossings", whole(language, series.crossings).into()),
        ("crossingslimit", whole(language, series.crossings_limit).into()),
    ];
    table.notes.push(say(language, "chart-control-runs-note", &fill));
    table
}
