//! A house from nothing, on either database, with what its users have: the command line, and the pages without script.
//! Users are added, a course is started, lived and closed, and every page that anybody can reach is opened.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use serde_json::Value;

use crate::form::{Form, decoded};
use crate::postgres::server;
use crate::program::{Program, User, done, run};
use crate::visitor::{Answer, Visitor};

const PASSWORD: &str = "rav og tang ved stranden";
const PEOPLE: [(&str, &str, &str); 4] = [
    ("sanne", "Sanne Øvelse", "worker"),
    ("ali", "Ali Øvelse", "worker"),
    ("karen", "Karen Øvelse", "leader"),
    ("elin", "Elin Øvelse", "evaluator"),
];

#[test]
fn on_a_file() {
    a_day(None);
}

#[test]
fn on_postgresql() {
    let Some(server) = server() else { return };
    server.tool("createdb", &["day"]);
    a_day(Some(&server.url("day")));
}

fn a_day(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("fodfaeste.toml");
    let data = folder.path().join("house");
    let database = database.map_or_else(String::new, |url| format!("database = \"{url}\"\n"));
    let text =
        format!("data = {data:?}\n{database}listen = \"127.0.0.1:0\"\nsynthetic = true\nlanguage = \"da\"\n");
    std::fs::write(&config, text).unwrap();
    let password = set_up(&config);
    let mut program = Program::serve(&config);
    people(&mut signed_in(&program, "otto", &password));

    let mut sanne = signed_in(&program, "sanne", PASSWORD);
    let course = started(&mut sanne);
    contact(&mut sanne, &course);
    plan_and_network(&mut sanne, &course);
    forms(&mut sanne, &course);
    enquiry(&mut sanne);
    let second = started(&mut sanne);
    closed_and_opened_again(&mut sanne, &second);

    // Killed and started again: nothing that was answered is gone.
    program.kill();
    program = Program::serve(&config);
    let mut sanne = signed_in(&program, "sanne", PASSWORD);
    assert!(sanne.get(&course).body.contains("kanelsnegle"), "the note is still there");

    let mut seen = BTreeSet::new();
    for (login, password, least) in
        [("sanne", PASSWORD, 25), ("karen", PASSWORD, 25), ("elin", PASSWORD, 4), ("otto", &password, 5)]
    {
        let mut visitor = signed_in(&program, login, password);
        if login == "karen" {
            // Who oversees a course says why before she reads it.
            visitor.post(&format!("{course}/hvorfor"), &[("purpose", "supervision"), ("reason", "")]);
        }
        let kinds = every_page(&mut visitor);
        assert!(kinds.len() >= least, "{login} saw only {kinds:?}");
        seen.extend(kinds);
    }
    results(&mut signed_in(&program, "elin", PASSWORD));
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(Visitor::new(&program).get(path).status, 200, "{path}");
    }
    program.kill();
    done(&run(&["verify", "--config", config.to_str().unwrap()]));
}

/// Sets the house up with the finished programme in it; returns the administrator's password.
fn set_up(config: &Path) -> String {
    let config = config.to_str().unwrap();
    let init = run(&["init", "--config", config, "--name", "Øvekommunen", "--login", "otto", "--json"]);
    done(&init);
    let said: Value = serde_json::from_str(&init.out).unwrap();
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    done(&run(&["import", "--config", config, package]));
    said["password"].as_str().unwrap().to_owned()
}

fn signed_in(program: &Program, login: &str, password: &str) -> Visitor {
    let (login, password) = (login.to_owned(), password.to_owned());
    Visitor::signed_in(program, &User { login, password, role: String::new() })
}

fn people(otto: &mut Visitor) {
    for (login, name, role) in PEOPLE {
        let form = Form::of(&otto.get("/brugere/ny"), "/brugere/ny");
        let form = form.set("login", login).set("name", name).set("role", role).set("password", PASSWORD);
        form.taken(otto);
    }
    let list = otto.get("/brugere").body;
    assert!(PEOPLE.iter().all(|(_, name, _)| list.contains(name)));
}

/// Starts a course with nothing typed but an alias; returns its address.
fn started(sanne: &mut Visitor) -> String {
    let form = Form::of(&sanne.get("/forloeb/start"), "/forloeb/start");
    let (place, page) = form.taken(sanne);
    assert_eq!(page.status, 200, "{place}");
    let place = place.split('?').next().unwrap().to_owned();
    assert!(place.starts_with("/forloeb/") && place.len() == "/forloeb/4f7k".len(), "{place}");
    place
}

