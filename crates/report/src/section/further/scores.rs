//! Scores at each occasion beyond mean and spread: quartiles, how well the items hang together, and every area by itself.

use evaluation::findings::{AtOccasion, Figure, Measure, MeasureKind};

use super::super::Draft;
use super::super::cells::{ends, ends_or_hidden};
use crate::table::{Cell, Table};
use crate::words::{full_decimals, upper_first};

pub(super) fn write(draft: &mut Draft<'_>) {
    let scores = |in_family: bool| {
        let all = draft.findings.measures.iter();
        all.filter(move |one| one.kind == MeasureKind::Score && one.family.is_some() == in_family)
    };
    let (alone, areas): (Vec<_>, Vec<_>) = (scores(false).collect(), scores(true).collect());
    let tables = [quartiles(draft, "quartiles", &alone), alpha(draft)];
    let of_areas =
        [quartiles(draft, "areas-quartiles", &areas), quartiles_of_means(draft), occasions(draft, &areas)];
    for table in tables {
        draft.later(table);
    }
    for table in of_areas {
        draft.file(table);
    }
}

/// Quartiles and median at each occasion.
fn quartiles(draft: &Draft<'_>, name: &str, measures: &[&Measure]) -> Table {
    let named = |measure: &&Measure| (draft.words.measure(measure), full_decimals(measure));
    let rows: Vec<_> = measures.iter().map(|one| (named(one), one.occasions.as_slice())).collect();
    quartiles_of(draft, name, &rows)
}

/// The same of the mean over each family.
fn quartiles_of_means(draft: &Draft<'_>) -> Table {
    let families = draft.findings.families.iter();
    let rows: Vec<_> = families
        .map(|family| {
            let label = upper_first(&draft.words.label(&family.label, &family.name));
            ((label, 2), family.overall_occasions.as_slice())
        })
        .collect();
    quartiles_of(draft, "means-quartiles", &rows)
}

fn quartiles_of(draft: &Draft<'_>, name: &str, rows: &[((String, u8), &[AtOccasion])]) -> Table {
    let mut columns = vec![draft.words_column("measure").room(5), draft.words_column("occasion").room(4)];
    columns.extend(["n", "quartile-lower", "median", "quartile-upper"].map(|key| draft.column(key)));
    let mut table = Table::new(name, draft.say("t-quartiles"), columns);
    for ((label, decimals), occasions) in rows {
        for at in occasions.iter().filter(|at| at.quartiles.is_some()) {
            let [low, high] = ends_or_hidden(at.quartiles, *decimals);
            table.row(vec![
                Cell::Text(label.clone()),
                Cell::Text(draft.words.occasion_title(&at.occasion)),
                Cell::Count(at.n),
                low,
                Cell::number_or_hidden(at.median, *decimals),
                high,
            ]);
        }
    }
    table
}

/// Cronbach's alpha of scores made of items.
fn alpha(draft: &Draft<'_>) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("measure").room(5), draft.words_column("occasion").room(4)];
    columns.extend(["n", "items", "alpha"].map(|key| draft.column(key)));
    columns.extend([low, high]);
    let mut table = Table::new("alpha", draft.say("t-alpha"), columns);
    for measure in &draft.findings.measures {
        for found in &measure.alpha {
            let mut cells = vec![
                Cell::Text(draft.words.measure(measure)),
                Cell::Text(draft.words.occasion_title(&found.occasion)),
                Cell::Count(found.n),
                Cell::Count(found.items),
                Cell::number(found.alpha, 2),
            ];
            cells.extend(ends(found.alpha_ci95, 2));
            table.row(cells);
        }
    }
    table
}

/// Every area at every occasion; the section on the areas tells of both ends and of the mean over all.
fn occasions(draft: &Draft<'_>, areas: &[&Measure]) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("area").room(5), draft.words_column("occasion").room(4)];
    columns.extend(["n", "missing", "mean"].map(|key| draft.column(key)));
    columns.extend([low, high]);
    columns.push(draft.column("sd"));
    let mut table = Table::new("areas-occasions", draft.say("t-areas-occasions"), columns);
    for area in areas {
        let decimals = full_decimals(area);
        for at in &area.occasions {
            let number = |value: Option<Figure<f64>>| match at.n {
                0 => Cell::NotMeasured,
                _ => Cell::number_or_hidden(value, decimals.max(2)),
            };
            let mut cells = vec![
                Cell::Text(draft.words.measure(area)),
                Cell::Text(draft.words.occasion_title(&at.occasion)),
                Cell::Count(at.n),
                Cell::Count(at.missing),
                number(at.mean),
            ];
            cells.extend(if at.n == 0 {
                [Cell::NotMeasured, Cell::NotMeasured]
            } else {
                ends_or_hidden(at.mean_ci95, decimals.max(2))
            });
            cells.push(number(at.sd));
            table.row(cells);
        }
    }
    table
}
