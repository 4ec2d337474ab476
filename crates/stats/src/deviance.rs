//! −2 log likelihood (ML) or restricted likelihood (REML) of a linear model with covariance V(φ) linear in φ, the
//! coefficients profiled out, with its gradient and Hessian.
//!
//! Harville, Journal of the American Statistical Association 72 (1977) 320–340: with P = V⁻¹ − V⁻¹X(X′V⁻¹X)⁻¹X′V⁻¹ the
//! REML derivatives are tr(P Gᵢ) − y′P Gᵢ P y and −tr(P Gᵢ P Gⱼ) + 2 y′P Gᵢ P Gⱼ P y; ML has V⁻¹ for P in the
//! traces. Rows are whitened by the Cholesky factor of V and coefficients solved by QR, so nothing is squared.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use std::f64::consts::PI;

use nalgebra::{DMatrix, DVector};

use crate::block::Block;
use crate::covariance::Covariance;
use crate::triangular::dot;

/// How V of a group changes with φ of this number.
struct Direction {
    parameter: usize,
    matrix: DMatrix<f64>,
}

/// Persons with the same random-effects matrix.
pub(crate) struct Group {
    persons: f64,
    /// Occasions of a group.
    size: usize,
    /// Only those that are not nothing: of an unstructured covariance the others are of occasions that these persons lack.
    directions: Vec<Direction>,
    rows: Vec<DMatrix<f64>>,
}

impl Group {
    /// Blocks with the same occasions and times become one group.
    pub(crate) fn all(blocks: &[Block], covariance: Covariance) -> Vec<Self> {
        let mut z: Vec<DMatrix<f64>> = Vec::new();
        let mut groups: Vec<Self> = Vec::new();
        for block in blocks {
            let effects = covariance.effects_of(block);
            // Few distinct ones as a rule; when every person has own times they hardly ever meet.
            let known = if z.len() < 256 { z.iter().position(|other| *other == effects) } else { None };
            if let Some(group) = known.and_then(|k| groups.get_mut(k)) {
                group.persons += block.persons as f64;
                group.rows.extend(block.rows.iter().cloned());
                continue;
            }
            groups.push(Self::of(block, covariance.directions(&effects)));
            z.push(effects);
        }
        groups
    }

    /// A block with given directions.
    pub(crate) fn of(block: &Block, directions: Vec<DMatrix<f64>>) -> Self {
        let size = directions.first().map_or(0, DMatrix::nrows);
        let numbered = directions.into_iter().enumerate();
        let directions = numbered
            .filter(|(_, matrix)| matrix.iter().any(|entry| *entry != 0.0))
            .map(|(parameter, matrix)| Direction { parameter, matrix })
            .collect();
        Self { persons: block.persons as f64, size, directions, rows: block.rows.clone() }
    }
}

/// The value and derivatives at one φ.
pub(crate) struct Evaluation {
    pub(crate) deviance: f64,
    pub(crate) gradient: DVector<f64>,
    pub(crate) hessian: DMatrix<f64>,
    /// tr(P Gᵢ P Gⱼ), also under ML.
    pub(crate) restricted_trace: DMatrix<f64>,
    pub(crate) coefficients: DVector<f64>,
    /// Inverse of the triangular R with R′R = X′V⁻¹X.
    pub(crate) root: DMatrix<f64>,
    /// X′V⁻¹GᵢV⁻¹X in the coordinates of R.
    pub(crate) first: Vec<DMatrix<f64>>,
    /// X′V⁻¹GᵢV⁻¹GⱼV⁻¹X in the coordinates of R, by rows of the upper triangle; only when asked for.
    pub(crate) second: Vec<DMatrix<f64>>,
}

struct White {
    persons: f64,
    size: usize,
    directions: Vec<Direction>,
    rows: Vec<DMatrix<f64>>,
    log_determinant: f64,
}

fn whiten(group: &Group, phi: &DVector<f64>) -> Option<White> {
    let mut v = DMatrix::zeros(group.size, group.size);
    for direction in &group.directions {
        v += &direction.matrix * phi[direction.parameter];
    }
    let factor = v.cholesky()?.unpack();
    let log_determinant = 2.0 * factor.diagonal().iter().map(|d| d.ln()).sum::<f64>();
    let mut directions = Vec::with_capacity(group.directions.len());
    for direction in &group.directions {
        // L⁻¹ G L⁻ᵀ, in place: G is symmetric.
        let mut matrix = direction.matrix.clone();
        for _ in 0..2 {
            if !factor.solve_lower_triangular_mut(&mut matrix) {
                return None;
            }
            matrix.transpose_mut();
        }
        directions.push(Direction { parameter: direction.parameter, matrix });
    }
    let rows: Option<Vec<_>> = group.rows.iter().map(|rows| factor.solve_lower_triangular(rows)).collect();
    Some(White { persons: group.persons, size: group.size, directions, rows: rows?, log_determinant })
}

