//! `paired.json` and `misc.json` through the evaluation.

use std::fmt::Write as _;

use evaluation::findings::{Change, Figure, PairedShares};
use evaluation::{UnitCount, compare};

use super::super::golden::{CLOSED, Golden, ITERATED};
use super::super::support::{Table, on_file, seen};
use super::{leave_out, of_pairs};

const SCORE: &str = "kind = \"score\"\n";
const YES_NO: &str = "kind = \"yes_no\"\n";

/// The three data sets of the reference.
fn pairs(index: usize) -> Vec<(Option<f64>, Option<f64>)> {
    if index == 0 {
        let table = Table::read("datasets_sleep.csv").unwrap();
        let value = |row: usize| Some(table.number(row, "extra"));
        return (0..10).map(|row| (value(row), value(row + 10))).collect();
    }
    let later = ["bdi.2m", "bdi.8m"][index - 1];
    let table = Table::read("btheb_wide.csv").unwrap().with(later);
    (0..table.len()).map(|row| (Some(table.number(row, "bdi.pre")), Some(table.number(row, later)))).collect()
}

fn number(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

fn change(golden: &Golden, index: usize) {
    let findings = of_pairs(SCORE, &pairs(index));
    let measure = &findings.measures[0];
    let found: &Change = measure.change.value().unwrap();
    let effect = found.effect.as_ref().unwrap();
    let ranks = found.wilcoxon.as_ref().unwrap();
    let at = |name: &str| format!("/paired/{index}/{name}");
    for (name, value) in [
        ("n", number(found.n)),
        ("mean_x", found.mean_from),
        ("sd_x", seen(measure.occasions[0].sd)),
        ("mean_y", found.mean_to),
        ("sd_y", seen(measure.occasions[1].sd)),
        ("mean_diff", found.difference),
        ("sd_diff", found.sd),
        ("se_diff", found.difference / found.t),
        ("t", found.t),
        ("df", found.df),
        ("p", found.p),
        ("r_xy", effect.correlation.unwrap()),
        ("dz", found.dz),
        ("srm", found.dz),
        ("hedges_J", effect.hedges_factor.unwrap()),
        ("hedges_gz", effect.hedges_g.unwrap()),
        ("d_av", effect.d_av),
        ("glass_delta_baseline_sd", effect.glass.unwrap()),
        ("wilcoxon/n_nonzero", number(ranks.n)),
        ("wilcoxon/V", ranks.v),
        ("wilcoxon/p_normal", ranks.p),
        ("wilcoxon/p_normal_cc", ranks.p_corrected),
        ("wilcoxon/rank_biserial", ranks.rank_biserial),
        ("wilcoxon/exact_wilcoxon_zero/z", ranks.z),
        ("wilcoxon/exact_wilcoxon_zero/p", ranks.p_exact.unwrap()),
    ] {
        golden.is(&at(name), value, CLOSED);
    }
    golden.are(&at("ci95"), &found.ci95, CLOSED);
    golden.are(&at("dz_ci95_noncentral_t"), &effect.dz_ci95, ITERATED);
    let path = format!("/paired/{index}");
    leave_out(golden, &path, &["dz_ci95_normal"], "the interval by the noncentral t stands in the findings");
    leave_out(golden, &path, &["wilcoxon/exact_pratt_zero"], "zeros are dropped in the findings");
    // The other program looks for the same jumps in steps of 1e-4.
    let middle = ranks.hodges_lehmann.unwrap().shown().unwrap();
    golden.near(&at("wilcoxon/hodges_lehmann_R_normal_approx_1e4"), middle, 1e-4);
    for (end, value) in ranks.hodges_lehmann_ci95.unwrap().shown().unwrap().into_iter().enumerate() {
        golden.near(&at(&format!("wilcoxon/hl_ci95_R_normal_approx_1e4/{end}")), value, 1e-4);
    }
    leave_out(
        golden,
        &path,
        &["wilcoxon/hodges_lehmann_walsh_median_exact"],
        "zeros are dropped in the findings",
    );
    leave_out(golden, &path, &["sign_test"], "no part of the findings");
}

/// Persons of a two by two table.
fn of_table(cells: [u64; 4]) -> Vec<(Option<f64>, Option<f64>)> {
    let values = [(1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)];
    let of = |(n, (a, b)): (u64, (f64, f64))| (0..n).map(move |_| (Some(a), Some(b)));
    cells.into_iter().zip(values).flat_map(of).collect()
}

/// The cells and Newcombe's interval; the paired shares themselves.
fn newcombe(golden: &Golden, path: &str) -> PairedShares {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let table = [0, 1, 2, 3].map(|cell| golden.take(&format!("{path}/table/{cell}")) as u64);
    let findings = of_pairs(YES_NO, &of_table(table));
    let measure = &findings.measures[0];
    let found = measure.paired_shares.value().unwrap().clone();
    let cells = [found.yes_yes, found.yes_no, found.no_yes, found.no_no];
    assert_eq!(cells.map(Figure::shown), table.map(Some), "{path}");
    for (place, name) in ["p1", "p2"].iter().enumerate() {
        golden.is(&format!("{path}/{name}"), seen(measure.occasions[place].share), CLOSED);
    }
    golden.is(&format!("{path}/diff"), found.difference, CLOSED);
    golden.are(&format!("{path}/method10_ci"), &found.newcombe95.shown().unwrap(), CLOSED);
    leave_out(golden, path, &["method8_phi", "method10_phi"], "steps of the interval");
    if !golden.value(&format!("{path}/method8_ci/0")).is_null() {
        leave_out(golden, path, &["method8_ci"], "method 10 stands in the findings");
    }
    found
}

fn mcnemar(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/mcnemar/{index}/{name}");
    let found = newcombe(golden, &at("newcombe"));
    let forms = found.mcnemar.as_ref().unwrap();
    for (name, value) in [
        ("cells/yes_yes", found.yes_yes.shown().map(number).unwrap()),
        ("cells/yes_no", found.yes_no.shown().map(number).unwrap()),
        ("cells/no_yes", found.no_yes.shown().map(number).unwrap()),
        ("cells/no_no", found.no_no.shown().map(number).unwrap()),
        ("chisq", forms.chi_squared),
        ("p", forms.p),
        ("chisq_cc", forms.chi_squared_corrected),
        ("p_cc", forms.p_corrected),
        ("p_exact", found.mcnemar_exact_p.shown().unwrap()),
        ("p_mid", forms.p_mid),
        ("odds_ratio", forms.odds_ratio.unwrap_or(f64::INFINITY)),
    ] {
        golden.is(&at(name), value, CLOSED);
    }
    golden.are(
        &at("odds_ratio_exact_ci"),
        &forms.odds_ratio_ci95.map(|end| end.unwrap_or(f64::INFINITY)),
        CLOSED,
    );
}

fn share(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/proportions/{index}/{name}");
    let [x, n] = ["x", "n"].map(|name| golden.take(&at(name)));
    let mut persons = Vec::new();
    while number(persons.len() as u64) < n {
        persons.push((Some(f64::from(u8::from(number(persons.len() as u64) < x))), None));
    }
    let findings = of_pairs(YES_NO, &persons);
    let found = &findings.measures[0].occasions[0];
    golden.is(&at("p"), seen(found.share), CLOSED);
    for name in ["wilson", "wilson_prop.test"] {
        for (place, value) in seen(found.wilson95).into_iter().enumerate() {
            golden.near(&format!("{}/{place}", at(name)), value, 1e-15);
        }
    }
    golden.are(&at("clopper_pearson"), &seen(found.clopper_pearson95), CLOSED);
    let path = format!("/proportions/{index}");
    leave_out(
        golden,
        &path,
        &["wilson_cc", "wilson_cc_newcombe"],
        "no correction for continuity in the findings",
    );
    leave_out(golden, &path, &["wilson_90", "wilson_99"], "intervals of the findings are of 95 %");
}

#[test]
fn every_pair_and_share_of_the_reference_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("paired.json") else { return };
    (0..golden.len("/paired")).for_each(|index| change(&golden, index));
    (0..golden.len("/mcnemar")).for_each(|index| mcnemar(&golden, index));
    (0..golden.len("/proportions")).for_each(|index| share(&golden, index));
    let found = newcombe(&golden, "/newcombe_no_discordant");
    assert!(found.mcnemar.is_none() && found.mcnemar_exact_p.shown() == Some(1.0));
    golden.leave_out("/newcombe_independent", "groups are compared by the change of a score");
    let first = [1830.0, 500.0, 1620.0, 2480.0, 1680.0, 1880.0, 1550.0, 3060.0, 1300.0];
    let second = [878.0, 647.0, 598.0, 2050.0, 1060.0, 1290.0, 1060.0, 3140.0, 1290.0];
    let both: Vec<_> = first.into_iter().zip(second).map(|(a, b)| (Some(b), Some(a))).collect();
    let findings = of_pairs(SCORE, &both);
    let ranks = findings.measures[0].change.value().unwrap().wilcoxon.as_ref().unwrap();
    golden.is("/wilcoxon_exact_hollander_wolfe/V", ranks.v, 0.0);
    golden.is("/wilcoxon_exact_hollander_wolfe/p", 0.5 * ranks.p_exact.unwrap(), CLOSED);
    golden.finish();
}

