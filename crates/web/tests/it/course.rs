//! The pages of a course at their boundary: without script, with faults, with two people at once.

use axum::http::StatusCode;
use jiff::civil::date;

use crate::havtorn::{havtorn, new, sanne};
use crate::house::{Answer, Browser, House, hidden, house};

fn path(code: &str) -> String {
    format!("/forloeb/{}", code.to_ascii_lowercase())
}

async fn scene() -> (House, Browser, String) {
    let house = house().await;
    let started = havtorn(&house).await;
    let browser = Browser::signed_in(&house, "sanne").await;
    let path = path(&started.code);
    (house, browser, path)
}

fn seen(answer: &Answer, words: &[&str]) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for word in words {
        let main = answer.body.split("<main").nth(1).unwrap_or(&answer.body);
        assert!(answer.body.contains(word), "no {word:?} in {main}");
    }
}

#[tokio::test]
async fn the_course_page_says_where_it_is_and_its_title_tells_nobody() {
    let (_house, mut browser, path) = scene().await;
    let page = browser.get(&path).await;
    seen(
        &page,
        &[
            "Havtorn",
            "Fase 2, uge 12\u{a0}af 18. Sidste kontakt for 5\u{a0}dage siden.",
            "aria-current=\"step\"",
            "Sms tirsdag–torsdag",
            "Jeg vil kunne åbne min post",
            "Budget med gældsrådgiver",
            "Søster",
            "Møde, blev ikke til noget",
            "20\u{a0}point op siden start.",
            "Fast indgang til kommunen er ikke valgt endnu.",
        ],
    );
    let whole = browser.get(&format!("{path}?alle=1")).await;
    seen(
        &whole,
        &["Fase 2\u{a0}begyndte", "Borgeren valgte 3\u{a0}områder", "Sanne Øvelse blev fast medarbejder"],
    );
    let body = page.body.to_lowercase();
    assert_eq!(page.title(), "Forløb – Fodfæste");
    for forbidden in ["prostitu", "udeblev", "style=\""] {
        assert!(!body.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn a_course_stands_on_one_line_where_it_is_asked_for_and_on_paper() {
    let (_house, mut browser, path) = scene().await;
    let page = browser.get(&path).await;
    assert!(!page.body.contains("linje-bred"));
    assert!(page.body.contains(&format!("{path}?linje=1#tidslinje")));
    for rest in ["?linje=1", "/print"] {
        let page = browser.get(&format!("{path}{rest}")).await;
        for id in ["id=\"linje-bred\"", "id=\"linje-smal\""] {
            assert_eq!(page.body.matches(id).count(), 1, "{rest}: {id}");
        }
    }
}

#[tokio::test]
async fn titles_and_addresses_tell_nothing_about_anybody() {
    let (_house, mut browser, path) = scene().await;
    let below = [
        "",
        "/kontakt",
        "/plan",
        "/plan/omraader",
        "/plan/print",
        "/plan/tidligere",
        "/netvaerk",
        "/netvaerk/ny",
        "/skema",
        "/skema/2-1",
        "/skema/3-1/giv",
        "/skema/3-2/svar?nr=1",
        "/fase",
        "/medarbejder",
        "/sikker-kontakt",
        "/alias",
        "/mere",
        "/afslut",
        "/afslut?kort=1",
        "/print",
        "?vis=moeder",
        "?alle=1",
        "?laest=1",
        "?linje=1",
    ];
    for rest in below {
        let page = browser.get(&format!("{path}{rest}")).await;
        let page = if page.status == StatusCode::SEE_OTHER {
            let target = page.location().to_owned();
            browser.get(&target).await
        } else {
            page
        };
        assert_eq!(page.status, StatusCode::OK, "{rest}: {}", page.body);
        let title = page.title().to_lowercase();
        for word in ["havtorn", "økonomi", "bolig", "who", "trivsel", "søster", "sanne"] {
            assert!(!title.contains(word), "{rest}: {title}");
        }
        assert!(!page.body.contains("style=\""), "{rest}");
        for line in page.body.lines().filter(|line| line.contains("href=\"/") && !line.contains("/assets/")) {
            assert!(!line.contains("href=\"/forloeb/havtorn"), "{line}");
        }
        let untranslated = page
            .body
            .split(['>', '<', '"'])
            .find(|text| text.contains('-') && locale::has(locale::Language::Da, text));
        assert_eq!(untranslated, None, "{rest}");
    }
}

#[tokio::test]
async fn a_contact_is_recorded_without_script_undone_and_set_in_again() {
    let (_house, mut browser, path) = scene().await;
    let form = browser.get(&format!("{path}/kontakt")).await;
    seen(
        &form,
        &[
            "Ny kontakt",
            "Felterne står som sidst.",
            "value=\"meeting\" checked",
            "value=\"45\" checked",
            "Du har lovet",
        ],
    );
    let once = hidden(&form.body, "once");
    let body = format!(
        "once={once}&kind=meeting&outcome=held&minutes=30&areas=bolig&areas=netvaerk&place=community&note=Vi+s%C3%A5+p%C3%A5+lejligheden.\
         &date=2026-11-24&time=10%3A00&next_date=&next_time=&next_kind=meeting&promise=&promise_until=&other_minutes=&role=&meeting="
    );
    let saved = browser.post(&format!("{path}/kontakt"), &body).await;
    assert_eq!(
        (saved.status, saved.location()),
        (StatusCode::SEE_OTHER, format!("{path}#tidslinje").as_str())
    );
    let again = browser.post(&format!("{path}/kontakt"), &body).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "pressing twice is one contact");
    let page = browser.get(&path).await;
    seen(&page, &["Kontakten er gemt.", "Vi så på lejligheden.", "Møde, 30\u{a0}minutter"]);
    assert_eq!(page.body.matches("Vi så på lejligheden.").count(), 1);
    let undo = page.body.split("action=\"").find(|part| part.contains("/fortryd\"")).unwrap();
    let undo = undo.split('"').next().unwrap().to_owned();
    browser.post(&undo, "").await;
    let page = browser.get(&path).await;
    assert!(!page.body.contains("Vi så på lejligheden."));
    let redo = undo.replace("/fortryd", "/genskab");
    browser.post(&redo, "").await;
    seen(&browser.get(&path).await, &["Vi så på lejligheden."]);
}

#[tokio::test]
async fn a_note_that_may_lead_to_a_person_is_kept_and_asked_about() {
    let (_house, mut browser, path) = scene().await;
    let asks = "Står der et navn, et telefonnummer eller en adresse?";
    for (note, asked) in [("Vi+talte+om+huslejen.", false), ("Ring+til+hende+p%C3%A5+20+12+34+56.", true)] {
        let body = format!("kind=call&outcome=held&date=2026-11-24&note={note}");
        let saved = browser.post(&format!("{path}/kontakt"), &body).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "nothing is refused for it: {}", saved.body);
        // What is asked stands at the top of the page, and not above what a phone has scrolled past.
        let place = if asked { "#indhold" } else { "#tidslinje" };
        assert!(saved.location().ends_with(place), "{}", saved.location());
        let page = browser.get(&path).await;
        seen(&page, &["Kontakten er gemt."]);
        assert_eq!(page.body.contains(asks), asked, "{note}");
    }
}

#[tokio::test]
async fn what_is_at_fault_is_said_three_times_and_what_was_typed_stays() {
    let (_house, mut browser, path) = scene().await;
    let form = browser.get(&format!("{path}/kontakt")).await;
    let once = hidden(&form.body, "once");
    let body = format!(
        "once={once}&kind=meeting&outcome=held&minutes=45&date=2027-01-01&time=25&note=Ring+701282-4567&areas=bolig"
    );
    let page = browser.post(&format!("{path}/kontakt"), &body).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What cannot be read is told before what may not be; both keep the text.
    assert!(page.body.contains("Klokkeslættet kan ikke læses."));
    assert!(page.body.contains("Ring 701282-4567"));
    let body = body.replace("time=25", "time=10.00");
    let page = browser.post(&format!("{path}/kontakt"), &body).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Det ligner et CPR-nummer."));
    assert!(page.body.contains("Datoen ligger efter i dag."));
    assert!(page.body.contains("href=\"#f-note\"") && page.body.contains("aria-describedby=\"e-note"));
    assert!(page.body.contains("id=\"e-note\""));
    // Kept as a draft too: a reload shows it.
    let again = browser.get(&format!("{path}/kontakt")).await;
    seen(&again, &["Ring 701282-4567", "Her er din kladde fra"]);
}

#[tokio::test]
async fn a_draft_is_kept_thrown_away_and_fetched_back() {
    let (_house, mut browser, path) = scene().await;
    let draft = format!("/kladde{path}/kontakt");
    let kept = browser.post(&draft, "kind=call&note=halvt+skrevet&once=x").await;
    assert_eq!(kept.body, "{\"time\":\"11.00\"}");
    seen(&browser.get(&format!("{path}/kontakt")).await, &["halvt skrevet", "value=\"call\" checked"]);
    let question = browser.get(&format!("/kladde-smid{path}/kontakt")).await;
    seen(&question, &["Smid kladden ud?", "Du kan fortryde i 24 timer."]);
    browser.post(&format!("/kladde-smid{path}/kontakt"), "").await;
    assert!(!browser.get(&format!("{path}/kontakt")).await.body.contains("halvt skrevet"));
    browser.post(&format!("/kladde-hent{path}/kontakt"), "").await;
    seen(&browser.get(&format!("{path}/kontakt")).await, &["halvt skrevet"]);
}

#[tokio::test]
async fn the_areas_goal_and_activities_of_a_plan_are_written_and_two_people_see_each_other() {
    let (house, mut browser, path) = scene().await;
    let plan = browser.get(&format!("{path}/plan")).await;
    seen(&plan, &["Plan for fase 2", "Økonomi", "Ret<span"]);
    let link = plan
        .body
        .split("Økonomi</h3>")
        .nth(1)
        .unwrap()
        .split("href=\"")
        .map(|part| part.split('"').next().unwrap());
    let area = link
        .filter(|link| link.starts_with(&format!("{path}/plan/")))
        .find(|link| link.len() > path.len() + 30)
        .unwrap();
    let area = area.to_owned();
    let form = browser.get(&area).await;
    seen(&form, &["Budget med gældsrådgiver", "Målet med borgerens egne ord"]);
    let (version, a0) = (hidden(&form.body, "version"), hidden(&form.body, "a0_id"));
    let a0_version = hidden(&form.body, "a0_version");
    let body = |goal: &str, title: &str| {
        format!(
            "version={version}&goal={goal}&a0_id={a0}&a0_version={a0_version}&a0_title=Budget&a0_state=done&a0_provider=&a0_until=&title={title}&state=started"
        )
    };
    let saved = browser.post(&area, &body("Jeg+vil+%C3%A5bne+min+post", "Ny+aftale")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    seen(&browser.get(&format!("{path}/plan")).await, &["Jeg vil åbne min post", "Ny aftale", "Budget"]);
    let mut other = Browser::signed_in(&house, "karen").await;
    other.post(&format!("{path}/hvorfor"), "purpose=supervision&reason=").await;
    let current = other.get(&format!("{path}/plan")).await;
    let fresh = current
        .body
        .split("Økonomi</h3>")
        .nth(1)
        .unwrap()
        .split("href=\"")
        .map(|part| part.split('"').next().unwrap());
    let fresh = fresh
        .filter(|link| link.starts_with(&format!("{path}/plan/")))
        .find(|link| link.len() > path.len() + 30)
        .unwrap();
    let both = other.post(fresh, &body("Noget+andet", "")).await;
    assert_eq!(both.status, StatusCode::CONFLICT, "{}", both.body);
    assert!(both.body.contains("I har begge rettet her") && both.body.contains("Noget andet"));
    assert!(both.body.contains("Jeg vil åbne min post"), "both versions stand side by side");
    let version = hidden(&both.body, "version");
    let resolved = format!(
        "version={version}&resolved=1&goal=Noget+andet&theirs_goal=Jeg+vil+%C3%A5bne+min+post&choose_goal=both&title=&state=started"
    );
    let saved = other.post(fresh, &resolved).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

#[tokio::test]
async fn a_form_is_filled_in_all_at_once_and_what_it_says_is_for_staff() {
    let (_house, mut browser, path) = scene().await;
    let sheet = browser.get(&format!("{path}/skema/3-1")).await;
    seen(
        &sheet,
        &["<title>Skema – Fodfæste</title>", "Ikke spurgt", "Taster: 5–0", "World Health Organization"],
    );
    assert!(!sheet.body.contains("type=\"radio\" name=\"v_happy\" value=\"5\" checked"));
    let once = hidden(&sheet.body, "once");
    let body = format!(
        "once={once}&date=2026-11-24&informer=citizen&mode=paper&v_happy=4&v_calm=3&v_active=3&v_rested=3&v_interest=4"
    );
    let saved = browser.post(&format!("{path}/skema/3-1"), &body).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let target = saved.location().to_owned();
    let shown = browser.get(&target).await;
    seen(
        &shown,
        &["68", "Tallet er ikke en diagnose.", "44\u{a0}point op siden start.", "Ikke umiddelbart i risiko."],
    );
    let edit = browser.get(&format!("{target}/ret")).await;
    seen(&edit, &["value=\"4\" checked"]);
    let version = hidden(&edit.body, "version");
    let body = format!(
        "version={version}&date=2026-11-24&informer=citizen&mode=paper&v_happy=4&v_calm=will_not_answer"
    );
    let changed = browser.post(&format!("{target}/ret"), &body).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    seen(&browser.get(&target).await, &["Vil ikke svare", "ikke alle spørgsmål er besvaret"]);
}

#[tokio::test]
async fn handed_over_a_screen_shows_the_questions_and_nothing_else() {
    let (_house, mut browser, path) = scene().await;
    seen(&browser.get(&format!("{path}/skema/3-1/giv")).await, &["Giv skærmen videre"]);
    let given = browser.post(&format!("{path}/skema/3-1/giv"), "").await;
    assert_eq!(given.location(), format!("{path}/skema/3-1/svar?nr=1"));
    for nr in 1..=5 {
        let page = browser.get(&format!("{path}/skema/3-1/svar?nr={nr}")).await;
        seen(
            &page,
            &[&format!("Spørgsmål {nr}\u{a0}af 5"), "Vil ikke svare", "Stop, og giv skærmen tilbage"],
        );
        assert!(!page.body.contains("ff-header") && !page.body.contains(" checked"));
        let field = ["happy", "calm", "active", "rested", "interest"][nr - 1];
        let body =
            if nr == 3 { format!("nr={nr}&til=next") } else { format!("nr={nr}&til=next&v_{field}=2") };
        browser.post(&format!("{path}/skema/3-1/svar"), &body).await;
    }
    let rest = browser.get(&format!("{path}/skema/3-1/rest")).await;
    seen(&rest, &["Svar nu", "Lad dem stå"]);
    let thanks = browser
        .post(&format!("{path}/skema/3-1/rest"), &format!("once={}", hidden(&rest.body, "once")))
        .await;
    seen(&thanks, &["Tak. Giv skærmen tilbage."]);
    assert!(!thanks.body.split("<main").nth(1).unwrap().contains("40"), "no score on the citizen's screen");
    let locked = browser.get(&path).await;
    assert_eq!((locked.status, locked.location()), (StatusCode::SEE_OTHER, "/log-ind"));
    let after = browser.get(&path).await;
    assert!(after.location().starts_with("/log-ind"), "the session is over");
}

#[tokio::test]
async fn the_life_situation_is_rated_one_area_at_a_time_and_areas_are_chosen() {
    let (_house, mut browser, path) = scene().await;
    let form = format!("{path}/skema/2-2");
    let first = browser.get(&format!("{form}/svar?nr=1")).await;
    seen(
        &first,
        &[
            "Område 1\u{a0}af 8",
            "Bolig",
            "Hvor godt kan du klare det?",
            "value=\"10\"",
            "Det vil jeg arbejde med nu",
        ],
    );
    browser.post(&format!("{form}/svar"), "nr=1&til=next&v_bolig=4&v_bolig.importance=3&v_bolig.now=1").await;
    let last =
        browser.post(&format!("{form}/svar"), "nr=8&til=next&v_uddannelse_arbejde=does_not_know").await;
    assert_eq!(last.location(), format!("{form}/samlet"));
    let summary = browser.get(&format!("{form}/samlet")).await;
    seen(&summary, &["Sådan ser det ud", "første gang", "Ved ikke", "Du har valgt"]);
    let body = format!("once={}&now=bolig", hidden(&summary.body, "once"));
    let saved = browser.post(&format!("{form}/samlet"), &body).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let target = saved.location().to_owned();
    seen(&browser.get(&target).await, &["Livssituation", "Bolig: Hvor godt kan du klare det?", "Ved ikke"]);
}

#[tokio::test]
async fn a_course_starts_begins_rests_and_closes_and_the_closing_is_undone() {
    let house = house().await;
    let mut browser = Browser::signed_in(&house, "sanne").await;
    let form = browser.get("/forloeb/start").await;
    seen(&form, &["Start forløb", "Alt kan rettes bagefter.", "Brug ikke et rigtigt navn."]);
    assert!(!form.body.to_lowercase().contains("adresse\"") && !form.body.contains("name=\"cpr\""));
    let worker = form.body.split("id=\"f-worker\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    let worker = worker.split('"').next().unwrap();
    let body = format!(
        "once={}&programme=cti-12&track=no_name&alias=Vibe&first_contact=2026-11-01&start=&worker={worker}&deputy=&safe_contact=",
        hidden(&form.body, "once")
    );
    let started = browser.post("/forloeb/start", &body).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
    let path = started.location().to_owned();
    seen(&browser.get(&path).await, &["Vibe", "Kontaktskabelse siden", "Til det første møde"]);
    let begun = browser.post(&format!("{path}/fase/start"), "start=2026-11-10").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let faulty = browser
        .post(&format!("{path}/fase/pause"), "from=2026-11-20&pause_to=2026-11-01&cause=citizen&reason=")
        .await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.body.contains("Skriv kort hvorfor") && faulty.body.contains("#f-pause_to"));
    let paused = browser
        .post(&format!("{path}/fase/pause"), "from=2026-11-20&pause_to=&cause=citizen&reason=Indlagt")
        .await;
    assert_eq!(paused.status, StatusCode::SEE_OTHER, "{}", paused.body);
    seen(&browser.get(&path).await, &["Pause siden 20.\u{a0}november", "Indlagt"]);
    browser.post(&format!("{path}/fase/videre"), "to=2026-11-22").await;
    let close = browser.get(&format!("{path}/afslut")).await;
    seen(&close, &["Det sker, når du afslutter", "Der blev ikke sat mål.", "Det kan fortrydes i 14 dage"]);
    let body = format!(
        "once={}&date=2026-11-24&reason=moved&decided_by=citizen&long_term_plan=&note=Farvel",
        hidden(&close.body, "once")
    );
    let closed = browser.post(&format!("{path}/afslut"), &body).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    let page = browser.get(&path).await;
    seen(&page, &["Forløbet sluttede 24.\u{a0}november: flyttet.", "Afslutningen kan fortrydes til"]);
    assert!(!page.body.contains(&format!("href=\"{path}/kontakt\"")), "facts of a closed course stand");
    let empty = browser.post(&format!("{path}/genaabn"), "reason=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post(&format!("{path}/genaabn"), "reason=For+tidligt").await;
    assert!(!browser.get(&path).await.body.contains("Forløbet sluttede"));
}

#[tokio::test]
async fn a_contact_that_came_to_nothing_says_whether_a_new_time_was_offered() {
    let (_house, mut browser, path) = scene().await;
    let form = browser.get(&format!("{path}/kontakt")).await;
    seen(&form, &["Ny tid tilbudt?", "Tager fat senere", "Når den blev flyttet eller ikke blev til noget."]);
    let once = hidden(&form.body, "once");
    let body = format!("once={once}&kind=meeting&outcome=missed&new_time=later&date=2026-11-24&time=10%3A00");
    let saved = browser.post(&format!("{path}/kontakt"), &body).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = browser.get(&path).await;
    seen(&page, &["Møde, blev ikke til noget", "Ny tid kommer senere."]);
    let entry =
        page.body.split("href=\"").find(|part| part.starts_with(&format!("{path}/kontakt/"))).unwrap();
    let form = browser.get(entry.split('"').next().unwrap()).await;
    seen(&form, &["value=\"later\" checked"]);
}

#[tokio::test]
async fn follow_up_is_asked_at_the_closing_and_can_be_given_and_taken_back_later() {
    let (_house, mut browser, path) = scene().await;
    let not_yet = browser.get(&format!("{path}/opfoelgning")).await;
    assert_eq!(not_yet.status, StatusCode::NOT_FOUND, "it belongs to a closed course");
    let close = browser.get(&format!("{path}/afslut")).await;
    seen(&close, &["Hvordan må I spørge, hvordan det går?", "3, 6 og 12\u{a0}måneder efter", "Ikke spurgt"]);
    let body = format!("once={}&date=2026-11-24&reason=moved&follow_up=", hidden(&close.body, "once"));
    let closed = browser.post(&format!("{path}/afslut"), &body).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    seen(&browser.get(&path).await, &["Borgeren er ikke spurgt om opfølgning endnu.", "Skriv svaret"]);
    let form = browser.get(&format!("{path}/opfoelgning")).await;
    let body = format!("once={}&follow_up=message", hidden(&form.body, "once"));
    browser.post(&format!("{path}/opfoelgning"), &body).await;
    let page = browser.get(&path).await;
    seen(&page, &["Opfølgning står på listen", "Opfølgning: besked.", "/opfoelgning/ikke-spurgt"]);
    browser.post(&format!("{path}/opfoelgning/ikke-spurgt"), "").await;
    seen(&browser.get(&path).await, &["Borgeren er ikke spurgt om opfølgning endnu."]);
}

#[tokio::test]
async fn who_does_not_work_on_a_course_says_why_and_its_worker_is_told() {
    let (house, mut worker, path) = scene().await;
    let mut leader = Browser::signed_in(&house, "karen").await;
    let asked = leader.get(&format!("{path}?alle=1")).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let why = asked.location().to_owned();
    assert!(why.starts_with(&format!("{path}/hvorfor?til=")), "{why}");
    let page = leader.get(&why).await;
    seen(
        &page,
        &["Hvorfor vil du læse?", "Sanne Øvelse får besked.", "Metodevejledning", "Med dine egne ord"],
    );
    assert!(!page.body.contains("Havtorn"), "nothing is shown before");
    let til = hidden(&page.body, "til").replace("&amp;", "&").replace("&#38;", "&");
    let empty = leader.post(&format!("{path}/hvorfor"), &format!("til={til}&reason=")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said =
        leader.post(&format!("{path}/hvorfor"), &format!("til={til}&purpose=supervision&reason=")).await;
    assert_eq!(said.location(), format!("{path}?alle=1"));
    seen(&leader.get(&path).await, &["Havtorn"]);
    seen(&worker.get(&path).await, &["Karen Øvelse læste her", "metodevejledning"]);
    seen(&worker.get("/min-dag").await, &["Karen Øvelse læste Havtorn"]);
    seen(&worker.get(&format!("{path}?laest=1")).await, &["læste · metodevejledning"]);
    house.clock.advance(2 * 3_600_000_000);
    let mut leader = Browser::signed_in(&house, "karen").await;
    assert_eq!(leader.get(&path).await.status, StatusCode::SEE_OTHER, "two hours, no longer");
}

#[tokio::test]
async fn what_may_not_be_seen_does_not_exist() {
    let (house, _browser, path) = scene().await;
    let mut evaluator = Browser::signed_in(&house, "eva").await;
    for rest in ["", "/kontakt", "/plan", "/skema/2-1", "/print"] {
        assert_eq!(evaluator.get(&format!("{path}{rest}")).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
    let mut browser = Browser::signed_in(&house, "sanne").await;
    for rest in ["/kontakt/0", "/skema/9-9", "/besvarelse/abc", "/plan/00000000000000000000000000000000"] {
        assert_eq!(browser.get(&format!("{path}{rest}")).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
}

#[tokio::test]
async fn a_form_that_comes_after_the_session_ended_is_there_after_log_in() {
    let (_house, mut browser, path) = scene().await;
    browser.cookies.clear();
    let sent =
        browser.post(&format!("{path}/kontakt"), "kind=call&note=skrevet+i+opgangen&date=2026-11-24").await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    let body = |name: &str| hidden(&sent.body, name).replace("&amp;", "&").replace("&#38;", "&");
    let log_in = form_urlencoded::Serializer::new(String::new())
        .append_pair("til", &body("til"))
        .append_pair("kept", &body("kept"))
        .append_pair("login", "sanne")
        .append_pair("password", crate::house::PASSWORD)
        .finish();
    let back = browser.post("/log-ind", &log_in).await;
    let target = back.location().to_owned();
    let form = browser.get(&target).await;
    seen(&form, &["skrevet i opgangen", "value=\"call\" checked"]);
}

#[tokio::test]
async fn everything_is_there_in_english_too() {
    let (house, _browser, path) = scene().await;
    let mut browser = Browser::signed_in(&house, "sanne").await;
    browser.cookies.insert("sprog".to_owned(), "en".to_owned());
    let page = browser.get(&path).await;
    seen(
        &page,
        &["Phase 2, week 12\u{a0}of 18. Last contact 5\u{a0}days ago.", "Record contact", "Next step"],
    );
    let form = browser.get(&format!("{path}/kontakt")).await;
    seen(&form, &["What was it?", "Took place", "Save contact"]);
}

#[tokio::test]
async fn with_whom_offers_her_own_courses() {
    let (house, mut browser, path) = scene().await;
    let sanne = sanne(&house).await;
    let other = new(&house, &sanne, "Lyng", Some(date(2026, 11, 2))).await;
    let page = browser.get("/kontakt/ny").await;
    seen(
        &page,
        &["Med hvem?", "Havtorn", "Lyng", &format!("{path}/kontakt"), &other.code.to_ascii_lowercase()],
    );
}
