//! The search for the cells that have to be hidden along with the small ones.
//!
//! Hiding a cell takes something from what an attacker knows, so ranges only grow: a cell that was once found safe stays
//! safe, and only what hangs together with a newly hidden cell is solved anew.

use super::islands::Part;
use super::system::{Range, Seen, System, float};

/// Lengths are compared to a millionth: what a computation leaves behind decides nothing.
const MILLION: f64 = 1e6;

/// A search in progress.
struct Search<'s> {
    system: &'s mut System,
    threshold: f64,
    /// Parts that were solved, and which of them a cell is in.
    parts: Vec<Option<Part>>,
    part_of: Vec<Option<usize>>,
    safe: Vec<bool>,
}

/// Hides every small cell, then others until no hidden cell can be bounded too tightly.
/// False when even hiding all that could be hidden does not protect one of them.
pub(super) fn protect(system: &mut System, threshold: u64) -> bool {
    let threshold = float(threshold);
    for at in 0..system.cells.len() {
        if system.is_small(at, threshold) {
            system.hide(at);
        }
    }
    let mut search = Search::of(system, threshold);
    // Each round hides at least one more cell, so it ends.
    while let Some(exposed) = search.first_exposed() {
        let Some(next) = search.companion(exposed) else { return false };
        search.hide(next);
    }
    true
}

/// Hidden and small cells that can be bounded tighter than they may.
#[cfg(test)]
pub(super) fn exposed(system: &mut System, threshold: f64) -> Vec<usize> {
    let mut search = Search::of(system, threshold);
    (0..search.safe.len()).filter(|at| search.is_to_protect(*at) && !search.is_safe(*at)).collect()
}

impl<'s> Search<'s> {
    fn of(system: &'s mut System, threshold: f64) -> Self {
        let cells = system.cells.len();
        Self { system, threshold, parts: Vec::new(), part_of: vec![None; cells], safe: vec![false; cells] }
    }

    /// Hidden cells, and small ones that stand nowhere.
    fn is_to_protect(&self, at: usize) -> bool {
        let hidden = self.system.cells.get(at).is_some_and(|cell| cell.seen == Seen::Hidden);
        hidden || (self.system.is_small(at, self.threshold) && !self.system.is_known(at))
    }

    fn first_exposed(&mut self) -> Option<usize> {
        for at in 0..self.safe.len() {
            if self.safe.get(at).is_some_and(|safe| *safe) || !self.is_to_protect(at) {
                continue;
            }
            if !self.is_safe(at) {
                return Some(at);
            }
            if let Some(safe) = self.safe.get_mut(at) {
                *safe = true;
            }
        }
        None
    }

    /// Hides a cell with its unit; what hangs together with them is no longer solved.
    fn hide(&mut self, at: usize) {
        for hidden in self.system.hide(at) {
            let touched: Vec<usize> = self
                .system
                .equations_of(hidden)
                .iter()
                .flat_map(|equation| self.system.equation(*equation))
                .filter_map(|(cell, _)| self.part_of.get(*cell).copied().flatten())
                .collect();
            for part in touched {
                let gone = self.parts.get_mut(part).and_then(Option::take);
                for cell in gone.iter().flat_map(|part| part.places.keys()) {
                    if let Some(place) = self.part_of.get_mut(*cell) {
                        *place = None;
                    }
                }
            }
        }
    }

    /// The solved part that an unknown cell is in.
    fn part(&mut self, at: usize) -> Option<&mut Part> {
        let known = self.part_of.get(at).copied().flatten();
        let place = known.unwrap_or_else(|| {
            let part = Part::of(self.system, at);
            let place = self.parts.len();
            for cell in part.places.keys() {
                if let Some(of) = self.part_of.get_mut(*cell) {
                    *of = Some(place);
                }
            }
            self.parts.push(Some(part));
            place
        });
        self.parts.get_mut(place)?.as_mut()
    }

    fn is_safe(&mut self, at: usize) -> bool {
        let enough = self.enough();
        let Some(seen) = self.part(at).map(|part| part.seen(at)) else { return false };
        if self.is_wide(at, seen) {
            return true;
        }
        let range = self.part(at).and_then(|part| part.range(at, enough));
        self.is_wide(at, range)
    }

    /// A width beyond which nothing is gained.
    fn enough(&self) -> f64 {
        2.0 * self.threshold
    }

    /// A small cell may be anything from 1 up to the threshold at least; another hidden one anything within a range as
    /// wide as the threshold.
    fn is_wide(&self, at: usize, range: Option<Range>) -> bool {
        let Some([low, high]) = range else { return false };
        let slack = 1e-6;
        // In a group smaller than the threshold nothing can be wider than the group.
        let limit = self.system.cells.get(at).map_or(self.threshold, |cell| cell.limit);
        let wide = self.threshold.min(limit) - slack;
        if self.system.is_small(at, self.threshold) {
            low <= 1.0 + slack && high >= wide
        } else {
            high - low >= wide
        }
    }

