//! An instrument: items, scoring, bands, change limits with their sources. Data from `content/instruments/`; the
//! texts may be missing (a separately licensed pack that is not installed) and the definition is still whole.

use crate::programme::Text;

/// Key of an instrument, for example `who5`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentId(pub String);

impl InstrumentId {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A versioned instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// Key.
    pub id: InstrumentId,
    /// Version; scoring is never changed within one.
    pub version: String,
    /// Name for staff.
    pub name: Text,
    /// Short name beside charts, for example `WHO-5`.
    pub short_name: Text,
    /// The instruction above the questions, if its text is installed.
    pub instruction: Text,
    /// The time the questions ask about, in a few words, where they do.
    pub period: Text,
    /// Source line that the licence asks for on screen and print.
    pub attribution: Text,
    /// Items in order.
    pub items: Vec<Item>,
    /// How a score comes about, if there is one.
    pub scoring: Option<Scoring>,
    /// Bands of the score from low to high.
    pub bands: Vec<Band>,
    /// What counts as a change.
    pub change: Option<ChangeLimits>,
    /// False while the item texts are not installed.
    pub texts_installed: bool,
    /// True when the citizen answers it herself, alone or with the worker.
    pub citizen_answers: bool,
}

/// One item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Key, stable over languages.
    pub key: String,
    /// The question; empty while texts are not installed.
    pub text: Text,
    /// A line of help under it.
    pub help: Text,
    /// Word of the unit behind a number.
    pub unit: Text,
    /// What can be answered.
    pub kind: ItemKind,
    /// Part of the score.
    pub scored: bool,
    /// Left out without being missed.
    pub optional: bool,
}

/// What can be answered. *Not asked, will not answer, does not know* are always possible besides.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A whole number from a scale; labels may name some or all steps.
    Scale {
        /// Lowest.
        min: i32,
        /// Highest.
        max: i32,
        /// Words of steps: value → text.
        labels: Vec<(i32, Text)>,
        /// True when the highest stands first on screen.
        highest_first: bool,
    },
    /// Yes (1) or no (0).
    YesNo,
    /// One of several: value → text; the key is stored through its number.
    Choice {
        /// The options.
        options: Vec<Choice>,
    },
    /// Any of several; stored as bits in the order of the options.
    Several {
        /// The options, at most 31.
        options: Vec<Choice>,
    },
    /// A whole number typed in.
    Number {
        /// Lowest allowed.
        min: i32,
        /// Highest allowed.
        max: i32,
    },
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Stored number (bit number for [`ItemKind::Several`]).
    pub value: i32,
    /// Stable key, used in files.
    pub key: String,
    /// Word on screen.
    pub text: Text,
}

/// How a score comes about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scoring {
    /// Sum of all items times a factor; missing when any item is.
    SumTimes {
        /// The factor.
        factor: f64,
    },
    /// Mean of the answered items; missing when none is.
    MeanAnswered,
}

/// A band of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Highest score in it.
    pub up_to: f64,
    /// Key, for example `high_risk`.
    pub key: String,
    /// Words on screen.
    pub text: Text,
    /// True for a band that asks for a talk (at risk).
    pub at_risk: bool,
}

/// What counts as a change, with where it is from.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeLimits {
    /// Least change that counts as noticeable.
    pub relevant: f64,
    /// Where that is from.
    pub relevant_source: String,
    /// Least change beyond one person's measurement noise (95 %).
    pub reliable: Option<f64>,
    /// Where that is from.
    pub reliable_source: Option<String>,
}

impl Instrument {
    /// The item with this key.
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }
    /// The items that make up the score.
    pub fn scored(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.scored)
    }
    /// Lowest and highest possible score.
    pub fn score_range(&self) -> Option<(f64, f64)> {
        let ends: Option<Vec<(i32, i32)>> = self.scored().map(|item| item.kind.range()).collect();
        let ends = ends.filter(|ends| !ends.is_empty())?;
        let sum = |pick: fn(&(i32, i32)) -> i32| ends.iter().map(pick).map(f64::from).sum::<f64>();
        let (low, high) = (sum(|e| e.0), sum(|e| e.1));
        let items = f64::from(u32::try_from(ends.len()).ok()?);
        match self.scoring? {
            Scoring::SumTimes { factor } => Some((low * factor, high * factor)),
            Scoring::MeanAnswered => Some((low / items, high / items)),
        }
    }
}

impl ItemKind {
    /// Lowest and highest value, where the kind has them.
    pub fn range(&self) -> Option<(i32, i32)> {
        match self {
            Self::Scale { min, max, .. } | Self::Number { min, max } => Some((*min, *max)),
            Self::YesNo => Some((0, 1)),
            Self::Choice { .. } | Self::Several { .. } => None,
        }
    }
    /// True when the value can be an answer.
    pub fn allows(&self, value: i32) -> bool {
        match self {
            Self::Scale { min, max, .. } | Self::Number { min, max } => (*min..=*max).contains(&value),
            Self::YesNo => value == 0 || value == 1,
            Self::Choice { options } => options.iter().any(|option| option.value == value),
            Self::Several { options } => {
                let all = options.iter().fold(0, |bits, option| {
                    bits | 1i32.checked_shl(option.value.unsigned_abs()).unwrap_or(0)
                });
                value >= 0 && value & !all == 0
            }
        }
    }
}
