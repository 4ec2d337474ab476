//! The parts of the report, each from its piece of the findings: words from `sentence`, tables and figures beside them.
//! A part whose piece is absent writes nothing.

mod annex;
mod baseline;
mod cells;
mod contacts;
mod dose;
mod fidelity;
mod figures;
mod flow;
mod front;
mod further;
mod groups;
mod individual;
mod leader;
mod leavers;
mod leaving;
mod life;
mod models;
mod periods;
mod question;
mod score;
mod sensitivity;
mod series;
mod shares;
mod survival;
mod units;
mod ways;
mod written;

pub(crate) use annex::annexes;
pub(crate) use front::front;
pub(crate) use leader::leader;
pub(crate) use periods::periods;

use evaluation::findings::Findings;

use crate::document::Block;
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::Words;

/// What the parts are written into.
pub(crate) struct Draft<'a> {
    pub(crate) words: Words<'a>,
    pub(crate) findings: &'a Findings,
    pub(crate) tables: Vec<Table>,
    /// So many of them are printed; the rest is for files.
    pub(crate) printed: usize,
    pub(crate) blocks: Vec<Block>,
    /// Number of the last researcher's section.
    sections: usize,
    /// Tables that stand in the annex only.
    later: Vec<Table>,
    /// Tables that stand in the workbook and the CSV files only.
    filed: Vec<Table>,
    /// The figures that can be shown.
    drawn: Vec<figures::Drawn>,
    /// The headings so far: anchor and words.
    pub(crate) anchors: Vec<(String, String)>,
    /// Which figure a table belongs to: anchor and place.
    pub(crate) placed: Vec<(String, usize)>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(words: Words<'a>, findings: &'a Findings) -> Self {
        Self {
            words,
            findings,
            tables: Vec::new(),
            printed: 0,
            blocks: Vec::new(),
            sections: 0,
            later: Vec::new(),
            filed: Vec::new(),
            drawn: figures::draw(findings, words.language),
            anchors: Vec::new(),
            placed: Vec::new(),
        }
    }

    /// Takes the blocks written so far.
    pub(crate) fn take(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.blocks)
    }

    fn say(&self, key: &str) -> String {
        self.words.say(key, &[])
    }

    fn heading(&mut self, level: u8, id: &str, text: impl Into<String>, new_page: bool) {
        let text = crate::words::upper_first(&text.into());
        self.anchors.push((id.to_owned(), text.clone()));
        self.blocks.push(Block::Heading { level, id: id.to_owned(), text, new_page });
    }

    /// A numbered section for the researcher.
    fn section(&mut self, id: &str, title: &str) {
        self.sections += 1;
        let text = format!("{}. {}", self.sections, crate::words::upper_first(title));
        self.heading(3, id, text, false);
    }

    fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    fn maybe(&mut self, text: Option<String>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    /// Puts a table here, unless it has no rows.
    fn table(&mut self, mut table: Table) {
        let hidden = table.rows.iter().flat_map(|row| &row.cells).any(|cell| *cell == Cell::Hidden);
        if hidden {
            table.notes.push(self.say("s15"));
        }
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(self.tables.len()));
            self.tables.push(table);
        }
    }

    /// Puts a table into the annex, unless it has no rows.
    fn later(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.later.push(table);
        }
    }

    /// Keeps a table for the workbook and the CSV files, unless it has no rows.
    fn file(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.filed.push(table);
        }
    }

    /// The place of a table by its name.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.name == name)
    }

    fn see(&mut self, ids: &[&str]) {
        self.blocks.push(Block::SeeFigures(ids.iter().map(|id| (*id).to_owned()).collect()));
    }
}

/// Everything after the leader's pages and before the annexes.
pub(crate) fn research(draft: &mut Draft<'_>) {
    draft.heading(2, "research", draft.say("h-research"), true);
    question::write(draft);
    flow::write(draft);
    baseline::write(draft);
    score::write(draft);
    sensitivity::write(draft);
    shares::write(draft);
    individual::write(draft);
    life::write(draft);
    models::write(draft);
    groups::write(draft);
    contacts::write(draft);
    dose::write(draft);
    fidelity::write(draft);
    leaving::write(draft);
    leavers::write(draft);
    survival::write(draft);
    series::write(draft);
    units::write(draft);
    further::write(draft);
    let limits = sentence::limits(&draft.words, draft.findings);
    if !limits.is_empty() {
        draft.section("limits", &draft.say("h-limits"));
        draft.blocks.push(Block::List(limits));
    }
    written::write(draft);
}
