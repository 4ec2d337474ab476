//! What changed (S2), for whom (S7) and in which areas (S8).

use evaluation::findings::{
    Change, Estimable, Family, Findings, Individual, Measure, MeasureKind, PairedShares, Reason,
};
use locale::Value;

use super::{FEWEST_FOR_MEAN, FEWEST_FOR_SHARE};
use crate::words::{Words, full_decimals, is_who5, lead_decimals, lower_first, rounded, smallest};

/// S2: what changed in the measure, with its uncertainty.
pub(crate) fn what_changed(words: &Words<'_>, measure: &Measure) -> Option<String> {
    match measure.kind {
        MeasureKind::Score => score(words, measure),
        MeasureKind::YesNo => share(words, measure),
    }
}

fn score(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let subject = words.subject(measure);
    let change = match &measure.change {
        Estimable::Value(change) => change,
        Estimable::Not { not_estimable: Reason::Suppressed } => {
            return Some(words.say("s2-hidden", &[("subject", subject.into())]));
        }
        Estimable::Not { not_estimable } => {
            let reason = words.reason(*not_estimable);
            return Some(words.say(
                "s16",
                &[("what", crate::words::upper_first(&subject).into()), ("reason", reason.into())],
            ));
        }
        Estimable::NotApplicable(()) => return None,
    };
    let both = words.both(&change.from, &change.to);
    if change.n < FEWEST_FOR_MEAN {
        return Some(few(words, change.n, both, subject));
    }
    let decimals = lead_decimals(measure);
    let [low, high] = change.ci95.map(|end| rounded(end, decimals));
    let key = score_key(change, measure.relevant_change);
    let size = if key == "s2-unclear" { change.difference } else { change.difference.abs() };
    let (lo, hi) = if key == "s2-down" { (-high, -low) } else { (low, high) };
    let unit = smallest(decimals);
    Some(words.say(
        &shown_as(key, [lo, hi], unit),
        &[
            ("n", change.n.into()),
            ("both", both.into()),
            ("points", words.points(size, decimals).into()),
            ("on", words.on(measure).into()),
            ("subject", subject.into()),
            ("lo", Value::Number(lo, decimals)),
            ("hi", Value::Number(hi, decimals)),
            ("relevant", words.number(measure.relevant_change.unwrap_or_default(), 0).into()),
            ("unit", words.number(unit, decimals).into()),
        ],
    ))
}

/// The form of S2 for ends as they are read: "between 12 and 12" and "as small as 0" are not said.
fn shown_as(key: &str, [lo, hi]: [f64; 2], unit: f64) -> String {
    let is_zero = |end: f64| end.abs() < unit / 2.0;
    match key {
        "s2-up-small" if is_zero(hi - lo) => "s2-relevant-exact".to_owned(),
        _ if is_zero(hi - lo) => format!("{key}-exact"),
        "s2-up-small" | "s2-up" if is_zero(lo) => "s2-up-tiny".to_owned(),
        "s2-down" if is_zero(lo) => "s2-down-tiny".to_owned(),
        _ => key.to_owned(),
    }
}

/// Which form of S2 the interval allows.
fn score_key(change: &Change, relevant: Option<f64>) -> &'static str {
    let [low, high] = change.ci95;
    match relevant {
        _ if high < 0.0 => "s2-down",
        _ if low <= 0.0 => "s2-unclear",
        Some(relevant) if low >= relevant => "s2-relevant",
        Some(_) => "s2-up-small",
        None => "s2-up",
    }
}

fn few(words: &Words<'_>, n: u64, both: String, subject: String) -> String {
    words.say("s2-few", &[("n", n.into()), ("both", both.into()), ("subject", subject.into())])
}

fn share(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let shares = measure.paired_shares.value()?;
    let label = lower_first(&words.measure(measure));
    let both = words.both(&shares.from, &shares.to);
    if shares.n < FEWEST_FOR_SHARE {
        return Some(few(words, shares.n, both, label));
    }
    let Fall { key, size, low, high } = Fall::of(shares, 0)?;
    Some(words.say(
        &format!("s2-shares-{key}"),
        &[
            ("n", shares.n.into()),
            ("both", both.into()),
            ("label", label.into()),
            ("d", Value::Number(size, 0)),
            ("lo", Value::Number(low, 0)),
            ("hi", Value::Number(high, 0)),
        ],
    ))
}

/// A difference of two shares in percentage points, and which way its interval points.
pub(crate) struct Fall {
    /// `down`, `up` or `unclear`.
    pub(crate) key: &'static str,
    /// Size of the difference.
    pub(crate) size: f64,
    /// Lower end of its interval, in the same direction.
    pub(crate) low: f64,
    /// Upper end.
    pub(crate) high: f64,
}

