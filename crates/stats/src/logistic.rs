//! Logistic regression by maximum likelihood, on single outcomes or on counts of equal rows.
//!
//! `McCullagh` & Nelder, *Generalized Linear Models*, 2nd ed. 1989, 2.5 and 4.4: Newton's method as repeated weighted
//! least squares, solved by QR. Separation (a coefficient without finite estimate) is recognised, not returned.

use nalgebra::{DMatrix, DVector};

use crate::least_squares::{are_independent, least_squares};
use crate::{Estimate, Unfitted};

/// Trials with the same columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Trials {
    /// The columns.
    pub columns: Vec<f64>,
    /// Successes, 0 to `trials`.
    pub successes: f64,
    /// Trials, or the weight of one.
    pub trials: f64,
}

/// Checked data of a logistic regression.
#[derive(Debug, Clone)]
pub struct Logistic {
    columns: DMatrix<f64>,
    successes: DVector<f64>,
    trials: DVector<f64>,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct LogisticFit {
    /// The coefficients (logarithms of odds ratios), in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Their covariance matrix.
    pub covariance: DMatrix<f64>,
    /// Logarithm of the likelihood, without binomial coefficients.
    pub log_likelihood: f64,
    /// Newton steps taken.
    pub steps: u32,
}

const MOST_STEPS: u32 = 60;

/// ln(1 + eˣ)
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Whether the likelihood rises without end along a step, because no outcome speaks against it: rows with successes alone
/// rise, those with failures alone fall, those with both stay (Albert & Anderson, Biometrika 71 (1984) 1–10). Of each row the
/// step of its linear predictor, successes and trials. Far out rounding would let a search come to rest.
pub(crate) fn leads_on(mut rows: impl Iterator<Item = [f64; 3]>) -> bool {
    const MOVED: f64 = 0.1;
    const STILL: f64 = 1e-9;
    let mut moved = false;
    rows.all(|[step, successes, trials]| {
        moved |= step.abs() > MOVED;
        (step <= STILL || successes >= trials) && (step >= -STILL || successes <= 0.0)
    }) && moved
}

impl Logistic {
    /// Takes in the data.
    ///
    /// # Errors
    /// [`Unfitted::Empty`]; [`Unfitted::BadInput`] when widths differ, a number is not finite or there are more
    /// successes than trials; [`Unfitted::Collinear`] when columns depend on each other; [`Unfitted::NoSpread`] when
    /// all or none succeed.
    pub fn new(rows: &[Trials]) -> Result<Self, Unfitted> {
        let used = || rows.iter().filter(|row| row.trials != 0.0);
        let width = used().next().ok_or(Unfitted::Empty)?.columns.len();
        let sound = |row: &Trials| {
            let numbers = row.columns.iter().all(|value| value.is_finite()) && row.trials.is_finite();
            numbers && row.columns.len() == width && row.successes >= 0.0 && row.successes <= row.trials
        };
        if width == 0 || !used().all(sound) {
            return Err(Unfitted::BadInput);
        }
        let n = used().count();
        let values: Vec<f64> = used().flat_map(|row| row.columns.iter().copied()).collect();
        let logistic = Self {
            columns: DMatrix::from_row_slice(n, width, &values),
            successes: DVector::from_iterator(n, used().map(|row| row.successes)),
            trials: DVector::from_iterator(n, used().map(|row| row.trials)),
        };
        if !are_independent([&logistic.columns].into_iter(), width) {
            return Err(Unfitted::Collinear);
        }
        let successes = logistic.successes.sum();
        if successes <= 0.0 || successes >= logistic.trials.sum() {
            return Err(Unfitted::NoSpread);
        }
        Ok(logistic)
    }

    /// Rows times their factor, and a last column.
    fn beside(&self, factor: &DVector<f64>, last: &DVector<f64>) -> DMatrix<f64> {
        let p = self.columns.ncols();
        let mut both = self.columns.clone().insert_column(p, 0.0);
        for (mut row, factor) in both.row_iter_mut().zip(factor.iter()) {
            row *= *factor;
        }
        both.set_column(p, last);
        both
    }

