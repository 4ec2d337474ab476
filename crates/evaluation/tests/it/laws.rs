//! Laws of whole findings, on invented persons: what is called otherwise, measured in other units, counted twice or coded from the
//! other side changes what it must and nothing else. Findings are compared number by number.

use std::fmt::Write as _;

use evaluation::findings::{Findings, Model};
use proptest::prelude::*;
use serde_json::Value;

use super::support::on_file;

const MONTHS: [u32; 4] = [0, 3, 6, 12];

/// A person: name, trait, group and at each month score and answer, where they are known.
#[derive(Debug, Clone)]
struct Person {
    name: String,
    female: bool,
    group: usize,
    values: Vec<(Option<f64>, Option<bool>)>,
}

/// A study of both kinds of measure; limits in the score's own units: `scale · x + shift`.
fn study(scale: f64, shift: f64) -> String {
    let at = |x: f64| scale * x + shift;
    format!(
        r#"title = "laws"
synthetic = true
seed = 11
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "3", "6", "12"]
[[measure]]
name = "score"
kind = "score"
column = "score"
range = [{:?}, {:?}]
relevant_change = {:?}
[[measure.model]]
kind = "random_intercept"
covariates = ["female"]
interactions = ["time:female"]
[[measure.model]]
kind = "random_slope"
time = "linear"
method = "ML"
covariates = ["group"]
[[measure.model]]
kind = "mmrm"
[[measure.model]]
kind = "gee"
working = "ar1"
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[measure.model]]
kind = "gee"
covariates = ["female"]
[[measure.model]]
kind = "logistic"
time = "linear"
covariates = ["group"]
[[subgroup]]
name = "female"
column = "female"
[[characteristic]]
column = "female"
kind = "yes_no"
"#,
        at(-1000.0),
        at(1000.0),
        5.0 * scale
    )
}

fn file(persons: &[Person], scale: f64, shift: f64) -> String {
    let mut out = String::from("id,month,score,paid,female,group\n");
    for person in persons {
        for (month, (score, paid)) in MONTHS.iter().zip(&person.values) {
            let score = score.map_or(String::new(), |score| (scale * score + shift).to_string());
            let paid = paid.map_or("", |paid| if paid { "yes" } else { "no" });
            let group = ["a", "b"][person.group];
            writeln!(out, "{},{month},{score},{paid},{},{group}", person.name, u8::from(person.female))
                .unwrap();
        }
    }
    out
}

fn found(persons: &[Person]) -> Findings {
    on_file(&study(1.0, 0.0), &file(persons, 1.0, 0.0))
}

/// Persons with a trait of their own, a trend, drop-out; the first one is in group a.
fn persons() -> impl Strategy<Value = Vec<Person>> {
    let value = (0u32..1000, 0u32..1000, 0u32..100);
    let one = (prop::collection::vec(value, 4), any::<bool>(), 0usize..2, 0u32..1000);
    prop::collection::vec(one, 36..60).prop_map(|all| {
        let person = |(at, (values, female, group, own)): (usize, Drawn)| {
            let own = f64::from(own) / 50.0;
            let value = |(month, (noise, chance, gone)): (usize, (u32, u32, u32))| {
                let trend = 2.0 * f64::from(u32::try_from(month).unwrap());
                // Eighths, so that other units are exact.
                let score = ((40.0 + own + trend + f64::from(noise) / 60.0) * 8.0).round() / 8.0;
                let seen = gone >= 12 * u32::try_from(month).unwrap();
                (seen.then_some(score), seen.then_some(chance > 300 + 150 * u32::try_from(month).unwrap()))
            };
            let values = values.into_iter().enumerate().map(value).collect();
            Person { name: format!("p{at:03}"), female, group: if at == 0 { 0 } else { group }, values }
        };
        all.into_iter().enumerate().map(person).collect()
    })
}

/// Noise, chance and whether somebody is gone at each month, sex, group and what is a person's own.
type Drawn = (Vec<(u32, u32, u32)>, bool, usize, u32);

/// What becomes of the numbers under a key; nothing where the key says that they are not compared.
type Rule<'r> = &'r dyn Fn(&str, f64) -> Option<f64>;

/// Both findings number by number: where the rule gives a number, the other has just that, to 1e-7 of its size or of `floor`.
fn alike(one: &Value, other: &Value, path: &str, rule: Rule<'_>, floor: f64) -> Result<(), TestCaseError> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            prop_assert!(a.keys().eq(b.keys()), "{}", path);
            for (key, inner) in a {
                alike(inner, &b[key], &format!("{path}/{key}"), rule, floor)?;
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            prop_assert_eq!(a.len(), b.len(), "{}", path);
            for (at, (inner, theirs)) in a.iter().zip(b).enumerate() {
                alike(inner, theirs, &format!("{path}/{at}"), rule, floor)?;
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            if let Some(expected) = rule(path, a) {
                let error = (b - expected).abs() / expected.abs().max(floor);
                prop_assert!(error <= 1e-7, "{}: {:e} became {:e}, not {:e}", path, a, b, expected);
            }
        }
        (Value::String(a), Value::String(b)) => prop_assert_eq!(a, b, "{}", path),
        (a, b) => prop_assert_eq!(a, b, "{}", path),
    }
    Ok(())
}

