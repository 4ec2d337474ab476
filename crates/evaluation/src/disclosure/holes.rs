//! Attacks on what stands beside the tables of counts: each works out a small count, or the value of a few persons, from
//! numbers that are not themselves that count, and finds nothing.

use std::collections::BTreeSet;

use super::tests::{EXIT, exit};
use super::*;
use crate::evaluate::family;
use crate::evaluate::flow::MONTH;
use crate::evaluate::share;
use crate::findings::{Change, Estimable, Figure, MeasureKind, Reason, Stratum};

fn out(findings: Findings) -> Released {
    release(findings, Disclosure::default())
}

/// Nobody, or enough.
fn enough(n: u64) -> bool {
    n == 0 || n >= 5
}

fn told(figure: Figure<u64>) -> Option<u64> {
    figure.shown()
}

#[test]
fn how_many_did_not_change_does_not_follow_from_a_test_that_leaves_them_out() {
    let changes = |findings: &Findings| -> Vec<Change> {
        let groups = findings.subgroups.iter().flat_map(|group| [&group.with, &group.without]);
        let all = findings.measures.iter().map(|measure| &measure.change);
        let families = findings.families.iter().map(|family| &family.overall);
        groups.chain(all).chain(families).filter_map(Estimable::value).cloned().collect()
    };
    let unchanged = |findings: &Findings| -> Vec<u64> {
        let of = |change: Change| Some(change.n - change.wilcoxon?.n);
        changes(findings).into_iter().filter_map(of).collect()
    };
    assert!(unchanged(&EXIT).iter().any(|n| !enough(*n)), "without the gate it would follow");
    let left = unchanged(&exit());
    assert!(left.len() > 5 && left.iter().all(|n| enough(*n)), "{left:?}");
    // Nor from the two sides of a sub-group and the whole.
    for group in &exit().subgroups {
        let test = |change: &Estimable<Change>| change.value()?.wilcoxon.as_ref().map(|test| test.n);
        let sides = [test(&group.with), test(&group.without)];
        assert!(sides == [None, None] || sides.iter().all(Option::is_some), "{sides:?}");
    }
}

#[test]
fn a_hidden_test_does_not_follow_from_how_the_others_were_adjusted() {
    let with = |p: f64| {
        let mut findings = EXIT.clone();
        let family = findings.families[0].measures.clone();
        let place = |name: &String| findings.measures.iter().position(|one| one.name == *name).unwrap();
        let places: Vec<usize> = family.iter().map(place).collect();
        for (rank, at) in (0..).zip(&places) {
            let Estimable::Value(change) = &mut findings.measures[*at].change else { panic!() };
            change.p = 0.01 + 0.001 * f64::from(rank);
        }
        let Estimable::Value(few) = &mut findings.measures[places[0]].change else { panic!() };
        (few.n, few.p) = (3, p);
        family::adjust(&[&places], &mut findings.measures);
        let told = |findings: &Findings| -> Vec<Option<f64>> {
            let changes = places.iter().skip(1).filter_map(|at| findings.measures[*at].change.value());
            changes.flat_map(|change| [change.p_holm, change.p_bh]).collect()
        };
        let released = out(findings.clone());
        assert!(released.measures[places[0]].change.value().is_none());
        (told(&findings), told(&released))
    };
    let ([first, second], small) = ([with(0.04), with(0.9)], with(1e-9));
    assert!(first.0 != second.0 || first.0 != small.0, "without the gate it would follow");
    assert_eq!(first.1, second.1);
    assert_eq!(first.1, small.1);
    let larger = |(told, raw): (&Option<f64>, &Option<f64>)| told >= raw;
    assert!(first.1.iter().zip(&small.0).all(larger), "no p is told smaller than it is");
}

