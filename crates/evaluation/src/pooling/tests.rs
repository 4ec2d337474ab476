//! Pooled is the same as joined; a changed byte is found; small groups are coarser before they leave.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story")]
#![expect(clippy::many_single_char_names, reason = "places are called a, b, c and d")]

use std::fmt::Write as _;
use std::sync::OnceLock;

use stats::RepeatedMoments;

use super::measure::{Sums, model, together};
use super::patterns::{Pattern, coarser, float, grouped, patterns};
use super::*;
use crate::evaluate::model::Frame;
use crate::findings::{Figure, MeasureKind, Model, ModelKind, ModelTime, Occasion, Term};
use crate::package::Package;
use crate::{Cohort, Study, evaluate, release};

pub(super) fn study() -> Study {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    Study::read(path.as_ref()).unwrap()
}

pub(super) fn package() -> Package {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    crate::package::load_folder(folder.as_ref()).unwrap().0
}

pub(super) fn at_site(site: &str) -> Package {
    let mut package = package();
    package.courses.retain(|course| course.site.as_ref().is_some_and(|own| own.as_str() == site));
    let left: std::collections::BTreeSet<String> =
        package.courses.iter().map(|course| course.course_id.as_str().to_owned()).collect();
    package.responses.retain(|one| left.contains(one.course_id.as_str()));
    let answered: std::collections::BTreeSet<String> =
        package.responses.iter().map(|one| one.response_id.as_str().to_owned()).collect();
    package.answers.retain(|one| answered.contains(one.response_id.as_str()));
    package.contacts.retain(|one| left.contains(one.course_id.as_str()));
    package
}

pub(super) fn sites() -> Vec<String> {
    let package = package();
    let all = package.courses.iter().filter_map(|course| course.site.as_ref());
    let all: std::collections::BTreeSet<String> = all.map(|site| site.as_str().to_owned()).collect();
    all.into_iter().collect()
}

/// The files of all places, approved; the gate takes its time, so they are made once.
fn files() -> Vec<Moments> {
    static FILES: OnceLock<Vec<Moments>> = OnceLock::new();
    let made = || {
        let study = study();
        let file = |site: &String| {
            let cohort = Cohort::from_package(&at_site(site), &[], &study).unwrap();
            let released = release(evaluate(&cohort, &study), study.disclosure);
            Moments { approved_by: "Leder".to_owned(), ..site_moments(site, &cohort, &study, &released) }
        };
        sites().iter().map(file).collect()
    };
    FILES.get_or_init(made).clone()
}

/// One pass over persons × occasions.
fn moments_of(columns: &[Vec<f64>]) -> Option<RepeatedMoments> {
    let mut moments = RepeatedMoments::new(columns.len(), 0).ok()?;
    let persons = columns.iter().map(Vec::len).max().unwrap_or_default();
    for person in 0..persons {
        let value = |column: &Vec<f64>| column.get(person).copied().filter(|value| !value.is_nan());
        let values: Vec<Option<f64>> = columns.iter().map(value).collect();
        // A number that is not finite is a fault of the data and was told as one.
        let _taken = moments.add(0, &values, &[]);
    }
    Some(moments)
}

/// A measure's groups as they are before anything is made coarser.
fn whole(columns: &[Vec<f64>]) -> Vec<PatternCell> {
    let keep = [0, columns.len() - 1];
    grouped(&patterns(&moments_of(columns).unwrap()), keep, 0, &|at| at.to_string()).cell
}

fn occasions(n: usize) -> Vec<Occasion> {
    (0..n).map(|at| Occasion { key: at.to_string(), label: crate::findings::Label::new() }).collect()
}

#[track_caller]
fn alike(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-10 * (1.0 + a.abs()), "{a} {b}");
}

