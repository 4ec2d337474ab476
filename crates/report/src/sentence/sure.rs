//! How sure it is (S4): four checks, each a name and a sentence. No total, no stars.

use evaluation::findings::{Change, Estimable, Findings, Measure, Reason};
use locale::Value;

use super::{Asked, FEWEST_FOR_MEAN, asked, is_asked_hidden};
use crate::words::{Words, is_who5, lead_decimals, rounded, smallest};

/// A check with its name.
type Check = (String, String);

/// The checks that can be made, in their order.
pub(crate) fn checks(words: &Words<'_>, findings: &Findings, measure: &Measure) -> Vec<Check> {
    let named = |key: &str, text: Option<String>| text.map(|text| (words.say(key, &[]), text));
    let told = |key: &str| Some(words.say(key, &[]));
    let received = match asked(findings) {
        None if is_asked_hidden(findings) => told("s15"),
        asked => asked.as_ref().and_then(|asked| measured(words, asked)),
    };
    let (width, unchanged) = match Standing::of(measure) {
        Standing::Hidden => (told("s15"), told("s15")),
        Standing::Few => (told("s4-width-few"), told("s4-missing-few")),
        Standing::Told(change) => {
            (Some(width(words, measure, change)), if_unchanged(words, findings, measure, change))
        }
        Standing::Absent => (None, None),
    };
    [
        named("h-sure-measured", received),
        named("h-sure-width", width),
        named("h-sure-missing", unchanged),
        named("h-sure-comparison", Some(comparison(words, findings, measure))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What can be said of a change.
enum Standing<'a> {
    Told(&'a Change),
    /// Too few were measured both times.
    Few,
    Hidden,
    /// There is none, or it cannot be computed for another reason, which S2 says.
    Absent,
}

impl<'a> Standing<'a> {
    fn of(measure: &'a Measure) -> Self {
        match &measure.change {
            Estimable::Value(change) if change.n >= FEWEST_FOR_MEAN => Self::Told(change),
            Estimable::Value(_) | Estimable::Not { not_estimable: Reason::NoPairs | Reason::OnePair } => {
                Self::Few
            }
            Estimable::Not { not_estimable: Reason::Suppressed } => Self::Hidden,
            Estimable::Not { .. } | Estimable::NotApplicable(()) => Self::Absent,
        }
    }
}

/// S4e and S4f: whether there is anybody to compare with, and how the change differs from theirs.
fn comparison(words: &Words<'_>, findings: &Findings, measure: &Measure) -> String {
    let Some(found) = &findings.comparator else { return words.say("s4-no-comparison", &[]) };
    let name = words.label(&found.name, "");
    let Some((difference, [low, high])) = found.difference.zip(found.difference_ci95) else {
        let is_hidden = matches!(measure.change, Estimable::Not { not_estimable: Reason::Suppressed });
        return if is_hidden {
            words.say("s15", &[])
        } else {
            words.say("s4-comparator-none", &[("comparator", name.into())])
        };
    };
    let decimals = lead_decimals(measure);
    let number = |value: f64| words.signed(rounded(value, decimals), decimals);
    let fill = [
        ("comparator", name.into()),
        ("d", number(difference).into()),
        ("lo", number(low).into()),
        ("hi", number(high).into()),
    ];
    words.say("s4-comparator", &fill)
}

/// S4a: how many are measured.
fn measured(words: &Words<'_>, asked: &Asked) -> Option<String> {
    let (r, n) = (asked.received, asked.owed);
    let key = match n {
        0 => return None,
        _ if r == n => "s4-measured-all",
        _ if r * 10 > n * 9 => "s4-measured-nearly",
        _ if r * 2 >= n => "s4-measured-most",
        _ => "s4-measured-less",
    };
    Some(words.say(key, &[("r", r.into()), ("n", n.into())]))
}

/// S4b: how wide the interval is, against the noticeable change.
fn width(words: &Words<'_>, measure: &Measure, change: &Change) -> String {
    let decimals = lead_decimals(measure);
    let [low, high] = change.ci95.map(|end| rounded(end, decimals));
    let unit = smallest(decimals);
    if high - low < unit / 2.0 {
        return words.say("s4-width-exact", &[("unit", words.number(unit, decimals).into())]);
    }
    let half = (change.ci95[1] - change.ci95[0]) / 2.0;
    let key = match measure.relevant_change {
        None => "s4-width-plain",
        Some(relevant) if half <= relevant / 2.0 => "s4-width-narrow",
        Some(relevant) if half <= relevant => "s4-width-medium",
        Some(_) => "s4-width-wide",
    };
    words.say(key, &[("lo", Value::Number(low, decimals)), ("hi", Value::Number(high, decimals))])
}

/// S4c and S4d: whether the answer holds if none of the missing changed. Where nothing was found the missing may move it
/// either way.
fn if_unchanged(
    words: &Words<'_>,
    findings: &Findings,
    measure: &Measure,
    change: &Change,
) -> Option<String> {
    let [low, high] = change.ci95;
    let cautious = measure.cautious.as_ref()?;
    if cautious.assumed == 0 {
        return Some(words.say("s4-none-missing", &[]));
    }
    if low <= 0.0 && high >= 0.0 {
        return Some(words.say("s4-open", &[]));
    }
    let decimals = lead_decimals(measure);
    let number = |value: f64| Value::Number(rounded(value, decimals), decimals);
    let [least, most] = cautious.ci95;
    if least <= 0.0 && most >= 0.0 {
        let plain = || words.say("s4-tips", &[("lo", number(least)), ("hi", number(most))]);
        let delta = findings.sensitivity.iter().find(|one| one.measure == measure.name);
        return delta.and_then(|one| super::tipping(words, measure, one, decimals)).or_else(|| Some(plain()));
    }
    let key = match measure.relevant_change {
        _ if !is_who5(measure) || cautious.difference < 0.0 => "s4-holds",
        Some(relevant) if least < relevant => "s4-holds-but",
        _ => "s4-holds-better",
    };
    Some(
        words.say(
            key,
            &[("points", words.points(cautious.difference, decimals).into()), ("lo", number(least))],
        ),
    )
}
