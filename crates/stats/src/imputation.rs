//! Multiple imputation of missing occasions, from moments alone: it costs the same for a hundred persons and for a hundred
//! million, and no row is made.
//!
//! Data augmentation of the multivariate normal distribution (Tanner & Wong, Journal of the American Statistical
//! Association 82 (1987) 528–540; Schafer, *Analysis of Incomplete Multivariate Data*, 1997, 5.4): covariates and occasions
//! are jointly normal with means of their own in each group and one covariance, with Jeffreys' prior. What is missing is
//! taken to be missing at random given the group, the covariates and what was observed. The imputed values of a cell enter
//! through their sums of products only; given the observed ones these are normal (their part along the observed values) and
//! Wishart (the rest), so they are drawn exactly. Departures: delta adjustment and means of a reference (Carpenter, Roger
//! & Kenward, Journal of Biopharmaceutical Statistics 23 (2013) 1352–1371).
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::newton::eigen_of;
use crate::random::Random;
use crate::root::root_between;
use crate::{Moments, Pooled, RepeatedMoments, Unestimable, Unfitted, pool};

/// Where the means of missing occasions come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingMean {
    /// The person's own group: missing at random.
    Own,
    /// Another group (jump to reference).
    Group(u32),
    /// The own group's mean at this occasion: those who are missing have on average come back to where it was.
    Occasion(usize),
}

/// What to impute and how often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Imputation {
    /// Completed data sets (20 or more).
    pub imputations: u32,
    /// Rounds before the first.
    pub burn_in: u32,
    /// Rounds between one and the next.
    pub between: u32,
    /// Seed of the random numbers.
    pub seed: u64,
    /// Where the means of missing values come from.
    pub mean: MissingMean,
}

impl Imputation {
    /// At random, 50 rounds before the first and 10 between two: what a round remembers of the last one falls by the share of
    /// information that is missing, so at one half a thousandth is left after ten.
    pub fn at_random(imputations: u32, seed: u64) -> Self {
        Self { imputations, burn_in: 50, between: 10, seed, mean: MissingMean::Own }
    }
}

/// A change in one completed data set, of those observed at both occasions and of those whose second value is imputed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CompletedChange {
    /// Both occasions observed.
    pub observed: Moments,
    /// The second imputed.
    pub imputed: Moments,
}

impl CompletedChange {
    /// Mean change of all and its squared standard error when everything imputed is moved by `delta`.
    ///
    /// # Errors
    /// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two persons.
    pub fn estimate(&self, delta: f64) -> Result<(f64, f64), Unestimable> {
        let mut all = self.imputed.moved(delta);
        all.merge(&self.observed);
        Ok((all.mean()?, all.variance()? / all.n() as f64))
    }
}

/// Pools completed changes after moving what is imputed by `delta`, with n − 1 degrees of freedom without anything missing.
///
/// # Errors
/// As [`CompletedChange::estimate`] and [`pool`].
pub fn pool_changes(completed: &[CompletedChange], delta: f64, level: f64) -> Result<Pooled, Unestimable> {
    let first = completed.first().ok_or(Unestimable::Empty)?;
    let n = (first.observed.n() + first.imputed.n()) as f64;
    let estimates: Vec<(f64, f64)> =
        completed.iter().map(|change| change.estimate(delta)).collect::<Result<_, _>>()?;
    pool(&estimates, n - 1.0, level)
}

/// The delta nearest to 0 at which the pooled interval reaches `value`; nothing when none within `most` does.
///
/// # Errors
/// As [`pool_changes`].
pub fn tipping_delta(
    completed: &[CompletedChange],
    value: f64,
    most: f64,
    level: f64,
) -> Result<Option<f64>, Unestimable> {
    let now = pool_changes(completed, 0.0, level)?.estimate;
    let miss = |delta: f64| {
        let Ok(pooled) = pool_changes(completed, delta, level) else { return f64::NAN };
        let ends = pooled.estimate.interval;
        // Inside, the way out is to the nearer end; outside, to the end on the side of the value.
        if now.estimate >= value { ends.lower - value } else { value - ends.upper }
    };
    let found = [-1.0, 1.0].into_iter().filter_map(|sign| {
        let steps = (1..=64).map(|k| sign * most * f64::from(k) / 64.0);
        let mut near = 0.0;
        for far in steps {
            if miss(near) * miss(far) <= 0.0 {
                return root_between(near, far, miss);
            }
            near = far;
        }
        None
    });
    Ok(found.min_by(|a, b| a.abs().total_cmp(&b.abs())))
}

