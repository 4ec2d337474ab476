//! `gee.json`, `lmm_highprec.json`, `lmm_lme4.json` and `lmm_nlme.json` through the evaluation.

use evaluation::findings::{Findings, Model, Term};

use super::super::golden::{Golden, ITERATED};
use super::super::models::study;
use super::super::support::{on_file, text_beside};
use super::leave_out;

/// What the other program's optimiser leaves (see `stats`): the optimum itself is in `lmm_highprec.json`.
const OPTIMISER: f64 = 3e-5;

fn number(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

fn sleep(models: &[String]) -> Findings {
    let order: Vec<String> = (0..10).map(|day| format!("\"{day}\"")).collect();
    let data =
        format!("file = \"s\"\nperson = \"Subject\"\noccasion = \"Days\"\norder = [{}]", order.join(", "));
    let asked: Vec<&str> = models.iter().map(String::as_str).collect();
    let measure = "name = \"r\"\nkind = \"score\"\ncolumn = \"Reaction\"";
    on_file(&study(&data, measure, &asked), &text_beside("lme4_sleepstudy.csv"))
}

/// The program takes the levels of a text in the order of the file, R in that of the alphabet: the person who is first in each
/// comes first.
fn btheb_file() -> String {
    let text = text_beside("btheb_long.csv");
    let mut rows: Vec<&str> = text.lines().collect();
    let first = rows.iter().position(|row| row.contains("\"No\",\"<6m\",\"TAU\"")).unwrap();
    let first = rows.remove(first);
    rows.insert(1, first);
    rows.join("\n")
}

fn btheb(models: &[String]) -> Findings {
    let data =
        "file = \"b\"\nperson = \"subject\"\noccasion = \"time\"\norder = [\"2\", \"3\", \"5\", \"8\"]";
    let asked: Vec<&str> = models.iter().map(String::as_str).collect();
    on_file(&study(data, "name = \"bdi\"\nkind = \"score\"\ncolumn = \"bdi\"", &asked), &btheb_file())
}

fn ohio(working: &str) -> Findings {
    let data = "file = \"o\"\nperson = \"id\"\noccasion = \"age\"\norder = [\"-2\", \"-1\", \"0\", \"1\"]";
    let asked = format!(
        "kind = \"gee\"\ntime = \"linear\"\ncovariates = [\"smoke\"]\ninteractions = [\"age:smoke\"]\nworking = \"{working}\""
    );
    let measure = "name = \"r\"\nkind = \"yes_no\"\ncolumn = \"resp\"";
    on_file(&study(data, measure, &[&asked]), &text_beside("geepack_ohio.csv"))
}

const BTHEB: &str = "covariates = [\"bdi_pre\", \"treatment\", \"drug\", \"length\"]";

#[test]
fn every_estimating_equation_of_the_reference_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("gee.json") else { return };
    for index in 0..golden.len("/geepack") {
        let at = |name: &str| format!("/geepack/{index}/{name}");
        let (set, working) = golden.text(&at("label")).split_once('_').unwrap();
        let findings = if set == "ohio" {
            ohio(working)
        } else {
            btheb(&[format!("kind = \"gee\"\ntime = \"linear\"\nworking = \"{working}\"\n{BTHEB}")])
        };
        let model = &findings.measures[0].models[0];
        let variance = model.variance.as_ref().unwrap();
        golden.is(&at("n_obs"), number(model.n.shown().unwrap()), 0.0);
        golden.is(&at("n_clusters"), number(model.persons.shown().unwrap()), 0.0);
        golden.is(&at("phi"), variance.scale.unwrap(), ITERATED);
        if working != "independence" {
            golden.is(&at("alpha"), variance.correlation.unwrap(), ITERATED);
            golden.leave_out(&at("alpha_se"), "no error of the working correlation in the findings");
        }
        for term in &model.terms {
            let of = |part: &str| at(&format!("{part}/{}", term.name));
            golden.is(&of("coef"), term.estimate, ITERATED);
            golden.is(&of("robust_se"), term.se, ITERATED);
            golden.is(&of("wald"), term.t * term.t, ITERATED * 10.0);
            golden.near(&of("p"), term.p, 1e-9);
        }
        leave_out(
            &golden,
            &format!("/geepack/{index}"),
            &["robust_vcov", "naive_vcov"],
            "errors stand in the findings",
        );
    }
    golden.leave_out("/gee", "another program's denominator: pairs less coefficients");
    golden.finish();
}

