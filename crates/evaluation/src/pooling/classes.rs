//! Persons grouped by the covariates of a measure's models and the occasions they were observed at. Where such a group is too
//! small it stands in the coarser one of all who were observed at the same occasions, whatever their covariates: the group
//! that `patterns` tells, less the classes that are told.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{ClassCell, Moments, PatternCell, SiteCovariate, SiteMeasure, SiteModel};
use super::patterns::{Pattern, float};
use crate::evaluate::model::{Class, Classed};
use crate::findings::{ModelReason, Occasion};

/// What a share may exceed its limit by.
const ROUNDING: f64 = 1e-9;

/// Persons of whom it is known how many they are: those of them in a class that is told, or the rest, must not be a few.
struct Whole {
    persons: u64,
    /// The classes with some of them, and with how many.
    parts: Vec<(usize, u64)>,
}

impl Whole {
    /// A class with some of them.
    fn put(&mut self, class: usize, persons: u64) {
        if persons > 0 {
            self.parts.push((class, persons));
        }
    }

    /// Whether the rest beside the classes that are told would be a few.
    fn tells_of_few(&self, told: &[bool], threshold: u64) -> bool {
        let is_told = |(class, _): &&(usize, u64)| told.get(*class).copied().unwrap_or(false);
        let shown: u64 = self.parts.iter().filter(is_told).map(|(_, persons)| persons).sum();
        shown > 0 && shown != self.persons && self.persons.saturating_sub(shown) < threshold
    }
}

/// What a place tells of its classes beside `cell`, the groups whatever the covariates; nothing of those whose persons are told
/// for fewer occasions, which are not among the `standing` ones.
pub(super) fn told(
    measure: SiteMeasure,
    classed: &Classed,
    (ends, standing): ([usize; 2], &BTreeSet<Vec<usize>>),
    key: &dyn Fn(usize) -> String,
    threshold: u64,
) -> SiteMeasure {
    let keys = |class: &Class| class.occasions.iter().map(|at| key(*at)).collect::<Vec<String>>();
    let of_pattern: BTreeMap<&[String], u64> =
        measure.cell.iter().map(|cell| (cell.occasions.as_slice(), cell.n)).collect();
    let pattern = |class: &Class| {
        let own = of_pattern.get(keys(class).as_slice()).filter(|_| standing.contains(&class.occasions));
        own.copied().unwrap_or_default()
    };
    let told = choose(classed, ends, &pattern, threshold);
    let texts: Vec<&Vec<String>> =
        classed.covariates.iter().map(|(_, levels)| levels).filter(|levels| !levels.is_empty()).collect();
    let level = |(levels, at): (&&Vec<String>, &u32)| {
        usize::try_from(*at).ok().and_then(|at| levels.get(at)).cloned().unwrap_or_default()
    };
    let class: Vec<ClassCell> = classed
        .classes
        .iter()
        .zip(told)
        .filter(|(_, told)| *told)
        .map(|(class, _)| ClassCell {
            levels: texts.iter().zip(&class.levels).map(level).collect(),
            occasions: keys(class),
            n: class.n,
            means: class.means.clone(),
            cross: class.cross.clone(),
        })
        .collect();
    let all: u64 = measure.cell.iter().map(|cell| cell.n).sum();
    // A level that nobody is told of is not told of either.
    let mut text = 0..;
    let covariate = |(name, levels): &(String, Vec<String>)| {
        let place = if levels.is_empty() { None } else { text.next() };
        let is_told = |level: &&String| {
            class.iter().any(|one| place.and_then(|place: usize| one.levels.get(place)) == Some(*level))
        };
        SiteCovariate { name: name.clone(), levels: levels.iter().filter(is_told).cloned().collect() }
    };
    SiteMeasure {
        covariate: classed.covariates.iter().map(covariate).collect(),
        product: classed.products.clone(),
        unclassed: all.saturating_sub(class.iter().map(|one| one.n).sum()),
        class,
        ..measure
    }
}

/// Which classes are told: all that are large enough and in which no person weighs more than in a group of the least size, less the
/// smallest of a whole for as long as the rest of that would be a
/// few.
fn choose(found: &Classed, ends: [usize; 2], pattern: &dyn Fn(&Class) -> u64, threshold: u64) -> Vec<bool> {
    let classes = &found.classes;
    let most = 1.0 / float(threshold) + ROUNDING;
    let is_safe = |class: &Class| {
        let enough = class.fewest.is_none_or(|fewest| fewest >= threshold);
        enough && class.most_of_one <= most && ones_of(class, found).is_safe(threshold)
    };
    let mut told: Vec<bool> = classes.iter().map(is_safe).collect();
    let wholes = wholes(found, ends, pattern);
    while let Some(whole) = wholes.iter().find(|whole| whole.tells_of_few(&told, threshold)) {
        let shown = whole.parts.iter().filter(|(class, _)| told.get(*class).copied().unwrap_or(false));
        let Some((least, _)) = shown.min_by_key(|(class, _)| classes.get(*class).map(|one| one.n)) else {
            break;
        };
        if let Some(told) = told.get_mut(*least) {
            *told = false;
        }
    }
    told
}

