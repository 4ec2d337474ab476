//! `gee.json`: estimating equations.

use stats::{Cluster, Correction, Denominator, Family, GeeFit, LEVEL_95, Working, fit_gee};

use crate::gee_slips;
use crate::golden::{Golden, ITERATED};
use crate::support::{Table, close};

fn is(table: &Table, row: usize, column: &str, value: &str) -> f64 {
    f64::from(u8::from(table.text(row, column) == value))
}

/// A column of the design, by its name in R.
fn entry(table: &Table, row: usize, name: &str) -> f64 {
    match name {
        "(Intercept)" => 1.0,
        "treatmentBtheB" => is(table, row, "treatment", "BtheB"),
        "drugYes" => is(table, row, "drug", "Yes"),
        "length>6m" => is(table, row, "length", ">6m"),
        "age:smoke" => table.number(row, "age") * table.number(row, "smoke"),
        name => table.number(row, name),
    }
}

/// Columns and outcomes of each person.
type Rows = Vec<(Vec<Vec<f64>>, Vec<f64>)>;

fn rows(table: &Table, person: &str, outcome: &str, terms: &[&str]) -> Rows {
    let of = |rows: &Vec<usize>| {
        let x = rows.iter().map(|row| terms.iter().map(|name| entry(table, *row, name)).collect());
        (x.collect(), rows.iter().map(|row| table.number(*row, outcome)).collect())
    };
    table.groups(person).iter().map(of).collect()
}

fn clusters(table: &Table, person: &str, outcome: &str, terms: &[&str]) -> Vec<Cluster> {
    let cluster =
        |(x, y): &(Vec<Vec<f64>>, Vec<f64>)| Cluster::new(x, y, (0u32..).take(y.len()).collect()).unwrap();
    rows(table, person, outcome, terms).iter().map(cluster).collect()
}

const OHIO: [&str; 4] = ["(Intercept)", "age", "smoke", "age:smoke"];
const BTHEB: [&str; 6] = ["(Intercept)", "bdi_pre", "time", "treatmentBtheB", "drugYes", "length>6m"];
const SHORT: [&str; 5] = ["(Intercept)", "bdi_pre", "treatmentBtheB", "length>6m", "drugYes"];

fn working(label: &str) -> Working {
    if label.contains("independence") {
        Working::Independence
    } else if label.contains("ar1") {
        Working::Ar1
    } else {
        Working::Exchangeable
    }
}

fn ohio(working: Working, denominator: Denominator) -> GeeFit {
    let table = Table::read("geepack_ohio.csv").unwrap();
    fit_gee(&clusters(&table, "id", "resp", &OHIO), Family::Binomial, working, denominator).unwrap()
}

fn btheb() -> Table {
    Table::read("btheb_long.csv").unwrap().with("bdi")
}

fn model(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/geepack/{index}/{name}");
    let label = golden.text(&at("label"));
    let (fit, terms): (_, &[&str]) = if label.starts_with("ohio") {
        (ohio(working(label), Denominator::Number), &OHIO)
    } else {
        let data = clusters(&btheb(), "subject", "bdi", &BTHEB);
        (fit_gee(&data, Family::Gaussian, working(label), Denominator::Number).unwrap(), &BTHEB)
    };
    golden.is(&at("n_obs"), fit.observations as f64, 0.0);
    golden.is(&at("n_clusters"), fit.clusters as f64, 0.0);
    golden.is(&at("phi"), fit.scale, ITERATED);
    if working(label) != Working::Independence {
        golden.is(&at("alpha"), fit.correlation, ITERATED);
        let ohio = label.starts_with("ohio");
        let data = if ohio {
            rows(&Table::read("geepack_ohio.csv").unwrap(), "id", "resp", terms)
        } else {
            rows(&btheb(), "subject", "bdi", terms)
        };
        let ended = gee_slips::At {
            beta: &fit.coefficients,
            scale: fit.scale,
            correlation: fit.correlation,
            family: if ohio { Family::Binomial } else { Family::Gaussian },
            working: working(label),
        };
        // The number of `stats` itself, without the slips, is held against a jackknife below.
        golden.is(&at("alpha_se"), gee_slips::correlation_error(&data, &ended), ITERATED);
    }
    for (k, name) in terms.iter().enumerate() {
        let term = fit.term(k, Correction::None, LEVEL_95).unwrap();
        golden.is(&at(&format!("coef/{name}")), term.estimate, ITERATED);
        golden.is(&at(&format!("robust_se/{name}")), term.se, ITERATED);
        golden.is(&at(&format!("wald/{name}")), term.t * term.t, ITERATED * 10.0);
        golden.near(&at(&format!("p/{name}")), term.p, 1e-9);
        let row = |matrix: &nalgebra::DMatrix<f64>| matrix.row(k).iter().copied().collect::<Vec<f64>>();
        golden.are(&at(&format!("robust_vcov/{k}")), &row(&fit.robust), ITERATED);
        golden.are(&at(&format!("naive_vcov/{k}")), &row(&fit.naive), ITERATED);
    }
}

