//! Between municipalities, and two reports side by side, as those who call the program see it.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const STUDY: &str = "title = \"A joint study\"\n[data]\nfile = \"long.csv\"\nperson = \"id\"\noccasion = \"month\"\n\
    order = [\"0\", \"12\"]\n[[measure]]\nname = \"wellbeing\"\nkind = \"score\"\ncolumn = \"score\"\nrange = [0, 100]\n\
    risk_at_or_below = 50\n[[characteristic]]\nname = \"female\"\ncolumn = \"female\"\nkind = \"yes_no\"\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fodfaeste"));
    let house = folder.join("house");
    command.args(arguments).arg("--data").arg(house).arg("--language").arg("en");
    command.current_dir(folder).env_clear().output().unwrap()
}

/// Persons of one place, two measurements each.
fn place(folder: &Path, persons: u32, seed: u32) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("study.toml"), STUDY).unwrap();
    let mut text = "id;month;score;female\n".to_owned();
    for person in 0..persons {
        let (start, rise) = (20 + (person * 7 + seed) % 60, (person * 13 + seed * 5) % 31);
        let female = u32::from(person % 2 == 0);
        writeln!(text, "{seed}-{person};0;{start};{female}").unwrap();
        writeln!(text, "{seed}-{person};12;{};{female}", (start + rise - 5).min(100)).unwrap();
    }
    fs::write(folder.join("long.csv"), text).unwrap();
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[test]
fn two_municipalities_are_pooled_and_a_changed_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (name, persons, seed) in [("b", 60, 3), ("a", 45, 8)] {
        let place_folder = folder.path().join(name);
        place(&place_folder, persons, seed);
        let out = folder.path().join(format!("{name}.toml"));
        let (study, out) = (place_folder.join("study.toml"), out.display().to_string());
        let study = study.display().to_string();
        let draft = run(folder.path(), &["moments", &study, "--site", name, "--out", &out]);
        assert_eq!(draft.status.code(), Some(0), "{}", said(&draft));
        let refused = run(folder.path(), &["pool", &out, &out, "--out", "joint"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains("draft"), "{}", said(&refused));
        let made =
            run(folder.path(), &["moments", &study, "--site", name, "--out", &out, "--approve", "A. Leder"]);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    }
    let pooled = run(folder.path(), &["pool", "b.toml", "a.toml", "--out", "joint", "--format", "json,html"]);
    assert_eq!(pooled.status.code(), Some(0), "{}", said(&pooled));
    let text = fs::read_to_string(folder.path().join("joint/findings.json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found.pointer("/measures/0/change/n").unwrap(), 105);
    assert_eq!(found.pointer("/comparison/units/0/name").unwrap(), "a");
    assert_eq!(found.pointer("/change_comparison/units/1/n").unwrap(), 60);
    assert!(said(&pooled).contains("Signed with the same key: b, a."), "{}", said(&pooled));
    let model = found.pointer("/measures/0/models/0/terms/1/estimate").unwrap().as_f64().unwrap();
    let change = found.pointer("/measures/0/change/difference").unwrap().as_f64().unwrap();
    assert!((model - change).abs() < 1e-8, "{model} {change}");
    let file = folder.path().join("a.toml");
    let text = fs::read_to_string(&file).unwrap().replacen("persons = 45", "persons = 46", 1);
    fs::write(&file, text).unwrap();
    let refused = run(folder.path(), &["pool", "a.toml", "b.toml", "--out", "joint"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("changed after it was signed"), "{}", said(&refused));
}

#[test]
fn a_report_for_all_but_one_is_stopped_by_the_log() {
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), 40, 1);
    let evaluate = |out: &str| {
        run(
            folder.path(),
            &["evaluate", "study.toml", "--out", out, "--format", "json", "--log", "releases.json"],
        )
    };
    assert_eq!(evaluate("one").status.code(), Some(0));
    assert_eq!(evaluate("again").status.code(), Some(0), "the same again is the same release");
    let file = folder.path().join("long.csv");
    let text = fs::read_to_string(&file).unwrap();
    let fewer: Vec<&str> = text.lines().filter(|line| !line.starts_with("1-0;")).collect();
    fs::write(&file, fewer.join("\n")).unwrap();
    let stopped = evaluate("two");
    assert_eq!(stopped.status.code(), Some(2), "{}", said(&stopped));
    assert!(said(&stopped).contains("nearly the same persons"), "{}", said(&stopped));
    assert!(!folder.path().join("two").exists());
    assert!(!said(&evaluate("one")).contains("No log was kept"));
    let forgotten = run(folder.path(), &["evaluate", "study.toml", "--out", "two", "--format", "json"]);
    assert_eq!(forgotten.status.code(), Some(0), "{}", said(&forgotten));
    assert!(said(&forgotten).contains("No log was kept"), "{}", said(&forgotten));
}

/// Two places with their signed files `a.toml` and `b.toml`; gives the public key of both, which is that of the house.
fn two_files(folder: &Path) -> String {
    for (name, persons, seed) in [("b", 60, 3), ("a", 45, 8)] {
        place(&folder.join(name), persons, seed);
        let (study, out) = (format!("{name}/study.toml"), format!("{name}.toml"));
        let made = run(folder, &["moments", &study, "--site", name, "--out", &out, "--approve", "A. Leder"]);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    }
    let text = fs::read_to_string(folder.join("a.toml")).unwrap();
    text.rsplit_once("key = \"").unwrap().1.split_once('"').unwrap().0.to_owned()
}

#[test]
fn a_file_signed_with_another_key_than_the_known_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let key = two_files(folder.path());
    let pool = |keys: &str| {
        fs::write(folder.path().join("keys.toml"), keys).unwrap();
        run(
            folder.path(),
            &["pool", "b.toml", "a.toml", "--keys", "keys.toml", "--out", "joint", "--format", "json"],
        )
    };
    let settings = |found: &Path| -> serde_json::Value {
        let text = fs::read_to_string(found.join("joint/findings.json")).unwrap();
        let found: serde_json::Value = serde_json::from_str(&text).unwrap();
        found["provenance"]["settings"]["pooled_keys_compared"].clone()
    };
    let both = format!("[keys]\na = \"{key}\"\nb = \"{key}\"\n");
    let done = pool(&both);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(settings(folder.path()), "2");
    let other = both.replacen(&key, &"0".repeat(64), 1);
    for (keys, words) in [
        (other.as_str(), "another key than the one known"),
        (&format!("[keys]\na = \"{key}\"\n"), "No key is known of b"),
        ("[keys]\na = \"12\"\n", "cannot be read as public keys"),
    ] {
        let refused = pool(keys);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains(words), "{}", said(&refused));
    }
    let without = run(folder.path(), &["pool", "b.toml", "a.toml", "--out", "joint", "--format", "json"]);
    assert!(said(&without).contains("not compared"), "{}", said(&without));
    assert_eq!(settings(folder.path()), "0");
}

