//! Days and times in words of the language (`torsdag 19. november`, `kl. 10.00`, `for 5 dage siden`).
//!
//! The year is left out for the last eleven months and for the rest of the present year; `today` is an argument.

use jiff::civil::{Date, Time};
use jiff::{Span, ToSpan};

use crate::{Language, text};

const NO_BREAK: char = '\u{a0}';

const MONTHS: [[&str; 12]; 2] = [
    [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const SHORT_MONTHS: [[&str; 12]; 2] = [
    ["jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."],
    ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

const WEEKDAYS: [[&str; 7]; 2] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

fn pick<const N: usize>(
    language: Language,
    words: &'static [[&'static str; N]; 2],
    position: i8,
) -> &'static str {
    let [da, en] = words;
    let row = match language {
        Language::Da => da,
        Language::En => en,
    };
    usize::try_from(position).ok().and_then(|position| row.get(position)).copied().unwrap_or_default()
}

/// The name of a month (1–12), as it stands inside a sentence; empty for any other number.
pub fn month_name(language: Language, month: i8) -> &'static str {
    pick(language, &MONTHS, month - 1)
}

fn weekday_name(language: Language, date: Date) -> &'static str {
    pick(language, &WEEKDAYS, date.weekday().to_monday_zero_offset())
}

/// Whether a reader knows the year without being told.
fn year_goes_without_saying(date: Date, today: Date) -> bool {
    let eleven_months: Span = 11.months();
    let since = today.checked_sub(eleven_months).unwrap_or(Date::MIN);
    date >= since && (date <= today || date.year() == today.year())
}

fn day_and_month(language: Language, date: Date, months: &'static [[&'static str; 12]; 2]) -> String {
    let month = pick(language, months, date.month() - 1);
    match language {
        Language::Da => format!("{}.{NO_BREAK}{month}", date.day()),
        Language::En => format!("{}{NO_BREAK}{month}", date.day()),
    }
}

fn with_year(words: String, date: Date, today: Date) -> String {
    if year_goes_without_saying(date, today) { words } else { format!("{words} {}", date.year()) }
}

/// A day in a sentence: `19. november`, with the year where it is needed.
pub fn day(language: Language, date: Date, today: Date) -> String {
    with_year(day_and_month(language, date, &MONTHS), date, today)
}

/// A day with its weekday: `torsdag 19. november`, with the year where it is needed.
pub fn long_day(language: Language, date: Date, today: Date) -> String {
    format!("{} {}", weekday_name(language, date), day(language, date, today))
}

/// A day in a narrow place: `19. nov.`, never with a year. For bands, charts and what stands beside a full date.
pub fn short_day(language: Language, date: Date) -> String {
    day_and_month(language, date, &SHORT_MONTHS)
}

/// A day in a narrow place: `19. nov.`, `3. jan. 2027`: with the year where it is needed.
pub fn short_day_with_year(language: Language, date: Date, today: Date) -> String {
    with_year(short_day(language, date), date, today)
}

/// A day with its year, whatever today is: `19. november 2026`. For reports and prints.
pub fn full_date(language: Language, date: Date) -> String {
    format!("{} {}", day_and_month(language, date, &MONTHS), date.year())
}

/// A month with its year: `november 2026`.
pub fn month_and_year(language: Language, date: Date) -> String {
    format!("{}{NO_BREAK}{}", month_name(language, date.month()), date.year())
}

/// A date in figures as people write it: `24-11-2026` or `24/11/2026`.
pub fn numeric_date(language: Language, date: Date) -> String {
    let mark = match language {
        Language::Da => '-',
        Language::En => '/',
    };
    format!("{:02}{mark}{:02}{mark}{:04}", date.day(), date.month(), date.year())
}

/// A stretch of days: `4.–8. december`, `4. maj–3. sep.`; the year stands where the last day needs it.
pub fn range(language: Language, from: Date, to: Date, today: Date) -> String {
    if from == to {
        return day(language, from, today);
    }
    if (from.year(), from.month()) == (to.year(), to.month()) {
        let point = if language == Language::Da { "." } else { "" };
        return format!("{}{point}–{}", from.day(), day(language, to, today));
    }
    let first = if from.year() == to.year() {
        short_day(language, from)
    } else {
        short_day_with_year(language, from, today)
    };
    format!("{first}–{}", short_day_with_year(language, to, today))
}

