//! Log-in, lock, sessions, languages, headers, errors.

use axum::http::{StatusCode, header};

use crate::house::{Browser, house, house_on_postgres};
use crate::postgres::server;

#[tokio::test]
async fn strangers_see_the_log_in_page_and_nothing_else() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    let answer = browser.get("/min-dag?senere=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/log-ind?til=%2Fmin-dag%3Fsenere%3D1");
    let page = browser.get("/log-ind").await;
    assert_eq!((page.status, page.title()), (StatusCode::OK, "Log ind – Fodfæste"));
    for path in ["/forloeb", "/teamet", "/henvendelser", "/resultater", "/brugere", "/profil", "/nowhere"] {
        let status = browser.get(path).await.status;
        assert!(status == StatusCode::SEE_OTHER || status == StatusCode::NOT_FOUND, "{path}: {status}");
    }
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_read_the_same() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    let name = browser.post("/log-ind", "login=nobody&password=x").await;
    let password = browser.post("/log-ind", "login=sanne&password=x").await;
    assert_eq!(
        (name.status, password.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    assert_eq!(name.body.replace("nobody", "sanne"), password.body);
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn the_session_cookie_is_kept_from_scripts_and_other_sites_and_lock_ends_it() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    let answer =
        browser.post("/log-ind", "login=sanne&password=rav+og+tang+ved+stranden&til=%2Fforloeb").await;
    assert_eq!(answer.location(), "/forloeb");
    let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(browser.get("/min-dag").await.status, StatusCode::OK);
    let kept = browser.cookies.clone();
    let locked = browser.post("/laas", "").await;
    assert_eq!(locked.location(), "/log-ind?laast=1");
    assert!(locked.headers.contains_key("clear-site-data"));
    browser.cookies = kept;
    assert_eq!(
        browser.get("/min-dag").await.status,
        StatusCode::SEE_OTHER,
        "the secret is worth nothing now"
    );
}

#[tokio::test]
async fn a_locked_device_knows_whose_it_is_and_nothing_more() {
    let house = house().await;
    let mut browser = Browser::signed_in(&house, "sanne").await;
    let locked = browser.post("/laas", "").await;
    let target = locked.location().to_owned();
    let page = browser.get(&target).await;
    for word in ["Låst", "Sanne Øvelse", "Lås op", "Er du ikke Sanne? Skift bruger", "value=\"sanne\""] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
    let wrong = browser.post("/log-ind", "login=sanne&password=forkert&til=").await;
    assert!(wrong.body.contains("Lås op") && wrong.status == StatusCode::UNPROCESSABLE_ENTITY);
    let open = browser.post("/log-ind", "login=sanne&password=rav+og+tang+ved+stranden&til=%2Fforloeb").await;
    assert_eq!(open.location(), "/forloeb");
    // Left idle, it knows her too; another user makes it forget.
    house.clock.advance(16 * 60 * 1_000_000);
    assert!(browser.get("/log-ind").await.body.contains("Sanne Øvelse"));
    browser.post("/log-ud", "").await;
    let page = browser.get("/log-ind").await;
    assert!(!page.body.contains("Sanne") && page.body.contains("Brugernavn"), "{}", page.body);
}

#[tokio::test]
async fn log_in_leads_to_no_other_host() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    for target in ["https://elsewhere", "//elsewhere", "/\\elsewhere"] {
        let body = format!("login=sanne&password=rav+og+tang+ved+stranden&til={target}");
        assert_eq!(browser.post("/log-ind", &body).await.location(), "/min-dag");
        browser.post("/log-ud", "").await;
    }
}

