//! Difference of two independent means with unequal variances.
//!
//! Welch, Biometrika 34 (1947) 28–35; degrees of freedom by Satterthwaite, Biometrics Bulletin 2 (1946) 110–114. The
//! same as R's `t.test(a, b)`.

use crate::{Interval, Moments, Unestimable, t_quantile_two_sided, t_two_sided};

/// A Welch comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    /// First mean − second mean.
    pub difference: f64,
    /// Difference ÷ its standard error.
    pub t: f64,
    /// Satterthwaite's degrees of freedom, rarely whole.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// Interval of the difference.
    pub interval: Interval,
}

/// Compares the means of two independent groups.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] when either group is too small; [`Unestimable::NoSpread`] when
/// neither varies.
pub fn welch(a: &Moments, b: &Moments, level: f64) -> Result<Welch, Unestimable> {
    let (va, vb) = (a.variance()? / a.n() as f64, b.variance()? / b.n() as f64);
    let difference = a.mean()? - b.mean()?;
    if a.is_constant() && b.is_constant() {
        return Err(Unestimable::NoSpread);
    }
    let (total, na, nb) = (va + vb, (a.n() - 1) as f64, (b.n() - 1) as f64);
    let (wa, wb) = (va / total, vb / total);
    let df = 1.0 / (wa * wa / na + wb * wb / nb);
    let se = total.sqrt();
    let t = difference / se;
    let half = t_quantile_two_sided(1.0 - level, df)? * se;
    Ok(Welch { difference, t, df, p: t_two_sided(t, df)?, interval: Interval::around(difference, half) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LEVEL_95;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{found} is not {expected}");
    }

    /// With two and one degrees of freedom Student's distribution has a closed form (Abramowitz & Stegun 26.7.3–4):
    /// P(|T| ≥ t) = 1 − t/√(2 + t²), its quantile at a two-sided 0.05 is 0.95·√(2/(1 − 0.95²)) = 4.302652729911275; and
    /// tan(0.475π) = 12.706204736174698 with one.
    #[test]
    fn means_known_by_their_summaries_are_compared_as_the_closed_form_says() {
        let of = |n, mean, sd| Moments::of_summary(n, mean, sd).unwrap();
        // se² = 4/2 + 4/2, df = 2.
        let even = welch(&of(2, 10.0, 2.0), &of(2, 4.0, 2.0), LEVEL_95).unwrap();
        near(even.df, 2.0);
        near(even.t, 3.0);
        near(even.p, 1.0 - 3.0 / 11.0_f64.sqrt());
        let half = 2.0 * 0.95 * (2.0_f64 / (1.0 - 0.95 * 0.95)).sqrt();
        near(even.interval.lower, 6.0 - half);
        near(even.interval.upper, 6.0 + half);
        // Only one varies: its own degrees of freedom.
        let one = welch(&of(2, 1.0, 2.0_f64.sqrt()), &of(9, 0.0, 0.0), LEVEL_95).unwrap();
        near(one.df, 1.0);
        near(one.interval.upper, 1.0 + (0.475 * std::f64::consts::PI).tan());
        // Satterthwaite by hand: 5/5 = 1 and 18/6 = 3, (1 + 3)² / (1²/4 + 3²/5) = 320/41.
        let uneven = welch(&of(5, 0.0, 5.0_f64.sqrt()), &of(6, 1.0, 18.0_f64.sqrt()), LEVEL_95).unwrap();
        near(uneven.df, 320.0 / 41.0);
        near(uneven.t, -0.5);
    }

    #[test]
    fn a_summary_gives_what_the_values_give_and_says_what_is_wrong() {
        let values = Moments::of([3.0, 8.0, 12.0, 4.0]);
        let summary = Moments::of_summary(4, values.mean().unwrap(), values.sd().unwrap()).unwrap();
        near(summary.variance().unwrap(), values.variance().unwrap());
        near(summary.mean().unwrap(), values.mean().unwrap());
        assert_eq!(Moments::of_summary(0, 0.0, 0.0), Err(Unestimable::Empty));
        assert_eq!(Moments::of_summary(1, 0.0, 0.0), Err(Unestimable::OnlyOne));
        assert_eq!(Moments::of_summary(3, 0.0, -1.0), Err(Unestimable::BadInput));
        assert_eq!(Moments::of_summary(3, f64::NAN, 1.0), Err(Unestimable::BadInput));
    }
}
