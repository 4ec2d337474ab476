//! Curves of ending early beyond what the figure shows: how many ended how, the middle, standard errors, and the ratio of
//! hazards by both methods for ties.

use evaluation::findings::{Stratum, Survival};

use super::super::Draft;
use super::super::survival::name;
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let tables = [ends(draft), hazards(draft)];
    for table in tables {
        draft.later(table);
    }
    let table = errors(draft);
    draft.file(table);
}

/// Every curve with whose it is.
fn curves<'a>(draft: &Draft<'a>) -> impl Iterator<Item = (&'a Survival, &'a Stratum)> {
    let all = draft.findings.survival.iter();
    all.flat_map(|one| one.strata.iter().map(move |stratum| (one, stratum)))
}

/// How many ended how, and the middle of the time to an early end.
fn ends(draft: &Draft<'_>) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("who").room(5)];
    let keys = ["courses", "ended-early", "completed", "still-running", "median-days"];
    columns.extend(keys.map(|key| draft.column(key)));
    columns.extend([low, high]);
    let mut table = Table::new("time-ends", draft.say("t-time-ends"), columns);
    for (one, stratum) in curves(draft) {
        let days = |days: Option<f64>| days.map_or(Cell::NotComputable, |days| Cell::Number(days, 0));
        let counts = [stratum.n, stratum.events, stratum.completed, stratum.censored];
        let mut cells = vec![Cell::Text(name(draft, one, stratum))];
        cells.extend(counts.map(Cell::Count));
        cells.push(days(stratum.median_days));
        cells.extend(stratum.median_ci95.map(days));
        table.row(cells);
    }
    table.notes.push(draft.say("note-time-ends"));
    table
}

/// The logarithm of the ratio of hazards by Efron's and by Breslow's method.
fn hazards(draft: &Draft<'_>) -> Table {
    let mut columns = vec![draft.words_column("group").room(5), draft.words_column("by").room(4)];
    columns.extend(["log-hazard-ratio", "se", "p"].map(|key| draft.column(key)));
    let mut table = Table::new("time-hazards", draft.say("t-time-hazards"), columns);
    for one in &draft.findings.survival {
        let (Some(cox), Some(group)) = (one.cox.value(), &one.group) else { continue };
        let label = crate::words::upper_first(&draft.words.label(&one.label, group));
        for (by, coefficient, se, p) in [
            ("by-efron", cox.coefficient, cox.se, Cell::P(cox.p)),
            ("by-breslow", cox.breslow_coefficient, cox.breslow_se, Cell::NotApplicable),
        ] {
            let mut cells = vec![Cell::Text(label.clone()), Cell::Text(draft.say(by))];
            cells.extend([Cell::Signed(coefficient, 3), Cell::Number(se, 3), p]);
            table.row(cells);
        }
    }
    table
}

/// Standard errors of the curves at the months that are drawn.
fn errors(draft: &Draft<'_>) -> Table {
    let mut columns = vec![draft.words_column("who").room(5)];
    let keys = ["month", "followed", "se-not-left", "se-left", "se-completed"];
    columns.extend(keys.map(|key| draft.column(key)));
    let left = draft.say("c-left-interval");
    columns.extend(["lower", "upper"].map(|end| draft.column(end).under(left.clone())));
    let mut table = Table::new("time-errors", draft.say("t-time-errors"), columns);
    for (one, stratum) in curves(draft) {
        for month in crate::chart::drawn_months(stratum) {
            let share = |se: f64| Cell::Share(se, 1);
            let mut cells = vec![
                Cell::Text(name(draft, one, stratum)),
                Cell::Count(month.month),
                Cell::Count(month.at_risk),
                month.se.map_or(Cell::NotComputable, share),
                share(month.left_se),
                share(month.completed_se),
            ];
            cells.extend(month.left95.map_or([Cell::NotComputable, Cell::NotComputable], |ends| {
                ends.map(|end| Cell::Share(end, 1))
            }));
            table.row(cells);
        }
    }
    table
}
