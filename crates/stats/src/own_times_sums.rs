//! The kernel of `own_times.rs`: the deviance and its derivatives from each person's sums.
//!
//! With A = Z′Z and D the covariance of the random effects, V⁻¹ = (I − Z K Z′)/s², K = D (s²I + A D)⁻¹ (Woodbury), so that
//! for columns u, v with sums w = Z′u all of u′V⁻¹v, u′V⁻¹GV⁻¹v and u′V⁻¹GV⁻¹GV⁻¹v follow from w and two by two matrices.
//! V is homogeneous in the variances: what belongs to the residual variance is the rest of what belongs to the others
//! (Euler), and needs no sums.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use std::f64::consts::PI;

use nalgebra::{DMatrix, DVector};

use crate::covariance::Covariance;
use crate::deviance::{Evaluation, Sums};
use crate::parallel::in_portions;

/// Sums of many persons.
pub(crate) struct Persons {
    width: usize,
    /// Of each: number, sum and sum of squares of times.
    times: Vec<[f64; 3]>,
    /// Of each: sums of the columns and the outcome, then of their products with time.
    sums: Vec<f64>,
    /// Sums of products of columns and outcome over all, lower triangle by rows.
    products: Vec<f64>,
}

/// Kinds of sums: u′V⁻¹v; three times products of h; nine of these with an entry of T.
const KINDS: usize = 13;

struct Portion {
    /// tr(T E) of the three directions, and ln |V| less what the residual variance alone gives.
    traces: [f64; 4],
    /// tr(T Eᵢ T Eⱼ), lower triangle by rows.
    pairs: [f64; 6],
    matrices: Vec<f64>,
}

/// What the parameters make of one person.
struct Small {
    /// K: entries 11, 12, 22.
    k: [f64; 3],
    /// (I − A K)/s², by rows.
    h: [f64; 4],
    /// T = (I − A K) A/s²: entries 11, 12, 22.
    t: [f64; 3],
    log_determinant: f64,
}

impl Small {
    fn of([n, sum, square]: [f64; 3], [d11, d21, d22, s2]: [f64; 4]) -> Option<Self> {
        // s²I + A D
        let (m11, m12) = (s2 + n * d11 + sum * d21, n * d21 + sum * d22);
        let (m21, m22) = (sum * d11 + square * d21, s2 + sum * d21 + square * d22);
        let determinant = m11 * m22 - m12 * m21;
        if determinant.is_nan() || determinant <= 0.0 {
            return None;
        }
        let (k11, k12) = ((d11 * m22 - d21 * m21) / determinant, (d21 * m11 - d11 * m12) / determinant);
        let k22 = (d22 * m11 - d21 * m12) / determinant;
        // (I − A K)/s² = (s²I + A D)⁻¹
        let h = [m22 / determinant, -m12 / determinant, -m21 / determinant, m11 / determinant];
        let t = [h[0] * n + h[1] * sum, h[0] * sum + h[1] * square, h[2] * sum + h[3] * square];
        Some(Self { k: [k11, k12, k22], h, t, log_determinant: determinant.ln() })
    }
}

impl Persons {
    pub(crate) fn new(width: usize) -> Self {
        let products = vec![0.0; width * (width + 1) / 2];
        Self { width, times: Vec::new(), sums: Vec::new(), products }
    }

    /// The next observations are another person's.
    pub(crate) fn begin(&mut self) {
        self.times.push([0.0; 3]);
        self.sums.resize(self.sums.len() + 2 * self.width, 0.0);
    }

