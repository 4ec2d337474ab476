//! What is made of hidden numbers goes with them: models, comparisons, curves and sensitivity that would tell them.

use std::collections::BTreeSet;

use super::apply::{Hand, LEAST_FOR_SHARE};
use crate::evaluate::{adjust_groups, family};
use crate::findings::{Estimable, Findings, Measure, Reason, Rule, Sensitivity};

impl Hand<'_> {
    /// A model with a column of which something is hidden tells of the few by its coefficients.
    pub(super) fn models_of_hidden(&mut self, findings: &mut Findings) {
        let rows = findings.baseline.iter().flat_map(|baseline| &baseline.rows);
        let hidden = rows.filter(|row| row.all.x.is_some_and(|x| x.is_hidden())).map(|row| row.name.clone());
        let hidden: BTreeSet<String> = hidden.collect();
        for (at, measure) in findings.measures.iter_mut().enumerate() {
            let mut gone = false;
            for model in &mut measure.models {
                if model.covariates.iter().chain(&model.time_column).any(|column| hidden.contains(column)) {
                    *model = model.suppressed();
                    gone = true;
                }
            }
            if gone {
                self.note(&format!("measures/{at}/models"), Rule::FollowsHidden);
            }
        }
    }

    /// Of yes and no every mean is a count: where one is hidden, models, bounds, weights and differences of the measure
    /// would tell it.
    pub(super) fn of_yes_and_no(&mut self, findings: &mut Findings) {
        for (at, measure) in findings.measures.iter_mut().enumerate() {
            if !tells_of_hidden(measure) {
                continue;
            }
            if !measure.models.is_empty() {
                measure.models.iter_mut().for_each(|model| *model = model.suppressed());
                self.note(&format!("measures/{at}/models"), Rule::FollowsHidden);
            }
            let found = findings.sensitivity.iter_mut().enumerate();
            for (place, found) in found.filter(|(_, found)| found.measure == measure.name) {
                untold(found);
                self.note(&format!("sensitivity/{place}"), Rule::FollowsHidden);
            }
        }
    }

    /// Zones of change and groups after Jacobson and Truax, where one of them is hidden.
    pub(super) fn individual_hidden(&mut self, path: &str, measure: &mut Measure) {
        let Some(found) = &mut measure.individual else { return };
        let is_hidden = |of: &str, count: usize| {
            (0..count).any(|at| self.hidden.contains(&format!("{path}/individual/{of}/{at}")))
        };
        let (zones, groups) = (is_hidden("zones", found.zones.len()), is_hidden("jacobson_truax", 4));
        if zones {
            measure.individual = None;
            self.note(&format!("{path}/individual"), Rule::SmallCountOrComplement);
        } else if groups && found.jacobson_truax.take().is_some() {
            self.note(&format!("{path}/individual/jacobson_truax"), Rule::SmallCountOrComplement);
        }
    }

    /// Curves of sub-groups that have to be hidden as a whole, and how many courses were in a phase.
    pub(super) fn counted(&mut self, findings: &mut Findings) {
        let curves = std::mem::take(&mut findings.survival).into_iter().enumerate();
        for (at, survival) in curves {
            let path = format!("survival/{at}");
            if self.hidden.contains(&format!("{path}/strata/0/n")) {
                self.note(&path, Rule::SmallCountOrComplement);
            } else {
                findings.survival.push(survival);
            }
        }
        for (at, phase) in findings.contacts.iter_mut().flat_map(|found| found.phases.iter_mut().enumerate())
        {
            self.count(&format!("contacts/phases/{at}/courses"), &mut phase.courses);
        }
    }

    /// The difference to a series from elsewhere tells the study's own change.
    pub(super) fn comparator(&mut self, findings: &mut Findings) {
        let Some(found) = &mut findings.comparator else { return };
        let own = findings.measures.iter().find(|measure| measure.name == found.measure);
        let is_told = own.is_some_and(|measure| measure.change.value().is_some());
        if !is_told && found.difference.take().is_some() {
            found.difference_ci95 = None;
            self.note("comparator/difference", Rule::FollowsHidden);
        }
    }

    /// A place whose share is hidden has no estimate drawn from it either; and as the variance between the places, and
    /// with it what each of them is drawn to, is made of all of them, it goes too.
    pub(super) fn comparison(&mut self, findings: &mut Findings) {
        let changes = findings.change_comparison.iter().flat_map(|found| &found.units);
        if changes.into_iter().any(|unit| self.few(unit.n)) {
            findings.change_comparison = None;
            self.note("change_comparison", Rule::TooFewForMean);
        }
        let Some(found) = &mut findings.comparison else { return };
        for (at, unit) in found.units.iter_mut().enumerate() {
            let path = format!("comparison/units/{at}/share");
            let low = unit.n.shown().is_some_and(|n| n > 0 && n < LEAST_FOR_SHARE);
            if self.hidden.contains(&path) || low {
                let rule = if low { Rule::LowDenominator } else { Rule::SmallCountOrComplement };
                self.figure(&path, &mut unit.share, rule);
                unit.within = None;
            }
        }
        if found.units.iter().any(|unit| unit.share.is_hidden()) {
            (found.tau_squared, found.i_squared) = (None, None);
            for unit in &mut found.units {
                (unit.shrunken, unit.shrunken95) = (None, None);
            }
            self.note("comparison/tau_squared", Rule::FollowsHidden);
        }
    }
}

/// Adjusts anew the p-values of tests that were adjusted together with hidden ones: how much a p is raised by tells the rank of
/// the others, and by the false discovery rate even their size.
pub(super) fn adjusted(findings: &mut Findings) {
    let hidden = |measure: &Measure| is_hidden(&measure.change);
    let place = |name: &String| findings.measures.iter().position(|measure| measure.name == *name);
    let families = findings.families.iter().map(|family| family.measures.iter().filter_map(place).collect());
    let with_hidden: Vec<Vec<usize>> = families
        .filter(|family: &Vec<usize>| family.iter().any(|at| findings.measures.get(*at).is_some_and(hidden)))
        .collect();
    let places: Vec<&[usize]> = with_hidden.iter().map(Vec::as_slice).collect();
    family::adjust(&places, &mut findings.measures);
    if findings.subgroups.iter().any(|group| is_hidden(&group.interaction)) {
        adjust_groups(&mut findings.subgroups);
    }
}

const fn is_hidden<T>(found: &Estimable<T>) -> bool {
    matches!(found, Estimable::Not { not_estimable: Reason::Suppressed })
}

/// Whether a count of a yes/no measure is hidden: at an occasion, or of the pairs.
fn tells_of_hidden(measure: &Measure) -> bool {
    let counted = measure.occasions.iter().any(|at| at.x.is_some());
    let at_one = measure.occasions.iter().any(|at| at.x.is_some_and(|x| x.is_hidden()));
    let paired = match &measure.paired_shares {
        Estimable::Value(found) => found.yes_yes.is_hidden(),
        other => is_hidden(other),
    };
    counted && (at_one || paired)
}

/// Takes everything from a line of the sensitivity but how many there were and how many are missing.
fn untold(found: &mut Sensitivity) {
    const fn gone<T>() -> Estimable<T> {
        Estimable::Not { not_estimable: Reason::Suppressed }
    }
    found.start_standardised_difference = None;
    (found.start_difference, found.early_change_difference) = (gone(), gone());
    (found.bounds, found.delta, found.weighted, found.imputed) = (gone(), gone(), gone(), gone());
}
