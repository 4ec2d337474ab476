//! Student's distribution about a mean that is not zero, for intervals of standardised differences.
//!
//! T = (Z + δ) / s with s² = χ²/ν, so that P(T ≤ t) is the mean of Φ(t s − δ) over s. The mean is taken over ln s by
//! the trapezoidal rule, which for such functions converges faster than any power of the step (Trefethen & Weideman,
//! SIAM Review 56 (2014) 385–458).

use crate::Unestimable;
use crate::normal::normal_below;
use crate::root::root_between;

/// T at one place t for any noncentrality: the places t s of the mean over s, each with its weight.
pub(crate) struct At {
    places: Vec<(f64, f64)>,
}

impl At {
    /// With `df` degrees of freedom.
    pub(crate) fn new(t: f64, df: f64) -> Self {
        const LEAST: f64 = -45.0; // logarithm of the least weight
        // Into the complex plane by a, the integrand grows by exp(a² (ν + t²/2)), so that the error of a step h is about
        // exp(−π² / (h² (ν + t²/2))): 1e−21. With few degrees of freedom it is the weight that ends at a = π/4, and the error
        // exp(−π² / 2h). What is far out needs no finer places than the weight is wide.
        let step = (0.45 / (df + 0.5 * (t * t).min(1e6 * df)).sqrt()).min(0.1);
        let mut places = Vec::with_capacity(64);
        let mut total = 0.0;
        for direction in [1.0, -1.0] {
            for k in i32::from(direction < 0.0)..200_000 {
                let u = direction * f64::from(k) * step;
                let weight = df * (u - 0.5 * (2.0 * u).exp_m1());
                if weight < LEAST {
                    break;
                }
                total += weight.exp();
                places.push((weight.exp(), t * u.exp()));
            }
        }
        for (weight, _) in &mut places {
            *weight /= total;
        }
        Self { places }
    }

    /// P(T ≤ t) with noncentrality `delta`.
    pub(crate) fn below(&self, delta: f64) -> f64 {
        self.places.iter().map(|(weight, place)| weight * normal_below(place - delta)).sum()
    }
}

/// P(T ≤ t) with `df` degrees of freedom and noncentrality `delta`.
pub(crate) fn below(t: f64, df: f64, delta: f64) -> f64 {
    At::new(t, df).below(delta)
}

/// The noncentralities for which `t` lies at the upper and at the lower end of the middle `level` of the distribution.
///
/// # Errors
/// [`Unestimable::BadInput`] when `t` is not finite, `df` is below 1 or the level is not between 0 and 1.
pub(crate) fn noncentrality(t: f64, df: f64, level: f64) -> Result<[f64; 2], Unestimable> {
    if !t.is_finite() || df.is_nan() || df < 1.0 || !(level > 0.0 && level < 1.0) {
        return Err(Unestimable::BadInput);
    }
    let tail = 0.5 * (1.0 - level);
    let spread = 1.0 + t.abs() / (2.0 * df).sqrt();
    let at = At::new(t, df);
    let end = |sign: f64| {
        let wanted = if sign > 0.0 { tail } else { 1.0 - tail };
        // Differences in the logit of the chance are nearly linear.
        let miss = |delta: f64| {
            let chance = at.below(delta).clamp(1e-300, 1.0 - 1e-16);
            (chance / (1.0 - chance)).ln() - (wanted / (1.0 - wanted)).ln()
        };
        let far = (0..20)
            .map(|k| t + sign * spread * 2.0 * f64::from(1 << k))
            .find(|far| miss(*far) * sign <= 0.0)?;
        root_between(t, far, miss).or_else(|| root_between(far, t - sign * 4.0 * spread, miss))
    };
    match (end(-1.0), end(1.0)) {
        (Some(lower), Some(upper)) => Ok([lower, upper]),
        _ => Err(Unestimable::BadInput),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_zero_it_is_students_distribution_with_few_degrees_of_freedom_too() {
        for t in [-3.0f64, -0.4, 0.2, 1.0, 5.0, 60.0] {
            let one = 0.5 + t.atan() / std::f64::consts::PI;
            let two = 0.5 + 0.5 * t / (2.0 + t * t).sqrt();
            let four = 0.5 + 0.375 * (2.0 * t / (4.0 + t * t).sqrt()) * (1.0 - t * t / (3.0 * (4.0 + t * t)));
            for (df, exact) in [(1.0, one), (2.0, two), (4.0, four)] {
                let found = below(t, df, 0.0);
                assert!((found - exact).abs() < 2e-12, "{t} {df}: {found} {exact}");
            }
        }
    }

    #[test]
    fn far_out_it_is_the_spread_of_the_deviation() {
        // T ≤ t is then s ≥ δ/t: P(χ²₃₀ > 30 · 0.8²) and P(χ²₃₀ > 30 · 1.3²).
        for (share, expected) in [(0.8, 0.936), (1.3, 0.0103)] {
            let found = below(1e6, 30.0, share * 1e6);
            assert!((found - expected).abs() < 2e-3, "{share}: {found}");
        }
        let [lower, upper] = noncentrality(1e6, 30.0, 0.95).unwrap();
        assert!((0.74e6..0.76e6).contains(&lower) && (1.24e6..1.27e6).contains(&upper), "{lower} {upper}");
    }
}