/// Measures of one family whose paired t-tests have just these p-values.
fn adjusted(golden: &Golden, index: usize) {
    let at = |name: &str| format!("/p_adjust/{index}/{name}");
    let given = |k: usize| {
        let path = at(&format!("p/{k}"));
        (!golden.value(&path).is_null()).then(|| golden.take(&path))
    };
    let p: Vec<Option<f64>> = (0..golden.len(&at("p"))).map(given).collect();
    // Differences of mean 0 and spread 1; moved by t / √n they have that t.
    let spread = [-1.5, -0.5, 0.5, 1.5, -1.0, 1.0, 0.0, 0.0];
    let n = number(spread.len() as u64);
    let sd = (spread.iter().map(|d| d * d).sum::<f64>() / (n - 1.0)).sqrt();
    let (mut study, mut columns) = (
        "title = \"looks\"\n[data]\nfile = \"f\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\"]\n".to_owned(),
        Vec::new(),
    );
    for (k, p) in p.iter().enumerate() {
        writeln!(
            study,
            "[[measure]]\nname = \"m{k}\"\nkind = \"score\"\ncolumn = \"m{k}\"\nfamily = \"all\""
        )
        .unwrap();
        columns.push(p.map(|p| {
            let t = if p < 1.0 { stats::t_quantile_two_sided(p, n - 1.0).unwrap() } else { 0.0 };
            t * sd / n.sqrt()
        }));
    }
    study.push_str("[[family]]\nname = \"all\"\n");
    let heads: Vec<String> = (0..p.len()).map(|k| format!("m{k}")).collect();
    let mut file = format!("id,t,{}\n", heads.join(","));
    for (id, d) in spread.iter().enumerate() {
        let cell =
            |shift: &Option<f64>, t: f64| shift.map_or(String::new(), |shift| (t * (d + shift)).to_string());
        for t in [0.0, 1.0] {
            let cells: Vec<String> = columns.iter().map(|shift| cell(shift, t)).collect();
            writeln!(file, "p{id},{t},{}", cells.join(",")).unwrap();
        }
    }
    let findings = on_file(&study, &file);
    let of = |get: &dyn Fn(&Change) -> Option<f64>| -> Vec<f64> {
        findings.measures.iter().map(|one| one.change.value().and_then(get).unwrap_or(f64::NAN)).collect()
    };
    golden.are(&at("holm"), &of(&|change| change.p_holm), 1e-9);
    golden.are(&at("BH"), &of(&|change| change.p_bh), 1e-9);
    leave_out(
        golden,
        &format!("/p_adjust/{index}"),
        &["bonferroni", "hochberg", "BY"],
        "no method of the report",
    );
}

