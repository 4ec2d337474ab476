//! A synthetic cohort, committed with R's numbers (lme4, lmerTest, geepack, survival, glm): what runs everywhere.

use serde_json::Value;
use stats::{
    Block, Cluster, Correction, Covariance, DegreesOfFreedom, Denominator, Family, FollowUp, KaplanMeier,
    LEVEL_95, Likelihood, Logistic, SurvivalScale, Trials, Working, fit_gee, fit_mixed, log_rank,
};

use crate::support::{close, number, within};

fn golden() -> Value {
    serde_json::from_str(include_str!("../data/cohort.json")).unwrap()
}

/// (occasion, value) of those observed.
fn observed(values: &Value) -> Vec<(usize, f64)> {
    values
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .filter_map(|(k, value)| Some((k, value.as_f64()?)))
        .collect()
}

const MONTHS: [f64; 4] = [0.0, 4.0, 8.0, 12.0];
const SITES: [&str; 3] = ["Aarhus", "København", "Odense"];

/// Names of the columns in the reference.
fn names(formula: &str) -> Vec<String> {
    let mut names = vec!["(Intercept)".to_owned()];
    if formula.contains("kind") {
        names.extend(["kindfase1", "kindfase2", "kindafslutning"].map(str::to_owned));
    } else {
        names.push("m".to_owned());
    }
    if formula.contains("* a") {
        names.extend(["a".to_owned(), "m:a".to_owned()]);
    }
    if formula.contains("site") {
        names.extend(SITES.map(|site| format!("site{site}")));
    }
    names
}

/// Columns of one person at one occasion in one of the reference's formulas.
fn columns(formula: &str, person: &Value, kind: usize) -> Vec<f64> {
    let is = |yes: bool| f64::from(u8::from(yes));
    let mut x = vec![1.0];
    if formula.contains("kind") {
        x.extend((1..4).map(|k| is(k == kind)));
    } else {
        x.push(MONTHS[kind]);
    }
    if formula.contains("* a") {
        x.extend([number(&person[1]), number(&person[1]) * MONTHS[kind]]);
    }
    if formula.contains("site") {
        x.extend(SITES.map(|site| is(person[0] == site)));
    }
    x
}

#[test]
fn random_intercepts_are_those_of_lme4() {
    let golden = golden();
    for model in golden["lmm"].as_array().unwrap() {
        let formula = model["formula"].as_str().unwrap();
        let mut blocks = Vec::new();
        for person in golden["persons"].as_array().unwrap() {
            let (kinds, y): (Vec<usize>, Vec<f64>) = observed(&person[7]).into_iter().unzip();
            let x: Vec<Vec<f64>> = kinds.iter().map(|kind| columns(formula, person, *kind)).collect();
            if !kinds.is_empty() {
                blocks.push(Block::person(kinds, vec![0.0; y.len()], &x, &y).unwrap());
            }
        }
        let likelihood = if model["REML"] == true { Likelihood::Restricted } else { Likelihood::Full };
        let fit = fit_mixed(&blocks, Covariance::Intercept, likelihood).unwrap();
        assert_eq!((fit.observations, fit.persons), (388, 144));
        close(fit.log_likelihood, number(&model["logLik"]), 1e-10);
        close(fit.aic(), number(&model["AIC"]), 1e-10);
        close(fit.effects[(0, 0)].sqrt(), number(&model["sd"][0]), 1e-5);
        close(fit.residual.unwrap().sqrt(), number(&model["sd"][1]), 1e-5);
        for (k, name) in names(formula).iter().enumerate() {
            let found = fit.term(k, DegreesOfFreedom::Satterthwaite, LEVEL_95).unwrap();
            // The other program's optimum is good to about six digits.
            close(found.estimate, number(&model["fixef"][name]), 1e-4);
            close(found.se, number(&model["se"][k]), 1e-5);
            within(found.df, number(&model["df"][k]), 1e-3);
            close(found.p, number(&model["p"][k]), 1e-3);
        }
    }
}