    /// The shown cell that is best hidden for the sake of an exposed one: the smallest that makes it safe, else the one
    /// that widens its range most; of equals the smallest, then the first.
    fn companion(&mut self, exposed: usize) -> Option<usize> {
        let value = |at: usize| self.system.cells.get(at).map_or(0.0, |cell| cell.value);
        let mut near: Vec<(f64, usize)> =
            Part::of(self.system, exposed).shores.iter().map(|at| (value(*at), *at)).collect();
        near.sort_by(|(a, first), (b, second)| a.total_cmp(b).then(first.cmp(second)));
        let mut best: Option<(f64, usize)> = None;
        for (_, at) in near {
            let tried = self.system.hide(at);
            let range = Part::of(self.system, exposed).range(exposed, self.enough());
            self.system.show(&tried);
            if self.is_wide(exposed, range) {
                return Some(at);
            }
            let width = range.map_or(0.0, |[low, high]| (high - low).min(self.enough()));
            let width = (width * MILLION).round();
            if best.is_none_or(|(widest, _)| width > widest) {
                best = Some((width, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of three rows and three columns with its sums, which are told; its cells come first, row by row.
    fn table(values: [u64; 9]) -> System {
        let mut system = System::default();
        let cells: Vec<usize> =
            (0..9).map(|at| system.cell(&format!("cell/{at}"), values[at], Seen::Shown, true)).collect();
        for line in 0..3 {
            let of = |at: fn(usize, usize) -> usize| [0, 1, 2].map(|k| at(line, k));
            for (name, places) in
                [("row", of(|line, k| 3 * line + k)), ("column", of(|line, k| 3 * k + line))]
            {
                let sum = places.iter().map(|at| values[*at]).sum();
                let whole = system.cell(&format!("{name}/{line}"), sum, Seen::Always, false);
                system.sum(whole, &places.map(|at| cells[at]));
            }
        }
        system
    }

    /// The least and the largest value of each cell over all whole tables with the same sums and the same shown cells,
    /// counted one by one.
    fn counted(values: [u64; 9], system: &System) -> Vec<[u64; 2]> {
        let rows = [0, 1, 2].map(|row| values[3 * row..3 * row + 3].iter().sum::<u64>());
        let columns = [0, 1, 2].map(|column| values[column] + values[column + 3] + values[column + 6]);
        let mut ranges = vec![[u64::MAX, 0]; 9];
        let most = rows[0].max(rows[1]);
        for free in 0..(most + 1).pow(4) {
            // Two columns of two rows are free, the rest follows from the sums.
            let [top, next] = [0, 2].map(|at| [at, at + 1].map(|k| free / (most + 1).pow(k) % (most + 1)));
            let ends = [rows[0].checked_sub(top[0] + top[1]), rows[1].checked_sub(next[0] + next[1])];
            let [Some(top_end), Some(next_end)] = ends else { continue };
            let above = [top[0] + next[0], top[1] + next[1], top_end + next_end];
            let last = [0, 1, 2].map(|column| columns[column].checked_sub(above[column]));
            let [Some(left), Some(middle), Some(right)] = last else { continue };
            let whole = [top[0], top[1], top_end, next[0], next[1], next_end, left, middle, right];
            if (0..9).any(|at| system.is_known(at) && whole[at] != values[at]) {
                continue;
            }
            for (range, value) in ranges.iter_mut().zip(whole) {
                *range = [range[0].min(value), range[1].max(value)];
            }
        }
        ranges
    }

    #[test]
    fn bounds_are_those_of_all_whole_tables_counted_one_by_one() {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut hidden = 0;
        for _ in 0..60 {
            let values = [(); 9].map(|()| next(9));
            let mut system = table(values);
            let protected = protect(&mut system, 3);
            let ranges = counted(values, &system);
            let mut search = Search::of(&mut system, 3.0);
            for (at, [low, high]) in ranges.into_iter().enumerate() {
                if search.system.is_known(at) {
                    continue;
                }
                hidden += 1;
                let [least, most] = search.part(at).unwrap().range(at, f64::INFINITY).unwrap();
                assert!(
                    (least - float(low)).abs() < 1e-6 && (most - float(high)).abs() < 1e-6,
                    "{values:?} {at}: {least}–{most}, counted {low}–{high}"
                );
                if protected {
                    let small = (1..3).contains(&values[at]);
                    assert!(if small { low <= 1 && high >= 3 } else { high - low >= 3 }, "{values:?} {at}");
                }
            }
        }
        assert!(hidden > 100, "{hidden}");
    }

    #[test]
    fn a_cell_alone_in_its_row_takes_the_fewest_others_with_it() {
        let mut system = table([2, 20, 30, 20, 20, 20, 30, 6, 40]);
        assert!(protect(&mut system, 5));
        let hidden: Vec<usize> = (0..9).filter(|at| !system.is_known(*at)).collect();
        assert_eq!(hidden.len(), 4, "a rectangle with the small one: {hidden:?}");
        assert!(exposed(&mut system, 5.0).is_empty());
        // Without its companions it would be known.
        let mut alone = table([2, 20, 30, 20, 20, 20, 30, 6, 40]);
        alone.hide(0);
        assert_eq!(exposed(&mut alone, 5.0), [0]);
    }
}
