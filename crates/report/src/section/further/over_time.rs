//! Numbers over time and between places beyond what their figures show: the rules of each series, the limits of chance of
//! each place, and contacts by whom they were with.

use evaluation::findings::Interval;

use super::super::Draft;
use super::super::contacts::phase_name;
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    for table in [rules(draft), limits(draft), contacts(draft)] {
        draft.file(table);
    }
}

/// What each series is judged by.
fn rules(draft: &Draft<'_>) -> Table {
    let mut columns = vec![draft.words_column("series").room(6)];
    let keys = [
        "centre",
        "mean-range",
        "longest-run",
        "run-limit",
        "crossings",
        "crossings-limit",
        "outside-limits",
    ];
    columns.extend(keys.map(|key| draft.column(key)));
    let mut table = Table::new("series-rules", draft.say("t-series-rules"), columns);
    for series in &draft.findings.series {
        let counts = [series.longest_run, series.longest_run_limit, series.crossings, series.crossings_limit];
        let name = crate::chart::series_name(draft.findings, series, draft.words.language);
        let range = series.mean_range.map_or(Cell::NotApplicable, |range| Cell::Number(range, 2));
        let mut cells =
            vec![Cell::Text(crate::words::upper_first(&name)), Cell::Number(series.centre, 2), range];
        cells.extend(counts.map(Cell::Count));
        cells.push(Cell::Count(series.outside));
        table.row(cells);
    }
    table
}

/// Where chance alone puts a place of its size: by its share, and by its change.
fn limits(draft: &Draft<'_>) -> Table {
    let group = |key: &str| {
        let group = draft.say(key);
        ["lower", "upper"].map(|end| draft.column(end).under(group.clone()))
    };
    let mut columns =
        vec![draft.words_column("unit").room(5), draft.words_column("what").room(4), draft.column("n")];
    columns.extend(group("c-limits-95"));
    columns.extend(group("c-limits-998"));
    let mut table = Table::new("units-limits", draft.say("t-units-limits"), columns);
    let mut row =
        |name: &String, what: &str, n: Cell, limits: [Option<Interval>; 2], cell: fn(f64) -> Cell| {
            let mut cells = vec![Cell::Text(name.clone()), Cell::Text(draft.say(what)), n];
            for ends in limits {
                cells.extend(ends.map_or([Cell::NotComputable, Cell::NotComputable], |ends| ends.map(cell)));
            }
            table.row(cells);
        };
    for unit in draft.findings.comparison.iter().flat_map(|found| &found.units) {
        let limits = [unit.limits95, unit.limits998];
        row(&unit.name, "units-share", Cell::figure(unit.n), limits, |end| Cell::Share(end, 1));
    }
    for unit in draft.findings.change_comparison.iter().flat_map(|found| &found.units) {
        let limits = [unit.limits95, unit.limits998];
        row(&unit.name, "units-change", Cell::Count(unit.n), limits, |end| Cell::Signed(end, 2));
    }
    table
}

/// How many contacts were with the citizen and how many with others about the course.
fn contacts(draft: &Draft<'_>) -> Table {
    let mut columns = vec![draft.words_column("phase").room(4)];
    columns.extend(["held", "support-count", "coordination-count"].map(|key| draft.column(key)));
    let mut table = Table::new("contacts-with-whom", draft.say("t-contacts-with-whom"), columns);
    let Some(found) = &draft.findings.contacts else { return table };
    for phase in &found.phases {
        let counts = [phase.held, phase.support, phase.coordination].map(Cell::Count);
        let name = Cell::Text(phase_name(draft, phase.phase));
        table.row(std::iter::once(name).chain(counts).collect());
    }
    let fill = [("n", draft.words.count(found.before).into())];
    table.notes.push(draft.words.say("note-contacts-before", &fill));
    table
}
