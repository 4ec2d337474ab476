//! What could be otherwise because somebody is missing, through the evaluation: invented persons of `data/missing` against R
//! (bounds, weights, drop-out at the start), the algebra of delta and of Rubin's rules, and `mice` by distribution.

use evaluation::findings::{Findings, Imputed, ModelKind, Sensitivity};
use serde_json::Value;

use super::support::{json, on_file};

const STUDY: &str = r#"title = "missing"
seed = 7
[data]
file = "scores.csv"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
[[measure]]
name = "score"
kind = "score"
column = "score"
range = [0, 100]
relevant_change = 5
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[subgroup]]
name = "misuse"
column = "misuse"
"#;

fn found() -> Findings {
    on_file(STUDY, include_str!("../data/missing/scores.csv"))
}

#[track_caller]
fn close(found: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    let error = (found - expected).abs() / expected.abs();
    assert!(error <= 1e-9, "{what}: found {found:e}, expected {expected:e}");
}

fn is_r(found: &Sensitivity, r: &Value) {
    let what = &found.measure;
    let weighted = found.weighted.value().unwrap();
    let own = &r[what]["weighted"];
    assert_eq!((weighted.predictors.as_slice(), weighted.cut), (&[what.clone(), "misuse".to_owned()][..], 0));
    for (number, key) in [
        (weighted.estimate, "estimate"),
        (weighted.se, "se"),
        (weighted.df, "df"),
        (weighted.p, "p"),
        (weighted.largest_weight, "largest"),
        (weighted.effective, "effective"),
    ] {
        close(number, &own[key], &format!("{key} of {what}"));
    }
    let bounds = found.bounds.value().unwrap();
    let outer = &r[what]["bounds"];
    close(bounds.least, &outer["least"], "least");
    close(bounds.greatest, &outer["greatest"], "greatest");
    for side in [0, 1] {
        close(weighted.ci95[side], &own["ci"][side], "interval of the weighted");
        close(bounds.ci95[side], &outer["ci"][side], "interval of the bounds");
    }
}

#[test]
fn bounds_weights_and_who_is_missing_are_rs() {
    let (found, r) = (found(), json("missing/r.json"));
    let [score, paid] = &found.sensitivity[..] else { panic!("two measures") };
    assert_eq!(Some(score.n), r["n"].as_u64());
    assert_eq!(Some(score.missing), r["missing"].as_u64());
    close(
        score.start_standardised_difference.unwrap(),
        &r["standardised"]["average"],
        "standardised difference",
    );
    for (side, key) in [(&score.start_difference, "start"), (&score.early_change_difference, "early")] {
        let (side, own) = (side.value().unwrap(), &r[key]);
        close(side.difference, &own["difference"], key);
        close(side.df, &own["df"], key);
        close(side.p, &own["p"], key);
        close(side.ci95[0], &own["ci"][0], key);
        close(side.ci95[1], &own["ci"][1], key);
    }
    is_r(score, &r);
    is_r(paid, &r);
}

#[test]
fn delta_moves_the_model_and_the_tipping_point_is_where_the_interval_touches() {
    let found = found();
    let (score, measure) = (&found.sensitivity[0], &found.measures[0]);
    let mmrm = measure.models.iter().find(|model| model.kind == ModelKind::Mmrm).unwrap();
    let base = mmrm.change.value().unwrap();
    let delta = score.delta.value().unwrap();
    assert_eq!((delta.base.as_str(), delta.points.len()), ("mmrm", 7));
    let number = |count: u64| f64::from(u32::try_from(count).unwrap());
    let (n, share) = (number(score.n), number(score.missing) / number(score.n));
    let t = stats::t_quantile_two_sided(0.05, base.df.unwrap()).unwrap();
    let at = |delta: f64| {
        let se = (base.se * base.se + delta * delta * share * (1.0 - share) / n).sqrt();
        (base.estimate + share * delta, t * se)
    };
    for point in &delta.points {
        let (middle, half) = at(point.delta);
        assert!((point.estimate - middle).abs() < 1e-12 && (point.ci95[0] - (middle - half)).abs() < 1e-10);
    }
    // Half the noticeable change from one to the next, the last one none.
    let steps: Vec<f64> = delta.points.iter().map(|point| point.delta).collect();
    assert_eq!(steps, [-15.0, -12.5, -10.0, -7.5, -5.0, -2.5, 0.0]);
    let (middle, half) = at(delta.tipping_point.unwrap());
    assert!((middle - half).abs() < 1e-9, "{middle} {half}");
    let (middle, half) = at(delta.relevant_tipping_point.unwrap());
    assert!((middle - half - 5.0).abs() < 1e-9, "{middle} {half}");
}

