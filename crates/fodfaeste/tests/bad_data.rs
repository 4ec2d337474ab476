//! Bad studies and bad data through the real command: each ends in a line that names file, line and column and says how to
//! mend it, or in a report that says why a number is not there. In no format stands a number that is none.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

const STUDY: &str = r#"title = "Bad data"
synthetic = true
[data]
file = "long.csv"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
[[measure]]
name = "wellbeing"
kind = "score"
column = "score"
range = [0, 1000000000]
risk_at_or_below = 50
relevant_change = 10
reliable_change = 23.6
[[measure.model]]
kind = "random_slope"
time = "linear"
covariates = ["misuse"]
interactions = ["time:misuse"]
[[measure.model]]
kind = "mmrm"
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[measure.model]]
kind = "gee"
covariates = ["misuse"]
working = "ar1"
[[measure.model]]
kind = "logistic"
time = "none"
covariates = ["misuse"]
[[subgroup]]
name = "misuse"
column = "misuse"
[[characteristic]]
column = "misuse"
kind = "yes_no"
"#;
const HEADINGS: &str = "id,month,score,paid,misuse\n";

struct Ran {
    code: i32,
    err: String,
}

/// All formats; PDF takes longest.
const ALL: &str = "html,pdf,json,csv,xlsx";
const BUT_PDF: &str = "html,json,csv,xlsx";

/// Evaluates a study on a file in a folder of its own.
fn evaluate(folder: &Path, study: &str, file: &[u8], formats: &str) -> Ran {
    fs::write(folder.join("study.toml"), study).unwrap();
    fs::write(folder.join("long.csv"), file).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_fodfaeste"))
        .args(["evaluate", "study.toml", "--out", "out", "--format", formats, "--language", "en"])
        .args(["--data", "house"])
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    Ran { code: output.status.code().unwrap(), err: String::from_utf8(output.stderr).unwrap() }
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

fn noise(id: u32, month: u32) -> u32 {
    (id * 37 + month * 17 + id * month * 5) % 60
}

/// Whether a file is of this kind.
fn is_of(name: &str, kind: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == kind)
}

#[test]
fn a_bad_study_or_row_ends_with_its_place_and_how_to_mend_it() {
    let plain = rows(12, |id, month| format!("{},{},{}", noise(id, month), id % 2, id % 2));
    let table: [(&str, String, String, &str); 9] = [
        (
            "an unknown column",
            STUDY.replace("column = \"score\"", "column = \"scroe\""),
            plain.clone(),
            "long.csv:1:scroe",
        ),
        (
            "an unknown covariate",
            STUDY.replacen("[\"misuse\"]", "[\"misused\"]", 1),
            plain.clone(),
            "study.toml:",
        ),
        (
            "an unknown key",
            STUDY.replace("synthetic", "synthetical"),
            plain.clone(),
            "study.toml:2:synthetical",
        ),
        ("an unknown kind", STUDY.replace("\"mmrm\"", "\"anova\""), plain.clone(), "study.toml:"),
        ("no TOML", STUDY.replace("[data]", "[data"), plain.clone(), "study.toml:3"),
        ("text for a number", STUDY.to_owned(), plain.replacen("p3,6,", "p3,6,low", 1), "long.csv:12:score"),
        ("a person twice", STUDY.to_owned(), format!("{plain}p3,6,50,1,1\n"), "long.csv:38:month"),
        ("beyond the range", STUDY.to_owned(), format!("{plain}x,0,1000000001,1,1\n"), "long.csv:38:score"),
        (
            "a number that is none",
            STUDY.to_owned(),
            format!("{plain}x,0,NaN,1,1\ny,0,1e400,1,1\n"),
            "long.csv:38:score",
        ),
    ];
    for (what, study, file, place) in table {
        let folder = tempfile::tempdir().unwrap();
        let ran = evaluate(folder.path(), &study, file.as_bytes(), ALL);
        assert_eq!(ran.code, 2, "{what}: {}", ran.err);
        let line = ran.err.lines().find(|line| line.starts_with(place));
        let line = line.unwrap_or_else(|| panic!("{what}: no line begins with {place}: {}", ran.err));
        // Place, code, what is wrong and how to mend it.
        assert!(line.splitn(4, ": ").count() >= 3 && line.ends_with('.'), "{what}: {line}");
        assert!(!folder.path().join("out").exists(), "{what}: a report was made all the same");
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}

/// Twenty persons, one of whom has a thousand million each time.
fn one_of_a_thousand_million() -> String {
    rows(20, |id, month| {
        let score = if id == 3 { 1_000_000_000 } else { noise(id, month) };
        format!("{score},{},{}", (id + month) % 2, id % 2)
    })
}

#[test]
fn a_number_far_from_the_rest_is_told_in_words_with_and_without_a_range() {
    let with_range = "range = [0, 1000000000]\n";
    for (study, file, is_told) in [
        (STUDY.to_owned(), one_of_a_thousand_million(), true),
        (STUDY.replace(with_range, ""), one_of_a_thousand_million(), true),
        (STUDY.to_owned(), rows(20, |id, month| format!("{},1,{}", noise(id, month), id % 2)), false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let ran = evaluate(folder.path(), &study, file.as_bytes(), BUT_PDF);
        assert_eq!(ran.code, 0, "{}", ran.err);
        for (name, text) in words(&folder.path().join("out")) {
            let words = text.contains("lies so far from the rest that it may be a slip of the pen");
            assert_eq!(words, is_told && is_of(&name, "html"), "{name}");
            // Neither whose it is nor how many there are.
            assert!(!is_of(&name, "json") || text.contains("far_values") == is_told, "{name}");
        }
        let over = STUDY.replace(with_range, "range = [0, 100]\n");
        let folder = tempfile::tempdir().unwrap();
        let refused = evaluate(folder.path(), &over, file.as_bytes(), BUT_PDF);
        assert_eq!(refused.code, if is_told { 2 } else { 0 }, "a range refuses it: {}", refused.err);
    }
}

/// The words of a report in every format, without addresses and styles.
fn words(out: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(out).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = match path.extension().and_then(|ending| ending.to_str()) {
            Some("pdf") => {
                let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
                String::from_utf8_lossy(&output.unwrap().stdout).into_owned()
            }
            Some("html") => without_tags(&fs::read_to_string(&path).unwrap()),
            Some("json" | "csv") => fs::read_to_string(&path).unwrap(),
            Some("xlsx") => workbook(&path),
            _ => continue,
        };
        assert!(!text.trim().is_empty(), "{name} is empty");
        all.push((name, text));
    }
    all
}

/// The words and numbers of all sheets of a workbook.
fn workbook(path: &Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let told = |name: &&String| name.starts_with("xl/worksheets/sheet") || *name == "xl/sharedStrings.xml";
    let read = |name: &String| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        without_tags(&text)
    };
    names.iter().filter(told).map(read).collect()
}

