//! Time to an event against R's survival and published numbers.

use serde_json::Value;
use stats::{
    AalenJohansen, Competing, FollowUp, KaplanMeier, LEVEL_95, SurvivalScale, Ties, Unestimable, Unfitted,
    fit_cox, log_rank,
};

use crate::support::{Table, close, number, reference};

const SCALES: [(SurvivalScale, &str); 3] = [
    (SurvivalScale::Plain, "ci_plain"),
    (SurvivalScale::Log, "ci_log"),
    (SurvivalScale::LogLog, "ci_loglog"),
];

fn follow(time: f64, event: bool) -> FollowUp {
    FollowUp { time, event }
}

fn lung(sex: Option<&str>) -> Option<Vec<FollowUp>> {
    let table = Table::read("survival_lung.csv")?;
    let rows = (0..table.len()).filter(|row| sex.is_none_or(|sex| table.text(*row, "sex") == sex));
    Some(rows.map(|row| follow(table.number(row, "time"), table.text(row, "status") == "2")).collect())
}

fn maybe(found: Option<f64>, expected: &Value) {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => close(found, expected, 1e-12),
        (found, expected) => assert_eq!(found, expected),
    }
}

#[test]
fn curves_errors_intervals_and_quantiles_are_those_of_survfit() {
    let Some(golden) = reference("survival.json") else { return };
    for (model, sex) in golden["km"].as_array().unwrap().iter().zip([None, Some("1"), Some("2")]) {
        let curve = KaplanMeier::of(lung(sex).unwrap()).unwrap();
        assert_eq!(curve.steps().len(), model["time"].as_array().unwrap().len());
        for (k, step) in curve.steps().iter().enumerate() {
            close(step.time, number(&model["time"][k]), 0.0);
            assert_eq!(Some(step.at_risk), model["n_risk"][k].as_u64());
            assert_eq!(Some(step.events), model["n_event"][k].as_u64());
            assert_eq!(Some(step.censored), model["n_censor"][k].as_u64());
            close(step.survival, number(&model["surv"][k]), 1e-12);
            maybe(step.se(), &model["se_greenwood"][k]);
            for (scale, name) in SCALES {
                let interval = step.interval(scale, LEVEL_95).unwrap();
                maybe(interval.map(|i| i.lower), &model[name]["lower"][k]);
                maybe(interval.map(|i| i.upper), &model[name]["upper"][k]);
            }
        }
        for (k, p) in [0.25, 0.5, 0.75].into_iter().enumerate() {
            maybe(curve.quantile(p), &model["quartiles"]["est"][k]);
            for (scale, name) in SCALES {
                let [lower, upper] = curve.quantile_interval(p, scale, LEVEL_95).unwrap();
                maybe(lower, &model["quartiles"][name][0][k]);
                maybe(upper, &model["quartiles"][name][1][k]);
            }
        }
        let last = curve.steps().last().unwrap().time;
        let (mean, se) = curve.restricted_mean(last);
        close(mean, number(&model["rmean_to_max"]), 1e-12);
        close(se, number(&model["rmean_se"]), 1e-12);
    }
}

#[test]
fn log_rank_and_cox_are_those_of_survival() {
    let Some(golden) = reference("survival.json") else { return };
    let model = &golden["logrank"][0];
    let test = log_rank(&[lung(Some("1")).unwrap(), lung(Some("2")).unwrap()]).unwrap();
    for k in 0..2 {
        assert_eq!(Some(test.observed[k]), model["observed"][k].as_u64());
        close(test.expected[k], number(&model["expected"][k]), 1e-12);
        close(test.covariance[(0, k)], number(&model["var"][0][k]), 1e-12);
    }
    close(test.chi_squared, number(&model["chisq"]), 1e-12);
    close(test.p, number(&model["p"]), 1e-12);
    let table = Table::read("survival_lung.csv").unwrap();
    let rows: Vec<(FollowUp, Vec<f64>)> = lung(None)
        .unwrap()
        .into_iter()
        .enumerate()
        .map(|(row, person)| (person, vec![table.number(row, "age"), table.number(row, "sex")]))
        .collect();
    for model in golden["cox"].as_array().unwrap() {
        let ties = if model["ties"] == "efron" { Ties::Efron } else { Ties::Breslow };
        let fit = fit_cox(&rows, ties).unwrap();
        for (k, name) in ["age", "sex"].iter().enumerate() {
            let term = fit.term(k, LEVEL_95).unwrap();
            close(term.estimate, number(&model["coef"][name]), 1e-8);
            close(term.se, number(&model["se"][k]), 1e-8);
            close(term.p, number(&model["p"][k]), 1e-8);
        }
        close(fit.null_log_likelihood, number(&model["loglik"][0]), 1e-12);
        close(fit.log_likelihood, number(&model["loglik"][1]), 1e-12);
    }
}

