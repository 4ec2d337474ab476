//! Studies that the organisation keeps, on the page and in the interface.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::api::Client;
use crate::house::{Answer, Browser, TRAINING, training};

/// The path of the first link or form whose address holds a text.
fn first<'a>(page: &'a Answer, holds: &str) -> &'a str {
    let addresses = page.body.split(['"']).filter(|part| part.starts_with('/') && part.contains(holds));
    addresses.into_iter().next().unwrap_or_else(|| panic!("nothing with {holds}"))
}

/// Words with usual blanks between them.
fn plain(page: &str) -> String {
    page.replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_study_is_kept_opened_renamed_copied_thrown_away_and_fetched_back() {
    let house = training().await;
    let mut elin = Browser::signed_in_with(&house, "elin", TRAINING).await;
    let results = elin.get("/resultater?indsats=cti-12").await;
    let form =
        elin.get(&first(&results, "undersoegelser/ny").replace("&amp;", "&").replace("&#38;", "&")).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.body.contains("Bolig") && form.body.contains("value=\"misuse\" checked"));

    // What is wrong is said beside what was typed, and nothing is kept.
    let chosen = "indsats=cti-12&measure=netvaerk&group=misuse&threshold=6";
    let wrong = elin.post("/resultater/undersoegelser/ny", &format!("{chosen}&name=+")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("value=\"netvaerk\" checked") && !wrong.body.contains("value=\"bolig\" checked")
    );
    let sent = format!("{chosen}&name=Til+udvalget&once=1");
    let kept = elin.post("/resultater/undersoegelser/ny", &sent).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let again = elin.post("/resultater/undersoegelser/ny", &sent).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, kept.location()), "pressed twice");
    let address = kept.location().to_owned();
    let open = elin.get(&address).await;
    assert_eq!(open.status, StatusCode::OK);
    assert!(open.body.contains("Undersøgelsen Til udvalget") && open.body.contains("Undersøgelsen er gemt."));
    let json = first(&open, "format=json").replace("&amp;", "&").replace("&#38;", "&");
    let findings: Value = serde_json::from_str(&elin.get(&json).await.body).unwrap();
    let names: Vec<&str> =
        findings["measures"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["wellbeing", "netvaerk"]);

    // The leader renames and copies it; a worker reads it and changes nothing.
    let mut karen = Browser::signed_in_with(&house, "karen", TRAINING).await;
    let list = "/resultater/undersoegelser";
    let id = address.rsplit('=').next().unwrap().to_owned();
    let renamed = karen.post(&format!("{list}/{id}"), "name=Til+byr%C3%A5det").await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER);
    assert_eq!(karen.post(&format!("{list}/{id}/kopi"), "").await.status, StatusCode::SEE_OTHER);
    let page = karen.get(list).await;
    assert!(
        page.body.contains("Kopi af Til byrådet")
            && plain(&page.body).contains("uden 10 mål og undergrupper")
    );
    let mut sanne = Browser::signed_in_with(&house, "sanne", TRAINING).await;
    let page = sanne.get(list).await;
    assert!(page.body.contains("Til byrådet") && !page.body.contains("/slet"));
    assert_eq!(sanne.post(&format!("{list}/{id}/slet"), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(sanne.get(&format!("{list}/ny?indsats=cti-12")).await.status, StatusCode::NOT_FOUND);

    // Thrown away with a way back, and the file is a study.
    assert_eq!(karen.post(&format!("{list}/{id}/slet"), "").await.status, StatusCode::SEE_OTHER);
    let page = karen.get(list).await;
    assert!(page.body.contains(&format!("{list}/{id}/hent")), "it can be undone");
    assert_eq!(elin.get(&address).await.status, StatusCode::NOT_FOUND);
    karen.post(&format!("{list}/{id}/hent"), "").await;
    let file = elin.get(&format!("{list}/{id}/fil")).await;
    assert!(file.body.contains("title = \"Til byrådet\"") && file.body.contains("threshold = 6"));
}

#[tokio::test]
async fn the_interface_keeps_lists_reads_and_removes_studies() {
    let house = training().await;
    let elin = Client::of(&house, "elin").await;
    let new = json!({ "name": "Til udvalget", "programme": "cti-12", "without_measures": ["bolig"] });
    let id = elin.post("/studies", &new).await.with(201)["id"].as_str().unwrap().to_owned();
    let again = elin.post("/studies", &new).await.with(422);
    assert_eq!(again["errors"][0]["code"], "duplicate");
    let read = elin.get(&format!("/studies/{id}")).await.with(200);
    assert_eq!((&read["name"], &read["without_measures"]), (&"Til udvalget".into(), &json!(["bolig"])));
    assert!(read["toml"].as_str().unwrap().contains("[[measure]]"));
    let made = elin.get(&format!("/studies/{id}/evaluation")).await.with(200);
    assert_eq!(
        (&made["data_cut"], &made["findings"]["title"]),
        (&"2026-10-31".into(), &"Til udvalget".into())
    );
    let sanne = Client::of(&house, "sanne").await;
    assert_eq!(sanne.get("/studies").await.with(200)["studies"].as_array().unwrap().len(), 1);
    sanne.post("/studies", &json!({ "name": "Min", "programme": "cti-12" })).await.with(404);
    elin.send(axum::http::Method::DELETE, &format!("/studies/{id}"), None).await.with(204);
    elin.get(&format!("/studies/{id}")).await.with(404);
}
