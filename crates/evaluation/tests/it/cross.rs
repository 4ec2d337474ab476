//! Every kind of model in many shapes on persons that were made for this test, against R (`data/cross`, with the script): three
//! levels, products of time with texts, numbers and both, covariates that change from row to row, missing occasions and cells,
//! ML and REML with both degrees of freedom, every working correlation with errors for few persons,
//! profile intervals.

use evaluation::findings::Term;
use serde_json::Value;

use super::models::{agrees, models, study};
use super::support::{json, on_file};

const LAYOUT: &str = r#"file = "long.csv"
person = "id"
occasion = "month"
order = ["0", "1", "2", "4"]"#;

/// A number of a term.
type Of = fn(&Term) -> Option<f64>;

/// A model as a study asks for it: empty lists among them, which are the same as none.
fn asked(model: &Value) -> String {
    let line = |(key, value): (&String, &Value)| format!("{key} = {value}\n");
    model["asked"].as_object().unwrap().iter().map(line).collect()
}

#[test]
fn every_kind_of_model_in_many_shapes_gives_rs_numbers() {
    let r = json("cross/r.json");
    let files =
        [("few", include_str!("../data/cross/few.csv")), ("holes", include_str!("../data/cross/holes.csv"))];
    for ((name, file), (measure, kind)) in
        files.into_iter().flat_map(|file| [(file, ("score", "score")), (file, ("worked", "yes_no"))])
    {
        let expected: Vec<&Value> =
            r[name].as_array().unwrap().iter().filter(|one| one["measure"] == measure).collect();
        let shapes: Vec<String> = expected.iter().map(|one| asked(one)).collect();
        let shapes: Vec<&str> = shapes.iter().map(String::as_str).collect();
        let measure = format!("name = \"{measure}\"\nkind = \"{kind}\"\ncolumn = \"{measure}\"");
        let found = on_file(&study(LAYOUT, &measure, &shapes), file);
        assert_eq!(models(&found).len(), expected.len());
        for (model, expected) in models(&found).iter().zip(expected) {
            let numbers = &expected["found"];
            // Estimating equations are solved; what R searches for it finds to some digits.
            agrees(model, numbers, if expected["asked"]["kind"] == "gee" { 1e-10 } else { 5e-7 });
            for (row, other) in numbers["matrix"].as_array().into_iter().flatten().enumerate() {
                let own = model.variance.as_ref().and_then(|found| found.matrix.as_ref()).unwrap();
                for (column, other) in other.as_array().unwrap().iter().enumerate() {
                    let size = (own[row][row] * own[column][column]).sqrt();
                    assert!((own[row][column] - other.as_f64().unwrap()).abs() < 1e-7 * size, "{expected}");
                }
            }
            let errors: [(&str, Of); 2] = [
                ("md_se", |term| term.mancl_derouen.as_ref().map(|found| found.se)),
                ("kc_se", |term| term.kauermann_carroll.as_ref().map(|found| found.se)),
            ];
            for (key, own) in errors {
                for (term, other) in model.terms.iter().zip(numbers[key].as_array().into_iter().flatten()) {
                    let (own, other) = (own(term).unwrap(), other.as_f64().unwrap());
                    assert!((own / other - 1.0).abs() < 1e-9, "{key} of {}: {own} {other}", term.name);
                }
            }
            // R interpolates the profile by a spline.
            for (term, other) in model.terms.iter().zip(numbers["profile"].as_array().into_iter().flatten()) {
                let own = term.profile95.unwrap();
                for (own, other) in own.into_iter().zip(other.as_array().unwrap()) {
                    assert!((own - other.as_f64().unwrap()).abs() < 1e-3 * term.se, "{} {other}", term.name);
                }
            }
        }
    }
}
