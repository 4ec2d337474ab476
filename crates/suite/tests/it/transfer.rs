//! A whole house out and in again: every programme of the training municipality, with workers and enquiries that several
//! of them tell of.

use std::collections::BTreeMap;
use std::path::Path;

use crate::postgres::server;
use crate::program::{Program, done, run_with};

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for programme in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        for file in std::fs::read_dir(programme.path()).unwrap().map(Result::unwrap) {
            let name = format!("{}/{}", programme.file_name().display(), file.file_name().display());
            found.insert(name, std::fs::read(file.path()).unwrap());
        }
    }
    found
}

#[test]
fn a_house_with_several_programmes_comes_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let training = folder.path().join("training");
    Program::start(&training).kill();
    done(&run_with(&["export", &at("out"), "--data", &at("training")], &[]));
    let out = files(&folder.path().join("out"));
    let enquiries = |programme: &str| out[&format!("{programme}/enquiries.csv")].clone();
    assert!(enquiries("cti-9").len() > 1_000 && enquiries("cti-12").len() > 1_000);
    a_fault_in_one_keeps_all_out(folder.path());
    let database = server().map(|server| {
        server.tool("createdb", &["several"]);
        server.url("several")
    });
    let houses = [("on-a-file", None), ("on-a-server", database.as_deref())];
    for (name, database) in houses.into_iter().filter(|(name, url)| *name == "on-a-file" || url.is_some()) {
        let data = at(name);
        let mut settings = vec![("FODFAESTE_DATA", data.as_str())];
        settings.extend(database.map(|url| ("FODFAESTE_DATABASE", url)));
        done(&run_with(&["init"], &settings));
        done(&run_with(&["import", &at("out")], &settings));
        let again = format!("{name}-out");
        done(&run_with(&["export", &at(&again)], &settings));
        let back = files(&folder.path().join(&again));
        assert_eq!(back.keys().collect::<Vec<_>>(), out.keys().collect::<Vec<_>>(), "{name}");
        for (file, bytes) in &out {
            assert!(back[file] == *bytes, "{name}: {file} changed on its way");
        }
        // The same once more changes nothing.
        let ran = run_with(&["import", &at("out"), "--json"], &settings);
        done(&ran);
        let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((said["rows"].as_u64(), said["courses"].as_u64()), (Some(0), Some(0)), "{name}");
        done(&run_with(&["verify"], &settings));
    }
}

/// A fault in the last package keeps the first out too, and is told with its folder.
fn a_fault_in_one_keeps_all_out(folder: &Path) {
    let (faulty, data) = (folder.join("faulty"), folder.join("refused").display().to_string());
    for programme in ["cti-12", "cti-9"] {
        std::fs::create_dir_all(faulty.join(programme)).unwrap();
        for file in std::fs::read_dir(folder.join("out").join(programme)).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), faulty.join(programme).join(file.file_name())).unwrap();
        }
    }
    let contacts = faulty.join("cti-9/contacts.csv");
    let text = std::fs::read_to_string(&contacts).unwrap();
    std::fs::write(&contacts, text.replacen("support", "stoette", 1)).unwrap();
    let settings = [("FODFAESTE_DATA", data.as_str())];
    done(&run_with(&["init"], &settings));
    let ran = run_with(&["import", &faulty.display().to_string()], &settings);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("cti-9/contacts.csv:2:role: "), "{}", ran.err);
    std::fs::write(&contacts, text).unwrap();
    // An enquiry that stands in both packages, and not alike.
    let [first, second] = ["cti-12", "cti-9"].map(|programme| faulty.join(programme).join("enquiries.csv"));
    let (all, text) = (std::fs::read_to_string(first).unwrap(), std::fs::read_to_string(&second).unwrap());
    let row = text.lines().skip(1).find(|row| all.lines().any(|other| other == *row)).unwrap();
    let asked = row.split(',').nth(1).unwrap();
    std::fs::write(&second, text.replacen(row, &row.replacen(asked, "2020-01-01", 1), 1)).unwrap();
    let ran = run_with(&["import", &faulty.display().to_string()], &settings);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("cti-9/enquiries.csv:"), "{}", ran.err);
    let ran = run_with(&["export", &folder.join("none").display().to_string()], &settings);
    assert_eq!(ran.code, 2, "nothing came in: {}", ran.out);
}
