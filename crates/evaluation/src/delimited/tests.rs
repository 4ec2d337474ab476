//! What must hold for any delimited file: lines, cells, bytes and dialects.

use proptest::prelude::*;

use super::*;

fn read(bytes: &[u8]) -> Vec<(u64, Vec<String>, Vec<u8>)> {
    let file = Delimited::open("a.csv", bytes).unwrap();
    let mut records = file.records();
    let mut record = Record::default();
    let mut all = Vec::new();
    while records.read(&mut record).unwrap() {
        let cells = record.cells().map(str::to_owned).collect();
        all.push((record.line(), cells, records.raw(&record).to_vec()));
    }
    all
}

#[test]
fn lines_are_counted_over_empty_lines_and_breaks_in_quotes() {
    let rows = read(b"a,b\r\n\r\n1,\"x\ny\"\"z\"\r\n2,\n3,q");
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].0, 3);
    assert_eq!(rows[0].1, ["1", "x\ny\"z"]);
    assert_eq!(rows[1].0, 5);
    assert_eq!(rows[1].1, ["2", ""]);
    assert_eq!(rows[2].2, b"3,q");
}

#[test]
fn headings_and_records_put_together_are_the_file() {
    let bytes: &[u8] = b"\xEF\xBB\xBFa;b\r\n1;\"2\"\r\n3;4";
    let file = Delimited::open("a.csv", bytes).unwrap();
    let mut whole = file.header_bytes().to_vec();
    whole.extend(read(bytes).into_iter().flat_map(|(_, _, raw)| raw));
    assert_eq!(whole, bytes);
    assert_eq!(file.headings().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn the_dialect_is_told_from_the_bytes() {
    let windows = b"k\xF8n;alder\nmand;4\n";
    let file = Delimited::open("a.csv", windows).unwrap();
    assert_eq!(file.dialect().encoding, Encoding::Windows1252);
    assert_eq!(file.heading("køn"), Some(0));
    for (bytes, delimiter) in
        [(&b"a,b;c,d\n"[..], b','), (b"a\tb\n", b'\t'), (b"\"a,b,c\";b\n", b';'), (b"a|b", b'|')]
    {
        assert_eq!(Delimited::open("a.csv", bytes).unwrap().dialect().delimiter, delimiter);
    }
}

#[test]
fn what_cannot_be_read_is_a_fault_with_a_line() {
    let code = |bytes: &[u8]| Delimited::open("a.csv", bytes).unwrap_err()[0].code;
    assert_eq!(code(b""), FaultCode::HeaderMissing);
    assert_eq!(code(b"\n\n"), FaultCode::HeaderMissing);
    assert_eq!(code(b"\xFF\xFEa\0"), FaultCode::Encoding);
    assert_eq!(code(b"a,b,a\n"), FaultCode::ColumnTwice);
    assert_eq!(code(b"\"a\n"), FaultCode::QuoteOpen);
    let file = Delimited::open("a.csv", b"a\n1\n2\n\"3\n4\n").unwrap();
    let mut records = file.records();
    let mut record = Record::default();
    assert_eq!(records.read(&mut record), Ok(true));
    assert_eq!(records.read(&mut record), Ok(true));
    assert_eq!(records.read(&mut record), Err(4));
    let marked = b"\xEF\xBB\xBFa\nx\nk\xF8n\n";
    assert_eq!(Delimited::open("a.csv", marked).unwrap_err()[0].line, Some(3));
}

type Rows = Vec<Result<(u64, Vec<String>), u64>>;

fn all(pieces: Vec<Records<'_>>) -> Rows {
    let mut rows = Rows::new();
    for mut records in pieces {
        let mut record = Record::default();
        loop {
            match records.read(&mut record) {
                Ok(true) => rows.push(Ok((record.line(), record.cells().map(str::to_owned).collect()))),
                Ok(false) => break,
                Err(line) => {
                    rows.push(Err(line));
                    break;
                }
            }
        }
    }
    rows
}

proptest! {
    #[test]
    fn pieces_of_any_size_are_the_records_of_the_file(
        body in prop::collection::vec(prop::sample::select(&b"a1;\"\n\r"[..]), 0..80),
        size in 1usize..40,
    ) {
        let bytes = [b"a;b\n", body.as_slice()].concat();
        let file = Delimited::open_as("a.csv", &bytes, Dialect { delimiter: b';', ..Dialect::PLAIN }).unwrap();
        prop_assert_eq!(all(file.pieces(size)), all(vec![file.records()]));
    }
}