/// A level of a text, a value of a number that has two, or that a number with more is known: the texts first, then the numbers of
/// two values, then the others, each with its place.
type Trait = (usize, u32);

/// Those observed at the same occasions, those with the same levels, and those with each level and each of two values: all of
/// them, and those of them who were measured at an occasion, or at both ends of the change – of these a report tells means too.
fn wholes(found: &Classed, ends: [usize; 2], pattern: &dyn Fn(&Class) -> u64) -> Vec<Whole> {
    let mut levels: BTreeMap<&[u32], Whole> = BTreeMap::new();
    let mut patterns: BTreeMap<&[usize], Whole> = BTreeMap::new();
    let whole = |persons| Whole { persons, parts: Vec::new() };
    let mut holders: BTreeMap<Trait, Whole> =
        holders(found).into_iter().map(|(one, persons)| (one, whole(persons))).collect();
    let mut measured: BTreeMap<(Trait, Option<usize>), Whole> = BTreeMap::new();
    for (place, class) in found.classes.iter().enumerate() {
        patterns.entry(&class.occasions).or_insert_with(|| whole(pattern(class))).put(place, class.n);
        let alike = levels.entry(&class.levels).or_insert_with(|| whole(0));
        alike.persons += class.n;
        alike.put(place, class.n);
        let both = ends.iter().all(|end| class.occasions.contains(end));
        for (one, persons) in traits(class, found) {
            if let Some(whole) = holders.get_mut(&one) {
                whole.put(place, persons);
            }
            for when in class.occasions.iter().copied().map(Some).chain(both.then_some(None)) {
                let seen = measured.entry((one, when)).or_insert_with(|| whole(0));
                seen.persons += persons;
                seen.put(place, persons);
            }
        }
    }
    let of_traits = holders.into_values().chain(measured.into_values());
    levels.into_values().chain(patterns.into_values()).chain(of_traits).collect()
}

/// How many persons have which trait, measured or not.
fn holders(found: &Classed) -> Vec<(Trait, u64)> {
    let texts = found.holders.iter().cloned();
    let numbers = found.two_valued.iter().flatten().map(|two| two.iter().map(|(_, held)| *held).collect());
    let known = found.known.iter().map(|persons| vec![*persons]);
    let each = texts.chain(numbers).chain(known).enumerate();
    each.flat_map(|(at, held)| (0..).zip(held).map(move |(value, persons)| ((at, value), persons))).collect()
}

/// How many of a class have which trait.
fn traits(class: &Class, found: &Classed) -> Vec<(Trait, u64)> {
    let texts = class.levels.iter().enumerate().map(|(at, level)| ((at, *level), class.n));
    let ones = ones_of(class, found).means;
    let others = class.levels.len() + ones.len();
    let known = (others..others + found.known.len()).map(|at| ((at, 0), class.n));
    let numbers = ones.into_iter().zip(class.levels.len()..).flat_map(|(mean, at)| {
        let ones = counted(mean * float(class.n));
        [((at, 0), class.n.saturating_sub(ones)), ((at, 1), ones)]
    });
    texts.chain(numbers).chain(known).collect()
}

