//! Error pages: what happened, what became of the words that were sent, a way on. Not found and not allowed read
//! the same.

use std::borrow::Cow;

use askama::Template;
use axum::response::Response;

use crate::form;
use crate::page::{Page, render_as};
use crate::problem::Problem;
use crate::session::Visit;
use crate::withheld;

/// What became of the words of a form that was not taken.
pub(crate) enum Rescued {
    /// There were none, or they stand in the form that the browser goes back to.
    Nothing,
    /// They are kept as a draft of the form, and can be copied too: not every form opens with its draft.
    Draft(Vec<String>),
    /// They can be copied from the page.
    GivenBack(Vec<String>),
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    page: Page,
    text: Cow<'static, str>,
    details: Vec<Cow<'static, str>>,
    incident: Option<&'a str>,
    /// What was written in a form that was not taken, and what became of it.
    typed: Vec<String>,
    typed_text: Cow<'static, str>,
    /// The form in which a draft waits.
    form: Option<&'a str>,
    home: &'static str,
    home_words: Cow<'static, str>,
}

/// The page of a problem.
pub(crate) fn page(
    visit: &Visit,
    problem: &Problem,
    incident: Option<&str>,
    rescued: Rescued,
) -> Result<Response, Problem> {
    let key = problem.key();
    let page = Page::open(visit, &format!("problem-{key}"));
    let (text, typed, form) = match rescued {
        Rescued::Nothing => (page.t(&format!("problem-{key}-text")), Vec::new(), None),
        Rescued::Draft(typed) => (page.t("problem-draft"), typed, Some(visit.address.as_str())),
        Rescued::GivenBack(typed) => (page.t(&format!("problem-{key}-text")), typed, None),
    };
    let foreign = *problem == Problem::Foreign;
    let typed_text = page.t(if foreign { "problem-typed-text" } else { "problem-typed-copy" });
    let details = match problem {
        Problem::Refused(refusals) => {
            refusals.iter().map(|refusal| form::sentence(refusal, visit.words)).collect()
        }
        Problem::Withheld(withheld) => {
            vec![withheld::why(withheld, visit.words), withheld::remedy(withheld, visit.words)]
        }
        _ => Vec::new(),
    };
    let (home, home_words) = match &visit.viewer {
        None => ("/log-ind", page.t("login-title")),
        Some(viewer) if page.has_courses() => (viewer.home(), page.t("problem-home")),
        Some(viewer) => (viewer.home(), page.t(viewer.home_key())),
    };
    let template = ProblemPage { page, text, details, incident, typed, typed_text, form, home, home_words };
    render_as(problem.status(), &template)
}
