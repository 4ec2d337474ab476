//! Multiple imputation of missing occasions, from moments alone: it costs the same for a hundred persons and for a hundred
//! million, and no row is made.
//!
//! Monotone data augmentation of the multivariate normal distribution (Tanner & Wong, Journal of the American Statistical
//! Association 82 (1987) 528–540; Schafer, *Analysis of Incomplete Multivariate Data*, 1997, 6.5): covariates and occasions
//! are jointly normal with means of their own in each group and one covariance, with Jeffreys' prior. What is missing is
//! taken to be missing at random given the group, the covariates and what was observed. The imputed values of a cell enter
//! through their sums of products only; given the observed ones these are normal (their part along the observed values) and
//! Wishart (the rest), so they are drawn exactly. Departures: delta adjustment and means of a reference (Carpenter, Roger
//! & Kenward, Journal of Biopharmaceutical Statistics 23 (2013) 1352–1371).

use crate::imputation_sampler::Sampler;
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
    /// Seed of the random numbers.
    pub seed: u64,
    /// Where the means of missing values come from.
    pub mean: MissingMean,
}

impl Imputation {
    /// Missing at random. There are as many rounds between two data sets as it takes until a hundredth is left of what they
    /// have in common.
    pub fn at_random(imputations: u32, seed: u64) -> Self {
        Self { imputations, seed, mean: MissingMean::Own }
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

/// The change from one occasion to another in each completed data set, of everybody observed at the first; classes of the
/// moments are put into groups with means of their own (`|_| 0` for one group).
///
/// # Errors
/// [`Unfitted::BadInput`] for occasions or a reference that are not there or no imputation; [`Unfitted::Empty`];
/// [`Unfitted::NoSpread`] for a constant variable; [`Unfitted::Undetermined`] when a group was seen at an occasion by fewer
/// than two persons or by too few to tell how it goes with the others, or variables depend on each other; [`Unfitted::Collinear`] with fewer persons than variables.
pub fn impute_change(
    moments: &RepeatedMoments,
    [from, to]: [usize; 2],
    group: impl Fn(u32) -> u32,
    options: Imputation,
) -> Result<Vec<CompletedChange>, Unfitted> {
    let mut sampler = Sampler::new(moments, group)?;
    let parts = sampler.parts();
    let reference = match options.mean {
        MissingMean::Own => true,
        MissingMean::Group(group) => parts.group(group).is_some(),
        MissingMean::Occasion(occasion) => parts.variable(occasion).is_some(),
    };
    let ends = parts.variable(from).zip(parts.variable(to)).filter(|_| from != to && reference);
    let (Some(ends), 1..) = (ends, options.imputations) else { return Err(Unfitted::BadInput) };
    let mut random = Random::seeded(options.seed);
    let mut state = sampler.start()?;
    let [burn_in, between] = sampler.rounds();
    let mut all = Vec::new();
    for k in 0..options.imputations {
        for _ in 0..if k == 0 { burn_in + between } else { between } {
            sampler.round(&mut state, &mut random).ok_or(Unfitted::Undetermined)?;
        }
        let change = sampler.change(&state, ends.into(), options.mean, &mut random);
        all.push(change.ok_or(Unfitted::Undetermined)?);
    }
    Ok(all)
}
