//! Users and profile, as the administrator and everybody else see them.

use axum::http::StatusCode;

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
    for seen in ["I har begge rettet her", "Adam Øvelse gemte kl.", "Sanne Ny", "Sanne Øvelse"] {
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