/// The triangular factor of many rows, taken in by portions.
pub(crate) fn triangular_factor<'a>(
    parts: impl Iterator<Item = &'a DMatrix<f64>>,
    width: usize,
) -> DMatrix<f64> {
    const PORTION: usize = 256;
    let mut factor: DMatrix<f64> = DMatrix::zeros(width, width);
    let mut waiting: Vec<&DMatrix<f64>> = Vec::new();
    let mut count = 0;
    let absorb = |factor: &DMatrix<f64>, waiting: &[&DMatrix<f64>], count: usize| {
        let mut stacked = DMatrix::zeros(width + count, width);
        stacked.rows_mut(0, width).copy_from(factor);
        let mut at = width;
        for part in waiting {
            stacked.rows_mut(at, part.nrows()).copy_from(part);
            at += part.nrows();
        }
        stacked.qr().r()
    };
    for part in parts {
        waiting.push(part);
        count += part.nrows();
        if count >= PORTION {
            factor = absorb(&factor, &waiting, count);
            waiting.clear();
            count = 0;
        }
    }
    if count > 0 { absorb(&factor, &waiting, count) } else { factor }
}

/// Number of observations.
pub(crate) fn observations(groups: &[Group]) -> f64 {
    groups.iter().map(|group| group.persons * group.size as f64).sum()
}

/// Evaluates; nothing where V is not positive definite or the columns are dependent.
pub(crate) fn evaluate(
    groups: &[Group],
    phi: &DVector<f64>,
    restricted: bool,
    second: bool,
) -> Option<Evaluation> {
    let width = groups.first()?.rows.first()?.ncols();
    let p = width - 1;
    let white: Vec<White> = groups.iter().map(|group| whiten(group, phi)).collect::<Option<_>>()?;
    let factor = triangular_factor(white.iter().flat_map(|group| &group.rows), width);
    let r = factor.view((0, 0), (p, p)).into_owned();
    let coefficients = r.solve_upper_triangular(&factor.view((0, p), (p, 1)).column(0).into_owned())?;
    let root = r.solve_upper_triangular(&DMatrix::identity(p, p))?;
    let residual = factor[(p, p)] * factor[(p, p)];
    let log_v: f64 = white.iter().map(|group| group.persons * group.log_determinant).sum();
    let log_x = 2.0 * r.diagonal().iter().map(|d| d.abs().ln()).sum::<f64>();
    let n = observations(groups);
    let deviance = if restricted { (n - p as f64) * (2.0 * PI).ln() + log_x } else { n * (2.0 * PI).ln() }
        + log_v
        + residual;
    let mut sums = Sums::new(phi.len(), p, second);
    for group in &white {
        sums.take_in(group, &coefficients, &root, second);
    }
    let evaluation = sums.finish(restricted, deviance, coefficients, root);
    evaluation.deviance.is_finite().then_some(evaluation)
}

/// All columns but the last, one after the other, and the last.
fn parts(matrix: &DMatrix<f64>) -> (&[f64], &[f64]) {
    matrix.as_slice().split_at(matrix.len() - matrix.nrows())
}

/// Adds A′B of two matrices whose columns of this size lie one after the other: far too small for the routines
/// that multiply large ones to pay.
fn add_products(sum: &mut [f64], a: &[f64], b: &[f64], size: usize) {
    let products = b.chunks_exact(size).flat_map(|b| a.chunks_exact(size).map(move |a| dot(a, b)));
    for (sum, product) in sum.iter_mut().zip(products) {
        *sum += product;
    }
}

/// Sums over groups, in the coordinates in which X′V⁻¹X is the identity.
pub(crate) struct Sums {
    /// tr(V⁻¹Gᵢ)
    plain: DVector<f64>,
    /// tr(V⁻¹GᵢV⁻¹Gⱼ)
    pairs: DMatrix<f64>,
    first: Vec<DMatrix<f64>>,
    second: Vec<DMatrix<f64>>,
    second_trace: DMatrix<f64>,
    /// r′V⁻¹GᵢV⁻¹r
    residual: DVector<f64>,
    residual_pairs: DMatrix<f64>,
    /// X′V⁻¹GᵢV⁻¹r
    mixed: Vec<DVector<f64>>,
}

impl Sums {
    /// Nothing yet; `second`: X′V⁻¹GᵢV⁻¹GⱼV⁻¹X will be asked for.
    pub(crate) fn new(parameters: usize, p: usize, second: bool) -> Self {
        let pairs = if second { parameters * (parameters + 1) / 2 } else { 0 };
        let square = || DMatrix::zeros(parameters, parameters);
        Self {
            plain: DVector::zeros(parameters),
            pairs: square(),
            first: vec![DMatrix::zeros(p, p); parameters],
            second: vec![DMatrix::zeros(p, p); pairs],
            second_trace: square(),
            residual: DVector::zeros(parameters),
            residual_pairs: square(),
            mixed: vec![DVector::zeros(p); parameters],
        }
    }

