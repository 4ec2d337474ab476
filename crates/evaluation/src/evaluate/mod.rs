//! Cohort and study → findings: pure, in the study's order, the same digits for the same facts. What cannot be
//! estimated says why; nothing here is NaN.

mod bands;
mod baseline;
mod comparator;
mod compare;
mod contacts;
mod counted;
mod dose;
pub(crate) mod family;
pub(crate) mod fidelity;
pub(crate) mod flow;
mod groups;
mod imputed;
mod individual;
pub(crate) mod leaving;
pub(crate) mod limits;
mod measure;
pub(crate) mod model;
pub(crate) mod paired;
pub(crate) mod periods;
pub(crate) mod sensitivity;
mod series;
mod starts;
pub(crate) mod survival;
pub(crate) mod tally;
mod unit_changes;
mod values;
mod weights;

pub(crate) use baseline::{Holders, each as traits, in_order, members};
pub use compare::{UnitCount, compare};
pub use counted::Counted;
pub(crate) use groups::{adjust as adjust_groups, all_members, difference, pairs_of_side};
pub(crate) use leaving::leavers;
pub use unit_changes::{Changed, compare_changes};
pub(crate) use values::share;

use std::collections::BTreeMap;

use crate::cohort::Cohort;
use crate::fault::Fault;
use crate::findings::{
    Alpha, Baseline, Contacts, Dose, Dropout, Family, FidelityItem, Findings, Flow, Measure, Model, Occasion,
    Provenance, SCHEMA, Sensitivity, Series, Subgroup, Survival,
};
use crate::parallel;
use crate::study::{Data, Layout, MeasureSpec, ModelSpec, Study};
use tally::{Scale, Tally};

/// Evaluates a cohort by the study it was made for.
pub fn evaluate(cohort: &Cohort, study: &Study) -> Findings {
    found(&Tally::of(cohort, study), cohort, study)
}

/// Reads the data that a study names and evaluates them, a long file as it is read.
///
/// # Errors
/// Every fault of the data, and of the study where it asks for something the data do not have.
pub fn evaluate_data(study: &Study) -> Result<Findings, Vec<Fault>> {
    Ok(Counted::read(study)?.findings(study))
}

/// The findings out of a tally; of the cohort nothing is used here but what it knows of courses and of where it came from.
pub(crate) fn found(tally: &Tally, cohort: &Cohort, study: &Study) -> Findings {
    let (each, beside) =
        parallel::both(|| measures(tally, cohort, study), || Beside::of(tally, cohort, study));
    let (mut measures, sensitivity): (Vec<Measure>, Vec<Sensitivity>) = each.into_iter().unzip();
    let together: Vec<&[usize]> = study.families.iter().map(|family| family.measures.as_slice()).collect();
    family::adjust(&together, &mut measures);
    let found = limits::Found {
        flow: beside.flow.as_ref(),
        baseline: beside.baseline.as_ref(),
        measures: &measures,
        subgroups: &beside.subgroups,
        families: beside.families.len() as u64,
    };
    let limits = limits::limits(cohort, study, &found);
    let comparator = comparator::comparator(study, &measures);
    let Beside { families, flow, baseline, subgroups, contacts, dropout, survival, dose, fidelity, series } =
        beside;
    Findings {
        schema: SCHEMA.to_owned(),
        title: study.title.clone(),
        synthetic: cohort.synthetic,
        provenance: provenance(cohort, study),
        occasions: cohort.occasions.clone(),
        contacts,
        dropout,
        survival,
        sensitivity,
        dose,
        fidelity,
        flow,
        baseline,
        measures,
        families,
        subgroups,
        limits,
        series,
        suppressed: Vec::new(),
        comparison: None,
        change_comparison: None,
        comparator,
        periods: None,
        setting: cohort.setting.clone(),
        programme: None,
        written: study.written.clone(),
    }
}

/// What is found of each measure, and how much that leans on those who are missing.
fn measures(tally: &Tally, cohort: &Cohort, study: &Study) -> Vec<(Measure, Sensitivity)> {
    let of = |at: usize| {
        let (spec, scale) = study.measures.get(at).zip(tally.measures.get(at))?;
        let mut found = measure::measure(study, spec, scale, tally.persons);
        found.models = models(cohort, study, spec, scale);
        found.alpha = alpha(cohort, study, at);
        let sensitivity = sensitivity::sensitivity(study, &tally.classes, (spec, scale), &found);
        Some((found, sensitivity))
    };
    parallel::each(study.measures.len(), of).into_iter().flatten().collect()
}

