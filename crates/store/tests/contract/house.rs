//! The house around the record: units, audit chain, repeated requests, sessions, drafts, keys.

use domain::audit::{Act, AuditEvent};
use domain::id::{DraftId, OrganisationId, UserId};
use domain::policy::Role;
use store::draft::Draft;
use store::session::{Bearer, NewSession, TokenRow};
use store::user::UserRow;
use store::{DAY, Idempotency, Outcome, StoreError, Unit};
use uuid::Uuid;

use crate::fixture::{Fixture, NOW};

fn user(fixture: &mut Fixture, login: &str) -> UserRow {
    UserRow {
        organisation: fixture.organisation,
        id: UserId::new(fixture.id()),
        login: login.to_owned(),
        name: "Tilde Øland".to_owned(),
        initials: "TØ".to_owned(),
        role: Role::Worker,
        hours_per_cent: 80,
        language: "da".to_owned(),
        active: true,
        created_at: NOW,
        version: 1,
    }
}

async fn added(fixture: &mut Fixture, login: &str) -> UserRow {
    let user = user(fixture, login);
    let unit =
        Unit::new(fixture.event(Act::ChangedUser)).and(store::user::insert(&user, Some("hash".to_owned())));
    assert_eq!(fixture.store.write(unit).await, Ok(Outcome::Done));
    user
}

#[expect(clippy::unnecessary_wraps, reason = "as a unit takes it")]
fn once(key: &str, request: u8, answer: &str) -> Option<Idempotency> {
    Some(Idempotency { key: key.to_owned(), request: [request; 32], answer: answer.to_owned() })
}

