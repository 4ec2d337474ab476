//! Periods beside each other on the results page: how they are chosen, what they are called, and why they are not shown.

use std::borrow::Cow;

use domain::refusal::Refusal;
use locale::Value;
use service::evaluate::{Compare, Compared, HeldPeriod, HeldWhy, Period};

use crate::form::{Choice, Fields};
use crate::withheld;
use crate::words::Words;

/// Fields of own periods: first and last day of each.
const OWN: [(&str, &str); 4] =
    [("p1-from", "p1-to"), ("p2-from", "p2-to"), ("p3-from", "p3-to"), ("p4-from", "p4-to")];
/// The choice that leads to own periods.
const OWN_CHOICE: &str = "own";

/// What is asked for: what is chosen; own periods also where nothing is chosen and others are filled in than were shown.
pub(super) fn asked(typed: &Fields, faults: &mut Vec<Refusal>) -> Compare {
    let chosen = typed.raw("compare");
    if chosen == OWN_CHOICE {
        return Compare::Periods(filled_in(typed, faults));
    }
    if chosen.is_empty() {
        let own = filled_in(typed, faults);
        let same = Compare::Periods(own.clone()).to_text() == typed.raw("compared");
        return if own.is_empty() || same { Compare::Nothing } else { Compare::Periods(own) };
    }
    Compare::parse(chosen).unwrap_or_else(|fault| {
        faults.push(fault);
        Compare::Nothing
    })
}

fn filled_in(typed: &Fields, faults: &mut Vec<Refusal>) -> Vec<Period> {
    let mut day = |name| {
        typed.date(name).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    };
    OWN.into_iter()
        .map(|(from, to)| Period { from: day(from), to: day(to) })
        .filter(|period| *period != Period::default())
        .collect()
}

/// Puts what is compared in the place of what was typed, so that the address says what is seen.
pub(super) fn settle(typed: &mut Fields, compare: &Compare) {
    typed.put("compare", compare.to_text());
    let list = if let Compare::Periods(list) = compare { list.as_slice() } else { &[] };
    let ends = list.iter().map(|period| [period.from, period.to]).chain(std::iter::repeat([None, None]));
    for ((from, to), ends) in OWN.into_iter().zip(ends) {
        for (name, day) in [from, to].into_iter().zip(ends) {
            typed.put(name, day.map(|day| day.to_string()).unwrap_or_default());
        }
    }
}

/// The choices of the form.
pub(super) fn choices(typed: &Fields, words: Words) -> Vec<Choice> {
    let text = typed.raw("compare");
    let own = || OWN.iter().any(|(from, to)| typed.text(from).or(typed.text(to)).is_some());
    let picked = if text.contains("..") || text.is_empty() && own() { OWN_CHOICE } else { text };
    let all = [("", "nothing"), ("years", "years"), ("half-years", "half-years"), (OWN_CHOICE, "own")];
    all.map(|(value, key)| {
        Choice::new(value.to_owned(), words.say(&format!("compare-{key}")).into_owned(), picked)
    })
    .to_vec()
}

/// A period of its own in the form.
pub(super) struct Own {
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) from_label: Cow<'static, str>,
    pub(super) to_label: Cow<'static, str>,
}

/// The fields of own periods.
pub(super) fn own(words: Words) -> Vec<Own> {
    let label = |key: &str, n: usize| words.count(key, n);
    let field = |(n, (from, to)): (usize, (&'static str, &'static str))| Own {
        from,
        to,
        from_label: label("compare-from", n),
        to_label: label("compare-to", n),
    };
    (1..).zip(OWN).map(field).collect()
}

/// What a period is called.
fn name(period: Period, words: Words) -> String {
    report::period_name(words.language, period.from, period.to)
}

/// What is compared, in words; nothing where nothing is.
pub(super) fn named(compare: &Compare, words: Words) -> Option<Cow<'static, str>> {
    match compare {
        Compare::Nothing => None,
        Compare::Years => Some(words.say("compare-years")),
        Compare::HalfYears => Some(words.say("compare-half-years")),
        Compare::Periods(list) => {
            let names: Vec<String> = list.iter().map(|period| name(*period, words)).collect();
            Some(words.fill("study-compare", &[("periods", names.join(" · ").into())]))
        }
    }
}

/// Why periods are not shown and what helps; nothing where they are.
pub(super) fn held(compared: &Compared, words: Words) -> Option<[Cow<'static, str>; 3]> {
    let first = compared.held.first()?;
    let why: Vec<Cow<'static, str>> = compared.held.iter().map(|one| why(one, words)).collect();
    let remedy = match first.why {
        HeldWhy::Nobody => "held-period-nobody-do",
        HeldWhy::Few => "held-period-few-do",
        HeldWhy::Stopped(_) => "held-periods-do",
    };
    Some([words.say("held-periods"), Cow::Owned(why.join(" ")), words.say(remedy)])
}

fn why(held: &HeldPeriod, words: Words) -> Cow<'static, str> {
    let period = [("period", Value::from(upper(&name(held.period, words))))];
    match &held.why {
        HeldWhy::Nobody => words.fill("held-period-nobody", &period),
        HeldWhy::Few => words.fill("held-period-few", &period),
        HeldWhy::Stopped(withheld) => {
            let why = [("why", withheld::why(withheld, words).into_owned().into())];
            words.fill("held-period-why", &[&period[..], &why].concat())
        }
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
