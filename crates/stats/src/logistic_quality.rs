//! How well a logistic regression tells outcomes apart and how well its chances fit.
//!
//! Area under the curve: Hanley & `McNeil`, Radiology 143 (1982) 29–36; Brier, Monthly Weather Review 78 (1950) 1–3;
//! Hosmer & Lemeshow, *Applied Logistic Regression*, 2nd ed. 2000, 5.2.2 (groups by quantiles of type 7, upper end
//! included); Nagelkerke, Biometrika 78 (1991) 691–692; robust errors: White, Econometrica 48 (1980) 817–838 (HC0).

use nalgebra::{DMatrix, DVector};

use crate::{Logistic, LogisticFit, Unfitted, chi_squared_tail, quantile_of_sorted};

/// A χ² with its degrees of freedom and p.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquared {
    /// The statistic.
    pub value: f64,
    /// Degrees of freedom.
    pub df: u32,
    /// p.
    pub p: f64,
}

impl ChiSquared {
    fn new(value: f64, df: usize) -> Result<Self, Unfitted> {
        let df = u32::try_from(df).map_err(|_| Unfitted::BadInput)?;
        Ok(Self { value, df, p: chi_squared_tail(value.max(0.0), df)? })
    }
}

/// Measures of a fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogisticQuality {
    /// Chance that a success has the higher predicted chance than a failure, ties counting half.
    pub auc: f64,
    /// Mean square of outcome − predicted chance.
    pub brier: f64,
    /// Deviance of the model with an intercept alone.
    pub null_deviance: f64,
    /// Likelihood ratio against that model; nothing when there is no column beside the intercept.
    pub likelihood_ratio: Option<ChiSquared>,
    /// Nagelkerke's R², 0–1.
    pub nagelkerke: f64,
    /// Hosmer and Lemeshow's test in ten groups (fewer when predicted chances are few); nothing below three groups.
    pub hosmer_lemeshow: Option<ChiSquared>,
}

impl Logistic {
    fn chances(&self, fit: &LogisticFit) -> DVector<f64> {
        let eta = self.columns() * DVector::from_column_slice(&fit.coefficients);
        eta.map(|eta| 1.0 / (1.0 + (-eta).exp()))
    }

    /// Robust (HC0) covariance matrix of the coefficients; each row counts as one observation.
    pub fn robust_covariance(&self, fit: &LogisticFit) -> DMatrix<f64> {
        let chances = self.chances(fit);
        let misfit = self.successes() - self.trials().component_mul(&chances);
        let mut scores = self.columns().clone();
        for (mut row, misfit) in scores.row_iter_mut().zip(misfit.iter()) {
            row *= *misfit;
        }
        let half = &scores * &fit.covariance;
        half.transpose() * half
    }

    /// Measures of a fit that has an intercept.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] when a number is none.
    pub fn quality(&self, fit: &LogisticFit) -> Result<LogisticQuality, Unfitted> {
        let chances = self.chances(fit);
        let mut rows: Vec<[f64; 3]> = chances
            .iter()
            .zip(self.successes().iter().zip(self.trials().iter()))
            .map(|(chance, (yes, n))| [*chance, *yes, *n])
            .collect();
        rows.sort_unstable_by(|[a, ..], [b, ..]| a.total_cmp(b));
        let (yes, n) = rows.iter().fold((0.0, 0.0), |(y, n), [_, yes, trials]| (y + yes, n + trials));
        let no = n - yes;
        let entropy = |share: f64| if share > 0.0 { share * (share / n).ln() } else { 0.0 };
        let null_deviance = -2.0 * (entropy(yes) + entropy(no));
        let columns = fit.coefficients.len() - 1;
        let ratio = null_deviance - fit.deviance();
        let explained = |deviance: f64| -(-deviance / n).exp_m1();
        let misfit = |[chance, yes, n]: &[f64; 3]| yes * (1.0 - chance).powi(2) + (n - yes) * chance * chance;
        Ok(LogisticQuality {
            auc: area(&rows) / (yes * no),
            brier: rows.iter().map(misfit).sum::<f64>() / n,
            null_deviance,
            likelihood_ratio: (columns > 0).then(|| ChiSquared::new(ratio, columns)).transpose()?,
            nagelkerke: explained(ratio) / explained(null_deviance),
            hosmer_lemeshow: hosmer_lemeshow(&rows)?,
        })
    }
}

/// Pairs of a success and a failure in which the success has the higher chance, ties counting half.
fn area(rows: &[[f64; 3]]) -> f64 {
    let (mut below, mut sum) = (0.0, 0.0);
    for tied in rows.chunk_by(|[a, ..], [b, ..]| (a - b).abs() <= 1e-14) {
        let (yes, n) = tied.iter().fold((0.0, 0.0), |(y, n), [_, yes, trials]| (y + yes, n + trials));
        sum += yes * (below + 0.5 * (n - yes));
        below += n - yes;
    }
    sum
}

fn hosmer_lemeshow(rows: &[[f64; 3]]) -> Result<Option<ChiSquared>, Unfitted> {
    let chances: Vec<f64> = rows.iter().map(|[chance, ..]| *chance).collect();
    let mut cuts = Vec::new();
    for k in 1..10 {
        cuts.push(quantile_of_sorted(&chances, f64::from(k) / 10.0)?);
    }
    cuts.dedup_by(|a, b| (*a - *b).abs() <= 1e-14);
    let group = |chance: f64| cuts.partition_point(|cut| *cut < chance - 1e-14);
    let mut groups: Vec<[f64; 3]> = vec![[0.0; 3]; cuts.len() + 1]; // expected, seen, number
    for [chance, yes, n] in rows {
        if let Some(sums) = groups.get_mut(group(*chance)) {
            *sums = [sums[0] + chance * n, sums[1] + yes, sums[2] + n];
        }
    }
    groups.retain(|[.., n]| *n > 0.0);
    if groups.len() < 3 {
        return Ok(None);
    }
    let part = |[expected, seen, n]: &[f64; 3]| (seen - expected).powi(2) * n / (expected * (n - expected));
    ChiSquared::new(groups.iter().map(part).sum(), groups.len() - 2).map(Some)
}
