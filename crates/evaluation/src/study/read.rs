//! TOML → study: every key is checked, every name must point to something, and all faults come out together.

use toml::de::DeTable;

use super::section::{At, Section, Source};
use super::{
    Characteristic, CharacteristicKind, Columns, ContactSpec, Data, FamilySpec, GroupRule, Items, Layout,
    MeasureSpec, Study, SubgroupSpec, YesNo,
};
use crate::fault::{Fault, FaultCode};
use crate::findings::{MeasureKind, Occasion};
use crate::package::value::iso_date;

const FULL_COURSE_MONTHS: f64 = 10.0;
const WINDOW_DAYS: u32 = 14;

pub(super) fn study(name: &str, text: &str) -> Result<Study, Vec<Fault>> {
    let source = Source::new(name, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = error.span().map(|span| source.line(span.start));
        let reason = error.message().trim().replace('\n', "; ");
        source.add(Fault { line, ..Fault::new(name, FaultCode::TomlSyntax).with("reason", reason) });
    }
    let read = top(&Section::new(&source, table.get_ref(), 1));
    let faults = source.into_faults();
    match read {
        Some(study) if faults.is_empty() => Ok(study),
        _ if faults.is_empty() => Err(vec![Fault::new(name, FaultCode::KeyMissing).with("name", "measure")]),
        _ => Err(faults),
    }
}

fn top(root: &Section<'_, '_>) -> Option<Study> {
    let title = root.needed("title");
    let synthetic = root.flag("synthetic");
    let data_cut = date(root, "data_cut");
    let full_course_months = root.positive("full_course_months").unwrap_or(FULL_COURSE_MONTHS);
    let data = data(root);
    let measures = measures(root);
    let families = families(root, &measures);
    let primary = primary(root, &measures);
    let subgroups = subgroups(root, &measures, primary);
    let characteristics = characteristics(root);
    let labels = occasion_labels(root, data.as_ref().map(|data| data.occasions.as_slice()));
    let contacts = contacts(root);
    root.finish();
    let data = data?;
    Some(Study {
        title: title?.value,
        synthetic,
        data_cut,
        data: data.place?,
        layout: data.layout,
        occasions: labels,
        from: data.from?,
        to: data.to?,
        measures,
        primary: primary?,
        families,
        subgroups,
        characteristics,
        full_course_months,
        contacts,
    })
}

fn date(section: &Section<'_, '_>, key: &'static str) -> Option<jiff::civil::Date> {
    let text = section.text(key)?;
    let date = iso_date(&text.value);
    if date.is_none() {
        section.invalid(key, text.line, &text.value, "\"2026-12-31\"");
    }
    date
}

struct DataPart {
    place: Option<Data>,
    layout: Layout,
    occasions: Vec<String>,
    from: Option<usize>,
    to: Option<usize>,
}

fn data(root: &Section<'_, '_>) -> Option<DataPart> {
    let Some(section) = root.section("data") else {
        if !root.holds("data") {
            root.missing("data");
        }
        return None;
    };
    let file = section.text("file");
    let package = section.text("package");
    let record = section.flag("record").unwrap_or(false);
    let is_file = section.holds("file");
    let place = match (file, package, record) {
        (Some(file), None, false) => Some(Data::File(file.value.into())),
        (None, Some(package), false) => Some(Data::Package(package.value.into())),
        (None, None, true) => Some(Data::Record),
        (None, None, false) => {
            if !is_file && !section.holds("package") {
                section.missing("file");
            }
            None
        }
        (_, Some(At { line, value }), _) => {
            section.invalid("package", line, &value, "file | package | record");
            None
        }
        (Some(At { line, value }), None, true) => {
            section.invalid("file", line, &value, "file | package | record");
            None
        }
    };
    let (person, occasion) = if is_file {
        (section.needed("person"), section.needed("occasion"))
    } else {
        (section.text("person"), section.text("occasion"))
    };
    let layout = Layout {
        person: person.map(|at| at.value).unwrap_or_default(),
        occasion: occasion.map(|at| at.value).unwrap_or_default(),
        missing: section.texts("missing").map_or_else(|| vec!["NA".to_owned()], |at| at.value),
    };
    let occasions = order(&section);
    let (from, to) = ends(&section, &occasions);
    section.finish();
    Some(DataPart { place, layout, occasions, from, to })
}

fn order(section: &Section<'_, '_>) -> Vec<String> {
    let Some(order) = section.texts("order") else {
        if !section.holds("order") {
            section.missing("order");
        }
        return Vec::new();
    };
    let twice = order.value.iter().enumerate().any(|(at, key)| order.value.iter().take(at).any(|k| k == key));
    if twice || order.value.len() < 2 || order.value.len() > usize::from(u8::MAX) {
        section.invalid("order", order.line, &order.value.join(", "), "[\"0\", \"6\", \"12\"]");
    }
    order.value
}

