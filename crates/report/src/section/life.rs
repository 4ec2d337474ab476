//! Families of scores, such as the areas of life: change in each area and over all of them.

use evaluation::findings::{Family, Measure, Share};

use super::Draft;
use super::cells::{change, instead, share, share_ends};
use super::score::{changes, occasions, slug, table_name, tests};
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::{full_decimals, upper_first};

pub(super) fn write(draft: &mut Draft<'_>) {
    for family in &draft.findings.families {
        one(draft, family);
    }
    single_tests(draft);
}

fn one(draft: &mut Draft<'_>, family: &Family) {
    let words = draft.words;
    let label = upper_first(&words.label(&family.label, &family.name));
    draft.section(&format!("family-{}", slug(&family.name)), &label);
    draft.maybe(sentence::areas(&words, draft.findings, family));
    draft.maybe(sentence::family_progress(&words, family));
    let id = super::figures::family_id(family);
    draft.see(&[id.as_str()]);
    let areas: Vec<&Measure> = family.measures.iter().filter_map(|name| words.measure_named(name)).collect();
    let decimals = areas.iter().map(|area| full_decimals(area)).max().unwrap_or(1);
    let rows: Vec<_> = areas.iter().map(|area| (words.measure(area), &area.change, decimals)).collect();
    let caption = words.say("t-family", &[("label", label.clone().into())]);
    let first = draft.words_column("area");
    let mut table = changes(draft, &table_name(&family.name, "areas"), caption, first, &rows);
    if family.overall.value().is_some() {
        let mut cells = vec![Cell::Text(draft.say("c-overall"))];
        cells.extend(change(&family.overall, decimals));
        table.total(cells);
    }
    draft.table_of(&id, table);
    let tests = area_tests(draft, family, &areas);
    draft.table_of(&id, tests);
    draft.figure_tables(&id);
    let caption = words.say("t-family-occasions", &[("label", label.into())]);
    let table =
        occasions(draft, &table_name(&family.name, "mean"), caption, &family.overall_occasions, decimals);
    draft.table(table);
    let table = progress(draft, family);
    draft.table(table);
}

/// How many rose by the least that counts, over all areas.
fn progress(draft: &Draft<'_>, family: &Family) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("among"),
        draft.column("least"),
        draft.column("count"),
        draft.column("share"),
        low,
        high,
    ];
    let name = table_name(&family.name, "progress");
    let mut table = Table::new(name, draft.say("t-progress"), columns);
    if let Some(found) = &family.progress {
        let among = if found.among == "full_courses" { "c-among-full" } else { "c-among-paired" };
        let Share { x, n, wilson95, .. } = found.share;
        let mut cells = vec![
            Cell::Text(draft.say(among)),
            Cell::Number(found.at_least, u8::from(found.at_least.fract().abs() > 1e-9)),
            Cell::Of(x, n),
            share(x, n),
        ];
        cells.extend(share_ends(n, wilson95));
        table.row(cells);
    }
    table
}

/// Test and progress of each area, with the family's adjusted p.
fn area_tests(draft: &Draft<'_>, family: &Family, areas: &[&Measure]) -> Table {
    let least = areas.iter().find_map(|area| area.relevant_change);
    let mut columns = vec![
        draft.words_column("area"),
        draft.column("sd"),
        draft.column("t"),
        draft.column("df"),
        draft.column("p"),
        draft.column("p-holm"),
        draft.column("dz"),
    ];
    if let Some(least) = least {
        let least = super::question::plain(&draft.words, least);
        let title = draft.words.say("c-progress", &[("least", least.into())]);
        columns.push(crate::table::Column::numbers(title));
    }
    let mut table = Table::new(table_name(&family.name, "tests"), draft.say("t-tests"), columns);
    for area in areas {
        let found = area.change.value();
        let mut cells = vec![Cell::Text(draft.words.measure(area))];
        let mut test = super::cells::test(&area.change, full_decimals(area));
        test.insert(4, found.and_then(|change| change.p_holm).map_or_else(|| instead(&area.change), Cell::P));
        cells.extend(test);
        if least.is_some() {
            let progress = found.and_then(|change| change.progress.as_ref());
            cells.push(
                progress.map_or_else(|| instead(&area.change), |progress| share(progress.x, progress.n)),
            );
        }
        table.row(cells);
    }
    if family.overall.value().is_some() {
        let decimals = areas.iter().map(|area| full_decimals(area)).max().unwrap_or(1);
        let mut cells = vec![Cell::Text(draft.say("c-overall"))];
        let mut test = super::cells::test(&family.overall, decimals);
        test.insert(4, Cell::NotApplicable);
        cells.extend(test);
        cells.resize(table.columns.len(), Cell::NotApplicable);
        table.total(cells);
    }
    table.notes.push(draft.words.say("note-holm", &[("k", areas.len().into())]));
    table
}

/// The tests of scores that stand alone, together.
fn single_tests(draft: &mut Draft<'_>) {
    let words = draft.words;
    let rows: Vec<_> = draft
        .findings
        .measures
        .iter()
        .filter(|measure| measure.family.is_none() && measure.change.value().is_some())
        .map(|measure| (words.measure(measure), &measure.change, full_decimals(measure)))
        .collect();
    let first = draft.words_column("measure");
    let table = tests(draft, "tests", draft.say("t-tests"), first, &rows);
    draft.later(table);
}
