//! Periods side by side: what each was, what is between them, and what such a comparison can and cannot say.

use evaluation::findings::{
    Change, Figure, MeanDifference, Measure, OnePeriod, PeriodDifference, Periods, Reason, ShareDifference,
};

use super::{FEWEST_FOR_MEAN, FEWEST_FOR_PERCENT};
use crate::chart::{both, period_of, period_within};
use crate::words::{Words, full_decimals};

/// How many began, and how many of them are measured both times.
pub(crate) fn began(words: &Words<'_>, found: &Periods, period: &OnePeriod) -> String {
    let name = period_of(period, words.language);
    let fill = |key: &str, more: &[crate::words::Fill<'_>]| {
        let all = [("period", locale::Value::from(&name)), ("n", period.started.into())];
        words.say(key, &[&all, more].concat())
    };
    let measured = change(found, period).map(|change| change.n);
    match measured {
        Some(x) => {
            let both = words.both(&found.from, &found.to);
            fill("periods-began", &[("x", x.into()), ("both", both.into())])
        }
        None => fill("periods-began-only", &[]),
    }
}

fn change<'f>(found: &Periods, period: &'f OnePeriod) -> Option<&'f Change> {
    period.measures.iter().find(|one| one.name == found.measure)?.change.value()
}

/// What is between a later period and the first, with its interval or not at all.
pub(crate) fn difference(
    words: &Words<'_>,
    (found, measure): (&Periods, &Measure),
    difference: &PeriodDifference,
) -> Option<String> {
    let (later, first) = both(found, difference)?;
    let names = [
        ("later", locale::Value::from(period_of(later, words.language))),
        ("first", period_of(first, words.language).into()),
    ];
    // Both in one sentence: the second stands within it.
    let together = [("later", locale::Value::from(period_within(later, words.language))), names[1].clone()];
    let Some(made) = difference.change.value() else {
        let reason = match &difference.change {
            evaluation::findings::Estimable::Not { not_estimable } => *not_estimable,
            _ => Reason::NoPairs,
        };
        let why = [("reason", locale::Value::from(words.reason(reason)))];
        return Some(words.say("periods-not", &[&together[..], &why].concat()));
    };
    let (a, b) = (change(found, first)?, change(found, later)?);
    if a.n < FEWEST_FOR_MEAN || b.n < FEWEST_FOR_MEAN {
        return Some(words.say("periods-few", &together));
    }
    let decimals = full_decimals(measure);
    let [low, high] = made.ci95;
    let key = match measure.relevant_change {
        _ if low > 0.0 => "periods-larger",
        _ if high < 0.0 => "periods-smaller",
        Some(relevant) if low >= -relevant && high <= relevant => "periods-alike",
        _ => "periods-unclear",
    };
    let numbers = [
        ("on", words.on(measure).into()),
        ("a", words.number(a.difference, decimals).into()),
        ("b", words.number(b.difference, decimals).into()),
    ];
    Some(words.say(key, &[&names[..], &numbers, &interval(words, made, decimals)].concat()))
}

fn interval<'a>(words: &Words<'_>, made: &MeanDifference, decimals: u8) -> [crate::words::Fill<'a>; 3] {
    let [low, high] = made.ci95;
    [
        ("d", words.signed(made.difference, decimals).into()),
        ("lo", words.number(low, decimals).into()),
        ("hi", words.number(high, decimals).into()),
    ]
}

/// Whether leaving early differed, in per cent of those of whom it is known.
pub(crate) fn leaving(words: &Words<'_>, found: &Periods, difference: &PeriodDifference) -> Option<String> {
    let (later, first) = both(found, difference)?;
    let share = difference.shares.iter().find(|share| share.of == "left_early")?;
    let (of_later, of_first) = (known(later)?, known(first)?);
    let [low, high] = share.newcombe95.shown()?.map(|end| end * 100.0);
    let key = if low > 0.0 || high < 0.0 { "periods-left-apart" } else { "periods-left-unclear" };
    let fill = [
        ("first", locale::Value::from(period_of(first, words.language))),
        ("later", period_of(later, words.language).into()),
        ("a", words.percent(of_first.0, of_first.1).into()),
        ("b", words.percent(of_later.0, of_later.1).into()),
        ("lo", words.number(low, 0).into()),
        ("hi", words.number(high, 0).into()),
    ];
    Some(words.say(key, &fill))
}

/// That more of the last period left early than of the first, where the interval says so.
pub(crate) fn more_left(words: &Words<'_>, found: &Periods) -> Option<String> {
    let difference = found.differences.last()?;
    let (later, first) = both(found, difference)?;
    let share = difference.shares.iter().find(|share| share.of == "left_early")?;
    let [low, _] = share.newcombe95.shown()?;
    let (of_later, of_first) = (known(later)?, known(first)?);
    let fill = [
        ("first", locale::Value::from(period_of(first, words.language))),
        ("later", period_of(later, words.language).into()),
        ("a", words.percent(of_first.0, of_first.1).into()),
        ("b", words.percent(of_later.0, of_later.1).into()),
    ];
    (low > 0.0).then(|| words.say("look-left", &fill))
}

/// How many left early of how many; nothing where a percentage says too little.
fn known(period: &OnePeriod) -> Option<(u64, u64)> {
    period.left_early.zip(period.fate_known).shown().filter(|(_, n)| *n >= FEWEST_FOR_PERCENT)
}

/// What the comparison cannot say; each where its condition holds.
pub(crate) fn limits(words: &Words<'_>, (found, measure): (&Periods, &Measure)) -> Vec<String> {
    let mut said = vec![words.say("periods-limit-people", &[])];
    let name = |period: &OnePeriod| period_of(period, words.language);
    let within = |period: &OnePeriod| period_within(period, words.language);
    for period in &found.periods {
        if let Figure::Shown(running @ 1..) = period.running {
            let fill = [("period", name(period).into()), ("x", running.into()), ("n", period.started.into())];
            said.push(words.say("periods-limit-running", &fill));
        }
    }
    for difference in &found.differences {
        let Some((later, first)) = both(found, difference) else { continue };
        let names = [("later", locale::Value::from(within(later))), ("first", within(first).into())];
        let start = difference.start.value().filter(|one| one.ci95[0] > 0.0 || one.ci95[1] < 0.0);
        if let Some(start) = start {
            let key = if start.difference > 0.0 {
                "periods-limit-start-higher"
            } else {
                "periods-limit-start-lower"
            };
            let numbers = interval(words, start, full_decimals(measure));
            said.push(words.say(key, &[&names[..], &numbers].concat()));
        }
        let paired = difference.shares.iter().find(|share| share.of == "paired");
        if paired
            .and_then(|share| share.newcombe95.shown())
            .is_some_and(|[low, high]| low > 0.0 || high < 0.0)
        {
            said.push(words.say("periods-limit-measured", &names));
        }
    }
    let looks = found.differences.iter().map(|one| 2 + one.shares.iter().filter(|one| shown(one)).count());
    said.push(words.say("periods-limit-many", &[("n", (looks.sum::<usize>()).into())]));
    said
}

fn shown(share: &ShareDifference) -> bool {
    !share.difference.is_hidden()
}
