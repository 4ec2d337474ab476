//! Whether the method was followed (S13), and which items to look at.

use evaluation::findings::FidelityItem;
use locale::{Language, Value};

use super::FEWEST_FOR_PERCENT;
use crate::chart::told;
use crate::words::{Words, fidelity_name};

/// From so much of the courses on an item counts as met: eight of ten.
const MET: f64 = 0.8;
/// An item that is met in less than this is looked at.
const LITTLE: f64 = 0.6;

/// S13: how many items are met in eight of ten courses, how many are hidden, and how many cannot be told. Nothing without items.
pub(crate) fn fidelity(language: Language, items: &[FidelityItem]) -> Option<String> {
    let number = |n: usize| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let count = |fits: &dyn Fn(&FidelityItem) -> bool| items.iter().filter(|item| fits(item)).count();
    let met = count(&|item| told(item).is_some_and(|share| share.share >= MET));
    let unknown = count(&|item| item.share.is_none());
    let hidden = count(&|item| item.share.is_some() && told(item).is_none());
    let say = |key: &str, fill: &[(&str, Value<'_>)]| locale::text(language, key, fill).into_owned();
    let first = say("report-s13", &[("k", number(met)), ("all", number(items.len()))]);
    let rest = [
        (unknown > 0).then(|| say("report-s13-unknown", &[("u", number(unknown))])),
        (hidden > 0).then(|| say("report-s13-hidden", &[("h", number(hidden))])),
    ];
    let parts: Vec<String> = std::iter::once(first).chain(rest.into_iter().flatten()).collect();
    (!items.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// The item that is met least, where that is in less than six of ten.
pub(crate) fn little_met(words: &Words<'_>, items: &[FidelityItem]) -> Option<String> {
    let shares = items.iter().filter_map(|item| Some((item, told(item)?)));
    let little = shares.filter(|(_, share)| share.share < LITTLE && share.n >= FEWEST_FOR_PERCENT);
    let (item, share) = little.min_by(|(_, a), (_, b)| a.share.total_cmp(&b.share))?;
    let name = fidelity_name(words.language, item);
    Some(words.say("look-item", &[("name", name.into()), ("x", share.x.into()), ("n", share.n.into())]))
}

/// The first item that cannot be told of any course it is asked of.
pub(crate) fn not_assessable(words: &Words<'_>, items: &[FidelityItem]) -> Option<String> {
    let asked = |item: &&FidelityItem| item.not_assessable.shown().is_none_or(|n| n > 0);
    let item = items.iter().filter(|item| item.share.is_none()).find(asked)?;
    let name = fidelity_name(words.language, item);
    Some(words.say("look-item-unknown", &[("name", name.into())]))
}
