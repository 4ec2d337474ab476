//! Logistic regression against R's glm and MASS, and its laws.

use stats::{LEVEL_95, Logistic, Trials, Unfitted};

use crate::support::{Table, close, number, reference};

fn trials(columns: Vec<f64>, successes: f64, trials: f64) -> Trials {
    Trials { columns, successes, trials }
}

#[test]
fn coefficients_errors_and_intervals_are_those_of_glm() {
    let (Some(golden), Some(table)) = (reference("logistic_dropout.json"), Table::read("btheb_wide.csv"))
    else {
        return;
    };
    let model = &golden["logistic"][0];
    let is = |row, column, value| f64::from(u8::from(table.text(row, column) == value));
    let rows: Vec<Trials> = (0..table.len())
        .map(|row| {
            let mut x = vec![1.0, table.number(row, "bdi.pre"), is(row, "treatment", "BtheB")];
            x.extend([is(row, "drug", "Yes"), is(row, "length", ">6m")]);
            let gone = table.text(row, "bdi.8m");
            trials(x, f64::from(u8::from(gone.is_empty() || gone == "NA")), 1.0)
        })
        .collect();
    let data = Logistic::new(&rows).unwrap();
    let fit = data.fit().unwrap();
    close(fit.deviance(), number(&model["deviance"]), 1e-12);
    close(fit.aic(), number(&model["AIC"]), 1e-12);
    for (k, name) in ["(Intercept)", "bdi.pre", "treatmentBtheB", "drugYes", "length>6m"].iter().enumerate() {
        let term = fit.term(k, LEVEL_95).unwrap();
        close(term.estimate, number(&model["coef"][name]), 1e-8);
        close(term.se, number(&model["se"][name]), 1e-8);
        close(term.t, number(&model["z"][k]), 1e-8);
        close(term.p, number(&model["p"][k]), 1e-8);
        close(term.interval.lower.exp(), number(&model["or_wald_ci95"][name][0]), 1e-8);
        let profile = data.profile_interval(&fit, k, LEVEL_95).unwrap();
        for (end, sign, expected) in [(profile.lower, -1.0, 0), (profile.upper, 1.0, 1)] {
            // The other program interpolates by a spline.
            close(end.exp(), number(&model["or_profile_ci95"][name][expected]), 2e-4);
            close(data.profile_root(&fit, k, end).unwrap(), sign * 1.959_963_984_540_054, 1e-8);
        }
        for j in 0..5 {
            close(fit.covariance[(k, j)], number(&model["vcov"][k][j]), 1e-8);
        }
    }
}

#[test]
fn one_share_and_a_table_have_their_closed_forms_and_counts_may_be_gathered() {
    let share = Logistic::new(&[trials(vec![1.0], 7.0, 21.0)]).unwrap().fit().unwrap();
    close(share.coefficients[0], (7.0f64 / 14.0).ln(), 1e-13);
    close(share.covariance[(0, 0)], 1.0 / 7.0 + 1.0 / 14.0, 1e-13);
    let gathered = [trials(vec![1.0, 0.0], 10.0, 48.0), trials(vec![1.0, 1.0], 19.0, 48.0)];
    let single: Vec<Trials> = gathered
        .iter()
        .flat_map(|row| {
            (0..48)
                .map(|k| trials(row.columns.clone(), f64::from(u8::from(f64::from(k) < row.successes)), 1.0))
        })
        .collect();
    for rows in [&gathered[..], &single] {
        let data = Logistic::new(rows).unwrap();
        let fit = data.fit().unwrap();
        close(fit.coefficients[1], (19.0f64 * 38.0 / 29.0 / 10.0).ln(), 1e-12);
        close(fit.covariance[(1, 1)], 1.0 / 19.0 + 1.0 / 29.0 + 1.0 / 10.0 + 1.0 / 38.0, 1e-12);
        assert!(data.profile_interval(&fit, 1, LEVEL_95).unwrap().lower > 0.0);
    }
}

