//! Two groups of persons beside each other: the sub-groups fixed in the study, and those who left against those who
//! stayed. What says something is the difference between the groups, with its interval.

use stats::{LEVEL_95, Moments, Unestimable, holm, standardised_difference_of_means, welch};

use super::flow::Fate;
use super::paired::change;
use super::values::{SLACK, Sorted};
use crate::cohort::Cohort;
use crate::findings::{Dropout, Estimable, Interaction, Reason, Subgroup};
use crate::study::{GroupRule, Study, SubgroupSpec};

/// The sub-groups, each for each of its measures.
pub(super) fn subgroups(cohort: &Cohort, study: &Study) -> Vec<Subgroup> {
    let mut in_columns = cohort.groups.iter();
    let mut found: Vec<(usize, Subgroup)> = Vec::new();
    for spec in &study.subgroups {
        let column = match spec.rule {
            GroupRule::Column(..) => in_columns.next().map(Vec::as_slice),
            GroupRule::AtRisk(_) | GroupRule::Yes(_) => None,
        };
        let member = members(cohort, study, spec, column);
        for &measure in &spec.measures {
            found.extend(subgroup(cohort, study, spec, &member, measure).map(|group| (measure, group)));
        }
    }
    adjust(&mut found);
    found.into_iter().map(|(_, group)| group).collect()
}

fn start(cohort: &Cohort, study: &Study, measure: usize) -> Vec<f64> {
    cohort.measures.get(measure).and_then(|columns| columns.get(study.from)).cloned().unwrap_or_default()
}

/// For each person whether she belongs to the group, where that is known.
fn members(cohort: &Cohort, study: &Study, spec: &SubgroupSpec, column: Option<&[f64]>) -> Vec<Option<bool>> {
    let known = |values: &[f64], fits: &dyn Fn(f64) -> bool| {
        values.iter().map(|value| (!value.is_nan()).then(|| fits(*value))).collect()
    };
    match spec.rule {
        GroupRule::Column(..) => known(column.unwrap_or_default(), &|value| value > 0.5),
        GroupRule::Yes(measure) => known(&start(cohort, study, measure), &|value| value > 0.5),
        GroupRule::AtRisk(measure) => {
            let limit = study.measures.get(measure).and_then(|one| one.risk_at_or_below).unwrap_or(f64::MIN);
            known(&start(cohort, study, measure), &|value| value <= limit + SLACK)
        }
    }
}

fn subgroup(
    cohort: &Cohort,
    study: &Study,
    spec: &SubgroupSpec,
    member: &[Option<bool>],
    measure: usize,
) -> Option<Subgroup> {
    let (asked, columns) = (study.measures.get(measure)?, cohort.measures.get(measure)?);
    let (from, to) = (columns.get(study.from)?, columns.get(study.to)?);
    let pairs = |which: bool| {
        let values = from.iter().zip(to).zip(member);
        values
            .filter(move |((from, to), member)| **member == Some(which) && !from.is_nan() && !to.is_nan())
            .map(|((from, to), _)| (*from, *to))
    };
    let rises = |which: bool| Sorted::of(pairs(which).map(|(from, to)| to - from)).moments();
    Some(Subgroup {
        name: spec.name.clone(),
        label: spec.label.clone(),
        measure: asked.name.clone(),
        picked_on_start: spec.rule == GroupRule::AtRisk(measure) || spec.rule == GroupRule::Yes(measure),
        after_data: spec.after_data,
        with: change(study, asked.relevant_change, pairs(true)),
        without: change(study, asked.relevant_change, pairs(false)),
        interaction: difference(&rises(true), &rises(false)),
        model_interaction: Estimable::NotApplicable(()),
    })
}

/// First minus second group.
fn difference(first: &Moments, second: &Moments) -> Estimable<Interaction> {
    match welch(first, second, LEVEL_95) {
        Ok(found) => Estimable::Value(Interaction {
            difference: found.difference,
            df: found.df,
            ci95: found.interval.into(),
            p: found.p,
            p_holm: None,
        }),
        Err(reason) => Estimable::Not {
            not_estimable: match reason {
                Unestimable::Empty => Reason::NoPairs,
                Unestimable::OnlyOne => Reason::OnePair,
                Unestimable::NoSpread | Unestimable::BadInput => Reason::NoSpread,
            },
        },
    }
}

/// Holm over the groups of each measure that were not picked on its start value.
fn adjust(found: &mut [(usize, Subgroup)]) {
    let measures: std::collections::BTreeSet<usize> = found.iter().map(|(measure, _)| *measure).collect();
    for measure in measures {
        let tested = |(of, group): &(usize, Subgroup)| *of == measure && !group.picked_on_start;
        let p: Vec<Option<f64>> = found
            .iter()
            .map(|one| one.1.interaction.value().filter(|_| tested(one)).map(|interaction| interaction.p))
            .collect();
        for ((_, group), adjusted) in found.iter_mut().zip(holm(&p)) {
            if let (Estimable::Value(interaction), Some(adjusted)) = (&mut group.interaction, adjusted) {
                interaction.p_holm = Some(adjusted);
            }
        }
    }
}

/// Those who left before phase 3 against those who stayed, by the primary measure.
pub(super) fn dropout(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Option<Dropout> {
    let (asked, columns) = (study.measures.get(study.primary)?, cohort.measures.get(study.primary)?);
    let (first, second) = (columns.get(study.from)?, columns.get(study.from + 1)?);
    let known = |which: bool| {
        move |fate: &Option<Fate>| fate.is_some_and(|fate| fate.is_known() && fate.left_early() == which)
    };
    let of = |which: bool, values: &dyn Fn(usize) -> f64| {
        let mine = fates.iter().enumerate().filter(|(_, fate)| known(which)(fate));
        Sorted::of(mine.map(|(person, _)| values(person))).moments()
    };
    let at = |column: &[f64], person: usize| column.get(person).copied().unwrap_or(f64::NAN);
    let start = |person: usize| at(first, person);
    let rise = |person: usize| at(second, person) - at(first, person);
    let count = |which: bool| fates.iter().filter(|fate| known(which)(fate)).count() as u64;
    let (left, stayed) = (of(true, &rise), of(false, &rise));
    Some(Dropout {
        measure: asked.name.clone(),
        left_early: count(true).into(),
        stayed: count(false).into(),
        start_difference: difference(&of(true, &start), &of(false, &start)),
        early_change_difference: difference(&stayed, &left),
        early_change_left: left.mean().ok().map(Into::into),
        early_change_stayed: stayed.mean().ok().map(Into::into),
        start_standardised_difference: standardised_difference_of_means(
            &of(true, &start),
            &of(false, &start),
        )
        .ok()
        .map(Into::into),
        rows: Vec::new(),
    })
}
