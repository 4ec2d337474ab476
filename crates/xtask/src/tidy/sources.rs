//! What every Rust file must have and must not have: a header, a bearable length, nothing postponed, nothing switched off,
//! SQL in the store alone.

use super::Fault;

/// Lines a file may have; a longer one has more than one purpose.
const MAX_LINES: usize = 400;
/// Lines a test or benchmark may have.
const MAX_TEST_LINES: usize = 800;

// Written in two parts, so that this file does not find itself.
const POSTPONED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const SWITCHED_OFF: [&str; 3] = [concat!("#[", "ignore"), concat!("#[", "allow("), concat!("#![", "allow(")];

/// Checks one Rust file.
pub(crate) fn check(file: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |line: usize, what: String, remedy: &'static str| {
        faults.push(Fault { file: file.to_owned(), line, what, remedy });
    };
    if !text.starts_with("//!") {
        add(1, "no header".to_owned(), "begin with //! and say what the file is for and what it will not do");
    }
    let lines = text.lines().count();
    let limit = if is_test(file) { MAX_TEST_LINES } else { MAX_LINES };
    if lines > limit && !is_generated(text) {
        add(0, format!("{lines} lines, more than {limit}"), "split it by purpose");
    }
    for (number, line) in text.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        if let Some(word) = POSTPONED.iter().find(|word| has_word(line, word)) {
            add(number, format!("{word} left in the code"), "do it, or write an issue");
        }
        if let Some(found) = SWITCHED_OFF.iter().find(|found| line.contains(*found)) {
            add(number, format!("{found}…"), "mend it, or #[expect(…, reason = \"…\")]");
        }
        if !may_hold_sql(file) && looks_like_sql(line) {
            add(number, "SQL outside the store".to_owned(), "make it a function of the store");
        }
    }
    faults
}

fn is_test(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    file.contains("/tests/")
        || file.contains("/benches/")
        || name == "tests.rs"
        || name.ends_with("_tests.rs")
}

fn is_generated(text: &str) -> bool {
    text.lines().take(5).any(|line| line.contains(concat!("@gen", "erated")))
}

fn may_hold_sql(file: &str) -> bool {
    file.starts_with("crates/store/") || file.starts_with("crates/suite/")
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|part| part == word)
}

/// How a statement begins, and a word that must follow.
const STATEMENTS: [(&str, &str); 5] = [
    ("select", " from "),
    ("insert into", " "),
    ("delete from", " "),
    ("create table", " "),
    ("update", " set "),
];

/// A string (or a line of one) that begins like a statement. English sentences do not begin in lower case.
fn looks_like_sql(line: &str) -> bool {
    let begins = |text: &str| {
        STATEMENTS.iter().any(|(verb, clause)| {
            text.trim_start()
                .strip_prefix(verb)
                .is_some_and(|rest| rest.starts_with(' ') && rest.contains(clause))
        })
    };
    let in_string = line.split('"').skip(1).step_by(2).any(begins);
    in_string || (!line.contains("//") && begins(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str, text: &str) -> Vec<String> {
        check(file, text).into_iter().map(|fault| format!("{}: {}", fault.line, fault.what)).collect()
    }

    #[test]
    fn a_short_file_with_a_header_is_in_order() {
        assert_eq!(told("crates/web/src/a.rs", "//! What it is for.\nfn a() {}\n"), Vec::<String>::new());
    }

    #[test]
    fn a_missing_header_is_a_fault() {
        assert_eq!(told("crates/web/src/a.rs", "fn a() {}\n"), ["1: no header"]);
    }

    #[test]
    fn long_files_are_faults_and_tests_may_be_longer() {
        let text = format!("//! x\n{}", "fn a() {}\n".repeat(450));
        assert_eq!(told("crates/web/src/a.rs", &text), ["0: 451 lines, more than 400"]);
        assert_eq!(told("crates/web/src/a/tests.rs", &text), Vec::<String>::new());
        assert_eq!(told("crates/web/tests/it.rs", &text.repeat(2)).len(), 1);
        assert_eq!(
            told("crates/web/src/a.rs", &text.replace("! x", concat!("! @gen", "erated"))),
            Vec::<String>::new()
        );
    }

    #[test]
    fn postponed_work_and_switched_off_checks_are_faults() {
        for line in
            [concat!("// TO", "DO later"), concat!("#[", "ignore]"), concat!("#[", "allow(dead_code)]")]
        {
            assert_eq!(told("crates/web/src/a.rs", &format!("//! x\n{line}\n")).len(), 1, "{line}");
        }
        assert_eq!(
            told("crates/web/src/a.rs", "//! x\n#[expect(dead_code, reason = \"y\")]\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn sql_belongs_to_the_store() {
        let text = concat!("//! x\nconst Q: &str = \"sel", "ect id from course\";\n");
        assert_eq!(told("crates/web/src/a.rs", text), ["2: SQL outside the store"]);
        assert_eq!(told("crates/store/src/a.rs", text), Vec::<String>::new());
        let multi = concat!("//! x\nconst Q: &str = \"\n  ins", "ert into course (id)\n\";\n");
        assert_eq!(told("crates/web/src/a.rs", multi), ["3: SQL outside the store"]);
        assert_eq!(told("crates/web/src/a.rs", "//! x\n// select one from the list\n"), Vec::<String>::new());
    }
}
