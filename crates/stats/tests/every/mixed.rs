//! `lmm_highprec.json` (the truth), `lmm_lme4.json`, `lmm_nlme.json`: mixed models and generalised least squares.

use stats::{
    Block, Covariance, DegreesOfFreedom, Deviation, Interval, LEVEL_95, Likelihood, MixedFit, Profile,
    chi_squared_tail, fit_autoregressive, fit_mixed, normal_quantile,
};

use crate::golden::{Golden, ITERATED};
use crate::support::{Table, close};

/// What the other program's optimiser leaves of a variance, of a coefficient and of an error of it: the file itself says
/// "about 6-8 significant digits"; `lmm_highprec.json` has the optimum.
const OPTIMISER: f64 = 3e-5;

fn is(table: &Table, row: usize, column: &str, value: &str) -> f64 {
    f64::from(u8::from(table.text(row, column) == value))
}

const SLEEP: [&str; 2] = ["(Intercept)", "Days"];
const BTHEB: [&str; 6] = ["(Intercept)", "bdi_pre", "time", "treatmentBtheB", "drugYes", "length>6m"];
const WEEKS: [f64; 4] = [2.0, 3.0, 5.0, 8.0];

fn place(table: &Table, row: usize) -> usize {
    WEEKS.iter().position(|week| (week - table.number(row, "time")).abs() < 0.5).unwrap()
}

/// A column of the design, by its name in R.
fn entry(table: &Table, row: usize, name: &str) -> f64 {
    let at = |week: f64| f64::from(u8::from((table.number(row, "time") - week).abs() < 0.5));
    match name {
        "(Intercept)" => 1.0,
        "treatmentBtheB" => is(table, row, "treatment", "BtheB"),
        "drugYes" => is(table, row, "drug", "Yes"),
        "length>6m" => is(table, row, "length", ">6m"),
        name => {
            let Some(rest) = name.strip_prefix("factor(time)") else { return table.number(row, name) };
            let (week, both) = rest.split_once(':').map_or((rest, false), |(week, _)| (week, true));
            at(week.parse().unwrap()) * if both { is(table, row, "treatment", "BtheB") } else { 1.0 }
        }
    }
}

fn sleepstudy() -> bool {
    Table::read("lme4_sleepstudy.csv").is_some()
}

/// The persons of a data set, with these columns.
fn blocks(sleep: bool, terms: &[&str]) -> Vec<Block> {
    let (table, person, time, outcome) = if sleep {
        (Table::read("lme4_sleepstudy.csv").unwrap(), "Subject", "Days", "Reaction")
    } else {
        (Table::read("btheb_long.csv").unwrap().with("bdi"), "subject", "time", "bdi")
    };
    let block = |rows: &Vec<usize>| {
        let x: Vec<Vec<f64>> =
            rows.iter().map(|row| terms.iter().map(|name| entry(&table, *row, name)).collect()).collect();
        let of = |column: &str| rows.iter().map(|row| table.number(*row, column)).collect::<Vec<f64>>();
        let occasions = if sleep {
            (0..rows.len()).collect()
        } else {
            rows.iter().map(|row| place(&table, *row)).collect()
        };
        Block::person(occasions, of(time), &x, &of(outcome)).unwrap()
    };
    table.groups(person).iter().map(block).collect()
}

struct Model {
    blocks: Vec<Block>,
    terms: &'static [&'static str],
    covariance: Covariance,
    likelihood: Likelihood,
    fit: MixedFit,
}

fn model(label: &str) -> Model {
    let terms: &[&str] = if label.starts_with("sleep") { &SLEEP } else { &BTHEB };
    let blocks = blocks(label.starts_with("sleep"), terms);
    let covariance = match label {
        label if label.contains("uncorr") => Covariance::SlopeUncorrelated,
        label if label.contains("_rs_") => Covariance::Slope,
        _ => Covariance::Intercept,
    };
    let likelihood = if label.ends_with("REML") { Likelihood::Restricted } else { Likelihood::Full };
    let fit = fit_mixed(&blocks, covariance, likelihood).unwrap();
    Model { blocks, terms, covariance, likelihood, fit }
}

