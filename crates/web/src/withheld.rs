//! Numbers that are not let out, in words: why, and what can be done.

use std::borrow::Cow;

use evaluation::disclosure::Stopped;
use locale::Value;
use service::Withheld;

use crate::words::Words;

/// The sentence that says why.
pub(crate) fn why(withheld: &Withheld, words: Words) -> Cow<'static, str> {
    let key = format!("held-{}", withheld.why.code());
    let asked = words.day(withheld.asked);
    let earlier = withheld.why.earlier().map(|day| words.day(day)).unwrap_or_default();
    let stretch = stretch(&withheld.why, words);
    words.fill(
        &key,
        &[
            ("asked", asked.into()),
            ("earlier", earlier.into()),
            ("stretch", Value::from(stretch.as_ref())),
            ("least", Value::Count(i64::try_from(withheld.least).unwrap_or(i64::MAX))),
        ],
    )
}

/// The sentence that says what can be done.
pub(crate) fn remedy(withheld: &Withheld, words: Words) -> Cow<'static, str> {
    let least = Value::Count(i64::try_from(withheld.least).unwrap_or(i64::MAX));
    words.fill(&format!("held-{}-do", withheld.why.code()), &[("least", least)])
}

/// A stretch of days in words.
fn stretch(why: &Stopped, words: Words) -> Cow<'static, str> {
    let Stopped::Slice { from, to } = why else { return Cow::Borrowed("") };
    match (from, to) {
        (Some(from), Some(to)) => {
            let ends = [("from", words.day(*from).into()), ("to", words.day(*to).into())];
            words.fill("held-stretch-between", &ends)
        }
        (Some(from), None) => words.fill("held-stretch-since", &[("from", words.day(*from).into())]),
        (None, Some(to)) => words.fill("held-stretch-until", &[("to", words.day(*to).into())]),
        (None, None) => words.say("held-stretch-all"),
    }
}
