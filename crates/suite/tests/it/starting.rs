//! The first command of somebody new: it can be broken off, it keeps what was done, it can begin anew, and a machine can
//! read what it says.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::{Program, command, executable};
use crate::visitor::Visitor;

#[test]
fn a_first_start_that_was_killed_half_way_is_begun_anew() {
    for wait in [0, 200, 700] {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("training");
        let mut child = command(&["demo", "--port", "0", "--data"])
            .arg(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..2_000 {
            if folder.join("training.begun").exists() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let program = Program::start(&folder);
        let list = Visitor::machine(&program, "leader").get("/api/v1/courses?limit=200");
        let list: Value = serde_json::from_str(&list.body).unwrap();
        assert_eq!(list["courses"].as_array().unwrap().len(), 50, "killed after {wait} ms");
        assert!(!folder.join("training.begun").exists());
    }
}

#[test]
fn somebody_elses_folder_is_left_alone() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("brev.txt"), "Kære du").unwrap();
    let ran = command(&["demo", "--port", "0", "--data"]).arg(data.path()).output().unwrap();
    assert_eq!(ran.status.code(), Some(2), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("--data"), "it says what to do");
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 1);
}

/// The script `start` as it stands in the clone, with a build that is done already.
struct Clone {
    tools: tempfile::TempDir,
}

impl Clone {
    fn new() -> Self {
        let tools = tempfile::tempdir().unwrap();
        let cargo = tools.path().join("cargo");
        std::fs::write(&cargo, "#!/bin/sh\nexit 0\n").unwrap();
        std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).unwrap();
        std::fs::create_dir(tools.path().join("start")).unwrap();
        std::os::unix::fs::symlink(executable(), tools.path().join("start/fodfaeste")).unwrap();
        Self { tools }
    }
    #[expect(clippy::disallowed_methods, reason = "a shell script needs the search path of the machine")]
    fn start(&self, arguments: &[&str], data: &Path) -> Command {
        let path = format!("{}:{}", self.tools.path().display(), std::env::var("PATH").unwrap());
        let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let mut command = Command::new(root.join("start"));
        command.args(arguments).args(["--port", "0", "--data"]).arg(data);
        command.env("PATH", path).env("CARGO_TARGET_DIR", self.tools.path()).stdin(Stdio::null());
        command
    }
    fn refused(&self, arguments: &[&str], data: &Path) -> Output {
        self.start(arguments, data).output().unwrap()
    }
}

#[test]
fn a_second_start_keeps_its_data_and_fresh_begins_anew() {
    let (clone, folder) = (Clone::new(), tempfile::tempdir().unwrap());
    let data = folder.path().join("training");
    let run = |arguments: &[&str]| Program::by(&mut clone.start(arguments, &data));
    let first = run(&["--json"]);
    let mut worker = Visitor::machine(&first, "worker");
    let enquiry = json!({ "door": "ngo", "asked": "2026-11-01", "said": "Skrevet før genstarten" });
    assert_eq!(worker.post_json("/api/v1/enquiries", &enquiry).status, 201);
    let tokens = first.tokens.clone();
    first.kill();

    let second = run(&["--json"]);
    assert_eq!(second.tokens, tokens, "the same log-ins");
    let list = Visitor::machine(&second, "worker").get("/api/v1/enquiries").body;
    assert!(list.contains("Skrevet før genstarten"), "{list}");
    second.kill();

    let fresh = run(&["--fresh", "--json"]);
    assert_ne!(fresh.tokens, tokens, "a new house");
    let list = Visitor::machine(&fresh, "worker").get("/api/v1/enquiries").body;
    assert!(!list.contains("Skrevet før genstarten"));
    fresh.kill();

    let letters = folder.path().join("letters");
    std::fs::create_dir(&letters).unwrap();
    std::fs::write(letters.join("brev.txt"), "Kære du").unwrap();
    let refused = clone.refused(&["--fresh"], &letters);
    assert_eq!(refused.status.code(), Some(2), "{}", String::from_utf8_lossy(&refused.stderr));
    assert!(letters.join("brev.txt").exists(), "only what the program made is thrown away");
    assert_eq!(clone.refused(&["--no-such"], &data).status.code(), Some(2));
}

#[test]
fn what_is_printed_for_machines_has_the_shape_that_is_written_down() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let roles = ["administrator", "evaluator", "leader", "worker"];
    assert_eq!(
        program.tokens.keys().map(String::as_str).collect::<Vec<_>>(),
        roles,
        "one token for each role"
    );
    assert!(program.url.starts_with("http://127.0.0.1:"));
    for role in roles {
        let mut person = Visitor::with_role(&program, role);
        assert_ne!(person.get("/").location(), "/log-ind", "{role} is let in with her password");
        let me = Visitor::machine(&program, role).get("/api/v1/me");
        let me: Value = serde_json::from_str(&me.body).unwrap();
        assert_eq!(me["role"], role);
    }
    assert!(program.users.iter().filter(|user| user.role == "worker").count() >= 3, "a team");
}

/// A folder with only these commands of the machine, and one who is not root.
fn bare_machine(commands: &[&str]) -> tempfile::TempDir {
    let tools = tempfile::tempdir().unwrap();
    for command in commands {
        let from = ["/usr/bin", "/bin"].map(|folder| Path::new(folder).join(command));
        let from = from.into_iter().find(|path| path.exists()).unwrap();
        std::os::unix::fs::symlink(from, tools.path().join(command)).unwrap();
    }
    let id = tools.path().join("id");
    std::fs::write(&id, "#!/bin/sh\necho 1000\n").unwrap();
    std::fs::set_permissions(&id, std::fs::Permissions::from_mode(0o755)).unwrap();
    tools
}

#[test]
fn what_is_missing_on_a_machine_is_said_at_once_and_how_to_get_it() {
    let tools = bare_machine(&["bash", "env", "dirname", "sed", "cat"]);
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let run = |script: &str| {
        let mut command = Command::new(root.join(script));
        command.env_clear().env("PATH", tools.path()).stdin(Stdio::null());
        let ran = command.output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    let build = ["rustup", "apt install build-essential", "Node.js 20 or newer with npm"];
    let (code, said) = run("start");
    assert_eq!(code, Some(2), "{said}");
    assert!(build.iter().all(|what| said.contains(what)), "{said}");
    let (code, said) = run("test");
    assert_eq!(code, Some(2), "{said}");
    assert!(build.iter().all(|what| said.contains(what)), "{said}");
    assert!(said.contains("poppler-utils chromium (Debian, as root: apt install"), "{said}");
}
