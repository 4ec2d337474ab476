//! Paired tests and sizes, shares, reliability and many looks against R (stats, coin, effectsize, psych).

use proptest::prelude::*;
use stats::{
    ChangeGroup, ChangeRule, Items, LEVEL_95, Moments, PairMoments, Unestimable, Zeros, benjamini_hochberg,
    chi_squared_tail, clopper_pearson, hedges_factor, mcnemar_forms, normal_two_sided, paired_effect,
    paired_t, reliable_change, signed_rank, weighted_cut_off,
};

use crate::support::{Table, close, number, reference};

/// The three data sets of the reference, as (first, second).
fn pairs(index: usize) -> Option<Vec<(f64, f64)>> {
    if index == 0 {
        let table = Table::read("datasets_sleep.csv")?;
        let values: Vec<f64> = (0..20).map(|row| table.number(row, "extra")).collect();
        return Some((0..10).map(|row| (values[row], values[row + 10])).collect());
    }
    let later = ["bdi.2m", "bdi.8m"][index - 1];
    let table = Table::read("btheb_wide.csv")?.with(later);
    Some((0..table.len()).map(|row| (table.number(row, "bdi.pre"), table.number(row, later))).collect())
}

#[test]
fn changes_and_their_sizes_are_those_of_r() {
    let Some(golden) = reference("paired.json") else { return };
    for (index, model) in golden["paired"].as_array().unwrap().iter().enumerate() {
        let moments = PairMoments::of(pairs(index).unwrap());
        let test = paired_t(&moments.difference(), LEVEL_95).unwrap();
        let effect = paired_effect(&moments, LEVEL_95).unwrap();
        close(test.t, number(&model["t"]), 1e-12);
        close(test.p, number(&model["p"]), 1e-11);
        close(effect.dz, number(&model["dz"]), 1e-12);
        close(effect.hedges.unwrap(), number(&model["hedges_J"]), 1e-12);
        close(effect.gz.unwrap(), number(&model["hedges_gz"]), 1e-12);
        close(effect.by_mean_sd, number(&model["d_av"]), 1e-12);
        close(effect.by_first_sd.unwrap(), number(&model["glass_delta_baseline_sd"]), 1e-12);
        close(effect.correlation.unwrap(), number(&model["r_xy"]), 1e-11);
        let ends = &model["dz_ci95_noncentral_t"];
        close(effect.dz_interval.lower, number(&ends[0]), 1e-8);
        close(effect.dz_interval.upper, number(&ends[1]), 1e-8);
    }
}

#[test]
fn signed_rank_tests_are_those_of_wilcox_test_and_coin() {
    let Some(golden) = reference("paired.json") else { return };
    for (index, model) in golden["paired"].as_array().unwrap().iter().enumerate() {
        let differences: Vec<f64> = pairs(index).unwrap().iter().map(|(a, b)| b - a).collect();
        let model = &model["wilcoxon"];
        let test = signed_rank(&differences, Zeros::Dropped).unwrap();
        assert_eq!(Some(test.n), model["n_nonzero"].as_u64());
        close(test.sum, number(&model["V"]), 0.0);
        close(test.p, number(&model["p_normal"]), 1e-11);
        close(test.p_corrected, number(&model["p_normal_cc"]), 1e-11);
        close(test.rank_biserial, number(&model["rank_biserial"]), 1e-12);
        close(test.z, number(&model["exact_wilcoxon_zero"]["z"]), 1e-12);
        close(test.p_exact.unwrap(), number(&model["exact_wilcoxon_zero"]["p"]), 1e-11);
        let pratt = signed_rank(&differences, Zeros::Ranked).unwrap();
        close(pratt.z, number(&model["exact_pratt_zero"]["z"]), 1e-12);
        close(pratt.p_exact.unwrap(), number(&model["exact_pratt_zero"]["p"]), 1e-11);
    }
    assert_eq!(signed_rank(&[0.0, 0.0], Zeros::Dropped), Err(Unestimable::NoSpread));
    assert_eq!(signed_rank(&[], Zeros::Dropped), Err(Unestimable::Empty));
    assert_eq!(signed_rank(&[f64::NAN], Zeros::Dropped), Err(Unestimable::BadInput));
}

