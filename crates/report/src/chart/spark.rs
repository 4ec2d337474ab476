//! A spark of one person's scores for lists: fixed scale, a fixed place for each occasion, a missing one leaves a tick.
//! Decoration beside words that say the same; never sorted by, never coloured by direction.

use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::look::{AXIS, END_A, GRID, INTERVAL_A, Paint, START_A, Stroke, fill};
use super::say::{count, num, say, signed};
use super::scale::Scale;
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Scores of one course at its planned occasions.
#[derive(Debug, Clone, PartialEq)]
pub struct Spark<'a> {
    /// Lowest and highest possible score.
    pub range: [f64; 2],
    /// Scores at or below this are at risk.
    pub risk_at_or_below: Option<f64>,
    /// The least change that counts as noticeable, and the least beyond one person's noise: in steps of the scale.
    pub noticeable: [f64; 2],
    /// The occasions in order: name and score.
    pub occasions: &'a [(&'a str, Option<f64>)],
}

const SIZE: Point = (112.0, 32.0);
const LINK: Stroke = Stroke { color: ink::A, width: 2.0, dash: None };

/// The spark, 112 × 32 units. The words that must stand beside it are its `description`.
pub fn spark(input: &Spark<'_>, place: Place<'_>) -> Chart {
    let mut canvas = Canvas::sized(&place, SIZE.0);
    let up = Scale::new(input.range, [SIZE.1 - 5.0, 5.0]);
    let last = input.occasions.len().saturating_sub(1);
    let across = Scale::new([0.0, count(last.max(1) as u64)], [8.0, SIZE.0 - 8.0]);
    if let Some(limit) = input.risk_at_or_below {
        canvas.rect((0.0, up.at(limit)), (SIZE.0, SIZE.1 - up.at(limit)), fill(ink::SURFACE));
        canvas.line((0.0, up.at(limit)), (SIZE.0, up.at(limit)), GRID);
    }
    let places: Vec<(usize, Option<Point>)> = input
        .occasions
        .iter()
        .enumerate()
        .map(|(position, (_, score))| {
            (position, score.map(|score| (across.at(count(position as u64)), up.at(score))))
        })
        .collect();
    let mut before: Option<(usize, Point)> = None;
    for (position, point) in &places {
        let Some(point) = point else { continue };
        if let Some((from, start)) = before {
            canvas.line(start, *point, if position - from > 1 { LINK.dashed() } else { INTERVAL_A });
        }
        before = Some((*position, *point));
    }
    let first = places.iter().find_map(|(position, point)| point.map(|_| *position));
    for (position, point) in &places {
        if let Some(point) = point {
            canvas.dot(*point, 3.4, if Some(*position) == first { thin(START_A) } else { thin(END_A) });
        } else {
            let x = across.at(count(*position as u64));
            canvas.line((x, SIZE.1 - 6.0), (x, SIZE.1 - 1.0), AXIS);
        }
    }
    let (title, description) = words(input, place.language);
    let table = table(input, &title, place.language);
    canvas.decoration(SIZE, title, description, table)
}

const fn thin(paint: Paint) -> Paint {
    paint.with(LINK)
}

/// "56 til 72 (+16), mærkbart, kan være tilfældigt".
fn words(input: &Spark<'_>, language: Language) -> (String, String) {
    let scores: Vec<f64> = input.occasions.iter().filter_map(|(_, score)| *score).collect();
    let d = u8::from(scores.iter().any(|score| score.fract().abs() > 1e-9));
    let (Some(first), Some(last)) = (scores.first(), scores.last()) else {
        let none = say(language, "chart-spark-none", &[]);
        return (none.clone(), none);
    };
    if scores.len() == 1 {
        let values = [("score", Value::from(num(language, *first, d)))];
        return (say(language, "chart-spark-one", &values), say(language, "chart-spark-one", &values));
    }
    let change = last - first;
    let [noticeable, beyond] = input.noticeable;
    let key = if change.abs() + 1e-9 >= beyond {
        "chart-spark-beyond"
    } else if change.abs() + 1e-9 >= noticeable {
        "chart-spark-noticeable"
    } else {
        "chart-spark-nothing"
    };
    let sign = if change.abs() < 1e-9 {
        format!("±{}", num(language, 0.0, d))
    } else {
        signed(language, change, d)
    };
    let values = [
        ("from", Value::from(num(language, *first, d))),
        ("to", num(language, *last, d).into()),
        ("change", sign.into()),
    ];
    let title = say(language, "chart-spark", &values);
    let description = format!("{title}, {}", say(language, key, &[]));
    (title, description)
}

fn table(input: &Spark<'_>, title: &str, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        "scores",
        title,
        vec![Column::words(column("chart-column-occasion")), Column::numbers(column("chart-column-score"))],
    );
    for (name, score) in input.occasions {
        let whole = score.is_none_or(|score| score.fract().abs() < 1e-9);
        let cell = score.map_or(Cell::NotMeasured, |score| Cell::Number(score, u8::from(!whole)));
        table.row(vec![Cell::Text((*name).to_owned()), cell]);
    }
    table
}
