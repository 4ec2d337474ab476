//! What a model needs of the persons, in a form that adds up: moments for the linear models, equal persons counted
//! together for the others. Parts of a file can be gathered by themselves and joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use stats::{CellKey, MOST_OCCASIONS, RepeatedMoments};

use super::classed::Class;
use super::design::Layout;
use super::footing::Footing;
use super::own::OwnRows;
use super::spread::Spread;
use crate::evaluate::tally::weight;

/// Most values of a covariate whose holders are counted: more than a text has levels that are told apart.
const MOST_HELD: usize = 256;

/// Values of a person's covariates at one occasion.
pub(super) type Covariates = Vec<f64>;

/// Classes of persons by the levels of their texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Classes {
    numbers: BTreeMap<Vec<u32>, u32>,
    keys: Vec<Vec<u32>>,
}

impl Classes {
    fn number(&mut self, key: &[u32]) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.numbers.insert(key.to_vec(), number);
        self.keys.push(key.to_vec());
        number
    }

    /// The levels of a class.
    pub(super) fn key(&self, class: u32) -> &[u32] {
        usize::try_from(class)
            .ok()
            .and_then(|class| self.keys.get(class))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// Moments of persons with the classes they are in.
#[derive(Debug, Clone)]
pub(super) struct Gathered {
    pub(super) moments: RepeatedMoments,
    pub(super) classes: Classes,
    /// Whether classes and features are those of each occasion by itself.
    pub(super) moving: bool,
}

impl Gathered {
    /// Levels of a class at an occasion; `width` is the number of texts.
    pub(super) fn levels(&self, class: u32, occasion: usize, width: usize) -> &[u32] {
        let from = if self.moving { occasion * width } else { 0 };
        self.classes.key(class).get(from..from + width).unwrap_or_default()
    }
}

/// A person as far as a model sees her.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Profile {
    /// Occasion, outcome and covariates of each observation.
    pub(super) rows: Vec<(usize, f64, Covariates)>,
    /// How many persons are like that.
    pub(super) persons: u64,
}

/// What is gathered for a model.
#[derive(Debug, Clone)]
pub(in crate::evaluate) struct Gather {
    layout: Layout,
    occasions: usize,
    linear: bool,
    /// Persons whose covariates are the same at every observation.
    pub(super) steady: Gathered,
    /// The others: each occasion has covariates of its own.
    pub(super) moving: Gathered,
    profiles: HashMap<Box<[u64]>, u64>,
    /// The rows themselves, where each observation has its own time.
    pub(super) own: Option<OwnRows>,
    pub(super) left_out: u64,
    /// Persons whose covariates are known at some of their observations only.
    parted: u64,
    /// For each covariate how many have which value, measured or not.
    holders: Vec<BTreeMap<u64, u64>>,
    /// For each covariate of how many it is known.
    known: Vec<u64>,
    /// The numbers of the steady ones, of a linear model.
    spreads: HashMap<CellKey, Spread>,
    pub(super) footing: Footing,
    room: Vec<u64>,
}

impl Gather {
    /// Nothing yet. `linear` keeps moments, otherwise equal persons are counted; nothing with too many occasions.
    pub(super) fn new(layout: Layout, occasions: usize, linear: bool) -> Option<Self> {
        let features = layout.products.len();
        let gathered = |features: usize, moving: bool| {
            let moments = RepeatedMoments::new(occasions, features).ok()?;
            Some(Gathered { moments, classes: Classes::default(), moving })
        };
        if occasions > MOST_OCCASIONS {
            return None;
        }
        Some(Self {
            occasions,
            linear,
            steady: gathered(features, false)?,
            moving: gathered(features * occasions, true)?,
            profiles: HashMap::new(),
            own: None,
            left_out: 0,
            parted: 0,
            holders: vec![BTreeMap::new(); layout.covariates],
            known: vec![0; layout.covariates],
            spreads: HashMap::new(),
            footing: Footing::default(),
            room: Vec::new(),
            layout,
        })
    }

