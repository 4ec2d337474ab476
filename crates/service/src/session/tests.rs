//! Logging in, idling, locking, tokens and users at the boundary, over a real file.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::policy::Role;
use domain::refusal::RefusalCode;

use super::*;
use crate::sample::{self, House, on_both};
use crate::session::users::{ChangeMember, NewMember};

on_both! {
    the_right_password_begins_a_session_and_everything_else_reads_the_same,
    a_quarter_of_an_hour_without_use_ends_a_session_and_so_does_a_working_day,
    guessing_is_slowed_for_a_name_that_exists_and_one_that_does_not,
    whoever_is_shut_out_is_out_at_once_with_session_and_token,
    only_the_administrator_administers_and_every_field_is_told_at_once,
    what_has_ended_is_swept_away_and_what_is_in_use_stays,
}

const MINUTE: i64 = 60_000_000;

fn typed(login: &str, password: &str) -> LogIn {
    LogIn { login: login.to_owned(), password: password.to_owned(), device: "Firefox".to_owned() }
}

async fn house_with_password() -> (House, UserId) {
    let house = sample::house().await;
    let new = NewMember {
        login: "Sanne ".to_owned(),
        name: "Sanne Øvelse".to_owned(),
        role: Role::Worker,
        hours_per_cent: 100,
        language: "da".to_owned(),
        password: Some("rav og tang ved stranden".to_owned()),
    };
    let id = users::add(&house.ctx, &house.administrator, new).await.unwrap();
    (house, id)
}

async fn the_right_password_begins_a_session_and_everything_else_reads_the_same() {
    let (house, id) = house_with_password().await;
    let ctx = &house.ctx;
    let begun = log_in(ctx, typed(" SANNE", "rav og tang ved stranden")).await.unwrap();
    assert_eq!((begun.viewer.actor.user, begun.viewer.initials.as_str()), (id, "SØ"));
    let secret = begun.secret.to_text();
    assert_eq!(current(ctx, &secret).await.unwrap().unwrap().actor.user, id);
    for wrong in [typed("sanne", "forkert"), typed("ukendt", "rav og tang ved stranden"), typed("", "")] {
        assert_eq!(log_in(ctx, wrong).await.unwrap_err(), Error::LoginWrong);
    }
    assert_eq!(current(ctx, "").await.unwrap(), None);
    log_out(ctx, &secret).await.unwrap();
    assert_eq!(current(ctx, &secret).await.unwrap(), None);
}

async fn a_quarter_of_an_hour_without_use_ends_a_session_and_so_does_a_working_day() {
    let (house, _) = house_with_password().await;
    let ctx = &house.ctx;
    let secret = log_in(ctx, typed("sanne", "rav og tang ved stranden")).await.unwrap().secret.to_text();
    for _ in 0..4 {
        house.clock.advance(14 * MINUTE);
        assert!(current(ctx, &secret).await.unwrap().is_some(), "used all along");
    }
    house.clock.advance(16 * MINUTE);
    assert_eq!(current(ctx, &secret).await.unwrap(), None);
    assert!(locked_by(ctx, &secret).await.unwrap().is_some(), "what she typed is kept for her");
    let secret = log_in(ctx, typed("sanne", "rav og tang ved stranden")).await.unwrap().secret.to_text();
    for _ in 0..60 {
        house.clock.advance(12 * MINUTE);
        current(ctx, &secret).await.unwrap();
    }
    assert_eq!(current(ctx, &secret).await.unwrap(), None);
    assert_eq!(locked_by(ctx, &secret).await.unwrap(), None);
}

async fn guessing_is_slowed_for_a_name_that_exists_and_one_that_does_not() {
    let (house, _) = house_with_password().await;
    for name in ["sanne", "ukendt"] {
        for _ in 0..6 {
            assert_eq!(log_in(&house.ctx, typed(name, "gæt")).await.unwrap_err(), Error::LoginWrong);
        }
        let slow = log_in(&house.ctx, typed(name, "rav og tang ved stranden")).await.unwrap_err();
        assert_eq!(slow, Error::LoginSlow { until: house.ctx.now() + MINUTE / 2 });
    }
    house.clock.advance(MINUTE);
    assert!(log_in(&house.ctx, typed("sanne", "rav og tang ved stranden")).await.is_ok());
}

