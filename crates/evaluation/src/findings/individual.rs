//! Who changed how much, one person at a time.

use serde::{Deserialize, Serialize};

use super::{Interval, Share};

/// Who changed how much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Individual {
    /// Persons with both occasions.
    pub n: u64,
    /// Zones from the largest fall to the largest rise.
    pub zones: Vec<Zone>,
    /// Lowest and highest score of the bands, lowest band first (WHO-5: 0–32, 36–48, 52–100).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Interval>,
    /// Band at the first occasion (row) × band at the second (column), in the order of [`Individual::bands`].
    pub from_band_to_band: Vec<Vec<u64>>,
    /// The four groups of Jacobson and Truax, for a score with a reliable change and a cut-off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jacobson_truax: Option<JacobsonTruax>,
}

/// The four groups of Jacobson and Truax.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JacobsonTruax {
    /// A change larger than this is reliable.
    pub reliable: f64,
    /// Values above it are on the better side.
    pub cut_off: f64,
    /// Reliably better and across the cut-off.
    pub recovered: Share,
    /// Reliably better, not across.
    pub improved: Share,
    /// No reliable change.
    pub unchanged: Share,
    /// Reliably worse.
    pub deteriorated: Share,
}

/// A zone of change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// `fell_reliable`, `fell_relevant`, `unchanged`, `rose_relevant`, `rose_reliable`; `fell`, `rose`: both joined.
    pub key: String,
    /// Smallest difference possible in the zone; absent when open downward.
    pub from: Option<f64>,
    /// Largest difference possible in the zone; absent when open upward.
    pub to: Option<f64>,
    /// Share of the pairs.
    pub share: Share,
}
