//! The questions of an instrument as they stand on a screen, and how what was picked becomes answers. No answer is
//! preset; *not asked*, *will not answer* and *does not know* are answers of their own.

use domain::instrument::{Instrument, Item, ItemKind};
use domain::refusal::{Refusal, RefusalCode};
use domain::response::{Answer, Answers};
use service::course::CoursePage;

use super::say;
use super::widgets::Choice;
use crate::form::Fields;
use crate::words::Words;

/// One question.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// Its field.
    pub(crate) field: String,
    /// What is asked.
    pub(crate) text: String,
    /// A line of help.
    pub(crate) help: String,
    /// The answers.
    pub(crate) options: Vec<Choice>,
    /// *Will not answer*, *does not know*; for staff also *not asked*.
    pub(crate) others: Vec<Choice>,
    /// What was typed, where a number is asked for.
    pub(crate) typed: Option<String>,
    /// Lowest and highest number.
    pub(crate) between: String,
    /// Any of several.
    pub(crate) several: bool,
    /// Ten steps.
    pub(crate) ten: bool,
    /// The words at both ends of a scale.
    pub(crate) ends: Vec<String>,
}

/// The field of an item.
pub(crate) fn field(item: &Item) -> String {
    format!("v_{}", item.key)
}

/// The part of a key that names the area, for items asked for each area; else the key.
pub(crate) fn stem(key: &str) -> &str {
    key.split_once('.').map_or(key, |(area, _)| area)
}

/// The items that stand on one page each: those of an area together.
pub(crate) fn steps(instrument: &Instrument) -> Vec<Vec<&Item>> {
    let mut steps: Vec<Vec<&Item>> = Vec::new();
    for item in &instrument.items {
        match steps.last_mut() {
            Some(step) if step.first().is_some_and(|first| stem(&first.key) == stem(&item.key)) => {
                step.push(item);
            }
            _ => steps.push(vec![item]),
        }
    }
    steps
}

/// The area that an item rates, if it does.
pub(crate) fn area_of(words: Words, page: &CoursePage, item: &Item) -> Option<String> {
    let key = stem(&item.key);
    let area = page.programme.life_areas.iter().find(|area| area.key == key)?;
    Some(say::text(words, &area.name).to_owned())
}

/// A question. For staff *not asked* is an answer too.
pub(crate) fn question(words: Words, item: &Item, answer: Option<Answer>, staff: bool) -> Question {
    let picked = answer.map(Answer::code).unwrap_or_default();
    let mark = |value: String, label: String| Choice { picked: value == picked, value, label };
    let bits = answer.and_then(Answer::value);
    let question = Question {
        field: field(item),
        text: say::text(words, &item.text).to_owned(),
        help: say::text(words, &item.help).to_owned(),
        options: Vec::new(),
        others: others(words, staff).into_iter().map(|choice| mark(choice.value, choice.label)).collect(),
        typed: None,
        between: String::new(),
        several: false,
        ten: false,
        ends: Vec::new(),
    };
    match &item.kind {
        ItemKind::Scale { min, max, labels, highest_first } => {
            let label = |value: i32| {
                labels.iter().find(|(known, _)| *known == value).map(|(_, text)| say::text(words, text))
            };
            scale(question, (*min, *max, *highest_first), label, mark)
        }
        ItemKind::YesNo => {
            let options = [("1", "ask-yes"), ("0", "ask-no")];
            let options = options.map(|(value, key)| mark(value.to_owned(), words.say(key).into_owned()));
            Question { options: options.into(), ..question }
        }
        ItemKind::Choice { options } => {
            let shown = options
                .iter()
                .map(|option| mark(option.value.to_string(), say::text(words, &option.text).to_owned()));
            Question { options: shown.collect(), ..question }
        }
        ItemKind::Several { options } => {
            let shown = options.iter().map(|option| Choice {
                value: option.value.to_string(),
                label: say::text(words, &option.text).to_owned(),
                picked: bits.is_some_and(|bits| bits >> option.value & 1 == 1),
            });
            Question { several: true, options: shown.collect(), ..question }
        }
        ItemKind::Number { min, max } => {
            let values = [("low", min.to_string().into()), ("high", max.to_string().into())];
            let between = words.fill("ask-number-hint", &values).into_owned();
            Question {
                between,
                typed: Some(bits.map(|value| value.to_string()).unwrap_or_default()),
                ..question
            }
        }
    }
}

/// A question that is answered on a scale. A long one shows figures, and its labels at the ends alone.
fn scale<'a>(
    question: Question,
    (min, max, highest_first): (i32, i32, bool),
    label: impl Fn(i32) -> Option<&'a str>,
    mark: impl Fn(String, String) -> Choice,
) -> Question {
    let ten = max - min >= 9;
    let mut values: Vec<i32> = (min..=max).collect();
    if highest_first {
        values.reverse();
    }
    let shown = |value: i32| label(value).filter(|_| !ten).map_or_else(|| value.to_string(), str::to_owned);
    let options = values.into_iter().map(|value| mark(value.to_string(), shown(value))).collect();
    let ends =
        if ten { [min, max].into_iter().filter_map(&label).map(str::to_owned).collect() } else { Vec::new() };
    Question { options, ten, ends, ..question }
}