    /// The same, counting the groups that the columns set apart.
    pub(super) fn on(self, footing: Footing) -> Self {
        Self { footing, ..self }
    }

    /// The same, keeping the rows: the first covariate is the time of each.
    pub(super) fn keeping_rows(self) -> Self {
        let own = OwnRows::new(self.layout.covariates);
        Self { own: Some(own), ..self }
    }

    /// Moments that were gathered elsewhere, of one class: of a layout whose covariates are numbers that stay the same.
    pub(super) fn of_moments(layout: Layout, moments: RepeatedMoments) -> Option<Self> {
        let mut gather = Self::new(layout, moments.occasions(), true)?;
        gather.steady.classes.number(&[]);
        gather.steady.moments = moments;
        Some(gather)
    }

    /// Classes that were gathered elsewhere; nothing where one does not fit the layout.
    pub(super) fn of_classes(layout: Layout, occasions: usize, classes: &[Class]) -> Option<Self> {
        let mut gather = Self::new(layout, occasions, true)?;
        for one in classes {
            let class = gather.steady.classes.number(&one.levels);
            let pattern = one.occasions.iter().fold(0, |pattern, at| pattern | 1 << at);
            let cell = (one.means.as_slice(), one.cross.as_slice());
            gather.steady.moments.add_cell(CellKey { class, pattern }, one.n, cell).ok()?;
        }
        Some(gather)
    }

    /// The classes, where everybody's covariates are the same at all her observations.
    pub(super) fn by_class(&self) -> Option<Vec<Class>> {
        let steady =
            self.linear && self.own.is_none() && self.parted == 0 && self.moving.moments.persons() == 0;
        steady.then(|| {
            let level = |class| self.steady.classes.key(class).to_vec();
            Class::all(&self.steady.moments, level, |key| self.spreads.get(key))
        })
    }

    /// Takes in one person: the outcome at each occasion, NaN where there is none, and the values of the covariates.
    pub(super) fn add(&mut self, outcome: impl Fn(usize) -> f64, covariate: impl Fn(usize, usize) -> f64) {
        self.footing.add(self.occasions, &outcome, &covariate);
        self.hold(&covariate);
        let mut outcomes: Vec<Option<f64>> = vec![None; self.occasions];
        let (mut first, mut steady, before) = (None, true, self.left_out);
        for (occasion, slot) in outcomes.iter_mut().enumerate() {
            let value = outcome(occasion);
            if value.is_nan() {
                continue;
            }
            if (0..self.layout.covariates).any(|one| covariate(one, occasion).is_nan()) {
                self.left_out += 1;
                continue;
            }
            *slot = Some(value);
            let first = *first.get_or_insert(occasion);
            let same = |one: usize| covariate(one, occasion).to_bits() == covariate(one, first).to_bits();
            steady = steady && (0..self.layout.covariates).all(same);
        }
        let Some(first) = first else { return };
        self.parted += u64::from(self.left_out > before);
        if let Some(own) = &mut self.own {
            own.add(&outcomes, covariate);
        } else if !self.linear {
            self.count(&outcomes, first, steady, covariate);
        } else if steady {
            let class = self.steady.classes.number(&self.layout.levels(|one| covariate(one, first)));
            let features = self.layout.features(|one| covariate(one, first));
            self.steady.moments.add(class, &outcomes, &features).unwrap_or_default();
            self.spread(class, &outcomes, &features);
        } else {
            self.add_moving(&outcomes, covariate);
        }
    }

    /// Keeps the numbers of one person.
    fn spread(&mut self, class: u32, outcomes: &[Option<f64>], features: &[f64]) {
        if features.is_empty() {
            return;
        }
        let observed = outcomes.iter().enumerate().filter(|(_, value)| value.is_some());
        let pattern = observed.fold(0, |pattern, (occasion, _)| pattern | 1 << occasion);
        let spread = self.spreads.entry(CellKey { class, pattern });
        spread.or_insert_with(|| Spread::new(features.len())).add(features);
    }