/// Pair by pair and in both models: pooled parts against all rows in one pass.
fn compared(columns: &[Vec<f64>], parts: &[Vec<Vec<f64>>]) {
    let size = columns.len();
    let joined = moments_of(columns).unwrap();
    let parts: Vec<PatternCell> = parts.iter().flat_map(|part| whole(part)).collect();
    let cells: Vec<&PatternCell> = parts.iter().collect();
    let pooled = together(&occasions(size), &cells).unwrap();
    assert_eq!(pooled.persons(), joined.persons());
    for (a, b) in [(0, size - 1), (0, 1)] {
        let of = |moments: &RepeatedMoments| {
            stats::paired_t(&moments.pair(a, b, |_| true).difference(), stats::LEVEL_95).unwrap()
        };
        let (one, other) = (of(&joined), of(&pooled));
        assert_eq!(one.n, other.n);
        for (x, y) in
            [(one.difference, other.difference), (one.sd, other.sd), (one.t, other.t), (one.p, other.p)]
        {
            alike(x, y);
        }
    }
    for kind in [ModelKind::RandomIntercept, ModelKind::Mmrm, ModelKind::RandomSlope] {
        let time = if kind == ModelKind::RandomSlope { ModelTime::Linear } else { ModelTime::Factor };
        let asked = SiteModel {
            kind,
            time,
            restricted: true,
            asked: false,
            covariates: Vec::new(),
            interactions: Vec::new(),
            working: None,
            waves: None,
        };
        let of = |moments: &RepeatedMoments| {
            let keys: Vec<String> = (0..size).map(|at| at.to_string()).collect();
            let numbers = (0u32..).take(size).map(f64::from).collect();
            let frame = Frame { heading: "m".to_owned(), occasions: keys, numbers, from: 0, to: size - 1 };
            let sums = Sums { moments: Some(moments), ..Sums::default() };
            model(frame, &asked, (MeasureKind::Score, &[]), sums)
        };
        same_model(&of(&joined), &of(&pooled));
    }
}

#[track_caller]
fn same_model(one: &Model, other: &Model) {
    assert_eq!(one.not_estimable, other.not_estimable);
    assert_eq!((one.n, one.persons, one.singular), (other.n, other.persons, other.singular));
    assert_eq!(one.terms.len(), other.terms.len());
    for (a, b) in one.terms.iter().zip(&other.terms) {
        assert_eq!(a.name, b.name);
        alike(a.estimate, b.estimate);
        alike(a.se, b.se);
        alike(a.ci95[0], b.ci95[0]);
        let degrees = |one: &Term| (one.df.unwrap(), one.kenward_roger.clone().unwrap());
        let ((df, kr), (other_df, other_kr)) = (degrees(a), degrees(b));
        assert!((df / other_df - 1.0).abs() < 1e-7 && (kr.df / other_kr.df - 1.0).abs() < 1e-7);
        alike(kr.se, other_kr.se);
    }
    for (a, b) in one.occasions.iter().zip(&other.occasions) {
        assert_eq!(a.occasion, b.occasion);
        alike(a.estimate, b.estimate);
    }
    let (one_change, other_change) = (one.change.value().unwrap(), other.change.value().unwrap());
    alike(one_change.estimate, other_change.estimate);
    alike(one_change.se, other_change.se);
    alike(one.log_likelihood.unwrap(), other.log_likelihood.unwrap());
    let variances = |model: &Model| {
        let variance = model.variance.clone().unwrap();
        let own = [variance.intercept, variance.slope, variance.covariance, variance.residual];
        let matrix = variance.matrix.into_iter().flatten().flatten();
        own.into_iter().flatten().chain(matrix).collect::<Vec<f64>>()
    };
    let (a, b) = (variances(one), variances(other));
    assert_eq!(a.len(), b.len());
    a.into_iter().zip(b).for_each(|(a, b)| alike(a, b));
}

#[test]
fn pooled_over_municipalities_is_the_same_as_on_the_rows_joined() {
    let study = study();
    let all = Cohort::from_package(&package(), &[], &study).unwrap();
    let parts: Vec<Cohort> =
        sites().iter().map(|site| Cohort::from_package(&at_site(site), &[], &study).unwrap()).collect();
    for (at, measure) in study.measures.iter().enumerate().filter(|(_, one)| one.kind == MeasureKind::Score) {
        let part = |cohort: &Cohort| cohort.measures[at].clone();
        compared(&part(&all), &parts.iter().map(part).collect::<Vec<_>>());
        assert!(!measure.name.is_empty());
    }
}

#[test]
fn and_on_invented_persons_of_any_split() {
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1u32 << 31)
    };
    let mut columns = vec![Vec::new(); 4];
    for _ in 0..900 {
        let own = 40.0 + 30.0 * next();
        for (at, column) in (0u8..).zip(&mut columns) {
            let value = own + 5.0 * f64::from(at) + 20.0 * (next() - 0.5);
            column.push(if next() < 0.2 { f64::NAN } else { value });
        }
    }
    let cut = |from: usize, to: usize| columns.iter().map(|column| column[from..to].to_vec()).collect();
    let parts: Vec<Vec<Vec<f64>>> = vec![cut(0, 60), cut(60, 400), cut(400, 900)];
    compared(&columns, &parts);
}

