//! Values of every type as the text they would have in a delimited file; what is not read is told with its column.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use super::*;

/// A file with one column of this type, whose every second value is missing.
fn file<T: DataType>(column: &str, values: &[T::T]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let schema = Arc::new(parse_message_type(&format!("message m {{ optional {column}; }}")).unwrap());
    let mut writer = SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut own = group.next_column().unwrap().unwrap();
    let levels: Vec<i16> = values.iter().flat_map(|_| [1, 0]).collect();
    own.typed::<T>().write_batch(values, Some(&levels), None).unwrap();
    own.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    file
}

fn texts(file: &tempfile::NamedTempFile) -> Result<Vec<String>, Fault> {
    let columnar = Columnar::open("f.parquet", file.path()).map_err(|faults| faults[0].clone())?;
    if let Some(fault) = columnar.unread(0) {
        return Err(fault);
    }
    let mut found = Vec::new();
    for group in 0..columnar.groups() {
        columnar.read(group, &[0], &mut |record| found.push(record.cell(0).unwrap().to_owned()))?;
    }
    assert!(found.iter().skip(1).step_by(2).all(String::is_empty));
    Ok(found.into_iter().step_by(2).collect())
}

#[track_caller]
fn written<T: DataType>(column: &str, values: &[T::T], expected: &[&str]) {
    assert_eq!(texts(&file::<T>(column, values)).unwrap(), expected, "{column}");
}

#[test]
fn every_type_of_a_column_has_the_text_it_has_in_a_delimited_file() {
    written::<BoolType>("BOOLEAN c", &[true, false], &["true", "false"]);
    written::<Int32Type>("INT32 c", &[7, -12, i32::MIN], &["7", "-12", "-2147483648"]);
    written::<Int32Type>("INT32 c (INTEGER(8,true))", &[-5], &["-5"]);
    written::<Int32Type>("INT32 c (INTEGER(32,false))", &[-1], &["4294967295"]);
    written::<Int64Type>("INT64 c (INTEGER(64,false))", &[-1], &["18446744073709551615"]);
    written::<Int64Type>("INT64 c (UINT_64)", &[-1], &["18446744073709551615"]);
    written::<Int64Type>("INT64 c", &[i64::MAX], &["9223372036854775807"]);
    written::<FloatType>("FLOAT c", &[0.1, 7.0, f32::NAN], &["0.1", "7", "NaN"]);
    let third = 1.0 / 3.0;
    written::<DoubleType>(
        "DOUBLE c",
        &[0.1, third, -2.5, 1e300],
        &["0.1", "0.3333333333333333", "-2.5", "1e300"],
    );
    written::<Int32Type>("INT32 c (DECIMAL(9,2))", &[1250, -5, 0], &["12.50", "-0.05", "0.00"]);
    written::<Int64Type>("INT64 c (DECIMAL(18,0))", &[-7], &["-7"]);
    let bytes = |bytes: &[u8]| ByteArray::from(bytes.to_vec());
    let fixed = |own: &[u8]| FixedLenByteArray::from(bytes(own));
    let decimal = "FIXED_LEN_BYTE_ARRAY(3) c (DECIMAL(6,1))";
    written::<FixedLenByteArrayType>(
        decimal,
        &[fixed(&[0, 1, 0]), fixed(&[255, 255, 255])],
        &["25.6", "-0.1"],
    );
    written::<ByteArrayType>("BYTE_ARRAY c (DECIMAL(6,1))", &[bytes(&[0, 255])], &["25.5"]);
    written::<FixedLenByteArrayType>("FIXED_LEN_BYTE_ARRAY(2) c (FLOAT16)", &[fixed(&[0, 0x3e])], &["1.5"]);
    let id: Vec<u8> = (0..16).collect();
    let text = "00010203-0405-0607-0809-0a0b0c0d0e0f";
    written::<FixedLenByteArrayType>("FIXED_LEN_BYTE_ARRAY(16) c (UUID)", &[fixed(&id)], &[text]);
    written::<ByteArrayType>("BYTE_ARRAY c (STRING)", &[bytes("Ærø".as_bytes())], &["Ærø"]);
    written::<ByteArrayType>("BYTE_ARRAY c (ENUM)", &[bytes(b"a")], &["a"]);
    written::<ByteArrayType>("BYTE_ARRAY c", &[bytes(b"12")], &["12"]);
    written::<Int32Type>("INT32 c (DATE)", &[0, 20_000, -1], &["1970-01-01", "2024-10-04", "1969-12-31"]);
    written::<Int32Type>("INT32 c (TIME(MILLIS,true))", &[3_661_500], &["01:01:01.5"]);
    written::<Int64Type>("INT64 c (TIME(NANOS,true))", &[1_000_000_000], &["00:00:01"]);
    written::<Int64Type>("INT64 c (TIMESTAMP(MILLIS,true))", &[0], &["1970-01-01T00:00:00Z"]);
    written::<Int64Type>("INT64 c (TIMESTAMP(MICROS,false))", &[1_500_000], &["1970-01-01T00:00:01.5"]);
    let mut day = Int96::new();
    day.set_data(5, 0, 2_440_589);
    written::<Int96Type>("INT96 c", &[day], &["1970-01-02T00:00:00.000000005"]);
}

