//! The synthetic courses of Exit 2013–16 against what R computes from the same files, to 1e-9 relative.

use evaluation::findings::{Change, Figure, PairedShares};
use serde_json::Value;

use super::support::{close, exit, json, measure, near, seen};

const KINDS: [&str; 4] = ["start", "fase1", "fase2", "afslutning"];

#[track_caller]
fn same_change(change: &Change, expected: &Value) {
    assert_eq!(change.n, expected["n"].as_u64().unwrap());
    close(change.mean_from, &expected["mean_start"]);
    close(change.mean_to, &expected["mean_close"]);
    close(change.difference, &expected["diff"]);
    close(change.sd, &expected["sd_diff"]);
    close(change.t, &expected["t"]);
    close(change.df, &expected["df"]);
    close(change.p, &expected["p"]);
    close(change.ci95[0], &expected["ci95"][0]);
    close(change.ci95[1], &expected["ci95"][1]);
    close(change.dz, &expected["dz"]);
}

#[track_caller]
fn same_shares(shares: &PairedShares, expected: &Value) {
    let cells = &expected["cells"];
    assert_eq!(shares.n, expected["n"].as_u64().unwrap());
    assert_eq!(shares.yes_yes, cells["yes_yes"].as_u64().unwrap());
    assert_eq!(shares.yes_no, cells["yes_no"].as_u64().unwrap());
    assert_eq!(shares.no_yes, cells["no_yes"].as_u64().unwrap());
    assert_eq!(shares.no_no, cells["no_no"].as_u64().unwrap());
    close(shares.difference, &expected["diff"]);
    close(shares.newcombe95.shown().unwrap()[0], &expected["newcombe10"][0]);
    close(shares.newcombe95.shown().unwrap()[1], &expected["newcombe10"][1]);
    close(shares.mcnemar_exact_p.shown().unwrap(), &expected["p_exact"]);
}

#[test]
fn wellbeing_is_what_r_computes() {
    let (findings, stats) = (exit(), json("exit_stats.json"));
    let wellbeing = measure(&findings, "wellbeing");
    for (at, kind) in wellbeing.occasions.iter().zip(KINDS) {
        let (expected, risk) = (&stats["who5"]["by_kind"][kind], &stats["who5"]["risk"][kind]);
        assert_eq!(at.occasion, kind);
        assert_eq!(at.n, expected["n"].as_u64().unwrap());
        assert_eq!(at.n + at.missing, 147);
        close(seen(at.mean), &expected["mean"]);
        close(seen(at.sd), &expected["sd"]);
        close(seen(at.median), &expected["median"]);
        let at_risk = seen(at.at_risk.clone());
        assert_eq!((at_risk.x, at_risk.n), (risk["x"].as_u64().unwrap(), risk["n"].as_u64().unwrap()));
        close(at_risk.share, &risk["p"]);
        close(at_risk.wilson95[0], &risk["wilson"][0]);
        close(at_risk.wilson95[1], &risk["wilson"][1]);
        assert_eq!(at.bands.iter().map(|band| band.n).sum::<u64>(), at.n);
    }
    same_change(wellbeing.change.value().unwrap(), &stats["who5"]["paired"]);
    same_shares(wellbeing.paired_shares.value().unwrap(), &stats["who5"]["risk_paired"]);
}

#[test]
fn payment_is_what_r_computes() {
    let (findings, stats) = (exit(), json("exit_stats.json"));
    let paid = measure(&findings, "paid_last_month");
    for (at, kind) in paid.occasions.iter().zip(KINDS) {
        let expected = &stats["payment"]["by_kind"][kind];
        assert_eq!(at.x.and_then(Figure::shown), expected["x"].as_u64());
        assert_eq!(at.n, expected["n"].as_u64().unwrap());
        close(seen(at.share), &expected["p"]);
        close(seen(at.wilson95)[0], &expected["wilson"][0]);
        close(seen(at.wilson95)[1], &expected["wilson"][1]);
    }
    assert!(paid.change.value().is_none());
    same_shares(paid.paired_shares.value().unwrap(), &stats["payment"]["paired"]);
}

#[test]
fn life_situation_is_what_r_computes() {
    let (findings, stats) = (exit(), json("exit_stats.json"));
    for expected in stats["star"]["dimensions"].as_array().unwrap() {
        let dimension = measure(&findings, expected["dimension"].as_str().unwrap());
        let change = dimension.change.value().unwrap();
        same_change(change, expected);
        close(change.p_holm.unwrap(), &expected["p_holm"]);
        close(seen(dimension.occasions[0].mean), &expected["all_start_mean"]);
        close(seen(dimension.occasions[3].mean), &expected["all_close_mean"]);
    }
    let family = &findings.families[0];
    assert_eq!(family.measures.len(), 10);
    same_change(family.overall.value().unwrap(), &stats["star"]["mean10_paired"]);
    let (progress, expected) = (family.progress.as_ref().unwrap(), &stats["star"]["full_progress"]);
    assert_eq!(progress.among, "full_courses");
    assert_eq!(progress.share.n, expected["n"].as_u64().unwrap());
    assert_eq!(progress.share.x, expected["at_least_1"].as_u64().unwrap());
    close(progress.share.wilson95[0], &expected["wilson"][0]);
    close(progress.share.wilson95[1], &expected["wilson"][1]);
}

