//! Models as a study asks for them, on long files, against R: `data/models` (invented data, committed with R's numbers and
//! the script that made them) and, where they are present, the reference files beside the project.

use evaluation::findings::{Findings, Model, ModelReason, Term};
use serde_json::Value;

use super::support::{beside, json, on_file};

/// A study of one measure with these models; `data` and `measure` are lines of TOML.
pub(crate) fn study(data: &str, measure: &str, models: &[&str]) -> String {
    let models: Vec<String> = models.iter().map(|model| format!("[[measure.model]]\n{model}\n")).collect();
    format!("title = \"models\"\n[data]\n{data}\n[[measure]]\n{measure}\n{}", models.concat())
}

pub(crate) fn models(findings: &Findings) -> &[Model] {
    &findings.measures[0].models
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let error = (found - expected).abs() / expected.abs().max(1e-6);
    assert!(error <= tolerance, "{what}: found {found:e}, expected {expected:e}, off by {error:e}");
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(all) => all.iter().map(|one| one.as_f64().unwrap()).collect(),
        one => one.as_f64().into_iter().collect(),
    }
}

fn names(value: &Value) -> Vec<String> {
    // factor(month)6 is month6 here.
    let plain = |one: &Value| one.as_str().unwrap().replace("factor(month)", "month");
    match value {
        Value::Array(all) => all.iter().map(plain).collect(),
        one => vec![plain(one)],
    }
}

/// A model of ours beside R's numbers for it; `tolerance` for what R's optimiser finds.
pub(crate) fn agrees(model: &Model, r: &Value, tolerance: f64) {
    assert_eq!(model.not_estimable, None);
    let found: Vec<&str> = model.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(found, names(&r["names"]));
    let all = |key: &str, of: &dyn Fn(&Term) -> Option<f64>, tolerance: f64| {
        for (term, expected) in model.terms.iter().zip(numbers(&r[key])) {
            close(of(term).unwrap_or(f64::NAN), expected, tolerance, &format!("{key} of {}", term.name));
        }
    };
    all("est", &|term| Some(term.estimate), tolerance);
    all("se", &|term| Some(term.se), tolerance);
    all("p", &|term| Some(term.p), 100.0 * tolerance);
    if r["df"].is_array() || r["df"].is_number() {
        all("df", &|term| term.df, 1e-3);
        all("kr_se", &|term| term.kenward_roger.as_ref().map(|other| other.se), tolerance);
        all("kr_df", &|term| term.kenward_roger.as_ref().map(|other| other.df), 1e-3);
    }
    if let (Some(expected), Some(found)) = (r["ll"].as_f64(), model.log_likelihood) {
        close(found, expected, 1e-9, "log likelihood");
    }
    if let Some(n) = r["n"].as_u64() {
        assert_eq!((model.n.shown(), model.singular), (Some(n), r["singular"].as_bool()));
    }
    let variance = model.variance.as_ref();
    if let (Some(variance), true) = (variance, r["vc"].is_array()) {
        let own = [variance.intercept, variance.slope, variance.covariance, variance.residual];
        for (found, expected) in own.into_iter().flatten().zip(numbers(&r["vc"])) {
            close(found, expected, 100.0 * tolerance, "variance");
        }
    }
    if let (Some(variance), Some(alpha)) = (variance, r["alpha"].as_f64()) {
        close(variance.correlation.unwrap(), alpha, 1e-8, "working correlation");
        close(variance.scale.unwrap(), r["phi"].as_f64().unwrap(), 1e-8, "scale");
    }
}

const SIM: &str = r#"file = "sim.csv"
person = "id"
occasion = "month"
order = ["0", "3", "6", "12"]"#;

