//! The change of those who began in one period beside that of those who began in another, and what is between them: other
//! persons in another time.

use evaluation::findings::{Estimable, Findings, MeanDifference, Measure, OnePeriod, Periods};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::estimates::{self, Estimate};
use super::figure::{FEW_FOR_MEAN, data_label, decimals, measure_name};
use super::say::{say, whole};
use super::{Chart, Place};
use crate::period::period_name;
use crate::table::{Cell, Column, Table};

/// The figure for the measure that is compared.
pub(crate) fn periods(
    findings: &Findings,
    (found, measure): (&Periods, &Measure),
    place: Place<'_>,
) -> Chart {
    let language = place.language;
    let rows = rows(found, language);
    let title = say(language, title(found, measure), &[]);
    let name = measure_name(measure, language);
    let sub = say(language, "chart-periods-sub", &[("name", name.into())]);
    let mut canvas = Canvas::figure(&place, &title, &sub);
    estimates::draw(&mut canvas, &rows, measure);
    canvas.foot(&[
        say(language, "chart-periods-note", &[]),
        say(language, "chart-note-interval", &[]),
        data_label(findings, language),
    ]);
    let description: Vec<String> = rows.iter().map(|row| row.said(measure, language)).collect();
    let table = table(found, measure, language);
    canvas.finish(title, description.join(" "), vec![table])
}

/// Whether a period has anything to draw.
pub(crate) fn can_draw(found: &Periods) -> bool {
    found.periods.iter().any(|period| change(found, period).is_some())
}

fn change<'f>(found: &Periods, period: &'f OnePeriod) -> Option<&'f evaluation::findings::Change> {
    period.measures.iter().find(|measure| measure.name == found.measure)?.change.value()
}

/// What a period is called at the beginning of a line.
pub(crate) fn name(period: &OnePeriod, language: Language) -> String {
    super::say::upper(&name_within(period, language))
}

/// What it is called within one.
pub(crate) fn name_within(period: &OnePeriod, language: Language) -> String {
    let day = |day: &Option<String>| day.as_ref().and_then(|day| day.parse().ok());
    period_name(language, day(&period.from), day(&period.to))
}

/// The later period of a difference and the one it is compared with.
pub(crate) fn both<'f>(
    found: &'f Periods,
    difference: &evaluation::findings::PeriodDifference,
) -> Option<(&'f OnePeriod, &'f OnePeriod)> {
    let at = |at: u64| found.periods.get(usize::try_from(at).ok()?);
    at(difference.period).zip(at(difference.against))
}

fn between(
    found: &Periods,
    difference: &evaluation::findings::PeriodDifference,
    language: Language,
) -> String {
    let Some((later, first)) = both(found, difference) else { return String::new() };
    let fill = [
        ("later", Value::from(name_within(later, language))),
        ("first", name_within(first, language).into()),
    ];
    say(language, "chart-periods-difference", &fill)
}

fn rows(found: &Periods, language: Language) -> Vec<Estimate> {
    let of = |period: &OnePeriod| {
        let change = change(found, period)?;
        Some(Estimate {
            name: name(period, language),
            n: change.n,
            value: change.difference,
            ends: change.ci95,
            assumes: say(
                language,
                "chart-periods-began",
                &[("count", whole(language, period.started).into())],
            ),
            assumed: false,
        })
    };
    let between = |difference: &evaluation::findings::PeriodDifference| {
        let (later, first) = both(found, difference)?;
        let made = difference.change.value()?;
        Some(Estimate {
            name: between(found, difference, language),
            n: change(found, later)?.n + change(found, first)?.n,
            value: made.difference,
            ends: made.ci95,
            assumes: say(language, "chart-periods-others", &[]),
            assumed: true,
        })
    };
    found.periods.iter().filter_map(of).chain(found.differences.iter().filter_map(between)).collect()
}

fn title(found: &Periods, measure: &Measure) -> &'static str {
    let few =
        found.periods.iter().any(|period| change(found, period).is_none_or(|change| change.n < FEW_FOR_MEAN));
    let made: Vec<&MeanDifference> =
        found.differences.iter().filter_map(|difference| difference.change.value()).collect();
    let apart = |one: &&MeanDifference| one.ci95[0] > 0.0 || one.ci95[1] < 0.0;
    let near = |one: &MeanDifference| {
        measure.relevant_change.is_some_and(|least| one.ci95[0] >= -least && one.ci95[1] <= least)
    };
    if few || made.len() < found.differences.len() {
        "chart-periods-title-few"
    } else if made.iter().any(apart) {
        "chart-periods-title-apart"
    } else if made.iter().all(|one| near(one)) {
        "chart-periods-title-alike"
    } else {
        "chart-periods-title-unclear"
    }
}

fn table(found: &Periods, measure: &Measure, language: Language) -> Table {
    let column = |key: &str| Column::numbers(say(language, key, &[]));
    let interval = say(language, "chart-column-interval", &[]);
    let d = decimals(measure);
    let columns = vec![
        Column::words(say(language, "chart-column-period", &[])),
        column("chart-column-n"),
        column("chart-column-start"),
        column("chart-column-end"),
        column("chart-column-change"),
        column("chart-column-lower").under(interval.clone()),
        column("chart-column-upper").under(interval),
        column("chart-column-df"),
        column("chart-column-p"),
    ];
    let caption = say(language, "chart-caption-periods", &[("name", measure_name(measure, language).into())]);
    let mut table = Table::new("periods-estimates", caption, columns);
    for period in &found.periods {
        let mut cells = vec![Cell::Text(name(period, language))];
        match period.measures.iter().find(|one| one.name == found.measure).map(|one| &one.change) {
            Some(Estimable::Value(one)) => {
                cells.push(Cell::Count(one.n));
                cells.extend([one.mean_from, one.mean_to].map(|mean| Cell::Number(mean, d)));
                cells.push(Cell::Signed(one.difference, d));
                cells.extend(one.ci95.map(|end| Cell::Number(end, d)));
                cells.extend([Cell::Number(one.df, 0), Cell::P(one.p)]);
            }
            other => cells.extend(vec![instead(other); 8]),
        }
        table.row(cells);
    }
    for difference in &found.differences {
        let name = between(found, difference, language);
        table.row(between_cells(name.clone(), &difference.change, (1, d)));
        let at_start = say(language, "chart-periods-at-start", &[("name", name.into())]);
        table.row(between_cells(at_start, &difference.start, (0, d)));
    }
    table.notes.push(say(language, "chart-periods-welch", &[]));
    table
}

/// A difference under the column it is of: the change, or the start.
fn between_cells(name: String, found: &Estimable<MeanDifference>, (place, d): (u8, u8)) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(name), Cell::NotApplicable];
    let Some(one) = found.value() else {
        cells.extend(vec![instead(Some(found)); 7]);
        return cells;
    };
    let value = Cell::Signed(one.difference, d);
    let none = Cell::NotApplicable;
    cells.extend(if place == 0 { [value, none.clone(), none] } else { [none.clone(), none, value] });
    cells.extend(one.ci95.map(|end| Cell::Number(end, d)));
    cells.extend([Cell::Number(one.df, 1), Cell::P(one.p)]);
    cells
}

/// What stands in the place of what is not there.
fn instead<T>(found: Option<&Estimable<T>>) -> Cell {
    match found {
        Some(Estimable::Not { not_estimable: evaluation::findings::Reason::Suppressed }) => Cell::Hidden,
        Some(Estimable::NotApplicable(())) | None => Cell::NotApplicable,
        _ => Cell::NotComputable,
    }
}
