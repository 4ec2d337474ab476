//! How a cell of the package is made from a line: from text with holes, from the line of another file, or from
//! several yes-or-no columns.

use super::CodeList;
use super::source::{Index, Line, Source};
use crate::fault::{Fault, FaultCode};

#[derive(Debug, Clone)]
pub(super) enum Cell {
    Empty,
    Template(Template),
    Lookup(Lookup),
    Several(Vec<(String, usize)>),
}

/// Text with holes; it is empty when one of its holes is.
#[derive(Debug, Clone)]
pub(super) struct Template(pub(super) Vec<Part>);

#[derive(Debug, Clone)]
pub(super) enum Part {
    Text(String),
    Column { column: usize, codes: Option<usize> },
}

#[derive(Debug, Clone)]
pub(super) struct Lookup {
    pub(super) file: usize,
    pub(super) by: Vec<(usize, Template)>,
    pub(super) take: Template,
}

/// What a cell came to.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) text: String,
    /// A hole was filled with something that is reported already.
    pub(super) poisoned: bool,
    /// File, line and column of another file that it was taken from.
    pub(super) elsewhere: Option<(String, u64, String)>,
}

/// What a cell is made from besides its line.
pub(super) struct Around<'a> {
    pub(super) sources: &'a [Option<Source>],
    pub(super) codes: &'a [CodeList],
    pub(super) indexes: &'a [Index],
}

impl Cell {
    /// The columns of its own line that it is made from.
    pub(super) fn columns(&self) -> Vec<usize> {
        match self {
            Self::Empty => Vec::new(),
            Self::Template(template) => template.columns().collect(),
            Self::Lookup(lookup) => lookup.by.iter().flat_map(|(_, by)| by.columns()).collect(),
            Self::Several(several) => several.iter().map(|(_, column)| *column).collect(),
        }
    }

    pub(super) fn make(
        &self,
        source: &Source,
        line: &Line,
        around: &Around<'_>,
        fault: &mut dyn FnMut(Fault),
    ) -> Made {
        match self {
            Self::Empty => Made::default(),
            Self::Template(template) => template.make(source, line, around.codes, fault),
            Self::Lookup(lookup) => lookup.make(source, line, around, fault),
            Self::Several(several) => {
                let mut made = Made::default();
                for (code, column) in several {
                    made.poisoned |= line.poisoned(*column);
                    if line.cell(*column) == "1" {
                        if !made.text.is_empty() {
                            made.text.push('|');
                        }
                        made.text.push_str(code);
                    }
                }
                made
            }
        }
    }
}

impl Template {
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().filter_map(|part| match part {
            Part::Column { column, .. } => Some(*column),
            Part::Text(_) => None,
        })
    }

    fn make(&self, source: &Source, line: &Line, codes: &[CodeList], fault: &mut dyn FnMut(Fault)) -> Made {
        let mut made = Made::default();
        let mut hole_empty = false;
        for part in &self.0 {
            match part {
                Part::Text(text) => made.text.push_str(text),
                Part::Column { column, codes: list } => {
                    made.poisoned |= line.poisoned(*column);
                    let value = line.cell(*column);
                    hole_empty |= value.is_empty();
                    let Some(list) = list.and_then(|list| codes.get(list)).filter(|_| !value.is_empty())
                    else {
                        made.text.push_str(value);
                        continue;
                    };
                    if let Some(code) = list.meaning(value) {
                        hole_empty |= code.is_empty();
                        made.text.push_str(code);
                    } else {
                        made.poisoned = true;
                        let found = Fault::new(&source.file, FaultCode::ValueUnknown).at(line.number);
                        let found = found.column(source.heading(*column)).with("value", value);
                        fault(found.with("known", list.known()));
                    }
                }
            }
        }
        if hole_empty || made.poisoned {
            made.text.clear();
        }
        made
    }
}

impl Lookup {
    fn make(&self, source: &Source, line: &Line, around: &Around<'_>, fault: &mut dyn FnMut(Fault)) -> Made {
        let mut key = String::new();
        for (_, by) in &self.by {
            let made = by.make(source, line, around.codes, fault);
            if made.text.is_empty() {
                return made;
            }
            key.push_str(&made.text);
            key.push('\u{1f}');
        }
        let columns: Vec<usize> = self.by.iter().map(|(column, _)| *column).collect();
        let index = around.indexes.iter().find(|index| index.file == self.file && index.columns == columns);
        let other = around.sources.get(self.file).and_then(Option::as_ref);
        let found = index.zip(other).and_then(|(index, other)| {
            let at = *index.lines.get(&key)?;
            Some((other, other.lines.get(at)?))
        });
        let Some((other, line)) = found else { return Made::default() };
        let made = self.take.make(other, line, around.codes, fault);
        let column = self.take.columns().next().map(|column| other.heading(column)).unwrap_or_default();
        Made { elsewhere: Some((other.file.clone(), line.number, column)), ..made }
    }
}