/// A cell as the sampler sees it.
struct Part {
    group: usize,
    n: u64,
    observed: Vec<usize>,
    missing: Vec<usize>,
    mean: DVector<f64>,
    cross: DMatrix<f64>,
    /// R with R′R = `cross`, as many rows as its rank.
    root: DMatrix<f64>,
}

/// Parameters of the normal distribution.
struct State {
    means: Vec<DVector<f64>>,
    covariance: DMatrix<f64>,
}

/// Moments of a completed cell, all variables.
struct Completed {
    mean: DVector<f64>,
    cross: DMatrix<f64>,
}

struct Sampler {
    parts: Vec<Part>,
    groups: Vec<u32>,
    counts: Vec<u64>,
    width: usize,
    covariates: usize,
}

fn root_of(cross: &DMatrix<f64>, n: u64) -> Option<DMatrix<f64>> {
    let scale = cross.diagonal().map(|square| square.max(0.0).sqrt());
    let unit = DMatrix::from_fn(cross.nrows(), cross.ncols(), |j, k| {
        let size = scale[j] * scale[k];
        if size > 0.0 { cross[(j, k)] / size } else { 0.0 }
    });
    let eigen = eigen_of(&unit)?;
    let mut rows: Vec<(f64, DVector<f64>)> = eigen
        .eigenvalues
        .iter()
        .zip(eigen.eigenvectors.column_iter())
        .filter(|(value, _)| **value > 1e-12)
        .map(|(value, direction)| (*value, direction.component_mul(&scale) * value.sqrt()))
        .collect();
    rows.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    rows.truncate(usize::try_from(n.saturating_sub(1)).unwrap_or(usize::MAX));
    let mut root = DMatrix::zeros(rows.len(), cross.nrows());
    for (place, (_, row)) in rows.iter().enumerate() {
        root.set_row(place, &row.transpose());
    }
    Some(root)
}

impl Sampler {
    fn new(moments: &RepeatedMoments, group: impl Fn(u32) -> u32) -> Result<Self, Unfitted> {
        let covariates = moments.covariates();
        let width = covariates + moments.occasions();
        let mut groups: Vec<u32> = moments.cells().map(|(key, _)| group(key.class)).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut counts = vec![0; groups.len()];
        let mut parts = Vec::new();
        for (key, cell) in moments.cells() {
            let place = groups.binary_search(&group(key.class)).map_err(|_| Unfitted::BadInput)?;
            counts[place] += cell.n();
            let observed: Vec<usize> =
                (0..covariates).chain(key.occasions().map(|k| k + covariates)).collect();
            let missing = (covariates..width).filter(|k| !observed.contains(k)).collect();
            let size = observed.len();
            let cross = DMatrix::from_fn(size, size, |j, k| cell.cross(j, k));
            let root = root_of(&cross, cell.n()).ok_or(Unfitted::BadInput)?;
            let mean = DVector::from_vec(cell.means());
            parts.push(Part { group: place, n: cell.n(), observed, missing, mean, cross, root });
        }
        let sampler = Self { parts, groups, counts, width, covariates };
        sampler.checked()
    }

    /// Every group must have been seen at every occasion by more persons than there are variables.
    fn checked(self) -> Result<Self, Unfitted> {
        if self.parts.is_empty() {
            return Err(Unfitted::Empty);
        }
        let persons: u64 = self.counts.iter().sum();
        for variable in 0..self.width {
            for group in 0..self.groups.len() {
                let own = self.parts.iter().filter(|part| part.group == group);
                let seen: u64 = own.filter(|part| part.observed.contains(&variable)).map(|part| part.n).sum();
                if seen < 2 {
                    return Err(Unfitted::Undetermined);
                }
            }
        }
        if persons <= (self.width + self.groups.len()) as u64 {
            return Err(Unfitted::Collinear);
        }
        Ok(self)
    }