#[test]
fn odd_shapes_give_rs_numbers() {
    let r = json("models/r.json");
    let file = include_str!("../data/models/sim.csv");
    let score = study(
        SIM,
        "name = \"score\"\nkind = \"score\"\ncolumn = \"score\"",
        &[
            "kind = \"random_intercept\"\ncovariates = [\"female\", \"group\"]\ninteractions = [\"time:group\"]",
            "kind = \"random_slope\"\ntime = \"linear\"\ncovariates = [\"female\", \"age\", \"mood\"]\ninteractions = [\"mood:time\"]",
            "kind = \"mmrm\"\ncovariates = [\"female\", \"group\"]",
            "kind = \"random_intercept\"\ntime = \"none\"",
        ],
    );
    let found = on_file(&score, file);
    let keys = [("sim_1", 2e-6), ("sim_2", 2e-6), ("sim_4", 1e-4), ("sim_11", 2e-6)];
    for (model, (key, tolerance)) in models(&found).iter().zip(keys) {
        agrees(model, &r[key], tolerance);
    }
    assert!(models(&found)[1].left_out.shown().unwrap() > 0);
    let paid = study(
        SIM,
        "name = \"paid\"\nkind = \"yes_no\"\ncolumn = \"paid\"",
        &[
            "kind = \"gee\"\ncovariates = [\"female\", \"group\"]",
            "kind = \"gee\"\ntime = \"linear\"\ncovariates = [\"female\"]\ninteractions = [\"time:female\"]\nworking = \"ar1\"\nwaves = \"occasions\"",
            "kind = \"gee\"\ncovariates = [\"mood\", \"age\"]",
            "kind = \"logistic\"\ncovariates = [\"female\", \"group\"]",
            "kind = \"gee\"",
            // Without waves R counts in rows: a person who was away in between is her own neighbour.
            "kind = \"gee\"\ntime = \"linear\"\ncovariates = [\"female\"]\ninteractions = [\"time:female\"]\nworking = \"ar1\"",
        ],
    );
    let found = on_file(&paid, file);
    let waves: Vec<Option<&str>> = models(&found).iter().map(|model| model.waves.as_deref()).collect();
    assert_eq!(waves, [None, Some("occasions"), None, None, None, Some("rows")]);
    for (model, key) in
        models(&found).iter().zip(["sim_6", "sim_7", "sim_8", "sim_9", "sim_10", "sim_7_rows"])
    {
        agrees(model, &r[key], 1e-8);
    }
    let usual = on_file(&study(SIM, "name = \"paid\"\nkind = \"yes_no\"\ncolumn = \"paid\"", &[]), file);
    assert_eq!(models(&usual)[0].terms, models(&found)[4].terms);
    // Semicolons and decimal commas change nothing, and neither does the order of rows.
    let mut rows: Vec<&str> = file.lines().skip(1).collect();
    rows.sort_unstable();
    let comma = |row: &str| row.replace(',', ";").replace('.', ",");
    let rows: Vec<String> = rows.iter().map(|row| comma(row)).collect();
    let danish = format!("{}\n{}\n", comma(file.lines().next().unwrap()), rows.join("\n"));
    let again = on_file(&study(SIM, "name = \"paid\"\nkind = \"yes_no\"\ncolumn = \"paid\"", &[]), &danish);
    for (a, b) in models(&usual)[0].terms.iter().zip(&models(&again)[0].terms) {
        close(a.estimate, b.estimate, 1e-12, "another way of writing");
    }
}

#[test]
fn occasions_that_are_words_and_a_slope_without_variance() {
    let r = json("models/r.json");
    let words = "file = \"w\"\nperson = \"id\"\noccasion = \"when\"\norder = [\"start\", \"mid\", \"end\"]";
    let measure = "name = \"y\"\nkind = \"score\"\ncolumn = \"y\"";
    let found = on_file(&study(words, measure, &[]), include_str!("../data/models/words.csv"));
    agrees(&models(&found)[0], &r["words_1"], 2e-6);
    let change = models(&found)[0].change.value().unwrap();
    close(change.estimate, models(&found)[0].terms[2].estimate, 1e-12, "change");
    let data = "file = \"s\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\", \"2\", \"3\"]";
    let asked = study(data, measure, &["kind = \"random_slope\"\ntime = \"linear\""]);
    let found = on_file(&asked, include_str!("../data/models/sing.csv"));
    agrees(&models(&found)[0], &r["sing_1"], 2e-6);
    let fallback = models(&found)[0].fallback.as_ref().unwrap();
    assert_eq!((fallback.singular, fallback.terms.len()), (Some(false), 2));
    let model = &models(&found)[0];
    assert!(!model.n.is_hidden() && !model.left_out.is_hidden());
    assert_eq!((fallback.n, fallback.persons, fallback.left_out), (model.n, model.persons, model.left_out));
}

