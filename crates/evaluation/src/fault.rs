//! What is wrong with an input: one [`Fault`] for each place where it is wrong, with file, line, column, a stable
//! code and the figures of its sentence. No sentence stands here: `locale` has one (what) and a second (how to mend)
//! for each code, in both languages. A fault never carries the value of a cell that looks like a CPR number.

use std::collections::BTreeMap;

use serde::Serialize;

macro_rules! fault_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal / $key:literal),* $(,)?) => {
        /// The stable code of a fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[non_exhaustive]
        pub enum FaultCode { $($(#[$doc])* #[serde(rename = $code)] $variant),* }

        impl FaultCode {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The code as it stands in JSON and in mapping files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
            /// The catalogue key of what is wrong; with `-remedy` added, of how to mend it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }
            /// The fault with this code.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

fault_codes! {
    /// A file or folder that should be there is not. Parameters: `file`.
    FileMissing = "FILE_MISSING" / "fault-file-missing",
    /// A file is there and cannot be read. Parameters: `reason`.
    FileUnreadable = "FILE_UNREADABLE" / "fault-file-unreadable",
    /// Several files answer to one pattern. Parameters: `pattern`, `files`.
    FileAmbiguous = "FILE_AMBIGUOUS" / "fault-file-ambiguous",
    /// The bytes are not text in the encoding they should be in. Parameters: `encoding`.
    Encoding = "ENCODING" / "fault-encoding",
    /// A quotation mark is opened and never closed.
    QuoteOpen = "QUOTE_OPEN" / "fault-quote-open",
    /// A line that goes on and on. Parameters: `most` (MiB).
    RecordLong = "RECORD_LONG" / "fault-record-long",
    /// A file without a line of headings.
    HeaderMissing = "HEADER_MISSING" / "fault-header-missing",
    /// A heading that should be there is not. Parameters: `name`.
    ColumnMissing = "COLUMN_MISSING" / "fault-column-missing",
    /// A heading stands twice. Parameters: `name`.
    ColumnTwice = "COLUMN_TWICE" / "fault-column-twice",
    /// A column whose values are of a type that is not read here. Parameters: `name`, `found`.
    ColumnType = "COLUMN_TYPE" / "fault-column-type",
    /// A heading that is not known here. Parameters: `name`, `known`.
    ColumnUnknown = "COLUMN_UNKNOWN" / "fault-column-unknown",
    /// A line has more or fewer cells than there are headings. Parameters: `found`, `expected`.
    CellCount = "CELL_COUNT" / "fault-cell-count",
    /// A TOML file that cannot be read as TOML. Parameters: `reason`.
    TomlSyntax = "TOML_SYNTAX" / "fault-toml-syntax",
    /// A key that is not known in a TOML file. Parameters: `name`, `known`.
    KeyUnknown = "KEY_UNKNOWN" / "fault-key-unknown",
    /// A key that must be there is not. Parameters: `name`.
    KeyMissing = "KEY_MISSING" / "fault-key-missing",
    /// A key whose value does not fit. Parameters: `name`, `value`, `expected`.
    KeyInvalid = "KEY_INVALID" / "fault-key-invalid",
    /// A name in a study or mapping that points to nothing. Parameters: `name`, `known`.
    NameUnknown = "NAME_UNKNOWN" / "fault-name-unknown",
    /// A cell that must be filled is empty.
    ValueMissing = "VALUE_MISSING" / "fault-value-missing",
    /// A value that is not one of the known ones. Parameters: `value`, `known`.
    ValueUnknown = "VALUE_UNKNOWN" / "fault-value-unknown",
    /// Not an id: letters, digits, dot, dash and underscore. Parameters: `value`.
    IdInvalid = "ID_INVALID" / "fault-id-invalid",
    /// An empty id.
    IdMissing = "ID_MISSING" / "fault-id-missing",
    /// Not a code: small letters, digits, dash and underscore. Parameters: `value`.
    CodeInvalid = "CODE_INVALID" / "fault-code-invalid",
    /// Text in a number field. Parameters: `value`.
    NumberInvalid = "NUMBER_INVALID" / "fault-number-invalid",
    /// A number outside its range. Parameters: `value`, `min`, `max`.
    NumberRange = "NUMBER_RANGE" / "fault-number-range",
    /// A decimal where a whole number is asked for. Parameters: `value`.
    NumberNotInteger = "NUMBER_NOT_INTEGER" / "fault-number-not-integer",
    /// Text where an answer in numbers is asked for. Parameters: `value`.
    ItemText = "ITEM_TEXT" / "fault-item-text",
    /// An answer outside the item's range. Parameters: `value`, `min`, `max`.
    ItemRange = "ITEM_RANGE" / "fault-item-range",
    /// A decimal where the item has whole answers. Parameters: `value`.
    ItemNotInteger = "ITEM_NOT_INTEGER" / "fault-item-not-integer",
    /// The stated score is not what the answers give. Parameters: `stated`, `computed`.
    SumMismatch = "SUM_MISMATCH" / "fault-sum-mismatch",
    /// An unknown kind of measurement. Parameters: `value`, `known`.
    KindUnknown = "KIND_UNKNOWN" / "fault-kind-unknown",
    /// Neither yes nor no about payment. Parameters: `value`, `known`.
    PaidInvalid = "PAID_INVALID" / "fault-paid-invalid",
    /// Not a date, or no such day. Parameters: `value`.
    DateInvalid = "DATE_INVALID" / "fault-date-invalid",
    /// A date after the data were cut. Parameters: `value`, `limit`.
    DateFuture = "DATE_FUTURE" / "fault-date-future",
    /// A date before the course's first contact. Parameters: `value`, `limit`.
    DateBeforeStart = "DATE_BEFORE_START" / "fault-date-before-start",
    /// Two dates of one row in the wrong order. Parameters: `value`, `other`, `limit`.
    DateOrder = "DATE_ORDER" / "fault-date-order",
    /// Not a time of day. Parameters: `value`.
    TimeInvalid = "TIME_INVALID" / "fault-time-invalid",
    /// No such course. Parameters: `value`.
    CourseUnknown = "COURSE_UNKNOWN" / "fault-course-unknown",
    /// A reference to a row that is not there. Parameters: `value`, `table`.
    ReferenceUnknown = "REFERENCE_UNKNOWN" / "fault-reference-unknown",
    /// A row that belongs to a row left out. Parameters: `value`, `table`.
    ReferenceSkipped = "REFERENCE_SKIPPED" / "fault-reference-skipped",
    /// Something that looks like a CPR number; its value is not repeated anywhere.
    CprInField = "CPR_IN_FIELD" / "fault-cpr-in-field",
    /// The same id twice. Parameters: `value`, `first` (line of the first).
    Duplicate = "DUPLICATE" / "fault-duplicate",
    /// A second measurement of the same kind in one course. Parameters: `value`, `first`.
    DuplicateKind = "DUPLICATE_KIND" / "fault-duplicate-kind",
    /// The record holds something else under this id. Parameters: `value`.
    AlreadyRecorded = "ALREADY_RECORDED" / "fault-already-recorded",
    /// A closed course that has a part only a running one may have, or the reverse. Parameters: `other`.
    StateContradiction = "STATE_CONTRADICTION" / "fault-state-contradiction",
    /// A package of a form this program does not know. Parameters: `value`, `expected`.
    SchemaUnknown = "SCHEMA_UNKNOWN" / "fault-schema-unknown",
    /// A table is not what its list of contents says. Parameters: `stated`, `found`.
    TableChanged = "TABLE_CHANGED" / "fault-table-changed",
    /// A characteristic with more different answers than a table has lines. Parameters: `name`, `most`.
    LevelsMany = "LEVELS_MANY" / "fault-levels-many",
    /// More different values than there is memory for. Parameters: `name`, `most` (MiB).
    ValuesMany = "VALUES_MANY" / "fault-values-many",
    /// Further faults that are not told one by one. Parameters: `count`.
    MoreFaults = "MORE_FAULTS" / "fault-more-faults",
}

/// One fault at one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// File as the caller named it; empty when the call itself is wrong.
    pub file: String,
    /// Line in it, from 1.
    pub line: Option<u64>,
    /// Heading of the column, or key in a TOML file.
    pub column: Option<String>,
    /// What is wrong.
    pub code: FaultCode,
    /// What the sentence fills in.
    pub parameters: BTreeMap<&'static str, String>,
}

impl Fault {
    /// A fault of a file as a whole.
    pub fn new(file: impl Into<String>, code: FaultCode) -> Self {
        Self { file: file.into(), line: None, column: None, code, parameters: BTreeMap::new() }
    }
    /// A file, shown by this name, that is not there or cannot be read.
    pub fn unread(name: impl Into<String>, file: impl std::fmt::Display, error: &std::io::Error) -> Self {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => FaultCode::FileMissing,
            _ => FaultCode::FileUnreadable,
        };
        Self::new(name, code).with("file", file).with("reason", error)
    }
    /// The same at a line, from 1.
    #[must_use]
    pub fn at(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }
    /// The same in a column or key.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
    /// The same with a parameter of its sentence.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers give numbers, dates and texts alike")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.insert(name, value.to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_has_its_own_key() {
        let mut keys = std::collections::BTreeSet::new();
        for &code in FaultCode::ALL {
            assert_eq!(FaultCode::parse(code.code()), Some(code));
            assert!(keys.insert(code.key()));
            assert_eq!(code.key(), format!("fault-{}", code.code().to_lowercase().replace('_', "-")));
        }
    }

    #[test]
    fn faults_sort_by_file_and_line() {
        let a = Fault::new("a.csv", FaultCode::ItemText).at(10).column("x").with("value", "hej");
        let b = Fault::new("a.csv", FaultCode::Duplicate).at(9);
        assert!(b < a);
    }
}
