//! Changes by other yardsticks: standardised sizes, Wilcoxon's rank test, p-values adjusted in both ways.

use evaluation::findings::{Change, Estimable};

use super::super::Draft;
use super::super::cells::{Tested, ends, ends_or_hidden, instead};
use super::super::groups;
use crate::table::{Cell, Column, Table};
use crate::words::{full_decimals, upper_first};

/// A change with its name and the decimals of its score.
struct Row<'a> {
    name: String,
    change: &'a Estimable<Change>,
    decimals: u8,
}

pub(super) fn write(draft: &mut Draft<'_>) {
    let rows = of_measures(draft);
    for table in [effects(draft, "effects", &rows), sizes(draft, "effects-sd", &rows)] {
        draft.later(table);
    }
    for table in [ranks(draft, "ranks", &rows), middles(draft, "ranks-middle", &rows), adjusted(draft, &rows)]
    {
        draft.later(table);
    }
    let rows = of_groups(draft);
    let of_groups = [
        effects(draft, "subgroups-effects", &rows),
        sizes(draft, "subgroups-effects-sd", &rows),
        ranks(draft, "subgroups-ranks", &rows),
        middles(draft, "subgroups-ranks-middle", &rows),
        tests_of_groups(draft, &rows),
    ];
    for table in of_groups {
        draft.file(table);
    }
    for table in [differences(draft), against(draft)] {
        draft.later(table);
    }
}

/// The study's own change, that of a series from elsewhere, and what is between them.
fn against(draft: &Draft<'_>) -> Table {
    let [low, high] = draft.interval_columns();
    let columns =
        vec![draft.words_column("who").room(6), draft.column("n"), draft.column("change"), low, high];
    let mut table = Table::new("comparator", draft.say("t-comparator"), columns);
    let Some(found) = &draft.findings.comparator else { return table };
    let measure = draft.words.measure_named(&found.measure);
    let decimals = measure.map_or(1, full_decimals);
    let mut row = |who: String, n: Cell, change: Cell, ci95: Option<[f64; 2]>| {
        let mut cells = vec![Cell::Text(who), n, change];
        cells.extend(ends(ci95, decimals));
        table.row(cells);
    };
    if let Some(own) = measure.and_then(|measure| measure.change.value()) {
        let change = Cell::Signed(own.difference, decimals);
        row(draft.say("c-own"), Cell::Count(own.n), change, Some(own.ci95));
    }
    let change = Cell::Signed(found.change, decimals);
    row(draft.words.label(&found.name, ""), Cell::Count(found.n), change, Some(found.ci95));
    if let Some(difference) = found.difference {
        let difference = Cell::Signed(difference, decimals);
        row(draft.say("c-difference"), Cell::NotApplicable, difference, found.difference_ci95);
    }
    table.notes.push(draft.say("note-comparator"));
    table
}

/// Measures that have a change, then the mean over each family.
fn of_measures<'a>(draft: &Draft<'a>) -> Vec<Row<'a>> {
    let words = &draft.words;
    let measures = draft.findings.measures.iter().map(|measure| Row {
        name: words.measure(measure),
        change: &measure.change,
        decimals: full_decimals(measure),
    });
    let families = draft.findings.families.iter().map(|family| {
        let areas = family.measures.iter().filter_map(|name| words.measure_named(name));
        let label = upper_first(&words.label(&family.label, &family.name));
        Row {
            name: format!("{label}: {}", draft.say("c-overall")),
            change: &family.overall,
            decimals: areas.map(full_decimals).max().unwrap_or(1),
        }
    });
    measures.chain(families).filter(|row| !matches!(row.change, Estimable::NotApplicable(()))).collect()
}

/// Both sides of each sub-group.
fn of_groups<'a>(draft: &Draft<'a>) -> Vec<Row<'a>> {
    let groups = draft.findings.subgroups.iter().filter_map(|group| {
        let measure = draft.words.measure_named(&group.measure)?;
        let side = |key: &str, change| Row {
            name: format!("{}: {}", groups::name(draft, group), draft.say(key)),
            change,
            decimals: full_decimals(measure),
        };
        Some([side("c-level-with", &group.with), side("c-level-without", &group.without)])
    });
    groups.flatten().collect()
}

/// A table with a row for each change: its name, then the cells made of it, or why there are none.
fn table(
    draft: &Draft<'_>,
    (name, caption): (&str, &str),
    columns: Vec<Column>,
    rows: &[Row<'_>],
    cells: impl Fn(&Change, u8) -> Option<Vec<Cell>>,
) -> Table {
    let width = columns.len();
    let first = std::iter::once(draft.words_column("measure"));
    let mut table = Table::new(name, draft.say(caption), first.chain(columns).collect());
    for row in rows {
        let none = || vec![instead(row.change); width];
        let made = row.change.value().map_or_else(|| Some(none()), |change| cells(change, row.decimals));
        let Some(made) = made else { continue };
        table.row(std::iter::once(Cell::Text(row.name.clone())).chain(made).collect());
    }
    let nothing = rows.iter().all(|row| row.change.value().is_none_or(|change| cells(change, 0).is_none()));
    if nothing {
        table.rows.clear();
    }
    table
}

/// dz and Hedges' g with their intervals.
fn effects(draft: &Draft<'_>, name: &str, rows: &[Row<'_>]) -> Table {
    let with_interval = |key: &str| {
        let group = draft.say(key);
        ["size", "lower", "upper"].map(|end| draft.column(end).under(group.clone()))
    };
    let mut columns = vec![draft.column("n")];
    columns.extend(with_interval("c-dz"));
    columns.extend(with_interval("c-hedges"));
    let mut table = table(draft, (name, "t-effects"), columns, rows, |change, _| {
        let effect = change.effect.as_ref()?;
        let mut cells = vec![Cell::Count(change.n), Cell::Number(change.dz, 2)];
        cells.extend(ends(Some(effect.dz_ci95), 2));
        cells.push(Cell::number(effect.hedges_g, 2));
        cells.extend(ends(effect.hedges_g_ci95, 2));
        Some(cells)
    });
    table.notes.push(draft.say("note-effects"));
    table
}

