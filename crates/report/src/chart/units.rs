//! Figures 10 and 10b: units beside the whole, by a share or by a mean change. From eight units a funnel of the value against size
//! with the limits of chance; with fewer, intervals in the order of the names. There is no rank, and only what lies outside
//! the limits is named.

use evaluation::findings::{ChangeComparison, Comparison, Findings, Interval, Measure, MeasureKind};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{at_occasion, data_label, measure_name, nothing};
use super::look::{AXIS, BODY, END_A, GRID, HATCHED, INTERVAL_A, KEY, SMALL as TICK, Stroke, ZERO, fill};
use super::say::{count, num, of_percent, say, signed, whole};
use super::scale::{Scale, ticks};
use super::units_tables::{changes_table, shares_table};
use super::{Chart, Place, ink};
use crate::words::{full_decimals, rounded};

/// From so many units on the picture is a funnel.
const FUNNEL: usize = 8;

/// Units with their values, whatever is compared.
struct View {
    /// What is compared, in words.
    name: String,
    /// Lowest and highest value of the axis.
    domain: Interval,
    /// Marks of the axis with their words.
    marks: Vec<(f64, String)>,
    /// All units together, last.
    all: One,
    /// The units by name.
    units: Vec<One>,
}

/// A unit of the picture.
struct One {
    name: String,
    /// Persons, where they are told.
    n: Option<u64>,
    /// Value, where it is told; where it is not, its place is hatched.
    value: Option<f64>,
    /// Interval of the value, where there is one.
    interval: Option<Interval>,
    /// The value in words.
    said: String,
    limits95: Option<Interval>,
    limits998: Option<Interval>,
    outside: bool,
}

/// Figure 10 or 10b of shares.
pub(crate) fn units(findings: &Findings, place: Place<'_>) -> Chart {
    let Some(found) = &findings.comparison else {
        return nothing(place, findings, "units", "chart-units-question", "chart-units-nothing");
    };
    let view = of_shares(findings, found, place.language);
    let table = shares_table(found, &view.name, place.language);
    draw(findings, &view, place, "chart-units-note", vec![table])
}

/// Figure 10 or 10b of mean changes.
pub(crate) fn unit_changes(findings: &Findings, found: &ChangeComparison, place: Place<'_>) -> Chart {
    let measure = findings.measures.iter().find(|one| one.name == found.measure);
    let view = of_changes(measure, found, place.language);
    let table = changes_table(found, (&view.name, measure.map_or(1, full_decimals)), place.language);
    draw(findings, &view, place, "chart-units-note-changes", vec![table])
}

fn draw(
    findings: &Findings,
    view: &View,
    place: Place<'_>,
    note: &str,
    tables: Vec<crate::table::Table>,
) -> Chart {
    let language = place.language;
    let title = heading(view, language);
    let sub = say(language, "chart-units-sub", &[("name", view.name.clone().into())]);
    let mut canvas = Canvas::figure(&place, &title, &sub);
    let funnel = view.units.len() >= FUNNEL;
    if funnel {
        draw_funnel(&mut canvas, view);
    } else {
        draw_rows(&mut canvas, view);
    }
    let how = if funnel { "chart-units-note-funnel" } else { "chart-units-note-rows" };
    canvas.foot(&[say(language, how, &[]), say(language, note, &[]), data_label(findings, language)]);
    let description = describe(view, language);
    canvas.finish(title, description, tables)
}

fn of_shares(findings: &Findings, found: &Comparison, language: Language) -> View {
    let said = |share: &evaluation::findings::Share| of_percent(language, share.x, share.n);
    let hidden = || say(language, "report-cell-hidden", &[]);
    let units = found.units.iter().map(|unit| {
        let share = unit.share.as_ref().shown();
        One {
            name: unit.name.clone(),
            n: unit.n.shown(),
            value: share.map(|share| share.share),
            interval: share.map(|share| share.wilson95),
            said: share.map_or_else(hidden, said),
            limits95: unit.limits95,
            limits998: unit.limits998,
            outside: unit.within == Some(false),
        }
    });
    let marks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|value| (value, num(language, value * 100.0, 0)));
    View {
        name: what(findings, found, language),
        domain: [0.0, 1.0],
        marks: marks.into(),
        all: whole_of((found.all.share, Some(found.all.wilson95)), said(&found.all), language),
        units: units.collect(),
    }
}