#[test]
fn every_changed_byte_is_found_and_a_draft_is_not_taken() {
    let file = files().remove(0);
    let key = vault::sign::SignKey::generate(&mut vault::OsEntropy).unwrap();
    let text = signed(&file, &key).unwrap();
    let (back, public) = open(&text).unwrap();
    assert_eq!((back, public), (file.clone(), key.public()));
    for at in (0..text.len()).step_by(37).chain(text.len() - 300..text.len()) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(open(&changed).is_err(), "a change at byte {at} was not found");
    }
    assert!(open(&format!("{text} ")).is_err() && open(&format!(" {text}")).is_err());
    assert_eq!(open(&draft(&file).unwrap()), Err(FileFault::Unsigned));
    let unapproved = Moments { approved_by: String::new(), ..file };
    assert_eq!(open(&signed(&unapproved, &key).unwrap()), Err(FileFault::Unsigned));
}

#[test]
fn small_groups_stand_in_coarser_ones_and_nobody_is_counted_twice() {
    let mut joined = 0;
    for file in files() {
        let site = &file.site;
        joined += file.measure[0].coarsened;
        for measure in &file.measure {
            assert!(measure.cell.iter().all(|cell| cell.n >= 5), "{site} {}", measure.name);
            assert!(measure.count.iter().all(|count| count.x == 0 || count.x >= 5));
        }
        let told: u64 = file.measure[0].cell.iter().map(|cell| cell.n).sum();
        assert!(told + file.measure[0].left_out <= file.persons, "{site}");
        assert!(file.characteristic.iter().all(|line| !line.name.contains("trans")), "{site}");
    }
    assert!(joined > 0);
    let columns = [vec![1.0, 2.0, 3.0, 4.0], vec![1.0, 2.0, f64::NAN, 1.0]];
    let (told, moved, out) = coarser(&patterns(&moments_of(&columns).unwrap()), [0, 1], 2);
    assert_eq!((told.len(), moved, out), (1, 0, 1));
}

#[test]
fn places_are_set_beside_each_other_by_their_mean_change_too() {
    let files = files();
    let pooled = pool(&files).unwrap();
    let found = pooled.change_comparison.unwrap();
    let whole = pooled.measures[0].change.value().unwrap();
    assert!(found.units.is_sorted_by(|a, b| a.name < b.name) && found.units.len() == files.len());
    assert_eq!((found.n, found.units.iter().map(|unit| unit.n).sum::<u64>()), (whole.n, whole.n));
    assert!((found.difference - whole.difference).abs() < 1e-10);
    for unit in &found.units {
        let file = files.iter().find(|file| file.site == unit.name).unwrap();
        // Straight from the file: sums over the groups that were measured at both ends.
        let both = file.measure[0].cell.iter().filter_map(|cell| {
            let at = |key: &str| cell.occasions.iter().position(|known| known == key);
            Some((cell.n, cell.means[at(&file.to)?] - cell.means[at(&file.from)?]))
        });
        let (n, sum) = both.fold((0, 0.0), |(n, sum), (own, rise)| (n + own, sum + float(own) * rise));
        assert_eq!(unit.n, n, "{}", unit.name);
        assert!((unit.difference - sum / float(n)).abs() < 1e-10, "{}", unit.name);
        assert!(unit.shrunken.unwrap().is_finite() && unit.limits998.is_some());
    }
    assert!(!found.case_mix.is_empty());
    assert!(found.case_mix.iter().all(|line| line.values.len() == found.units.len()));
}

#[test]
fn a_score_without_a_limit_of_risk_is_compared_by_its_change_alone() {
    let mut files = files();
    for file in &mut files {
        file.measure[0].risk_at_or_below = None;
        file.measure[0].count.clear();
    }
    let pooled = pool(&files).unwrap();
    assert!(pooled.comparison.is_none() && pooled.change_comparison.is_some());
}

