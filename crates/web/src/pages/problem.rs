//! Error pages (P16): what happened, that nothing is lost, a way on. Not found and not allowed read the same.

use std::borrow::Cow;

use askama::Template;
use axum::response::Response;

use crate::form;
use crate::page::{Page, render_as};
use crate::problem::Problem;
use crate::session::Visit;
use crate::withheld;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    page: Page,
    text: Cow<'static, str>,
    details: Vec<Cow<'static, str>>,
    incident: Option<&'a str>,
    /// What was written in a form that was refused.
    typed: Vec<String>,
    home: &'static str,
}

/// The page of a problem.
pub(crate) fn page(
    visit: &Visit,
    problem: &Problem,
    incident: Option<&str>,
    typed: Vec<String>,
) -> Result<Response, Problem> {
    let key = problem.key();
    let page = Page::open(visit, &format!("problem-{key}"));
    let text = page.t(&format!("problem-{key}-text"));
    let details = match problem {
        Problem::Refused(refusals) => {
            refusals.iter().map(|refusal| form::sentence(refusal, visit.words)).collect()
        }
        Problem::Withheld(withheld) => {
            vec![withheld::why(withheld, visit.words), withheld::remedy(withheld, visit.words)]
        }
        _ => Vec::new(),
    };
    let home = visit.viewer.as_ref().map_or("/log-ind", |viewer| viewer.home());
    render_as(problem.status(), &ProblemPage { page, text, details, incident, typed, home })
}
