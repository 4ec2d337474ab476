//! The attack: sex by municipality in the synthetic cohort (139, 6 and 2 persons over four municipalities). Every study
//! that an attacker could ask for is asked for, one after the other, through the gate and its log; all that came out is
//! written down as equations, and the hidden numbers are bounded from them.

use std::collections::{BTreeMap, BTreeSet};

use super::simplex::{Row, bounds};
use super::*;
use crate::package::{AnswerValue, Course, Package};
use crate::{Cohort, Study, evaluate};

fn package() -> Package {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    crate::package::load_folder(folder.as_ref()).unwrap().0
}

/// Sex of each course.
fn sexes(package: &Package) -> BTreeMap<String, String> {
    let course: BTreeMap<&str, &str> =
        package.responses.iter().map(|one| (one.response_id.as_str(), one.course_id.as_str())).collect();
    let of = package.answers.iter().filter(|one| one.item.as_str() == "gender");
    of.filter_map(|one| {
        let AnswerValue::Code(code) = &one.value else { return None };
        Some(((*course.get(one.response_id.as_str())?).to_owned(), code.as_str().to_owned()))
    })
    .collect()
}

/// Whether a course of some sex is asked about.
type Keep<'q> = Box<dyn Fn(&Course, &str) -> bool + 'q>;

/// A question: which courses, and which lines of the baseline table.
struct Question<'q> {
    name: &'q str,
    keep: Keep<'q>,
    lines: &'q str,
}

const SEX: &str = "[[characteristic]]\ninstrument = \"baseline\"\ncolumn = \"gender\"\nkind = \"choice\"\n";
const SITE: &str = "[[characteristic]]\ncolumn = \"site\"\nkind = \"choice\"\n";
const IS_MAN: &str = "[[characteristic]]\ninstrument = \"baseline\"\nname = \"man\"\ncolumn = \"gender\"\nkind = \"yes_no\"\nyes = [\"man\"]\n";
const IS_TRANS: &str = "[[characteristic]]\ninstrument = \"baseline\"\nname = \"trans\"\ncolumn = \"gender\"\nkind = \"yes_no\"\nyes = [\"trans\"]\n";

fn asked(lines: &str) -> Study {
    let text = format!(
        "title = \"x\"\n[data]\npackage = \"x\"\norder = [\"start\", \"fase1\", \"fase2\", \"afslutning\"]\n\
         [[measure]]\nname = \"wellbeing\"\nkind = \"score\"\ninstrument = \"who5\"\n\
         items = [\"happy\", \"calm\", \"active\", \"rested\", \"interest\"]\nitem_range = [0, 5]\nmultiply = 4\n\
         risk_at_or_below = 50\nrelevant_change = 10\n{lines}"
    );
    Study::parse("s.toml", &text).unwrap()
}

fn only(package: &Package, sexes: &BTreeMap<String, String>, question: &Question<'_>) -> Package {
    let mut package = package.clone();
    package.courses.retain(|course| {
        let sex = sexes.get(course.course_id.as_str()).map_or("", String::as_str);
        (question.keep)(course, sex)
    });
    let left: BTreeSet<String> =
        package.courses.iter().map(|course| course.course_id.as_str().to_owned()).collect();
    package.responses.retain(|one| left.contains(one.course_id.as_str()));
    let answered: BTreeSet<String> =
        package.responses.iter().map(|one| one.response_id.as_str().to_owned()).collect();
    package.answers.retain(|one| answered.contains(one.response_id.as_str()));
    package.contacts.retain(|one| left.contains(one.course_id.as_str()));
    package
}

fn site(course: &Course) -> String {
    course.site.as_ref().map(|site| site.as_str().to_owned()).unwrap_or_default()
}

/// What came out, as sums over the unknown table of sex by municipality.
struct Known<'k> {
    cells: BTreeMap<(String, String), usize>,
    rows: Vec<Row>,
    sexes: &'k BTreeMap<String, String>,
}

impl Known<'_> {
    /// So many of the courses asked about fit.
    fn learn(
        &mut self,
        package: &Package,
        fits: &dyn Fn(&str, &str) -> bool,
        n: u64,
        question: &Question<'_>,
    ) {
        let mut terms = BTreeSet::new();
        for course in &package.courses {
            let sex = self.sexes.get(course.course_id.as_str()).map_or("", String::as_str);
            if fits(sex, &site(course)) && (question.keep)(course, sex) {
                terms.extend(self.cells.get(&(sex.to_owned(), site(course))));
            }
        }
        let terms = terms.into_iter().map(|at| (at, 1.0)).collect();
        self.rows.push(Row { terms, sum: system::float(n) });
    }
}