/// The change in standard deviations of the first occasion, and of both.
fn sizes(draft: &Draft<'_>, name: &str, rows: &[Row<'_>]) -> Table {
    let columns =
        ["n", "glass", "d-av", "hedges-factor", "correlation"].map(|key| draft.column(key)).to_vec();
    table(draft, (name, "t-effects-sd"), columns, rows, |change, _| {
        let effect = change.effect.as_ref()?;
        Some(vec![
            Cell::Count(change.n),
            Cell::number(effect.glass, 2),
            Cell::Number(effect.d_av, 2),
            Cell::number(effect.hedges_factor, 3),
            Cell::number(effect.correlation, 2),
        ])
    })
}

/// Wilcoxon's signed rank test.
fn ranks(draft: &Draft<'_>, name: &str, rows: &[Row<'_>]) -> Table {
    let columns = ["n-changed", "rank-sum", "z", "p", "p-corrected", "p-exact"].map(|key| draft.column(key));
    let mut table = table(draft, (name, "t-ranks"), columns.to_vec(), rows, |change, _| {
        let test = change.wilcoxon.as_ref()?;
        Some(vec![
            Cell::Count(test.n),
            Cell::Number(test.v, 1),
            Cell::Number(test.z, 2),
            Cell::P(test.p),
            Cell::P(test.p_corrected),
            test.p_exact.map_or(Cell::NotApplicable, Cell::P),
        ])
    });
    table.notes.push(draft.say("note-ranks"));
    table
}

/// The middle of the changes, and how much the rises outweigh the falls.
fn middles(draft: &Draft<'_>, name: &str, rows: &[Row<'_>]) -> Table {
    let [low, high] = draft.interval_columns();
    let columns =
        vec![draft.column("n"), draft.column("rank-biserial"), draft.column("hodges-lehmann"), low, high];
    table(draft, (name, "t-ranks-middle"), columns, rows, |change, decimals| {
        let test = change.wilcoxon.as_ref()?;
        let mut cells = vec![Cell::Count(change.n), Cell::Number(test.rank_biserial, 2)];
        cells.push(match test.hodges_lehmann {
            Some(middle) => middle.shown().map_or(Cell::Hidden, |middle| Cell::Signed(middle, decimals)),
            None => Cell::NotComputable,
        });
        cells.extend(ends_or_hidden(test.hodges_lehmann_ci95, decimals));
        Some(cells)
    })
}

/// p as it is, and adjusted within the family in both ways.
fn adjusted(draft: &Draft<'_>, rows: &[Row<'_>]) -> Table {
    let columns = ["n", "p", "p-holm", "p-bh"].map(|key| draft.column(key)).to_vec();
    table(draft, ("adjusted", "t-adjusted"), columns, rows, |change, _| {
        (change.p_holm.is_some() || change.p_bh.is_some()).then(|| {
            let adjusted = |p: Option<f64>| p.map_or(Cell::NotApplicable, Cell::P);
            let mut cells = vec![Cell::Count(change.n), Cell::P(change.p)];
            cells.extend([adjusted(change.p_holm), adjusted(change.p_bh)]);
            cells
        })
    })
}

/// Means and test of both sides of each group.
fn tests_of_groups(draft: &Draft<'_>, rows: &[Row<'_>]) -> Table {
    let columns = ["n", "from", "to", "sd", "t", "df", "p"].map(|key| draft.column(key)).to_vec();
    table(draft, ("subgroups-tests", "t-tests"), columns, rows, |change, decimals| {
        Some(vec![
            Cell::Count(change.n),
            Cell::Number(change.mean_from, decimals),
            Cell::Number(change.mean_to, decimals),
            Cell::Number(change.sd, decimals.max(2)),
            Cell::Number(change.t, 2),
            Cell::Number(change.df, 0),
            Cell::P(change.p),
        ])
    })
}

/// The difference between both sides of each group by Welch and by the model, with errors and degrees of freedom.
fn differences(draft: &Draft<'_>) -> Table {
    let mut columns = vec![draft.words_column("group").room(5), draft.words_column("by").room(4)];
    columns.extend(draft.tested_columns("difference"));
    let mut table = Table::new("subgroups-differences", draft.say("t-subgroups-differences"), columns);
    for group in &draft.findings.subgroups {
        let Some(measure) = draft.words.measure_named(&group.measure) else { continue };
        let decimals = full_decimals(measure);
        let mut row =
            |by: &str, difference: f64, se: Option<f64>, df: Option<f64>, p: f64, ci95: [f64; 2]| {
                let mut cells = vec![Cell::Text(groups::name(draft, group)), Cell::Text(draft.say(by))];
                let tested = Tested { estimate: Cell::Signed(difference, decimals), se, df, p, ci95 };
                cells.extend(tested.cells([decimals.max(2), decimals]));
                table.row(cells);
            };
        if let Some(found) = group.interaction.value() {
            row("by-welch", found.difference, None, Some(found.df), found.p, found.ci95);
        }
        if let Some(found) = group.model_interaction.value() {
            row("by-mmrm", found.estimate, Some(found.se), found.df, found.p, found.ci95);
            if let Some(small) = &found.kenward_roger {
                let df = Some(small.df);
                row("by-kenward-roger", found.estimate, Some(small.se), df, small.p, small.ci95);
            }
        }
    }
    table.notes.push(draft.say("note-subgroups-differences"));
    table
}
