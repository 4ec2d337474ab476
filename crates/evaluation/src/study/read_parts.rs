//! What a study says about its measures: families, the primary one, sub-groups and the lines of the baseline table.

use super::read_measure::yes_no;
use super::section::Section;
use super::{
    Characteristic, CharacteristicKind, Columns, ComparatorSpec, FamilySpec, GroupRule, MeasureSpec, Place,
    SubgroupSpec, YesNo,
};
use crate::evaluate::tally::MOST_GROUPS;
use crate::findings::MeasureKind;

pub(super) fn families(root: &Section<'_, '_>, measures: &[MeasureSpec]) -> Vec<FamilySpec> {
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

pub(super) fn primary(root: &Section<'_, '_>, measures: &[MeasureSpec]) -> Option<usize> {
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

pub(super) fn subgroups(
    root: &Section<'_, '_>,
    measures: &[MeasureSpec],
    primary: Option<usize>,
) -> Vec<SubgroupSpec> {
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
        let after_data = section.flag("after_data").unwrap_or(false);
        section.finish();
        let (Some(name), Some(rule)) = (name, rule) else { continue };
        if groups.iter().any(|known| known.name == name.value) {
            section.invalid("name", name.line, &name.value, "name = \"…\"");
        }
        // Beyond these they would not be told apart, and come out empty.
        if groups.len() >= MOST_GROUPS {
            section.invalid("name", name.line, &name.value, &format!("≤ {MOST_GROUPS} × [[subgroup]]"));
        }
        groups.push(SubgroupSpec { name: name.value, label, rule, measures: shown, after_data });
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
    let mut given = vec!["column", "any_of", "at_risk", "yes_at_start"];
    given.retain(|key| section.holds(key));
    if given.is_empty() {
        section.missing("column");
    } else if given.len() > 1 {
        section.invalid(
            "column",
            section.line(),
            &given.join(" + "),
            "column | any_of | at_risk | yes_at_start",
        );
    }
    let columns = column.or(any_of).map(|names| GroupRule::Column(Columns { instrument, names }, words));
    columns.or(at_risk.map(GroupRule::AtRisk)).or(yes.map(GroupRule::Yes))
}

pub(super) fn characteristics(root: &Section<'_, '_>, measures: &[MeasureSpec]) -> Vec<Characteristic> {
    let sections = root.sections("characteristic");
    sections.iter().filter_map(|section| characteristic(section, measures)).collect()
}

fn characteristic(section: &Section<'_, '_>, measures: &[MeasureSpec]) -> Option<Characteristic> {
    let label = section.label("label");
    let name = section.text("name").map(|at| at.value);
    if let Some(measure) = section.text("measure") {
        section.finish();
        let Some(found) = find(measures, &measure.value) else {
            section.unknown_name("measure", measure.line, &measure.value, &names(measures));
            return None;
        };
        let kind = match measures.get(found)?.kind {
            MeasureKind::Score => CharacteristicKind::Number,
            MeasureKind::YesNo => CharacteristicKind::YesNo(YesNo::default()),
        };
        let name = name.unwrap_or(measure.value);
        return Some(Characteristic { name, label, place: Place::Measure(found), kind });
    }
    let instrument = section.text("instrument").map(|at| at.value);
    let column = section.needed("column");
    let kind = section.needed("kind");
    let read = kind.as_ref().and_then(|kind| match kind.value.as_str() {
        "number" => Some(CharacteristicKind::Number),
        "yes_no" => Some(CharacteristicKind::YesNo(yes_no(section))),
        "choice" => Some(CharacteristicKind::Choice(levels(section))),
        "several" => Some(CharacteristicKind::Several(levels(section))),
        _ => {
            section.invalid(
                "kind",
                kind.line,
                &kind.value,
                "\"number\" | \"yes_no\" | \"choice\" | \"several\"",
            );
            None
        }
    });
    if read.is_some() || kind.is_none() {
        section.finish();
    }
    let column = column?.value;
    let name = name.unwrap_or_else(|| column.clone());
    let place = Place::Columns(Columns { instrument, names: vec![column] });
    Some(Characteristic { name, label, place, kind: read? })
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

/// A series from elsewhere: all of it, or none. `score` when the primary measure is one: a change is held against a change.
pub(super) fn comparator(root: &Section<'_, '_>, score: bool) -> Option<ComparatorSpec> {
    let section = root.section("comparator")?;
    if !score {
        section.invalid("comparator", section.line(), "primary", "kind = \"score\"");
    }
    let name = section.label("name");
    let (n, change) = (section.whole("n", "120"), section.number("change"));
    let ci95 = section.interval("interval");
    for key in ["name", "n", "change", "interval"] {
        if !section.holds(key) {
            section.missing(key);
        }
    }
    section.finish();
    let (n, change, ci95) = (n?, change?, ci95?);
    if !(ci95[0]..=ci95[1]).contains(&change) {
        section.invalid("change", section.line(), &change.to_string(), "interval[0] … interval[1]");
    }
    Some(ComparatorSpec { name, n: n.into(), change, ci95 })
}
