//! Files of several places → findings of all together, and the places beside each other. What is estimated from moments
//! alone is the same as from the rows joined.

use std::collections::{BTreeMap, BTreeSet};

use stats::{
    CellKey, LEVEL_95, PairedT, RepeatedMoments, mcnemar_exact, newcombe_paired, paired_t,
    t_quantile_two_sided,
};

use super::file::{Moments, Pairs, SiteMeasure};
use super::model::model;
use super::site::float;
use crate::evaluate::{UnitCount, compare, share};
use crate::findings::{
    AtOccasion, Change, Estimable, Findings, Interval, Measure, MeasureKind, ModelKind, Occasion,
    PairedShares, Provenance, Reason, SCHEMA, Source,
};

/// Why files cannot be pooled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoolFault {
    /// No file, or one.
    TooFew,
    /// Two files are of the same place.
    SamePlace(String),
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
    let mut names = BTreeSet::new();
    for file in &files {
        if !names.insert(file.site.as_str()) {
            return Err(PoolFault::SamePlace(file.site.clone()));
        }
        if let Some(what) = differs(first, file) {
            return Err(PoolFault::Differs { site: file.site.clone(), what });
        }
    }
    let measures = first.measure.iter().enumerate().map(|(at, spec)| {
        let mine: Vec<&SiteMeasure> = files.iter().filter_map(|file| file.measure.get(at)).collect();
        measure(first, spec, &mine, files.iter().map(|file| file.persons).sum())
    });
    let measures = measures.collect();
    Ok(Findings {
        schema: SCHEMA.to_owned(),
        title: first.title.clone(),
        synthetic: files.iter().any(|file| file.synthetic),
        provenance: provenance(&files),
        flow: None,
        baseline: None,
        occasions: first.occasion.clone(),
        measures,
        families: Vec::new(),
        contacts: None,
        subgroups: Vec::new(),
        dropout: None,
        survival: Vec::new(),
        sensitivity: Vec::new(),
        dose: None,
        series: Vec::new(),
        limits: Vec::new(),
        suppressed: Vec::new(),
        comparison: comparison(first, &files),
        setting: None,
        programme: None,
    })
}

fn differs(first: &Moments, other: &Moments) -> Option<String> {
    let keys = |file: &Moments| file.occasion.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    let measures = |file: &Moments| {
        let one = |one: &SiteMeasure| (one.name.clone(), one.kind, one.risk_at_or_below.map(f64::to_bits));
        file.measure.iter().map(one).collect::<Vec<_>>()
    };
    [
        ("from, to", (first.from.as_str(), first.to.as_str()) == (other.from.as_str(), other.to.as_str())),
        ("occasion", keys(first) == keys(other)),
        ("measure", measures(first) == measures(other)),
        ("primary", first.primary == other.primary),
    ]
    .into_iter()
    .find_map(|(what, same)| (!same).then(|| what.to_owned()))
}

fn provenance(files: &[&Moments]) -> Provenance {
    let mut settings = BTreeMap::new();
    if let Some(first) = files.first() {
        settings.insert("from".to_owned(), first.from.clone());
        settings.insert("to".to_owned(), first.to.clone());
        settings.insert("primary".to_owned(), first.primary.clone());
    }
    let sum =
        |of: fn(&SiteMeasure) -> u64| -> u64 { files.iter().flat_map(|file| &file.measure).map(of).sum() };
    settings.insert("pooled_coarsened".to_owned(), sum(|one| one.coarsened).to_string());
    settings.insert("pooled_left_out".to_owned(), sum(|one| one.left_out).to_string());
    let persons = files.iter().map(|file| file.persons).sum();
    let source = |file: &&Moments| Source { name: file.site.clone(), sha256: None, rows: file.persons };
    Provenance {
        software: concat!("fodfaeste ", env!("CARGO_PKG_VERSION")).to_owned(),
        data_cut: files.iter().filter_map(|file| file.data_cut.clone()).max(),
        sources: files.iter().map(source).collect(),
        persons,
        rows: persons,
        settings,
    }
}