    /// Counts the first value that is known of each covariate; of a number with many values some of them.
    fn hold(&mut self, covariate: &impl Fn(usize, usize) -> f64) {
        for (one, (holders, of)) in self.holders.iter_mut().zip(&mut self.known).enumerate() {
            let known = (0..self.occasions).map(|occasion| covariate(one, occasion)).find(|it| !it.is_nan());
            let Some(value) = known.map(f64::to_bits) else { continue };
            *of += 1;
            if let Some(persons) = holders.get_mut(&value) {
                *persons += 1;
            } else if holders.len() < MOST_HELD {
                holders.insert(value, 1);
            }
        }
    }

    /// How many have this value of a covariate.
    pub(super) fn holders(&self, covariate: usize, value: f64) -> u64 {
        self.holders.get(covariate).and_then(|held| held.get(&value.to_bits())).copied().unwrap_or_default()
    }

    /// Of how many a covariate is known.
    pub(super) fn known(&self, covariate: usize) -> u64 {
        self.known.get(covariate).copied().unwrap_or_default()
    }

    fn add_moving(&mut self, outcomes: &[Option<f64>], covariate: impl Fn(usize, usize) -> f64) {
        let (mut levels, mut features) = (Vec::new(), Vec::new());
        for (occasion, outcome) in outcomes.iter().enumerate() {
            // Where nothing was observed there are covariates that never count.
            let of = |one: usize| if outcome.is_some() { covariate(one, occasion) } else { 0.0 };
            levels.extend(self.layout.levels(of));
            features.extend(self.layout.features(of));
        }
        let class = self.moving.classes.number(&levels);
        self.moving.moments.add(class, outcomes, &features).unwrap_or_default();
    }

    fn count(
        &mut self,
        outcomes: &[Option<f64>],
        first: usize,
        steady: bool,
        covariate: impl Fn(usize, usize) -> f64,
    ) {
        self.room.clear();
        let observed =
            || outcomes.iter().enumerate().filter_map(|(occasion, value)| Some((occasion, (*value)?)));
        self.room.push(u64::from(steady));
        self.room.push(observed().fold(0, |pattern, (occasion, _)| pattern | 1 << occasion));
        self.room.extend(observed().map(|(_, value)| value.to_bits()));
        let all = 0..self.layout.covariates;
        if steady {
            self.room.extend(all.map(|one| covariate(one, first).to_bits()));
        } else {
            for (occasion, _) in observed() {
                self.room.extend(all.clone().map(|one| covariate(one, occasion).to_bits()));
            }
        }
        if let Some(known) = self.profiles.get_mut(self.room.as_slice()) {
            *known += 1;
        } else {
            self.profiles.insert(self.room.as_slice().into(), 1);
        }
    }

    /// The persons that were counted, in an order that does not depend on the order they came in.
    pub(super) fn profiles(&self) -> Vec<Profile> {
        let mut keys: Vec<(&[u64], u64)> = self.profiles.iter().map(|(key, n)| (&**key, *n)).collect();
        keys.sort_unstable();
        keys.into_iter().map(|(key, persons)| Profile { rows: self.rows(key), persons }).collect()
    }

    fn rows(&self, key: &[u64]) -> Vec<(usize, f64, Covariates)> {
        let mut numbers = key.iter().copied();
        let steady = numbers.next() == Some(1);
        let pattern = numbers.next().unwrap_or_default();
        let occasions: Vec<usize> = CellKey { class: 0, pattern }.occasions().collect();
        let outcomes: Vec<f64> = numbers.by_ref().take(occasions.len()).map(f64::from_bits).collect();
        let rest: Vec<f64> = numbers.map(f64::from_bits).collect();
        let width = self.layout.covariates;
        let of = |row: usize| {
            let from = if steady { 0 } else { row * width };
            rest.get(from..from + width).unwrap_or_default().to_vec()
        };
        let rows = occasions.into_iter().zip(outcomes).enumerate();
        rows.map(|(row, (occasion, outcome))| (occasion, outcome, of(row))).collect()
    }