#[tokio::test]
async fn a_form_that_comes_after_the_session_ended_is_not_lost() {
    let house = house().await;
    let mut browser = Browser::signed_in(&house, "sanne").await;
    house.clock.advance(16 * 60 * 1_000_000);
    let answer = browser.post("/henvendelser/ny", "said=Vi+gik+en+tur&door=self").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("det, du skrev, er gemt"), "{}", answer.body);
    assert!(answer.body.contains("said=Vi+gik+en+tur&#38;door=self"), "{}", answer.body);
    let back = browser
        .post(
            "/log-ind",
            "login=sanne&password=rav+og+tang+ved+stranden&til=%2Fhenvendelser%2Fny&kept=said%3DVi%2Bgik%2Ben%2Btur",
        )
        .await;
    assert_eq!(back.location(), "/henvendelser/ny");
    let form = browser.get("/henvendelser/ny").await;
    assert!(
        form.body.contains("Her er det, du skrev.") && form.body.contains("Vi gik en tur"),
        "{}",
        form.body
    );
    let day = browser.get("/min-dag").await;
    assert!(day.body.contains("href=\"/henvendelser/ny\""), "the draft stands on my day");
    assert!(!day.body.contains("Her er det, du skrev."), "it is told once");
    let saved = browser.post("/henvendelser/ny", "said=Vi+gik+en+tur&door=self&asked=2026-11-24").await;
    assert_eq!(saved.location(), "/henvendelser");
    assert!(browser.get("/henvendelser").await.body.contains("Vi gik en tur"));
    assert!(!browser.get("/min-dag").await.body.contains("ff-draft"), "the draft went with it");
}

#[tokio::test]
async fn a_form_from_another_site_is_not_taken() {
    let house = house().await;
    let mut browser = Browser::signed_in(&house, "sanne").await;
    browser.site = "cross-site";
    let answer = browser.post("/laas", "").await;
    assert_eq!((answer.status, answer.title()), (StatusCode::FORBIDDEN, "Det kom ikke herfra – Fodfæste"));
    browser.site = "same-origin";
    assert_eq!(browser.get("/min-dag").await.status, StatusCode::OK, "and she is still signed in");
}

#[tokio::test]
async fn what_does_not_exist_and_what_is_not_hers_read_the_same() {
    let house = house().await;
    let mut browser = Browser::signed_in(&house, "sanne").await;
    let nowhere = browser.get("/nowhere").await;
    let users = browser.get("/brugere").await;
    let team = browser.get("/teamet").await;
    for answer in [&nowhere, &users, &team] {
        assert_eq!((answer.status, answer.title()), (StatusCode::NOT_FOUND, "Siden findes ikke – Fodfæste"));
    }
    assert_eq!(nowhere.body.replace("/nowhere", ""), users.body.replace("/brugere", ""));
}

#[tokio::test]
async fn every_answer_keeps_to_itself() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    for path in ["/log-ind", "/nowhere", "/healthz", "/robots.txt"] {
        let answer = browser.get(path).await;
        let header =
            |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(header("cache-control").contains("no-store") || path == "/robots.txt", "{path}");
        assert!(!answer.body.contains(" style=") && !answer.body.contains("<style"), "{path}");
    }
}

#[tokio::test]
async fn the_language_follows_the_switch_then_the_profile_then_the_browser() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    browser.language = "en-GB,en;q=0.9";
    assert_eq!(browser.get("/log-ind").await.title(), "Log in – Fodfæste");
    let mut browser = Browser::signed_in(&house, "sanne").await;
    browser.language = "en-GB";
    assert!(browser.get("/min-dag").await.body.contains("lang=\"da\""), "her profile is Danish");
    let answer = browser.post("/sprog", "til=en&fra=%2Fmin-dag").await;
    assert_eq!(answer.location(), "/min-dag");
    assert!(browser.get("/min-dag").await.body.contains("lang=\"en\""));
}

#[tokio::test]
async fn each_role_has_its_own_menu() {
    let house = house().await;
    for (login, home, entries) in [
        ("sanne", "/min-dag", 4),
        ("karen", "/min-dag", 5),
        ("eva", "/resultater", 1),
        ("adam", "/brugere", 1),
    ] {
        let mut browser = Browser::signed_in(&house, login).await;
        assert_eq!(browser.get("/").await.location(), home, "{login}");
        let page = browser.get("/mere").await;
        let (_, menu) = page.body.split_once("ff-nav").unwrap();
        let (menu, _) = menu.split_once("</nav>").unwrap();
        assert_eq!(menu.matches("<li>").count(), entries, "{login}: {menu}");
    }
}

