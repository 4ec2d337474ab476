//! Courses, contacts and responses by way of the API.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Client, actor, begun, course, two_workers};
use crate::house::house;

#[tokio::test]
async fn a_course_is_begun_listed_and_read_whole() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let told = sanne.post("/courses", &course()).await;
    let made = told.with(201);
    let (id, code) = (made["id"].as_str().unwrap(), made["code"].as_str().unwrap());
    assert_eq!(told.header("location"), format!("/api/v1/courses/{id}"));
    assert_eq!(made["version"], 1);

    let list = sanne.get("/courses").await.with(200);
    let line = &list["courses"][0];
    assert_eq!((line["id"].as_str(), line["code"].as_str()), (Some(id), Some(code)));
    assert_eq!(line["alias"], "Havtorn");
    assert_eq!((&line["stage"], &line["phase"]), (&json!("running"), &json!(3)));
    assert_eq!((&line["start"], &line["last_two_way"]), (&json!("2026-05-04"), &json!("2026-04-20")));
    assert_eq!(line["worker"], actor(&house, "sanne").await.user.to_string());
    assert_eq!((&list["next"], &list["matching"]), (&Value::Null, &json!(1)));

    let by_id = sanne.get(&format!("/courses/{id}")).await.with(200);
    let by_code = sanne.get(&format!("/courses/{}", code.to_lowercase())).await.with(200);
    assert_eq!(by_id, by_code);
    let responses = by_id["responses"].as_array().unwrap();
    let scores: Vec<_> = responses.iter().map(|r| (r["score"].as_f64().unwrap(), &r["at_risk"])).collect();
    assert_eq!(scores, [(20.0, &json!(true)), (60.0, &json!(false))]);
    assert!(responses[0]["band"].is_string());
    assert_eq!(responses[0]["answers"]["calm"], 1);
    assert_eq!(by_id["phases"].as_array().unwrap().len(), 3);
    assert_eq!(by_id["assignments"][0]["role"], "worker");
    assert_eq!(by_id["purpose"], "own_course");
    for key in ["contacts", "plan", "network", "due", "appointments", "promises", "phase_changes"] {
        assert!(by_id[key].is_array(), "{key}");
    }
}

