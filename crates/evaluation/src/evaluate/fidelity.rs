//! The items of the method over the courses they are asked of.

use std::collections::BTreeMap;

use domain::contact::MeetingKind;
use domain::fidelity::{AskedOf, Judgement, Rule};

use super::flow::{Fate, fates};
use super::values::share;
use crate::cohort::Cohort;
use crate::findings::{FidelityItem, Figure};
use crate::study::{FidelitySpec, Study};

/// Each item of the study; none without courses.
pub(super) fn fidelity(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Vec<FidelityItem> {
    let item = |(spec, said): (&FidelitySpec, Vec<Option<Judgement>>)| {
        let count = |wanted: Judgement| said.iter().filter(|one| **one == Some(wanted)).count() as u64;
        counted(spec, [Judgement::Met, Judgement::NotMet, Judgement::NotAssessable].map(count))
    };
    study.fidelity.iter().zip(of_fates(cohort, study, fates)).map(item).collect()
}

/// What each item says of each person's course; nothing of those it is not asked of.
pub(crate) fn said(cohort: &Cohort, study: &Study) -> Vec<Vec<Option<Judgement>>> {
    fates(cohort).map_or_else(Vec::new, |fates| of_fates(cohort, study, &fates))
}

fn of_fates(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Vec<Vec<Option<Judgement>>> {
    let item = |(spec, judged): (&FidelitySpec, &Vec<Judgement>)| {
        let of = spec.rule.asked_of();
        let one = |(judgement, fate): (&Judgement, &Option<Fate>)| {
            is_asked(of, fate.as_ref()).then_some(*judgement)
        };
        judged.iter().zip(fates).map(one).collect()
    };
    study.fidelity.iter().zip(&cohort.fidelity).map(item).collect()
}

fn is_asked(of: AskedOf, fate: Option<&Fate>) -> bool {
    fate.is_some_and(|fate| match of {
        AskedOf::Closed => fate.closed,
        AskedOf::Reached(phase) => fate.phase_on(fate.end) >= phase,
    })
}

fn counted(spec: &FidelitySpec, [met, not_met, not_assessable]: [u64; 3]) -> FidelityItem {
    let (rule, limits) = words(spec.rule);
    FidelityItem {
        key: spec.key.clone(),
        label: spec.label.clone(),
        rule: rule.to_owned(),
        limits: limits.iter().map(|(name, limit)| ((*name).to_owned(), *limit)).collect::<BTreeMap<_, _>>(),
        source: spec.source.clone(),
        asked_of: match spec.rule.asked_of() {
            AskedOf::Closed => "closed".to_owned(),
            AskedOf::Reached(phase) => format!("reached_phase_{phase}"),
        },
        met: met.into(),
        not_met: not_met.into(),
        not_assessable: not_assessable.into(),
        share: share(met, met + not_met).map(Figure::Shown),
    }
}

/// The rule as a study writes it.
fn words(rule: Rule) -> (&'static str, Vec<(&'static str, u32)>) {
    match rule {
        Rule::TimeLimit { grace_days } => ("time_limit", vec![("grace_days", grace_days)]),
        Rule::EqualPhases { tolerance_days } => ("equal_phases", vec![("tolerance_days", tolerance_days)]),
        Rule::Areas { phase, least, most } => {
            ("areas", vec![("phase", phase.into()), ("least", least), ("most", most)])
        }
        Rule::Meetings { phase, least, outside_office } => (
            if outside_office { "meetings_outside" } else { "meetings" },
            vec![("phase", phase.into()), ("least", least)],
        ),
        Rule::Supports { phase, least } => ("supports", vec![("phase", phase.into()), ("least", least)]),
        Rule::Tapering => ("tapering", Vec::new()),
        Rule::NotEndedByProgramme => ("not_ended_by_programme", Vec::new()),
        Rule::EarlyContacts { days, least } => ("early_contacts", vec![("days", days), ("least", least)]),
        Rule::PlanMade { phase } => ("plan_made", vec![("phase", phase.into())]),
        Rule::Meeting { kind } => (
            match kind {
                MeetingKind::First => "meeting_first",
                MeetingKind::Transfer => "meeting_transfer",
                MeetingKind::Last => "meeting_last",
            },
            Vec::new(),
        ),
    }
}