#[test]
fn the_figures_of_the_report_as_it_was_designed() {
    let findings = exit();
    let flow = findings.flow.as_ref().unwrap();
    let owed: Vec<(u64, u64)> =
        flow.measured.iter().map(|line| (line.owed.shown().unwrap(), line.received)).collect();
    assert_eq!(owed[0], (147, 138));
    assert_eq!(owed[3], (141, 96));
    let first_phase = &flow.measured[1];
    assert_eq!((first_phase.owed, first_phase.received), (125.into(), 89));
    assert_eq!(first_phase.received_of_owed, 87, "two were measured without owing it");
    assert_eq!((first_phase.missing(), first_phase.beside()), (38.into(), 2.into()));
    assert_eq!(flow.closing_date_unknown, 22);
    assert_eq!(flow.closing_reasons.iter().map(|reason| reason.n.shown().unwrap()).sum::<u64>(), 119);
    let wellbeing = measure(&findings, "wellbeing");
    let cautious = wellbeing.cautious.as_ref().unwrap();
    assert_eq!((cautious.n, cautious.assumed), (138, 46));
    let round = |number: f64| (number * 10.0).round() / 10.0;
    near(round(cautious.difference), 12.5);
    near(round(cautious.ci95[0]), 9.2);
    near(round(cautious.ci95[1]), 15.7);
    let individual = wellbeing.individual.as_ref().unwrap();
    let ends: Vec<_> = individual.zones.iter().map(|zone| (zone.from, zone.to)).collect();
    assert_eq!(
        ends,
        [
            (None, Some(-24.0)),
            (Some(-20.0), Some(-12.0)),
            (Some(-8.0), Some(8.0)),
            (Some(12.0), Some(20.0)),
            (Some(24.0), None)
        ]
    );
    assert_eq!(individual.zones.iter().map(|zone| zone.share.x).sum::<u64>(), 92);
    assert_eq!(individual.from_band_to_band.iter().flatten().sum::<u64>(), 92);
    assert_eq!(individual.bands, [[0.0, 32.0], [36.0, 48.0], [52.0, 100.0]]);
    assert!(findings.synthetic);
    let limits: Vec<&str> = findings.limits.iter().map(|limit| limit.id.as_str()).collect();
    let expected = [
        "no_comparison",
        "start_in_crisis",
        "picked_on_start",
        "missing_at_last",
        "with_staff",
        "mode_changed",
        "own_rating",
        "many_measures",
        "running",
        "synthetic",
    ];
    assert_eq!(limits, expected);
}

#[test]
fn findings_are_written_and_read_as_json_without_a_hole() {
    let findings = exit();
    let text = serde_json::to_string(&findings).unwrap();
    let back: evaluation::findings::Findings = serde_json::from_str(&text).unwrap();
    assert_eq!(back.schema, "fodfaeste-findings/1");
    assert!(back.provenance == findings.provenance && back.limits.len() == findings.limits.len());
    let value: Value = serde_json::from_str(&text).unwrap();
    for measure in value["measures"].as_array().unwrap() {
        for at in measure["occasions"].as_array().unwrap() {
            assert!(at.as_object().unwrap().values().all(|value| !value.is_null()), "{at}");
        }
    }
    assert!(value["measures"][1]["change"].is_null());
}

/// Counted from the files by another program: met, not met, not assessable.
#[test]
fn the_items_of_the_method_are_counted_course_by_course() {
    let findings = exit();
    let expected: [(&str, [u64; 3]); 11] = [
        ("early", [131, 10, 0]),
        ("outside", [125, 0, 0]),
        ("supports", [122, 3, 0]),
        ("plan", [121, 4, 0]),
        ("focus", [103, 18, 4]),
        ("phases", [94, 0, 0]),
        ("taper", [83, 11, 0]),
        // Closed on a day that nobody wrote down, 22; left early without a word on who decided it, 17 more.
        ("time", [102, 17, 22]),
        ("kept", [102, 0, 39]),
        // These files never say what a meeting was for.
        ("handed-over", [0, 0, 94]),
        ("last", [0, 0, 94]),
    ];
    let found = findings.fidelity.iter().map(|item| {
        let counts = [item.met, item.not_met, item.not_assessable].map(|count| count.shown().unwrap());
        (item.key.as_str(), counts)
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
    for item in &findings.fidelity {
        let share = item.share.as_ref().and_then(|share| share.as_ref().shown());
        let (met, not_met) = (item.met.shown().unwrap(), item.not_met.shown().unwrap());
        assert_eq!(
            share.map(|share| (share.x, share.n)),
            (met + not_met > 0).then_some((met, met + not_met))
        );
    }
}
