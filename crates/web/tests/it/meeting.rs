//! The team meeting at its boundary: from the agenda to the minutes, what hangs on the wall, what becomes of a decision.

use axum::http::StatusCode;
use domain::policy::Role;
use service::course::{CoursePage, Which};

use crate::house::{Answer, Browser, TRAINING, actor, town, undo};

const HERE: &str = "/teamet/moede/2026-11-24";

/// What is read, with every space an ordinary one.
fn read(answer: &Answer) -> String {
    answer.body.replace('\u{a0}', " ")
}

/// Addresses of the courses on the agenda, in its order.
fn agenda(answer: &Answer) -> Vec<String> {
    let (_, list) = answer.body.split_once("data-rows=\"roving\"").expect("an agenda");
    let (list, _) = list.split_once("</nav>").unwrap();
    let rows = list.split("<a class=\"ff-c\" href=\"").skip(1);
    let rows = rows.map(|rest| rest.split('"').next().unwrap().to_owned());
    rows.filter(|address| !address.contains("/last/")).collect()
}

/// The row of the agenda with this address.
fn row<'a>(answer: &'a Answer, address: &str) -> &'a str {
    let (_, rest) = answer.body.split_once(&format!("<a class=\"ff-c\" href=\"{address}\"")).expect("a row");
    rest.split("</li>").next().unwrap()
}

#[tokio::test]
async fn a_meeting_is_held_from_the_agenda_to_the_minutes() {
    let (house, mut karen) = town("karen").await;
    let team = karen.get("/teamet").await;
    assert!(read(&team).contains("action=\"/teamet/moede\"") && read(&team).contains("Åbn teammødet"));
    assert_eq!(karen.get(HERE).await.status, StatusCode::NOT_FOUND, "nobody has opened one");
    let opened = karen.post("/teamet/moede", "").await;
    assert_eq!(opened.location(), HERE);
    let first = karen.get(HERE).await;
    let address = first.location().to_owned();
    let page = karen.get(&address).await;
    let all = agenda(&page);
    assert_eq!(all[0], address, "the first on the agenda is talked of");
    assert!(read(&page).contains(&format!("0 af {} talt igennem.", all.len())), "{}", page.body);
    assert_eq!(page.title(), "Teammøde – Fodfæste");
    assert!(read(&page).contains("Ugens runde:"));

    let sanne = actor(&house, "sanne").await.user.uuid().simple();
    let wrong = format!("issue=Huslejen&words=Ringe+010190-1234&who={sanne}&until=2026-12-01");
    let back = karen.post(&address, &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&back).contains("id=\"e-words\"") && read(&back).contains(">Huslejen</textarea>"));
    let said = format!("issue=Huslejen&words=Ringe+til+udlejer.&who={sanne}&until=2026-12-01&act=gem");
    let saved = karen.post(&address, &said).await;
    assert_eq!(saved.location(), all[1], "on to the next");
    let next = karen.get(&all[1]).await;
    assert!(read(&next).contains("står på »Min dag«") && row(&next, &address).contains("besluttet"));
    let not_now = karen.post(&all[1], "issue=Intet+nyt&words=&act=ikke-nu").await;
    assert_eq!(not_now.location(), all[2]);
    let skipped = karen.post(&all[2], "issue=halvt&words=&act=spring-over").await;
    let after = karen.get(skipped.location()).await;
    assert!(
        read(&after).contains("kommer først næste gang") && row(&after, &all[2]).contains("sprunget over")
    );
    let taken = karen.post(&undo(&after), "").await;
    let again = karen.get(taken.location()).await;
    assert!(read(&again).contains(">halvt</textarea>"), "what was typed stands in the form again");

    let minutes = karen.get(&format!("{HERE}/referat")).await;
    assert!(
        read(&minutes).contains("Ringe til udlejer.") && read(&minutes).contains("Sanne, senest 1. dec.")
    );
    assert!(read(&minutes).contains("Intet nyt") && read(&minutes).contains("ikke nu"));
    assert!(!read(&minutes).contains("halvt"), "taken back");
    assert_eq!(minutes.title(), "Referat – Fodfæste");

    let mut sanne = Browser::signed_in_with(&house, "sanne", TRAINING).await;
    let day = sanne.get("/min-dag").await;
    assert!(read(&day).contains("Besluttet på teammødet: Ringe til udlejer. Senest 1. december."));
    let (_, rest) = day.body.split_once("action=\"/teamet/beslutning/").expect("one tap");
    let done = format!("/teamet/beslutning/{}", rest.split('"').next().unwrap());
    let told = sanne.post(&done, "fra=/min-dag").await;
    assert_eq!(told.location(), "/min-dag");
    let day = sanne.get("/min-dag").await;
    assert!(!read(&day).contains("Ringe til udlejer."));
    sanne.post(&undo(&day), "").await;
    assert!(read(&sanne.get("/min-dag").await).contains("Ringe til udlejer."), "not done after all");
    for hers in ["/teamet/moede", HERE, &address, &format!("{HERE}/referat")] {
        assert_eq!(sanne.get(hers).await.status, StatusCode::NOT_FOUND, "{hers}");
    }
    let mut elin = Browser::signed_in_with(&house, "elin", TRAINING).await;
    assert_eq!(elin.post(&done, "").await.status, StatusCode::NOT_FOUND);
}