    /// Takes in an observation of the last person.
    pub(crate) fn add(&mut self, time: f64, row: &[f64]) {
        if let Some(times) = self.times.last_mut() {
            *times = [times[0] + 1.0, times[1] + time, times[2] + time * time];
        }
        let from = self.sums.len().saturating_sub(2 * self.width);
        let (plain, timed) = self.sums[from..].split_at_mut(self.width);
        for ((plain, timed), value) in plain.iter_mut().zip(timed).zip(row) {
            *plain += value;
            *timed += value * time;
        }
        let mut products = self.products.iter_mut();
        for (j, a) in row.iter().enumerate() {
            for (b, own) in row[..=j].iter().zip(products.by_ref()) {
                *own += a * b;
            }
        }
    }

    pub(crate) fn append(&mut self, other: Self) {
        self.times.extend(other.times);
        self.sums.extend(other.sums);
        for (own, their) in self.products.iter_mut().zip(other.products) {
            *own += their;
        }
    }

    pub(crate) fn residual_squares(&self) -> f64 {
        self.products.last().copied().unwrap_or(0.0)
    }

    /// The outcome in other units.
    pub(crate) fn divide_outcome(&mut self, unit: f64) {
        for sums in self.sums.chunks_exact_mut(self.width) {
            sums[self.width - 1] /= unit;
        }
        let last = self.products.len() - self.width;
        for (k, product) in self.products[last..].iter_mut().enumerate() {
            *product /= if k + 1 == self.width { unit * unit } else { unit };
        }
    }

    fn portion(&self, range: std::ops::Range<usize>, phi: [f64; 4]) -> Option<Portion> {
        let entries = self.products.len();
        let mut portion = Portion { traces: [0.0; 4], pairs: [0.0; 6], matrices: vec![0.0; KINDS * entries] };
        let mut room = vec![0.0; 6 * entries];
        let mut h = vec![0.0; 2 * self.width];
        for (times, sums) in self.times[range.clone()].iter().zip(
            self.sums[range.start * 2 * self.width..range.end * 2 * self.width].chunks_exact(2 * self.width),
        ) {
            let small = Small::of(*times, phi)?;
            let [t11, t12, t22] = small.t;
            for (sum, value) in portion.traces.iter_mut().zip([t11, 2.0 * t12, t22, small.log_determinant]) {
                *sum += value;
            }
            let pairs = [
                t11 * t11,
                2.0 * t11 * t12,
                2.0 * (t11 * t22 + t12 * t12),
                t12 * t12,
                2.0 * t12 * t22,
                t22 * t22,
            ];
            for (sum, value) in portion.pairs.iter_mut().zip(pairs) {
                *sum += value;
            }
            let (first, second) = sums.split_at(self.width);
            let (h1, h2) = h.split_at_mut(self.width);
            for ((h1, h2), (a, b)) in h1.iter_mut().zip(h2).zip(first.iter().zip(second)) {
                *h1 = small.h[0] * a + small.h[1] * b;
                *h2 = small.h[2] * a + small.h[3] * b;
            }
            products(&mut room[3 * entries..], first, second);
            let (h1, h2) = h.split_at(self.width);
            products(&mut room[..3 * entries], h1, h2);
            add_matrices(&mut portion.matrices, &room, &small, entries);
        }
        Some(portion)
    }

    /// The deviance and its derivatives; the columns are those of the sums.
    pub(crate) fn evaluate(
        &self,
        covariance: Covariance,
        phi: &DVector<f64>,
        restricted: bool,
        second: bool,
    ) -> Option<Evaluation> {
        let last = phi.len() - 1;
        let s2 = phi[last];
        // Which of the directions 11, 21, 22 there are.
        let used: &[usize] = match covariance {
            Covariance::Intercept => &[0],
            Covariance::SlopeUncorrelated => &[0, 2],
            _ => &[0, 1, 2],
        };
        let mut full = [0.0, 0.0, 0.0, s2];
        used.iter().zip(phi.iter()).for_each(|(place, value)| full[*place] = *value);
        if s2 <= 0.0 {
            return None;
        }
        let entries = self.products.len();
        let mut sum = Portion { traces: [0.0; 4], pairs: [0.0; 6], matrices: vec![0.0; KINDS * entries] };
        for portion in in_portions(self.times.len(), |range| self.portion(range, full)) {
            sum.take_in(&portion?);
        }
        self.finish(&sum, (used, phi), restricted, second)
    }

