//! How much a single row weighs in columns of numbers: the greatest leverage (hat value).
//!
//! Of all combinations z of an intercept and the columns, row *i* holds at most hᵢ of the sum of squares: max z²ᵢ ÷ Σz² = hᵢ,
//! the leverage (Hoaglin & Welsch, The American Statistician 32 (1978) 17–22). A row that alone has what others have not has
//! leverage 1; each of *m* rows that share it 1 ÷ *m*.

use crate::Unestimable;
use crate::triangular::{factorise, solve_lower};

/// Part of a column's length below which what is left beside the others is rounding.
const ROUNDING: f64 = 1e-13;
/// Part of a column's spread that must be its own where only sums are known: beyond it these have no digits left.
const OWN: f64 = 1e-4;
/// More columns than this have too many corners.
const MOST_CORNERED: usize = 12;

/// The greatest leverage of rows of `width` numbers each, beside an intercept; columns that follow from those before them
/// add nothing. From 1 ÷ rows to 1.
///
/// # Errors
/// [`Unestimable::Empty`] without a row, [`Unestimable::BadInput`] when a number is not finite or a row is too short.
pub fn greatest_leverage(rows: &[f64], width: usize) -> Result<f64, Unestimable> {
    if width == 0 || rows.is_empty() {
        return Err(Unestimable::Empty);
    }
    if !rows.len().is_multiple_of(width) || !rows.iter().all(|value| value.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let count = rows.len() / width;
    let mut basis: Vec<Vec<f64>> = vec![vec![1.0 / (count as f64).sqrt(); count]];
    for column in 0..width {
        let mut left: Vec<f64> = rows.iter().skip(column).step_by(width).copied().collect();
        let scale = left.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        if scale <= 0.0 {
            continue;
        }
        // Of numbers near one in size no square overflows or vanishes.
        divide(&mut left, scale);
        let whole = length(&left);
        // Twice, so that the second finds what rounding left of the first.
        for _ in 0..2 {
            for one in &basis {
                let along: f64 = one.iter().zip(&left).map(|(a, b)| a * b).sum();
                left.iter_mut().zip(one).for_each(|(value, one)| *value -= along * one);
            }
        }
        let own = length(&left);
        if own > ROUNDING * whole {
            divide(&mut left, own);
            basis.push(left);
        }
    }
    let of_row = |row: usize| basis.iter().filter_map(|one| one.get(row)).map(|value| value * value).sum();
    Ok((0..count).map(of_row).fold(0.0, f64::max).min(1.0))
}

fn divide(column: &mut [f64], by: f64) {
    for value in column {
        *value /= by;
    }
}

fn length(column: &[f64]) -> f64 {
    column.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// What is known of rows that are not kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent<'e> {
    /// How many rows.
    pub rows: u64,
    /// The least of each column.
    pub low: &'e [f64],
    /// The greatest.
    pub high: &'e [f64],
    /// The mean.
    pub means: &'e [f64],
    /// Sums of products of deviations from these: lower triangle by rows.
    pub cross: &'e [f64],
}

/// A leverage that no row exceeds, from sums and extremes alone: that of the corners of the box round the rows. Constant columns
/// add nothing.
///
/// # Errors
/// [`Unestimable::BadInput`] when lengths do not fit, and where columns hang together so closely, or are so many, that no bound
/// can be told.
pub fn leverage_bound(extent: &Extent<'_>) -> Result<f64, Unestimable> {
    let bad = Unestimable::BadInput;
    let width = extent.means.len();
    let fits = [extent.low.len(), extent.high.len()] == [width; 2] && extent.rows > 0;
    if !fits || extent.cross.len() != width * (width + 1) / 2 {
        return Err(bad);
    }
    let sides: Vec<Side> = (0..width).map(|at| Side::of(extent, at)).collect::<Result<_, _>>()?;
    let sides: Vec<Side> = sides.into_iter().filter(|side| side.high > side.low).collect();
    let size = sides.len();
    if size > MOST_CORNERED {
        return Err(bad);
    }
    let mut factor: Vec<f64> = sides
        .iter()
        .flat_map(|a| sides.iter().map(|b| extent.product(a.at, b.at) / a.spread / b.spread))
        .collect();
    factorise(&mut factor, size).ok_or(bad)?;
    if factor.iter().step_by(size + 1).any(|own| *own < OWN) {
        return Err(bad);
    }
    let corner = |corner: usize| {
        let end = |(bit, side): (usize, &Side)| if corner >> bit & 1 == 0 { side.low } else { side.high };
        let mut point: Vec<f64> = sides.iter().enumerate().map(end).collect();
        solve_lower(&factor, size, &mut point);
        point.iter().map(|value| value * value).sum::<f64>()
    };
    let farthest = (0..1_usize << size).map(corner).fold(0.0, f64::max);
    Ok((1.0 / extent.rows as f64 + farthest).min(1.0))
}

/// A side of the box: how far it reaches from the mean, in roots of the sum of squares.
struct Side {
    at: usize,
    spread: f64,
    low: f64,
    high: f64,
}

impl Side {
    fn of(extent: &Extent<'_>, at: usize) -> Result<Self, Unestimable> {
        let number = |of: &[f64]| of.get(at).copied().unwrap_or_default();
        let [low, high, mean] = [extent.low, extent.high, extent.means].map(number);
        let spread = extent.product(at, at).sqrt();
        let varies = high > low;
        if varies && !(spread.is_finite() && spread > ROUNDING * low.abs().max(high.abs())) {
            return Err(Unestimable::BadInput);
        }
        let from_mean = |end: f64| if varies { (end - mean) / spread } else { 0.0 };
        Ok(Self { at, spread, low: from_mean(low), high: from_mean(high) })
    }
}

impl Extent<'_> {
    fn product(&self, a: usize, b: usize) -> f64 {
        let (row, column) = (a.max(b), a.min(b));
        self.cross.get(row * (row + 1) / 2 + column).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(found: Result<f64, Unestimable>, expected: f64) {
        assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?} {expected}");
    }

    /// R 4.2.2: `max(hatvalues(lm(y ~ age + start)))`, and of `lm(y ~ age)`.
    #[test]
    fn the_hat_values_of_r_are_found() {
        let age = [23.0, 31.0, 45.0, 28.0, 52.0, 36.0, 29.0, 41.0];
        let start = [32.0, 44.0, 60.0, 28.0, 48.0, 72.0, 40.0, 36.0];
        let rows: Vec<f64> = age.iter().zip(start).flat_map(|(a, b)| [*a, b]).collect();
        alike(greatest_leverage(&rows, 2), 0.731_326_788_817_414_2);
        alike(greatest_leverage(&age, 1), 0.526_483_249_110_986_3);
    }

    #[test]
    fn who_shares_what_others_have_not_weighs_by_how_many_they_are() {
        for shared in 1..=10u32 {
            let rows: Vec<f64> = (0..20).map(|at| if at < shared { 3.0 } else { 1.0 }).collect();
            alike(greatest_leverage(&rows, 1), 1.0 / f64::from(shared));
        }
        // Neither column tells of one, their difference does.
        let both: Vec<f64> =
            (0..40).flat_map(|at| [f64::from(at % 2), f64::from(at % 2 + i32::from(at == 7))]).collect();
        alike(greatest_leverage(&both, 2), 1.0);
        let hidden: Vec<f64> =
            (0..40).map(f64::from).flat_map(|at| [at, at + if at > 38.5 { 1e-9 } else { 0.0 }]).collect();
        assert!(greatest_leverage(&hidden, 2).unwrap() > 0.9, "however little of it there is");
    }

    #[test]
    fn a_column_that_follows_from_the_others_adds_nothing() {
        let rows: Vec<f64> = (0..30).map(f64::from).flat_map(|at| [at, 2.0 * at - 7.0, 5.0]).collect();
        let alone: Vec<f64> = (0..30).map(f64::from).collect();
        alike(greatest_leverage(&rows, 3), greatest_leverage(&alone, 1).unwrap());
        alike(greatest_leverage(&[1e9; 6], 1), 1.0 / 6.0);
    }

    #[test]
    fn what_cannot_be_weighed_says_so() {
        assert_eq!(greatest_leverage(&[], 1), Err(Unestimable::Empty));
        assert_eq!(greatest_leverage(&[1.0, f64::NAN], 1), Err(Unestimable::BadInput));
        assert_eq!(greatest_leverage(&[1.0, 2.0, 3.0], 2), Err(Unestimable::BadInput));
        let one =
            Extent { rows: 4, low: &[0.0; 2], high: &[1.0; 2], means: &[0.5; 2], cross: &[1.0, 1.0, 1.0] };
        assert_eq!(leverage_bound(&one), Err(Unestimable::BadInput), "two columns that are one");
        assert_eq!(leverage_bound(&Extent { low: &[0.0], ..one }), Err(Unestimable::BadInput));
    }

    proptest! {
        #[test]
        fn no_row_exceeds_the_bound(rows in prop::collection::vec((0.0..100.0f64, -1.0..1.0f64, 0..3i32), 6..60)) {
            let rows: Vec<[f64; 3]> = rows.into_iter().map(|(a, b, c)| [a, b, f64::from(c)]).collect();
            let n = rows.len() as f64;
            let column = |at: usize| rows.iter().map(move |row| row[at]);
            let means = [0, 1, 2].map(|at| column(at).sum::<f64>() / n);
            let cross = |a: usize, b: usize| rows.iter().map(|row| (row[a] - means[a]) * (row[b] - means[b])).sum();
            let cross = [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)].map(|(a, b)| cross(a, b));
            let low = [0, 1, 2].map(|at| column(at).fold(f64::INFINITY, f64::min));
            let high = [0, 1, 2].map(|at| column(at).fold(f64::NEG_INFINITY, f64::max));
            let extent =
                Extent { rows: rows.len() as u64, low: &low, high: &high, means: &means, cross: &cross };
            let flat: Vec<f64> = rows.iter().flatten().copied().collect();
            let exact = greatest_leverage(&flat, 3).unwrap();
            if let Ok(bound) = leverage_bound(&extent) {
                prop_assert!(bound >= exact - 1e-9, "{} {}", bound, exact);
            }
        }
    }
}
