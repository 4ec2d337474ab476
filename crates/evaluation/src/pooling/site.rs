//! What one place lets out: its moments by pattern of observed occasions, after disclosure control.

use stats::RepeatedMoments;

use super::file::{
    self, Count, Line, Moments, Pairs, PatternCell, SCHEMA, SiteFamily, SiteMeasure, SiteModel,
};
use super::patterns::{Grouped, Patterns, float, grouped, patterns, standing};
use super::{classes, months, told};
use crate::cohort::Cohort;
use crate::disclosure::Released;
use crate::evaluate::model::{self, classed};
use crate::evaluate::tally::{Means, Tally};
use crate::findings::{Estimable, FidelityItem, Figure, Measure, MeasureKind, ModelKind, Occasion, Share};
use crate::study::{FamilySpec, MeasureSpec, ModelPart, ModelSpec, Study, WorkingKind};

/// What a place lets out; `released` are its findings after the gate.
pub fn site_moments(site: &str, cohort: &Cohort, study: &Study, released: &Released) -> Moments {
    moments_of(site, (cohort, &Tally::of(cohort, study)), study, released)
}

/// The same of persons who are counted already; of the cohort nothing is used but what it knows of courses and of where it
/// came from.
pub(crate) fn moments_of(
    site: &str,
    (cohort, tally): (&Cohort, &Tally),
    study: &Study,
    released: &Released,
) -> Moments {
    let measures = study.measures.iter().zip(tally.measures()).zip(&released.measures);
    let measures = measures.map(|((spec, tallied), found)| {
        let scores = tallied.moments().filter(|_| spec.kind == MeasureKind::Score);
        let groups = measure(spec, scores, study);
        let by_class = classed(study, spec, tallied, &cohort.covariates);
        let groups = match by_class.zip(scores) {
            Some((found, scores)) => {
                let (ends, threshold) = ([study.from, study.to], study.disclosure.threshold);
                let standing = standing(&patterns(scores), ends, threshold);
                classes::told(groups, &found, (ends, &standing), &|at| key(study, at), threshold)
            }
            None => groups,
        };
        counted(groups, found, tallied.moments(), study)
    });
    Moments {
        synthetic: cohort.synthetic,
        data_cut: cohort.data_cut.map(|date| date.to_string()),
        persons: cohort.persons as u64,
        measure: measures.collect(),
        family: study
            .families
            .iter()
            .zip(tally.families())
            .map(|(spec, means)| with_means((spec, means), tally, study, released))
            .collect(),
        subgroup: told::groups(study, tally, released),
        flow: released.flow.clone(),
        baseline: released.baseline.clone(),
        dropout: told::leavers(cohort, study, released),
        fidelity: items(released),
        survival: months::of_site(cohort, study, released),
        characteristic: lines(released),
        ..empty(site, study, released.occasions.clone())
    }
}

/// The items of the method as the gate let them out.
pub(super) fn items(released: &Released) -> Option<Vec<FidelityItem>> {
    (!released.fidelity.is_empty()).then(|| released.fidelity.clone())
}

/// A file with what the study says and nothing of any person.
pub(super) fn empty(site: &str, study: &Study, occasion: Vec<Occasion>) -> Moments {
    let frame = model::Frame::of(study);
    let key = |at: usize| key(study, at);
    Moments {
        schema: SCHEMA.to_owned(),
        site: site.to_owned(),
        title: study.title.clone(),
        synthetic: study.synthetic.unwrap_or(false),
        data_cut: None,
        approved_by: String::new(),
        software: concat!("fodfaeste ", env!("CARGO_PKG_VERSION")).to_owned(),
        threshold: study.disclosure.threshold,
        persons: 0,
        from: key(study.from),
        to: key(study.to),
        primary: study.measures.get(study.primary).map(|one| one.name.clone()).unwrap_or_default(),
        heading: frame.heading,
        seed: study.seed,
        numbers: study.numbers.clone().unwrap_or_default(),
        occasion,
        measure: Vec::new(),
        family: study.families.iter().map(|spec| family_of(spec, study)).collect(),
        subgroup: Vec::new(),
        flow: None,
        baseline: None,
        dropout: None,
        fidelity: None,
        survival: Vec::new(),
        characteristic: Vec::new(),
    }
}

