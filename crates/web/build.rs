//! Makes sure that the folder of built assets exists, so that the crate compiles before npm has run, and says clearly
//! when a program meant for use would be built without them.

use std::path::Path;
use std::{env, fs};

const DIST: &str = "assets/dist";

fn main() {
    println!("cargo::rerun-if-changed={DIST}");
    println!("cargo::rerun-if-changed=templates");
    if let Err(error) = fs::create_dir_all(DIST) {
        println!("cargo::error=cannot make crates/web/{DIST}: {error}");
    }
    if Path::new(DIST).join("staff.css").exists() {
        return;
    }
    let hint = "the pages have no style and no script yet; run `npm ci && npm run build` in crates/web";
    if env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::error={hint}");
    } else {
        println!("cargo::warning={hint}");
    }
}
