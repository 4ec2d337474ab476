//! Between municipalities: shares and changes beside the whole, and who they are in each. No rank.

use evaluation::findings::{CaseMix, ChangeComparison, Comparison};

use super::Draft;
use crate::table::{Cell, Column, Table};
use crate::words::upper_first;

pub(super) fn write(draft: &mut Draft<'_>) {
    let (shares, changes) = (&draft.findings.comparison, &draft.findings.change_comparison);
    let names = |found: &[(&String, Option<bool>)]| -> Vec<String> {
        found.iter().filter(|(_, within)| *within == Some(false)).map(|(name, _)| (*name).clone()).collect()
    };
    let of_shares = shares.iter().flat_map(|found| &found.units).map(|unit| (&unit.name, unit.within));
    let of_changes = changes.iter().flat_map(|found| &found.units).map(|unit| (&unit.name, unit.within));
    let of_all: Vec<(&String, Option<bool>)> = of_shares.chain(of_changes).collect();
    let mut outside = names(&of_all);
    outside.sort();
    outside.dedup();
    if of_all.is_empty() {
        return;
    }
    draft.section("units", &draft.say("h-units"));
    let said = if outside.is_empty() {
        draft.say("s14-alike")
    } else {
        let fill = [("n", outside.len().into()), ("names", draft.words.list(&outside).into())];
        draft.words.say("s14-outside", &fill)
    };
    draft.text(said);
    for (there, figure) in [(shares.is_some(), "figure-units"), (changes.is_some(), "figure-unit-changes")] {
        if there {
            draft.figure(figure);
            draft.figure_tables(figure);
        }
    }
    let table = case_mix(draft, shares.as_ref(), changes.as_ref());
    draft.table(table);
}

/// Who they are in the units that are shown: of the comparison with more of them.
fn mixed<'f>(
    shares: Option<&'f Comparison>,
    changes: Option<&'f ChangeComparison>,
) -> (Vec<&'f str>, &'f [CaseMix]) {
    let of_shares =
        shares.map(|found| (found.units.iter().map(|unit| unit.name.as_str()).collect(), &*found.case_mix));
    let of_changes =
        changes.map(|found| (found.units.iter().map(|unit| unit.name.as_str()).collect(), &*found.case_mix));
    let both = [of_shares, of_changes].into_iter().flatten();
    both.max_by_key(|(names, _): &(Vec<&str>, _)| names.len()).unwrap_or_default()
}

/// Characteristics as rows, units as columns.
fn case_mix(draft: &Draft<'_>, shares: Option<&Comparison>, changes: Option<&ChangeComparison>) -> Table {
    let (names, rows) = mixed(shares, changes);
    let mut columns = vec![draft.words_column("characteristic")];
    columns.extend(names.iter().map(|name| Column::numbers((*name).to_owned())));
    let mut table = Table::new("case-mix", draft.say("t-case-mix"), columns);
    for row in rows {
        let mut cells = vec![Cell::Text(upper_first(&draft.words.label(&row.label, &row.name)))];
        cells.extend(row.values.iter().map(|value| match value {
            None => Cell::Hidden,
            Some(value) if row.share => Cell::Share(*value, 0),
            Some(value) => Cell::Number(*value, 1),
        }));
        cells.resize(names.len() + 1, Cell::Hidden);
        table.row(cells);
    }
    table.notes.push(draft.say("note-case-mix"));
    let spread = |key: &str, tau: Option<f64>, i: Option<f64>| {
        let (tau, i) = tau.zip(i)?;
        let fill =
            [("tau", draft.words.number(tau, 3).into()), ("i", draft.words.number(i * 100.0, 0).into())];
        Some(draft.words.say(key, &fill))
    };
    let of_shares = shares.and_then(|found| spread("note-units-spread", found.tau_squared, found.i_squared));
    let of_changes =
        changes.and_then(|found| spread("note-units-spread-change", found.tau_squared, found.i_squared));
    table.notes.extend(of_shares.into_iter().chain(of_changes));
    table
}
