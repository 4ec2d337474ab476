//! Counts as cells, what is publicly known of their sums as equations, and the search for the cells that have to be
//! hidden along with the small ones. An attacker is taken to know all equations, all shown cells, and the threshold.

use std::collections::{BTreeMap, BTreeSet};

use super::simplex::{Row, bounds};

/// Whether a cell can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is always told and never hidden: how many started, how many answered.
    Always,
    /// It is shown unless it has to be hidden.
    Shown,
    /// It is hidden.
    Hidden,
    /// It stands nowhere, but follows from others: the rest of a group.
    Nowhere,
}

/// A count.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) value: f64,
    pub(super) seen: Seen,
    /// Whether its being small tells of persons.
    pub(super) sensitive: bool,
    /// The most it can be by nature: the size of its group.
    pub(super) limit: f64,
    /// Cells of one unit are hidden together.
    pub(super) unit: Option<usize>,
}

/// All counts and what is known of them.
#[derive(Debug, Default)]
pub(super) struct System {
    pub(super) cells: Vec<Cell>,
    pub(super) names: BTreeMap<String, usize>,
    equations: Vec<Vec<(usize, f64)>>,
    units: usize,
}

/// A range that a hidden cell can be bounded to.
pub(super) type Range = [f64; 2];

/// A count to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of persons stay far below 2^53")]
pub(super) const fn float(count: u64) -> f64 {
    count as f64
}

impl System {
    /// The cell of a name, added when it is new. A cell that was there keeps the more open of the two states.
    pub(super) fn cell(&mut self, name: &str, value: u64, seen: Seen, sensitive: bool) -> usize {
        if let Some(&known) = self.names.get(name) {
            if let Some(cell) = self.cells.get_mut(known)
                && cell.seen == Seen::Nowhere
            {
                cell.seen = seen;
            }
            return known;
        }
        let value = float(value);
        self.cells.push(Cell { value, seen, sensitive, limit: f64::INFINITY, unit: None });
        let at = self.cells.len() - 1;
        self.names.insert(name.to_owned(), at);
        at
    }

    /// A cell that is a part of a group of so many, with the rest of the group as a cell of its own.
    pub(super) fn part(&mut self, name: &str, value: u64, of: usize, seen: Seen) -> usize {
        let size = self.cells.get(of).map_or(0.0, |cell| cell.value);
        let part = self.cell(name, value, seen, true);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made from a count")]
        let rest = (size as u64).saturating_sub(value);
        let rest = self.cell(&format!("{name}|rest"), rest, Seen::Nowhere, true);
        for at in [part, rest] {
            if let Some(cell) = self.cells.get_mut(at) {
                cell.limit = cell.limit.min(size);
            }
        }
        self.sum(of, &[part, rest]);
        part
    }

    /// What is said of a whole: its parts add up to it.
    pub(super) fn sum(&mut self, whole: usize, parts: &[usize]) {
        let parts = parts.iter().map(|part| (*part, 1.0));
        self.equations.push(parts.chain([(whole, -1.0)]).collect());
    }

