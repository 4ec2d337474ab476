//! What is told by class, against the persons counted one by one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::findings::ModelReason;
use crate::pooling::{ClassCell, Moments, PoolFault, SiteMeasure, pool, site_moments};
use crate::{Cohort, Study, evaluate, release};

const STUDY: &str = r#"title = "classes"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
[[measure]]
name = "a"
kind = "score"
column = "a"
[[measure.model]]
kind = "mmrm"
covariates = ["region", "own"]
interactions = ["time:region"]
"#;

/// Region, yes or no, and the occasions of each invented person.
type Persons = Vec<(&'static str, u64, Vec<usize>)>;

fn persons(place: u64, count: u64) -> Persons {
    let mut state = place;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut person = |_| {
        let region = ["north", "south", "west"][usize::try_from(next(9)).unwrap().saturating_sub(6)];
        let own = u64::from(next(4) == 0);
        // Some were never measured.
        let came = next(12) > 0;
        (region, own, (0..3).filter(|_| next(5) > 0 && came).collect())
    };
    (0..count).map(&mut person).collect()
}

fn file_of(place: u64, persons: &Persons, study: &Study) -> Moments {
    let mut text = String::from("id,month,a,region,own\n");
    for (at, (region, own, seen)) in persons.iter().enumerate() {
        for occasion in 0..3 {
            let value = 30 + (at * 7 + occasion * 13) % 41;
            let value = if seen.contains(&occasion) { value.to_string() } else { String::new() };
            writeln!(text, "{place}-{at},{},{value},{region},{own}", occasion * 6).unwrap();
        }
    }
    let cohort = Cohort::from_csv("f", text.as_bytes(), study).unwrap();
    let released = release(evaluate(&cohort, study), study.disclosure);
    Moments { approved_by: "L".to_owned(), ..site_moments(&place.to_string(), &cohort, study, &released) }
}

/// How many persons who are alike in some way are in a class that is told, and how many in none.
fn sides(file: &Moments, persons: &Persons) -> BTreeMap<String, [u64; 2]> {
    let measure = &file.measure[0];
    let keys = |seen: &[usize]| seen.iter().map(|at| (at * 6).to_string()).collect::<Vec<_>>();
    let mut sides: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    for (region, own, seen) in persons {
        let is_told =
            measure.class.iter().any(|class| class.levels == [*region] && class.occasions == keys(seen));
        let traits = [(*region).to_owned(), format!("own {own}")];
        let both = (seen.contains(&0) && seen.contains(&2)).then_some("both".to_owned());
        let when = || seen.iter().map(|at| format!("at {at}")).chain(both.clone());
        let measured = traits.iter().flat_map(|one| when().map(move |when| format!("{one} {when}")));
        let pattern = (!seen.is_empty()).then(|| format!("{seen:?}"));
        for alike in measured.chain(traits.clone()).chain(pattern) {
            sides.entry(alike).or_default()[usize::from(!is_told)] += 1;
        }
    }
    sides
}

#[test]
fn a_small_class_stands_in_the_coarser_one_and_nobody_follows_from_the_rest() {
    let study = Study::parse("classes.toml", STUDY).unwrap();
    let (mut kept, mut part) = (0, 0);
    for place in 1..=60 {
        let persons = persons(place, 6 + 11 * place);
        let file = file_of(place, &persons, &study);
        let measure = &file.measure[0];
        let in_classes: u64 = measure.class.iter().map(|class| class.n).sum();
        let all: u64 = measure.cell.iter().map(|cell| cell.n).sum();
        assert_eq!(measure.unclassed, all - in_classes);
        for class in &measure.class {
            let ones = class.means[0] * f64::from(u32::try_from(class.n).unwrap());
            let zeros = f64::from(u32::try_from(class.n).unwrap()) - ones;
            assert!(class.n >= 5 && [ones, zeros].iter().all(|few| few.round() < 0.5 || few.round() > 4.5));
        }
        // Where a set of occasions had to be made coarser, its group is of others too: those are not counted here.
        for (alike, [shown, rest]) in sides(&file, &persons) {
            let coarser = measure.coarsened > 0 && alike.starts_with('[');
            assert!(shown == 0 || rest == 0 || rest >= 5 || coarser, "{place} {alike}: {shown} {rest}");
        }
        let groups: BTreeMap<_, u64> = measure.cell.iter().map(|cell| (&cell.occasions, cell.n)).collect();
        for (occasions, n) in groups {
            let own = measure.class.iter().filter(|class| class.occasions == *occasions);
            let shown: u64 = own.map(|class| class.n).sum();
            assert!(shown == 0 || n == shown || n >= shown + 5, "{place} {occasions:?}: {n} {shown}");
        }
        kept += u64::from(in_classes == 0);
        part += u64::from(in_classes > 0 && in_classes < all);
    }
    assert!(kept > 0 && part > 40, "{kept} {part}");
}

/// The classes that persons observed at these occasions stand in, of which a file tells.
fn told_of<'f>(file: &'f Moments, (region, _, seen): &(&str, u64, Vec<usize>)) -> Vec<&'f ClassCell> {
    let keys: Vec<String> = seen.iter().map(|at| (at * 6).to_string()).collect();
    file.measure[0].class.iter().filter(|one| one.levels == [*region] && one.occasions == keys).collect()
}

