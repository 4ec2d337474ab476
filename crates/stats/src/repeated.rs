//! Moments of repeated measures that add up: per class of persons and pattern of observed occasions the count, the
//! means and the cross-products of the outcome at these occasions and of the persons' covariates.
//!
//! Nothing about single persons is kept, so the size does not grow with their number; paired comparisons and the
//! linear models ([`crate::fit_mixed`]) need nothing else. Updating and merging: Chan, Golub & `LeVeque`, The American
//! Statistician 37 (1983) 242–247; chunks, threads or sites may be merged in any order.

use std::collections::BTreeMap;

use crate::total::Total;
use crate::{Moments, PairMoments, Unestimable};

/// Most occasions that a pattern can hold.
pub const MOST_OCCASIONS: usize = 64;

/// Which persons a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// The caller's number of a combination of covariates with few values.
    pub class: u32,
    /// Bit k is set when occasion k was observed.
    pub pattern: u64,
}

impl CellKey {
    /// The observed occasions, ascending.
    pub fn occasions(self) -> impl Iterator<Item = usize> {
        (0..MOST_OCCASIONS).filter(move |k| self.pattern >> k & 1 == 1)
    }
}

/// Count, means and cross-products of the variables of one cell: the covariates, then the observed occasions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    n: u64,
    totals: Vec<Total>,
    /// Lower triangle by rows: sums of products of deviations from the means.
    cross: Vec<f64>,
}

impl Cell {
    /// Takes in one person; `room` is for the deviations.
    fn add(&mut self, values: &[f64], room: &mut Vec<f64>) {
        if self.n == 0 {
            self.totals = vec![Total::default(); values.len()];
            self.cross = vec![0.0; values.len() * (values.len() + 1) / 2];
        }
        let before = self.n as f64;
        let scale = before / (before + 1.0);
        room.clear();
        for (total, value) in self.totals.iter_mut().zip(values) {
            room.push(if self.n == 0 { 0.0 } else { value - total.value() / before });
            total.add(Total::of(*value));
        }
        let mut cross = self.cross.iter_mut();
        for (row, a) in room.iter().enumerate() {
            for (b, own) in room.iter().take(row + 1).zip(cross.by_ref()) {
                *own += a * b * scale;
            }
        }
        self.n += 1;
    }

    /// Persons.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Means: covariates, then observed occasions.
    pub fn means(&self) -> Vec<f64> {
        self.totals.iter().map(|total| total.value() / self.n as f64).collect()
    }

    /// Sum of products of deviations of two variables (numbered as in [`Cell::means`]); 0 for one that is not there.
    pub fn cross(&self, a: usize, b: usize) -> f64 {
        let (low, high) = (a.min(b), a.max(b));
        self.cross.get(high * (high + 1) / 2 + low).copied().unwrap_or(0.0)
    }

    /// The moments of one variable (numbered as in [`Cell::means`]); of nobody where it is not there.
    pub fn moments(&self, variable: usize) -> Moments {
        let total = self.totals.get(variable).filter(|_| self.n > 0);
        total.map_or_else(Moments::default, |total| {
            Moments::from_parts(self.n, total.value() / self.n as f64, self.cross(variable, variable))
        })
    }

    /// The same persons with variables before the others that do not vary among them.
    fn beside(&self, constants: &[f64]) -> Self {
        let of = |value: &f64| Total::of(value * self.n as f64);
        let (more, old) = (constants.len(), self.totals.len());
        let mut cross = vec![0.0; more * (more + 1) / 2];
        for row in 0..old {
            cross.resize(cross.len() + more, 0.0);
            cross.extend((0..=row).map(|column| self.cross(row, column)));
        }
        Self {
            n: self.n,
            totals: constants.iter().map(of).chain(self.totals.iter().copied()).collect(),
            cross,
        }
    }

    /// The same persons with some of their variables, by their numbers, ascending.
    fn only(&self, kept: &[usize]) -> Self {
        let totals = kept.iter().filter_map(|at| self.totals.get(*at).copied()).collect();
        let below = |row: usize| kept.iter().take_while(move |at| **at <= row).map(move |at| (row, *at));
        let cross = kept.iter().flat_map(|row| below(*row)).map(|(a, b)| self.cross(a, b)).collect();
        Self { n: self.n, totals, cross }
    }

    fn merge(&mut self, other: &Self) {
        if self.n == 0 {
            *self = other.clone();
            return;
        }
        let n = self.n + other.n;
        let scale = self.n as f64 * (other.n as f64 / n as f64);
        let delta: Vec<f64> =
            self.means().iter().zip(other.means()).map(|(own, their)| their - own).collect();
        let mut cross = self.cross.iter_mut().zip(&other.cross);
        for (row, a) in delta.iter().enumerate() {
            for (b, (own, their)) in delta.iter().take(row + 1).zip(cross.by_ref()) {
                *own += their + a * b * scale;
            }
        }
        for (own, their) in self.totals.iter_mut().zip(&other.totals) {
            own.add(*their);
        }
        self.n = n;
    }
}

