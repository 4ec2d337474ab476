//! What the report's figures share: names of measures and occasions, the label of the data, fractions in words, and the
//! picture that stands where there is nothing to draw.

use evaluation::findings::{Change, Estimable, Findings, Measure, MeasureKind, PairedShares, Reason};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::look::{BODY, HATCHED};
use super::say::{count, label, lower, num, say, slug, whole};
use super::{Chart, Place};
use crate::table::{Column, Table};

/// Means of fewer are not said in words.
pub(super) const FEW_FOR_MEAN: u64 = 20;
/// Shares of fewer are not said in words.
pub(super) const FEW_FOR_SHARE: u64 = 30;
/// Counts under this are joined with a neighbour where they are a part of a spread.
pub(super) const SMALL: u64 = 5;

/// The score that the report is about: the first with a limit of risk, else the first score.
pub(crate) fn primary(findings: &Findings) -> Option<&Measure> {
    let scores = || findings.measures.iter().filter(|measure| measure.kind == MeasureKind::Score);
    scores().find(|measure| measure.risk_at_or_below.is_some()).or_else(|| scores().next())
}

/// Name of a measure: the product's own for a known instrument, else the study's.
pub(super) fn measure_name(measure: &Measure, language: Language) -> String {
    word_for(measure, "name", language)
        .unwrap_or_else(|| label(language, &measure.label, "measure", &measure.name))
}

/// The measure as the subject of a sentence: `Trivslen`.
pub(super) fn subject(measure: &Measure, language: Language) -> String {
    word_for(measure, "subject", language).unwrap_or_else(|| measure_name(measure, language))
}

/// A word of the catalogue for a known instrument.
pub(super) fn word_for(measure: &Measure, kind: &str, language: Language) -> Option<String> {
    let known =
        |name: &str| Some(format!("chart-{kind}-{}", slug(name))).filter(|key| locale::has(language, key));
    let key = measure.instrument.as_deref().and_then(known).or_else(|| known(&measure.name))?;
    Some(say(language, &key, &[]))
}

/// Name of an occasion.
pub(super) fn occasion(findings: &Findings, key: &str, language: Language) -> String {
    let known = findings.occasions.iter().find(|occasion| occasion.key == key);
    known.map_or_else(
        || label(language, &std::collections::BTreeMap::new(), "occasion", key),
        |occasion| label(language, &occasion.label, "occasion", key),
    )
}

/// An occasion inside a sentence: `ved afslutning`, `efter fase 1`.
pub(super) fn at_occasion(findings: &Findings, key: &str, language: Language) -> String {
    let name = lower(&occasion(findings, key, language));
    let says_when =
        ["ved ", "efter ", "før ", "at ", "after ", "before "].iter().any(|word| name.starts_with(word));
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return say(language, "chart-at-occasion-number", &[("occasion", name.into())]);
    }
    if says_when { name } else { say(language, "chart-at-occasion", &[("occasion", name.into())]) }
}

/// Decimals of a mean of this measure's scores: one, two where the whole range is short.
pub(super) fn decimals(measure: &Measure) -> u8 {
    match measure.range {
        Some([low, high]) if high - low <= 5.0 => 2,
        _ => 1,
    }
}

/// Everybody who could have been measured: courses started, else persons read.
pub(super) fn everybody(findings: &Findings) -> u64 {
    findings.flow.as_ref().map_or(findings.provenance.persons, |flow| flow.started)
}

/// The last line of each figure: what the data are. With invented persons it cannot be left out.
pub(super) fn data_label(findings: &Findings, language: Language) -> String {
    let who = if findings.flow.is_some() { "courses" } else { "persons" };
    let number = whole(language, everybody(findings));
    if findings.synthetic {
        return say(language, &format!("chart-data-synthetic-{who}"), &[("count", number.into())]);
    }
    let cut = findings.provenance.data_cut.as_deref().and_then(|cut| cut.parse().ok());
    match cut {
        Some(cut) => {
            let day = locale::full_date(language, cut);
            say(language, &format!("chart-data-{who}"), &[("count", number.into()), ("day", day.into())])
        }
        None => say(language, &format!("chart-data-undated-{who}"), &[("count", number.into())]),
    }
}

/// A share as a fraction in words where it is within two points of one (`to tredjedele`), else in per cent.
pub(super) fn fraction(language: Language, share: f64) -> String {
    const KNOWN: [(f64, &str); 9] = [
        (1.0, "all"),
        (0.75, "three-quarters"),
        (2.0 / 3.0, "two-thirds"),
        (0.5, "half"),
        (1.0 / 3.0, "third"),
        (0.25, "quarter"),
        (0.2, "fifth"),
        (0.1, "tenth"),
        (0.0, "none"),
    ];
    let exact = |value: f64| (value - 1.0).abs() < 1e-9 || value.abs() < 1e-9;
    let near = KNOWN.iter().find(|(value, _)| {
        if exact(*value) { (share - value).abs() < 1e-9 } else { (share - value).abs() <= 0.02 }
    });
    near.map_or_else(
        || super::say::percent(language, share),
        |(_, word)| say(language, &format!("chart-fraction-{word}"), &[]),
    )
}

/// Which sentence a paired change of a score allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Higher (or lower) by at least what counts as noticeable.
    Clear,
    /// Higher (or lower), but it may be little.
    Slight,
    /// Cannot be decided.
    Open,
    /// Too few to say.
    Few,
}

