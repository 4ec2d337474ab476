//! What was sent, read field by field: every fault of its shape is found at once, each at its place. A key or
//! parameter that nobody knows is a fault too, so that a misspelt one is never silently without effect.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::Date;
use jiff::civil::Time;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::fault::{At, Fault, escaped};
use super::problem::ApiProblem;
use crate::site::Site;

/// The JSON of a body.
#[derive(Debug, Clone)]
pub(crate) struct Body(Value);

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

impl FromRequest<Site> for Body {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        if !is_json(request.headers()) {
            return Err(ApiProblem::Unsupported);
        }
        let bytes = Bytes::from_request(request, site).await.map_err(|rejection| {
            match rejection.status().as_u16() {
                413 => ApiProblem::TooLarge,
                _ => ApiProblem::Unreadable,
            }
        })?;
        let malformed =
            |error: serde_json::Error| ApiProblem::Malformed { line: error.line(), column: error.column() };
        serde_json::from_slice(&bytes).map(Self).map_err(malformed)
    }
}

impl Body {
    /// Reads the body as an object.
    ///
    /// # Errors
    /// Every fault of its shape.
    pub(crate) fn read<T>(self, read: impl FnOnce(&mut Object) -> Option<T>) -> Result<T, ApiProblem> {
        let mut object = Object::of(self.0, String::new());
        let made = read(&mut object);
        let faults = object.end();
        match made {
            Some(made) if faults.is_empty() => Ok(made),
            _ => Err(ApiProblem::Faults(faults)),
        }
    }
}

impl Body {
    /// Reads the body as an object into a command that is whole in any case, with something harmless in the place of
    /// what is at fault; and the faults of its shape. So what the command itself would be refused for can be told at
    /// the same time.
    pub(crate) fn command<T>(self, read: impl FnOnce(&mut Object) -> T) -> (T, Vec<Fault>) {
        let mut object = Object::of(self.0, String::new());
        let made = read(&mut object);
        (made, object.end())
    }
}

/// The parameters of a query.
#[derive(Debug, Clone)]
pub(crate) struct Query(Vec<(String, String)>);

impl FromRequestParts<Site> for Query {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect()))
    }
}

impl Query {
    /// Reads the parameters.
    ///
    /// # Errors
    /// Every fault of them.
    pub(crate) fn read<T>(self, read: impl FnOnce(&mut Parameters) -> T) -> Result<T, ApiProblem> {
        let mut parameters = Parameters { left: self.0, faults: Vec::new() };
        let made = read(&mut parameters);
        let Parameters { left, mut faults } = parameters;
        faults.extend(left.into_iter().map(|(name, _)| Fault::new(At::Query(name), "parameter")));
        if faults.is_empty() { Ok(made) } else { Err(ApiProblem::Faults(faults)) }
    }
}

/// The parameters of a query that are not read yet, and the faults found so far.
#[derive(Debug)]
pub(crate) struct Parameters {
    left: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl Parameters {
    /// The text of a parameter.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let place = self.left.iter().position(|(found, _)| found == name)?;
        Some(self.left.swap_remove(place).1)
    }
    /// The text of a parameter that has to be there.
    pub(crate) fn needed(&mut self, name: &str) -> String {
        let text = self.text(name).filter(|text| !text.is_empty());
        if text.is_none() {
            self.faults.push(Fault::new(At::Query(name.to_owned()), "missing"));
        }
        text.unwrap_or_default()
    }
    /// A parameter that has to be readable when it is there.
    fn parsed<T>(&mut self, name: &str, code: &'static str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.faults.push(Fault::new(At::Query(name.to_owned()), code));
        }
        parsed
    }
    /// A day.
    pub(crate) fn day(&mut self, name: &str) -> Option<Date> {
        self.parsed(name, "date", |text| text.parse().ok())
    }
    /// One of a closed set.
    pub(crate) fn code<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.parsed(name, "unknown", parse)
    }
    /// Yes or no: `true`, `false`.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.parsed(name, "unknown", |text| text.parse().ok())
    }
    /// A whole number between two.
    pub(crate) fn number(&mut self, name: &str, (min, max): (u16, u16)) -> Option<u16> {
        let text = self.text(name)?;
        let number = text.parse().ok().filter(|number| (min..=max).contains(number));
        if number.is_none() {
            let fault = Fault::new(At::Query(name.to_owned()), "range");
            self.faults.push(fault.with("min", min.to_string()).with("max", max.to_string()));
        }
        number
    }
}

