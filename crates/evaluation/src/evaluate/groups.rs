//! Two groups of persons beside each other: the sub-groups fixed in the study, and those who left against those who
//! stayed. What says something is the difference between the groups, with its interval.

use stats::{LEVEL_95, Moments, Unestimable, holm, welch};

use super::model::Asked;
use super::paired::change;
use super::values::{SLACK, Sorted};
use crate::cohort::{Cohort, Covariate};
use crate::findings::{Estimable, Interaction, ModelEstimate, Reason, Subgroup};
use crate::study::{GroupRule, MeasureSpec, ModelSpec, Study, SubgroupSpec};

/// For each person whether she belongs to a group, where that is known.
pub(crate) type Members = Vec<Option<bool>>;

/// The sub-groups of the study with their members.
pub(crate) fn all_members<'s>(cohort: &Cohort, study: &'s Study) -> Vec<(&'s SubgroupSpec, Members)> {
    let mut in_columns = cohort.groups.iter();
    let of = |spec: &'s SubgroupSpec| {
        let column = match spec.rule {
            GroupRule::Column(..) => in_columns.next().map(Vec::as_slice),
            GroupRule::AtRisk(_) | GroupRule::Yes(_) => None,
        };
        (spec, members(cohort, study, spec, column))
    };
    study.subgroups.iter().map(of).collect()
}

/// The sub-groups, each for each of its measures.
pub(super) fn subgroups(cohort: &Cohort, study: &Study) -> Vec<Subgroup> {
    let mut found: Vec<(usize, Subgroup)> = Vec::new();
    for (spec, member) in all_members(cohort, study) {
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

fn members(cohort: &Cohort, study: &Study, spec: &SubgroupSpec, column: Option<&[f64]>) -> Members {
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
        model_interaction: by_model(cohort, study, asked, columns, member),
    })
}

/// The difference of the two changes out of an MMRM with group × occasion.
fn by_model(
    cohort: &Cohort,
    study: &Study,
    measure: &MeasureSpec,
    columns: &[Vec<f64>],
    member: &[Option<bool>],
) -> Estimable<ModelEstimate> {
    let belongs = |one: &Option<bool>| one.map_or(f64::NAN, |one| f64::from(u8::from(one)));
    let column: Vec<f64> = member.iter().map(belongs).collect();
    let group = [Covariate { levels: Vec::new(), values: vec![column; study.occasions.len()] }];
    let spec = ModelSpec::group_by_time();
    let asked = Asked::of(study, measure, &spec, &group);
    asked.interaction(asked.gathered(columns, cohort.persons).as_ref())
}

/// First minus second group.
pub(super) fn difference(first: &Moments, second: &Moments) -> Estimable<Interaction> {
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