/// The answers that are no value.
pub(crate) fn others(words: Words, staff: bool) -> Vec<Choice> {
    let all = [
        (Answer::NotAsked, "answer-notasked"),
        (Answer::WillNotAnswer, "answer-wont"),
        (Answer::DoesNotKnow, "answer-dontknow"),
    ];
    all.into_iter()
        .filter(|(answer, _)| staff || *answer != Answer::NotAsked)
        .map(|(answer, key)| Choice::new(answer.code(), words.say(key)))
        .collect()
}

/// The answer that was picked or typed for an item; none where nothing was.
///
/// # Errors
/// `unknown` for what is no answer.
pub(crate) fn read(item: &Item, fields: &Fields) -> Result<Option<Answer>, Refusal> {
    let field = field(item);
    let unknown = || Refusal::of("answers", RefusalCode::Unknown).with("item", &item.key);
    let given: Vec<Answer> = fields
        .all(&field)
        .filter(|value| !value.trim().is_empty())
        .map(|value| Answer::parse(value.trim()).ok_or_else(unknown))
        .collect::<Result<_, _>>()?;
    // A typed number or a picked value goes before *not asked* beside it.
    let values: Vec<i32> = given.iter().filter_map(|answer| answer.value()).collect();
    if let ItemKind::Several { .. } = item.kind {
        let bits = values.iter().try_fold(0i32, |bits, value| {
            let bit = u32::try_from(*value).ok().and_then(|place| 1i32.checked_shl(place))?;
            Some(bits | bit)
        });
        let bits = bits.ok_or_else(unknown)?;
        return Ok(if bits == 0 { given.first().copied() } else { Some(Answer::Value(bits)) });
    }
    Ok(values.first().map(|value| Answer::Value(*value)).or_else(|| given.first().copied()))
}

/// All answers of a sheet.
///
/// # Errors
/// Every field that holds no answer.
pub(crate) fn read_all(instrument: &Instrument, fields: &Fields) -> Result<Answers, Vec<Refusal>> {
    let mut answers = Answers::new();
    let mut faults = Vec::new();
    for item in &instrument.items {
        match read(item, fields) {
            Ok(Some(answer)) => {
                answers.insert(item.key.clone(), answer);
            }
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// An answer in words.
pub(crate) fn shown(words: Words, item: &Item, answer: Option<Answer>) -> String {
    let Some(answer) = answer else { return words.say("ask-none").into_owned() };
    let question = question(words, item, Some(answer), true);
    if let (Some(typed), Some(_)) = (&question.typed, answer.value()) {
        return typed.clone();
    }
    let all = question.options.iter().chain(&question.others);
    let picked: Vec<&str> = all.filter(|choice| choice.picked).map(|choice| choice.label.as_str()).collect();
    picked.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::programme::Text;

    fn item(kind: ItemKind) -> Item {
        Item {
            key: "a".to_owned(),
            text: Text::new(),
            help: Text::new(),
            unit: Text::new(),
            kind,
            scored: true,
            optional: false,
        }
    }

    fn answer(kind: ItemKind, body: &str) -> Option<Answer> {
        read(&item(kind), &Fields::parse(body.as_bytes())).unwrap()
    }

    #[test]
    fn answers_are_kept_apart_from_each_other_and_from_nothing() {
        let scale = || ItemKind::Scale { min: 0, max: 5, labels: Vec::new(), highest_first: true };
        assert_eq!(answer(scale(), "v_a=0"), Some(Answer::Value(0)));
        assert_eq!(answer(scale(), "v_a=will_not_answer"), Some(Answer::WillNotAnswer));
        assert_eq!(answer(scale(), "v_a="), None);
        assert_eq!(answer(scale(), ""), None);
        assert!(read(&item(scale()), &Fields::parse(b"v_a=maybe")).is_err());
    }

    #[test]
    fn several_are_bits_and_a_typed_number_goes_before_not_asked() {
        let several = ItemKind::Several { options: Vec::new() };
        assert_eq!(answer(several.clone(), "v_a=0&v_a=3"), Some(Answer::Value(9)));
        assert_eq!(answer(several.clone(), "v_a=not_asked"), Some(Answer::NotAsked));
        assert!(read(&item(several), &Fields::parse(b"v_a=99")).is_err());
        let number = ItemKind::Number { min: 15, max: 99 };
        assert_eq!(answer(number, "v_a=34&v_a=not_asked"), Some(Answer::Value(34)));
    }
}
