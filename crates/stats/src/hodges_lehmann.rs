//! Where the middle of paired differences lies, by their ranks.
//!
//! Hodges & Lehmann, Annals of Mathematical Statistics 34 (1963) 598–611: the median of all Walsh averages
//! (xᵢ + xⱼ)/2, i ≤ j. The interval holds the shifts that a signed rank test with ties, zeros left out and continuity
//! correction does not reject (Bauer, Journal of the American Statistical Association 67 (1972) 687–690), as R's
//! `wilcox.test(…, exact = FALSE, conf.int = TRUE)`, which looks for the same jumps to four decimals. No average is kept:
//! the k-th is found by counting. What it costs goes by the number of distinct differences, not by that of pairs.

use crate::counts::{key, value};
use crate::normal::z_of_level;
use crate::{Counts, Interval, Unestimable};

/// The estimate and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HodgesLehmann {
    /// Median of the Walsh averages of all differences, zeros among them; with many of these it may lie outside the interval.
    pub of_all: f64,
    /// The shift at which the signed rank statistic changes sign, differences of zero left out; the middle of such shifts where
    /// it is zero along a stretch, so that without zeros it is the median of the Walsh averages.
    pub estimate: f64,
    /// The shifts that are not rejected, differences of zero left out.
    pub interval: Interval,
}