#[test]
fn the_places_stand_in_the_order_of_their_names_and_differing_studies_are_refused() {
    let mut files = files();
    let pooled = pool(&files).unwrap();
    files.reverse();
    assert_eq!(pool(&files).unwrap(), pooled);
    if let Some(comparison) = &pooled.comparison {
        assert!(comparison.units.is_sorted_by(|a, b| a.name < b.name));
    }
    assert_eq!(pooled.provenance.persons, 147);
    assert_eq!(pool(&files[..1]), Err(PoolFault::TooFew));
    let twice = [files[0].clone(), files[0].clone()];
    assert!(matches!(pool(&twice), Err(PoolFault::SamePlace(_))));
    let shouted = Moments { site: format!(" {} ", files[0].site.to_uppercase()), ..files[0].clone() };
    assert!(matches!(pool(&[files[0].clone(), shouted]), Err(PoolFault::SamePlace(_))));
    let renamed = Moments { site: "Elsewhere".to_owned(), ..files[0].clone() };
    assert!(matches!(pool(&[files[0].clone(), renamed]), Err(PoolFault::SameNumbers { .. })));
    let other = Moments { title: "Another study".to_owned(), ..files[1].clone() };
    let told = pool(&[files[0].clone(), other]);
    assert!(matches!(told, Err(PoolFault::Differs { what, .. }) if what == "title"));
    files[0].measure.pop();
    assert!(matches!(pool(&files), Err(PoolFault::Differs { .. })));
}

/// Invented persons of one place in a long file: three scores, a yes or no, some of them missing; a region, an age and yes or no
/// as a number, which stay the same.
fn rows_of(place: u64, persons: u32) -> String {
    let mut state = place;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1u32 << 31)
    };
    let mut text = String::new();
    for person in 0..persons {
        let own = 40.0 + 30.0 * next();
        for (at, month) in [0u32, 3, 12].into_iter().enumerate() {
            let rise = if at == 0 { 0.0 } else { 2.0 + 0.5 * f64::from(month) };
            let scores = [0, 1, 2].map(|_| own + rise + 20.0 * (next() - 0.5));
            let seen = next() > 0.2;
            let cell = |value: f64| if seen { format!("{value:.3}") } else { String::new() };
            // Somebody is missing at the last occasion only: a yes and no is told where every set of occasions has enough.
            let (gone, yes) = (next() < 0.1 && month == 12, next() < 0.4);
            let yes = if gone { String::new() } else { u8::from(yes).to_string() };
            let [a, b, c] = scores.map(cell);
            let (region, age) = (["north", "south"][usize::from(person % 5 > 2)], 20 + person * person % 41);
            let (young, own) = (u8::from(age < 35), person % 2);
            writeln!(text, "{place}-{person},{month},{a},{b},{c},{yes},{region},{age},{young},{own}")
                .unwrap();
        }
    }
    text
}

const HEADINGS: &str = "id,month,a,b,c,paid,region,age,young,own\n";

const JOINT: &str = r#"title = "joint"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "3", "12"]
[[measure]]
name = "a"
kind = "score"
column = "a"
range = [0, 120]
relevant_change = 5
risk_at_or_below = 50
family = "life"
[[measure]]
name = "b"
kind = "score"
column = "b"
family = "life"
[[measure.model]]
kind = "random_slope"
time = "linear"
[[measure.model]]
kind = "mmrm"
method = "ML"
[[measure.model]]
kind = "gee"
working = "ar1"
[[measure]]
name = "c"
kind = "score"
column = "c"
family = "life"
[[measure.model]]
kind = "random_intercept"
covariates = ["region", "young", "own"]
interactions = ["time:region"]
[[measure.model]]
kind = "mmrm"
covariates = ["region", "young", "own"]
interactions = ["time:own"]
[[measure.model]]
kind = "random_slope"
time = "linear"
covariates = ["region", "young", "own"]
interactions = ["time:young", "time:region"]
[[measure.model]]
kind = "mmrm"
covariates = ["age"]
[[measure.model]]
kind = "random_intercept"
covariates = ["own", "age", "region"]
interactions = ["own:age", "time:age", "age:region"]
[[measure.model]]
kind = "mmrm"
covariates = ["age"]
method = "ML"
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[measure.model]]
kind = "gee"
[[measure.model]]
kind = "gee"
time = "linear"
working = "ar1"
waves = "occasions"
[[measure.model]]
kind = "gee"
covariates = ["c"]
[[measure.model]]
kind = "logistic"
[[family]]
name = "life"
progress_at_least = 5
"#;