fn of_changes(measure: Option<&Measure>, found: &ChangeComparison, language: Language) -> View {
    let decimals = measure.map_or(1, full_decimals);
    let said = |value: f64, n: u64| {
        let value = signed(language, value, decimals);
        say(language, "chart-units-change", &[("d", value.into()), ("n", whole(language, n).into())])
    };
    let units: Vec<One> = found
        .units
        .iter()
        .map(|unit| One {
            name: unit.name.clone(),
            n: Some(unit.n),
            value: Some(unit.difference),
            interval: unit.ci95,
            said: said(unit.difference, unit.n),
            limits95: unit.limits95,
            limits998: unit.limits998,
            outside: unit.within == Some(false),
        })
        .collect();
    let limits = units.iter().filter_map(|unit| unit.limits998).flatten();
    let ends = units.iter().filter_map(|unit| unit.interval).flatten();
    let reached = limits.chain(ends).chain(units.iter().filter_map(|unit| unit.value));
    let domain = reached.fold([0.0_f64, 0.0], |[low, high], value| [low.min(value), high.max(value)]);
    let label = measure.map_or_else(|| found.measure.clone(), |measure| measure_name(measure, language));
    View {
        name: say(language, "chart-units-of-change", &[("label", label.into())]),
        domain,
        marks: marks(domain, decimals, language),
        all: whole_of((found.difference, None), said(found.difference, found.n), language),
        units,
    }
}

/// Marks of an axis with the decimals of the table; with more where the marks are nearer to each other than that.
fn marks([low, high]: Interval, decimals: u8, language: Language) -> Vec<(f64, String)> {
    let values = ticks(low, high, 5.0);
    let is_exact = |decimals: u8| values.iter().all(|value| (rounded(*value, decimals) - value).abs() < 1e-9);
    let decimals = (decimals..9).find(|decimals| is_exact(*decimals)).unwrap_or(decimals);
    values.into_iter().map(|value| (value, num(language, value, decimals))).collect()
}