fn mixed(label: &str) -> Option<Model> {
    if label.contains("uncorr") {
        return None;
    }
    let kind = if label.contains("_rs_") { "random_slope" } else { "random_intercept" };
    let method = if label.ends_with("REML") { "REML" } else { "ML" };
    let asked = format!("kind = \"{kind}\"\ntime = \"linear\"\nmethod = \"{method}\"\n");
    let findings =
        if label.starts_with("sleep") { sleep(&[asked]) } else { btheb(&[format!("{asked}{BTHEB}")]) };
    findings.measures[0].models.first().cloned()
}

#[test]
fn the_truth_of_mixed_models_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("lmm_highprec.json") else { return };
    for index in 0..golden.len("/models") {
        let at = |name: &str| format!("/models/{index}/{name}");
        let model = mixed(golden.text(&at("label"))).unwrap();
        let variance = model.variance.as_ref().unwrap();
        for term in &model.terms {
            golden.is(&at(&format!("fixef/{}", term.name)), term.estimate, ITERATED);
            golden.is(&at(&format!("se/{}", term.name)), term.se, ITERATED);
        }
        let (intercept, residual) = (variance.intercept.unwrap(), variance.residual.unwrap());
        let variances: Vec<f64> = [Some(intercept), variance.slope].into_iter().flatten().collect();
        golden.are(&at("random_var"), &variances, ITERATED);
        golden.are(&at("random_sd"), &variances.iter().map(|one| one.sqrt()).collect::<Vec<f64>>(), ITERATED);
        golden.is(&at("sigma2"), residual, ITERATED);
        golden.is(&at("sigma"), residual.sqrt(), ITERATED);
        golden.is(&at("logLik"), model.log_likelihood.unwrap(), 1e-10);
        golden.is(&at("criterion"), -2.0 * model.log_likelihood.unwrap(), 1e-10);
        golden.is(&at("AIC"), model.aic.unwrap(), 1e-10);
        golden.is(&at("BIC"), model.bic.unwrap(), 1e-10);
        golden.is(&at("n_obs"), number(model.n.shown().unwrap()), 0.0);
        golden.is(&at("n_groups"), number(model.persons.shown().unwrap()), 0.0);
        let optional = |name: &str, value: Option<f64>| {
            if golden.has(&at(name)) {
                golden.is(&at(name), value.unwrap(), ITERATED);
            }
        };
        optional("icc", variance.icc);
        optional("random_cov", variance.covariance);
        let correlation =
            variance.slope.map(|slope| variance.covariance.unwrap() / (intercept * slope).sqrt());
        optional("random_cor", correlation);
        leave_out(
            &golden,
            &format!("/models/{index}"),
            &["n_par", "newton_iterations"],
            "steps of the other program",
        );
        golden.leave_out(&at("theta"), "the variances in other units");
    }
    golden.finish();
}

fn lme4(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/models/{index}/{name}");
    let Some(model) = mixed(golden.text(&at("label"))) else {
        golden
            .leave_out(&format!("/models/{index}"), "a study cannot ask for a slope without its correlation");
        return;
    };
    let variance = model.variance.as_ref().unwrap();
    let estimate = |term: &Term, part: &str| at(&format!("{part}/{}", term.name));
    for term in &model.terms {
        golden.near(&estimate(term, "fixef"), term.estimate, OPTIMISER * term.se);
        golden.is(&estimate(term, "se"), term.se, OPTIMISER);
        golden.near(&estimate(term, "t"), term.t, OPTIMISER * term.t.abs().max(1.0));
        if golden.has(&estimate(term, "df_satterthwaite")) {
            golden.near(&estimate(term, "df_satterthwaite"), term.df.unwrap(), 1e-3);
            golden.is(&estimate(term, "p_satterthwaite"), term.p, 1e-3);
        }
        if golden.has(&estimate(term, "kenward_roger/df")) {
            let wider = term.kenward_roger.as_ref().unwrap();
            golden.is(&estimate(term, "kenward_roger/se"), wider.se, OPTIMISER);
            golden.near(&estimate(term, "kenward_roger/df"), wider.df, 1e-3);
            golden.is(&estimate(term, "kenward_roger/p"), wider.p, 1e-3);
        }
    }
    let own = [variance.intercept, variance.slope, variance.covariance, variance.residual];
    for (place, value) in own.into_iter().flatten().enumerate() {
        golden.is(&at(&format!("varcomp/{place}/vcov")), value, 10.0 * OPTIMISER);
    }
    golden.is(&at("sigma"), variance.residual.unwrap().sqrt(), OPTIMISER);
    golden.is(&at("logLik"), model.log_likelihood.unwrap(), 1e-9);
    golden.is(&at("AIC"), model.aic.unwrap(), 1e-9);
    golden.is(&at("BIC"), model.bic.unwrap(), 1e-9);
    golden.is(&at("criterion"), -2.0 * model.log_likelihood.unwrap(), 1e-9);
    golden.is(&at("n_obs"), number(model.n.shown().unwrap()), 0.0);
    golden.is(&at("n_groups"), number(model.persons.shown().unwrap()), 0.0);
    golden.is(&at("singular"), f64::from(u8::from(model.singular.unwrap())), 0.0);
    golden.is(&at("REML"), f64::from(u8::from(model.method == "REML")), 0.0);
    if let (true, Some(icc)) = (golden.has(&at("icc_unadjusted")), variance.icc) {
        golden.is(&at("icc_unadjusted"), icc, OPTIMISER);
    }
    // What the findings do not tell, where the file has it.
    for name in [
        "vcov_fixef",
        "theta",
        "n_par",
        "wald_ci95",
        "profile_ci95_ML",
        "ranef_first",
        "fitted_first5",
        "resid_first5",
        "icc_unadjusted",
    ] {
        golden.leave_out_if_left(&at(name));
    }
    golden.leave_out_if_left(&at("varcomp"));
}

