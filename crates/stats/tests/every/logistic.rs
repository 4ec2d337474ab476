//! `logistic_dropout.json`: who drops out, analysis of covariance, those who left against those who stayed.

use stats::{
    LEVEL_95, Logistic, LogisticFit, Moments, Trials, fisher, fit_linear, mann_whitney, pooled_t, table_test,
    welch,
};

use crate::golden::{CLOSED, Golden, ITERATED};
use crate::support::Table;

const TERMS: [&str; 5] = ["(Intercept)", "bdi.pre", "treatmentBtheB", "drugYes", "length>6m"];

fn is(table: &Table, row: usize, column: &str, value: &str) -> f64 {
    f64::from(u8::from(table.text(row, column) == value))
}

fn gone(table: &Table, row: usize) -> bool {
    matches!(table.text(row, "bdi.8m"), "" | "NA")
}

fn regression(golden: &Golden, table: &Table) {
    let at = |name: &str| format!("/logistic/0/{name}");
    let trials = |row: usize| {
        let mut columns = vec![1.0, table.number(row, "bdi.pre"), is(table, row, "treatment", "BtheB")];
        columns.extend([is(table, row, "drug", "Yes"), is(table, row, "length", ">6m")]);
        Trials { columns, successes: f64::from(u8::from(gone(table, row))), trials: 1.0 }
    };
    let rows: Vec<Trials> = (0..table.len()).map(trials).collect();
    let data = Logistic::new(&rows).unwrap();
    let fit = data.fit().unwrap();
    for (k, name) in TERMS.iter().enumerate() {
        let term = fit.term(k, LEVEL_95).unwrap();
        let of = |part: &str| at(&format!("{part}/{name}"));
        golden.is(&of("coef"), term.estimate, ITERATED);
        golden.is(&of("se"), term.se, ITERATED);
        golden.is(&at(&format!("z/{k}")), term.t, ITERATED);
        golden.is(&at(&format!("p/{k}")), term.p, ITERATED);
        golden.is(&of("or"), term.estimate.exp(), ITERATED);
        let wald = stats::Interval { lower: term.interval.lower.exp(), upper: term.interval.upper.exp() };
        golden.ends(&of("or_wald_ci95"), wald, ITERATED);
        profile(golden, &of("or_profile_ci95"), &data, &fit, k);
        let row: Vec<f64> = fit.covariance.row(k).iter().copied().collect();
        golden.are(&at(&format!("vcov/{k}")), &row, ITERATED);
    }
    let robust: Vec<f64> = data.robust_covariance(&fit).diagonal().iter().map(|v| v.sqrt()).collect();
    golden.are(&at("robust_se_HC0"), &robust, ITERATED);
    let quality = data.quality(&fit).unwrap();
    let (ratio, fitting) = (quality.likelihood_ratio.unwrap(), quality.hosmer_lemeshow.unwrap());
    for (name, found) in [
        ("n", rows.len() as f64),
        ("events", rows.iter().map(|row| row.successes).sum()),
        ("deviance", fit.deviance()),
        ("null_deviance", quality.null_deviance),
        ("logLik", fit.log_likelihood),
        ("AIC", fit.aic()),
        ("BIC", fit.bic(rows.len() as f64)),
        ("lr_chisq", ratio.value),
        ("lr_df", f64::from(ratio.df)),
        ("lr_p", ratio.p),
        ("auc", quality.auc),
        ("brier", quality.brier),
        ("hosmer_lemeshow_chisq", fitting.value),
        ("hosmer_lemeshow_p", fitting.p),
        ("nagelkerke", quality.nagelkerke),
    ] {
        golden.is(&at(name), found, ITERATED);
    }
    golden.leave_out(&at("iterations"), "steps of the other program");
}

/// The other program interpolates the curve by a spline, good to about four digits; here the equation is solved.
fn profile(golden: &Golden, path: &str, data: &Logistic, fit: &LogisticFit, column: usize) {
    let ends = data.profile_interval(fit, column, LEVEL_95).unwrap();
    for (place, (end, sign)) in [(ends.lower, -1.0), (ends.upper, 1.0)].into_iter().enumerate() {
        golden.is(&format!("{path}/{place}"), end.exp(), 2e-4);
        let root = data.profile_root(fit, column, end).unwrap();
        assert!((root - sign * 1.959_963_984_540_054).abs() < ITERATED);
    }
}

