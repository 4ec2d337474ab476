//! Linear models for repeated measures: random intercept, random slope and unstructured covariance (MMRM), by maximum
//! likelihood (ML) or restricted maximum likelihood (REML).
//!
//! Laird & Ware, Biometrics 38 (1982) 963–974. Coefficients are profiled out; the covariance parameters are found by
//! Newton's method on exact derivatives, to about twelve digits. A variance that the data put at zero ends there and
//! the fit is marked singular. Degrees of freedom: `mixed_terms.rs`.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::block::Block;
use crate::covariance::Covariance;
use crate::deviance::{Evaluation, Group, evaluate, triangular_factor};
use crate::least_squares::{is_independent, least_squares};
use crate::mixed_terms::{kenward_roger, satterthwaite, widening};
use crate::newton::{Local, Minimum, eigen_of, minimise};
use crate::own_times::Turned;

/// How the covariance parameters are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likelihood {
    /// Restricted maximum likelihood (REML).
    Restricted,
    /// Maximum likelihood.
    Full,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct MixedFit {
    /// The coefficients, in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Covariance matrix of the coefficients, X′V⁻¹X inverted.
    pub covariance: DMatrix<f64>,
    /// Covariance of the random effects, or between occasions.
    pub effects: DMatrix<f64>,
    /// Residual variance; an unstructured covariance has none of its own.
    pub residual: Option<f64>,
    /// Logarithm of the (restricted) likelihood.
    pub log_likelihood: f64,
    /// Observations.
    pub observations: u64,
    /// Persons.
    pub persons: u64,
    /// Coefficients and covariance parameters together.
    pub parameters: usize,
    /// The estimate lies at the edge: a random effect has no variance, or correlation ±1.
    pub singular: bool,
    /// Newton steps taken.
    pub steps: u32,
    pub(crate) likelihood: Likelihood,
    pub(crate) structure: Covariance,
    /// The optimum in the parameters of the search.
    pub(crate) start_at: Option<DVector<f64>>,
    /// Derivatives of `covariance` by the free parameters, and the covariance of these after Satterthwaite.
    pub(crate) free: (Vec<DMatrix<f64>>, DMatrix<f64>),
    /// Derivatives of `covariance` by the (co)variances, and the covariance of these after Kenward and Roger.
    pub(crate) linear: (Vec<DMatrix<f64>>, DMatrix<f64>),
    /// What Kenward and Roger add to `covariance`; restricted likelihood only.
    pub(crate) widening: DMatrix<f64>,
}

/// Root mean square of the times and residual SD of ordinary least squares: the units of the search.
pub(crate) struct Scale {
    pub(crate) time: f64,
    pub(crate) outcome: f64,
}

/// Part of the scale below which a standard deviation counts as zero (as `isSingular` of R's lme4).
const SINGULAR: f64 = 1e-4;
/// Part of the scale below which there may be a better optimum elsewhere.
const EDGE: f64 = 0.1;

pub(crate) fn scale_of(blocks: &[Block], columns: usize, n: f64) -> Result<Scale, Unfitted> {
    let factor = triangular_factor(blocks.iter().flat_map(|block| &block.rows), columns + 1);
    if !is_independent(&factor, columns) {
        return Err(Unfitted::Collinear);
    }
    let residual = factor[(columns, columns)].abs();
    let size = factor.column(columns).norm();
    if n <= columns as f64 {
        return Err(Unfitted::Collinear);
    }
    if residual <= 1e-12 * size || !size.is_finite() {
        return Err(if size.is_finite() { Unfitted::NoSpread } else { Unfitted::BadInput });
    }
    let (count, squares) = blocks.iter().fold((0.0, 0.0), |(count, squares), block| {
        let persons = block.persons as f64;
        let own: f64 = block.times.iter().map(|time| time * time).sum();
        (count + persons * block.times.len() as f64, squares + persons * own)
    });
    let time = f64::sqrt(squares / count);
    Ok(Scale { time: if time > 0.0 { time } else { 1.0 }, outcome: residual / (n - columns as f64).sqrt() })
}

