//! Answers of a package ↔ answers of the record, which are numbers: codes and sets of codes go by the instrument's
//! definition.

use domain::instrument::{Choice, Instrument, ItemKind};
use domain::response::Answer;
use evaluation::fault::FaultCode;
use evaluation::package::value::Problem;
use evaluation::package::{AnswerValue, Code, Codes};

/// The answer in a package.
pub(super) fn said(instrument: Option<&Instrument>, item: &str, answer: Answer) -> AnswerValue {
    let value = match answer {
        Answer::Value(value) => value,
        Answer::NotAsked => return AnswerValue::NotAsked,
        Answer::WillNotAnswer => return AnswerValue::WillNotAnswer,
        Answer::DoesNotKnow => return AnswerValue::DoesNotKnow,
    };
    let coded = match instrument.and_then(|instrument| instrument.item(item)).map(|item| &item.kind) {
        Some(ItemKind::Choice { options }) => {
            let option = options.iter().find(|option| option.value == value);
            option.and_then(|option| Code::new(&option.key)).map(AnswerValue::Code)
        }
        Some(ItemKind::Several { options }) => several(options, value),
        _ => None,
    };
    coded.unwrap_or(AnswerValue::Number(value))
}

/// The codes of a set, in the order of the alphabet; a set of none is the number nought.
fn several(options: &[Choice], value: i32) -> Option<AnswerValue> {
    let chosen = options.iter().filter(|option| bit(option) & value != 0);
    let mut codes: Vec<Code> = chosen.filter_map(|option| Code::new(&option.key)).collect();
    codes.sort_unstable();
    match codes.as_slice() {
        [] => None,
        [only] => Some(AnswerValue::Code(only.clone())),
        _ => Some(AnswerValue::Several(Codes(codes))),
    }
}

fn bit(option: &Choice) -> i32 {
    1i32.checked_shl(option.value.unsigned_abs()).unwrap_or(0)
}

/// The answer in the record.
///
/// # Errors
/// What is wrong with it, by the definition.
pub(super) fn recorded(instrument: &Instrument, item: &str, value: &AnswerValue) -> Result<Answer, Problem> {
    let Some(known) = instrument.item(item) else {
        let items = instrument.items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>().join(", ");
        return Err((FaultCode::NameUnknown, vec![("name", item.to_owned()), ("known", items)]));
    };
    match value {
        AnswerValue::NotAsked => Ok(Answer::NotAsked),
        AnswerValue::WillNotAnswer => Ok(Answer::WillNotAnswer),
        AnswerValue::DoesNotKnow => Ok(Answer::DoesNotKnow),
        AnswerValue::Number(number) => number_of(&known.kind, *number),
        AnswerValue::Code(_) | AnswerValue::Several(_) => codes_of(&known.kind, value.codes()),
    }
}

fn number_of(kind: &ItemKind, number: i32) -> Result<Answer, Problem> {
    match kind {
        ItemKind::Choice { options } => unknown(options, number.to_string()),
        ItemKind::Several { options } if number != 0 => unknown(options, number.to_string()),
        _ if kind.allows(number) => Ok(Answer::Value(number)),
        _ => {
            let (min, max) = kind.range().unwrap_or((0, 0));
            let limits =
                vec![("value", number.to_string()), ("min", min.to_string()), ("max", max.to_string())];
            Err((FaultCode::ItemRange, limits))
        }
    }
}

fn codes_of(kind: &ItemKind, codes: &[Code]) -> Result<Answer, Problem> {
    let text = || codes.iter().map(Code::as_str).collect::<Vec<_>>().join("|");
    let (options, most) = match kind {
        ItemKind::Choice { options } => (options, 1),
        ItemKind::Several { options } => (options, options.len()),
        _ => return Err((FaultCode::ItemText, vec![("value", text())])),
    };
    let find = |code: &Code| options.iter().find(|option| option.key == code.as_str());
    let found: Option<Vec<&Choice>> = codes.iter().map(find).collect();
    match (found, kind) {
        (Some(found), ItemKind::Several { .. }) => {
            Ok(Answer::Value(found.into_iter().fold(0, |bits, option| bits | bit(option))))
        }
        (Some(found), _) if found.len() <= most => match found.first() {
            Some(option) => Ok(Answer::Value(option.value)),
            None => unknown(options, text()),
        },
        _ => unknown(options, text()),
    }
}

fn unknown(options: &[Choice], value: String) -> Result<Answer, Problem> {
    let known = options.iter().map(|option| option.key.as_str()).collect::<Vec<_>>().join(", ");
    Err((FaultCode::ValueUnknown, vec![("value", value), ("known", known)]))
}
