//! When courses end early, and how much of "ending" is completion: shares month by month, and groups against each other.

use evaluation::findings::{Interval, Stratum, Survival};

use super::Draft;
use super::cells::ends;
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::upper_first;

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let all = findings.survival.iter().find(|survival| survival.group.is_none());
    if let Some(all) = all.and_then(|survival| survival.strata.first()) {
        draft.maybe(sentence::early_end(&draft.words, all));
        draft.see(&["figure-time"]);
        draft.figure_tables("figure-time");
    }
    let grouped: Vec<&Survival> = findings.survival.iter().filter(|one| one.group.is_some()).collect();
    let table = tests(draft, &grouped);
    draft.table(table);
    for one in &findings.survival {
        let table = kaplan_meier(draft, one);
        if one.group.is_none() {
            draft.later(table);
        } else {
            draft.file(table);
        }
    }
}

/// The name of a curve's group and side.
pub(super) fn name(draft: &Draft<'_>, survival: &Survival, stratum: &Stratum) -> String {
    let Some(group) = &survival.group else { return draft.say("c-total") };
    let label = upper_first(&draft.words.label(&survival.label, group));
    let side = draft.say(if stratum.key == "with" { "c-level-with" } else { "c-level-without" });
    format!("{label}: {side}")
}

/// Groups against each other: how many left, the test of equal curves, the ratio of hazards.
fn tests(draft: &Draft<'_>, grouped: &[&Survival]) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("group"),
        draft.column("with-left"),
        draft.column("without-left"),
        draft.column("log-rank"),
        draft.column("p"),
        draft.column("hazard-ratio"),
        low,
        high,
    ];
    let mut table = Table::new("time-groups", draft.say("t-time-groups"), columns);
    for one in grouped {
        let label = upper_first(&draft.words.label(&one.label, one.group.as_deref().unwrap_or_default()));
        let left = |key: &str| {
            let stratum = one.strata.iter().find(|stratum| stratum.key == key);
            stratum.map_or(Cell::NotApplicable, |stratum| Cell::Of(stratum.events, stratum.n))
        };
        let mut cells = vec![Cell::Text(label), left("with"), left("without")];
        match one.log_rank.value() {
            Some(test) => cells.extend([Cell::Number(test.chi_squared, 2), Cell::P(test.p)]),
            None => cells.extend([Cell::NotComputable, Cell::NotComputable]),
        }
        match one.cox.value() {
            Some(cox) => {
                cells.push(Cell::Number(cox.ratio, 2));
                cells.extend(ends(Some(cox.ci95), 2));
            }
            None => cells.extend(vec![Cell::NotComputable; 3]),
        }
        table.row(cells);
    }
    table.notes.push(draft.say("note-time-groups"));
    table
}

/// Kaplan and Meier's curve at each month with its three intervals.
fn kaplan_meier(draft: &Draft<'_>, survival: &Survival) -> Table {
    let pair = |key: &str| {
        let group = draft.say(key);
        ["lower", "upper"].map(|end| draft.column(end).under(group.clone()))
    };
    let mut columns = vec![draft.words_column("who"), draft.column("month"), draft.column("followed")];
    columns.push(draft.column("not-left"));
    columns.extend(pair("c-interval-log"));
    columns.extend(pair("c-interval-log-log"));
    columns.extend(pair("c-interval-plain"));
    let slug = survival.group.as_deref().unwrap_or("all");
    let name_of_table = super::score::table_name(slug, "kaplan-meier");
    let mut table = Table::new(name_of_table, draft.say("t-kaplan-meier"), columns);
    if let Some(group) = &survival.group {
        let label = upper_first(&draft.words.label(&survival.label, group));
        table.caption = format!("{} · {label}", table.caption);
    }
    for stratum in &survival.strata {
        let who = name(draft, survival, stratum);
        for month in crate::chart::drawn_months(stratum) {
            let share = |ends: Option<Interval>| {
                ends.map_or([Cell::NotComputable, Cell::NotComputable], |ends| {
                    ends.map(|end| Cell::Share(end, 1))
                })
            };
            let mut cells = vec![
                Cell::Text(who.clone()),
                Cell::Count(month.month),
                Cell::Count(month.at_risk),
                Cell::Share(month.survival, 1),
            ];
            cells.extend(share(month.log95));
            cells.extend(share(month.log_log95));
            cells.extend(share(month.plain95));
            table.row(cells);
        }
    }
    table.notes.push(draft.say("note-kaplan-meier"));
    table
}