pub(crate) fn scaled(blocks: &[Block], columns: usize, scale: &Scale) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    for block in &mut blocks {
        block.times.iter_mut().for_each(|time| *time /= scale.time);
        for rows in &mut block.rows {
            rows.column_mut(columns).scale_mut(1.0 / scale.outcome);
        }
    }
    blocks
}

pub(crate) fn checked_width(blocks: &[Block], covariance: Covariance) -> Result<usize, Unfitted> {
    let mut widths = blocks.iter().flat_map(|block| &block.rows).map(DMatrix::ncols);
    let width = widths.next().ok_or(Unfitted::Empty)?;
    let size = if let Covariance::Unstructured(size) = covariance { size } else { usize::MAX };
    let fits = |block: &Block| {
        let mut seen = block.occasions.clone();
        seen.sort_unstable();
        seen.dedup();
        seen.len() == block.occasions.len() && seen.iter().all(|k| *k < size)
    };
    let unstructured = size < usize::MAX;
    if widths.any(|other| other != width) || width < 2 || (unstructured && !blocks.iter().all(fits)) {
        return Err(Unfitted::BadInput);
    }
    Ok(width - 1)
}

/// Fits a model.
///
/// # Errors
/// [`Unfitted::Empty`] without persons; [`Unfitted::BadInput`] when the blocks do not fit each other or the covariance;
/// [`Unfitted::Collinear`] and [`Unfitted::NoSpread`]; [`Unfitted::Undetermined`] when the data cannot tell the
/// covariance parameters apart (one occasion each, or two occasions that nobody has in common).
pub fn fit_mixed(
    blocks: &[Block],
    covariance: Covariance,
    likelihood: Likelihood,
) -> Result<MixedFit, Unfitted> {
    let columns = checked_width(blocks, covariance)?;
    let n: f64 = blocks.iter().map(|block| block.persons as f64 * block.times.len() as f64).sum();
    let scale = scale_of(blocks, columns, n)?;
    let blocks = &scaled(blocks, columns, &scale);
    let groups = Group::all(blocks, covariance);
    let restricted = likelihood == Likelihood::Restricted;
    let problem = Problem {
        covariance,
        likelihood,
        columns,
        observations: blocks.iter().map(|block| block.persons * block.times.len() as u64).sum(),
        persons: blocks.iter().map(|block| block.persons).sum(),
        scale,
    };
    let start = match covariance {
        Covariance::Unstructured(size) => seen_covariance(blocks, columns, size),
        _ => None,
    };
    let start = start.unwrap_or_else(|| covariance.start());
    search(&problem, start, |phi, second| evaluate(&groups, phi, restricted, second))
}

/// Lower triangle, by rows, of the factor of the covariance of the least squares residuals of those seen at both occasions;
/// correlations are drawn in a little, so that it nearly always is one.
fn seen_covariance(blocks: &[Block], columns: usize, size: usize) -> Option<DVector<f64>> {
    const DRAWN: f64 = 0.95;
    let parts: Vec<DMatrix<f64>> = blocks.iter().flat_map(|block| block.rows.iter().cloned()).collect();
    let beta = least_squares(&parts).ok()?.coefficients;
    let [mut sums, mut counts] = [(); 2].map(|()| DMatrix::<f64>::zeros(size, size));
    for block in blocks {
        for (a, j) in block.occasions.iter().enumerate() {
            for (b, k) in block.occasions.iter().enumerate() {
                counts[(*j, *k)] += block.persons as f64;
                for rows in &block.rows {
                    let gap =
                        |row: usize| rows[(row, columns)] - rows.view((row, 0), (1, columns)).tr_dot(&beta);
                    sums[(*j, *k)] += gap(a) * gap(b);
                }
            }
        }
    }
    let covariance = DMatrix::from_fn(size, size, |j, k| {
        let value = if counts[(j, k)] > 0.0 { sums[(j, k)] / counts[(j, k)] } else { 0.0 };
        if j == k { value } else { DRAWN * value }
    });
    let factor = covariance.cholesky()?.unpack();
    let entries: Vec<f64> =
        (0..size).flat_map(|j| (0..=j).map(move |k| (j, k))).map(|place| factor[place]).collect();
    let sound = factor.diagonal().iter().all(|entry| *entry > 10.0 * SINGULAR);
    sound.then(|| DVector::from_vec(entries))
}

