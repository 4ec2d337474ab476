//! Proportional hazards: how columns multiply the chance of an event at any time.
//!
//! Cox, Journal of the Royal Statistical Society B 34 (1972) 187–220. Tied events after Efron, Journal of the American
//! Statistical Association 72 (1977) 557–565, or Breslow, Biometrics 30 (1974) 89–99. Newton's method on the partial
//! likelihood; columns are centred and scaled first.

use nalgebra::{DMatrix, DVector};

use crate::kaplan_meier::checked;
use crate::newton::eigen_of;
use crate::{Estimate, FollowUp, Unfitted};

/// How tied events are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// As if they came one after the other, on average over all orders.
    Efron,
    /// Each against all who were at risk.
    Breslow,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct CoxFit {
    /// The coefficients (logarithms of hazard ratios), in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Their covariance matrix.
    pub covariance: DMatrix<f64>,
    /// Logarithm of the partial likelihood without any column.
    pub null_log_likelihood: f64,
    /// And with them.
    pub log_likelihood: f64,
    /// Persons.
    pub n: usize,
    /// Events.
    pub events: usize,
}

struct Sorted {
    /// Latest first.
    follow_up: Vec<FollowUp>,
    /// Columns of each person, by rows.
    columns: Vec<f64>,
    ties: Ties,
    width: usize,
}

struct At {
    log_likelihood: f64,
    score: DVector<f64>,
    information: DMatrix<f64>,
}

