//! Laws of the whole evaluation, on studies and data drawn at random: never a number that is none and never a panic; the order
//! of rows decides nothing; new names of persons and levels, and another unit of a score, change names and units alone.

use std::fmt::Write as _;

use evaluation::findings::{Estimable, Findings};
use evaluation::{Cohort, Disclosure, Study, evaluate, release};
use proptest::prelude::*;

const HEADINGS: &str = "id,month,score,paid,age,region,misuse\n";

/// The models a drawn study asks for.
#[derive(Debug, Clone)]
struct Asked {
    score: Vec<String>,
    paid: Vec<String>,
    range: bool,
}

fn models(kinds: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let times = prop::sample::select(vec!["factor", "linear", "none"]);
    let columns = prop::sample::subsequence(vec!["age", "region", "misuse"], 0..=3);
    let working = prop::sample::select(vec!["exchangeable", "independence", "ar1"]);
    let one = (prop::sample::select(kinds.to_vec()), times, columns, any::<bool>(), any::<bool>(), working);
    let text = |(kind, time, columns, product, ml, working): (&str, &str, Vec<&str>, bool, bool, &str)| {
        let mut text = format!("[[measure.model]]\nkind = \"{kind}\"\ntime = \"{time}\"\n");
        let quoted: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        writeln!(text, "covariates = [{}]", quoted.join(", ")).unwrap();
        if let (true, Some(first)) = (product && time != "none", columns.first()) {
            writeln!(text, "interactions = [\"time:{first}\"]").unwrap();
        }
        match kind {
            "gee" => writeln!(text, "working = \"{working}\"").unwrap(),
            "logistic" => {}
            _ if ml => text.push_str("method = \"ML\"\n"),
            _ => {}
        }
        text
    };
    prop::collection::vec(one.prop_map(text), 0..3)
}

fn studies() -> impl Strategy<Value = Asked> {
    let score = models(&["random_intercept", "random_slope", "mmrm", "gee", "logistic"]);
    let paid = models(&["gee", "logistic"]);
    (score, paid, any::<bool>()).prop_map(|(score, paid, range)| Asked { score, paid, range })
}

fn study(asked: &Asked) -> String {
    let range = if asked.range { "range = [-1000000000, 1000000000]\n" } else { "" };
    format!(
        "title = \"law\"\nseed = 3\n[data]\nfile = \"f\"\nperson = \"id\"\noccasion = \"month\"\norder = [\"0\", \"6\", \"12\"]\n\
         [[measure]]\nname = \"score\"\nkind = \"score\"\ncolumn = \"score\"\nrisk_at_or_below = 20\nrelevant_change = 3\n\
         reliable_change = 9\nfamily = \"f\"\n{range}{}[[measure]]\nname = \"paid\"\nkind = \"yes_no\"\ncolumn = \"paid\"\n{}\
         [[family]]\nname = \"f\"\nprogress_at_least = 1\n[[subgroup]]\nname = \"misuse\"\ncolumn = \"misuse\"\n\
         [[subgroup]]\nname = \"low\"\nat_risk = \"score\"\n[[characteristic]]\ncolumn = \"region\"\nkind = \"choice\"\n\
         [[characteristic]]\ncolumn = \"age\"\nkind = \"number\"\n",
        asked.score.concat(),
        asked.paid.concat()
    )
}

/// A row: person, occasion and cells.
#[derive(Debug, Clone)]
struct Line {
    person: u16,
    month: u8,
    score: Option<f64>,
    paid: Option<bool>,
    age: Option<u8>,
    region: u8,
    misuse: Option<bool>,
}

impl Line {
    fn text(&self, person: &dyn Fn(u16) -> String, region: &dyn Fn(u8) -> String, unit: f64) -> String {
        let yes = |cell: Option<bool>| cell.map_or(String::new(), |yes| u8::from(yes).to_string());
        let score = self.score.map_or(String::new(), |score| (score * unit).to_string());
        let age = self.age.map_or(String::new(), |age| age.to_string());
        let month = ["0", "6", "12"][usize::from(self.month)];
        let (paid, misuse) = (yes(self.paid), yes(self.misuse));
        format!("{},{month},{score},{paid},{age},{},{misuse}\n", person(self.person), region(self.region))
    }
}

/// Anything: few or no persons, empty columns, a thousand million, values that do not vary.
fn wild() -> impl Strategy<Value = Vec<Line>> {
    let score = prop_oneof![
        8 => (-400i32..400).prop_map(|value| f64::from(value) / 8.0),
        1 => Just(7.0),
        1 => Just(1_000_000_000.0),
    ];
    let cells = (
        prop::option::weighted(0.8, score),
        prop::option::weighted(0.8, any::<bool>()),
        prop::option::weighted(0.9, 18u8..70),
        0u8..3,
        prop::option::weighted(0.9, any::<bool>()),
    );
    prop::collection::btree_map((0u16..30, 0u8..3), cells, 0..80).prop_map(|all| {
        let line = |((person, month), (score, paid, age, region, misuse)): (_, _)| Line {
            person,
            month,
            score,
            paid,
            age,
            region,
            misuse,
        };
        all.into_iter().map(line).collect()
    })
}

