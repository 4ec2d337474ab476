//! The smallest and the largest value a number can have when sums with it are known: a linear programme with equations
//! and numbers that are not negative, by the two-phase simplex method with Bland's rule (it cannot go round in circles).
//! The systems are small – what hangs together with one hidden cell – so the table is kept whole.

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

/// A table of the simplex method: rows of coefficients with their right side last.
struct Table {
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
    width: usize,
}

impl Table {
    fn at(&self, row: usize, column: usize) -> f64 {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0)
    }

    /// A feasible start, with one helper per row driven out again; nothing when the equations contradict each other.
    fn feasible(rows: &[Row], unknowns: usize) -> Option<Self> {
        let width = unknowns + rows.len();
        let filled = rows.iter().enumerate().map(|(at, row)| {
            let sign = if row.sum < 0.0 { -1.0 } else { 1.0 };
            let mut line = vec![0.0; width + 1];
            for &(unknown, coefficient) in &row.terms {
                if let Some(cell) = line.get_mut(unknown) {
                    *cell += sign * coefficient;
                }
            }
            if let Some(cell) = line.get_mut(unknowns + at) {
                *cell = 1.0;
            }
            if let Some(cell) = line.last_mut() {
                *cell = sign * row.sum;
            }
            line
        });
        let mut table = Self { rows: filled.collect(), basis: (unknowns..width).collect(), width };
        let mut helpers = vec![0.0; width];
        helpers.iter_mut().skip(unknowns).for_each(|cost| *cost = 1.0);
        let left = table.minimise(&helpers, width)?;
        if left > SLACK * 100.0 {
            return None;
        }
        for row in 0..table.rows.len() {
            let helper = table.basis.get(row).is_some_and(|basic| *basic >= unknowns);
            let other = (0..unknowns).find(|column| table.at(row, *column).abs() > SLACK);
            if let (true, Some(column)) = (helper, other) {
                table.pivot(row, column);
            }
        }
        Some(table)
    }

    /// The least value of the costs over the first `columns`; nothing when it has no lower end or takes too long.
    fn minimise(&mut self, costs: &[f64], columns: usize) -> Option<f64> {
        for _ in 0..MOST_PIVOTS {
            let prices: Vec<f64> =
                self.basis.iter().map(|basic| costs.get(*basic).copied().unwrap_or(0.0)).collect();
            let reduced = |column: usize| {
                let used: f64 =
                    prices.iter().enumerate().map(|(row, price)| price * self.at(row, column)).sum();
                costs.get(column).copied().unwrap_or(0.0) - used
            };
            let Some(enters) = (0..columns).find(|column| reduced(*column) < -SLACK) else {
                return Some(
                    prices.iter().enumerate().map(|(row, price)| price * self.at(row, self.width)).sum(),
                );
            };
            let mut leaves: Option<(usize, f64)> = None;
            for row in 0..self.rows.len() {
                let by = self.at(row, enters);
                if by <= SLACK {
                    continue;
                }
                let ratio = self.at(row, self.width) / by;
                let earlier = |other: usize| self.basis.get(row) < self.basis.get(other);
                let better = leaves.is_none_or(|(other, least)| {
                    ratio < least - SLACK || (ratio <= least + SLACK && earlier(other))
                });
                if better {
                    leaves = Some((row, ratio));
                }
            }
            self.pivot(leaves?.0, enters);
        }
        None
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.at(row, column);
        let Some(line) = self.rows.get_mut(row) else { return };
        for cell in line.iter_mut() {
            *cell /= by;
        }
        let pivot = line.clone();
        for (at, other) in self.rows.iter_mut().enumerate() {
            let times = other.get(column).copied().unwrap_or(0.0);
            if at != row && times != 0.0 {
                other.iter_mut().zip(&pivot).for_each(|(cell, from)| *cell -= times * from);
            }
        }
        if let Some(basic) = self.basis.get_mut(row) {
            *basic = column;
        }
    }
}

/// The least and the largest value of one unknown. An end that does not exist is infinite; nothing when the equations
/// contradict each other or the search takes too long.
pub(super) fn bounds(rows: &[Row], unknowns: usize, target: usize) -> Option<[f64; 2]> {
    let end = |sign: f64| {
        let mut table = Table::feasible(rows, unknowns)?;
        let mut costs = vec![0.0; table.width];
        *costs.get_mut(target)? = sign;
        Some(table.minimise(&costs, unknowns).map_or(f64::INFINITY, |least| sign * least))
    };
    Some([end(1.0)?, end(-1.0)?])
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

    #[test]
    fn a_table_with_its_margins_is_bounded_by_them() {
        // 2 × 2 with rows 5 and 7 and columns 9 and 3: the first cell lies between 2 and 5.
        let rows = [
            row(&[(0, 1.0), (1, 1.0)], 5.0),
            row(&[(2, 1.0), (3, 1.0)], 7.0),
            row(&[(0, 1.0), (2, 1.0)], 9.0),
            row(&[(1, 1.0), (3, 1.0)], 3.0),
        ];
        assert_eq!(bounds(&rows, 4, 0), Some([2.0, 5.0]));
        assert_eq!(bounds(&rows, 4, 1), Some([0.0, 3.0]));
    }

    #[test]
    fn what_contradicts_itself_has_no_bounds_and_what_is_free_no_end() {
        assert_eq!(bounds(&[row(&[(0, 1.0)], 2.0), row(&[(0, 1.0)], 3.0)], 1, 0), None);
        assert_eq!(bounds(&[row(&[(0, 1.0), (1, -1.0)], 2.0)], 2, 0), Some([2.0, f64::INFINITY]));
    }
}
