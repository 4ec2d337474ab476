//! Long files as they come: every fault at its place, and a figure or a reason whatever is in them.

use evaluation::fault::{Fault, FaultCode};
use evaluation::findings::{Estimable, Figure, Reason};
use evaluation::{Cohort, Study};

use super::support::{measure, near, on_file, seen};

const STUDY: &str = r#"title = "A study"
[data]
file = "long.csv"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
[[measure]]
name = "wellbeing"
kind = "score"
items = ["q1", "q2"]
item_range = [0, 5]
multiply = 4
risk_at_or_below = 20
relevant_change = 10
[[measure]]
name = "level"
kind = "score"
column = "level"
range = [1, 10]
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[subgroup]]
name = "misuse"
column = "misuse"
"#;
const HEADINGS: &str = "id,month,q1,q2,level,paid,misuse\n";

fn faults(file: &[u8]) -> Vec<Fault> {
    let study = Study::parse("STUDY.toml", STUDY).unwrap();
    Cohort::from_csv("long.csv", file, &study).unwrap_err()
}

fn places(rows: &str) -> Vec<(Option<u64>, Option<String>, FaultCode)> {
    let file = format!("{HEADINGS}{rows}");
    faults(file.as_bytes()).into_iter().map(|fault| (fault.line, fault.column, fault.code)).collect()
}

#[test]
fn every_fault_is_told_in_one_run() {
    let rows = "a,0,1,2,5,1,0\n\
        a,6,1000000000,x,5,1,0\n\
        a,0,1,2,5,1,0\n\
        a,7,1,2,5,1,0\n\
        ,12,1,2,5,1,0\n\
        b,0,2.5,2,11,maybe,0\n\
        b,6,1,2\n\
        010180-1234,0,1,1,5,1,0\n\
        c,0,1,2,NaN,1,0\n\
        c,,1,2,inf,1,0\n";
    let column = |name: &str| Some(name.to_owned());
    let found = places(rows);
    let expected = [
        (Some(3), column("q1"), FaultCode::ItemRange),
        (Some(3), column("q2"), FaultCode::ItemText),
        (Some(4), column("month"), FaultCode::Duplicate),
        (Some(5), column("month"), FaultCode::KindUnknown),
        (Some(6), column("id"), FaultCode::IdMissing),
        (Some(7), column("level"), FaultCode::NumberRange),
        (Some(7), column("paid"), FaultCode::ValueUnknown),
        (Some(7), column("q1"), FaultCode::ItemNotInteger),
        (Some(8), None, FaultCode::CellCount),
        (Some(9), column("id"), FaultCode::CprInField),
        (Some(10), column("level"), FaultCode::NumberInvalid),
        (Some(11), column("level"), FaultCode::NumberInvalid),
        (Some(11), column("month"), FaultCode::ValueMissing),
    ];
    assert_eq!(found, expected);
    let file = format!("{HEADINGS}{rows}");
    let all = faults(file.as_bytes());
    let twice = all.iter().find(|fault| fault.code == FaultCode::Duplicate).unwrap();
    assert_eq!(twice.parameters["first"], "2");
    assert!(all.iter().all(|fault| !format!("{fault:?}").contains("010180")));
}

#[test]
fn a_column_that_is_not_there_is_told_with_those_that_are() {
    let found = faults(b"id,month,q1,level,paid\n1,0,1,1,1\n");
    let names: Vec<&str> = found.iter().filter_map(|fault| fault.column.as_deref()).collect();
    assert_eq!(names, ["misuse", "q2"]);
    assert!(found.iter().all(|fault| fault.code == FaultCode::ColumnMissing && fault.line == Some(1)));
    assert!(found[0].parameters["known"].contains("level"));
}

#[test]
fn too_many_faults_are_counted() {
    let rows = (0..10_050).fold(String::new(), |rows, n| rows + &format!("p{n},0,9,1,5,1,0\n"));
    let found = places(&rows);
    assert_eq!(found.len(), 10_001);
    assert_eq!(found.last().unwrap().2, FaultCode::MoreFaults);
}