    /// The same with one column taken out; its part of the predictor becomes an offset.
    pub(crate) fn without(&self, column: usize) -> (Self, DVector<f64>) {
        let rest = self.columns.clone().remove_column(column);
        let taken = self.columns.column(column).into_owned();
        (Self { columns: rest, successes: self.successes.clone(), trials: self.trials.clone() }, taken)
    }

    pub(crate) fn columns(&self) -> &DMatrix<f64> {
        &self.columns
    }

    pub(crate) fn successes(&self) -> &DVector<f64> {
        &self.successes
    }

    pub(crate) fn trials(&self) -> &DVector<f64> {
        &self.trials
    }

    fn log_likelihood(&self, eta: &DVector<f64>) -> f64 {
        let rows = eta.iter().zip(self.successes.iter().zip(self.trials.iter()));
        rows.map(|(eta, (y, n))| y * eta - n * softplus(*eta)).sum()
    }

    /// The maximum with a fixed offset, from given coefficients.
    pub(crate) fn maximum(
        &self,
        offset: &DVector<f64>,
        start: DVector<f64>,
    ) -> Result<LogisticFit, Unfitted> {
        let mut beta = start;
        if beta.is_empty() {
            let log_likelihood = self.log_likelihood(offset);
            return Ok(LogisticFit {
                coefficients: vec![],
                covariance: DMatrix::zeros(0, 0),
                log_likelihood,
                steps: 0,
            });
        }
        let mut eta = &self.columns * &beta + offset;
        let mut value = self.log_likelihood(&eta);
        for steps in 0..MOST_STEPS {
            let spread = eta.map(|eta| 0.5 / (0.5 * eta).cosh());
            let factor = spread.component_mul(&self.trials.map(f64::sqrt));
            // y(1 − μ) − (n − y)μ: no digits are lost where μ is close to 1, so that separation shows on either side.
            let no = eta.map(|eta| 1.0 / (1.0 + eta.exp()));
            let yes = eta.map(|eta| 1.0 / (1.0 + (-eta).exp()));
            let failures = &self.trials - &self.successes;
            let misfit =
                (self.successes.component_mul(&no) - failures.component_mul(&yes)).component_div(&factor);
            let solution =
                least_squares(&[self.beside(&factor, &misfit)]).map_err(|reason| match reason {
                    Unfitted::Collinear => Unfitted::Separated, // the columns were independent before the weights
                    other => other,
                })?;
            let step = &self.columns * &solution.coefficients;
            let rows = step.iter().zip(self.successes.iter().zip(self.trials.iter()));
            if leads_on(rows.map(|(d, (y, n))| [*d, *y, *n])) {
                return Err(Unfitted::Separated);
            }
            if step.amax() <= 1e-12 {
                beta += &solution.coefficients;
                let covariance = &solution.root * solution.root.transpose();
                let coefficients = beta.iter().copied().collect();
                let log_likelihood = self.log_likelihood(&(&eta + step));
                return Ok(LogisticFit { coefficients, covariance, log_likelihood, steps });
            }
            let mut length = 1.0;
            loop {
                let next = &eta + &step * length;
                let found = self.log_likelihood(&next);
                if found >= value - 1e-12 * value.abs() || length < 1e-6 {
                    (eta, value) = (next, found);
                    beta += &solution.coefficients * length;
                    break;
                }
                length *= 0.5;
            }
        }
        Err(Unfitted::Separated)
    }

    /// Fits the model.
    ///
    /// # Errors
    /// [`Unfitted::Separated`] when a coefficient is infinite.
    pub fn fit(&self) -> Result<LogisticFit, Unfitted> {
        self.maximum(&DVector::zeros(self.columns.nrows()), DVector::zeros(self.columns.ncols()))
    }
}

impl LogisticFit {
    /// −2 log likelihood: for outcomes of single trials, the deviance.
    pub fn deviance(&self) -> f64 {
        -2.0 * self.log_likelihood
    }

    /// Akaike's criterion.
    pub fn aic(&self) -> f64 {
        self.deviance() + 2.0 * self.coefficients.len() as f64
    }

    /// Schwarz' criterion for `n` observations.
    pub fn bic(&self, n: f64) -> f64 {
        self.deviance() + n.ln() * self.coefficients.len() as f64
    }

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
