//! What an evaluation found: the document that page, PDF, CSV and `findings.json` are made from.
//!
//! The shape is public (`"schema": "fodfaeste-findings/1"`, described in `docs/findings.md`): keys may be added,
//! never renamed or removed. It holds numbers, keys and the study's own labels, but no sentence in any language;
//! sentences are chosen from these numbers by the report. Shares and p-values lie in 0–1, intervals are
//! `[lower, upper]`, dates are ISO 8601. What could not be computed is `null` beside a [`Reason`], never NaN.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The value of [`Findings::schema`].
pub const SCHEMA: &str = "fodfaeste-findings/1";

/// Lower and upper end of an interval.
pub type Interval = [f64; 2];

/// A label in the languages the study gives it in (`da`, `en`).
pub type Label = BTreeMap<String, String>;

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The study's title, as its author wrote it.
    pub title: String,
    /// True when the persons are invented; then every rendering says so.
    pub synthetic: bool,
    /// Where the numbers come from.
    pub provenance: Provenance,
    /// Courses in, out and measured; absent when the data know no courses (a foreign file of measurements).
    pub flow: Option<Flow>,
    /// Who they are at the start; absent without characteristics.
    pub baseline: Option<Baseline>,
    /// The occasions in the study's order, with labels.
    pub occasions: Vec<Occasion>,
    /// One entry per measure of the study, in the study's order.
    pub measures: Vec<Measure>,
    /// Measures tested together, with Holm's adjustment.
    pub families: Vec<Family>,
    /// Contacts by phase and kind; absent when the data hold none.
    pub contacts: Option<Contacts>,
    /// Sub-groups fixed in the study.
    pub subgroups: Vec<Subgroup>,
    /// Leaving before the end; absent without dates.
    pub dropout: Option<Dropout>,
    /// Limits of the design whose condition holds, in the order they are printed.
    pub limits: Vec<Limit>,
}

/// Where the numbers come from: enough to repeat them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name and version of the software, `fodfaeste 0.1.0`.
    pub software: String,
    /// The day the data were cut, ISO 8601, if known.
    pub data_cut: Option<String>,
    /// The sources read, in order.
    pub sources: Vec<Source>,
    /// Persons read.
    pub persons: u64,
    /// Rows (person × occasion) read.
    pub rows: u64,
    /// Choices that changed a number: name → value (for example `full_course_months` → `10`).
    pub settings: BTreeMap<String, String>,
}

/// One source of data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// File name without folder, or `record`.
    pub name: String,
    /// SHA-256 of the bytes in hexadecimal, absent for the live record.
    pub sha256: Option<String>,
    /// Data rows in it.
    pub rows: u64,
}

/// Courses in, out and measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Enquiries known, if they are recorded.
    pub enquiries: Option<u64>,
    /// Courses started (phase 1 begun).
    pub started: u64,
    /// Of these, closed at the data cut.
    pub closed: u64,
    /// Of these, running at the data cut.
    pub running: u64,
    /// Closing forms received.
    pub closing_forms: u64,
    /// Closing forms owed: one for each closed course.
    pub closing_forms_owed: u64,
    /// Courses with a closing form and at least [`Flow::full_course_months`] months from start to closing.
    pub full_courses: u64,
    /// The limit of a full course, months.
    pub full_course_months: f64,
    /// First and last start, ISO 8601.
    pub first_start: Option<String>,
    /// Last start, ISO 8601.
    pub last_start: Option<String>,
    /// Closed before the planned end, by the phase in which the course stood (1–3); needs a closing date.
    pub left_in_phase: Vec<LeftInPhase>,
    /// Closed courses whose closing date is not known.
    pub closing_date_unknown: u64,
    /// Closing reasons with their counts, most frequent first.
    pub closing_reasons: Vec<Count>,
    /// Measurements owed and received at each occasion, for the study's primary measure.
    pub measured: Vec<Measured>,
}

/// How many left in one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftInPhase {
    /// 1, 2 or 3.
    pub phase: u8,
    /// Courses that reached this phase.
    pub entered: u64,
    /// Courses closed in it on a known day before their planned end, and not because the phases were done.
    pub left: u64,
}

