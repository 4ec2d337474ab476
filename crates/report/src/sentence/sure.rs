//! How sure it is (S4): four checks, each a name and a sentence. No total, no stars.

use evaluation::findings::{Estimable, Findings, Measure, Reason};
use locale::Value;

use super::{Asked, FEWEST_FOR_MEAN, asked};
use crate::words::{Words, change, is_who5, lead_decimals, rounded};

/// A check with its name.
type Check = (String, String);

/// The checks that can be made, in their order.
pub(crate) fn checks(words: &Words<'_>, findings: &Findings, measure: &Measure) -> Vec<Check> {
    let named = |key: &str, text: Option<String>| text.map(|text| (words.say(key, &[]), text));
    let asked = asked(findings);
    [
        named("h-sure-measured", asked.as_ref().and_then(|asked| measured(words, asked))),
        named("h-sure-width", width(words, measure)),
        named("h-sure-missing", if_unchanged(words, findings, measure)),
        named("h-sure-comparison", Some(comparison(words, findings, measure))),
    ]
    .into_iter()
    .flatten()
    .collect()
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
fn width(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let change = change(measure).filter(|change| change.n >= FEWEST_FOR_MEAN)?;
    let [low, high] = change.ci95;
    let half = (high - low) / 2.0;
    let key = match measure.relevant_change {
        None => "s4-width-plain",
        Some(relevant) if half <= relevant / 2.0 => "s4-width-narrow",
        Some(relevant) if half <= relevant => "s4-width-medium",
        Some(_) => "s4-width-wide",
    };
    let decimals = lead_decimals(measure);
    let end = |end: f64| Value::Number(rounded(end, decimals), decimals);
    Some(words.say(key, &[("lo", end(low)), ("hi", end(high))]))
}

/// S4c and S4d: whether the answer holds if none of the missing changed. Nothing to hold when nothing was found.
fn if_unchanged(words: &Words<'_>, findings: &Findings, measure: &Measure) -> Option<String> {
    let change = change(measure).filter(|change| change.n >= FEWEST_FOR_MEAN)?;
    let [low, high] = change.ci95;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let cautious = measure.cautious.as_ref()?;
    if cautious.assumed == 0 {
        return Some(words.say("s4-none-missing", &[]));
    }
    let decimals = lead_decimals(measure);
    let number = |value: f64| Value::Number(rounded(value, decimals), decimals);
    let [least, most] = cautious.ci95;
    if least <= 0.0 && most >= 0.0 {
        let plain = || words.say("s4-tips", &[("lo", number(least)), ("hi", number(most))]);
        let delta = findings.sensitivity.iter().find(|one| one.measure == measure.name);
        return delta.and_then(|one| super::tipping(words, measure, one)).or_else(|| Some(plain()));
    }
    let key = match measure.relevant_change {
        _ if !is_who5(measure) || cautious.difference < 0.0 => "s4-holds",
        Some(relevant) if least < relevant => "s4-holds-but",
        _ => "s4-holds-better",
    };
    Some(words.say(key, &[("e", number(cautious.difference)), ("lo", number(least))]))
}