/// Entries of the relative Cholesky factor, by columns, as lme4 has them.
fn theta(model: &Model) -> Vec<f64> {
    let relative = &model.fit.effects / model.fit.residual.unwrap();
    let factor = relative.cholesky().unwrap().unpack();
    match model.covariance {
        Covariance::Slope => vec![factor[(0, 0)], factor[(1, 0)], factor[(1, 1)]],
        Covariance::SlopeUncorrelated => vec![factor[(0, 0)], factor[(1, 1)]],
        _ => vec![factor[(0, 0)]],
    }
}

#[test]
fn every_number_of_the_fifty_digit_optima() {
    let Some(golden) = Golden::open("lmm_highprec.json") else { return };
    for index in 0..golden.len("/models") {
        let at = |name: &str| format!("/models/{index}/{name}");
        let model = model(golden.text(&at("label")));
        let (fit, sd) = (&model.fit, model.fit.deviations_and_correlations());
        for (k, name) in model.terms.iter().enumerate() {
            golden.is(&at(&format!("fixef/{name}")), fit.coefficients[k], 1e-10);
            golden.is(&at(&format!("se/{name}")), fit.covariance[(k, k)].sqrt(), 1e-10);
        }
        golden.are(&at("theta"), &theta(&model), 1e-9);
        for k in 0..sd.nrows() {
            golden.is(&at(&format!("random_sd/{k}")), sd[(k, k)], 1e-10);
            golden.is(&at(&format!("random_var/{k}")), fit.effects[(k, k)], 1e-10);
        }
        if model.covariance == Covariance::Slope {
            golden.is(&at("random_cor"), sd[(1, 0)], 1e-9);
            golden.is(&at("random_cov"), fit.effects[(1, 0)], 1e-9);
        } else {
            golden.is(&at("icc"), fit.intraclass_correlation().unwrap(), 1e-10);
        }
        for (name, found, tolerance) in [
            ("n_obs", fit.observations as f64, 0.0),
            ("n_groups", fit.persons as f64, 0.0),
            ("n_par", fit.parameters as f64, 0.0),
            ("sigma", fit.residual.unwrap().sqrt(), 1e-10),
            ("sigma2", fit.residual.unwrap(), 1e-10),
            ("criterion", -2.0 * fit.log_likelihood, 1e-12),
            ("logLik", fit.log_likelihood, 1e-12),
            ("AIC", fit.aic(), 1e-12),
            ("BIC", fit.bic(), 1e-12),
        ] {
            golden.is(&at(name), found, tolerance);
        }
        golden.leave_out(&at("newton_iterations"), "steps of the other program");
    }
    golden.finish();
}

fn terms(golden: &Golden, index: usize, model: &Model) {
    let at = |name: &str| format!("/models/{index}/{name}");
    let fit = &model.fit;
    for (k, name) in model.terms.iter().enumerate() {
        let of = |part: &str| at(&format!("{part}/{name}"));
        let found = fit.term(k, DegreesOfFreedom::Satterthwaite, LEVEL_95).unwrap();
        golden.is(&of("fixef"), found.estimate, OPTIMISER);
        golden.is(&of("se"), found.se, OPTIMISER);
        golden.near(&of("df_satterthwaite"), found.df, 1e-3);
        golden.is(&of("t"), found.t, OPTIMISER);
        golden.is(&of("p_satterthwaite"), found.p, 1e-3);
        let half = normal_quantile(0.975).unwrap() * found.se;
        golden.ends(&of("wald_ci95"), Interval::around(found.estimate, half), 2.0 * OPTIMISER);
        for j in 0..model.terms.len() {
            let size = (fit.covariance[(k, k)] * fit.covariance[(j, j)]).sqrt();
            golden.near(&at(&format!("vcov_fixef/{k}/{j}")), fit.covariance[(k, j)], OPTIMISER * size);
        }
        if golden.value(&format!("/models/{index}")).get("kenward_roger").is_some() {
            let found = fit.term(k, DegreesOfFreedom::KenwardRoger, LEVEL_95).unwrap();
            golden.is(&at(&format!("kenward_roger/se/{name}")), found.se, OPTIMISER);
            golden.near(&at(&format!("kenward_roger/df/{name}")), found.df, 1e-3);
            golden.is(&at(&format!("kenward_roger/p/{name}")), found.p, 1e-3);
        }
    }
}

