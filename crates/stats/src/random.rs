//! Seeded random numbers for multiple imputation: the same seed gives the same numbers on every machine.
//!
//! Generator: xoshiro256++ (Blackman & Vigna, ACM Transactions on Mathematical Software 47 (2021) 36), seeded by
//! splitmix64. Not for secrets. Normal: the polar method (Marsaglia & Bray, SIAM Review 6 (1964) 260–264). Gamma:
//! Marsaglia & Tsang, ACM Transactions on Mathematical Software 26 (2000) 363–372. Wishart: Bartlett, Proceedings of the
//! Royal Society of Edinburgh 53 (1933) 260–283.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

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
            if v <= 0.0 {
                continue;
            }
            let chance = self.uniform();
            // The first says the second without a logarithm, nearly always.
            if chance < 1.0 - 0.0331 * z.powi(4) || chance.ln() < 0.5 * z * z + d * (1.0 - v + v.ln()) {
                return 2.0 * d * v;
            }
        }
    }

    /// Lower triangular A, row by row, with AA′ of the Wishart distribution with the identity and `df` degrees of freedom, at
    /// least the size.
    fn wishart_factor(&mut self, size: usize, df: f64, factor: &mut Vec<f64>) {
        factor.clear();
        factor.resize(size * size, 0.0);
        for row in 0..size {
            for column in 0..row {
                factor[row * size + column] = self.normal();
            }
            factor[row * size + row] = self.chi_squared(df - row as f64).sqrt();
        }
    }

    /// Vectors, one after the other, whose outer products add up to such a matrix for any whole number of degrees of freedom:
    /// the columns of the factor, or as many normal vectors where they are fewer.
    pub(crate) fn wishart_columns(&mut self, size: usize, df: u64, columns: &mut Vec<f64>) {
        if df < size as u64 {
            columns.clear();
            columns.extend((0..df * size as u64).map(|_| self.normal()));
            return;
        }
        self.wishart_factor(size, df as f64, columns);
        for row in 0..size {
            for column in 0..row {
                columns.swap(row * size + column, column * size + row);
            }
        }
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
    fn a_wishart_matrix_has_its_mean_and_spread_below_and_above_its_size() {
        let mut random = Random::seeded(1);
        let (size, runs) = (3, 20_000_u32);
        let mut columns = Vec::new();
        for df in [0_u64, 1, 2, 3, 7] {
            let mut sums = [[0.0; 3]; 3];
            let mut squares = 0.0;
            for _ in 0..runs {
                random.wishart_columns(size, df, &mut columns);
                let entry = |j: usize, k: usize| -> f64 { columns.chunks(size).map(|c| c[j] * c[k]).sum() };
                for (j, row) in sums.iter_mut().enumerate() {
                    for (k, sum) in row.iter_mut().enumerate() {
                        *sum += entry(j, k) / f64::from(runs);
                    }
                }
                squares += entry(2, 1).powi(2) / f64::from(runs);
            }
            let df = df as f64;
            for (j, row) in sums.iter().enumerate() {
                for (k, mean) in row.iter().enumerate() {
                    let expected = if j == k { df } else { 0.0 };
                    assert!((mean - expected).abs() < 0.15, "{df}: {sums:?}");
                }
            }
            // Var(W₂₁) = df for the identity.
            assert!((squares - df).abs() < 0.06 * df.max(1.0), "{df}: {squares}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let [mut a, mut b, mut c] = [3, 3, 4].map(Random::seeded);
        assert_eq!(a.bits(), b.bits());
        assert_ne!(a.bits(), c.bits());
    }
}