/// The numbers of a class that have two values, as ones and zeros.
fn ones_of(class: &Class, classed: &Classed) -> Pattern {
    let values = |(at, two): (usize, &Option<[(f64, u64); 2]>)| Some((at, (*two)?.map(|(value, _)| value)));
    let two: Vec<(usize, [f64; 2])> = classed.two_valued.iter().enumerate().filter_map(values).collect();
    let cross = |a: usize, b: usize| {
        let (row, column) = (a.max(b), a.min(b));
        class.cross.get(row * (row + 1) / 2 + column).copied().unwrap_or_default()
    };
    let mean = |(at, [low, high]): &(usize, [f64; 2])| {
        (class.means.get(*at).copied().unwrap_or_default() - low) / (high - low)
    };
    let product = |(a, [a_low, a_high]): &(usize, [f64; 2]), (b, [b_low, b_high]): &(usize, [f64; 2])| {
        cross(*a, *b) / (a_high - a_low) / (b_high - b_low)
    };
    Pattern {
        n: class.n,
        means: two.iter().map(mean).collect(),
        cross: two.iter().map(|a| two.iter().map(|b| product(a, b)).collect()).collect(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
fn counted(value: f64) -> u64 {
    value.round().max(0.0) as u64
}

/// The classes of all places, or why there are none.
///
/// # Errors
/// [`ModelReason::Suppressed`] where a place tells of none, [`ModelReason::NeedsRows`] where they are by other covariates.
pub(super) fn of_all(places: &[&SiteMeasure], occasions: &[Occasion]) -> Result<Classed, ModelReason> {
    if places.iter().any(|place| place.class.is_empty()) {
        return Err(ModelReason::Suppressed);
    }
    let each: Option<Vec<Classed>> = places.iter().map(|place| of_place(place, occasions)).collect();
    each.and_then(|each| Classed::joined(&each)).ok_or(ModelReason::NeedsRows)
}

fn texts(place: &SiteMeasure) -> Vec<&SiteCovariate> {
    place.covariate.iter().filter(|one| !one.levels.is_empty()).collect()
}

/// The places of occasions, ascending; nothing where one is not known or they are not in order.
fn in_order(keys: &[String], occasions: &[Occasion]) -> Option<Vec<usize>> {
    let place = |key: &String| occasions.iter().position(|known| known.key == *key);
    let places: Vec<usize> = keys.iter().map(place).collect::<Option<_>>()?;
    places.is_sorted_by(|one, next| one < next).then_some(places)
}

fn of_place(place: &SiteMeasure, occasions: &[Occasion]) -> Option<Classed> {
    let texts = texts(place);
    let class = |cell: &ClassCell| {
        let level = |(text, level): (&&SiteCovariate, &String)| {
            u32::try_from(text.levels.iter().position(|known| known == level)?).ok()
        };
        Some(Class {
            levels: texts.iter().zip(&cell.levels).map(level).collect::<Option<_>>()?,
            occasions: in_order(&cell.occasions, occasions)?,
            n: cell.n,
            means: cell.means.clone(),
            cross: cell.cross.clone(),
            most_of_one: 0.0,
            fewest: None,
        })
    };
    Some(Classed {
        covariates: place.covariate.iter().map(|one| (one.name.clone(), one.levels.clone())).collect(),
        products: place.product.clone(),
        two_valued: Vec::new(),
        known: Vec::new(),
        holders: Vec::new(),
        classes: place.class.iter().map(class).collect::<Option<_>>()?,
    })
}

/// Whether groups and classes of a file can be what a place has: everything known, in order and of one length, and nobody in two
/// classes. A file can be signed and wrong.
pub(super) fn are_sound(file: &Moments) -> bool {
    file.measure.iter().all(|measure| {
        let factors = measure.product.iter().flatten().all(|place| *place < measure.covariate.len());
        let parts = |model: &SiteModel| {
            model.interactions.iter().flatten().all(|part| *part <= model.covariates.len())
        };
        let cell = |cell: &PatternCell| {
            fits((&cell.occasions, &file.occasion), 0, (cell.n, &cell.means, &cell.cross))
        };
        factors
            && measure.model.iter().all(parts)
            && measure.cell.iter().all(cell)
            && are_parts(measure, &file.occasion)
    })
}

/// Whether the classes are parts of the groups by occasions.
fn are_parts(measure: &SiteMeasure, occasions: &[Occasion]) -> bool {
    let (texts, products) = (texts(measure), measure.product.len());
    let mut left: BTreeMap<&[String], u64> =
        measure.cell.iter().map(|cell| (cell.occasions.as_slice(), cell.n)).collect();
    let mut seen = BTreeSet::new();
    measure.class.iter().all(|class| {
        let rest = left.get(class.occasions.as_slice()).and_then(|left| left.checked_sub(class.n));
        let Some(rest) = rest else { return false };
        left.insert(&class.occasions, rest);
        let known = texts.iter().zip(&class.levels).all(|(text, level)| text.levels.contains(level));
        known
            && class.levels.len() == texts.len()
            && seen.insert((&class.levels, &class.occasions))
            && fits((&class.occasions, occasions), products, (class.n, &class.means, &class.cross))
    })
}

/// Whether sums have the length that the products and the occasions make.
fn fits(
    (keys, occasions): (&[String], &[Occasion]),
    products: usize,
    (n, means, cross): (u64, &[f64], &[f64]),
) -> bool {
    in_order(keys, occasions).is_some_and(|places| {
        let width = products + places.len();
        n > 0 && means.len() == width && cross.len() == width * (width + 1) / 2
    })
}

#[cfg(test)]
mod tests;
