//! What a package says of a row and the record has no column for: each column in which the row made from the record
//! would differ, with what the record said then. It is said again as long as the record says the same.

use std::collections::HashMap;
use std::fmt::Write as _;

use evaluation::package::schema::Row;
use store::record::kept::Kept;
use uuid::Uuid;

/// Stands for a row that the record needs and the package has not.
pub(super) const OMIT: &str = "omit";

/// What was kept, by table and row.
#[derive(Debug, Default)]
pub(super) struct Shelf(HashMap<(String, Uuid), String>);

impl Shelf {
    pub(super) fn new(kept: Vec<Kept>) -> Self {
        Self(kept.into_iter().map(|kept| ((kept.kind, kept.id), kept.facts)).collect())
    }

    /// What is kept of a row.
    pub(super) fn facts(&self, table: &str, id: Uuid) -> Option<&str> {
        self.0.get(&(table.to_owned(), id)).map(String::as_str)
    }

    /// The ids of the rows of a table of which something is kept.
    pub(super) fn ids(&self, table: &str) -> Vec<Uuid> {
        let mut ids: Vec<Uuid> = self.0.keys().filter(|(kind, _)| kind == table).map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids
    }

    /// The row as the package said it; none where the package had no such row.
    pub(super) fn said<R: Row>(&self, made: R, id: Uuid) -> Option<R> {
        match self.facts(R::TABLE.name, id) {
            None => Some(made),
            Some(OMIT) => None,
            Some(facts) => Some(restored(made, facts)),
        }
    }
}

/// The columns in which `wanted` differs from what the record makes of it; none when it does not.
pub(super) fn differences<R: Row + PartialEq>(made: &R, wanted: &R) -> Option<String> {
    if made == wanted {
        return None;
    }
    let mut facts = String::new();
    for (index, column) in R::TABLE.columns.iter().enumerate() {
        let (then, said) = (cell(made, index), cell(wanted, index));
        if then != said {
            if !facts.is_empty() {
                facts.push(';');
            }
            write!(facts, "{}={then}>{said}", column.name).unwrap_or_default();
        }
    }
    Some(facts)
}

fn cell<R: Row>(row: &R, index: usize) -> String {
    let mut text = String::new();
    row.write(index, &mut text);
    text
}

fn restored<R: Row>(made: R, facts: &str) -> R {
    let mut cells: Vec<String> = (0..R::TABLE.columns.len()).map(|index| cell(&made, index)).collect();
    for fact in facts.split(';') {
        let Some((column, then, said)) =
            fact.split_once('=').and_then(|(column, rest)| rest.split_once('>').map(|(a, b)| (column, a, b)))
        else {
            continue;
        };
        let place = R::TABLE.position(column).and_then(|index| cells.get_mut(index));
        if let Some(cell) = place.filter(|cell| *cell == then) {
            said.clone_into(cell);
        }
    }
    R::read(&|index| cells.get(index).map_or("", String::as_str), &mut |_, _| {}).unwrap_or(made)
}