fn ends(section: &Section<'_, '_>, occasions: &[String]) -> (Option<usize>, Option<usize>) {
    let known: Vec<&str> = occasions.iter().map(String::as_str).collect();
    let position = |key: &'static str, default: usize| match section.key_text(key) {
        None if section.holds(key) => None,
        None => Some(default),
        Some(at) => {
            let position = known.iter().position(|one| *one == at.value);
            if position.is_none() && !known.is_empty() {
                section.unknown_name(key, at.line, &at.value, &known);
            }
            position
        }
    };
    let from = position("from", 0);
    let to = position("to", occasions.len().saturating_sub(1));
    if let (Some(first), Some(second)) = (from, to)
        && first >= second
        && occasions.len() > 1
    {
        let shown = |at: usize| known.get(at).copied().unwrap_or_default();
        section.invalid("to", section.line(), shown(second), &format!("from = {:?}", shown(first)));
    }
    (from, to)
}

fn occasion_labels(root: &Section<'_, '_>, order: Option<&[String]>) -> Vec<Occasion> {
    let mut occasions: Vec<Occasion> = order
        .unwrap_or_default()
        .iter()
        .map(|key| Occasion { key: key.clone(), label: std::collections::BTreeMap::new() })
        .collect();
    for section in root.sections("occasion") {
        let key = section.key_text("key");
        if !section.holds("key") {
            section.missing("key");
        }
        let label = section.label("label");
        section.finish();
        let Some(key) = key else { continue };
        if let Some(occasion) = occasions.iter_mut().find(|occasion| occasion.key == key.value) {
            occasion.label = label;
        } else if order.is_some() {
            let known: Vec<&str> = occasions.iter().map(|occasion| occasion.key.as_str()).collect();
            section.unknown_name("key", key.line, &key.value, &known);
        }
    }
    occasions
}

