//! Users and profile, as the administrator and everybody else see them.

use axum::http::StatusCode;

use crate::api::Client;
use crate::house::{Browser, house};

#[tokio::test]
async fn the_administrator_adds_changes_and_shuts_out() {
    let house = house().await;
    let mut adam = Browser::signed_in(&house, "adam").await;
    let faulty =
        adam.post("/brugere/ny", "login=sanne&name=&role=worker&hours=0&language=da&password=kort").await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for id in ["e-login", "e-name", "e-hours", "e-password"] {
        assert!(faulty.body.contains(&format!("id=\"{id}\"")), "{id} in {}", faulty.body);
    }
    let typed = "login=ali&name=Ali+%C3%98velse&role=worker&hours=80&language=en&password=fire+ord+i+en+kode";
    assert_eq!(adam.post("/brugere/ny", typed).await.location(), "/brugere");
    let list = adam.get("/brugere").await;
    assert!(list.body.contains("Ali Øvelse") && list.body.contains("Brugeren er gemt."), "{}", list.body);
    let (before, _) = list.body.split_once(">Ali Øvelse").unwrap();
    let (_, address) = before.rsplit_once("href=\"").unwrap();
    let (address, _) = address.split_once('"').unwrap();
    let page = adam.get(address).await;
    assert!(
        page.body.contains("value=\"Ali Øvelse\"") && page.body.contains("value=\"80\""),
        "{}",
        page.body
    );
    let out = "version=1&name=Ali&role=worker&hours=80&language=en&active=no";
    assert_eq!(adam.post(address, out).await.location(), "/brugere");
    let mut ali = Browser::new(&house);
    let answer = ali.post("/log-ind", "login=ali&password=fire+ord+i+en+kode").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn two_who_change_the_same_member_of_staff_see_both_versions() {
    let house = house().await;
    let mut adam = Browser::signed_in(&house, "adam").await;
    let list = adam.get("/brugere").await;
    let (before, _) = list.body.split_once(">Sanne Øvelse").unwrap();
    let (_, address) = before.rsplit_once("href=\"").unwrap();
    let address = address.split('"').next().unwrap().to_owned();
    let first = "version=1&name=Sanne+%C3%98velse&role=worker&hours=80&language=da&active=yes";
    assert_eq!(adam.post(&address, first).await.location(), "/brugere");
    let second = "version=1&name=Sanne+Ny&role=worker&hours=60&language=da&active=yes";
    let both = adam.post(&address, second).await;
    assert_eq!(both.status, StatusCode::CONFLICT, "{}", both.body);
    let seen = [
        "Du har rettet det to steder",
        "Du gemte selv kl.",
        "Vælg for hvert felt.",
        "Sanne Ny",
        "Sanne Øvelse",
    ];
    for seen in seen {
        assert!(both.body.contains(seen), "{seen} in {}", both.body);
    }
    let chosen = "version=2&name=Sanne+Ny&theirs_name=Sanne+%C3%98velse&choose_name=yours&role=worker&hours=60&\
                  theirs_hours=80&choose_hours=theirs&language=da&active=yes";
    assert_eq!(adam.post(&address, chosen).await.location(), "/brugere");
    let now = adam.get(&address).await;
    assert!(now.body.contains("value=\"Sanne Ny\"") && now.body.contains("value=\"80\""), "{}", now.body);
}

#[tokio::test]
async fn ones_own_profile_takes_language_and_password() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    sanne.post("/profil/sprog", "language=en").await;
    assert!(sanne.get("/profil").await.body.contains("Your profile is saved."));
    let wrong = sanne.post("/profil/adgangskode", "old=x&password=fire+ord+i+en+kode").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = "old=rav+og+tang+ved+stranden&password=fire+ord+i+en+kode";
    assert_eq!(sanne.post("/profil/adgangskode", right).await.location(), "/log-ind");
    assert_eq!(sanne.get("/min-dag").await.status, StatusCode::SEE_OTHER, "all her sessions ended");
    let again = sanne.post("/log-ind", "login=sanne&password=fire+ord+i+en+kode").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

/// The token that a page shows.
fn token_on(page: &str) -> String {
    let (_, shown) = page.split_once("<textarea").unwrap();
    shown.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_program_gets_a_token_on_the_profile_page_that_works_until_it_is_closed() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    let wrong = sanne.post("/profil/noegler", "label=Regneark&days=30&confirm=g%C3%A6t").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Det er ikke din nuværende adgangskode."), "{}", wrong.body);
    assert!(wrong.body.contains("value=\"Regneark\""), "what was typed stays");
    let right = "label=Regneark&days=30&confirm=rav+og+tang+ved+stranden";
    let made = sanne.post("/profil/noegler", right).await;
    assert_eq!(made.status, StatusCode::OK);
    let token = token_on(&made.body);
    let program = Client::with_token(&house, &token);
    assert_eq!(program.get("/me").await.with(200)["name"], "Sanne Øvelse");
    let page = sanne.get("/profil").await;
    assert!(page.body.contains("Regneark") && page.body.contains("til 24.\u{a0}december"), "{}", page.body);
    assert!(!page.body.contains(&token), "it is shown once");
    let (_, address) = page.body.split_once("action=\"/profil/noegler/").unwrap();
    let address = format!("/profil/noegler/{}", address.split('"').next().unwrap());
    let mut karen = Browser::signed_in(&house, "karen").await;
    assert_eq!(karen.post(&address, "").await.status, StatusCode::NOT_FOUND, "not hers to close");
    assert_eq!(sanne.post(&address, "").await.location(), "/profil");
    program.get("/me").await.with(401);
    assert!(sanne.get("/profil").await.body.contains("Intet program har en nøgle."));
    // Whoever has lost a telephone closes everything at once.
    let made = sanne.post("/profil/noegler", right).await;
    let program = Client::with_token(&house, &token_on(&made.body));
    program.get("/me").await.with(200);
    // Sent again, by a reload or a second tap, the form makes no second one.
    let page = sanne.get("/profil").await;
    let (_, once) = page.body.split_once("name=\"once\" value=\"").unwrap();
    let twice = format!("{right}&once={}", once.split('"').next().unwrap());
    assert_eq!(sanne.post("/profil/noegler", &twice).await.status, StatusCode::OK);
    assert_eq!(sanne.post("/profil/noegler", &twice).await.location(), "/profil");
    let page = sanne.get("/profil").await;
    assert!(page.body.contains("den vises kun én gang"), "{}", page.body);
    assert_eq!(page.body.matches("action=\"/profil/noegler/").count(), 2);
    sanne.post("/profil/luk", "").await;
    program.get("/me").await.with(401);
    // Whoever knew the old password may have made some.
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    let made = sanne.post("/profil/noegler", right).await;
    let program = Client::with_token(&house, &token_on(&made.body));
    program.get("/me").await.with(200);
    let change = "old=rav+og+tang+ved+stranden&password=fire+andre+ord+i+en+kode";
    assert_eq!(sanne.post("/profil/adgangskode", change).await.status, StatusCode::SEE_OTHER);
    program.get("/me").await.with(401);
}

#[tokio::test]
async fn guessing_the_present_password_on_the_profile_page_is_slowed_and_said() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    for _ in 0..6 {
        let wrong = sanne.post("/profil/adgangskode", "old=x&password=fire+ord+i+en+kode").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Det er ikke din nuværende adgangskode."), "{}", wrong.body);
    }
    let slow = sanne.post("/profil/adgangskode", "old=x&password=fire+ord+i+en+kode").await;
    assert_eq!(slow.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(slow.body.contains("Der har været mange forsøg. Prøv igen kl."), "{}", slow.body);
}