fn covariance(golden: &Golden, table: &Table) {
    let rows: Vec<usize> =
        (0..table.len()).filter(|row| !matches!(table.text(*row, "bdi.2m"), "" | "NA")).collect();
    let x: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| vec![1.0, table.number(*row, "bdi.pre"), is(table, *row, "treatment", "BtheB")])
        .collect();
    let y: Vec<f64> = rows.iter().map(|row| table.number(*row, "bdi.2m")).collect();
    let fit = fit_linear(&x, &y).unwrap();
    let at = |name: &str| format!("/ols_btheb/{name}");
    for (k, name) in TERMS.iter().take(3).enumerate() {
        let term = fit.term(k, LEVEL_95).unwrap();
        golden.is(&at(&format!("coef/{name}")), term.estimate, CLOSED);
        golden.is(&at(&format!("se/{k}")), term.se, CLOSED);
        golden.is(&at(&format!("t/{k}")), term.t, CLOSED);
        golden.is(&at(&format!("p/{k}")), term.p, CLOSED);
        golden.ends(&at(&format!("ci95/{k}")), term.interval, CLOSED);
        let robust = fit.robust.as_ref().unwrap()[(k, k)].sqrt();
        golden.is(&at(&format!("se_HC3/{k}")), robust, CLOSED);
    }
    golden.is(&at("sigma"), fit.sigma, CLOSED);
    golden.is(&at("r2"), fit.r_squared, CLOSED);
    golden.is(&at("adj_r2"), fit.r_squared_adjusted, CLOSED);
    golden.are(&at("f"), &[fit.f, 2.0, fit.df], CLOSED);
}

fn leavers(golden: &Golden, table: &Table) {
    let at = |name: &str| format!("/dropout_groups/{name}");
    let first = |left: bool| -> Vec<f64> {
        let rows = (0..table.len()).filter(|row| gone(table, *row) == left);
        rows.map(|row| table.number(row, "bdi.pre")).collect()
    };
    let (stayed, left) = (first(false), first(true));
    let [a, b] = [&stayed, &left].map(|values| Moments::of(values.iter().copied()));
    let test = welch(&a, &b, LEVEL_95).unwrap();
    golden.is(&at("welch/t"), test.t, CLOSED);
    golden.is(&at("welch/df"), test.df, CLOSED);
    golden.is(&at("welch/p"), test.p, CLOSED);
    golden.ends(&at("welch/ci95"), test.interval, CLOSED);
    let pooled = pooled_t(&a, &b, LEVEL_95).unwrap();
    golden.is(&at("pooled/t"), pooled.difference.t, CLOSED);
    golden.is(&at("pooled/df"), pooled.difference.df, CLOSED);
    golden.is(&at("pooled/p"), pooled.difference.p, CLOSED);
    // Those who left less those who stayed.
    golden.is(&at("smd/d"), -pooled.d, CLOSED);
    golden.is(&at("smd/g"), -pooled.g, CLOSED);
    golden.is(&at("smd/J"), pooled.hedges, CLOSED);
    golden.is(&at("smd/se"), pooled.d_se, CLOSED);
    let ranks = mann_whitney(&stayed, &left).unwrap();
    golden.is(&at("mann_whitney/W"), ranks.w, CLOSED);
    golden.is(&at("mann_whitney/p"), ranks.p, CLOSED);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let rows =
        [0, 1].map(|row| golden.list(&at(&format!("table/{row}"))).iter().map(|n| *n as u64).collect());
    let test = table_test(&rows).unwrap();
    golden.is(&at("chisq/x2"), test.chi_squared, CLOSED);
    golden.is(&at("chisq/p"), test.p, CLOSED);
    let [corrected, p] = test.corrected.unwrap();
    golden.is(&at("chisq/x2_yates"), corrected, CLOSED);
    golden.is(&at("chisq/p_yates"), p, CLOSED);
    golden.is(&at("cramers_v"), test.cramers_v, CLOSED);
    let [first, second] = &rows;
    let exact = fisher([first[0], first[1], second[0], second[1]], LEVEL_95).unwrap();
    golden.is(&at("fisher/p"), exact.p, CLOSED);
    // The other program solves for the odds ratio and its limits to about 1e-4.
    golden.is(&at("fisher/or"), exact.odds_ratio, 1e-4);
    golden.ends(&at("fisher/ci95"), exact.interval, 1e-4);
}

#[test]
fn every_number_of_logistic_regression_and_drop_out() {
    let (Some(golden), Some(table)) = (Golden::open("logistic_dropout.json"), Table::read("btheb_wide.csv"))
    else {
        return;
    };
    regression(&golden, &table);
    covariance(&golden, &table);
    leavers(&golden, &table);
    golden.finish();
}