/// A key with a count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Value as in the data.
    pub key: String,
    /// Label, if the study or programme has one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// How many.
    pub n: u64,
}

/// Owed and received at one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Key of the occasion.
    pub occasion: String,
    /// Courses that stood in the programme on the day this occasion fell due.
    pub owed: u64,
    /// Of all courses, measured at this occasion.
    pub received: u64,
}

/// Baseline table: all who started, and those with and without the last measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// All who started.
    pub all: u64,
    /// Of these, with the primary measure at the last occasion.
    pub with_last: u64,
    /// Of these, without it.
    pub without_last: u64,
    /// The lines, in the study's order.
    pub rows: Vec<BaselineRow>,
}

/// One line of the baseline table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselineRow {
    /// Column in the data.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// The level (`yes`, `Grundskole`); absent for a number.
    pub level: Option<String>,
    /// Label of the level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub level_label: Label,
    /// Values for all, with and without the last measurement.
    pub all: BaselineCell,
    /// Those with it.
    pub with_last: BaselineCell,
    /// Those without it.
    pub without_last: BaselineCell,
    /// Standardised difference of with against without; absent when it cannot be estimated.
    pub standardised_difference: Option<f64>,
}

/// One cell of the baseline table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselineCell {
    /// Persons with a value.
    pub n: u64,
    /// Persons without.
    pub missing: u64,
    /// Count at the level, for shares.
    pub x: Option<u64>,
    /// Mean, for numbers.
    pub mean: Option<f64>,
    /// Standard deviation (n − 1), for numbers.
    pub sd: Option<f64>,
}

/// An occasion of measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occasion {
    /// Key as in the data.
    pub key: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
}

/// A measure and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Name in the study.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// Score or yes/no.
    pub kind: MeasureKind,
    /// Key of a known instrument (`who5`, `paid_last_month`), if the study or record says; then the report has words
    /// of its own for it and does not need the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// The family it is tested in, if any.
    pub family: Option<String>,
    /// Lowest and highest possible score, if the study says.
    pub range: Option<Interval>,
    /// Distance between neighbouring scores (4 for WHO-5), if known.
    pub step: Option<f64>,
    /// Scores at or below this count as at risk.
    pub risk_at_or_below: Option<f64>,
    /// The least change that counts as noticeable.
    pub relevant_change: Option<f64>,
    /// The least change beyond one person's measurement noise.
    pub reliable_change: Option<f64>,
    /// At each occasion, in the study's order.
    pub occasions: Vec<AtOccasion>,
    /// Paired change of a score from `from` to `to`.
    pub change: Estimable<Change>,
    /// Paired shares: yes/no itself, or being at risk for a score with a limit.
    pub paired_shares: Estimable<PairedShares>,
    /// Who changed how much, for a score with a relevant change.
    pub individual: Option<Individual>,
    /// The cautious estimate of a score's change: those without the second measurement count as unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cautious: Option<Cautious>,
}

/// Kind of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// A number.
    Score,
    /// Yes or no.
    YesNo,
}

/// Something that could be estimated, or why not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Estimable<T> {
    /// The estimate.
    Value(T),
    /// It cannot be estimated because…
    Not {
        /// Why.
        not_estimable: Reason,
    },
    /// It does not apply to this measure.
    NotApplicable(()),
}

impl<T> Estimable<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// Why something cannot be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nobody was measured at both occasions.
    NoPairs,
    /// Only one person was.
    OnePair,
    /// All differences are equal, so the spread is zero.
    NoSpread,
    /// Nobody changed sides.
    NoDiscordantPairs,
    /// No values at all.
    NoValues,
}

/// A measure at one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AtOccasion {
    /// Key of the occasion.
    pub occasion: String,
    /// Persons with a value.
    pub n: u64,
    /// Persons in the cohort without one.
    pub missing: u64,
    /// Mean of a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// 95 % t-interval of the mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_ci95: Option<Interval>,
    /// Standard deviation (n − 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// Median (type 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<f64>,
    /// Share at risk of a score with a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk: Option<Share>,
    /// Number of yes, for yes/no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<u64>,
    /// Share of yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// Wilson's 95 % interval of the share of yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wilson95: Option<Interval>,
    /// Counts per distinct score or band, for the picture of the spread: upper end of each band → count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