#[test]
fn sleep_and_btheb_give_the_digits_of_the_reference() {
    let Some((truth, sleep, btheb)) = beside("lmm_highprec.json", "lme4_sleepstudy.csv", "btheb_long.csv")
    else {
        return;
    };
    let order: Vec<String> = (0..10).map(|day| format!("\"{day}\"")).collect();
    let days =
        format!("file = \"s\"\nperson = \"Subject\"\noccasion = \"Days\"\norder = [{}]", order.join(", "));
    let both = |extra: &str| {
        ["random_intercept", "random_slope"].map(|kind| {
            ["REML", "ML"]
                .map(|method| format!("kind = \"{kind}\"\ntime = \"linear\"\nmethod = \"{method}\"\n{extra}"))
        })
    };
    let reaction = "name = \"r\"\nkind = \"score\"\ncolumn = \"Reaction\"";
    let asked: Vec<String> = both("").concat();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let found = on_file(&study(&days, reaction, &asked), &sleep);
    let labels = ["ri_REML", "ri_ML", "rs_REML", "rs_ML"];
    for (model, label) in models(&found).iter().zip(labels) {
        is_truth(model, &truth, &format!("sleepstudy_{label}"));
    }
    let months =
        "file = \"b\"\nperson = \"subject\"\noccasion = \"time\"\norder = [\"2\", \"3\", \"5\", \"8\"]";
    // R takes the levels of a text in the order of the alphabet, the program in that of the file.
    let mut rows: Vec<&str> = btheb.lines().collect();
    let first = rows.iter().position(|row| row.contains("\"No\",\"<6m\",\"TAU\"")).unwrap();
    let first = rows.remove(first);
    rows.insert(1, first);
    let btheb = rows.join("\n");
    let asked = both("covariates = [\"bdi_pre\", \"treatment\", \"drug\", \"length\"]").concat();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let found = on_file(&study(months, "name = \"bdi\"\nkind = \"score\"\ncolumn = \"bdi\"", &asked), &btheb);
    for (model, label) in models(&found).iter().zip(labels) {
        is_truth(model, &truth, &format!("btheb_{label}"));
    }
}

/// A model against the numbers of the high-precision reference, to 1e-8.
fn is_truth(model: &Model, truth: &Value, label: &str) {
    let all = truth["models"].as_array().unwrap();
    let expected = all.iter().find(|one| one["label"] == label).unwrap();
    let number = |value: &Value| value.as_str().unwrap().parse::<f64>().unwrap();
    for term in &model.terms {
        close(term.estimate, number(&expected["fixef"][&term.name]), 1e-8, label);
        close(term.se, number(&expected["se"][&term.name]), 1e-8, label);
    }
    let variance = model.variance.as_ref().unwrap();
    close(variance.residual.unwrap(), number(&expected["sigma2"]), 1e-8, label);
    close(variance.intercept.unwrap(), number(&expected["random_var"][0]), 1e-8, label);
    if let Some(slope) = variance.slope {
        close(slope, number(&expected["random_var"][1]), 1e-8, label);
    }
    close(model.log_likelihood.unwrap(), number(&expected["logLik"]), 1e-10, label);
    close(model.aic.unwrap(), number(&expected["AIC"]), 1e-10, label);
}

#[test]
fn ohio_gives_the_digits_of_geepack() {
    let Some((gee, ohio, _)) = beside("gee.json", "geepack_ohio.csv", "btheb_long.csv") else { return };
    let data = "file = \"o\"\nperson = \"id\"\noccasion = \"age\"\norder = [\"-2\", \"-1\", \"0\", \"1\"]";
    let model = |working: &str| {
        format!(
            "kind = \"gee\"\ntime = \"linear\"\ncovariates = [\"smoke\"]\ninteractions = [\"age:smoke\"]\nworking = \"{working}\""
        )
    };
    let asked = ["independence", "exchangeable", "ar1"].map(model);
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let found = on_file(&study(data, "name = \"r\"\nkind = \"yes_no\"\ncolumn = \"resp\"", &asked), &ohio);
    for (model, label) in models(&found).iter().zip(["ohio_independence", "ohio_exchangeable", "ohio_ar1"]) {
        let all = gee["geepack"].as_array().unwrap();
        let expected = all.iter().find(|one| one["label"] == label).unwrap();
        for term in &model.terms {
            close(term.estimate, expected["coef"][&term.name].as_f64().unwrap(), 1e-8, label);
            close(term.se, expected["robust_se"][&term.name].as_f64().unwrap(), 1e-8, label);
            close(term.p, expected["p"][&term.name].as_f64().unwrap(), 1e-6, label);
        }
        assert_eq!([model.n, model.persons].map(|count| count.shown().unwrap()), [2148, 537]);
    }
}

