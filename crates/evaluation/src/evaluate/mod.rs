//! Cohort and study → findings: pure, in the study's order, the same digits for the same facts. What cannot be
//! estimated says why; nothing here is NaN.

use crate::cohort::Cohort;
use crate::findings::{Findings, Provenance, SCHEMA};
use crate::study::Study;

/// Evaluates a cohort by the study it was made for.
pub fn evaluate(cohort: &Cohort, study: &Study) -> Findings {
    Findings {
        schema: SCHEMA.to_owned(),
        title: study.title.clone(),
        synthetic: cohort.synthetic,
        provenance: Provenance {
            software: concat!("fodfaeste ", env!("CARGO_PKG_VERSION")).to_owned(),
            data_cut: cohort.data_cut.map(|date| date.to_string()),
            sources: cohort.sources.clone(),
            persons: cohort.persons as u64,
            rows: cohort.rows,
            settings: std::collections::BTreeMap::new(),
        },
        flow: None,
        baseline: None,
        occasions: cohort.occasions.clone(),
        measures: Vec::new(),
        families: Vec::new(),
        contacts: None,
        subgroups: Vec::new(),
        dropout: None,
        limits: Vec::new(),
    }
}
