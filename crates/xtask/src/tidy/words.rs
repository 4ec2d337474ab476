//! The word that must stand in no title, address, file name, mail or calendar text: looked for in the names of all files and
//! in everything that becomes a page, a sentence, a print or an address. Comments in data may name a source.

use super::{Fault, ends};

// Written in two parts, so that this file does not find itself.
const WORD: &str = concat!("prosti", "tu");

/// Folders whose Rust files make pages, addresses, prints and mails.
const SPEAKING_CRATES: [&str; 2] = ["crates/web/", "crates/report/"];
/// Endings of files that become something a person reads.
const SPEAKING_FILES: [&str; 8] = [".html", ".ftl", ".typ", ".css", ".ts", ".js", ".svg", ".txt"];

/// The file's own name.
pub(crate) fn check_path(file: &str) -> Vec<Fault> {
    if file.to_lowercase().contains(WORD) {
        vec![fault(file, 0, "the word stands in a file name")]
    } else {
        Vec::new()
    }
}

/// The lines of a file that somebody will read outside the house of the developers.
pub(crate) fn check_text(file: &str, text: &str) -> Vec<Fault> {
    // A mapping names the values of a foreign file as they stand there; nobody reads it as a page.
    let mapping = file.contains("mapping");
    let data = file.starts_with("content/") && ends(file, "toml") && !mapping;
    if !(data || speaks(file)) {
        return Vec::new();
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| {
            let said = if data { line.split('#').next().unwrap_or(line) } else { line };
            said.to_lowercase().contains(WORD)
        })
        .map(|(index, _)| fault(file, index + 1, "the word stands in what people read"))
        .collect()
}

fn speaks(file: &str) -> bool {
    let test = file.contains("/tests/") || file.ends_with("tests.rs") || file.starts_with("crates/suite/");
    let rust = ends(file, "rs") && SPEAKING_CRATES.iter().any(|folder| file.starts_with(folder));
    !test
        && file.starts_with("crates/")
        && (rust || SPEAKING_FILES.iter().any(|ending| file.ends_with(ending)))
}

fn fault(file: &str, line: usize, what: &str) -> Fault {
    Fault {
        file: file.to_owned(),
        line,
        what: what.to_owned(),
        remedy: "people first: “har solgt sex”, “betaling for sex”; titles and addresses stay neutral",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = concat!("title = \"Exit Prosti", "tution\"\n");

    #[test]
    fn the_word_in_a_file_name_is_a_fault() {
        assert_eq!(check_path(concat!("docs/Prosti", "tution.md")).len(), 1);
        assert!(check_path("docs/glossary.md").is_empty());
    }

    #[test]
    fn the_word_on_a_page_or_in_data_is_a_fault() {
        for file in
            ["crates/web/templates/a.html", "crates/locale/da.ftl", "crates/web/src/a.rs", "content/a.toml"]
        {
            assert_eq!(check_text(file, LINE).len(), 1, "{file}");
        }
    }

    #[test]
    fn a_source_in_a_comment_and_a_test_that_looks_for_it_are_no_faults() {
        assert!(check_text("content/a.toml", &format!("# {LINE}")).is_empty());
        assert!(check_text("crates/web/tests/a.rs", LINE).is_empty());
        assert!(check_text("content/mappings/cohort.toml", LINE).is_empty());
    }
}
