//! Every page of the training municipality that somebody can reach by links: it opens, it has one heading, every word
//! of it is in the catalogues, and nothing on it tells who the programme is for.

use std::collections::{BTreeSet, VecDeque};

use axum::http::{StatusCode, header};

use crate::house::{Answer, Browser, House, TRAINING, training, training_on_postgres};

/// Pages opened for each person.
const MOST: usize = 120;

/// The links of a page that stay in the house, without files.
fn links(page: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    for part in page.body.split("<a ").skip(1) {
        let Some((tag, _)) = part.split_once('>') else { continue };
        let Some((_, rest)) = tag.split_once("href=\"") else { continue };
        let Some((address, _)) = rest.split_once('"') else { continue };
        let address =
            address.split('#').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&");
        if address.starts_with('/') && !tag.contains("download") {
            found.push(address);
        }
    }
    found
}

/// What kind of page an address is: codes and ids do not count.
fn kind(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let part = |part: &str| {
        let figures = part.chars().any(|c| c.is_ascii_digit());
        let form = part.len() == 3 && part.contains('-');
        let id = part.len() >= 32 || (figures && (part.len() == 4 || form));
        if id { "*".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Texts of a page that look like a key of the catalogue which is not there.
fn bare_keys(page: &Answer) -> Vec<&str> {
    let texts = page.body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    let is_key = |text: &&str| {
        *text != "contact-making"
            && text.contains('-')
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && text.chars().filter(char::is_ascii_lowercase).count() > 3
    };
    texts.filter(is_key).collect()
}

/// Pages that are given out of the house, on a screen or on paper, name neither it nor the program.
fn handed(page: &Answer) -> bool {
    page.body.contains("class=\"ff-solo\"") && ["Skema", "Min plan", "Forløb"].contains(&page.title())
}

fn check(address: &str, page: &Answer) {
    assert_eq!(page.status, StatusCode::OK, "{address}");
    assert_eq!(page.body.matches("<h1").count(), 1, "{address}: one heading");
    assert_eq!(bare_keys(page), Vec::<&str>::new(), "{address}");
    assert!(!page.body.contains(" style=") && !page.body.contains("onclick"), "{address}: strict policy");
    let lower = page.body.to_lowercase();
    for word in ["prostitu", "anonym ", "udeblevet", "cpr-nummer\""] {
        assert!(!lower.contains(word), "{address}: {word}");
    }
    assert!(
        !page.title().is_empty() && (page.title().ends_with(" – Fodfæste") || handed(page)),
        "{address}: {}",
        page.title()
    );
}

/// Where the forms of a page that change something are sent.
fn actions(page: &Answer) -> impl Iterator<Item = String> {
    let forms = page.body.split("<form ").skip(1).filter_map(|part| part.split_once('>'));
    let posts = forms.map(|(tag, _)| tag).filter(|tag| tag.contains("method=\"post\""));
    let sent = posts.filter_map(|tag| tag.split_once("action=\"")?.1.split('"').next());
    sent.map(|action| action.split('#').next().unwrap_or_default().replace("&#38;", "&"))
        .collect::<Vec<_>>()
        .into_iter()
}

/// What somebody reaches by links.
#[derive(Default)]
struct Reached {
    kinds: BTreeSet<String>,
    addresses: BTreeSet<String>,
    actions: BTreeSet<String>,
}

async fn crawl(house: &House, login: &str, language: &str) -> Reached {
    let mut browser = Browser::signed_in_with(house, login, TRAINING).await;
    browser.cookies.insert("sprog".to_owned(), language.to_owned());
    let mut waiting = VecDeque::from(["/mere".to_owned()]);
    let mut reached = Reached::default();
    while let Some(address) = waiting.pop_front() {
        if reached.addresses.len() >= MOST || !reached.addresses.insert(address.clone()) {
            continue;
        }
        let mut page = browser.get(&address).await;
        if page.status == StatusCode::SEE_OTHER && page.headers.contains_key(header::LOCATION) {
            let to = page.location().to_owned();
            page = browser.get(&to).await;
        }
        check(&address, &page);
        reached.actions.extend(actions(&page));
        reached.kinds.insert(kind(&address));
        // One page of each kind first: a hundred courses look alike.
        for link in links(&page) {
            if reached.kinds.contains(&kind(&link)) {
                waiting.push_back(link);
            } else {
                waiting.push_front(link);
            }
        }
    }
    reached
}

#[tokio::test]
async fn every_page_that_somebody_reaches_opens() {
    reached(&training().await).await;
}

#[tokio::test]
async fn every_page_that_somebody_reaches_opens_on_postgresql() {
    if let Some(house) = training_on_postgres().await {
        reached(&house).await;
    }
}

async fn reached(house: &House) {
    for (login, language, wanted) in [
        (
            "sanne",
            "da",
            ["/min-dag", "/forloeb", "/forloeb/*", "/henvendelser/*", "/indsatser/cti-9"].as_slice(),
        ),
        ("karen", "en", ["/teamet", "/teamet/liste", "/forloeb/*"].as_slice()),
        ("otto", "da", ["/brugere", "/brugere/*", "/profil"].as_slice()),
    ] {
        let kinds = crawl(house, login, language).await.kinds;
        for kind in wanted {
            assert!(kinds.contains(*kind), "{login} does not reach {kind}: {kinds:?}");
        }
        assert_eq!(kinds.contains("/forloeb"), login != "otto", "{login}");
    }
}

/// What anybody may send and ask for: logging in and out, the language, and how the pages are built.
const OPEN: [&str; 6] = ["/", "/log-ind", "/log-ud", "/laas", "/sprog", "/tilgaengelighed"];

/// What is of the record, of the team and of the staff: for whom it does not exist.
const CLOSED: [(&str, &[&str]); 3] = [
    ("elin", &["/forloeb", "/henvendelser", "/teamet", "/kontakt", "/min-dag", "/brugere", "/lister"]),
    ("otto", &["/forloeb", "/henvendelser", "/teamet", "/kontakt", "/min-dag", "/resultater", "/lister"]),
    ("sanne", &["/brugere", "/teamet"]),
];

/// Below one of these.
fn below(address: &str, parts: &[&str]) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    parts
        .iter()
        .any(|part| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

#[tokio::test]
async fn no_page_and_no_form_is_without_a_check() {
    let house = training().await;
    let mut all = Reached::default();
    for login in ["sanne", "karen", "elin", "otto"] {
        let reached = crawl(&house, login, "da").await;
        all.addresses.extend(reached.addresses);
        all.actions.extend(reached.actions);
    }
    all.addresses.retain(|address| !OPEN.contains(&address.as_str()));
    all.actions.retain(|action| !OPEN.contains(&action.as_str()));
    assert!(
        all.addresses.len() > 150 && all.actions.len() > 40,
        "{} {}",
        all.addresses.len(),
        all.actions.len()
    );
    let mut open = Vec::new();
    let mut stranger = Browser::new(&house);
    for address in &all.addresses {
        let answer = stranger.get(address).await;
        let led = answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/log-ind?til=");
        if !led || !answer.body.is_empty() {
            open.push(format!("anybody reads {address}: {}", answer.status));
        }
    }
    for action in &all.actions {
        let answer = stranger.post(action, "said=Noget").await;
        if answer.status != StatusCode::UNAUTHORIZED || !answer.body.contains("name=\"password\"") {
            open.push(format!("anybody sends {action}: {}", answer.status));
        }
    }
    for (login, closed) in CLOSED {
        let mut somebody = Browser::signed_in_with(&house, login, TRAINING).await;
        for address in all.addresses.iter().filter(|address| below(address, closed)) {
            let status = somebody.get(address).await.status;
            if status != StatusCode::NOT_FOUND {
                open.push(format!("{login} reads {address}: {status}"));
            }
        }
        for action in all.actions.iter().filter(|action| below(action, closed)) {
            let status = somebody.post(action, "").await.status;
            if status != StatusCode::NOT_FOUND {
                open.push(format!("{login} sends {action}: {status}"));
            }
        }
        somebody.site = "cross-site";
        for action in &all.actions {
            let status = somebody.post(action, "said=Noget+andet").await.status;
            if status != StatusCode::FORBIDDEN {
                open.push(format!("{login} from another site: {action}: {status}"));
            }
        }
    }
    assert!(open.is_empty(), "{open:#?}");
}
