//! What a study may say, and every fault it can have.

use super::*;

const ISSUE: &str = r#"title = "A study"
[data]
file = "long.csv"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
from = "0"
to = "12"
[[measure]]
name = "wellbeing"
kind = "score"
items = ["q1", "q2", "q3", "q4", "q5"]
item_range = [0, 5]
multiply = 4
risk_at_or_below = 50
relevant_change = 10
reliable_change = 23.6
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid_last_month"
[[subgroup]]
name = "misuse"
column = "misuse_any"
"#;

fn faults(text: &str) -> Vec<(Option<u64>, Option<String>, FaultCode)> {
    Study::parse("STUDY.toml", text).unwrap_err().into_iter().map(|f| (f.line, f.column, f.code)).collect()
}

#[test]
fn a_small_study_is_read_with_its_defaults() {
    let study = Study::parse("STUDY.toml", ISSUE).unwrap();
    assert_eq!(study.data, Data::File("long.csv".into()));
    assert_eq!((study.from, study.to, study.primary), (0, 2, 0));
    let wellbeing = &study.measures[0];
    assert_eq!(wellbeing.range, Some([0.0, 100.0]));
    assert_eq!(wellbeing.step, Some(4.0));
    assert_eq!(study.subgroups[0].measures, [0]);
    assert_eq!(study.occasions.len(), 3);
}

#[test]
fn all_faults_come_out_at_once_with_their_lines() {
    let text = ISSUE
        .replace("title = \"A study\"", "titel = \"A study\"")
        .replace("to = \"12\"", "to = \"24\"")
        .replace("multiply = 4", "multiply = \"four\"")
        .replace("item_range = [0, 5]", "item_range = [5, 0]")
        .replace("kind = \"yes_no\"", "kind = \"maybe\"")
        .replace("column = \"misuse_any\"", "colum = \"misuse_any\"");
    let column = |name: &str| Some(name.to_owned());
    assert_eq!(
        faults(&text),
        [
            (Some(1), column("titel"), FaultCode::KeyUnknown),
            (Some(1), column("title"), FaultCode::KeyMissing),
            (Some(8), column("to"), FaultCode::NameUnknown),
            (Some(13), column("item_range"), FaultCode::KeyInvalid),
            (Some(14), column("multiply"), FaultCode::KeyInvalid),
            (Some(20), column("kind"), FaultCode::KeyInvalid),
            (Some(22), column("column"), FaultCode::KeyMissing),
            (Some(24), column("colum"), FaultCode::KeyUnknown),
        ]
    );
}

#[test]
fn broken_toml_is_told_with_its_line() {
    let found = faults(&ISSUE.replace("order = [\"0\", ", "order = [\"0\" "));
    assert!(found.contains(&(Some(6), None, FaultCode::TomlSyntax)), "{found:?}");
    assert!(!faults("").is_empty());
}

#[test]
fn what_a_name_points_to_must_be_there() {
    let found = faults(&format!("primary = \"x\"\n{ISSUE}[[subgroup]]\nname = \"r\"\nat_risk = \"paid\"\n"));
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|fault| fault.2 == FaultCode::NameUnknown));
    let two = faults(&ISSUE.replace("file = ", "package = \"p\"\nfile = "));
    assert_eq!(two[0].2, FaultCode::KeyInvalid);
}

#[test]
fn yes_and_no_are_known_in_both_languages_and_can_be_named() {
    let usual = YesNo::default();
    assert_eq!(usual.read("Ja"), Some(true));
    assert_eq!(usual.read("0"), Some(false));
    assert_eq!(usual.read("perhaps"), None);
    let named = YesNo { yes: vec!["BtheB".to_owned()], no: Vec::new() };
    assert_eq!((named.read("BtheB"), named.read("TAU")), (Some(true), Some(false)));
}

#[test]
fn the_page_about_studies_shows_one_that_works() {
    let page = include_str!("../../../../docs/study.md");
    let block = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let study = Study::parse("STUDY.toml", block).unwrap();
    assert_eq!(study.measures.len(), 2);
}

#[test]
fn the_studies_that_come_with_the_program_can_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/studies");
    let mut read = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let study = Study::read(&file.unwrap().path()).unwrap();
        assert!(study.measures.iter().all(|measure| measure.label.contains_key("da")));
        read += 1;
    }
    assert!(read >= 3);
}

#[test]
fn sub_groups_beyond_those_that_are_told_apart_are_a_fault() {
    let group = |number: usize| format!("[[subgroup]]\nname = \"g{number}\"\ncolumn = \"g{number}\"\n");
    let study = |more: usize| ISSUE.to_owned() + &(1..=more).map(group).collect::<Vec<_>>().concat();
    assert_eq!(Study::parse("STUDY.toml", &study(63)).unwrap().subgroups.len(), 64);
    let told = faults(&study(65));
    assert!(told.len() == 2 && told.iter().all(|fault| fault.2 == FaultCode::KeyInvalid), "{told:?}");
}