/// The least number between two at which a condition that stays true once it is true holds.
fn least(from: f64, to: f64, mut holds: impl FnMut(f64) -> bool) -> f64 {
    let (mut low, mut high) = (i128::from(key(from)), i128::from(key(to)));
    while low < high {
        let middle = low + (high - low) / 2;
        if i64::try_from(middle).is_ok_and(|middle| holds(value(middle))) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    i64::try_from(high).map_or(to, value)
}

/// A difference and how often it occurs.
type Run = (f64, u64);

/// Number of Walsh averages at or below `d`; differences ascend.
fn averages_up_to(runs: &[Run], d: f64) -> u64 {
    // How many differences lie in the runs from here to the last whose average with this one is not above d.
    let mut within: u64 = runs.iter().map(|(_, times)| times).sum();
    let mut upper = runs.iter().rev().peekable();
    let mut count = 0;
    for (x, times) in runs {
        while let Some((_, above)) = upper.next_if(|(y, _)| f64::midpoint(*x, *y) > d) {
            within = within.saturating_sub(*above);
        }
        if f64::midpoint(*x, *x) > d {
            break;
        }
        within = within.saturating_sub(*times);
        count += times * (times + 1) / 2 + times * within;
    }
    count
}

/// Signed rank statistic of differences − `shift`, zeros left out, over its standard deviation.
fn statistic(runs: &[Run], shift: f64, correct: bool, room: &mut Vec<Run>) -> f64 {
    room.clear();
    room.extend(runs.iter().map(|(x, times)| (x - shift, *times)).filter(|(x, _)| x.abs() > 0.0));
    room.sort_unstable_by(|(a, _), (b, _)| a.abs().total_cmp(&b.abs()));
    let (mut before, mut positive, mut squares) = (0.0, 0.0, 0.0);
    for tied in room.chunk_by(|(a, _), (b, _)| a.abs().total_cmp(&b.abs()).is_eq()) {
        let count = |part: &dyn Fn(f64) -> bool| -> f64 {
            tied.iter().filter(|(x, _)| part(*x)).map(|(_, times)| *times as f64).sum()
        };
        let size = count(&|_| true);
        let rank = before + 0.5 * (size + 1.0);
        positive += rank * count(&|x| x > 0.0);
        squares += rank * rank * size;
        before += size;
    }
    let excess = positive - 0.25 * before * (before + 1.0);
    let by = if correct && excess.abs() > 0.0 { 0.5 * excess.signum() } else { 0.0 };
    if squares > 0.0 { (excess - by) / (0.5 * squares.sqrt()) } else { 0.0 }
}

/// The middle of differences (second − first).
///
/// # Errors
/// [`Unestimable::Empty`]; [`Unestimable::BadInput`] when one is not finite or for a level not between 0 and 1;
/// [`Unestimable::NoSpread`] when all are equal or all but zeros are.
pub fn hodges_lehmann(differences: &Counts, level: f64) -> Result<HodgesLehmann, Unestimable> {
    let runs: Vec<Run> = differences.iter().collect();
    let (Some(&(first, _)), Some(&(last, _))) = (runs.first(), runs.last()) else {
        return Err(Unestimable::Empty);
    };
    let z = z_of_level(level)?;
    if !first.is_finite() || !last.is_finite() {
        return Err(Unestimable::BadInput);
    }
    let averages = differences.n() * (differences.n() + 1) / 2;
    let ranked = |k: u64| least(first, last, |d| averages_up_to(&runs, d) >= k);
    let of_all = if averages % 2 == 1 {
        ranked(averages / 2 + 1)
    } else {
        f64::midpoint(ranked(averages / 2), ranked(averages / 2 + 1))
    };
    let used: Vec<Run> = runs.iter().copied().filter(|(x, _)| x.abs() > 0.0).collect();
    let (Some(&(low, _)), Some(&(high, _))) = (used.first(), used.last()) else {
        return Err(Unestimable::NoSpread);
    };
    if low >= high {
        return Err(Unestimable::NoSpread);
    }
    let mut room = Vec::with_capacity(used.len());
    let mut crossing =
        |wanted: f64, correct: bool| least(low, high, |d| statistic(&used, d, correct, &mut room) <= wanted);
    let interval = Interval { lower: crossing(z, true), upper: crossing(-z, true) };
    // Between two averages in the middle the ranks balance at every shift.
    let from = crossing(0.0, false);
    let to = least(from, high, |d| statistic(&used, d, false, &mut room) < 0.0);
    let is_one = key(to) <= key(from).saturating_add(2);
    Ok(HodgesLehmann { of_all, estimate: if is_one { from } else { f64::midpoint(from, to) }, interval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LEVEL_95;

    #[test]
    fn the_estimate_lies_in_its_interval_also_beside_many_zeros() {
        let mut differences = Counts::default();
        for (difference, times) in [(0.0, 50), (4.0, 10), (8.0, 10), (12.0, 10), (-4.0, 2)] {
            differences.add_times(difference, times);
        }
        let found = hodges_lehmann(&differences, LEVEL_95).unwrap();
        // As wilcox.test(x, exact = FALSE, conf.int = TRUE) of R leaves the zeros out.
        assert!((found.interval.lower..=found.interval.upper).contains(&found.estimate), "{found:?}");
        assert!(found.of_all < found.interval.lower, "{found:?}");
    }

    fn of(differences: &[f64]) -> HodgesLehmann {
        let mut counts = Counts::default();
        for difference in differences {
            counts.add(*difference);
        }
        hodges_lehmann(&counts, LEVEL_95).unwrap()
    }

    /// Of an even number of averages the middle of the two in the middle, of either sign alike.
    #[test]
    fn without_zeros_it_is_the_median_of_the_averages() {
        let found = of(&[1.0, 2.5, 4.0, 9.0]);
        // 1, 1.75, 2.5, 2.5, 3.25, 4, 5, 5.75, 6.5, 9: the fifth and the sixth.
        assert!((found.estimate - 3.625).abs() < 1e-12, "{found:?}");
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / 1e5 - 60.0
        };
        for n in 3..40 {
            let differences: Vec<f64> = (0..n).map(|_| next()).collect();
            let found = of(&differences);
            assert!((found.estimate - found.of_all).abs() < 1e-12 * 100.0, "{n}: {found:?}");
            let mirrored = of(&differences.iter().map(|x| -x).collect::<Vec<_>>());
            assert!((found.estimate + mirrored.estimate).abs() < 1e-12 * 100.0, "{n}: {mirrored:?}");
        }
    }

    #[test]
    fn averages_are_counted_as_one_by_one() {
        let runs = [(-3.0, 2), (0.5, 3), (1.0, 1), (7.0, 4)];
        let each: Vec<f64> = runs
            .iter()
            .flat_map(|(x, times)| std::iter::repeat_n(*x, usize::try_from(*times).unwrap()))
            .collect();
        for d in [-4.0, -3.0, -1.25, 0.0, 0.5, 0.75, 2.0, 4.0, 7.0] {
            let pairs = (0..each.len()).flat_map(|i| (i..each.len()).map(move |j| (i, j)));
            let one_by_one = pairs.filter(|(i, j)| f64::midpoint(each[*i], each[*j]) <= d).count();
            assert_eq!(averages_up_to(&runs, d), one_by_one as u64, "{d}");
        }
    }
}
