//! `[[period]]`: months in which courses began, beside each other.

use jiff::civil::Date;

use super::Data;
use super::periods::{PERIODS_LEAST, PERIODS_MOST, PeriodFault, in_order};
use super::section::Section;
use crate::disclosure::Slice;
use crate::package::value::iso_date;

const EXPECTED: &str = "\"2025-01\"";

pub(super) fn periods(root: &Section<'_, '_>, data: Option<&Data>) -> Vec<Slice> {
    let sections = root.sections("period");
    let (Some(first), true) = (sections.first(), root.holds("period")) else { return Vec::new() };
    let list: Vec<Slice> = sections.iter().map(period).collect();
    // A file of measurements knows no first days.
    if let Some(Data::File(_)) = data {
        first.invalid("period", first.line(), "file", "package = \"…\"");
    }
    in_order(&list, None).unwrap_or_else(|faults| {
        for fault in faults {
            tell(first, fault);
        }
        Vec::new()
    })
}

fn period(section: &Section<'_, '_>) -> Slice {
    let from = month(section, "from");
    let to = month(section, "to").map(Date::last_of_month);
    section.finish();
    Slice { from, to }
}

/// The first day of a month.
fn month(section: &Section<'_, '_>, key: &'static str) -> Option<Date> {
    let text = section.text(key)?;
    let day = iso_date(&format!("{}-01", text.value));
    if day.is_none() {
        section.invalid(key, text.line, &text.value, EXPECTED);
    }
    day
}

fn tell(section: &Section<'_, '_>, fault: PeriodFault) {
    let (found, expected) = match fault {
        PeriodFault::Number(n) => {
            (format!("{n} × [[period]]"), format!("{PERIODS_LEAST}–{PERIODS_MOST} × [[period]]"))
        }
        PeriodFault::Order(one) | PeriodFault::Future(one) => (shown(one), "from ≤ to".to_owned()),
        PeriodFault::Overlap(one, next) => {
            (format!("{} + {}", shown(one), shown(next)), "to < from".to_owned())
        }
    };
    section.invalid("period", section.line(), &found, &expected);
}

fn shown(period: Slice) -> String {
    let month = |day: Option<Date>| day.map(|day| day.strftime("%Y-%m").to_string()).unwrap_or_default();
    format!("{}..{}", month(period.from), month(period.to))
}