#[expect(clippy::too_many_lines, reason = "one attack from the first question to the verdict")]
fn attack(order: &dyn Fn(&mut Vec<Question<'_>>)) -> (usize, usize) {
    let package = package();
    let sexes = sexes(&package);
    let sites: BTreeSet<String> =
        package.courses.iter().filter(|one| one.start.is_some()).map(site).collect();
    assert_eq!(sites.len(), 4);
    let last = package.courses.iter().filter_map(|course| course.start).max();
    let everybody = |_: &Course, _: &str| true;
    let mut questions = vec![
        Question { name: "all", keep: Box::new(everybody), lines: SEX },
        Question { name: "all, sites", keep: Box::new(everybody), lines: SITE },
        Question { name: "women", keep: Box::new(|_, sex| sex == "woman"), lines: SITE },
        Question { name: "men", keep: Box::new(|_, sex| sex == "man"), lines: SITE },
        Question { name: "trans", keep: Box::new(|_, sex| sex == "trans"), lines: SITE },
        Question { name: "all but trans", keep: Box::new(|_, sex| sex != "trans"), lines: SITE },
        Question { name: "all but men", keep: Box::new(|_, sex| sex != "man"), lines: SITE },
        Question { name: "is a man", keep: Box::new(everybody), lines: IS_MAN },
        Question { name: "is trans", keep: Box::new(everybody), lines: IS_TRANS },
        Question { name: "a day earlier", keep: Box::new(move |course, _| course.start < last), lines: SEX },
    ];
    for one in &sites {
        questions.push(Question {
            name: one,
            keep: Box::new(move |course, _| site(course) == *one),
            lines: SEX,
        });
        questions.push(Question {
            name: one,
            keep: Box::new(move |course, _| site(course) != *one),
            lines: SEX,
        });
        questions.push(Question {
            name: one,
            keep: Box::new(move |course, _| site(course) == *one),
            lines: IS_MAN,
        });
    }
    order(&mut questions);
    let mut cells = BTreeMap::new();
    for sex in ["woman", "man", "trans"] {
        for site in &sites {
            cells.insert((sex.to_owned(), site.clone()), cells.len());
        }
    }
    let mut known = Known { cells: cells.clone(), rows: Vec::new(), sexes: &sexes };
    let (mut log, mut stopped): (Vec<Release>, usize) = (Vec::new(), 0);
    for question in &questions {
        let part = only(&package, &sexes, question);
        let study = asked(question.lines);
        let cohort = Cohort::from_package(&part, &[], &study).unwrap();
        if cohort.persons() < 5 {
            continue;
        }
        let groups = Groups::of(&cohort, &study);
        let out = Memory::of(&log).release(evaluate(&cohort, &study), Disclosure::default(), &groups);
        let Ok((released, entry)) = out else {
            stopped += 1;
            continue;
        };
        // How many are asked about is told, but which cells that is, only where the question is of sex and site alone.
        if question.name != "a day earlier" {
            known.learn(&package, &|_, _| true, released.provenance.persons, question);
        }
        for row in released.baseline.iter().flat_map(|baseline| &baseline.rows) {
            let Some(x) = row.all.x.and_then(crate::findings::Figure::shown) else { continue };
            let level = row.level.clone().unwrap_or_default();
            let fits = |sex: &str, site: &str| match row.name.as_str() {
                "gender" => sex == level,
                "man" | "trans" => sex == row.name,
                _ => site == level,
            };
            if question.name != "a day earlier" {
                known.learn(&package, &fits, x, question);
            }
        }
        log.push(entry);
    }
    let truth = |sex: &str, site: &str| {
        let of = |course: &&Course| {
            self::site(course) == site && sexes.get(course.course_id.as_str()).is_some_and(|own| own == sex)
        };
        package.courses.iter().filter(of).count() as u64
    };
    for ((sex, site), at) in &cells {
        let n = truth(sex, site);
        if n == 0 || n >= 5 {
            continue;
        }
        let [low, high] = bounds(&known.rows, cells.len(), *at).expect("what came out is true");
        assert!(low <= 1.0 + 1e-6 && high >= 4.0, "{sex} in {site}: {n} lies in {low}–{high}");
        // Whole numbers too: more than one of them fits.
        let fits = |value: u32| {
            let mut rows = known.rows.clone();
            rows.push(Row { terms: vec![(*at, 1.0)], sum: f64::from(value) });
            bounds(&rows, cells.len(), *at).is_some()
        };
        assert!((0..6).filter(|value| fits(*value)).count() >= 4, "{sex} in {site}");
    }
    // The total of each sex that is small.
    let mut rows = known.rows.clone();
    let total = cells.len();
    let mut terms: Vec<(usize, f64)> =
        cells.iter().filter(|((sex, _), _)| sex == "trans").map(|(_, at)| (*at, 1.0)).collect();
    terms.push((total, -1.0));
    rows.push(Row { terms, sum: 0.0 });
    let [low, high] = bounds(&rows, total + 1, total).expect("what came out is true");
    assert!(low <= 1.0 + 1e-6 && high >= 5.0 - 1e-6, "2 lie in {low}–{high}");
    (log.len(), stopped)
}

#[test]
fn sex_by_municipality_cannot_be_worked_out_from_all_that_comes_out() {
    let (made, stopped) = attack(&|_| {});
    assert!(made >= 3 && stopped >= 3, "{made} made, {stopped} stopped");
}

#[test]
fn nor_in_the_other_order_nor_in_a_mixed_one() {
    attack(&|questions| questions.reverse());
    attack(&|questions| questions.rotate_left(7));
    attack(&|questions| questions.sort_by_key(|question| question.name.len() % 5));
}

#[test]
fn a_table_for_all_but_one_person_is_stopped() {
    let package = package();
    let study = asked(SITE);
    let cohort = Cohort::from_package(&package, &[], &study).unwrap();
    let groups = Groups::of(&cohort, &study);
    let (_, first) =
        Memory::of(&[]).release(evaluate(&cohort, &study), Disclosure::default(), &groups).unwrap();
    let again = Memory::of(std::slice::from_ref(&first));
    let same = again.release(evaluate(&cohort, &study), Disclosure::default(), &groups).unwrap();
    assert_eq!(same.1, first, "the same again is the same release");
    let mut fewer = package;
    let out = fewer.courses.iter().position(|course| course.start.is_some()).unwrap();
    let gone = fewer.courses.remove(out).course_id;
    fewer.responses.retain(|one| one.course_id != gone);
    fewer.contacts.retain(|one| one.course_id != gone);
    let cohort = Cohort::from_package(&fewer, &[], &study).unwrap();
    let groups = Groups::of(&cohort, &study);
    let stopped = again.release(evaluate(&cohort, &study), Disclosure::default(), &groups);
    assert!(matches!(stopped, Err(Stopped::Differs { .. })), "{stopped:?}");
}