/// The moments of all places; the shift is the middle of the scale, or the first mean.
pub(super) fn together(occasions: &[Occasion], places: &[&SiteMeasure]) -> Option<RepeatedMoments> {
    let mut moments = RepeatedMoments::new(occasions.len(), 0).ok()?;
    let cells = || places.iter().flat_map(|place| &place.cell);
    let first = cells().find_map(|cell| cell.means.first().copied()).unwrap_or_default();
    let shift =
        places.first().and_then(|place| place.range).map_or(first, |[low, high]| f64::midpoint(low, high));
    for cell in cells() {
        let at = |key: &String| occasions.iter().position(|occasion| occasion.key == *key);
        let places: Option<Vec<usize>> = cell.occasions.iter().map(at).collect();
        let pattern = places?.into_iter().fold(0, |pattern, at| pattern | (1 << at));
        let n = float(cell.n);
        let deviations: Vec<f64> = cell.means.iter().map(|mean| mean - shift).collect();
        let mut cross = cell.cross.iter();
        let mut products = Vec::with_capacity(cell.cross.len());
        for (row, a) in deviations.iter().enumerate() {
            for (b, cross) in deviations.iter().take(row + 1).zip(cross.by_ref()) {
                products.push(cross + n * a * b);
            }
        }
        let sums: Vec<f64> = deviations.iter().map(|deviation| deviation * n).collect();
        moments.add_sums(CellKey { class: 0, pattern }, cell.n, (shift, &sums, &products)).ok()?;
    }
    Some(moments)
}

fn measure(first: &Moments, spec: &SiteMeasure, places: &[&SiteMeasure], persons: u64) -> Measure {
    let at = |key: &str| first.occasion.iter().position(|occasion| occasion.key == *key);
    let score = spec.kind == MeasureKind::Score;
    let moments = together(&first.occasion, places).filter(|_| score);
    let ends = at(&first.from).zip(at(&first.to));
    Measure {
        name: spec.name.clone(),
        label: spec.label.clone(),
        kind: spec.kind,
        instrument: spec.instrument.clone(),
        family: None,
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk_at_or_below,
        relevant_change: spec.relevant_change,
        reliable_change: spec.reliable_change,
        occasions: (0..)
            .zip(&first.occasion)
            .map(|(at, occasion)| self::occasion(occasion, (at, moments.as_ref()), places, persons))
            .collect(),
        change: moments
            .as_ref()
            .zip(ends)
            .map_or(Estimable::NotApplicable(()), |(moments, ends)| change(first, moments, ends)),
        paired_shares: paired(first, places),
        individual: None,
        cautious: None,
        alpha: Vec::new(),
        models: moments.as_ref().map_or_else(Vec::new, |moments| {
            [ModelKind::RandomIntercept, ModelKind::Mmrm].map(|kind| model(first, kind, moments)).to_vec()
        }),
    }
}

fn occasion(
    occasion: &Occasion,
    (at, moments): (usize, Option<&RepeatedMoments>),
    places: &[&SiteMeasure],
    persons: u64,
) -> AtOccasion {
    let found = moments.and_then(|moments| alone(moments, at));
    let counts: Vec<&super::file::Count> =
        places.iter().flat_map(|place| &place.count).filter(|count| count.occasion == occasion.key).collect();
    // A share of all is told only where every place told its own; else the rest could be taken from it.
    let (x, of) = counts.iter().fold((0, 0), |(x, n), count| (x + count.x, n + count.n));
    let risk = (counts.len() == places.len()).then(|| share(x, of)).flatten();
    let (score, n) = (moments.is_some(), found.map_or(of, |(n, ..)| n));
    AtOccasion {
        occasion: occasion.key.clone(),
        n,
        missing: persons.saturating_sub(n),
        mean: found.map(|(_, mean, _)| mean.into()),
        mean_ci95: found.and_then(|(n, mean, sd)| {
            let t = t_quantile_two_sided(1.0 - LEVEL_95, float(n) - 1.0).ok()?;
            let half = t * sd / float(n).sqrt();
            Some([mean - half, mean + half].into())
        }),
        sd: found.map(|(.., sd)| sd.into()),
        median: None,
        at_risk: risk.clone().filter(|_| score).map(Into::into),
        x: risk.as_ref().filter(|_| !score).map(|found| found.x.into()),
        share: risk.as_ref().filter(|_| !score).map(|found| found.share.into()),
        wilson95: risk.filter(|_| !score).map(|found| found.wilson95.into()),
        clopper_pearson95: None,
        quartiles: None,
        bands: Vec::new(),
    }
}

