//! Generalised estimating equations for repeated outcomes, with robust standard errors.
//!
//! Liang & Zeger, Biometrika 73 (1986) 13–22. The working correlation and the scale come from Pearson residuals:
//! exchangeable, the mean product of all pairs; AR(1), the least squares of all products on ρ to the power of their
//! distance, as R's geepack. Small-sample corrections of the robust errors: Kauermann & Carroll, Journal of the
//! American Statistical Association 96 (2001) 1387–1396, and Mancl & `DeRouen`, Biometrics 57 (2001) 126–134.

use nalgebra::{DMatrix, DVector};

use crate::gee_cluster::Cluster;
use crate::gee_correlation::{correlation_error, correlation_of};
use crate::least_squares::{are_independent, least_squares};
use crate::logistic::leads_on;
use crate::newton::eigen_of;
use crate::{Estimate, Unfitted};

/// What kind of outcome there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A number; identity link.
    Gaussian,
    /// Yes (1) or no (0); logit link.
    Binomial,
}

/// Working correlation within a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Working {
    /// None.
    Independence,
    /// The same between all.
    Exchangeable,
    /// ρ to the power of the distance between waves.
    Ar1,
}

/// What sums of products of residuals are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denominator {
    /// Their number (geepack).
    Number,
    /// Their number less the number of coefficients (Liang & Zeger; R's gee).
    Free,
    /// Their number; the scale is the one found under independence and held from then on (geepack's
    /// `scale.fix = TRUE`).
    Held,
}

/// Correction of the robust errors for few clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// None; normal test.
    None,
    /// Kauermann & Carroll; t with clusters − coefficients.
    KauermannCarroll,
    /// Mancl & `DeRouen`; t with clusters − coefficients.
    ManclDeRouen,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct GeeFit {
    /// The coefficients, in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Their covariance matrix if the working correlation holds.
    pub naive: DMatrix<f64>,
    /// Robust covariance matrix, uncorrected.
    pub robust: DMatrix<f64>,
    /// Working correlation parameter.
    pub correlation: f64,
    /// Its robust standard error; nothing without a correlation, or where only sums are known.
    pub correlation_se: Option<f64>,
    /// Scale.
    pub scale: f64,
    /// Observations.
    pub observations: u64,
    /// Clusters.
    pub clusters: u64,
    whitened: Parts,
    times: Vec<f64>,
}

const MOST_ROUNDS: u32 = 500;
/// Linear predictors beyond this are as good as infinite, unless they came so far by taking observations as independent: a
/// probability of 10⁻¹⁷.
const INFINITE: f64 = 40.0;
/// Beyond this nothing can be counted with any more.
const COUNTED: f64 = 700.0;
/// Part of the coefficients below which a step under independence is as good as none.
const NEAR: f64 = 1e-3;
/// Part of the residuals' spread (of the logit, 1) below which coefficients count as zero: steps are then held against it.
const ZERO: f64 = 1e-3;
/// Part of the outcome's size below which residuals are nothing but rounding.
const NOTHING: f64 = 1e-13;

/// Columns and residuals of each cluster, in units of the residuals' spread.
type Parts = Vec<(DMatrix<f64>, DVector<f64>)>;

/// `most` is the largest linear predictor of probabilities that is not taken as infinite.
fn residuals(
    clusters: &[Cluster],
    beta: &DVector<f64>,
    (family, most): (Family, f64),
) -> Result<Parts, Unfitted> {
    let mut parts = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        let eta = &cluster.columns * beta;
        if family == Family::Gaussian {
            parts.push((cluster.columns.clone(), &cluster.outcome - eta));
            continue;
        }
        if eta.amax() > most {
            return Err(Unfitted::Separated);
        }
        // y(1 − μ) − (1 − y)μ loses no digits where μ is close to 1.
        let (no, yes) = (eta.map(|eta| 1.0 / (1.0 + eta.exp())), eta.map(|eta| 1.0 / (1.0 + (-eta).exp())));
        let against = cluster.outcome.map(|y| 1.0 - y);
        let misfit = cluster.outcome.component_mul(&no) - against.component_mul(&yes);
        let sd = eta.map(|eta| 0.5 / (0.5 * eta).cosh());
        let mut x = cluster.columns.clone();
        for (mut row, sd) in x.row_iter_mut().zip(sd.iter()) {
            row *= *sd;
        }
        parts.push((x, misfit.component_div(&sd)));
    }
    Ok(parts)
}

