//! The checklist of reports on recorded data (RECORD, with STROBE's 22 items): what is asked, where it stands in this report,
//! and by whom it is filled. What the program cannot answer is listed as open, with whose task it is.

use evaluation::findings::WrittenSection;

use super::super::Draft;
use super::{ANNEXES, annex_title};
use crate::table::{Cell, Table};

/// An item: its number, the anchors where it may stand (the first that is there counts), whether people must add to it.
struct Item {
    number: &'static str,
    anchors: &'static [&'static str],
    people: bool,
}

const fn computed(number: &'static str, anchors: &'static [&'static str]) -> Item {
    Item { number, anchors, people: false }
}

const fn shared(number: &'static str, anchors: &'static [&'static str]) -> Item {
    Item { number, anchors, people: true }
}

const fn open(number: &'static str) -> Item {
    Item { number, anchors: &[], people: true }
}

/// Who paid: it stands in the section of what people wrote, where somebody wrote of it.
const MONEY: &str = "written-money";

/// STROBE's items by number, RECORD's own with a point, in the order of the checklist.
const ITEMS: [Item; 35] = [
    computed("1", &["front"]),
    computed("1.1", &["methods"]),
    computed("1.2", &["front"]),
    computed("1.3", &["methods"]),
    open("2"),
    computed("3", &["question"]),
    computed("4", &["question"]),
    shared("5", &["tidier"]),
    computed("6", &["question"]),
    computed("6.1", &["question"]),
    open("6.2"),
    computed("6.3", &["flow"]),
    computed("7", &["definitions"]),
    computed("7.1", &["definitions"]),
    shared("8", &["question"]),
    computed("9", &["limits"]),
    computed("10", &["flow", "question"]),
    computed("11", &["definitions"]),
    computed("12", &["methods"]),
    computed("12.1", &["methods"]),
    computed("12.2", &["methods"]),
    computed("12.3", &["methods"]),
    computed("13", &["flow"]),
    computed("13.1", &["flow"]),
    computed("14", &["baseline"]),
    computed("15", &["score"]),
    computed("16", &["score"]),
    computed("17", &["subgroups", "sensitivity"]),
    computed("18", &["front"]),
    computed("19", &["limits"]),
    computed("19.1", &["limits"]),
    shared("20", &["limits"]),
    open("21"),
    shared("22", &[MONEY]),
    shared("22.1", &["methods"]),
];

pub(super) fn write(draft: &mut Draft<'_>) {
    let said = draft.say("record-about");
    draft.text(said);
    let columns = vec![
        draft.words_column("item").room(0),
        draft.words_column("asked").room(6),
        draft.words_column("where").room(5),
        draft.words_column("filled-by").room(3),
    ];
    let mut table = Table::new("record", draft.say("t-record"), columns);
    for item in &ITEMS {
        let asked = draft.say(&format!("record-{}", item.number.replace('.', "-")));
        let place = item.anchors.iter().find_map(|anchor| place(draft, anchor));
        let by = match (&place, item.people) {
            (Some(_), false) => "by-computed",
            (Some(_), true) if item.anchors == [MONEY] => "by-people",
            (Some(_), true) => "by-both",
            (None, _) => "by-open",
        };
        let place = place.unwrap_or_else(|| Cell::Text(draft.say("place-open")));
        table.row(vec![
            Cell::Text(item.number.to_owned()),
            Cell::Text(asked),
            place,
            Cell::Text(draft.say(by)),
        ]);
    }
    draft.table(table);
}

/// A link to a heading of the report; `score` is the first section of a score.
fn place(draft: &Draft<'_>, anchor: &str) -> Option<Cell> {
    let annex = ANNEXES.iter().find(|(_, id, _, _)| *id == anchor);
    if let Some((letter, id, title, _)) = annex {
        return Some(Cell::Place((*id).to_owned(), annex_title(draft, letter, title)));
    }
    if anchor == MONEY {
        let is_told = draft.findings.written.iter().any(|one| one.section == WrittenSection::Money);
        return if is_told { place(draft, "written") } else { None };
    }
    let prefix = format!("{anchor}-");
    let found =
        draft.anchors.iter().find(|(id, _)| id == anchor || (anchor == "score" && id.starts_with(&prefix)));
    found.map(|(id, text)| Cell::Place(id.clone(), text.clone()))
}
