//! What lies on the disk: no word of the record in the database file, its write-ahead log and a backup; a backup that
//! is the whole record; damage that is found.

use std::path::{Path, PathBuf};

use domain::contact::{Contact, ContactKind, ContactOutcome, ContactRole};
use domain::id::ContactId;
use domain::policy::Role;
use store::record::{Word, contact, course};
use store::{Place, Store, StoreError, Unit};

use crate::fixture::{Fixture, Kind, NOW, fixture};
use crate::record::{TODAY, begin, day, new_course, scope, worker};

/// Planted in the alias, the safe-contact agreement, a note and the long-term plan; and their parts, should a word
/// be stored in pieces.
const PLANTED: [&str; 5] = ["Mosekonebryg", "Regnbuetallerken", "Sneglehusvej", "Lyngblomst", "mosekone"];

async fn planted(fixture: &mut Fixture) {
    let tilde = worker(fixture, "tilde").await;
    let leader = scope(fixture, tilde, Role::Leader);
    let mut new = new_course(fixture, tilde, "4F7K", day(11, 19));
    new.alias = "Mosekonebryg".to_owned();
    new.safe_contact = Some("Sms til Regnbuetallerken".to_owned());
    let key = begin(fixture, &leader, &new).await;
    let met = Contact {
        id: ContactId::new(fixture.id()),
        course: new.course.id,
        worker: tilde,
        date: TODAY,
        time: None,
        kind: ContactKind::Meeting,
        role: ContactRole::Support,
        outcome: ContactOutcome::Held,
        new_time: None,
        minutes: Some(45),
        place: None,
        joined: Vec::new(),
        meeting: None,
        areas: Vec::new(),
    };
    let note = Some("Vi gik ned ad Sneglehusvej og talte om mosekone");
    let unit = Unit::new(fixture.event(domain::audit::Act::RecordedContact))
        .and(contact::insert(&leader, &key, &met, note, NOW, &mut fixture.entropy).unwrap())
        .and(
            course::set_word(
                &leader,
                &key,
                Word::LongTermPlan,
                Some("Lyngblomst hver uge"),
                &mut fixture.entropy,
            )
            .unwrap(),
        );
    fixture.store.write(unit).await.unwrap();
    let read = fixture.store.course(&leader, new.course.id, TODAY).await.unwrap().unwrap();
    assert_eq!(read.row.alias, "Mosekonebryg", "the words are there for those who may read them");
}

fn assert_wordless(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    assert!(!bytes.is_empty(), "{}", path.display());
    for word in PLANTED {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for needle in [word.as_bytes(), &utf16] {
            assert!(
                !bytes.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle)),
                "{word} lies readable in {}",
                path.display()
            );
        }
    }
}

async fn on_sqlite() -> (Fixture, PathBuf) {
    let fixture = fixture(Kind::Sqlite).await.unwrap();
    let Place::File(path) = fixture.place.clone() else { panic!("a file") };
    (fixture, path)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

#[tokio::test]
async fn planted_words_are_in_no_file() {
    let (mut fixture, path) = on_sqlite().await;
    planted(&mut fixture).await;
    let backup = beside(&path, ".backup");
    store::backup::copy_to(&fixture.place, &backup).await.unwrap();
    for file in [beside(&path, "-wal"), backup] {
        assert_wordless(&file);
    }
    fixture.store.close().await;
    assert_wordless(&path);
}

#[tokio::test]
async fn a_backup_is_the_whole_record_and_is_never_written_over_another() {
    let (mut fixture, path) = on_sqlite().await;
    planted(&mut fixture).await;
    let backup = beside(&path, ".backup");
    store::backup::copy_to(&fixture.place, &backup).await.unwrap();
    assert_eq!(store::backup::copy_to(&fixture.place, &backup).await, Err(StoreError::Duplicate));
    let copy = Store::open(&Place::File(backup)).await.unwrap();
    let found = copy.verify().await.unwrap();
    assert_eq!(found.locked, vec![fixture.organisation], "the private key is not in a backup");
    assert_eq!((found.damage.len(), found.refused.len(), found.broken.len()), (0, 0, 0));
    assert_eq!(found.events, fixture.store.verify().await.unwrap().events);
}

#[tokio::test]
async fn a_backup_of_a_server_names_the_way() {
    let place = Place::Server("postgres://nobody@127.0.0.1:1/none".to_owned());
    let refused = store::backup::copy_to(&place, Path::new("/nowhere")).await;
    assert_eq!(refused, Err(StoreError::Unsupported("pg_dump")));
}

#[tokio::test]
async fn a_changed_audit_event_and_a_changed_wrap_are_found() {
    let (mut fixture, path) = on_sqlite().await;
    planted(&mut fixture).await;
    assert!(fixture.store.verify().await.unwrap().is_whole());
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    for tamper in [
        "update audit_event set at = at + 1 where sequence = 2",
        "update key_wrap set wrapped = zeroblob(length(wrapped))",
    ] {
        sqlx::query(tamper).execute(&pool).await.unwrap();
    }
    let found = fixture.store.verify().await.unwrap();
    assert_eq!(found.broken.iter().map(|broken| broken.sequence).collect::<Vec<_>>(), vec![2]);
    assert_eq!((found.keys, found.closed.len()), (1, 1));
    assert!(!found.is_whole());
}
