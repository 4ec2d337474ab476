//! A form of a page as a browser without script would send it: with what stands in it, and what somebody changed.
//! Nothing can be chosen that the page does not offer.

use crate::visitor::{Answer, Visitor};

/// A form, filled in as the page had it.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    action: String,
    /// What would be sent now.
    fields: Vec<(String, String)>,
    /// Names and values that can be chosen, and names that can be typed into (without a value).
    offered: Vec<(String, Option<String>)>,
}

impl Form {
    /// The form of this page that is sent to this address.
    ///
    /// # Panics
    /// When there is none.
    pub(crate) fn of(page: &Answer, action: &str) -> Self {
        assert_eq!(page.status, 200, "{action}: {}", page.location());
        let form = page.body.split("<form ").skip(1).find(|form| {
            let (tag, _) = form.split_once('>').unwrap_or((form, ""));
            value_of(tag, "action").as_deref() == Some(action)
        });
        let form = form.unwrap_or_else(|| panic!("no form to {action} on\n{}", page.body));
        let (form, _) = form.split_once("</form>").expect("a form ends");
        let mut made = Self { action: action.to_owned(), fields: Vec::new(), offered: Vec::new() };
        let mut select = String::new();
        for part in form.split('<').skip(1) {
            let Some((tag, text)) = part.split_once('>') else { continue };
            match tag.split_whitespace().next().unwrap_or("") {
                "input" => made.input(tag),
                "textarea" => made.typed(tag, text.strip_prefix('\n').unwrap_or(text)),
                "select" => select = value_of(tag, "name").unwrap_or_default(),
                "option" => made.choice(&select, tag, has(tag, "selected")),
                _ => {}
            }
        }
        made
    }

    fn input(&mut self, tag: &str) {
        match value_of(tag, "type").as_deref() {
            Some("radio" | "checkbox") => {
                let name = value_of(tag, "name").unwrap_or_default();
                self.choice(&name, tag, has(tag, "checked"));
            }
            Some("submit" | "button") => {}
            _ => self.typed(tag, &value_of(tag, "value").unwrap_or_default()),
        }
    }
    fn typed(&mut self, tag: &str, value: &str) {
        if let Some(name) = value_of(tag, "name") {
            self.fields.push((name.clone(), decoded(value)));
            self.offered.push((name, None));
        }
    }
    fn choice(&mut self, name: &str, tag: &str, chosen: bool) {
        let value = value_of(tag, "value").unwrap_or_else(|| "on".to_owned());
        self.offered.push((name.to_owned(), Some(value.clone())));
        if chosen {
            self.fields.push((name.to_owned(), value));
        }
    }

    /// The same with a field typed or chosen anew.
    ///
    /// # Panics
    /// When the page does not offer it.
    #[must_use]
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.tick(name, value)
    }
    /// The same with one more tick.
    ///
    /// # Panics
    /// When the page does not offer it.
    #[must_use]
    pub(crate) fn tick(mut self, name: &str, value: &str) -> Self {
        let offers = |(known, only): &(String, Option<String>)| {
            known == name && only.as_deref().is_none_or(|only| only == value)
        };
        assert!(self.offered.iter().any(offers), "{} does not offer {name} = {value}", self.action);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
    /// The first value that can be chosen for a field, besides an empty one.
    ///
    /// # Panics
    /// When there is none.
    pub(crate) fn first(&self, name: &str) -> String {
        let values = self.offered.iter().filter(|(known, _)| known == name);
        let value = values.filter_map(|(_, value)| value.clone()).find(|value| !value.is_empty());
        value.unwrap_or_else(|| panic!("{} offers nothing for {name}", self.action))
    }
    /// Names of its fields that begin so, once each.
    pub(crate) fn names(&self, begin: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (name, _) in self.offered.iter().filter(|(name, _)| name.starts_with(begin)) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
    /// Sends it by a button (name and value, where it has them).
    pub(crate) fn send(&self, visitor: &mut Visitor, button: Option<(&str, &str)>) -> Answer {
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend(button);
        visitor.post(&self.action, &fields)
    }
    /// Sends it and expects to be led on: where to, and the page there.
    ///
    /// # Panics
    /// When it was not taken.
    pub(crate) fn taken(&self, visitor: &mut Visitor) -> (String, Answer) {
        let answer = self.send(visitor, None);
        assert_eq!(answer.status, 303, "{} was not taken: {}", self.action, faults(&answer.body));
        let place = answer.location().split('#').next().unwrap_or("").to_owned();
        let page = visitor.get(&place);
        (place, page)
    }
}

/// What a page says is wrong, for the message of a test that fails.
fn faults(body: &str) -> String {
    let (_, main) = body.split_once("<main").unwrap_or(("", body));
    let text: String =
        main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    text.split_whitespace().take(80).collect::<Vec<_>>().join(" ")
}

/// Whether a tag has an attribute without a value.
fn has(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|word| word.trim_end_matches('/') == name)
}

/// The value of an attribute.
fn value_of(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| decoded(value))
}

/// The text that a page writes with entities.
pub(crate) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in [
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&lt;", "<"),
        ("&#62;", ">"),
        ("&gt;", ">"),
    ] {
        text = text.replace(entity, letter);
    }
    text.replace("&#38;", "&").replace("&amp;", "&")
}