fn scale_of(
    clusters: &[Cluster],
    found: &[(DMatrix<f64>, DVector<f64>)],
    p: usize,
    denominator: Denominator,
) -> f64 {
    let both = clusters.iter().zip(found);
    let (squares, n) = both.fold((0.0, 0.0), |(squares, n), (cluster, (_, r))| {
        (squares + cluster.times * r.norm_squared(), n + cluster.times * r.len() as f64)
    });
    squares / (n - if denominator == Denominator::Free { p as f64 } else { 0.0 })
}

fn whiten(clusters: &[Cluster], found: Parts, rho: f64, working: Working) -> Result<Parts, Unfitted> {
    if working == Working::Independence {
        return Ok(found);
    }
    let whitened = clusters.iter().zip(found).map(|(cluster, (x, r))| {
        let mut correlation = DMatrix::identity(r.len(), r.len());
        for (j, k, distance) in cluster.pairs() {
            let power = if working == Working::Ar1 { i32::try_from(distance).unwrap_or(i32::MAX) } else { 1 };
            for place in [(j, k), (k, j)] {
                if let Some(entry) = correlation.get_mut(place) {
                    *entry = rho.powi(power);
                }
            }
        }
        let factor = correlation.cholesky()?.unpack();
        Some((factor.solve_lower_triangular(&x)?, factor.solve_lower_triangular(&r)?))
    });
    whitened.collect::<Option<_>>().ok_or(Unfitted::Undetermined)
}

/// [x | r] side by side.
fn beside(x: &DMatrix<f64>, r: &DVector<f64>) -> DMatrix<f64> {
    let p = x.ncols();
    let mut both = x.clone().insert_column(p, 0.0);
    both.set_column(p, r);
    both
}

