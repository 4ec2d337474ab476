//! The course list at its boundary: lists of one's own, several courses at once, what is hidden; a form from another
//! site; the density; what is new.

use axum::http::StatusCode;
use domain::policy::Role;
use service::session::users::{self, NewMember};

use crate::havtorn::havtorn;
use crate::house::{Browser, TRAINING, actor, hidden, house, town, undo};

/// Codes of the rows, in their order.
fn codes(body: &str) -> Vec<String> {
    let rows = body.split("name=\"c\" value=\"").skip(1);
    rows.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_list_of_ones_own_is_kept_pinned_changed_renamed_and_fetched_back() {
    let (house, mut karen) = town("karen").await;
    let list = karen.get("/forloeb?fase=2&liste=stille").await;
    assert!(list.body.contains("/forloeb/lister/ny?fase=2"), "{}", list.body);
    let form = karen.get("/forloeb/lister/ny?fase=2&liste=stille").await;
    assert_eq!(
        (hidden(&form.body, "fase"), hidden(&form.body, "liste")),
        ("2".to_owned(), "stille".to_owned())
    );
    let nameless = karen.post("/forloeb/lister/ny", "fase=2&liste=stille&name=&pinned=1").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("id=\"e-name\"") && hidden(&nameless.body, "fase") == "2");
    let kept = karen.post("/forloeb/lister/ny", "fase=2&liste=stille&name=Rolige+i+fase+2&pinned=1").await;
    let address = kept.location().to_owned();
    assert!(address.contains("gemt=") && address.contains("fase=2"), "{address}");
    let open = karen.get(&address).await;
    assert!(open.body.contains("Rolige i fase 2") && open.body.contains("Listen er gemt."));
    assert!(!open.body.contains("ff-freshdot"), "nothing is changed yet");

    let changed = karen.get(&address.replace("fase=2", "fase=3")).await;
    assert!(
        changed.body.contains("ff-freshdot") && changed.body.contains("Gem ændringen"),
        "{}",
        changed.body
    );
    let (_, id) = address.split_once("gemt=").unwrap();
    let id = id.split('&').next().unwrap();
    let now = karen.post(&format!("/forloeb/lister/{id}/aendring"), "fase=3&liste=stille").await;
    assert!(now.location().contains("fase=3"));
    let address = now.location().to_owned();
    assert!(!karen.get(&address).await.body.contains("ff-freshdot"));

    karen.post(&format!("/forloeb/lister/{id}"), "name=Stille+i+fase+3").await;
    karen.post(&format!("/forloeb/lister/{id}/fast"), "pinned=0").await;
    let lists = karen.get("/forloeb/lister").await;
    assert!(lists.body.contains("Stille i fase 3") && lists.body.contains("Vis som fane"), "{}", lists.body);
    let plain = karen.get("/forloeb").await;
    assert!(!plain.body.contains("Stille i fase 3") && plain.body.contains("Mine lister"));
    let mut sanne = Browser::signed_in_with(&house, "sanne", TRAINING).await;
    assert!(!sanne.get("/forloeb/lister").await.body.contains("Stille i fase 3"), "hers alone");
    assert_eq!(sanne.post(&format!("/forloeb/lister/{id}/slet"), "").await.status, StatusCode::NOT_FOUND);

    karen.post(&format!("/forloeb/lister/{id}/slet"), "").await;
    let gone = karen.get("/forloeb/lister").await;
    assert!(!gone.body.contains("Stille i fase 3</a>"), "{}", gone.body);
    karen.post(&undo(&gone), "").await;
    assert!(karen.get("/forloeb/lister").await.body.contains("Stille i fase 3"));
}

