//! Estimating equations against R's geepack and gee, and against closed forms.

use serde_json::Value;
use stats::{Cluster, Correction, Denominator, Family, GeeFit, LEVEL_95, Unfitted, Working, fit_gee};

use crate::support::{Table, close, number, reference};

/// Rows of a person in order of time, nobody missing a wave between where it matters.
fn clusters(table: &Table, id: &str, y: &str, columns: impl Fn(usize) -> Vec<f64>) -> Vec<Cluster> {
    let cluster = |rows: Vec<usize>| {
        let x: Vec<Vec<f64>> = rows.iter().map(|row| columns(*row)).collect();
        let outcome: Vec<f64> = rows.iter().map(|row| table.number(*row, y)).collect();
        Cluster::new(&x, &outcome, (0..).take(rows.len()).collect()).unwrap()
    };
    table.groups(id).into_iter().map(cluster).collect()
}

fn is(table: &Table, row: usize, column: &str, value: &str) -> f64 {
    f64::from(u8::from(table.text(row, column) == value))
}

fn ohio() -> Option<Vec<Cluster>> {
    let table = Table::read("geepack_ohio.csv")?;
    let columns = |row| {
        let (age, smoke) = (table.number(row, "age"), table.number(row, "smoke"));
        vec![1.0, age, smoke, age * smoke]
    };
    Some(clusters(&table, "id", "resp", columns))
}

fn btheb(time: bool) -> Option<Vec<Cluster>> {
    let table = Table::read("btheb_long.csv")?.with("bdi");
    let columns = |row| {
        let mut x = vec![1.0, table.number(row, "bdi_pre"), is(&table, row, "treatment", "BtheB")];
        x.extend([is(&table, row, "drug", "Yes"), is(&table, row, "length", ">6m")]);
        if time {
            x.push(table.number(row, "time"));
        }
        x
    };
    Some(clusters(&table, "subject", "bdi", columns))
}

const OHIO: [&str; 4] = ["(Intercept)", "age", "smoke", "age:smoke"];
const BTHEB: [&str; 6] = ["(Intercept)", "bdi_pre", "treatmentBtheB", "drugYes", "length>6m", "time"];

fn working(label: &str) -> Working {
    match label {
        label if label.contains("independence") => Working::Independence,
        label if label.contains("ar1") => Working::Ar1,
        _ => Working::Exchangeable,
    }
}

fn agrees(fit: &GeeFit, names: &[&str], model: &Value, tolerance: f64) {
    for (k, name) in names.iter().enumerate() {
        let found = fit.term(k, Correction::None, LEVEL_95).unwrap();
        close(found.estimate, number(&model["coef"][name]), tolerance);
        close(found.se, number(&model["robust_se"][name]), tolerance);
    }
}

#[test]
fn geepack_gives_the_same() {
    let Some(golden) = reference("gee.json") else { return };
    for model in golden["geepack"].as_array().unwrap() {
        let label = model["label"].as_str().unwrap();
        let (data, family, names): (_, _, &[&str]) = if label.starts_with("ohio") {
            (ohio(), Family::Binomial, &OHIO)
        } else {
            (btheb(true), Family::Gaussian, &BTHEB)
        };
        let fit = fit_gee(&data.unwrap(), family, working(label), Denominator::Number).unwrap();
        agrees(&fit, names, model, 1e-8);
        close(fit.scale, number(&model["phi"]), 1e-8);
        if model["alpha"].is_number() {
            close(fit.correlation, number(&model["alpha"]), 1e-8);
        }
        close(fit.naive[(1, 1)], number(&model["naive_vcov"][1][1]), 1e-8);
    }
}

#[test]
fn moment_estimates_with_n_minus_p_are_those_of_gee() {
    let Some(golden) = reference("gee.json") else { return };
    for model in golden["gee"].as_array().unwrap() {
        let label = model["label"].as_str().unwrap();
        let fit =
            fit_gee(&btheb(false).unwrap(), Family::Gaussian, working(label), Denominator::Free).unwrap();
        agrees(&fit, &BTHEB[..5], model, 1e-8);
        close(fit.scale, number(&model["scale"]), 1e-8);
        close(fit.correlation, number(&model["working_cor_12"]), 1e-8);
    }
}

#[test]
fn clusters_of_one_have_the_corrected_errors_hc3_of_least_squares() {
    let (Some(golden), Some(table)) = (reference("logistic_dropout.json"), Table::read("btheb_wide.csv"))
    else {
        return;
    };
    let table = table.with("bdi.2m");
    let ols = &golden["ols_btheb"];
    let one = |row| {
        let x = vec![1.0, table.number(row, "bdi.pre"), is(&table, row, "treatment", "BtheB")];
        Cluster::new(&[x], &[table.number(row, "bdi.2m")], vec![0]).unwrap()
    };
    let data: Vec<Cluster> = (0..table.len()).map(one).collect();
    let fit = fit_gee(&data, Family::Gaussian, Working::Exchangeable, Denominator::Free).unwrap();
    close(fit.scale.sqrt(), number(&ols["sigma"]), 1e-12);
    for (k, name) in ["(Intercept)", "bdi.pre", "treatmentBtheB"].iter().enumerate() {
        close(fit.coefficients[k], number(&ols["coef"][name]), 1e-11);
        close(fit.naive[(k, k)].sqrt(), number(&ols["se"][k]), 1e-11);
        let [plain, carroll, mancl] =
            [Correction::None, Correction::KauermannCarroll, Correction::ManclDeRouen]
                .map(|correction| fit.term(k, correction, LEVEL_95).unwrap());
        close(mancl.se, number(&ols["se_HC3"][k]), 1e-11);
        assert!(plain.se < carroll.se && carroll.se < mancl.se);
        close(mancl.df, 94.0, 1e-15);
    }
}