fn contact(sanne: &mut Visitor, course: &str) {
    let address = format!("{course}/kontakt");
    let form = Form::of(&sanne.get(&address), &address).set("kind", "meeting").set("outcome", "held");
    let area = form.first("areas");
    let form = form.set("minutes", "45").tick("areas", &area).set("note", "Vi talte om kanelsnegle.");
    let future = form.clone().set("date", "2099-01-01").send(sanne, None);
    assert_eq!(future.status, 422, "a date that has not come");
    assert!(future.body.contains("kanelsnegle"), "what was typed stays");
    let (_, page) = form.taken(sanne);
    assert!(page.body.contains("Kontakten er gemt") && page.body.contains("kanelsnegle"));
    // The same form once more (a second press) has no second effect.
    let (_, page) = form.taken(sanne);
    assert_eq!(page.body.matches("kanelsnegle").count(), 1);
}

fn plan_and_network(sanne: &mut Visitor, course: &str) {
    let areas = format!("{course}/plan/omraader");
    let form = Form::of(&sanne.get(&areas), &areas).tick("areas", "bolig").tick("areas", "oekonomi");
    let (_, plan) = form.taken(sanne);
    let plan = if plan.body.contains("/plan/01") { plan } else { sanne.get(&format!("{course}/plan")) };
    let area = links(&plan).into_iter().find(|link| link.contains("/plan/01")).expect("an area to edit");
    let form = Form::of(&sanne.get(&area), &area).set("goal", "Et sted med min egen nøgle.");
    let (_, page) =
        form.set("title", "Ansøgning").set("state", "started").set("provider", "worker").taken(sanne);
    assert!(page.body.contains("Planen er gemt"));
    let plan = sanne.get(&format!("{course}/plan/print")).body;
    assert!(plan.contains("Et sted med min egen nøgle.") && plan.contains("Ansøgning"));

    let new = format!("{course}/netvaerk/ny");
    let form = Form::of(&sanne.get(&new), &new).set("kind", "family").set("name", "Søster");
    let (_, page) = form.set("task", "spiser sammen om søndagen").set("takes_over", "1").taken(sanne);
    assert!(page.body.contains("Netværket er gemt") && page.body.contains("spiser sammen om søndagen"));
}

/// Every form of the first occasion: WHO-5 all at once, the two questions one at a time.
fn forms(sanne: &mut Visitor, course: &str) {
    let list = sanne.get(&format!("{course}/skema"));
    let begin = format!("{course}/skema/");
    let sheets: Vec<String> =
        links(&list).into_iter().filter(|link| link.starts_with(&begin) && !link.ends_with("/giv")).collect();
    let has = |sanne: &mut Visitor, field: &str| {
        let with = sheets.iter().find(|sheet| sanne.get(sheet).body.contains(&format!("name=\"{field}\"")));
        with.cloned().unwrap_or_else(|| panic!("no sheet asks {field}: {sheets:?}"))
    };
    let who5 = has(sanne, "v_happy");
    let mut form = Form::of(&sanne.get(&who5), &who5);
    for name in form.names("v_") {
        form = form.set(&name, "3");
    }
    let (_, page) = form.taken(sanne);
    assert!(page.body.contains(">60<") || page.body.contains("60"), "5 × 3 × 4 = 60");

    let payment = has(sanne, "v_paid_last_month");
    let one = format!("{payment}/svar");
    let mut page = sanne.get(&format!("{one}?nr=1"));
    for _ in 0..2 {
        let form = Form::of(&page, &one);
        let name = form.names("v_").pop().expect("a question");
        let value = form.first(&name);
        let answer = form.set(&name, &value).send(sanne, Some(("til", "next")));
        assert_eq!(answer.status, 303, "{}", answer.body);
        page = sanne.get(answer.location());
    }
    let rest = format!("{payment}/rest");
    Form::of(&sanne.get(&rest), &rest).taken(sanne);
    let answered = sanne.get(&format!("{course}/skema"));
    assert!(links(&answered).iter().filter(|link| link.contains("/besvarelse/")).count() >= 2);
}