fn described(golden: &Golden) {
    let table = Table::read("btheb_wide.csv").unwrap();
    let value = |row: usize, column: &str| table.text(row, column).parse::<f64>().ok();
    let both: Vec<_> = (0..table.len()).map(|row| (value(row, "bdi.pre"), value(row, "bdi.2m"))).collect();
    let findings = of_pairs(SCORE, &both);
    let first = &findings.measures[0].occasions[0];
    let at = |name: &str| format!("/descriptives/{name}");
    golden.is(&at("n"), number(first.n), 0.0);
    golden.is(&at("mean"), seen(first.mean), CLOSED);
    golden.is(&at("sd"), seen(first.sd), CLOSED);
    golden.is(&at("var"), seen(first.sd).powi(2), CLOSED);
    golden.is(&at("median"), seen(first.median), CLOSED);
    golden.are(&at("mean_ci95"), &seen(first.mean_ci95), CLOSED);
    let [lower, upper] = seen(first.quartiles);
    for (place, found) in [(1, lower), (2, seen(first.median)), (3, upper)] {
        golden.is(&at(&format!("quartiles_type7/{place}")), found, CLOSED);
    }
    leave_out(golden, "/descriptives/quartiles_type7", &["0", "4"], "the findings have quartiles");
    let none = ["quartiles_type6", "mad", "skew_type3", "kurt_type3", "trimmed10", "shapiro"];
    leave_out(golden, "/descriptives", &none, "no part of the findings");
    let effect = findings.measures[0].change.value().unwrap().effect.as_ref().unwrap();
    golden.is("/correlation/pearson/r", effect.correlation.unwrap(), CLOSED);
    leave_out(
        golden,
        "/correlation/pearson",
        &["t", "df", "p", "ci95"],
        "the correlation stands beside the sizes",
    );
    leave_out(golden, "/correlation", &["spearman", "kendall"], "no method of the report");
}