/// n, mean and standard deviation of all who were observed at an occasion.
fn alone(moments: &RepeatedMoments, at: usize) -> Option<(u64, f64, f64)> {
    let mut one = RepeatedMoments::new(1, 0).ok()?;
    for (key, cell) in moments.cells() {
        let Some(place) = key.occasions().position(|occasion| occasion == at) else { continue };
        let mean = cell.means().get(place).copied()?;
        let key = CellKey { class: 0, pattern: 1 };
        one.add_sums(key, cell.n(), (mean, &[0.0], &[cell.cross(place, place)])).ok()?;
    }
    let (_, cell) = one.cells().next()?;
    let n = cell.n();
    let sd = (n > 1).then(|| (cell.cross(0, 0) / (float(n) - 1.0)).sqrt())?;
    Some((n, cell.means().first().copied()?, sd))
}

fn change(first: &Moments, moments: &RepeatedMoments, (from, to): (usize, usize)) -> Estimable<Change> {
    let both = moments.pair(from, to, |_| true);
    let (Ok(mean_from), Ok(mean_to)) = (both.first().mean(), both.second().mean()) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    let Ok(PairedT { n, difference, sd, t, df, p, interval, dz }) = paired_t(&both.difference(), LEVEL_95)
    else {
        return Estimable::Not { not_estimable: Reason::NoSpread };
    };
    Estimable::Value(Change {
        from: first.from.clone(),
        to: first.to.clone(),
        n,
        mean_from,
        mean_to,
        difference,
        sd,
        t,
        df,
        p,
        p_holm: None,
        p_bh: None,
        ci95: interval.into(),
        dz,
        effect: None,
        wilcoxon: None,
        progress: None,
    })
}

fn paired(first: &Moments, places: &[&SiteMeasure]) -> Estimable<PairedShares> {
    let told: Vec<Pairs> = places.iter().filter_map(|place| place.pairs).collect();
    let applies =
        places.iter().any(|place| place.kind == MeasureKind::YesNo || place.risk_at_or_below.is_some());
    if !applies {
        return Estimable::NotApplicable(());
    }
    if told.len() < places.len() {
        return Estimable::Not { not_estimable: Reason::Suppressed };
    }
    let sum = |of: fn(&Pairs) -> u64| -> u64 { told.iter().map(of).sum() };
    let [yes_yes, yes_no, no_yes, no_no] =
        [sum(|one| one.yes_yes), sum(|one| one.yes_no), sum(|one| one.no_yes), sum(|one| one.no_no)];
    let n = yes_yes + yes_no + no_yes + no_no;
    let Ok(newcombe) = newcombe_paired([yes_yes, yes_no, no_yes, no_no], LEVEL_95) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    Estimable::Value(PairedShares {
        from: first.from.clone(),
        to: first.to.clone(),
        n,
        yes_from: yes_yes + yes_no,
        yes_to: yes_yes + no_yes,
        yes_yes: yes_yes.into(),
        yes_no: yes_no.into(),
        no_yes: no_yes.into(),
        no_no: no_no.into(),
        difference: (float(yes_no) - float(no_yes)) / float(n),
        newcombe95: Interval::from(newcombe).into(),
        mcnemar_exact_p: mcnemar_exact(yes_no, no_yes).map_or(1.0, |exact| exact.p).into(),
        mcnemar: None,
    })
}

/// The places by name, with the share of the primary measure at the second occasion; never an order by value.
fn comparison(first: &Moments, files: &[&Moments]) -> Option<crate::findings::Comparison> {
    let told = |file: &&Moments| {
        let measure = file.measure.iter().find(|one| one.name == first.primary)?;
        let count = measure.count.iter().find(|count| count.occasion == first.to)?;
        Some(UnitCount { name: file.site.clone(), x: count.x, n: count.n })
    };
    let counts: Vec<UnitCount> = files.iter().filter_map(told).collect();
    let shown: Vec<&&Moments> = files.iter().filter(|file| told(file).is_some()).collect();
    let mut names: Vec<&super::file::Line> = Vec::new();
    for line in files.iter().flat_map(|file| &file.characteristic) {
        if !names.iter().any(|known| known.name == line.name) {
            names.push(line);
        }
    }
    let case_mix = names.into_iter().map(|line| {
        let own = |file: &&&Moments| {
            file.characteristic.iter().find(|other| other.name == line.name).map(|other| other.value)
        };
        line.beside(shown.iter().map(own).collect())
    });
    compare(&first.primary, &first.to, &counts, case_mix.collect())
}
