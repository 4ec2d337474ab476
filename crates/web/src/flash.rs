//! What was just saved, told on the next page: a key of the catalogue with its fill-ins and, where it can be taken
//! back, the address that does so. It travels in a cookie for one minute. Never an alias, a name or a note.

use std::borrow::Cow;

use locale::Value;

use crate::words::Words;

/// The name of its cookie.
pub(crate) const NAME: &str = "besked";

/// A message for the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flash {
    key: String,
    undo: Option<String>,
    values: Vec<(String, String)>,
}

impl Flash {
    /// The message of a key, such as `contact-saved`.
    pub(crate) fn new(key: &str) -> Self {
        Self { key: key.to_owned(), undo: None, values: Vec::new() }
    }
    /// With *Fortryd*: a POST to this path takes it back.
    pub(crate) fn undo(mut self, path: impl Into<String>) -> Self {
        self.undo = Some(path.into());
        self
    }
    /// With a fill-in; figures and days only, never somebody's words.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// The sentence.
    pub(crate) fn sentence(&self, words: Words) -> Cow<'static, str> {
        let values: Vec<_> = self
            .values
            .iter()
            .map(|(name, value)| {
                let whole = value.parse::<i64>().map(Value::Count);
                (name.as_str(), whole.unwrap_or_else(|_| Value::from(value.as_str())))
            })
            .collect();
        words.fill(&self.key, &values)
    }
    /// How it is shown: what was kept and not sent is no success.
    pub(crate) fn tone(&self) -> &'static str {
        if self.key == "session-kept" { "info" } else { "success" }
    }
    /// Where taking it back is asked for.
    pub(crate) fn undo_path(&self) -> Option<&str> {
        self.undo.as_deref()
    }

    /// The value of the cookie that carries it.
    pub(crate) fn to_cookie(&self) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.append_pair("k", &self.key);
        if let Some(undo) = &self.undo {
            text.append_pair("u", undo);
        }
        for (name, value) in &self.values {
            text.append_pair(&format!("v.{name}"), value);
        }
        text.finish()
    }

    /// Reads the cookie. What is no message of ours is no message.
    pub(crate) fn read(value: &str) -> Option<Self> {
        let mut flash = Self::new("");
        for (name, value) in form_urlencoded::parse(value.as_bytes()) {
            match name.as_ref() {
                "k" => flash.key = value.into_owned(),
                "u" if is_own_path(&value) => flash.undo = Some(value.into_owned()),
                _ => {
                    if let Some(name) = name.strip_prefix("v.") {
                        flash.values.push((name.to_owned(), value.into_owned()));
                    }
                }
            }
        }
        locale::has(locale::Language::Da, &flash.key).then_some(flash)
    }
}

/// True for a path of this house: never another host, and nothing a browser would read as one.
pub(crate) fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::{Flash, is_own_path};

    #[test]
    fn a_message_comes_back_as_it_was_and_others_do_not() {
        let flash = Flash::new("contact-saved").undo("/forloeb/4f7k/kontakt/1/fortryd").with("n", "3");
        assert_eq!(Flash::read(&flash.to_cookie()), Some(flash));
        assert_eq!(Flash::read("k=anything"), None);
        assert_eq!(
            Flash::read("k=contact-saved&u=https%3A%2F%2Felsewhere"),
            Some(Flash::new("contact-saved"))
        );
    }

    #[test]
    fn other_hosts_are_no_paths_of_ours() {
        assert!(is_own_path("/min-dag?alle=1"));
        assert!(!is_own_path("//elsewhere/") && !is_own_path("/\\elsewhere") && !is_own_path("elsewhere"));
    }
}
