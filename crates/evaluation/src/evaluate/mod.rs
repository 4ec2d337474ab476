//! Cohort and study → findings: pure, in the study's order, the same digits for the same facts. What cannot be
//! estimated says why; nothing here is NaN.

mod bands;
mod baseline;
mod compare;
mod contacts;
mod family;
mod flow;
mod groups;
mod individual;
mod limits;
mod measure;
mod paired;
mod series;
mod values;

pub(crate) use baseline::members;
pub use compare::{UnitCount, compare};
pub(crate) use values::share;

use std::collections::BTreeMap;

use crate::cohort::Cohort;
use crate::findings::{Findings, Measure, Provenance, SCHEMA};
use crate::study::Study;

/// Evaluates a cohort by the study it was made for.
pub fn evaluate(cohort: &Cohort, study: &Study) -> Findings {
    let fates = flow::fates(cohort);
    let full = flow::full(cohort, study);
    let mut measures: Vec<Measure> = study
        .measures
        .iter()
        .zip(&cohort.measures)
        .map(|(spec, columns)| measure::measure(study, spec, &measure::Columns(columns)))
        .collect();
    family::adjust(study, &mut measures);
    let families = family::families(cohort, study, full.as_deref());
    let flow = fates
        .as_deref()
        .zip(full.as_deref())
        .and_then(|(fates, full)| flow::flow(cohort, study, fates, full));
    let baseline = baseline::baseline(cohort, study);
    let subgroups = groups::subgroups(cohort, study);
    let found = limits::Found {
        flow: flow.as_ref(),
        baseline: baseline.as_ref(),
        measures: &measures,
        subgroups: &subgroups,
        families: families.len() as u64,
    };
    let limits = limits::limits(cohort, study, &found);
    Findings {
        schema: SCHEMA.to_owned(),
        title: study.title.clone(),
        synthetic: cohort.synthetic,
        provenance: provenance(cohort, study),
        occasions: cohort.occasions.clone(),
        contacts: fates.as_deref().and_then(|fates| contacts::contacts(cohort, study, fates)),
        dropout: fates.as_deref().and_then(|fates| groups::dropout(cohort, study, fates)),
        survival: Vec::new(),
        sensitivity: Vec::new(),
        dose: None,
        flow,
        baseline,
        measures,
        families,
        subgroups,
        limits,
        series: series::series(cohort, study),
        suppressed: Vec::new(),
        comparison: None,
        setting: cohort.setting.clone(),
        programme: None,
    }
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
