//! What a reader takes out of the files of a report: tables of words, whatever they were written as.

use std::collections::BTreeMap;
use std::io::Read as _;

use report::Rendered;

/// Rows of cells.
pub(crate) type Table = Vec<Vec<String>>;

/// All tables of a file.
pub(crate) fn tables(file: &Rendered) -> Vec<Table> {
    match file.name.rsplit('.').next() {
        Some("csv") => vec![csv_rows(&file.bytes)],
        Some("xlsx") => sheets(&file.bytes),
        Some("html") => html_tables(std::str::from_utf8(&file.bytes).expect("UTF-8")),
        other => panic!("{other:?}"),
    }
}

fn csv_rows(bytes: &[u8]) -> Table {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn sheets(bytes: &[u8]) -> Vec<Table> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut text = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    };
    let shared = text("xl/sharedStrings.xml");
    let shared = roxmltree::Document::parse(&shared).expect("XML");
    let shared: Vec<String> = shared
        .descendants()
        .filter(|node| node.tag_name().name() == "si")
        .map(|node| {
            node.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect()
        })
        .collect();
    let sheets = names.iter().filter(|name| name.starts_with("xl/worksheets/sheet"));
    sheets
        .map(|name| {
            let sheet = text(name);
            let sheet = roxmltree::Document::parse(&sheet).expect("XML");
            let rows = sheet.descendants().filter(|node| node.tag_name().name() == "row");
            rows.map(|row| {
                let cells = row.children().filter(|node| node.tag_name().name() == "c");
                cells
                    .map(|cell| {
                        let value = cell.children().find(|node| node.tag_name().name() == "v");
                        let value = value.and_then(|node| node.text()).unwrap_or_default();
                        match cell.attribute("t") {
                            Some("s") => shared[value.parse::<usize>().expect("a place")].clone(),
                            _ => value.to_owned(),
                        }
                    })
                    .collect()
            })
            .collect()
        })
        .collect()
}

/// What stands between tags, entities resolved.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    text.replace('\u{a0}', " ").trim().to_owned()
}

fn html_tables(html: &str) -> Vec<Table> {
    let tables = html.split("<table").skip(1).filter_map(|rest| rest.split("</table>").next());
    tables
        .map(|table| {
            let rows = table.split("<tr").skip(1).filter_map(|rest| rest.split("</tr>").next());
            rows.map(|row| {
                let cells = row.replace("<td", "\u{1}<").replace("<th", "\u{1}<");
                cells.split('\u{1}').skip(1).map(plain).collect()
            })
            .collect()
        })
        .collect()
}

/// A line that holds no count but a number.
struct NoCount;

/// A count, nothing where it is hidden, out of the columns of one side.
fn count(cells: &[String]) -> Result<Option<u64>, NoCount> {
    let first = cells.first().ok_or(NoCount)?.replace('.', "");
    if first.contains("skjult") {
        assert!(cells.iter().all(|cell| cell.contains("skjult")), "a share beside a hidden count: {cells:?}");
        return Ok(None);
    }
    if let Some((x, _)) = first.split_once(" af ") {
        return Ok(Some(x.trim().parse().expect("a count")));
    }
    // Apart from a page the count and of how many stand in columns of their own; a number's line has no count.
    let [_, of, _] = cells else { return Err(NoCount) };
    of.trim().parse::<u64>().map_err(|_| NoCount)?;
    first.trim().parse().map(Some).map_err(|_| NoCount)
}

/// Counts of a table by the words its lines begin with; in a file of tables apart (CSV, XLSX) each count takes three
/// columns, on a page two.
pub(crate) fn lines(table: &Table, sides: usize, page: bool) -> BTreeMap<String, Vec<Option<u64>>> {
    let width = if page { 2 } else { 3 };
    let mut found = BTreeMap::new();
    for row in table {
        let Some((name, cells)) = row.split_first() else { continue };
        let of = |side: usize| cells.get(side * width..(side + 1) * width).map_or(Err(NoCount), count);
        if let Ok(counts) = (0..sides).map(of).collect::<Result<Vec<_>, _>>() {
            found.insert(name.replace('\u{a0}', " "), counts);
        }
    }
    found
}
