//! The methods text: a sentence for each method that was used, and none for a method that was not.

use evaluation::findings::{Change, Dropout, Findings, Measure, MeasureKind, Source};

use super::super::{Draft, further};
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
    let provenance = &findings.provenance;
    let mut said = vec![words.say("m-made", &[("software", (&provenance.software).into())])];
    if let Some(cut) = &provenance.data_cut {
        said.push(words.say("m-cut", &[("date", words.date(cut).into())]));
    }
    said.extend(read(words, findings));
    let own_rows = !findings.is_pooled();
    let courses = findings.flow.is_some();
    said.extend(used(
        words,
        &[
            (own_rows, "m-linked"),
            (own_rows && courses, "m-cleaned-courses"),
            (own_rows && !courses, "m-cleaned"),
        ],
    ));
    said.extend(measured(words, findings));
    said.extend(groups(words, findings));
    said.extend(super::models::methods(words, findings));
    said.extend(later(words, findings));
    said.extend(missing(words, findings));
    if let Some(threshold) = provenance.settings.get("disclosure_threshold") {
        said.push(words.say("m-hidden", &[("threshold", threshold.into())]));
    }
    said
}

/// What was read: files of rows, the record, or moments of places.
fn read(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let provenance = &findings.provenance;
    let pooled = findings.is_pooled();
    let source = |source: &Source| {
        let (name, rows) = ((&source.name).into(), words.count(source.rows).into());
        match &source.sha256 {
            Some(hash) => {
                words.say("m-source", &[("name", name), ("rows", rows), ("hash", breakable(hash).into())])
            }
            None if pooled => words.say("m-source-moments", &[("name", name), ("persons", rows)]),
            None => words.say("m-source-record", &[("name", name), ("rows", rows)]),
        }
    };
    let persons = words.count(provenance.persons).into();
    let all = if pooled {
        let places = words.count(provenance.sources.len() as u64).into();
        words.say("m-moments", &[("persons", persons), ("places", places)])
    } else {
        words.say("m-rows", &[("persons", persons), ("rows", words.count(provenance.rows).into())])
    };
    provenance.sources.iter().map(source).chain([all]).collect()
}

/// The sentences whose condition holds.
pub(super) fn used(words: &Words<'_>, all: &[(bool, &str)]) -> Vec<String> {
    all.iter().filter(|(holds, _)| *holds).map(|(_, key)| words.say(key, &[])).collect()
}

/// Each occasion, and the change of the same people.
fn measured(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let measures = &findings.measures;
    let any = |holds: fn(&Measure) -> bool| measures.iter().any(holds);
    let imputed = findings.sensitivity.iter().any(|one| one.imputed.value().is_some());
    let changes = || further::changes(findings);
    let mut said = used(
        words,
        &[
            (true, if imputed { "m-missing-imputed" } else { "m-missing" }),
            (any(|measure| measure.kind == MeasureKind::Score), "m-mean"),
            (any(|measure| measure.occasions.iter().any(|at| at.quartiles.is_some())), "m-quartiles"),
            (any(|measure| measure.change.value().is_some()), "m-change"),
            (changes().any(|change| change.effect.is_some()), "m-effect"),
            (changes().any(|change| change.wilcoxon.is_some()), "m-wilcoxon"),
            (any(|measure| !measure.alpha.is_empty()), "m-alpha"),
            (any(|measure| measure.cautious.is_some()), "m-cautious"),
            (any(|m| m.kind == MeasureKind::YesNo || m.risk_at_or_below.is_some()), "m-share"),
            (any(further::has_exact_interval), "m-clopper"),
            (any(|measure| measure.paired_shares.value().is_some()), "m-paired"),
            (any(|m| m.paired_shares.value().is_some_and(|found| found.mcnemar.is_some())), "m-mcnemar"),
            (any(further::has_groups_of_change), "m-jacobson-truax"),
        ],
    );
    for family in &findings.families {
        let name = words.label(&family.label, &family.name);
        let in_family = || measures.iter().filter(|measure| measure.family.as_ref() == Some(&family.name));
        let adjusted = |by: fn(&Change) -> Option<f64>| {
            in_family().any(|measure| measure.change.value().is_some_and(|change| by(change).is_some()))
        };
        let fill = [("family", name.into()), ("k", family.measures.len().into())];
        if adjusted(|change| change.p_holm) {
            said.push(words.say("m-holm", &fill));
        }
        if adjusted(|change| change.p_bh) {
            said.push(words.say("m-bh", &fill));
        }
    }
    said
}

/// Groups, characteristics, contacts and those who left.
fn groups(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let groups = &findings.subgroups;
    let compared = groups.iter().filter_map(|group| group.interaction.value());
    let adjusted = compared.clone().any(|found| found.p_holm.is_some());
    let dropout =
        |of: &Dropout| of.start_difference.value().is_some() || of.early_change_difference.value().is_some();
    used(
        words,
        &[
            (compared.count() > 0, "m-subgroups"),
            (adjusted, "m-subgroups-holm"),
            (groups.iter().any(|group| group.model_interaction.value().is_some()), "m-subgroups-model"),
            (findings.baseline.as_ref().is_some_and(|baseline| !baseline.rows.is_empty()), "m-std"),
            (findings.contacts.is_some(), "m-contacts"),
            (!findings.fidelity.is_empty(), "m-fidelity"),
            (findings.dropout.as_ref().is_some_and(dropout), "m-dropout"),
        ],
    )
}

/// What is counted over time, and between places and periods.
fn later(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let curves = &findings.survival;
    used(
        words,
        &[
            (!curves.is_empty(), "m-survival"),
            (curves.iter().any(|one| one.log_rank.value().is_some()), "m-log-rank"),
            (curves.iter().any(|one| one.cox.value().is_some()), "m-cox"),
            (findings.dose.is_some(), "m-dose"),
            (!findings.series.is_empty(), "m-series"),
            (findings.comparison.is_some(), "m-units"),
            (findings.change_comparison.is_some(), "m-unit-changes"),
            (findings.comparator.as_ref().is_some_and(|found| found.difference.is_some()), "m-comparator"),
            (findings.periods.is_some(), "m-periods"),
        ],
    )
}

/// What could be otherwise because somebody is missing, and what an interval is.
fn missing(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let sensitivity = &findings.sensitivity;
    let told = findings
        .measures
        .iter()
        .any(|measure| measure.kind == MeasureKind::Score || !measure.occasions.is_empty());
    let mut said = used(
        words,
        &[
            (sensitivity.iter().any(|one| one.bounds.value().is_some()), "m-bounds"),
            (sensitivity.iter().any(|one| one.delta.value().is_some()), "m-delta"),
            (sensitivity.iter().any(|one| one.weighted.value().is_some()), "m-weighted"),
            (told, "m-likely"),
        ],
    );
    said.extend(sensitivity.iter().find_map(|one| one.imputed.value()).map(|imputed| {
        let fill = [("sets", imputed.imputations.into()), ("seed", imputed.seed.to_string().into())];
        words.say("m-imputed", &fill)
    }));
    said
}

/// A long hash may break in the middle, at an invisible place.
fn breakable(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(16).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("\u{200b}")
}
