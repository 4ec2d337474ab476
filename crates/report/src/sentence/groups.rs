//! Groups fixed beforehand (S11) and those who left early (S9, S10). A difference is told with its interval or not at all.

use evaluation::findings::{Dropout, Estimable, Interaction, LeftInPhase, Measure, Subgroup};

use super::FEWEST_FOR_MEAN;
use crate::words::{Words, full_decimals, is_who5, lower_first};

/// S11: whether the change differed with and without the trait.
pub(crate) fn subgroup(words: &Words<'_>, measure: &Measure, group: &Subgroup) -> String {
    let trait_name = lower_first(&words.label(&group.label, &group.name));
    let enough = |side: &Estimable<_>| {
        side.value().is_some_and(|c: &evaluation::findings::Change| c.n >= FEWEST_FOR_MEAN)
    };
    let difference = group.interaction.value().filter(|_| enough(&group.with) && enough(&group.without));
    if group.picked_on_start {
        let low = measure.risk_at_or_below.is_some();
        let rose_most = difference.is_some_and(|difference| difference.difference > 0.0);
        let key = if low && rose_most { "s11-picked" } else { "s11-picked-other" };
        return words.say(key, &[("trait", trait_name.into())]);
    }
    let Some(difference) = difference else {
        return words.say("s11-few", &[("trait", trait_name.into())]);
    };
    let [low, high] = difference.ci95;
    let key = match measure.relevant_change {
        _ if low > 0.0 => "s11-larger",
        _ if high < 0.0 => "s11-smaller",
        Some(relevant) if low >= -relevant && high <= relevant => "s11-alike",
        _ => "s11-unclear",
    };
    words.say(key, &difference_fill(words, measure, difference, trait_name))
}

fn difference_fill<'a>(
    words: &Words<'_>,
    measure: &Measure,
    difference: &Interaction,
    trait_name: String,
) -> [(&'a str, locale::Value<'a>); 4] {
    let decimals = full_decimals(measure);
    let [low, high] = difference.ci95;
    [
        ("trait", trait_name.into()),
        ("d", words.number(difference.difference, decimals).into()),
        ("lo", words.number(low, decimals).into()),
        ("hi", words.number(high, decimals).into()),
    ]
}

/// S9, from counts: how many of those who began a phase ended in it.
pub(crate) fn left_in_phase(words: &Words<'_>, phase: &LeftInPhase) -> Option<String> {
    let (entered, left) = phase.entered.zip(phase.left).shown()?;
    (entered > 0).then(|| {
        let number = words.count(u64::from(phase.phase));
        words.say("s9-phase", &[("x", left.into()), ("n", entered.into()), ("phase", number.into())])
    })
}

/// S10a: whether those who left early started like the others.
pub(crate) fn start_of_leavers(words: &Words<'_>, measure: &Measure, dropout: &Dropout) -> Option<String> {
    let difference = dropout.start_difference.value().filter(|_| spoken_of(dropout))?;
    let [low, high] = difference.ci95;
    let key = if low > 0.0 {
        "s10-higher"
    } else if high < 0.0 {
        "s10-lower"
    } else {
        "s10-alike"
    };
    let unit = words.say(if is_who5(measure) { "unit-who5" } else { "unit-other" }, &[]);
    let [_, d, lo, hi] = difference_fill(words, measure, difference, String::new());
    Some(words.say(key, &[d, lo, hi, ("unit", unit.into())]))
}

/// S10b: whether they had moved less in the first phase.
pub(crate) fn early_change(words: &Words<'_>, measure: &Measure, dropout: &Dropout) -> Option<String> {
    let difference = dropout.early_change_difference.value().filter(|_| spoken_of(dropout))?;
    let [low, high] = difference.ci95;
    let decimals = full_decimals(measure);
    let (key, size, lo, hi) = if low > 0.0 {
        ("s10-moved-less", difference.difference, low, high)
    } else if high < 0.0 {
        ("s10-moved-more", -difference.difference, -high, -low)
    } else {
        ("s10-moved-unclear", difference.difference, low, high)
    };
    let number = |value: f64| words.number(value, decimals);
    Some(words.say(key, &[("d", number(size).into()), ("lo", number(lo).into()), ("hi", number(hi).into())]))
}

fn spoken_of(dropout: &Dropout) -> bool {
    let both = dropout.left_early.zip(dropout.stayed).shown();
    both.is_some_and(|(left, stayed)| left >= FEWEST_FOR_MEAN && stayed >= FEWEST_FOR_MEAN)
}
