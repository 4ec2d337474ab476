//! Pooled is the same as joined; a changed byte is found; small groups are coarser before they leave.

use stats::RepeatedMoments;

use super::model::fitted;
use super::pool::together;
use super::site::{coarsen, patterns};
use super::*;
use crate::findings::{MeasureKind, ModelKind, Occasion};
use crate::package::Package;
use crate::{Cohort, Study, evaluate, release};

fn study() -> Study {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    Study::read(path.as_ref()).unwrap()
}

fn package() -> Package {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    crate::package::load_folder(folder.as_ref()).unwrap().0
}

fn at_site(site: &str) -> Package {
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

fn sites() -> Vec<String> {
    let package = package();
    let all = package.courses.iter().filter_map(|course| course.site.as_ref());
    let all: std::collections::BTreeSet<String> = all.map(|site| site.as_str().to_owned()).collect();
    all.into_iter().collect()
}

fn file_of(site: &str) -> Moments {
    let study = study();
    let cohort = Cohort::from_package(&at_site(site), &[], &study).unwrap();
    let released = release(evaluate(&cohort, &study), study.disclosure);
    Moments { approved_by: "Leder".to_owned(), ..site_moments(site, &cohort, &study, &released) }
}

/// A measure's moments as they are before anything is made coarser.
fn whole(columns: &[Vec<f64>]) -> SiteMeasure {
    let cells = patterns(columns).into_iter().map(|(occasions, one)| PatternCell {
        occasions: occasions.iter().map(ToString::to_string).collect(),
        n: one.n,
        means: one.means,
        cross: one.cross.iter().enumerate().flat_map(|(row, values)| values[..=row].to_vec()).collect(),
    });
    SiteMeasure {
        name: "m".to_owned(),
        kind: MeasureKind::Score,
        instrument: None,
        range: Some([0.0, 100.0]),
        step: None,
        risk_at_or_below: None,
        relevant_change: None,
        reliable_change: None,
        coarsened: 0,
        left_out: 0,
        label: crate::findings::Label::new(),
        cell: cells.collect(),
        count: Vec::new(),
        pairs: None,
    }
}

fn occasions(n: usize) -> Vec<Occasion> {
    (0..n).map(|at| Occasion { key: at.to_string(), label: crate::findings::Label::new() }).collect()
}

fn alike(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-10 * (1.0 + a.abs()), "{a} {b}");
}

/// Pair by pair and in both models: pooled parts against all rows in one pass.
fn compared(columns: &[Vec<f64>], parts: &[Vec<Vec<f64>>]) {
    let size = columns.len();
    let mut joined = RepeatedMoments::new(size, 0).unwrap();
    for person in 0..columns[0].len() {
        let row: Vec<Option<f64>> =
            columns.iter().map(|column| Some(column[person]).filter(|value| !value.is_nan())).collect();
        joined.add(0, &row, &[]).unwrap();
    }
    let parts: Vec<SiteMeasure> = parts.iter().map(|part| whole(part)).collect();
    let pooled = together(&occasions(size), &parts.iter().collect::<Vec<_>>()).unwrap();
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
    for kind in [ModelKind::RandomIntercept, ModelKind::Mmrm] {
        let of = |moments: &RepeatedMoments| fitted(size, kind, moments).unwrap();
        let (one, other) = (of(&joined), of(&pooled));
        for at in 0..one.coefficients.len() {
            let term = |fit: &stats::MixedFit| {
                fit.term(at, stats::DegreesOfFreedom::Satterthwaite, stats::LEVEL_95).unwrap()
            };
            alike(term(&one).estimate, term(&other).estimate);
            alike(term(&one).se, term(&other).se);
        }
        for (x, y) in one.effects.iter().zip(other.effects.iter()) {
            alike(*x, *y);
        }
        alike(one.log_likelihood, other.log_likelihood);
    }
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
    let file = file_of(&sites()[0]);
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
    let mut coarser = 0;
    for site in sites() {
        let file = file_of(&site);
        coarser += file.measure[0].coarsened;
        for measure in &file.measure {
            assert!(measure.cell.iter().all(|cell| cell.n >= 5), "{site} {}", measure.name);
            assert!(measure.count.iter().all(|count| count.x == 0 || count.x >= 5));
        }
        let told: u64 = file.measure[0].cell.iter().map(|cell| cell.n).sum();
        assert!(told + file.measure[0].left_out <= file.persons, "{site}");
        assert!(file.characteristic.iter().all(|line| !line.name.contains("trans")), "{site}");
    }
    assert!(coarser > 0);
    let mut two = patterns(&[vec![1.0, 2.0, 3.0, 4.0], vec![1.0, 2.0, f64::NAN, 1.0]]);
    assert_eq!(coarsen(&mut two, [0, 1], 2), (0, 1));
}

#[test]
fn the_places_stand_in_the_order_of_their_names_and_differing_studies_are_refused() {
    let mut files: Vec<Moments> = sites().iter().map(|site| file_of(site)).collect();
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
    files[0].measure.pop();
    assert!(matches!(pool(&files), Err(PoolFault::Differs { .. })));
}
