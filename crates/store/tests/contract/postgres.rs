//! One PostgreSQL server for a test process: started on a free port of this machine, ended with the process, however
//! that ends. Where PostgreSQL 15 is not installed the tests fail and say so; `FODFAESTE_TEST_POSTGRES=off` skips
//! them visibly.

use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// Where Debian puts it.
const BIN: &str = "/usr/lib/postgresql/15/bin";

/// The PostgreSQL server of this test process.
pub(crate) struct Server {
    port: u16,
    /// Its standard input: when this process ends, however it ends, the pipe closes and the server stops.
    _keeper: Child,
}

#[expect(clippy::disallowed_methods, reason = "a test may ask its environment whether to skip")]
fn switched_off() -> bool {
    std::env::var("FODFAESTE_TEST_POSTGRES").is_ok_and(|value| value == "off")
}

/// The server, or `None` when it was switched off.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER
        .get_or_init(|| {
            if switched_off() {
                eprintln!("SKIPPED: PostgreSQL contract tests (FODFAESTE_TEST_POSTGRES=off)");
                return None;
            }
            assert!(
                Path::new(BIN).join("initdb").exists(),
                "PostgreSQL 15 is not installed ({BIN}): apt install postgresql-15, or set \
                 FODFAESTE_TEST_POSTGRES=off to skip its tests"
            );
            Some(start())
        })
        .as_ref()
}

/// Runs as somebody else where this is root: PostgreSQL refuses to run as root.
fn runner() -> &'static str {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if root { "runuser -u postgres --" } else { "" }
}

fn start() -> Server {
    let folder: PathBuf = tempfile::Builder::new().prefix("fodfaeste-pg-").tempdir().unwrap().keep();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (run, dir) = (runner(), folder.display());
    let script = format!(
        "cd {dir} && {run} {BIN}/initdb -N -D {dir}/data --locale=C --encoding=UTF8 --auth=trust -U postgres \
         >init.log 2>&1 || {{ cat init.log; exit 1; }}\n\
         {run} {BIN}/postgres -D {dir}/data -p {port} -c listen_addresses=127.0.0.1 \
         -c unix_socket_directories={dir} -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
         -c max_connections=400 >server.log 2>&1 &\n\
         read line\n{run} {BIN}/pg_ctl -D {dir}/data stop -m immediate -w >/dev/null\nrm -rf {dir}"
    );
    let mut keeper = Command::new("sh").args(["-c", &script]).stdin(Stdio::piped()).spawn().unwrap();
    for _ in 0..200 {
        let ready = Command::new(format!("{BIN}/pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status();
        if ready.unwrap().success() {
            return Server { port, _keeper: keeper };
        }
        assert!(keeper.try_wait().unwrap().is_none(), "PostgreSQL did not start, see {dir}");
        std::thread::sleep(Duration::from_millis(100));
    }
    keeper.stdin.take().unwrap().write_all(b"stop\n").unwrap();
    panic!("PostgreSQL did not answer, see {dir}");
}

impl Server {
    /// Address of one of its databases.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }
    /// Runs one of its own tools against it, `createdb` or `psql`, and takes what that prints.
    pub(crate) fn tool(&self, name: &str, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(format!("{BIN}/{name}"));
        command.args(["-h", "127.0.0.1", "-U", "postgres", "-p", &self.port.to_string()]).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }
}
