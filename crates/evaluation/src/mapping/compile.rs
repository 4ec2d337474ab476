//! Mapping file → [`Mapping`]: every name is looked up once, here, so that a mapping that was read can be applied
//! without further doubt.

use super::cell::{Cell, Lookup, Part, Template};
use super::convert::Convert;
use super::text::{CellText, ColumnText, FileText, LookupText, MappingText, TableText};
use super::{CodeList, ColumnRule, FileRule, Mapping, TableRule};
use crate::fault::{Fault, FaultCode};
use crate::package::value::{Code, iso_date};
use crate::package::{Manifest, Occasion, TABLES};
use crate::toml_text;

/// The value of `schema`.
const SCHEMA: &str = "fodfaeste-mapping/1";

pub(super) fn compile(name: &str, text: &str) -> Result<Mapping, Vec<Fault>> {
    let read: MappingText = toml_text::parse(name, text).map_err(|fault| vec![fault])?;
    let mut compiler = Compiler { name, text, faults: Vec::new(), code_names: Vec::new() };
    let manifest = compiler.manifest(&read);
    let mut codes = Vec::new();
    for (list, meanings) in &read.codes {
        compiler.code_names.push(list.clone());
        let folded = meanings.iter().map(|(foreign, code)| (foreign.to_lowercase(), code.clone()));
        codes.push(CodeList { meanings: folded.collect() });
    }
    let needed = columns_needed(&read);
    let files: Vec<FileRule> = read.file.iter().map(|file| compiler.file(file, &needed)).collect();
    let tables: Vec<TableRule> =
        read.table.iter().filter_map(|table| compiler.table(table, &files)).collect();
    match manifest {
        Some(manifest) if compiler.faults.is_empty() => Ok(Mapping { manifest, files, codes, tables }),
        _ => Err(compiler.faults),
    }
}

/// The holes of a text: name and code list of each, or the texts between.
fn parts(text: &str) -> Vec<Result<(&str, Option<&str>), &str>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((hole, after)) = after.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Err(before));
        }
        let (column, codes) =
            hole.split_once('|').map_or((hole, None), |(column, codes)| (column, Some(codes)));
        parts.push(Ok((column.trim(), codes.map(str::trim))));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Err(rest));
    }
    parts
}

/// The columns that tables ask of each file, by the file's name, in the order they are named.
fn columns_needed(read: &MappingText) -> Vec<(String, String)> {
    let mut needed: Vec<(String, String)> = Vec::new();
    let mut need = |file: &str, column: &str| {
        let pair = (file.to_owned(), column.to_owned());
        if !needed.contains(&pair) {
            needed.push(pair);
        }
    };
    for table in &read.table {
        table.only.keys().chain(&table.given).for_each(|column| need(&table.from, column));
        for cell in table.columns.values().chain(table.items.values()) {
            match cell {
                CellText::Template(text) => {
                    parts(text).into_iter().flatten().for_each(|(column, _)| need(&table.from, column));
                }
                CellText::Lookup(lookup) => {
                    for (column, by) in &lookup.by {
                        need(&lookup.file, column);
                        parts(by).into_iter().flatten().for_each(|(column, _)| need(&table.from, column));
                    }
                    let take = parts(&lookup.take).into_iter().flatten();
                    take.for_each(|(column, _)| need(&lookup.file, column));
                }
                CellText::Several(several) => {
                    several.several.values().for_each(|column| need(&table.from, column));
                }
            }
        }
    }
    needed
}

struct Compiler<'a> {
    name: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
    code_names: Vec<String>,
}