fn enquiry(sanne: &mut Visitor) {
    let form =
        Form::of(&sanne.get("/henvendelser/ny"), "/henvendelser/ny").set("said", "Vil gerne tale om gæld.");
    form.taken(sanne);
    let list = sanne.get("/henvendelser");
    assert!(list.body.contains("Vil gerne tale om gæld."));
    let one = links(&list).into_iter().find(|link| link.starts_with("/henvendelser/0")).expect("the enquiry");
    let form = Form::of(&sanne.get(&one), &one);
    let names = form.names("of");
    let offered = names.first().expect("a date of the offer");
    form.set(offered, &today()).taken(sanne);
}

fn closed_and_opened_again(sanne: &mut Visitor, course: &str) {
    let close = format!("{course}/afslut");
    let form = Form::of(&sanne.get(&close), &close).set("reason", "moved").set("decided_by", "citizen");
    let (_, page) = form.taken(sanne);
    assert!(page.body.contains("Forløbet er afsluttet"), "{}", page.body);
    let contact = format!("{course}/kontakt");
    assert_ne!(sanne.get(&contact).status, 500);
    let undo = format!("{course}/genaabn");
    let form = Form::of(&sanne.get(&undo), &undo);
    form.set("reason", "Hun blev alligevel.").taken(sanne);
    let again = Form::of(&sanne.get(&close), &close).set("reason", "moved").set("decided_by", "citizen");
    again.taken(sanne);
}

/// The evaluation and its files; the typeset one is made in the browser's tests.
fn results(elin: &mut Visitor) {
    let page = elin.get("/resultater?indsats=exit-2013-16");
    assert!(page.status == 200 && page.body.contains("147"), "the finished programme is told of");
    let files = links(&page).into_iter().filter(|link| link.starts_with("/resultater/hent"));
    let (tables, files): (Vec<String>, Vec<String>) = files.partition(|link| link.contains("format=csv"));
    let files: Vec<&String> = files.iter().filter(|link| !link.contains("format=pdf")).collect();
    assert!(files.len() >= 3 && tables.len() > 10, "{files:?} {tables:?}");
    for file in files.into_iter().chain(tables.iter().take(3)) {
        let answer = elin.get(file);
        let kind = answer.headers.get("content-type").cloned().unwrap_or_default();
        assert!(
            answer.status == 200 && answer.body.len() > 100 && !kind.is_empty(),
            "{file}: {}",
            answer.status
        );
    }
}

/// Opens each kind of page that can be reached by links.
fn every_page(visitor: &mut Visitor) -> BTreeSet<String> {
    let mut waiting: VecDeque<String> =
        ["/", "/mere", "/profil", "/tilgaengelighed"].map(str::to_owned).into();
    let mut kinds = BTreeSet::new();
    while let Some(path) = waiting.pop_front() {
        if path.starts_with("/resultater/hent") || !kinds.insert(kind(&path)) {
            continue;
        }
        let mut page = visitor.get(&path);
        while page.status == 303 {
            let to = page.location().to_owned();
            page = visitor.get(&to);
        }
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
        let fields = page.body.split(" name=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        let asks = |name: &str| {
            ["cpr", "surname", "birth", "address", "phone"].iter().any(|word| name.contains(word))
        };
        let asked: Vec<&str> = fields.map(|(name, _)| name).filter(|name| asks(name)).collect();
        assert_eq!(asked, Vec::<&str>::new(), "{path} asks who somebody is");
        waiting.extend(links(&page));
    }
    kinds
}

/// What kind of page an address is: codes and ids left out.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| {
        let figures = part.chars().any(|c| c.is_ascii_digit());
        let id = part.len() >= 32 || (figures && (part.len() == 4 || part.len() == 3));
        if id { "*" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Addresses within the house that a page links to.
fn links(page: &Answer) -> Vec<String> {
    let hrefs =
        page.body.split(" href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(href, _)| href);
    let own = hrefs.filter(|href| href.starts_with('/') && !href.starts_with("/assets/"));
    own.map(|href| decoded(href).split('#').next().unwrap_or("").to_owned()).collect()
}

/// Today in Denmark, as the house has it wherever the machine stands.
#[expect(clippy::disallowed_methods, reason = "the program under test has the machine's clock")]
fn today() -> String {
    jiff::Timestamp::now().in_tz("Europe/Copenhagen").unwrap().date().to_string()
}