#[tokio::test]
async fn a_list_goes_on_where_its_page_ended() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    for number in 0..5 {
        let mut new = course();
        new["alias"] = json!(format!("Klit {number}"));
        sanne.post("/courses", &new).await.with(201);
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = sanne.get(&format!("/courses?limit=2{after}")).await.with(200);
        seen.extend(page["courses"].as_array().unwrap().iter().map(|line| line["alias"].to_string()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5);
    let found = sanne.get("/courses?q=klit+3").await.with(200);
    assert_eq!(found["courses"].as_array().unwrap().len(), 1);
    assert_eq!(found["hidden"]["by_filter"], 4);
    let none = sanne.get("/courses?stage=closed").await.with(200);
    assert_eq!(none["courses"], json!([]));
}

#[tokio::test]
async fn contacts_are_recorded_corrected_and_taken_back() {
    let house = house().await;
    let (sanne, karen) = (Client::of(&house, "sanne").await, Client::of(&house, "karen").await);
    let contacts = format!("/courses/{}/contacts", begun(&sanne).await);
    let new = json!({
        "date": "2026-11-24", "time": "10:00", "kind": "meeting", "minutes": 45, "place": "office",
        "joined": ["network"], "areas": [], "note": "Gik en tur",
        "next": { "date": "2026-12-01", "time": "09:30" },
        "promise": { "what": "Ringe til lægen", "until": "2026-11-26" },
    });
    let told = sanne.post(&contacts, &new).await;
    let made = told.with(201);
    let contact = format!("{contacts}/{}", made["id"].as_str().unwrap());
    assert_eq!(told.header("location"), format!("/api/v1{contact}"));
    assert!(made["next"].is_string() && made["promise"].is_string());

    let list = sanne.get(&contacts).await.with(200);
    let recorded = &list["contacts"][0];
    assert_eq!((&recorded["note"], &recorded["time"]), (&json!("Gik en tur"), &json!("10:00")));
    assert_eq!((&recorded["outcome"], &recorded["role"]), (&json!("held"), &json!("support")));

    let change = |minutes: u16| {
        json!({ "version": 1, "date": "2026-11-24", "kind": "meeting", "minutes": minutes }).to_string()
    };
    karen.send(Method::PUT, &contact, Some(change(60))).await.with(204);
    let conflict = sanne.send(Method::PUT, &contact, Some(change(30))).await.with(409);
    assert_eq!((&conflict["code"], &conflict["conflict"]["version"]), (&json!("conflict"), &json!(2)));
    assert_eq!(conflict["conflict"]["by"], actor(&house, "karen").await.user.to_string());
    let fields = conflict["conflict"]["fields"].as_array().unwrap();
    assert!(fields.contains(&json!({ "field": "minutes", "yours": "30", "theirs": "60" })), "{fields:?}");

    sanne.send(Method::DELETE, &contact, None).await.with(204);
    let list = sanne.get(&contacts).await.with(200);
    assert!(list["contacts"][0]["undone_at"].is_string());
    sanne.send(Method::DELETE, &contact, None).await.with(404);
}

#[tokio::test]
async fn responses_are_scored_and_keep_what_is_no_number_apart() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let responses = format!("/courses/{}/responses", begun(&sanne).await);
    let new = json!({
        "instrument": "who5", "occasion": "phase2", "date": "2026-11-02", "mode": "interview",
        "answers": { "happy": 4, "calm": 4, "active": "not_asked", "rested": "will_not_answer", "interest": 4 },
    });
    let made = sanne.post(&responses, &new).await.with(201);
    let list = sanne.get(&responses).await.with(200);
    let newest = &list["responses"][2];
    assert_eq!((&newest["id"], &newest["score"]), (&made["id"], &Value::Null));
    assert_eq!((&newest["answers"]["active"], &newest["mode"]), (&json!("not_asked"), &json!("interview")));
    let response = format!("{responses}/{}", made["id"].as_str().unwrap());
    let whole = json!({
        "version": 1, "occasion": "phase2", "date": "2026-11-02",
        "answers": { "happy": 4, "calm": 4, "active": 4, "rested": 4, "interest": 4 },
    });
    sanne.send(Method::PUT, &response, Some(whole.to_string())).await.with(204);
    let conflict = sanne.send(Method::PUT, &response, Some(whole.to_string())).await.with(409);
    assert_eq!(conflict["conflict"]["version"], 2);
    let list = sanne.get(&responses).await.with(200);
    assert_eq!(list["responses"][2]["score"], 80.0);
    sanne.send(Method::DELETE, &response, None).await.with(204);
}

#[tokio::test]
async fn a_course_is_moved_on_and_says_when_that_does_not_fit() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let mut new = course();
    new["start"] = Value::Null;
    new["first_contact"] = json!("2026-08-01");
    new["responses"] = json!([]);
    let made = sanne.post("/courses", &new).await.with(201);
    let course = format!("/courses/{}", made["code"].as_str().unwrap());
    let act = |name: &str, body: Value| {
        let (sanne, path) = (sanne.clone(), format!("{course}/{name}"));
        async move { sanne.post(&path, &body).await }
    };
    let pause = json!({ "from": "2026-11-20", "cause": "surroundings", "reason": "Indlagt" });
    assert_eq!(act("pause", pause.clone()).await.with(409)["code"], "notstarted");
    act("begin", json!({ "start": "2026-08-10" })).await.with(204);
    assert_eq!(act("begin", json!({ "start": "2026-08-10" })).await.with(409)["code"], "alreadystarted");
    act("pause", pause).await.with(204);
    act("resume", json!({ "to": "2026-11-23" })).await.with(204);
    let close = json!({ "date": "2026-09-01", "reason": "moved", "decided_by": "citizen", "follow_up": "call",
            "note": "Flyttet" });
    let way = |way: Value| {
        let (sanne, path) = (sanne.clone(), format!("{course}/follow-up"));
        async move { sanne.send(Method::PUT, &path, Some(json!({ "way": way }).to_string())).await }
    };
    assert_eq!(way(json!("call")).await.with(409)["code"], "unknown", "only a closed course is followed up");
    act("close", close).await.with(204);
    assert_eq!(sanne.get(&course).await.with(200)["closing"]["follow_up"], "call");
    way(json!("no")).await.with(204);
    assert_eq!(sanne.get(&course).await.with(200)["closing"]["follow_up"], "no");
    way(json!("message")).await.with(204);
    let due = sanne.get("/due").await.with(200);
    let follow_up =
        due["duties"].as_array().unwrap().iter().find(|duty| duty["duty"] == "follow_up").unwrap();
    assert_eq!((&follow_up["way"], &follow_up["occasion"]), (&json!("message"), &json!("followup3")));
    assert_eq!(follow_up["instruments"], json!(["follow-up", "who5", "payment"]));
    let read = sanne.get(&course).await.with(200);
    assert_eq!((&read["stage"], &read["closing"]["reason"]), (&json!("closed"), &json!("moved")));
    assert_eq!(read["closing"]["note"], "Flyttet");
    assert_eq!(read["phase_changes"][0]["reason"], "Indlagt");
    let contact = json!({ "date": "2026-11-24", "kind": "call" });
    assert_eq!(act("contacts", contact).await.with(409)["code"], "closed");
}

