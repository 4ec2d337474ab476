//! The report as one document: what is said, in which order, with which figures and tables. Built once from the findings;
//! HTML and PDF only set it, CSV and XLSX take its tables. It holds finished words and rounded numbers, no markup.

mod build;
#[cfg(test)]
mod leaves;
#[cfg(test)]
mod said;
#[cfg(test)]
mod tests;

use locale::Language;

use crate::chart::Chart;
use crate::table::Table;

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
    /// A paragraph.
    Text(String),
    /// A smaller paragraph: how to read, what is not there.
    Note(String),
    /// Points without order.
    List(Vec<String>),
    /// A figure.
    Figure(Box<Figure>),
    /// From here on paper is set in two narrow columns with figures drawn for them (`true`), or across again.
    Narrow(bool),
    /// "Shown in figure 3": the ids of figures; settled when the figures are numbered.
    SeeFigures(Vec<String>),
    /// A table, by its place in [`Document::tables`].
    Table(usize),
    /// Room for what people write, with a question; for paper.
    OwnText {
        /// The question.
        prompt: String,
    },
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
}

impl Document {
    /// The figures, in the order of their numbers.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(&**figure),
            _ => None,
        })
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
                Block::Figure(_) | Block::SeeFigures(_) | Block::Table(_) | Block::Narrow(_) => {}
            }
        }
        words
    }

    /// The line under a figure: its number and the tables that say the same.
    pub fn figure_caption(&self, figure: &Figure) -> String {
        let say = |key: &str, fill: &[(&str, locale::Value<'_>)]| {
            locale::text(self.language, key, fill).into_owned()
        };
        let tables: Vec<String> = figure
            .tables
            .iter()
            .map(|place| say("report-table", &[("number", (place + 1).into())]).to_lowercase())
            .collect();
        if tables.is_empty() {
            return say("report-figure", &[("number", figure.number.into())]);
        }
        let tables = tables.join(", ");
        say("report-caption-figure", &[("number", figure.number.into()), ("tables", tables.into())])
    }

    /// The line over a table: its number and what it shows.
    pub fn table_caption(&self, place: usize) -> String {
        let caption = self.tables.get(place).map_or("", |table| &table.caption);
        let fill = [("number", (place + 1).into()), ("caption", caption.into())];
        locale::text(self.language, "report-caption-table", &fill).into_owned()
    }
}