    /// Cells that are shown or hidden together.
    pub(super) fn unit(&mut self, cells: &[usize]) {
        let unit = self.units;
        self.units += 1;
        for &cell in cells {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.unit = Some(unit);
            }
        }
    }

    /// A cell that everybody knows already.
    pub(super) fn tell(&mut self, name: &str) {
        let known = self.names.get(name).and_then(|at| self.cells.get_mut(*at));
        if let Some(cell) = known {
            cell.seen = Seen::Always;
        }
    }

    /// Hides a cell with all of its unit.
    pub(super) fn hide(&mut self, at: usize) {
        let unit = self.cells.get(at).and_then(|cell| cell.unit);
        for (other, cell) in self.cells.iter_mut().enumerate() {
            let together = other == at || (unit.is_some() && cell.unit == unit);
            if together && cell.seen == Seen::Shown {
                cell.seen = Seen::Hidden;
            }
        }
    }

    fn is_small(&self, at: usize, threshold: f64) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.sensitive && cell.value > 0.0 && cell.value < threshold)
    }

    fn is_known(&self, at: usize) -> bool {
        self.cells.get(at).is_some_and(|cell| matches!(cell.seen, Seen::Always | Seen::Shown))
    }

    /// Hides every small cell, then others until no hidden cell can be bounded too tightly.
    /// False when even hiding all that could be hidden does not protect one of them.
    pub(super) fn protect(&mut self, threshold: u64) -> bool {
        let threshold = float(threshold);
        for at in 0..self.cells.len() {
            if self.is_small(at, threshold) {
                self.hide(at);
            }
        }
        // Each round hides at least one more cell, so it ends.
        let mut given_up = BTreeSet::new();
        while let Some(exposed) = self.first_exposed(threshold, &given_up) {
            match self.companion(exposed, threshold) {
                Some(next) => self.hide(next),
                None => {
                    given_up.insert(exposed);
                }
            }
        }
        given_up.is_empty()
    }

    /// Hidden cells, and small ones that stand nowhere.
    fn to_protect(&self, threshold: f64) -> impl Iterator<Item = usize> {
        (0..self.cells.len()).filter(move |&at| {
            let hidden = self.cells.get(at).is_some_and(|cell| cell.seen == Seen::Hidden);
            hidden || (self.is_small(at, threshold) && !self.is_known(at))
        })
    }

    fn first_exposed(&self, threshold: f64, given_up: &BTreeSet<usize>) -> Option<usize> {
        let islands = self.islands();
        let mut open = self.to_protect(threshold).filter(|at| !given_up.contains(at));
        open.find(|&at| !self.is_safe(at, islands.range(at), threshold))
    }

    /// Hidden and small cells that can be bounded tighter than they may.
    #[cfg(test)]
    pub(super) fn exposed(&self, threshold: f64) -> Vec<usize> {
        let islands = self.islands();
        self.to_protect(threshold).filter(|&at| !self.is_safe(at, islands.range(at), threshold)).collect()
    }

    /// A small cell may be anything from 1 up to the threshold at least; another hidden one anything within a range as
    /// wide as the threshold.
    fn is_safe(&self, at: usize, range: Option<Range>, threshold: f64) -> bool {
        let Some([low, high]) = range else { return false };
        let slack = 1e-6;
        // In a group smaller than the threshold nothing can be wider than the group.
        let wide = threshold.min(self.cells.get(at).map_or(threshold, |cell| cell.limit)) - slack;
        if self.is_small(at, threshold) { low <= 1.0 + slack && high >= wide } else { high - low >= wide }
    }

    /// The shown cell that is best hidden for the sake of an exposed one: one that makes it safe if any does, else the one
    /// that widens its range most; of equals the smallest, then the first.
    fn companion(&mut self, exposed: usize, threshold: f64) -> Option<usize> {
        let before: Vec<Seen> = self.cells.iter().map(|cell| cell.seen).collect();
        let mut best: Option<([f64; 3], usize)> = None;
        for at in self.near(exposed) {
            self.hide(at);
            let range = self.islands().range(exposed);
            let safe = self.is_safe(exposed, range, threshold);
            let width = range.map_or(0.0, |[low, high]| (high - low).min(2.0 * threshold));
            for (cell, seen) in self.cells.iter_mut().zip(&before) {
                cell.seen = *seen;
            }
            let value = self.cells.get(at).map_or(0.0, |cell| cell.value);
            let cost = if safe { [0.0, value, 0.0] } else { [1.0, -width, value] };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Shown cells that share an equation with a cell, or with what hangs together with it unseen.
    fn near(&self, start: usize) -> Vec<usize> {
        let mut reached = BTreeSet::from([start]);
        let mut found = BTreeSet::new();
        loop {
            let before = (reached.len(), found.len());
            for equation in &self.equations {
                if equation.iter().any(|(at, _)| reached.contains(at)) {
                    for &(at, _) in equation {
                        match self.cells.get(at).map(|cell| cell.seen) {
                            Some(Seen::Shown) => {
                                found.insert(at);
                            }
                            Some(Seen::Hidden | Seen::Nowhere) => {
                                reached.insert(at);
                            }
                            _ => {}
                        }
                    }
                }
            }
            if before == (reached.len(), found.len()) {
                return found.into_iter().collect();
            }
        }
    }

    /// The unknown cells with the equations that bind them, after all that can be worked out step by step.
    pub(super) fn islands(&self) -> Islands {
        let mut known: Vec<Option<f64>> = (0..self.cells.len())
            .map(|at| self.cells.get(at).filter(|_| self.is_known(at)).map(|cell| cell.value))
            .collect();
        let value = |known: &[Option<f64>], at: usize| known.get(at).copied().flatten();
        loop {
            let mut more = false;
            for equation in &self.equations {
                let mut open = equation.iter().filter(|(at, _)| value(&known, *at).is_none());
                let (Some(&(only, coefficient)), None) = (open.next(), open.next()) else { continue };
                let rest: f64 =
                    equation.iter().filter_map(|(at, by)| value(&known, *at).map(|value| by * value)).sum();
                if let Some(place) = known.get_mut(only) {
                    *place = Some(-rest / coefficient);
                    more = true;
                }
            }
            if !more {
                break;
            }
        }
        let rows = self.equations.iter().filter_map(|equation| {
            let open: Vec<(usize, f64)> =
                equation.iter().copied().filter(|(at, _)| value(&known, *at).is_none()).collect();
            let rest: f64 =
                equation.iter().filter_map(|(at, by)| value(&known, *at).map(|value| by * value)).sum();
            (!open.is_empty()).then_some(Row { terms: open, sum: -rest })
        });
        Islands { rows: rows.collect(), known }
    }
}

/// What is left to be solved.
pub(super) struct Islands {
    rows: Vec<Row>,
    known: Vec<Option<f64>>,
}

impl Islands {
    /// What a cell can be bounded to.
    pub(super) fn range(&self, target: usize) -> Option<Range> {
        if let Some(value) = self.known.get(target).copied().flatten() {
            return Some([value, value]);
        }
        let mut mine = BTreeSet::from([target]);
        loop {
            let before = mine.len();
            for row in &self.rows {
                if row.terms.iter().any(|(at, _)| mine.contains(at)) {
                    mine.extend(row.terms.iter().map(|(at, _)| *at));
                }
            }
            if before == mine.len() {
                break;
            }
        }
        let places: BTreeMap<usize, usize> =
            mine.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        let rows: Vec<Row> = self
            .rows
            .iter()
            .filter(|row| row.terms.iter().any(|(at, _)| mine.contains(at)))
            .map(|row| {
                let terms = row.terms.iter().filter_map(|(at, by)| Some((*places.get(at)?, *by)));
                Row { terms: terms.collect(), sum: row.sum }
            })
            .collect();
        bounds(&rows, places.len(), *places.get(&target)?)
    }
}
