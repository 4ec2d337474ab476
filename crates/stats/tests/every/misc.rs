//! `misc.json`: many looks, process control, funnels, pooling, description, planning.

use stats::{
    LEVEL_95, Moments, PairMoments, QuantileType, RangeFactors, benjamini_hochberg, correlation,
    exact_funnel_limits, funnel, funnel_limits, holm, mean_interval, p_chart, paired_power, paired_size,
    pool, quantile_of_type, shares_power, shares_size, table_test, u_chart, xmr,
};

use crate::golden::{CLOSED, Golden};
use crate::paired::pairs;
use crate::support::Table;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
fn counts(golden: &Golden, path: &str) -> Vec<u64> {
    golden.list(path).into_iter().map(|n| n as u64).collect()
}

fn looks(golden: &Golden) {
    for index in 0..golden.len("/p_adjust") {
        let at = |name: &str| format!("/p_adjust/{index}/{name}");
        let place = |k: usize| at(&format!("p/{k}"));
        let given = |k: usize| (!golden.value(&place(k)).is_null()).then(|| golden.take(&place(k)));
        let p: Vec<Option<f64>> = (0..golden.len(&at("p"))).map(given).collect();
        let plain =
            |found: Vec<Option<f64>>| found.into_iter().map(|p| p.unwrap_or(f64::NAN)).collect::<Vec<f64>>();
        golden.are(&at("holm"), &plain(holm(&p)), CLOSED);
        golden.are(&at("BH"), &plain(benjamini_hochberg(&p)), CLOSED);
        for name in ["bonferroni", "hochberg", "BY"] {
            golden.leave_out(&at(name), "Holm and Benjamini-Hochberg are the methods used");
        }
    }
}

fn charts(golden: &Golden) {
    let x = golden.list("/spc/xmr/x");
    let rounded = xmr(&x, RangeFactors::Rounded).unwrap();
    let exact = xmr(&x, RangeFactors::Exact).unwrap();
    golden.are("/spc/xmr/mr", &rounded.ranges, CLOSED);
    for (name, found) in [
        ("mean", rounded.mean),
        ("mr_bar", rounded.mean_range),
        ("unpl", rounded.limits.upper),
        ("lnpl", rounded.limits.lower),
        ("url", rounded.range_limit),
        ("unpl_exact", exact.limits.upper),
        ("lnpl_exact", exact.limits.lower),
        ("sigma_hat", exact.sigma),
    ] {
        golden.is(&format!("/spc/xmr/{name}"), found, CLOSED);
    }
    // The file's d3 is rounded to 0.8525025; √(2 − 4/π) is 0.85250247.
    golden.is("/spc/xmr/url_exact", exact.range_limit, 1e-7);
    let pairs: Vec<(u64, u64)> =
        counts(golden, "/spc/p_chart/d").into_iter().zip(counts(golden, "/spc/p_chart/n")).collect();
    let chart = p_chart(&pairs).unwrap();
    golden.is("/spc/p_chart/pbar", chart.centre, CLOSED);
    golden.are("/spc/p_chart/p", &chart.points, CLOSED);
    let side = |limits: &[stats::Interval], upper: bool| {
        limits.iter().map(|ends| if upper { ends.upper } else { ends.lower }).collect::<Vec<f64>>()
    };
    golden.are("/spc/p_chart/ucl", &side(&chart.limits, true), CLOSED);
    golden.are("/spc/p_chart/lcl", &side(&chart.limits, false), CLOSED);
    golden.is("/spc/p_chart/laney_sigma_z", chart.spread, CLOSED);
    golden.are("/spc/p_chart/laney_ucl", &side(&chart.widened, true), CLOSED);
    golden.are("/spc/p_chart/laney_lcl", &side(&chart.widened, false), CLOSED);
    let events: Vec<(u64, f64)> =
        counts(golden, "/spc/u_chart/count").into_iter().zip(golden.list("/spc/u_chart/area")).collect();
    let rates = u_chart(&events).unwrap();
    golden.is("/spc/u_chart/ubar", rates.centre, CLOSED);
    golden.are("/spc/u_chart/ucl", &side(&rates.limits, true), CLOSED);
    golden.are("/spc/u_chart/lcl", &side(&rates.limits, false), CLOSED);
    let single: Vec<(u64, f64)> =
        counts(golden, "/spc/c_chart/count").into_iter().map(|n| (n, 1.0)).collect();
    let plain = u_chart(&single).unwrap();
    golden.is("/spc/c_chart/cbar", plain.centre, CLOSED);
    golden.is("/spc/c_chart/ucl", plain.limits[0].upper, CLOSED);
    golden.is("/spc/c_chart/lcl", plain.limits[0].lower, CLOSED);
}