/// Persons enough that every model has a fit in the inside.
fn tame() -> impl Strategy<Value = Vec<Line>> {
    any::<u64>().prop_map(|seed| {
        let mut state = seed;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1u32 << 31)
        };
        let mut all = Vec::new();
        for person in 0..90u16 {
            let (own, slope) = (15.0 * next(), 8.0 * next());
            let (region, age, misuse) =
                (u8::try_from(person % 3).unwrap(), 18 + u8::try_from(person % 37).unwrap(), next() < 0.4);
            for month in 0..3u8 {
                let rise = (3.0 + slope) * f64::from(month);
                let score = (8.0 * (own + rise + 9.0 * next())).round() / 8.0;
                all.push(Line {
                    person,
                    month,
                    score: (next() > 0.15).then_some(score),
                    paid: Some(next() < 0.5 - 0.1 * f64::from(month)),
                    age: Some(age),
                    region,
                    misuse: Some(misuse),
                });
            }
        }
        all
    })
}

fn plainly(lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.text(&|id| format!("p{id:03}"), &|region| format!("r{region}"), 1.0))
        .collect()
}

fn found(asked: &Asked, rows: &[String]) -> Findings {
    let study = Study::parse("study.toml", &study(asked)).unwrap();
    let file = format!("{HEADINGS}{}", rows.concat());
    let mut found = evaluate(&Cohort::from_csv("f", file.as_bytes(), &study).unwrap(), &study);
    found.provenance.sources.clear();
    found
}

/// Words of a text in which a number that is none would stand as one.
fn holes(text: &str) -> Vec<&str> {
    let word = |letter: char| !letter.is_alphanumeric();
    text.split(word).filter(|word| ["NaN", "inf"].contains(word)).collect()
}

/// The numbers of findings with their paths; all else as it is.
fn flat(value: &serde_json::Value, path: &str, out: &mut Vec<(String, Result<f64, String>)>) {
    match value {
        serde_json::Value::Array(all) => {
            all.iter().enumerate().for_each(|(at, one)| flat(one, &format!("{path}/{at}"), out));
        }
        serde_json::Value::Object(all) => {
            all.iter().for_each(|(key, one)| flat(one, &format!("{path}/{key}"), out));
        }
        other => out.push((path.to_owned(), other.as_f64().ok_or_else(|| other.to_string()))),
    }
}

