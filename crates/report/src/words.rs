//! How the report names things and writes numbers: one place for labels, occasions, rounding. It chooses no sentence.

use std::cmp::Ordering;

use evaluation::findings::{
    Change, FidelityItem, Figure, Findings, Label, Measure, MeasureKind, Model, ModelEstimate, ModelKind,
    ModelReason, Occasion, Reason,
};
use locale::{Decimals, Language, Value};

use crate::table::Cell;

/// The language and the labels of one set of findings.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The language everything is said in.
    pub language: Language,
    findings: &'a Findings,
}

/// Words that place an occasion in time, in the languages of labels.
const PLACING: [&str; 11] =
    ["ved", "efter", "før", "i", "under", "at", "after", "before", "in", "during", "on"];

/// A fill-in of a sentence, by name.
pub(crate) type Fill<'a> = (&'a str, Value<'a>);

impl<'a> Words<'a> {
    /// Words for these findings.
    pub fn new(findings: &'a Findings, language: Language) -> Self {
        Self { language, findings }
    }

    /// The sentence of a key of the report; `report-` is put in front.
    pub(crate) fn say(&self, key: &str, fill: &[Fill<'_>]) -> String {
        locale::text(self.language, &format!("report-{key}"), fill).into_owned()
    }

    /// The label in the language, in any language, or the name.
    pub(crate) fn label(&self, label: &Label, name: &str) -> String {
        let own = label.get(self.language.tag()).or_else(|| label.values().next());
        own.filter(|words| !words.trim().is_empty()).map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// A measure as a heading or a row says it.
    pub(crate) fn measure(&self, measure: &Measure) -> String {
        if is_who5(measure) {
            self.say("measure-who5", &[])
        } else if is_paid(measure) {
            self.say("measure-paid", &[])
        } else {
            self.label(&measure.label, &measure.name)
        }
    }

    /// A measure by its name in the study.
    pub(crate) fn measure_named(&self, name: &str) -> Option<&'a Measure> {
        self.findings.measures.iter().find(|measure| measure.name == name)
    }

    /// "in well-being", "on …": after a change.
    pub(crate) fn on(&self, measure: &Measure) -> String {
        if is_who5(measure) {
            return self.say("on-who5", &[]);
        }
        self.say("on-other", &[("label", self.measure(measure).into())])
    }

    /// A measure as the subject of a sentence.
    pub(crate) fn subject(&self, measure: &Measure) -> String {
        if is_who5(measure) {
            return self.say("subject-who5", &[]);
        }
        self.say("subject-other", &[("label", self.measure(measure).into())])
    }

    /// An occasion inside a sentence: "at start", "after phase 1", "at occasion 6".
    pub(crate) fn occasion(&self, key: &str) -> String {
        let known = self.findings.occasions.iter().find(|occasion| occasion.key == key);
        match known {
            Some(Occasion { label, .. }) if !label.is_empty() => self.placed(&self.label(label, key)),
            _ => self.occasion_by_key(key),
        }
    }

    /// A label with the word that places it in time, unless its author wrote one.
    fn placed(&self, label: &str) -> String {
        let words = lower_first(label);
        let first = words.split(' ').next().unwrap_or_default();
        if words.contains(' ') && PLACING.contains(&first) {
            return words;
        }
        self.say("occasion-at", &[("label", words.into())])
    }

    /// An occasion as a row or a heading says it.
    pub(crate) fn occasion_title(&self, key: &str) -> String {
        upper_first(&self.occasion(key))
    }

    fn occasion_by_key(&self, key: &str) -> String {
        let known = match key {
            "start" => "start",
            "phase1" | "phase_1" | "fase1" => "phase1",
            "phase2" | "phase_2" | "fase2" => "phase2",
            "closing" | "close" | "afslutning" => "closing",
            "follow_up" | "followup" | "opfoelgning" => "follow-up",
            _ => return self.say("occasion-other", &[("key", key.into())]),
        };
        self.say(&format!("occasion-{known}"), &[])
    }

    /// "both at start and closing"; the placing word stands once where it is the same.
    pub(crate) fn both(&self, from: &str, to: &str) -> String {
        let (from, to) = (self.occasion(from), self.occasion(to));
        let placing = from.split_once(' ').map(|(placing, _)| placing);
        let bare = placing.and_then(|placing| to.strip_prefix(placing)).map(str::trim_start);
        let to = bare.filter(|bare| !bare.is_empty()).unwrap_or(&to);
        self.say("both", &[("from", (&from).into()), ("to", to.into())])
    }

    /// Why something cannot be estimated, after "because".
    pub(crate) fn reason(&self, reason: Reason) -> String {
        let key = match reason {
            Reason::NoPairs => "no-pairs",
            Reason::OnePair => "one-pair",
            Reason::NoSpread => "no-spread",
            Reason::NoDiscordantPairs => "no-discordant-pairs",
            Reason::NoValues => "no-values",
            Reason::Suppressed => "suppressed",
            Reason::NobodyMissing => "nobody-missing",
            Reason::NoRange => "no-range",
            Reason::PerfectSeparation => "perfect-separation",
            Reason::NoSolution => "no-solution",
            Reason::NoEvents => "no-events",
            Reason::TooManyValues => "too-many-values",
            Reason::NeedsRows => "needs-rows",
        };
        self.say(&format!("reason-{key}"), &[])
    }

    /// Why a model cannot be estimated, after "because".
    pub(crate) fn model_reason(&self, reason: ModelReason) -> String {
        let key = match reason {
            ModelReason::NoValues => "no-values",
            ModelReason::Collinear => "collinear",
            ModelReason::TooFew => "too-few",
            ModelReason::NoSpread => "no-variation",
            ModelReason::NoRepeats => "no-repeats",
            ModelReason::NoSolution => "no-solution",
            ModelReason::PerfectSeparation => "perfect-separation",
            ModelReason::TooManyOccasions => "too-many-occasions",
            ModelReason::TooManyLevels => "too-many-levels",
            ModelReason::NotFinite => "not-finite",
            ModelReason::Suppressed => "suppressed",
            ModelReason::NeedsRows => "needs-rows",
        };
        self.say(&format!("reason-{key}"), &[])
    }

    /// A number in a sentence, with so many decimals.
    pub(crate) fn number(&self, value: f64, decimals: u8) -> String {
        locale::decimal(self.language, value, Decimals::from_digits(usize::from(decimals)))
    }

    /// A change in a sentence, with its sign.
    pub(crate) fn signed(&self, value: f64, decimals: u8) -> String {
        locale::signed(self.language, value, Decimals::from_digits(usize::from(decimals)))
    }

    /// A count in a sentence.
    pub(crate) fn count(&self, count: u64) -> String {
        Cell::Count(count).words(self.language)
    }

    /// So many points of a score, as they are read.
    pub(crate) fn points(&self, value: f64, decimals: u8) -> String {
        self.say("points", &[("d", Value::Number(rounded(value, decimals), decimals))])
    }

    /// A small number as a word, "two"; larger ones as digits.
    pub(crate) fn in_words(&self, number: usize) -> String {
        let key = format!("chart-number-{number}");
        if locale::has(self.language, &key) {
            return locale::text(self.language, &key, &[]).into_owned();
        }
        self.count(number as u64)
    }

    /// A share in whole per cent without the sign, never 0 or 100 unless exact.
    pub(crate) fn percent(&self, x: u64, n: u64) -> String {
        self.number(whole_percent(x, n), 0)
    }

    /// A list: "a, b and c".
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(", ");
                self.say("and", &[("first", first.into()), ("last", last.into())])
            }
        }
    }

    /// An ISO date as a full date; as it is when it is none.
    pub(crate) fn date(&self, iso: &str) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |date| locale::full_date(self.language, date))
    }

    /// An ISO date as month and year.
    pub(crate) fn month(&self, iso: &str) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |date| locale::month_and_year(self.language, date))
    }
}

