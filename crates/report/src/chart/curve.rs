//! One person's scores over time: true time axis, the whole range, values at the points, the next occasion dotted.
//! For those who may read the course. No trend line and no arrow: a few values of one person waver.

use jiff::civil::Date;
use locale::{Language, short_day, short_day_with_year};

use super::canvas::{Canvas, Point};
use super::look::{AXIS, END_A, GRID, KEY, LINE_A, RISK_ZONE, SMALL, START_A};
use super::metrics::width;
use super::say::{num, say, signed, slug};
use super::scale::{Scale, days, ticks};
use super::{Chart, Place};
use crate::table::{Cell, Column, Table};

/// Scores of one course on one instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve<'a> {
    /// What is measured, as the section says it: `Trivsel`.
    pub name: &'a str,
    /// Lowest and highest possible score; the axis shows all of it.
    pub range: [f64; 2],
    /// Scores at or below this are at risk.
    pub risk_at_or_below: Option<f64>,
    /// Decimals of a score.
    pub decimals: u8,
    /// The measurements, oldest first.
    pub points: &'a [CurvePoint],
    /// When the next one is due.
    pub next: Option<Date>,
    /// Today, for dates in words.
    pub today: Date,
}

/// One measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Its day.
    pub date: Date,
    /// Its score.
    pub score: f64,
}

/// The curve; with no measurement a frame that says so, with one a mark without change.
pub fn curve(input: &Curve<'_>, place: Place<'_>) -> Chart {
    let mut canvas = Canvas::new(&place);
    let height = if canvas.narrow() { 150.0 } else { 190.0 };
    let right = canvas.width;
    let left = 32.0;
    let [low, high] = input.range;
    let up = Scale::new([low, high], [height, 20.0]);
    ground(&mut canvas, input, (left, right), &up, place.language);
    let across = time(input, (left + 24.0, right - 26.0));
    next_occasion(&mut canvas, input, &across, (up.at(high), up.at(low)), place.language);
    marks(&mut canvas, input, &across, &up, place.language);
    if input.points.is_empty() {
        let middle = (f64::midpoint(left, right), up.at(f64::midpoint(low, high)) - 10.0);
        canvas.text(middle, &say(place.language, "chart-curve-none", &[]), KEY.middle().halo());
    }
    canvas.y = height + 26.0;
    let (title, description) = words(input, place.language);
    canvas.finish(title.clone(), description, vec![table(input, title, place.language)])
}

fn ground(canvas: &mut Canvas, input: &Curve<'_>, (left, right): (f64, f64), up: &Scale, language: Language) {
    let [low, high] = input.range;
    let mut values = vec![low, high];
    if let Some(limit) = input.risk_at_or_below {
        canvas.rect((left, up.at(limit)), (right - left, up.at(low) - up.at(limit)), RISK_ZONE);
        values.push(limit);
    } else {
        values = ticks(low, high, 5.0);
    }
    for value in values {
        let y = up.at(value);
        let limit = input.risk_at_or_below.is_some_and(|limit| (limit - value).abs() < 1e-9);
        canvas.line((left, y), (right, y), if limit { AXIS.dashed() } else { GRID });
        canvas.text((left - 8.0, y + 4.0), &num(language, value, 0), SMALL.end());
    }
    if let Some(limit) = input.risk_at_or_below {
        let words = say(language, "chart-curve-risk", &[("limit", num(language, limit, 0).into())]);
        canvas.text((left + 8.0, up.at(low) - 8.0), &words, SMALL.halo());
    }
}

/// First to last day that matters; a single day stands at the left.
fn time(input: &Curve<'_>, range: (f64, f64)) -> impl Fn(Date) -> f64 {
    let first = input.points.first().map_or(input.today, |point| point.date);
    let last = input.points.last().map_or(input.today, |point| point.date).max(input.next.unwrap_or(first));
    let scale = Scale::new([0.0, days(first, last).max(60.0)], [range.0, range.1]);
    move |date| scale.at(days(first, date))
}

fn next_occasion(
    canvas: &mut Canvas,
    input: &Curve<'_>,
    across: &impl Fn(Date) -> f64,
    (top, bottom): (f64, f64),
    language: Language,
) {
    let Some(next) = input.next else { return };
    let x = across(next);
    canvas.line((x, bottom), (x, top), AXIS.dotted());
    canvas.text((x - 6.0, top + 14.0), &say(language, "chart-curve-next", &[]), SMALL.end().halo());
}