fn variances(golden: &Golden, index: usize, model: &Model) {
    let at = |name: &str| format!("/models/{index}/{name}");
    let (fit, sd) = (&model.fit, model.fit.deviations_and_correlations());
    for place in 0..golden.len(&at("varcomp")) {
        let of = |part: &str| at(&format!("varcomp/{place}/{part}"));
        let effect = |part: &str| match golden.value(&of(part)).as_str() {
            None => None,
            Some("(Intercept)") => Some(0),
            Some(_) => Some(fit.effects.nrows() - 1),
        };
        let (variance, deviation) = if golden.text(&of("grp")) == "Residual" {
            (fit.residual.unwrap(), fit.residual.unwrap().sqrt())
        } else {
            let (first, second) = (effect("var1").unwrap(), effect("var2"));
            let other = second.unwrap_or(first);
            let deviation = if second.is_some() { sd[(other, first)] } else { sd[(first, first)] };
            (fit.effects[(first, other)], deviation)
        };
        // A covariance near zero is known to part of the variances beside it.
        golden.is(&of("vcov"), variance, 20.0 * OPTIMISER);
        golden.is(&of("sdcor"), deviation, 20.0 * OPTIMISER);
    }
    if golden.value(&at("theta")).is_array() {
        golden.are(&at("theta"), &theta(model), 20.0 * OPTIMISER);
    } else {
        golden.is(&at("theta"), theta(model)[0], OPTIMISER);
    }
    golden.is(&at("sigma"), fit.residual.unwrap().sqrt(), OPTIMISER);
}

fn persons(golden: &Golden, index: usize, model: &Model) {
    let at = |name: &str| format!("/models/{index}/{name}");
    for place in 0..golden.len(&at("ranef_first")) {
        let of = |part: &str| at(&format!("ranef_first/{place}/{part}"));
        let predicted = model.fit.predict(&model.blocks[place]).unwrap();
        golden.take(&of("group"));
        let names = ["(Intercept)", if model.terms.len() == 2 { "Days" } else { "time" }];
        for (effect, name) in predicted.effects.iter().zip(names) {
            golden.near(&of(name), *effect, 1e-3);
        }
        assert!(predicted.covariance[(0, 0)] < model.fit.effects[(0, 0)]);
    }
    let (mut fitted, mut residuals) = (Vec::new(), Vec::new());
    for block in model.blocks.iter().take(5) {
        let predicted = model.fit.predict(block).unwrap();
        fitted.extend(predicted.fitted);
        residuals.extend(predicted.residuals);
    }
    for place in 0..5 {
        golden.near(&at(&format!("fitted_first5/{place}")), fitted[place], 1e-3);
        golden.near(&at(&format!("resid_first5/{place}")), residuals[place], 1e-3);
    }
}

/// The other program interpolates by splines; here the equation is solved.
fn profiles(golden: &Golden, index: usize, model: &Model) {
    let path = format!("/models/{index}/profile_ci95_ML");
    let profile = Profile::new(&model.blocks, model.covariance).unwrap();
    let slope = model.covariance == Covariance::Slope;
    let mut known = vec![(".sig01", Deviation::Intercept), (".sigma", Deviation::Residual)];
    if slope {
        known.extend([(".sig02", Deviation::Correlation), (".sig03", Deviation::Slope)]);
    }
    for (name, parameter) in known {
        golden.ends(&format!("{path}/{name}"), profile.deviation(parameter, LEVEL_95).unwrap(), 2e-3);
    }
    for (k, name) in model.terms.iter().enumerate() {
        golden.ends(&format!("{path}/{name}"), profile.coefficient(k, LEVEL_95).unwrap(), 2e-3);
    }
}