#[test]
fn the_pooled_findings_are_those_of_the_joined_rows() {
    let study = Study::parse("joint.toml", JOINT).unwrap();
    let of = |rows: &str| {
        let file = format!("{HEADINGS}{rows}");
        Cohort::from_csv("f", file.as_bytes(), &study).unwrap()
    };
    let places: Vec<String> =
        (1..4).map(|place| rows_of(place, 12_000 + 150 * u32::try_from(place).unwrap())).collect();
    let files: Vec<Moments> = places
        .iter()
        .enumerate()
        .map(|(at, rows)| {
            let cohort = of(rows);
            let released = release(evaluate(&cohort, &study), study.disclosure);
            let file = Moments {
                approved_by: "L".to_owned(),
                ..site_moments(&at.to_string(), &cohort, &study, &released)
            };
            // What is read again is what was written, to the last digit.
            assert_eq!(toml::from_str::<Moments>(&draft(&file).unwrap()).unwrap(), file);
            file
        })
        .collect();
    assert!(files.iter().flat_map(|file| &file.measure).all(|one| one.coarsened + one.left_out == 0));
    let classes = |file: &Moments| (file.measure[2].unclassed, file.measure[2].class.len());
    assert_eq!(files.iter().map(classes).collect::<Vec<_>>(), [(0, 14); 3]);
    let (pooled, joined) = (pool(&files).unwrap(), evaluate(&of(&places.concat()), &study));
    assert_eq!((pooled.measures.len(), pooled.occasions.len()), (4, 3));
    for (one, other) in joined.measures.iter().zip(&pooled.measures) {
        assert_eq!((&one.name, &one.family), (&other.name, &other.family));
        for (a, b) in one.occasions.iter().zip(&other.occasions) {
            assert_eq!((a.n, a.missing), (b.n, b.missing));
            if let (Some(a), Some(b)) = (a.mean.and_then(Figure::shown), b.mean.and_then(Figure::shown)) {
                alike(a, b);
            }
            assert_eq!(a.at_risk, b.at_risk);
            assert_eq!((a.x, a.wilson95, a.clopper_pearson95), (b.x, b.wilson95, b.clopper_pearson95));
        }
        assert_eq!(one.paired_shares, other.paired_shares);
        assert_eq!(one.change.value().is_some(), other.change.value().is_some());
        if let (Some(a), Some(b)) = (one.change.value(), other.change.value()) {
            same_change(a, b);
            assert!(a.p_holm.is_some() && b.wilcoxon.is_none());
        }
        assert_eq!(one.models.len(), other.models.len());
        one.models.iter().zip(&other.models).for_each(|(a, b)| alike_or_needs_rows(a, b));
    }
    let (one, other) = (&joined.families[0], &pooled.families[0]);
    assert_eq!((&one.measures, &one.progress), (&other.measures, &other.progress));
    // Of the pairs as a whole the share with progress stands beside the family, among whom it is told.
    let overall = one.overall.value().unwrap();
    same_change(
        &crate::findings::Change { progress: None, ..overall.clone() },
        other.overall.value().unwrap(),
    );
    assert!(other.progress.is_some() && pooled.comparison.is_some());
}

/// A model of the pooled findings beside that of the rows: the same, or it says that it needs them.
#[track_caller]
fn alike_or_needs_rows(a: &Model, b: &Model) {
    assert_eq!((a.kind, a.time, &a.method), (b.kind, b.time, &b.method));
    assert_eq!((&a.covariates, &a.working, &a.waves), (&b.covariates, &b.working, &b.waves));
    assert_eq!(a.interactions, b.interactions);
    if !a.covariates.is_empty() && a.kind == ModelKind::Gee || a.kind == ModelKind::Logistic {
        assert!(!a.terms.is_empty() && b.terms.is_empty());
        assert_eq!(b.not_estimable, Some(crate::findings::ModelReason::NeedsRows));
        return;
    }
    if a.kind == ModelKind::Gee {
        return same_equations(a, b);
    }
    assert!(b.terms[1].name.starts_with("month"), "{}", b.terms[1].name);
    if a.method == "REML" {
        same_model(a, b);
    } else {
        a.terms.iter().zip(&b.terms).for_each(|(a, b)| alike(a.se, b.se));
    }
}

