//! The tables of figure 02: each occasion, how it is spread, and those measured both times.

use evaluation::findings::{AtOccasion, Band, Findings, Measure};
use locale::Language;

use super::figure::{SMALL, decimals, measure_name, occasion, table_name};
use super::occasions::owed;
use super::say::{num, say};
use crate::table::{Cell, Column, Table};

/// Most bands that stand beside each other.
const MOST_COLUMNS: usize = 8;

/// All tables of the figure.
pub(super) fn tables(findings: &Findings, measure: &Measure, language: Language) -> Vec<Table> {
    let column = |key: &str| say(language, key, &[]);
    let name = measure_name(measure, language);
    let caption = say(language, "chart-occasions-title-none", &[("name", name.into())]);
    let interval = column("chart-column-interval");
    let d = decimals(measure);
    let ends = |table: &mut Vec<Column>| {
        table.push(Column::numbers(column("chart-column-lower")).under(interval.clone()));
        table.push(Column::numbers(column("chart-column-upper")).under(interval.clone()));
    };
    let mut columns = vec![
        Column::words(column("chart-column-occasion")),
        Column::numbers(column("chart-column-owed")),
        Column::numbers(column("chart-column-n")),
        Column::numbers(column("chart-column-mean")),
        Column::numbers(column("chart-column-sd")),
        Column::numbers(column("chart-column-median")),
    ];
    ends(&mut columns);
    let mut table = Table::new(table_name(measure, "occasions"), caption, columns);
    for at in &measure.occasions {
        let end =
            |pick: fn([f64; 2]) -> f64| Cell::number_or_hidden(at.mean_ci95.map(|ends| ends.map(pick)), d);
        table.row(vec![
            Cell::Text(occasion(findings, &at.occasion, language)),
            owed(findings, at, measure).map_or(Cell::NotApplicable, |(_, owed)| Cell::Count(owed)),
            Cell::Count(at.n),
            Cell::number_or_hidden(at.mean, d),
            Cell::number_or_hidden(at.sd, d),
            Cell::number_or_hidden(at.median, d),
            end(|[low, _]| low),
            end(|[_, high]| high),
        ]);
    }
    let mut tables = vec![table];
    tables.extend(bands_table(findings, measure, language));
    if let Some(change) = measure.change.value() {
        let mut columns = vec![
            Column::words(column("chart-column-change")),
            Column::numbers(column("chart-column-n")),
            Column::numbers(occasion(findings, &change.from, language)),
            Column::numbers(occasion(findings, &change.to, language)),
            Column::numbers(column("chart-column-difference")),
        ];
        ends(&mut columns);
        columns.push(Column::numbers(column("chart-column-dz")));
        let mut paired = Table::new(table_name(measure, "change"), column("chart-caption-same"), columns);
        let [low, high] = change.ci95;
        paired.row(vec![
            Cell::Text(measure_name(measure, language)),
            Cell::Count(change.n),
            Cell::Number(change.mean_from, d),
            Cell::Number(change.mean_to, d),
            Cell::Signed(change.difference, d),
            Cell::Number(low, d),
            Cell::Number(high, d),
            Cell::Number(change.dz, 2),
        ]);
        tables.push(paired);
    }
    tables
}

/// Occasions as rows, bands as columns; a row for each where the occasions have not the same bands.
fn bands_table(findings: &Findings, measure: &Measure, language: Language) -> Option<Table> {
    let column = |key: &str| say(language, key, &[]);
    measure.occasions.iter().find(|at| !at.bands.is_empty())?;
    let d = if measure.step.is_some_and(|step| step.fract().abs() < 1e-9) { 0 } else { decimals(measure) };
    let name = |at: &AtOccasion| Cell::Text(occasion(findings, &at.occasion, language));
    let spreads: Vec<(&AtOccasion, Vec<Band>)> = measure
        .occasions
        .iter()
        .map(|at| (at, safe_bands(&at.bands)))
        .filter(|(at, bands)| !bands.is_empty() || at.n > 0)
        .collect();
    let ends = |bands: &[Band]| bands.iter().map(|band| (band.from, band.to)).collect::<Vec<_>>();
    let told = || spreads.iter().map(|(_, bands)| ends(bands)).filter(|ends| !ends.is_empty());
    let first = told().next().unwrap_or_default();
    let caption = column("chart-caption-bands");
    if first.len() <= MOST_COLUMNS && told().all(|ends| ends == first) {
        let mut columns = vec![Column::words(column("chart-column-occasion"))];
        let span = |(from, to): &(f64, f64)| format!("{}–{}", num(language, *from, d), num(language, *to, d));
        columns.extend(first.iter().map(|band| Column::numbers(span(band))));
        let mut table = Table::new(table_name(measure, "bands"), caption, columns);
        for (at, bands) in &spreads {
            let counts = bands.iter().map(|band| Cell::Count(band.n));
            let hidden = vec![Cell::Hidden; if bands.is_empty() { first.len() } else { 0 }];
            table.row(std::iter::once(name(at)).chain(counts).chain(hidden).collect());
        }
        return Some(table);
    }
    let mut table = Table::new(
        table_name(measure, "bands"),
        caption,
        vec![
            Column::words(column("chart-column-occasion")),
            Column::numbers(column("chart-column-from")),
            Column::numbers(column("chart-column-to")),
            Column::numbers(column("chart-column-n")),
        ],
    );
    for (at, bands) in &spreads {
        if bands.is_empty() {
            table.row(vec![name(at), Cell::Hidden, Cell::Hidden, Cell::Hidden]);
        }
        for band in bands {
            let ends = [Cell::Number(band.from, d), Cell::Number(band.to, d)];
            table.row([name(at)].into_iter().chain(ends).chain([Cell::Count(band.n)]).collect());
        }
    }
    Some(table)
}

/// Bands in which nobody can be counted alone: one with fewer than five is joined with its neighbour towards the middle.
pub(super) fn safe_bands(bands: &[Band]) -> Vec<Band> {
    let mut safe = bands.to_vec();
    for from_end in [false, true] {
        loop {
            let len = safe.len();
            let (end, next) = if from_end { (len.wrapping_sub(1), len.wrapping_sub(2)) } else { (0, 1) };
            let (Some(outer), Some(inner)) = (safe.get(end), safe.get(next)) else { break };
            let hides = outer.n == 0 && (1..SMALL).contains(&inner.n);
            if !(1..SMALL).contains(&outer.n) && !hides {
                break;
            }
            let joined =
                Band { from: outer.from.min(inner.from), to: outer.to.max(inner.to), n: outer.n + inner.n };
            safe.remove(end.max(next));
            if let Some(kept) = safe.get_mut(end.min(next)) {
                *kept = joined;
            }
        }
    }
    safe
}
