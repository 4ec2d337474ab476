//! Those with the first value, with the second and without it: what sums tell of them.

use stats::{CellKey, Moments, RepeatedMoments};

use super::sensitivity::Values;
use super::values::Sorted;

/// Sums of those with the first value.
#[derive(Debug, Clone)]
pub(crate) struct Starts {
    /// The first value: of those with the second, and of those without.
    pub(super) start: [Moments; 2],
    /// The change of those with both.
    pub(super) change: Moments,
    /// Change to the occasion after the first, of the same two; nothing where none lies between.
    pub(super) early: Option<[Moments; 2]>,
}

impl Starts {
    /// Out of what was counted of a measure; `between` says whether an occasion lies between.
    pub(super) fn of(values: &Values<'_>, between: bool) -> Self {
        let start = |seen: bool| {
            let own = values.started.iter().filter(move |kind| kind.to.is_nan() != seen);
            Sorted::of_counts(own.map(|kind| (kind.from, kind.times))).moments()
        };
        let mut change = Moments::default();
        for kind in values.started.iter().filter(|kind| !kind.to.is_nan()) {
            change.add_times(kind.change(), kind.times);
        }
        Self {
            start: [true, false].map(start),
            change,
            early: between.then(|| [true, false].map(|seen| values.scale.early(seen))),
        }
    }

    /// Out of moments by pattern of occasions.
    pub(crate) fn of_moments(moments: &RepeatedMoments, [from, to]: [usize; 2]) -> Self {
        let has = |key: CellKey, occasion: usize| key.pattern >> occasion & 1 == 1;
        let mut start = [Moments::default(); 2];
        for (key, cell) in moments.cells().filter(|(key, _)| has(*key, from)) {
            let place =
                moments.covariates() + key.occasions().take_while(|occasion| *occasion < from).count();
            let [seen, missing] = &mut start;
            (if has(key, to) { seen } else { missing }).merge(&cell.moments(place));
        }
        let side = |key: CellKey| has(key, from).then(|| CellKey { class: u32::from(!has(key, to)), ..key });
        let sides = moments.regrouped(moments.occasions(), 0, |key| Some((side(key)?, Vec::new()))).ok();
        let early = |side: u32| {
            let pairs = sides.as_ref().map(|sides| sides.pair(from, from + 1, |class| class == side));
            pairs.unwrap_or_default().difference()
        };
        Self {
            start,
            change: moments.pair(from, to, |_| true).difference(),
            early: (from + 1 < to).then(|| [0, 1].map(early)),
        }
    }

    /// Persons.
    pub(super) fn n(&self) -> u64 {
        self.start.iter().map(Moments::n).sum()
    }

    /// Those of them without the second value.
    pub(super) fn missing(&self) -> u64 {
        self.start[1].n()
    }
}