/// Rubin's total, and Barnard and Rubin's degrees of freedom with n − 1 of them without anything missing.
fn pooled(found: &Imputed, n: f64) -> [f64; 3] {
    let m = f64::from(u32::try_from(found.imputations).unwrap());
    let extra = (1.0 + 1.0 / m) * found.between;
    let total = found.within + extra;
    let lambda = extra / total;
    let old = (m - 1.0) / (lambda * lambda);
    let complete = n - 1.0;
    let observed = (complete + 1.0) / (complete + 3.0) * complete * (1.0 - lambda);
    [total.sqrt(), old * observed / (old + observed), lambda]
}

#[test]
fn imputation_is_pooled_by_rubin_and_agrees_with_mice_and_with_the_model() {
    let (findings, r) = (found(), json("missing/r.json"));
    let imputed = findings.sensitivity[0].imputed.value().unwrap();
    assert_eq!(
        (imputed.imputations, imputed.seed, imputed.predictors.as_slice()),
        (50, 7, &["misuse".to_owned()][..])
    );
    let [se, df, _] = pooled(imputed, 120.0);
    assert!((imputed.se / se - 1.0).abs() < 1e-12 && (imputed.df / df - 1.0).abs() < 1e-10);
    let half = stats::t_quantile_two_sided(0.05, df).unwrap() * se;
    assert!((imputed.ci95[1] - imputed.estimate - half).abs() < 1e-9);
    let riv = 1.02 * imputed.between / imputed.within;
    assert!((imputed.missing_information - (riv + 2.0 / (df + 3.0)) / (riv + 1.0)).abs() < 1e-10);
    // Two thousand imputations of R's mice have next to no error of their own.
    let own = &r["imputed"];
    let error = (imputed.between / 50.0).sqrt();
    let off = (imputed.estimate - own["estimate"].as_f64().unwrap()).abs();
    assert!(off < 4.0 * error, "{off} {error}");
    assert!((imputed.within / own["within"].as_f64().unwrap() - 1.0).abs() < 0.06, "{imputed:?}");
    // Fifty draws know their spread to a fifth.
    assert!((imputed.between / own["between"].as_f64().unwrap()).ln().abs() < 0.7, "{imputed:?}");
    // What is drawn follows the trait: without it the same data give another number.
    let without =
        on_file(STUDY.split("[[subgroup]]").next().unwrap(), include_str!("../data/missing/scores.csv"));
    let plain = without.sensitivity[0].imputed.value().unwrap();
    assert!(plain.predictors.is_empty() && (plain.estimate - imputed.estimate).abs() > 1e-6);
    let mmrm = without.measures[0].models.iter().find(|model| model.kind == ModelKind::Mmrm).unwrap();
    let off = (plain.estimate - mmrm.change.value().unwrap().estimate).abs();
    assert!(off < 4.0 * (plain.between / 50.0).sqrt(), "{off}");
    // A trait that says the same as another is left out.
    let twice = format!("{STUDY}[[subgroup]]\nname = \"again\"\ncolumn = \"misuse\"\n");
    let again = on_file(&twice, include_str!("../data/missing/scores.csv"));
    assert_eq!(again.sensitivity[0].imputed.value().unwrap(), imputed);
}

#[test]
fn an_occasion_that_hardly_anybody_has_stops_no_imputation_and_changes_no_draw() {
    let csv = include_str!("../data/missing/scores.csv");
    let imputed = |study: &str, between: usize| {
        let (mut seen, mut kept) = (0, String::new());
        for line in csv.lines() {
            let is_between = line.split(',').nth(1) == Some("6");
            seen += usize::from(is_between);
            if !is_between || seen <= between {
                kept.extend([line, "\n"]);
            }
        }
        let imputed = on_file(study, &kept).sensitivity[0].imputed.value().unwrap().clone();
        [imputed.estimate, imputed.within, imputed.between]
    };
    let two = imputed(&STUDY.replace(r#""6", "#, ""), 0);
    let off = |found: [f64; 3]| found.iter().zip(two).map(|(a, b)| (a / b - 1.0).abs()).fold(0.0, f64::max);
    assert!(off(imputed(STUDY, 3)) < 1e-12);
    assert!(off(imputed(STUDY, 60)) > 1e-6);
}
