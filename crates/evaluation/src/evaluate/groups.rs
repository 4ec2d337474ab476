//! Two groups of persons beside each other: the sub-groups fixed in the study, and those who left against those who
//! stayed. What says something is the difference between the groups, with its interval.

use std::collections::BTreeSet;

use stats::{CellKey, LEVEL_95, Moments, RepeatedMoments, Unestimable, holm, welch};

use super::family::tested;
use super::measure::pairs;
use super::model::Asked;
use super::paired::change;
use super::tally::{Classes, Kind, Scale, Tally};
use super::values::{SLACK, Sorted};
use crate::cohort::{Cohort, Covariate};
use crate::findings::{Estimable, Interaction, ModelEstimate, Reason, Subgroup};
use crate::study::{GroupRule, MeasureSpec, ModelSpec, Study, SubgroupSpec};

/// The pattern of those measured at both of two occasions.
const BOTH: u64 = 0b11;

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
pub(super) fn subgroups(study: &Study, tally: &Tally) -> Vec<Subgroup> {
    let mut found: Vec<Subgroup> = Vec::new();
    for (place, spec) in study.subgroups.iter().enumerate() {
        found.extend(spec.measures.iter().filter_map(|at| subgroup(study, tally, (place, spec), *at)));
    }
    adjust(&mut found);
    found
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
    study: &Study,
    tally: &Tally,
    (place, spec): (usize, &SubgroupSpec),
    measure: usize,
) -> Option<Subgroup> {
    let (asked, scale) = (study.measures.get(measure)?, tally.measures.get(measure)?);
    let kinds = scale.kinds();
    let of = |which: bool| -> Vec<Kind> {
        kinds.iter().filter(|kind| kind.bits.is(place) == Some(which)).copied().collect()
    };
    let (with, without) = (of(true), of(false));
    let rises =
        |kinds: &[Kind]| Sorted::of_counts(kinds.iter().map(|kind| (kind.change(), kind.times))).moments();
    Some(Subgroup {
        name: spec.name.clone(),
        label: spec.label.clone(),
        measure: asked.name.clone(),
        picked_on_start: spec.rule == GroupRule::AtRisk(measure) || spec.rule == GroupRule::Yes(measure),
        after_data: spec.after_data,
        with: change(study, asked.relevant_change, pairs(&with)),
        without: change(study, asked.relevant_change, pairs(&without)),
        interaction: difference(&rises(&with), &rises(&without)),
        model_interaction: by_model(study, asked, (place, &tally.classes), scale),
    })
}

/// Moments at both ends of the change of those of a sub-group, or of the others, who were measured at both; one cell, or none of
/// nobody.
pub(crate) fn pairs_of_side(
    study: &Study,
    tally: &Tally,
    (group, measure): (&str, &str),
    with: bool,
) -> Option<RepeatedMoments> {
    let place = study.subgroups.iter().position(|one| one.name == group)?;
    let at = study.measures.iter().position(|one| one.name == measure)?;
    let all = tally.measures.get(at)?.moments()?.only(&[study.from, study.to]).ok()?;
    let own = |key: CellKey| {
        let both = key.pattern == BOTH && tally.classes.bits(key.class).is(place) == Some(with);
        both.then(|| (CellKey { class: 0, ..key }, Vec::new()))
    };
    all.regrouped(2, 0, own).ok()
}

/// The difference of the two changes out of an MMRM with group × occasion.
fn by_model(
    study: &Study,
    measure: &MeasureSpec,
    (place, classes): (usize, &Classes),
    scale: &Scale,
) -> Estimable<ModelEstimate> {
    // Who belongs to the group is the same at all occasions, so that it is a number of each class of the moments.
    let group = [Covariate { levels: Vec::new(), values: Vec::new() }];
    let spec = ModelSpec::group_by_time();
    let asked = Asked::of(study, measure, &spec, &group);
    let number = |key: CellKey| {
        let own = classes.bits(key.class).number(place)?;
        Some((CellKey { class: 0, ..key }, vec![own]))
    };
    let moments = scale.moments().and_then(|all| all.regrouped(all.occasions(), 1, number).ok());
    asked.interaction(moments.and_then(|moments| asked.gathered_of(moments)).as_ref())
}

/// First minus second group.
pub(crate) fn difference(first: &Moments, second: &Moments) -> Estimable<Interaction> {
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
pub(crate) fn adjust(found: &mut [Subgroup]) {
    let measures: BTreeSet<String> = found.iter().map(|group| group.measure.clone()).collect();
    for measure in measures {
        let together = |group: &Subgroup| group.measure == measure && !group.picked_on_start;
        let p = |group: &Subgroup| tested(&group.interaction, |interaction| interaction.p);
        let p: Vec<Option<f64>> = found.iter().map(|group| p(group).filter(|_| together(group))).collect();
        for (group, adjusted) in found.iter_mut().zip(holm(&p)) {
            if let (Estimable::Value(interaction), Some(adjusted)) = (&mut group.interaction, adjusted) {
                interaction.p_holm = Some(adjusted);
            }
        }
    }
}
