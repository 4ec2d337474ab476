//! Decisions say which they are and whether they hold: `# NNNN title`, then a line `Status: accepted, 2026-11`, and a row of
//! the same status in the list of them all.

use super::Fault;

const FOLDER: &str = "docs/decisions/";
/// The list of them all.
pub(crate) const LIST: &str = "docs/decisions/README.md";
/// What a decision can be.
const STATUS: [&str; 3] = ["accepted", "replaced", "withdrawn"];

/// Checks one file, with the list of decisions.
pub(crate) fn check(file: &str, text: &str, list: &str) -> Vec<Fault> {
    let Some(name) = file.strip_prefix(FOLDER).filter(|_| file != LIST) else { return Vec::new() };
    let number = name.split('-').next().unwrap_or(name);
    let fault = |line, what: String, remedy| Fault { file: file.to_owned(), line, what, remedy };
    let mut faults = Vec::new();
    if !text.starts_with(&format!("# {number} ")) {
        faults.push(fault(1, "no number in the title".to_owned(), "begin with `# NNNN` and the title"));
    }
    let status = text.lines().nth(2).and_then(status);
    match status {
        None => faults.push(fault(3, "no status".to_owned(), "write `Status: accepted, 2026-11` there")),
        Some(status) => {
            let row = list.lines().find(|row| row.starts_with(&format!("| [{number}]({name}) |")));
            if !row.is_some_and(|row| row.contains(&format!("| {status} |"))) {
                faults.push(fault(0, format!("not {status} in {LIST}"), "add its row, or mend its status"));
            }
        }
    }
    faults
}

/// The status of its line: a word, then year and month.
fn status(line: &str) -> Option<&'static str> {
    let (word, rest) = line.strip_prefix("Status: ")?.split_once(", ")?;
    let mut digits = rest.bytes();
    let dated = digits.by_ref().take(4).all(|byte| byte.is_ascii_digit())
        && digits.next() == Some(b'-')
        && digits.by_ref().take(2).filter(u8::is_ascii_digit).count() == 2
        && !digits.next().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    STATUS.into_iter().find(|status| *status == word).filter(|_| dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTED: &str = "| [0001](0001-a.md) | Which? | accepted | – |\n";

    fn lines(text: &str, list: &str) -> Vec<usize> {
        check("docs/decisions/0001-a.md", text, list).into_iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn a_decision_has_its_number_a_status_and_a_row() {
        let none = Vec::<usize>::new();
        assert_eq!(lines("# 0001 A\n\nStatus: accepted, 2026-11\n", LISTED), none);
        assert_eq!(lines("# 0001 A\n\nStatus: accepted, 2026-11. Takes further another.\n", LISTED), none);
        assert_eq!(lines("# 0001 A\n\nStatus: replaced, 2026-11\n", LISTED), [0]);
        assert_eq!(lines("# 0001 A\n\nStatus: accepted, 2026-11\n", ""), [0]);
        assert_eq!(lines("# 1 · A\n\nStatus: accepted, 2026-11\n", LISTED), [1]);
        for status in
            ["Accepted, 2026-11-24.", "Status: maybe, 2026-11", "Status: accepted, 2026-11-24", "**What.**"]
        {
            assert_eq!(lines(&format!("# 0001 A\n\n{status}\n"), LISTED), [3], "{status}");
        }
    }

    #[test]
    fn other_files_are_none() {
        assert!(check("docs/study.md", "# Study\n", "").is_empty());
        assert!(check(LIST, "# Decisions\n", "").is_empty());
    }
}
