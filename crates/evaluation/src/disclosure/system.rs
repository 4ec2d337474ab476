//! Counts as cells, and what is publicly known of their sums as equations. An attacker is taken to know all equations, all
//! shown cells, and the threshold.

use std::collections::BTreeMap;

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
    /// Of each cell the equations it stands in.
    of_cell: Vec<Vec<usize>>,
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
        let equation: Vec<(usize, f64)> = parts.chain([(whole, -1.0)]).collect();
        for (at, _) in &equation {
            if self.of_cell.len() <= *at {
                self.of_cell.resize(*at + 1, Vec::new());
            }
            if let Some(of_cell) = self.of_cell.get_mut(*at) {
                of_cell.push(self.equations.len());
            }
        }
        self.equations.push(equation);
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

    /// Hides a cell with all of its unit, and says which cells that were shown are hidden now.
    pub(super) fn hide(&mut self, at: usize) -> Vec<usize> {
        let unit = self.cells.get(at).and_then(|cell| cell.unit);
        let mut hidden = Vec::new();
        for (other, cell) in self.cells.iter_mut().enumerate() {
            let together = other == at || (unit.is_some() && cell.unit == unit);
            if together && cell.seen == Seen::Shown {
                cell.seen = Seen::Hidden;
                hidden.push(other);
            }
        }
        hidden
    }

    /// Shows cells again.
    pub(super) fn show(&mut self, cells: &[usize]) {
        for at in cells {
            if let Some(cell) = self.cells.get_mut(*at) {
                cell.seen = Seen::Shown;
            }
        }
    }

    /// Whether a count is so small that it tells of persons.
    pub(super) fn is_small(&self, at: usize, threshold: f64) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.sensitive && cell.value > 0.0 && cell.value < threshold)
    }

    /// Whether everybody knows it.
    pub(super) fn is_known(&self, at: usize) -> bool {
        self.cells.get(at).is_some_and(|cell| matches!(cell.seen, Seen::Always | Seen::Shown))
    }

    /// The equations a cell stands in.
    pub(super) fn equations_of(&self, cell: usize) -> &[usize] {
        self.of_cell.get(cell).map_or(&[], Vec::as_slice)
    }

    /// Cells of an equation with their coefficients; they add up to zero.
    pub(super) fn equation(&self, at: usize) -> &[(usize, f64)] {
        self.equations.get(at).map_or(&[], Vec::as_slice)
    }
}