/// Limits of chance round 2/3, with one unit more that makes the share of all just that.
fn funnels(golden: &Golden) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let sizes: Vec<u64> = golden.list("/spc/funnel/n").into_iter().map(|n| n as u64).collect();
    let theta = golden.take("/spc/funnel/theta");
    let mut units: Vec<UnitCount> = sizes
        .iter()
        .enumerate()
        .map(|(at, n)| UnitCount { name: format!("{at:02}"), x: n - n / 3, n: *n })
        .collect();
    let (x, n) = units.iter().fold((0, 0), |(x, n), unit| (x + unit.x, n + unit.n));
    let more = (1..1000)
        .find(|more| 2 * (n + more) % 3 == 0 && (x..=x + more).contains(&(2 * (n + more) / 3)))
        .unwrap();
    units.push(UnitCount { name: "99".to_owned(), x: 2 * (n + more) / 3 - x, n: more });
    let found = compare("y", "1", &units, Vec::new()).unwrap();
    assert!((found.all.share - theta).abs() < 1e-15);
    for (place, unit) in found.units.iter().take(sizes.len()).enumerate() {
        for (name, limits) in [("exact95", unit.limits95), ("exact998", unit.limits998)] {
            let [low, high] = limits.unwrap();
            golden.is(&format!("/spc/funnel/{name}/lo/{place}"), low, CLOSED);
            golden.is(&format!("/spc/funnel/{name}/hi/{place}"), high, CLOSED);
        }
    }
    leave_out(golden, "/spc/funnel", &["normal95", "normal998"], "the findings have exact limits");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let counts = |name: &str| -> Vec<u64> {
        golden.list(&format!("/spc/funnel_units/{name}")).into_iter().map(|n| n as u64).collect()
    };
    let named = counts("events").into_iter().zip(counts("n")).enumerate();
    let units: Vec<UnitCount> = named.map(|(at, (x, n))| UnitCount { name: at.to_string(), x, n }).collect();
    golden.is("/spc/funnel_units/theta", compare("y", "1", &units, Vec::new()).unwrap().all.share, CLOSED);
    leave_out(golden, "/spc/funnel_units", &["z", "phi", "p_two_sided"], "the findings have limits, not z");
}

#[test]
fn every_smaller_method_of_the_reference_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("misc.json") else { return };
    (0..golden.len("/p_adjust")).for_each(|index| adjusted(&golden, index));
    described(&golden);
    funnels(&golden);
    super::cohort::quarters(&golden);
    golden.leave_out("/rubin", "`imputation_is_pooled_by_rubin_and_agrees_with_mice_and_with_the_model`");
    golden.leave_out("/chisq_2x3", "who left is described by standardised differences");
    golden.leave_out("/power", "planning comes before an evaluation");
    golden.finish();
}