/// How many lie in a band of scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Lowest score in the band.
    pub from: f64,
    /// Highest score in the band.
    pub to: f64,
    /// Persons in it.
    pub n: u64,
}

/// A share with its counts and Wilson's interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub x: u64,
    /// Of how many.
    pub n: u64,
    /// x / n.
    pub share: f64,
    /// Wilson's 95 % interval.
    pub wilson95: Interval,
}

/// Paired change of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// First occasion.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// Persons with both.
    pub n: u64,
    /// Their mean at the first.
    pub mean_from: f64,
    /// Their mean at the second.
    pub mean_to: f64,
    /// Mean of second − first.
    pub difference: f64,
    /// Standard deviation of the differences (n − 1).
    pub sd: f64,
    /// t of the paired t-test.
    pub t: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// p after Holm within the measure's family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_holm: Option<f64>,
    /// 95 % interval of the mean difference.
    pub ci95: Interval,
    /// Standardised change: difference / sd.
    pub dz: f64,
    /// Share that rose by at least the relevant change, if the study has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Share>,
}

/// Mean change of all with the first measurement, when a missing second one counts as no change at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cautious {
    /// Persons with the first measurement.
    pub n: u64,
    /// Of these, without the second: assumed unchanged.
    pub assumed: u64,
    /// Mean change.
    pub difference: f64,
    /// 95 % t-interval with n − 1 degrees of freedom.
    pub ci95: Interval,
}

/// The same persons' yes and no at two occasions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairedShares {
    /// First occasion.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// Persons with both.
    pub n: u64,
    /// Yes both times.
    pub yes_yes: u64,
    /// Yes, then no.
    pub yes_no: u64,
    /// No, then yes.
    pub no_yes: u64,
    /// No both times.
    pub no_no: u64,
    /// Share at the first minus share at the second.
    pub difference: f64,
    /// Newcombe's paired interval (method 10) of that difference.
    pub newcombe95: Interval,
    /// Exact McNemar, two-sided.
    pub mcnemar_exact_p: f64,
}

/// Who changed how much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Individual {
    /// Persons with both occasions.
    pub n: u64,
    /// Zones from the largest fall to the largest rise.
    pub zones: Vec<Zone>,
    /// Lowest and highest score of the bands, lowest band first (WHO-5: 0–32, 36–48, 52–100).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Interval>,
    /// Band at the first occasion (row) × band at the second (column), in the order of [`Individual::bands`].
    pub from_band_to_band: Vec<Vec<u64>>,
}

/// A zone of change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// `fell_reliable`, `fell_relevant`, `unchanged`, `rose_relevant`, `rose_reliable`.
    pub key: String,
    /// Smallest difference possible in the zone; absent when open downward.
    pub from: Option<f64>,
    /// Largest difference possible in the zone; absent when open upward.
    pub to: Option<f64>,
    /// Share of the pairs.
    pub share: Share,
}

/// Measures tested together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// Name in the study.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// Names of its measures, in the study's order.
    pub measures: Vec<String>,
    /// Change of the mean over all measures, persons with all of them at both occasions.
    pub overall: Estimable<Change>,
    /// The mean over all measures at each occasion.
    pub overall_occasions: Vec<AtOccasion>,
    /// Share whose mean over all measures rose by at least `progress_at_least`, among full courses if there is a flow.
    pub progress: Option<Progress>,
}

/// Share with noticeable progress.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Least rise of the mean that counts.
    pub at_least: f64,
    /// Among whom: `paired` or `full_courses`.
    pub among: String,
    /// The share.
    pub share: Share,
}

/// Contacts by phase and kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contacts {
    /// Phases 1 to 3.
    pub phases: Vec<PhaseContacts>,
    /// Contacts before phase 1.
    pub before: u64,
    /// Planned last day of phases 1, 2 and 3, days since phase 1 began; empty when the data do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned_phase_ends: Vec<f64>,
    /// Windows of equal length from the first day of phase 1; only windows that at least 20 courses ran through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<ContactWindow>,
}

