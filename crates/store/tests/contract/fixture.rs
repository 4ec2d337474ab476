//! Databases for tests: a fresh SQLite file or a fresh PostgreSQL database for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::OrganisationId;
use store::{Place, Store};
use uuid::Uuid;
use vault::PrivateKey;
use vault::fake::Seeded;

use crate::postgres::{Server, server};

/// Noon of 24 November 2026, microseconds.
pub(crate) const NOW: i64 = 1_795_521_600_000_000;

/// A store with one organisation, whose key is loaded.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) organisation: OrganisationId,
    pub(crate) place: Place,
    pub(crate) entropy: Seeded,
    counter: u128,
    /// Kept alive: the folder of a SQLite file goes with it.
    _folder: tempfile::TempDir,
}

impl Fixture {
    pub(crate) fn id(&mut self) -> Uuid {
        self.counter += 1;
        Uuid::from_u128((0x0192_0000_0000_7000_8000 << 48) | self.counter)
    }
    pub(crate) fn event(&self, act: Act) -> AuditEvent {
        AuditEvent {
            organisation: self.organisation,
            actor: None,
            act,
            subject_kind: SubjectKind::Organisation,
            subject: self.organisation.uuid(),
            at: NOW,
            purpose: "test",
        }
    }
}

/// Which database a test runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A fixture on a fresh database, or `None` when PostgreSQL was switched off.
pub(crate) async fn fixture(kind: Kind) -> Option<Fixture> {
    let folder = tempfile::tempdir().unwrap();
    let place = match kind {
        Kind::Sqlite => Place::File(folder.path().join("fodfaeste.db")),
        Kind::Postgres => Place::Server(fresh(server()?).await),
    };
    let store = Store::open(&place).await.unwrap();
    let mut entropy = Seeded(7);
    let key = PrivateKey::generate(&mut entropy).unwrap();
    let organisation = OrganisationId::new(Uuid::from_u128(1));
    let row = store::organisation::Organisation {
        id: organisation,
        name: "Øvekommunen".to_owned(),
        language: "da".to_owned(),
        public_key: key.public(),
        created_at: NOW,
    };
    store.unlock(organisation, key);
    let mut fixture = Fixture { store, organisation, place, entropy, counter: 0, _folder: folder };
    let unit = store::Unit::new(fixture.event(Act::Initialised)).and_all(store::organisation::insert(&row));
    fixture.store.write(unit).await.unwrap();
    fixture.counter = 100;
    Some(fixture)
}

/// A fresh database, copied from one that was migrated once.
async fn fresh(server: &Server) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    static TEMPLATE: tokio::sync::Mutex<bool> = tokio::sync::Mutex::const_new(false);
    let mut made = TEMPLATE.lock().await;
    if !*made {
        server.tool("createdb", &["template_fodfaeste"]);
        let template = Place::Server(server.url("template_fodfaeste"));
        Store::open(&template).await.unwrap().close().await;
        *made = true;
    }
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    server.tool("createdb", &["-T", "template_fodfaeste", &name]);
    drop(made);
    server.url(&name)
}

/// One test body, run on both databases.
#[macro_export]
macro_rules! contract {
    ($($(#[$doc:meta])* async fn $name:ident($fixture:ident) $body:block)*) => {
        mod cases {
            use super::*;
            $($(#[$doc])* pub(super) async fn $name(mut $fixture: $crate::fixture::Fixture) {
                let _used = &mut $fixture;
                $body
                $fixture.store.close().await;
            })*
        }
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::cases::$name($crate::fixture::fixture($crate::fixture::Kind::Sqlite).await.unwrap()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(fixture) = $crate::fixture::fixture($crate::fixture::Kind::Postgres).await {
                    super::cases::$name(fixture).await;
                }
            })*
        }
    };
}
