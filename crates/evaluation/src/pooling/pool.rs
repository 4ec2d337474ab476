//! Files of several places → findings of all together, and the places beside each other. What is estimated from moments
//! alone is the same as from the rows joined.

use std::collections::{BTreeMap, BTreeSet};

use super::classes;
use super::file::{Moments, SiteFamily, SiteMeasure};
use super::keys::plain;
use super::measure::{family, measure, sensitivity};
use super::patterns::float;
use super::places;
use super::{months, parts};
use crate::evaluate::family::adjust;
use crate::evaluate::limits::{FEW_PAIRS, limit};
use crate::findings::{Findings, Limit, Measure, Provenance, Rule, SCHEMA, Sensitivity, Source, Suppressed};

/// Why files cannot be pooled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoolFault {
    /// No file, or one.
    TooFew,
    /// Two files are of the same place.
    SamePlace(String),
    /// Two places have the very same numbers: one file under two names.
    SameNumbers {
        /// One place.
        site: String,
        /// The other.
        other: String,
    },
    /// A file was made by another study: what differs, and in which place.
    Differs {
        /// Place.
        site: String,
        /// What differs.
        what: String,
    },
}

/// Pools the files of several places, in whatever order they come.
///
/// # Errors
/// [`PoolFault`].
pub fn pool(files: &[Moments]) -> Result<Findings, PoolFault> {
    let mut files: Vec<&Moments> = files.iter().collect();
    files.sort_by(|a, b| a.site.cmp(&b.site));
    let [first, _, ..] = files[..] else { return Err(PoolFault::TooFew) };
    check(first, &files)?;
    let persons = files.iter().map(|file| file.persons).sum();
    let mut measures: Vec<Measure> = first
        .measure
        .iter()
        .enumerate()
        .map(|(at, spec)| {
            let mine: Vec<&SiteMeasure> = files.iter().filter_map(|file| file.measure.get(at)).collect();
            measure(first, spec, &mine, persons)
        })
        .collect();
    adjust_families(first, &mut measures);
    let leaning = measures.iter().enumerate().filter_map(|(at, found)| {
        let mine: Vec<&SiteMeasure> = files.iter().filter_map(|file| file.measure.get(at)).collect();
        sensitivity(first, found, &mine)
    });
    let leaning: Vec<Sensitivity> = leaning.collect();
    let families = first.family.iter().enumerate().map(|(at, spec)| {
        let mine: Vec<&SiteFamily> = files.iter().filter_map(|file| file.family.get(at)).collect();
        family(first, spec, &mine, persons)
    });
    let (survival, hidden) = months::pooled(&files);
    let hidden = hidden || survival.is_empty() && files.iter().any(|file| !file.survival.is_empty());
    Ok(Findings {
        schema: SCHEMA.to_owned(),
        title: first.title.clone(),
        synthetic: files.iter().any(|file| file.synthetic),
        provenance: provenance(&files, months::told(&survival)),
        flow: parts::flow(&files),
        baseline: parts::baseline(&files),
        occasions: first.occasion.clone(),
        families: families.collect(),
        contacts: None,
        subgroups: parts::subgroups(first, &files),
        dropout: parts::dropout(&files),
        fidelity: parts::fidelity(&files),
        survival,
        sensitivity: leaning,
        dose: None,
        series: Vec::new(),
        limits: limits(first, &files, &measures),
        measures,
        suppressed: if hidden {
            vec![Suppressed { path: "survival".to_owned(), rule: Rule::SmallCountOrComplement }]
        } else {
            Vec::new()
        },
        comparison: places::shares(first, &files),
        change_comparison: places::changes(first, &files),
        comparator: None,
        periods: None,
        setting: None,
        programme: None,
        written: Vec::new(),
    })
}

/// Every place once, all by the same study.
fn check(first: &Moments, files: &[&Moments]) -> Result<(), PoolFault> {
    let mut names = BTreeSet::new();
    for (at, file) in files.iter().enumerate() {
        if !names.insert(plain(&file.site)) {
            return Err(PoolFault::SamePlace(file.site.clone()));
        }
        if !classes::are_sound(file) {
            return Err(PoolFault::Differs { site: file.site.clone(), what: "cell, class".to_owned() });
        }
        if let Some(what) = differs(first, file) {
            return Err(PoolFault::Differs { site: file.site.clone(), what });
        }
        let same = |other: &&&Moments| other.persons == file.persons && other.measure == file.measure;
        let told = file.measure.iter().any(|measure| !measure.cell.is_empty());
        if let Some(other) = files.iter().take(at).find(same).filter(|_| told) {
            return Err(PoolFault::SameNumbers { site: file.site.clone(), other: other.site.clone() });
        }
    }
    Ok(())
}

