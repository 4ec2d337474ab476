//! Periods beside each other on the page and in the interface, on the live record.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::api::Client;
use crate::house::{Browser, House, TRAINING, training, training_on_postgres};

/// Words with usual blanks between them.
fn plain(page: &str) -> String {
    page.replace('\u{a0}', " ").replace("&nbsp;", " ")
}

#[tokio::test]
async fn periods_are_compared_on_the_page_in_the_interface_and_in_a_study() {
    told(&training().await).await;
}

#[tokio::test]
async fn and_on_postgresql() {
    if let Some(house) = training_on_postgres().await {
        told(&house).await;
    }
}

async fn told(house: &House) {
    let made = by_interface(house).await;
    on_the_page(house, &made).await;
    in_a_study(house).await;
}

/// What is wrong is told before anything is made; two years are compared.
async fn by_interface(house: &House) -> Value {
    let elin = Client::of(house, "elin").await.with("accept-language", "en");
    let asked = "/evaluation?programme=cti-12&compare=";
    for (compare, code) in [
        ("2025-01..2025-12", "periods"),
        ("2025-01..2025-12,2025-12..2026-03", "overlap"),
        ("2025-01..2025-12,2027-01..", "future"),
        ("last-year", "unknown"),
    ] {
        let wrong = elin.get(&format!("{asked}{compare}")).await.with(422);
        let error = &wrong["errors"][0];
        assert_eq!((&error["code"], &error["parameter"]), (&json!(code), &json!("compare")), "{wrong}");
    }
    let empty = elin.get(&format!("{asked}2001-01..2001-12,2002-01..2002-12")).await.with(200);
    assert_eq!(empty["compared"]["held"][1]["code"], "period-nobody");
    assert!(empty["findings"]["periods"].is_null() && empty["findings"]["flow"].is_object());
    let made = elin.get(&format!("{asked}years")).await.with(200);
    assert_eq!(made["compared"]["held"], json!([]), "{}", made["compared"]);
    let periods = &made["findings"]["periods"]["periods"];
    assert_eq!((&periods[0]["from"], &periods[1]["to"]), (&json!("2025-01-01"), &json!("2026-12-31")));
    assert!(periods[0]["started"].as_u64().unwrap() >= 5);
    made
}

/// The page shows the same, with what it cannot say, and without a script.
#[expect(clippy::cognitive_complexity, reason = "a test tells a story")]
async fn on_the_page(house: &House, made: &Value) {
    let mut browser = Browser::signed_in_with(house, "elin", TRAINING).await;
    let page = browser.get("/resultater?indsats=cti-12&compare=years").await;
    assert_eq!(page.status, StatusCode::OK);
    let body = plain(&page.body);
    assert!(
        body.contains("Perioder ved siden af hinanden") && body.contains("andre mennesker i en anden tid")
    );
    assert!(body.contains("2025") && body.contains("aria-current=\"page\">Perioder"));
    let short = browser.get("/resultater?indsats=cti-12&compare=years&for=kort").await;
    assert!(!plain(&short.body).contains("Perioder ved siden af hinanden"));
    let file = browser.get("/resultater/hent?indsats=cti-12&compare=years&format=json").await;
    assert_eq!(serde_json::from_str::<Value>(&file.body).unwrap(), made["findings"]);
    let table = "/resultater/hent?indsats=cti-12&compare=years&format=csv&tabel=periods-who";
    assert!(browser.get(table).await.body.contains("2025"));

    // Own periods are typed as days and are whole months; what cannot be shown says which and why.
    let one = "/resultater?indsats=cti-12&compare=own&p1-from=2025-01-10&p1-to=2025-12-02";
    let page = browser.get(&format!("{one}&p2-from=2026-01-01&p2-to=2026-12-31")).await;
    assert!(plain(&page.body).contains("Perioder ved siden af hinanden"));
    let page = browser.get(&format!("{one}&p2-from=2002-01-01&p2-to=2002-12-31")).await;
    assert!(plain(&page.body).contains("2002: Ingen forløb er begyndt i perioden."));
    // What is chosen comes before what is still filled in, and nothing can be chosen again.
    let months = "p1-from=2025-01-01&p1-to=2025-12-31&p2-from=2026-01-01&p2-to=2026-12-31";
    let filled = format!("/resultater?indsats=cti-12&compared=2025-01..2025-12,2026-01..2026-12&{months}");
    let page = browser.get(&format!("{filled}&compare=")).await;
    assert!(!plain(&page.body).contains("Perioder ved siden af hinanden"), "{}", page.body);
    let page = browser.get(&format!("{filled}&compare=half-years")).await;
    assert!(!page.body.contains("value=\"2025-01..2025-12,2026-01..2026-12\""));
    let page = browser.get(&format!("/resultater?indsats=cti-12&compare=&{months}")).await;
    assert!(plain(&page.body).contains("Perioder ved siden af hinanden"), "filled in is asked for");
    let page = browser.get("/resultater?indsats=cti-12&compare=own").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain(&page.body).contains("2–4 perioder"), "{}", page.body);
}

/// Kept as a study, opened from there, and its file names the months.
async fn in_a_study(house: &House) {
    let mut browser = Browser::signed_in_with(house, "elin", TRAINING).await;
    let form = browser.get("/resultater/undersoegelser/ny?indsats=cti-12&compare=years").await;
    assert!(plain(&form.body).contains("Seneste år og året før"));
    let months = "2025-01..2025-12,2026-01..2026-12";
    let sent = format!("indsats=cti-12&name=To+aar&compare={months}&threshold=5&once=1");
    let kept = browser.post("/resultater/undersoegelser/ny", &sent).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let open = plain(&browser.get(kept.location()).await.body);
    assert!(
        open.contains("erioder ved siden af hinanden") || open.contains("vises ikke ved siden af hinanden")
    );
    let list = plain(&browser.get("/resultater/undersoegelser").await.body);
    assert!(list.contains("sammenligner 2025 · 2026"), "{list}");
    let id = kept.location().rsplit('=').next().unwrap().to_owned();
    let file = browser.get(&format!("/resultater/undersoegelser/{id}/fil")).await;
    assert!(file.body.contains("[[period]]\nfrom = \"2026-01\"\nto = \"2026-12\""), "{}", file.body);
    let study = Client::of(house, "elin").await.get(&format!("/studies/{id}")).await.with(200);
    assert_eq!(study["compare"], months);
}