#[test]
fn the_draft_that_was_read_is_signed_or_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), 45, 8);
    let draft = run(folder.path(), &["moments", "study.toml", "--site", "here", "--out", "draft.toml"]);
    assert_eq!(draft.status.code(), Some(0), "{}", said(&draft));
    let approve = || {
        let arguments = ["moments", "study.toml", "--draft", "draft.toml", "--out", "signed.toml"];
        run(folder.path(), &[&arguments[..], &["--approve", "A. Leder"]].concat())
    };
    let signed = approve();
    assert_eq!(signed.status.code(), Some(0), "{}", said(&signed));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let body = read("draft.toml").replacen("approved_by = \"\"", "approved_by = \"A. Leder\"", 1);
    assert!(read("signed.toml").starts_with(&body), "the draft to the byte, with the name");
    assert!(!read("draft.toml").contains("[signature]"));
    // What was signed is no draft, and other data give another draft.
    fs::copy(folder.path().join("draft.toml"), folder.path().join("kept.toml")).unwrap();
    fs::copy(folder.path().join("signed.toml"), folder.path().join("draft.toml")).unwrap();
    let refused = approve();
    assert!(said(&refused).contains("cannot be read as a draft"), "{}", said(&refused));
    fs::copy(folder.path().join("kept.toml"), folder.path().join("draft.toml")).unwrap();
    fs::remove_file(folder.path().join("signed.toml")).unwrap();
    place(folder.path(), 52, 8);
    let refused = approve();
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("Make a new draft"), "{}", said(&refused));
    assert!(!folder.path().join("signed.toml").exists());
}

#[test]
fn two_files_of_moments_that_are_a_person_apart_are_stopped_by_the_log() {
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), 40, 1);
    let draft =
        |out: &str| run(folder.path(), &["moments", "study.toml", "--out", out, "--log", "releases.json"]);
    let moments = |out: &str| {
        let signed = ["--log", "releases.json", "--approve", "L", "--key", "own.key"];
        run(folder.path(), &[&["moments", "study.toml", "--out", out][..], &signed].concat())
    };
    // A draft has not left, and nothing is remembered of it.
    let made = draft("draft.toml");
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    assert!(!folder.path().join("releases.json").exists());
    for out in ["one.toml", "again.toml"] {
        let made = moments(out);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        assert_eq!(said(&made).contains("A new signing key was made"), out == "one.toml", "{}", said(&made));
    }
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("one.toml"), read("again.toml"), "the same release");
    // Nothing is written over what would be lost.
    for out in ["releases.json", "own.key", "study.toml", "./own.key", "long.csv"] {
        let before = read(out);
        let refused = moments(out);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains("Name another file") && read(out) == before, "{}", said(&refused));
    }
    let file = folder.path().join("long.csv");
    let text = fs::read_to_string(&file).unwrap();
    let fewer: Vec<&str> = text.lines().filter(|line| !line.starts_with("1-0;")).collect();
    fs::write(&file, fewer.join("\n")).unwrap();
    let stopped = moments("two.toml");
    assert_eq!(stopped.status.code(), Some(2), "{}", said(&stopped));
    assert!(said(&stopped).contains("nearly the same persons"), "{}", said(&stopped));
    assert!(!folder.path().join("two.toml").exists());
    // A report beside the file is judged by the same log.
    let report = ["evaluate", "study.toml", "--out", "report", "--format", "json", "--log", "releases.json"];
    assert_eq!(run(folder.path(), &report).status.code(), Some(2));
}

#[test]
fn a_log_that_is_not_there_yet_has_one_name() {
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), 40, 1);
    let log = folder.path().canonicalize().unwrap().join("out.toml").display().to_string();
    let asked = ["moments", "study.toml", "--out", "./out.toml", "--log", &log, "--approve", "L"];
    let refused = run(folder.path(), &asked);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("Name another file"), "{}", said(&refused));
    assert!(!folder.path().join("out.toml").exists());
}

#[cfg(unix)]
#[test]
fn a_signing_key_that_others_may_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), 40, 1);
    let sign = || {
        run(
            folder.path(),
            &["moments", "study.toml", "--out", "a.toml", "--approve", "L", "--key", "own.key"],
        )
    };
    assert_eq!(sign().status.code(), Some(0));
    let key = folder.path().join("own.key");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let refused = sign();
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("chmod 600"), "{}", said(&refused));
}