    fn finish(
        &self,
        sum: &Portion,
        (used, phi): (&[usize], &DVector<f64>),
        restricted: bool,
        second: bool,
    ) -> Option<Evaluation> {
        let (size, s2) = (phi.len(), phi[phi.len() - 1]);
        let n: f64 = self.times.iter().map(|times| times[0]).sum();
        let persons = self.times.len() as f64;
        let entries = self.products.len();
        let square = |kind: usize| unpacked(&sum.matrices[kind * entries..(kind + 1) * entries], self.width);
        let inner = (unpacked(&self.products, self.width) - square(0)) / s2;
        let direction = |k: usize| square(1 + used[k]);
        let pair = |j: usize, k: usize| pair_matrix(used[j.max(k)], used[j.min(k)], &square);
        // Of each direction, the residual variance's last.
        let mut first: Vec<DMatrix<f64>> = (0..size - 1).map(direction).collect();
        let rest = first.iter().zip(phi.iter()).fold(inner.clone(), |rest, (own, value)| rest - own * *value);
        first.push(rest / s2);
        let mut both: Vec<Vec<DMatrix<f64>>> =
            (0..size - 1).map(|j| (0..=j).map(|k| pair(j, k)).collect()).collect();
        let of = |both: &[Vec<DMatrix<f64>>], j: usize, k: usize| both[j.max(k)][j.min(k)].clone();
        let mut lowest = Vec::new();
        for (k, own) in first.iter().enumerate().take(size - 1) {
            let rest = (0..size - 1).fold(own.clone(), |rest, j| rest - of(&both, j, k) * phi[j]);
            lowest.push(rest / s2);
        }
        let rest =
            lowest.iter().zip(phi.iter()).fold(first[size - 1].clone(), |rest, (own, v)| rest - own * *v);
        lowest.push(rest / s2);
        both.push(lowest);
        let (plain, pairs) = traces(sum, used, phi, n);
        let log_v = (n - 2.0 * persons) * s2.ln() + sum.traces[3];
        let p = self.width - 1;
        let factor = inner.view((0, 0), (p, p)).into_owned().cholesky()?;
        let beta = factor.solve(&inner.view((0, p), (p, 1)).column(0).into_owned());
        let root = factor.l().solve_lower_triangular(&DMatrix::identity(p, p))?.transpose();
        let residual = inner[(p, p)] - inner.view((0, p), (p, 1)).column(0).dot(&beta);
        let log_x = 2.0 * factor.l_dirty().diagonal().iter().map(|d| d.ln()).sum::<f64>();
        let mut away = -beta.clone().insert_row(p, 0.0);
        away[p] = 1.0;
        let mut sums = Sums::new(size, p, second);
        sums.fill(&root, &away, (plain, pairs), (&first, &both), second);
        let free = if restricted { (n - p as f64) * (2.0 * PI).ln() + log_x } else { n * (2.0 * PI).ln() };
        let found = sums.finish(restricted, free + log_v + residual, beta, root);
        found.deviance.is_finite().then_some(found)
    }
}

impl Portion {
    fn take_in(&mut self, other: &Self) {
        let own = self.traces.iter_mut().chain(&mut self.pairs).chain(&mut self.matrices);
        let their = other.traces.iter().chain(&other.pairs).chain(&other.matrices);
        own.zip(their).for_each(|(own, their)| *own += their);
    }
}

