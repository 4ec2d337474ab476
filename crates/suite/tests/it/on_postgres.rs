//! The same program on PostgreSQL: a house is set up, filled with a whole programme, emptied again without losing a
//! byte, and checked.

use std::path::Path;

use crate::postgres::server;
use crate::program::{done, run_with};

fn package() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16"))
}

/// The numbers of a file of moments, and its words, in their order.
fn told(file: &str) -> Vec<Result<f64, String>> {
    let text = std::fs::read_to_string(file).unwrap();
    let words = text.split(|letter: char| letter.is_whitespace() || "[],=".contains(letter));
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| word.parse().map_err(|_| word.to_owned())).collect()
}

fn same(one: &str, other: &str) {
    let (one, other) = (told(one), told(other));
    assert_eq!(one.len(), other.len());
    for (a, b) in one.iter().zip(&other) {
        match (a, b) {
            (Ok(a), Ok(b)) => assert!((a - b).abs() <= 1e-10 * (1.0 + a.abs()), "{a} {b}"),
            (a, b) => assert_eq!(a, b),
        }
    }
}

#[test]
fn the_database_adds_up_what_the_program_adds_up() {
    let Some(server) = server() else { return };
    server.tool("createdb", &["adding"]);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, url) = (at("house"), server.url("adding"));
    let settings = [("FODFAESTE_DATABASE", url.as_str()), ("FODFAESTE_DATA", data.as_str())];
    done(&run_with(&["init", "--name", "Øvekommunen", "--login", "otto"], &settings));
    done(&run_with(&["import", package().to_str().unwrap()], &settings));
    let moments = |engine: &str, name: &str, url: &str| {
        let settings = [("FODFAESTE_DATABASE", url), ("FODFAESTE_DATA", data.as_str())];
        let arguments =
            ["moments", "--programme", "exit-2013-16", "--engine", engine, "--out", &at(name), "--json"];
        let ran = run_with(&arguments, &settings);
        done(&ran);
        assert!(ran.out.contains(&format!("\"engine\":\"{engine}\"")), "{}", ran.out);
        at(name)
    };
    let process = moments("process", "process.toml", &url);
    let text = std::fs::read_to_string(&process).unwrap();
    assert!(text.contains("persons = 147") && text.matches("[[measure.cell]]").count() > 12, "{text}");
    same(&process, &moments("database", "database.toml", &url));
}

#[test]
fn a_programme_comes_back_byte_for_byte() {
    let Some(server) = server() else { return };
    server.tool("createdb", &["suite"]);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, out, url) = (at("house"), at("out"), server.url("suite"));
    let settings = [("FODFAESTE_DATABASE", url.as_str()), ("FODFAESTE_DATA", data.as_str())];
    done(&run_with(&["init", "--name", "Øvekommunen", "--login", "otto"], &settings));
    done(&run_with(&["import", package().to_str().unwrap()], &settings));
    done(&run_with(&["export", &out], &settings));
    done(&run_with(&["verify"], &settings));
    let mut compared = 0;
    for entry in std::fs::read_dir(package()).unwrap() {
        let (path, name) = (entry.as_ref().unwrap().path(), entry.unwrap().file_name());
        if path.extension().is_some_and(|ending| ending == "csv") {
            let (before, after) = (std::fs::read(&path).unwrap(), std::fs::read(Path::new(&out).join(&name)));
            assert!(after.is_ok_and(|after| after == before), "{} changed on its way", name.display());
            compared += 1;
        }
    }
    assert!(compared >= 8, "only {compared} tables");
    let refused = run_with(&["backup", &at("copy")], &settings);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("pg_dump"), "{}", refused.err);
}