/// Days with how many courses were still there, from the curve and from the fortnights.
fn still_there(findings: &Findings) -> Vec<(f64, u64)> {
    let curve = findings.survival.iter().filter(|curve| curve.group.is_none());
    let months = curve.flat_map(|curve| curve.strata.iter().flat_map(|stratum| &stratum.months));
    let windows = findings.contacts.iter().flat_map(|contacts| &contacts.windows);
    let mut all: Vec<(f64, u64)> =
        months.map(|month| (system::float(month.month) * MONTH, month.at_risk)).collect();
    all.extend(windows.filter_map(|window| Some((system::float(window.to_day), told(window.courses)?))));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

#[test]
fn ends_within_a_fortnight_do_not_follow_from_the_contacts_nor_from_them_and_the_curve() {
    let few = |findings: &Findings| {
        let all = still_there(findings);
        all.windows(2).filter(|two| !enough(two[0].1.abs_diff(two[1].1))).count()
    };
    assert!(few(&EXIT) > 10, "without the gate they would follow");
    let released = exit();
    assert_eq!(few(&released), 0, "{:?}", still_there(&released));
    let windows = &released.contacts.as_ref().unwrap().windows;
    assert_eq!(windows.len(), EXIT.contacts.as_ref().unwrap().windows.len(), "every rate stays");
    let told = windows.iter().filter(|window| !window.courses.is_hidden()).count();
    assert!(told >= 10, "{told}");
    for (window, whole) in windows.iter().zip(&EXIT.contacts.as_ref().unwrap().windows) {
        if window.courses.is_hidden() {
            // From a rate in full the number of courses could be worked out as its denominator.
            let hundredths = window.support_per_week * 100.0;
            assert!((hundredths - hundredths.round()).abs() < 1e-9);
            assert!((window.support_per_week - whole.support_per_week).abs() <= 0.005 + 1e-9);
        }
    }
}

#[test]
fn the_two_ways_of_leaving_early_are_not_told_apart_for_a_few() {
    let steps = |findings: &Findings| -> Vec<f64> {
        let stratum = &findings.survival[0].strata[0];
        let about = |share: f64| (share * system::float(stratum.n)).round();
        let ways: Vec<[f64; 2]> = stratum
            .months
            .iter()
            .filter_map(|month| Some([about(month.dropped_out.shown()?), about(month.other_early.shown()?)]))
            .collect();
        let step = |two: &[[f64; 2]]| [two[1][0] - two[0][0], two[1][1] - two[0][1]];
        ways.windows(2).flat_map(step).collect()
    };
    let few = |step: &f64| (1.0..5.0).contains(step);
    assert!(steps(&EXIT).iter().any(few), "without the gate they would be");
    let left = steps(&exit());
    assert!(!left.is_empty() && !left.iter().any(few), "{left:?}");
    // A hidden reason on either side of the line between the ways: then the line is not told at all.
    let mut findings = EXIT.clone();
    let reasons = &mut findings.flow.as_mut().unwrap().closing_reasons;
    for reason in reasons {
        match reason.key.as_str() {
            "did_not_wish" => reason.n = 3.into(),
            "lost_contact" => reason.n = 4.into(),
            _ => {}
        }
    }
    let released = out(findings);
    let hidden = |key: &str| {
        let reasons = &released.flow.as_ref().unwrap().closing_reasons;
        reasons.iter().any(|reason| reason.key == key && reason.n.is_hidden())
    };
    assert!(hidden("did_not_wish") && hidden("moved"));
    let months = &released.survival[0].strata[0].months;
    assert!(months.iter().all(|month| month.dropped_out.is_hidden() && month.other_early.is_hidden()));
}

/// The synthetic courses with a sub-group whose curves have enough of each end to be told.
fn with_curves() -> Findings {
    let mut findings = EXIT.clone();
    let ends = |stratum: &mut Stratum, completed: u64, censored: u64| {
        (stratum.completed, stratum.censored) = (completed, censored);
    };
    ends(&mut findings.survival[0].strata[0], 75, 5);
    ends(&mut findings.survival[1].strata[0], 38, 5);
    ends(&mut findings.survival[1].strata[1], 37, 0);
    findings
}

#[test]
fn the_curve_of_one_side_does_not_follow_from_all_and_the_other() {
    let released = out(with_curves());
    let curve = &released.survival[1];
    assert_eq!(curve.group.as_deref(), Some("misuse"), "the curves are told");
    let months = |stratum: &Stratum| stratum.months.iter().map(|month| month.month).collect::<Vec<u64>>();
    let [with, without] = curve.strata.as_slice() else { panic!("two sides") };
    assert_eq!(months(with), months(without));
    let at = |stratum: &Stratum, month: u64| stratum.months.iter().find(|one| one.month == month).cloned();
    for other in [with, without] {
        // What is left of all without the one side, at every month at which both are told.
        let all = &released.survival[0].strata[0];
        let rest: Vec<u64> = months(all)
            .into_iter()
            .filter_map(|month| Some(at(all, month)?.at_risk - at(other, month)?.at_risk))
            .collect();
        assert!(rest.len() > 2 && rest.windows(2).all(|two| enough(two[0] - two[1])), "{rest:?}");
    }
}

#[test]
fn a_hidden_trait_does_not_follow_from_the_curve_of_those_who_have_it() {
    let mut findings = with_curves();
    findings.survival[1].group = Some("paid_last_six_months".to_owned());
    let rows = &mut findings.baseline.as_mut().unwrap().rows;
    let row = rows.iter_mut().find(|row| row.name == "paid_last_six_months").unwrap();
    // All but three of those who answered: the count tells of the three.
    row.all.n = 77;
    (row.all.x, row.with_last.x, row.without_last.x) = (Some(74.into()), Some(50.into()), Some(24.into()));
    (row.with_last.n, row.without_last.n) = (52, 25);
    let released = out(findings);
    let row = released.baseline.as_ref().unwrap().rows.iter().find(|row| row.name == "paid_last_six_months");
    assert_eq!(row.unwrap().all.x, Some(Figure::Hidden));
    let told = released.survival.iter().any(|curve| curve.group.as_deref() == Some("paid_last_six_months"));
    assert!(!told, "the curve of the 74 would tell");
}

#[test]
fn who_left_in_phase_3_does_not_follow_from_who_left_before_it() {
    let mut findings = EXIT.clone();
    let early = findings.survival[0].strata[0].events;
    let left = [early - 23, 20, 3];
    for (phase, left) in findings.flow.as_mut().unwrap().left_in_phase.iter_mut().zip(left) {
        phase.left = left.into();
    }
    let dropout = findings.dropout.as_mut().unwrap();
    (dropout.left_early, dropout.stayed) = ((early - 3).into(), (147 - 5 - (early - 3)).into());
    dropout.rows.clear();
    let released = out(findings);
    let flow = released.flow.as_ref().unwrap();
    assert!(flow.left_in_phase[2].left.is_hidden());
    assert_eq!(released.survival[0].strata[0].events, early);
    let before = released.dropout.as_ref().and_then(|dropout| told(dropout.left_early));
    assert_eq!(before, None, "all early ends less those before phase 3 are those in it");
}

#[test]
fn progress_that_is_hidden_does_not_follow_from_the_zones_of_change() {
    let mut findings = EXIT.clone();
    let rise = |change: &mut Estimable<Change>, x: u64| {
        let Estimable::Value(change) = change else { panic!("a change") };
        change.progress = share(x, change.n);
    };
    rise(&mut findings.subgroups[0].with, 46);
    rise(&mut findings.subgroups[0].without, 12);
    // The other side and how many are on each were told before, so that the progress of all has to be hidden for the two who
    // made none.
    let before = ["without/progress", "with", "without"].map(|key| format!("subgroups/0/{key}"));
    let before = BTreeSet::from(before);
    let released = release_beside(findings, Disclosure::default(), &before, &BTreeSet::new()).unwrap();
    let change = released.measures[0].change.value().unwrap();
    assert!(released.subgroups[0].with.value().unwrap().progress.is_none() && change.progress.is_none());
    let zones = released.measures[0].individual.as_ref().map(|found| found.zones.len());
    assert_eq!(zones, None, "the zones that rose add up to it");
}

#[test]
fn a_hidden_share_does_not_follow_from_models_bounds_or_weights_of_yes_and_no() {
    let mut findings = EXIT.clone();
    let last = findings.measures[1].occasions.len() - 1;
    assert_eq!(findings.measures[1].kind, MeasureKind::YesNo);
    findings.measures[1].occasions[last].x = Some(3.into());
    findings.measures[1].paired_shares = Estimable::NotApplicable(());
    let released = out(findings);
    assert_eq!(released.measures[1].occasions[last].x, Some(Figure::Hidden));
    let told = released.measures[1].models.iter().any(|model| !model.terms.is_empty());
    assert!(!told, "a model with a mean for each occasion is its share");
    let found = released.sensitivity.iter().find(|one| one.measure == released.measures[1].name).unwrap();
    let gone = |reason: &Estimable<crate::findings::ChangeBounds>| {
        matches!(reason, Estimable::Not { not_estimable: Reason::Suppressed })
    };
    assert!(gone(&found.bounds) && found.weighted.value().is_none());
    assert!(found.start_difference.value().is_none() && found.start_standardised_difference.is_none());
}

#[test]
fn the_mean_of_a_few_does_not_follow_from_that_of_all_and_that_of_the_others() {
    let mut findings = EXIT.clone();
    let rows = &mut findings.baseline.as_mut().unwrap().rows;
    let row = rows.iter_mut().find(|row| row.name == "age").unwrap();
    (row.without_last.n, row.with_last.n) = (2, row.all.n - 2);
    let released = out(findings);
    let row = released.baseline.as_ref().unwrap().rows.iter().find(|row| row.name == "age").unwrap();
    assert!(row.all.mean.and_then(Figure::shown).is_some(), "of all it is told");
    assert_eq!([row.with_last.mean, row.without_last.mean], [Some(Figure::Hidden); 2]);
    assert_eq!([row.with_last.sd, row.without_last.sd], [Some(Figure::Hidden); 2]);
    // Those of whom it is not known whether they left are a few who answered: the start score of four.
    let dropout = released.dropout.as_ref().unwrap();
    for row in &dropout.rows {
        let baseline = released.baseline.as_ref().unwrap();
        let all = baseline.rows.iter().find(|one| one.name == row.name && one.level == row.level).unwrap();
        let rest = all.all.n - row.left.n - row.stayed.n;
        let means = [row.left.mean, row.stayed.mean].into_iter().flatten().filter_map(Figure::shown).count();
        assert!(enough(rest) || means < 2, "{}: {rest}", row.name);
    }
}

#[test]
fn no_fewest_and_no_most_contacts_and_no_day_of_a_single_end() {
    let released = exit();
    let bands = &released.dose.as_ref().unwrap().bands;
    assert_eq!((bands[0].from, bands[bands.len() - 1].to % 10), (0, 0));
    assert!(EXIT.dose.as_ref().unwrap().bands[0].from > 0);
    let mut findings = EXIT.clone();
    let stratum = &mut findings.survival[0].strata[0];
    // One of three who were left at the eleventh month ends it: the median is her day.
    stratum.median_days = Some(340.0);
    for month in &mut stratum.months {
        if month.month >= 11 {
            month.at_risk = 3;
        }
    }
    let released = out(findings);
    assert_eq!(released.survival[0].strata[0].median_days, None);
    assert!(released.suppressed.iter().any(|one| one.path == "survival/0/strata/0/median_days"));
}

#[test]
fn no_early_change_of_the_few_who_were_measured_before_they_left() {
    let mut findings = EXIT.clone();
    let dropout = findings.dropout.as_mut().unwrap();
    let many = |n: [u64; 2]| n.into_iter().all(|n| n >= 5);
    assert!(many(dropout.start_n) && many(dropout.early_change_n));
    // Forty-eight left, two of them after their second measurement.
    dropout.early_change_n[0] = 2;
    findings.sensitivity[0].early_change_n[1] = 1;
    let released = out(findings);
    let dropout = released.dropout.as_ref().unwrap();
    assert_eq!([dropout.early_change_left, dropout.early_change_stayed], [Some(Figure::Hidden); 2]);
    assert!(dropout.early_change_difference.value().is_none());
    assert!(dropout.start_difference.value().is_some(), "of the start there are enough");
    assert!(released.sensitivity[0].early_change_difference.value().is_none());
    assert!(exit().sensitivity[0].early_change_difference.value().is_some());
}