/// The same numbers to a relative difference, and the same words where these are compared.
#[track_caller]
fn alike(a: &Findings, b: &Findings, tolerance: f64, words: bool) {
    let all = |findings: &Findings| {
        let mut out = Vec::new();
        flat(&serde_json::to_value(findings).unwrap(), "", &mut out);
        out
    };
    let (a, b) = (all(a), all(b));
    assert_eq!(a.len(), b.len());
    for ((path, one), (other_path, other)) in a.iter().zip(&b) {
        assert_eq!(path, other_path);
        match (one, other) {
            (Ok(x), Ok(y)) => {
                assert!((x - y).abs() <= tolerance * (1.0 + x.abs()), "{path}: {x:e} and {y:e}")
            }
            (Err(x), Err(y)) => assert!(!words || x == y, "{path}: {x} and {y}"),
            _ => panic!("{path}: {one:?} and {other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn never_a_number_that_is_none_and_never_a_panic(asked in studies(), lines in wild()) {
        let found = found(&asked, &plainly(&lines));
        let text = format!("{found:?}");
        prop_assert!(holes(&text).is_empty(), "{:?} in {}", holes(&text), study(&asked));
        for model in found.measures.iter().flat_map(|measure| &measure.models) {
            prop_assert_eq!(model.terms.is_empty(), model.not_estimable.is_some());
            for term in &model.terms {
                prop_assert!(term.se > 0.0 && (0.0..=1.0).contains(&term.p) && term.df.is_none_or(|df| df > 0.0));
                prop_assert!(term.ci95[0] <= term.estimate && term.estimate <= term.ci95[1]);
            }
        }
        let released = release(found, Disclosure::default());
        let text = format!("{released:?}");
        prop_assert!(holes(&text).is_empty());
    }

    #[test]
    fn a_study_with_any_line_lost_or_doubled_is_read_or_refused_at_a_line(
        asked in studies(),
        at in any::<prop::sample::Index>(),
        kind in 0u8..4,
        lines in wild(),
    ) {
        let text = study(&asked);
        let mut of: Vec<&str> = text.lines().collect();
        let place = at.index(of.len());
        let cut;
        match kind {
            0 => { of.remove(place); }
            1 => of.insert(place, of[place]),
            2 => of.truncate(place),
            _ => {
                let half = of[place].len() / 2;
                cut = of[place].get(..half).unwrap_or_default();
                of[place] = cut;
            }
        }
        let file = format!("{HEADINGS}{}", plainly(&lines).concat());
        match Study::parse("study.toml", &of.join("\n")) {
            Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.file == "study.toml")),
            Ok(study) => if let Ok(cohort) = Cohort::from_csv("f", file.as_bytes(), &study) {
                let text = format!("{:?}", evaluate(&cohort, &study));
                prop_assert!(holes(&text).is_empty());
            },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_rows_decides_nothing(asked in studies(), (lines, order) in wild().prop_flat_map(|lines| {
        let places: Vec<usize> = (0..lines.len()).collect();
        (Just(lines), Just(places).prop_shuffle())
    })) {
        // A text's levels stand in the order in which they first come: the first rows stay.
        let rows = plainly(&lines);
        let first: Vec<usize> = (0..3u8).filter_map(|region| lines.iter().position(|line| line.region == region)).collect();
        let rest = order.iter().copied().filter(|at| !first.contains(at));
        let mut pinned = first.clone();
        pinned.sort_unstable();
        let kept: Vec<String> = pinned.iter().copied().chain(rest).map(|at| rows[at].clone()).collect();
        let straight: Vec<String> = pinned.iter().copied().chain((0..rows.len()).filter(|at| !first.contains(at))).map(|at| rows[at].clone()).collect();
        alike(&found(&asked, &straight), &found(&asked, &kept), 1e-12, true);
    }

    #[test]
    fn new_names_of_persons_and_levels_change_names_alone(asked in studies(), lines in tame(), by in 1u16..89) {
        let plain = found(&asked, &plainly(&lines));
        let person = |id: u16| format!("q{:03}", (id + by) % 90);
        let region = |region: u8| format!("z{}", 9 - region);
        let renamed: Vec<String> = lines.iter().map(|line| line.text(&person, &region, 1.0)).collect();
        let mut other = found(&asked, &renamed);
        // Levels of the table of characteristics stand by name.
        let mut plain = plain;
        for findings in [&mut plain, &mut other] {
            if let Some(baseline) = &mut findings.baseline {
                baseline.rows.sort_by_key(|row| (row.name.clone(), format!("{:?}", row.all)));
            }
        }
        alike(&plain, &other, 1e-8, false);
    }

    #[test]
    fn another_unit_of_a_score_changes_the_unit_alone(asked in studies(), lines in tame(), power in -3i32..4) {
        let unit = 2f64.powi(power);
        let one = found(&asked, &plainly(&lines));
        let text = study(&asked)
            .replace("risk_at_or_below = 20", &format!("risk_at_or_below = {}", 20.0 * unit))
            .replace("relevant_change = 3", &format!("relevant_change = {}", 3.0 * unit))
            .replace("reliable_change = 9", &format!("reliable_change = {}", 9.0 * unit));
        let spec = Study::parse("study.toml", &text).unwrap();
        let rows: Vec<String> =
            lines.iter().map(|line| line.text(&|id| format!("p{id:03}"), &|region| format!("r{region}"), unit)).collect();
        let file = format!("{HEADINGS}{}", rows.concat());
        let other = evaluate(&Cohort::from_csv("f", file.as_bytes(), &spec).unwrap(), &spec);
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-8 * (1.0 + a.abs());
        let (a, b) = (&one.measures[0], &other.measures[0]);
        let (Estimable::Value(x), Estimable::Value(y)) = (&a.change, &b.change) else { panic!("a change") };
        for (x, y) in [(x.difference, y.difference), (x.sd, y.sd), (x.ci95[0], y.ci95[0]), (x.mean_from, y.mean_from)] {
            prop_assert!(close(x * unit, y), "{} {}", x, y);
        }
        prop_assert!(close(x.t, y.t) && close(x.p, y.p) && close(x.dz, y.dz) && x.n == y.n);
        prop_assert_eq!(&x.progress, &y.progress);
        prop_assert_eq!(&x.wilcoxon, &y.wilcoxon);
        prop_assert_eq!(&a.paired_shares, &b.paired_shares);
        prop_assert_eq!(&one.measures[1], &other.measures[1]);
        for (a, b) in a.models.iter().zip(&b.models) {
            prop_assert_eq!(a.terms.len(), b.terms.len());
            // A logit is about yes and no, which have no unit.
            let unit = if a.link == "logit" { 1.0 } else { unit };
            for (a, b) in a.terms.iter().zip(&b.terms) {
                prop_assert!(close(a.estimate * unit, b.estimate) && close(a.se * unit, b.se), "{:?} {:?}", a, b);
                prop_assert!((a.df.unwrap_or(1.0) / b.df.unwrap_or(1.0) - 1.0).abs() < 1e-5);
            }
        }
        let (a, b) = (&one.sensitivity[0], &other.sensitivity[0]);
        if let (Estimable::Value(a), Estimable::Value(b)) = (&a.weighted, &b.weighted) {
            prop_assert!(close(a.estimate * unit, b.estimate) && close(a.effective, b.effective));
        }
        if let (Estimable::Value(a), Estimable::Value(b)) = (&a.imputed, &b.imputed) {
            prop_assert!(close(a.estimate * unit, b.estimate) && (a.df / b.df - 1.0).abs() < 1e-6);
        }
    }
}
