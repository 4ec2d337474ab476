//! The cells of moments as multiple imputation takes them: variables in the order in which fewer and fewer persons have them.

use nalgebra::DMatrix;

use crate::imputation_cell::{Part, root_of};
use crate::repeated::Cell;
use crate::{CellKey, RepeatedMoments, Unfitted};

/// All cells. Variables: the covariates, which everybody has, then the occasions.
pub(crate) struct Parts {
    pub(crate) all: Vec<Part>,
    /// The numbers of the groups, ascending.
    pub(crate) groups: Vec<u32>,
    pub(crate) covariates: usize,
    pub(crate) width: usize,
    /// The variable of each occasion.
    places: Vec<usize>,
}

impl Parts {
    /// The cells of `moments`, classes put into groups.
    ///
    /// # Errors
    /// As [`crate::impute_change`].
    pub(crate) fn new(moments: &RepeatedMoments, group: impl Fn(u32) -> u32) -> Result<Self, Unfitted> {
        let covariates = moments.covariates();
        let mut groups: Vec<u32> = moments.cells().map(|(key, _)| group(key.class)).collect();
        groups.sort_unstable();
        groups.dedup();
        let places = places(moments);
        // A cell without any variable says nothing of what is missing.
        let cells = moments.cells().filter(|(key, _)| covariates > 0 || key.pattern != 0);
        let all = cells
            .map(|(key, cell)| {
                let group = groups.binary_search(&group(key.class)).map_err(|_| Unfitted::BadInput)?;
                part(group, key, cell, covariates, &places).ok_or(Unfitted::BadInput)
            })
            .collect::<Result<_, _>>()?;
        let width = covariates + moments.occasions();
        Self { all, groups, covariates, width, places }.checked()
    }

    /// Every group must have been seen at every occasion by two persons, and there must be more persons than variables.
    fn checked(self) -> Result<Self, Unfitted> {
        if self.all.is_empty() {
            return Err(Unfitted::Empty);
        }
        let each = (0..self.width).flat_map(|variable| (0..self.groups.len()).map(move |at| (variable, at)));
        for (variable, group) in each {
            if self.seen_by(variable, group).map(|(part, _)| part.n).sum::<u64>() < 2 {
                return Err(Unfitted::Undetermined);
            }
        }
        let persons: u64 = self.all.iter().map(|part| part.n).sum();
        if persons <= (self.width + self.groups.len()) as u64 {
            return Err(Unfitted::Collinear);
        }
        Ok(self)
    }

    /// The cells of a group in which a variable is observed, and where it stands in each.
    pub(crate) fn seen_by(&self, variable: usize, group: usize) -> impl Iterator<Item = (&Part, usize)> {
        let own = self.all.iter().filter(move |part| part.group == group);
        own.filter_map(move |part| Some((part, part.place(variable)?)))
    }

    /// The variable of an occasion; nothing for one that is not there.
    pub(crate) fn variable(&self, occasion: usize) -> Option<usize> {
        self.places.get(occasion).copied()
    }

    /// Where a group stands; nothing for one that is not there.
    pub(crate) fn group(&self, number: u32) -> Option<usize> {
        self.groups.binary_search(&number).ok()
    }

    /// The largest share, over the variables, that persons with a hole before it have of all who are counted for it.
    pub(crate) fn filled(&self) -> f64 {
        let share = |at: usize| {
            let counted = || self.all.iter().filter(move |part| part.level() > at);
            let holed = counted().filter(|part| part.holes.iter().any(|hole| *hole <= at));
            let count = |parts: &mut dyn Iterator<Item = &Part>| parts.map(|part| part.n).sum::<u64>() as f64;
            count(&mut { holed }) / count(&mut counted())
        };
        (self.covariates..self.width).map(share).fold(0.0, f64::max)
    }
}

/// The variable of each occasion: behind the covariates, those that most persons have first.
fn places(moments: &RepeatedMoments) -> Vec<usize> {
    let seen = |occasion: usize| -> u64 {
        let has = moments.cells().filter(|(key, _)| key.pattern >> occasion & 1 == 1);
        has.map(|(_, cell)| cell.n()).sum()
    };
    let mut order: Vec<(u64, usize)> = (0..moments.occasions()).map(|at| (seen(at), at)).collect();
    order.sort_by_key(|(seen, at)| (std::cmp::Reverse(*seen), *at));
    let mut places: Vec<(usize, usize)> =
        order.iter().enumerate().map(|(place, (_, at))| (*at, moments.covariates() + place)).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

fn part(group: usize, key: CellKey, cell: &Cell, covariates: usize, places: &[usize]) -> Option<Part> {
    // What stands where in the cell, by the variables as they are numbered here.
    let occasions = key.occasions().filter_map(|occasion| places.get(occasion).copied());
    let mut own: Vec<(usize, usize)> = (0..covariates).chain(occasions).zip(0..).collect();
    own.sort_unstable();
    let seen: Vec<usize> = own.iter().map(|(variable, _)| *variable).collect();
    let means = cell.means();
    let mean = own.iter().map(|(_, at)| means.get(*at).copied()).collect::<Option<_>>()?;
    let at = |place: usize| own.get(place).map_or(usize::MAX, |(_, at)| *at);
    let cross = DMatrix::from_fn(own.len(), own.len(), |j, k| cell.cross(at(j), at(k)));
    let root = root_of(&cross, cell.n())?;
    let last = seen.last().copied().unwrap_or_default();
    let holes = (0..last).filter(|variable| seen.binary_search(variable).is_err()).collect();
    let squares = cross.diagonal().iter().copied().collect();
    Some(Part { group, n: cell.n(), seen, holes, mean, squares, root })
}