fn funnels(golden: &Golden) {
    let theta = golden.take("/spc/funnel/theta");
    for (place, n) in counts(golden, "/spc/funnel/n").into_iter().enumerate() {
        for (name, level) in [("95", 0.95), ("998", 0.998)] {
            let plain = funnel_limits(theta, n, level).unwrap();
            let exact = exact_funnel_limits(theta, n, level).unwrap();
            for (kind, found) in [("normal", plain), ("exact", exact)] {
                golden.is(&format!("/spc/funnel/{kind}{name}/lo/{place}"), found.lower, CLOSED);
                golden.is(&format!("/spc/funnel/{kind}{name}/hi/{place}"), found.upper, CLOSED);
            }
        }
    }
    let units: Vec<(u64, u64)> = counts(golden, "/spc/funnel_units/events")
        .into_iter()
        .zip(counts(golden, "/spc/funnel_units/n"))
        .collect();
    let found = funnel(&units, 0.0).unwrap();
    golden.is("/spc/funnel_units/theta", found.theta, CLOSED);
    golden.are("/spc/funnel_units/z", &found.z, CLOSED);
    golden.is("/spc/funnel_units/phi", found.phi, CLOSED);
    golden.are("/spc/funnel_units/p_two_sided", &found.p, CLOSED);
}

fn pooling(golden: &Golden) {
    let imputed: Vec<(f64, f64)> = golden.list("/rubin/Q").into_iter().zip(golden.list("/rubin/U")).collect();
    let complete = golden.take("/rubin/n") - golden.take("/rubin/k");
    let pooled = pool(&imputed, complete, LEVEL_95).unwrap();
    for (name, found) in [
        ("qbar", pooled.estimate.estimate),
        ("ubar", pooled.within),
        ("b", pooled.between),
        ("t", pooled.total),
        ("df_barnard_rubin", pooled.estimate.df),
        ("r", pooled.increase),
        ("fmi", pooled.missing_information),
        ("df_rubin_old", pooled.large_sample_df),
    ] {
        golden.is(&format!("/rubin/{name}"), found, CLOSED);
    }
    golden.ends("/rubin/ci95", pooled.estimate.interval, CLOSED);
}

fn description(golden: &Golden) {
    let table = Table::read("btheb_wide.csv").unwrap();
    let mut values: Vec<f64> = (0..table.len()).map(|row| table.number(row, "bdi.pre")).collect();
    values.sort_by(f64::total_cmp);
    let moments = Moments::of(values.iter().copied());
    let at = |name: &str| format!("/descriptives/{name}");
    golden.is(&at("n"), values.len() as f64, 0.0);
    golden.is(&at("mean"), moments.mean().unwrap(), CLOSED);
    golden.is(&at("sd"), moments.sd().unwrap(), CLOSED);
    golden.is(&at("var"), moments.variance().unwrap(), CLOSED);
    golden.ends(&at("mean_ci95"), mean_interval(&moments, LEVEL_95).unwrap(), CLOSED);
    let quantile = |q: f64, kind| quantile_of_type(&values, q, kind).unwrap();
    golden.is(&at("median"), quantile(0.5, QuantileType::Seven), CLOSED);
    for (name, kind) in [("quartiles_type7", QuantileType::Seven), ("quartiles_type6", QuantileType::Six)] {
        golden.are(&at(name), &[0.05, 0.25, 0.5, 0.75, 0.95].map(|q| quantile(q, kind)), CLOSED);
    }
    for name in ["mad", "skew_type3", "kurt_type3", "trimmed10", "shapiro"] {
        golden.leave_out(&at(name), "no method of the report");
    }
    let found = correlation(&PairMoments::of(pairs(1)), LEVEL_95).unwrap();
    for (name, found) in [("r", found.r), ("t", found.t), ("df", found.df), ("p", found.p)] {
        golden.is(&format!("/correlation/pearson/{name}"), found, CLOSED);
    }
    golden.ends("/correlation/pearson/ci95", found.interval.unwrap(), CLOSED);
    for name in ["spearman", "kendall"] {
        golden.leave_out(&format!("/correlation/{name}"), "no method of the report");
    }
}

#[test]
fn every_number_of_the_smaller_methods() {
    let Some(golden) = Golden::open("misc.json") else { return };
    looks(&golden);
    charts(&golden);
    funnels(&golden);
    pooling(&golden);
    description(&golden);
    let at = |name: &str| golden.take(&format!("/power/{name}"));
    let (p, q, power) = (at("prop/p1"), at("prop/p2"), at("prop/power"));
    let shares = shares_size(p, q, power, LEVEL_95).unwrap();
    // The other program stops the search within 1e-4; here the power is met.
    golden.near("/power/prop/n_per_group", shares, 1e-4);
    assert!((shares_power(p, q, shares, LEVEL_95).unwrap() - power).abs() < CLOSED);
    let (size, power) = (at("paired_t/delta") / at("paired_t/sd"), at("paired_t/power"));
    let pairs = paired_size(size, power, LEVEL_95).unwrap();
    golden.near("/power/paired_t/n_pairs", pairs, 1e-4);
    assert!((paired_power(size, pairs, LEVEL_95).unwrap() - power).abs() < CLOSED);
    // The only counts with these margins and this statistic.
    let test = table_test(&[vec![15, 4, 9], vec![5, 7, 20]]).unwrap();
    golden.is("/chisq_2x3/x2", test.chi_squared, CLOSED);
    golden.is("/chisq_2x3/p", test.p, CLOSED);
    for (row, expected) in test.expected.iter().enumerate() {
        golden.are(&format!("/chisq_2x3/expected/{row}"), expected, CLOSED);
    }
    golden.finish();
}
