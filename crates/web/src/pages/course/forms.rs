//! What all forms of a course share: a page with one or more of them, the draft that fills it, and the way back when
//! something is to be mended. Nothing typed is lost on the way.

use askama::Template;
use axum::response::Response;
use service::course::{CoursePage, Which, open};
use service::draft::{self, SaveDraft};
use service::{Error, Sent};

use super::reading;
use super::widgets::{Maker, Widget};
use crate::form::{Faults, FieldFault, Fields};
use crate::page::{Page, Place, render, render_faults};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// A course and its address.
pub(crate) struct Here {
    /// The course.
    pub(crate) course: CoursePage,
    /// `/forloeb/4f7k`.
    pub(crate) href: String,
}

/// Opens the course of a code.
pub(crate) async fn here(site: &Site, who: &SignedIn, code: &str) -> Result<Here, Problem> {
    let course = open(&site.ctx, &who.actor, &Which::Code(code.to_owned()), None).await?;
    let href = href(&course.course().code);
    Ok(Here { course, href })
}

/// The address of a course.
pub(crate) fn href(code: &str) -> String {
    format!("/forloeb/{}", code.to_ascii_lowercase())
}

/// A page with forms on a course.
#[derive(Template)]
#[template(path = "course/form.html")]
pub(crate) struct FormPage {
    /// The page around it.
    pub(crate) page: Page,
    /// Where one comes from: address and word.
    pub(crate) back: (String, String),
    /// A sentence under the title.
    pub(crate) lead: String,
    /// More lines.
    pub(crate) lines: Vec<String>,
    /// The forms.
    pub(crate) forms: Vec<FormPart>,
    /// Links after them.
    pub(crate) links: Vec<(String, String)>,
}

/// One form.
#[derive(Debug, Default)]
pub(crate) struct FormPart {
    /// Its id on the page.
    pub(crate) id: &'static str,
    /// Its heading; none where the page's own says it.
    pub(crate) heading: String,
    /// A sentence under it.
    pub(crate) lead: String,
    /// Where it goes.
    pub(crate) action: String,
    /// Fields that nobody sees.
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// Its parts.
    pub(crate) widgets: Vec<Widget>,
    /// The word on its button.
    pub(crate) submit: String,
    /// True for the one primary act of the page.
    pub(crate) primary: bool,
    /// True where what is typed is kept as a draft.
    pub(crate) draft: bool,
    /// What is said of the draft.
    pub(crate) draft_line: String,
}

/// A page of a course with forms.
pub(crate) fn course_page(site: &Site, who: &SignedIn, href: &str, title: &str) -> Result<Page, Problem> {
    Page::new(who, title, Place::Courses).new_contact_at(format!("{href}/kontakt")).with_once(site)
}

impl FormPage {
    /// A page with one form.
    pub(crate) fn new(page: Page, back: (String, String), forms: Vec<FormPart>) -> Self {
        Self { page, back, lead: String::new(), lines: Vec::new(), forms, links: Vec::new() }
    }
    /// The page, or the page with what is to be mended.
    pub(crate) fn answer(&self) -> Result<Response, Problem> {
        if self.page.faults.is_empty() { render(self) } else { render_faults(self) }
    }
}

/// What stands in a form: what came back, what was kept, or what is proposed.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// The fields.
    pub(crate) fields: Fields,
    /// What is to be mended.
    pub(crate) faults: Faults,
    /// The key of the form, where it keeps the one it had.
    pub(crate) once: Option<String>,
    /// What is said of the draft.
    pub(crate) draft_line: Option<String>,
}

impl Filled {
    /// Proposed values.
    pub(crate) fn proposed(fields: Fields) -> Self {
        Self { fields, ..Self::default() }
    }
    /// The parts of a form, filled with it.
    pub(crate) fn maker(&self, words: Words) -> Maker<'_> {
        Maker { words, fields: &self.fields, faults: &self.faults }
    }
    /// The page around the form.
    pub(crate) fn around(&self, page: Page) -> Page {
        match &self.once {
            Some(once) => page.with_faults(self.faults.clone(), once),
            None => page,
        }
    }
}

/// The name of a form's draft: its address without the slash in front.
pub(crate) fn draft_name(action: &str) -> String {
    action.trim_start_matches('/').to_owned()
}

/// What stands in the form of an address: its draft if there is one, else what is proposed.
pub(crate) async fn filled(
    site: &Site,
    who: &SignedIn,
    action: &str,
    proposed: Fields,
) -> Result<Filled, Problem> {
    let kept = draft::load(&site.ctx, &who.actor, &draft_name(action)).await?;
    Ok(match kept {
        None => Filled::proposed(proposed),
        Some(kept) => {
            let at = site.ctx.local_of(kept.updated_at);
            let when = format!("{} {}", who.words.relative(at.date()), who.words.at(at.time()));
            let line = who.words.fill("draft-restored", &[("when", when.into())]).into_owned();
            Filled {
                fields: Fields::parse(kept.body.as_bytes()),
                draft_line: Some(line),
                ..Filled::default()
            }
        }
    })
}

/// A form that came back: kept as a draft, with what is to be mended. What no form can mend goes on as a problem.
pub(crate) async fn came_back(
    site: &Site,
    who: &SignedIn,
    action: &str,
    (fields, error): (Fields, Error),
) -> Result<Filled, Problem> {
    let kept = SaveDraft { form: draft_name(action), body: reading::kept(&fields) };
    // The draft is a help here; that it could not be kept must not hide what is to be mended.
    let time = draft::save(&site.ctx, &who.actor, kept).await.ok();
    let mut once = fields.raw("once").to_owned();
    let stays = |key: &'static str| Faults(vec![FieldFault { field: "", message: who.words.say(key) }]);
    let faults = match error.code() {
        // Sent once with this key and changed since: a new try gets a new key.
        "keyreused" => {
            once = site.ctx.uuid()?.to_string();
            stays("error-stale")
        }
        "readonly" => stays("error-readonly"),
        _ => Faults::of(error, who.words)?,
    };
    let line = time.map(|time| saved_line(site, who.words, time));
    Ok(Filled { fields, faults, once: Some(once), draft_line: line })
}

/// `Kladde gemt kl. 11.04. Intet går tabt.`
pub(crate) fn saved_line(site: &Site, words: Words, at: i64) -> String {
    let time = words.clock(site.ctx.local_of(at).time());
    words.fill("draft-saved", &[("time", time.into())]).into_owned()
}

/// How the form was sent: its key, and the draft that it clears.
pub(crate) fn sent(fields: &Fields, action: &str) -> Sent {
    let once = fields.raw("once");
    let sent = if once.is_empty() { Sent::default() } else { Sent::with_key(once) };
    sent.from_draft(draft_name(action))
}

/// Fields from pairs; what is not known is left out.
pub(crate) fn fields(pairs: Vec<(&str, Option<String>)>) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in pairs {
        if let Some(value) = value {
            fields.put(name, value);
        }
    }
    fields
}

/// An id in an address: 32 hexadecimal digits. Anything else does not exist.
pub(crate) fn id<T: From<uuid::Uuid>>(text: &str) -> Result<T, Problem> {
    uuid::Uuid::try_parse(text).map(T::from).map_err(|_| Problem::NotFound)
}