#[test]
fn hollander_and_wolfes_depression_example_has_its_published_p() {
    let first = [1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300];
    let second = [878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290];
    let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| f64::from(a - b)).collect();
    let test = signed_rank(&differences, Zeros::Dropped).unwrap();
    close(test.sum, 40.0, 0.0);
    close(test.p_exact.unwrap(), 2.0 * 0.019_531_25, 1e-14);
}

#[test]
fn forms_of_mcnemars_test_are_those_of_r() {
    let Some(golden) = reference("paired.json") else { return };
    for model in golden["mcnemar"].as_array().unwrap() {
        let cell = |name: &str| model["cells"][name].as_u64().unwrap();
        let forms = mcnemar_forms(cell("yes_no"), cell("no_yes"), LEVEL_95).unwrap();
        close(forms.plain[0], number(&model["chisq"]), 1e-12);
        close(forms.plain[1], number(&model["p"]), 1e-12);
        close(forms.corrected[0], number(&model["chisq_cc"]), 1e-12);
        close(forms.corrected[1], number(&model["p_cc"]), 1e-12);
        close(forms.p_mid, number(&model["p_mid"]), 1e-11);
        match model["odds_ratio"].as_f64() {
            Some(expected) => close(forms.odds_ratio, expected, 1e-12),
            None => assert!(forms.odds_ratio.is_infinite()),
        }
        let ends = &model["odds_ratio_exact_ci"];
        close(forms.odds_ratio_interval.lower, number(&ends[0]), 1e-11);
        match ends[1].as_f64() {
            Some(expected) => close(forms.odds_ratio_interval.upper, expected, 1e-11),
            None => assert!(forms.odds_ratio_interval.upper.is_infinite()),
        }
    }
    // As many either way, after Fagerland, Lydersen and Laake: 1 − half of the chance of just that.
    close(mcnemar_forms(25, 25, LEVEL_95).unwrap().p_mid, 0.943_862_413_670, 1e-11);
    close(mcnemar_forms(65, 65, LEVEL_95).unwrap().p_mid, 0.965_077_669_654, 1e-11);
    assert_eq!(mcnemar_forms(0, 0, LEVEL_95), Err(Unestimable::NoSpread));
}

#[test]
fn exact_intervals_of_shares_are_those_of_binom_test_also_for_millions() {
    if let Some(golden) = reference("paired.json") {
        for row in golden["proportions"].as_array().unwrap() {
            let interval =
                clopper_pearson(row["x"].as_u64().unwrap(), row["n"].as_u64().unwrap(), LEVEL_95).unwrap();
            close(interval.lower, number(&row["clopper_pearson"][0]), 1e-12);
            close(interval.upper, number(&row["clopper_pearson"][1]), 1e-12);
        }
    }
    let seven = clopper_pearson(7, 21, LEVEL_95).unwrap();
    close(seven.lower, 0.145_876_944_3, 1e-7);
    close(seven.upper, 0.569_675_483, 1e-9);
    let many = clopper_pearson(500_000, 1_000_000, LEVEL_95).unwrap();
    close(many.lower + many.upper, 1.0, 1e-13);
    close(many.upper - 0.5, 1.959_963_984_540_054 * 0.5e-3 + 0.5e-6, 1e-3);
    assert_eq!(clopper_pearson(2, 1, LEVEL_95), Err(Unestimable::BadInput));
}

#[test]
fn benjamini_hochberg_is_p_adjusts() {
    let Some(golden) = reference("misc.json") else { return };
    for row in golden["p_adjust"].as_array().unwrap() {
        let p: Vec<Option<f64>> =
            row["p"].as_array().unwrap().iter().map(serde_json::Value::as_f64).collect();
        for (found, expected) in benjamini_hochberg(&p).iter().zip(row["BH"].as_array().unwrap()) {
            assert_eq!(found.is_some(), expected.is_number());
            if let Some(found) = found {
                close(*found, number(expected), 1e-12);
            }
        }
    }
}