#[test]
fn every_mixed_model_of_lme4_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("lmm_lme4.json") else { return };
    (0..golden.len("/models")).for_each(|index| lme4(&golden, index));
    // Likelihood ratios, from the log likelihoods of two models of an evaluation.
    for (name, less, more) in [
        ("sleepstudy_ri_vs_rs", "sleepstudy_ri_ML", "sleepstudy_rs_ML"),
        ("btheb_ri_vs_rs", "btheb_ri_ML", "btheb_rs_ML"),
    ] {
        let [less, more] = [less, more].map(|label| mixed(label).unwrap().log_likelihood.unwrap());
        golden.is(&format!("/lrt/{name}/chisq"), 2.0 * (more - less), 1e-6);
        leave_out(&golden, &format!("/lrt/{name}"), &["df", "p"], "no likelihood ratio test in the findings");
    }
    golden.leave_out("/lrt/sleepstudy_days", "no likelihood ratio test in the findings");
    golden.finish();
}

#[test]
fn every_model_of_nlme_that_a_study_can_ask_for_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("lmm_nlme.json") else { return };
    let own = "covariates = [\"bdi_pre\", \"treatment\"]\ninteractions = [\"time:treatment\"]";
    let findings = btheb(&["random_intercept", "mmrm"].map(|kind| format!("kind = \"{kind}\"\n{own}")));
    let name = |term: &Term| match term.name.split_once(':') {
        Some((time, group)) => format!("factor(time){}:{group}", &time[4..]),
        None => {
            term.name.strip_prefix("time").map_or(term.name.clone(), |week| format!("factor(time){week}"))
        }
    };
    for (index, model) in findings.measures[0].models.iter().enumerate() {
        let at = |name: &str| format!("/models/{index}/{name}");
        for term in &model.terms {
            golden.near(&at(&format!("coef/{}", name(term))), term.estimate, 2e-4 * term.se);
            golden.is(&at(&format!("se/{}", name(term))), term.se, 2e-4);
        }
        golden.is(&at("logLik"), model.log_likelihood.unwrap(), 1e-8);
        golden.is(&at("AIC"), model.aic.unwrap(), 1e-8);
        golden.leave_out(&at("BIC"), "observations less columns; the findings count observations, as lme4");
        let variance = model.variance.as_ref().unwrap();
        if let Some(matrix) = &variance.matrix {
            let sd = |k: usize| matrix[k][k].sqrt();
            golden.is(&at("sigma"), sd(0), 2e-4);
            for k in 1..4 {
                golden.is(&at(&format!("sd_ratio/{}", k + 1)), sd(k) / sd(0), 2e-4);
            }
            let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
            golden.are(&at("cor"), &pairs.map(|(j, k)| matrix[j][k] / sd(j) / sd(k)), 2e-4);
        } else {
            let all = variance.intercept.unwrap() + variance.residual.unwrap();
            golden.is(&at("sigma"), all.sqrt(), 2e-4);
            golden.is(&at("cor"), variance.icc.unwrap(), 2e-4);
        }
    }
    golden.leave_out("/models/2", "a study cannot ask for an autoregressive covariance");
    let model = mixed("btheb_ri_ML").unwrap();
    let variance = model.variance.as_ref().unwrap();
    for term in &model.terms {
        golden.near(&format!("/lme_btheb_ri_ML/coef/{}", term.name), term.estimate, 1e-4 * term.se);
    }
    golden.is("/lme_btheb_ri_ML/sd_subject", variance.intercept.unwrap().sqrt(), 1e-5);
    golden.is("/lme_btheb_ri_ML/sigma", variance.residual.unwrap().sqrt(), 1e-5);
    golden.is("/lme_btheb_ri_ML/logLik", model.log_likelihood.unwrap(), 1e-9);
    golden.finish();
}
