//! Estimators, intervals and tests: numbers in, numbers out. No word of the field, no file, no clock, no text.
//!
//! One estimator to a file; each names the source of its formula. What cannot be estimated is a [`Unestimable`]
//! reason, never NaN. Counts are `u64` and far below 2⁵³, so that they are exact as `f64`.
#![expect(clippy::cast_precision_loss, reason = "counts of persons and records stay far below 2^53")]

mod block;
mod counts;
mod covariance;
mod deviance;
mod estimate;
mod gee;
mod holm;
mod interval;
mod least_squares;
mod logistic;
mod logistic_profile;
mod mcnemar;
mod mixed;
mod mixed_terms;
mod moments;
mod newcombe;
mod newton;
mod normal;
mod paired_t;
mod ratio;
mod reason;
mod repeated;
mod special;
mod standardised;
mod student;
mod total;
mod unfitted;
mod welch;
mod wilson;

pub use block::{Block, Term, blocks_of};
pub use counts::{Counts, quantile_of_sorted};
pub use covariance::Covariance;
pub use estimate::{Estimate, normal_two_sided};
pub use gee::{Cluster, Correction, Denominator, Family, GeeFit, Working, fit_gee};
pub use holm::holm;
pub use interval::{Interval, mean_interval};
pub use logistic::{Logistic, LogisticFit, Trials};
pub use mcnemar::{McNemar, mcnemar_exact};
pub use mixed::{Likelihood, MixedFit, fit_mixed};
pub use mixed_terms::DegreesOfFreedom;
pub use moments::{Moments, PairMoments};
pub use newcombe::newcombe_paired;
pub use normal::normal_quantile;
pub use paired_t::{PairedT, paired_t};
pub use ratio::{Ratio, ratio_of_sums};
pub use reason::Unestimable;
pub use repeated::{Cell, CellKey, MOST_OCCASIONS, RepeatedMoments};
pub use standardised::{standardised_difference_of_means, standardised_difference_of_shares};
pub use student::{t_quantile_two_sided, t_two_sided};
pub use unfitted::Unfitted;
pub use welch::{Welch, welch};
pub use wilson::wilson;

/// The confidence level used throughout unless a caller says otherwise.
pub const LEVEL_95: f64 = 0.95;