#[test]
fn competing_events_and_their_errors_are_those_of_survfit() {
    let (Some(golden), Some(table)) =
        (reference("survival.json"), Table::read("survival_mgus2_competing.csv"))
    else {
        return;
    };
    let model = &golden["competing"][0];
    let person = |row| {
        let event = [None, Some(0), Some(1)][table.text(row, "event").parse::<usize>().unwrap()];
        Competing { time: table.number(row, "time"), event }
    };
    let curves = AalenJohansen::of((0..table.len()).map(person), 2).unwrap();
    for (k, time) in model["times"].as_array().unwrap().iter().map(number).enumerate() {
        for (kind, name) in ["pcm", "death"].iter().enumerate() {
            close(curves.incidence(kind, time), number(&model[format!("cif_{name}")][k]), 1e-12);
            close(curves.se(kind, time), number(&model[format!("se_{name}")][k]), 1e-12);
        }
        close(curves.free(time) + curves.incidence(0, time) + curves.incidence(1, time), 1.0, 1e-13);
    }
}

#[test]
fn the_published_trial_of_maintenance_and_the_kinds_of_events_taken_as_one() {
    // Miller, Survival Analysis, 1981: weeks of remission; + is censored.
    let kept =
        [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0)];
    let not = [
        (5, 1),
        (5, 1),
        (8, 1),
        (8, 1),
        (12, 1),
        (16, 0),
        (23, 1),
        (27, 1),
        (30, 1),
        (33, 1),
        (43, 1),
        (45, 1),
    ];
    let persons = |rows: &[(i32, i32)]| -> Vec<FollowUp> {
        rows.iter().map(|(time, event)| follow(f64::from(*time), *event == 1)).collect()
    };
    let (kept, not) = (persons(&kept), persons(&not));
    let curve = KaplanMeier::of(kept.clone()).unwrap();
    let step = curve.at(24.0).unwrap();
    close(step.survival, 0.613_636_364, 1e-8);
    close(step.se().unwrap(), 0.152_632_331, 1e-8);
    close(step.interval(SurvivalScale::LogLog, LEVEL_95).unwrap().unwrap().lower, 0.265_752_04, 1e-7);
    assert_eq!(curve.quantile(0.5), Some(31.0));
    assert_eq!(curve.quantile_interval(0.5, SurvivalScale::Log, LEVEL_95).unwrap(), [Some(18.0), None]);
    let test = log_rank(&[kept.clone(), not.clone()]).unwrap();
    close(test.chi_squared, 3.396_388_7, 1e-7);
    close(test.p, 0.065_339_322_04, 1e-8);
    let rows: Vec<(FollowUp, Vec<f64>)> =
        kept.iter().map(|p| (*p, vec![0.0])).chain(not.iter().map(|p| (*p, vec![1.0]))).collect();
    for (ties, estimate, se) in
        [(Ties::Efron, 0.915_532_575, 0.511_934_275_2), (Ties::Breslow, 0.904_219_723_7, 0.512_247_907_3)]
    {
        let term = fit_cox(&rows, ties).unwrap().term(0, LEVEL_95).unwrap();
        close(term.estimate, estimate, 1e-8);
        close(term.se, se, 1e-8);
    }
    // One kind of event only: incidence is what survival lacks, with Greenwood's error.
    let one = kept.iter().map(|p| Competing { time: p.time, event: p.event.then_some(0) });
    let curves = AalenJohansen::of(one, 1).unwrap();
    for step in curve.steps() {
        close(curves.incidence(0, step.time), 1.0 - step.survival, 1e-13);
        close(curves.se(0, step.time), step.se().unwrap(), 1e-12);
    }
}

#[test]
fn what_cannot_be_estimated_is_said() {
    assert_eq!(KaplanMeier::of([]).map(|_| ()), Err(Unestimable::Empty));
    assert_eq!(KaplanMeier::of([follow(-1.0, true)]).map(|_| ()), Err(Unestimable::BadInput));
    assert_eq!(log_rank(&[vec![follow(1.0, true)], vec![]]).map(|_| ()), Err(Unestimable::Empty));
    let censored = vec![follow(1.0, false), follow(2.0, false)];
    assert_eq!(log_rank(&[censored.clone(), censored]).map(|_| ()), Err(Unestimable::NoSpread));
    let cox = |rows: &[(f64, bool, f64)]| {
        let rows: Vec<_> = rows.iter().map(|(time, event, x)| (follow(*time, *event), vec![*x])).collect();
        fit_cox(&rows, Ties::Efron).map(|_| ())
    };
    assert_eq!(cox(&[(1.0, false, 0.0), (2.0, false, 1.0)]), Err(Unfitted::NoSpread));
    assert_eq!(cox(&[(1.0, true, 1.0), (2.0, true, 1.0)]), Err(Unfitted::Collinear));
    let apart = [(1.0, true, 1.0), (2.0, true, 1.0), (3.0, true, 0.0), (4.0, true, 0.0)];
    assert_eq!(cox(&apart), Err(Unfitted::Separated));
}
