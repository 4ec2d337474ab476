//! Bad studies and bad data: a clear fault at its place, or an explicit "cannot be estimated because" — never a hole, a
//! panic or a silent number.

use std::fmt::Write as _;

use evaluation::fault::{Fault, FaultCode};
use evaluation::findings::{Findings, Model};
use evaluation::{Cohort, Study, evaluate};
use serde_json::Value;

const DATA: &str =
    "[data]\nfile = \"long.csv\"\nperson = \"id\"\noccasion = \"month\"\norder = [\"0\", \"6\", \"12\"]\n";
const MEASURES: &str = r#"[[measure]]
name = "wellbeing"
kind = "score"
column = "score"
range = [0, 1000000000]
risk_at_or_below = 50
relevant_change = 10
reliable_change = 23.6
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[subgroup]]
name = "misuse"
column = "misuse"
[[characteristic]]
column = "misuse"
kind = "yes_no"
"#;

fn study() -> String {
    format!("title = \"bad\"\n{DATA}{MEASURES}")
}

fn faults_of(study: &str, file: &str) -> Vec<Fault> {
    match Study::parse("study.toml", study) {
        Err(faults) => faults,
        Ok(study) => Cohort::from_csv("long.csv", file.as_bytes(), &study).map(|_| ()).unwrap_err(),
    }
}

fn found(file: &str) -> Findings {
    let study = Study::parse("study.toml", &study()).unwrap();
    evaluate(&Cohort::from_csv("long.csv", file.as_bytes(), &study).unwrap(), &study)
}

const HEADINGS: &str = "id,month,score,paid,misuse\n";

#[test]
fn a_bad_study_is_told_at_its_line() {
    let model =
        |lines: &str| study().replace("[[subgroup]]", &format!("[[measure.model]]\n{lines}\n[[subgroup]]"));
    let table = [
        (model("kind = \"mmrm\""), "kind", FaultCode::KeyInvalid),
        (model("kind = \"gee\"\ncolour = 1"), "colour", FaultCode::KeyUnknown),
        (model("time = \"factor\""), "kind", FaultCode::KeyMissing),
        (model("kind = \"gee\"\ntime = \"circle\""), "time", FaultCode::KeyInvalid),
        (model("kind = \"gee\"\ninteractions = [\"time:group\"]"), "interactions", FaultCode::NameUnknown),
        (
            model("kind = \"gee\"\ncovariates = [\"misuse\"]\ninteractions = [\"misuse\"]"),
            "interactions",
            FaultCode::KeyInvalid,
        ),
        (model("kind = \"gee\"\ncovariates = [\"misuse\", \"misuse\"]"), "covariates", FaultCode::KeyInvalid),
        (model("kind = \"gee\"\nworking = \"toeplitz\""), "working", FaultCode::KeyInvalid),
        (model("kind = \"gee\"\nworking = \"ar1\"\nwaves = \"days\""), "waves", FaultCode::KeyInvalid),
        (model("kind = \"gee\"\nwaves = \"rows\""), "waves", FaultCode::KeyInvalid),
        (model("kind = \"gee\"\nmethod = \"MCMC\""), "method", FaultCode::KeyInvalid),
        (
            model("kind = \"gee\"\ntime = \"linear\"").replace("\"0\", \"6\", \"12\"", "\"start\", \"end\""),
            "time",
            FaultCode::KeyInvalid,
        ),
        (model("kind = \"gee\"\ncovariates = [\"nobody\"]"), "nobody", FaultCode::ColumnMissing),
        (study().replace("column = \"score\"", "column = \"scroe\""), "scroe", FaultCode::ColumnMissing),
        (study().replace("title", "seed = 1.5\ntitle"), "seed", FaultCode::KeyInvalid),
        (
            study().replace("title", "primary = \"paid\"\ntitle")
                + "[comparator]\nname = \"x\"\nn = 9\nchange = 1\ninterval = [0, 2]\n",
            "comparator",
            FaultCode::KeyInvalid,
        ),
    ];
    for (text, at, code) in table {
        let faults = faults_of(&text, &format!("{HEADINGS}a,0,50,1,1\n"));
        let told = faults.iter().any(|fault| fault.code == code && fault.column.as_deref() == Some(at));
        assert!(told, "{at}: {faults:?}");
        assert!(faults.iter().all(|fault| fault.line.is_some()));
    }
}

