//! Reliability of a score, the change that exceeds its error, and what that makes of each person.
//!
//! Cronbach, Psychometrika 16 (1951) 297–334; Jacobson & Truax, Journal of Consulting and Clinical Psychology 59 (1991)
//! 12–19.

use crate::normal::z_of_level;
use crate::special::beta_quantile;
use crate::{Interval, Moments, Unestimable};

/// Sums for Cronbach's alpha, that add up.
#[derive(Debug, Clone, PartialEq)]
pub struct Items {
    items: Vec<Moments>,
    total: Moments,
}

impl Items {
    /// None yet, of so many items.
    pub fn new(items: usize) -> Self {
        Self { items: vec![Moments::default(); items], total: Moments::default() }
    }

    /// Takes in one person's items.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] for another number of items or one that is not finite.
    pub fn add(&mut self, values: &[f64]) -> Result<(), Unestimable> {
        if values.len() != self.items.len() || !values.iter().all(|value| value.is_finite()) {
            return Err(Unestimable::BadInput);
        }
        for (item, value) in self.items.iter_mut().zip(values) {
            item.add(*value);
        }
        self.total.add(values.iter().sum());
        Ok(())
    }

    /// Of exact sums over `n` persons: for each item Σ x and Σ x², then the same of the persons' totals.
    pub fn of_sums(n: u64, items: &[(i64, i64)], total: (i64, i64)) -> Self {
        let moments = |(sum, squares): (i64, i64)| {
            let count = i128::from(n.max(1));
            let spread = i128::from(squares) * count - i128::from(sum) * i128::from(sum);
            Moments::from_parts(n, sum as f64 / count as f64, spread as f64 / count as f64)
        };
        Self { items: items.iter().copied().map(moments).collect(), total: moments(total) }
    }

    /// Adds other persons; other numbers of items do not mix.
    pub fn merge(&mut self, other: &Self) {
        for (own, their) in self.items.iter_mut().zip(&other.items) {
            own.merge(their);
        }
        self.total.merge(&other.total);
    }

    /// Persons.
    pub fn n(&self) -> u64 {
        self.total.n()
    }

    /// Cronbach's alpha: k/(k−1) · (1 − Σ item variances ÷ variance of the sum).
    ///
    /// # Errors
    /// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] person; [`Unestimable::NoSpread`] when the sums do not vary;
    /// [`Unestimable::BadInput`] below two items.
    pub fn alpha(&self) -> Result<f64, Unestimable> {
        let k = self.items.len() as f64;
        let total = self.total.variance()?;
        if self.items.len() < 2 {
            return Err(Unestimable::BadInput);
        }
        if self.total.is_constant() {
            return Err(Unestimable::NoSpread);
        }
        let own = self.items.iter().map(Moments::variance).sum::<Result<f64, _>>()?;
        Ok(k / (k - 1.0) * (1.0 - own / total))
    }

    /// The interval of alpha: (1 − alpha) × the F quantiles with n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt,
    /// Psychometrika 30 (1965) 357–370).
    ///
    /// # Errors
    /// As [`Items::alpha`]; [`Unestimable::BadInput`] for a level not between 0 and 1.
    pub fn alpha_interval(&self, level: f64) -> Result<Interval, Unestimable> {
        if !(level > 0.0 && level < 1.0) {
            return Err(Unestimable::BadInput);
        }
        let rest = 1.0 - self.alpha()?;
        let df = (self.n() - 1) as f64;
        let tail = 0.5 * (1.0 - level);
        let (a, b) = (0.5 * df, 0.5 * df * (self.items.len() - 1) as f64);
        // F = (x / a) / ((1 − x) / b) for x of the beta distribution.
        let quantile = |p: f64| {
            let x = beta_quantile(a, b, p);
            x / (1.0 - x) * b / a
        };
        Ok(Interval { lower: 1.0 - rest * quantile(1.0 - tail), upper: 1.0 - rest * quantile(tail) })
    }
}

/// The change that measurement error alone exceeds with chance 1 − `level`: z · SD · √(2 (1 − reliability)).
///
/// # Errors
/// [`Unestimable::BadInput`] for a negative SD, a reliability outside 0–1 or a level not between 0 and 1.
pub fn reliable_change(sd: f64, reliability: f64, level: f64) -> Result<f64, Unestimable> {
    if !(sd >= 0.0 && sd.is_finite() && (0.0..=1.0).contains(&reliability)) {
        return Err(Unestimable::BadInput);
    }
    Ok(z_of_level(level)? * sd * (2.0 * (1.0 - reliability)).sqrt())
}

/// Jacobson and Truax' criterion c: where the well and the unwell are equally many SDs away.
///
/// # Errors
/// [`Unestimable::NoSpread`] unless an SD is positive.
pub fn weighted_cut_off(unwell: (f64, f64), well: (f64, f64)) -> Result<f64, Unestimable> {
    let ((mean_unwell, sd_unwell), (mean_well, sd_well)) = (unwell, well);
    let sum = sd_unwell + sd_well;
    if sum > 0.0 {
        Ok((sd_unwell * mean_well + sd_well * mean_unwell) / sum)
    } else {
        Err(Unestimable::NoSpread)
    }
}

/// What a change means for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeGroup {
    /// Reliably better and across the cut-off to the better side.
    Recovered,
    /// Reliably better.
    Improved,
    /// No reliable change.
    Unchanged,
    /// Reliably worse.
    Deteriorated,
}

/// When a change counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeRule {
    /// A change larger than this is reliable.
    pub reliable: f64,
    /// Values on the better side, or at it, count as well.
    pub cut_off: f64,
    /// Higher values are better.
    pub higher_is_better: bool,
}

impl ChangeRule {
    /// The group of a person by the first and the second value.
    pub fn group(&self, first: f64, second: f64) -> ChangeGroup {
        let sign = if self.higher_is_better { 1.0 } else { -1.0 };
        let gain = sign * (second - first);
        let well = |value: f64| sign * (value - self.cut_off) >= 0.0;
        if gain > self.reliable {
            if !well(first) && well(second) { ChangeGroup::Recovered } else { ChangeGroup::Improved }
        } else if gain < -self.reliable {
            ChangeGroup::Deteriorated
        } else {
            ChangeGroup::Unchanged
        }
    }
}
