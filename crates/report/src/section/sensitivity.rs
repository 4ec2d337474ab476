//! How much the answer leans on those who are not measured: the three ways side by side, bounds, weights, imputation, and
//! how much worse the missing would have to be for the answer to tip.

use evaluation::findings::{Estimable, Interval, Measure, MeasureKind, Sensitivity};

use super::cells::ends;
use super::score::table_name;
use super::{Draft, figures};
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::{full_decimals, primary, primary_model};

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let found: Vec<(&Sensitivity, &Measure)> = findings
        .sensitivity
        .iter()
        .filter_map(|one| draft.words.measure_named(&one.measure).map(|measure| (one, measure)))
        .filter(|(one, _)| one.missing > 0)
        .collect();
    let main = primary(findings).map(|measure| measure.name.as_str());
    if found.is_empty() {
        return;
    }
    draft.section("sensitivity", &draft.say("h-sensitivity"));
    for (one, measure) in found.iter().filter(|(_, measure)| Some(measure.name.as_str()) == main) {
        let said = sentence::missing_alike(&draft.words, measure, one);
        draft.maybe(said);
        draft.maybe(sentence::tipping(&draft.words, measure, one));
        draft.see(&[figures::estimates_id(measure).as_str()]);
    }
    for (one, measure) in &found {
        let table = ways(draft, one, measure);
        if measure.family.is_none() {
            draft.table(table);
        } else {
            draft.later(table);
        }
        let table = deltas(draft, one, measure);
        draft.later(table);
    }
    let table = missing(draft, &found);
    draft.table(table);
}

/// A way of counting: its name, persons, estimate, interval, p.
struct Way<'k> {
    key: &'k str,
    n: Option<u64>,
    value: f64,
    ci95: Interval,
    p: Option<f64>,
    note: String,
}

/// All ways beside each other, each with what it assumes.
fn ways(draft: &Draft<'_>, one: &Sensitivity, measure: &Measure) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("way").room(5),
        draft.column("n"),
        draft.column("change"),
        low,
        high,
        draft.column("p"),
        draft.words_column("assumes").room(8),
    ];
    let label = draft.words.measure(measure);
    let caption = draft.words.say("t-ways", &[("label", label.into())]);
    let mut table = Table::new(table_name(&measure.name, "ways"), caption, columns);
    let share = measure.kind == MeasureKind::YesNo;
    let scale = if share { 100.0 } else { 1.0 };
    let decimals = if share { 1 } else { full_decimals(measure) };
    for way in known_ways(draft, one, measure) {
        let mut cells = vec![
            Cell::Text(draft.say(way.key)),
            way.n.map_or(Cell::NotApplicable, Cell::Count),
            Cell::Signed(way.value * scale, decimals),
        ];
        cells.extend(ends(Some(way.ci95.map(|end| end * scale)), decimals));
        cells.push(way.p.map_or(Cell::NotApplicable, Cell::P));
        cells.push(Cell::Text(way.note));
        table.row(cells);
    }
    if let Estimable::Value(bounds) = &one.bounds {
        for (key, value) in [("way-least", bounds.least), ("way-greatest", bounds.greatest)] {
            let mut cells =
                vec![Cell::Text(draft.say(key)), Cell::Count(one.n), Cell::Signed(value * scale, decimals)];
            cells.extend(ends(Some(bounds.ci95.map(|end| end * scale)), decimals));
            cells.extend([Cell::NotApplicable, Cell::Text(draft.say(&format!("{key}-assumes")))]);
            table.row(cells);
        }
        table.notes.push(draft.say("note-bounds"));
    }
    if share {
        table.notes.push(draft.say("note-points"));
    }
    table
}

fn known_ways<'k>(draft: &Draft<'_>, one: &Sensitivity, measure: &Measure) -> Vec<Way<'k>> {
    let words = draft.words;
    let say = |key: &str| words.say(key, &[]);
    let mut ways = Vec::new();
    if let Some(change) = measure.change.value() {
        ways.push(Way {
            key: "way-paired",
            n: Some(change.n),
            value: change.difference,
            ci95: change.ci95,
            p: Some(change.p),
            note: say("way-paired-assumes"),
        });
    }
    if let Some((model, change)) = primary_model(measure).filter(|(model, _)| model.link == "identity") {
        let name = super::models::model_name(draft, model);
        ways.push(Way {
            key: "way-model",
            n: Some(model.persons),
            value: change.estimate,
            ci95: change.ci95,
            p: Some(change.p),
            note: words.say("way-model-assumes", &[("model", crate::words::lower_first(&name).into())]),
        });
    }
    if let Some(cautious) = &measure.cautious {
        ways.push(Way {
            key: "way-cautious",
            n: Some(cautious.n),
            value: cautious.difference,
            ci95: cautious.ci95,
            p: None,
            note: say("way-cautious-assumes"),
        });
    }
    if let Estimable::Value(weighted) = &one.weighted {
        let fill = [
            ("largest", words.number(weighted.largest_weight, 2).into()),
            ("cut", weighted.cut.into()),
            ("effective", words.number(weighted.effective, 0).into()),
        ];
        ways.push(Way {
            key: "way-weighted",
            n: Some(one.n.saturating_sub(one.missing)),
            value: weighted.estimate,
            ci95: weighted.ci95,
            p: Some(weighted.p),
            note: words.say("way-weighted-assumes", &fill),
        });
    }
    if let Estimable::Value(imputed) = &one.imputed {
        let fill = [
            ("sets", imputed.imputations.into()),
            ("seed", imputed.seed.to_string().into()),
            ("lost", words.number(imputed.missing_information * 100.0, 0).into()),
        ];
        ways.push(Way {
            key: "way-imputed",
            n: Some(one.n),
            value: imputed.estimate,
            ci95: imputed.ci95,
            p: Some(imputed.p),
            note: words.say("way-imputed-assumes", &fill),
        });
    }
    ways
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
            None => cells.extend(vec![Cell::NotComputable; 3]),
        }
        table.row(cells);
    }
    table.notes.push(draft.say("note-missing-compared"));
    table
}