/// The findings without what only says what was read.
fn told(mut findings: Findings) -> Value {
    findings.provenance.sources.clear();
    serde_json::to_value(&findings).unwrap()
}

fn has(path: &str, keys: &[&str]) -> bool {
    path.split('/').any(|part| keys.contains(&part))
}

fn ends_with(path: &str, keys: &[&str]) -> bool {
    let mut parts = path.rsplit('/').filter(|part| part.parse::<usize>().is_err());
    parts.next().is_some_and(|last| keys.contains(&last))
}

/// Numbers of a score in its own units: places on the scale, distances on it, and squares of distances.
fn in_other_units(scale: f64, shift: f64) -> impl Fn(&str, f64) -> Option<f64> {
    move |path, value| {
        let square = value * scale * scale;
        let distance = value * scale;
        let place = distance + shift;
        if path.ends_with("/half_width") {
            return Some(distance);
        }
        if !path.starts_with("/measures/0")
            && !path.starts_with("/subgroups")
            && !path.starts_with("/sensitivity/0")
        {
            return Some(value);
        }
        // Bands of the picture are counted in steps of the scale; likelihoods are of other units; draws have seeds of their own.
        if has(path, &["bands", "log_likelihood", "aic", "bic", "imputed", "zones"]) {
            return None;
        }
        if has(path, &["variance"]) {
            return Some(if ends_with(path, &["icc", "correlation"]) { value } else { square });
        }
        if has(path, &["terms"]) {
            // The intercept is a place; its test is against another zero.
            let intercept = path.contains("/terms/0/");
            return match path.rsplit('/').find(|part| part.parse::<usize>().is_err()) {
                Some("estimate") if intercept => Some(place),
                Some("se") => Some(distance),
                Some("estimate" | "ci95") if !intercept => Some(distance),
                Some("t" | "df" | "p") if !intercept => Some(value),
                _ => None,
            };
        }
        if ends_with(
            path,
            &[
                "n",
                "missing",
                "persons",
                "assumed",
                "from_band_to_band",
                "left_out",
                "df",
                "p",
                "p_holm",
                "p_bh",
                "t",
                "dz",
                "x",
                "share",
            ],
        ) {
            return Some(value);
        }
        // The middle of the changes stands beside a test that knows no units.
        if ends_with(path, &["hodges_lehmann", "hodges_lehmann_ci95"]) {
            return Some(distance);
        }
        if has(
            path,
            &["effect", "wilcoxon", "progress", "clopper_pearson95", "wilson95", "early_change_n", "start_n"],
        ) || ends_with(
            path,
            &["start_standardised_difference", "largest_weight", "cut_at", "cut", "effective"],
        ) {
            return Some(value);
        }
        let model_mean = path.contains("/models/") && path.contains("/occasions/");
        if model_mean
            || ends_with(path, &["mean", "mean_ci95", "median", "quartiles", "mean_from", "mean_to", "range"])
        {
            return Some(place);
        }
        Some(distance)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn other_names_of_persons_change_nothing(persons in persons(), turn in 1usize..30) {
        let mut renamed = persons.clone();
        let count = renamed.len();
        for (at, person) in renamed.iter_mut().enumerate() {
            person.name = format!("other {:04}", (at * 7919 + turn) % (count * 13));
        }
        let mut names: Vec<&String> = renamed.iter().map(|person| &person.name).collect();
        names.sort();
        names.dedup();
        prop_assume!(names.len() == count);
        alike(&told(found(&persons)), &told(found(&renamed)), "", &|_, value| Some(value), 1e-6)?;
    }

    #[test]
    fn other_units_of_a_score_change_its_places_and_distances_and_no_test(
        persons in persons(), scale in prop::sample::select(vec![0.25, 2.0, 8.0]), shift in prop::sample::select(vec![-64.0, 0.0, 512.0])
    ) {
        // The picture of the spread is cut in steps of the scale.
        let plain = |mut findings: Findings| {
            findings.measures.iter_mut().flat_map(|measure| &mut measure.occasions).for_each(|at| at.bands.clear());
            told(findings)
        };
        let other = on_file(&study(scale, shift), &file(&persons, scale, shift));
        alike(&plain(found(&persons)), &plain(other), "", &in_other_units(scale, shift), 1e-4)?;
    }

    #[test]
    fn everybody_twice_is_the_same_picture_with_smaller_errors(persons in persons()) {
        let mut twice = persons.clone();
        twice.extend(persons.iter().map(|person| Person { name: format!("{} again", person.name), ..person.clone() }));
        let (once, twice) = (found(&persons), found(&twice));
        for (a, b) in once.measures.iter().zip(&twice.measures) {
            for (a, b) in a.occasions.iter().zip(&b.occasions) {
                prop_assert_eq!((2 * a.n, 2 * a.missing), (b.n, b.missing));
                prop_assert_eq!(a.bands.iter().map(|band| 2 * band.n).sum::<u64>(), b.bands.iter().map(|band| band.n).sum::<u64>());
            }
            for (a, b) in a.models.iter().zip(&b.models) {
                prop_assert_eq!([a.n, a.persons].map(|count| count.map(|n| 2 * n)), [b.n, b.persons]);
                // Estimating equations and ML have the same coefficients; their errors fall by √2.
                let exact = a.method == "GEE" || a.method == "ML";
                for (a, b) in a.terms.iter().zip(&b.terms).filter(|_| exact) {
                    prop_assert!((a.estimate - b.estimate).abs() <= 1e-6 * a.se, "{} {}", a.estimate, b.estimate);
                    prop_assert!((a.se / b.se / 2f64.sqrt() - 1.0).abs() < 1e-6, "{} {}", a.se, b.se);
                }
            }
        }
        if let (Some(a), Some(b)) = (once.measures[0].change.value(), twice.measures[0].change.value()) {
            prop_assert!((a.difference - b.difference).abs() < 1e-12 * a.difference.abs().max(1.0));
        }
    }

    #[test]
    fn the_other_level_as_reference_turns_the_sign_and_nothing_else(persons in persons()) {
        // Group b first: the first person changes place with one of group b.
        let Some(first) = persons.iter().position(|person| person.group == 1) else { return Ok(()) };
        let mut turned = persons.clone();
        turned.swap(0, first);
        let (one, other) = (found(&persons), found(&turned));
        let both = [(&one.measures[0].models[1], &other.measures[0].models[1]), (&one.measures[1].models[1], &other.measures[1].models[1])];
        for (a, b) in both {
            let term = |model: &Model, name: &str| model.terms.iter().find(|term| term.name == name).cloned();
            prop_assert_eq!(a.not_estimable, b.not_estimable);
            let (Some(a_b), Some(b_a)) = (term(a, "groupb"), term(b, "groupa")) else { continue };
            prop_assert!((a_b.estimate + b_a.estimate).abs() < 1e-6 * a_b.se);
            prop_assert!((a_b.se - b_a.se).abs() < 1e-6 * a_b.se && (a_b.p - b_a.p).abs() < 1e-6);
            let (a_0, b_0) = (term(a, "(Intercept)").unwrap(), term(b, "(Intercept)").unwrap());
            prop_assert!((a_0.estimate + a_b.estimate - b_0.estimate).abs() < 1e-6 * a_0.se);
            prop_assert!((a.log_likelihood.unwrap() - b.log_likelihood.unwrap()).abs() < 1e-7);
            for (a, b) in a.occasions.iter().zip(&b.occasions) {
                prop_assert!((a.estimate - b.estimate).abs() < 1e-6 * a.estimate.abs());
            }
        }
    }

    #[test]
    fn distance_in_time_counts_only_where_somebody_is_missing_in_the_middle(persons in persons(), at in 1usize..3) {
        let asked = |waves: &str| {
            let models = format!("[[measure.model]]\nkind = \"gee\"\nworking = \"ar1\"\nwaves = \"{waves}\"\n");
            let head = study(1.0, 0.0);
            format!("{}{models}", head.split("[[measure.model]]").next().unwrap())
        };
        // Drop-out only: rows and occasions are as far apart.
        let dropped: Vec<Person> = persons.iter().map(|person| {
            let mut person = person.clone();
            let gone = person.values.iter().position(|(score, _)| score.is_none()).unwrap_or(4);
            person.values.iter_mut().skip(gone).for_each(|value| *value = (None, None));
            person
        }).collect();
        let terms = |persons: &[Person], waves: &str| on_file(&asked(waves), &file(persons, 1.0, 0.0)).measures[0].models[0].terms.clone();
        prop_assert_eq!(terms(&dropped, "rows"), terms(&dropped, "occasions"));
        let mut holes = dropped;
        for person in holes.iter_mut().step_by(3) {
            person.values[at] = (None, None);
        }
        let (rows, occasions) = (terms(&holes, "rows"), terms(&holes, "occasions"));
        prop_assert!(rows.is_empty() || rows.iter().zip(&occasions).any(|(a, b)| (a.se - b.se).abs() > 1e-9));
        // The order of the rows of the file is no distance.
        let mut lines: Vec<String> = file(&holes, 1.0, 0.0).lines().map(str::to_owned).collect();
        let head = lines.remove(0);
        lines.reverse();
        let turned = on_file(&asked("rows"), &format!("{head}\n{}\n", lines.join("\n")));
        prop_assert_eq!(&turned.measures[0].models[0].terms, &rows);
    }
}
