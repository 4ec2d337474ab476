//! Models in which time is that of each observation, against R's lme4 and lmerTest: `data/models/own.csv` (invented), and what
//! must come to the same.

use evaluation::fault::FaultCode;
use evaluation::findings::{Model, ModelReason};
use evaluation::{Cohort, Study, evaluate};

use super::models::{agrees, models, study};
use super::support::{exit_package, json, on_file, root};

const FILE: &str = include_str!("../data/models/own.csv");
const DATA: &str =
    "file = \"own.csv\"\nperson = \"id\"\noccasion = \"visit\"\norder = [\"1\", \"2\", \"3\", \"4\"]";
const SCORE: &str = "name = \"score\"\nkind = \"score\"\ncolumn = \"score\"";
const WEEKS: &str = "kind = \"random_slope\"\ntime = \"own\"\ntime_column = \"week\"";

fn found(asked: &[&str]) -> Vec<Model> {
    models(&on_file(&study(DATA, SCORE, asked), FILE)).to_vec()
}

#[test]
fn weeks_and_days_of_each_visit_give_rs_numbers() {
    let r = json("models/own.json");
    let with = "covariates = [\"female\", \"group\"]\ninteractions = [\"time:female\"]";
    let asked = [
        format!("{WEEKS}\n{with}"),
        WEEKS.replace("slope", "intercept"),
        "kind = \"random_slope\"\ntime = \"own\"\ndate_column = \"date\"\ncovariates = [\"female\"]\ninteractions = [\"date:female\"]"
            .to_owned(),
        "kind = \"random_slope\"\ntime = \"own\"\ndate_column = \"date\"\nmethod = \"ML\"".to_owned(),
    ];
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let found = found(&asked);
    // R names a product after its first variable, which there is week too.
    for (model, name) in found.iter().zip(["week", "week_intercept", "date", "date_ml"]) {
        agrees(model, &r[name], 1e-6);
        assert!(model.occasions.is_empty() && model.change.value().is_none(), "no mean belongs to a visit");
    }
    let week = &found[0];
    assert_eq!(
        (week.time_column.as_deref(), week.covariates.join(" ")),
        (Some("week"), "female group".to_owned())
    );
    assert_eq!(week.interactions, ["week:female"]);
    assert!(week.left_out.shown().unwrap() > 0, "a visit without its week does not enter, and is counted");
}

#[test]
fn visits_on_their_planned_days_give_the_model_of_the_occasions() {
    let rows = FILE.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{},{visit},{visit},{},{}\n", cells[0], cells[4], cells[6], visit = cells[1])
    });
    let file = format!("id,visit,day,female,score\n{}", rows.collect::<String>());
    let asked = |time: &str| {
        format!(
            "kind = \"random_slope\"\n{time}\ncovariates = [\"female\"]\ninteractions = [\"time:female\"]"
        )
    };
    let [own, linear] = ["time = \"own\"\ntime_column = \"day\"", "time = \"linear\""].map(|time| {
        let found = on_file(&study(DATA, SCORE, &[&asked(time)]), &file);
        models(&found)[0].clone()
    });
    let both = own.log_likelihood.zip(linear.log_likelihood).unwrap();
    assert!((both.0 - both.1).abs() < 1e-9 * both.0.abs());
    for (a, b) in own.terms.iter().zip(&linear.terms) {
        assert_eq!(a.name.replace("day", "visit"), b.name);
        assert!((a.estimate - b.estimate).abs() < 1e-8 * (1.0 + b.estimate.abs()), "{}", a.name);
        assert!((a.se - b.se).abs() < 1e-8 * b.se, "{}", a.name);
        assert!((a.df.unwrap() - b.df.unwrap()).abs() < 1e-4 * b.df.unwrap(), "{}", a.name);
    }
}