    /// Means of what was observed, and its variances without covariances.
    fn start(&self) -> Result<State, Unfitted> {
        let mut means = vec![DVector::zeros(self.width); self.groups.len()];
        let mut squares = DVector::zeros(self.width);
        let mut total = DVector::<f64>::zeros(self.width);
        for variable in 0..self.width {
            for (group, means) in means.iter_mut().enumerate() {
                let mut all = (0.0, 0.0, 0.0); // n, mean, squares
                for part in self.parts.iter().filter(|part| part.group == group) {
                    let Some(at) = part.observed.iter().position(|k| *k == variable) else { continue };
                    let (n, mean) = (part.n as f64, part.mean[at]);
                    let sum = all.0 + n;
                    let gap = mean - all.1;
                    all = (
                        sum,
                        all.1 + gap * n / sum,
                        all.2 + part.cross[(at, at)] + gap * gap * all.0 * n / sum,
                    );
                }
                means[variable] = all.1;
                squares[variable] += all.2;
                total[variable] += all.0 - 1.0;
            }
            if squares[variable] <= 0.0 {
                return Err(Unfitted::NoSpread);
            }
        }
        let covariance = DMatrix::from_diagonal(&squares.component_div(&total));
        Ok(State { means, covariance })
    }

    /// Draws what is missing in a cell.
    fn complete(
        &self,
        part: &Part,
        state: &State,
        mean: MissingMean,
        random: &mut Random,
    ) -> Option<Completed> {
        let (o, m) = (&part.observed, &part.missing);
        let own = &state.means[part.group];
        let mut full =
            Completed { mean: DVector::zeros(self.width), cross: DMatrix::zeros(self.width, self.width) };
        for (j, row) in o.iter().enumerate() {
            full.mean[*row] = part.mean[j];
            for (k, column) in o.iter().enumerate() {
                full.cross[(*row, *column)] = part.cross[(j, k)];
            }
        }
        if m.is_empty() {
            return Some(full);
        }
        let pick = |rows: &[usize], columns: &[usize]| {
            DMatrix::from_fn(rows.len(), columns.len(), |j, k| state.covariance[(rows[j], columns[k])])
        };
        let factor = pick(o, o).cholesky()?;
        let between = pick(o, m);
        let slope = factor.solve(&between); // o × m
        let rest = pick(m, m) - between.transpose() * &slope;
        let rest = (&rest + rest.transpose()) * 0.5;
        let rest = rest.cholesky()?.unpack();
        let n = part.n as f64;
        let expected = DVector::from_iterator(m.len(), m.iter().map(|k| self.mean_of(part, *k, state, mean)));
        let away =
            DVector::from_iterator(o.len(), o.iter().zip(part.mean.iter()).map(|(k, mean)| mean - own[*k]));
        let drawn = expected + slope.transpose() * away + random.vector(&rest) / n.sqrt();
        let along = random.normals(part.root.nrows(), m.len()) * rest.transpose();
        let spare = part.n - 1 - part.root.nrows() as u64;
        let errors = along.transpose() * &along + random.scatter(&rest, spare);
        let mixed = part.root.transpose() * along; // o × m
        let with_observed = &part.cross * &slope + &mixed;
        let turned = slope.transpose() * &mixed;
        let inner = slope.transpose() * &part.cross * &slope + &turned + turned.transpose() + errors;
        for (k, column) in m.iter().enumerate() {
            full.mean[*column] = drawn[k];
            for (j, row) in o.iter().enumerate() {
                full.cross[(*row, *column)] = with_observed[(j, k)];
                full.cross[(*column, *row)] = with_observed[(j, k)];
            }
            for (j, row) in m.iter().enumerate() {
                full.cross[(*row, *column)] = inner[(j, k)];
            }
        }
        Some(full)
    }

    fn mean_of(&self, part: &Part, variable: usize, state: &State, mean: MissingMean) -> f64 {
        let own = &state.means[part.group];
        match mean {
            MissingMean::Own => own[variable],
            MissingMean::Group(group) => {
                let place = self.groups.binary_search(&group).unwrap_or(part.group);
                state.means[place][variable]
            }
            MissingMean::Occasion(occasion) => own[self.covariates + occasion],
        }
    }

