//! Who works on the course: a change of worker, somebody who stands in. The history stays as it was.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::id::UserId;
use service::Error;
use service::assignment::{self, AddDeputy, HandOver};

use super::forms::{Filled, FormPage, FormPart, Here, came_back, course_page, fields as put, here, sent};
use super::reading::Reader;
use super::widgets::{Choice, Kind, Maker, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::see_other;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// The forms.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let today = here.course.today.to_string();
    let proposed = put(vec![("from", Some(today.clone())), ("deputy_from", Some(today))]);
    page(&site, &who, &here, &Filled::proposed(proposed))
}

fn page(site: &Site, who: &SignedIn, here: &Here, filled: &Filled) -> Result<Response, Problem> {
    let words = who.words;
    let Here { course, href } = here;
    let make = filled.maker(words);
    let page = course_page(site, who, href, "phase-worker-title")?;
    let worker = FormPart {
        id: "medarbejder",
        heading: words.say("phase-worker-do").into_owned(),
        lead: words.say("phase-worker-lead").into_owned(),
        action: format!("{href}/medarbejder"),
        widgets: vec![
            Widget::Pick(make.pick(
                "to",
                "phase-worker-new",
                vec![(String::new(), staff(&make, here, course.worker()))],
            )),
            Widget::Field(make.field(Kind::Date, "from", "phase-worker-from")),
        ],
        submit: words.say("phase-worker-do").into_owned(),
        ..FormPart::default()
    };
    let deputy = FormPart {
        id: "stedfortraeder",
        heading: words.say("phase-deputy-new").into_owned(),
        action: format!("{href}/stedfortraeder"),
        widgets: vec![
            Widget::Pick(make.pick(
                "deputy",
                "phase-deputy-new",
                vec![(String::new(), staff(&make, here, course.worker()))],
            )),
            Widget::Field(make.field(Kind::Date, "deputy_from", "phase-worker-from")),
            Widget::Field(make.field(Kind::Date, "deputy_to", "phase-deputy-to")),
        ],
        submit: words.say("phase-deputy-do").into_owned(),
        ..FormPart::default()
    };
    let mut shown =
        FormPage::new(filled.around(page), (href.clone(), course.alias().to_owned()), vec![worker, deputy]);
    let now = course.worker().and_then(|id| course.member(id));
    shown.lead = now.map_or_else(
        || words.say("course-about-noworker").into_owned(),
        |user| format!("{}: {}", words.say("course-about-worker"), user.name),
    );
    shown.answer()
}

/// Who can work on it, without whom it has.
fn staff(make: &Maker<'_>, here: &Here, without: Option<UserId>) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", make.words.say("phase-worker-choose"))];
    let users = here.course.staff.iter().filter(|user| user.carries_courses() && Some(user.id) != without);
    choices.extend(users.map(|user| Choice::new(user.id.uuid().simple().to_string(), user.name.clone())));
    choices
}

fn user(text: &str) -> Option<UserId> {
    uuid::Uuid::try_parse(text).ok().map(UserId::new)
}

/// Changes the worker.
pub(crate) async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/medarbejder", here.href);
    let mut reader = Reader::new(&fields);
    let (to, from) = (reader.needed("to", user), reader.needed_date("from"));
    let courses = vec![here.course.course().id];
    let result = match reader.finish(to.zip(from).map(|(to, from)| HandOver { courses, to, from })) {
        Ok(command) => assignment::hand_over(&site.ctx, &who.actor, command, sent(&fields, &action)).await,
        Err(error) => Err(error),
    };
    match result {
        // Whoever gave a course away may no longer see it.
        Ok(id) => {
            let undo = crate::pages::bulk::take_back_address(id);
            Ok(see_other(&site, "/forloeb", &Flash::new("course-saved").undo(undo)))
        }
        Err(error) => done((&site, &who, &here), ("/forloeb", &action), (fields, Err(error))).await,
    }
}

/// Lets somebody stand in.
pub(crate) async fn deputy(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/stedfortraeder", here.href);
    let mut reader = Reader::new(&fields);
    let (deputy, from) = (reader.needed("deputy", user), reader.needed_date("deputy_from"));
    let to = reader.date("deputy_to");
    let course = here.course.course().id;
    let wish = deputy.zip(from).map(|(deputy, from)| AddDeputy { course, deputy, from, to });
    let result = match reader.finish(wish) {
        Ok(command) => {
            assignment::add_deputy(&site.ctx, &who.actor, command, sent(&fields, &action)).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    let target = here.href.clone();
    done((&site, &who, &here), (&target, &action), (fields, result)).await
}

async fn done(
    (site, who, here): (&Site, &SignedIn, &Here),
    (target, action): (&str, &str),
    (fields, result): (Fields, Result<(), Error>),
) -> Result<Response, Problem> {
    match result {
        Ok(()) => Ok(see_other(site, target, &Flash::new("course-saved"))),
        Err(error) => {
            let filled = came_back(site, who, action, (fields, error)).await?;
            page(site, who, here, &filled)
        }
    }
}