#[test]
fn the_order_of_rows_decides_nothing() {
    let mut rows: Vec<&str> = FILE.lines().skip(1).collect();
    rows.sort_unstable();
    let sorted = format!("id,visit,week,date,female,group,score\n{}\n", rows.join("\n"));
    let [one, other] = [FILE, &sorted].map(|file| {
        let found = on_file(&study(DATA, SCORE, &[WEEKS]), file);
        models(&found)[0].clone()
    });
    assert_eq!(one, other);
}

/// Of a package the day of each response is its time: in months since the first of them.
#[test]
fn a_package_knows_the_day_of_each_response() {
    let package = exit_package();
    let text = std::fs::read_to_string(root().join("content/studies/exit-2013-16.toml")).unwrap();
    let model = "[[measure.model]]\nkind = \"random_slope\"\ntime = \"own\"\ndate_column = \"date\"\n";
    let text = text.replacen("[[measure]]\nname = \"paid", &format!("{model}[[measure]]\nname = \"paid"), 1);
    let study = Study::parse("study.toml", &text).unwrap();
    let found = evaluate(&Cohort::from_package(&package, &[], &study).unwrap(), &study);
    let model = &models(&found)[0];
    assert_eq!(model.not_estimable, None);
    let own = model.terms.iter().find(|term| term.name == "date").unwrap();
    // Nineteen points in about twelve months.
    assert!((1.0..2.5).contains(&own.estimate), "{own:?}");
    let measured: u64 = found.measures[0].occasions.iter().map(|at| at.n).sum();
    assert_eq!((model.n.shown(), model.left_out.shown()), (Some(measured), Some(0)));
}

#[test]
fn what_does_not_fit_is_told_with_how_to_mend_it() {
    let faults = |model: &str| {
        let asked = study(DATA, SCORE, &[model]);
        match Study::parse("study.toml", &asked) {
            Err(faults) => faults,
            Ok(study) => Cohort::from_csv("own.csv", FILE.as_bytes(), &study).map(|_| ()).unwrap_err(),
        }
    };
    let table = [
        ("kind = \"random_slope\"\ntime = \"own\"", "time_column", FaultCode::KeyMissing),
        ("kind = \"random_slope\"\ntime_column = \"week\"", "time_column", FaultCode::KeyInvalid),
        ("kind = \"mmrm\"\ntime = \"own\"\ntime_column = \"week\"", "time", FaultCode::KeyInvalid),
        (
            "kind = \"random_slope\"\ntime = \"own\"\ntime_column = \"week\"\ndate_column = \"date\"",
            "date_column",
            FaultCode::KeyInvalid,
        ),
        (
            "kind = \"random_slope\"\ntime = \"own\"\ntime_column = \"week\"\ncovariates = [\"week\"]",
            "covariates",
            FaultCode::KeyInvalid,
        ),
        ("kind = \"random_slope\"\ntime = \"own\"\ntime_column = \"date\"", "date", FaultCode::NumberInvalid),
        ("kind = \"random_slope\"\ntime = \"own\"\ndate_column = \"week\"", "week", FaultCode::DateInvalid),
        (
            "kind = \"random_slope\"\ntime = \"own\"\ntime_column = \"month\"",
            "month",
            FaultCode::ColumnMissing,
        ),
    ];
    for (model, column, code) in table {
        let all = faults(model);
        let told =
            |fault: &evaluation::fault::Fault| fault.column.as_deref() == Some(column) && fault.code == code;
        assert!(all.iter().any(told), "{model}: {all:?}");
    }
}

#[test]
fn time_that_never_moves_cannot_be_estimated() {
    let row = |p: i32| [format!("p{p:02},1,5,{}", p % 7), format!("p{p:02},2,5,{}", p % 5)].join("\n");
    let rows = (0..30).map(row).collect::<Vec<_>>().join("\n");
    let data = DATA.replace(", \"3\", \"4\"", "");
    let found = on_file(&study(&data, SCORE, &[WEEKS]), &format!("id,visit,week,score\n{rows}"));
    let model = &models(&found)[0];
    assert_eq!((model.not_estimable, model.terms.len()), (Some(ModelReason::Collinear), 0));
}