#[test]
fn every_number_of_estimating_equations() {
    let Some(golden) = Golden::open("gee.json") else { return };
    (0..golden.len("/geepack")).for_each(|index| model(&golden, index));
    for index in 0..golden.len("/gee") {
        let at = |name: &str| format!("/gee/{index}/{name}");
        let kind = working(golden.text(&at("label")));
        let data = clusters(&btheb(), "subject", "bdi", &SHORT);
        let fit = fit_gee(&data, Family::Gaussian, kind, Denominator::Free).unwrap();
        golden.is(&at("scale"), fit.scale, ITERATED);
        golden.is(&at("working_cor_12"), fit.correlation, ITERATED);
        for (k, name) in SHORT.iter().enumerate() {
            golden.is(&at(&format!("coef/{name}")), fit.coefficients[k], ITERATED);
            golden.is(&at(&format!("naive_se/{name}")), fit.naive[(k, k)].sqrt(), ITERATED);
            golden.is(&at(&format!("robust_se/{name}")), fit.robust[(k, k)].sqrt(), ITERATED);
        }
    }
    golden.finish();
}

#[test]
fn with_the_scale_held() {
    if Table::read("geepack_ohio.csv").is_none() {
        return;
    }
    let fit = ohio(Working::Exchangeable, Denominator::Held);
    close(fit.correlation, 0.354_531_011_3, 1e-8);
    // Without clusters of one and with a nearly symmetrical design the other program's slips hardly show.
    close(fit.correlation_se.unwrap(), 0.036_034_387, 1e-4);
    let expected = [
        (-1.900_495_291_198, 0.119_086_978_164),
        (-0.141_235_915_230, 0.058_200_889_518),
        (0.313_825_829_711, 0.187_841_813_901),
        (0.070_831_842_635, 0.088_278_857_503),
    ];
    for (k, (estimate, se)) in expected.into_iter().enumerate() {
        let term = fit.term(k, Correction::None, LEVEL_95).unwrap();
        close(term.estimate, estimate, 1e-8);
        close(term.se, se, 1e-8);
    }
}

#[test]
fn the_error_of_a_correlation_is_that_of_leaving_out_one_person_at_a_time() {
    if Table::read("btheb_long.csv").is_none() {
        return;
    }
    let some: Vec<Cluster> =
        clusters(&btheb(), "subject", "bdi", &["(Intercept)", "time", "treatmentBtheB"])[..25].to_vec();
    // Copies of the same persons, so that both are close to their limits, which differ a little where the mean does not fit.
    let data: Vec<Cluster> = (0..10).flat_map(|_| some.iter().cloned()).collect();
    for kind in [Working::Exchangeable, Working::Ar1] {
        let fit = |data: &[Cluster]| fit_gee(data, Family::Gaussian, kind, Denominator::Number).unwrap();
        let without = |k: usize| {
            let mut rest = data.clone();
            rest.remove(k);
            fit(&rest).correlation
        };
        let left_out = stats::Moments::of((0..some.len()).map(without));
        let n = data.len() as f64;
        let spread = left_out.variance().unwrap() * (some.len() - 1) as f64 / some.len() as f64;
        close(fit(&data).correlation_se.unwrap(), (spread * (n - 1.0)).sqrt(), 0.06);
    }
}