/// What is found beside the measures, without looking at them.
struct Beside {
    families: Vec<Family>,
    flow: Option<Flow>,
    baseline: Option<Baseline>,
    subgroups: Vec<Subgroup>,
    contacts: Option<Contacts>,
    dropout: Option<Dropout>,
    survival: Vec<Survival>,
    dose: Option<Dose>,
    fidelity: Vec<FidelityItem>,
    series: Vec<Series>,
}

impl Beside {
    fn of(tally: &Tally, cohort: &Cohort, study: &Study) -> Self {
        let (fates, full) = (flow::fates(cohort), flow::full(cohort, study));
        let (fates, full) = (fates.as_deref(), full.as_deref());
        Self {
            families: family::families(study, tally, full.is_some()),
            flow: fates.zip(full).and_then(|(fates, full)| flow::flow(cohort, study, fates, full)),
            baseline: baseline::baseline(study, tally),
            subgroups: groups::subgroups(study, tally),
            contacts: fates.and_then(|fates| contacts::contacts(cohort, study, fates)),
            dropout: fates.and_then(|fates| leaving::dropout(cohort, study, fates)),
            survival: fates.map_or_else(Vec::new, |fates| survival::survival(cohort, study, fates)),
            dose: dose::dose(cohort, study),
            fidelity: fates.map_or_else(Vec::new, |fates| fidelity::fidelity(cohort, study, fates)),
            series: series::series(cohort, study),
        }
    }
}

/// Cronbach's alpha of a score made of items, at each occasion that has answers.
fn alpha(cohort: &Cohort, study: &Study, measure: usize) -> Vec<Alpha> {
    let at = |(place, occasion): (usize, &Occasion)| {
        let sums = cohort.items.get(&(measure, u8::try_from(place).ok()?))?;
        Some(Alpha {
            occasion: occasion.key.clone(),
            n: sums.n(),
            items: sums.items() as u64,
            alpha: sums.alpha(),
            alpha_ci95: sums.alpha_interval(),
        })
    };
    study.occasions.iter().enumerate().filter_map(at).collect()
}

/// The models of a measure.
fn models(cohort: &Cohort, study: &Study, measure: &MeasureSpec, scale: &Scale) -> Vec<Model> {
    let all = scale.moments().and_then(tally::together);
    let model = |(place, spec): (usize, &ModelSpec)| {
        let asked = model::Asked::of(study, measure, spec, &cohort.covariates);
        if tally::is_of_moments(spec) {
            return asked.fit(all.clone().and_then(|moments| asked.gathered_of(moments)).as_ref());
        }
        asked.fit(scale.model(place))
    };
    measure.models.iter().enumerate().map(model).collect()
}

fn provenance(cohort: &Cohort, study: &Study) -> Provenance {
    let mut settings = BTreeMap::new();
    let mut set = |name: &str, value: String| settings.insert(name.to_owned(), value);
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    set("from", key(study.from));
    set("to", key(study.to));
    if let Some(primary) = study.measures.get(study.primary) {
        set("primary", primary.name.clone());
    }
    if cohort.courses.is_some() {
        set("full_course_months", study.full_course_months.to_string());
    }
    if cohort.contacts.is_some() {
        set("window_days", study.contacts.window_days.to_string());
    }
    if cohort.manner.timed[0] > 0 {
        set("measured_within_days", study.window.map(|day| day.to_string()).join(", "));
    }
    if matches!(study.data, Data::File(_)) {
        let Layout { missing, ignored, .. } = &study.layout;
        for (name, cells) in [("missing_cells", missing), ("ignored_occasions", ignored)] {
            if !cells.is_empty() {
                set(name, cells.join(", "));
            }
        }
    }
    if cohort.replaced > 0 {
        set("replaced_responses", cohort.replaced.to_string());
    }
    Provenance {
        software: concat!("fodfaeste ", env!("CARGO_PKG_VERSION")).to_owned(),
        data_cut: cohort.data_cut.map(|date| date.to_string()),
        sources: cohort.sources.clone(),
        persons: cohort.persons as u64,
        rows: cohort.rows,
        settings,
    }
}
