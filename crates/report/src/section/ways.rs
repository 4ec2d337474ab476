//! The change counted in several ways, each with what it assumes of those who are not measured.

use evaluation::findings::{Estimable, Interval, Measure, MeasureKind, Sensitivity};

use super::Draft;
use super::cells::ends;
use super::score::table_name;
use crate::table::{Cell, Table};
use crate::words::{full_decimals, primary_model};

/// A way of counting: its name, persons, estimate, interval, p.
struct Way {
    name: String,
    n: Option<u64>,
    value: f64,
    ci95: Interval,
    p: Option<f64>,
    note: String,
}

/// All ways beside each other, each with what it assumes; for several measures without it.
pub(super) fn ways(draft: &Draft<'_>, name: &str, found: &[(&Sensitivity, &Measure)]) -> Table {
    let [low, high] = draft.interval_columns();
    let several = found.len() > 1;
    let mut columns = vec![
        draft.words_column("way").room(5),
        draft.column("n"),
        draft.column("change"),
        low,
        high,
        draft.column("p"),
    ];
    if several {
        columns.insert(0, draft.words_column("area").room(5));
    } else {
        columns.push(draft.words_column("assumes").room(8));
    }
    let family = draft.findings.families.iter().find(|family| family.name == name);
    let label = match (family, found.first()) {
        (Some(family), _) => draft.words.label(&family.label, name),
        (None, Some((_, measure))) => draft.words.measure(measure),
        (None, None) => name.to_owned(),
    };
    let caption = draft.words.say("t-ways", &[("label", label.into())]);
    let mut table = Table::new(table_name(name, "ways"), caption, columns);
    for (one, measure) in found {
        let scale = if measure.kind == MeasureKind::YesNo { 100.0 } else { 1.0 };
        let decimals = if measure.kind == MeasureKind::YesNo { 1 } else { full_decimals(measure) };
        for way in known(draft, measure).into_iter().chain(assumed(draft, one)) {
            let area = several.then(|| Cell::Text(draft.words.measure(measure)));
            let mut cells: Vec<Cell> = area.into_iter().collect();
            cells.push(Cell::Text(way.name));
            cells.push(way.n.map_or(Cell::NotApplicable, Cell::Count));
            cells.push(Cell::Signed(way.value * scale, decimals));
            cells.extend(ends(Some(way.ci95.map(|end| end * scale)), decimals));
            cells.push(way.p.map_or(Cell::NotApplicable, Cell::P));
            if !several {
                cells.push(Cell::Text(way.note));
            }
            table.row(cells);
        }
    }
    table.notes.extend(found.iter().filter_map(|(_, measure)| without_model(draft, measure)));
    if found.iter().any(|(one, _)| one.bounds.value().is_some()) {
        table.notes.push(draft.say("note-bounds"));
    }
    if found.iter().any(|(_, measure)| measure.kind == MeasureKind::YesNo) {
        table.notes.push(draft.say("note-points"));
    }
    table
}

/// That there is no estimate of all by a model, and why.
fn without_model(draft: &Draft<'_>, measure: &Measure) -> Option<String> {
    if primary_model(measure).is_some() {
        return None;
    }
    let (model, reason) = measure.models.iter().find_map(|model| Some((model, model.not_estimable?)))?;
    let name = format!("{}: {}", draft.words.measure(measure), super::models::model_name(draft, model));
    let fill = [("what", name.into()), ("reason", draft.words.model_reason(reason).into())];
    Some(draft.words.say("s16", &fill))
}

/// Measured both times, all by the model, the cautious way.
fn known(draft: &Draft<'_>, measure: &Measure) -> Vec<Way> {
    let words = draft.words;
    let say = |key: &str| words.say(key, &[]);
    let mut ways = Vec::new();
    if let Some(change) = measure.change.value() {
        ways.push(Way {
            name: say("way-paired"),
            n: Some(change.n),
            value: change.difference,
            ci95: change.ci95,
            p: Some(change.p),
            note: say("way-paired-assumes"),
        });
    }
    if let Some(shares) = measure.paired_shares.value().filter(|_| measure.kind == MeasureKind::YesNo)
        && let Some([low, high]) = shares.newcombe95.shown()
    {
        // Here a rise is positive, as in the other ways.
        ways.push(Way {
            name: say("way-paired"),
            n: Some(shares.n),
            value: -shares.difference,
            ci95: [-high, -low],
            p: shares.mcnemar_exact_p.shown(),
            note: say("way-paired-assumes"),
        });
    }
    if let Some((model, change)) = primary_model(measure).filter(|(model, _)| model.link == "identity") {
        let name = super::models::model_name(draft, model);
        ways.push(Way {
            name: say("way-model"),
            n: model.persons.shown(),
            value: change.estimate,
            ci95: change.ci95,
            p: Some(change.p),
            note: words.say("way-model-assumes", &[("model", crate::words::lower_first(&name).into())]),
        });
    }
    if let Some(cautious) = &measure.cautious {
        ways.push(Way {
            name: say("way-cautious"),
            n: Some(cautious.n),
            value: cautious.difference,
            ci95: cautious.ci95,
            p: None,
            note: say("way-cautious-assumes"),
        });
    }
    ways
}

/// Weights, imputation, and the least and greatest possible.
fn assumed(draft: &Draft<'_>, one: &Sensitivity) -> Vec<Way> {
    let words = draft.words;
    let say = |key: &str| words.say(key, &[]);
    let mut ways = Vec::new();
    if let Estimable::Value(weighted) = &one.weighted {
        let fill = [
            ("largest", words.number(weighted.largest_weight, 2).into()),
            ("cut", weighted.cut.into()),
            ("effective", words.number(weighted.effective, 0).into()),
        ];
        ways.push(Way {
            name: say("way-weighted"),
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
        let name = words.say("way-imputed", &[("sets", imputed.imputations.into())]);
        ways.push(Way {
            name,
            n: Some(one.n),
            value: imputed.estimate,
            ci95: imputed.ci95,
            p: Some(imputed.p),
            note: words.say("way-imputed-assumes", &fill),
        });
    }
    if let Estimable::Value(bounds) = &one.bounds {
        for (key, value) in [("way-least", bounds.least), ("way-greatest", bounds.greatest)] {
            let (name, note) = (say(key), say(&format!("{key}-assumes")));
            ways.push(Way { name, n: Some(one.n), value, ci95: bounds.ci95, p: None, note });
        }
    }
    ways
}
