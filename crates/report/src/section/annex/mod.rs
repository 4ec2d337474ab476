//! Annexes: A the description of the programme, B the checklist of reports on recorded data (RECORD), C the methods
//! text (of what was computed and nothing else), D what is hidden, E definitions, F all tables.

pub(super) mod definitions;
mod hidden;
mod methods;
mod models;
mod record;
mod tidier;

use super::Draft;
use crate::document::Block;

/// Letter, anchor and title of each annex, in order.
const ANNEXES: [(&str, &str, &str, bool); 6] = [
    ("A", "tidier", "h-tidier", true),
    ("B", "record", "h-record", true),
    ("C", "methods", "h-methods", true),
    ("D", "hidden", "h-hidden", false),
    ("E", "definitions", "h-definitions", false),
    ("F", "tables", "h-all-tables", true),
];

pub(crate) fn annexes(draft: &mut Draft<'_>) {
    for (letter, id, title, new_page) in ANNEXES {
        let text = annex_title(draft, letter, title);
        draft.heading(2, id, text, new_page);
        match letter {
            "A" => tidier::write(draft),
            "B" => record::write(draft),
            "C" => methods::write(draft),
            "D" => hidden::write(draft),
            "E" => {
                let definitions = definitions::definitions(&draft.words, draft.findings);
                draft.blocks.push(Block::Definitions(definitions));
            }
            _ => tables(draft),
        }
    }
}

/// Tables that stand nowhere else, after a list of all.
fn tables(draft: &mut Draft<'_>) {
    let index = draft.blocks.len();
    for table in std::mem::take(&mut draft.later) {
        draft.table(table);
    }
    draft.tables_left();
    draft.printed = draft.tables.len();
    let filed = std::mem::take(&mut draft.filed);
    let note = (!filed.is_empty()).then(|| {
        let (from, to) = (draft.printed + 1, draft.printed + filed.len());
        draft.words.say("tables-filed", &[("from", from.into()), ("to", to.into())])
    });
    draft.tables.extend(filed);
    let listed = list(draft);
    draft.blocks.insert(index, listed);
    if let Some(note) = note {
        draft.blocks.insert(index, Block::Text(note));
    }
}

/// Each table's number, title and file.
fn list(draft: &Draft<'_>) -> Block {
    let words = draft.words;
    let listed = (1_usize..).zip(&draft.tables).map(|(number, table)| {
        let name = words.say("table", &[("number", number.into())]);
        (name, format!("{} ({})", table.caption, crate::tables::file_name(table)))
    });
    Block::Facts(listed.collect())
}

/// "Annex B. …".
fn annex_title(draft: &Draft<'_>, letter: &str, title: &str) -> String {
    let title = draft.say(title);
    draft.words.say("h-annex", &[("letter", letter.into()), ("title", title.into())])
}