fn key(study: &Study, at: usize) -> String {
    study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default()
}

/// A measure with its groups; nothing but what the study says of one without moments.
pub(super) fn measure(spec: &MeasureSpec, moments: Option<&RepeatedMoments>, study: &Study) -> SiteMeasure {
    let keep = [study.from, study.to];
    let found = moments
        .map(|moments| grouped(&patterns(moments), keep, study.disclosure.threshold, &|at| key(study, at)));
    let Grouped { coarsened, left_out, cell } =
        found.unwrap_or(Grouped { coarsened: 0, left_out: 0, cell: Vec::new() });
    SiteMeasure {
        name: spec.name.clone(),
        kind: spec.kind,
        instrument: spec.known_as.clone().or_else(|| spec.columns.instrument.clone()),
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk_at_or_below,
        relevant_change: spec.relevant_change,
        reliable_change: spec.reliable_change,
        coarsened,
        left_out,
        label: spec.label.clone(),
        progress: None,
        model: spec.models.iter().map(|model| asked(model, study)).collect(),
        cell,
        covariate: Vec::new(),
        product: Vec::new(),
        unclassed: 0,
        class: Vec::new(),
        count: Vec::new(),
        pairs: None,
        individual: None,
    }
}

fn asked(model: &ModelSpec, study: &Study) -> SiteModel {
    let name = |at: &usize| study.covariates.get(*at).and_then(|one| one.columns.names.first()).cloned();
    let gee = model.kind == ModelKind::Gee;
    let part = |part: &ModelPart| match part {
        ModelPart::Time => 0,
        ModelPart::Covariate(one) => one + 1,
    };
    SiteModel {
        kind: model.kind,
        time: model.time,
        restricted: model.restricted,
        asked: model.asked,
        covariates: model.covariates.iter().filter_map(name).collect(),
        interactions: model.interactions.iter().map(|parts| parts.iter().map(part).collect()).collect(),
        working: gee.then(|| model.working.key().to_owned()),
        waves: (gee && model.working == WorkingKind::Ar1).then(|| model.waves.key().to_owned()),
    }
}

/// A measure with what the gate let out of its counts; where it let out all of a yes and no, with its groups too.
pub(super) fn counted(
    groups: SiteMeasure,
    found: &Measure,
    moments: Option<&RepeatedMoments>,
    study: &Study,
) -> SiteMeasure {
    let answers = moments.filter(|_| found.kind == MeasureKind::YesNo && all_told(found));
    SiteMeasure {
        instrument: found.instrument.clone(),
        progress: found.change.value().and_then(|change| share_of(change.progress.as_ref()?, "paired")),
        // Products of yes and no are counts; of these only what the gate let out is told.
        count: counts(found),
        pairs: pairs(found),
        individual: found.individual.clone(),
        cell: answers.map_or(groups.cell, |moments| answered(moments, study)),
        ..groups
    }
}

/// Whether the gate let out every count of yes and the four cells of both occasions.
fn all_told(found: &Measure) -> bool {
    pairs(found).is_some() && counts(found).len() == found.occasions.len()
}

/// Yes as 1 and no as 0 by set of observed occasions: all of them, or none. Every count that can be worked out of their sums –
/// yes at an occasion, yes at both of two – is of nobody or of enough, and so is the rest.
fn answered(moments: &RepeatedMoments, study: &Study) -> Vec<PatternCell> {
    let threshold = study.disclosure.threshold;
    let found = patterns(moments);
    if !found.values().all(|one| one.is_safe(threshold)) {
        return Vec::new();
    }
    grouped(&found, [study.from, study.to], threshold, &|at| key(study, at)).cell
}

