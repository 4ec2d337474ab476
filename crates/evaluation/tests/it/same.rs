//! The same facts give the same findings, digit for digit: from the package or from a long file, in any order of rows.

use std::collections::BTreeMap;
use std::fmt::Write;

use evaluation::findings::{Figure, Findings};
use evaluation::package::{AnswerValue, Code, Package};
use evaluation::{Cohort, evaluate};
use proptest::prelude::*;

use super::support::{exit, exit_package, exit_study, on_file};

/// The package's answers as one row per course and occasion, a column per item.
fn long(package: &Package) -> String {
    let place: BTreeMap<_, _> = package
        .responses
        .iter()
        .map(|r| (r.response_id.as_str(), (r.course_id.as_str(), r.occasion.as_str(), r.instrument.as_str())))
        .collect();
    let mut rows: BTreeMap<(&str, &str), BTreeMap<String, String>> = BTreeMap::new();
    let mut headings = std::collections::BTreeSet::new();
    for answer in &package.answers {
        let (course, occasion, instrument) = place[answer.response_id.as_str()];
        let cell = match &answer.value {
            AnswerValue::Number(number) => number.to_string(),
            other => other.codes().iter().map(Code::as_str).collect::<Vec<_>>().join("|"),
        };
        // `closing` has items of its own that the study does not ask for.
        if instrument != "closing" {
            headings.insert(answer.item.to_string());
            rows.entry((course, occasion)).or_default().insert(answer.item.to_string(), cell);
        }
    }
    let mut out = String::from("course;occasion");
    for heading in &headings {
        write!(out, ";{heading}").unwrap();
    }
    out.push('\n');
    for ((course, occasion), cells) in &rows {
        write!(out, "{course};{occasion}").unwrap();
        for heading in &headings {
            write!(out, ";{}", cells.get(heading).map(String::as_str).unwrap_or_default()).unwrap();
        }
        out.push('\n');
    }
    out
}

fn study_on_file() -> String {
    let path = super::support::root().join("content/studies/exit-2013-16.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let from = "package = \"../training/exit-2013-16\"";
    text.replace(from, "file = \"long.csv\"\nperson = \"course\"\noccasion = \"occasion\"")
        .replace("title =", "synthetic = true\ntitle =")
}

#[track_caller]
fn same(one: &Findings, other: &Findings) {
    assert_eq!(one.measures, other.measures);
    assert_eq!(one.subgroups, other.subgroups);
    assert_eq!(one.baseline, other.baseline);
}

#[test]
fn a_long_file_and_the_package_give_the_same_digits() {
    let from_file = on_file(&study_on_file(), &long(&exit_package()));
    same(&from_file, &exit());
    assert_eq!(from_file.families[0].overall, exit().families[0].overall);
}

#[test]
fn the_order_of_rows_in_the_package_decides_nothing() {
    let (mut package, study) = (exit_package(), exit_study());
    let straight = evaluate(&Cohort::from_package(&package, &[], &study).unwrap(), &study);
    package.courses.reverse();
    package.responses.reverse();
    package.answers.reverse();
    package.contacts.reverse();
    let reversed = evaluate(&Cohort::from_package(&package, &[], &study).unwrap(), &study);
    assert_eq!(straight, reversed);
    assert_eq!(straight.provenance.sources[0].name, "record");
}

#[test]
fn the_newest_of_several_responses_counts() {
    let (mut package, study) = (exit_package(), exit_study());
    let again = package.responses.iter().find(|r| r.instrument.as_str() == "who5").unwrap().clone();
    let mut newer = again.clone();
    newer.response_id = evaluation::package::Id::new("again").unwrap();
    newer.date = again.date.map(|date| date.tomorrow().unwrap());
    let answers: Vec<_> =
        package.answers.iter().filter(|a| a.response_id == again.response_id).cloned().collect();
    package.answers.extend(answers.into_iter().map(|mut answer| {
        answer.response_id = newer.response_id.clone();
        answer.value = AnswerValue::Number(5);
        answer
    }));
    package.responses.insert(0, newer);
    let findings = evaluate(&Cohort::from_package(&package, &[], &study).unwrap(), &study);
    assert_eq!(findings.provenance.settings["replaced_responses"], "1");
    let top = |findings: &Findings| findings.measures[0].occasions[0].bands.last().unwrap().n;
    assert_eq!(top(&findings), top(&exit()) + 1);
}

#[test]
fn a_programme_on_its_first_day_has_findings_without_a_hole() {
    let (full, study) = (exit_package(), exit_study());
    let mut package = Package::empty(full.manifest.clone());
    let findings_of = |package: &Package| {
        let findings = evaluate(&Cohort::from_package(package, &[], &study).unwrap(), &study);
        assert!(!serde_json::to_string(&findings).unwrap().contains("NaN"));
        findings
    };
    let none = findings_of(&package);
    assert_eq!((none.flow.as_ref().unwrap().started, none.measures.len()), (0, 12));
    assert!(none.contacts.is_none());
    package.courses = full.courses[..1].to_vec();
    let one = findings_of(&package);
    assert_eq!(one.flow.as_ref().unwrap().started, 1);
    let id = &package.courses[0].course_id;
    package.contacts = full.contacts.iter().filter(|contact| contact.course_id == *id).cloned().collect();
    let with_contacts = findings_of(&package);
    assert!(with_contacts.contacts.unwrap().windows.is_empty());
    // A course that is planned for later has not started.
    package.manifest.data_cut = package.courses[0].start.unwrap().yesterday().unwrap();
    assert_eq!(findings_of(&package).flow.unwrap().started, 0);
}

const STUDY: &str = r#"title = "t"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
[[measure]]
name = "score"
kind = "score"
column = "score"
risk_at_or_below = 10.5
relevant_change = 3
family = "f"
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[family]]
name = "f"
progress_at_least = 1
[[subgroup]]
name = "g"
column = "group"
[[characteristic]]
column = "kind"
kind = "choice"
"#;