crate::contract! {
    async fn every_statement_is_understood(fixture) {
        let (count, refused) = fixture.store.verify_statements().await.unwrap();
        assert!(count > 30 && refused.is_empty(), "{refused:#?}");
    }

    async fn a_unit_that_fails_leaves_nothing_and_does_not_touch_its_neighbours(fixture) {
        let first = user(&mut fixture, "tilde");
        let twin = UserRow { id: UserId::new(fixture.id()), ..first.clone() };
        let other = user(&mut fixture, "bo");
        let write = |users: Vec<UserRow>| {
            let unit = Unit::new(fixture.event(Act::ChangedUser))
                .and_all(users.iter().map(|user| store::user::insert(user, None)));
            fixture.store.write(unit)
        };
        assert_eq!(write(vec![first.clone()]).await, Ok(Outcome::Done));
        // Sent together, so that on SQLite they share a transaction.
        let (bad, good) = tokio::join!(write(vec![other.clone(), twin]), write(vec![other]));
        let results = [bad, good];
        assert!(results.contains(&Ok(Outcome::Done)) && results.contains(&Err(StoreError::Duplicate)), "{results:?}");
        assert_eq!(fixture.store.users(fixture.organisation).await.unwrap().len(), 2);
        assert_eq!(fixture.store.verify_audit().await.unwrap(), (3, vec![]));
    }

    async fn many_units_at_once_are_all_written_in_one_unbroken_chain(fixture) {
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..200 {
            let user = user(&mut fixture, &format!("user{number}"));
            let unit = Unit::new(fixture.event(Act::ChangedUser)).and(store::user::insert(&user, None));
            let store = fixture.store.clone();
            tasks.spawn(async move { store.write(unit).await });
        }
        while let Some(result) = tasks.join_next().await {
            assert_eq!(result.unwrap(), Ok(Outcome::Done));
        }
        assert_eq!(fixture.store.users(fixture.organisation).await.unwrap().len(), 200);
        assert_eq!(fixture.store.verify_audit().await.unwrap(), (201, vec![]));
        let page = fixture.store.audit_page(fixture.organisation, None, Some(100), 10).await.unwrap();
        assert_eq!(page.iter().map(|row| row.sequence).collect::<Vec<_>>(), (90..100).rev().collect::<Vec<_>>());
    }

    async fn an_unknown_organisation_can_write_nothing(fixture) {
        let stranger = OrganisationId::new(Uuid::from_u128(99));
        let event = AuditEvent { organisation: stranger, ..fixture.event(Act::ChangedUser) };
        assert_eq!(fixture.store.write(Unit::new(event)).await, Err(StoreError::Reference));
    }

    async fn a_repeated_request_has_one_effect_and_the_same_answer(fixture) {
        let first = user(&mut fixture, "tilde");
        let unit = |answer: &str, request: u8| Unit::new(fixture.event(Act::ChangedUser))
            .and(store::user::insert(&first, None))
            .once(once("k1", request, answer));
        assert_eq!(fixture.store.write(unit("a", 1)).await, Ok(Outcome::Done));
        assert_eq!(fixture.store.write(unit("b", 1)).await, Ok(Outcome::Repeated { answer: "a".to_owned() }));
        assert_eq!(fixture.store.write(unit("c", 2)).await, Err(StoreError::KeyReused));
        let known = once("k1", 1, "").unwrap();
        let answer = fixture.store.repeated(fixture.organisation, &known).await.unwrap();
        assert_eq!(answer, Some(Outcome::Repeated { answer: "a".to_owned() }));
        assert_eq!(fixture.store.users(fixture.organisation).await.unwrap().len(), 1);
        assert_eq!(fixture.store.verify_audit().await.unwrap(), (2, vec![]));
        fixture.store.clear_repeated(fixture.organisation, NOW + 40 * DAY).await.unwrap();
        assert_eq!(fixture.store.repeated(fixture.organisation, &known).await.unwrap(), None);
    }

    async fn a_refused_request_does_not_use_up_its_key(fixture) {
        let first = added(&mut fixture, "tilde").await;
        let other = user(&mut fixture, "bo");
        let unit = |row: &UserRow| Unit::new(fixture.event(Act::ChangedUser))
            .and(store::user::insert(row, None))
            .once(once("k1", 1, "a"));
        assert_eq!(fixture.store.write(unit(&first)).await, Err(StoreError::Duplicate));
        assert_eq!(fixture.store.write(unit(&other)).await, Ok(Outcome::Done));
    }

    async fn an_update_of_something_changed_meanwhile_is_a_conflict(fixture) {
        let before = added(&mut fixture, "tilde").await;
        let change = |role: Role| Unit::new(fixture.event(Act::ChangedUser))
            .and(store::user::update(&UserRow { role, ..before.clone() }));
        assert_eq!(fixture.store.write(change(Role::Leader)).await, Ok(Outcome::Done));
        assert_eq!(fixture.store.write(change(Role::Evaluator)).await, Err(StoreError::Conflict));
        let after = fixture.store.user(before.organisation, before.id).await.unwrap().unwrap();
        assert_eq!((after.role, after.version), (Role::Leader, 2));
    }

    async fn who_logs_in_is_found_with_the_hash_and_only_by_the_exact_name(fixture) {
        let tilde = added(&mut fixture, "tilde").await;
        assert_eq!(fixture.store.user_by_login("tilde").await.unwrap(), Some((tilde, Some("hash".to_owned()))));
        assert_eq!(fixture.store.user_by_login("Tilde").await.unwrap(), None);
    }

    async fn a_session_is_found_by_its_hash_until_it_ends_and_a_lost_right_is_seen_at_once(fixture) {
        let tilde = added(&mut fixture, "tilde").await;
        let session = NewSession {
            organisation: tilde.organisation, user: tilde.id, token_hash: [5; 32],
            device: "Telefon".to_owned(), created_at: NOW, ends_at: NOW + 1000,
        };
        let begin = Unit::new(fixture.event(Act::LoggedIn)).and(store::session::insert(&session));
        fixture.store.write_access(begin).await.unwrap();
        let found = fixture.store.session(&[5; 32], NOW).await.unwrap().unwrap();
        assert_eq!((&found.user, found.bearer, found.ends_at), (&tilde, Bearer::Session, Some(NOW + 1000)));
        assert!(fixture.store.session(&[6; 32], NOW).await.unwrap().is_none());
        assert!(fixture.store.token(&[7; 32], NOW).await.unwrap().is_none());

        let blocked = UserRow { active: false, ..tilde.clone() };
        let unit = Unit::new(fixture.event(Act::ChangedUser)).and(store::user::update(&blocked));
        fixture.store.write_access(unit).await.unwrap();
        assert!(!fixture.store.session(&[5; 32], NOW).await.unwrap().unwrap().user.active);

        let later = NOW + 61_000_000;
        fixture.store.touch_session(&found, &[5; 32], later).await.unwrap();
        assert_eq!(fixture.store.sessions(tilde.organisation, tilde.id).await.unwrap()[0].seen_at, later);
        let end = Unit::new(fixture.event(Act::LoggedOut)).and(store::session::end(tilde.organisation, [5; 32]));
        fixture.store.write_access(end).await.unwrap();
        assert!(fixture.store.session(&[5; 32], later).await.unwrap().is_none());
    }

    async fn a_token_works_until_it_is_revoked(fixture) {
        let tilde = added(&mut fixture, "tilde").await;
        let token = TokenRow {
            organisation: tilde.organisation, id: fixture.id(), user: tilde.id, label: "fagsystem".to_owned(),
            created_at: NOW, ends_at: None, revoked_at: None,
        };
        let make = Unit::new(fixture.event(Act::ChangedUser)).and(store::session::insert_token(&token, [8; 32]));
        fixture.store.write(make).await.unwrap();
        assert_eq!(fixture.store.token(&[8; 32], NOW).await.unwrap().unwrap().bearer, Bearer::Token(token.id));
        let revoke = Unit::new(fixture.event(Act::ChangedUser))
            .and(store::session::revoke_token(tilde.organisation, token.id, NOW));
        fixture.store.write_access(revoke).await.unwrap();
        assert!(fixture.store.token(&[8; 32], NOW).await.unwrap().is_none());
        assert_eq!(fixture.store.tokens(tilde.organisation).await.unwrap()[0].revoked_at, Some(NOW));
    }

    async fn a_draft_survives_and_the_last_word_wins(fixture) {
        let tilde = added(&mut fixture, "tilde").await;
        let author = (tilde.organisation, tilde.id);
        let draft = |body: &str, id: u128| Draft {
            id: DraftId::new(Uuid::from_u128(id)), form: "contact/1".to_owned(), body: body.to_owned(), updated_at: NOW,
        };
        let mut entropy = vault::fake::Seeded(3);
        fixture.store.save_draft(author, &draft("Hun sagde", 1), &mut entropy).await.unwrap();
        fixture.store.save_draft(author, &draft("Hun sagde ja", 2), &mut entropy).await.unwrap();
        let kept = fixture.store.draft(author.0, author.1, "contact/1").await.unwrap().unwrap();
        assert_eq!(kept, draft("Hun sagde ja", 2));
        assert_eq!(fixture.store.drafts(author.0, author.1).await.unwrap(), vec![kept]);
        fixture.store.remove_draft(author, "contact/1", NOW).await.unwrap();
        assert_eq!(fixture.store.draft(author.0, author.1, "contact/1").await.unwrap(), None);
    }

    async fn a_key_is_stored_only_wrapped_and_opens_only_when_unlocked(fixture) {
        let (organisation, course) = (fixture.organisation, fixture.id());
        let (_, statement) =
            fixture.store.new_key(organisation, ("course", course), NOW, &mut fixture.entropy).unwrap();
        assert!(fixture.store.key(organisation, course).await.unwrap().is_none());
        fixture.store.write(Unit::new(fixture.event(Act::CreatedCourse)).and(statement)).await.unwrap();
        assert!(fixture.store.key(organisation, course).await.unwrap().is_some());
        let locked = store::Store::open(&fixture.place).await.unwrap();
        assert_eq!(locked.key(organisation, course).await.unwrap_err(), StoreError::Locked);
        locked.close().await;
    }

    async fn a_reading_is_written_once_in_a_quarter_of_an_hour(fixture) {
        let (tilde, course) = (added(&mut fixture, "tilde").await, fixture.id());
        let reading = |at: i64, subject: Uuid| AuditEvent {
            at, actor: Some(tilde.id), subject, purpose: "own_course",
            ..fixture.event(Act::ReadCourse)
        };
        let minute = 60_000_000;
        for (at, subject) in [(NOW, course), (NOW + minute, course), (NOW + 14 * minute, course)] {
            fixture.store.account_reading(reading(at, subject)).await.unwrap();
        }
        let count = async || fixture.store.verify_audit().await.unwrap().0;
        assert_eq!(count().await, 3, "organisation, user, one reading");
        fixture.store.account_reading(reading(NOW + 15 * minute, course)).await.unwrap();
        fixture.store.account_reading(reading(NOW + 15 * minute, tilde.id.uuid())).await.unwrap();
        assert_eq!(count().await, 5);
        let of_course = fixture.store.audit_page(fixture.organisation, Some(course), None, 10).await.unwrap();
        assert_eq!(of_course.len(), 2);
        assert_eq!((of_course[0].act.as_str(), of_course[0].at), ("read_course", NOW + 15 * minute));
    }
}
