//! Enquiries at their boundary: all faults at once, what was typed kept, two who change the same, the funnel.

use axum::http::StatusCode;

use crate::house::{Browser, hidden, house, town};

#[tokio::test]
async fn all_faults_are_told_at_once_and_what_was_typed_stays() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    let typed = "door=health&asked=2026-11-20&offered=31-02-2026&met=2026-11-01&said=CPR+010190-1234&owner=";
    let faulty = sanne.post("/henvendelser/ny", typed).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.body.contains("id=\"e-said\""), "{}", faulty.body);
    assert!(faulty.body.contains("CPR 010190-1234</textarea>"), "{}", faulty.body);
    assert!(faulty.body.contains("value=\"health\" checked"), "{}", faulty.body);

    let kept = sanne.post("/henvendelser/ny", "door=ngo&asked=2026-11-20&said=Hun+ringede&owner=").await;
    assert_eq!(kept.location(), "/henvendelser");
    let list = sanne.get("/henvendelser").await;
    let (_, rest) = list.body.split_once("<a href=\"/henvendelser/0").unwrap();
    let address = format!("/henvendelser/0{}", rest.split('"').next().unwrap());
    let wrong = "version=1&offered=31-02-2026&met=2026-11-01&said=CPR+010190-1234&outcome=&reason=&owner=";
    let faulty = sanne.post(&address, wrong).await;
    for id in ["e-offered", "e-met", "e-said"] {
        assert!(faulty.body.contains(&format!("id=\"{id}\"")), "{id} in {}", faulty.body);
    }
    assert!(
        faulty.body.contains("name=\"offered-day\" type=\"text\"") && faulty.body.contains("value=\"31\"")
    );
}

#[tokio::test]
async fn two_who_change_the_same_enquiry_see_both_versions_and_choose() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    let mut karen = Browser::signed_in(&house, "karen").await;
    sanne.post("/henvendelser/ny", "door=ngo&asked=2026-11-20&said=Hun+ringede&owner=").await;
    let list = sanne.get("/henvendelser").await;
    let (_, rest) = list.body.split_once("<a href=\"/henvendelser/0").unwrap();
    let address = format!("/henvendelser/0{}", rest.split('"').next().unwrap());
    let first =
        karen.post(&address, "version=1&said=Hun+ringede+igen&outcome=waiting&reason=Ferie&owner=").await;
    assert_eq!(first.location(), "/henvendelser");

    let typed = "version=1&said=Hun+skrev&outcome=lost&reason=Intet+svar&owner=&once=abc";
    let both = sanne.post(&address, typed).await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    for seen in [
        "I har begge rettet her",
        "Karen Øvelse gemte kl.",
        "Hun skrev",
        "Hun ringede igen",
        "Venteliste",
        "Mistede kontakten",
        "Behold begge",
    ] {
        assert!(both.body.contains(seen), "{seen} in {}", both.body);
    }
    let chosen = format!(
        "said=Hun+skrev&theirs_said=Hun+ringede+igen&choose_said=both&outcome=lost&theirs_outcome=waiting&\
         choose_outcome=theirs&reason=Intet+svar&theirs_reason=Ferie&choose_reason=yours&owner=&version={}&once={}",
        hidden(&both.body, "version"),
        hidden(&both.body, "once")
    );
    assert_eq!(sanne.post(&address, &chosen).await.location(), "/henvendelser");
    let now = karen.get(&address).await;
    assert!(now.body.contains("Hun skrev\nHun ringede igen</textarea>"), "{}", now.body);
    assert!(now.body.contains("value=\"Intet svar\""));
    assert!(now.body.contains("<option value=\"waiting\" selected>"));
    let same = sanne.post(
        &address,
        "version=1&said=Hun+skrev%0D%0AHun+ringede+igen&outcome=waiting&reason=Intet+svar&owner=",
    );
    assert_eq!(same.await.status, StatusCode::SEE_OTHER, "who came to the same has no conflict");
}

#[tokio::test]
async fn an_enquiry_is_corrected_with_a_reason_and_what_stood_there_is_read_below_it() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    let new = "door=ngo&asked=2026-11-20&said=Hun+ringede&owner=&target_group=grey";
    sanne.post("/henvendelser/ny", new).await;
    let list = sanne.get("/henvendelser").await;
    let (_, rest) = list.body.split_once("<a href=\"/henvendelser/0").unwrap();
    let address = format!("/henvendelser/0{}", rest.split('"').next().unwrap());
    let page = sanne.get(&address).await;
    assert!(
        page.body.contains("Målgruppe?") && page.body.contains("value=\"grey\" checked"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("Stod der før"));

    let correct = format!("{address}/ret");
    assert!(sanne.get(&correct).await.body.contains("value=\"ngo\" checked"));
    let silent = sanne.post(&correct, "version=1&door=self&asked=2026-11-19&offered=&met=&why=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("id=\"e-why\"") && silent.body.contains("value=\"self\" checked"));
    let told = "version=1&door=self&asked=2026-11-19&offered=&met=&why=Hun+skrev+selv";
    assert_eq!(sanne.post(&correct, told).await.location(), address);
    let page = sanne.get(&address).await;
    for seen in ["Stod der før", "Vej: NGO", "Spurgt: 20.", "Hun skrev selv", "Rettelsen er gemt."] {
        assert!(page.body.contains(seen), "{seen} in {}", page.body);
    }
}

#[tokio::test]
async fn the_funnel_of_the_training_municipality_shows_the_courses_of_each_door() {
    let (_house, mut karen) = town("karen").await;
    let page = karen.get("/henvendelser").await;
    let (_, funnel) = page.body.split_once("<tbody>").unwrap();
    let rows: Vec<&str> = funnel.split("<tr>").skip(1).collect();
    assert!(rows.len() >= 4, "{funnel}");
    for row in rows {
        let numbers: Vec<u32> = row
            .split("<td class=\"n\">")
            .skip(1)
            .map(|cell| cell.split('<').next().unwrap().parse().unwrap())
            .collect();
        let [asked, offered, met, courses] = numbers[..] else { panic!("{row}") };
        assert!(courses > 0 && courses <= met && met <= offered && offered <= asked, "{row}");
    }
}
