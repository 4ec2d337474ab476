//! `paired.json`: paired changes, paired and single shares.

use stats::{
    Counts, Interval, LEVEL_95, PairMoments, Zeros, clopper_pearson, hodges_lehmann, mcnemar_exact,
    mcnemar_forms, mean_interval, newcombe_independent, newcombe_paired, newcombe_paired_plain,
    paired_effect, paired_phi, paired_t, sign_test, signed_rank, wilson, wilson_corrected,
};

use crate::golden::{CLOSED, Golden, ITERATED};
use crate::support::Table;

/// The three data sets of the reference, as (first, second).
pub(crate) fn pairs(index: usize) -> Vec<(f64, f64)> {
    if index == 0 {
        let table = Table::read("datasets_sleep.csv").unwrap();
        let values: Vec<f64> = (0..20).map(|row| table.number(row, "extra")).collect();
        return (0..10).map(|row| (values[row], values[row + 10])).collect();
    }
    let later = ["bdi.2m", "bdi.8m"][index - 1];
    let table = Table::read("btheb_wide.csv").unwrap().with(later);
    (0..table.len()).map(|row| (table.number(row, "bdi.pre"), table.number(row, later))).collect()
}

fn changes(golden: &Golden, index: usize) {
    let pairs = pairs(index);
    let moments = PairMoments::of(pairs.iter().copied());
    let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
    let at = |name: &str| format!("/paired/{index}/{name}");
    let test = paired_t(&moments.difference(), LEVEL_95).unwrap();
    let effect = paired_effect(&moments, LEVEL_95).unwrap();
    for (name, found) in [
        ("n", test.n as f64),
        ("mean_x", moments.first().mean().unwrap()),
        ("sd_x", moments.first().sd().unwrap()),
        ("mean_y", moments.second().mean().unwrap()),
        ("sd_y", moments.second().sd().unwrap()),
        ("mean_diff", test.difference),
        ("sd_diff", test.sd),
        ("se_diff", test.sd / (test.n as f64).sqrt()),
        ("t", test.t),
        ("df", test.df),
        ("p", test.p),
        ("r_xy", effect.correlation.unwrap()),
        ("dz", effect.dz),
        ("srm", effect.dz),
        ("hedges_J", effect.hedges.unwrap()),
        ("hedges_gz", effect.gz.unwrap()),
        ("d_av", effect.by_mean_sd),
        ("glass_delta_baseline_sd", effect.by_first_sd.unwrap()),
    ] {
        golden.is(&at(name), found, CLOSED);
    }
    golden.ends(&at("ci95"), test.interval, CLOSED);
    golden.ends(&at("ci95"), mean_interval(&moments.difference(), LEVEL_95).unwrap(), CLOSED);
    golden.ends(&at("dz_ci95_noncentral_t"), effect.dz_interval, ITERATED);
    golden.ends(&at("dz_ci95_normal"), effect.dz_interval_normal, CLOSED);
    ranks(golden, index, &differences);
}

fn ranks(golden: &Golden, index: usize, differences: &[f64]) {
    let at = |name: &str| format!("/paired/{index}/wilcoxon/{name}");
    let test = signed_rank(differences, Zeros::Dropped).unwrap();
    let pratt = signed_rank(differences, Zeros::Ranked).unwrap();
    for (name, found) in [
        ("n_nonzero", test.n as f64),
        ("V", test.sum),
        ("p_normal", test.p),
        ("p_normal_cc", test.p_corrected),
        ("rank_biserial", test.rank_biserial),
        ("exact_wilcoxon_zero/z", test.z),
        ("exact_wilcoxon_zero/p", test.p_exact.unwrap()),
        ("exact_pratt_zero/z", pratt.z),
        ("exact_pratt_zero/p", pratt.p_exact.unwrap()),
    ] {
        golden.is(&at(name), found, CLOSED);
    }
    let mut counts = Counts::default();
    for difference in differences {
        counts.add(*difference);
    }
    let middle = hodges_lehmann(&counts, LEVEL_95).unwrap();
    golden.is(&at("hodges_lehmann_walsh_median_exact"), middle.of_all, CLOSED);
    // The other program looks for the same jumps in steps of 1e-4.
    golden.near(&at("hodges_lehmann_R_normal_approx_1e4"), middle.estimate, 1e-4);
    golden.near(&at("hl_ci95_R_normal_approx_1e4/0"), middle.interval.lower, 1e-4);
    golden.near(&at("hl_ci95_R_normal_approx_1e4/1"), middle.interval.upper, 1e-4);
    let signs = sign_test(differences).unwrap();
    let at = |name: &str| format!("/paired/{index}/sign_test/{name}");
    golden.is(&at("pos"), signs.positive as f64, 0.0);
    golden.is(&at("neg"), signs.negative as f64, 0.0);
    golden.is(&at("p"), signs.p, CLOSED);
}

