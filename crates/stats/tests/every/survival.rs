//! `survival.json`: survival curves, their comparison, hazards, competing events.

use stats::{
    AalenJohansen, Competing, FollowUp, KaplanMeier, LEVEL_95, SurvivalScale, SurvivalStep, Ties,
    concordance, fit_cox, log_rank, weighted_log_rank,
};

use crate::golden::{CLOSED, Golden, ITERATED};
use crate::support::Table;

fn lung(table: &Table, sex: Option<f64>) -> Vec<FollowUp> {
    let rows =
        (0..table.len()).filter(|row| sex.is_none_or(|sex| (table.number(*row, "sex") - sex).abs() < 0.5));
    rows.map(|row| FollowUp { time: table.number(row, "time"), event: table.number(row, "status") > 1.5 })
        .collect()
}

const SCALES: [(&str, SurvivalScale); 3] =
    [("plain", SurvivalScale::Plain), ("log", SurvivalScale::Log), ("loglog", SurvivalScale::LogLog)];

fn curve(golden: &Golden, index: usize, persons: &[FollowUp]) {
    let at = |name: &str| format!("/km/{index}/{name}");
    let curve = KaplanMeier::of(persons.iter().copied()).unwrap();
    let all = |of: &dyn Fn(&SurvivalStep) -> f64| curve.steps().iter().map(of).collect::<Vec<f64>>();
    golden.is(&at("n"), persons.len() as f64, 0.0);
    golden.is(&at("events"), all(&|step| step.events as f64).iter().sum(), 0.0);
    golden.are(&at("time"), &all(&|step| step.time), 0.0);
    golden.are(&at("n_risk"), &all(&|step| step.at_risk as f64), 0.0);
    golden.are(&at("n_event"), &all(&|step| step.events as f64), 0.0);
    golden.are(&at("n_censor"), &all(&|step| step.censored as f64), 0.0);
    golden.are(&at("surv"), &all(&|step| step.survival), CLOSED);
    golden.are(&at("se_greenwood"), &all(&|step| step.se().unwrap_or(f64::NAN)), CLOSED);
    for (name, scale) in SCALES {
        let end = |step: &SurvivalStep| step.interval(scale, LEVEL_95).unwrap();
        let lower = all(&|step| end(step).map_or(f64::NAN, |ends| ends.lower));
        let upper = all(&|step| end(step).map_or(f64::NAN, |ends| ends.upper));
        golden.are(&at(&format!("ci_{name}/lower")), &lower, CLOSED);
        golden.are(&at(&format!("ci_{name}/upper")), &upper, CLOSED);
        for (place, p) in golden.list(&at("quartiles/p")).into_iter().enumerate() {
            let ends = curve.quantile_interval(p, scale, LEVEL_95).unwrap();
            for (side, end) in ends.into_iter().enumerate() {
                golden.is(
                    &at(&format!("quartiles/ci_{name}/{side}/{place}")),
                    end.unwrap_or(f64::NAN),
                    CLOSED,
                );
            }
            let estimate = curve.quantile(p).unwrap_or(f64::NAN);
            golden.is(&at(&format!("quartiles/est/{place}")), estimate, CLOSED);
        }
    }
    let last = persons.iter().map(|person| person.time).fold(0.0, f64::max);
    let (mean, se) = curve.restricted_mean(last);
    golden.is(&at("rmean_to_max"), mean, CLOSED);
    golden.is(&at("rmean_se"), se, CLOSED);
}

fn comparison(golden: &Golden, groups: &[Vec<FollowUp>]) {
    let at = |name: &str| format!("/logrank/0/{name}");
    let test = log_rank(groups).unwrap();
    let counts = |of: &[u64]| of.iter().map(|n| *n as f64).collect::<Vec<f64>>();
    golden.are(&at("n"), &counts(&test.n), 0.0);
    golden.are(&at("observed"), &counts(&test.observed), 0.0);
    golden.are(&at("expected"), &test.expected, CLOSED);
    for row in 0..2 {
        let found: Vec<f64> = test.covariance.row(row).iter().copied().collect();
        golden.are(&at(&format!("var/{row}")), &found, CLOSED);
    }
    golden.is(&at("chisq"), test.chi_squared, CLOSED);
    golden.is(&at("df"), f64::from(test.df), 0.0);
    golden.is(&at("p"), test.p, CLOSED);
    let early = weighted_log_rank(groups, 1.0).unwrap();
    golden.is(&at("peto_peto_chisq"), early.chi_squared, CLOSED);
    golden.is(&at("peto_peto_p"), early.p, CLOSED);
}

fn hazards(golden: &Golden, table: &Table) {
    let persons = lung(table, None);
    let columns = |row: usize| vec![table.number(row, "age"), table.number(row, "sex")];
    let rows: Vec<_> = persons.iter().enumerate().map(|(row, person)| (*person, columns(row))).collect();
    for index in 0..golden.len("/cox") {
        let at = |name: &str| format!("/cox/{index}/{name}");
        let ties = if golden.text(&at("ties")) == "efron" { Ties::Efron } else { Ties::Breslow };
        let fit = fit_cox(&rows, ties).unwrap();
        for (k, name) in ["age", "sex"].iter().enumerate() {
            let term = fit.term(k, LEVEL_95).unwrap();
            golden.is(&at(&format!("coef/{name}")), term.estimate, ITERATED);
            golden.is(&at(&format!("se/{k}")), term.se, ITERATED);
            golden.is(&at(&format!("z/{k}")), term.t, ITERATED);
            golden.is(&at(&format!("p/{k}")), term.p, ITERATED);
        }
        golden.are(&at("loglik"), &[fit.null_log_likelihood, fit.log_likelihood], CLOSED);
        let predictor = |x: &[f64]| x.iter().zip(&fit.coefficients).map(|(x, b)| x * b).sum::<f64>();
        let scored: Vec<_> = rows.iter().map(|(person, x)| (*person, predictor(x))).collect();
        golden.is(&at("concordance"), concordance(&scored).unwrap().c, CLOSED);
    }
}

#[test]
fn every_number_of_survival() {
    let (Some(golden), Some(table)) = (Golden::open("survival.json"), Table::read("survival_lung.csv"))
    else {
        return;
    };
    for (index, sex) in [None, Some(1.0), Some(2.0)].into_iter().enumerate() {
        curve(&golden, index, &lung(&table, sex));
    }
    comparison(&golden, &[lung(&table, Some(1.0)), lung(&table, Some(2.0))]);
    hazards(&golden, &table);
    let table = Table::read("survival_mgus2_competing.csv").unwrap();
    let person = |row| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0, 1 or 2")]
        let event = (table.number(row, "event") as usize).checked_sub(1);
        Competing { time: table.number(row, "time"), event }
    };
    let curves = AalenJohansen::of((0..table.len()).map(person), 2).unwrap();
    for (place, time) in golden.list("/competing/0/times").into_iter().enumerate() {
        for (kind, name) in ["pcm", "death"].iter().enumerate() {
            golden.is(&format!("/competing/0/cif_{name}/{place}"), curves.incidence(kind, time), CLOSED);
            golden.is(&format!("/competing/0/se_{name}/{place}"), curves.se(kind, time), CLOSED);
        }
    }
    golden.finish();
}
