//! The cookies of the house: the session, the language, the density, that the first steps are known, the message for
//! the next page. All of them are for
//! this site only, and no script reads them.

use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie that came with a request.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// A cookie to set. Without an age it lives as long as the browser is open; with age 0 it is taken away.
pub(crate) fn set(name: &str, value: &str, age: Option<u32>, https: bool) -> Option<HeaderValue> {
    let mut line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict");
    if https {
        line.push_str("; Secure");
    }
    if let Some(age) = age {
        line.push_str("; Max-Age=");
        line.push_str(&age.to_string());
    }
    HeaderValue::from_str(&line).ok()
}
