//! Seeded random numbers for multiple imputation: the same seed gives the same numbers on every machine.
//!
//! Generator: xoshiro256++ (Blackman & Vigna, ACM Transactions on Mathematical Software 47 (2021) 36), seeded by
//! splitmix64. Not for secrets. Normal: the polar method (Marsaglia & Bray, SIAM Review 6 (1964) 260–264). Gamma:
//! Marsaglia & Tsang, ACM Transactions on Mathematical Software 26 (2000) 363–372. Wishart: Bartlett, Proceedings of the
//! Royal Society of Edinburgh 53 (1933) 260–283.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: [u64; 4],
    /// Normal numbers come in pairs: the second of the last one.
    spare: Option<f64>,
}

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut at = seed;
        let state = [(); 4].map(|()| {
            at = at.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = at;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        });
        Self { state, spare: None }
    }

    fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let c = c ^ a;
        let d = d ^ b;
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// Between 0 and 1, neither of them.
    pub(crate) fn uniform(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (self.uniform().mul_add(2.0, -1.0), self.uniform().mul_add(2.0, -1.0));
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(y * scale);
                return x * scale;
            }
        }
    }

    /// χ² with `df` > 0 degrees of freedom.
    pub(crate) fn chi_squared(&mut self, df: f64) -> f64 {
        let shape = 0.5 * df;
        if shape < 1.0 {
            let more = self.chi_squared(df + 2.0);
            return more * self.uniform().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let z = self.normal();
            let v = (1.0 + c * z).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * z * z + d * (1.0 - v + v.ln()) {
                return 2.0 * d * v;
            }
        }
    }

    pub(crate) fn normals(&mut self, rows: usize, columns: usize) -> DMatrix<f64> {
        DMatrix::from_fn(rows, columns, |_, _| self.normal())
    }

    /// A normal vector with this lower triangular factor of its covariance.
    pub(crate) fn vector(&mut self, factor: &DMatrix<f64>) -> DVector<f64> {
        let free = DVector::from_fn(factor.ncols(), |_, _| self.normal());
        factor * free
    }

    /// Lower triangular A with AA′ of the Wishart distribution with the identity and `df` degrees of freedom, at least the
    /// size.
    pub(crate) fn wishart_factor(&mut self, size: usize, df: f64) -> DMatrix<f64> {
        let mut factor = DMatrix::zeros(size, size);
        for row in 0..size {
            for column in 0..row {
                factor[(row, column)] = self.normal();
            }
            factor[(row, row)] = self.chi_squared(df - row as f64).sqrt();
        }
        factor
    }

    /// Sum of `df` (whole, any number) outer products of independent normal vectors with this factor.
    pub(crate) fn scatter(&mut self, factor: &DMatrix<f64>, df: u64) -> DMatrix<f64> {
        let size = factor.nrows();
        let inner = if df >= size as u64 {
            self.wishart_factor(size, df as f64)
        } else {
            self.normals(size, usize::try_from(df).unwrap_or(0))
        };
        let outer = factor * inner;
        &outer * outer.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Moments;

    #[test]
    fn distributions_have_their_moments() {
        let mut random = Random::seeded(7);
        let n = 40_000;
        let uniform = Moments::of((0..n).map(|_| random.uniform()));
        assert!((uniform.mean().unwrap() - 0.5).abs() < 0.006);
        assert!((uniform.variance().unwrap() - 1.0 / 12.0).abs() < 0.002);
        let normal = Moments::of((0..n).map(|_| random.normal()));
        assert!(normal.mean().unwrap().abs() < 0.02 && (normal.variance().unwrap() - 1.0).abs() < 0.03);
        for df in [0.7, 3.0, 400.0] {
            let values = Moments::of((0..n).map(|_| random.chi_squared(df)));
            let error = 5.0 * (2.0 * df / f64::from(n)).sqrt();
            assert!((values.mean().unwrap() - df).abs() < error);
            assert!((values.variance().unwrap() / (2.0 * df) - 1.0).abs() < 0.15);
        }
    }

    #[test]
    fn scatter_has_its_mean_below_and_above_its_size() {
        let mut random = Random::seeded(1);
        let factor = DMatrix::from_row_slice(2, 2, &[2.0, 0.0, 1.0, 0.5]);
        let covariance = &factor * factor.transpose();
        for df in [0, 1, 5] {
            let mut sum = DMatrix::zeros(2, 2);
            for _ in 0..20_000 {
                sum += random.scatter(&factor, df);
            }
            assert!((sum / 20_000.0 - &covariance * df as f64).amax() < 0.35);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let [mut a, mut b, mut c] = [3, 3, 4].map(Random::seeded);
        assert_eq!(a.bits(), b.bits());
        assert_ne!(a.bits(), c.bits());
    }
}
