//! Log-rank test: do groups differ in the time to an event?
//!
//! Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; Peto & Peto, Journal of the Royal Statistical Society A 135
//! (1972) 185–207. At each time of events the observed ones of a group are held against its share of those at risk.

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
    /// Events expected if the groups were alike.
    pub expected: Vec<f64>,
    /// Covariance of observed − expected.
    pub covariance: DMatrix<f64>,
    /// The statistic.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub df: u32,
    /// p.
    pub p: f64,
}

struct Table {
    at_risk: Vec<f64>,
    expected: DVector<f64>,
    covariance: DMatrix<f64>,
}

impl Table {
    fn take_in(&mut self, events: f64) {
        let y: f64 = self.at_risk.iter().sum();
        let share = DVector::from_iterator(self.at_risk.len(), self.at_risk.iter().map(|n| n / y));
        self.expected += &share * events;
        if y > 1.0 {
            let scale = events * (y - events) / (y - 1.0);
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
        at_risk: groups.iter().map(|group| group.len() as f64).collect(),
        expected: DVector::zeros(size),
        covariance: DMatrix::zeros(size, size),
    };
    for tied in all.chunk_by(|(_, a), (_, b)| a.time.total_cmp(&b.time).is_eq()) {
        let events = tied.iter().filter(|(_, person)| person.event).count();
        if events > 0 {
            table.take_in(events as f64);
        }
        for (group, _) in tied {
            if let Some(n) = table.at_risk.get_mut(*group) {
                *n -= 1.0;
            }
        }
    }
    let events = |group: &Vec<FollowUp>| group.iter().filter(|person| person.event).count() as u64;
    let observed: Vec<u64> = groups.iter().map(events).collect();
    let excess =
        DVector::from_iterator(size, observed.iter().zip(table.expected.iter()).map(|(o, e)| *o as f64 - e));
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
