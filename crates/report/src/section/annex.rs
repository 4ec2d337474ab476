//! Annexes: the methods text (of what was computed and nothing else), definitions, all tables.

use evaluation::findings::{Findings, MeasureKind};

use super::Draft;
use super::question::plain;
use crate::document::Block;
use crate::words::{Words, upper_first};

pub(crate) fn annexes(draft: &mut Draft<'_>) {
    annex(draft, "A", "methods", "h-methods", true);
    let methods = methods(&draft.words, draft.findings);
    draft.blocks.push(Block::List(methods));
    if !draft.findings.provenance.settings.is_empty() {
        draft.heading(3, "settings", draft.say("m-settings"), false);
        let settings = draft.findings.provenance.settings.iter();
        let facts = settings.map(|(name, value)| (setting(&draft.words, name), value.clone())).collect();
        draft.blocks.push(Block::Facts(facts));
    }
    annex(draft, "B", "definitions", "h-definitions", false);
    let definitions = definitions(&draft.words, draft.findings);
    draft.blocks.push(Block::Facts(definitions));
    annex(draft, "C", "tables", "h-all-tables", true);
    let index = draft.blocks.len();
    for table in std::mem::take(&mut draft.later) {
        draft.table(table);
    }
    draft.tables_left();
    let words = draft.words;
    let listed = (1_usize..).zip(&draft.tables).map(|(number, table)| {
        let name = words.say("table", &[("number", number.into())]);
        (name, format!("{} ({})", table.caption, crate::tables::file_name(table)))
    });
    let listed = Block::Facts(listed.collect());
    draft.blocks.insert(index, listed);
}

fn annex(draft: &mut Draft<'_>, letter: &str, id: &str, title: &str, new_page: bool) {
    let title = draft.say(title);
    let text = draft.words.say("h-annex", &[("letter", letter.into()), ("title", title.into())]);
    draft.heading(2, id, text, new_page);
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
    used(scores || shares, "m-likely");
    said
}

/// A long hash may break in the middle, at an invisible place.
fn breakable(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(16).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("\u{200b}")
}

/// What the numbers mean, those that are there.
fn definitions(words: &Words<'_>, findings: &Findings) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut define = |key: &str, value: Option<String>| {
        let fill = value
            .map_or_else(Vec::new, |value| vec![("value", value.clone().into()), ("months", value.into())]);
        facts.push((words.say(&format!("dt-{key}"), &[]), words.say(&format!("d-{key}"), &fill)));
    };
    if let Some(flow) = &findings.flow {
        define("started", None);
        define("closed", None);
        define("full", Some(plain(words, flow.full_course_months)));
        define("owed", None);
        if !flow.left_in_phase.is_empty() {
            define("left", None);
        }
    }
    if findings.contacts.is_some() {
        define("support", None);
    }
    define("interval", None);
    define("missing", None);
    let who5 = findings.measures.iter().any(crate::words::is_who5);
    if who5 {
        define("who5", None);
    }
    let several = findings.measures.iter().filter(|measure| measure.family.is_none()).count() > 1;
    for measure in findings.measures.iter().filter(|measure| measure.family.is_none()) {
        let limits = [
            ("risk", measure.risk_at_or_below),
            ("relevant", measure.relevant_change),
            ("reliable", measure.reliable_change),
        ];
        for (key, value) in limits {
            let Some(value) = value.map(|value| plain(words, value)) else { continue };
            let mut name = words.say(&format!("dt-{key}"), &[]);
            if several {
                name = format!("{name} · {}", upper_first(&words.measure(measure)));
            }
            facts.push((name, words.say(&format!("d-{key}"), &[("value", value.into())])));
        }
    }
    facts
}
