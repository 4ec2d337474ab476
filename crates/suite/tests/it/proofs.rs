//! `docs/proofs.md` names tests: each of them is there.

use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The text of all Rust and browser tests.
fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["node_modules", "assets", "target"].contains(&name) {
                sources(&path, into);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "mjs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    let page = std::fs::read_to_string(root().join("docs/proofs.md")).unwrap();
    let mut text = String::new();
    sources(&root().join("crates"), &mut text);
    let (mut named, mut missing) = (0, Vec::new());
    for row in page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise")) {
        let proof = row.rsplit(" | ").next().unwrap();
        let rust = proof.split('`').skip(1).step_by(2).filter(|name| name.contains('_'));
        let rust = rust.filter(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        let browser =
            proof.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(title, _)| title);
        let rust = rust.map(|name| (name, format!("fn {name}(")));
        let browser = browser.map(|title| (title, title.trim_end_matches(" worker").to_owned()));
        for (name, wanted) in rust.chain(browser) {
            named += 1;
            if !text.contains(&wanted) {
                missing.push(name);
            }
        }
    }
    assert_eq!(missing, Vec::<&str>::new());
    assert!(named > 50, "only {named} tests are named");
}