/// Sums over persons of weight, weight × columns, weight × products (lower triangle by rows).
#[derive(Clone)]
struct Sums {
    weight: f64,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Sums {
    fn new(width: usize) -> Self {
        Self { weight: 0.0, first: vec![0.0; width], second: vec![0.0; width * (width + 1) / 2] }
    }

    fn clear(&mut self) {
        self.weight = 0.0;
        self.first.fill(0.0);
        self.second.fill(0.0);
    }

    fn add(&mut self, weight: f64, x: &[f64]) {
        self.weight += weight;
        let mut second = self.second.iter_mut();
        for (j, (first, a)) in self.first.iter_mut().zip(x).enumerate() {
            *first += weight * a;
            for (b, own) in x.iter().take(j + 1).zip(second.by_ref()) {
                *own += weight * a * b;
            }
        }
    }
}

impl Sorted {
    fn at(&self, beta: &DVector<f64>) -> At {
        let mut at = At {
            log_likelihood: 0.0,
            score: DVector::zeros(self.width),
            information: DMatrix::zeros(self.width, self.width),
        };
        let (mut risk, mut failing) = (Sums::new(self.width), Sums::new(self.width));
        let mut mean = vec![0.0; self.width];
        let mut rows = self.columns.chunks_exact(self.width);
        for tied in self.follow_up.chunk_by(|a, b| a.time.total_cmp(&b.time).is_eq()) {
            failing.clear();
            let mut count = 0u32;
            for (person, x) in tied.iter().zip(rows.by_ref()) {
                let eta: f64 = beta.iter().zip(x).map(|(b, x)| b * x).sum();
                let weight = eta.exp();
                risk.add(weight, x);
                if person.event {
                    failing.add(weight, x);
                    at.log_likelihood += eta;
                    at.score.iter_mut().zip(x).for_each(|(score, x)| *score += x);
                    count += 1;
                }
            }
            for k in 0..count {
                let share = if self.ties == Ties::Efron { f64::from(k) / f64::from(count) } else { 0.0 };
                at.take_in(&risk, &failing, share, &mut mean);
            }
        }
        at.information.fill_upper_triangle_with_lower_triangle();
        at
    }
}

impl At {
    /// One event among those at risk, less a share of those who fail at the same time.
    fn take_in(&mut self, risk: &Sums, failing: &Sums, share: f64, mean: &mut [f64]) {
        let weight = risk.weight - share * failing.weight;
        self.log_likelihood -= weight.ln();
        let sums = risk.first.iter().zip(&failing.first);
        for ((mean, score), (all, fails)) in mean.iter_mut().zip(self.score.iter_mut()).zip(sums) {
            *mean = (all - share * fails) / weight;
            *score -= *mean;
        }
        let mut second = risk.second.iter().zip(&failing.second);
        for (j, a) in mean.iter().enumerate() {
            for (k, (b, (all, fails))) in mean.iter().take(j + 1).zip(second.by_ref()).enumerate() {
                if let Some(entry) = self.information.get_mut((j, k)) {
                    *entry += (all - share * fails) / weight - a * b;
                }
            }
        }
    }
}

/// Centre and spread of each column.
fn units(rows: &[(FollowUp, Vec<f64>)], width: usize) -> (DVector<f64>, DVector<f64>) {
    let n = rows.len() as f64;
    let column = |k: usize| rows.iter().filter_map(move |(_, x)| x.get(k));
    let centre = DVector::from_fn(width, |k, _| column(k).sum::<f64>() / n);
    let spread = DVector::from_iterator(
        width,
        centre.iter().enumerate().map(|(k, c)| (column(k).map(|v| (v - c).powi(2)).sum::<f64>() / n).sqrt()),
    );
    (centre, spread)
}

/// Fits a model to follow-up and columns of each person.
///
/// # Errors
/// [`Unfitted::Empty`]; [`Unfitted::BadInput`] for widths that differ or numbers that are none;
/// [`Unfitted::NoSpread`] without an event; [`Unfitted::Collinear`] for columns that do not vary among those at risk or
/// depend on each other; [`Unfitted::Separated`] when a coefficient is infinite.
pub fn fit_cox(rows: &[(FollowUp, Vec<f64>)], ties: Ties) -> Result<CoxFit, Unfitted> {
    const MOST_STEPS: u32 = 60;
    /// Where so little is left of the information there was at 0, a coefficient is on its way to infinity. Later its slope is
    /// lost in rounding, and where it stands then would look like an estimate.
    const FADED: f64 = 1e-8;
    let width = rows.first().ok_or(Unfitted::Empty)?.1.len();
    for (person, x) in rows {
        checked(person.time)?;
        if x.len() != width || width == 0 || !x.iter().all(|value| value.is_finite()) {
            return Err(Unfitted::BadInput);
        }
    }
    let events = rows.iter().filter(|(person, _)| person.event).count();
    if events == 0 {
        return Err(Unfitted::NoSpread);
    }
    let (centre, spread) = units(rows, width);
    if centre.iter().zip(spread.iter()).any(|(c, s)| *s <= 1e-12 * c.abs() || *s <= 0.0) {
        return Err(Unfitted::Collinear);
    }
    let mut order: Vec<&(FollowUp, Vec<f64>)> = rows.iter().collect();
    order.sort_by(|(a, _), (b, _)| b.time.total_cmp(&a.time));
    let units = || centre.iter().zip(spread.iter());
    let unit = |(_, x): &&(FollowUp, Vec<f64>)| {
        x.iter().zip(units()).map(|(x, (centre, spread))| (x - centre) / spread).collect::<Vec<f64>>()
    };
    let data = Sorted {
        follow_up: order.iter().map(|(person, _)| *person).collect(),
        columns: order.iter().flat_map(unit).collect(),
        ties,
        width,
    };
    let mut beta = DVector::zeros(width);
    let mut now = data.at(&beta);
    let null_log_likelihood = now.log_likelihood;
    let mut least = 0.0;
    for step_number in 0..MOST_STEPS {
        let flat = if step_number == 0 { Unfitted::Collinear } else { Unfitted::Separated };
        let eigenvalues = eigen_of(&now.information).ok_or(flat)?.eigenvalues;
        if eigenvalues.min() <= 1e-10 * eigenvalues.max().max(1e-10) || eigenvalues.min() <= least {
            return Err(flat);
        }
        if step_number == 0 {
            least = FADED * eigenvalues.min();
        }
        let factor = now.information.clone().cholesky().ok_or(flat)?;
        let step = factor.solve(&now.score);
        if step.amax() <= 1e-13 * (1.0 + beta.amax()) {
            let scale = DMatrix::from_diagonal(&spread.map(|s| 1.0 / s));
            return Ok(CoxFit {
                coefficients: beta.component_div(&spread).iter().copied().collect(),
                covariance: &scale * factor.inverse() * &scale,
                null_log_likelihood,
                log_likelihood: now.log_likelihood,
                n: rows.len(),
                events,
            });
        }
        let mut length = 1.0;
        loop {
            let next = &beta + &step * length;
            let found = data.at(&next);
            if found.log_likelihood >= now.log_likelihood - 1e-12 * now.log_likelihood.abs() || length < 1e-6
            {
                (beta, now) = (next, found);
                break;
            }
            length *= 0.5;
        }
    }
    Err(Unfitted::Separated)
}

impl CoxFit {
    /// One coefficient with Wald's test and interval.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] for a column that is not there or a level not between 0 and 1.
    pub fn term(&self, column: usize, level: f64) -> Result<Estimate, Unfitted> {
        let estimate = self.coefficients.get(column).ok_or(Unfitted::BadInput)?;
        let variance = self.covariance.get((column, column)).copied().unwrap_or(0.0);
        Ok(Estimate::new(*estimate, variance.sqrt(), f64::INFINITY, level)?)
    }
}
