//! The report of all places beside that of the joined courses.

use std::sync::OnceLock;

use serde_json::Value;

use super::super::tests::{at_site, package, sites, study};
use super::super::{Moments, draft, pool, site_moments};
use crate::findings::{Estimable, Figure, Findings, Reason};
use crate::package::{Id, Package};
use crate::{Cohort, Study, evaluate, release};

/// Every course eight times with all its answers: every count is of nobody or of enough.
fn eightfold(mut found: Package) -> Package {
    let (courses, responses, answers) =
        (found.courses.clone(), found.responses.clone(), found.answers.clone());
    let areas = found.focus_areas.clone();
    let renamed = |id: &Id, copy: usize| Id::new(&format!("{}-{copy}", id.as_str())).unwrap();
    for copy in 1..8 {
        found.courses.extend(courses.iter().cloned().map(|mut one| {
            one.course_id = renamed(&one.course_id, copy);
            one
        }));
        found.focus_areas.extend(areas.iter().cloned().map(|mut one| {
            one.course_id = renamed(&one.course_id, copy);
            one
        }));
        found.responses.extend(responses.iter().cloned().map(|mut one| {
            one.response_id = renamed(&one.response_id, copy);
            one.course_id = renamed(&one.course_id, copy);
            one
        }));
        found.answers.extend(answers.iter().cloned().map(|mut one| {
            one.response_id = renamed(&one.response_id, copy);
            one
        }));
    }
    found.contacts.clear();
    found
}

fn of(package: Package, study: &Study) -> Cohort {
    Cohort::from_package(&eightfold(package), &[], study).unwrap()
}

/// The files of all places, and the findings of the joined courses.
fn both() -> &'static (Vec<Moments>, Findings) {
    static BOTH: OnceLock<(Vec<Moments>, Findings)> = OnceLock::new();
    BOTH.get_or_init(|| {
        let study = study();
        let file = |site: &String| {
            let cohort = of(at_site(site), &study);
            let released = release(evaluate(&cohort, &study), study.disclosure);
            site_moments(site, &cohort, &study, &released)
        };
        (sites().iter().map(file).collect(), evaluate(&of(package(), &study), &study))
    })
}

/// Whether two parts say the same, to ten digits.
#[track_caller]
fn same(a: &Value, b: &Value, path: &str) {
    match (a, b) {
        (Value::Object(one), Value::Object(other)) => {
            let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(one), keys(other), "{path}");
            one.iter().for_each(|(key, value)| same(value, &other[key], &format!("{path}/{key}")));
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{path}");
            one.iter().zip(other).enumerate().for_each(|(at, (a, b))| same(a, b, &format!("{path}/{at}")));
        }
        (Value::Number(one), Value::Number(other)) => {
            let (a, b) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{path}: {a} {b}");
        }
        _ => assert_eq!(a, b, "{path}"),
    }
}

fn json(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap()
}

#[test]
fn the_report_of_all_places_is_that_of_the_joined_courses() {
    let (files, joined) = both();
    let pooled = pool(files).unwrap();
    // The day of the first and of the last start are told by their month.
    let mut flow = joined.flow.clone().unwrap();
    for day in [&mut flow.first_start, &mut flow.last_start].into_iter().flatten() {
        day.replace_range(8.., "01");
    }
    for (name, one, other) in [
        ("flow", json(&flow), json(&pooled.flow)),
        ("baseline", json(&joined.baseline), json(&pooled.baseline)),
        ("dropout", json(&joined.dropout), json(&pooled.dropout)),
    ] {
        assert!(one.is_object(), "{name}");
        same(&one, &other, name);
    }
    assert!(joined.fidelity.len() > 5);
    same(&json(&joined.fidelity), &json(&pooled.fidelity), "fidelity");
    assert!(!joined.subgroups.is_empty());
    assert_eq!(joined.subgroups.len(), pooled.subgroups.len());
    for (a, b) in joined.subgroups.iter().zip(&pooled.subgroups) {
        // Ranks, and a model of all measurements, need rows.
        let (mut a, mut b) = (a.clone(), b.clone());
        for side in [&mut a.with, &mut a.without] {
            if let Estimable::Value(change) = side {
                assert!(change.wilcoxon.take().is_some());
            }
        }
        assert!(b.interaction.value().is_some(), "{}", b.name);
        let needs_rows = Estimable::Not { not_estimable: Reason::NeedsRows };
        assert_eq!(std::mem::replace(&mut b.model_interaction, a.model_interaction.clone()), needs_rows);
        a.model_interaction = b.model_interaction.clone();
        same(&json(&a), &json(&b), &a.name);
    }
    let individual = |found: &Findings| json(&found.measures[0].individual);
    assert!(individual(joined).is_object());
    same(&individual(joined), &individual(&pooled), "individual");
}

