//! Figure 08: the change of those measured both times, of all who started by a model, and the cautious one in which everybody
//! without a second measurement counts as unchanged. None is the truth; each says what it assumes. Below, how much worse
//! the missing would have to be for the answer to tip.

use evaluation::findings::{Delta, Findings, Interval, Measure};
use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::figure::{FEW_FOR_MEAN, SMALL, data_label, decimals, measure_name, nothing, table_name};
use super::look::{AXIS, BODY, END_A, GRID, INTERVAL_A, KEY, SMALL as TICK, START_A, ZERO};
use super::metrics::lines;
use super::say::{count, num, say, span, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, tipping};
use crate::table::{Cell, Column, Table};

/// A line of the figure.
pub(super) struct Estimate {
    pub(super) name: String,
    pub(super) n: u64,
    pub(super) value: f64,
    pub(super) ends: Interval,
    pub(super) assumes: String,
    /// Rests on an assumption about the missing: hollow.
    pub(super) assumed: bool,
}

impl Estimate {
    /// It in words, for those who do not see the figure.
    pub(super) fn said(&self, measure: &Measure, language: Language) -> String {
        let d = decimals(measure);
        let values = [
            ("name", Value::from(&self.name)),
            ("value", num(language, self.value, d).into()),
            ("interval", span(language, self.ends, d).into()),
            ("count", whole(language, self.n).into()),
        ];
        say(language, "chart-estimates-desc", &values)
    }
}

/// Figure 08 for one score.
pub(crate) fn estimates(findings: &Findings, measure: &Measure, place: Place<'_>) -> Chart {
    let language = place.language;
    let rows = rows(measure, language);
    if rows.is_empty() {
        return nothing(
            place,
            findings,
            &table_name(measure, "estimates"),
            "chart-estimates-question",
            "chart-nothing-pairs",
        );
    }
    let title = heading(&rows, language);
    let name = measure_name(measure, language);
    let mut canvas =
        Canvas::figure(&place, &title, &say(language, "chart-estimates-sub", &[("name", name.into())]));
    draw(&mut canvas, &rows, measure);
    let delta = delta(findings, measure);
    if let Some(delta) = delta {
        tipping::draw(&mut canvas, measure, delta);
    }
    canvas.foot(&[
        say(language, "chart-estimates-note", &[]),
        say(language, "chart-note-interval", &[]),
        data_label(findings, language),
    ]);
    let mut description = rows.iter().map(|row| row.said(measure, language)).collect::<Vec<_>>().join(" ");
    let mut tables = vec![table(measure, &rows, language)];
    if let Some(delta) = delta {
        for said in tipping::describe(measure, delta, language) {
            description.push(' ');
            description += &said;
        }
        tables.extend(tipping::table(measure, delta, language));
    }
    canvas.finish(title, description, tables)
}

/// The delta adjustment of this measure.
fn delta<'f>(findings: &'f Findings, measure: &Measure) -> Option<&'f Delta> {
    let found = findings.sensitivity.iter().find(|one| one.measure == measure.name)?;
    found.delta.value().filter(|delta| delta.points.len() > 2 && found.missing >= SMALL)
}

fn rows(measure: &Measure, language: Language) -> Vec<Estimate> {
    let mut rows = Vec::new();
    if let Some(change) = measure.change.value() {
        rows.push(Estimate {
            name: say(language, "chart-estimates-measured", &[]),
            n: change.n,
            value: change.difference,
            ends: change.ci95,
            assumes: say(language, "chart-estimates-measured-assumes", &[]),
            assumed: false,
        });
    }
    let by_model = crate::words::primary_model(measure).filter(|(model, _)| model.link == "identity");
    if let Some(((_, change), persons)) = by_model.and_then(|found| Some((found, found.0.persons.shown()?))) {
        rows.push(Estimate {
            name: say(language, "chart-estimates-model", &[]),
            n: persons,
            value: change.estimate,
            ends: change.ci95,
            assumes: say(language, "chart-estimates-model-assumes", &[]),
            assumed: false,
        });
    }
    if let Some(cautious) = &measure.cautious {
        let number = whole(language, count_of(&rows) + 1);
        rows.push(Estimate {
            name: say(language, "chart-estimates-cautious", &[("number", number.into())]),
            n: cautious.n,
            value: cautious.difference,
            ends: cautious.ci95,
            assumes: say(
                language,
                "chart-estimates-cautious-assumes",
                &[("missing", whole(language, cautious.assumed).into())],
            ),
            assumed: true,
        });
    }
    rows
}

fn count_of(rows: &[Estimate]) -> u64 {
    rows.len() as u64
}

fn heading(rows: &[Estimate], language: Language) -> String {
    let smallest = rows.iter().map(|row| row.value).fold(f64::INFINITY, f64::min);
    let largest = rows.iter().map(|row| row.value).fold(f64::NEG_INFINITY, f64::max);
    let holds = rows.iter().all(|row| row.ends[0] > 0.0) || rows.iter().all(|row| row.ends[1] < 0.0);
    let d = u8::from((largest - smallest).abs() < 3.0);
    let values = [
        ("low", Value::from(num(language, smallest, d))),
        ("high", num(language, largest, d).into()),
        ("ways", Value::from(i64::try_from(rows.len()).unwrap_or(i64::MAX))),
    ];
    let key = if rows.iter().any(|row| row.n < FEW_FOR_MEAN) {
        "chart-estimates-title-few"
    } else if rows.len() < 2 {
        "chart-estimates-title-one"
    } else if holds {
        "chart-estimates-title"
    } else {
        "chart-estimates-title-open"
    };
    say(language, key, &values)
}

