//! Who gets in where: nobody without a session or a token, no form from another site, no word about what is not
//! hers, and never the inside of the program.

use serde_json::Value;

use crate::program::Program;
use crate::visitor::Visitor;

/// Pages that are for everybody.
const OPEN: [&str; 3] = ["/log-ind", "/tilgaengelighed", "/healthz"];
const FORBIDDEN: [&str; 3] = ["prostitu", "panicked at", "RUST_BACKTRACE"];

#[test]
fn without_a_session_every_page_leads_to_the_log_in() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut stranger = Visitor::new(&program);
    for path in
        ["/", "/min-dag", "/forloeb", "/forloeb/4f7k", "/kontakt/ny", "/teamet", "/resultater", "/brugere"]
    {
        let answer = stranger.get(path);
        let led = answer.status == 303 && answer.location().starts_with("/log-ind");
        assert!(led, "{path}: {} {}", answer.status, answer.location());
        assert!(!answer.body.contains("Havtorn"), "{path}");
    }
    for path in OPEN {
        assert_eq!(stranger.get(path).status, 200, "{path}");
    }
}

#[test]
fn a_form_from_another_site_does_nothing() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut worker = Visitor::with_role(&program, "worker");
    let fields = [("door", "ngo"), ("asked", "2025-11-20"), ("said", "Skrevet et andet sted")];
    for path in ["/henvendelser/ny", "/forloeb/start", "/profil/luk", "/laas"] {
        let answer = worker.post_from("https://et-andet-sted.example", path, &fields);
        assert_eq!(answer.status, 403, "{path}: {}", answer.body);
    }
    assert_eq!(worker.get("/min-dag").status, 200, "she is still logged in");
    let enquiries = worker.get("/henvendelser");
    assert!(!enquiries.body.contains("Skrevet et andet sted"), "nothing was kept");
    assert_eq!(worker.post("/henvendelser/ny", &fields).status, 303, "from here it is taken");
    assert!(worker.get("/henvendelser").body.contains("Skrevet et andet sted"));
}

#[test]
fn a_wrong_name_and_a_wrong_password_read_the_same() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let known = program.user("worker").login.clone();
    let say = |login: &str| {
        let answer = Visitor::new(&program).post("/log-ind", &[("login", login), ("password", "forkert")]);
        (answer.status, answer.body.replace(login, "…"))
    };
    let (known, unknown) = (say(&known), say("findesikke"));
    assert_eq!(known.0, unknown.0);
    let without_keys = |body: &str| {
        // What is fresh in every page: the key of the form.
        body.lines().filter(|line| !line.contains("type=\"hidden\"")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(without_keys(&known.1), without_keys(&unknown.1));
}

#[test]
fn every_operation_of_the_api_is_closed_without_a_token_and_says_so_in_one_form() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut stranger = Visitor::new(&program);
    let document: Value = serde_json::from_str(&stranger.get("/api/v1/openapi.json").body).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let server = document["servers"][0]["url"].as_str().unwrap();
    let mut tried = 0;
    for (path, operations) in paths {
        let path = format!("{server}{path}").replace(['{', '}'], "");
        for method in operations.as_object().unwrap().keys() {
            let answer = match method.as_str() {
                "get" => stranger.get(&path),
                "post" => stranger.post_json(&path, &serde_json::json!({})),
                _ => continue,
            };
            if path.ends_with("openapi.json") {
                continue;
            }
            tried += 1;
            assert_eq!(answer.status, 401, "{method} {path}: {}", answer.body);
            let kind = answer.headers.get("content-type").map_or("", String::as_str);
            assert!(kind.starts_with("application/problem+json"), "{method} {path}: {kind}");
        }
    }
    assert!(tried >= 8, "only {tried} operations");
}

#[test]
fn what_may_not_be_seen_does_not_exist() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut leader = Visitor::machine(&program, "leader");
    let list: Value = serde_json::from_str(&leader.get("/api/v1/courses?limit=200").body).unwrap();
    let codes: Vec<String> = list["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["code"].as_str().unwrap().to_lowercase())
        .collect();
    assert!(codes.len() > 40, "the leader sees the team's courses: {}", codes.len());
    for role in ["evaluator", "administrator"] {
        let (mut person, mut machine) =
            (Visitor::with_role(&program, role), Visitor::machine(&program, role));
        let (page, api) = (
            person.get(&format!("/forloeb/{}", codes[0])),
            machine.get(&format!("/api/v1/courses/{}", codes[0])),
        );
        let nothing = (person.get("/forloeb/zzzz"), machine.get("/api/v1/courses/zzzz"));
        assert_eq!((page.status, api.status), (404, 404), "{role}");
        assert_eq!((nothing.0.status, nothing.1.status), (404, 404), "{role}");
    }
    let mut worker = Visitor::machine(&program, "worker");
    let own: Value = serde_json::from_str(&worker.get("/api/v1/courses?limit=200").body).unwrap();
    let own: Vec<String> = own["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["code"].as_str().unwrap().to_lowercase())
        .collect();
    assert!(!own.is_empty() && own.len() < codes.len());
    let other = codes.iter().find(|code| !own.contains(code)).unwrap();
    assert_eq!(worker.get(&format!("/api/v1/courses/{other}")).status, 404);
}

#[test]
fn faults_show_no_inside_and_no_word_for_the_trade() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut worker = Visitor::with_role(&program, "worker");
    for path in [
        "/findes-ikke",
        "/forloeb/%00",
        "/forloeb?limit=-1&stage=x&side=99999999999",
        "/forloeb/4f7k/skema/9-9",
    ] {
        let answer = worker.get(path);
        assert!(answer.status < 500, "{path}: {}", answer.status);
        for word in FORBIDDEN {
            assert!(!answer.body.contains(word), "{path}: {word}");
        }
    }
}
