//! The parts of forms: chips, fields, choices from a list, the summary of faults. Each is a small template of its
//! own, so that a page's template reads as the page does. What they show is decided by who makes them.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::date_field::DateInputs;
use crate::form::{Faults, Fields};
use crate::words::Words;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What stands on it.
    pub(crate) label: String,
    /// Picked.
    pub(crate) picked: bool,
}

impl Choice {
    /// A choice that is not picked.
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), picked: false }
    }
}

/// Chips: radio buttons, or check boxes where several may be picked.
#[derive(Debug, Clone, Template)]
#[template(path = "course/widget/chips.html")]
pub(crate) struct Chips {
    /// The field.
    pub(crate) name: String,
    /// What its id ends in: the field, where no other chips have it too.
    pub(crate) id: String,
    /// The question.
    pub(crate) legend: String,
    /// A word beside the question.
    pub(crate) aside: String,
    /// A line under it, for example when it matters.
    pub(crate) hint: String,
    /// The choices.
    pub(crate) choices: Vec<Choice>,
    /// True for check boxes.
    pub(crate) several: bool,
    /// How they are laid out: empty, `ff-even` or `ff-five`.
    pub(crate) layout: &'static str,
    /// When it matters, for the script: `kind=meeting|call`; empty for always.
    pub(crate) when: &'static str,
    /// What is at fault.
    pub(crate) fault: Option<String>,
}

impl HtmlSafe for Chips {}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line.
    Line,
    /// Several lines.
    Area,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
}

impl Kind {
    /// The type of the input.
    pub(crate) const fn input(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            _ => "text",
        }
    }
    /// How wide it is.
    pub(crate) const fn width(self) -> &'static str {
        match self {
            Self::Line | Self::Area => "",
            Self::Date => "ff-date",
            Self::Time | Self::Number => "ff-short",
        }
    }
}

/// A field that is typed in.
#[derive(Debug, Clone, Template)]
#[template(path = "course/widget/field.html")]
pub(crate) struct Field {
    /// The words of the parts of a date.
    pub(crate) words: Words,
    /// The field.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
    /// A word beside the label.
    pub(crate) aside: String,
    /// A line under it.
    pub(crate) hint: String,
    /// What stands in it.
    pub(crate) value: String,
    /// What it takes.
    pub(crate) kind: Kind,
    /// When it matters, for the script.
    pub(crate) when: &'static str,
    /// What is at fault.
    pub(crate) fault: Option<String>,
}

impl HtmlSafe for Field {}

impl Field {
    /// The inputs of a date.
    fn date(&self) -> DateInputs {
        let mut described = String::new();
        if self.fault.is_some() {
            described = format!("e-{} ", self.name);
        }
        if !self.hint.is_empty() {
            described = format!("{described}h-{}", self.name);
        }
        let described = described.trim_end().to_owned();
        DateInputs::new(self.words, (&self.name, &self.value), (self.fault.is_some(), described))
    }
}

/// A choice from a list.
#[derive(Debug, Clone, Template)]
#[template(path = "course/widget/pick.html")]
pub(crate) struct Pick {
    /// The field.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
    /// A line under it.
    pub(crate) hint: String,
    /// The choices under a heading each; one group without a heading for a plain list.
    pub(crate) groups: Vec<(String, Vec<Choice>)>,
    /// What is at fault.
    pub(crate) fault: Option<String>,
}

impl HtmlSafe for Pick {}

/// One box to tick.
#[derive(Debug, Clone, Template)]
#[template(path = "course/widget/tick.html")]
pub(crate) struct Tick {
    /// The field; sent as `1`.
    pub(crate) name: String,
    /// What it says.
    pub(crate) label: String,
    /// A line under it.
    pub(crate) hint: String,
    /// Ticked.
    pub(crate) picked: bool,
}

impl HtmlSafe for Tick {}

/// Any part of a form.
#[derive(Debug, Clone)]
pub(crate) enum Widget {
    /// Chips.
    Chips(Chips),
    /// A field.
    Field(Field),
    /// A list.
    Pick(Pick),
    /// A box.
    Tick(Tick),
}

impl fmt::Display for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chips(chips) => chips.fmt(f),
            Self::Field(field) => field.fmt(f),
            Self::Pick(pick) => pick.fmt(f),
            Self::Tick(tick) => tick.fmt(f),
        }
    }
}

impl HtmlSafe for Widget {}

/// Makes the parts of one form: with what was typed and what is at fault, both looked up by the field's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Maker<'a> {
    /// The words.
    pub(crate) words: Words,
    /// What stands in the fields.
    pub(crate) fields: &'a Fields,
    /// What is at fault.
    pub(crate) faults: &'a Faults,
}

impl Maker<'_> {
    /// A field with the label of a key.
    pub(crate) fn field(&self, kind: Kind, name: &str, label: &str) -> Field {
        Field {
            words: self.words,
            name: name.to_owned(),
            label: self.words.say(label).into_owned(),
            aside: String::new(),
            hint: String::new(),
            value: self.fields.raw(name).to_owned(),
            kind,
            when: "",
            fault: self.faults.at(name).map(str::to_owned),
        }
    }
    /// Chips of which one is picked, with the question of a key.
    pub(crate) fn chips(&self, name: &str, legend: &str, choices: Vec<Choice>) -> Chips {
        let picked: Vec<&str> = self.fields.all(name).collect();
        let choices = choices
            .into_iter()
            .map(|choice| Choice { picked: picked.contains(&choice.value.as_str()), ..choice })
            .collect();
        Chips {
            name: name.to_owned(),
            id: name.to_owned(),
            legend: self.words.say(legend).into_owned(),
            aside: String::new(),
            hint: String::new(),
            choices,
            several: false,
            layout: "",
            when: "",
            fault: self.faults.at(name).map(str::to_owned),
        }
    }
    /// A list with the label of a key.
    pub(crate) fn pick(&self, name: &str, label: &str, groups: Vec<(String, Vec<Choice>)>) -> Pick {
        let picked = self.fields.text(name).unwrap_or_default().to_owned();
        let groups = groups
            .into_iter()
            .map(|(heading, choices)| {
                let mark = |choice: Choice| Choice { picked: choice.value == picked, ..choice };
                (heading, choices.into_iter().map(mark).collect())
            })
            .collect();
        Pick {
            name: name.to_owned(),
            label: self.words.say(label).into_owned(),
            hint: String::new(),
            groups,
            fault: self.faults.at(name).map(str::to_owned),
        }
    }
    /// A box with the words of a key.
    pub(crate) fn tick(&self, name: &str, label: &str) -> Tick {
        let picked = self.fields.text(name).is_some();
        Tick { name: name.to_owned(), label: self.words.say(label).into_owned(), hint: String::new(), picked }
    }
    /// Choices for all values of a closed set, with the words of a prefix.
    pub(crate) fn codes(&self, prefix: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
        codes.into_iter().map(|code| Choice::new(code, self.words.word(prefix, code))).collect()
    }
}

impl Chips {
    /// True when one of them is picked.
    pub(crate) fn any_picked(&self) -> bool {
        self.choices.iter().any(|choice| choice.picked)
    }
}