#[test]
fn what_cannot_be_fitted_is_said() {
    let one = |x: f64, y: f64| Cluster::new(&[vec![1.0, x]], &[y], vec![0]).unwrap();
    let fit = |data: &[Cluster]| {
        fit_gee(data, Family::Binomial, Working::Exchangeable, Denominator::Number).map(|_| ())
    };
    assert_eq!(fit(&[]), Err(Unfitted::Empty));
    let apart: Vec<Cluster> = (0..10).map(|k| one(f64::from(k), f64::from(u8::from(k > 4)))).collect();
    assert_eq!(fit(&apart), Err(Unfitted::Separated));
    let same: Vec<Cluster> = (0..10).map(|k| one(1.0, f64::from(k % 2))).collect();
    assert_eq!(fit(&same), Err(Unfitted::Collinear));
    assert_eq!(fit(&[one(0.0, 2.0), one(1.0, 1.0), one(2.0, 0.0)]), Err(Unfitted::BadInput));
}

/// What the working correlation hides is told all the same: nobody is at yes at the first occasion (no coefficient is finite),
/// or everybody is alike there (an error of nothing).
#[test]
fn what_no_correlation_makes_up_for_is_said() {
    let person = |k: u32, first: f64, family: Family| {
        let later = |at: u32| f64::from(if family == Family::Binomial { (k / at) % 2 } else { k * at % 11 });
        let mut outcome = vec![first, later(1), later(2)];
        let mut columns = vec![vec![1.0, 0.0, 0.0], vec![1.0, 1.0, 0.0], vec![1.0, 0.0, 1.0]];
        outcome.truncate(3 - usize::from(k % 5 == 4));
        columns.truncate(outcome.len());
        let waves = (0..3).take(outcome.len()).collect();
        Cluster::new(&columns, &outcome, waves).unwrap()
    };
    for working in [Working::Independence, Working::Exchangeable, Working::Ar1] {
        let fit = |first: f64, family| {
            let data: Vec<Cluster> = (0..40).map(|k| person(k, first, family)).collect();
            fit_gee(&data, family, working, Denominator::Number).map(|_| ())
        };
        assert_eq!(fit(0.0, Family::Binomial), Err(Unfitted::Separated), "{working:?}");
        assert_eq!(fit(1.0, Family::Binomial), Err(Unfitted::Separated), "{working:?}");
        if working != Working::Ar1 {
            assert_eq!(fit(50.0, Family::Gaussian), Err(Unfitted::NoSpread), "{working:?}");
        }
    }
    // One value far out takes no digit from the error at a time where there is none.
    let mut data: Vec<Cluster> =
        (0..40).map(|k| person(k, f64::from(k * k % 17), Family::Gaussian)).collect();
    let error = |data: &[Cluster]| {
        let fit = fit_gee(data, Family::Gaussian, Working::Independence, Denominator::Number).unwrap();
        fit.term(0, Correction::None, LEVEL_95).unwrap().se
    };
    let usual = error(&data);
    data[0] = {
        let columns = [vec![1.0, 0.0, 0.0], vec![1.0, 1.0, 0.0], vec![1.0, 0.0, 1.0]];
        Cluster::new(&columns, &[0.0, 1e9, 0.0], vec![0, 1, 2]).unwrap()
    };
    close(error(&data), usual, 1e-7);
}

/// A steep slope over a wide range has linear predictors far beyond any that a separation is known by, and a finite solution.
#[test]
fn a_steep_slope_is_no_separation() {
    let answers = |k: u32| {
        let x = (f64::from(k) - 300.0) * 0.8;
        // Near the middle some answer against the slope, and some not the same twice.
        let near = x.abs() < 12.0;
        let first = if k.is_multiple_of(7) && near { x < 0.0 } else { x > 0.0 };
        let second = if k.is_multiple_of(5) && near { !first } else { first };
        (x, [first, second].map(|yes| f64::from(u8::from(yes))))
    };
    let rows: Vec<stats::Trials> = (0..600)
        .map(|k| {
            let (x, y) = answers(k);
            stats::Trials { columns: vec![1.0, x], successes: y[0] + y[1], trials: 2.0 }
        })
        .collect();
    let logistic = stats::Logistic::new(&rows).unwrap().fit().unwrap();
    let data: Vec<Cluster> = (0..600)
        .map(|k| {
            let (x, y) = answers(k);
            Cluster::new(&[vec![1.0, x], vec![1.0, x]], &y, vec![0, 1]).unwrap()
        })
        .collect();
    for working in [Working::Independence, Working::Exchangeable] {
        let fit = fit_gee(&data, Family::Binomial, working, Denominator::Number).unwrap();
        let slope = fit.term(1, Correction::None, LEVEL_95).unwrap();
        assert!(slope.estimate * 240.0 > 40.0, "{working:?}: {slope:?}");
        // All persons have two answers at one place: every working correlation has the same equations.
        close(slope.estimate, logistic.coefficients[1], 1e-8);
    }
}