#[test]
fn alpha_and_reliable_change_of_the_cohort_are_those_of_psych() {
    let (Some(golden), Some(table)) = (reference("cohort_stats.json"), Table::cohort("assessments.csv"))
    else {
        return;
    };
    let table = table.with("who5_score");
    let mut items = Items::new(5);
    let mut other = Items::new(5);
    let mut scores = Moments::default();
    for row in (0..table.len()).filter(|row| table.text(*row, "kind") == "start") {
        let values: Vec<f64> = (1..6).map(|k| table.number(row, &format!("who5_{k}"))).collect();
        if row % 3 == 0 { &mut other } else { &mut items }.add(&values).unwrap();
        scores.add(table.number(row, "who5_score"));
    }
    items.merge(&other);
    let golden = &golden["who5_alpha_start"];
    assert_eq!(Some(items.n()), golden["n"].as_u64());
    close(items.alpha().unwrap(), number(&golden["alpha"]), 1e-12);
    let change = reliable_change(scores.sd().unwrap(), items.alpha().unwrap(), LEVEL_95).unwrap();
    close(change, number(&golden["rci95"]), 1e-12);
    assert_eq!(Items::new(2).alpha(), Err(Unestimable::Empty));
}

#[test]
fn jacobson_and_truax_groups_and_cut_off() {
    let rule = ChangeRule { reliable: 10.0, cut_off: 50.0, higher_is_better: true };
    assert_eq!(rule.group(40.0, 60.0), ChangeGroup::Recovered);
    assert_eq!(rule.group(20.0, 40.0), ChangeGroup::Improved);
    assert_eq!(rule.group(60.0, 80.0), ChangeGroup::Improved);
    assert_eq!(rule.group(48.0, 52.0), ChangeGroup::Unchanged);
    assert_eq!(rule.group(50.0, 40.0), ChangeGroup::Unchanged);
    assert_eq!(rule.group(60.0, 40.0), ChangeGroup::Deteriorated);
    let falling = ChangeRule { higher_is_better: false, ..rule };
    assert_eq!(falling.group(60.0, 40.0), ChangeGroup::Recovered);
    close(weighted_cut_off((30.0, 10.0), (70.0, 30.0)).unwrap(), 40.0, 1e-14);
}

#[test]
fn closed_forms_of_tails_and_hedges_factor() {
    close(normal_two_sided(1.959_963_984_540_054).unwrap(), 0.05, 1e-13);
    close(normal_two_sided(2.0).unwrap(), 0.045_500_263_896_358_42, 1e-13);
    close(normal_two_sided(10.0).unwrap(), 1.523_970_604_832_109_4e-23, 1e-12);
    close(chi_squared_tail(3.841_458_820_694_124, 1).unwrap(), 0.05, 1e-12);
    close(chi_squared_tail(7.814_727_903_251_179, 3).unwrap(), 0.05, 1e-12);
    close(chi_squared_tail(9.487_729_036_781_154, 4).unwrap(), 0.05, 1e-12);
    // df = 3: J = Γ(3/2) / (√(3/2) Γ(1)) = √π / 2 / √1.5
    close(hedges_factor(3.0).unwrap(), std::f64::consts::PI.sqrt() / 2.0 / 1.5f64.sqrt(), 1e-14);
    assert_eq!(hedges_factor(1.0), Err(Unestimable::BadInput));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn signed_rank_turns_with_its_sign_and_ignores_order_and_unit(values in prop::collection::vec(-8i32..12, 2..40), unit in 1u8..40) {
        let differences: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
        let turned: Vec<f64> = differences.iter().rev().map(|v| -v * f64::from(unit)).collect();
        for zeros in [Zeros::Dropped, Zeros::Ranked] {
            let (Ok(a), Ok(b)) = (signed_rank(&differences, zeros), signed_rank(&turned, zeros)) else { continue };
            prop_assert!((a.z + b.z).abs() < 1e-12 && (a.rank_biserial + b.rank_biserial).abs() < 1e-12);
            prop_assert!((a.p_exact.unwrap() - b.p_exact.unwrap()).abs() < 1e-12);
            prop_assert!(a.p <= a.p_corrected && a.p_exact.unwrap() <= 1.0);
        }
    }

    #[test]
    fn an_exact_interval_holds_the_share_and_mirrors(x in 0u32..60, more in 0u32..60) {
        let n = x + more + 1;
        let of = |x: u32| clopper_pearson(u64::from(x), u64::from(n), LEVEL_95).unwrap();
        let [a, b] = [of(x), of(n - x)];
        let share = f64::from(x) / f64::from(n);
        prop_assert!(a.lower <= share && share <= a.upper);
        prop_assert!((a.lower + b.upper - 1.0).abs() < 1e-13 && (a.upper + b.lower - 1.0).abs() < 1e-13);
    }
}
