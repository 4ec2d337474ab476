//! The sentences S1–S12 and the limits: each is chosen by rule from the findings and says no more than they do.
//! A sentence is a pure function of numbers and words; where nothing can be said it gives nothing.

mod change;
mod contacts;
mod fidelity;
mod first;
mod groups;
mod limits;
mod missing;
mod periods;
mod shares;
mod sure;

pub(crate) use change::{areas, family_progress, individual, what_changed};
pub(crate) use contacts::contacts;
pub(crate) use fidelity::{fidelity, little_met, not_assessable};
pub(crate) use first::{Asked, asked, is_asked_hidden, period, started, unknown};
pub(crate) use groups::{early_change, left_in_phase, start_of_leavers, subgroup};
pub(crate) use limits::{limits, no_comparison};
pub(crate) use missing::{early_end, missing_alike, model, tipping};
pub(crate) use periods::{
    began as period_began, difference as between_periods, leaving as leaving_by_period,
    limits as limits_of_periods, more_left,
};
pub(crate) use shares::{payment, risk_zone};
pub(crate) use sure::checks;

/// Counts below this are small: said as "nearly all" of the other side.
pub(crate) const SMALL: u64 = 5;
/// Fewest pairs for a sentence on a mean.
pub(crate) const FEWEST_FOR_MEAN: u64 = 20;
/// Fewest pairs for a sentence on a share.
pub(crate) const FEWEST_FOR_SHARE: u64 = 30;
/// Fewest persons for a percentage.
pub(crate) const FEWEST_FOR_PERCENT: u64 = 10;

#[cfg(test)]
mod tests;
