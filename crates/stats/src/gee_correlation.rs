//! The working correlation of a fit by estimating equations, and how sure it is.
//!
//! Yan & Fine, Statistics in Medicine 23 (2004) 859–874: coefficients, scale and correlation solve equations one after
//! the other; a cluster's influence on the correlation is its own part of the equation and what its influences on the
//! coefficients and the scale do to the others'. The sum of squares of the influences is the robust variance. R's geepack
//! (1.3.9) prints another number because of three slips in its derivatives: a pair's product goes by each one's own residual
//! instead of the other's, a cluster of one counts the pairs of the cluster before, and a squared residual's derivative is
//! divided by the outcome's standard deviation once too often (`tests/every/gee_slips.rs` makes them and gets its digits).

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::gee::{Family, Working};
use crate::gee_cluster::Cluster;
use crate::root::root_between;

/// The correlation from products of residuals by their distance.
pub(crate) fn correlation_of(
    clusters: &[Cluster],
    found: &[(DMatrix<f64>, DVector<f64>)],
    scale: f64,
    working: Working,
    less: f64,
) -> Result<f64, Unfitted> {
    let mut sums: Vec<(f64, f64)> = Vec::new(); // by distance: number, sum
    for (cluster, (_, r)) in clusters.iter().zip(found) {
        let values = r.as_slice();
        for (j, k, distance) in cluster.pairs() {
            let distance = if working == Working::Ar1 { distance as usize } else { 1 };
            if sums.len() <= distance {
                sums.resize(distance + 1, (0.0, 0.0));
            }
            if let (Some(sum), Some(a), Some(b)) = (sums.get_mut(distance), values.get(j), values.get(k)) {
                sum.0 += cluster.number();
                sum.1 += cluster.number() * a * b / scale;
            }
        }
    }
    let (pairs, total) = sums.iter().fold((0.0, 0.0), |(n, s), (count, sum)| (n + count, s + sum));
    if working == Working::Independence || pairs == 0.0 {
        return Ok(0.0);
    }
    if working == Working::Exchangeable {
        return Ok(total / (pairs - less).max(1.0));
    }
    // Σ d ρ^(d−1) (sum_d − n_d ρ^d) = 0: what is left falls while this is positive and rises while it is negative.
    let equation = |rho: f64| -> f64 {
        let by_distance = sums.iter().zip(0i32..).skip(1);
        by_distance.map(|((n, sum), d)| f64::from(d) * rho.powi(d - 1) * (sum - n * rho.powi(d))).sum()
    };
    root_downhill(total / pairs, equation).ok_or(Unfitted::Undetermined)
}

/// The root of `slope` in (−1, 1) that lies downhill from a start: rightwards where it is positive, leftwards where it is
/// negative. Nothing when the way down ends at ±1.
fn root_downhill(start: f64, slope: impl Fn(f64) -> f64) -> Option<f64> {
    const STEP: f64 = 0.02;
    const ALMOST_ONE: f64 = 0.999_999;
    let mut before = if start.is_finite() { start.clamp(-0.9, 0.9) } else { return None };
    let sign = slope(before).signum();
    while before.abs() < ALMOST_ONE {
        let now = (before + sign * STEP).clamp(-ALMOST_ONE, ALMOST_ONE);
        if slope(now) * sign <= 0.0 {
            return root_between(before, now, slope);
        }
        before = now;
    }
    None
}

/// Standardised residuals of a cluster and their derivatives by the coefficients, one row each.
struct Standardised {
    residuals: DVector<f64>,
    slopes: DMatrix<f64>,
}

fn standardised(cluster: &Cluster, beta: &DVector<f64>, family: Family) -> Standardised {
    let eta = &cluster.columns * beta;
    let mut slopes = -&cluster.columns;
    if family == Family::Gaussian {
        return Standardised { residuals: &cluster.outcome - eta, slopes };
    }
    let mean = eta.map(|eta| 1.0 / (1.0 + (-eta).exp()));
    let spread = eta.map(|eta| 0.5 / (0.5 * eta).cosh());
    let residuals = (&cluster.outcome - &mean).component_div(&spread);
    for ((mut row, spread), (mean, residual)) in
        slopes.row_iter_mut().zip(spread.iter()).zip(mean.iter().zip(residuals.iter()))
    {
        row *= spread + 0.5 * residual * (1.0 - 2.0 * mean);
    }
    Standardised { residuals, slopes }
}

/// What a pair at some distance adds: its weight in the equation of the correlation, and the correlation expected.
fn weight_of(working: Working, rho: f64, distance: u32) -> (f64, f64) {
    match working {
        Working::Independence => (0.0, 0.0),
        Working::Exchangeable => (1.0, rho),
        Working::Ar1 => {
            let d = i32::try_from(distance).unwrap_or(i32::MAX);
            (f64::from(d) * rho.powi(d - 1), rho.powi(d))
        }
    }
}

/// Sums over all clusters: of squared weights, of derivatives by the coefficients and by the scale.
struct Sums {
    information: f64,
    by_beta: DVector<f64>,
    by_scale: f64,
    scale_by_beta: DVector<f64>,
    observations: f64,
}

/// Robust standard error of the correlation; the scale goes with whether it was estimated too; `influences` are those of each cluster on the coefficients. Nothing without pairs.
pub(crate) fn correlation_error(
    clusters: &[Cluster],
    (beta, family): (&DVector<f64>, Family),
    (working, rho): (Working, f64),
    (phi, estimated): (f64, bool),
    influences: &[DVector<f64>],
) -> Option<f64> {
    let p = beta.len();
    let mut sums = Sums {
        information: 0.0,
        by_beta: DVector::zeros(p),
        by_scale: 0.0,
        scale_by_beta: DVector::zeros(p),
        observations: 0.0,
    };
    let mut own = Vec::with_capacity(clusters.len()); // of each cluster: correlation, scale
    for cluster in clusters {
        let part = standardised(cluster, beta, family);
        let times = cluster.number();
        let e = part.residuals.as_slice();
        let mut correlation = 0.0;
        for (j, k, distance) in cluster.pairs() {
            let (Some(a), Some(b)) = (e.get(j), e.get(k)) else { continue };
            let (weight, expected) = weight_of(working, rho, distance);
            correlation += weight * (a * b / phi - expected);
            sums.information += times * weight * weight;
            let slope = part.slopes.row(j) * *b + part.slopes.row(k) * *a;
            sums.by_beta += slope.transpose() * (times * weight / phi);
            sums.by_scale -= times * weight * a * b / (phi * phi);
        }
        sums.scale_by_beta += part.slopes.tr_mul(&part.residuals) * (2.0 * times);
        sums.observations += times * e.len() as f64;
        own.push((correlation, part.residuals.norm_squared() - phi * e.len() as f64));
    }
    if sums.information <= 0.0 {
        return None;
    }
    let squares = own.iter().zip(influences).zip(clusters).map(|(((correlation, spread), beta), cluster)| {
        let by_scale = if estimated {
            sums.by_scale * (spread + sums.scale_by_beta.dot(beta)) / sums.observations
        } else {
            0.0
        };
        let influence = (correlation + sums.by_beta.dot(beta) + by_scale) / sums.information;
        cluster.number() * influence * influence
    });
    Some(squares.sum::<f64>().sqrt())
}
