//! Numbers over calendar time, with the limits of their usual variation.

use serde::{Deserialize, Serialize};

use super::Interval;

/// A number in each quarter of a year, with the limits of its usual variation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// `not_held`: contacts that did not take place, of all; `start_score`: the primary score at the first occasion, by the
    /// day the course began.
    pub key: String,
    /// The measure of a score; absent for contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// `p` for shares with limits of three standard deviations, `xmr` for means with limits by the moving range.
    pub kind: String,
    /// All quarters from the first to the last, none left out.
    pub points: Vec<SeriesPoint>,
    /// Mean of the points that are used.
    pub centre: f64,
    /// Mean moving range; only of `xmr`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_range: Option<f64>,
    /// Longest run of points on one side of the centre.
    pub longest_run: u64,
    /// A longer one is a signal (Anhøj).
    pub longest_run_limit: u64,
    /// How often neighbouring points lie on both sides of the centre.
    pub crossings: u64,
    /// Fewer are a signal (Anhøj).
    pub crossings_limit: u64,
    /// Points outside the limits.
    pub outside: u64,
}

/// A quarter of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// Year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: u8,
    /// Contacts, or persons measured.
    pub n: u64,
    /// How many of them, for a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<u64>,
    /// Share or mean; null where there are too few for a point.
    pub value: Option<f64>,
    /// Limits of the usual variation at this point; null where there is no point.
    pub limits: Option<Interval>,
    /// Whether the point lies outside them.
    pub outside: bool,
}
