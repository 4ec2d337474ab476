//! The page around what a handler shows: title, menu, message, faults. Every template holds a [`Page`] named `page`
//! and extends `layout.html`. A title says the kind of page, never an alias, a name, a place or an area: the history
//! of a browser is a file on somebody's disk.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::policy::Action;
use locale::Language;

use crate::date_field::DateInputs;
use crate::flash::Flash;
use crate::form::Faults;
use crate::problem::Problem;
use crate::session::{SignedIn, Viewer, Visit};
use crate::site::Site;
use crate::words::{Whole, Words};

/// Where in the menu a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Min dag
    MyDay,
    /// Forløb
    Courses,
    /// Henvendelser
    Enquiries,
    /// Teamet
    Team,
    /// Resultater
    Results,
    /// Ny kontakt
    NewContact,
    /// Søg
    Search,
    /// Brugere
    Users,
    /// Mere, and what is reached from there
    More,
}

/// The page around the content.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Language and day.
    pub(crate) words: Words,
    /// What is known of the request.
    pub(crate) visit: Arc<Visit>,
    /// The kind of page, in words.
    pub(crate) title: Cow<'static, str>,
    /// Where it stands in the menu.
    pub(crate) place: Place,
    /// What is to be mended on its form.
    pub(crate) faults: Faults,
    /// Key of the form: pressing twice gives one record.
    pub(crate) once: String,
    /// True when it is handed to the citizen: no frame at all.
    pub(crate) solo: bool,
    /// True when a bar for saving stands where the five places are.
    pub(crate) savebar: bool,
    /// Where *Ny kontakt* leads from here: on a course's page it is for that course.
    pub(crate) new_contact: Cow<'static, str>,
}

impl Page {
    /// A page for somebody who is signed in; the title is a key of the catalogue.
    pub(crate) fn new(who: &SignedIn, title: &str, place: Place) -> Self {
        Self::of(Arc::clone(&who.visit), title, place)
    }
    /// A page for anybody.
    pub(crate) fn open(visit: &Visit, title: &str) -> Self {
        Self::of(Arc::new(visit.clone()), title, Place::More)
    }
    fn of(visit: Arc<Visit>, title: &str, place: Place) -> Self {
        Self {
            words: visit.words,
            title: visit.words.say(title),
            visit,
            place,
            faults: Faults::default(),
            once: String::new(),
            solo: false,
            savebar: false,
            new_contact: Cow::Borrowed("/kontakt/ny"),
        }
    }
    /// The page of a form: it carries a key of its own (`page.once`), so that one act has one effect.
    pub(crate) fn with_once(mut self, site: &Site) -> Result<Self, Problem> {
        self.once = site.ctx.uuid()?.to_string();
        Ok(self)
    }
    /// The page of a form that came back: it keeps the key it had.
    pub(crate) fn with_faults(mut self, faults: Faults, once: &str) -> Self {
        self.faults = faults;
        once.clone_into(&mut self.once);
        self
    }
    /// For the citizen's hands: no frame.
    pub(crate) fn handed_over(mut self) -> Self {
        self.solo = true;
        self
    }
    /// With a bar for saving at the thumb (`.ff-savebar`) instead of the five places.
    pub(crate) fn with_savebar(mut self) -> Self {
        self.savebar = true;
        self
    }
    /// *Ny kontakt* from here is for this course.
    pub(crate) fn new_contact_at(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.new_contact = path.into();
        self
    }

    // What templates call.

