//! Reading in pieces: however a file is cut, the same persons, rows, faults and findings.

use proptest::prelude::*;

use super::table::Pieces;
use super::*;
use crate::{Study, evaluate};

const STUDY: &str = r#"title = "t"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "6"]
[[measure]]
name = "score"
kind = "score"
column = "score"
range = [0, 30]
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[characteristic]]
column = "kind"
kind = "choice"
"#;

fn study() -> Study {
    Study::parse("STUDY.toml", STUDY).unwrap()
}

/// The findings, or the faults.
fn outcome(text: &str, piece: usize) -> String {
    let study = study();
    let file = Delimited::open("f.csv", text.as_bytes()).unwrap();
    match long::read(&Pieces::sized(&file, text.as_bytes(), piece), &study) {
        Ok(cohort) => serde_json::to_string(&evaluate(&cohort, &study)).unwrap(),
        Err(faults) => serde_json::to_string(&faults).unwrap(),
    }
}

prop_compose! {
    fn rows()(rows in prop::collection::vec((0u8..12, 0usize..4, 0u8..33, 0u8..3, 0usize..3), 0..60)) -> String {
        let mut text = String::from("id,month,score,paid,kind\n");
        for (id, month, score, paid, kind) in rows {
            let (month, kind) = (["0", "6", "6.0", "7"][month], ["\"a, b\"", "c", ""][kind]);
            text.push_str(&[&format!("p{id}"), month, &score.to_string(), &paid.to_string(), kind].join(","));
            text.push('\n');
        }
        text
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_file_may_be_cut_anywhere(text in rows(), piece in 1usize..300) {
        prop_assert_eq!(outcome(&text, piece), outcome(&text, usize::MAX / 2));
    }
}

#[test]
fn a_row_that_is_there_twice_is_told_with_the_first_wherever_the_file_is_cut() {
    let text = "id,month,score,paid,kind\na,0,1,1,x\na,6,1,1,x\nb,0,1,0,x\na,6,2,1,x\n";
    for piece in [1, 12, 1000] {
        let file = Delimited::open("f.csv", text.as_bytes()).unwrap();
        let faults = long::read(&Pieces::sized(&file, text.as_bytes(), piece), &study()).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].line, faults[0].code), (Some(5), FaultCode::Duplicate));
        assert_eq!(faults[0].parameters["first"], "3");
    }
}
