//! Results of the live record on the page and in the interface: what was let out is shown again, what would tell of a few
//! beside it is not.

use axum::http::StatusCode;
use jiff::civil::date;
use serde_json::Value;

use crate::api::Client;
use crate::havtorn;
use crate::house::{Browser, House, TRAINING, training, training_on_postgres};

fn set_clock(house: &House, day: jiff::civil::Date) {
    house.clock.set(house.ctx.moment_of(day.at(11, 0, 0, 0)));
}

/// Words with usual blanks between them.
fn plain(page: &str) -> String {
    page.replace('\u{a0}', " ").replace("&nbsp;", " ")
}

#[tokio::test]
async fn a_month_with_one_course_more_is_not_shown_and_the_page_says_what_can_be() {
    told(&training().await).await;
}

#[tokio::test]
async fn nor_is_it_on_postgresql() {
    if let Some(house) = training_on_postgres().await {
        told(&house).await;
    }
}

#[expect(clippy::cognitive_complexity, reason = "a test tells a story")]
async fn told(house: &House) {
    set_clock(house, date(2026, 12, 2));
    let asked = "/evaluation?programme=cti-12";
    let first = Client::of(house, "elin").await.get(asked).await.with(200);
    assert_eq!(first["data_cut"], "2026-11-30");
    assert!(first.get("held_back").is_none() && first["findings"].is_object());
    let sanne = havtorn::sanne(house).await;
    set_clock(house, date(2026, 12, 20));
    havtorn::new(house, &sanne, "Lyng", Some(date(2026, 12, 10))).await;
    set_clock(house, date(2027, 1, 2));

    // The interface: by a stable code and the day that can be asked for.
    let elin = Client::of(house, "elin").await.with("accept-language", "en");
    let stopped = elin.get(&format!("{asked}&until=2026-12-31")).await.with(409);
    assert_eq!(
        (&stopped["code"], &stopped["type"]),
        (&"release-differs".into(), &Value::from("urn:fodfaeste:problem:release-differs"))
    );
    assert_eq!(stopped["withheld"]["earlier"], "2026-11-30");
    assert!(stopped["remedy"].as_str().unwrap().contains("at least 5 courses"), "{stopped}");
    let newest = elin.get(asked).await.with(200);
    assert_eq!(newest["held_back"]["code"], "release-differs");
    assert_eq!((&newest["data_cut"], &newest["findings"]), (&first["data_cut"], &first["findings"]));

    // The page: the numbers that can be seen, with a sentence; or why not, with a way on. No file either.
    let mut browser = Browser::signed_in_with(house, "elin", TRAINING).await;
    let page = browser.get("/resultater?indsats=cti-12").await;
    assert_eq!(page.status, StatusCode::OK);
    let body = plain(&page.body);
    assert!(body.contains("Nyere tal vises ikke endnu") && body.contains("30. november"), "{body}");
    let page = browser.get("/resultater?indsats=cti-12&until=2026-12-31").await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let body = plain(&page.body);
    assert!(body.contains("Disse tal vises ikke") && body.contains("until=2026-11-30"), "{body}");
    let way_on = browser.get("/resultater?indsats=cti-12&until=2026-11-30").await;
    assert_eq!(way_on.status, StatusCode::OK);
    let file = browser.get("/resultater/hent?indsats=cti-12&until=2026-12-31&format=json").await;
    assert_eq!(file.status, StatusCode::CONFLICT);
    assert!(plain(&file.body).contains("færre end 5 forløb"), "{}", file.body);
    let file = browser.get("/resultater/hent?indsats=cti-12&format=json").await;
    assert_eq!(serde_json::from_str::<Value>(&file.body).unwrap(), first["findings"]);
}