/// The verdict on a change, by the rule of headings.
pub(super) fn verdict(change: &Change, relevant: Option<f64>) -> Verdict {
    let [low, high] = change.ci95;
    if change.n < FEW_FOR_MEAN {
        Verdict::Few
    } else if low <= 0.0 && high >= 0.0 {
        Verdict::Open
    } else if low.abs().min(high.abs()) >= relevant.unwrap_or(0.0) {
        Verdict::Clear
    } else {
        Verdict::Slight
    }
}

/// The verdict on paired shares.
pub(super) fn verdict_on_shares(paired: &PairedShares) -> Verdict {
    // What moved each way is hidden where it is small; then the interval is too, and nothing is claimed.
    let Some([low, high]) = paired.newcombe95.shown() else { return Verdict::Few };
    if paired.n < FEW_FOR_SHARE {
        Verdict::Few
    } else if low <= 0.0 && high >= 0.0 {
        Verdict::Open
    } else {
        Verdict::Clear
    }
}

/// Counts of yes at the first and at the second occasion.
pub(super) const fn margins(paired: &PairedShares) -> (u64, u64) {
    (paired.yes_from, paired.yes_to)
}

/// A fall or a rise in percentage points, with its interval, as words: `Fald 34 procentpoint (95 % interval 21 til 45)`.
pub(super) fn points_changed(paired: &PairedShares, language: Language) -> String {
    let fell = paired.difference >= 0.0;
    let sign = if fell { 1.0 } else { -1.0 };
    let value = |share: f64| Value::from(num(language, share * 100.0, 0));
    let points = ("points", value(paired.difference * sign));
    let key = if fell { "chart-fall" } else { "chart-rise" };
    let Some([low, high]) = paired.newcombe95.shown() else {
        return say(language, &format!("{key}-hidden"), &[points]);
    };
    let ends = if fell { [low, high] } else { [-high, -low] };
    say(language, key, &[points, ("low", value(ends[0])), ("high", value(ends[1]))])
}

/// Missing at the last occasion, as a clause, where more than a quarter of what was owed is missing.
pub(super) fn missing_clause(findings: &Findings, occasion: &str, language: Language) -> Option<String> {
    let flow = findings.flow.as_ref()?;
    let measured = flow.measured.iter().find(|measured| measured.occasion == occasion)?;
    let (owed, missing) = measured.owed.zip(measured.missing()).shown()?;
    if owed == 0 || missing * 4 <= owed {
        return None;
    }
    let share = count(missing) / count(owed);
    let word = [(1.0 / 3.0, "third"), (0.25, "fourth"), (0.5, "second")]
        .into_iter()
        .find(|(value, _)| (share - value).abs() <= 0.02);
    Some(match word {
        Some((_, word)) => say(language, &format!("chart-missing-{word}"), &[]),
        None => say(
            language,
            "chart-missing-counts",
            &[("x", whole(language, missing).into()), ("of", whole(language, owed).into())],
        ),
    })
}

/// Why a change cannot be computed.
pub(super) fn reason_key<T>(estimable: &Estimable<T>) -> &'static str {
    match estimable {
        Estimable::Not { not_estimable } => match not_estimable {
            Reason::NoPairs => "chart-reason-no-pairs",
            Reason::OnePair => "chart-reason-one-pair",
            Reason::NoSpread => "chart-reason-no-spread",
            Reason::NoDiscordantPairs => "chart-reason-no-discordant-pairs",
            Reason::NoValues => "chart-reason-no-values",
            Reason::Suppressed => "chart-reason-suppressed",
            Reason::NobodyMissing => "chart-reason-nobody-missing",
            Reason::NoRange => "chart-reason-no-range",
            Reason::PerfectSeparation => "chart-reason-perfect-separation",
            Reason::NoSolution => "chart-reason-no-solution",
            Reason::NoEvents => "chart-reason-no-events",
            Reason::TooManyValues => "chart-reason-too-many-values",
            Reason::NeedsRows => "chart-reason-needs-rows",
        },
        _ => "chart-reason-no-values",
    }
}

/// The figure without data: the question, and one sentence on what would fill it.
pub(super) fn nothing(place: Place<'_>, findings: &Findings, name: &str, question: &str, why: &str) -> Chart {
    let language = place.language;
    let (question, why) = (say(language, question, &[]), say(language, why, &[]));
    let mut canvas = Canvas::figure(&place, &question, "");
    let top = canvas.y - 12.0;
    canvas.rect((0.0, top), (canvas.width, 16.0), HATCHED);
    let width = canvas.width;
    canvas.y = canvas.paragraph((0.0, top + 38.0), &why, width, BODY);
    canvas.foot(&[data_label(findings, language)]);
    let mut table =
        Table::new(name, question.clone(), vec![Column::words(say(language, "chart-column-what", &[]))]);
    table.notes.push(why.clone());
    canvas.finish(question, why, vec![table])
}

/// Name of a table of a measure: neutral, short, in ASCII.
pub(super) fn table_name(measure: &Measure, kind: &str) -> String {
    let base = &measure.name;
    // The most that is left of the 31 characters a sheet allows.
    let room = 30_usize.saturating_sub(kind.len());
    let base: String = slug(base).chars().take(room).collect();
    let base = base.trim_end_matches('-');
    if base.is_empty() { kind.to_owned() } else { format!("{base}-{kind}") }
}