#[tokio::test]
async fn several_courses_get_another_worker_and_it_is_taken_back_with_one_tap() {
    let (_house, mut karen) = town("karen").await;
    let list = karen.get("/forloeb?hos=ingen").await;
    let without = codes(&list.body).len();
    let all = karen.get("/forloeb").await;
    let two: Vec<String> = codes(&all.body).into_iter().take(2).collect();
    let chosen = format!("c={}&c={}&fra=%2Fforloeb%3Ffase%3D2", two[0], two[1]);
    let page = karen.get(&format!("/forloeb/valgte/medarbejder?{chosen}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("2\u{a0}forløb får ny medarbejder"), "{}", page.body);
    let once = hidden(&page.body, "once");
    let wrong = format!("{chosen}&once={once}&to=&from=31-02-2026");
    let faulty = karen.post("/forloeb/valgte/medarbejder", &wrong).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.body.contains("id=\"e-to\"") && faulty.body.contains("id=\"e-from\""), "{}", faulty.body);
    let (_, options) = page.body.split_once("id=\"f-to\"").unwrap();
    let sanne = options.split("<option value=\"").find(|option| option.contains("Sanne")).unwrap();
    let sanne = sanne.split('"').next().unwrap();
    let sent =
        format!("{chosen}&once={once}&to={sanne}&from=&from-day=24&from-month=11&from-year=2026&from-was=");
    let done = karen.post("/forloeb/valgte/medarbejder", &sent).await;
    assert_eq!(done.location(), "/forloeb?fase=2");
    let told = karen.get(done.location()).await;
    assert!(told.body.contains("2\u{a0}forløb har fået ny medarbejder"), "{}", told.body);
    let back = karen.post(&undo(&told), "").await;
    assert_eq!(back.location(), "/forloeb");
    assert!(karen.get("/forloeb").await.body.contains("Skiftet er taget tilbage"));
    assert_eq!(codes(&karen.get("/forloeb?hos=ingen").await.body).len(), without);
    let none = karen.get("/forloeb/valgte/medarbejder?fra=%2Fforloeb").await;
    assert_eq!(none.location(), "/forloeb");
    assert!(karen.get("/forloeb").await.body.contains("Vælg mindst ét forløb"));
}

#[tokio::test]
async fn one_contact_with_several_is_written_once_and_taken_back_with_one_tap() {
    let (_house, mut sanne) = town("sanne").await;
    let list = sanne.get("/forloeb").await;
    let two: Vec<String> = codes(&list.body).into_iter().take(2).collect();
    let page = sanne.get(&format!("/forloeb/valgte/kontakt?c={}&c={}", two[0], two[1])).await;
    assert_eq!((page.status, page.title()), (StatusCode::OK, "Fælles kontakt – Fodfæste"));
    let once = hidden(&page.body, "once");
    let both = format!("blandt={}&blandt={}&c={}", two[0], two[1], two[0]);
    let typed = format!(
        "{both}&c={}&once={once}&date=2026-11-24&kind=meeting&outcome=held&minutes=90&note=F%C3%A6lles+mad&note-{}=Tog+billeder",
        two[1], two[1]
    );
    let faulty = sanne.post("/forloeb/valgte/kontakt", &typed.replace("2026-11-24", "2099-01-01")).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.body.contains("Fælles mad") && faulty.body.contains("Tog billeder"), "{}", faulty.body);
    assert!(sanne.get("/min-dag").await.body.contains("fælles kontakt"), "the draft stands on My day");
    let saved = sanne.post("/forloeb/valgte/kontakt", &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let told = sanne.get(saved.location()).await;
    assert!(told.body.contains("Kontakten er gemt på 2\u{a0}forløb."), "{}", told.body);
    assert_eq!(
        sanne.post("/forloeb/valgte/kontakt", &typed).await.status,
        StatusCode::SEE_OTHER,
        "pressed twice"
    );
    let course = sanne.get(&format!("/forloeb/{}", two[1])).await;
    assert_eq!(course.body.matches("Fælles mad").count(), 1, "{}", course.body);
    assert!(course.body.contains("Tog billeder"));
    assert!(!sanne.get(&format!("/forloeb/{}", two[0])).await.body.contains("Tog billeder"));
    assert!(!sanne.get("/min-dag").await.body.contains("fælles kontakt"), "the draft went with it");
    sanne.post(&undo(&told), "").await;
    assert!(sanne.get("/forloeb").await.body.contains("Kontakten er taget tilbage på 2\u{a0}forløb."));
    let none = format!("blandt={}&date=2026-11-24&kind=meeting&outcome=held", two[0]);
    let nobody = sanne.post("/forloeb/valgte/kontakt", &none).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.body.contains("id=\"e-courses\""), "{}", nobody.body);
}

#[tokio::test]
async fn dates_of_several_move_and_come_back_and_a_list_is_printed_and_exported() {
    let (_house, mut karen) = town("karen").await;
    let list = karen.get("/forloeb?stadie=igang&fase=2").await;
    let two: Vec<String> = codes(&list.body).into_iter().take(2).collect();
    let chosen = format!("c={}&c={}", two[0], two[1]);
    let page = karen.get(&format!("/forloeb/valgte/datoer?{chosen}&days=7")).await;
    assert!(page.body.contains("fase\u{a0}2\u{a0}slutter") || page.body.contains("slutter"), "{}", page.body);
    let once = hidden(&page.body, "once");
    let faulty = karen.post("/forloeb/valgte/datoer", &format!("{chosen}&once={once}&days=7")).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        faulty.body.contains("id=\"e-cause\"") && faulty.body.contains("id=\"e-reason\""),
        "{}",
        faulty.body
    );
    let sent = format!("{chosen}&once={once}&days=7&cause=programme&reason=Ferie");
    let told = karen.post("/forloeb/valgte/datoer", &sent).await;
    let told = karen.get(told.location()).await;
    assert!(told.body.contains("Datoen er flyttet på 2\u{a0}forløb."), "{}", told.body);
    karen.post(&undo(&told), "").await;
    assert!(karen.get("/forloeb").await.body.contains("Datoen står igen som før"));

    let print = karen.get(&format!("/forloeb/valgte/print?{chosen}")).await;
    assert_eq!((print.status, print.body.matches("<tr>").count()), (StatusCode::OK, 3));
    let file = karen.get(&format!("/forloeb/valgte/eksport?{chosen}")).await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"liste-2026-11-24.csv\"");
    assert_eq!(file.body.lines().count(), 3);
    let aliases = list.body.split("data-row>").skip(1).map(|rest| rest.split('<').next().unwrap());
    for alias in aliases {
        assert!(!file.body.contains(alias), "no alias leaves the house: {alias}");
    }
}

