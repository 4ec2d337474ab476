//! Words that people write beside the numbers: each with what it is about, its author and its day.

use domain::words::looks_like_cpr;

use super::section::{At, Section};
use crate::findings::{Label, Written, WrittenSection};
use crate::package::value::iso_date;

pub(super) fn written(root: &Section<'_, '_>) -> Vec<Written> {
    root.sections("written").iter().filter_map(one).collect()
}

fn one(section: &Section<'_, '_>) -> Option<Written> {
    let about = section.needed("section");
    let author = author(section);
    let date = day(section);
    let text = words(section);
    section.finish();
    let about = about?;
    let found = WrittenSection::of(&about.value);
    if found.is_none() {
        let known: Vec<&str> = WrittenSection::ALL.iter().map(|one| one.key()).collect();
        section.unknown_name("section", about.line, &about.value, &known);
    }
    Some(Written { section: found?, author: author?, date: date?, text: text? })
}

/// Whoever wrote it.
fn author(section: &Section<'_, '_>) -> Option<String> {
    let At { value, line } = section.needed("author")?;
    if looks_like_cpr(&value) {
        section.cpr("author", line);
        return None;
    }
    Some(value)
}

/// The day, written as a date or as a text.
fn day(section: &Section<'_, '_>) -> Option<String> {
    if !section.holds("date") {
        section.missing("date");
    }
    let text = section.day_text("date")?;
    let date = iso_date(&text.value);
    if date.is_none() {
        section.invalid("date", text.line, &text.value, "2026-12-31");
    }
    date.map(|date| date.to_string())
}

/// The words in each language they are given in; none at all is a fault.
fn words(section: &Section<'_, '_>) -> Option<Label> {
    let is_there = section.holds("text");
    let mut text = section.label("text");
    text.retain(|_, words| !words.trim().is_empty());
    if !is_there {
        section.missing("text");
    } else if text.is_empty() {
        section.invalid("text", section.line(), "", "{ da = \"…\", en = \"…\" }");
    }
    if text.values().any(|words| looks_like_cpr(words)) {
        section.cpr("text", section.line());
        return None;
    }
    (!text.is_empty()).then_some(text)
}
