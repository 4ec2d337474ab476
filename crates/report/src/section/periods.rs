//! Periods side by side: how many began and who they are, what changed, what is between them, and how little that says.

use evaluation::findings::{
    AtOccasion, Figure, OnePeriod, PeriodMeasure, PeriodTrait, Periods, Share, ShareDifference,
};

use super::Draft;
use super::baseline::{level_name, side};
use super::cells::{share_ends, share_or_hidden};
use crate::chart::{both, period_of, period_within};
use crate::document::Block;
use crate::sentence;
use crate::table::{Cell, Column, Table};
use crate::words::upper_first;

pub(crate) fn periods(draft: &mut Draft<'_>) {
    let Some(found) = &draft.findings.periods else { return };
    let words = draft.words;
    draft.heading(2, "periods", draft.say("h-periods"), true);
    let began = found.periods.iter().map(|period| sentence::period_began(&words, found, period)).collect();
    draft.blocks.push(Block::List(began));
    let measure = words.measure_named(&found.measure);
    for difference in &found.differences {
        let change =
            measure.and_then(|measure| sentence::between_periods(&words, (found, measure), difference));
        draft.maybe(change);
        let left = sentence::leaving_by_period(&words, found, difference);
        draft.maybe(left);
    }
    draft.figure("figure-periods");
    if let Some(measure) = measure {
        draft.heading(3, "periods-limits", draft.say("h-periods-limits"), false);
        let limits = sentence::limits_of_periods(&words, (found, measure));
        draft.blocks.push(Block::List(limits));
    }
    draft.heading(3, "periods-tables", draft.say("h-periods-tables"), false);
    draft.figure_tables("figure-periods");
    for table in [who(draft, found), shares(draft, found), contacts(draft, found)] {
        draft.table(table);
    }
}

fn name(draft: &Draft<'_>, period: &OnePeriod) -> String {
    period_of(period, draft.words.language)
}

/// A count and a share or mean for each period.
fn columns(draft: &Draft<'_>, found: &Periods, first: &str) -> Vec<Column> {
    let mut columns = vec![draft.words_column(first)];
    for period in &found.periods {
        let group = name(draft, period);
        columns.push(draft.column("count").under(group.clone()));
        columns.push(draft.column("value").under(group));
    }
    columns
}

fn who(draft: &Draft<'_>, found: &Periods) -> Table {
    let mut table =
        Table::new("periods-who", draft.say("t-periods-who"), columns(draft, found, "characteristic"));
    let mut row = |name: String, cells: &dyn Fn(&OnePeriod) -> [Cell; 2]| {
        let cells = found.periods.iter().flat_map(cells);
        table.row(std::iter::once(Cell::Text(name)).chain(cells).collect());
    };
    let counted = |x: Figure<u64>, n: u64| match x {
        Figure::Shown(x) => [Cell::Of(x, n), share_or_hidden(x.into(), n)],
        Figure::Hidden => [Cell::Hidden, Cell::Hidden],
    };
    row(draft.say("c-started"), &|period| [Cell::Count(period.started), Cell::NotApplicable]);
    row(draft.say("c-closed"), &|period| counted(period.closed, period.started));
    row(draft.say("c-running"), &|period| counted(period.running, period.started));
    row(draft.say("c-row-left-early"), &|period| match period.fate_known {
        Figure::Shown(known) => counted(period.left_early, known),
        Figure::Hidden => [Cell::Hidden, Cell::Hidden],
    });
    for line in lines(found) {
        let level = line.level.as_deref().map(|level| (level, &line.level_label));
        let of = |period: &OnePeriod| trait_cells(period, line);
        row(upper_first(&level_name(draft, (&line.name, &line.label), level)), &of);
    }
    table.notes.push(draft.say("note-periods-who"));
    table
}

/// What a line says of a period. Of one whose traits are kept back whole nothing is told; that is no gap in the data.
fn trait_cells(period: &OnePeriod, line: &PeriodTrait) -> [Cell; 2] {
    match line_of(period, line) {
        Some(one) => side(&one.cell),
        None if period.who.is_empty() => [Cell::Hidden, Cell::Hidden],
        None => [Cell::NotApplicable, Cell::NotApplicable],
    }
}