#[test]
fn a_number_that_one_person_has_otherwise_is_told_of_no_class_of_hers() {
    let study = Study::parse("classes.toml", STUDY).unwrap();
    let mut persons = persons(1, 700);
    let at = persons.iter().position(|one| one.0 == "north" && one.2 == [0, 1, 2]).unwrap();
    assert_eq!(told_of(&file_of(1, &persons, &study), &persons[at]).len(), 1);
    for other in [2, 3, 1000] {
        persons[at].1 = other;
        let file = file_of(1, &persons, &study);
        assert_eq!(told_of(&file, &persons[at]), Vec::<&ClassCell>::new(), "{other}");
        assert!(!file.measure[0].class.is_empty(), "other classes stay");
    }
}

#[test]
fn numbers_of_which_no_mix_sets_a_few_apart_are_told_and_others_are_not() {
    let text = STUDY.replace("\"own\"]", "\"own\", \"age\"]");
    let study = Study::parse("classes.toml", &text).unwrap();
    // Age, and a second number that is the age but for so many persons: the second times the outcome less the age times the
    // outcome is three times the outcome of these.
    let classes = |apart: usize| {
        let mut text = String::from("id,month,a,region,own,age\n");
        for at in 0..400 {
            let age = 18 + at * 7 % 50;
            let own = if at < apart { age + 3 } else { age };
            for month in [0, 6, 12] {
                writeln!(text, "{at},{month},{},all,{own},{age}", 30 + (at * 11 + month) % 41).unwrap();
            }
        }
        let cohort = Cohort::from_csv("f", text.as_bytes(), &study).unwrap();
        let released = release(evaluate(&cohort, &study), study.disclosure);
        site_moments("place", &cohort, &study, &released).measure[0].class.len()
    };
    assert_eq!([0, 1, 4, 6, 60].map(classes), [1, 0, 0, 1, 1]);
}

#[test]
fn a_signed_file_whose_classes_cannot_be_is_refused() {
    let study = Study::parse("classes.toml", STUDY).unwrap();
    let [first, second] = [1, 2].map(|place| file_of(place, &persons(place, 700), &study));
    assert!(pool(&[first.clone(), second.clone()]).is_ok());
    let spoilt: [fn(&mut SiteMeasure); 8] = [
        |one| one.class[0].levels.clear(),
        |one| one.class[0].levels[0] = "elsewhere".to_owned(),
        |one| one.class[0].occasions.reverse(),
        |one| one.class[0].n = 0,
        |one| one.class.push(one.class[0].clone()),
        |one| one.class[0].means.truncate(1),
        |one| one.product[0][0] = 7,
        |one| one.model[0].interactions = vec![vec![0, 9]],
    ];
    for spoil in spoilt {
        let mut file = second.clone();
        file.measure[0].class.sort_by_key(|class| std::cmp::Reverse(class.occasions.len()));
        spoil(&mut file.measure[0]);
        let found = pool(&[first.clone(), file]);
        assert!(matches!(&found, Err(PoolFault::Differs { what, .. }) if what == "cell, class"), "{found:?}");
    }
}

#[test]
fn a_model_with_covariates_says_how_many_are_not_in_it_or_why_it_is_not_there() {
    let study = Study::parse("classes.toml", STUDY).unwrap();
    let large = [1, 2].map(|place| file_of(place, &persons(place, 700), &study));
    let pooled = pool(&large).unwrap();
    let model = &pooled.measures[0].models[0];
    assert!(model.terms.iter().any(|term| term.name == "regionwest"), "{model:?}");
    let unclassed: u64 = large.iter().map(|file| file.measure[0].unclassed).sum();
    assert_eq!(pooled.provenance.settings["pooled_unclassed"], unclassed.to_string());
    let small = file_of(3, &persons(3, 7), &study);
    assert!(small.measure[0].class.is_empty());
    let pooled = pool(&[large[0].clone(), small]).unwrap();
    assert_eq!(pooled.measures[0].models[0].not_estimable, Some(ModelReason::Suppressed));
}