#[test]
fn what_a_model_cannot_be_estimated_for_is_said() {
    let data = "file = \"d\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\", \"2\"]";
    let score = "name = \"y\"\nkind = \"score\"\ncolumn = \"y\"";
    let yes = "name = \"y\"\nkind = \"yes_no\"\ncolumn = \"y\"";
    let rows = |each: &dyn Fn(u32, u32) -> String| -> String {
        let all = (0..12).flat_map(|id| (0..3).map(move |t| (id, t)));
        let rows: Vec<String> = all.map(|(id, t)| format!("p{id},{t},{}\n", each(id, t))).collect();
        format!("id,t,y,x,g\n{}", rows.concat())
    };
    let noise = |id: u32, t: u32| (id * 7 + t * 5 + id * t * 3) % 11;
    let table: [(&str, &str, String, ModelReason); 8] = [
        ("kind = \"mmrm\"", score, rows(&|_, _| ",1,a".into()), ModelReason::NoValues),
        ("kind = \"random_intercept\"", score, rows(&|_, _| "5,1,a".into()), ModelReason::NoSpread),
        ("kind = \"gee\"", yes, rows(&|_, _| "1,1,a".into()), ModelReason::NoSpread),
        (
            "kind = \"gee\"",
            yes,
            rows(&|_, t| format!("{},1,a", u32::from(t > 0))),
            ModelReason::PerfectSeparation,
        ),
        (
            "kind = \"logistic\"\ntime = \"none\"\ncovariates = [\"x\"]",
            yes,
            rows(&|id, _| format!("{},{id},a", u32::from(id > 5))),
            ModelReason::PerfectSeparation,
        ),
        (
            "kind = \"random_intercept\"\ncovariates = [\"x\"]",
            score,
            rows(&|id, t| format!("{},1,a", noise(id, t))),
            ModelReason::Collinear,
        ),
        (
            "kind = \"mmrm\"",
            score,
            rows(&|id, t| if id % 3 == t { format!("{},1,a", noise(id, t)) } else { ",1,a".into() }),
            ModelReason::NoRepeats,
        ),
        (
            "kind = \"mmrm\"\ncovariates = [\"g\"]",
            score,
            rows(&|id, t| if id == 0 && t == 0 { "4,1,a".into() } else { format!(",1,b{id}") }),
            ModelReason::TooFew,
        ),
    ];
    for (model, measure, file, reason) in table {
        let found = on_file(&study(data, measure, &[model]), &file);
        let text = serde_json::to_string(&found).unwrap();
        assert!(!text.contains("NaN") && !text.contains("inf"));
        assert_eq!(models(&found)[0].not_estimable, Some(reason), "{model}");
        assert!(models(&found)[0].terms.is_empty());
    }
    // A thousand million in a score moves nothing but the intercept.
    let plain = on_file(&study(data, score, &[]), &rows(&|id, t| format!("{},1,a", noise(id, t))));
    let far =
        on_file(&study(data, score, &[]), &rows(&|id, t| format!("{},1,a", 1_000_000_000 + noise(id, t))));
    for (a, b) in models(&plain).iter().zip(models(&far)) {
        for (a, b) in a.terms.iter().zip(&b.terms).skip(1) {
            close(b.estimate, a.estimate, 1e-6, "far from zero");
            close(b.se, a.se, 1e-6, "far from zero");
        }
    }
}

#[test]
fn laws_of_scale_and_of_names() {
    let file = include_str!("../data/models/sim.csv");
    let measure = "name = \"score\"\nkind = \"score\"\ncolumn = \"score\"";
    let asked = ["kind = \"mmrm\"\ncovariates = [\"group\"]", "kind = \"random_slope\"\ntime = \"linear\""];
    let plain = on_file(&study(SIM, measure, &asked), file);
    let column = file.lines().next().unwrap().split(',').position(|heading| heading == "score").unwrap();
    let each = |change: &dyn Fn(usize, &str) -> String| -> String {
        let row =
            |row: &str| row.split(',').enumerate().map(|(at, cell)| change(at, cell)).collect::<Vec<_>>();
        let rows: Vec<String> = file.lines().skip(1).map(|line| row(line).join(",")).collect();
        format!("{}\n{}\n", file.lines().next().unwrap(), rows.join("\n"))
    };
    let scaled = each(&|at, cell| match cell.parse::<f64>() {
        Ok(value) if at == column => (4.0 * value).to_string(),
        _ => cell.to_owned(),
    });
    let scaled = on_file(&study(SIM, measure, &asked), &scaled);
    let renamed = each(&|at, cell| if at == 1 { format!("other {cell}") } else { cell.to_owned() });
    let renamed = on_file(&study(SIM, measure, &asked), &renamed);
    for ((a, b), c) in models(&plain).iter().zip(models(&scaled)).zip(models(&renamed)) {
        for ((a, b), c) in a.terms.iter().zip(&b.terms).zip(&c.terms) {
            close(b.estimate, 4.0 * a.estimate, 1e-9, "four times the score");
            close(b.se, 4.0 * a.se, 1e-9, "four times the score");
            close(b.p, a.p, 1e-6, "four times the score");
            close(c.estimate, a.estimate, 1e-11, "other names");
        }
    }
}
