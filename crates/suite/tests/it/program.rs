//! The program as a process: started on a folder of its own and a free port, ended with the test, or killed in the
//! middle when the test wants to see what is left.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A user of the training municipality as the program prints her.
#[derive(Debug, Clone)]
pub(crate) struct User {
    /// Log-in.
    pub(crate) login: String,
    /// Password.
    pub(crate) password: String,
    /// `worker`, `leader`, `evaluator` or `administrator`.
    pub(crate) role: String,
}

/// A running training municipality.
#[derive(Debug)]
pub(crate) struct Program {
    child: Child,
    data: PathBuf,
    settings: Vec<(String, String)>,
    /// Where it answers, without a slash at the end.
    pub(crate) url: String,
    /// Its users.
    pub(crate) users: Vec<User>,
    /// One API token for each role.
    pub(crate) tokens: BTreeMap<String, String>,
}

impl Program {
    /// Starts the training municipality on this folder and waits until it answers.
    ///
    /// # Panics
    /// When it does not start; its words are then in the message.
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// The same with settings in its environment.
    ///
    /// # Panics
    /// When it does not start; its words are then in the message.
    pub(crate) fn start_with(data: &Path, settings: &[(&str, &str)]) -> Self {
        let mut command = command(&["demo", "--port", "0", "--json", "--data"]);
        let mut started = Self::by(command.arg(data).envs(settings.iter().copied()));
        started.data = data.to_path_buf();
        let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        started.settings = settings.collect();
        started
    }

    /// Starts it by a command that says as JSON what it has made.
    ///
    /// # Panics
    /// When it does not start; its words are then in the message.
    pub(crate) fn by(command: &mut Command) -> Self {
        let (child, said) = answering(command);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let users = said["users"].as_array().expect("users").iter().map(|user| User {
            login: text(&user["login"]),
            password: text(&user["password"]),
            role: text(&user["role"]),
        });
        let tokens = said["tokens"].as_object().expect("tokens").iter();
        Self {
            url: text(&said["url"]).trim_end_matches('/').to_owned(),
            users: users.collect(),
            tokens: tokens.map(|(role, token)| (role.clone(), text(token))).collect(),
            data: PathBuf::new(),
            settings: Vec::new(),
            child,
        }
    }

    /// Starts the server of a house by its configuration file and waits until it answers.
    ///
    /// # Panics
    /// When it does not start.
    pub(crate) fn serve(config: &Path) -> Self {
        let (child, said) = answering(command(&["serve", "--json", "--config"]).arg(config));
        Self {
            url: said["url"].as_str().expect("a text").to_owned(),
            users: Vec::new(),
            tokens: BTreeMap::new(),
            data: PathBuf::new(),
            settings: Vec::new(),
            child,
        }
    }

    /// The first user with this role.
    ///
    /// # Panics
    /// When there is none.
    pub(crate) fn user(&self, role: &str) -> &User {
        self.users.iter().find(|user| user.role == role).unwrap_or_else(|| panic!("no {role}"))
    }

    /// Kills it as a power cut would (SIGKILL) and leaves the folder as it is.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program has ended");
    }

    /// Kills it and starts it again on the same folder.
    #[must_use]
    pub(crate) fn restart(self) -> Self {
        let (data, settings) = (self.data.clone(), self.settings.clone());
        self.kill();
        let settings: Vec<_> = settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Self::start_with(&data, &settings)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Ended already when a test killed it.
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}

/// What a run of the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// Says what it said where it did not succeed.
///
/// # Panics
/// When it did not.
pub(crate) fn done(ran: &Ran) {
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

/// Runs the program to its end.
///
/// # Panics
/// When it cannot be started or is ended by a signal.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    run_with(arguments, &[])
}

/// Runs the program with settings in its environment.
pub(crate) fn run_with(arguments: &[&str], settings: &[(&str, &str)]) -> Ran {
    let output = command(arguments).envs(settings.iter().copied()).output().expect("the program can be run");
    Ran {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Starts a program that prints one line of JSON when it answers.
fn answering(command: &mut Command) -> (Child, Value) {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program can be started");
    let mut line = String::new();
    let out = child.stdout.take().expect("standard output is piped");
    BufReader::new(out).read_line(&mut line).expect("the program says where it is");
    let said = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not JSON: {line}"));
    (child, said)
}

/// The program with these arguments and nothing of the machine's own settings.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(executable());
    // Nothing of the machine's own settings reaches the program under test.
    command.args(arguments).env_clear().env("LANG", "C.UTF-8").stdin(Stdio::null());
    command
}

/// The program beside the tests in the target folder.
pub(crate) fn executable() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows where it is");
    let folder = test.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let program = folder.join("fodfaeste");
    assert!(program.exists(), "{} is not built: cargo build -p fodfaeste", program.display());
    program
}