fn newcombe(golden: &Golden, path: &str, table: [u64; 4]) {
    let at = |name: &str| format!("{path}/{name}");
    golden.are(&at("table"), &table.map(|count| count as f64), 0.0);
    let n = table.iter().sum::<u64>() as f64;
    let (first, second) = ((table[0] + table[1]) as f64 / n, (table[0] + table[2]) as f64 / n);
    golden.is(&at("p1"), first, CLOSED);
    golden.is(&at("p2"), second, CLOSED);
    golden.is(&at("diff"), first - second, CLOSED);
    golden.ends(&at("method10_ci"), newcombe_paired(table, LEVEL_95).unwrap(), CLOSED);
    let none = Interval { lower: f64::NAN, upper: f64::NAN };
    golden.ends(&at("method8_ci"), newcombe_paired_plain(table, LEVEL_95).unwrap_or(none), CLOSED);
    golden.is(&at("method8_phi"), paired_phi(table, false).unwrap_or(1.0), CLOSED);
    golden.is(&at("method10_phi"), paired_phi(table, true).unwrap(), CLOSED);
}

fn mcnemar(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/mcnemar/{index}/{name}");
    let cell = |name: &str| golden.take(&at(&format!("cells/{name}")));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let table = ["yes_yes", "yes_no", "no_yes", "no_no"].map(|name| cell(name) as u64);
    let forms = mcnemar_forms(table[1], table[2], LEVEL_95).unwrap();
    for (name, found) in [
        ("chisq", forms.plain[0]),
        ("p", forms.plain[1]),
        ("chisq_cc", forms.corrected[0]),
        ("p_cc", forms.corrected[1]),
        ("p_exact", mcnemar_exact(table[1], table[2]).unwrap().p),
        ("p_mid", forms.p_mid),
        ("odds_ratio", forms.odds_ratio),
    ] {
        golden.is(&at(name), found, CLOSED);
    }
    golden.ends(&at("odds_ratio_exact_ci"), forms.odds_ratio_interval, CLOSED);
    newcombe(golden, &at("newcombe"), table);
}

fn share(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/proportions/{index}/{name}");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let [x, n] = ["x", "n"].map(|name| golden.take(&at(name)) as u64);
    golden.is(&at("p"), x as f64 / n as f64, CLOSED);
    for (name, level) in
        [("wilson", 0.95), ("wilson_prop.test", 0.95), ("wilson_90", 0.9), ("wilson_99", 0.99)]
    {
        let found = wilson(x, n, level).unwrap();
        for (place, value) in [found.lower, found.upper].into_iter().enumerate() {
            let path = format!("{}/{place}", at(name));
            let expected = golden.take(&path);
            assert!(
                (value - expected).abs() <= CLOSED * expected.abs().max(1e-4),
                "{path}: {value} {expected}"
            );
        }
    }
    golden.ends(&at("clopper_pearson"), clopper_pearson(x, n, LEVEL_95).unwrap(), CLOSED);
    for name in ["wilson_cc", "wilson_cc_newcombe"] {
        golden.ends(&at(name), wilson_corrected(x, n, LEVEL_95).unwrap(), CLOSED);
    }
}

#[test]
fn every_number_of_paired_comparisons_and_shares() {
    let Some(golden) = Golden::open("paired.json") else { return };
    (0..golden.len("/paired")).for_each(|index| changes(&golden, index));
    (0..golden.len("/mcnemar")).for_each(|index| mcnemar(&golden, index));
    (0..golden.len("/proportions")).for_each(|index| share(&golden, index));
    newcombe(&golden, "/newcombe_no_discordant", [1, 0, 0, 1]);
    for index in 0..golden.len("/newcombe_independent") {
        let at = |name: &str| format!("/newcombe_independent/{index}/{name}");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
        let [x1, n1, x2, n2] = ["x1", "n1", "x2", "n2"].map(|name| golden.take(&at(name)) as u64);
        golden.ends(&at("ci"), newcombe_independent((x1, n1), (x2, n2), LEVEL_95).unwrap(), CLOSED);
    }
    let first = [1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300];
    let second = [878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290];
    let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| f64::from(a - b)).collect();
    let test = signed_rank(&differences, Zeros::Dropped).unwrap();
    golden.is("/wilcoxon_exact_hollander_wolfe/V", test.sum, 0.0);
    // One-sided in the file, on the side of the effect.
    golden.is("/wilcoxon_exact_hollander_wolfe/p", 0.5 * test.p_exact.unwrap(), CLOSED);
    golden.finish();
}