/// The moments of an outcome at up to [`MOST_OCCASIONS`] occasions and of the persons' numeric covariates.
#[derive(Debug, Clone)]
pub struct RepeatedMoments {
    occasions: usize,
    covariates: usize,
    cells: BTreeMap<CellKey, Cell>,
    unobserved: u64,
    /// Space for the values and deviations of a person, kept from one to the next.
    room: [Vec<f64>; 2],
}

impl RepeatedMoments {
    /// Empty moments.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] for more than [`MOST_OCCASIONS`].
    pub fn new(occasions: usize, covariates: usize) -> Result<Self, Unestimable> {
        if occasions > MOST_OCCASIONS {
            return Err(Unestimable::BadInput);
        }
        Ok(Self {
            occasions,
            covariates,
            cells: BTreeMap::new(),
            unobserved: 0,
            room: [Vec::new(), Vec::new()],
        })
    }

    /// Takes in one person: the class, the outcome at each occasion, the covariates. A person without any outcome is
    /// counted as unobserved only.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] when lengths do not fit or a number is not finite; nothing is taken in then.
    pub fn add(
        &mut self,
        class: u32,
        outcomes: &[Option<f64>],
        covariates: &[f64],
    ) -> Result<(), Unestimable> {
        let observed = || outcomes.iter().flatten();
        let sound = covariates.iter().chain(observed()).all(|value| value.is_finite());
        if outcomes.len() != self.occasions || covariates.len() != self.covariates || !sound {
            return Err(Unestimable::BadInput);
        }
        let bits = outcomes.iter().enumerate().filter(|(_, value)| value.is_some());
        let pattern = bits.fold(0u64, |pattern, (k, _)| pattern | 1 << k);
        if pattern == 0 {
            self.unobserved += 1;
            return Ok(());
        }
        let [values, deviations] = &mut self.room;
        values.clear();
        values.extend(covariates.iter().chain(observed()));
        self.cells.entry(CellKey { class, pattern }).or_default().add(values, deviations);
        Ok(())
    }

    /// Takes in the persons of one cell by their sums of deviations from `shift` and of the products of these (lower
    /// triangle by rows, of the observed occasions): what a database can add up itself. A pattern without any occasion
    /// counts its persons as unobserved. Digits are lost where the shift lies far from the mean, counted in standard
    /// deviations; for moments without covariates.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] when lengths do not fit or a number is not finite; nothing is taken in then.
    pub fn add_sums(
        &mut self,
        key: CellKey,
        n: u64,
        (shift, sums, products): (f64, &[f64], &[f64]),
    ) -> Result<(), Unestimable> {
        let width = key.occasions().count();
        let within = key.occasions().all(|k| k < self.occasions);
        let sound = [shift].iter().chain(sums).chain(products).all(|value| value.is_finite());
        let fits = sums.len() == width && products.len() == width * (width + 1) / 2;
        if n == 0 || self.covariates > 0 || !within || !sound || !fits {
            return Err(Unestimable::BadInput);
        }
        if width == 0 {
            self.unobserved += n;
            return Ok(());
        }
        let count = n as f64;
        let totals = sums.iter().map(|sum| {
            let mut total = Total::of(shift * count);
            total.add(Total::of(*sum));
            total
        });
        let mut product = products.iter();
        let mut cross = Vec::with_capacity(products.len());
        for (row, a) in sums.iter().enumerate() {
            for (b, sum) in sums.iter().take(row + 1).zip(product.by_ref()) {
                cross.push(sum - a * b / count);
            }
        }
        let cell = Cell { n, totals: totals.collect(), cross };
        self.cells.entry(key).or_default().merge(&cell);
        Ok(())
    }

    /// Takes in the persons of one cell by their means and the sums of products of deviations from these (lower triangle by
    /// rows), of the covariates and then of the observed occasions: what [`Cell::means`] and [`Cell::cross`] gave elsewhere.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] when lengths do not fit, no occasion was observed, a number is not finite or a square negative; nothing is taken
    /// in then.
    pub fn add_cell(
        &mut self,
        key: CellKey,
        n: u64,
        (means, cross): (&[f64], &[f64]),
    ) -> Result<(), Unestimable> {
        let width = self.covariates + key.occasions().count();
        let within = key.pattern != 0 && key.occasions().all(|k| k < self.occasions);
        let squares = (0..width).filter_map(|row| cross.get(row * (row + 3) / 2));
        let sound = means.iter().chain(cross).all(|value| value.is_finite())
            && squares.into_iter().all(|square| *square >= 0.0);
        if n == 0 || !within || !sound || means.len() != width || cross.len() != width * (width + 1) / 2 {
            return Err(Unestimable::BadInput);
        }
        let totals = means.iter().map(|mean| Total::of(mean * n as f64)).collect();
        let cell = Cell { n, totals, cross: cross.to_vec() };
        self.cells.entry(key).or_default().merge(&cell);
        Ok(())
    }