/// A time of day: `10.00` or `10:00`.
pub fn clock(language: Language, time: Time) -> String {
    let mark = match language {
        Language::Da => '.',
        Language::En => ':',
    };
    format!("{:02}{mark}{:02}", time.hour(), time.minute())
}

/// A time of day in a sentence: `kl. 10.00` or `at 10:00`.
pub fn at(language: Language, time: Time) -> String {
    let word = match language {
        Language::Da => "kl.",
        Language::En => "at",
    };
    format!("{word}{NO_BREAK}{}", clock(language, time))
}

/// How far a day lies from today: `i dag`, `i går`, `i forgårs`, then `for 5 dage siden`; `i morgen`, `om 5 dage`.
pub fn relative(language: Language, date: Date, today: Date) -> String {
    let days = today.since(date).map_or(0, |span| i64::from(span.get_days()));
    let key = match days {
        0 => "date-today",
        1 => "date-yesterday",
        2 => "date-day-before-yesterday",
        -1 => "date-tomorrow",
        _ if days > 0 => "date-days-ago",
        _ => "date-in-days",
    };
    text(language, key, &[("n", days.abs().into())]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Da, En};
    use jiff::civil::{date, time};

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn the_year_stands_only_where_it_is_needed() {
        assert_eq!(long_day(Da, date(2026, 11, 19), TODAY), "torsdag 19.\u{a0}november");
        assert_eq!(long_day(En, date(2026, 11, 19), TODAY), "Thursday 19\u{a0}November");
        assert_eq!(short_day_with_year(Da, date(2027, 1, 3), TODAY), "3.\u{a0}jan. 2027");
        assert_eq!(day(Da, date(2025, 12, 24), TODAY), "24.\u{a0}december");
        assert_eq!(day(Da, date(2025, 12, 23), TODAY), "23.\u{a0}december 2025");
        assert_eq!(day(Da, date(2026, 12, 4), TODAY), "4.\u{a0}december");
        assert_eq!(full_date(En, date(2026, 12, 4)), "4\u{a0}December 2026");
    }

    #[test]
    fn ranges_say_the_month_once() {
        assert_eq!(range(Da, date(2026, 12, 4), date(2026, 12, 8), TODAY), "4.–8.\u{a0}december");
        assert_eq!(range(En, date(2026, 12, 4), date(2026, 12, 8), TODAY), "4–8\u{a0}December");
        assert_eq!(range(Da, date(2026, 5, 4), date(2026, 9, 3), TODAY), "4.\u{a0}maj–3.\u{a0}sep.");
        assert_eq!(range(Da, date(2026, 12, 4), date(2027, 1, 3), TODAY), "4.\u{a0}dec.–3.\u{a0}jan. 2027");
    }

    #[test]
    fn relative_days_stop_at_the_day_before_yesterday() {
        assert_eq!(relative(Da, TODAY, TODAY), "i dag");
        assert_eq!(relative(Da, date(2026, 11, 22), TODAY), "i forgårs");
        assert_eq!(relative(Da, date(2026, 11, 19), TODAY), "for 5\u{a0}dage siden");
        assert_eq!(relative(Da, date(2025, 11, 19), TODAY), "for 370\u{a0}dage siden");
        assert_eq!(relative(Da, date(2026, 11, 25), TODAY), "i morgen");
        assert_eq!(relative(En, date(2026, 12, 2), TODAY), "in 8\u{a0}days");
    }

    #[test]
    fn clock_and_figures_follow_the_language() {
        assert_eq!(at(Da, time(10, 0, 0, 0)), "kl.\u{a0}10.00");
        assert_eq!(at(En, time(9, 5, 0, 0)), "at\u{a0}09:05");
        assert_eq!(numeric_date(Da, date(2026, 1, 4)), "04-01-2026");
        assert_eq!(month_and_year(Da, TODAY), "november\u{a0}2026");
    }
}