#[test]
fn how_much_the_result_leans_on_the_missing_is_that_of_the_joined_courses() {
    let (files, joined) = both();
    let pooled = pool(files).unwrap();
    assert!(!pooled.sensitivity.is_empty());
    for b in &pooled.sensitivity {
        let a = joined.sensitivity.iter().find(|one| one.measure == b.measure).unwrap();
        let measure = files[0].measure.iter().find(|one| one.name == b.measure).unwrap();
        assert_eq!(
            (measure.coarsened, measure.left_out),
            (0, 0),
            "nobody is told for less than she answered"
        );
        let (imputed, with_groups) = (b.imputed.value().unwrap(), a.imputed.value().unwrap());
        assert!(imputed.predictors.is_empty() && !with_groups.predictors.is_empty());
        let apart = (imputed.estimate - with_groups.estimate).abs();
        assert!(apart < with_groups.se, "{apart} {}", with_groups.se);
        assert_eq!(b.weighted, Estimable::Not { not_estimable: Reason::NeedsRows });
        let known = crate::findings::Sensitivity {
            weighted: a.weighted.clone(),
            imputed: a.imputed.clone(),
            ..b.clone()
        };
        same(&json(a), &json(&known), &a.measure);
    }
}

#[test]
fn what_a_place_hides_is_hidden_of_all_and_a_level_that_nobody_there_has_counts_nobody() {
    let mut files = both().0.clone();
    let whole = pool(&files).unwrap();
    let site = &mut files[1];
    site.flow.as_mut().unwrap().closed = Figure::Hidden;
    let rows = &mut site.baseline.as_mut().unwrap().rows;
    let number = rows.iter().position(|row| row.level.is_none()).unwrap();
    rows[number].all.mean = Some(Figure::Hidden);
    let level = rows.iter().position(|row| row.level.is_some()).unwrap();
    let gone = rows.remove(level);
    site.subgroup[0].side.clear();
    site.dropout.as_mut().unwrap().early.clear();
    site.measure[0].individual = None;
    // As it travels.
    let read: Moments = toml::from_str(&draft(site).unwrap()).unwrap();
    assert_eq!(read, *site);
    let pooled = pool(&files).unwrap();
    let (flow, before) = (pooled.flow.unwrap(), whole.flow.unwrap());
    assert_eq!((flow.closed, flow.started), (Figure::Hidden, before.started));
    let rows = &pooled.baseline.as_ref().unwrap().rows;
    let row = |of: &[crate::findings::BaselineRow], name: &str, level: &Option<String>| {
        of.iter().find(|row| row.name == name && row.level == *level).unwrap().clone()
    };
    let before = &whole.baseline.as_ref().unwrap().rows;
    let numbers = row(rows, &before[number].name, &None);
    assert_eq!((numbers.all.mean, numbers.all.sd), (Some(Figure::Hidden), Some(Figure::Hidden)));
    assert_eq!(numbers.with_last, before[number].with_last);
    let (with, without) = (row(before, &gone.name, &gone.level), row(rows, &gone.name, &gone.level));
    let count = |row: &crate::findings::BaselineRow| Figure::seen(row.all.x).unwrap();
    assert_eq!(count(&without), count(&with) - count(&gone));
    assert_eq!(without.all.n, with.all.n);
    let suppressed = Reason::Suppressed;
    assert!(
        matches!(&pooled.subgroups[0].with, Estimable::Not { not_estimable } if *not_estimable == suppressed)
    );
    assert!(pooled.subgroups[1].with.value().is_some());
    let dropout = pooled.dropout.unwrap();
    assert!(dropout.start_difference.value().is_some() && dropout.early_change_difference.value().is_none());
    assert!(pooled.measures[0].individual.is_none());
    files[0].baseline = None;
    assert!(pool(&files).unwrap().baseline.is_none());
}

#[test]
fn an_item_of_the_method_that_one_place_hides_is_hidden_of_all_and_one_that_it_does_not_ask_is_left_out() {
    let mut files = both().0.clone();
    let whole = pool(&files).unwrap().fidelity;
    files[1].fidelity.as_mut().unwrap()[0].met = Figure::Hidden;
    let asked = files[2].fidelity.as_mut().unwrap().remove(1);
    let pooled = pool(&files).unwrap().fidelity;
    assert_eq!((pooled[0].met, &pooled[0].share), (Figure::Hidden, &Some(Figure::Hidden)));
    assert!(pooled.iter().all(|item| item.key != asked.key) && pooled.len() == whole.len() - 1);
    assert_eq!(pooled[2], whole[3]);
}

#[test]
fn a_zone_that_one_place_joined_with_its_neighbour_is_joined_of_all() {
    let mut files = both().0.clone();
    let whole = pool(&files).unwrap().measures[0].individual.clone().unwrap();
    let zones = &mut files[2].measure[0].individual.as_mut().unwrap().zones;
    let (far, near) = (zones.remove(0), &mut zones[0]);
    (near.key, near.from) = ("fell".to_owned(), None);
    near.share.x += far.share.x;
    let pooled = pool(&files).unwrap().measures[0].individual.clone().unwrap();
    let keys: Vec<&str> = pooled.zones.iter().map(|zone| zone.key.as_str()).collect();
    assert_eq!(keys, ["fell", "unchanged", "rose_relevant", "rose_reliable"]);
    assert_eq!(pooled.zones[0].share.x, whole.zones[0].share.x + whole.zones[1].share.x);
    assert_eq!((pooled.zones[0].from, pooled.zones[0].to), (None, whole.zones[1].to));
    assert_eq!(pooled.n, whole.n);
}
