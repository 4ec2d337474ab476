//! One table of a study file: typed look-ups that note a fault with its line instead of stopping, so that all faults
//! of a file come out at once. Knows TOML, not what a study is.

use std::cell::RefCell;
use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Fault, FaultCode};
use crate::findings::Label;

/// The text of a study and the faults found in it.
pub(super) struct Source<'t> {
    name: &'t str,
    text: &'t str,
    faults: RefCell<Vec<Fault>>,
}

impl<'t> Source<'t> {
    pub(super) const fn new(name: &'t str, text: &'t str) -> Self {
        Self { name, text, faults: RefCell::new(Vec::new()) }
    }
    pub(super) fn line(&self, offset: usize) -> u64 {
        self.text.bytes().take(offset).fold(1, |line, byte| line + u64::from(byte == b'\n'))
    }
    pub(super) fn fault(&self, line: u64, key: &str, code: FaultCode) -> Fault {
        Fault::new(self.name, code).at(line).column(key).with("name", key)
    }
    pub(super) fn add(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort();
        faults.dedup();
        faults
    }
}

/// A value with the line it stands on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) line: u64,
}

/// A table being read: each key that is asked for becomes known, the others are faults in the end.
pub(super) struct Section<'s, 't> {
    source: &'s Source<'t>,
    table: &'s DeTable<'t>,
    line: u64,
    known: RefCell<Vec<&'static str>>,
}

impl<'s, 't> Section<'s, 't> {
    pub(super) const fn new(source: &'s Source<'t>, table: &'s DeTable<'t>, line: u64) -> Self {
        Self { source, table, line, known: RefCell::new(Vec::new()) }
    }

    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    fn get(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'t>>> {
        self.known.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Notes that a key's value does not fit; `expected` is an example in TOML.
    pub(super) fn invalid(&self, key: &str, line: u64, value: &str, expected: &str) {
        let fault = self.source.fault(line, key, FaultCode::KeyInvalid);
        self.source.add(fault.with("value", value).with("expected", expected));
    }

    /// Notes that a key points to nothing.
    pub(super) fn unknown_name(&self, key: &str, line: u64, value: &str, known: &[&str]) {
        let fault = self.source.fault(line, key, FaultCode::NameUnknown);
        self.source.add(fault.with("name", value).with("known", known.join(", ")));
    }

    /// Notes that what looks like a CPR number stands in a key's value; it is not repeated.
    pub(super) fn cpr(&self, key: &str, line: u64) {
        self.source.add(self.source.fault(line, key, FaultCode::CprInField));
    }

    /// Notes that a key is missing.
    pub(super) fn missing(&self, key: &str) {
        self.source.add(self.source.fault(self.line, key, FaultCode::KeyMissing));
    }

    fn read<T>(
        &self,
        key: &'static str,
        expected: &str,
        take: impl Fn(&DeValue<'t>) -> Option<T>,
    ) -> Option<At<T>> {
        let value = self.get(key)?;
        let line = self.source.line(value.span().start);
        let read = take(value.get_ref());
        if read.is_none() {
            let shown = self.source.text.get(value.span()).unwrap_or_default();
            let shown: String = shown.chars().take(60).collect();
            self.invalid(key, line, &shown, expected);
        }
        read.map(|value| At { value, line })
    }

    pub(super) fn text(&self, key: &'static str) -> Option<At<String>> {
        self.read(key, "\"…\"", |value| {
            value.as_str().map(str::trim).filter(|t| !t.is_empty()).map(Into::into)
        })
    }

    pub(super) fn needed(&self, key: &'static str) -> Option<At<String>> {
        let text = self.text(key);
        if !self.holds(key) {
            self.missing(key);
        }
        text
    }

    /// Text, or a number written as text would be (occasions such as `0` are easily written without quotes).
    pub(super) fn key_text(&self, key: &'static str) -> Option<At<String>> {
        self.read(key, "\"…\"", key_of)
    }

    /// A day, written as a date or as a text.
    pub(super) fn day_text(&self, key: &'static str) -> Option<At<String>> {
        self.read(key, "2026-12-31", |value| match value {
            DeValue::Datetime(day) => Some(day.to_string()),
            other => other.as_str().map(|text| text.trim().to_owned()),
        })
    }

    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        self.read(key, "true", DeValue::as_bool).map(|at| at.value)
    }

    pub(super) fn number(&self, key: &'static str) -> Option<f64> {
        self.read(key, "10", number).map(|at| at.value)
    }

    pub(super) fn positive(&self, key: &'static str) -> Option<f64> {
        self.read(key, "10", |value| number(value).filter(|number| *number > 0.0)).map(|at| at.value)
    }

    /// A whole number from 1 on.
    pub(super) fn whole(&self, key: &'static str, expected: &str) -> Option<u32> {
        let whole = |value: &DeValue<'_>| match value {
            DeValue::Integer(integer) if integer.radix() == 10 => {
                integer.as_str().replace('_', "").parse().ok()
            }
            _ => None,
        };
        self.read(key, expected, |value| whole(value).filter(|number| *number > 0)).map(|at| at.value)
    }