async fn whoever_is_shut_out_is_out_at_once_with_session_and_token() {
    let (house, id) = house_with_password().await;
    let ctx = &house.ctx;
    let secret = log_in(ctx, typed("sanne", "rav og tang ved stranden")).await.unwrap().secret.to_text();
    let new = tokens::NewToken { user: id, label: "Prøve".to_owned(), days: 30, once: None };
    let token = tokens::make(ctx, &house.administrator, new).await.unwrap();
    let text = token.secret.to_text();
    assert!(bearer(ctx, &text).await.unwrap().unwrap().by_token);
    assert_eq!(bearer(ctx, &secret).await.unwrap(), None, "a session is no token");
    assert_eq!(current(ctx, &text).await.unwrap(), None, "a token is no session");
    let member = users::list(ctx, &house.administrator).await.unwrap();
    let member = member.into_iter().find(|member| member.user.id == id).unwrap();
    let change = ChangeMember {
        id,
        version: member.version,
        name: member.user.name,
        role: Role::Worker,
        hours_per_cent: 50,
        language: "en".to_owned(),
        active: false,
    };
    users::change(ctx, &house.administrator, change.clone()).await.unwrap();
    assert_eq!(current(ctx, &secret).await.unwrap(), None);
    assert_eq!(bearer(ctx, &text).await.unwrap(), None);
    users::change(ctx, &house.administrator, change.clone()).await.unwrap();
    let other = ChangeMember { hours_per_cent: 60, ..change };
    let again = users::change(ctx, &house.administrator, other).await.unwrap_err();
    let Error::Conflict(both) = again else { panic!("made from an old version: {again:?}") };
    assert_eq!((both.fields[0].field, both.fields[0].theirs.as_deref()), ("hours", Some("50")));
    assert_eq!(log_in(ctx, typed("sanne", "rav og tang ved stranden")).await.unwrap_err(), Error::LoginWrong);
}

async fn only_the_administrator_administers_and_every_field_is_told_at_once() {
    let house = sample::house().await;
    let new = NewMember {
        login: "med mellemrum".to_owned(),
        name: " ".to_owned(),
        role: Role::Worker,
        hours_per_cent: 101,
        language: "sv".to_owned(),
        password: Some("kort".to_owned()),
    };
    let refused = users::add(&house.ctx, &house.leader, new.clone()).await.unwrap_err();
    assert!(refused.is_not_found());
    assert!(users::list(&house.ctx, &house.sanne).await.unwrap_err().is_not_found());
    let faults = users::add(&house.ctx, &house.administrator, new).await.unwrap_err();
    let fields: Vec<_> = faults.refusals().iter().filter_map(|refusal| refusal.field).collect();
    assert_eq!(fields, ["login", "hours", "language", "name", "password"]);
    assert_eq!(faults.refusals()[4].code, RefusalCode::TooShort);
}

async fn what_has_ended_is_swept_away_and_what_is_in_use_stays() {
    let (house, _) = house_with_password().await;
    let ctx = &house.ctx;
    let log =
        async || log_in(ctx, typed("sanne", "rav og tang ved stranden")).await.unwrap().secret.to_text();
    let old = log().await;
    house.clock.advance(LIFE + MINUTE);
    let new = log().await;
    crate::house::sweep(ctx).await.unwrap();
    assert!(locked_by(ctx, &old).await.unwrap().is_none());
    assert!(current(ctx, &new).await.unwrap().is_some());
    let viewer = current(ctx, &new).await.unwrap().unwrap();
    assert_eq!(profile::open(ctx, &viewer.actor).await.unwrap().sessions.len(), 1);
}