    /// Adds what was gathered of other persons.
    pub(in crate::evaluate) fn merge(&mut self, other: &Self) {
        for (own, their) in [(&mut self.steady, &other.steady), (&mut self.moving, &other.moving)] {
            let numbers: Vec<u32> = their.classes.keys.iter().map(|key| own.classes.number(key)).collect();
            let number = |class: u32| {
                usize::try_from(class).ok().and_then(|class| numbers.get(class)).copied().unwrap_or(class)
            };
            own.moments.merge_as(&their.moments, number).unwrap_or_default();
        }
        let renamed = |class: u32| self.steady.classes.numbers.get(other.steady.classes.key(class)).copied();
        for (key, their) in &other.spreads {
            let key = CellKey { class: renamed(key.class).unwrap_or(key.class), ..*key };
            self.spreads.entry(key).or_insert_with(|| Spread::new(self.layout.products.len())).merge(their);
        }
        for (key, persons) in &other.profiles {
            *self.profiles.entry(key.clone()).or_default() += persons;
        }
        if let (Some(own), Some(their)) = (&mut self.own, &other.own) {
            own.merge(their);
        }
        self.left_out += other.left_out;
        self.parted += other.parted;
        self.known.iter_mut().zip(&other.known).for_each(|(own, their)| *own += their);
        for (own, their) in self.holders.iter_mut().zip(&other.holders) {
            for (value, persons) in their {
                *own.entry(*value).or_default() += persons;
            }
        }
        self.footing.merge(&other.footing);
    }

    /// Occasions with an observation, and the levels seen of each text.
    pub(super) fn present(&self) -> (BTreeSet<usize>, Vec<BTreeSet<u32>>) {
        if let Some(own) = &self.own {
            return own.present(&self.layout);
        }
        let mut occasions = BTreeSet::new();
        let width = self.layout.texts.len();
        let mut levels = vec![BTreeSet::new(); width];
        for gathered in [&self.steady, &self.moving] {
            for (key, _) in gathered.moments.cells() {
                for occasion in key.occasions() {
                    occasions.insert(occasion);
                    for (seen, level) in levels.iter_mut().zip(gathered.levels(key.class, occasion, width)) {
                        seen.insert(*level);
                    }
                }
            }
        }
        for profile in self.profiles() {
            for (occasion, _, covariates) in profile.rows {
                occasions.insert(occasion);
                let of_row = self.layout.levels(|one| covariates.get(one).copied().unwrap_or_default());
                for (seen, level) in levels.iter_mut().zip(of_row) {
                    seen.insert(level);
                }
            }
        }
        (occasions, levels)
    }

    /// Observations that enter, and the persons they are of.
    pub(super) fn counts(&self) -> (u64, u64) {
        if let Some(own) = &self.own {
            return (own.len() as u64, own.persons());
        }
        let cells = [&self.steady, &self.moving].into_iter().flat_map(|gathered| gathered.moments.cells());
        let summed = cells.map(|(key, cell)| (u64::from(key.pattern.count_ones()), cell.n()));
        let counted = self
            .profiles
            .iter()
            .map(|(key, n)| (key.get(1).map_or(0, |set| u64::from(set.count_ones())), *n));
        summed.chain(counted).fold((0, 0), |(rows, all), (each, n)| (rows + each * n, all + n))
    }

    /// About how many bytes it takes.
    pub(in crate::evaluate) fn weight(&self) -> usize {
        let profile = 64 + 8 * (2 + self.occasions * (1 + self.layout.covariates));
        let moments = weight(&self.steady.moments) + weight(&self.moving.moments);
        let spreads: usize = self.spreads.values().map(Spread::weight).sum();
        moments + spreads + self.profiles.len() * profile + self.own.as_ref().map_or(0, OwnRows::weight)
    }

    /// Whether only moments are there, no counted persons.
    pub(super) const fn is_summed(&self) -> bool {
        self.linear
    }

    /// How texts and numbers are told apart.
    pub(super) const fn layout(&self) -> &Layout {
        &self.layout
    }
}
