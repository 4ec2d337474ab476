//! The lower panel of figure 08: the answer against how much worse the missing did than comparable measured people.

use evaluation::findings::{Delta, Measure};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{decimals, table_name};
use super::ink;
use super::look::{AXIS, GRID, KEY, LINE_A, SMALL as TICK, ZERO, fill};
use super::say::{num, say};
use super::scale::{Scale, ticks};
use crate::table::{Cell, Column, Table};

/// The δ at which the answer tips, with what it tips to.
struct Tip {
    delta: f64,
    value: f64,
    key: &'static str,
}

fn tips(measure: &Measure, delta: &Delta) -> Vec<Tip> {
    let zero = delta.tipping_point.map(|point| Tip { delta: point, value: 0.0, key: "zero" });
    let relevant = delta.relevant_tipping_point.zip(measure.relevant_change);
    let relevant = relevant.map(|(point, value)| Tip { delta: point, value, key: "relevant" });
    relevant.into_iter().chain(zero).collect()
}

/// What is said of the tipping points, after the estimates.
pub(super) fn describe(measure: &Measure, delta: &Delta, language: Language) -> Vec<String> {
    let said = tips(measure, delta).into_iter().map(|tip| {
        let d = decimals(measure);
        let values = [
            ("delta", Value::from(num(language, tip.delta, d))),
            ("value", num(language, tip.value, 0).into()),
        ];
        say(language, &format!("chart-tipping-{}", tip.key), &values)
    });
    said.collect()
}

/// Draws the panel under what is there.
pub(super) fn draw(canvas: &mut Canvas, measure: &Measure, delta: &Delta) {
    let (Some(first), Some(last)) = (delta.points.first(), delta.points.last()) else { return };
    let language = canvas.language();
    let width = canvas.width;
    let heading = say(language, "chart-tipping-heading", &[]);
    canvas.y = canvas.paragraph((0.0, canvas.y + 34.0), &heading, width, KEY) - 4.0;
    let tall = if canvas.narrow() { 150.0 } else { 170.0 };
    let (left, right) = (38.0, width - 14.0);
    let (top, bottom) = (canvas.y + 6.0, canvas.y + 6.0 + tall);
    let ends = delta.points.iter().map(|point| point.ci95);
    let relevant = measure.relevant_change.unwrap_or(0.0);
    let [low, high] =
        ends.fold([0.0_f64, relevant.max(0.0)], |[low, high], [from, to]| [low.min(from), high.max(to)]);
    let step = super::scale::step((high - low).max(1e-6), 4.0);
    let domain = [(low / step).floor() * step, (high / step).ceil() * step];
    let up = Scale::new(domain, [bottom, top]);
    let across = Scale::new([first.delta, last.delta], [left, right]);
    for value in ticks(domain[0], domain[1], 4.0) {
        let zero = value.abs() < 1e-9;
        canvas.line((left, up.at(value)), (right, up.at(value)), if zero { ZERO } else { GRID });
        let d = u8::from(value.fract().abs() > 1e-9);
        canvas.text((left - 6.0, up.at(value) + 4.0), &num(language, value, d), TICK.end());
    }
    if relevant > 0.0 {
        canvas.line((left, up.at(relevant)), (right, up.at(relevant)), AXIS.dashed());
    }
    let upper = delta.points.iter().map(|point| (across.at(point.delta), up.at(point.ci95[1])));
    let lower = delta.points.iter().rev().map(|point| (across.at(point.delta), up.at(point.ci95[0])));
    canvas.area(&upper.chain(lower).collect::<Vec<_>>(), fill(ink::A_3));
    let curve: Vec<_> =
        delta.points.iter().map(|point| (across.at(point.delta), up.at(point.estimate))).collect();
    canvas.curve(&curve, LINE_A);
    for tip in tips(measure, delta) {
        let at = (across.at(tip.delta), up.at(tip.value));
        canvas.line(at, (at.0, bottom), AXIS.dotted());
        canvas.diamond(at, 6.5, fill(ink::B));
    }
    for value in ticks(first.delta, last.delta, if canvas.narrow() { 4.0 } else { 6.0 }) {
        let d = u8::from(value.fract().abs() > 1e-9);
        canvas.text((across.at(value), bottom + 17.0), &num(language, value, d), TICK.middle());
    }
    let axis = say(language, "chart-tipping-axis", &[]);
    canvas.y = canvas.paragraph((0.0, bottom + 37.0), &axis, width, TICK);
    for said in describe(measure, delta, language) {
        canvas.y = canvas.paragraph((0.0, canvas.y + 4.0), &said, width, TICK.color(ink::INK));
    }
    canvas.y -= 10.0;
}

/// Tipping points as a table.
pub(super) fn table(measure: &Measure, delta: &Delta, language: Language) -> Option<Table> {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        table_name(measure, "tipping"),
        column("chart-tipping-heading"),
        vec![
            Column::words(column("chart-tipping-column-what")),
            Column::numbers(column("chart-tipping-column-value")),
            Column::numbers(column("chart-tipping-column-delta")),
        ],
    );
    for tip in tips(measure, delta) {
        table.row(vec![
            Cell::Text(column(&format!("chart-tipping-row-{}", tip.key))),
            Cell::Number(tip.value, 0),
            Cell::Number(tip.delta, decimals(measure)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}
