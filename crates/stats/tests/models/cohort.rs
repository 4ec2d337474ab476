//! The synthetic cohort: models of its well-being scores and payments against R's lme4, lmerTest, geepack and survival.

use stats::{Block, Covariance, DegreesOfFreedom, LEVEL_95, Likelihood, fit_mixed};

use crate::support::{Table, close, number, reference};

const KINDS: [&str; 4] = ["start", "fase1", "fase2", "afslutning"];

/// Names of the columns in the reference.
fn names(formula: &str) -> Vec<&'static str> {
    let mut names = vec!["(Intercept)"];
    names.extend_from_slice(if formula.contains("kind") {
        &["kindfase1", "kindfase2", "kindafslutning"]
    } else {
        &["m"]
    });
    if formula.contains("misuse") {
        names.extend(["misuse_any", "m:misuse_any"]);
    }
    if formula.contains("municipality") {
        names.extend(["municipalityAarhus", "municipalityKøbenhavn", "municipalityOdense"]);
    }
    names
}

/// Columns of one assessment in one of the reference's formulas.
fn columns(formula: &str, kind: usize, misuse: f64, municipality: &str) -> Vec<f64> {
    let is = |yes: bool| f64::from(u8::from(yes));
    let mut x = vec![1.0];
    if formula.contains("kind") {
        x.extend((1..4).map(|k| is(k == kind)));
    } else {
        x.push([0.0, 4.0, 8.0, 12.0][kind]);
    }
    if formula.contains("misuse") {
        x.extend([misuse, misuse * x[1]]);
    }
    if formula.contains("municipality") {
        x.extend(["Aarhus", "København", "Odense"].map(|name| is(name == municipality)));
    }
    x
}

#[test]
fn random_intercepts_of_the_cohort_are_those_of_lme4() {
    let (Some(golden), Some(courses)) = (reference("cohort_stats.json"), Table::cohort("courses.csv")) else {
        return;
    };
    let scores = Table::cohort("assessments.csv").unwrap().with("who5_score");
    for model in golden["lmm"].as_array().unwrap() {
        let formula = model["formula"].as_str().unwrap();
        let mut blocks = Vec::new();
        for rows in scores.groups("course_id") {
            let id = scores.text(rows[0], "course_id");
            let course = (0..courses.len()).find(|row| courses.text(*row, "course_id") == id).unwrap();
            let kind = |row: &usize| KINDS.iter().position(|k| *k == scores.text(*row, "kind")).unwrap();
            let misuse = courses.number(course, "misuse_any");
            let x: Vec<Vec<f64>> = rows
                .iter()
                .map(|row| columns(formula, kind(row), misuse, courses.text(course, "municipality")))
                .collect();
            let y: Vec<f64> = rows.iter().map(|row| scores.number(*row, "who5_score")).collect();
            blocks.push(Block::person(rows.iter().map(kind).collect(), vec![0.0; y.len()], &x, &y).unwrap());
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
            close(found.df, number(&model["df"][k]), 1e-4);
            close(found.p, number(&model["p"][k]), 1e-3);
        }
    }
}
