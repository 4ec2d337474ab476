//! What is said of all starters by a model, of those who are missing, and of when courses end early.

use evaluation::findings::{Estimable, Figure, Measure, Sensitivity, Stratum};

use super::{FEWEST_FOR_MEAN, FEWEST_FOR_SHARE};
use crate::words::{Words, full_decimals, is_who5, primary_model};

/// The change of all who were measured at least once, by the model.
pub(crate) fn model(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let (model, change) = primary_model(measure)?;
    if model.persons < FEWEST_FOR_MEAN {
        return None;
    }
    let label = words.subject(measure);
    let count = model.persons.into();
    if let Some(ratio) = &change.odds_ratio {
        let number = |value: f64| words.number(value, 2);
        let [low, high] = ratio.ci95;
        let fill = [
            ("label", label.into()),
            ("n", count),
            ("ratio", number(ratio.estimate).into()),
            ("lo", number(low).into()),
            ("hi", number(high).into()),
        ];
        return Some(words.say("model-odds", &fill));
    }
    let number = |value: f64| words.signed(value, full_decimals(measure));
    let [low, high] = change.ci95;
    let fill = [
        ("label", label.into()),
        ("n", count),
        ("d", number(change.estimate).into()),
        ("lo", number(low).into()),
        ("hi", number(high).into()),
    ];
    Some(words.say("model-change", &fill))
}

/// Whether those who lack the second measurement started like the others.
pub(crate) fn missing_alike(words: &Words<'_>, measure: &Measure, one: &Sensitivity) -> Option<String> {
    let seen = one.n.saturating_sub(one.missing);
    let difference = one.start_difference.value().filter(|_| one.missing.min(seen) >= FEWEST_FOR_MEAN)?;
    let [low, high] = difference.ci95;
    let key = if low > 0.0 {
        "missing-lower"
    } else if high < 0.0 {
        "missing-higher"
    } else {
        "missing-alike"
    };
    let number = |value: f64| words.number(value, full_decimals(measure));
    let unit = words.say(if is_who5(measure) { "unit-who5" } else { "unit-other" }, &[]);
    let fill = [
        ("m", one.missing.into()),
        ("d", number(difference.difference).into()),
        ("lo", number(low).into()),
        ("hi", number(high).into()),
        ("unit", unit.into()),
    ];
    Some(words.say(key, &fill))
}

/// S4d: how much worse than comparable measured citizens the missing would have to be for the answer to tip.
pub(crate) fn tipping(words: &Words<'_>, measure: &Measure, one: &Sensitivity) -> Option<String> {
    let Estimable::Value(delta) = &one.delta else { return None };
    let untouched = measure.change.value().is_some_and(|change| {
        let [low, high] = change.ci95;
        low > 0.0 || high < 0.0
    });
    if !untouched || one.n < FEWEST_FOR_MEAN {
        return None;
    }
    Some(match delta.tipping_point {
        Some(point) => {
            let size = words.number(point.abs(), full_decimals(measure));
            words.say(if point < 0.0 { "s4-tips-at" } else { "s4-tips-at-better" }, &[("tip", size.into())])
        }
        None => words.say("s4-never-tips", &[]),
    })
}

/// S9: the share that has dropped out, and that has ended early for another reason, at the last month that is shown,
/// completion competing; both as one where they may not be told apart.
pub(crate) fn early_end(words: &Words<'_>, all: &Stratum) -> Option<String> {
    let last = all.months.last().filter(|_| all.n >= FEWEST_FOR_SHARE)?;
    let percent = |share: f64| words.number(share * 100.0, 0);
    let apart = last.dropped_out.zip(last.other_early).shown().zip(Figure::seen(last.dropped_out95));
    if let Some(((dropped, other), [low, high])) = apart {
        let fill = [
            ("m", last.month.into()),
            ("p", percent(dropped).into()),
            ("lo", percent(low).into()),
            ("hi", percent(high).into()),
            ("q", percent(other).into()),
        ];
        return Some(words.say("s9-ways", &fill));
    }
    let [low, high] = last.left95?;
    let fill = [
        ("m", last.month.into()),
        ("p", percent(last.left).into()),
        ("lo", percent(low).into()),
        ("hi", percent(high).into()),
        ("q", percent(last.completed).into()),
    ];
    Some(words.say("s9", &fill))
}
