//! The two catalogues say the same things, in the words that were agreed on. What no test here can judge is tone.
#![expect(clippy::panic, clippy::expect_used, reason = "a helper of tests fails as a test does")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use locale::{AREAS, Language};

/// Words that stand on no screen. Stems, in lower case.
const FORBIDDEN: &[&str] = &[
    "prostitu",
    "udeblev",
    "manglende fremmøde",
    "ugyldig",
    "påkrævet",
    "sagsbehandler",
    "overtrådt",
    "frist overskredet",
    "no-show",
    "invalid",
    "anonym",
    "klient",
    "oops",
    "!",
];

type Variables = BTreeMap<String, BTreeSet<String>>;

fn collect_inline(expression: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, into),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                collect_inline(argument, into);
            }
        }
        _ => {}
    }
}

fn collect_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, into),
        Expression::Select { selector, variants } => {
            collect_inline(selector, into);
            for variant in variants {
                collect_pattern(&variant.value, into);
            }
        }
    }
}

fn collect_pattern(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, into);
        }
    }
}

/// Every key of a language with its variables; panics on what cannot be read or is there twice.
fn variables(language: Language) -> Variables {
    let mut all = Variables::new();
    for area in AREAS {
        let resource = FluentResource::try_new(area.source(language).to_owned())
            .unwrap_or_else(|(_, faults)| panic!("{}/{}.ftl: {faults:?}", language.tag(), area.name));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let mut found = BTreeSet::new();
            collect_pattern(message.value.as_ref().expect("a key has a value"), &mut found);
            let twice = all.insert(message.id.name.to_owned(), found);
            assert!(twice.is_none(), "{} is there twice in {}", message.id.name, language.tag());
        }
    }
    all
}

#[test]
fn both_languages_have_the_same_keys_and_the_same_variables() {
    let (danish, english) = (variables(Language::Da), variables(Language::En));
    let missing: Vec<_> = danish.keys().filter(|key| !english.contains_key(*key)).collect();
    let added: Vec<_> = english.keys().filter(|key| !danish.contains_key(*key)).collect();
    assert!(missing.is_empty() && added.is_empty(), "not in English: {missing:?}, not in Danish: {added:?}");
    for (key, fill_ins) in &danish {
        assert_eq!(Some(fill_ins), english.get(key), "fill-ins of {key}");
    }
}

#[test]
fn every_file_of_the_folder_is_loaded() {
    for language in Language::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues").join(language.tag());
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the catalogues are there")
            .map(|entry| entry.expect("a readable entry").file_name().to_string_lossy().into_owned())
            .collect();
        let listed: BTreeSet<String> = AREAS.iter().map(|area| format!("{}.ftl", area.name)).collect();
        assert_eq!(files, listed);
    }
}

#[test]
fn the_list_of_keys_is_what_the_parser_reads() {
    for language in Language::ALL {
        let listed: BTreeSet<String> = locale::keys(language).into_iter().map(str::to_owned).collect();
        assert_eq!(listed, variables(language).into_keys().collect());
    }
}

#[test]
fn no_forbidden_word_stands_in_a_catalogue() {
    for language in Language::ALL {
        for area in AREAS {
            for (number, line) in area.source(language).lines().enumerate() {
                // A key is a code and stands on no screen.
                let words = line.split_once('=').map_or(line, |(_, words)| words);
                let lower = words.to_lowercase();
                for word in FORBIDDEN {
                    let at = format!("{}/{}.ftl:{}", language.tag(), area.name, number + 1);
                    assert!(!lower.contains(word), "{at}: {word:?} in {line}");
                }
            }
        }
    }
}

#[test]
fn every_error_says_what_to_do() {
    for language in Language::ALL {
        for key in locale::keys(language).into_iter().filter(|key| key.starts_with("error-")) {
            if key == "error-summary" || key.ends_with("-title") || key.ends_with("-word") {
                continue;
            }
            let sentence = locale::text(language, key, &[("n", 3.into())]);
            let sentences = sentence.matches(['.', ';', ',']).count();
            assert!(sentences >= 2, "{key} has no remedy: {sentence}");
        }
    }
}
