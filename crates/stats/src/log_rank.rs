//! Log-rank test: do groups differ in the time to an event?
//!
//! Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; Peto & Peto, Journal of the Royal Statistical Society A 135
//! (1972) 185–207. At each time of events the observed ones of a group are held against its share of those at risk. Early
//! differences count more with Fleming and Harrington's weights, survival just before to the power of ρ (*Counting
//! Processes and Survival Analysis*, 1991, 7); ρ = 1 is Peto and Peto's test, as R's `survdiff(rho = 1)`.

use nalgebra::{DMatrix, DVector};

use crate::kaplan_meier::checked;
use crate::{FollowUp, Unestimable, chi_squared_tail};

/// A log-rank test.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRank {
    /// Persons of each group.
    pub n: Vec<u64>,
    /// Events of each group.
    pub observed: Vec<u64>,
    /// Events expected if the groups were alike (weighted).
    pub expected: Vec<f64>,
    /// Covariance of observed − expected (weighted).
    pub covariance: DMatrix<f64>,
    /// The statistic.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub df: u32,
    /// p.
    pub p: f64,
}

struct Table {
    /// Power of survival that weighs each time.
    rho: f64,
    survival: f64,
    at_risk: Vec<f64>,
    observed: DVector<f64>,
    expected: DVector<f64>,
    covariance: DMatrix<f64>,
}

impl Table {
    fn take_in(&mut self, by_group: &[f64]) {
        let y: f64 = self.at_risk.iter().sum();
        let events: f64 = by_group.iter().sum();
        let weight = self.survival.powf(self.rho);
        self.survival *= (y - events) / y;
        let share = DVector::from_iterator(self.at_risk.len(), self.at_risk.iter().map(|n| n / y));
        self.observed += DVector::from_column_slice(by_group) * weight;
        self.expected += &share * (weight * events);
        if y > 1.0 {
            let scale = weight * weight * events * (y - events) / (y - 1.0);
            self.covariance += (DMatrix::from_diagonal(&share) - &share * share.transpose()) * scale;
        }
    }
}

/// The test over all persons of each group.
///
/// # Errors
/// [`Unestimable::Empty`] with fewer than two groups of persons; [`Unestimable::BadInput`] for a time that is negative
/// or no number; [`Unestimable::NoSpread`] when no event tells the groups apart.
pub fn log_rank(groups: &[Vec<FollowUp>]) -> Result<LogRank, Unestimable> {
    weighted_log_rank(groups, 0.0)
}

/// The test with weights: `rho` is the power of survival, 0 or more. Expected and covariance of the
/// result are weighted.
///
/// # Errors
/// As [`log_rank`]; [`Unestimable::BadInput`] for a rho that is negative or no number.
pub fn weighted_log_rank(groups: &[Vec<FollowUp>], rho: f64) -> Result<LogRank, Unestimable> {
    if !(rho >= 0.0 && rho.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let mut all: Vec<(usize, FollowUp)> = Vec::new();
    for (group, persons) in groups.iter().enumerate() {
        for person in persons {
            checked(person.time)?;
            all.push((group, *person));
        }
    }
    if groups.iter().filter(|group| !group.is_empty()).count() < 2 {
        return Err(Unestimable::Empty);
    }
    all.sort_unstable_by(|(_, a), (_, b)| a.time.total_cmp(&b.time));
    let size = groups.len();
    let mut table = Table {
        rho,
        survival: 1.0,
        observed: DVector::zeros(size),
        at_risk: groups.iter().map(|group| group.len() as f64).collect(),
        expected: DVector::zeros(size),
        covariance: DMatrix::zeros(size, size),
    };
    for tied in all.chunk_by(|(_, a), (_, b)| a.time.total_cmp(&b.time).is_eq()) {
        let mut events = vec![0.0; size];
        for (group, _) in tied.iter().filter(|(_, person)| person.event) {
            events.iter_mut().skip(*group).take(1).for_each(|n| *n += 1.0);
        }
        if events.iter().any(|n| *n > 0.0) {
            table.take_in(&events);
        }
        for (group, _) in tied {
            if let Some(n) = table.at_risk.get_mut(*group) {
                *n -= 1.0;
            }
        }
    }
    let events = |group: &Vec<FollowUp>| group.iter().filter(|person| person.event).count() as u64;
    let observed: Vec<u64> = groups.iter().map(events).collect();
    let excess = &table.observed - &table.expected;
    let (chi_squared, df) = statistic(&excess, &table.covariance)?;
    let n = groups.iter().map(|group| group.len() as u64).collect();
    let (expected, covariance) = (table.expected.iter().copied().collect(), table.covariance);
    Ok(LogRank { n, observed, expected, covariance, chi_squared, df, p: chi_squared_tail(chi_squared, df)? })
}

/// Quadratic form in the groups that events tell apart, one of them left out.
fn statistic(excess: &DVector<f64>, covariance: &DMatrix<f64>) -> Result<(f64, u32), Unestimable> {
    let varying = covariance.diagonal();
    let mut kept: Vec<usize> =
        varying.iter().enumerate().filter(|(_, v)| **v > 1e-12).map(|(k, _)| k).collect();
    kept.pop();
    let df = u32::try_from(kept.len()).map_err(|_| Unestimable::BadInput)?;
    if df == 0 {
        return Err(Unestimable::NoSpread);
    }
    let inner = covariance.select_rows(&kept).select_columns(&kept);
    let excess = excess.select_rows(&kept);
    let solved = inner.cholesky().ok_or(Unestimable::NoSpread)?.solve(&excess);
    Ok((excess.dot(&solved), df))
}