/// All units together.
fn whole_of((value, interval): (f64, Option<Interval>), said: String, language: Language) -> One {
    One {
        name: say(language, "chart-units-all", &[]),
        n: None,
        value: Some(value),
        interval,
        said,
        limits95: None,
        limits998: None,
        outside: false,
    }
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

fn heading(view: &View, language: Language) -> String {
    let outside: Vec<&str> =
        view.units.iter().filter(|unit| unit.outside).map(|unit| unit.name.as_str()).collect();
    let values = [
        ("name", Value::from(view.name.as_str())),
        ("units", Value::from(i64::try_from(view.units.len()).unwrap_or(i64::MAX))),
        ("outside", Value::from(i64::try_from(outside.len()).unwrap_or(i64::MAX))),
        ("names", outside.join(", ").into()),
    ];
    let key = if outside.is_empty() { "chart-units-alike" } else { "chart-units-outside" };
    say(language, key, &values)
}

fn describe(view: &View, language: Language) -> String {
    let hidden = view.units.iter().filter(|unit| unit.value.is_none()).count() as u64;
    let values = [
        ("name", Value::from(view.name.as_str())),
        ("all", view.all.said.as_str().into()),
        ("hidden", whole(language, hidden).into()),
    ];
    let mut words = say(language, "chart-units-desc", &values);
    if view.units.len() < FUNNEL {
        for unit in &view.units {
            for part in [" ", &unit.name, ": ", &unit.said, "."] {
                words.push_str(part);
            }
        }
    }
    words
}

/// Rows with intervals, the whole last.
fn draw_rows(canvas: &mut Canvas, view: &View) {
    let narrow = canvas.narrow();
    let (left, right) = if narrow { (14.0, canvas.width - 4.0) } else { (170.0, canvas.width - 150.0) };
    let tall = if narrow { 48.0 } else { 34.0 };
    let across = Scale::new(view.domain, [left, right]);
    let top = canvas.y + 6.0;
    let rows = count(view.units.len() as u64 + 1);
    let bottom = top + tall * rows;
    let last = view.marks.last().map_or(0.0, |(value, _)| *value);
    for (value, words) in &view.marks {
        let x = across.at(*value);
        if !narrow {
            canvas.line((x, top), (x, bottom), if value.abs() < 1e-9 { ZERO } else { GRID });
        }
        let style = if *value >= last && narrow { TICK.end() } else { TICK.middle() };
        canvas.text((x, bottom + 16.0), words, style);
    }
    if let Some(all) = view.all.value.filter(|_| !narrow) {
        canvas.line((across.at(all), top), (across.at(all), bottom), AXIS.dashed());
    }
    let mut y = top;
    for unit in &view.units {
        row(canvas, unit, &across, y);
        y += tall;
    }
    canvas.line((0.0, y), (canvas.width, y), GRID);
    row(canvas, &view.all, &across, y);
    canvas.y = bottom + 26.0;
}

fn row(canvas: &mut Canvas, unit: &One, across: &Scale, y: f64) {
    let narrow = canvas.narrow();
    let (words, middle) = if narrow { (y + 16.0, y + 32.0) } else { (y + 21.0, y + 17.0) };
    canvas.text((0.0, words), &unit.name, BODY);
    canvas.text((canvas.width, words), &unit.said, KEY.end());
    let Some(value) = unit.value else {
        let [start, end] = across.ends();
        canvas.rect((start, middle - 5.0), (end - start, 10.0), HATCHED);
        return;
    };
    if let Some([low, high]) = unit.interval {
        canvas.interval(across.at(low), across.at(high), middle, INTERVAL_A);
    }
    let at = (across.at(value), middle);
    if unit.outside {
        canvas.diamond(at, 6.5, fill(ink::B));
    } else {
        canvas.dot(at, 5.5, END_A);
    }
}

/// The value against size with the limits of chance round that of all.
fn draw_funnel(canvas: &mut Canvas, view: &View) {
    let language = canvas.language();
    let tall = if canvas.narrow() { 240.0 } else { 300.0 };
    let (left, right) = (40.0, canvas.width - 10.0);
    let (top, bottom) = (canvas.y + 6.0, canvas.y + 6.0 + tall);
    let largest = view.units.iter().filter_map(|unit| unit.n).max().unwrap_or(1);
    let across = Scale::new([0.0, count(largest) * 1.05], [left, right]);
    let up = Scale::new(view.domain, [bottom, top]);
    for (value, words) in &view.marks {
        let y = up.at(*value);
        canvas.line((left, y), (right, y), if value.abs() < 1e-9 { ZERO } else { GRID });
        canvas.text((left - 6.0, y + 4.0), words, TICK.end());
    }
    for value in ticks(0.0, count(largest), 5.0) {
        canvas.text((across.at(value), bottom + 16.0), &num(language, value, 0), TICK.middle());
    }
    canvas.text((left, bottom + 34.0), &say(language, "chart-units-axis", &[]), TICK);
    let mut sized: Vec<(u64, &One)> =
        view.units.iter().filter_map(|unit| unit.n.map(|n| (n, unit))).collect();
    sized.sort_by_key(|(n, _)| *n);
    let solid = AXIS;
    for end in [0, 1] {
        let line = |limits: fn(&One) -> Option<Interval>| -> Vec<(f64, f64)> {
            let at = |(n, unit): &(u64, &One)| {
                let end = limits(unit)?.get(end).copied()?;
                Some((across.at(count(*n)), up.at(end)))
            };
            sized.iter().filter_map(at).collect()
        };
        canvas.curve(&line(|unit| unit.limits95), Stroke { width: 1.2, ..solid }.dashed());
        canvas.curve(&line(|unit| unit.limits998), Stroke { width: 1.2, ..solid });
    }
    if let Some(all) = view.all.value {
        canvas.line((left, up.at(all)), (right, up.at(all)), solid);
    }
    for (n, unit) in &sized {
        let x = across.at(count(*n));
        let Some(value) = unit.value else {
            canvas.rect((x - 4.0, top), (8.0, bottom - top), HATCHED);
            continue;
        };
        let at = (x, up.at(value));
        if unit.outside {
            canvas.diamond(at, 7.0, fill(ink::B));
            canvas.text((at.0 + 10.0, at.1 - 8.0), &unit.name, KEY.halo());
        } else {
            canvas.dot(at, 4.5, END_A);
        }
    }
    canvas.y = bottom + 42.0;
}
