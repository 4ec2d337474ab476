//! Shares: the risk zone, and measures that are yes or no. Every share with its counts and interval.

use evaluation::findings::{Figure, Measure, MeasureKind, PairedShares};

use super::Draft;
use super::cells::{instead, share_ends, share_or_hidden};
use super::figures::{SHARES, YES_NO, leader_shares};
use super::question::plain;
use crate::sentence;
use crate::table::{Cell, Column, Table};
use crate::words::lower_first;

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let measures: Vec<&Measure> = findings.measures.iter().filter(|measure| is_share(measure)).collect();
    if measures.is_empty() {
        return;
    }
    draft.section("shares", &draft.say("h-shares"));
    for measure in &measures {
        let said = said(draft, measure);
        draft.maybe(said);
    }
    if leader_shares(findings) == Some(SHARES) {
        draft.see(&[SHARES]);
    } else {
        draft.figure(SHARES);
    }
    let tables = [table(draft, &measures), paired(draft, &measures)];
    for table in tables {
        draft.placed.push((YES_NO.to_owned(), draft.tables.len()));
        draft.table_of(SHARES, table);
    }
}

/// Whether a measure has shares outside a family of scores.
pub(super) fn is_share(measure: &Measure) -> bool {
    match measure.kind {
        MeasureKind::YesNo => true,
        MeasureKind::Score => measure.family.is_none() && measure.risk_at_or_below.is_some(),
    }
}

/// What is said of a measure's share.
pub(super) fn said(draft: &Draft<'_>, measure: &Measure) -> Option<String> {
    match measure.kind {
        MeasureKind::Score => sentence::risk_zone(&draft.words, measure),
        MeasureKind::YesNo => sentence::payment(&draft.words, measure),
    }
}

/// What a row of shares is called.
pub(super) fn row_name(draft: &Draft<'_>, measure: &Measure) -> String {
    let single = draft.findings.measures.iter().filter(|m| m.risk_at_or_below.is_some()).count() == 1;
    match measure.kind {
        MeasureKind::YesNo => draft.words.measure(measure),
        MeasureKind::Score if single => draft.say("measure-risk"),
        MeasureKind::Score => {
            let label = lower_first(&draft.words.measure(measure));
            draft.words.say("measure-risk-of", &[("label", label.into())])
        }
    }
}

fn table(draft: &Draft<'_>, measures: &[&Measure]) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("measure"),
        draft.words_column("occasion"),
        draft.column("count"),
        draft.column("n"),
        draft.column("missing"),
        draft.column("share"),
        low,
        high,
    ];
    let mut table = Table::new("shares", draft.say("t-shares"), columns);
    for measure in measures {
        for at in &measure.occasions {
            let found = match measure.kind {
                MeasureKind::Score => {
                    let share = at.at_risk.as_ref().map(Figure::as_ref);
                    share.map(|share| {
                        (share.map(|share| share.x), at.n, Some(share.map(|share| share.wilson95)))
                    })
                }
                MeasureKind::YesNo => at.x.map(|x| (x, at.n, at.wilson95)),
            };
            let mut cells = vec![
                Cell::Text(row_name(draft, measure)),
                Cell::Text(draft.words.occasion_title(&at.occasion)),
            ];
            match found {
                Some((x, n, interval)) => {
                    cells.extend([Cell::figure(x), Cell::Count(n), Cell::Count(at.missing)]);
                    cells.push(share_or_hidden(x, n));
                    cells.extend(match interval {
                        Some(Figure::Shown(ends)) => share_ends(n, ends),
                        Some(Figure::Hidden) => [Cell::Hidden, Cell::Hidden],
                        None => [Cell::NotMeasured, Cell::NotMeasured],
                    });
                }
                None => cells.extend(vec![Cell::NotMeasured; 6]),
            }
            table.row(cells);
        }
    }
    let limits = measures.iter().filter_map(|measure| measure.risk_at_or_below);
    for limit in limits {
        let value = plain(&draft.words, limit);
        table.notes.push(draft.words.say("d-risk", &[("value", value.into())]));
    }
    table
}

fn paired(draft: &Draft<'_>, measures: &[&Measure]) -> Table {
    let group = draft.say("c-interval");
    let columns = vec![
        draft.words_column("measure"),
        draft.column("yes-yes"),
        draft.column("yes-no"),
        draft.column("no-yes"),
        draft.column("no-no"),
        draft.column("fall"),
        Column::numbers(draft.say("c-lower")).under(group.clone()),
        Column::numbers(draft.say("c-upper")).under(group),
        draft.column("mcnemar"),
    ];
    let mut table = Table::new("shares-paired", draft.say("t-paired"), columns);
    for measure in measures {
        let mut cells = vec![Cell::Text(row_name(draft, measure))];
        cells.extend(
            measure
                .paired_shares
                .value()
                .map_or_else(|| vec![instead(&measure.paired_shares); 8], paired_cells),
        );
        table.row(cells);
    }
    table.notes.push(draft.say("note-fall"));
    table
}

fn paired_cells(shares: &PairedShares) -> Vec<Cell> {
    let end = |pick: fn([f64; 2]) -> f64| {
        let end = shares.newcombe95.map(pick).shown();
        end.map_or(Cell::Hidden, |end| Cell::Number(end * 100.0, 1))
    };
    vec![
        Cell::figure(shares.yes_yes),
        Cell::figure(shares.yes_no),
        Cell::figure(shares.no_yes),
        Cell::figure(shares.no_no),
        Cell::Number(shares.difference * 100.0, 1),
        end(|[low, _]| low),
        end(|[_, high]| high),
        shares.mcnemar_exact_p.shown().map_or(Cell::Hidden, Cell::P),
    ]
}
