//! The smallest and the largest value a number can have when sums with it are known: a linear programme with equations
//! and numbers that are not negative, by the two-phase simplex method. The systems are small – what hangs together with
//! one hidden cell – so the table is kept whole. One start serves all numbers of a system: each search goes on from
//! where the last one ended, and what was seen on the way counts for all of them.
//!
//! The column with the steepest way enters; after some steps that lead nowhere Bland's rule chooses instead, so that the
//! search cannot go round in circles.

/// Numbers closer than this are the same; the counts and coefficients are whole numbers far above it.
const SLACK: f64 = 1e-7;
/// Most pivots before a bound is given up as unknown; what is unknown counts as exposed.
const MOST_PIVOTS: usize = 20_000;

/// One equation: coefficients of the unknowns, and what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) terms: Vec<(usize, f64)>,
    pub(super) sum: f64,
}

/// How a search for the least value ended.
enum End {
    /// At it.
    Found,
    /// There is none: it falls without end.
    Endless,
    /// Nowhere within [`MOST_PIVOTS`].
    TooLong,
}

/// All numbers that are not negative and fit the equations, at one of its corners. Each row of the table is an equation
/// solved for one number, with its right side last; the numbers that no row is solved for are zero.
pub(super) struct Polytope {
    rows: Vec<Vec<f64>>,
    solved: Vec<usize>,
    unknowns: usize,
    /// The least and the largest value of each number at the corners passed so far; all between is possible too.
    seen: Vec<[f64; 2]>,
}

impl Polytope {
    /// Of these equations; nothing when they contradict each other, or a start is not found.
    pub(super) fn of(rows: &[Row], unknowns: usize) -> Option<Self> {
        let filled = rows.iter().map(|row| {
            let sign = if row.sum < 0.0 { -1.0 } else { 1.0 };
            let mut line = vec![0.0; unknowns + 1];
            for &(unknown, coefficient) in &row.terms {
                if let Some(cell) = line.get_mut(unknown) {
                    *cell += sign * coefficient;
                }
            }
            if let Some(cell) = line.last_mut() {
                *cell = sign * row.sum;
            }
            line
        });
        // A helper per row, numbered behind the unknowns, is driven out; its column need not be kept: it never comes back.
        let mut found = Self {
            rows: filled.collect(),
            solved: (unknowns..unknowns + rows.len()).collect(),
            unknowns,
            seen: Vec::new(),
        };
        let mut costs = vec![0.0; unknowns + 1];
        for row in &found.rows {
            costs.iter_mut().zip(row).for_each(|(cost, cell)| *cost -= cell);
        }
        let End::Found = found.descend(&mut costs, None) else { return None };
        let left = -costs.last().copied().unwrap_or(0.0);
        if left > SLACK * 100.0 {
            return None;
        }
        found.drop_helpers();
        found.seen = vec![[f64::INFINITY, f64::NEG_INFINITY]; unknowns];
        found.look();
        Some(found)
    }

    /// Helpers that are left are zero: their rows are solved for another number, or say nothing new.
    fn drop_helpers(&mut self) {
        let mut row = 0;
        while row < self.rows.len() {
            if self.solved.get(row).is_some_and(|number| *number < self.unknowns) {
                row += 1;
                continue;
            }
            let steepest = (0..self.unknowns)
                .map(|column| (column, self.at(row, column).abs()))
                .max_by(|(_, a), (_, b)| a.total_cmp(b));
            match steepest {
                Some((column, by)) if by > SLACK => {
                    self.pivot(row, column, &mut []);
                    row += 1;
                }
                _ => {
                    self.rows.swap_remove(row);
                    self.solved.swap_remove(row);
                }
            }
        }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0)
    }

    fn right(&self, row: usize) -> f64 {
        self.at(row, self.unknowns)
    }

    /// Takes note of the corner the table stands at.
    fn look(&mut self) {
        let mut here = vec![0.0; self.unknowns];
        for (row, number) in self.solved.iter().enumerate() {
            if let Some(value) = here.get_mut(*number) {
                *value = self.right(row);
            }
        }
        for ([low, high], value) in self.seen.iter_mut().zip(here) {
            (*low, *high) = (low.min(value), high.max(value));
        }
    }

    /// The values a number was seen to have, from the least to the largest.
    pub(super) fn seen(&self, target: usize) -> Option<[f64; 2]> {
        self.seen.get(target).copied()
    }

    /// The least and the largest value of one number. The search for the largest stops at one that is `enough` above the
    /// least; an end that does not exist is infinite. Nothing when the search takes too long.
    pub(super) fn range(&mut self, target: usize, enough: f64) -> Option<[f64; 2]> {
        let low = self.end(target, 1.0, 0.0)?;
        let high = self.end(target, -1.0, low + enough)?;
        Some([low, high])
    }

    /// The least (sign 1) or the largest (−1) value of a number; a search that has come as far as `stop` stops.
    fn end(&mut self, target: usize, sign: f64, stop: f64) -> Option<f64> {
        let mut costs = vec![0.0; self.unknowns + 1];
        match self.solved.iter().position(|number| *number == target) {
            Some(row) => {
                let row = self.rows.get(row)?;
                costs.iter_mut().zip(row).for_each(|(cost, cell)| *cost = -sign * cell);
                *costs.get_mut(target)? = 0.0;
            }
            None => *costs.get_mut(target)? = sign,
        }
        let ended = self.descend(&mut costs, Some((sign, stop)));
        self.look();
        match ended {
            // The last of the costs is −(sign × value).
            End::Found => Some(-sign * costs.last().copied().unwrap_or(0.0)),
            End::Endless => Some(f64::INFINITY),
            End::TooLong => None,
        }
    }

    /// Pivots until no cost is negative, or the value is as far as is asked for.
    fn descend(&mut self, costs: &mut [f64], stop: Option<(f64, f64)>) -> End {
        let mut idle = 0;
        for _ in 0..MOST_PIVOTS {
            let value = -costs.last().copied().unwrap_or(0.0);
            if let Some((sign, stop)) = stop
                && ((sign > 0.0 && value <= SLACK) || (sign < 0.0 && -value >= stop))
            {
                return End::Found;
            }
            let Some(enters) = self.enters(costs, idle > 2 * self.rows.len()) else { return End::Found };
            let Some(leaves) = self.leaves(enters) else { return End::Endless };
            self.pivot(leaves, enters, costs);
            let now = -costs.last().copied().unwrap_or(0.0);
            idle = if now < value - SLACK { 0 } else { idle + 1 };
        }
        End::TooLong
    }

    /// The column to solve for next: the one with the lowest cost, or, with care, the first.
    fn enters(&self, costs: &[f64], careful: bool) -> Option<usize> {
        let costs = costs.get(..self.unknowns)?;
        if careful {
            return costs.iter().position(|cost| *cost < -SLACK);
        }
        let lowest = costs.iter().enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b));
        lowest.filter(|(_, cost)| **cost < -SLACK).map(|(column, _)| column)
    }

    /// The row that first stops a number from growing; of equals the one solved for the first number.
    fn leaves(&self, enters: usize) -> Option<usize> {
        let mut first: Option<(usize, f64)> = None;
        for row in 0..self.rows.len() {
            let by = self.at(row, enters);
            if by <= SLACK {
                continue;
            }
            let ratio = self.right(row) / by;
            let earlier = |other: usize| self.solved.get(row) < self.solved.get(other);
            let better = first.is_none_or(|(other, least)| {
                ratio < least - SLACK || (ratio <= least + SLACK && earlier(other))
            });
            if better {
                first = Some((row, ratio));
            }
        }
        first.map(|(row, _)| row)
    }

    fn pivot(&mut self, row: usize, column: usize, costs: &mut [f64]) {
        let by = self.at(row, column);
        let Some(line) = self.rows.get_mut(row) else { return };
        for cell in line.iter_mut() {
            *cell /= by;
        }
        let pivot = std::mem::take(line);
        let others = self.rows.iter_mut().map(Vec::as_mut_slice).chain([costs]);
        for other in others {
            let times = other.get(column).copied().unwrap_or(0.0);
            if times.abs() > 0.0 {
                other.iter_mut().zip(&pivot).for_each(|(cell, from)| *cell -= times * from);
            }
        }
        if let Some(line) = self.rows.get_mut(row) {
            *line = pivot;
        }
        if let Some(number) = self.solved.get_mut(row) {
            *number = column;
        }
    }
}