fn marks(
    canvas: &mut Canvas,
    input: &Curve<'_>,
    across: &impl Fn(Date) -> f64,
    up: &Scale,
    language: Language,
) {
    let points: Vec<Point> =
        input.points.iter().map(|point| (across(point.date), up.at(point.score))).collect();
    canvas.curve(&points, LINE_A);
    let all = points.len() <= 8;
    let mut labels = Labels::new(up.at(input.range[0]) + 20.0);
    let last = points.len().saturating_sub(1);
    for (position, (point, at)) in input.points.iter().zip(&points).enumerate() {
        canvas.dot(*at, 5.0, if position == 0 && last > 0 { START_A } else { END_A });
        if all || position == 0 || position == last {
            labels.value(canvas, *at, &num(language, point.score, input.decimals));
        }
        if position == 0 || position == last {
            labels.day(canvas, at.0, &short_day(language, point.date));
        }
    }
    if let Some(next) = input.next {
        labels.day(canvas, across(next), &short_day(language, next));
    }
    for (point, at) in input.points.iter().zip(&points) {
        labels.day(canvas, at.0, &short_day(language, point.date));
    }
}

/// Labels that have been set; one that would touch another is left to the table.
struct Labels {
    baseline: f64,
    days: Vec<(f64, f64)>,
    values: Vec<(f64, f64, f64)>,
}

impl Labels {
    fn new(baseline: f64) -> Self {
        Self { baseline, days: Vec::new(), values: Vec::new() }
    }

    fn day(&mut self, canvas: &mut Canvas, x: f64, words: &str) {
        let half = width(words, SMALL) / 2.0;
        let x = x.clamp(half, (canvas.width - half).max(half));
        if self.days.iter().all(|(from, to)| x + half + 4.0 < *from || x - half - 4.0 > *to) {
            canvas.text((x, self.baseline), words, SMALL.middle());
            self.days.push((x - half, x + half));
        }
    }

    fn value(&mut self, canvas: &mut Canvas, at: Point, words: &str) {
        let half = width(words, KEY) / 2.0;
        let places = [at.1 - 11.0, at.1 + 21.0];
        let free = places.into_iter().find(|y| {
            self.values.iter().all(|(from, to, line)| {
                at.0 + half + 3.0 < *from || at.0 - half - 3.0 > *to || (line - y).abs() > 15.0
            })
        });
        if let Some(y) = free {
            canvas.text((at.0, y), words, KEY.middle().halo());
            self.values.push((at.0 - half, at.0 + half, y));
        }
    }
}

fn words(input: &Curve<'_>, language: Language) -> (String, String) {
    let name = input.name;
    let score = |value: f64| num(language, value, input.decimals);
    let day = |date: Date| short_day_with_year(language, date, input.today);
    let title = match (input.points.first(), input.points.last()) {
        (Some(first), Some(last)) if input.points.len() > 1 => say(
            language,
            "chart-curve-title",
            &[("name", name.into()), ("from", score(first.score).into()), ("to", score(last.score).into())],
        ),
        (Some(only), _) => say(
            language,
            "chart-curve-title-one",
            &[("name", name.into()), ("from", score(only.score).into())],
        ),
        _ => say(language, "chart-curve-title-none", &[("name", name.into())]),
    };
    let mut parts: Vec<String> = input
        .points
        .iter()
        .map(|point| {
            let values = [("score", score(point.score).into()), ("day", day(point.date).into())];
            say(language, "chart-curve-point", &values)
        })
        .collect();
    if let Some(next) = input.next {
        parts.push(say(language, "chart-curve-next-on", &[("day", day(next).into())]));
    }
    if let Some(limit) = input.risk_at_or_below {
        parts.push(say(language, "chart-curve-limit", &[("limit", num(language, limit, 0).into())]));
    }
    let description = format!("{title}. {}", parts.join(" "));
    (title, description)
}

fn table(input: &Curve<'_>, caption: String, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        slug(input.name),
        caption,
        vec![
            Column::words(column("chart-column-day")),
            Column::numbers(column("chart-column-score")),
            Column::numbers(column("chart-column-since-start")),
        ],
    );
    let first = input.points.first().map(|point| point.score);
    for (position, point) in input.points.iter().enumerate() {
        let change = match first {
            Some(first) if position > 0 => Cell::Text(signed(language, point.score - first, input.decimals)),
            _ => Cell::NotApplicable,
        };
        let day = Cell::Text(short_day_with_year(language, point.date, input.today));
        table.row(vec![day, Cell::Number(point.score, input.decimals), change]);
    }
    if let Some(next) = input.next {
        let day = Cell::Text(short_day_with_year(language, next, input.today));
        let planned = Cell::Text(say(language, "chart-curve-planned", &[]));
        table.row(vec![day, planned, Cell::NotApplicable]);
    }
    if let Some(limit) = input.risk_at_or_below {
        table.notes.push(say(language, "chart-curve-limit", &[("limit", num(language, limit, 0).into())]));
    }
    table
}