/// The lines of all periods, each once: a period knows the levels that occur in it, so a later one may have more. What nobody
/// has in any of them is left out.
fn lines(found: &Periods) -> Vec<&PeriodTrait> {
    let mut lines: Vec<&PeriodTrait> = Vec::new();
    for line in found.periods.iter().flat_map(|period| &period.who) {
        let nobody = |one: &PeriodTrait| one.cell.x == Some(Figure::Shown(0));
        let all_nobody = found.periods.iter().filter_map(|period| line_of(period, line)).all(nobody);
        if all_nobody || lines.iter().any(|known| same_line(known, line)) {
            continue;
        }
        // Beside the other levels of its characteristic.
        let after = lines.iter().rposition(|known| known.name == line.name).map_or(lines.len(), |at| at + 1);
        lines.insert(after, line);
    }
    lines
}

fn same_line(one: &PeriodTrait, other: &PeriodTrait) -> bool {
    (&one.name, &one.level) == (&other.name, &other.level)
}

fn line_of<'p>(period: &'p OnePeriod, line: &PeriodTrait) -> Option<&'p PeriodTrait> {
    period.who.iter().find(|one| same_line(one, line))
}

fn shares(draft: &Draft<'_>, found: &Periods) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("measure"),
        draft.words_column("period"),
        draft.column("count"),
        draft.column("n"),
        draft.column("share"),
        low,
        high,
    ];
    let mut table = Table::new("periods-shares", draft.say("t-periods-shares"), columns);
    for what in shared(found) {
        let title = title(draft, what);
        for period in &found.periods {
            let mut cells = vec![Cell::Text(title.clone()), Cell::Text(name(draft, period))];
            cells.extend(share_cells(found, period, what));
            table.row(cells);
        }
        for difference in &found.differences {
            let Some(one) = difference.shares.iter().find(|one| same(one, what)) else { continue };
            let Some((later, first)) = both(found, difference) else { continue };
            let within = |period| period_within(period, draft.words.language);
            let fill = [("later", within(later).into()), ("first", within(first).into())];
            let between = draft.words.say("c-periods-between", &fill);
            let points = |end: f64| Cell::Number(end * 100.0, 1);
            let mut cells = vec![Cell::Text(title.clone()), Cell::Text(between)];
            cells.extend([Cell::NotApplicable, Cell::NotApplicable]);
            cells.push(one.difference.shown().map_or(Cell::Hidden, |it| Cell::Signed(it * 100.0, 1)));
            cells
                .extend(one.newcombe95.shown().map_or([Cell::Hidden, Cell::Hidden], |ends| ends.map(points)));
            table.row(cells);
        }
    }
    table.notes.push(draft.say("note-periods-shares"));
    table
}

/// Each share that is compared, once.
fn shared(found: &Periods) -> Vec<&ShareDifference> {
    let mut list: Vec<&ShareDifference> = Vec::new();
    for one in found.differences.iter().flat_map(|difference| &difference.shares) {
        if !list.iter().any(|known| same(known, one)) {
            list.push(one);
        }
    }
    list
}

fn same(one: &ShareDifference, other: &ShareDifference) -> bool {
    (&one.of, &one.measure, &one.occasion) == (&other.of, &other.measure, &other.occasion)
}

fn title(draft: &Draft<'_>, what: &ShareDifference) -> String {
    let words = draft.words;
    let measure = what.measure.as_deref().and_then(|name| words.measure_named(name));
    let measure = measure.map(|measure| words.measure(measure)).unwrap_or_default();
    let occasion = what.occasion.as_deref().map(|key| words.occasion(key)).unwrap_or_default();
    let fill = [("measure", measure.into()), ("occasion", occasion.into())];
    words.say(&format!("c-periods-{}", what.of.replace('_', "-")), &fill)
}

fn share_cells(found: &Periods, period: &OnePeriod, what: &ShareDifference) -> Vec<Cell> {
    match counted(found, period, what) {
        Some((Figure::Shown(x), n, interval)) => {
            let ends =
                interval.map_or([Cell::NotApplicable, Cell::NotApplicable], |ends| share_ends(n, ends));
            [vec![Cell::Count(x), Cell::Count(n), share_or_hidden(x.into(), n)], ends.to_vec()].concat()
        }
        Some((Figure::Hidden, n, _)) => {
            vec![Cell::Hidden, Cell::Count(n), Cell::Hidden, Cell::Hidden, Cell::Hidden]
        }
        None => vec![Cell::Hidden; 5],
    }
}

type Counted = (Figure<u64>, u64, Option<[f64; 2]>);

