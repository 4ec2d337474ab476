//! The gate on the synthetic cohort and on small tables.

use std::sync::LazyLock;

use super::*;
use crate::findings::{Estimable, Figure};
use crate::{Cohort, Study, evaluate};

pub(super) static EXIT: LazyLock<Findings> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    let study = Study::read(path.as_ref()).unwrap();
    evaluate(&Cohort::load(&study).unwrap(), &study)
});

pub(super) fn exit() -> Released {
    release(EXIT.clone(), Disclosure::default())
}

#[test]
fn the_headline_numbers_of_the_cohort_stay() {
    let (released, all) = (exit(), &*EXIT);
    assert_eq!(released.flow.as_ref().unwrap().closed, 141);
    for (shown, whole) in released.measures.iter().zip(&all.measures) {
        assert_eq!(
            shown.change.value().map(|one| one.ci95),
            whole.change.value().map(|one| one.ci95),
            "{}",
            whole.name
        );
        assert_eq!(shown.paired_shares, whole.paired_shares, "{}", whole.name);
        for (one, other) in shown.occasions.iter().zip(&whole.occasions) {
            assert_eq!((one.n, one.mean, one.x), (other.n, other.mean, other.x), "{}", whole.name);
            assert_eq!(one.at_risk, other.at_risk);
        }
    }
    assert_eq!(released.families, all.families);
    let better: u64 =
        released.measures[0].individual.as_ref().unwrap().zones.iter().map(|zone| zone.share.x).sum();
    assert_eq!(better, 92);
    for (shown, whole) in released.subgroups.iter().zip(&all.subgroups) {
        assert_eq!(shown.interaction, whole.interaction);
    }
    let hidden = released.suppressed.len();
    assert!((10..300).contains(&hidden), "{hidden} figures are hidden");
}

#[test]
fn who_left_in_a_phase_does_not_follow_from_the_curve() {
    let mut findings = EXIT.clone();
    let early = findings.survival[0].strata[0].events;
    for (phase, left) in findings.flow.as_mut().unwrap().left_in_phase.iter_mut().zip([early - 13, 10, 3]) {
        phase.left = left.into();
    }
    let released = release(findings, Disclosure::default());
    assert_eq!(released.survival[0].strata[0].events, early, "the curve is told");
    let left: Vec<Figure<u64>> =
        released.flow.as_ref().unwrap().left_in_phase.iter().map(|phase| phase.left).collect();
    assert_eq!(left[2], Figure::Hidden);
    assert!(left[..2].contains(&Figure::Hidden), "{left:?}");
}

#[test]
fn sex_is_hidden_with_its_complement_and_no_small_count_is_left() {
    let released = exit();
    let rows = &released.baseline.as_ref().unwrap().rows;
    let sex = |level: &str| {
        rows.iter().find(|row| row.name == "gender" && row.level.as_deref() == Some(level)).unwrap()
    };
    assert_eq!(sex("trans").all.x, Some(Figure::Hidden));
    assert_eq!(sex("man").all.x, Some(Figure::Hidden));
    assert_eq!(sex("woman").all.x, Some(Figure::Shown(139)));
    for row in rows {
        for cell in [&row.all, &row.with_last, &row.without_last] {
            let x = cell.x.and_then(Figure::shown);
            assert!(
                x.is_none_or(|x| x == 0 || (x >= 5 && (cell.n == x || cell.n - x >= 5))),
                "{} {:?}",
                row.name,
                row.level
            );
        }
    }
}

#[test]
fn what_is_hidden_cannot_be_bounded_from_what_is_shown() {
    let mut findings = EXIT.clone();
    let nothing = BTreeSet::new();
    Hand { hidden: &nothing, threshold: 5, suppressed: Vec::new() }.coarsen(&mut findings);
    let mut system = collect::collect(&findings);
    low_denominators(&mut system);
    assert!(search::protect(&mut system, 5), "everything could be protected");
    assert_eq!(search::exposed(&mut system, 5.0), Vec::<usize>::new());
    // Without the companions it could: the small ones alone are not enough.
    let mut alone = collect::collect(&findings);
    let small: Vec<usize> = (0..alone.cells.len())
        .filter(|at| alone.cells[*at].sensitive && (1.0..5.0).contains(&alone.cells[*at].value))
        .collect();
    for at in small {
        alone.hide(at);
    }
    assert!(!search::exposed(&mut alone, 5.0).is_empty());
}

