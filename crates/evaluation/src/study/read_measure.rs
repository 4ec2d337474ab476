//! The measures of a study file.

use super::read_model::{Shared, models};
use super::section::Section;
use super::{Columns, Items, MeasureSpec, ModelSpec, YesNo};
use crate::findings::MeasureKind;

pub(super) fn measures(root: &Section<'_, '_>, shared: &mut Shared<'_>) -> Vec<MeasureSpec> {
    let sections = root.sections("measure");
    if !root.holds("measure") {
        root.missing("measure");
    }
    let mut measures: Vec<MeasureSpec> = Vec::new();
    for section in &sections {
        let Some(measure) = measure(section, shared) else { continue };
        if measures.iter().any(|known| known.name == measure.name) {
            section.invalid("name", section.line(), &measure.name, "name = \"…\"");
        }
        measures.push(measure);
    }
    measures
}

fn kind(section: &Section<'_, '_>) -> Option<MeasureKind> {
    let kind = section.needed("kind")?;
    match kind.value.as_str() {
        "score" => Some(MeasureKind::Score),
        "yes_no" => Some(MeasureKind::YesNo),
        _ => {
            section.invalid("kind", kind.line, &kind.value, "\"score\" | \"yes_no\"");
            None
        }
    }
}

fn measure(section: &Section<'_, '_>, shared: &mut Shared<'_>) -> Option<MeasureSpec> {
    let name = section.needed("name");
    let kind = kind(section);
    let label = section.label("label");
    let instrument = section.text("instrument").map(|at| at.value);
    let known_as = section.text("known_as").map(|at| at.value);
    let family = section.text("family").map(|at| at.value);
    let column = section.text("column");
    let (mut items, mut names) = (None, Vec::new());
    let mut spec = Numbers::default();
    let mut words = YesNo::default();
    match kind {
        Some(MeasureKind::YesNo) => words = yes_no(section),
        Some(MeasureKind::Score) => {
            (items, names) = score_items(section);
            spec = numbers(section, items, names.len());
        }
        None => return None,
    }
    match column {
        Some(column) if names.is_empty() => names.push(column.value),
        Some(column) => section.invalid("column", column.line, &column.value, "items | column"),
        None if names.is_empty() && !section.holds("items") && !section.holds("column") => {
            section.missing("column");
        }
        None => {}
    }
    let models = models(section, kind?, spec.risk.is_some(), shared);
    section.finish();
    Some(MeasureSpec {
        name: name?.value,
        label,
        kind: kind?,
        columns: Columns { instrument, names },
        items,
        words,
        known_as,
        family,
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk,
        relevant_change: spec.relevant,
        reliable_change: spec.reliable,
        bands: spec.bands,
        histogram: spec.histogram,
        own_rating: spec.own_rating,
        classing: ModelSpec::classing(&models),
        models,
    })
}

pub(super) fn yes_no(section: &Section<'_, '_>) -> YesNo {
    let words = |key| section.texts(key).map(|at| at.value).unwrap_or_default();
    YesNo { yes: words("yes"), no: words("no") }
}

fn score_items(section: &Section<'_, '_>) -> (Option<Items>, Vec<String>) {
    let names = section.texts("items");
    let range = section.interval("item_range");
    let multiply = section.positive("multiply");
    let Some(names) = names else { return (None, Vec::new()) };
    if !section.holds("item_range") {
        section.missing("item_range");
    }
    let twice = names.value.iter().enumerate().any(|(at, key)| names.value.iter().take(at).any(|k| k == key));
    if twice {
        section.invalid("items", names.line, &names.value.join(", "), "[\"q1\", \"q2\"]");
    }
    let items = range.map(|range| Items { range, multiply: multiply.unwrap_or(1.0) });
    (items, names.value)
}

#[derive(Default)]
struct Numbers {
    range: Option<[f64; 2]>,
    step: Option<f64>,
    risk: Option<f64>,
    relevant: Option<f64>,
    reliable: Option<f64>,
    bands: Vec<f64>,
    histogram: Vec<f64>,
    own_rating: bool,
}

fn numbers(section: &Section<'_, '_>, items: Option<Items>, count: usize) -> Numbers {
    // A score of whole answers moves in steps of the factor, between the sums of the ends.
    let count = u32::try_from(count).map_or(0.0, f64::from);
    let implied = items.map(|items| items.range.map(|end| end * count * items.multiply));
    let rising = |key: &'static str| {
        let ends = section.numbers(key)?;
        if ends.value.is_sorted_by(|a, b| a < b) && !ends.value.is_empty() {
            return Some(ends.value);
        }
        section.invalid(key, ends.line, &format!("{:?}", ends.value), "[32, 48, 100]");
        None
    };
    let numbers = Numbers {
        range: section.interval("range").or(implied),
        step: section.positive("step").or(items.map(|items| items.multiply)),
        risk: section.number("risk_at_or_below"),
        relevant: section.positive("relevant_change"),
        reliable: section.positive("reliable_change"),
        bands: rising("bands").unwrap_or_default(),
        histogram: rising("histogram").unwrap_or_default(),
        own_rating: section.flag("own_rating").unwrap_or(false),
    };
    if let (Some(relevant), Some(reliable)) = (numbers.relevant, numbers.reliable)
        && reliable < relevant
    {
        let least = format!("{relevant}");
        section.invalid("reliable_change", section.line(), &format!("{reliable}"), &least);
    }
    numbers
}
