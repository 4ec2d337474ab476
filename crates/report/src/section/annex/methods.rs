//! The methods text: a sentence for each method that was used, and none for a method that was not.

use evaluation::findings::{Findings, MeasureKind, Model, ModelKind};

use super::super::Draft;
use crate::document::Block;
use crate::words::Words;

/// Writes the text and the choices that changed a number.
pub(super) fn write(draft: &mut Draft<'_>) {
    let methods = methods(&draft.words, draft.findings);
    draft.blocks.push(Block::List(methods));
    if !draft.findings.provenance.settings.is_empty() {
        draft.heading(3, "settings", draft.say("m-settings"), false);
        let settings = draft.findings.provenance.settings.iter();
        let facts = settings.map(|(name, value)| (setting(&draft.words, name), value.clone())).collect();
        draft.blocks.push(Block::Facts(facts));
    }
}

/// What a setting is called; its own name where the report has no words for it.
fn setting(words: &Words<'_>, name: &str) -> String {
    let key = format!("setting-{}", name.replace('_', "-"));
    if locale::has(words.language, &format!("report-{key}")) { words.say(&key, &[]) } else { name.to_owned() }
}

/// A sentence for each method that was used.
fn methods(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let say = |key: &str| words.say(key, &[]);
    let provenance = &findings.provenance;
    let mut said = vec![words.say("m-made", &[("software", (&provenance.software).into())])];
    if let Some(cut) = &provenance.data_cut {
        said.push(words.say("m-cut", &[("date", words.date(cut).into())]));
    }
    for source in &provenance.sources {
        let rows = words.count(source.rows);
        let name = (&source.name).into();
        said.push(match &source.sha256 {
            Some(hash) => words
                .say("m-source", &[("name", name), ("rows", rows.into()), ("hash", breakable(hash).into())]),
            None => words.say("m-source-record", &[("name", name), ("rows", rows.into())]),
        });
    }
    let counts =
        [("persons", words.count(provenance.persons).into()), ("rows", words.count(provenance.rows).into())];
    said.push(words.say("m-rows", &counts));
    said.push(say("m-missing"));
    let measures = &findings.measures;
    let scores = measures.iter().any(|measure| measure.kind == MeasureKind::Score);
    let shares = measures.iter().any(|m| m.kind == MeasureKind::YesNo || m.risk_at_or_below.is_some());
    let mut used = |condition: bool, key: &str| {
        if condition {
            said.push(say(key));
        }
    };
    used(scores, "m-mean");
    used(measures.iter().any(|measure| measure.change.value().is_some()), "m-change");
    used(measures.iter().any(|measure| measure.cautious.is_some()), "m-cautious");
    used(shares, "m-share");
    used(measures.iter().any(|measure| measure.paired_shares.value().is_some()), "m-paired");
    for family in &findings.families {
        let name = words.label(&family.label, &family.name);
        said.push(words.say("m-holm", &[("family", name.into()), ("k", family.measures.len().into())]));
    }
    let mut used = |condition: bool, key: &str| {
        if condition {
            said.push(say(key));
        }
    };
    used(findings.subgroups.iter().any(|group| group.interaction.value().is_some()), "m-subgroups");
    used(findings.baseline.as_ref().is_some_and(|baseline| !baseline.rows.is_empty()), "m-std");
    used(findings.contacts.is_some(), "m-contacts");
    used(findings.dropout.is_some(), "m-dropout");
    let models: Vec<&Model> = measures.iter().flat_map(|measure| &measure.models).collect();
    let mixed = |model: &Model| matches!(model.kind, ModelKind::RandomIntercept | ModelKind::RandomSlope);
    used(models.iter().any(|model| mixed(model)), "m-mixed");
    used(models.iter().any(|model| model.kind == ModelKind::Mmrm), "m-mmrm");
    used(models.iter().any(|model| model.kind == ModelKind::Gee), "m-gee");
    used(models.iter().any(|model| model.kind == ModelKind::Logistic), "m-logistic");
    used(!findings.survival.is_empty(), "m-survival");
    let sensitivity = &findings.sensitivity;
    used(sensitivity.iter().any(|one| one.bounds.value().is_some()), "m-bounds");
    used(sensitivity.iter().any(|one| one.delta.value().is_some()), "m-delta");
    used(sensitivity.iter().any(|one| one.weighted.value().is_some()), "m-weighted");
    used(findings.dose.is_some(), "m-dose");
    used(!findings.series.is_empty(), "m-series");
    used(findings.comparison.is_some(), "m-units");
    used(findings.periods.is_some(), "m-periods");
    used(scores || shares, "m-likely");
    let imputed = sensitivity.iter().find_map(|one| one.imputed.value());
    said.extend(imputed.map(|imputed| {
        let fill = [("sets", imputed.imputations.into()), ("seed", imputed.seed.to_string().into())];
        words.say("m-imputed", &fill)
    }));
    if let Some(threshold) = provenance.settings.get("disclosure_threshold") {
        said.push(words.say("m-hidden", &[("threshold", threshold.into())]));
    }
    said
}

/// A long hash may break in the middle, at an invisible place.
fn breakable(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(16).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("\u{200b}")
}
