//! Shares at two occasions: the risk zone (S5) and payment or any yes/no (S6). Counts first, a percentage only from ten.

use evaluation::findings::{Estimable, Figure, Measure, PairedShares};
use locale::Value;

use super::change::Fall;
use super::{FEWEST_FOR_PERCENT, FEWEST_FOR_SHARE};
use crate::words::{Words, is_paid, lower_first, upper_first};

/// Count and number of an occasion.
type Counted = (u64, u64);

/// S5: how many were in the risk zone at both ends, and who moved.
pub(crate) fn risk_zone(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let shares = measure.paired_shares.value()?;
    let at = |key: &str| -> Option<Counted> {
        let at = measure.occasions.iter().find(|at| at.occasion == key)?;
        Figure::seen(at.at_risk.as_ref().map(Figure::as_ref)).map(|share| (share.x, share.n))
    };
    let (first, last) = (at(&shares.from)?, at(&shares.to)?);
    let mut said = begin(words, "s5-first", shares, first);
    said.push(' ');
    said.push_str(&end(words, shares, last));
    said.push(' ');
    said.push_str(&moved(words, "s5", shares));
    Some(said)
}

/// S6: how many had been paid for sex in the past month, or answered yes, at both ends.
pub(crate) fn payment(words: &Words<'_>, measure: &Measure) -> Option<String> {
    let (from, to) = match &measure.paired_shares {
        Estimable::Value(shares) => (shares.from.as_str(), shares.to.as_str()),
        _ => (measure.occasions.first()?.occasion.as_str(), measure.occasions.last()?.occasion.as_str()),
    };
    let at = |key: &str| -> Option<Counted> {
        let at = measure.occasions.iter().find(|at| at.occasion == key)?;
        Figure::seen(at.x).map(|x| (x, at.n))
    };
    let ((x, n), last) = (at(from)?, at(to)?);
    let key = if is_paid(measure) { "s6-first" } else { "s6-first-other" };
    let label = lower_first(&words.measure(measure));
    let from = upper_first(&words.occasion(from));
    let mut said =
        words.say(key, &[("from", from.into()), ("x", x.into()), ("n", n.into()), ("label", label.into())]);
    said.push(' ');
    said.push_str(
        &words
            .say("s5-last", &[("to", words.occasion(to).into()), ("x", last.0.into()), ("n", last.1.into())]),
    );
    if let Some(shares) = measure.paired_shares.value() {
        said.push(' ');
        said.push_str(&moved(words, "s6", shares));
    }
    Some(said)
}

fn with_percent((x, n): Counted) -> bool {
    n >= FEWEST_FOR_PERCENT && x > 0
}

fn begin(words: &Words<'_>, key: &str, shares: &PairedShares, (x, n): Counted) -> String {
    let key = if with_percent((x, n)) { format!("{key}-percent") } else { key.to_owned() };
    let from = upper_first(&words.occasion(&shares.from));
    words.say(
        &key,
        &[("from", from.into()), ("x", x.into()), ("n", n.into()), ("p", words.percent(x, n).into())],
    )
}

fn end(words: &Words<'_>, shares: &PairedShares, (x, n): Counted) -> String {
    let key = if with_percent((x, n)) { "s5-last-percent" } else { "s5-last" };
    let to = words.occasion(&shares.to);
    words.say(key, &[("to", to.into()), ("x", x.into()), ("n", n.into()), ("p", words.percent(x, n).into())])
}

/// The paired part: how far the share moved among the same people, and who moved each way.
fn moved(words: &Words<'_>, key: &str, shares: &PairedShares) -> String {
    if shares.n < FEWEST_FOR_SHARE {
        return words.say("s5-few", &[("n", shares.n.into())]);
    }
    let moves = shares.yes_no.zip(shares.no_yes).shown();
    let Some((fall, (yes_no, no_yes))) = Fall::of(shares, 0).zip(moves) else {
        let fill = [("n", shares.n.into()), ("x", shares.yes_from.into()), ("y", shares.yes_to.into())];
        return words.say("s5-moves-hidden", &fill);
    };
    let side = match fall.key {
        "down" => "fell",
        "up" => "rose",
        _ => "unclear",
    };
    let (out, into) = if key == "s5" {
        (words.say("s5-out", &[("n", yes_no.into())]), words.say("s5-in", &[("n", no_yes.into())]))
    } else {
        let turned = |n: u64| words.say("s6-turned", &[("n", n.into())]);
        (turned(yes_no), turned(no_yes))
    };
    words.say(
        &format!("{key}-{side}"),
        &[
            ("n", shares.n.into()),
            ("p", Value::Number(fall.size, 0)),
            ("lo", Value::Number(fall.low, 0)),
            ("hi", Value::Number(fall.high, 0)),
            ("out", out.into()),
            ("in", into.into()),
        ],
    )
}