    /// The sentence of a key.
    pub(crate) fn t(&self, key: &str) -> Cow<'static, str> {
        self.words.say(key)
    }
    /// The sentence of a key that needs a number `n`.
    pub(crate) fn n(&self, key: &str, n: impl Whole) -> Cow<'static, str> {
        self.words.count(key, n)
    }
    /// The word of a code.
    pub(crate) fn word(&self, family: &str, code: &str) -> Cow<'static, str> {
        self.words.word(family, code)
    }
    /// The address of an asset.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    pub(crate) fn asset(&self, name: &str) -> String {
        crate::assets::address(name)
    }
    /// An icon beside a word: 24 px, pine, hidden from screen readers.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    pub(crate) fn icon(&self, name: &'static str) -> Icon {
        Icon { name, class: "ff-icon" }
    }
    /// An icon inside a button, a pill or the bar, sized and coloured there.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    pub(crate) fn glyph(&self, name: &'static str) -> Icon {
        Icon { name, class: "ff-glyph" }
    }
    /// The inputs of a date.
    pub(crate) fn date_inputs(&self, name: &str, value: &str, hint: &str) -> DateInputs {
        let invalid = self.fault(name).is_some();
        let fault = if invalid { format!("e-{name} ") } else { String::new() };
        let hint = if hint.is_empty() { String::new() } else { format!("h-{name}") };
        DateInputs::new(self.words, (name, value), (invalid, (fault + &hint).trim_end().to_owned()))
    }
    /// What the script says when a draft was saved, with `{time}` for it to fill in.
    pub(crate) fn draft_pattern(&self) -> Cow<'static, str> {
        self.words.fill("draft-saved", &[("time", "{time}".into())])
    }
    /// The tag of the language.
    pub(crate) fn lang(&self) -> &'static str {
        self.words.language.tag()
    }
    /// The other language: its tag and its own name.
    pub(crate) fn other_language(&self) -> (&'static str, &'static str) {
        match self.words.language {
            Language::Da => ("en", "English"),
            Language::En => ("da", "Dansk"),
        }
    }
    /// The person, if one is signed in.
    pub(crate) fn viewer(&self) -> Option<&Viewer> {
        self.visit.viewer.as_ref()
    }
    /// What was saved on the page before.
    pub(crate) fn flash(&self) -> Option<&Flash> {
        self.visit.flash.as_ref()
    }
    /// The sentence of what was saved.
    pub(crate) fn flash_sentence(&self, flash: &Flash) -> Cow<'static, str> {
        flash.sentence(self.words)
    }
    /// The sentence beside a field that is at fault.
    pub(crate) fn fault(&self, field: &str) -> Option<&str> {
        self.faults.at(field)
    }
    /// True when this is the open place of the menu.
    pub(crate) fn at(&self, place: &str) -> bool {
        let here = match self.place {
            Place::MyDay => "myday",
            Place::Courses => "courses",
            Place::Enquiries => "enquiries",
            Place::Team => "team",
            Place::Results => "results",
            Place::NewContact => "newcontact",
            Place::Search => "search",
            Place::Users => "users",
            Place::More => "more",
        };
        here == place
    }
    /// True for *Mere* and for what is reached from there on a phone.
    pub(crate) fn in_more(&self) -> bool {
        use Place::{Enquiries, More, Results, Team, Users};
        let below = matches!(self.place, More)
            || self.has_courses() && matches!(self.place, Enquiries | Results | Team);
        below || self.has_courses() && self.place == Users
    }
    /// The entries of the menu at a desk: place, address, key.
    pub(crate) fn menu(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let Some(viewer) = self.viewer() else { return Vec::new() };
        let entries = [
            (Action::ReadCourses, "myday", "/min-dag", "nav-myday"),
            (Action::ReadCourses, "courses", "/forloeb", "nav-courses"),
            (Action::Enquiries, "enquiries", "/henvendelser", "nav-enquiries"),
            (Action::OverseeTeam, "team", "/teamet", "nav-team"),
            (Action::Evaluate, "results", "/resultater", "nav-results"),
            (Action::AdministerUsers, "users", "/brugere", "nav-users"),
        ];
        entries
            .into_iter()
            .filter(|(action, ..)| viewer.may(*action))
            .map(|(_, place, address, key)| (place, address, key))
            .collect()
    }
    /// True when the bar with contact and search is of use to her.
    pub(crate) fn has_courses(&self) -> bool {
        self.viewer().is_some_and(|viewer| viewer.may(Action::ReadCourses))
    }
}

/// An icon of the sprite.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Icon {
    name: &'static str,
    class: &'static str,
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (base, Self { name, class }) = (&*crate::assets::BASE, self);
        write!(
            f,
            "<svg class=\"{class}\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{base}/icons.svg#{name}\"></use></svg>"
        )
    }
}

impl HtmlSafe for Icon {}

/// Renders a template as a page.
pub(crate) fn render(template: &impl Template) -> Result<Response, Problem> {
    render_as(StatusCode::OK, template)
}

/// Renders a template as a page that says what is to be mended.
pub(crate) fn render_faults(template: &impl Template) -> Result<Response, Problem> {
    render_as(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// Renders a template with a status.
pub(crate) fn render_as(status: StatusCode, template: &impl Template) -> Result<Response, Problem> {
    let html = template.render()?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok((status, [(header::CONTENT_TYPE, kind)], html).into_response())
}

/// After an act: on to a page, which tells what was saved.
pub(crate) fn see_other(site: &Site, path: &str, flash: &Flash) -> Response {
    let mut response = Redirect::to(path).into_response();
    let cookie = crate::cookie::set(crate::flash::NAME, &flash.to_cookie(), Some(60), site.settings.https);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