/// Estimating equations out of sums beside those of the rows.
#[track_caller]
fn same_equations(one: &Model, other: &Model) {
    assert_eq!((one.n, one.persons, one.not_estimable), (other.n, other.persons, other.not_estimable));
    assert!(!one.terms.is_empty() && one.link == other.link);
    for (a, b) in one.terms.iter().zip(&other.terms) {
        assert_eq!(a.name, b.name);
        let few = |term: &Term| term.mancl_derouen.clone().unwrap();
        for (a, b) in [
            (a.estimate, b.estimate),
            (a.se, b.se),
            (a.p, b.p),
            (few(a).se, few(b).se),
            (a.ci95[0], b.ci95[0]),
        ] {
            alike(a, b);
        }
    }
    let of = |model: &Model| model.variance.clone().unwrap();
    alike(of(one).correlation.unwrap(), of(other).correlation.unwrap());
    alike(of(one).scale.unwrap(), of(other).scale.unwrap());
    for (a, b) in one.occasions.iter().zip(&other.occasions) {
        alike(a.estimate, b.estimate);
    }
}

#[test]
fn answers_are_told_all_or_not_at_all() {
    let one = |n: u64, yes: [f64; 2], both: f64| {
        let means = yes.map(|yes| yes / float(n));
        let cross = |a: usize, b: usize| {
            let together = if a == b { yes[a] } else { both };
            together - float(n) * means[a] * means[b]
        };
        let cross = (0..2).map(|a| (0..2).map(|b| cross(a, b)).collect()).collect();
        Pattern { n, means: means.to_vec(), cross }
    };
    assert!(one(40, [20.0, 15.0], 8.0).is_safe(5));
    assert!(one(40, [20.0, 15.0], 15.0).is_safe(5));
    // Three persons stand in one of the four cells; four said no; four persons in all.
    assert!(!one(40, [20.0, 15.0], 12.0).is_safe(5));
    assert!(!one(40, [36.0, 15.0], 15.0).is_safe(5));
    assert!(!one(4, [4.0, 4.0], 4.0).is_safe(5));
}

#[track_caller]
fn same_change(a: &crate::findings::Change, b: &crate::findings::Change) {
    assert_eq!((a.n, &a.from, &a.to, &a.progress), (b.n, &b.from, &b.to, &b.progress));
    for (a, b) in [
        (a.mean_from, b.mean_from),
        (a.mean_to, b.mean_to),
        (a.difference, b.difference),
        (a.sd, b.sd),
        (a.t, b.t),
        (a.p, b.p),
        (a.dz, b.dz),
        (a.ci95[0], b.ci95[0]),
        (a.p_holm.unwrap_or_default(), b.p_holm.unwrap_or_default()),
        (a.p_bh.unwrap_or_default(), b.p_bh.unwrap_or_default()),
    ] {
        alike(a, b);
    }
    let (a, b) = (a.effect.as_ref().unwrap(), b.effect.as_ref().unwrap());
    alike(a.hedges_g.unwrap(), b.hedges_g.unwrap());
    alike(a.glass.unwrap(), b.glass.unwrap());
}

/// The synthetic courses of a place, each eight times: enough for curves.
fn many(site: Option<&str>) -> Package {
    let mut found = site.map_or_else(package, at_site);
    let more = found.courses.iter().flat_map(|course| {
        (1..8).map(|copy| {
            let mut again = course.clone();
            again.course_id =
                crate::package::Id::new(&format!("{}-{copy}", course.course_id.as_str())).unwrap();
            again
        })
    });
    let more: Vec<_> = more.collect();
    found.courses.extend(more);
    found.responses.clear();
    found.answers.clear();
    found.contacts.clear();
    found
}

