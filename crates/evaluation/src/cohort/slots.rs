//! What a study reads from each row: its measures, sub-groups and characteristics as slots of a row, each with the
//! rule that turns cells into a number. The same rules for a long file and for a package.

use jiff::civil::date;

use crate::fault::FaultCode;
use crate::findings::{Interval, MeasureKind};
use crate::package::value::{Problem, holds_cpr, iso_date};
use crate::study::{CharacteristicKind, Columns, CovariateKind, GroupRule, Items, Place, Study, YesNo};

/// Longest piece of a cell that a fault repeats, characters.
const SHOWN: usize = 40;

/// What stands for a missing value in a column.
pub(super) const MISSING: f64 = f64::NAN;

/// A value that is read from each row.
#[derive(Debug)]
pub(super) struct Slot<'s> {
    /// The columns it is made of.
    pub(super) columns: &'s Columns,
    rule: Rule<'s>,
}

#[derive(Debug)]
enum Rule<'s> {
    Items(Items),
    Number(Option<Interval>),
    YesNo(&'s YesNo),
    Level,
    /// A number where it is one, else a level.
    Either,
    /// The day of the row, counted from 1970.
    Day,
}

impl Slot<'_> {
    /// Whether it is the day of the row.
    pub(super) const fn is_day(&self) -> bool {
        matches!(self.rule, Rule::Day)
    }
}

/// A row's value in a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'c> {
    Number(f64),
    Level(&'c str),
    Missing,
}

/// All slots of a study: its measures, then sub-groups decided by a column, then characteristics, then covariates.
#[derive(Debug)]
pub(super) struct Slots<'s> {
    pub(super) all: Vec<Slot<'s>>,
    /// How many of them are measures.
    pub(super) measures: usize,
    /// How many of them are sub-groups.
    pub(super) groups: usize,
    /// How many of them are covariates of models.
    pub(super) covariates: usize,
    missing: &'s [String],
    comma: bool,
}

impl<'s> Slots<'s> {
    /// The slots of a study; `comma` when numbers may have a decimal comma.
    pub(super) fn of(study: &'s Study, comma: bool) -> Self {
        let measures = study.measures.iter().map(|measure| Slot {
            columns: &measure.columns,
            rule: match (measure.kind, measure.items) {
                (MeasureKind::YesNo, _) => Rule::YesNo(&measure.words),
                (MeasureKind::Score, Some(items)) => Rule::Items(items),
                (MeasureKind::Score, None) => Rule::Number(measure.range),
            },
        });
        let groups = study.subgroups.iter().filter_map(|group| match &group.rule {
            GroupRule::Column(columns, words) => Some(Slot { columns, rule: Rule::YesNo(words) }),
            GroupRule::AtRisk(_) | GroupRule::Yes(_) => None,
        });
        let groups: Vec<Slot<'s>> = groups.collect();
        let characteristics = study.characteristics.iter().filter_map(|one| match &one.place {
            Place::Columns(columns) => Some(Slot {
                columns,
                rule: match &one.kind {
                    CharacteristicKind::Number => Rule::Number(None),
                    CharacteristicKind::YesNo(words) => Rule::YesNo(words),
                    CharacteristicKind::Choice(_) | CharacteristicKind::Several(_) => Rule::Level,
                },
            }),
            Place::Measure(_) => None,
        });
        let covariates = study.covariates.iter().map(|one| Slot {
            columns: &one.columns,
            rule: match one.kind {
                CovariateKind::Either => Rule::Either,
                CovariateKind::Time => Rule::Number(None),
                CovariateKind::Day => Rule::Day,
            },
        });
        let counts = (study.measures.len(), groups.len(), study.covariates.len());
        let all: Vec<Slot<'s>> = measures.chain(groups).chain(characteristics).chain(covariates).collect();
        Self {
            all,
            measures: counts.0,
            groups: counts.1,
            covariates: counts.2,
            missing: &study.layout.missing,
            comma,
        }
    }

    /// Those of the covariates alone.
    pub(super) fn of_covariates(study: &'s Study, comma: bool) -> Self {
        let mut slots = Self::of(study, comma);
        slots.all.drain(..slots.all.len() - slots.covariates);
        Self { measures: 0, groups: 0, ..slots }
    }

    /// Whether a slot is a covariate of a model: numbers or levels, one value for each row.
    pub(super) const fn is_covariate(&self, index: usize) -> bool {
        index + self.covariates >= self.all.len()
    }