#[test]
fn a_series_from_elsewhere_is_read_whole_or_not_at_all() {
    let given = |keys: &str| format!("{ISSUE}[comparator]\n{keys}");
    let study =
        Study::parse("STUDY.toml", &given("name = \"others\"\nn = 120\nchange = 6\ninterval = [2, 10]\n"));
    let found = study.unwrap().comparator.unwrap();
    assert_eq!((found.n, found.change, found.ci95), (120, 6.0, [2.0, 10.0]));
    for (keys, column) in [
        ("name = \"others\"\nn = 120\nchange = 6\n", "interval"),
        ("name = \"others\"\nn = 120\nchange = 16\ninterval = [2, 10]\n", "change"),
        ("name = \"others\"\nn = 1.5\nchange = 6\ninterval = [2, 10]\n", "n"),
        ("n = 120\nchange = 6\ninterval = [2, 10]\n", "name"),
    ] {
        let told = faults(&given(keys));
        assert!(told.iter().any(|(_, name, _)| name.as_deref() == Some(column)), "{column}: {told:?}");
    }
    assert!(Study::parse("STUDY.toml", ISSUE).unwrap().comparator.is_none());
}

#[test]
fn what_people_wrote_is_read_with_its_author_and_its_day() {
    let given = |keys: &str| format!("{ISSUE}[[written]]\n{keys}");
    let whole = "section = \"learning\"\nauthor = \"The board\"\ndate = 2026-11-01\ntext = { da = \"a\", en = \"b\" }\n";
    let as_text = whole.replace("2026-11-01", "\"2026-11-01\"");
    for text in [whole, &as_text] {
        let written = Study::parse("STUDY.toml", &given(text)).unwrap().written;
        assert_eq!(written[0].section, crate::findings::WrittenSection::Learning);
        assert_eq!((&*written[0].author, &*written[0].date), ("The board", "2026-11-01"));
        assert_eq!(written[0].text["en"], "b");
    }
    let line = ISSUE.lines().count() as u64 + 1;
    for (from, to, column, code, at) in [
        ("\"learning\"", "\"lerning\"", "section", FaultCode::NameUnknown, line + 1),
        ("author = \"The board\"\n", "", "author", FaultCode::KeyMissing, line),
        ("2026-11-01", "2026-11", "date", FaultCode::KeyInvalid, line + 3),
        ("date = 2026-11-01\n", "", "date", FaultCode::KeyMissing, line),
        ("da = \"a\", en = \"b\"", "de = \"a\"", "text", FaultCode::KeyInvalid, line + 4),
        ("text =", "texts =", "text", FaultCode::KeyMissing, line),
        ("The board", "701282-4567", "author", FaultCode::CprInField, line + 2),
        ("en = \"b\"", "en = \"she, 7012824567, said\"", "text", FaultCode::CprInField, line),
    ] {
        let told =
            faults(&given(&whole.replace(from, to).replace("date = 2026-11\n", "date = \"2026-11\"\n")));
        let wanted = (Some(at), Some(column.to_owned()), code);
        assert!(told.contains(&wanted), "{column}: {told:?}");
    }
}

#[test]
fn the_items_of_the_method_are_read_with_their_limits() {
    use domain::contact::MeetingKind;
    use domain::fidelity::Rule;
    let given = |keys: &str| format!("{ISSUE}[[fidelity]]\nkey = \"a\"\n{keys}");
    let read = |keys: &str| Study::parse("STUDY.toml", &given(keys)).unwrap().fidelity[0].rule;
    assert_eq!(
        read("rule = \"meetings\"\nphase = 1\nleast = 3\noutside_office = true\n"),
        Rule::Meetings { phase: 1, least: 3, outside_office: true }
    );
    assert_eq!(read("rule = \"time_limit\"\n"), Rule::TimeLimit { grace_days: 0 });
    assert_eq!(read("rule = \"meeting\"\nmeeting = \"last\"\n"), Rule::Meeting { kind: MeetingKind::Last });
    let line = ISSUE.lines().count() as u64 + 1;
    for (keys, column, code, at) in [
        ("rule = \"meetigs\"", "rule", FaultCode::NameUnknown, line + 2),
        ("rule = \"meetings\"\nphase = 3\nleast = 3", "phase", FaultCode::KeyInvalid, line),
        ("rule = \"meetings\"\nphase = 1", "least", FaultCode::KeyMissing, line),
        ("rule = \"meetings\"\nphase = 1\nleast = 3\nmost = 4", "most", FaultCode::KeyUnknown, line + 5),
        ("rule = \"areas\"\nphase = 1\nleast = 3\nmost = 2", "most", FaultCode::KeyInvalid, line),
        ("rule = \"meeting\"\nmeeting = \"second\"", "meeting", FaultCode::NameUnknown, line + 3),
        ("rule = \"early_contacts\"\ndays = 400\nleast = 2", "days", FaultCode::KeyInvalid, line),
        ("", "rule", FaultCode::KeyMissing, line),
    ] {
        let told = faults(&given(keys));
        let wanted = (Some(at), Some(column.to_owned()), code);
        assert!(told.contains(&wanted), "{column}: {told:?}");
    }
    let twice = "rule = \"tapering\"\n[[fidelity]]\nkey = \"a\"\nrule = \"tapering\"";
    assert!(faults(&given(twice)).iter().any(|(_, name, _)| name.as_deref() == Some("key")));
}
