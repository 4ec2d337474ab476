//! What is said of all starters by a model, of those who are missing, and of when courses end early.

use evaluation::findings::{Estimable, Figure, Measure, Sensitivity, Stratum};

use super::{FEWEST_FOR_MEAN, FEWEST_FOR_SHARE};
use crate::chart::whole_percent;
use crate::words::{Words, full_decimals, is_who5, primary_model, rounded, smallest};

/// The change of all who were measured at least once, by the model.
pub(crate) fn model(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let (model, change) = primary_model(measure)?;
    let persons = model.persons.shown().filter(|persons| *persons >= FEWEST_FOR_MEAN)?;
    let label = words.subject(measure);
    let count = persons.into();
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
///
/// A rise tips when they did worse. Where it tips on the other side of nothing, it tips unless they did at least so much
/// better; and the other way round for a fall.
pub(crate) fn tipping(
    words: &Words<'_>,
    measure: &Measure,
    one: &Sensitivity,
    decimals: u8,
) -> Option<String> {
    let Estimable::Value(delta) = &one.delta else { return None };
    let [low, high] = measure.change.value()?.ci95;
    let rose = low > 0.0;
    if !(rose || high < 0.0) || one.n < FEWEST_FOR_MEAN {
        return None;
    }
    let Some(point) = delta.tipping_point else { return Some(words.say("s4-never-tips", &[])) };
    let size = rounded(point.abs(), decimals);
    let key = match (rose, point < 0.0) {
        _ if size < smallest(decimals) / 2.0 => "s4-tips-there",
        (true, true) => "s4-tips-at",
        (true, false) => "s4-holds-only-better",
        (false, false) => "s4-tips-at-better",
        (false, true) => "s4-holds-only-worse",
    };
    Some(words.say(key, &[("tip", words.points(size, decimals).into())]))
}

/// S9: the share that has dropped out, and that has ended early for another reason, at the last month that is shown,
/// completion competing; both as one where they may not be told apart.
pub(crate) fn early_end(words: &Words<'_>, all: &Stratum) -> Option<String> {
    let last = all.months.last().filter(|_| all.n >= FEWEST_FOR_SHARE)?;
    // Never 0 or 100 for a share that is not; of none it is said that there is none.
    let percent = |share: f64| words.number(whole_percent(share), 0);
    let apart = last.dropped_out.zip(last.other_early).shown().zip(Figure::seen(last.dropped_out95));
    if let Some(((dropped, other), [low, high])) = apart {
        let fill = [
            ("m", last.month.into()),
            ("p", percent(dropped).into()),
            ("lo", percent(low).into()),
            ("hi", percent(high).into()),
            ("q", percent(other).into()),
        ];
        let key = match (dropped > 0.0, other > 0.0) {
            (true, true) => "s9-ways",
            (true, false) => "s9-ways-dropped",
            (false, true) => "s9-ways-other",
            (false, false) => "s9-ways-none",
        };
        return Some(words.say(key, &fill));
    }
    let [low, high] = last.left95?;
    let fill = [
        ("m", last.month.into()),
        ("p", percent(last.left).into()),
        ("lo", percent(low).into()),
        ("hi", percent(high).into()),
        ("q", percent(last.completed).into()),
    ];
    let key = match (last.left > 0.0, last.completed > 0.0) {
        (true, true) => "s9",
        (true, false) => "s9-none-completed",
        (false, _) => "s9-ways-none",
    };
    Some(words.say(key, &fill))
}