#[test]
fn every_number_of_lme4() {
    let Some(golden) = Golden::open("lmm_lme4.json") else { return };
    if !sleepstudy() {
        return;
    }
    for index in 0..golden.len("/models") {
        let at = |name: &str| format!("/models/{index}/{name}");
        let model = model(golden.text(&at("label")));
        let restricted = golden.take(&at("REML")) > 0.5;
        assert_eq!(restricted, model.likelihood == Likelihood::Restricted);
        let fit = &model.fit;
        for (name, found) in [
            ("n_obs", fit.observations as f64),
            ("n_groups", fit.persons as f64),
            ("n_par", fit.parameters as f64),
            ("logLik", fit.log_likelihood),
            ("AIC", fit.aic()),
            ("BIC", fit.bic()),
            ("criterion", -2.0 * fit.log_likelihood),
            ("singular", f64::from(u8::from(fit.singular))),
        ] {
            golden.is(&at(name), found, 1e-9);
        }
        terms(&golden, index, &model);
        variances(&golden, index, &model);
        persons(&golden, index, &model);
        if let Some(icc) = fit.intraclass_correlation() {
            golden.is(&at("icc_unadjusted"), icc, OPTIMISER);
        }
        if golden.value(&format!("/models/{index}")).get("profile_ci95_ML").is_some() {
            profiles(&golden, index, &model);
        }
    }
    let full = |label: &str| model(label).fit.log_likelihood;
    let without =
        fit_mixed(&blocks(true, &["(Intercept)"]), Covariance::Intercept, Likelihood::Full).unwrap();
    for (name, more, less, df) in [
        ("sleepstudy_days", full("sleepstudy_ri_ML"), without.log_likelihood, 1),
        ("sleepstudy_ri_vs_rs", full("sleepstudy_rs_ML"), full("sleepstudy_ri_ML"), 2),
        ("btheb_ri_vs_rs", full("btheb_rs_ML"), full("btheb_ri_ML"), 2),
    ] {
        let ratio = 2.0 * (more - less);
        golden.is(&format!("/lrt/{name}/chisq"), ratio, 1e-7);
        golden.is(&format!("/lrt/{name}/df"), f64::from(df), 0.0);
        golden.is(&format!("/lrt/{name}/p"), chi_squared_tail(ratio, df).unwrap(), 1e-7);
    }
    golden.finish();
}

const FACTOR: [&str; 9] = [
    "(Intercept)",
    "bdi_pre",
    "factor(time)3",
    "factor(time)5",
    "factor(time)8",
    "treatmentBtheB",
    "factor(time)3:treatmentBtheB",
    "factor(time)5:treatmentBtheB",
    "factor(time)8:treatmentBtheB",
];

/// nlme's criteria count observations less coefficients, and its optimiser stops at about six digits.
fn criteria(golden: &Golden, index: usize, log_likelihood: f64, parameters: usize, columns: usize) {
    let at = |name: &str| format!("/models/{index}/{name}");
    let parameters = parameters as f64;
    golden.is(&at("logLik"), log_likelihood, 1e-9);
    golden.is(&at("AIC"), 2.0 * (parameters - log_likelihood), 1e-9);
    golden.is(&at("BIC"), parameters * (280.0 - columns as f64).ln() - 2.0 * log_likelihood, 1e-9);
}

