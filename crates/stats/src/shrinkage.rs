//! Random effects between units: how much they differ beyond chance, and each unit drawn towards the mean by as much as
//! its own number cannot say.
//!
//! `DerSimonian` & Laird, Controlled Clinical Trials 7 (1986) 177–188; restricted likelihood: Viechtbauer, Journal of
//! Educational and Behavioral Statistics 30 (2005) 261–293; interval of the mean: Knapp & Hartung, Statistics in Medicine
//! 22 (2003) 2693–2710; empirical Bayes estimates: Raudenbush & Bryk 1985. As R's metafor `rma(method = "REML")` and
//! `blup`.

use crate::normal::z_of_level;
use crate::{Estimate, Interval, Unestimable};

/// A unit's estimate and its squared standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitEstimate {
    /// The estimate, on a scale on which it is about normal (for shares the logit).
    pub estimate: f64,
    /// Its variance.
    pub variance: f64,
}

impl UnitEstimate {
    /// The logit of x / n with variance 1/x + 1/(n − x); ½ is added to both counts when one of them is 0.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] for n = 0, [`Unestimable::BadInput`] for x > n.
    pub fn logit(x: u64, n: u64) -> Result<Self, Unestimable> {
        if n == 0 {
            return Err(Unestimable::Empty);
        }
        let no = n.checked_sub(x).ok_or(Unestimable::BadInput)?;
        let more = if x == 0 || no == 0 { 0.5 } else { 0.0 };
        let (a, b) = (x as f64 + more, no as f64 + more);
        Ok(Self { estimate: (a / b).ln(), variance: 1.0 / a + 1.0 / b })
    }
}

/// How the variance between units is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heterogeneity {
    /// Restricted maximum likelihood.
    Reml,
    /// Moments, after `DerSimonian` and Laird.
    DerSimonianLaird,
}

/// A unit drawn towards the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunken {
    /// Weight of the unit's own estimate, 0–1.
    pub weight: f64,
    /// The estimate.
    pub estimate: f64,
    /// Its standard error of prediction.
    pub se: f64,
    /// Its interval.
    pub interval: Interval,
}

/// Units taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomEffects {
    /// Mean with a normal test and interval.
    pub mean: Estimate,
    /// Mean with Knapp and Hartung's standard error, and t with units − 1.
    pub knapp_hartung: Estimate,
    /// Variance between units.
    pub tau_squared: f64,
    /// Cochran's Q.
    pub q: f64,
    /// Share of the variation that is not chance, 0–1, for this τ².
    pub i_squared: f64,
    /// The units, drawn towards the mean.
    pub units: Vec<Shrunken>,
}

struct Weighted {
    sum: f64,
    squares: f64,
    cubes: f64,
    mean: f64,
    /// Σ wᵏ (y − mean)², k = 1, 2, 3
    gaps: [f64; 3],
    /// Σ w² (y − mean)
    cross: f64,
}

fn weigh(units: &[UnitEstimate], tau: f64) -> Weighted {
    let weights: Vec<f64> = units.iter().map(|unit| 1.0 / (unit.variance + tau)).collect();
    let power = |k: i32| weights.iter().map(|w| w.powi(k)).sum::<f64>();
    let sum = power(1);
    let mean = weights.iter().zip(units).map(|(w, unit)| w * unit.estimate).sum::<f64>() / sum;
    let gap =
        |k: i32| weights.iter().zip(units).map(|(w, unit)| w.powi(k) * (unit.estimate - mean).powi(2)).sum();
    let cross = weights.iter().zip(units).map(|(w, unit)| w * w * (unit.estimate - mean)).sum();
    Weighted { sum, squares: power(2), cubes: power(3), mean, gaps: [gap(1), gap(2), gap(3)], cross }
}

/// REML by Newton's method on exact derivatives, kept in a bracket.
fn restricted(units: &[UnitEstimate], start: f64) -> f64 {
    let slope = |tau: f64| {
        // Twice the derivative of the restricted log likelihood: y′PPy − tr P.
        let w = weigh(units, tau);
        (w.gaps[1] - w.sum + w.squares / w.sum, w)
    };
    if slope(0.0).0 <= 0.0 && slope(start).0 <= 0.0 {
        return 0.0;
    }
    let mut high = start.max(1e-12);
    while slope(high).0 > 0.0 && high < 1e300 {
        high *= 2.0;
    }
    let (mut low, mut tau) = (if slope(start).0 > 0.0 { start } else { 0.0 }, start.clamp(0.0, high));
    for _ in 0..200 {
        let (value, w) = slope(tau);
        if value > 0.0 {
            low = tau;
        } else {
            high = tau;
        }
        let ratio = w.squares / w.sum;
        let curvature = -2.0 * (w.gaps[2] - w.cross * w.cross / w.sum) + w.squares - 2.0 * w.cubes / w.sum
            + ratio * ratio;
        let newton = tau - value / curvature;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        let settled = (next - tau).abs() <= 1e-15 * next.max(1e-300);
        tau = next;
        if settled {
            break;
        }
    }
    tau
}

/// Takes units together.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two units; [`Unestimable::BadInput`] for variances that are not
/// positive or a level not between 0 and 1.
pub fn random_effects(
    units: &[UnitEstimate],
    method: Heterogeneity,
    level: f64,
) -> Result<RandomEffects, Unestimable> {
    match units.len() {
        0 => return Err(Unestimable::Empty),
        1 => return Err(Unestimable::OnlyOne),
        _ => {}
    }
    let usable = |u: &UnitEstimate| u.estimate.is_finite() && u.variance > 0.0 && u.variance.is_finite();
    if !units.iter().all(usable) {
        return Err(Unestimable::BadInput);
    }
    let k = units.len() as f64;
    let fixed = weigh(units, 0.0);
    let excess = (fixed.gaps[0] - (k - 1.0)) / (fixed.sum - fixed.squares / fixed.sum);
    let moments = excess.max(0.0);
    let tau_squared = match method {
        Heterogeneity::DerSimonianLaird => moments,
        Heterogeneity::Reml => restricted(units, moments),
    };
    let all = weigh(units, tau_squared);
    let mean = Estimate::new(all.mean, (1.0 / all.sum).sqrt(), f64::INFINITY, level)?;
    let spread = all.gaps[0] / (k - 1.0);
    let knapp_hartung = Estimate::new(all.mean, (spread / all.sum).sqrt(), k - 1.0, level)?;
    let typical = (k - 1.0) / (fixed.sum - fixed.squares / fixed.sum);
    let z = z_of_level(level)?;
    let shrunken = units.iter().map(|unit| {
        let weight = tau_squared / (tau_squared + unit.variance);
        let rest = 1.0 - weight;
        let estimate = weight * unit.estimate + rest * all.mean;
        let se = (weight * unit.variance + rest * rest / all.sum).sqrt();
        Shrunken { weight, estimate, se, interval: Interval::around(estimate, z * se) }
    });
    Ok(RandomEffects {
        mean,
        knapp_hartung,
        tau_squared,
        q: fixed.gaps[0],
        i_squared: tau_squared / (tau_squared + typical),
        units: shrunken.collect(),
    })
}
