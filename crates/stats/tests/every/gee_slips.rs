//! geepack's standard error of the working correlation, reproduced. Version 1.3.9 works by the equations of Yan & Fine (2004)
//! as `stats` does, with three slips in the derivatives; with the same slips made here its number comes out to the last
//! digit, which shows that nothing else differs:
//!
//! 1. the derivative of a product of two residuals goes by each one's own residual instead of the other's;
//! 2. a cluster of one observation counts the pairs of the cluster before it once more;
//! 3. the derivative of a squared residual, which carries the uncertainty of a free scale, is divided by the standard
//!    deviation of the outcome once too often. Of a Gaussian outcome that is 1, so the slip shows with yes and no alone.

#![expect(clippy::many_single_char_names, reason = "the letters of the formulas")]

use nalgebra::{DMatrix, DVector};
use stats::{Family, Working};

/// The sums of one cluster: information and score of coefficients, scale and correlation, and what lies between them.
#[derive(Clone)]
struct Part {
    a: DMatrix<f64>,
    u1: DVector<f64>,
    b: DVector<f64>,
    c: f64,
    u2: f64,
    /// Of the pairs: by the coefficients, by the scale, by the correlation, and the score.
    d: DVector<f64>,
    e: f64,
    f: f64,
    u3: f64,
}

/// Where the fit ended.
pub(crate) struct At<'f> {
    pub(crate) beta: &'f [f64],
    pub(crate) scale: f64,
    pub(crate) correlation: f64,
    pub(crate) family: Family,
    pub(crate) working: Working,
}

fn part(x: &[Vec<f64>], y: &[f64], at: &At<'_>, before: Option<&Part>) -> Part {
    let (n, p, phi, rho) = (y.len(), at.beta.len(), at.scale, at.correlation);
    let beta = DVector::from_column_slice(at.beta);
    let row = |i: usize| DVector::from_column_slice(&x[i]);
    // Residual, variance of the outcome, its slope by the mean, and row of the derivative of the mean in units of the SD.
    let of = |i: usize| {
        let eta = row(i).dot(&beta);
        if at.family == Family::Gaussian {
            return (y[i] - eta, 1.0, 0.0, row(i));
        }
        let mean = 1.0 / (1.0 + (-eta).exp());
        let variance = mean * (1.0 - mean);
        ((y[i] - mean) / variance.sqrt(), variance, 1.0 - 2.0 * mean, row(i) * variance.sqrt())
    };
    let all: Vec<_> = (0..n).map(of).collect();
    let columns = DMatrix::from_fn(n, p, |i, k| all[i].3[k]);
    let residuals = DVector::from_fn(n, |i, _| all[i].0);
    let power = |i: usize, j: usize| match at.working {
        Working::Ar1 => rho.powi(i32::try_from(i.abs_diff(j)).unwrap()),
        _ => rho,
    };
    let correlation = DMatrix::from_fn(n, n, |i, j| if i == j { 1.0 } else { power(i, j) });
    let inverse = (correlation * phi).try_inverse().unwrap();
    let mut b = DVector::zeros(p);
    for (residual, variance, slope, own) in &all {
        // Slip 3: own is in units of the SD already.
        b +=
            own * ((2.0 * residual / variance.sqrt() + residual * residual / variance * slope) / (2.0 * phi));
    }
    let mut found = Part {
        a: columns.transpose() * &inverse * &columns,
        u1: columns.transpose() * &inverse * &residuals,
        b,
        c: n as f64 / (2.0 * phi),
        u2: all.iter().map(|one| one.0 * one.0 - phi).sum::<f64>() / (2.0 * phi),
        d: DVector::zeros(p),
        e: 0.0,
        f: 0.0,
        u3: 0.0,
    };
    if n == 1 {
        // Slip 2.
        if let Some(before) = before {
            (found.d, found.e, found.f, found.u3) = (before.d.clone(), before.e, before.f, before.u3);
        }
        return found;
    }
    for i in 0..n {
        for j in i + 1..n {
            let distance = f64::from(u32::try_from(j - i).unwrap());
            let weight = match at.working {
                Working::Ar1 => distance * rho.powf(distance - 1.0),
                _ => 1.0,
            };
            let ((one, v1, s1, d1), (other, v2, s2, d2)) = (&all[i], &all[j]);
            let product = one * other / phi;
            let spread = d1 * (s1 / v1.sqrt()) + d2 * (s2 / v2.sqrt());
            // Slip 1: the residuals stand by their own derivatives.
            found.d += (d1 * *one + d2 * *other + spread * (0.5 * one * other)) * (weight / phi);
            found.e += weight * product / phi;
            found.f += weight * weight;
            found.u3 += weight * (product - power(i, j));
        }
    }
    found
}

/// The standard error that geepack prints; clusters in the order of the file.
pub(crate) fn correlation_error(clusters: &[(Vec<Vec<f64>>, Vec<f64>)], at: &At<'_>) -> f64 {
    let mut parts: Vec<Part> = Vec::new();
    for (x, y) in clusters {
        parts.push(part(x, y, at, parts.last()));
    }
    let p = at.beta.len();
    let sum = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
    let vector =
        |of: fn(&Part) -> &DVector<f64>| parts.iter().fold(DVector::zeros(p), |all, one| all + of(one));
    let bread = parts.iter().fold(DMatrix::zeros(p, p), |all, one| all + &one.a).try_inverse().unwrap();
    let (c, f, e) = (1.0 / sum(|one| one.c), 1.0 / sum(|one| one.f), sum(|one| one.e));
    let by_scale = -(&bread * vector(|one| &one.b)) * c;
    let scale = -f * e * c;
    let by_beta = -(&bread * vector(|one| &one.d) + by_scale * e) * f;
    let squares = parts.iter().map(|one| (by_beta.dot(&one.u1) + scale * one.u2 + f * one.u3).powi(2));
    squares.sum::<f64>().sqrt()
}