/// Whether the report has words of its own for the measure: well-being.
pub(crate) fn is_who5(measure: &Measure) -> bool {
    measure.instrument.as_deref() == Some("who5")
}

/// Whether the report has words of its own for the measure: payment in the past month.
pub(crate) fn is_paid(measure: &Measure) -> bool {
    measure.instrument.as_deref() == Some("paid_last_month") || measure.name == "paid_last_month"
}

/// The measure the first page speaks of: the one the study names; else the first score outside a family; else the first.
pub(crate) fn primary(findings: &Findings) -> Option<&Measure> {
    let named = findings.provenance.settings.get("primary");
    let named = named.and_then(|name| findings.measures.iter().find(|measure| measure.name == *name));
    let single = |measure: &&Measure| measure.kind == MeasureKind::Score && measure.family.is_none();
    named.or_else(|| findings.measures.iter().find(single)).or_else(|| findings.measures.first())
}

/// Decimals of a score's means and changes on the first pages: whole points, one decimal on a short scale.
pub(crate) fn lead_decimals(measure: &Measure) -> u8 {
    let spread = measure.range.map(|[low, high]| high - low);
    let largest =
        measure.occasions.iter().filter_map(|at| Figure::seen(at.mean)).map(f64::abs).fold(0.0, f64::max);
    let size = spread.unwrap_or(largest * 2.0);
    match size.partial_cmp(&30.0) {
        Some(Ordering::Less) if size < 3.0 => 2,
        Some(Ordering::Less) => 1,
        _ => 0,
    }
}