fn differs(first: &Moments, other: &Moments) -> Option<String> {
    let keys = |file: &Moments| file.occasion.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    let bits = |number: f64| number.to_bits();
    let measures = |file: &Moments| {
        let one = |one: &SiteMeasure| {
            let limits = [one.risk_at_or_below, one.relevant_change].map(|limit| limit.map(bits));
            (one.name.clone(), one.kind, limits, one.range.map(|range| range.map(bits)), one.model.clone())
        };
        file.measure.iter().map(one).collect::<Vec<_>>()
    };
    let families = |file: &Moments| {
        let one =
            |one: &SiteFamily| (one.name.clone(), one.measures.clone(), one.progress_at_least.map(bits));
        file.family.iter().map(one).collect::<Vec<_>>()
    };
    [
        ("title", first.title == other.title),
        ("from, to", (first.from.as_str(), first.to.as_str()) == (other.from.as_str(), other.to.as_str())),
        ("occasion", keys(first) == keys(other) && first.heading == other.heading),
        ("number", first.numbers == other.numbers),
        ("measure", measures(first) == measures(other)),
        ("family", families(first) == families(other)),
        ("primary", first.primary == other.primary),
    ]
    .into_iter()
    .find_map(|(what, same)| (!same).then(|| what.to_owned()))
}

/// The adjusted p of measures tested together.
fn adjust_families(first: &Moments, measures: &mut [Measure]) {
    let place = |name: &String| measures.iter().position(|measure| measure.name == *name);
    let places: Vec<Vec<usize>> =
        first.family.iter().map(|family| family.measures.iter().filter_map(place).collect()).collect();
    let places: Vec<&[usize]> = places.iter().map(Vec::as_slice).collect();
    adjust(&places, measures);
}

/// The limits that are known without a row.
fn limits(first: &Moments, files: &[&Moments], measures: &[Measure]) -> Vec<Limit> {
    let primary = measures.iter().find(|one| one.name == first.primary);
    let pairs = primary.and_then(|measure| measure.change.value()).filter(|change| change.n < FEW_PAIRS);
    let (all, families) = (float(measures.len() as u64), float(first.family.len() as u64));
    [
        Some(limit("no_comparison", &[])),
        (measures.len() > 1).then(|| limit("many_measures", &[("measures", all), ("families", families)])),
        pairs.map(|change| {
            let [low, high] = change.ci95;
            limit("few_pairs", &[("pairs", float(change.n)), ("half_width", 0.5 * (high - low))])
        }),
        files.iter().any(|file| file.synthetic).then(|| limit("synthetic", &[])),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn provenance(files: &[&Moments], months: Option<String>) -> Provenance {
    let mut settings = BTreeMap::new();
    let mut set = |name: &str, value: String| settings.insert(name.to_owned(), value);
    if let Some(first) = files.first() {
        set("from", first.from.clone());
        set("to", first.to.clone());
        set("primary", first.primary.clone());
    }
    let sum =
        |of: fn(&SiteMeasure) -> u64| -> u64 { files.iter().flat_map(|file| &file.measure).map(of).sum() };
    set("pooled_coarsened", sum(|one| one.coarsened).to_string());
    if files.iter().flat_map(|file| &file.measure).any(|one| !one.covariate.is_empty()) {
        set("pooled_unclassed", sum(|one| one.unclassed).to_string());
    }
    set(Findings::POOLED, sum(|one| one.left_out).to_string());
    if let Some(months) = months {
        set("pooled_months", months);
    }
    let persons = files.iter().map(|file| file.persons).sum();
    let source = |file: &&Moments| Source { name: file.site.clone(), sha256: None, rows: file.persons };
    Provenance {
        software: concat!("fodfaeste ", env!("CARGO_PKG_VERSION")).to_owned(),
        data_cut: files.iter().filter_map(|file| file.data_cut.clone()).max(),
        sources: files.iter().map(source).collect(),
        persons,
        rows: 0,
        settings,
    }
}