fn family_of(spec: &FamilySpec, study: &Study) -> SiteFamily {
    let names = spec.measures.iter().filter_map(|at| study.measures.get(*at));
    SiteFamily {
        name: spec.name.clone(),
        measures: names.map(|measure| measure.name.clone()).collect(),
        progress_at_least: spec.progress_at_least,
        coarsened: 0,
        left_out: 0,
        label: spec.label.clone(),
        progress: None,
        cell: Vec::new(),
    }
}

/// A family with each person's mean over its measures, unless those who have some of them but not all are a few: their sums
/// would follow from the measures' and the family's.
fn with_means(
    (spec, means): (&FamilySpec, &Means),
    tally: &Tally,
    study: &Study,
    released: &Released,
) -> SiteFamily {
    let blank = family_of(spec, study);
    let threshold = study.disclosure.threshold;
    let Some(found) = released.families.iter().find(|family| family.name == spec.name) else { return blank };
    let Some(moments) = means.moments() else { return blank };
    let both = patterns(moments);
    let mut measures = spec.measures.iter().filter_map(|at| tally.measures().get(*at));
    if measures
        .any(|measure| measure.moments().is_none_or(|own| parts_a_few(&patterns(own), &both, threshold)))
    {
        return blank;
    }
    let groups = grouped(&both, [study.from, study.to], threshold, &|at| key(study, at));
    SiteFamily {
        coarsened: groups.coarsened,
        left_out: groups.left_out,
        progress: found.progress.as_ref().and_then(|found| share_of(&found.share, &found.among)),
        cell: groups.cell,
        ..blank
    }
}

/// Whether those who have a measure but not all of its family are a few: at an occasion, or of those observed at the same
/// occasions.
fn parts_a_few(own: &Patterns, both: &Patterns, threshold: u64) -> bool {
    let few = |one: u64, other: u64| (1..threshold).contains(&one.abs_diff(other));
    let n = |of: &Patterns, key: &Vec<usize>| of.get(key).map_or(0, |one| one.n);
    let seen = |of: &Patterns, at: usize| -> u64 {
        of.iter().filter(|(key, _)| key.contains(&at)).map(|(_, one)| one.n).sum()
    };
    own.keys().chain(both.keys()).any(|key| {
        few(n(own, key), n(both, key)) || key.iter().any(|at| few(seen(own, *at), seen(both, *at)))
    })
}

/// A share that the gate let out.
fn share_of(share: &Share, among: &str) -> Option<file::Tally> {
    (share.n > 0).then(|| file::Tally { among: among.to_owned(), x: share.x, n: share.n })
}

fn counts(found: &Measure) -> Vec<Count> {
    let count = |at: &crate::findings::AtOccasion| {
        let risk = Figure::seen(at.at_risk.as_ref().map(Figure::as_ref)).map(|share| share.x);
        let x = risk.or_else(|| Figure::seen(at.x))?;
        Some(Count { occasion: at.occasion.clone(), x, n: at.n })
    };
    found.occasions.iter().filter_map(count).collect()
}

fn pairs(found: &Measure) -> Option<Pairs> {
    let Estimable::Value(paired) = &found.paired_shares else { return None };
    Some(Pairs {
        yes_yes: paired.yes_yes.shown()?,
        yes_no: paired.yes_no.shown()?,
        no_yes: paired.no_yes.shown()?,
        no_no: paired.no_no.shown()?,
    })
}

pub(super) fn lines(released: &Released) -> Vec<Line> {
    let rows = released.baseline.iter().flat_map(|baseline| &baseline.rows);
    rows.filter_map(|row| {
        let share = Figure::seen(row.all.x).filter(|_| row.all.n > 0).map(|x| float(x) / float(row.all.n));
        let value = share.or_else(|| Figure::seen(row.all.mean))?;
        let name =
            row.level.as_ref().map_or_else(|| row.name.clone(), |level| format!("{}: {level}", row.name));
        let label = row.label.iter().map(|(language, label)| {
            let level = row.level_label.get(language).or(row.level.as_ref()).filter(|level| *level != "yes");
            (language.clone(), level.map_or_else(|| label.clone(), |level| format!("{label}: {level}")))
        });
        Some(Line { name, share: share.is_some(), value, n: row.all.n, label: label.collect() })
    })
    .collect()
}