/// How many of how many, with the interval; nothing where how many of is hidden.
fn counted(found: &Periods, period: &OnePeriod, what: &ShareDifference) -> Option<Counted> {
    let of_share = |share: &Share| (Figure::Shown(share.x), share.n, Some(share.wilson95));
    match what.of.as_str() {
        "left_early" => {
            period.left_early_share.as_ref().and_then(|share| share.as_ref().shown()).map(of_share)
        }
        "paired" => {
            let measure = period.measures.iter().find(|one| one.name == found.measure)?;
            Some((measure.change.value()?.n.into(), period.started, None))
        }
        _ => {
            let at = at(period.measures.iter().find(|one| Some(&one.name) == what.measure.as_ref())?, what)?;
            Some(match (&at.at_risk, at.x) {
                (Some(Figure::Shown(share)), _) => of_share(share),
                (Some(Figure::Hidden), _) => (Figure::Hidden, at.n, None),
                (None, Some(x)) => (x, at.n, at.wilson95.and_then(Figure::shown)),
                (None, None) => return None,
            })
        }
    }
}

fn at<'m>(measure: &'m PeriodMeasure, what: &ShareDifference) -> Option<&'m AtOccasion> {
    measure.occasions.iter().find(|at| Some(&at.occasion) == what.occasion.as_ref())
}

fn contacts(draft: &Draft<'_>, found: &Periods) -> Table {
    let mut columns = vec![draft.words_column("phase")];
    for period in &found.periods {
        let group = name(draft, period);
        columns.push(draft.column("held").under(group.clone()));
        columns.push(draft.column("days").under(group.clone()));
        columns.push(draft.column("per-month").under(group));
    }
    let mut table = Table::new("periods-contacts", draft.say("t-periods-contacts"), columns);
    let phases = found.periods.iter().flat_map(|period| &period.contacts).map(|one| one.phase);
    let phases: std::collections::BTreeSet<u8> = phases.collect();
    for phase in phases {
        let mut cells = vec![Cell::Count(u64::from(phase))];
        for period in &found.periods {
            match period.contacts.iter().find(|one| one.phase == phase && one.days > 0) {
                Some(one) => cells.extend([
                    Cell::Count(one.held),
                    Cell::Count(one.days),
                    Cell::Number(one.per_month, 1),
                ]),
                None => cells.extend(vec![Cell::NotApplicable; 3]),
            }
        }
        table.row(cells);
    }
    table.notes.push(draft.say("note-periods-contacts"));
    table
}

#[cfg(test)]
mod tests {
    use evaluation::findings::{BaselineCell, Label};

    use super::*;

    #[test]
    fn a_line_of_any_period_is_there_once_and_what_nobody_has_is_not() {
        let cell = |x| BaselineCell { n: 20, missing: 0, x: Some(x), mean: None, sd: None };
        let line = |name: &str, level: &str, x| PeriodTrait {
            name: name.to_owned(),
            label: Label::default(),
            level: Some(level.to_owned()),
            level_label: Label::default(),
            cell: cell(x),
        };
        let period = |who| OnePeriod {
            from: None,
            to: None,
            started: 20,
            closed: Figure::Hidden,
            running: Figure::Hidden,
            left_early: Figure::Hidden,
            fate_known: Figure::Hidden,
            left_early_share: None,
            who,
            measures: Vec::new(),
            contacts: Vec::new(),
        };
        let (shown, hidden) = (Figure::Shown, Figure::Hidden);
        let found = Periods {
            measure: "wellbeing".to_owned(),
            from: "start".to_owned(),
            to: "end".to_owned(),
            periods: vec![
                period(vec![
                    line("sex", "f", shown(20)),
                    line("sex", "m", shown(0)),
                    line("place", "a", shown(9)),
                ]),
                period(vec![
                    line("sex", "f", shown(9)),
                    line("sex", "m", shown(0)),
                    line("sex", "x", hidden),
                    line("place", "a", shown(8)),
                ]),
            ],
            differences: Vec::new(),
        };
        let x = &found.periods[1].who[2];
        assert_eq!(trait_cells(&period(Vec::new()), x), [Cell::Hidden, Cell::Hidden]);
        assert_eq!(trait_cells(&found.periods[0], x), [Cell::NotApplicable, Cell::NotApplicable]);
        let names: Vec<_> = lines(&found).iter().map(|line| line.level.clone().unwrap_or_default()).collect();
        assert_eq!(names, ["f", "x", "a"]);
    }
}