impl Compiler<'_> {
    fn wrong(&mut self, code: FaultCode, key: &str, parameters: &[(&'static str, String)]) {
        let fault = Fault::new(self.name, code).column(key);
        let line = toml_text::line_of(self.text, key).or_else(|| self.line_holding(parameters));
        let fault = parameters.iter().fold(fault, |fault, (name, value)| fault.with(name, value));
        self.faults.push(Fault { line, ..fault });
    }

    /// The first line that holds the value that is wrong.
    fn line_holding(&self, parameters: &[(&'static str, String)]) -> Option<u64> {
        let (_, value) = parameters.iter().find(|(name, _)| matches!(*name, "name" | "value"))?;
        self.text.lines().zip(1..).find(|(line, _)| line.contains(value.as_str())).map(|(_, number)| number)
    }

    fn unknown(&mut self, key: &str, name: &str, known: &[&str]) {
        let parameters = [("name", name.to_owned()), ("known", known.join(", "))];
        self.wrong(FaultCode::NameUnknown, key, &parameters);
    }

    fn code(&mut self, key: &str, text: &str) -> Option<Code> {
        let code = Code::new(text);
        if code.is_none() {
            self.wrong(FaultCode::CodeInvalid, key, &[("value", text.to_owned())]);
        }
        code
    }

    fn manifest(&mut self, read: &MappingText) -> Option<Manifest> {
        if read.schema != SCHEMA {
            let parameters = [("value", read.schema.clone()), ("expected", SCHEMA.to_owned())];
            self.wrong(FaultCode::SchemaUnknown, "schema", &parameters);
        }
        let data_cut = iso_date(&read.data_cut);
        if data_cut.is_none() {
            self.wrong(FaultCode::DateInvalid, "data_cut", &[("value", read.data_cut.clone())]);
        }
        let programme = self.code("programme", &read.programme);
        let mut occasions = Vec::new();
        for one in &read.occasion {
            if let Some(key) = self.code("key", &one.key) {
                occasions.push(Occasion {
                    key,
                    da: one.da.clone(),
                    en: one.en.clone(),
                    day: one.day,
                    at: None,
                });
            }
        }
        let mut sites = std::collections::BTreeMap::new();
        for (key, label) in &read.sites {
            if let Some(code) = self.code(key, key) {
                sites.insert(code, label.clone());
            }
        }
        Some(Manifest {
            title: read.title.clone(),
            synthetic: read.synthetic,
            data_cut: data_cut?,
            programme: programme?,
            occasions,
            sites,
        })
    }

    fn file(&mut self, file: &FileText, needed: &[(String, String)]) -> FileRule {
        let mut names: Vec<String> =
            needed.iter().filter(|(name, _)| *name == file.name).map(|(_, column)| column.clone()).collect();
        for (column, rule) in &file.columns {
            for name in std::iter::once(column).chain(&rule.items) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        let plain = ColumnText::default();
        let columns = names.iter().map(|name| {
            let rule = file.columns.get(name).unwrap_or(&plain);
            let convert = self.convert(name, rule, &names);
            ColumnRule { name: name.clone(), optional: rule.optional, convert }
        });
        let columns = columns.collect();
        FileRule { name: file.name.clone(), files: file.files.clone(), optional: file.optional, columns }
    }

    fn convert(&mut self, name: &str, rule: &ColumnText, columns: &[String]) -> Convert {
        match rule.kind.as_deref() {
            None | Some("text") => Convert::Text,
            Some("date") => Convert::Date,
            Some("whole") => Convert::Whole,
            Some("item") => {
                let (Some(min), Some(max)) = (rule.min, rule.max) else {
                    self.wrong(FaultCode::KeyMissing, name, &[("name", "min, max".to_owned())]);
                    return Convert::Text;
                };
                Convert::Item { min, max }
            }
            Some("yes_no") => {
                let words = |given: &[String], usual: &str| match given {
                    [] => vec![usual.to_owned()],
                    given => given.iter().map(|word| word.to_lowercase()).collect(),
                };
                let fault = rule.fault.as_deref().map_or(Some(FaultCode::ValueUnknown), FaultCode::parse);
                if fault.is_none() {
                    self.unknown(name, rule.fault.as_deref().unwrap_or_default(), &[]);
                }
                let fault = fault.unwrap_or(FaultCode::ValueUnknown);
                Convert::YesNo { yes: words(&rule.yes, "1"), no: words(&rule.no, "0"), fault }
            }
            Some("score") => {
                let at = |item: &String| columns.iter().position(|column| column == item);
                let items = rule.items.iter().filter_map(at).collect();
                Convert::Score { items, multiply: rule.multiply.unwrap_or(1) }
            }
            Some(other) => {
                self.unknown(name, other, &["text", "date", "whole", "item", "yes_no", "score"]);
                Convert::Text
            }
        }
    }

    fn table(&mut self, table: &TableText, files: &[FileRule]) -> Option<TableRule> {
        let known: Vec<&str> = TABLES.iter().map(|known| known.name).collect();
        let Some(into) = TABLES.iter().find(|known| known.name == table.name) else {
            self.unknown("name", &table.name, &known);
            return None;
        };
        let from = self.file_named("from", &table.from, files)?;
        let file = files.get(from)?;
        let mut cells = vec![Cell::Empty; into.columns.len()];
        for (column, cell) in &table.columns {
            let Some(index) = into.position(column) else {
                let known: Vec<&str> = into.columns.iter().map(|known| known.name).collect();
                self.unknown(column, column, &known);
                continue;
            };
            let made = self.cell(column, cell, file, files);
            if let (Some(slot), Some(made)) = (cells.get_mut(index), made) {
                *slot = made;
            }
        }
        let mut items = Vec::new();
        for (item, cell) in &table.items {
            if into.name != "answers" {
                self.unknown("items", &table.name, &["answers"]);
            }
            items.extend(self.cell(item, cell, file, files).map(|cell| (item.clone(), cell)));
        }
        let place = |column: &String| file.position(column);
        let least = table.least.as_ref().and_then(|name| into.position(name));
        if let Some(name) = table.least.as_ref().filter(|_| least.is_none()) {
            self.unknown("least", name, &[]);
        }
        Some(TableRule {
            table: into,
            from,
            filter: table.only.iter().filter_map(|(c, value)| Some((place(c)?, value.clone()))).collect(),
            given: table.given.iter().filter_map(place).collect(),
            cells,
            items,
            once_per_occasion: table.once_per_occasion,
            distinct: table.distinct || least.is_some(),
            least,
        })
    }

    fn file_named(&mut self, key: &str, name: &str, files: &[FileRule]) -> Option<usize> {
        let found = files.iter().position(|file| file.name == name);
        if found.is_none() {
            let known: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            self.unknown(key, name, &known);
        }
        found
    }

    fn cell(&mut self, key: &str, cell: &CellText, own: &FileRule, files: &[FileRule]) -> Option<Cell> {
        match cell {
            CellText::Template(text) => Some(Cell::Template(self.template(key, text, own))),
            CellText::Lookup(lookup) => self.lookup(key, lookup, own, files),
            CellText::Several(several) => {
                let codes = several.several.iter();
                Some(Cell::Several(
                    codes.filter_map(|(code, column)| Some((code.clone(), own.position(column)?))).collect(),
                ))
            }
        }
    }

    fn lookup(&mut self, key: &str, lookup: &LookupText, own: &FileRule, files: &[FileRule]) -> Option<Cell> {
        let file = self.file_named(key, &lookup.file, files)?;
        let other = files.get(file)?;
        let mut by = Vec::new();
        for (column, text) in &lookup.by {
            by.push((other.position(column)?, self.template(key, text, own)));
        }
        let take = self.template(key, &lookup.take, other);
        Some(Cell::Lookup(Lookup { file, by, take }))
    }

    fn template(&mut self, key: &str, text: &str, file: &FileRule) -> Template {
        let mut made = Vec::new();
        for part in parts(text) {
            match part {
                Err(text) => made.push(Part::Text(text.to_owned())),
                Ok((column, codes)) => {
                    let Some(column) = file.position(column) else { continue };
                    let list = codes.and_then(|name| self.code_names.iter().position(|known| known == name));
                    if let Some(name) = codes.filter(|_| list.is_none()) {
                        let names = self.code_names.clone();
                        self.unknown(key, name, &names.iter().map(String::as_str).collect::<Vec<_>>());
                    }
                    made.push(Part::Column { column, codes: list });
                }
            }
        }
        Template(made)
    }
}