/// Held contacts in one window of time since phase 1 began, over the courses that ran through the whole of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactWindow {
    /// First day of the window; the first day of phase 1 is day 0.
    pub from_day: u64,
    /// First day after the window.
    pub to_day: u64,
    /// Courses that ran through the whole window.
    pub courses: u64,
    /// Mean support contacts per week and course.
    pub support_per_week: f64,
    /// 95 % t-interval over courses, its lower end cut at 0.
    pub support_per_week_ci95: Interval,
    /// Mean coordination contacts per week and course.
    pub coordination_per_week: f64,
    /// 95 % t-interval over courses, its lower end cut at 0.
    pub coordination_per_week_ci95: Interval,
}

/// Contacts in one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhaseContacts {
    /// 1, 2 or 3.
    pub phase: u8,
    /// Courses that spent at least a day in it.
    pub courses: u64,
    /// Days of exposure, all courses together.
    pub days: u64,
    /// All held contacts.
    pub held: u64,
    /// Contacts that did not take place (moved, missed, unanswered).
    pub not_held: u64,
    /// Held contacts with the role support.
    pub support: u64,
    /// Held contacts with the role coordination.
    pub coordination: u64,
    /// Held contacts per course and month (30.4375 days) of exposure.
    pub per_month: f64,
    /// Support per course and week.
    pub support_per_week: f64,
    /// 95 % interval of that rate, by the spread between courses.
    pub support_per_week_ci95: Option<Interval>,
    /// The programme's planned band of support contacts per week, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_per_week: Option<Interval>,
    /// Coordination per course and week.
    pub coordination_per_week: f64,
    /// 95 % interval of that rate.
    pub coordination_per_week_ci95: Option<Interval>,
    /// Share of coordination among held contacts.
    pub coordination_share: Option<f64>,
    /// Minutes, all held contacts.
    pub minutes: u64,
    /// Held contacts by kind.
    pub kinds: Vec<KindRate>,
}

/// Held contacts of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindRate {
    /// Kind (`meeting`, `call`, `message`, `accompaniment`, `coordination`).
    pub kind: String,
    /// How many.
    pub n: u64,
    /// Per course and month of exposure.
    pub per_month: f64,
}

/// A sub-group fixed in the study: those with the trait against those without, on each score with a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subgroup {
    /// Name in the study.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// The measure it is shown for.
    pub measure: String,
    /// True when the group is picked on the measure's own value at the start (regression to the mean).
    pub picked_on_start: bool,
    /// Those with the trait.
    pub with: Estimable<Change>,
    /// Those without.
    pub without: Estimable<Change>,
    /// Difference of the two changes (with − without), Welch's interval.
    pub interaction: Estimable<Interaction>,
}

/// Difference between two groups' changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interaction {
    /// With − without.
    pub difference: f64,
    /// Welch's degrees of freedom.
    pub df: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// Two-sided p.
    pub p: f64,
    /// p after Holm over the study's sub-groups that were not picked on their start value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_holm: Option<f64>,
}

/// Those who left before phase 3 against those who stayed. A course that closed on a day nobody wrote down counts as
/// closed on the day of its last contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dropout {
    /// The measure compared.
    pub measure: String,
    /// Closed before phase 3 began.
    pub left_early: u64,
    /// All others whose fate is known: closed later, or running in phase 3.
    pub stayed: u64,
    /// Start value: left − stayed.
    pub start_difference: Estimable<Interaction>,
    /// Change from the first to the second occasion: stayed − left.
    pub early_change_difference: Estimable<Interaction>,
    /// Mean early change of those who left.
    pub early_change_left: Option<f64>,
    /// Mean early change of those who stayed.
    pub early_change_stayed: Option<f64>,
}

/// A limit whose condition holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// `no_comparison`, `start_in_crisis`, `picked_on_start`, `missing_at_last`, `own_rating`, `many_measures`,
    /// `running`, `few_pairs`, `synthetic`, `with_staff`.
    pub id: String,
    /// Numbers for its sentence.
    pub parameters: BTreeMap<String, f64>,
}
