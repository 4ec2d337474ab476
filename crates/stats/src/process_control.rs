//! Statistical process control: individual values (`XmR`), shares (p and Laney's p′), counts (c, u).
//!
//! Shewhart 1931; Wheeler, *Understanding Variation*, 2nd ed. 2000 (`XmR`, rounded factors 2.66 and 3.267); Montgomery,
//! *Introduction to Statistical Quality Control*, 8th ed. 2019, 6–7; Laney, Quality Engineering 14 (2002) 531–537. Limits
//! are three standard deviations. No alarm is raised here; see `run_rules.rs` for signals that need no limits.

use std::f64::consts::PI;

use crate::{Interval, Unestimable};

/// Which factors turn a mean moving range into limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeFactors {
    /// 2.66 and 3.267, as in the books.
    Rounded,
    /// 3/d₂ and 1 + 3 d₃/d₂ with d₂ = 2/√π and d₃ = √(2 − 4/π).
    Exact,
}

/// A chart of individual values and moving ranges.
#[derive(Debug, Clone, PartialEq)]
pub struct Xmr {
    /// Mean.
    pub mean: f64,
    /// Absolute differences of neighbours.
    pub ranges: Vec<f64>,
    /// Their mean.
    pub mean_range: f64,
    /// Natural process limits.
    pub limits: Interval,
    /// Upper limit of a range.
    pub range_limit: f64,
    /// Standard deviation by the mean range, mean range ÷ d₂ (1.128 where rounded).
    pub sigma: f64,
}

fn sound(values: &[f64]) -> Result<f64, Unestimable> {
    if values.is_empty() {
        return Err(Unestimable::Empty);
    }
    if !values.iter().all(|value| value.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    Ok(values.len() as f64)
}

/// The chart of values in order of time.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two values, [`Unestimable::BadInput`] when one is not finite.
pub fn xmr(values: &[f64], factors: RangeFactors) -> Result<Xmr, Unestimable> {
    let n = sound(values)?;
    if values.len() < 2 {
        return Err(Unestimable::OnlyOne);
    }
    let ranges: Vec<f64> = values.iter().zip(values.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
    let mean = values.iter().sum::<f64>() / n;
    let mean_range = ranges.iter().sum::<f64>() / (n - 1.0);
    let (d2, d3) = (2.0 / PI.sqrt(), (2.0 - 4.0 / PI).sqrt());
    let (width, top, unit) = match factors {
        RangeFactors::Rounded => (2.66, 3.267, 1.128),
        RangeFactors::Exact => (3.0 / d2, 1.0 + 3.0 * d3 / d2, d2),
    };
    Ok(Xmr {
        mean,
        mean_range,
        limits: Interval::around(mean, width * mean_range),
        range_limit: top * mean_range,
        sigma: mean_range / unit,
        ranges,
    })
}

/// A chart of shares or rates.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareChart {
    /// Share (or rate) over all points.
    pub centre: f64,
    /// Each point's share (or rate).
    pub points: Vec<f64>,
    /// Each point's limits.
    pub limits: Vec<Interval>,
    /// The same, widened by [`ShareChart::spread`] (Laney's p′).
    pub widened: Vec<Interval>,
    /// Spread of the points in units of chance alone, by their moving ranges; 1 where there is nothing else.
    pub spread: f64,
}

/// How far a point may lie from the centre, in one standard deviation, and the highest possible value.
fn chart(points: Vec<f64>, centre: f64, deviations: &[f64], most: f64) -> ShareChart {
    let scores: Vec<f64> = points.iter().zip(deviations).map(|(p, sd)| (p - centre) / sd).collect();
    let moves: Vec<f64> = scores.iter().zip(scores.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
    let spread = if moves.is_empty() {
        1.0
    } else {
        moves.iter().sum::<f64>() / moves.len() as f64 / (2.0 / PI.sqrt())
    };
    let within = |width: f64| {
        let limits = deviations.iter().map(move |sd| Interval {
            lower: (centre - width * sd).max(0.0),
            upper: (centre + width * sd).min(most),
        });
        limits.collect()
    };
    ShareChart { centre, limits: within(3.0), widened: within(3.0 * spread), spread, points }
}

/// The p-chart of `(x, n)` in order of time.
///
/// # Errors
/// [`Unestimable::Empty`] without points; [`Unestimable::BadInput`] for n = 0 or x > n; [`Unestimable::NoSpread`] when
/// nobody or everybody has it.
pub fn p_chart(counts: &[(u64, u64)]) -> Result<ShareChart, Unestimable> {
    if counts.is_empty() {
        return Err(Unestimable::Empty);
    }
    if counts.iter().any(|(x, n)| *n == 0 || x > n) {
        return Err(Unestimable::BadInput);
    }
    let (x, n) = counts.iter().fold((0, 0), |(a, b), (x, n)| (a + x, b + n));
    let centre = x as f64 / n as f64;
    if x == 0 || x == n {
        return Err(Unestimable::NoSpread);
    }
    let deviations: Vec<f64> =
        counts.iter().map(|(_, n)| (centre * (1.0 - centre) / *n as f64).sqrt()).collect();
    Ok(chart(counts.iter().map(|(x, n)| *x as f64 / *n as f64).collect(), centre, &deviations, 1.0))
}

/// The u-chart of `(events, exposure)` in order of time; with exposures of 1 the c-chart.
///
/// # Errors
/// [`Unestimable::Empty`] without points; [`Unestimable::BadInput`] for an exposure that is not positive;
/// [`Unestimable::NoSpread`] without events.
pub fn u_chart(counts: &[(u64, f64)]) -> Result<ShareChart, Unestimable> {
    let exposures: Vec<f64> = counts.iter().map(|(_, exposure)| *exposure).collect();
    sound(&exposures)?;
    if exposures.iter().any(|exposure| *exposure <= 0.0) {
        return Err(Unestimable::BadInput);
    }
    let events: u64 = counts.iter().map(|(x, _)| x).sum();
    if events == 0 {
        return Err(Unestimable::NoSpread);
    }
    let centre = events as f64 / exposures.iter().sum::<f64>();
    let deviations: Vec<f64> = exposures.iter().map(|exposure| (centre / exposure).sqrt()).collect();
    Ok(chart(counts.iter().map(|(x, e)| *x as f64 / e).collect(), centre, &deviations, f64::INFINITY))
}