#[tokio::test]
async fn what_a_filter_hides_is_counted_and_cleared_with_one_tap_and_long_lists_have_pages() {
    let (house, mut karen) = town("karen").await;
    let filtered = karen.get("/forloeb?fase=2").await;
    let (_, rest) = filtered.body.split_once("er skjult af filter.").expect("the hidden line");
    assert!(rest.starts_with(" <a href=\"/forloeb\">Nulstil</a>"), "{}", &rest[..60]);
    let all = karen.get("/forloeb?stadie=alle").await;
    let second = all.body.split("efter=50").count();
    assert!(second > 1 && all.body.contains("rel=\"next\""), "{}", all.body);
    let next = karen.get("/forloeb?stadie=alle&efter=50").await;
    assert!(
        next.body.contains("aria-current=\"page\"><span class=\"sr-only\">Side </span>2"),
        "{}",
        next.body
    );
    let (first, second) = (codes(&all.body), codes(&next.body));
    assert!(first.len() == 50 && !second.is_empty() && second.iter().all(|code| !first.contains(code)));
    let worker = Browser::signed_in_with(&house, "sanne", TRAINING).await.get("/forloeb").await;
    assert!(worker.body.contains(">Mine <span"), "a worker's own: {}", worker.body);
}

#[tokio::test]
async fn a_form_from_another_site_does_nothing_and_gives_the_words_back() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    sanne.site = "cross-site";
    let typed = "said=Hun+ringede+%3Cscript%3E&door=ngo&asked=2026-11-24&once=abc&password=Hemmeligt+ord";
    let refused = sanne.post("/henvendelser/ny", typed).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("Hun ringede &#60;script&#62;</textarea>"), "{}", refused.body);
    for not_given in ["Hemmeligt", ">ngo<", "<script>Hun"] {
        assert!(!refused.body.contains(not_given), "{not_given}");
    }
    sanne.site = "same-origin";
    assert!(!sanne.get("/henvendelser").await.body.contains("Hun ringede"), "nothing was kept");
    assert!(!sanne.get("/min-dag").await.body.contains("ny henvendelse"), "no draft either");
}

#[tokio::test]
async fn compact_lists_are_chosen_for_a_device() {
    let house = house().await;
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    assert!(!sanne.get("/forloeb").await.body.contains("ff-compact"));
    sanne.post("/profil/taethed", "density=kompakt").await;
    let page = sanne.get("/profil").await;
    assert!(page.body.contains("ff-compact") && page.body.contains("Valget er gemt på denne enhed."));
    sanne.post("/profil/taethed", "density=").await;
    assert!(!sanne.get("/forloeb").await.body.contains("ff-compact"));
}

#[tokio::test]
async fn what_a_colleague_changed_since_the_last_visit_is_marked_as_new() {
    let house = house().await;
    let started = havtorn(&house).await;
    let path = format!("/forloeb/{}", started.code.to_lowercase());
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    assert!(!sanne.get(&path).await.body.contains("ff-new"), "there for the first time");
    house.clock.advance(3_600_000_000);
    let mut karen = Browser::signed_in(&house, "karen").await;
    let contact = "date=2026-11-24&kind=call&outcome=held&minutes=15&note=Ringede";
    assert_eq!(karen.post(&format!("{path}/kontakt"), contact).await.status, StatusCode::SEE_OTHER);
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    let page = sanne.get(&path).await;
    assert_eq!(page.body.matches("ff-new").count(), 1, "{}", page.body);
    assert!(page.body.contains("</i>nyt</span></a>"));
    assert!(sanne.get(&path).await.body.contains("ff-new"), "still, while she is there");
    house.clock.advance(3_600_000_000);
    let mut sanne = Browser::signed_in(&house, "sanne").await;
    assert!(!sanne.get(&path).await.body.contains("ff-new"), "seen");
}

#[tokio::test]
async fn the_list_is_narrowed_to_anybody_who_can_carry_a_course() {
    let house = house().await;
    havtorn(&house).await;
    let adam = actor(&house, "adam").await;
    for (login, name, role) in [("ali", "Ali Øvelse", Role::Worker), ("lis", "Lis Øvelse", Role::Leader)] {
        let member = NewMember {
            login: login.to_owned(),
            name: name.to_owned(),
            role,
            hours_per_cent: 100,
            language: "da".to_owned(),
            password: None,
        };
        users::add(&house.ctx, &adam, member).await.unwrap();
    }
    let list = Browser::signed_in(&house, "karen").await.get("/forloeb").await;
    let (_, rest) = list.body.split_once("name=\"hos\"").expect("whose");
    let (hers, _) = rest.split_once("</select>").unwrap();
    assert!(hers.contains("Ali Øvelse") && hers.contains("Lis Øvelse"), "{hers}");
    assert!(!hers.contains("Eva Øvelse") && !hers.contains("Adam Øvelse"), "{hers}");
}
