//! Persons grouped by the covariates of a measure's models and the occasions they were observed at. Where such a group is too
//! small it stands in the coarser one of all who were observed at the same occasions, whatever their covariates: the group
//! that `patterns` tells, less the classes that are told.

use std::collections::BTreeMap;

use super::file::{ClassCell, SiteCovariate, SiteMeasure};
use super::patterns::{Pattern, float};
use crate::evaluate::model::{Class, Classed};
use crate::findings::Occasion;

/// Persons of whom it is known how many they are: those of them in a class that is told, or the rest, must not be a few.
struct Whole {
    persons: u64,
    /// The classes with some of them, and with how many.
    parts: Vec<(usize, u64)>,
}

impl Whole {
    /// Whether the rest beside the classes that are told would be a few.
    fn tells_of_few(&self, told: &[bool], threshold: u64) -> bool {
        let is_told = |(class, _): &&(usize, u64)| told.get(*class).copied().unwrap_or(false);
        let shown: u64 = self.parts.iter().filter(is_told).map(|(_, persons)| persons).sum();
        shown > 0 && shown != self.persons && self.persons.saturating_sub(shown) < threshold
    }
}

/// What a place tells of its classes beside `cell`, the groups whatever the covariates.
pub(super) fn told(
    measure: SiteMeasure,
    classed: &Classed,
    key: &dyn Fn(usize) -> String,
    threshold: u64,
) -> SiteMeasure {
    let keys = |class: &Class| class.occasions.iter().map(|at| key(*at)).collect::<Vec<String>>();
    let of_pattern: BTreeMap<&[String], u64> =
        measure.cell.iter().map(|cell| (cell.occasions.as_slice(), cell.n)).collect();
    let pattern = |class: &Class| of_pattern.get(keys(class).as_slice()).copied().unwrap_or_default();
    let told = choose(classed, &pattern, threshold);
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

/// Which classes are told: as many as can be, so that what is left of those observed at the same occasions, of those with a
/// level or a value, and of those with all of them, is nobody or enough.
fn choose(found: &Classed, pattern: &dyn Fn(&Class) -> u64, threshold: u64) -> Vec<bool> {
    let classes = &found.classes;
    let mut told: Vec<bool> = classes.iter().map(|class| ones_of(class, found).is_safe(threshold)).collect();
    let wholes = wholes(found, pattern);
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

fn wholes(classed: &Classed, pattern: &dyn Fn(&Class) -> u64) -> Vec<Whole> {
    let mut known: BTreeMap<(usize, Vec<u32>), Whole> = BTreeMap::new();
    let mut patterns: BTreeMap<&[usize], Whole> = BTreeMap::new();
    for (place, class) in classed.classes.iter().enumerate() {
        let whole =
            patterns.entry(&class.occasions).or_insert(Whole { persons: pattern(class), parts: Vec::new() });
        whole.parts.push((place, class.n));
        let mut of = |what: (usize, Vec<u32>), persons: u64| {
            let whole = known.entry(what).or_insert(Whole { persons: 0, parts: Vec::new() });
            whole.persons += persons;
            whole.parts.push((place, persons));
        };
        of((0, class.levels.clone()), class.n);
        for (text, level) in (1..).zip(&class.levels) {
            of((text, vec![*level]), class.n);
        }
        let ones = ones_of(class, classed);
        for (number, mean) in (1 + class.levels.len()..).zip(&ones.means) {
            let persons = counted(mean * float(class.n));
            of((number, vec![1]), persons);
            of((number, vec![0]), class.n.saturating_sub(persons));
        }
    }
    known.into_values().chain(patterns.into_values()).collect()
}

/// The numbers of a class that have two values, as ones and zeros.
fn ones_of(class: &Class, classed: &Classed) -> Pattern {
    let two: Vec<(usize, [f64; 2])> =
        classed.two_valued.iter().enumerate().filter_map(|(at, values)| Some((at, (*values)?))).collect();
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

/// The classes of all places; nothing where one tells of none, or of others.
pub(super) fn of_all(places: &[&SiteMeasure], occasions: &[Occasion]) -> Option<Classed> {
    let each: Option<Vec<Classed>> = places.iter().map(|place| of_place(place, occasions)).collect();
    Classed::joined(&each?)
}

fn of_place(place: &SiteMeasure, occasions: &[Occasion]) -> Option<Classed> {
    let texts: Vec<&SiteCovariate> = place.covariate.iter().filter(|one| !one.levels.is_empty()).collect();
    let class = |cell: &ClassCell| {
        let occasion = |key: &String| occasions.iter().position(|known| known.key == *key);
        let level = |(text, level): (&&SiteCovariate, &String)| {
            u32::try_from(text.levels.iter().position(|known| known == level)?).ok()
        };
        Some(Class {
            levels: texts.iter().zip(&cell.levels).map(level).collect::<Option<_>>()?,
            occasions: cell.occasions.iter().map(occasion).collect::<Option<_>>()?,
            n: cell.n,
            means: cell.means.clone(),
            cross: cell.cross.clone(),
        })
    };
    let classes: Vec<Class> = place.class.iter().map(class).collect::<Option<_>>()?;
    (!classes.is_empty()).then(|| Classed {
        covariates: place.covariate.iter().map(|one| (one.name.clone(), one.levels.clone())).collect(),
        products: place.product.clone(),
        two_valued: Vec::new(),
        classes,
    })
}

#[cfg(test)]
mod tests;
