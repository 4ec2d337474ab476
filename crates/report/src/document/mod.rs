//! The report as one document: what is said, in which order, with which figures and tables. Built once from the findings;
//! HTML and PDF only set it, CSV and XLSX take its tables. It holds finished words and rounded numbers, no markup.

mod build;
#[cfg(test)]
mod leaves;
#[cfg(test)]
mod people;
#[cfg(test)]
mod said;
#[cfg(test)]
mod tests;

use locale::Language;

use crate::chart::Chart;
use crate::table::Table;
use crate::words::Fill;

/// A report, ready to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The language of all its words.
    pub language: Language,
    /// The programme's or study's neutral name.
    pub title: String,
    /// Top line of the first page: name, period, data cut.
    pub top: Vec<String>,
    /// The words "synthetic data" for the head of every page, when the persons are invented.
    pub synthetic: Option<Synthetic>,
    /// The data cut in words, for the foot of every page.
    pub cut: Option<String>,
    /// The data cut as ISO 8601, for the file's own date.
    pub cut_iso: Option<String>,
    /// Last line of the first page: what computed it.
    pub made_with: String,
    /// What is said, in reading order.
    pub blocks: Vec<Block>,
    /// All tables, in the order of their numbers.
    pub tables: Vec<Table>,
    /// So many of them stand in the report; those after them only in the workbook and the CSV files.
    pub printed: usize,
}

/// How invented persons are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synthetic {
    /// For the head of every page.
    pub head: String,
    /// A whole sentence.
    pub line: String,
}

/// A piece of the report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3; `new_page` where print begins a page.
    Heading {
        /// 1 to 3, without gaps.
        level: u8,
        /// Anchor, unique in the document.
        id: String,
        /// The words.
        text: String,
        /// Whether print begins a new page here.
        new_page: bool,
    },
    /// The sentences of the first page, set large.
    Lead(Vec<String>),
    /// A name and what follows from it, line by line.
    Facts(Vec<(String, String)>),
    /// What the numbers mean, each a place of its own that figures point to.
    Definitions(Vec<Definition>),
    /// A paragraph.
    Text(String),
    /// A smaller paragraph: how to read, what is not there.
    Note(String),
    /// Points without order.
    List(Vec<String>),
    /// Points, each with the place it leads to.
    Pointed(Vec<(String, Pointer)>),
    /// A figure.
    Figure(Box<Figure>),
    /// From here on paper is set in two narrow columns with figures drawn for them (`true`), or across again.
    Narrow(bool),
    /// "Shown in figure 3": the ids of figures; settled when the figures are numbered.
    SeeFigures(Vec<String>),
    /// A table, by its place in [`Document::tables`].
    Table(usize),
    /// What somebody wrote, set apart from what is computed.
    Written(Passage),
    /// Room for what people write, with a question; for paper.
    OwnText {
        /// The question.
        prompt: String,
    },
}

/// Words that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What they are about.
    pub title: String,
    /// Paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// By whom and when.
    pub by: String,
}

/// What a number means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Anchor, unique in the document.
    pub id: String,
    /// What is defined.
    pub name: String,
    /// Its definition, one line.
    pub text: String,
}

/// Words that lead to a place: a part of a figure's caption, "see table 4".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// The words.
    pub words: String,
    /// The anchor they lead to.
    pub anchor: Option<String>,
    /// Whether paper says the page of that place, too.
    pub with_page: bool,
}

/// A figure and the tables that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// From 1, in the order of the document.
    pub number: usize,
    /// Unique in the document.
    pub id: String,
    /// The chart for a wide page and for paper.
    pub wide: Chart,
    /// The chart for a phone.
    pub narrow: Chart,
    /// The chart for a column on paper.
    pub column: Chart,
    /// Its tables, by their places in [`Document::tables`].
    pub tables: Vec<usize>,
    /// The anchor of the definition of what it shows.
    pub definition: Option<String>,
}

impl Document {
    /// The figures, in the order of their numbers.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(&**figure),
            _ => None,
        })
    }

    /// What the numbers mean, in the order of the annex.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        let all = self.blocks.iter().filter_map(|block| match block {
            Block::Definitions(all) => Some(all),
            _ => None,
        });
        all.flatten()
    }

    /// The number of a figure.
    pub fn figure_number(&self, id: &str) -> Option<usize> {
        self.figures().find(|figure| figure.id == id).map(|figure| figure.number)
    }

    /// All sentences and words outside figures and tables, for tests and for a search.
    pub fn words(&self) -> Vec<&str> {
        let mut words = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Heading { text, .. }
                | Block::Text(text)
                | Block::Note(text)
                | Block::OwnText { prompt: text } => {
                    words.push(text.as_str());
                }
                Block::Lead(lines) | Block::List(lines) => words.extend(lines.iter().map(String::as_str)),
                Block::Facts(facts) => {
                    words.extend(facts.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]));
                }
                Block::Written(passage) => {
                    words.extend([passage.title.as_str(), passage.by.as_str()]);
                    words.extend(passage.paragraphs.iter().map(String::as_str));
                }
                Block::Pointed(all) => {
                    words.extend(all.iter().flat_map(|(text, place)| [text.as_str(), place.words.as_str()]));
                }
                Block::Definitions(all) => {
                    words.extend(all.iter().flat_map(|one| [one.name.as_str(), one.text.as_str()]));
                }
                Block::Figure(_) | Block::SeeFigures(_) | Block::Table(_) | Block::Narrow(_) => {}
            }
        }
        words
    }

    /// The line under a figure: its number, the tables that say the same, and where what it shows is defined.
    pub fn figure_caption(&self, figure: &Figure) -> Vec<Pointer> {
        let say = |key: &str, fill: &[Fill<'_>]| locale::text(self.language, key, fill).into_owned();
        let numbered = |key: &str, number: usize| say(key, &[("number", number.into())]);
        let number =
            Pointer { words: numbered("report-figure", figure.number), anchor: None, with_page: false };
        let tables = figure.tables.iter().map(|place| {
            let anchor = self.tables.get(*place).filter(|_| *place < self.printed).map(table_anchor);
            Pointer { words: numbered("report-table", place + 1).to_lowercase(), anchor, with_page: false }
        });
        let definition = figure.definition.iter().map(|anchor| Pointer {
            words: say("report-caption-definition", &[]),
            anchor: Some(anchor.clone()),
            with_page: true,
        });
        std::iter::once(number).chain(tables).chain(definition).collect()
    }

    /// The line over a table: its number and what it shows.
    pub fn table_caption(&self, place: usize) -> String {
        let caption = self.tables.get(place).map_or("", |table| &table.caption);
        let fill = [("number", (place + 1).into()), ("caption", caption.into())];
        locale::text(self.language, "report-caption-table", &fill).into_owned()
    }
}

/// The anchor of a table.
pub(crate) fn table_anchor(table: &Table) -> String {
    format!("table-{}", table.name)
}