    fn take_in(&mut self, group: &White, beta: &DVector<f64>, root: &DMatrix<f64>, second: bool) {
        let p = beta.len();
        for (at, Direction { parameter: i, matrix }) in group.directions.iter().enumerate() {
            self.plain[*i] += group.persons * matrix.trace();
            for other in &group.directions[..=at] {
                self.pairs[(*i, other.parameter)] += group.persons * matrix.dot(&other.matrix);
            }
        }
        // [columns in the coordinates of R | residual], and the same turned by each direction.
        let mut own = DMatrix::zeros(group.size, p + 1);
        let turned = group.directions.iter().map(|direction| (direction.parameter, own.clone()));
        let mut turned: Vec<(usize, DMatrix<f64>)> = turned.collect();
        for rows in &group.rows {
            let x = rows.columns(0, p);
            own.columns_mut(0, p).gemm(1.0, &x, root, 0.0);
            own.column_mut(p).copy_from(&rows.column(p));
            own.column_mut(p).gemv(-1.0, &x, beta, 1.0);
            for (direction, (_, turned)) in group.directions.iter().zip(&mut turned) {
                turned.gemm(1.0, &direction.matrix, &own, 0.0);
            }
            self.add_turned(&own, &turned, second);
        }
    }

    fn add_turned(&mut self, own: &DMatrix<f64>, turned: &[(usize, DMatrix<f64>)], second: bool) {
        let size = own.nrows();
        let (e, r) = parts(own);
        for (at, (i, by_i)) in turned.iter().enumerate() {
            let (ge, gr) = parts(by_i);
            self.residual[*i] += dot(r, gr);
            add_products(self.first[*i].as_mut_slice(), e, ge, size);
            add_products(self.mixed[*i].as_mut_slice(), e, gr, size);
            for (j, by_j) in &turned[..=at] {
                let (other_e, other_r) = parts(by_j);
                self.second_trace[(*i, *j)] += dot(ge, other_e);
                self.residual_pairs[(*i, *j)] += dot(gr, other_r);
                if second {
                    let pair = i * (i + 1) / 2 + j;
                    add_products(self.second[pair].as_mut_slice(), ge, other_e, size);
                }
            }
        }
    }

    /// From sums over [columns | outcome]: `away` is (−coefficients, 1); traces and their pairs; X′V⁻¹GᵢV⁻¹X and
    /// X′V⁻¹GᵢV⁻¹GⱼV⁻¹X (lower triangle by rows) of both.
    pub(crate) fn fill(
        &mut self,
        root: &DMatrix<f64>,
        away: &DVector<f64>,
        (plain, pairs): (DVector<f64>, DMatrix<f64>),
        (first, both): (&[DMatrix<f64>], &[Vec<DMatrix<f64>>]),
        second: bool,
    ) {
        let p = root.nrows();
        self.plain = plain;
        self.pairs = pairs;
        for (k, own) in first.iter().enumerate() {
            let turned = own * away;
            self.residual[k] = away.dot(&turned);
            self.mixed[k] = root.transpose() * turned.rows(0, p);
            self.first[k] = root.transpose() * own.view((0, 0), (p, p)) * root;
        }
        let mut place = 0;
        for (j, row) in both.iter().enumerate() {
            for (k, own) in row.iter().enumerate() {
                let inner = root.transpose() * own.view((0, 0), (p, p)) * root;
                self.second_trace[(j, k)] = inner.trace();
                self.residual_pairs[(j, k)] = away.dot(&(own * away));
                if second {
                    self.second[place] = inner;
                }
                place += 1;
            }
        }
    }

    pub(crate) fn finish(
        self,
        restricted: bool,
        deviance: f64,
        coefficients: DVector<f64>,
        root: DMatrix<f64>,
    ) -> Evaluation {
        let size = self.plain.len();
        let mut gradient = &self.plain - &self.residual;
        let [mut restricted_trace, mut hessian] = [(); 2].map(|()| DMatrix::zeros(size, size));
        for (i, (fi, mi)) in self.first.iter().zip(&self.mixed).enumerate() {
            if restricted {
                gradient[i] -= fi.trace();
            }
            for (j, (fj, mj)) in self.first.iter().zip(&self.mixed).enumerate().take(i + 1) {
                let plain = self.pairs[(i, j)];
                let reduced = plain - 2.0 * self.second_trace[(i, j)] + fi.dot(fj);
                let used = if restricted { reduced } else { plain };
                let curvature = 2.0 * (self.residual_pairs[(i, j)] - mi.dot(mj)) - used;
                for place in [(i, j), (j, i)] {
                    restricted_trace[place] = reduced;
                    hessian[place] = curvature;
                }
            }
        }
        let (first, second) = (self.first, self.second);
        Evaluation { deviance, gradient, hessian, restricted_trace, coefficients, root, first, second }
    }
}
