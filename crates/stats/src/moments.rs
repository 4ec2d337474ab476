//! Moments that add up: count, mean and sums of squares about the mean, of one variable and of a pair.
//!
//! Updating: Welford, Technometrics 4 (1962) 419–420. Merging: Chan, Golub & `LeVeque`, The American Statistician 37
//! (1983) 242–247. Chunks, threads or sites may be merged in any order; results agree to rounding.

use crate::Unestimable;
use crate::total::Total;

/// Count, sum and sum of squared deviations of one variable.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    n: u64,
    total: Total,
    m2: f64,
}

impl Moments {
    /// The moments of some values.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut moments = Self::default();
        for value in values {
            moments.add(value);
        }
        moments
    }

    /// Takes in one value.
    pub fn add(&mut self, value: f64) {
        self.add_times(value, 1);
    }

    /// Takes in one value `times` times, at the cost of one.
    pub fn add_times(&mut self, value: f64, times: u64) {
        if times > 0 {
            self.merge(&Self { n: times, total: Total::of(value * times as f64), m2: 0.0 });
        }
    }

    /// Adds the moments of other values.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        if self.n == 0 {
            *self = *other;
            return;
        }
        let n = self.n + other.n;
        let weight = other.n as f64 / n as f64;
        let delta = other.centre() - self.centre();
        self.total.add(other.total);
        self.m2 += other.m2 + delta * delta * weight * self.n as f64;
        self.n = n;
    }

    fn centre(&self) -> f64 {
        self.total.value() / self.n as f64
    }

    /// Moments of `n` values with this mean and sum of squared deviations.
    pub(crate) fn from_parts(n: u64, mean: f64, m2: f64) -> Self {
        Self { n, total: Total::of(mean * n as f64), m2 }
    }

    /// Moments of `n` values known only by their mean and standard deviation (n − 1), as a report tells them.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] and [`Unestimable::OnlyOne`] below two values; [`Unestimable::BadInput`] for a negative
    /// spread or what is not finite.
    pub fn of_summary(n: u64, mean: f64, sd: f64) -> Result<Self, Unestimable> {
        match n {
            0 => Err(Unestimable::Empty),
            1 => Err(Unestimable::OnlyOne),
            _ if !(mean.is_finite() && sd.is_finite() && sd >= 0.0) => Err(Unestimable::BadInput),
            _ => Ok(Self::from_parts(n, mean, sd * sd * (n - 1) as f64)),
        }
    }

    /// The sum of squares about the mean.
    pub(crate) fn squares(&self) -> f64 {
        self.m2
    }

    /// The moments of value + `by`.
    pub(crate) fn moved(&self, by: f64) -> Self {
        let mut total = self.total;
        total.add(Total::of(by * self.n as f64));
        Self { n: self.n, total, m2: self.m2 }
    }

    /// The moments of `end` − value.
    pub(crate) fn taken_from(&self, end: f64) -> Self {
        Self { n: self.n, total: Total::of(end * self.n as f64).minus(self.total), m2: self.m2 }
    }

    /// Number of values.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Arithmetic mean.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] without values, [`Unestimable::BadInput`] when one was not finite.
    pub fn mean(&self) -> Result<f64, Unestimable> {
        match self.n {
            0 => Err(Unestimable::Empty),
            _ if !self.total.value().is_finite() => Err(Unestimable::BadInput),
            _ => Ok(self.centre()),
        }
    }

    /// Sum of all values.
    pub fn sum(&self) -> f64 {
        self.total.value()
    }

    /// Variance with n − 1.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] and [`Unestimable::OnlyOne`] below two values, [`Unestimable::BadInput`] when one was
    /// not finite.
    pub fn variance(&self) -> Result<f64, Unestimable> {
        match self.n {
            0 => Err(Unestimable::Empty),
            1 => Err(Unestimable::OnlyOne),
            n => {
                let variance = self.m2.max(0.0) / (n - 1) as f64;
                if self.m2.is_finite() && variance.is_finite() {
                    Ok(variance)
                } else {
                    Err(Unestimable::BadInput)
                }
            }
        }
    }

    /// Standard deviation with n − 1.
    ///
    /// # Errors
    /// As [`Moments::variance`].
    pub fn sd(&self) -> Result<f64, Unestimable> {
        self.variance().map(f64::sqrt)
    }

    /// True when the deviations are nothing but rounding: a spread below 1e-12 of the values' size.
    pub fn is_constant(&self) -> bool {
        self.n < 2 || self.m2 <= self.n as f64 * (self.centre() * 1e-12).powi(2)
    }
}

/// Moments of a pair of variables, with their cross-product.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PairMoments {
    n: u64,
    totals: [Total; 2],
    m2: [f64; 2],
    cross: f64,
}

impl PairMoments {
    /// The moments of some pairs.
    pub fn of(pairs: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut moments = Self::default();
        for (first, second) in pairs {
            moments.add(first, second);
        }
        moments
    }

    pub(crate) fn from_parts(n: u64, totals: [Total; 2], m2: [f64; 2], cross: f64) -> Self {
        Self { n, totals, m2, cross }
    }

    /// Takes in one pair.
    pub fn add(&mut self, first: f64, second: f64) {
        self.add_times(first, second, 1);
    }

    /// Takes in one pair `times` times, at the cost of one.
    pub fn add_times(&mut self, first: f64, second: f64, times: u64) {
        if times > 0 {
            let totals = [first, second].map(|value| Total::of(value * times as f64));
            self.merge(&Self { n: times, totals, m2: [0.0; 2], cross: 0.0 });
        }
    }

    /// Adds the moments of other pairs.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        if self.n == 0 {
            *self = *other;
            return;
        }
        let n = self.n + other.n;
        let weight = other.n as f64 / n as f64;
        let [a, b] = [
            other.first().centre() - self.first().centre(),
            other.second().centre() - self.second().centre(),
        ];
        let scale = weight * self.n as f64;
        self.totals[0].add(other.totals[0]);
        self.totals[1].add(other.totals[1]);
        self.m2 = [self.m2[0] + other.m2[0] + a * a * scale, self.m2[1] + other.m2[1] + b * b * scale];
        self.cross += other.cross + a * b * scale;
        self.n = n;
    }

    /// Number of pairs.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Moments of the first variable.
    pub fn first(&self) -> Moments {
        Moments { n: self.n, total: self.totals[0], m2: self.m2[0] }
    }

    /// Moments of the second variable.
    pub fn second(&self) -> Moments {
        Moments { n: self.n, total: self.totals[1], m2: self.m2[1] }
    }

    /// Covariance with n − 1.
    ///
    /// # Errors
    /// As [`Moments::variance`].
    pub fn covariance(&self) -> Result<f64, Unestimable> {
        self.first().variance()?;
        self.second().variance()?;
        Ok(self.cross / (self.n - 1) as f64)
    }

    /// Moments of second − first. Its variance is var(first) + var(second) − 2 cov; where that is lost in rounding,
    /// it counts as none.
    pub fn difference(&self) -> Moments {
        let size = self.m2[0] + self.m2[1];
        let m2 = size - 2.0 * self.cross;
        let m2 = if m2 <= size * 1e-14 { 0.0 } else { m2 };
        Moments { n: self.n, total: self.totals[1].minus(self.totals[0]), m2 }
    }
}
