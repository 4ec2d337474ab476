//! The server under load: the program started on a folder of its own, and what the operating system knows of it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::client::Client;
use super::measure::now;

/// Clock ticks a second in `/proc`, the same on every Linux.
const TICKS: f64 = 100.0;

/// Memory of a process, MiB.
pub(super) struct Memory {
    /// All that is in memory, the pages of the program's own file among it.
    pub(super) resident: f64,
    /// What no file stands behind.
    pub(super) own: f64,
}

/// A running server.
pub(super) struct Server {
    child: Child,
    host: String,
    token: String,
    /// From the start of the process to the first page, ms.
    pub(super) first_page_ms: f64,
}

impl Server {
    /// Starts the training municipality on this folder.
    pub(super) fn start(program: &Path, data: &Path) -> Result<Self, String> {
        let begun = now();
        let mut child = Command::new(program)
            .args(["demo", "--port", "0", "--json", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the program did not start: {error}"))?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("no standard output")?;
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        let said: Value = serde_json::from_str(&line).map_err(|error| format!("{error}: {line}"))?;
        let url = said.get("url").and_then(Value::as_str).ok_or("no url")?;
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let token = said.pointer("/tokens/leader").and_then(Value::as_str).ok_or("no token")?.to_owned();
        let mut server = Self { child, host, token, first_page_ms: 0.0 };
        let page = server.client().and_then(|mut client| client.get("/log-ind"));
        let status = page.map_err(|error| error.to_string())?.status;
        server.first_page_ms = begun.elapsed().as_secs_f64() * 1000.0;
        if status == 200 { Ok(server) } else { Err(format!("the first page answered {status}")) }
    }

    /// A new connection of the team leader.
    pub(super) fn client(&self) -> std::io::Result<Client> {
        Client::connect(&self.host, &self.token)
    }

    /// Processor time spent so far, user and system.
    pub(super) fn cpu_seconds(&self) -> Result<f64, String> {
        let stat = self.proc("stat")?;
        // The second field may hold blanks; what follows its closing bracket does not.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
        let ticks = |place: usize| fields.get(place).and_then(|text| text.parse::<f64>().ok());
        match (ticks(11), ticks(12)) {
            (Some(user), Some(system)) => Ok((user + system) / TICKS),
            _ => Err("the times of the process cannot be read".to_owned()),
        }
    }

    /// Memory in use.
    pub(super) fn memory(&self) -> Result<Memory, String> {
        let status = self.proc("status")?;
        let mib = |name: &str| -> Result<f64, String> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or(format!("no {name}"))?;
            let kib = line.trim().trim_end_matches(" kB").parse::<f64>();
            kib.map(|kib| kib / 1024.0).map_err(|_| format!("not a size: {line}"))
        };
        Ok(Memory { resident: mib("VmRSS:")?, own: mib("RssAnon:")? })
    }

    /// Asks it to end and waits for it.
    pub(super) fn stop(mut self) -> Result<(), String> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().map_err(|error| error.to_string())?;
        self.child.wait().map_err(|error| error.to_string())?;
        Ok(())
    }

    fn proc(&self, file: &str) -> Result<String, String> {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id()))
            .map_err(|error| error.to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to do when it has ended already.
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}

/// Imports a package and returns the seconds it took.
pub(super) fn import(program: &Path, data: &Path, package: &Path) -> Result<f64, String> {
    let begun = now();
    let done = Command::new(program)
        .arg("import")
        .arg(package)
        .arg("--data")
        .arg(data)
        .stdout(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    if done.success() { Ok(begun.elapsed().as_secs_f64()) } else { Err("the import failed".to_owned()) }
}