    /// One round: what is missing given the parameters, then the parameters given everything.
    fn round(&self, state: &State, random: &mut Random) -> Option<State> {
        let zero = DVector::zeros(self.width);
        let mut sums: Vec<(f64, DVector<f64>)> = vec![(0.0, zero); self.groups.len()];
        let mut scatter = DMatrix::zeros(self.width, self.width);
        for part in &self.parts {
            let cell = self.complete(part, state, MissingMean::Own, random)?;
            let (n, mean) = &mut sums[part.group];
            let own = part.n as f64;
            let gap = &cell.mean - &*mean;
            scatter += cell.cross + &gap * gap.transpose() * (*n * own / (*n + own));
            *n += own;
            *mean += gap * (own / *n);
        }
        let persons: f64 = sums.iter().map(|(n, _)| n).sum();
        let factor = scatter.cholesky()?;
        // Σ = L (AA′)⁻¹ L′ with AA′ Wishart is inverse Wishart.
        let bartlett = random.wishart_factor(self.width, persons - self.groups.len() as f64);
        let inverse = bartlett.solve_lower_triangular(&DMatrix::identity(self.width, self.width))?;
        let half = factor.l() * inverse.transpose();
        let covariance = &half * half.transpose();
        let root = covariance.clone().cholesky()?.unpack();
        let means = sums.iter().map(|(n, mean)| mean + random.vector(&root) / n.sqrt()).collect();
        Some(State { means, covariance })
    }

    fn change(
        &self,
        state: &State,
        ends: [usize; 2],
        mean: MissingMean,
        random: &mut Random,
    ) -> Option<CompletedChange> {
        let [from, to] = ends.map(|occasion| occasion + self.covariates);
        let mut change = CompletedChange::default();
        for part in self.parts.iter().filter(|part| part.observed.contains(&from)) {
            let cell = self.complete(part, state, mean, random)?;
            let squares = cell.cross[(from, from)] + cell.cross[(to, to)] - 2.0 * cell.cross[(from, to)];
            let own = Moments::from_parts(part.n, cell.mean[to] - cell.mean[from], squares.max(0.0));
            if part.observed.contains(&to) { change.observed.merge(&own) } else { change.imputed.merge(&own) }
        }
        Some(change)
    }
}

/// The change from one occasion to another in each completed data set, of everybody observed at the first; classes of the
/// moments are put into groups with means of their own (`|_| 0` for one group).
///
/// # Errors
/// [`Unfitted::BadInput`] for occasions or a reference that are not there or no imputation; [`Unfitted::Empty`];
/// [`Unfitted::NoSpread`] for a constant variable; [`Unfitted::Undetermined`] when a group was seen at an occasion by fewer
/// than two persons, or variables depend on each other; [`Unfitted::Collinear`] with fewer persons than variables.
pub fn impute_change(
    moments: &RepeatedMoments,
    [from, to]: [usize; 2],
    group: impl Fn(u32) -> u32,
    options: Imputation,
) -> Result<Vec<CompletedChange>, Unfitted> {
    let sampler = Sampler::new(moments, group)?;
    let reference = match options.mean {
        MissingMean::Own => true,
        MissingMean::Group(group) => sampler.groups.contains(&group),
        MissingMean::Occasion(occasion) => occasion < moments.occasions(),
    };
    if from == to || from.max(to) >= moments.occasions() || options.imputations == 0 || !reference {
        return Err(Unfitted::BadInput);
    }
    let mut random = Random::seeded(options.seed);
    let mut state = sampler.start()?;
    let mut all = Vec::new();
    for k in 0..options.imputations {
        for _ in 0..if k == 0 { options.burn_in } else { options.between } {
            state = sampler.round(&state, &mut random).ok_or(Unfitted::Undetermined)?;
        }
        let change = sampler.change(&state, [from, to], options.mean, &mut random);
        all.push(change.ok_or(Unfitted::Undetermined)?);
    }
    Ok(all)
}
