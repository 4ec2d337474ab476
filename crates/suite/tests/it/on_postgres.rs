//! The same program on PostgreSQL: a house is set up, filled with a whole programme, emptied again without losing a
//! byte, and checked.

use std::path::Path;
use std::process::Command;

use crate::postgres::{BIN, server};
use crate::program::{Ran, run_with};

fn package() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16"))
}

fn done(ran: &Ran) {
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_programme_comes_back_byte_for_byte() {
    let Some(server) = server() else { return };
    let made = Command::new(format!("{BIN}/createdb"))
        .args(["-h", "127.0.0.1", "-U", "postgres", "-p", &server.port.to_string(), "suite"])
        .status()
        .unwrap();
    assert!(made.success());
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