/// Decimals of the same numbers in sections and tables.
pub(crate) fn full_decimals(measure: &Measure) -> u8 {
    lead_decimals(measure).max(1)
}

/// A number as it will be shown, so that what is compared and agreed with is what is read.
pub(crate) fn rounded(value: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals));
    (value * scale * (1.0 + f64::EPSILON)).round() / scale
}

/// The smallest number that can be told with so many decimals.
pub(crate) fn smallest(decimals: u8) -> f64 {
    10_f64.powi(-i32::from(decimals))
}

/// A share in whole per cent; what is not all is at most 99, what is not none is at least 1.
pub(crate) fn whole_percent(x: u64, n: u64) -> f64 {
    if n == 0 {
        return f64::NAN;
    }
    let exact = as_f64(x) / as_f64(n) * 100.0;
    let whole = rounded(exact, 0);
    if x == 0 || x == n { whole } else { whole.clamp(1.0, 99.0) }
}

/// The model that the report speaks of: all who were measured at least once, time as a factor, nothing beside it; the
/// freest covariance first.
pub(crate) fn primary_model(measure: &Measure) -> Option<(&Model, &ModelEstimate)> {
    let plain = |model: &&Model| model.covariates.is_empty() && model.interactions.is_empty();
    let of = |kind: ModelKind| {
        let mut models = measure.models.iter().filter(plain).filter(move |model| model.kind == kind);
        models.find_map(|model| model.change.value().map(|change| (model, change)))
    };
    of(ModelKind::Mmrm).or_else(|| of(ModelKind::RandomIntercept)).or_else(|| of(ModelKind::Gee))
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "counts of persons and contacts stay far below 2^53")]
pub(crate) fn as_f64(count: u64) -> f64 {
    count as f64
}

/// The change of a measure's score.
pub(crate) fn change(measure: &Measure) -> Option<&Change> {
    measure.change.value()
}

/// A label inside a sentence: its first letter small, unless the word is an abbreviation.
pub(crate) fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return String::new() };
    if second.is_some_and(|second| second.is_uppercase() || second.is_ascii_digit() || second == '-') {
        return words.to_owned();
    }
    let rest: String = words.chars().skip(1).collect();
    format!("{}{rest}", first.to_lowercase())
}

/// A sentence's or a row's first letter large.
pub(crate) fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        let rest: String = letters.collect();
        format!("{}{rest}", first.to_uppercase())
    })
}
/// An item of the method: its label, else its rule.
pub(crate) fn fidelity_name(language: Language, item: &FidelityItem) -> String {
    let label = item.label.get(language.tag()).filter(|label| !label.is_empty());
    label.cloned().unwrap_or_else(|| upper_first(&fidelity_rule(language, item)))
}

/// What an item asks for, in words.
pub(crate) fn fidelity_rule(language: Language, item: &FidelityItem) -> String {
    let limits: Vec<(&str, Value<'_>)> =
        item.limits.iter().map(|(name, limit)| (name.as_str(), (*limit).into())).collect();
    let key = format!("report-fidelity-rule-{}", item.rule.replace('_', "-"));
    locale::text(language, &key, &limits).into_owned()
}
