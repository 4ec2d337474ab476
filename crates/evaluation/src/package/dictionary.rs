//! The data dictionary, made from the declarations of the tables: `dictionary.csv` in each package, and the reference
//! part of `docs/cohort-package.md`.

use super::schema::{Column, Table};
use super::value::Kind;
use super::{TABLES, put};

/// The file in a package.
pub const FILE: &str = "dictionary.csv";

/// What a kind of cell is called, in Danish and English.
pub const fn kind_name(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Id => ("løbenummer", "id"),
        Kind::Code => ("kode", "code"),
        Kind::OneOf(_) => ("kode fra listen", "code from the list"),
        Kind::Codes => ("koder med | imellem", "codes with | between"),
        Kind::Whole => ("helt tal", "whole number"),
        Kind::YesNo => ("1 ja, 0 nej", "1 yes, 0 no"),
        Kind::Date => ("dato åååå-mm-dd", "date yyyy-mm-dd"),
        Kind::Time => ("klokkeslæt tt:mm", "time hh:mm"),
        Kind::Answer => ("svar", "answer"),
    }
}

const HEADINGS: &str = "table,column,type,may_be_empty,unit,refers_to,codes,meaning_da,meaning_en\n";

/// `dictionary.csv`: one row per column.
pub fn csv() -> String {
    let mut out = String::from(HEADINGS);
    for table in TABLES {
        for column in table.columns {
            let codes = match column.kind {
                Kind::OneOf(codes) => codes
                    .iter()
                    .map(|code| format!("{} = {}", code.code, code.en))
                    .collect::<Vec<_>>()
                    .join("; "),
                _ => String::new(),
            };
            let cells = [
                table.name,
                column.name,
                kind_name(column.kind).1,
                if column.optional { "yes" } else { "no" },
                column.unit,
                column.refers_to,
                &codes,
                column.da,
                column.en,
            ];
            out.push_str(&cells.map(quoted).join(","));
            out.push('\n');
        }
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', ';']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The reference part of the document, in Markdown with both languages.
pub fn markdown() -> String {
    TABLES.iter().map(section).collect::<Vec<_>>().join("\n")
}

fn section(table: &Table) -> String {
    let mut out = format!("### `{}`\n\n{}. *{}.*\n\n", table.file(), table.en, table.da);
    if !table.key.is_empty() {
        put(&mut out, format_args!("Key: `{}`.\n\n", table.key.join("`, `")));
    }
    out.push_str("| column | holds | meaning | betydning |\n|---|---|---|---|\n");
    for column in table.columns {
        out.push_str(&line(column));
    }
    let lists = table.columns.iter().filter_map(|column| match column.kind {
        Kind::OneOf(codes) => Some((column.name, codes)),
        _ => None,
    });
    for (name, codes) in lists {
        put(&mut out, format_args!("\nCodes of `{name}`:\n\n"));
        for code in codes {
            put(&mut out, format_args!("* `{}`: {} (*{}*)\n", code.code, code.en, code.da));
        }
    }
    out
}

fn line(column: &Column) -> String {
    let mut holds = kind_name(column.kind).1.replace('|', "\\|");
    if !column.unit.is_empty() {
        put(&mut holds, format_args!(", {}", column.unit));
    }
    if !column.refers_to.is_empty() {
        put(&mut holds, format_args!(", of `{}.csv`", column.refers_to));
    }
    if column.optional {
        holds.push_str(", may be empty");
    }
    let (en, da) = (column.en.replace('|', "\\|"), column.da.replace('|', "\\|"));
    format!("| `{}` | {holds} | {en} | {da} |\n", column.name)
}