#[test]
fn every_number_of_nlme() {
    let Some(golden) = Golden::open("lmm_nlme.json") else { return };
    let at = |index: usize, name: &str| format!("/models/{index}/{name}");
    let data = blocks(false, &FACTOR);
    for (index, covariance) in [(0, Covariance::Intercept), (1, Covariance::Unstructured(4))] {
        let fit = fit_mixed(&data, covariance, Likelihood::Restricted).unwrap();
        for (k, name) in FACTOR.iter().enumerate() {
            golden.is(&at(index, &format!("coef/{name}")), fit.coefficients[k], 1e-4);
            golden.is(&at(index, &format!("se/{name}")), fit.covariance[(k, k)].sqrt(), 1e-4);
        }
        criteria(&golden, index, fit.log_likelihood, fit.parameters, FACTOR.len());
        if index == 0 {
            let total = fit.effects[(0, 0)] + fit.residual.unwrap();
            golden.is(&at(0, "sigma"), total.sqrt(), 1e-5);
            golden.is(&at(0, "cor"), fit.intraclass_correlation().unwrap(), 1e-5);
            continue;
        }
        let sd = fit.deviations_and_correlations();
        golden.is(&at(1, "sigma"), sd[(0, 0)], 1e-4);
        let pairs = [(1, 0), (2, 0), (3, 0), (2, 1), (3, 1), (3, 2)];
        golden.are(&at(1, "cor"), &pairs.map(|pair| sd[pair]), 1e-4);
        for (k, name) in ["2", "3", "4"].iter().enumerate() {
            golden.is(&at(1, &format!("sd_ratio/{name}")), sd[(k + 1, k + 1)] / sd[(0, 0)], 1e-4);
        }
    }
    let terms = &BTHEB[..4];
    let fit = fit_autoregressive(&blocks(false, terms), Likelihood::Restricted).unwrap();
    for (k, name) in terms.iter().enumerate() {
        golden.is(&at(2, &format!("coef/{name}")), fit.coefficients[k], 1e-5);
        golden.is(&at(2, &format!("se/{name}")), fit.covariance[(k, k)].sqrt(), 1e-5);
    }
    criteria(&golden, 2, fit.log_likelihood, fit.parameters, terms.len());
    golden.is(&at(2, "sigma"), fit.residual.sqrt(), 1e-5);
    golden.is(&at(2, "cor"), fit.correlation, 1e-5);
    let model = model("btheb_ri_ML");
    for (k, name) in BTHEB.iter().enumerate() {
        golden.is(&format!("/lme_btheb_ri_ML/coef/{name}"), model.fit.coefficients[k], 1e-5);
    }
    golden.is("/lme_btheb_ri_ML/sd_subject", model.fit.effects[(0, 0)].sqrt(), 1e-6);
    golden.is("/lme_btheb_ri_ML/sigma", model.fit.residual.unwrap().sqrt(), 1e-6);
    golden.is("/lme_btheb_ri_ML/logLik", model.fit.log_likelihood, ITERATED);
    golden.finish();
}

#[test]
fn without_correlation_ar1_is_least_squares_and_its_optimum_is_stationary() {
    let persons = |shift: f64| -> Vec<Block> {
        (0..12)
            .map(|i| {
                let wave = |k: u32| f64::from((i * 7 + k * k * 5 + k) % 11) + shift * f64::from(i % 3);
                let x: Vec<Vec<f64>> = (0..4).map(|k| vec![1.0, f64::from(k)]).collect();
                let y: Vec<f64> = (0..4).map(wave).collect();
                Block::person(vec![0, 1, 2, 3], vec![0.0; 4], &x, &y).unwrap()
            })
            .collect()
    };
    let data = persons(3.0);
    let fit = fit_autoregressive(&data, Likelihood::Full).unwrap();
    assert!(fit.correlation.abs() < 1.0 && fit.residual > 0.0);
    let mut unit = persons(3.0);
    unit.reverse();
    let again = fit_autoregressive(&unit, Likelihood::Full).unwrap();
    close(again.correlation, fit.correlation, 1e-10);
    close(again.log_likelihood, fit.log_likelihood, 1e-12);
}
