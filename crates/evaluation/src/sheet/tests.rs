//! Sheets as programs write them, and as nobody should.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::write_text;

/// A spreadsheet of these parts.
fn archive(sheet: &str, shared: &str) -> Vec<u8> {
    let book = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"Ark1\" r:id=\"r1\"/></sheets></workbook>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (path, text) in parts {
        archive.start_file(path, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Delimited text without line breaks in its cells as a spreadsheet.
pub(crate) fn packed(text: &str) -> Vec<u8> {
    let cell = |cell: &str| match cell.trim_matches('"') {
        number if number.parse::<f64>().is_ok() => format!("<c><v>{number}</v></c>"),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |line: &str| {
        let quoted: Vec<&str> = line.split('"').collect();
        let cells: String = match quoted.as_slice() {
            [before, within, _] => {
                let before = before.trim_end_matches(',').split(',');
                before.chain([*within]).map(cell).collect()
            }
            _ => line.split(',').map(cell).collect(),
        };
        format!("<row>{cells}</row>")
    };
    let rows: String = text.lines().map(row).collect();
    archive(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), "<sst/>")
}

fn text(sheet: &str, shared: &str) -> Result<String, String> {
    let mut out = Vec::new();
    let bytes = archive(&format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>"), shared);
    match write_text("f.xlsx", Cursor::new(bytes), None, &mut out) {
        Ok(()) => Ok(String::from_utf8(out).unwrap()),
        Err(faults) => Err(faults[0].parameters["reason"].clone()),
    }
}

#[test]
fn cells_of_every_kind_come_out_as_they_are_stored() {
    let shared = "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space=\"preserve\">wo &amp; </t></r>\
        <rPh><t>spoken</t></rPh><r><t>&#230;;</t></r></si></sst>";
    let sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\"/></row>\
        <row r=\"3\"><c r=\"B3\"><f>1+1</f><v> 2.50 </v></c></row>\
        <row><c t=\"inlineStr\"><is><t>a\nb</t></is></c><c t=\"b\"><v>1</v></c><c t=\"s\"><v>9</v></c></row>\
        <x:row xmlns:x=\"y\"><x:c><x:v><![CDATA[3<4]]></x:v></x:c></x:row>";
    let expected = "one;\"two & æ;\";\n\n;2.50;\na b;1;\n3<4;;\n";
    assert_eq!(text(sheet, shared).unwrap(), expected);
}

#[test]
fn what_is_no_sheet_is_told() {
    let told = |sheet: &str| text(sheet, "<sst/>").unwrap_err();
    assert!(told("<row r=\"1048577\"/>").contains("row 1048577"));
    assert!(told("<row r=\"2\"/><row r=\"1\"/>").contains("row 1"));
    assert!(told("<row><c><v>1</v></row>").starts_with("xl/worksheets/sheet1.xml"));
    assert!(told("<row><c><v>&what;</v></c></row>").contains("&what;"));
    let cut = "<worksheet><sheetData><row><c><v>1</v></c></row>";
    let bytes = archive(cut, "<sst/>");
    assert!(write_text("f", Cursor::new(bytes), None, &mut Vec::new()).is_err());
    let bytes = archive("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>", "<sst/>");
    assert!(write_text("f", Cursor::new(bytes), None, &mut Vec::new()).is_err());
}

#[test]
fn what_would_fill_the_memory_is_refused_before_it_does() {
    let told = |sheet: &str, shared: &str| text(sheet, shared).unwrap_err();
    let long = "a".repeat(32_767);
    let cell = |text: &str| format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    assert_eq!(text(&cell(&long), "<sst/>").unwrap(), format!("{long}\n"));
    // In one piece, in many, as an attribute, and as a text that every cell of a row shares.
    assert!(told(&cell(&"a".repeat(2 << 20)), "<sst/>").contains("32,767"));
    assert!(told(&cell(&"a&amp;".repeat(100_000)), "<sst/>").contains("32,767"));
    assert!(told(&format!("<row r=\"{}\"/>", "1".repeat(2 << 20)), "<sst/>").contains("32,767"));
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(3_000));
    assert!(told(&row, &shared).contains("row 1"));
}