prop_compose! {
    fn rows()(
        cells in prop::collection::btree_map(
            (0u16..40, 0usize..3),
            (prop::option::of(-1000i32..1000), prop::option::of(any::<bool>()), prop::option::of(any::<bool>()), 0u8..3),
            0..100,
        )
    ) -> Vec<String> {
        let yes = |cell: Option<bool>| cell.map_or("", |yes| if yes { "1" } else { "0" });
        cells
            .into_iter()
            .map(|((id, at), (score, paid, group, kind))| {
                let score = score.map_or(String::new(), |score| format!("{:.2}", f64::from(score) / 7.0));
                let month = ["0", "6", "12"][at];
                format!("p{id},{month},{score},{},{},k{kind}\n", yes(paid), yes(group))
            })
            .collect()
    }
}

fn findings_of(rows: &[String]) -> Findings {
    let mut findings = on_file(STUDY, &format!("id,month,score,paid,group,kind\n{}", rows.concat()));
    findings.provenance.sources.clear();
    findings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn findings_do_not_depend_on_the_order_of_rows((rows, shuffled) in rows().prop_flat_map(|rows| {
        (Just(rows.clone()), Just(rows).prop_shuffle())
    })) {
        prop_assert_eq!(findings_of(&rows), findings_of(&shuffled));
    }

    #[test]
    fn no_file_makes_it_fail_or_leaves_a_hole(rows in rows()) {
        let findings = findings_of(&rows);
        let text = serde_json::to_string(&findings).unwrap();
        let back: Findings = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(back.measures.len(), 2);
        for at in &findings.measures[0].occasions {
            prop_assert!(Figure::seen(at.mean).is_none_or(f64::is_finite) && Figure::seen(at.sd).is_none_or(f64::is_finite));
            prop_assert_eq!(at.n + at.missing, findings.provenance.persons);
            prop_assert_eq!(at.bands.iter().map(|band| band.n).sum::<u64>(), at.n);
        }
    }
}

/// One person alone was measured twice: the model has a solution, and nothing tells how sure its variances are.
#[test]
fn where_the_variances_are_known_of_one_person_there_is_no_correction() {
    let rows = "p0,0,-74.29 p0,6, p1,0,-14.43 p3,12,-28.71 p4,12,88.43 p5,6,-15.29 p6,0,38.14 p7,6,-8.43 p8,12,104.29 \
                p14,6,88.86 p14,12,125.14 p23,12,126.29";
    let rows: Vec<String> = rows.split_whitespace().map(|row| format!("{row},,,k0\n")).collect();
    let findings = findings_of(&rows);
    let model = findings.measures[0].models.iter().find(|model| !model.terms.is_empty()).unwrap();
    assert!(
        model.terms.iter().all(|term| term.kenward_roger.as_ref().is_none_or(|made| made.df.is_finite()))
    );
    let text = serde_json::to_string(&findings).unwrap();
    assert!(serde_json::from_str::<Findings>(&text).is_ok(), "no number is missing");
}