#[test]
fn what_is_no_value_of_its_type_is_told_at_its_row_and_column() {
    let bytes = ByteArray::from(vec![0xE6]);
    let found =
        texts(&file::<ByteArrayType>("BYTE_ARRAY c (STRING)", &[ByteArray::from("a"), bytes])).unwrap_err();
    assert_eq!((found.code, found.line, found.column.as_deref()), (FaultCode::Encoding, Some(4), Some("c")));
    let found = texts(&file::<Int32Type>("INT32 c (DATE)", &[i32::MAX])).unwrap_err();
    assert_eq!((found.code, found.line), (FaultCode::DateInvalid, Some(2)));
    assert_eq!(found.parameters["value"], i32::MAX.to_string());
}

#[test]
fn a_type_that_is_not_read_is_told_and_only_where_it_is_asked_for() {
    let interval = FixedLenByteArray::from(ByteArray::from(vec![0; 12]));
    let found = texts(&file::<FixedLenByteArrayType>("FIXED_LEN_BYTE_ARRAY(12) c (INTERVAL)", &[interval]));
    let found = found.unwrap_err();
    assert_eq!((found.code, found.column.as_deref()), (FaultCode::ColumnType, Some("c")));
    assert_eq!(found.parameters["found"], "INTERVAL");
    let schema = "message m { required INT32 a; required group c { required INT32 x; required INT32 y; } }";
    let file = tempfile::NamedTempFile::new().unwrap();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::default()).unwrap().close().unwrap();
    let columnar = Columnar::open("f.parquet", file.path()).unwrap();
    assert_eq!(columnar.headings().collect::<Vec<_>>(), ["a", "c"]);
    assert!(columnar.unread(0).is_none());
    assert_eq!(columnar.unread(1).unwrap().code, FaultCode::ColumnType);
}

#[test]
fn a_file_that_is_none_is_told() {
    let empty = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(empty.path(), "id,month\n1,0\n").unwrap();
    for path in [empty.path(), Path::new("not-there.parquet")] {
        let found = Columnar::open("f.parquet", path).unwrap_err();
        assert_eq!(found[0].code, FaultCode::FileUnreadable);
        assert!(!found[0].parameters["reason"].is_empty());
    }
}

/// A file of 5,000 numbers in pages of all kinds.
fn many(compression: Compression, dictionary: bool) -> (Vec<u8>, Vec<String>) {
    let schema = Arc::new(parse_message_type("message m { required INT64 c; }").unwrap());
    let properties =
        WriterProperties::builder().set_compression(compression).set_dictionary_enabled(dictionary);
    let properties = properties.set_data_page_row_count_limit(700).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    let values: Vec<i64> = (0..5_000).map(|n| n * n % 91).collect();
    for part in values.chunks(2_000) {
        let mut group = writer.next_row_group().unwrap();
        let mut own = group.next_column().unwrap().unwrap();
        own.typed::<Int64Type>().write_batch(part, None, None).unwrap();
        own.close().unwrap();
        group.close().unwrap();
    }
    writer.close().unwrap();
    (bytes, values.iter().map(i64::to_string).collect())
}

fn read(bytes: &[u8]) -> Result<Vec<String>, Vec<Fault>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let columnar = Columnar::open("f.parquet", file.path())?;
    let mut found = Vec::new();
    for group in 0..columnar.groups() {
        let row = &mut |record: &Record| found.push(record.cell(0).unwrap_or_default().to_owned());
        columnar.read(group, &[0], row).map_err(|fault| vec![fault])?;
    }
    Ok(found)
}

#[test]
fn every_compression_reads_alike_with_a_dictionary_and_without() {
    use parquet::basic::{BrotliLevel, GzipLevel, ZstdLevel};
    let kinds = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for compression in kinds {
        for dictionary in [true, false] {
            let (bytes, expected) = many(compression, dictionary);
            assert_eq!(read(&bytes).unwrap(), expected, "{compression}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_damaged_file_is_a_fault_or_other_values_and_never_the_end(at in 0.0f64..1.0, byte in 0u8.., short in any::<bool>()) {
        let (mut bytes, _) = many(Compression::SNAPPY, true);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short file")]
        let at = (at * bytes.len() as f64) as usize;
        if short {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        if let Err(faults) = read(&bytes) {
            prop_assert!(!faults.is_empty());
        }
    }
}