#[test]
fn the_yes_or_no_by_month_is_that_of_geepack() {
    let golden = golden();
    let mut clusters = Vec::new();
    for person in golden["persons"].as_array().unwrap() {
        let (kinds, y): (Vec<usize>, Vec<f64>) = observed(&person[8]).into_iter().unzip();
        let x: Vec<Vec<f64>> = kinds.iter().map(|kind| vec![1.0, MONTHS[*kind]]).collect();
        if !kinds.is_empty() {
            clusters.push(Cluster::new(&x, &y, (0..).take(y.len()).collect()).unwrap());
        }
    }
    let fit = fit_gee(&clusters, Family::Binomial, Working::Exchangeable, Denominator::Number).unwrap();
    let model = &golden["gee"];
    for (k, name) in ["(Intercept)", "m"].iter().enumerate() {
        let term = fit.term(k, Correction::None, LEVEL_95).unwrap();
        close(term.estimate, number(&model["coef"][name]), GEEPACK);
        close(term.se, number(&model["robust_se"][k]), GEEPACK);
        assert!(fit.term(k, Correction::ManclDeRouen, LEVEL_95).unwrap().se > term.se);
    }
    close(fit.correlation, number(&model["alpha"]), GEEPACK);
    assert_eq!((fit.observations, fit.clusters), (398, 147));
}

const GEEPACK: f64 = 1e-8;

#[test]
fn who_ended_early_is_that_of_glm() {
    let golden = golden();
    let mut rows = Vec::new();
    for person in golden["persons"].as_array().unwrap() {
        if let (Some(early), Some(score)) = (person[6].as_f64(), person[7][0].as_f64()) {
            let columns = vec![1.0, score, number(&person[1]), number(&person[2]), number(&person[3])];
            rows.push(Trials { columns, successes: early, trials: 1.0 });
        }
    }
    let fit = Logistic::new(&rows).unwrap().fit().unwrap();
    let model = &golden["logistic"];
    assert_eq!(Some(rows.len() as u64), model["n"].as_u64());
    for (k, name) in ["(Intercept)", "score", "a", "b", "c"].iter().enumerate() {
        let term = fit.term(k, LEVEL_95).unwrap();
        close(term.estimate, number(&model["coef"][name]), 1e-8);
        close(term.se, number(&model["se"][k]), 1e-8);
        close(term.p, number(&model["p"][k]), 1e-8);
    }
}

#[test]
fn time_to_an_early_end_is_that_of_survival() {
    let golden = golden();
    let persons = golden["persons"].as_array().unwrap();
    let follow = |person: &Value| FollowUp { time: number(&person[4]), event: person[5] == 1 };
    let curve = KaplanMeier::of(persons.iter().map(follow)).unwrap();
    let km = &golden["km"];
    for (k, time) in km["times"].as_array().unwrap().iter().map(number).enumerate() {
        let step = curve.at(time).unwrap();
        let interval = step.interval(SurvivalScale::LogLog, LEVEL_95).unwrap().unwrap();
        close(step.survival, number(&km["surv"][k]), 1e-12);
        close(step.se().unwrap(), number(&km["se"][k]), 1e-12);
        close(interval.lower, number(&km["lower_loglog"][k]), 1e-12);
        close(interval.upper, number(&km["upper_loglog"][k]), 1e-12);
    }
    for (column, name) in [(0, "logrank_site"), (1, "logrank_a")] {
        let mut groups: Vec<(&Value, Vec<FollowUp>)> = Vec::new();
        for person in persons {
            match groups.iter_mut().find(|(value, _)| **value == person[column]) {
                Some((_, group)) => group.push(follow(person)),
                None => groups.push((&person[column], vec![follow(person)])),
            }
        }
        let groups: Vec<Vec<FollowUp>> = groups.into_iter().map(|(_, group)| group).collect();
        let test = log_rank(&groups).unwrap();
        close(test.chi_squared, number(&km[name]["chisq"]), 1e-12);
        assert_eq!(Some(u64::from(test.df)), km[name]["df"].as_u64());
        close(test.p, number(&km[name]["p"]), 1e-12);
    }
}