#[test]
fn thresholds_are_kept_within_their_limits_and_the_study_can_ask() {
    let low = release(EXIT.clone(), Disclosure { threshold: 1 });
    assert_eq!(low.provenance.settings["disclosure_threshold"], "3");
    let high = release(EXIT.clone(), Disclosure { threshold: 99 });
    assert_eq!(high.provenance.settings["disclosure_threshold"], "10");
    assert!(low.suppressed.len() < exit().suppressed.len());
    // Nothing protects the traits of so few with ten: their tables are left out as a whole, the change stays.
    assert!(high.baseline.is_none() && high.suppressed.iter().any(|one| one.path == "baseline"));
    assert!(high.measures.iter().any(|measure| measure.change.value().is_some()));
    // Each is found in a moment, and nothing is left that could be bounded.
    for threshold in Disclosure::LEAST..=Disclosure::MOST {
        let released = release(EXIT.clone(), Disclosure { threshold });
        assert!(released.flow.is_some(), "{threshold}");
    }
    let study = |threshold: &str| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
        let text = std::fs::read_to_string(path).unwrap();
        Study::parse("s.toml", &format!("{text}\n[disclosure]\nthreshold = {threshold}\n"))
    };
    assert_eq!(study("3").unwrap().disclosure.threshold, 3);
    for wrong in ["2", "11", "4.5", "\"x\""] {
        assert!(study(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_small_group_has_no_change_and_neither_has_the_other_side() {
    let mut findings = EXIT.clone();
    if let Estimable::Value(with) = &mut findings.subgroups[0].with {
        with.n = 4;
    }
    let released = release(findings, Disclosure::default());
    assert!(released.subgroups[0].with.value().is_none() && released.subgroups[0].without.value().is_none());
    assert!(released.subgroups[0].interaction.value().is_none());
}

#[test]
fn what_was_kept_comes_back_to_the_last_digit_with_what_is_hidden() {
    let released = exit();
    let bytes = released.to_bytes().unwrap();
    assert_eq!(Released::from_bytes(&bytes).unwrap(), released);
    assert_eq!(bytes, exit().to_bytes().unwrap(), "the same bytes for the same findings");
    let (json, again) = (serde_json::to_string(&released), Released::from_bytes(&bytes));
    assert_eq!(json.unwrap(), serde_json::to_string(&again.unwrap()).unwrap());
    assert!(Released::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Released::from_bytes(b"{}").is_err());
}

#[test]
fn an_item_of_the_method_tells_of_no_few_courses_and_none_follows_from_the_others() {
    let told = |counts: [u64; 3]| {
        let mut findings = EXIT.clone();
        let reached = findings.flow.as_ref().unwrap().left_in_phase[1].entered.shown().unwrap();
        assert_eq!(counts.iter().sum::<u64>(), reached, "those who reached phase 2");
        let item = findings.fidelity.iter_mut().find(|item| item.asked_of == "reached_phase_2").unwrap();
        [item.met, item.not_met, item.not_assessable] = counts.map(Figure::from);
        item.share = evaluate::share(counts[0], counts[0] + counts[1]).map(Figure::Shown);
        let key = item.key.clone();
        let released = release(findings, Disclosure::default());
        let item = released.fidelity.iter().find(|item| item.key == key).unwrap();
        let hidden = [item.met, item.not_met, item.not_assessable].map(|count| count.is_hidden());
        let share = item.share.as_ref().is_some_and(|share| !share.is_hidden());
        assert_eq!(share, !hidden[0] && !hidden[1]);
        hidden
    };
    assert_eq!(told([100, 25, 0]), [false, false, false]);
    for few in [[121, 4, 0], [122, 0, 3], [119, 4, 2]] {
        let hidden = told(few);
        let small = few.iter().zip(&hidden).filter(|(n, _)| (1..5).contains(*n));
        assert!(small.clone().all(|(_, hidden)| *hidden), "{few:?} {hidden:?}");
        // One hidden count alone would be what is left of the whole.
        assert!(hidden.iter().filter(|hidden| **hidden).count() > 1, "{few:?} {hidden:?}");
    }
}
