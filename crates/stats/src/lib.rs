//! Estimators, intervals and tests: numbers in, numbers out. No word of the field, no file, no clock, no text.
//!
//! One estimator to a file; each names the source of its formula. What cannot be estimated is a [`Unestimable`]
//! reason, never NaN. Counts are `u64` and far below 2⁵³, so that they are exact as `f64`.
#![expect(clippy::cast_precision_loss, reason = "counts of persons and records stay far below 2^53")]

mod counts;
mod holm;
mod interval;
mod mcnemar;
mod moments;
mod newcombe;
mod normal;
mod paired_t;
mod ratio;
mod reason;
mod special;
mod standardised;
mod student;
mod total;
mod welch;
mod wilson;

pub use counts::{Counts, quantile_of_sorted};
pub use holm::holm;
pub use interval::{Interval, mean_interval};
pub use mcnemar::{McNemar, mcnemar_exact};
pub use moments::{Moments, PairMoments};
pub use newcombe::newcombe_paired;
pub use normal::normal_quantile;
pub use paired_t::{PairedT, paired_t};
pub use ratio::{Ratio, ratio_of_sums};
pub use reason::Unestimable;
pub use standardised::{standardised_difference_of_means, standardised_difference_of_shares};
pub use student::{t_quantile_two_sided, t_two_sided};
pub use welch::{Welch, welch};
pub use wilson::wilson;

/// The confidence level used throughout unless a caller says otherwise.
pub const LEVEL_95: f64 = 0.95;