fn measures(root: &Section<'_, '_>) -> Vec<MeasureSpec> {
    let sections = root.sections("measure");
    if !root.holds("measure") {
        root.missing("measure");
    }
    let mut measures: Vec<MeasureSpec> = Vec::new();
    for section in &sections {
        let Some(measure) = measure(section) else { continue };
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

fn measure(section: &Section<'_, '_>) -> Option<MeasureSpec> {
    let name = section.needed("name");
    let kind = kind(section);
    let label = section.label("label");
    let instrument = section.text("instrument").map(|at| at.value);
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
    section.finish();
    Some(MeasureSpec {
        name: name?.value,
        label,
        kind: kind?,
        columns: Columns { instrument, names },
        items,
        words,
        family,
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk,
        relevant_change: spec.relevant,
        reliable_change: spec.reliable,
        bands: spec.bands,
        histogram: spec.histogram,
        own_rating: spec.own_rating,
    })
}

fn yes_no(section: &Section<'_, '_>) -> YesNo {
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

fn families(root: &Section<'_, '_>, measures: &[MeasureSpec]) -> Vec<FamilySpec> {
    let mut families: Vec<FamilySpec> = Vec::new();
    for (position, measure) in measures.iter().enumerate() {
        let Some(name) = &measure.family else { continue };
        if let Some(family) = families.iter_mut().find(|family| family.name == *name) {
            family.measures.push(position);
        } else {
            families.push(FamilySpec {
                name: name.clone(),
                label: std::collections::BTreeMap::new(),
                measures: vec![position],
                progress_at_least: None,
            });
        }
    }
    for section in root.sections("family") {
        let name = section.needed("name");
        let label = section.label("label");
        let progress = section.positive("progress_at_least");
        section.finish();
        let Some(name) = name else { continue };
        if let Some(family) = families.iter_mut().find(|family| family.name == name.value) {
            family.label = label;
            family.progress_at_least = progress;
        } else {
            let known: Vec<&str> = families.iter().map(|family| family.name.as_str()).collect();
            section.unknown_name("name", name.line, &name.value, &known);
        }
    }
    families
}

fn primary(root: &Section<'_, '_>, measures: &[MeasureSpec]) -> Option<usize> {
    let first =
        measures.iter().position(|m| m.kind == MeasureKind::Score).or((!measures.is_empty()).then_some(0));
    let Some(named) = root.text("primary") else { return first };
    let found = find(measures, &named.value);
    if found.is_none() {
        root.unknown_name("primary", named.line, &named.value, &names(measures));
    }
    found
}

fn find(measures: &[MeasureSpec], name: &str) -> Option<usize> {
    measures.iter().position(|measure| measure.name == name)
}

fn names(measures: &[MeasureSpec]) -> Vec<&str> {
    measures.iter().map(|measure| measure.name.as_str()).collect()
}

fn subgroups(root: &Section<'_, '_>, measures: &[MeasureSpec], primary: Option<usize>) -> Vec<SubgroupSpec> {
    let mut groups: Vec<SubgroupSpec> = Vec::new();
    for section in root.sections("subgroup") {
        let name = section.needed("name");
        let label = section.label("label");
        let rule = group_rule(&section, measures);
        let shown = match section.texts("measures") {
            None => primary.into_iter().collect(),
            Some(listed) => {
                listed.value.iter().filter_map(|one| score(&section, listed.line, one, measures)).collect()
            }
        };
        section.finish();
        let (Some(name), Some(rule)) = (name, rule) else { continue };
        if groups.iter().any(|known| known.name == name.value) {
            section.invalid("name", name.line, &name.value, "name = \"…\"");
        }
        groups.push(SubgroupSpec { name: name.value, label, rule, measures: shown });
    }
    groups
}

fn score(section: &Section<'_, '_>, line: u64, name: &str, measures: &[MeasureSpec]) -> Option<usize> {
    let found = find(measures, name)
        .filter(|at| measures.get(*at).is_some_and(|measure| measure.kind == MeasureKind::Score));
    if found.is_none() {
        let scores: Vec<&str> = measures
            .iter()
            .filter(|measure| measure.kind == MeasureKind::Score)
            .map(|measure| measure.name.as_str())
            .collect();
        section.unknown_name("measures", line, name, &scores);
    }
    found
}

fn group_rule(section: &Section<'_, '_>, measures: &[MeasureSpec]) -> Option<GroupRule> {
    let instrument = section.text("instrument").map(|at| at.value);
    let column = section.text("column").map(|at| vec![at.value]);
    let any_of = section.texts("any_of").map(|at| at.value);
    let words = yes_no(section);
    let fits = |key: &'static str, fits: fn(&MeasureSpec) -> bool| {
        let named = section.text(key)?;
        let found = find(measures, &named.value).filter(|at| measures.get(*at).is_some_and(fits));
        if found.is_none() {
            section.unknown_name(key, named.line, &named.value, &names(measures));
        }
        found
    };
    let at_risk = fits("at_risk", |measure| measure.risk_at_or_below.is_some());
    let yes = fits("yes_at_start", |measure| measure.kind == MeasureKind::YesNo);
    let given =
        ["column", "any_of", "at_risk", "yes_at_start"].iter().filter(|key| section.holds(key)).count();
    if given == 0 {
        section.missing("column");
    } else if given > 1 {
        section.invalid("column", section.line(), "", "column | any_of | at_risk | yes_at_start");
    }
    let columns = column.or(any_of).map(|names| GroupRule::Column(Columns { instrument, names }, words));
    columns.or(at_risk.map(GroupRule::AtRisk)).or(yes.map(GroupRule::Yes))
}

fn characteristics(root: &Section<'_, '_>) -> Vec<Characteristic> {
    let sections = root.sections("characteristic");
    sections.iter().filter_map(characteristic).collect()
}

fn characteristic(section: &Section<'_, '_>) -> Option<Characteristic> {
    let label = section.label("label");
    let instrument = section.text("instrument").map(|at| at.value);
    let column = section.needed("column");
    let name = section.text("name");
    let kind = section.needed("kind");
    let read = kind.as_ref().and_then(|kind| match kind.value.as_str() {
        "number" => Some(CharacteristicKind::Number),
        "yes_no" => Some(CharacteristicKind::YesNo(yes_no(section))),
        "choice" => Some(CharacteristicKind::Choice(levels(section))),
        _ => {
            section.invalid("kind", kind.line, &kind.value, "\"number\" | \"yes_no\" | \"choice\"");
            None
        }
    });
    if read.is_some() || kind.is_none() {
        section.finish();
    }
    let column = column?.value;
    let name = name.map_or_else(|| column.clone(), |at| at.value);
    Some(Characteristic { name, label, columns: Columns { instrument, names: vec![column] }, kind: read? })
}

fn levels(section: &Section<'_, '_>) -> Vec<(String, crate::findings::Label)> {
    let mut levels = Vec::new();
    for level in section.sections("level") {
        let key = level.key_text("key");
        if !level.holds("key") {
            level.missing("key");
        }
        let label = level.label("label");
        level.finish();
        levels.extend(key.map(|key| (key.value, label)));
    }
    levels
}

fn contacts(root: &Section<'_, '_>) -> ContactSpec {
    let mut spec = ContactSpec { window_days: WINDOW_DAYS, planned_per_week: Vec::new() };
    let Some(section) = root.section("contacts") else { return spec };
    if let Some(days) = section.positive("window_days") {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to lie in 1–366"
        )]
        let whole = days.clamp(1.0, 366.0) as u32;
        if (f64::from(whole) - days).abs() > 0.0 {
            section.invalid("window_days", section.line(), &format!("{days}"), "14");
        }
        spec.window_days = whole;
    }
    if let Some(planned) = section.intervals("planned_per_week") {
        if planned.len() != 3 {
            let found = format!("{}", planned.len());
            section.invalid(
                "planned_per_week",
                section.line(),
                &found,
                "[[0.5, 1.5], [0.2, 0.8], [0.1, 0.4]]",
            );
        }
        spec.planned_per_week = planned;
    }
    section.finish();
    spec
}