/// a₁b₁, a₁b₂ + a₂b₁, a₂b₂ of all pairs of columns, lower triangle by rows, one after the other.
fn products(room: &mut [f64], first: &[f64], second: &[f64]) {
    let entries = room.len() / 3;
    let (ones, rest) = room.split_at_mut(entries);
    let (mixed, twos) = rest.split_at_mut(entries);
    let mut at = 0;
    for (j, (a1, a2)) in first.iter().zip(second).enumerate() {
        let end = at + j + 1;
        let places = ones[at..end].iter_mut().zip(&mut mixed[at..end]).zip(&mut twos[at..end]);
        for (((one, mixed), two), (b1, b2)) in places.zip(first.iter().zip(second)) {
            *one = a1 * b1;
            *mixed = a1 * b2 + a2 * b1;
            *two = a2 * b2;
        }
        at = end;
    }
}

/// Adds one person to the thirteen kinds of sums.
fn add_matrices(matrices: &mut [f64], room: &[f64], small: &Small, entries: usize) {
    let plain = &room[3 * entries..];
    let [k11, k12, k22] = small.k;
    let mut kinds = matrices.chunks_exact_mut(entries);
    let mut kind = || kinds.next().unwrap_or_default();
    let parts = plain[..entries].iter().zip(&plain[entries..2 * entries]).zip(&plain[2 * entries..]);
    for (sum, ((ones, mixed), twos)) in kind().iter_mut().zip(parts) {
        *sum += k11 * ones + k12 * mixed + k22 * twos;
    }
    for t in [1.0].into_iter().chain(small.t) {
        for part in room[..3 * entries].chunks_exact(entries) {
            for (sum, value) in kind().iter_mut().zip(part) {
                *sum += t * value;
            }
        }
    }
}

/// Σ h′EᵢT Eⱼh, made symmetric, of directions i ≥ j (11, 21, 22 are 0, 1, 2). Kinds 4–12: T₁₁, T₁₂, T₂₂ times the three
/// products.
fn pair_matrix(i: usize, j: usize, square: &dyn Fn(usize) -> DMatrix<f64>) -> DMatrix<f64> {
    match (i, j) {
        (0, 0) => square(4),
        (1, 0) => square(5) * 0.5 + square(7),
        (2, 0) => square(8) * 0.5,
        (1, 1) => square(6) + square(8) + square(10),
        (2, 1) => square(9) + square(11) * 0.5,
        _ => square(12),
    }
}

fn unpacked(entries: &[f64], width: usize) -> DMatrix<f64> {
    let mut matrix = DMatrix::zeros(width, width);
    let mut all = entries.iter();
    for j in 0..width {
        for (k, value) in all.by_ref().take(j + 1).enumerate() {
            matrix[(j, k)] = *value;
            matrix[(k, j)] = *value;
        }
    }
    matrix
}

/// tr(V⁻¹Gᵢ) and tr(V⁻¹GᵢV⁻¹Gⱼ) of the directions used and of the residual variance.
fn traces(sum: &Portion, used: &[usize], phi: &DVector<f64>, n: f64) -> (DVector<f64>, DMatrix<f64>) {
    let (size, s2) = (phi.len(), phi[phi.len() - 1]);
    let place = |i: usize, j: usize| i.max(j) * (i.max(j) + 1) / 2 + i.min(j);
    let mut plain = DVector::from_fn(size, |k, _| if k + 1 < size { sum.traces[used[k]] } else { 0.0 });
    let mut pairs = DMatrix::from_fn(size, size, |j, k| {
        if j.max(k) + 1 < size { sum.pairs[place(used[j], used[k])] } else { 0.0 }
    });
    let last = size - 1;
    plain[last] = (n - (0..last).map(|k| phi[k] * plain[k]).sum::<f64>()) / s2;
    for k in 0..last {
        let value = (plain[k] - (0..last).map(|j| phi[j] * pairs[(k, j)]).sum::<f64>()) / s2;
        pairs[(k, last)] = value;
        pairs[(last, k)] = value;
    }
    pairs[(last, last)] = (plain[last] - (0..last).map(|k| phi[k] * pairs[(k, last)]).sum::<f64>()) / s2;
    (plain, pairs)
}