    /// The value of a slot. `cell` gives the text at a place, `items` takes the answers of a score that has all of them,
    /// `fault` hears of each cell that was not taken, by the position of its column in the slot.
    pub(super) fn read<'c>(
        &self,
        slot: &Slot<'_>,
        places: &[usize],
        cell: &dyn Fn(usize) -> &'c str,
        items: &mut Vec<i64>,
        fault: &mut dyn FnMut(usize, Problem),
    ) -> Value<'c> {
        items.clear();
        let text = |place: usize| {
            let text = cell(place).trim();
            (!text.is_empty() && !self.missing.iter().any(|missing| missing == text)).then_some(text)
        };
        match &slot.rule {
            Rule::Level => places.first().and_then(|&place| text(place)).map_or(Value::Missing, |level| {
                if holds_cpr(level) {
                    fault(0, (FaultCode::CprInField, Vec::new()));
                    return Value::Missing;
                }
                Value::Level(level)
            }),
            Rule::Either => {
                let Some(text) = places.first().and_then(|&place| text(place)) else { return Value::Missing };
                if holds_cpr(text) {
                    fault(0, (FaultCode::CprInField, Vec::new()));
                    return Value::Missing;
                }
                match self.score(text, None) {
                    Ok(number) => Value::Number(number),
                    Err((FaultCode::NumberInvalid, _)) => Value::Level(text),
                    Err(problem) => {
                        fault(0, problem);
                        Value::Missing
                    }
                }
            }
            Rule::Number(range) => of_text(places, &text, fault, |text| self.score(text, *range)),
            Rule::Day => of_text(places, &text, fault, day),
            Rule::Items(rule) => self.sum(*rule, places, &text, items, fault),
            Rule::YesNo(words) => any(words, places, &text, fault),
        }
    }

    fn score(&self, text: &str, range: Option<Interval>) -> Result<f64, Problem> {
        let number = number(text, self.comma).ok_or_else(|| problem(FaultCode::NumberInvalid, text))?;
        let [low, high] = range.unwrap_or([-LARGEST, LARGEST]);
        if (low..=high).contains(&number) {
            Ok(number)
        } else {
            Err(outside(FaultCode::NumberRange, text, [low, high]))
        }
    }

    fn sum<'c>(
        &self,
        items: Items,
        places: &[usize],
        text: &dyn Fn(usize) -> Option<&'c str>,
        answers: &mut Vec<i64>,
        fault: &mut dyn FnMut(usize, Problem),
    ) -> Value<'c> {
        let (mut sum, mut whole) = (0.0, true);
        for (index, &place) in places.iter().enumerate() {
            let Some(text) = text(place) else {
                whole = false;
                continue;
            };
            match self.item(text, items.range) {
                Ok(number) => {
                    sum += number;
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "a whole number within the range of answers"
                    )]
                    answers.push(number as i64);
                }
                Err(problem) => {
                    fault(index, problem);
                    whole = false;
                }
            }
        }
        if !whole {
            answers.clear();
            return Value::Missing;
        }
        Value::Number(sum * items.multiply)
    }

    fn item(&self, text: &str, [low, high]: Interval) -> Result<f64, Problem> {
        let number = number(text, self.comma).ok_or_else(|| problem(FaultCode::ItemText, text))?;
        if !(low..=high).contains(&number) {
            return Err(outside(FaultCode::ItemRange, text, [low, high]));
        }
        if number.fract().abs() > 0.0 {
            return Err(problem(FaultCode::ItemNotInteger, text));
        }
        Ok(number)
    }
}

/// The number that the text of a cell is.
fn of_text<'c>(
    places: &[usize],
    text: &dyn Fn(usize) -> Option<&'c str>,
    fault: &mut dyn FnMut(usize, Problem),
    read: impl Fn(&str) -> Result<f64, Problem>,
) -> Value<'c> {
    match places.first().and_then(|&place| text(place)).map(read) {
        None => Value::Missing,
        Some(Ok(number)) => Value::Number(number),
        Some(Err(problem)) => {
            fault(0, problem);
            Value::Missing
        }
    }
}

/// Days from 1970 to a day, which may have a time behind it.
fn day(text: &str) -> Result<f64, Problem> {
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let found = iso_date(day).filter(|_| rest.is_empty() || rest.starts_with(['T', ' ']));
    let found = found.ok_or_else(|| problem(FaultCode::DateInvalid, text))?;
    Ok(f64::from((found - date(1970, 1, 1)).get_days()))
}

/// Yes in any column is yes; no in all of them is no.
fn any<'c>(
    words: &YesNo,
    places: &[usize],
    text: &dyn Fn(usize) -> Option<&'c str>,
    fault: &mut dyn FnMut(usize, Problem),
) -> Value<'c> {
    let (mut yes, mut no) = (false, 0);
    for (index, &place) in places.iter().enumerate() {
        let Some(text) = text(place) else { continue };
        match words.read(text) {
            Some(true) => yes = true,
            Some(false) => no += 1,
            None => {
                let (code, mut parameters) = problem(FaultCode::ValueUnknown, text);
                parameters.push(("known", words.known()));
                fault(index, (code, parameters));
            }
        }
    }
    match (yes, no) {
        (true, _) => Value::Number(1.0),
        (false, no) if no == places.len() && no > 0 => Value::Number(0.0),
        _ => Value::Missing,
    }
}

/// Levels of a column that also holds numbers are numbered from here on, which no number reaches.
pub(super) const LEVELS: f64 = 1e15;
/// More levels than this are no factor; the rest share the last one.
pub(super) const MOST_LEVELS: usize = 1_000;
/// More different answers than this make no table of a characteristic.
pub(crate) const MOST_CHOICES: usize = 10_000;

/// Beyond this a number is no measurement, and its square could not be counted with.
const LARGEST: f64 = 1e12;

/// A number as offices write it; never an infinite one.
pub(super) fn number(text: &str, comma: bool) -> Option<f64> {
    if let [digit @ b'0'..=b'9'] = text.as_bytes() {
        return Some(f64::from(digit - b'0'));
    }
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'e' | b'E'))
    {
        return None;
    }
    let number: f64 = if comma && text.contains(',') {
        if text.contains('.') {
            return None;
        }
        text.replace(',', ".").parse().ok()?
    } else {
        text.parse().ok()?
    };
    number.is_finite().then_some(number)
}

/// What is wrong with a cell; its text only when it cannot be a CPR number.
pub(super) fn problem(code: FaultCode, text: &str) -> Problem {
    if holds_cpr(text) {
        return (FaultCode::CprInField, Vec::new());
    }
    (code, vec![("value", text.chars().take(SHOWN).collect())])
}

fn outside(code: FaultCode, text: &str, [low, high]: Interval) -> Problem {
    let (code, mut parameters) = problem(code, text);
    if code != FaultCode::CprInField {
        parameters.extend([("min", low.to_string()), ("max", high.to_string())]);
    }
    (code, parameters)
}