/// What the search knows beside the deviance.
pub(crate) struct Problem {
    pub(crate) covariance: Covariance,
    pub(crate) likelihood: Likelihood,
    pub(crate) columns: usize,
    pub(crate) observations: u64,
    pub(crate) persons: u64,
    pub(crate) scale: Scale,
}

/// Searches for the optimum of a deviance, given as a function of the variances φ (and whether second moments are wanted).
pub(crate) fn search(
    problem: &Problem,
    start: DVector<f64>,
    deviance: impl Fn(&DVector<f64>, bool) -> Option<Evaluation>,
) -> Result<MixedFit, Unfitted> {
    let covariance = problem.covariance;
    let restricted = problem.likelihood == Likelihood::Restricted;
    let quadratics = covariance.quadratics();
    let local = |psi: &DVector<f64>| {
        // An unstructured covariance has no edge to end at: towards it the likelihood has no bound.
        if !covariance.has_residual() && is_singular(covariance, psi) {
            return None;
        }
        let phi = phi_of(&quadratics, psi);
        let evaluation = deviance(&phi, false)?;
        let jacobian = jacobian_of(&quadratics, psi);
        let mut hessian = jacobian.transpose() * &evaluation.hessian * &jacobian;
        for (quadratic, slope) in quadratics.iter().zip(evaluation.gradient.iter()) {
            hessian += quadratic * (2.0 * slope);
        }
        let gradient = jacobian.transpose() * &evaluation.gradient;
        Some(Local { value: evaluation.deviance, gradient, hessian })
    };
    let mut found = minimise(start, local);
    let shaky = |found: &Minimum| is_within(covariance, &found.at, EDGE) || !is_lowest(&found.local.hessian);
    if found.as_ref().is_none_or(shaky) {
        // Close to the edge the search may have come to a saddle or to a lesser optimum, or creep along a valley: it begins
        // again elsewhere.
        for start in covariance.edges() {
            let other = minimise(start, local);
            let best = found.as_ref().map_or(f64::INFINITY, |found| found.local.value);
            if other.as_ref().is_some_and(|other| other.local.value < best - 1e-9) {
                found = other;
            }
        }
    }
    let found = found.ok_or(Unfitted::Undetermined)?;
    let singular = is_singular(covariance, &found.at);
    if !singular && !is_lowest(&found.local.hessian) {
        return Err(Unfitted::Undetermined);
    }
    let phi = phi_of(&quadratics, &found.at);
    let last = deviance(&phi, restricted).ok_or(Unfitted::Undetermined)?;
    let mut fit = assemble(&last, &found, &quadratics, covariance, &problem.scale);
    let free = problem.observations as f64 - if restricted { problem.columns as f64 } else { 0.0 };
    fit.log_likelihood = -0.5 * (last.deviance + 2.0 * free * problem.scale.outcome.ln());
    fit.observations = problem.observations;
    fit.persons = problem.persons;
    fit.singular = singular;
    fit.likelihood = problem.likelihood;
    fit.start_at = Some(found.at);
    Ok(fit)
}

/// Whether the curvature is upward in every direction: neither a saddle nor a valley without a lowest point.
fn is_lowest(hessian: &DMatrix<f64>) -> bool {
    eigen_of(hessian).is_some_and(|eigen| eigen.eigenvalues.min() > 1e-9 * eigen.eigenvalues.max())
}