#[tokio::test]
async fn the_machines_around_it_get_their_answers() {
    let house = house().await;
    let mut browser = Browser::new(&house);
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(browser.get("/readyz").await.status, StatusCode::OK);
    assert_eq!(browser.get("/metrics").await.status, StatusCode::NOT_FOUND, "only where it was asked for");
}

/// Runs SQL on the tests' PostgreSQL.
fn psql(url: &str, sql: &str) {
    server().expect("it runs").tool("psql", &["--dbname", url, "-qc", sql]);
}

#[tokio::test]
async fn it_lives_and_is_not_ready_while_the_record_does_not_answer() {
    let Some((house, url)) = house_on_postgres().await else { return };
    let mut browser = Browser::new(&house);
    assert_eq!(browser.get("/readyz").await.status, StatusCode::OK);
    psql(&url, "alter table organisation rename to organisation_away");
    assert_eq!(browser.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_sent_when_the_program_fails_waits_as_a_draft_in_its_form() {
    let Some((house, url)) = house_on_postgres().await else { return };
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    psql(&url, "alter table enquiry rename to enquiry_away");
    let sent = "door=ngo&asked=2026-11-24&said=Vil+gerne+tale+om+sin+bolig";
    let failed = sanne.post("/henvendelser/ny", sent).await;
    assert!(failed.status.is_server_error(), "{}", failed.status);
    assert!(failed.body.contains("Det, du skrev, er gemt som kladde."), "{}", failed.body);
    assert!(failed.body.contains("href=\"/henvendelser/ny\""), "{}", failed.body);
    assert!(
        failed.body.contains(">Vil gerne tale om sin bolig</textarea>"),
        "not every form opens with its draft"
    );
    psql(&url, "alter table enquiry_away rename to enquiry");
    assert!(sanne.get("/min-dag").await.body.contains("ny henvendelse"), "it stands on My day");
    let form = sanne.get("/henvendelser/ny").await;
    assert!(form.body.contains("Vil gerne tale om sin bolig"), "{}", form.body);
    // What was chosen between two versions is what waits, and nothing of the page that asked.
    psql(&url, "alter table enquiry rename to enquiry_away");
    let chosen = format!("{sent}&theirs_said=Deres+ord+om+bolig&choose_said=theirs&resolved=1");
    sanne.post("/henvendelser/ny", &chosen).await;
    psql(&url, "alter table enquiry_away rename to enquiry");
    let form = sanne.get("/henvendelser/ny").await;
    assert!(form.body.contains("Deres ord om bolig") && !form.body.contains("sin bolig"), "{}", form.body);
    assert_eq!(sanne.post("/henvendelser/ny", sent).await.status, StatusCode::SEE_OTHER);
    assert!(!sanne.get("/min-dag").await.body.contains("ny henvendelse"), "sent, it is no draft any more");
}

#[tokio::test]
async fn what_was_sent_when_nothing_can_be_kept_is_given_back_on_the_page() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    assert_eq!(sanne.get("/henvendelser/ny").await.status, StatusCode::OK);
    house.ctx.store.close().await;
    let failed = sanne.post("/henvendelser/ny", "door=ngo&said=Vil+gerne+tale+om+sin+bolig").await;
    assert!(failed.status.is_server_error(), "{}", failed.status);
    assert!(failed.body.contains(">Vil gerne tale om sin bolig</textarea>"), "{}", failed.body);
    let read = sanne.get("/henvendelser").await;
    assert_eq!(read.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(read.body.contains("Der kan ikke læses lige nu"), "{}", read.body);
}

#[tokio::test]
async fn the_way_on_from_a_problem_is_named_for_whom_it_is() {
    let house = house().await;
    let nowhere = Browser::new(&house).get("/findes-ikke").await;
    assert!(nowhere.body.contains("href=\"/log-ind\">Log ind</a>"), "{}", nowhere.body);
    for (login, way) in [
        ("sanne", "href=\"/min-dag\">Til Min dag</a>"),
        ("eva", "href=\"/resultater\">Resultater</a>"),
        ("adam", "href=\"/brugere\">Brugere</a>"),
    ] {
        let nowhere = Browser::signed_in(&house, login).await.get("/findes-ikke").await;
        assert!(nowhere.body.contains(way), "{login}: {}", nowhere.body);
    }
}
