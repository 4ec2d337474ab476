//! Where a test of the service keeps its record: a SQLite file or a PostgreSQL database of its own, each a copy of one
//! that was filled once. Holds no people and no courses.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::atomic::{AtomicU32, Ordering};

use store::Place;
use tokio::sync::Mutex;

// The same server as the contract of the store is tested on.
#[path = "../../../store/tests/contract/postgres.rs"]
mod postgres;

use postgres::server;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

tokio::task_local! {
    static KIND: Kind;
}

/// Runs a test on a kind of database; where PostgreSQL was switched off, nothing is run and that is said.
pub(crate) async fn on(kind: Kind, test: impl Future<Output = ()>) {
    if kind == Kind::Postgres && server().is_none() {
        return;
    }
    KIND.scope(kind, test).await;
}

/// Makes each of these functions two tests: one on SQLite, one on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                $crate::sample::on($crate::sample::Kind::Sqlite, super::$name()).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                $crate::sample::on($crate::sample::Kind::Postgres, super::$name()).await;
            })*
        }
    };
}
pub(crate) use on_both;

/// A record of a test's own.
pub(crate) struct Kept {
    pub(crate) place: Place,
    /// The folder of a file; it goes with the test.
    folder: tempfile::TempDir,
}

/// What each kind of record was filled with, once in a process: the bytes of a file, or nothing for a database, which
/// the server copies.
static MADE: Mutex<BTreeMap<(&str, Kind), Vec<u8>>> = Mutex::const_new(BTreeMap::new());

/// Numbers the databases of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A copy of the record that `fill` made once. `fill` leaves no connection open.
pub(crate) async fn copy(name: &'static str, fill: impl AsyncFnOnce(Place)) -> Kept {
    let kind = KIND.try_with(|kind| *kind).expect("a test with a record is listed in on_both!");
    let folder = tempfile::tempdir().unwrap();
    let mut made = MADE.lock().await;
    let place = match kind {
        Kind::Sqlite => {
            let path = folder.path().join("fodfaeste.db");
            if let Some(bytes) = made.get(&(name, kind)) {
                std::fs::write(&path, bytes).unwrap();
            } else {
                fill(Place::File(path.clone())).await;
                assert!(!folder.path().join("fodfaeste.db-wal").exists(), "{name} is still open");
                made.insert((name, kind), std::fs::read(&path).unwrap());
            }
            Place::File(path)
        }
        Kind::Postgres => {
            let server = server().expect("it runs");
            if let Entry::Vacant(first) = made.entry((name, kind)) {
                server.tool("createdb", &[name]);
                fill(Place::Server(server.url(name))).await;
                first.insert(Vec::new());
            }
            let own = format!("own_{}", NEXT.fetch_add(1, Ordering::Relaxed));
            server.tool("createdb", &["-T", name, &own]);
            Place::Server(server.url(&own))
        }
    };
    Kept { place, folder }
}

impl Kept {
    /// Every byte that the record left where others could read it: the files of SQLite, the dump of PostgreSQL with
    /// what stands in it as hexadecimal figures opened.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.place {
            Place::File(_) => {
                let files = std::fs::read_dir(self.folder.path()).unwrap();
                files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
            }
            Place::Server(url) => {
                let mut bytes = server().expect("it runs").tool("pg_dump", &["--dbname", url]);
                let dump = String::from_utf8(bytes.clone()).unwrap();
                for figures in dump.split("\\\\x").skip(1) {
                    let figures = figures.bytes().take_while(u8::is_ascii_hexdigit).collect::<Vec<_>>();
                    let byte = |two: &[u8]| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap();
                    bytes.extend(figures.chunks_exact(2).map(byte));
                }
                bytes
            }
        }
    }
}