/// Fits a model.
///
/// # Errors
/// [`Unfitted::Empty`]; [`Unfitted::BadInput`] for clusters of different widths, or a binomial outcome outside 0–1;
/// [`Unfitted::Collinear`]; [`Unfitted::NoSpread`] without residuals, or where the clusters agree so well on a coefficient
/// that it has no error; [`Unfitted::Separated`]; [`Unfitted::Undetermined`] when the working correlation is no correlation
/// or the equations are not solved.
pub fn fit_gee(
    clusters: &[Cluster],
    family: Family,
    working: Working,
    denominator: Denominator,
) -> Result<GeeFit, Unfitted> {
    let p = clusters.first().ok_or(Unfitted::Empty)?.columns.ncols();
    let share = |y: &f64| family == Family::Gaussian || (0.0..=1.0).contains(y);
    let fits = |one: &Cluster| one.columns.ncols() == p && (one.summed || one.outcome.iter().all(share));
    if p == 0 || !clusters.iter().all(fits) {
        return Err(Unfitted::BadInput);
    }
    let observations = counted(clusters.iter().map(|cluster| cluster.times * cluster.outcome.len() as f64));
    if observations <= p as u64 || !are_independent(clusters.iter().map(|one| &one.columns), p) {
        return Err(Unfitted::Collinear);
    }
    let less = if denominator == Denominator::Free { p as f64 } else { 0.0 };
    let held = if denominator == Denominator::Held {
        Some(fit_gee(clusters, family, Working::Independence, Denominator::Number)?.scale)
    } else {
        None
    };
    let mut beta = DVector::zeros(p);
    let mut settled = 0;
    // The first rounds take observations as independent, until the coefficients hardly move: with a correlation the equations
    // may have a solution where a coefficient is infinite, which the outcomes of other times lend it.
    let mut alone = true;
    // Whether that solution is infinite is looked at itself; of sums single outcomes are not known.
    let summed = clusters.iter().any(|one| one.summed);
    let mut most = if summed { INFINITE } else { COUNTED };
    for _ in 0..MOST_ROUNDS {
        let found = residuals(clusters, &beta, (family, most))?;
        let scale = held.unwrap_or_else(|| scale_of(clusters, &found, p, denominator));
        if scale <= 0.0 {
            return Err(Unfitted::NoSpread);
        }
        let kind = if alone { Working::Independence } else { working };
        let rho = correlation_of(clusters, &found, scale, kind, less)?;
        let whitened = whiten(clusters, found, rho, kind)?;
        let weighted = clusters.iter().zip(&whitened);
        let parts: Vec<DMatrix<f64>> =
            weighted.map(|(cluster, (x, r))| beside(x, r) * cluster.times.sqrt()).collect();
        let solution = least_squares(&parts)?;
        let unit = if family == Family::Binomial { 1.0 } else { scale.sqrt() };
        let (step, size) = (solution.coefficients.amax(), beta.amax().max(ZERO * unit));
        if alone && family == Family::Binomial && is_separated(clusters, &solution.coefficients) {
            return Err(Unfitted::Separated);
        }
        if !alone && step <= 1e-12 * size {
            settled += 1;
        }
        let done = settled == 2 || (!alone && step == 0.0);
        let settled_alone = alone && step <= NEAR * size;
        if settled_alone {
            most = reach(clusters, &beta).max(INFINITE) + INFINITE;
        }
        alone = alone && !settled_alone;
        if done {
            let mut fit = finish(&beta, &solution.root, (rho, scale), whitened, clusters)?;
            fit.has_errors(&residuals(clusters, &beta, (family, COUNTED))?, clusters, family)?;
            let bread = &solution.root * solution.root.transpose();
            let influences: Vec<DVector<f64>> =
                fit.whitened.iter().map(|(x, r)| &bread * x.tr_mul(r)).collect();
            // How sure the correlation is depends on more than second moments.
            fit.correlation_se = if clusters.iter().any(|one| one.summed) {
                None
            } else {
                let (at, with) = ((&beta, family), (working, rho));
                correlation_error(clusters, at, with, (scale, held.is_none()), &influences)
            };
            return Ok(fit);
        }
        beta += solution.coefficients;
    }
    Err(Unfitted::Undetermined)
}

/// The largest linear predictor.
fn reach(clusters: &[Cluster], beta: &DVector<f64>) -> f64 {
    clusters.iter().map(|cluster| (&cluster.columns * beta).amax()).fold(0.0, f64::max)
}

/// Whether a coefficient of the fit under independence is infinite; of sums single outcomes are not known.
fn is_separated(clusters: &[Cluster], step: &DVector<f64>) -> bool {
    let rows = |cluster: &Cluster| {
        let along = &cluster.columns * step;
        along.iter().zip(cluster.outcome.iter()).map(|(d, y)| [*d, *y, 1.0]).collect::<Vec<_>>()
    };
    clusters.iter().all(|cluster| !cluster.summed) && leads_on(clusters.iter().flat_map(rows))
}

/// A count out of parts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
fn counted(parts: impl Iterator<Item = f64>) -> u64 {
    parts.sum::<f64>().round() as u64
}

fn finish(
    beta: &DVector<f64>,
    root: &DMatrix<f64>,
    (correlation, scale): (f64, f64),
    whitened: Parts,
    clusters: &[Cluster],
) -> Result<GeeFit, Unfitted> {
    let bread = root * root.transpose();
    let mut fit = GeeFit {
        coefficients: beta.iter().copied().collect(),
        naive: &bread * scale,
        robust: bread,
        correlation,
        correlation_se: None,
        scale,
        observations: counted(clusters.iter().map(|one| one.times * one.outcome.len() as f64)),
        clusters: counted(clusters.iter().map(|one| one.times)),
        whitened,
        times: clusters.iter().map(|one| one.times).collect(),
    };
    fit.robust = fit.covariance(Correction::None)?;
    Ok(fit)
}

