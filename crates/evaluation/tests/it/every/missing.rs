//! `logistic_dropout.json` through the evaluation: who is missing at the last occasion, by a logistic model and by groups.

use std::fmt::Write as _;

use evaluation::findings::Findings;

use super::super::golden::{CLOSED, Golden, ITERATED};
use super::super::support::{Table, on_file};
use super::{leave_out, of_pairs};

fn gone(table: &Table, row: usize) -> bool {
    matches!(table.text(row, "bdi.8m"), "" | "NA")
}

/// One row to a person, the reference level of each text in the first of them.
fn persons(columns: &str, models: &str) -> Findings {
    let table = Table::read("btheb_wide.csv").unwrap();
    let mut rows: Vec<usize> = (0..table.len()).collect();
    let is_first = |row: &usize| {
        table.text(*row, "treatment") == "TAU"
            && table.text(*row, "drug") == "No"
            && table.text(*row, "length") == "<6m"
    };
    let first = rows.iter().position(is_first).unwrap();
    rows.swap(0, first);
    let mut file = String::from("id,t,gone,bdi.2m,bdi.pre,treatment,drug,length\n");
    for row in rows {
        let cells = ["bdi.2m", "bdi.pre", "treatment", "drug", "length"].map(|name| table.text(row, name));
        writeln!(file, "p{row},0,{},{}", u8::from(gone(&table, row)), cells.join(",")).unwrap();
    }
    let study = format!(
        "title = \"reference\"\n[data]\nfile = \"wide.csv\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\"]\n\
         [[measure]]\nname = \"y\"\n{columns}\n[[measure.model]]\ntime = \"none\"\n{models}"
    );
    on_file(&study, &file)
}

fn regression(golden: &Golden) {
    let findings = persons(
        "kind = \"yes_no\"\ncolumn = \"gone\"",
        "kind = \"logistic\"\ncovariates = [\"bdi.pre\", \"treatment\", \"drug\", \"length\"]",
    );
    let model = &findings.measures[0].models[0];
    let at = |name: &str| format!("/logistic/0/{name}");
    for (k, term) in model.terms.iter().enumerate() {
        let of = |part: &str| at(&format!("{part}/{}", term.name));
        golden.is(&of("coef"), term.estimate, ITERATED);
        golden.is(&of("se"), term.se, ITERATED);
        golden.is(&at(&format!("z/{k}")), term.t, ITERATED);
        golden.is(&at(&format!("p/{k}")), term.p, ITERATED);
        let ratio = term.odds_ratio.as_ref().unwrap();
        golden.is(&of("or"), ratio.estimate, ITERATED);
        golden.are(&of("or_wald_ci95"), &term.ci95.map(f64::exp), ITERATED);
        // The other program interpolates the curve by a spline, good to about four digits.
        golden.are(&of("or_profile_ci95"), &ratio.ci95, 2e-4);
    }
    let n = f64::from(u32::try_from(model.n.shown().unwrap()).unwrap());
    let likelihood = model.log_likelihood.unwrap();
    for (name, found) in [
        ("n", n),
        ("logLik", likelihood),
        ("deviance", -2.0 * likelihood),
        ("AIC", model.aic.unwrap()),
        ("BIC", model.bic.unwrap()),
    ] {
        golden.is(&at(name), found, ITERATED);
    }
    let events = findings.measures[0].occasions[0].x.and_then(evaluation::findings::Figure::shown).unwrap();
    golden.is(&at("events"), f64::from(u32::try_from(events).unwrap()), 0.0);
    let none =
        ["vcov", "null_deviance", "lr_chisq", "lr_df", "lr_p", "auc", "brier", "hosmer_lemeshow_chisq"];
    leave_out(
        golden,
        "/logistic/0",
        &none,
        "the findings have terms and likelihood, not the quality of a forecast",
    );
    let more = ["hosmer_lemeshow_p", "nagelkerke", "robust_se_HC0", "iterations"];
    leave_out(
        golden,
        "/logistic/0",
        &more,
        "the findings have terms and likelihood, not the quality of a forecast",
    );
}

/// The coefficients of an analysis of covariance are those of estimating equations with one row to a person.
fn covariance(golden: &Golden) {
    let findings = persons(
        "kind = \"score\"\ncolumn = \"bdi.2m\"",
        "kind = \"gee\"\nworking = \"independence\"\ncovariates = [\"bdi.pre\", \"treatment\"]",
    );
    for term in &findings.measures[0].models[0].terms {
        golden.is(&format!("/ols_btheb/coef/{}", term.name), term.estimate, CLOSED);
    }
    let rest = ["se", "t", "p", "sigma", "r2", "adj_r2", "f", "ci95", "se_HC3"];
    leave_out(golden, "/ols_btheb", &rest, "the errors of estimating equations are robust");
}

fn leavers(golden: &Golden) {
    let table = Table::read("btheb_wide.csv").unwrap();
    let value = |row: usize, column: &str| table.text(row, column).parse::<f64>().ok();
    let both: Vec<_> = (0..table.len()).map(|row| (value(row, "bdi.pre"), value(row, "bdi.8m"))).collect();
    let findings = of_pairs("kind = \"score\"\n", &both);
    let found = findings.sensitivity[0].start_difference.value().unwrap();
    let at = |name: &str| format!("/dropout_groups/{name}");
    golden.is(&at("welch/df"), found.df, CLOSED);
    golden.is(&at("welch/p"), found.p, CLOSED);
    golden.are(&at("welch/ci95"), &found.ci95, CLOSED);
    let half = 0.5 * (found.ci95[1] - found.ci95[0]);
    let t = found.difference / (half / stats::t_quantile_two_sided(0.05, found.df).unwrap());
    golden.is(&at("welch/t"), t, CLOSED);
    let other = ["pooled", "mann_whitney", "chisq", "fisher", "cramers_v", "table"];
    leave_out(
        golden,
        "/dropout_groups",
        &other,
        "who left is compared by Welch's test and a standardised difference",
    );
    golden.leave_out(
        &at("smd"),
        "the findings divide by the mean variance, the file by the pooled one (`missing.rs`)",
    );
}

#[test]
fn every_number_of_drop_out_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("logistic_dropout.json") else { return };
    regression(&golden);
    covariance(&golden);
    leavers(&golden);
    golden.finish();
}
