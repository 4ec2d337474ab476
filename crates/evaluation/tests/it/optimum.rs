//! Data on which an earlier version gave up, or gave other columns than R: invented, committed with R's numbers and the script
//! that made them (`data/hunt`).

use std::fmt::Write as _;

use evaluation::Study;
use evaluation::disclosure::release;
use evaluation::findings::{Model, ModelReason};

use super::models::{agrees, models, study};
use super::support::{json, on_file};

const SCORE: &str = "name = \"y\"\nkind = \"score\"\ncolumn = \"y\"";

#[test]
fn a_saddle_on_the_way_to_small_variances_is_left() {
    let data =
        "file = \"s\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"3\", \"6\", \"9\", \"12\"]";
    let asked = "kind = \"random_slope\"\ntime = \"linear\"\ncovariates = [\"g\", \"age\"]\ninteractions = [\"time:g\"]";
    let found = on_file(&study(data, SCORE, &[asked]), include_str!("../data/hunt/saddle.csv"));
    agrees(&models(&found)[0], &json("hunt/r.json")["saddle"], 2e-6);
}

#[test]
fn a_close_autocorrelation_is_found_and_a_product_without_its_parts_has_rs_columns() {
    let order: Vec<String> = (1..=12).map(|t| format!("\"{t}\"")).collect();
    let data = format!("file = \"g\"\nperson = \"id\"\noccasion = \"t\"\norder = [{}]", order.join(", "));
    let asked = [
        "kind = \"gee\"\ntime = \"linear\"\ncovariates = [\"g\", \"h\"]\ninteractions = [\"time:g\"]\nworking = \"ar1\"",
        "kind = \"random_slope\"\ntime = \"linear\"\ncovariates = [\"g\", \"h\"]\ninteractions = [\"time:g\", \"time:g:h\"]",
    ];
    let found = on_file(&study(&data, SCORE, &asked), include_str!("../data/hunt/grow.csv"));
    let r = json("hunt/r.json");
    agrees(&models(&found)[0], &r["grow_ar1"], 1e-8);
    agrees(&models(&found)[1], &r["grow_three"], 2e-6);
}

/// The models that leave, of persons in a group; the last group has so many.
fn released(few: usize, persons: usize, occasions: usize, models: &[&str]) -> Vec<Model> {
    let order: Vec<String> = (0..occasions).map(|t| format!("\"{t}\"")).collect();
    let data = format!("file = \"f\"\nperson = \"id\"\noccasion = \"t\"\norder = [{}]", order.join(", "));
    let mut file = String::from("id,t,g,x,y\n");
    for id in 0..persons {
        let g = if id + few >= persons { "rare" } else { ["a", "b"][id % 2] };
        for t in 0..occasions {
            let y = 50 + (id * 7 + t * 5 + id * t * 3) % 17 + id % 5;
            writeln!(file, "p{id},{t},{g},{},{y}", u8::from(g == "rare")).unwrap();
        }
    }
    let study = study(&data, SCORE, models);
    let rules = Study::parse("study.toml", &study).unwrap().disclosure;
    release(on_file(&study, &file), rules).measures[0].models.clone()
}

#[test]
fn a_model_leaves_only_where_every_group_it_sets_apart_is_large_enough() {
    let asked = [
        "kind = \"random_intercept\"",
        "kind = \"mmrm\"\ncovariates = [\"g\"]",
        "kind = \"gee\"\ncovariates = [\"x\"]\ninteractions = [\"time:x\"]",
    ];
    for (few, gone) in [(2, true), (4, true), (5, false), (8, false)] {
        let models = released(few, 40, 3, &asked);
        assert!(!models[0].terms.is_empty());
        for (model, kind) in models.iter().skip(1).zip(["g", "x"]) {
            assert_eq!(model.terms.is_empty(), gone, "{few}: {model:?}");
            assert_eq!(model.not_estimable, gone.then_some(ModelReason::Suppressed));
            assert_eq!((model.covariates.as_slice(), model.n.is_hidden()), (&[kind.to_owned()][..], gone));
        }
    }
    // Eighteen persons at ten occasions each: a mean at each occasion tells of nobody.
    let models = released(0, 18, 10, &["kind = \"random_intercept\""]);
    assert_eq!(models[0].terms.len(), 10, "{models:?}");
    let text = serde_json::to_string(&models).unwrap();
    assert!(!text.contains("smallest_group") && !text.contains("columns_of_persons"));
}
