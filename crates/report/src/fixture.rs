//! Findings for the tests of this crate: the synthetic cohort, evaluated as the program does, and an invented foreign file.

use std::sync::LazyLock;

use evaluation::findings::{CaseMix, Findings, Label, PlannedInstrument, PlannedPhase, Programme};
use evaluation::{Changed, Cohort, Study, UnitCount, compare, compare_changes, evaluate};

const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");

static EXIT: LazyLock<Findings> = LazyLock::new(|| {
    let study = Study::read(format!("{CONTENT}/studies/exit-2013-16.toml").as_ref()).unwrap();
    evaluate(&Cohort::load(&study).unwrap(), &study)
});

static EVERYTHING: LazyLock<Findings> = LazyLock::new(|| {
    let model = |keys: &str| format!("[[measure.model]]\n{keys}\n");
    let of_score: String = [
        "kind = \"random_intercept\"\nmethod = \"ML\"",
        "kind = \"random_slope\"\ntime = \"linear\"",
        "kind = \"mmrm\"",
        "kind = \"random_slope\"\ntime = \"own\"\ndate_column = \"date\"",
        "kind = \"gee\"\nworking = \"ar1\"",
    ]
    .map(model)
    .concat();
    let of_yes: String = ["kind = \"gee\"", "kind = \"logistic\""].map(model).concat();
    let text = std::fs::read_to_string(format!("{CONTENT}/studies/exit-2013-16.toml")).unwrap();
    let label =
        "label = { da = \"Betaling for sex den seneste måned\", en = \"Paid for sex in the last month\" }\n";
    let mut text = text
        .replace("\"../training/exit-2013-16\"", &format!("\"{CONTENT}/training/exit-2013-16\""))
        .replacen("bands = [32, 48, 100]\n", &format!("bands = [32, 48, 100]\n{of_score}"), 1)
        .replacen(label, &format!("{label}{of_yes}"), 1);
    for (month, key) in [(0, "start"), (4, "fase1"), (8, "fase2"), (12, "afslutning")] {
        let key = format!("[[occasion]]\nkey = \"{key}\"\n");
        text = text.replacen(&key, &format!("{key}number = {month}\n"), 1);
    }
    text.push_str("[comparator]\nname = { da = \"en anden indsats\", en = \"another programme\" }\n");
    text.push_str("n = 120\nchange = 6.5\ninterval = [2.5, 10.5]\n");
    text.push_str(WRITTEN);
    let study = Study::parse("everything.toml", &text).unwrap();
    let mut findings = evaluate(&Cohort::load(&study).unwrap(), &study);
    let count = |at: u64| UnitCount { name: format!("Kommune {at}"), x: 20 + at * at, n: 60 + 4 * at };
    let counts: Vec<UnitCount> = (1..7).map(count).collect();
    let values = vec![Some(0.4), None, Some(0.5), Some(0.3), Some(0.6), Some(0.2)];
    let mix = vec![CaseMix { name: "misuse".to_owned(), label: Label::new(), values, share: true }];
    let changed = (1..7u8).map(|at| {
        let (name, n) = (format!("Kommune {at}"), 20 + 3 * u64::from(at));
        Changed { name, n, difference: 10.0 + f64::from(at * at), sd: 18.0 + f64::from(at) }
    });
    let ends = ("start", "afslutning");
    findings.change_comparison = compare_changes("wellbeing", ends, changed.collect(), mix.clone());
    findings.comparison = compare("wellbeing", "afslutning", &counts, mix);
    findings.programme = Some(programme());
    findings
});

/// What people may write beside the numbers.
const WRITTEN: &str = r#"
[[written]]
section = "learning"
author = "Styregruppen"
date = 2017-01-09
text = { da = "Tættere på fasernes skift.", en = "Closer at the turn of phases." }
[[written]]
section = "tidier_modifications"
author = "Styregruppen"
date = 2017-01-09
text = { da = "Fase 2 blev længere.", en = "Phase 2 grew longer." }
"#;

/// A programme as its owner may describe it.
fn programme() -> Programme {
    let label = |da: &str, en: &str| -> Label {
        [("da".to_owned(), da.to_owned()), ("en".to_owned(), en.to_owned())].into()
    };
    let phase = |phase: u8| PlannedPhase {
        phase,
        name: label("Fase", "Phase"),
        months: 3 + u64::from(phase),
        contact_every_days: 7 * u64::from(phase),
    };
    Programme {
        key: "plan".to_owned(),
        version: "2".to_owned(),
        name: label("Plan", "Plan"),
        description: label("Støtte over tid.", "Support over time."),
        contact_making_every_days: 5,
        phases: (1..=3).map(phase).collect(),
        areas: vec![label("Bolig", "Housing")],
        focus_areas: [3.0, 5.0],
        caseload_per_full_time: 12,
        meeting_every_days: 14,
        pause_moves_phases: true,
        instruments: vec![PlannedInstrument {
            key: "who5".to_owned(),
            title: label("WHO-5", "WHO-5"),
            version: "1".to_owned(),
            holder: "Indehaver".to_owned(),
            occasions: vec!["start".to_owned()],
        }],
    }
}

/// The programme of 147 invented courses.
pub(crate) fn exit() -> Findings {
    EXIT.clone()
}

/// The same with every kind of model, the programme by plan, and places beside the whole.
pub(crate) fn everything() -> Findings {
    EVERYTHING.clone()
}

/// A file of scores without courses.
pub(crate) fn foreign() -> Findings {
    serde_json::from_str(include_str!("../tests/findings/foreign.json")).unwrap()
}
