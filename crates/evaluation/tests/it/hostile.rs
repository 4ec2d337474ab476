//! Small hostile files and studies: whatever stands in them, an evaluation ends in faults with their places or in findings in which
//! every number is one, before and after disclosure control, and every model has terms or says why it has none.

use std::fmt::Write as _;

use evaluation::disclosure::release;
use evaluation::findings::{Findings, Model};
use evaluation::{Cohort, Study, evaluate};
use proptest::prelude::*;

/// How a column of scores is filled.
#[derive(Debug, Clone, Copy)]
enum Fill {
    Constant,
    Missing,
    FirstOnly,
    Huge,
    OneHuge,
    Tiny,
    ByPerson,
    Plain,
}

const FILLS: [Fill; 8] = [
    Fill::Constant,
    Fill::Missing,
    Fill::FirstOnly,
    Fill::Huge,
    Fill::OneHuge,
    Fill::Tiny,
    Fill::ByPerson,
    Fill::Plain,
];

/// Cells that are no score, or hardly one.
const STRANGE: [&str; 14] = [
    "NaN", "inf", "-inf", "1e400", "1e308", "-1e300", "text", "\"", "1;2", "--5", "0x10", "1e-320", "٣", "-0",
];

fn score(fill: Fill, person: u32, occasion: u32, noise: u32) -> String {
    let plain = 40 + noise % 23 + occasion;
    match fill {
        Fill::Constant => "50".to_owned(),
        Fill::Missing => String::new(),
        Fill::FirstOnly if occasion > 0 => String::new(),
        Fill::Huge => format!("{}", 1_000_000_000 + plain),
        Fill::OneHuge if person == 0 && occasion == 1 => "1000000000".to_owned(),
        Fill::Tiny => format!("0.00000000000{plain}"),
        Fill::ByPerson => format!("{person}"),
        _ => plain.to_string(),
    }
}

fn yes(fill: Fill, person: u32, occasion: u32, noise: u32) -> String {
    let yes = match fill {
        Fill::Missing => return String::new(),
        Fill::FirstOnly if occasion > 0 => return String::new(),
        Fill::Constant | Fill::Huge => true,
        Fill::ByPerson => person.is_multiple_of(2),
        Fill::Tiny => occasion > 0,
        Fill::OneHuge => person == 0,
        _ => noise.is_multiple_of(2),
    };
    u8::from(yes).to_string()
}

#[derive(Debug, Clone)]
struct Hostile {
    persons: u32,
    fills: [usize; 3],
    noise: Vec<u32>,
    strange: Option<(usize, usize)>,
    models: Vec<String>,
    threshold: u64,
}

fn hostile() -> impl Strategy<Value = Hostile> {
    let kinds = ["random_intercept", "random_slope", "mmrm", "gee"];
    let model = (0..kinds.len(), 0usize..3, 0usize..4, any::<bool>(), 0usize..3).prop_map(
        move |(kind, time, covariates, product, working)| {
            let time = ["factor", "linear", "none"][time];
            let (list, products) = [
                ("[]", "[]"),
                ("[\"g\"]", "[\"time:g\"]"),
                ("[\"x\", \"g\"]", "[\"time:x\", \"g:x\"]"),
                ("[\"x\"]", "[\"time:x\"]"),
            ][covariates];
            let mut text = format!(
                "[[measure.model]]\nkind = \"{}\"\ntime = \"{time}\"\ncovariates = {list}\n",
                kinds[kind]
            );
            if product && time != "none" {
                writeln!(text, "interactions = {products}").unwrap();
            }
            if kinds[kind] == "gee" {
                let working = ["exchangeable", "independence", "ar1"][working];
                writeln!(text, "working = \"{working}\"").unwrap();
            }
            text
        },
    );
    let place = prop::option::weighted(0.2, (0usize..1000, 0..STRANGE.len()));
    (
        0u32..24,
        [0..FILLS.len(), 0..FILLS.len(), 0..FILLS.len()],
        prop::collection::vec(any::<u32>(), 72),
        place,
        prop::collection::vec(model, 0..3),
        3u64..8,
    )
        .prop_map(|(persons, fills, noise, strange, models, threshold)| Hostile {
            persons,
            fills,
            noise,
            strange,
            models,
            threshold,
        })
}

impl Hostile {
    fn study(&self) -> String {
        let score = self.models.concat();
        let yes: String =
            self.models.iter().filter(|model| model.contains("\"gee\"")).map(String::as_str).collect();
        format!(
            "title = \"hostile\"\n[data]\nfile = \"f\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\", \"2\"]\n\
             [disclosure]\nthreshold = {}\n[[measure]]\nname = \"y\"\nkind = \"score\"\ncolumn = \"y\"\nrange = [-2000000000, 2000000000]\n\
             risk_at_or_below = 50\nrelevant_change = 5\nreliable_change = 10\n{score}\
             [[measure]]\nname = \"z\"\nkind = \"yes_no\"\ncolumn = \"z\"\n{yes}\
             [[subgroup]]\nname = \"x\"\ncolumn = \"x\"\nmeasures = [\"y\"]\n[[subgroup]]\nname = \"low\"\nat_risk = \"y\"\n\
             [[characteristic]]\ncolumn = \"g\"\nkind = \"choice\"\n",
            self.threshold
        )
    }

    fn file(&self) -> String {
        let fill = |column: usize| FILLS[self.fills[column]];
        let mut cells: Vec<[String; 6]> = Vec::new();
        for person in 0..self.persons {
            for t in 0..3 {
                let noise = self.noise[usize::try_from(person * 3 + t).unwrap() % self.noise.len()];
                cells.push([
                    format!("p{person}"),
                    t.to_string(),
                    score(fill(0), person, t, noise),
                    yes(fill(1), person, t, noise / 7),
                    yes(fill(2), person, 0, noise / 11),
                    ["a", "b", "", "c"][usize::try_from(person % 4).unwrap()].to_owned(),
                ]);
            }
        }
        if let (Some((place, strange)), false) = (self.strange, cells.is_empty()) {
            let row = place % cells.len();
            // A level is words: what is called like no number must not be taken for one by `sound`.
            cells[row][place % 6] = match place % 6 {
                5 => format!("level{}", STRANGE[strange].replace('-', "minus")),
                _ => STRANGE[strange].to_owned(),
            };
        }
        let rows: Vec<String> = cells.iter().map(|row| row.join(",")).collect();
        format!("id,t,y,z,x,g\n{}\n", rows.join("\n"))
    }
}

/// No number that is none, anywhere.
fn sound(findings: &Findings) -> Result<(), TestCaseError> {
    let text = format!("{findings:?}");
    let none =
        text.split(|letter: char| !letter.is_alphanumeric()).find(|word| ["NaN", "inf"].contains(word));
    prop_assert_eq!(none, None);
    let models = findings.measures.iter().flat_map(|measure| &measure.models);
    let silent: Vec<&Model> =
        models.filter(|model| model.terms.is_empty() != model.not_estimable.is_some()).collect();
    prop_assert!(silent.is_empty(), "{:?}", silent);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hostile_file_ends_in_faults_or_in_numbers_that_are_some(hostile in hostile()) {
        let text = hostile.study();
        match Study::parse("study.toml", &text) {
            Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line.is_some()), "{:?}", faults),
            Ok(study) => match Cohort::from_csv("f", hostile.file().as_bytes(), &study) {
                Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line.is_some()), "{:?}", faults),
                Ok(cohort) => {
                    let findings = evaluate(&cohort, &study);
                    sound(&findings)?;
                    sound(&release(findings, study.disclosure))?;
                }
            },
        }
    }
}