    /// Adds the moments of other persons.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] when the numbers of occasions or covariates differ.
    pub fn merge(&mut self, other: &Self) -> Result<(), Unestimable> {
        self.merge_as(other, |class| class)
    }

    /// Adds the moments of other persons whose classes have other numbers here.
    ///
    /// # Errors
    /// As [`RepeatedMoments::merge`].
    pub fn merge_as(&mut self, other: &Self, class: impl Fn(u32) -> u32) -> Result<(), Unestimable> {
        if self.occasions != other.occasions || self.covariates != other.covariates {
            return Err(Unestimable::BadInput);
        }
        for (key, cell) in &other.cells {
            let key = CellKey { class: class(key.class), ..*key };
            self.cells.entry(key).or_default().merge(cell);
        }
        self.unobserved += other.unobserved;
        Ok(())
    }

    /// The persons in other groups: `to` gives the new class and pattern of a cell, which has as many occasions as the old
    /// one, and numbers that are the same of everybody in it, which become covariates before those that are there. A cell
    /// without a new place is left out.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] when a pattern or the number of covariates does not fit.
    pub fn regrouped(
        &self,
        occasions: usize,
        covariates: usize,
        to: impl Fn(CellKey) -> Option<(CellKey, Vec<f64>)>,
    ) -> Result<Self, Unestimable> {
        let mut found = Self::new(occasions, covariates + self.covariates)?;
        for (key, cell) in &self.cells {
            let Some((place, constants)) = to(*key) else { continue };
            let fits = place.pattern.count_ones() == key.pattern.count_ones()
                && place.occasions().all(|k| k < occasions)
                && constants.len() == covariates
                && constants.iter().all(|value| value.is_finite());
            if !fits {
                return Err(Unestimable::BadInput);
            }
            found.cells.entry(place).or_default().merge(&cell.beside(&constants));
        }
        Ok(found)
    }

    /// The persons at some of the occasions alone, which are numbered anew in this order (ascending); whoever was observed at
    /// none of these counts as unobserved.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] for an occasion that is not there or out of order.
    pub fn only(&self, occasions: &[usize]) -> Result<Self, Unestimable> {
        let ascending = occasions.is_sorted_by(|a, b| a < b);
        if !ascending || occasions.last().is_some_and(|last| *last >= self.occasions) {
            return Err(Unestimable::BadInput);
        }
        let mut found = Self::new(occasions.len(), self.covariates)?;
        found.unobserved = self.unobserved;
        for (key, cell) in &self.cells {
            let own: Vec<usize> = key.occasions().collect();
            let place = |occasion: &usize| own.binary_search(occasion).ok().map(|at| self.covariates + at);
            let kept: Vec<usize> = (0..self.covariates).chain(occasions.iter().filter_map(place)).collect();
            let has = occasions.iter().enumerate().filter(|(_, occasion)| key.pattern >> *occasion & 1 == 1);
            let pattern = has.fold(0, |pattern, (place, _)| pattern | 1 << place);
            if pattern == 0 {
                found.unobserved += cell.n();
            } else {
                found.cells.entry(CellKey { pattern, ..*key }).or_default().merge(&cell.only(&kept));
            }
        }
        Ok(found)
    }

    /// Number of occasions.
    pub fn occasions(&self) -> usize {
        self.occasions
    }

    /// Number of covariates.
    pub fn covariates(&self) -> usize {
        self.covariates
    }

    /// The cells, by class and pattern.
    pub fn cells(&self) -> impl Iterator<Item = (CellKey, &Cell)> {
        self.cells.iter().map(|(key, cell)| (*key, cell))
    }

    /// Persons with at least one outcome.
    pub fn persons(&self) -> u64 {
        self.cells.values().map(Cell::n).sum()
    }

    /// Persons without any outcome.
    pub fn unobserved(&self) -> u64 {
        self.unobserved
    }

    /// Moments of the pairs of outcomes at two different occasions, over all who have both and whose class is wanted.
    pub fn pair(&self, first: usize, second: usize, wanted: impl Fn(u32) -> bool) -> PairMoments {
        let mut pairs = PairMoments::default();
        for (key, cell) in self.cells().filter(|(key, _)| wanted(key.class)) {
            let place = |occasion| key.occasions().position(|k| k == occasion).map(|k| k + self.covariates);
            if let (Some(a), Some(b)) = (place(first), place(second)) {
                let total = |k: usize| cell.totals.get(k).copied().unwrap_or_default();
                let squares = [cell.cross(a, a), cell.cross(b, b)];
                pairs.merge(&PairMoments::from_parts(
                    cell.n,
                    [total(a), total(b)],
                    squares,
                    cell.cross(a, b),
                ));
            }
        }
        pairs
    }
}
