//! Planning: how many persons a comparison needs, how sure a comparison of a given size is, how wide its interval.
//!
//! Paired t: power by the noncentral t distribution (Owen, Biometrika 52 (1965) 437–446), as R's `power.t.test` without
//! the far tail. Two shares: normal approximation, as R's `power.prop.test`. Discordant pairs: Miettinen, Biometrics 24
//! (1968) 339–352, and the exact binomial. Numbers are real; plan with the next whole one.

use crate::noncentral_t::below;
use crate::normal::{normal_below, z_of_level};
use crate::root::root_between;
use crate::{Unestimable, t_quantile_two_sided};

fn chance(value: f64) -> Result<f64, Unestimable> {
    if value > 0.0 && value < 1.0 { Ok(value) } else { Err(Unestimable::BadInput) }
}

/// Chance that a paired t-test of `pairs` (real, > 1) at `level` shows a mean change of `dz` standard deviations.
///
/// # Errors
/// [`Unestimable::BadInput`] for pairs ≤ 1, a dz that is not finite or a level not between 0 and 1.
pub fn paired_power(dz: f64, pairs: f64, level: f64) -> Result<f64, Unestimable> {
    if !dz.is_finite() || pairs.is_nan() || pairs <= 1.0 || pairs.is_infinite() {
        return Err(Unestimable::BadInput);
    }
    let df = pairs - 1.0;
    let t = t_quantile_two_sided(1.0 - chance(level)?, df)?;
    Ok(1.0 - below(t, df, dz.abs() * pairs.sqrt()))
}

/// Pairs with which [`paired_power`] reaches `power`.
///
/// # Errors
/// [`Unestimable::BadInput`] for dz = 0, or a power or level not between 0 and 1; for powers below 1 − level too.
pub fn paired_size(dz: f64, power: f64, level: f64) -> Result<f64, Unestimable> {
    chance(power)?;
    let miss = |pairs: f64| paired_power(dz, pairs, level).unwrap_or(f64::NAN) - power;
    let about = ((z_of_level(level)? + z_of_level(2.0 * power.max(0.5 + 1e-12) - 1.0)?) / dz).powi(2);
    if !about.is_finite() || about <= 0.0 {
        return Err(Unestimable::BadInput);
    }
    let high = 2.0 * about + 20.0;
    root_between(1.5, high, miss).ok_or(Unestimable::BadInput)
}

/// Persons per group with which a comparison of two independent shares reaches `power`.
///
/// # Errors
/// [`Unestimable::BadInput`] unless both shares, the power and the level lie between 0 and 1 and the shares differ.
pub fn shares_size(first: f64, second: f64, power: f64, level: f64) -> Result<f64, Unestimable> {
    let (p, q) = (chance(first)?, chance(second)?);
    let mean = f64::midpoint(p, q);
    let (alike, apart) = ((2.0 * mean * (1.0 - mean)).sqrt(), (p * (1.0 - p) + q * (1.0 - q)).sqrt());
    let root = z_of_level(level)? * alike + crate::normal_quantile(chance(power)?)? * apart;
    let size = (root / (p - q)).powi(2);
    if size.is_finite() { Ok(size) } else { Err(Unestimable::BadInput) }
}

/// Chance that a comparison of two independent shares of `n` persons each shows the difference.
///
/// # Errors
/// As [`shares_size`]; [`Unestimable::BadInput`] unless n > 0.
pub fn shares_power(first: f64, second: f64, n: f64, level: f64) -> Result<f64, Unestimable> {
    let (p, q) = (chance(first)?, chance(second)?);
    if n.is_nan() || n <= 0.0 {
        return Err(Unestimable::BadInput);
    }
    let mean = f64::midpoint(p, q);
    let gap = (p - q).abs() * n.sqrt() - z_of_level(level)? * (2.0 * mean * (1.0 - mean)).sqrt();
    Ok(normal_below(gap / (p * (1.0 - p) + q * (1.0 - q)).sqrt()))
}

/// Pairs with which `McNemar`'s test reaches `power` when the shares `lost` and `won` of all pairs change sides.
///
/// # Errors
/// [`Unestimable::BadInput`] unless lost and won lie in 0–1, differ and add up to at most 1, and power and level lie
/// between 0 and 1.
pub fn mcnemar_size(lost: f64, won: f64, power: f64, level: f64) -> Result<f64, Unestimable> {
    let (sum, gap) = (lost + won, (lost - won).abs());
    let z = z_of_level(level)?;
    let b = crate::normal_quantile(chance(power)?)?;
    let n = ((z * sum.sqrt() + b * (sum - gap * gap).sqrt()) / gap).powi(2);
    if lost >= 0.0 && won >= 0.0 && sum <= 1.0 && n.is_finite() { Ok(n) } else { Err(Unestimable::BadInput) }
}

/// Half the width of the interval of a mean of `n` values with this standard deviation.
///
/// # Errors
/// [`Unestimable::OnlyOne`] below two values; [`Unestimable::BadInput`] for a negative SD or a level not between 0 and 1.
pub fn mean_half_width(sd: f64, n: u64, level: f64) -> Result<f64, Unestimable> {
    if n < 2 {
        return Err(Unestimable::OnlyOne);
    }
    if !(sd >= 0.0 && sd.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    Ok(t_quantile_two_sided(1.0 - chance(level)?, (n - 1) as f64)? * sd / (n as f64).sqrt())
}

/// The smallest change in standard deviations that `pairs` show with chance `power`.
///
/// # Errors
/// [`Unestimable::BadInput`] below two pairs, or for a power or level not between 0 and 1.
pub fn detectable_change(pairs: u64, power: f64, level: f64) -> Result<f64, Unestimable> {
    chance(power)?;
    let n = pairs as f64;
    paired_power(0.0, n, level)?;
    let miss = |dz: f64| paired_power(dz, n, level).unwrap_or(f64::NAN) - power;
    let high = (0..60).map(|k| 0.01 * f64::from(k).exp2()).find(|dz| miss(*dz) >= 0.0);
    high.and_then(|high| root_between(0.0, high, miss)).ok_or(Unestimable::BadInput)
}
