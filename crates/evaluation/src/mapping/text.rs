//! A mapping as it stands in its TOML file.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingText {
    pub(super) schema: String,
    pub(super) title: String,
    pub(super) synthetic: bool,
    pub(super) data_cut: String,
    pub(super) programme: String,
    #[serde(default)]
    pub(super) occasion: Vec<OccasionText>,
    #[serde(default)]
    pub(super) sites: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) codes: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) file: Vec<FileText>,
    pub(super) table: Vec<TableText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OccasionText {
    pub(super) key: String,
    pub(super) da: String,
    pub(super) en: String,
    pub(super) day: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileText {
    pub(super) name: String,
    pub(super) files: Vec<String>,
    #[serde(default)]
    pub(super) optional: bool,
    #[serde(default)]
    pub(super) columns: BTreeMap<String, ColumnText>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnText {
    #[serde(default)]
    pub(super) optional: bool,
    /// `text`, `date`, `whole`, `item`, `yes_no`, `score`.
    pub(super) kind: Option<String>,
    pub(super) min: Option<i32>,
    pub(super) max: Option<i32>,
    #[serde(default)]
    pub(super) items: Vec<String>,
    pub(super) multiply: Option<i32>,
    #[serde(default)]
    pub(super) yes: Vec<String>,
    #[serde(default)]
    pub(super) no: Vec<String>,
    /// Code of the fault of a value that is not taken.
    pub(super) fault: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableText {
    pub(super) name: String,
    pub(super) from: String,
    #[serde(default)]
    pub(super) only: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) given: Vec<String>,
    #[serde(default)]
    pub(super) columns: BTreeMap<String, CellText>,
    #[serde(default)]
    pub(super) items: BTreeMap<String, CellText>,
    #[serde(default)]
    pub(super) once_per_occasion: bool,
    #[serde(default)]
    pub(super) distinct: bool,
    pub(super) least: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum CellText {
    /// Text with `{column}` and `{column|codes}`.
    Template(String),
    /// Taken from the line of another file.
    Lookup(LookupText),
    /// The codes whose columns say yes.
    Several(SeveralText),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LookupText {
    pub(super) file: String,
    pub(super) by: BTreeMap<String, String>,
    pub(super) take: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeveralText {
    pub(super) several: BTreeMap<String, String>,
}