/// Draws the lines under each other, on one axis with the least noticeable change.
pub(super) fn draw(canvas: &mut Canvas, rows: &[Estimate], measure: &Measure) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let relevant = measure.relevant_change.unwrap_or(0.0);
    let ends = rows.iter().map(|row| row.ends).chain([[0.0, relevant * 1.2]]);
    let [low, high] =
        ends.fold([0.0, 0.0], |[low, high]: [f64; 2], [from, to]| [low.min(from), high.max(to)]);
    let step = super::scale::step((high - low).max(1e-6), 4.0);
    let domain = [(low / step).floor() * step, (high / step).ceil().max(1.0) * step];
    let left = if narrow { 6.0 } else { 312.0 };
    let across = Scale::new(domain, [left, canvas.width - 12.0]);
    let tall = if narrow { 86.0 } else { 72.0 };
    let top = canvas.y + 6.0;
    let bottom = top + tall * count(rows.len() as u64);
    let lines_of = |canvas: &mut Canvas, from: f64, to: f64| {
        for value in ticks(domain[0], domain[1], 4.0) {
            canvas.line(
                (across.at(value), from),
                (across.at(value), to),
                if value.abs() < 1e-9 { ZERO } else { GRID },
            );
        }
        if relevant > 0.0 {
            canvas.line((across.at(relevant), from), (across.at(relevant), to), AXIS.dashed());
        }
    };
    if !narrow {
        lines_of(canvas, top, bottom);
    }
    let mut y = top;
    for row in rows {
        if narrow {
            lines_of(canvas, y + 36.0, y + 54.0);
        }
        draw_row(canvas, row, &across, (left, y), decimals(measure));
        y += tall;
    }
    for value in ticks(domain[0], domain[1], 4.0) {
        let d = u8::from(value.fract().abs() > 1e-9);
        canvas.text((across.at(value), bottom + 16.0), &num(language, value, d), TICK.middle());
    }
    let words = if relevant > 0.0 {
        let d = u8::from(relevant.fract().abs() > 1e-9);
        say(language, "chart-estimates-axis", &[("relevant", num(language, relevant, d).into())])
    } else {
        say(language, "chart-estimates-axis-plain", &[])
    };
    let (x, room) = if narrow { (0.0, canvas.width) } else { (left, canvas.width - left) };
    canvas.y = canvas.paragraph((x, bottom + 36.0), &words, room, TICK) - 8.0;
}

fn draw_row(canvas: &mut Canvas, row: &Estimate, across: &Scale, (left, y): Point, decimals: u8) {
    let language = canvas.language();
    canvas.open(&row.name);
    let values = [
        ("count", Value::from(whole(language, row.n))),
        ("value", num(language, row.value, decimals).into()),
        ("interval", span(language, row.ends, decimals).into()),
    ];
    let numbers = say(language, "chart-estimates-numbers", &values);
    let middle = if canvas.narrow() {
        canvas.text((0.0, y + 14.0), &row.name, KEY.halo());
        canvas.text((0.0, y + 30.0), &numbers, BODY.halo());
        let room = canvas.width;
        for (position, line) in lines(&row.assumes, room, TICK).iter().enumerate() {
            canvas.text((0.0, y + 66.0 + 14.0 * count(position as u64)), line, TICK.halo());
        }
        y + 45.0
    } else {
        canvas.text((0.0, y + 17.0), &row.name, KEY);
        canvas.text((0.0, y + 34.0), &numbers, BODY);
        for (position, line) in lines(&row.assumes, left - 24.0, TICK).iter().enumerate() {
            canvas.text((0.0, y + 50.0 + 14.0 * count(position as u64)), line, TICK);
        }
        y + 28.0
    };
    let [low, high] = row.ends;
    canvas.interval(across.at(low), across.at(high), middle, INTERVAL_A);
    canvas.dot((across.at(row.value), middle), 6.0, if row.assumed { START_A } else { END_A });
    canvas.close();
}

fn table(measure: &Measure, rows: &[Estimate], language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval");
    let d = decimals(measure);
    let mut table = Table::new(
        table_name(measure, "estimates"),
        say(language, "chart-caption-estimates", &[("name", measure_name(measure, language).into())]),
        vec![
            Column::words(column("chart-column-estimate")),
            Column::numbers(column("chart-column-n")),
            Column::numbers(column("chart-column-difference")),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
            Column::words(column("chart-column-assumes")),
        ],
    );
    for row in rows {
        let [low, high] = row.ends;
        table.row(vec![
            Cell::Text(row.name.clone()),
            Cell::Count(row.n),
            Cell::Number(row.value, d),
            Cell::Number(low, d),
            Cell::Number(high, d),
            Cell::Text(row.assumes.clone()),
        ]);
    }
    table
}
