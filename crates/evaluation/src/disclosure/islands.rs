//! What cannot be seen and hangs together: the unknown cells that equations tie to each other, after all that follows
//! step by step is worked out. What is known parts the cells into islands that have nothing to do with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::simplex::{Polytope, Row};
use super::system::{Range, Seen, System};

/// The unknown cells that can be reached from one over equations.
pub(super) struct Part {
    /// The cells, each with its place.
    pub(super) places: BTreeMap<usize, usize>,
    /// Shown cells that share an equation with one of them.
    pub(super) shores: BTreeSet<usize>,
    /// Of each place the value that follows, or the island it is on and its place there.
    ends: Vec<Follows>,
    islands: Vec<Island>,
}

/// What follows of a cell without solving anything.
#[derive(Clone, Copy)]
enum Follows {
    Value(f64),
    Island(usize, usize),
}

/// Cells that have to be solved together.
struct Island {
    rows: Vec<Row>,
    unknowns: usize,
    solved: Solved,
}

/// How far an island is solved.
enum Solved {
    /// Nobody has asked.
    NotYet,
    /// The equations contradict each other, or a start is not found.
    Never,
    /// To all that fits.
    To(Polytope),
}

impl Part {
    /// The part that a cell belongs to.
    pub(super) fn of(system: &System, start: usize) -> Self {
        let mut places = BTreeMap::from([(start, 0)]);
        let (mut shores, mut equations) = (BTreeSet::new(), BTreeSet::new());
        let mut next = vec![start];
        while let Some(at) = next.pop() {
            for &equation in system.equations_of(at) {
                if !equations.insert(equation) {
                    continue;
                }
                for &(other, _) in system.equation(equation) {
                    match system.cells.get(other).map(|cell| cell.seen) {
                        Some(Seen::Shown) => {
                            shores.insert(other);
                        }
                        Some(Seen::Hidden | Seen::Nowhere) if !places.contains_key(&other) => {
                            places.insert(other, places.len());
                            next.push(other);
                        }
                        _ => {}
                    }
                }
            }
        }
        let rows: Vec<Row> = equations.iter().map(|at| row(system, *at, &places)).collect();
        let mut part = Self { ends: Vec::new(), islands: Vec::new(), shores, places };
        part.solve(rows);
        part
    }

    /// Works out what follows step by step, and parts the rest.
    fn solve(&mut self, mut rows: Vec<Row>) {
        let mut values: Vec<Option<f64>> = vec![None; self.places.len()];
        loop {
            let single = rows.iter().find_map(|row| match row.terms.as_slice() {
                [(only, by)] => Some((*only, row.sum / by)),
                _ => None,
            });
            let Some((place, value)) = single else { break };
            if let Some(known) = values.get_mut(place) {
                *known = Some(value);
            }
            for row in &mut rows {
                row.sum -=
                    row.terms.iter().filter(|(at, _)| *at == place).map(|(_, by)| by * value).sum::<f64>();
                row.terms.retain(|(at, _)| *at != place);
            }
        }
        self.ends = values.iter().map(|value| Follows::Value(value.unwrap_or(f64::NAN))).collect();
        let mut open: BTreeSet<usize> =
            (0..values.len()).filter(|at| values.get(*at).is_some_and(Option::is_none)).collect();
        while let Some(first) = open.pop_first() {
            let mut mine = vec![first];
            let mut own = Vec::new();
            let mut at = 0;
            while let Some(place) = mine.get(at).copied() {
                at += 1;
                let touches = |row: &Row| row.terms.iter().any(|(other, _)| *other == place);
                for row in rows.extract_if(.., |row| touches(row)) {
                    mine.extend(row.terms.iter().map(|(other, _)| *other).filter(|other| open.remove(other)));
                    own.push(row);
                }
            }
            let island = self.islands.len();
            let locals: BTreeMap<usize, usize> =
                mine.iter().enumerate().map(|(local, place)| (*place, local)).collect();
            for (place, local) in &locals {
                if let Some(end) = self.ends.get_mut(*place) {
                    *end = Follows::Island(island, *local);
                }
            }
            let renamed = own.into_iter().map(|row| {
                let terms = row.terms.iter().filter_map(|(place, by)| Some((*locals.get(place)?, *by)));
                Row { terms: terms.collect(), sum: row.sum }
            });
            let rows = renamed.collect();
            self.islands.push(Island { rows, unknowns: locals.len(), solved: Solved::NotYet });
        }
    }

    /// Values that a cell can have for certain, without a search for all.
    pub(super) fn seen(&self, cell: usize) -> Option<Range> {
        let Follows::Island(island, local) = self.follows(cell)? else { return None };
        match &self.islands.get(island)?.solved {
            Solved::To(all) => all.seen(local),
            Solved::NotYet | Solved::Never => None,
        }
    }

    /// What a cell can be bounded to; a largest value is not searched for beyond one that is `enough` above the least.
    pub(super) fn range(&mut self, cell: usize, enough: f64) -> Option<Range> {
        match self.follows(cell)? {
            Follows::Value(value) => Some([value, value]),
            Follows::Island(island, local) => self.islands.get_mut(island)?.range(local, enough),
        }
    }

    fn follows(&self, cell: usize) -> Option<Follows> {
        self.places.get(&cell).and_then(|place| self.ends.get(*place)).copied()
    }
}

impl Island {
    fn range(&mut self, local: usize, enough: f64) -> Option<Range> {
        if matches!(self.solved, Solved::NotYet) {
            self.solved = Polytope::of(&self.rows, self.unknowns).map_or(Solved::Never, Solved::To);
        }
        match &mut self.solved {
            Solved::To(all) => all.range(local, enough),
            Solved::NotYet | Solved::Never => None,
        }
    }
}

/// An equation over the places of unknown cells; what is known of it makes the sum.
fn row(system: &System, equation: usize, places: &BTreeMap<usize, usize>) -> Row {
    let mut row = Row { terms: Vec::new(), sum: 0.0 };
    for &(at, by) in system.equation(equation) {
        match places.get(&at) {
            Some(place) => row.terms.push((*place, by)),
            None => row.sum -= by * system.cells.get(at).map_or(0.0, |cell| cell.value),
        }
    }
    row
}
