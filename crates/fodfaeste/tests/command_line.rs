//! The program as those who call it see it: exit codes, fault lines, files.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests fails as a test does")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str]) -> Ran {
    run_in(arguments, &[])
}

fn run_in(arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_fodfaeste"))
        .args(arguments)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A house in a fresh folder.
fn house() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("house").display().to_string();
    let ran = run(&["init", "--json", "--data", &data]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(said["password"].as_str().unwrap().len() >= 16);
    assert!(Path::new(said["key"].as_str().unwrap()).exists());
    (folder, data)
}

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/training/exit-2013-16")
}

/// A copy of the shipped package in which some text is changed.
fn package_with(into: &Path, file: &str, from: &str, to: &str) -> String {
    fs::create_dir_all(into).unwrap();
    for entry in fs::read_dir(package()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), into.join(entry.file_name())).unwrap();
    }
    let text = fs::read_to_string(into.join(file)).unwrap();
    assert!(text.contains(from));
    fs::write(into.join(file), text.replacen(from, to, 1)).unwrap();
    into.display().to_string()
}

#[test]
fn a_house_is_filled_emptied_copied_and_checked() {
    let (folder, data) = house();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let ran = run(&["init", "--data", &data]);
    assert_eq!((ran.code, ran.err.contains("fodfaeste serve")), (2, true));
    let ran = run(&["import", &package().display().to_string(), "--data", &data, "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((said["courses"].as_u64(), said["already"].as_u64()), (Some(147), Some(0)));
    let ran = run(&["export", &at("out"), "--data", &data]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for entry in fs::read_dir(package()).unwrap() {
        let entry = entry.unwrap();
        let written = fs::read(Path::new(&at("out")).join(entry.file_name())).unwrap();
        assert!(written == fs::read(entry.path()).unwrap(), "{:?}", entry.file_name());
    }
    let ran = run(&["backup", &at("copy.db"), "--data", &data]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Nøglen er ikke med"), "{}", ran.out);
    assert_eq!(run(&["backup", &at("copy.db"), "--data", &data]).code, 2);
    let ran = run(&["restore", &at("copy.db"), "--data", &at("second")]);
    assert_eq!((ran.code, ran.out.contains("Nøglefilen")), (0, true), "{} {}", ran.out, ran.err);
    assert_eq!(run(&["restore", &at("copy.db"), "--data", &at("second")]).code, 2);
    fs::write(at("no.db"), "no database at all, only words").unwrap();
    assert_eq!(run(&["restore", &at("no.db"), "--data", &at("third")]).code, 2);
    // Without the key the check says so; with it all is whole.
    assert_eq!(run(&["verify", "--data", &at("second")]).code, 1);
    let ran = run(&["verify", "--data", &data, "--language", "en"]);
    assert_eq!((ran.code, ran.out.starts_with("The house is whole")), (0, true), "{} {}", ran.out, ran.err);
}

#[test]
fn every_fault_is_a_line_and_nothing_comes_in_unless_it_is_skipped() {
    let (folder, data) = house();
    let dirty = package_with(&folder.path().join("dirty"), "contacts.csv", "2015-04-07", "2015-04-31");
    let ran = run(&["import", &dirty, "--data", &data]);
    assert_eq!(ran.code, 2);
    let line = ran.err.lines().find(|line| line.starts_with("contacts.csv")).unwrap();
    assert_eq!(
        line,
        "contacts.csv:2:date: DATE_INVALID: 2015-04-31 er ingen dato. Skriv dag, måned og år, for eksempel 24-11-2026."
    );
    assert_eq!(run(&["export", &dirty, "--data", &data]).code, 2, "nothing came in");
    let ran = run(&["import", &dirty, "--data", &data, "--skip-faulty", "--language", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("contacts.csv:2:date: DATE_INVALID: 2015-04-31 is no date. Write"));
    let skipped = folder.path().join("dirty/skipped");
    let text = fs::read_to_string(skipped.join("contacts.csv")).unwrap();
    assert_eq!(text.lines().count(), 2);
    // Corrected where it lies, it comes in; and the house is what it would have been.
    fs::write(skipped.join("contacts.csv"), text.replace("2015-04-31", "2015-04-07")).unwrap();
    let ran = run(&["import", &skipped.display().to_string(), "--data", &data, "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = folder.path().join("out");
    assert_eq!(run(&["export", &out.display().to_string(), "--data", &data]).code, 0);
    assert!(fs::read(out.join("contacts.csv")).unwrap() == fs::read(package().join("contacts.csv")).unwrap());
}

#[test]
fn a_wrong_call_or_configuration_is_told_with_its_place_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("house.toml");
    fs::write(&file, "# ours\nlisten = \"127.0.0.1:4180\"\ndatbase = \"x\"\n").unwrap();
    let name = file.display().to_string();
    let ran = run(&["verify", "--config", &name]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with(&format!("{name}:3:datbase: KEY_UNKNOWN: ")), "{}", ran.err);
    assert!(ran.err.contains("database"));
    let ran = run_in(&["verify"], &[("FODFAESTE_DATBASE", "x"), ("FODFAESTE_LANGUAGE", "en")]);
    assert_eq!((ran.code, ran.err.contains("KEY_UNKNOWN")), (2, true));
    assert!(ran.err.contains("FODFAESTE_DATABASE"), "{}", ran.err);
    fs::write(&file, "listen = \"here\"\n").unwrap();
    let ran = run(&["serve", "--config", &name]);
    assert_eq!((ran.code, ran.err.contains(":1:listen: KEY_INVALID")), (2, true), "{}", ran.err);
    assert_eq!(run(&["nonsense"]).code, 2);
    assert_eq!(run(&["--help"]).code, 0);
    let nowhere = folder.path().join("nowhere").display().to_string();
    let ran = run(&["serve", "--data", &nowhere]);
    assert_eq!((ran.code, ran.err.contains("fodfaeste init")), (2, true));
    let ran = run(&["import", &nowhere, "--data", &nowhere]);
    assert_eq!(ran.code, 2);
}

#[test]
fn a_study_with_faults_is_told_and_one_without_gives_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let ran = run(&["evaluate", &at("none.toml"), "--out", &at("out")]);
    assert_eq!((ran.code, ran.err.contains("FILE_MISSING")), (2, true), "{}", ran.err);
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/studies/exit-2013-16.toml");
    let study = study.display().to_string();
    let ran = run(&["evaluate", &study, "--out", &at("out"), "--format", "docx"]);
    assert_eq!((ran.code, ran.err.contains("html")), (2, true));
    let ran = run(&["evaluate", &study, "--out", &at("out"), "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let findings = fs::read(folder.path().join("out/findings.json")).unwrap();
    let findings: serde_json::Value = serde_json::from_slice(&findings).unwrap();
    assert_eq!(findings["schema"], "fodfaeste-findings/1");
    assert_eq!(findings["flow"]["started"], 147);
}

#[test]
fn periods_stand_beside_each_other_in_every_format_and_what_cannot_be_told_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/studies/exit-2013-16.toml");
    let text = fs::read_to_string(shipped).unwrap();
    let text = text.replace("../training/exit-2013-16", &package().display().to_string());
    let study = |name: &str, periods: &str| {
        fs::write(folder.path().join(name), format!("{text}\n{periods}")).unwrap();
        at(name)
    };
    let two = study("two.toml", "[[period]]\nto = \"2014-12\"\n\n[[period]]\nfrom = \"2015-01\"\n");
    let (out, log) = (at("out"), at("log.json"));
    let ran = run(&["evaluate", &two, "--out", &out, "--format", "json,html,csv,xlsx,pdf", "--log", &log]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let findings: serde_json::Value = serde_json::from_str(&read("findings.json")).unwrap();
    let difference = &findings["periods"]["differences"][0]["change"];
    assert!((difference["difference"].as_f64().unwrap() + 3.362_318_840_579_711).abs() < 1e-9);
    assert_eq!(findings["flow"]["started"], 147, "the whole is the whole");
    let change = read("table-periods-estimates.csv");
    assert!(change.contains("Forskel") && change.contains("54"), "{change}");
    for table in ["who", "shares", "contacts"] {
        assert!(read(&format!("table-periods-{table}.csv")).lines().count() > 3, "{table}");
    }
    let page = read("report.html").replace('\u{a0}', " ");
    assert!(page.contains("andre mennesker i en anden tid") && page.contains("id=\"figure-periods"));
    // The same again is the same; another cut of time that would leave a few is not made.
    let ran = run(&["evaluate", &two, "--out", &out, "--format", "json", "--log", &log]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let moved = study("moved.toml", "[[period]]\nto = \"2015-01\"\n[[period]]\nfrom = \"2015-02\"\n");
    let ran = run(&["evaluate", &moved, "--out", &at("moved"), "--log", &log]);
    assert_eq!((ran.code, folder.path().join("moved").exists()), (2, false), "{}", ran.err);
    assert!(ran.err.contains("2015-01-01") && ran.err.contains("længere periode"), "{}", ran.err);
    for (periods, says) in [
        ("[[period]]\nto = \"2012-12\"\n[[period]]\nfrom = \"2013-01\"\n", "ingen forløb"),
        ("[[period]]\nto = \"2014-12\"\n[[period]]\nfrom = \"2015-01\"\nto = \"2015-01\"\n", "færre end fem"),
        ("[[period]]\nto = \"2014-12\"\n[[period]]\nfrom = \"2014-12\"\n", "to < from"),
    ] {
        let ran = run(&["evaluate", &study("wrong.toml", periods), "--out", &at("wrong")]);
        assert_eq!((ran.code, ran.err.contains(says)), (2, true), "{says}: {}", ran.err);
    }
}

/// A package of the shipped courses and workers alone.
fn courses_only(into: &Path) -> String {
    fs::create_dir_all(into).unwrap();
    for name in ["workers.csv", "courses.csv"] {
        fs::copy(package().join(name), into.join(name)).unwrap();
    }
    let text = fs::read_to_string(package().join("package.toml")).unwrap();
    // Without the counts of the tables that stay at home.
    fs::write(into.join("package.toml"), text.split("[tables.").next().unwrap()).unwrap();
    into.display().to_string()
}

#[test]
fn a_real_and_dirty_file_comes_in_by_the_shipped_mapping_once_it_is_mended() {
    const FILE: &str = "dirty_assessments_cp1252.csv";
    let (folder, data) = house();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let ran = run(&["import", &courses_only(&folder.path().join("courses")), "--data", &data]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (dirty, original) =
        (folder.path().join("dirty"), Path::new("../evaluation/tests/data/dirty").join(FILE));
    fs::create_dir(&dirty).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(original), dirty.join(FILE)).unwrap();
    let import = |folder: &str, more: &[&str]| {
        let call = ["import", folder, "--mapping", "exit-2013-16", "--data", &data, "--language", "en"];
        run(&[&call, more].concat())
    };
    // Each of the fifteen: file, line, column, code, what is the case and what to do; and nothing comes in.
    let ran = import(&at("dirty"), &[]);
    let told: Vec<&str> = ran.err.lines().filter(|line| line.starts_with(FILE)).collect();
    assert_eq!((ran.code, told.len()), (2, 15), "{}", ran.err);
    for line in &told {
        let parts: Vec<&str> = line.splitn(5, ':').map(str::trim).collect();
        assert!(parts[1].parse::<u32>().is_ok() && !parts[2].is_empty(), "{line}");
        assert!(parts[3].chars().all(|c| c.is_ascii_uppercase() || c == '_'), "{line}");
        assert!(
            parts[4].matches(". ").count() >= 1 && parts[4].ends_with('.'),
            "what, and what to do: {line}"
        );
    }
    assert!(!ran.err.contains("251248"), "a CPR number is repeated nowhere: {}", ran.err);
    let rows = |name: &str| {
        assert_eq!(run(&["export", &at(name), "--data", &data]).code, 0);
        fs::read_to_string(folder.path().join(name).join("responses.csv"))
            .map_or(0, |text| text.lines().count())
    };
    assert!(rows("before") <= 1, "no form came in");
    // The others come in, and the fifteen lie in a file of the same dialect, to be mended.
    let ran = import(&at("dirty"), &["--skip-faulty", "--skipped", &at("skipped")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let between = rows("between");
    assert!(between > 200, "{between}");
    let skipped = folder.path().join("skipped").join(FILE);
    let lines = fs::read(&skipped).unwrap();
    let lines: Vec<&[u8]> = lines.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), 16);
    let mended = b"SYN-A00004;SYN-0002;start;30-04-2014;1;1;2;1;1;24,0;1\r\n".as_slice();
    fs::write(&skipped, [lines[0], mended].concat()).unwrap();
    let ran = import(&at("skipped"), &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(rows("after"), between + 2, "WHO-5 and payment of the mended line");
}
