//! What a kept study asks for beside its programme's own study: day and period, what is left out of it, the threshold. As
//! text it is TOML; the study it makes is a file like any other.

use std::collections::BTreeSet;

use domain::Date;
use evaluation::disclosure::Disclosure;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::evaluate::{Compare, Period};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asks {
    /// The record as it stood; the newest numbers when nothing is said.
    pub until: Option<Date>,
    /// Courses that began within it.
    pub period: Period,
    /// Periods beside each other.
    pub compare: Compare,
    /// Measures that are left out, by name.
    pub without_measures: BTreeSet<String>,
    /// Sub-groups that are left out, by name.
    pub without_groups: BTreeSet<String>,
    /// Counts below it are hidden; that of the programme's study when nothing is said.
    pub threshold: Option<u64>,
}

/// The same as it is written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    until: Option<String>,
    from: Option<String>,
    to: Option<String>,
    compare: String,
    without_measures: BTreeSet<String>,
    without_groups: BTreeSet<String>,
    threshold: Option<u64>,
}

impl Asks {
    /// As text.
    pub(super) fn to_text(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let written = Written {
            until: day(self.until),
            from: day(self.period.from),
            to: day(self.period.to),
            compare: self.compare.to_text(),
            without_measures: self.without_measures.clone(),
            without_groups: self.without_groups.clone(),
            threshold: self.threshold,
        };
        toml::to_string(&written).unwrap_or_default()
    }

    /// Reads it; what a later version no longer knows is left out.
    pub(super) fn from_text(text: &str) -> Self {
        let written: Written = toml::from_str(text).unwrap_or_default();
        let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
        Self {
            until: day(written.until),
            period: Period { from: day(written.from), to: day(written.to) },
            compare: Compare::parse(&written.compare).unwrap_or_default(),
            without_measures: written.without_measures,
            without_groups: written.without_groups,
            threshold: written.threshold,
        }
    }

    /// The study of a programme with what is asked, as text; nothing when it is no study.
    pub(super) fn applied(&self, study: &str, title: &str) -> Option<String> {
        let mut table: Table = study.parse().ok()?;
        table.insert("title".to_owned(), Value::String(title.to_owned()));
        let left_out = |value: &Value, key: &str, without: &BTreeSet<String>| {
            value.get(key).and_then(Value::as_str).is_some_and(|name| without.contains(name))
        };
        let measures = &self.without_measures;
        keep(&mut table, "measure", |one| !left_out(one, "name", measures));
        keep(&mut table, "characteristic", |one| !left_out(one, "measure", measures));
        keep(&mut table, "subgroup", |one| {
            !left_out(one, "name", &self.without_groups)
                && !left_out(one, "at_risk", measures)
                && !left_out(one, "yes_at_start", measures)
        });
        let families: BTreeSet<String> = rows(&table, "measure")
            .filter_map(|one| one.get("family").and_then(Value::as_str).map(ToOwned::to_owned))
            .collect();
        keep(&mut table, "family", |one| left_out(one, "name", &families));
        if let Some(threshold) = self.threshold {
            let number = i64::try_from(threshold).unwrap_or(i64::MAX);
            let section = Table::from_iter([("threshold".to_owned(), Value::Integer(number))]);
            table.insert("disclosure".to_owned(), Value::Table(section));
        }
        toml::to_string(&table).ok()
    }

    /// Whether the threshold is one that can be asked for.
    pub(super) fn threshold_fits(&self) -> bool {
        self.threshold.is_none_or(|asked| (Disclosure::LEAST..=Disclosure::MOST).contains(&asked))
    }
}

/// A study as text with the periods that stand beside each other.
pub(super) fn with_periods(mut study: String, periods: &[Period]) -> String {
    for period in periods {
        study.push_str("\n[[period]]\n");
        for (key, day) in [("from", period.from), ("to", period.to)] {
            let line = day.map(|day| format!("{key} = \"{}\"\n", day.strftime("%Y-%m")));
            study.push_str(&line.unwrap_or_default());
        }
    }
    study
}

fn rows<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Value> {
    table.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn keep(table: &mut Table, key: &str, fits: impl Fn(&Value) -> bool) {
    if let Some(Value::Array(list)) = table.get_mut(key) {
        list.retain(fits);
        if list.is_empty() {
            table.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_asked_is_kept_whole() {
        let asks = Asks {
            until: Some(date(2026, 9, 30)),
            period: Period { from: Some(date(2025, 1, 1)), to: None },
            compare: Compare::parse("2025-01..2025-12,2026-01..").unwrap(),
            without_measures: BTreeSet::from(["bolig".to_owned()]),
            without_groups: BTreeSet::from(["misuse".to_owned()]),
            threshold: Some(7),
        };
        assert_eq!(Asks::from_text(&asks.to_text()), asks);
        assert_eq!(Asks::from_text(""), Asks::default());
        assert!(asks.threshold_fits() && !Asks { threshold: Some(2), ..asks }.threshold_fits());
    }
}
