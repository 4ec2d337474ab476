//! What a period is called: a year, a half-year, months, or before and since.

use jiff::civil::Date;
use locale::{Language, month_and_year, text};

/// The name of a period of whole months; open where there is no day.
pub fn period_name(language: Language, from: Option<Date>, to: Option<Date>) -> String {
    let say = |key: &str, fill: &[(&str, locale::Value<'_>)]| text(language, key, fill).into_owned();
    let month = |day: Date| month_and_year(language, day);
    let year = |day: Date| day.year().to_string();
    match (from, to) {
        (None, None) => say("report-period-all", &[]),
        (None, Some(to)) => say("report-period-until", &[("to", month(to).into())]),
        (Some(from), None) => say("report-period-since", &[("from", month(from).into())]),
        (Some(from), Some(to)) => {
            let same_year = from.year() == to.year();
            match (from.month(), to.month()) {
                (1, 12) if same_year => year(from),
                (1, 6) if same_year => {
                    say("report-period-half", &[("half", 1.into()), ("year", year(from).into())])
                }
                (7, 12) if same_year => {
                    say("report-period-half", &[("half", 2.into()), ("year", year(from).into())])
                }
                (one, other) if same_year && one == other => month(from),
                _ => say("report-period-months", &[("from", month(from).into()), ("to", month(to).into())]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_called_what_people_call_it() {
        let name = |language, from: Option<(i16, i8)>, to: Option<(i16, i8)>| {
            let day = |(year, month)| date(year, month, 1);
            period_name(language, from.map(day), to.map(|to| day(to).last_of_month())).replace('\u{a0}', " ")
        };
        let danish = |from, to| name(Language::Da, from, to);
        assert_eq!(danish(Some((2025, 1)), Some((2025, 12))), "2025");
        assert_eq!(danish(Some((2025, 1)), Some((2025, 6))), "1. halvår 2025");
        assert_eq!(danish(Some((2025, 7)), Some((2025, 12))), "2. halvår 2025");
        assert_eq!(danish(Some((2025, 3)), Some((2025, 3))), "marts 2025");
        assert_eq!(danish(Some((2025, 11)), Some((2026, 2))), "november 2025 – februar 2026");
        assert_eq!(danish(None, Some((2025, 12))), "til og med december 2025");
        assert_eq!(danish(Some((2026, 1)), None), "fra januar 2026");
        assert_eq!(name(Language::En, Some((2025, 7)), Some((2025, 12))), "second half of 2025");
        assert_eq!(name(Language::En, None, None), "all");
    }
}