/// The least and the largest value of one unknown. An end that does not exist is infinite; nothing when the equations
/// contradict each other or the search takes too long.
#[cfg(test)]
pub(super) fn bounds(rows: &[Row], unknowns: usize, target: usize) -> Option<[f64; 2]> {
    Polytope::of(rows, unknowns)?.range(target, f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(terms: &[(usize, f64)], sum: f64) -> Row {
        Row { terms: terms.to_vec(), sum }
    }

    #[test]
    fn two_hidden_parts_of_a_sum_can_be_anything_up_to_it() {
        assert_eq!(bounds(&[row(&[(0, 1.0), (1, 1.0)], 8.0)], 2, 0), Some([0.0, 8.0]));
    }

    /// 2 × 2 with rows 5 and 7 and columns 9 and 3: the first cell lies between 2 and 5.
    fn table() -> [Row; 4] {
        [
            row(&[(0, 1.0), (1, 1.0)], 5.0),
            row(&[(2, 1.0), (3, 1.0)], 7.0),
            row(&[(0, 1.0), (2, 1.0)], 9.0),
            row(&[(1, 1.0), (3, 1.0)], 3.0),
        ]
    }

    #[test]
    fn a_table_with_its_margins_is_bounded_by_them() {
        assert_eq!(bounds(&table(), 4, 0), Some([2.0, 5.0]));
        assert_eq!(bounds(&table(), 4, 1), Some([0.0, 3.0]));
    }

    #[test]
    fn one_start_serves_all_numbers_and_what_was_seen_lies_within_their_bounds() {
        let mut whole = Polytope::of(&table(), 4).unwrap();
        let mut before = [[0.0; 2]; 4];
        for (target, range) in before.iter_mut().enumerate() {
            *range = whole.range(target, f64::INFINITY).unwrap();
            assert_eq!(Some(*range), bounds(&table(), 4, target));
        }
        for (target, [low, high]) in before.into_iter().enumerate() {
            let [least, most] = whole.seen(target).unwrap();
            assert!(low <= least && most <= high, "{target}: {least}–{most} within {low}–{high}");
        }
        // A search that may stop early tells no more than there is.
        let [low, high] = Polytope::of(&table(), 4).unwrap().range(0, 1.0).unwrap();
        assert!((low - 2.0).abs() < 1e-9 && (3.0 - 1e-9..=5.0).contains(&high), "{low}–{high}");
    }

    #[test]
    fn what_contradicts_itself_has_no_bounds_and_what_is_free_no_end() {
        assert_eq!(bounds(&[row(&[(0, 1.0)], 2.0), row(&[(0, 1.0)], 3.0)], 1, 0), None);
        assert_eq!(bounds(&[row(&[(0, 1.0), (1, -1.0)], 2.0)], 2, 0), Some([2.0, f64::INFINITY]));
    }

    #[test]
    fn what_is_said_twice_changes_nothing() {
        let twice = [table(), table()].concat();
        assert_eq!(bounds(&twice, 4, 0), Some([2.0, 5.0]));
    }
}
