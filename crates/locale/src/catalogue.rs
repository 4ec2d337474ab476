//! The catalogues: which files there are, and how a key becomes a sentence.
//! Missing keys and variables are faults of the program, found by tests; here they never stop a page.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Decimals, Language, Value, number};

/// One area of the catalogue: a file of the same name in each language.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// The name of the files, without `.ftl`.
    pub name: &'static str,
    /// The Danish file.
    pub da: &'static str,
    /// The English file.
    pub en: &'static str,
}

impl Area {
    /// The file in one language.
    pub const fn source(&self, language: Language) -> &'static str {
        match language {
            Language::Da => self.da,
            Language::En => self.en,
        }
    }
}

macro_rules! areas {
    ($($name:literal)+) => {
        [$(Area {
            name: $name,
            da: include_str!(concat!("../catalogues/da/", $name, ".ftl")),
            en: include_str!(concat!("../catalogues/en/", $name, ".ftl")),
        }),+]
    };
}

/// All areas. A file in `catalogues/` that is not listed here is found by a test.
pub const AREAS: [Area; AREA_COUNT] = areas![
    "frame" "login" "myday" "courses" "course" "contact" "draft" "instrument" "profile" "start" "phase" "close"
    "plan" "network" "enquiry" "team" "programme" "evaluation" "date" "words" "errors" "report" "faults" "program" "chart"
    "api"
];
const AREA_COUNT: usize = 26;

type Bundle = FluentBundle<FluentResource>;

/// Each language is read when somebody first asks for it: read, a catalogue takes some 2.5 MiB.
static DANISH: LazyLock<Bundle> = LazyLock::new(|| load(Language::Da));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| load(Language::En));

fn bundle(language: Language) -> &'static Bundle {
    match language {
        Language::Da => &DANISH,
        Language::En => &ENGLISH,
    }
}

/// Reads all areas of one language. Faulty entries are left out (and found by the tests of this crate).
fn load(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Da => |value, _| in_words(Language::Da, value),
        Language::En => |value, _| in_words(Language::En, value),
    }));
    for area in AREAS {
        let resource = match FluentResource::try_new(join_numbers(area.source(language))) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        // A key that is there twice keeps its first meaning; a test finds it.
        bundle.add_resource(resource).unwrap_or_default();
    }
    bundle
}

fn in_words(language: Language, value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimals = number.options.minimum_fraction_digits.unwrap_or(0);
    Some(number::decimal(language, number.value, Decimals::from_digits(decimals)))
}

/// Puts a no-break space after each variable of one letter that a word follows (see the crate's header).
fn join_numbers(source: &str) -> String {
    let mut joined = String::with_capacity(source.len() + 64);
    let mut rest = source;
    while let Some(end) = rest.find(" } ") {
        let (before, after) = rest.split_at(end + 3);
        let mut tail = before.chars().rev().skip(3);
        let one_letter = tail.next().is_some_and(char::is_alphabetic) && tail.next() == Some('$');
        let word_follows = after.chars().next().is_some_and(char::is_alphabetic);
        if one_letter && word_follows {
            joined.push_str(before.strip_suffix(' ').unwrap_or(before));
            joined.push('\u{a0}');
        } else {
            joined.push_str(before);
        }
        rest = after;
    }
    joined.push_str(rest);
    joined
}

/// The sentence of a key, filled in. A key that does not exist gives the key itself.
///
/// Sentences without variables are borrowed from the catalogue and cost no allocation.
pub fn text(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> Cow<'static, str> {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return Cow::Owned(key.to_owned());
    };
    let mut faults = Vec::new();
    if values.is_empty() {
        return bundle.format_pattern(pattern, None, &mut faults);
    }
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        arguments.set(*name, value.to_fluent());
    }
    Cow::Owned(bundle.format_pattern(pattern, Some(&arguments), &mut faults).into_owned())
}

/// Whether a key exists.
pub fn has(language: Language, key: &str) -> bool {
    bundle(language).has_message(key)
}

/// All keys of one language with their sources, in the order of the files. For tests and for translators.
pub fn keys(language: Language) -> Vec<&'static str> {
    AREAS
        .iter()
        .flat_map(|area| area.source(language).lines())
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{join_numbers, text};
    use crate::{Language, Value};

    #[test]
    fn a_number_is_joined_to_its_word_and_a_name_is_not() {
        assert_eq!(join_numbers("{ $n } dage, { $alias } er"), "{ $n }\u{a0}dage, { $alias } er");
        assert_eq!(join_numbers("{ $n } { $m }, { $k }."), "{ $n } { $m }, { $k }.");
    }

    #[test]
    fn a_missing_key_gives_itself() {
        assert_eq!(text(Language::Da, "no-such-key", &[]), "no-such-key");
    }

    #[test]
    fn numbers_are_written_in_the_language() {
        let n = [("n", Value::Count(1234))];
        assert_eq!(text(Language::Da, "frame-hidden-filter", &n), "1.234\u{a0}er skjult af filter.");
        assert_eq!(text(Language::En, "frame-hidden-filter", &n), "1,234\u{a0}hidden by the filter.");
    }
}