#[test]
fn any_dialect_gives_the_same_findings() {
    let plain = format!("{HEADINGS}a,0,1,2,5.5,1,0\na,12,3,4,7.5,0,0\nb,0,0,1,2,1,1\nb,12,5,5,9,0,1\n");
    let reference = on_file(STUDY, &plain);
    let semicolon = plain.replace(',', ";").replace('.', ",").replace('\n', "\r\n");
    let marked = format!("\u{feff}{}", plain.replace(',', "\t"));
    let quoted = plain.replace("a,", "\"a\",").replace("b,", "\"b\",");
    for other in [semicolon, marked, quoted, plain.replace(",12,", ",12.0,")] {
        let mut findings = on_file(STUDY, &other);
        findings.provenance.sources.clone_from(&reference.provenance.sources);
        assert_eq!(findings, reference);
    }
    let yes = plain.replace(",1,0\n", ",ja,nej\n").replace(",0,0\n", ",Nej,NEJ\n");
    assert_eq!(on_file(STUDY, &yes).measures, reference.measures);
}

#[test]
fn nothing_to_estimate_is_said_and_never_a_hole() {
    let none = on_file(STUDY, HEADINGS);
    let wellbeing = measure(&none, "wellbeing");
    assert_eq!(wellbeing.change, Estimable::Not { not_estimable: Reason::NoPairs });
    assert_eq!(measure(&none, "paid").paired_shares, Estimable::Not { not_estimable: Reason::NoPairs });
    assert_eq!(none.subgroups[0].interaction, Estimable::Not { not_estimable: Reason::NoPairs });
    let one = on_file(STUDY, &format!("{HEADINGS}a,0,1,2,5,1,0\na,12,3,4,7,1,0\n"));
    assert_eq!(measure(&one, "wellbeing").change, Estimable::Not { not_estimable: Reason::OnePair });
    // Nobody changed sides: the four counts are still there.
    let shares = measure(&one, "paid").paired_shares.value().unwrap();
    let counts = [shares.yes_yes, shares.yes_no, shares.no_yes, shares.no_no].map(Figure::shown);
    assert_eq!((shares.n, counts), (1, [Some(1), Some(0), Some(0), Some(0)]));
    assert_eq!((shares.mcnemar_exact_p.shown(), &shares.mcnemar), (Some(1.0), &None));
    let rows = "a,0,1,2,5,1,0\na,12,3,4,7,1,0\nb,0,1,1,5,1,1\nb,12,3,3,7,0,1\n";
    let same = on_file(STUDY, &format!("{HEADINGS}{rows}"));
    assert_eq!(measure(&same, "wellbeing").change, Estimable::Not { not_estimable: Reason::NoSpread });
    assert_eq!(measure(&same, "wellbeing").cautious, None);
    for findings in [none, one, same] {
        let text = serde_json::to_string(&findings).unwrap();
        assert!(!text.contains("NaN") && !text.contains("inf"));
    }
}

#[test]
fn a_missing_answer_is_no_score_and_traits_come_from_the_earliest_row() {
    let rows = "a,0,1,,5,1,\na,6,1,1,5,1,0\na,12,3,4,7,1,1\nb,0,1,1,4,NA,1\n";
    let findings = on_file(STUDY, &format!("{HEADINGS}{rows}"));
    let wellbeing = measure(&findings, "wellbeing");
    assert_eq!(wellbeing.occasions.iter().map(|at| at.n).collect::<Vec<_>>(), [1, 1, 1]);
    near(seen(wellbeing.occasions[2].mean), 28.0);
    assert_eq!(measure(&findings, "paid").occasions[0].n, 1);
    // Person a is no at month 6, the earliest that says so.
    assert_eq!(findings.subgroups[0].without, Estimable::Not { not_estimable: Reason::NoPairs });
}

#[test]
fn occasions_the_study_is_not_about_can_be_left_out() {
    let study = STUDY.replace("order = [\"0\", \"6\", \"12\"]", "order = [\"0\", \"12\"]\nignore = [\"6\"]");
    let rows = "a,0,1,2,5,1,0\na,6,1,2,5,1,0\na,12,3,4,7,1,0\n";
    assert_eq!(on_file(&study, &format!("{HEADINGS}{rows}")).occasions.len(), 2);
}