#[test]
fn separation_and_other_faults_are_said() {
    let fit = |rows: &[Trials]| Logistic::new(rows).and_then(|data| data.fit()).map(|_| ());
    let rows = |y: fn(i32) -> bool| -> Vec<Trials> {
        (0..20).map(|k| trials(vec![1.0, f64::from(k)], f64::from(u8::from(y(k))), 1.0)).collect()
    };
    assert_eq!(fit(&rows(|k| k > 9)), Err(Unfitted::Separated));
    assert_eq!(fit(&rows(|_| true)), Err(Unfitted::NoSpread));
    assert_eq!(fit(&[]), Err(Unfitted::Empty));
    assert_eq!(fit(&[trials(vec![1.0], 2.0, 1.0)]), Err(Unfitted::BadInput));
    let twice = [trials(vec![1.0, 1.0], 1.0, 2.0), trials(vec![1.0, 1.0], 1.0, 2.0)];
    assert_eq!(fit(&twice), Err(Unfitted::Collinear));
    // Separated in one group only (nobody there succeeds).
    let quasi = [trials(vec![1.0, 0.0], 4.0, 9.0), trials(vec![1.0, 1.0], 0.0, 9.0)];
    assert_eq!(fit(&quasi), Err(Unfitted::Separated));
    // The same with everybody there succeeding: what is lost beside 1 must not look like an end of the search.
    let turned = quasi.map(|row| Trials { successes: row.trials - row.successes, ..row });
    assert_eq!(fit(&turned), Err(Unfitted::Separated));
    // Nobody succeeds at the first of three times; persons counted by what they answered when. The search would come to rest at
    // −38.8, where rounding outweighs the step.
    let answers: [(f64, &[(usize, f64)]); 7] = [
        (4.0, &[(0, 0.0), (1, 0.0)]),
        (5.0, &[(0, 0.0), (1, 1.0)]),
        (4.0, &[(0, 0.0), (2, 0.0)]),
        (12.0, &[(0, 0.0), (1, 0.0), (2, 0.0)]),
        (10.0, &[(0, 0.0), (1, 0.0), (2, 1.0)]),
        (2.0, &[(0, 0.0), (1, 1.0), (2, 0.0)]),
        (3.0, &[(0, 0.0), (1, 1.0), (2, 1.0)]),
    ];
    let of = |n: f64, (time, y): (usize, f64)| {
        trials(vec![1.0, f64::from(u8::from(time == 1)), f64::from(u8::from(time == 2))], y * n, n)
    };
    let first: Vec<Trials> =
        answers.iter().flat_map(|(n, answers)| answers.iter().map(|at| of(*n, *at))).collect();
    assert_eq!(fit(&first), Err(Unfitted::Separated));
    // A column that is another one with rounding is no sign of separation.
    let copy: Vec<Trials> = (0..20)
        .map(|k| {
            let x = f64::from(k % 7);
            trials(vec![1.0, x, 3.0 * x + 1e-9 * f64::from(k % 3)], f64::from(u8::from(k % 3 == 0)), 1.0)
        })
        .collect();
    assert_eq!(fit(&copy), Err(Unfitted::Collinear));
}

/// Where years are counted from decides nothing but the intercept, for the profile as for the estimate.
#[test]
fn the_profile_does_not_depend_on_where_a_column_begins() {
    let rows = |origin: f64| -> Vec<Trials> {
        let row = |k: u32| {
            let (year, female) = (f64::from(k % 9), f64::from((k / 9) % 2));
            let successes = f64::from((k * 7 + k / 3) % 5) + f64::from(k % 9) / 3.0;
            trials(vec![1.0, origin + year, female], successes.floor().min(8.0), 8.0)
        };
        (0..54).map(row).collect()
    };
    let ends = |origin: f64, column: usize| {
        let data = Logistic::new(&rows(origin)).unwrap();
        data.profile_interval(&data.fit().unwrap(), column, LEVEL_95).unwrap()
    };
    for column in [1, 2] {
        let [near, far] = [0.0, 2015.0].map(|origin| ends(origin, column));
        close(far.lower, near.lower, 1e-6);
        close(far.upper, near.upper, 1e-6);
    }
    // The intercept stands two thousand years before the data.
    assert!(ends(2015.0, 0).upper - ends(2015.0, 0).lower > 10.0);
}
