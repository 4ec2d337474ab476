//! How much the answer leans on those who are not measured: the three ways side by side, bounds, weights, imputation, and
//! how much worse the missing would have to be for the answer to tip.

use evaluation::findings::{Estimable, Measure, Sensitivity};

use super::cells::{ends, instead};
use super::score::table_name;
use super::ways::ways;
use super::{Draft, figures};
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::{full_decimals, primary};

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let main = primary(findings).map(|measure| measure.name.as_str());
    // The primary change stands in all its ways also where nobody is missing: then they have to agree.
    let found: Vec<(&Sensitivity, &Measure)> = findings
        .sensitivity
        .iter()
        .filter_map(|one| draft.words.measure_named(&one.measure).map(|measure| (one, measure)))
        .filter(|(one, measure)| one.missing > 0 || one.n > 0 && Some(measure.name.as_str()) == main)
        .collect();
    if found.is_empty() {
        return;
    }
    draft.section("sensitivity", &draft.say("h-sensitivity"));
    let leans = |one: &Sensitivity, measure: &Measure| one.missing > 0 && Some(measure.name.as_str()) == main;
    for (one, measure) in found.iter().filter(|(one, measure)| leans(one, measure)) {
        let said = sentence::missing_alike(&draft.words, measure, one);
        draft.maybe(said);
        draft.maybe(sentence::tipping(&draft.words, measure, one, full_decimals(measure)));
        draft.see(&[figures::estimates_id(measure).as_str()]);
    }
    for (one, measure) in &found {
        let delta = deltas(draft, one, measure);
        if measure.family.is_none() {
            let table = ways(draft, &measure.name, &[(*one, *measure)]);
            draft.table(table);
            draft.later(delta);
        } else {
            draft.file(delta);
        }
    }
    for family in &findings.families {
        let areas: Vec<_> =
            found.iter().filter(|(_, measure)| family.measures.contains(&measure.name)).copied().collect();
        let table = ways(draft, &family.name, &areas);
        draft.later(table);
    }
    let table = missing(draft, &found);
    draft.table(table);
}

/// The estimate for each amount by which the missing may differ from what is expected of them.
fn deltas(draft: &Draft<'_>, one: &Sensitivity, measure: &Measure) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![draft.column("delta"), draft.column("change"), low, high, draft.column("p")];
    let label = draft.words.measure(measure);
    let caption = draft.words.say("t-delta", &[("label", label.into())]);
    let mut table = Table::new(table_name(&measure.name, "delta"), caption, columns);
    let decimals = full_decimals(measure);
    if let Estimable::Value(delta) = &one.delta {
        for point in &delta.points {
            let mut cells = vec![Cell::Number(point.delta, 1), Cell::Signed(point.estimate, decimals)];
            cells.extend(ends(Some(point.ci95), decimals));
            cells.push(Cell::P(point.p));
            table.row(cells);
        }
        table.notes.push(draft.say("note-delta"));
    }
    table
}

/// Whether those without the second measurement were like the others before.
fn missing(draft: &Draft<'_>, found: &[(&Sensitivity, &Measure)]) -> Table {
    let [low, high] = draft.interval_columns();
    let group = draft.say("c-start-difference");
    let columns = vec![
        draft.words_column("measure").room(6),
        draft.column("n"),
        draft.column("missing"),
        draft.column("difference-std"),
        draft.column("difference").under(group.clone()),
        low.under(group.clone()),
        high.under(group),
    ];
    let mut table = Table::new("missing-compared", draft.say("t-missing-compared"), columns);
    for (one, measure) in found {
        let decimals = full_decimals(measure);
        let mut cells = vec![
            Cell::Text(draft.words.measure(measure)),
            Cell::Count(one.n),
            Cell::Count(one.missing),
            one.start_standardised_difference.map_or(Cell::NotComputable, |value| Cell::Signed(value, 2)),
        ];
        match one.start_difference.value() {
            Some(found) => {
                cells.push(Cell::Signed(found.difference, decimals));
                cells.extend(ends(Some(found.ci95), decimals));
            }
            None => cells.extend(vec![instead(&one.start_difference); 3]),
        }
        table.row(cells);
    }
    table.notes.push(draft.say("note-missing-compared"));
    table
}