#[tokio::test]
async fn the_same_request_has_one_effect() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let once = sanne.with("idempotency-key", "b7c1");
    let first = once.post("/courses", &course()).await.with(201);
    let again = once.post("/courses", &course()).await.with(201);
    assert_eq!(first, again);
    assert_eq!(sanne.get("/courses").await.with(200)["matching"], 1);
    let mut other = course();
    other["alias"] = json!("Rav");
    assert_eq!(once.post("/courses", &other).await.with(422)["code"], "keyreused");
    let long = sanne.with("idempotency-key", "k".repeat(201));
    assert_eq!(long.post("/courses", &course()).await.with(400)["code"], "keywrong");
    // Another's key of the same text is another key.
    let karen = Client::of(&house, "karen").await.with("idempotency-key", "b7c1");
    assert_ne!(karen.post("/courses", &course()).await.with(201)["id"], first["id"]);
}

#[tokio::test]
async fn who_calls_what_waits_and_what_is_defined() {
    let house = two_workers().await;
    let sanne = Client::of(&house, "sanne").await;
    begun(&sanne).await;
    let me = sanne.get("/me").await.with(200);
    assert_eq!((&me["name"], &me["role"]), (&json!("Sanne Øvelse"), &json!("worker")));
    let due = sanne.get("/due").await.with(200);
    assert!(due["duties"].as_array().unwrap().iter().any(|duty| duty["duty"] == "silent"), "{due}");
    assert_eq!(due["duties"][0]["alias"], "Havtorn");
    assert_eq!(Client::of(&house, "ali").await.get("/due").await.with(200)["duties"], json!([]));
    let programmes = sanne.get("/programmes").await.with(200);
    assert_eq!(programmes["programmes"][0]["archived"], false);
    let programme = sanne.get("/programmes/cti-9").await.with(200);
    assert_eq!(programme["courses"]["running"], 1);
    let who5 = sanne.get("/instruments/who5").await.with(200);
    assert_eq!((&who5["scoring"], &who5["factor"]), (&json!("sum_times"), &json!(4.0)));
    assert_eq!(who5["items"].as_array().unwrap().len(), 5);
    sanne.get("/instruments/nothing").await.with(404);
}

#[tokio::test]
async fn enquiries_are_recorded_and_answered() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let new = json!({ "door": "ngo", "asked": "2026-11-23", "said": "Vil gerne tale med nogen" });
    let made = sanne.post("/enquiries", &new).await.with(201);
    let enquiry = format!("/enquiries/{}", made["id"].as_str().unwrap());
    assert_eq!(sanne.get("/enquiries").await.with(200)["enquiries"][0]["id"], made["id"]);
    let offered = json!({ "version": 1, "offered": "2026-11-26" }).to_string();
    sanne.send(Method::PATCH, &enquiry, Some(offered)).await.with(204);
    let read = sanne.get(&enquiry).await.with(200);
    assert_eq!((&read["offered"], &read["waiting_days"]), (&json!("2026-11-26"), &Value::Null));
    let stale = json!({ "version": 1, "said": "Andet" }).to_string();
    let conflict = sanne.send(Method::PATCH, &enquiry, Some(stale)).await.with(409);
    assert_eq!(conflict["conflict"]["fields"][0]["theirs"], "Vil gerne tale med nogen");
}