    pub(super) fn numbers(&self, key: &'static str) -> Option<At<Vec<f64>>> {
        self.read(key, "[0, 5]", |value| value.as_array()?.iter().map(|one| number(one.get_ref())).collect())
    }

    /// Lower and upper end, in that order.
    pub(super) fn interval(&self, key: &'static str) -> Option<[f64; 2]> {
        let ends = self.numbers(key)?;
        match ends.value.as_slice() {
            [low, high] if low < high => Some([*low, *high]),
            _ => {
                self.invalid(key, ends.line, &format!("{:?}", ends.value), "[0, 5]");
                None
            }
        }
    }

    /// Several intervals.
    pub(super) fn intervals(&self, key: &'static str) -> Option<Vec<[f64; 2]>> {
        let one = |value: &DeValue<'t>| match value.as_array()?.iter().as_slice() {
            [low, high] => {
                let ends = [number(low.get_ref())?, number(high.get_ref())?];
                (ends[0] <= ends[1]).then_some(ends)
            }
            _ => None,
        };
        self.read(key, "[[0.5, 1.5], [0.2, 0.8]]", |value| {
            value.as_array()?.iter().map(|pair| one(pair.get_ref())).collect()
        })
        .map(|at| at.value)
    }

    /// A list of texts with one at least.
    pub(super) fn texts(&self, key: &'static str) -> Option<At<Vec<String>>> {
        self.read(key, "[\"…\"]", |value| texts_of(value).filter(|all| !all.is_empty()))
    }

    /// A list of texts that may be empty.
    pub(super) fn list(&self, key: &'static str) -> Option<At<Vec<String>>> {
        self.read(key, "[\"…\"]", texts_of)
    }

    /// `label = "…"` for all languages, or `label.da = "…"`.
    pub(super) fn label(&self, key: &'static str) -> Label {
        let read = self.read(key, "{ da = \"…\", en = \"…\" }", |value| match value {
            DeValue::String(text) => {
                Some(["da", "en"].map(|language| (language.to_owned(), text.to_string())).into())
            }
            DeValue::Table(table) => table
                .iter()
                .map(|(name, text)| {
                    let name = name.get_ref().as_ref();
                    let text = text.get_ref().as_str()?;
                    ["da", "en"].contains(&name).then(|| (name.to_owned(), text.to_owned()))
                })
                .collect(),
            _ => None,
        });
        read.map_or_else(BTreeMap::new, |at| at.value)
    }

    pub(super) fn holds(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// A table within this one.
    pub(super) fn section(&self, key: &'static str) -> Option<Self> {
        let value = self.get(key)?;
        let line = self.source.line(value.span().start);
        if let Some(table) = value.get_ref().as_table() {
            Some(Section::new(self.source, table, line))
        } else {
            self.invalid(key, line, value.get_ref().type_str(), &format!("[{key}]"));
            None
        }
    }

    /// The tables written as `[[key]]`.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Self> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let line = self.source.line(value.span().start);
        let tables: Option<Vec<Self>> = value.get_ref().as_array().and_then(|array| {
            array
                .iter()
                .map(|one| {
                    let line = self.source.line(one.span().start);
                    one.get_ref().as_table().map(|table| Section::new(self.source, table, line))
                })
                .collect()
        });
        tables.unwrap_or_else(|| {
            self.invalid(key, line, value.get_ref().type_str(), &format!("[[{key}]]"));
            Vec::new()
        })
    }

    /// Each key that was not asked for is a fault.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for (name, value) in self.table {
            let key = name.get_ref().as_ref();
            if known.contains(&key) {
                continue;
            }
            let span = if name.span().is_empty() { value.span() } else { name.span() };
            let fault = self.source.fault(self.source.line(span.start), key, FaultCode::KeyUnknown);
            self.source.add(fault.with("known", known.join(", ")));
        }
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let digits = |text: &str| text.replace('_', "").parse::<f64>().ok().filter(|number| number.is_finite());
    match value {
        DeValue::Integer(integer) if integer.radix() == 10 => digits(integer.as_str()),
        DeValue::Float(float) => digits(float.as_str()),
        _ => None,
    }
}

fn texts_of(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|one| key_of(one.get_ref())).collect()
}

fn key_of(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        DeValue::Integer(integer) => Some(integer.as_str().replace('_', "")),
        DeValue::Float(float) => Some(float.as_str().replace('_', "")),
        _ => None,
    }
}
