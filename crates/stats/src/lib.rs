//! Estimators, intervals and tests: numbers in, numbers out. No word of the field, no file, no clock, no text.
//!
//! One estimator to a file; each names the source of its formula. What cannot be estimated is a [`Unestimable`]
//! reason, never NaN. Counts are `u64` and far below 2⁵³, so that they are exact as `f64`.
#![expect(clippy::cast_precision_loss, reason = "counts of persons and records stay far below 2^53")]

mod aalen_johansen;
mod benjamini_hochberg;
mod block;
mod bounds;
mod chi_squared;
mod clopper_pearson;
mod counts;
mod covariance;
mod cox;
mod delta;
mod deviance;
mod effect;
mod estimate;
mod gee;
mod holm;
mod interval;
mod inverse_probability;
mod kaplan_meier;
mod least_squares;
mod log_rank;
mod logistic;
mod logistic_profile;
mod mcnemar;
mod mixed;
mod mixed_terms;
mod moments;
mod newcombe;
mod newton;
mod noncentral_t;
mod normal;
mod paired_t;
mod ratio;
mod reason;
mod reliability;
mod repeated;
mod root;
mod rubin;
mod signed_rank;
mod special;
mod standardised;
mod student;
mod total;
mod unfitted;
mod welch;
mod wilson;

pub use aalen_johansen::{AalenJohansen, Competing};
pub use benjamini_hochberg::benjamini_hochberg;
pub use block::{Block, Term, blocks_of};
pub use bounds::{Bounds, change_bounds, share_bounds};
pub use chi_squared::chi_squared_tail;
pub use clopper_pearson::clopper_pearson;
pub use counts::{Counts, quantile_of_sorted};
pub use covariance::Covariance;
pub use cox::{CoxFit, Ties, fit_cox};
pub use delta::DeltaModel;
pub use effect::{PairedEffect, hedges_factor, paired_effect};
pub use estimate::Estimate;
pub use gee::{Cluster, Correction, Denominator, Family, GeeFit, Working, fit_gee};
pub use holm::holm;
pub use interval::{Interval, mean_interval};
pub use inverse_probability::{Weights, inverse_probability_weights, weighted_mean};
pub use kaplan_meier::{FollowUp, KaplanMeier, SurvivalScale, SurvivalStep};
pub use log_rank::{LogRank, log_rank};
pub use logistic::{Logistic, LogisticFit, Trials};
pub use mcnemar::{McNemar, McNemarForms, mcnemar_exact, mcnemar_forms};
pub use mixed::{Likelihood, MixedFit, fit_mixed};
pub use mixed_terms::DegreesOfFreedom;
pub use moments::{Moments, PairMoments};
pub use newcombe::newcombe_paired;
pub use normal::{normal_quantile, normal_two_sided};
pub use paired_t::{PairedT, paired_t};
pub use ratio::{Ratio, ratio_of_sums};
pub use reason::Unestimable;
pub use reliability::{ChangeGroup, ChangeRule, Items, reliable_change, weighted_cut_off};
pub use repeated::{Cell, CellKey, MOST_OCCASIONS, RepeatedMoments};
pub use rubin::{Pooled, pool};
pub use signed_rank::{MOST_EXACT, SignedRank, Zeros, signed_rank, signed_rank_of_counts};
pub use standardised::{standardised_difference_of_means, standardised_difference_of_shares};
pub use student::{t_quantile_two_sided, t_two_sided};
pub use unfitted::Unfitted;
pub use welch::{Welch, welch};
pub use wilson::wilson;

/// The confidence level used throughout unless a caller says otherwise.
pub const LEVEL_95: f64 = 0.95;
