//! Scores that stand alone, such as well-being: every occasion, the change of the same people, and how little it may be.

use evaluation::findings::{AtOccasion, Change, Estimable, Figure, Measure, MeasureKind};

use super::cells::{change, ends_or_hidden, test};
use super::{Draft, figures};
use crate::sentence;
use crate::table::{Cell, Column, Table};
use crate::words::{full_decimals, is_who5};

pub(super) fn write(draft: &mut Draft<'_>) {
    for measure in &draft.findings.measures {
        if measure.kind == MeasureKind::Score && measure.family.is_none() {
            one(draft, measure);
        }
    }
}

fn one(draft: &mut Draft<'_>, measure: &Measure) {
    let label = draft.words.measure(measure);
    let title = if is_who5(measure) {
        draft.say("h-score-who5")
    } else {
        draft.words.say("h-score-other", &[("label", label.clone().into())])
    };
    draft.section(&format!("score-{}", slug(&measure.name)), &title);
    draft.maybe(sentence::what_changed(&draft.words, measure));
    let id = figures::occasions_id(measure);
    draft.see(&[id.as_str()]);
    let decimals = full_decimals(measure);
    let caption = draft.words.say("t-occasions", &[("label", label.clone().into())]);
    let name = table_name(&measure.name, "occasions");
    let at = occasions(draft, &name, caption, &measure.occasions, decimals);
    draft.table_of(&id, at);
    let caption = draft.words.say("t-change", &[("label", label.clone().into())]);
    let rows = vec![(label, &measure.change, decimals)];
    let first = draft.words_column("measure");
    let mut changed = changes(draft, &table_name(&measure.name, "change"), caption, first, &rows);
    changed.notes.push(draft.say("note-same-people"));
    draft.table_of(&id, changed);
    draft.figure_tables(&id);
    let id = figures::estimates_id(measure);
    draft.figure(&id);
    draft.figure_tables(&id);
}

/// n, missing, mean, interval, SD and median at each occasion.
pub(super) fn occasions(
    draft: &Draft<'_>,
    name: &str,
    caption: String,
    occasions: &[AtOccasion],
    decimals: u8,
) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("occasion"),
        draft.column("n"),
        draft.column("missing"),
        draft.column("mean"),
        low,
        high,
        draft.column("sd"),
        draft.column("median"),
    ];
    let mut table = Table::new(name, caption, columns);
    for at in occasions {
        let empty = at.n == 0;
        let number = |value: Option<Figure<f64>>, decimals: u8| {
            if empty { Cell::NotMeasured } else { Cell::number_or_hidden(value, decimals) }
        };
        let [low, high] = if empty {
            [Cell::NotMeasured, Cell::NotMeasured]
        } else {
            ends_or_hidden(at.mean_ci95, decimals)
        };
        table.row(vec![
            Cell::Text(draft.words.occasion_title(&at.occasion)),
            Cell::Count(at.n),
            Cell::Count(at.missing),
            number(at.mean, decimals),
            low,
            high,
            number(at.sd, decimals.max(2)),
            number(at.median, decimals),
        ]);
    }
    table
}

/// Change and test of the same people, one row each.
pub(super) fn changes(
    draft: &Draft<'_>,
    name: &str,
    caption: String,
    first: Column,
    rows: &[(String, &Estimable<Change>, u8)],
) -> Table {
    let [low, high] = draft.interval_columns();
    let (from, to) = rows.iter().find_map(|(_, change, _)| change.value()).map_or_else(
        || (draft.say("c-from"), draft.say("c-to")),
        |change| (draft.words.occasion_title(&change.from), draft.words.occasion_title(&change.to)),
    );
    let columns = vec![
        first,
        draft.column("n"),
        Column::numbers(from),
        Column::numbers(to),
        draft.column("change"),
        low,
        high,
    ];
    let mut table = Table::new(name, caption, columns);
    for (row, found, decimals) in rows {
        let mut cells = vec![Cell::Text(row.clone())];
        cells.extend(change(found, *decimals));
        table.row(cells);
    }
    table
}

/// The tests of the changes, one row each; for the section of methods-minded readers.
pub(super) fn tests(
    draft: &Draft<'_>,
    name: &str,
    caption: String,
    first: Column,
    rows: &[(String, &Estimable<Change>, u8)],
) -> Table {
    let columns = vec![
        first,
        draft.column("sd"),
        draft.column("t"),
        draft.column("df"),
        draft.column("p"),
        draft.column("dz"),
    ];
    let mut table = Table::new(name, caption, columns);
    for (row, found, decimals) in rows {
        let mut cells = vec![Cell::Text(row.clone())];
        cells.extend(test(found, *decimals));
        table.row(cells);
    }
    table
}

/// A neutral name of a table: what it holds, and the measure's name where several could hold it.
pub(super) fn table_name(measure: &str, what: &str) -> String {
    let slug = slug(measure);
    let room = 31_usize.saturating_sub(what.len() + 1);
    let short: String = slug.chars().take(room).collect();
    format!("{}-{what}", short.trim_end_matches('-'))
}

/// ASCII letters, digits and dashes.
pub(super) fn slug(name: &str) -> String {
    let mapped = name.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    mapped.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