impl Fall {
    /// First minus second share, as findings have it: positive is a fall. An unclear one counts up as positive.
    /// Absent where the interval is hidden.
    pub(crate) fn of(shares: &PairedShares, decimals: u8) -> Option<Self> {
        let points = |share: f64| rounded(share * 100.0, decimals);
        let [low, high] = shares.newcombe95.shown()?;
        let (key, difference, low, high) = if low > 0.0 {
            ("down", shares.difference, low, high)
        } else if high < 0.0 {
            ("up", -shares.difference, -high, -low)
        } else {
            ("unclear", -shares.difference, -high, -low)
        };
        Some(Self { key, size: points(difference), low: points(low), high: points(high) })
    }
}

/// S7: how many were noticeably better and worse, and for how many it is more than noise.
pub(crate) fn individual(words: &Words<'_>, measure: &Measure, individual: &Individual) -> Option<String> {
    if individual.n < FEWEST_FOR_MEAN {
        return None;
    }
    let (up, down) = if is_who5(measure) { ("s7-better", "s7-worse") } else { ("s7-rose", "s7-fell") };
    let mut said = words.say(up, &[("x", individual.rose().into()), ("n", individual.n.into())]);
    said.push(' ');
    said.push_str(&words.say(down, &[("x", individual.fell().into())]));
    if let Some(reliably) = individual.rose_reliably() {
        said.push(' ');
        said.push_str(&words.say("s7-reliable", &[("x", reliably.into())]));
    }
    Some(said)
}

/// S8: how many areas are higher, and where the largest changes are. Only areas measured often enough are spoken of.
pub(crate) fn areas(words: &Words<'_>, findings: &Findings, family: &Family) -> Option<String> {
    let named = family.measures.iter().filter_map(|name| words.measure_named(name));
    let mut changes: Vec<(&Measure, &Change)> = named
        .filter_map(|measure| measure.change.value().map(|change| (measure, change)))
        .filter(|(_, change)| change.n >= FEWEST_FOR_MEAN)
        .collect();
    let (_, first) = changes.first()?;
    debug_assert!(findings.families.contains(family), "the family belongs to the findings");
    let to = words.occasion(&first.to);
    let all = changes.len();
    let hidden = family
        .measures
        .iter()
        .filter_map(|name| words.measure_named(name))
        .filter(|measure| matches!(measure.change, Estimable::Not { not_estimable: Reason::Suppressed }));
    let hidden = hidden.count();
    let higher =
        changes.iter().filter(|(_, change)| change.ci95.first().is_some_and(|low| *low > 0.0)).count();
    let lower =
        changes.iter().filter(|(_, change)| change.ci95.last().is_some_and(|high| *high < 0.0)).count();
    let key = match higher {
        0 => "s8-none",
        _ if higher == all && hidden == 0 => "s8-all",
        _ => "s8-some",
    };
    let mut parts =
        vec![words.say(key, &[("k", (all + hidden).into()), ("x", higher.into()), ("to", to.into())])];
    if all == 1 && higher == 1 && hidden == 0 {
        return parts.pop();
    }
    if lower > 0 {
        parts.push(words.say("s8-lower", &[("x", lower.into())]));
    }
    if higher > 0 && higher + lower < all {
        parts.push(words.say("s8-rest", &[]));
    }
    if hidden > 0 {
        parts.push(words.say("s8-hidden", &[("x", hidden.into())]));
    }
    changes.sort_by(|(_, a), (_, b)| b.difference.abs().total_cmp(&a.difference.abs()));
    if let [(one, first), (other, second), ..] = changes.as_slice()
        && higher > 0
        && hidden == 0
    {
        let size =
            |measure: &Measure, change: &Change| words.signed(change.difference, full_decimals(measure));
        parts.push(words.say(
            "s8-largest",
            &[
                ("area1", lower_first(&words.measure(one)).into()),
                ("d1", size(one, first).into()),
                ("area2", lower_first(&words.measure(other)).into()),
                ("d2", size(other, second).into()),
            ],
        ));
    }
    Some(format!("{}.", parts.join("; ")))
}

/// The share whose mean over all areas rose by the least progress that counts.
pub(crate) fn family_progress(words: &Words<'_>, family: &Family) -> Option<String> {
    let progress = family.progress.as_ref().filter(|progress| progress.share.n >= FEWEST_FOR_SHARE)?;
    let key = if progress.among == "full_courses" { "s8-progress-full" } else { "s8-progress" };
    let least = words.number(progress.at_least, u8::from(progress.at_least.fract().abs() > 1e-9));
    Some(
        words.say(
            key,
            &[("x", progress.share.x.into()), ("n", progress.share.n.into()), ("least", least.into())],
        ),
    )
}
