//! How much memory the program takes, as the kernel sees it: four times as many rows take hardly more of it, whatever a
//! study asks for.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const STUDY: &str = "title = \"A large study\"\nsynthetic = true\n[data]\nfile = \"long.csv\"\nperson = \"id\"\n\
    occasion = \"month\"\norder = [\"0\", \"6\", \"12\"]\n[[measure]]\nname = \"wellbeing\"\nkind = \"score\"\ncolumn = \"score\"\n\
    range = [0, 100]\nrisk_at_or_below = 50\n[[measure.model]]\nkind = \"mmrm\"\ncovariates = [\"door\"]\n\
    interactions = [\"time:door\"]\n[[characteristic]]\ncolumn = \"door\"\nkind = \"choice\"\n";

/// MiB that may be added. Rows that are kept take some hundred bytes for each person, which would be five times as much.
const MOST: u64 = 30;

fn long(folder: &Path, persons: u32) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("study.toml"), STUDY).unwrap();
    let mut text = "id,month,score,door\n".to_owned();
    for person in 0..persons {
        let door = if person % 3 == 0 { "ngo" } else { "own accord" };
        for (at, month) in (0..).zip([0, 6, 12]) {
            let score = (person.wrapping_mul(2_654_435_761) >> 20) % 60 + at * 7 % 40;
            writeln!(text, "{person},{month},{score},{door}").unwrap();
        }
    }
    fs::write(folder.join("long.csv"), text).unwrap();
}

/// The largest resident memory that was seen, in MiB.
fn peak(folder: &Path, arguments: &[&str]) -> u64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fodfaeste"));
    command.args(arguments).args(["--data", "house"]).current_dir(folder).env_clear();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let seen = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = seen.unwrap_or(0).max(most);
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    most / 1024
}

#[test]
fn four_times_the_rows_take_hardly_more_memory_with_texts_the_log_and_moments() {
    let folder = tempfile::tempdir().unwrap();
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    long(&small, 150_000);
    long(&large, 600_000);
    for arguments in [
        ["evaluate", "study.toml", "--out", "out", "--format", "json", "--log", "log.json"].as_slice(),
        &["moments", "study.toml", "--site", "x", "--out", "x.toml"],
    ] {
        let [less, more] = [&small, &large].map(|folder| peak(folder, arguments));
        assert!(less > 0 && more < less + MOST, "{}: {less} MiB, then {more} MiB", arguments[0]);
    }
}
