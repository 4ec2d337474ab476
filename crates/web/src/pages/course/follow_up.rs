//! How she may be reached after the closing: asked at the closing, and on a page of its own while the course is
//! closed, where a yes can be given later or taken back.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::course::FollowUpWay;
use domain::programme::{OccasionAt, Programme};
use service::Sent;
use service::course::{CoursePage, SetFollowUp, set_follow_up};

use super::forms::{Filled, FormPage, FormPart, Here, course_page, fields as put, here, sent};
use super::view::timeline::listed;
use super::widgets::{Chips, Choice, Maker, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::see_other;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Stands for "not asked" in addresses.
const NOT_ASKED: &str = "ikke-spurgt";

/// What was said, in words.
pub(crate) fn said(words: Words, way: Option<FollowUpWay>) -> Cow<'static, str> {
    way.map_or_else(|| words.say("close-followup-none"), |way| words.word("close-followup", way.code()))
}

/// The question how she may be reached.
pub(crate) fn chips(make: &Maker<'_>, programme: &Programme) -> Chips {
    let words = make.words;
    let mut choices = make.codes("close-followup", FollowUpWay::ALL.iter().map(|way| way.code()));
    choices.push(Choice::new("", words.say("close-followup-none")));
    let months = programme.occasions.iter().filter_map(|occasion| match occasion.at {
        OccasionAt::AfterClosing(months) => Some(months.to_string()),
        _ => None,
    });
    let months = listed(words, months.collect()).unwrap_or_default();
    let mut chips = Chips {
        aside: words.fill("close-followup-when", &[("months", months.into())]).into_owned(),
        hint: words.say("close-followup-hint").into_owned(),
        ..make.chips("follow_up", "close-followup", choices)
    };
    if make.fields.text("follow_up").is_none() {
        chips.choices.iter_mut().filter(|choice| choice.value.is_empty()).for_each(|c| c.picked = true);
    }
    chips
}

/// The question, on a closed course.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let way = before(&course)?;
    let known = put(vec![("follow_up", way.map(|way| way.code().to_owned()))]);
    let filled = Filled::proposed(known);
    let words = who.words;
    let page = course_page(&site, &who, &href, "course-followup-title")?;
    let part = FormPart {
        id: "opfoelgning",
        action: format!("{href}/opfoelgning"),
        widgets: vec![Widget::Chips(chips(&filled.maker(words), &course.programme))],
        submit: words.say("act-save").into_owned(),
        primary: true,
        ..FormPart::default()
    };
    let mut shown = FormPage::new(filled.around(page), (href, course.alias().to_owned()), vec![part]);
    shown.lead = words.say("course-followup-lead").into_owned();
    shown.answer()
}

/// What was said until now; the page is there for closed courses only.
fn before(course: &CoursePage) -> Result<Option<FollowUpWay>, Problem> {
    course.closing().map(|closing| closing.follow_up).ok_or(Problem::NotFound)
}

/// Keeps what she said.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let way = FollowUpWay::parse(fields.raw("follow_up"));
    let sent = sent(&fields, &format!("{}/opfoelgning", here.href));
    set(&site, &who, (&here, way, sent)).await
}

/// Lets stand again what she said before.
pub(crate) async fn again(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, way)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let way = match way.as_str() {
        NOT_ASKED => None,
        code => Some(FollowUpWay::parse(code).ok_or(Problem::NotFound)?),
    };
    set(&site, &who, (&here, way, Sent::default())).await
}

async fn set(
    site: &Site,
    who: &SignedIn,
    (Here { course, href }, way, sent): (&Here, Option<FollowUpWay>, Sent),
) -> Result<Response, Problem> {
    let before = before(course)?;
    set_follow_up(&site.ctx, &who.actor, SetFollowUp { course: course.course().id, way }, sent).await?;
    let asked = way.is_some_and(|way| way != FollowUpWay::No);
    let key = if asked { "course-followup-saved" } else { "course-followup-saved-no" };
    let undo = format!("{href}/opfoelgning/{}", before.map_or(NOT_ASKED, FollowUpWay::code));
    Ok(see_other(site, href, &Flash::new(key).undo(undo)))
}