fn without_tags(html: &str) -> String {
    let body = html.split_once("</style>").map_or(html, |(_, rest)| rest);
    let mut text = String::new();
    for piece in body.split('<') {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text
}

/// A word that is what a number which is none is written as.
fn is_no_number(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    ["NaN", "nan", "inf", "Inf", "infinity", "Infinity"].contains(&word)
}

fn none_is_told(out: &Path, what: &str) {
    let all = words(out);
    let endings: Vec<&str> = all.iter().filter_map(|(name, _)| name.rsplit('.').next()).collect();
    assert!(
        ["html", "json", "csv", "xlsx"].iter().all(|ending| endings.contains(ending)),
        "{what}: {endings:?}"
    );
    for (name, text) in &all {
        let split = |letter: char| {
            letter.is_whitespace() || [',', ';', ':', '"', '[', ']', '(', ')'].contains(&letter)
        };
        let bad: Vec<&str> = text.split(split).filter(|word| is_no_number(word)).collect();
        assert!(bad.is_empty(), "{what}: {name} says {bad:?}");
        assert!(!text.contains("\u{221e}"), "{what}: {name}");
    }
}

#[test]
fn data_with_nothing_to_estimate_make_a_report_that_says_so() {
    let table: [(&str, String, &str); 9] =
        [
            ("nobody", HEADINGS.to_owned(), "no_values"),
            ("one person", rows(1, |_, month| format!("{},1,1", 40 + month)), "one_pair"),
            ("all missing", rows(20, |_, _| ",,".to_owned()), "no_values"),
            ("a constant outcome", rows(20, |_, _| "50,1,1".to_owned()), "no_spread"),
            (
                "an empty group",
                rows(20, |id, month| format!("{},{},0", noise(id, month), (id + month) % 2)),
                "collinear",
            ),
            (
                "perfect separation",
                rows(24, |id, month| format!("{},{},{}", noise(id, month), id % 2, id % 2)),
                "perfect_separation",
            ),
            (
                "nobody at the last occasion",
                rows(20, |id, month| {
                    if month == 2 { ",,".to_owned() } else { format!("{},1,{}", noise(id, month), id % 2) }
                }),
                "no_pairs",
            ),
            ("a thousand million", one_of_a_thousand_million(), "far_values"),
            (
                "far from zero",
                rows(20, |id, month| {
                    format!(
                        "{},{},{}",
                        999_999_000 + noise(id, month),
                        (id * 3 + month) % 2,
                        u32::from(id % 4 == 0)
                    )
                }),
                "",
            ),
        ];
    for (at, (what, file, reason)) in table.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let ran = evaluate(folder.path(), STUDY, file.as_bytes(), if at % 4 == 0 { ALL } else { BUT_PDF });
        assert_eq!(ran.code, 0, "{what}: {}", ran.err);
        let out = folder.path().join("out");
        none_is_told(&out, what);
        let text = fs::read_to_string(out.join("findings.json")).unwrap();
        let found: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(text.contains(reason), "{what}: nothing is said to be {reason}");
        for measure in found.get("measures").unwrap().as_array().unwrap() {
            for model in measure.get("models").unwrap().as_array().unwrap() {
                let terms = model.get("terms").unwrap().as_array().unwrap();
                assert_eq!(
                    terms.is_empty(),
                    model.get("not_estimable").is_some_and(|why| !why.is_null()),
                    "{what}"
                );
            }
        }
    }
}

#[test]
fn bytes_that_are_no_table_are_told_and_nothing_breaks() {
    let files: [&[u8]; 6] = [
        b"",
        b"\n\n\n",
        b"id;month;score;paid;misuse\n\"a;0;5;1;1\n",
        b"\x00\x01\x02\xff\xfe\xfd",
        b"id,month,score,paid,misuse\na,0,5,1\n",
        b"PK\x03\x04 no workbook",
    ];
    for file in files {
        let folder = tempfile::tempdir().unwrap();
        let ran = evaluate(folder.path(), STUDY, file, ALL);
        assert_eq!(ran.code, 2, "{file:?}: {}", ran.err);
        assert!(ran.err.lines().any(|line| line.starts_with("long.csv")), "{file:?}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}
