//! Somebody who talks to the program over HTTP: a browser without script that keeps its cookies and follows no
//! redirect by itself, or a machine with a token.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crate::program::{Program, User};

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// Headers in lower case; of several with one name the last.
    pub(crate) headers: BTreeMap<String, String>,
    /// Body.
    pub(crate) body: String,
}

impl Answer {
    /// Where a redirect leads, or nothing.
    pub(crate) fn location(&self) -> &str {
        self.headers.get("location").map_or("", String::as_str)
    }
}

/// Somebody with a cookie jar or a token.
#[derive(Debug)]
pub(crate) struct Visitor {
    agent: ureq::Agent,
    url: String,
    cookies: BTreeMap<String, String>,
    token: Option<String>,
    key: Option<String>,
}

impl Visitor {
    /// A browser that has never been here.
    pub(crate) fn new(program: &Program) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_mins(1)))
            .build()
            .new_agent();
        Self { agent, url: program.url.clone(), cookies: BTreeMap::new(), token: None, key: None }
    }
    /// A machine with the token of this role.
    pub(crate) fn machine(program: &Program, role: &str) -> Self {
        Self { token: program.tokens.get(role).cloned(), ..Self::new(program) }
    }
    /// A browser in which this user has logged in.
    ///
    /// # Panics
    /// When she is not let in.
    pub(crate) fn signed_in(program: &Program, user: &User) -> Self {
        let mut visitor = Self::new(program);
        let answer =
            visitor.post("/log-ind", &[("login", user.login.as_str()), ("password", &user.password)]);
        assert_eq!(answer.status, 303, "{} was not let in: {}", user.login, answer.body);
        visitor
    }
    /// A browser in which the first user with this role has logged in.
    pub(crate) fn with_role(program: &Program, role: &str) -> Self {
        Self::signed_in(program, program.user(role))
    }
    /// The same visitor at the program after a restart, which has another port.
    pub(crate) fn follow(&mut self, program: &Program) {
        self.url.clone_from(&program.url);
    }
    /// Sends every JSON from now on with this idempotency key.
    pub(crate) fn repeat_as(&mut self, key: Option<&str>) {
        self.key = key.map(str::to_owned);
    }
    /// Opens an address.
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let request = ureq::http::Request::get(format!("{}{path}", self.url));
        self.send(request, Vec::new())
    }
    /// Sends a form from the program's own pages.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = self.url.clone();
        self.post_from(&origin, path, fields)
    }
    /// Sends a form from a page of some site.
    pub(crate) fn post_from(&mut self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = ureq::http::Request::post(format!("{}{path}", self.url))
            .header("origin", origin)
            .header("sec-fetch-site", if origin == self.url { "same-origin" } else { "cross-site" })
            .header("content-type", "application/x-www-form-urlencoded");
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.send(request, body.join("&").into_bytes())
    }
    /// Sends JSON.
    pub(crate) fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        self.send_json("post", path, body)
    }
    /// Sends JSON by some method; without a body where there is nothing to say.
    pub(crate) fn send_json(&mut self, method: &str, path: &str, body: &serde_json::Value) -> Answer {
        let mut request = ureq::http::Request::builder()
            .method(method.to_uppercase().as_str())
            .uri(format!("{}{path}", self.url));
        if body.is_null() {
            return self.send(request, Vec::new());
        }
        request = request.header("content-type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("idempotency-key", key);
        }
        self.send(request, body.to_string().into_bytes())
    }

    fn send(&mut self, mut request: ureq::http::request::Builder, body: Vec<u8>) -> Answer {
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            request = request.header("cookie", cookies.join("; "));
        }
        let request = request.body(body).expect("a well-formed request");
        let mut response = self.agent.run(request).expect("the program answers");
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().expect("ASCII");
            let (name, value) = cookie.split(';').next().unwrap_or("").split_once('=').expect("a cookie");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Answer {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(&response.body_mut().read_to_vec().expect("a whole body"))
                .into_owned(),
        }
    }
}

/// A form's text as it travels.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes it");
        }
        out
    })
}