/// What of a course is not for the wall.
fn words_of(page: &CoursePage) -> Vec<String> {
    let record = &page.record;
    let notes = record.contacts.iter().filter_map(|entry| entry.note.clone());
    let goals = record.focus_areas.iter().filter_map(|entry| entry.goal.clone());
    let names = record.supporters.iter().filter_map(|entry| entry.name.clone());
    let tasks = record.supporters.iter().filter_map(|entry| entry.task.clone());
    let activities = record.activities.iter().map(|entry| entry.title.clone());
    let safe = record.safe_contact.clone();
    notes.chain(goals).chain(names).chain(tasks).chain(activities).chain(safe).collect()
}

#[tokio::test]
async fn the_wall_shows_no_note_no_words_of_the_citizen_and_no_name_of_her_network() {
    let (house, mut karen) = town("karen").await;
    karen.post("/teamet/moede", "").await;
    let first = karen.get(HERE).await.location().to_owned();
    let all = agenda(&karen.get(&first).await);
    let leader = actor(&house, "karen").await;
    assert_eq!(leader.role, Role::Leader);
    let mut shown = 0;
    for address in &all {
        let code = address.rsplit('/').next().unwrap().to_owned();
        let page = service::course::open(&house.ctx, &leader, &Which::Code(code), None).await.unwrap();
        let words = words_of(&page);
        let wall = karen.get(address).await;
        assert_eq!(wall.status, StatusCode::OK);
        let escaped = |word: &String| word.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;");
        let text = wall.body.split("<form class=\"ff-form\"").next().unwrap();
        for word in words.iter().filter(|word| word.chars().count() > 3) {
            assert!(!text.contains(&escaped(word)), "{address}: {word}");
        }
        let asked = karen.get(&format!("{address}?ord=1")).await;
        shown += words.iter().filter(|word| read(&asked).contains(&escaped(word))).count();
        assert!(read(&asked).contains(&format!("{}?ord=1", all[0])), "it stays as it was asked for");
    }
    assert!(shown > 20, "{shown} words are there where they are asked for");
}

#[tokio::test]
async fn who_was_there_is_written_down_and_the_meetings_are_counted() {
    let (house, mut karen) = town("karen").await;
    karen.post("/teamet/moede", "").await;
    let (sanne, ali) = (actor(&house, "sanne").await, actor(&house, "ali").await);
    let body = format!("present={}&present={}", sanne.user.uuid().simple(), ali.user.uuid().simple());
    let saved = karen.post(&format!("{HERE}/til-stede"), &body).await;
    assert_eq!(saved.location(), HERE);
    let held = karen.get("/teamet/moede").await;
    assert!(
        read(&held).contains("2 til stede") && read(&held).contains("af de seneste 12 uger"),
        "{}",
        held.body
    );
    let elin = actor(&house, "elin").await.user.uuid().simple().to_string();
    let wrong = karen.post(&format!("{HERE}/til-stede"), &format!("present={elin}")).await;
    assert!(!wrong.status.is_redirection(), "an evaluator is not at the meeting");
    let minutes = karen.get(&format!("{HERE}/referat")).await;
    assert!(read(&minutes).contains("Til stede: Ali Øvelse, Sanne Øvelse."), "{}", minutes.body);
    assert!(read(&minutes).contains("Der er ikke skrevet noget fra mødet."));
}