#[test]
fn curves_of_all_places_are_those_of_the_joined_courses_in_the_same_months() {
    // Two measures and no trait: the curves do not need them, and the gate is done sooner.
    let text = include_str!("../../../../content/studies/exit-2013-16.toml");
    let parts: Vec<&str> = text.split("[[measure]]").collect();
    let study = Study::parse("study.toml", &parts[..3].join("[[measure]]")).unwrap();
    let of = |package: &Package| Cohort::from_package(package, &[], &study).unwrap();
    let files: Vec<Moments> = sites()
        .iter()
        .map(|site| {
            let cohort = of(&many(Some(site)));
            let released = release(evaluate(&cohort, &study), study.disclosure);
            site_moments(site, &cohort, &study, &released)
        })
        .collect();
    for file in &files {
        for curve in file.survival.iter().flat_map(|curves| &curves.side) {
            for n in [&curve.dropped_out, &curve.other_early, &curve.completed, &curve.running]
                .into_iter()
                .flatten()
            {
                assert!(*n == 0 || *n >= study.disclosure.threshold);
            }
        }
    }
    let all: Vec<&Moments> = files.iter().collect();
    let told: Vec<Vec<u64>> =
        files.iter().flat_map(|file| &file.survival).map(|curves| curves.months.clone()).collect();
    assert_eq!(told.len(), files.len(), "{told:?}");
    let (pooled, _) = months::pooled(&all);
    assert!(!pooled.is_empty(), "no month in common: {told:?}");
    let months: Vec<u64> =
        pooled[0].strata[0].months.iter().map(|month| month.month).filter(|one| *one > 0).collect();
    assert!(months.len() > 1, "{months:?}");
    let joined = of(&many(None));
    let sides = &evaluate::survival::courses(&joined, &study)[0];
    let curves = SiteCurves {
        group: None,
        side: vec![months::curve("all", &months::counts(&sides.sides[0].1, &months))],
        label: crate::findings::Label::new(),
        months,
    };
    assert_eq!(months::together(&[&curves], &curves.label).as_ref(), Some(&pooled[0]));
    // And close to what the days themselves say: at the end of a part nothing but ends within parts is known less well.
    let exact = &evaluate(&joined, &study).survival[0].strata[0];
    let found = &pooled[0].strata[0];
    assert_eq!(
        (found.n, found.events, found.completed, found.censored),
        (exact.n, exact.events, exact.completed, exact.censored)
    );
    // Who leaves on the very day of the start is told with the first part, which begins at 1.
    for month in found.months.iter().filter(|month| month.month > 0) {
        let days = exact.months.iter().find(|other| other.month == month.month).unwrap();
        assert_eq!(month.at_risk, days.at_risk);
        // Whoever completes or is still running within a part is followed to its end.
        let above = month.survival - days.survival;
        assert!((-1e-9..0.1).contains(&above), "{above} at month {}", month.month);
        let apart = (month.left - days.left).abs();
        assert!(apart < 0.03, "{apart} at month {}", month.month);
    }
}

#[test]
fn a_curve_that_one_place_does_not_tell_is_told_of_none() {
    let curve = |counts: [u64; 2]| SiteCurve {
        key: "all".to_owned(),
        dropped_out: counts.to_vec(),
        other_early: vec![0, 0],
        completed: vec![0, 20],
        running: vec![0, 0],
    };
    let study = study();
    let file = |site: &str, survival: Vec<SiteCurves>| Moments {
        survival,
        site: site.to_owned(),
        ..site::empty("", &study, Vec::new())
    };
    let curves = |counts| {
        vec![SiteCurves {
            group: None,
            months: vec![6],
            label: crate::findings::Label::new(),
            side: vec![curve(counts)],
        }]
    };
    let (a, b) = (file("a", curves([10, 0])), file("b", curves([5, 5])));
    let (both, hidden) = months::pooled(&[&a, &b]);
    // 15 of 60 before month 6.
    let at = &both[0].strata[0].months[1];
    assert_eq!((at.month, at.at_risk, hidden), (6, 45, false));
    alike(at.survival, 0.75);
    alike(at.se.unwrap(), (0.75f64 * 0.25 / 60.0).sqrt());
    // A trait: both sides of both places, and their comparison.
    let sides = |with, without| {
        let side = vec![
            SiteCurve { key: "with".to_owned(), ..curve(with) },
            SiteCurve { key: "without".to_owned(), ..curve(without) },
        ];
        let label = crate::findings::Label::new();
        vec![SiteCurves { group: Some("misuse".to_owned()), months: vec![6], label, side }]
    };
    let (c, d) = (file("c", sides([12, 0], [5, 0])), file("d", sides([10, 0], [0, 6])));
    let found = &months::pooled(&[&c, &d]).0[0];
    let n: Vec<(u64, u64)> = found.strata.iter().map(|one| (one.n, one.events)).collect();
    assert_eq!((found.group.as_deref(), n), (Some("misuse"), vec![(62, 22), (51, 11)]));
    let follow_up = |early: u64, later: u64, rest: u64| -> Vec<stats::FollowUp> {
        let of = |(n, time, event)| (0..n).map(move |_| stats::FollowUp { time, event });
        [(early, 6.0, true), (later, 7.0, true), (rest, 7.0, false)].into_iter().flat_map(of).collect()
    };
    let test = stats::log_rank(&[follow_up(22, 0, 40), follow_up(5, 6, 40)]).unwrap();
    alike(found.log_rank.value().unwrap().chi_squared, test.chi_squared);
    assert!(found.cox.value().unwrap().ratio > 1.0);
    let none = file("e", Vec::new());
    assert_eq!(months::pooled(&[&a, &none]), (Vec::new(), true));
}