#[test]
fn bad_rows_are_told_at_their_line_and_column() {
    let table = [
        ("a,0,fifty,1,1\n", 2, "score", FaultCode::NumberInvalid),
        ("a,0,50,perhaps,1\n", 2, "paid", FaultCode::ValueUnknown),
        ("a,0,50,1,1\na,0,51,1,1\n", 3, "month", FaultCode::Duplicate),
        ("a,7,50,1,1\n", 2, "month", FaultCode::KindUnknown),
        (",0,50,1,1\n", 2, "id", FaultCode::IdMissing),
        ("a,0,2e9,1,1\n", 2, "score", FaultCode::NumberRange),
    ];
    for (rows, line, column, code) in table {
        let faults = faults_of(&study(), &format!("{HEADINGS}{rows}"));
        let told = |fault: &Fault| {
            fault.code == code && fault.line == Some(line) && fault.column.as_deref() == Some(column)
        };
        assert!(faults.iter().any(told), "{rows}: {faults:?}");
    }
}

/// Persons × three occasions; `each` gives score, paid and misuse.
fn rows(persons: u32, each: impl Fn(u32, u32) -> String) -> String {
    let mut file = HEADINGS.to_owned();
    for id in 0..persons {
        for month in 0..3 {
            writeln!(file, "p{id},{},{}", 6 * month, each(id, month)).unwrap();
        }
    }
    file
}

#[test]
fn whatever_the_data_every_number_is_one_or_says_why_not() {
    let noise = |id: u32, month: u32| (id * 37 + month * 17 + id * month * 5) % 60;
    let files = [
        HEADINGS.to_owned(),
        rows(1, |_, month| format!("{},1,1", 40 + month)),
        rows(2, |id, month| format!("{},{},1", 40 + month + id, id)),
        rows(20, |_, _| ",,".into()),
        rows(20, |_, _| "50,1,1".into()),
        rows(
            20,
            |id, month| if month == 2 { ",,".into() } else { format!("{},1,{}", noise(id, month), id % 2) },
        ),
        rows(
            20,
            |id, month| if month == 0 { ",,".into() } else { format!("{},0,{}", noise(id, month), id % 2) },
        ),
        rows(20, |id, month| format!("{},{},{}", noise(id, month), u32::from(month > 0), id % 2)),
        rows(20, |id, month| format!("{},{},0", 999_999_000 + noise(id, month), id % 2)),
        rows(20, |id, month| {
            format!("{},{},1", if id == 3 { 1_000_000_000 } else { noise(id, month) }, id % 2)
        }),
        rows(20, |id, month| {
            if month == 2 && id < 10 {
                ",,1".into()
            } else {
                format!("{},1,{}", noise(id, month), u32::from(id < 10))
            }
        }),
        rows(3, |id, month| if id == month { format!("{},1,1", noise(id, month)) } else { ",,0".into() }),
    ];
    for (at, file) in files.iter().enumerate() {
        let findings = found(file);
        let value = serde_json::to_value(&findings).unwrap();
        no_holes(&value, &format!("file {at}"));
        for model in findings.measures.iter().flat_map(|measure| &measure.models) {
            is_told(model, at);
        }
    }
}

/// A model has terms, or says why not.
fn is_told(model: &Model, at: usize) {
    assert_eq!(model.terms.is_empty(), model.not_estimable.is_some(), "file {at}: {model:?}");
    for term in &model.terms {
        assert!(term.se > 0.0 && (0.0..=1.0).contains(&term.p), "file {at}: {term:?}");
    }
}

/// serde writes what is not finite as null: a list of numbers or an interval must not hold one.
fn no_holes(value: &Value, at: &str) {
    match value {
        Value::Array(all) => {
            for one in all {
                // The ends of a median's interval and of an odds ratio may be open.
                let open = at.ends_with("median_ci95") || at.ends_with("odds_ratio_ci95");
                assert!(open || !one.is_null(), "{at} has a hole");
                no_holes(one, at);
            }
        }
        Value::Object(all) => {
            for (key, one) in all {
                let number = ["estimate", "p", "difference", "t", "v", "z", "ci95"].contains(&key.as_str());
                let of_nothing = at.ends_with("months") || at.ends_with("occasions");
                assert!(!number || !one.is_null() || of_nothing, "{at}.{key} is null");
                no_holes(one, &format!("{at}.{key}"));
            }
        }
        _ => {}
    }
}