/// An object of the body: what is not read yet of it, and the faults found so far.
#[derive(Debug)]
pub(crate) struct Object {
    left: Map<String, Value>,
    pointer: String,
    faults: Vec<Fault>,
}

impl Object {
    fn of(value: Value, pointer: String) -> Self {
        if let Value::Object(left) = value {
            return Self { left, pointer, faults: Vec::new() };
        }
        let fault = Fault::new(At::Body(pointer.clone()), "type").with("expected", "object");
        Self { left: Map::new(), pointer, faults: vec![fault] }
    }

    /// All faults, those of keys that nobody read included.
    fn end(mut self) -> Vec<Fault> {
        let unknown: Vec<String> = self.left.keys().cloned().collect();
        for key in unknown {
            self.fault(&key, "key");
        }
        self.faults
    }

    fn at(&self, key: &str) -> At {
        At::Body(format!("{}/{}", self.pointer, escaped(key)))
    }
    fn fault(&mut self, key: &str, code: &'static str) {
        self.faults.push(Fault::new(self.at(key), code));
    }
    fn wrong_type(&mut self, key: &str, expected: &'static str) {
        let fault = Fault::new(self.at(key), "type").with("expected", expected);
        self.faults.push(fault);
    }
    /// The value of a key; `null` is as if it were not there.
    fn take(&mut self, key: &str) -> Option<Value> {
        self.left.remove(key).filter(|value| !value.is_null())
    }
    /// What has to be there; that it is missing is a fault, unless what is there is one already.
    pub(crate) fn needed<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Self, &str) -> Option<T>,
    ) -> Option<T> {
        let (missing, before) = (self.left.get(key).is_none_or(Value::is_null), self.faults.len());
        let found = read(self, key);
        if missing && found.is_none() && self.faults.len() == before && self.readable() {
            self.fault(key, "missing");
        }
        found
    }
    /// False when there was no object to read at all.
    fn readable(&self) -> bool {
        !self.faults.iter().any(|fault| fault.at == At::Body(self.pointer.clone()))
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        if let Value::String(text) = self.take(key)? {
            return Some(text);
        }
        self.wrong_type(key, "string");
        None
    }
    fn parsed<T>(
        &mut self,
        key: &str,
        code: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.fault(key, code);
        }
        parsed
    }
    /// One of a closed set.
    pub(crate) fn code<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.parsed(key, "unknown", parse)
    }
    /// Yes or no.
    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        let value = self.take(key)?;
        if value.as_bool().is_none() {
            self.wrong_type(key, "boolean");
        }
        value.as_bool()
    }
    /// A day: `2026-11-24`.
    pub(crate) fn day(&mut self, key: &str) -> Option<Date> {
        self.parsed(key, "date", |text| if text.len() == 10 { text.parse().ok() } else { None })
    }
    /// A time of day: `10:00`.
    pub(crate) fn clock(&mut self, key: &str) -> Option<Time> {
        self.parsed(key, "time", |text| if text.len() == 5 { text.parse().ok() } else { None })
    }
    /// An id.
    pub(crate) fn id<T: From<Uuid>>(&mut self, key: &str) -> Option<T> {
        self.parsed(key, "unknown", |text| Uuid::parse_str(text).ok().map(T::from))
    }
    /// A whole number, as large as its kind can be.
    pub(crate) fn number<N: TryFrom<i64>>(&mut self, key: &str) -> Option<N> {
        let value = self.take(key)?;
        let number = value.as_i64().and_then(|number| N::try_from(number).ok());
        if number.is_none() {
            self.wrong_type(key, "integer");
        }
        number
    }
    /// A list of texts, each read.
    pub(crate) fn texts<T>(&mut self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let Value::Array(values) = self.take(key)? else {
            self.wrong_type(key, "array");
            return None;
        };
        let mut list = Vec::with_capacity(values.len());
        for (place, value) in values.iter().enumerate() {
            let parsed = value.as_str().and_then(&parse);
            if parsed.is_none() {
                let code = if value.is_string() { "unknown" } else { "type" };
                let fault = Fault::new(At::Body(format!("{}/{key}/{place}", self.pointer)), code);
                self.faults.push(if code == "type" { fault.with("expected", "string") } else { fault });
            }
            list.extend(parsed);
        }
        Some(list)
    }
    /// An object within.
    pub(crate) fn object<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let value = self.take(key)?;
        self.within(value, format!("{}/{key}", self.pointer), read)
    }
    /// A list of objects, each read.
    pub(crate) fn objects<T>(&mut self, key: &str, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let Value::Array(values) = self.take(key)? else {
            self.wrong_type(key, "array");
            return None;
        };
        let mut list = Vec::with_capacity(values.len());
        for (place, value) in values.into_iter().enumerate() {
            list.extend(self.within(value, format!("{}/{key}/{place}", self.pointer), &read));
        }
        Some(list)
    }
    fn within<T>(
        &mut self,
        value: Value,
        pointer: String,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let mut object = Self::of(value, pointer);
        let made = read(&mut object);
        self.faults.extend(object.end());
        made
    }
    /// What is left of this object, each entry read: for objects whose keys are not known beforehand.
    pub(crate) fn entries<T>(&mut self, parse: impl Fn(&Value) -> Option<T>) -> Vec<(String, T)> {
        let mut list = Vec::with_capacity(self.left.len());
        for (key, value) in std::mem::take(&mut self.left) {
            match parse(&value) {
                Some(parsed) => list.push((key, parsed)),
                None => self.fault(&key, "unknown"),
            }
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ApiProblem, At, Body, Object};

    fn faults(problem: ApiProblem) -> Vec<(String, &'static str)> {
        let ApiProblem::Faults(faults) = problem else { panic!("{problem:?}") };
        faults
            .into_iter()
            .map(|fault| match fault.at {
                At::Body(at) | At::Query(at) => (at, fault.code),
            })
            .collect()
    }

    #[test]
    fn every_fault_is_found_at_its_place() {
        let body = json!({
            "day": "24-11-2026", "number": "3", "extra/key": 1, "list": ["a", "b", 3],
            "within": [{ "day": "2026-11-24" }, { "day": 3, "more": null }, 4],
        });
        let problem = Body(body)
            .read(|object| {
                let day = object.needed("day", Object::day);
                let number: Option<u8> = object.number("number");
                let list = object.texts("list", |text| (text == "a").then_some(()));
                let within = object.objects("within", |object| object.needed("day", Object::day));
                let name = object.needed("name", Object::text);
                day.and(number).and(list).and(within).and(name)
            })
            .unwrap_err();
        let found = faults(problem);
        let found: Vec<_> = found.iter().map(|(at, code)| (at.as_str(), *code)).collect();
        assert_eq!(
            found,
            [
                ("/day", "date"),
                ("/number", "type"),
                ("/list/1", "unknown"),
                ("/list/2", "type"),
                ("/within/1/day", "type"),
                ("/within/1/more", "key"),
                ("/within/2", "type"),
                ("/name", "missing"),
                ("/extra~1key", "key"),
            ]
        );
    }

    #[test]
    fn what_is_whole_is_read() {
        let body = json!({ "name": "Havtorn", "next": null, "clock": "10:00" });
        let read = Body(body).read(|object| {
            let next = object.object("next", |object| object.text("name"));
            Some((object.text("name")?, next, object.clock("clock")?))
        });
        assert_eq!(read.unwrap(), ("Havtorn".to_owned(), None, jiff::civil::time(10, 0, 0, 0)));
    }
}