impl GeeFit {
    /// Whether every coefficient has an error that is more than that of residuals which are nothing but rounding.
    fn has_errors(&self, found: &Parts, clusters: &[Cluster], family: Family) -> Result<(), Unfitted> {
        let size = match family {
            Family::Gaussian => clusters.iter().map(|cluster| cluster.outcome.amax()).fold(0.0, f64::max),
            Family::Binomial => 1.0,
        };
        let rounding = (NOTHING * size).powi(2);
        let parts: Vec<DMatrix<f64>> =
            found.iter().zip(clusters).map(|((x, r), cluster)| beside(x, r) * cluster.times.sqrt()).collect();
        let root = least_squares(&parts)?.root;
        let least = root.row_iter().map(|row| row.norm_squared() * rounding);
        let robust = self.robust.diagonal();
        let vanishes = robust.iter().zip(least).any(|(robust, least)| *robust <= least);
        if vanishes { Err(Unfitted::NoSpread) } else { Ok(()) }
    }

    /// Robust covariance matrix with a correction.
    ///
    /// # Errors
    /// [`Unfitted::Undetermined`] when a cluster alone decides a coefficient, so that its residuals say nothing.
    pub fn covariance(&self, correction: Correction) -> Result<DMatrix<f64>, Unfitted> {
        let bread = &self.naive / self.scale;
        let p = bread.nrows();
        let mut sum = DMatrix::zeros(p, p);
        for ((x, r), times) in self.whitened.iter().zip(&self.times) {
            let score = if correction == Correction::None {
                x.transpose() * r
            } else {
                let rest = eigen_of(&(DMatrix::identity(x.nrows(), x.nrows()) - x * &bread * x.transpose()));
                let rest = rest.ok_or(Unfitted::Undetermined)?;
                if rest.eigenvalues.min() <= 1e-9 {
                    return Err(Unfitted::Undetermined);
                }
                let power = if correction == Correction::ManclDeRouen { -1.0 } else { -0.5 };
                let turned = rest.eigenvectors.transpose() * r;
                let widened = turned.component_mul(&rest.eigenvalues.map(|value| value.powf(power)));
                x.transpose() * (rest.eigenvectors * widened)
            };
            // Influences, and not scores between two inverses: no digit is lost where one time varies far more than another.
            let influence = &bread * score;
            sum += &influence * influence.transpose() * *times;
        }
        Ok(sum)
    }

    /// One coefficient.
    ///
    /// # Errors
    /// As [`GeeFit::contrast`]; [`Unfitted::BadInput`] for a column that is not there.
    pub fn term(&self, column: usize, correction: Correction, level: f64) -> Result<Estimate, Unfitted> {
        let unit = |k| if k == column { 1.0 } else { 0.0 };
        let weights: Vec<f64> = (0..self.coefficients.len()).map(unit).collect();
        self.contrast(&weights, &self.covariance(correction)?, correction, level)
    }

    /// Σ weightₖ · coefficientₖ, with the covariance matrix of that correction.
    ///
    /// # Errors
    /// [`Unfitted::Undetermined`] with no more clusters than coefficients and a correction; [`Unfitted::BadInput`] when
    /// weights or matrix do not fit, all weights are 0 or the level is not between 0 and 1.
    pub fn contrast(
        &self,
        weights: &[f64],
        covariance: &DMatrix<f64>,
        correction: Correction,
        level: f64,
    ) -> Result<Estimate, Unfitted> {
        let p = self.coefficients.len();
        if weights.len() != p || covariance.nrows() != p || weights.iter().all(|weight| *weight == 0.0) {
            return Err(Unfitted::BadInput);
        }
        let free = self.clusters as f64 - p as f64;
        let df = match correction {
            Correction::None => f64::INFINITY,
            _ if free <= 0.0 => return Err(Unfitted::Undetermined),
            _ => free,
        };
        let weights = DVector::from_column_slice(weights);
        let estimate = weights.iter().zip(&self.coefficients).map(|(w, b)| w * b).sum();
        let variance = weights.dot(&(covariance * &weights));
        Ok(Estimate::new(estimate, variance.sqrt(), df, level)?)
    }
}