#[test]
fn a_family_that_a_few_have_in_part_among_those_seen_at_the_same_occasions_is_not_told() {
    let study = Study::parse("joint.toml", JOINT).unwrap();
    let rows = rows_of(9, 700);
    let told = |rows: &str| {
        let cohort = Cohort::from_csv("f", format!("{HEADINGS}{rows}").as_bytes(), &study).unwrap();
        let released = release(evaluate(&cohort, &study), study.disclosure);
        site_moments("x", &cohort, &study, &released).family[0].cell.len()
    };
    assert_eq!(told(&rows), 7);
    // Six lack one measure at the first occasion: enough there, but they were seen at different occasions else.
    let mut left = 6;
    let fewer: Vec<String> = rows
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if left > 0 && cells[1] == "0" && !cells[2].is_empty() {
                left -= 1;
                cells[2] = "";
            }
            cells.join(",") + "\n"
        })
        .collect();
    assert_eq!(told(&fewer.concat()), 0);
}

#[test]
fn sums_of_a_database_say_what_the_rows_say() {
    let study = Study::parse("joint.toml", JOINT).unwrap();
    let file = format!("{HEADINGS}{}", rows_of(9, 700));
    let cohort = Cohort::from_csv("f", file.as_bytes(), &study).unwrap();
    let released = release(evaluate(&cohort, &study), study.disclosure);
    let by_rows = site_moments("x", &cohort, &study, &released);
    let sums: Vec<Option<RepeatedMoments>> =
        cohort.measures.iter().map(|columns| moments_of(columns)).collect();
    let by_sums = summed_moments("x", &study, &sums, &released).unwrap();
    assert_eq!((by_sums.persons, &by_sums.characteristic), (by_rows.persons, &by_rows.characteristic));
    for (a, b) in by_rows.measure.iter().zip(&by_sums.measure) {
        assert_eq!((&a.cell, &a.count, a.pairs, &a.progress), (&b.cell, &b.count, b.pairs, &b.progress));
        assert_eq!(a.count.len(), if a.kind == MeasureKind::YesNo || a.name == "a" { 3 } else { 0 });
    }
    // One score was corrected since the findings were let out: beside them the sums would tell which.
    let mut columns = cohort.measures.clone();
    columns[1][0][17] += 1.0;
    let corrected: Vec<Option<RepeatedMoments>> = columns.iter().map(|columns| moments_of(columns)).collect();
    let refused = summed_moments("x", &study, &corrected, &released).map(|_| ());
    assert_eq!(refused, Err("measured/b/0".to_owned()));
    // The last scores of two were exchanged: everybody's mean is what it was, the changes are not.
    let mut columns = cohort.measures.clone();
    let (from, to) = (study.from, study.to);
    let seen = |at: &usize| !columns[1][from][*at].is_nan() && !columns[1][to][*at].is_nan();
    let both: Vec<usize> = (0..cohort.persons).filter(seen).collect();
    let differs = |at: &&usize| {
        let far = |end: usize| (columns[1][end][**at] - columns[1][end][both[0]]).abs() > 0.1;
        far(from) && far(to)
    };
    let other = *both.iter().find(differs).unwrap();
    columns[1][to].swap(both[0], other);
    let exchanged: Vec<Option<RepeatedMoments>> = columns.iter().map(|columns| moments_of(columns)).collect();
    let refused = summed_moments("x", &study, &exchanged, &released).map(|_| ());
    assert_eq!(refused, Err(format!("measured/b/{}", study.occasions[to].key)));
    // Few: nothing of them is told.
    let few = format!("{HEADINGS}{}", rows_of(9, 8));
    let cohort = Cohort::from_csv("f", few.as_bytes(), &study).unwrap();
    let released = release(evaluate(&cohort, &study), study.disclosure);
    let sums: Vec<Option<RepeatedMoments>> =
        cohort.measures.iter().map(|columns| moments_of(columns)).collect();
    let told = summed_moments("x", &study, &sums, &released).unwrap();
    assert!(told.measure[3].count.is_empty() && told.measure[3].pairs.is_none());
}