impl MixedFit {
    /// From columns made orthogonal back to the columns themselves.
    pub(crate) fn turn_back(&mut self, turned: &Turned, restricted: bool) {
        let turn = &turned.turn;
        let own = turn * DVector::from_column_slice(&self.coefficients) + &turned.least_squares;
        self.coefficients = own.iter().copied().collect();
        let back = |inner: &DMatrix<f64>| turn * inner * turn.transpose();
        self.covariance = back(&self.covariance);
        self.widening = back(&self.widening);
        let slopes = self.free.0.iter_mut().chain(&mut self.linear.0);
        slopes.for_each(|slope| *slope = back(slope));
        if restricted {
            self.log_likelihood += turn.diagonal().iter().map(|d| d.abs().ln()).sum::<f64>();
        }
    }
}

fn phi_of(quadratics: &[DMatrix<f64>], psi: &DVector<f64>) -> DVector<f64> {
    DVector::from_iterator(quadratics.len(), quadratics.iter().map(|quadratic| psi.dot(&(quadratic * psi))))
}

fn jacobian_of(quadratics: &[DMatrix<f64>], psi: &DVector<f64>) -> DMatrix<f64> {
    let rows: Vec<_> = quadratics.iter().map(|quadratic| (quadratic * psi * 2.0).transpose()).collect();
    DMatrix::from_rows(&rows)
}

/// A diagonal entry of L that is nothing beside the residual SD (or, without one, beside the outcome's spread).
fn is_singular(covariance: Covariance, psi: &DVector<f64>) -> bool {
    is_within(covariance, psi, SINGULAR)
}

/// Whether a diagonal entry of L is smaller than this part of the unit.
fn is_within(covariance: Covariance, psi: &DVector<f64>, part: f64) -> bool {
    let unit = if covariance.has_residual() { psi.as_slice().last().map_or(1.0, |s| s.abs()) } else { 1.0 };
    let places = covariance.places();
    places.iter().zip(psi.iter()).any(|((row, column), entry)| row == column && entry.abs() < part * unit)
}

fn assemble(
    last: &Evaluation,
    found: &Minimum,
    quadratics: &[DMatrix<f64>],
    covariance: Covariance,
    scale: &Scale,
) -> MixedFit {
    let square = scale.outcome * scale.outcome;
    let back = |inner: &DMatrix<f64>| &last.root * inner * last.root.transpose() * square;
    let linear: Vec<DMatrix<f64>> = last.first.iter().map(back).collect();
    let second: Vec<DMatrix<f64>> = last.second.iter().map(back).collect();
    let fixed = &last.root * last.root.transpose() * square;
    let expected = kenward_roger(&last.restricted_trace);
    let jacobian = jacobian_of(quadratics, &found.at);
    let free = jacobian.column_iter().map(|column| {
        let zero = DMatrix::zeros(last.root.nrows(), last.root.nrows());
        linear.iter().zip(column.iter()).fold(zero, |sum, (derivative, weight)| sum + derivative * *weight)
    });
    let phi = phi_of(quadratics, &found.at);
    let size = covariance.effects();
    let sloped = matches!(covariance, Covariance::Slope | Covariance::SlopeUncorrelated);
    let unit = |effect: usize| if sloped && effect == 1 { scale.time } else { 1.0 };
    let mut effects = DMatrix::zeros(size, size);
    for (&(row, column), value) in covariance.places().iter().zip(phi.iter()) {
        let value = value * square / unit(row) / unit(column);
        effects[(row, column)] = value;
        effects[(column, row)] = value;
    }
    MixedFit {
        coefficients: last.coefficients.iter().map(|value| value * scale.outcome).collect(),
        widening: widening(&fixed, &linear, &second, &expected),
        covariance: fixed,
        effects,
        residual: covariance
            .has_residual()
            .then(|| phi.as_slice().last().map_or(0.0, |value| value * square)),
        log_likelihood: 0.0,
        observations: 0,
        persons: 0,
        parameters: last.coefficients.len() + covariance.parameters(),
        singular: false,
        steps: found.steps,
        likelihood: Likelihood::Full,
        structure: covariance,
        start_at: None,
        free: (free.collect(), satterthwaite(&found.local.hessian)),
        linear: (linear.clone(), expected),
    }
}
