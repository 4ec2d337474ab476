//! One enquiry: a new one, or one that is there. Nothing but the door and the day is needed; what is at fault is told
//! all at once, and nothing typed is lost.

use std::borrow::Cow;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domain::Date;
use domain::enquiry::{Door, EnquiryField, EnquiryOutcome, TargetGroup};
use domain::id::EnquiryId;
use domain::policy::Action;
use domain::refusal::Refusal;
use service::enquiries::{self, ChangeEnquiry, EnquiryView, RecordEnquiry, Tab};
use service::session::users;
use service::{Error, Sent};

use super::Line;
use crate::flash::Flash;
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::course::conflict::{labelled, resolve};
use crate::pages::kept;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

#[derive(Template)]
#[template(path = "enquiry.html")]
struct EnquiryPage {
    page: Page,
    /// The one shown; `None` for a new one.
    view: Option<EnquiryView>,
    action: String,
    /// What is known and cannot be typed again: dates that are set.
    facts: Vec<(Cow<'static, str>, String)>,
    /// What stood there before: when and by whom, which and what, why.
    earlier: Vec<Earlier>,
    typed: Fields,
    doors: Vec<Choice>,
    groups: Vec<Choice>,
    outcomes: Vec<Choice>,
    owners: Vec<Choice>,
    /// Where it is given on to others.
    refer: Option<String>,
    /// Where a course begins from it.
    start: Option<String>,
    course: Option<String>,
    /// The open ones, beside it at a desk.
    lines: Vec<Line>,
    /// That a draft stands in the form, and where it is thrown away.
    draft: Option<(String, String)>,
}

/// What stood in an enquiry before it was changed.
struct Earlier {
    when: String,
    was: String,
    why: Option<String>,
}

/// The page of a new one or of one that is there, with what was typed.
async fn form(
    site: &Site,
    who: &SignedIn,
    (page, view, typed): (Page, Option<EnquiryView>, Fields),
) -> Result<EnquiryPage, Problem> {
    let words = who.words;
    let action = view
        .as_ref()
        .map_or_else(|| "/henvendelser/ny".to_owned(), |view| format!("/henvendelser/{}", view.enquiry.id));
    let open = view.as_ref().filter(|view| view.enquiry.course.is_none());
    let start = open.filter(|_| domain::policy::may(&who.actor, Action::WriteCourses));
    let beside = enquiries::list(&site.ctx, &who.actor, Tab::New).await?;
    let here = view.as_ref().map(|view| view.enquiry.id);
    Ok(EnquiryPage {
        lines: beside.lines.iter().map(|line| super::line(line, here, words)).collect(),
        draft: None,
        doors: Door::ALL
            .iter()
            .map(|door| Choice::new(door.code(), words.word("enq-door", door.code()), typed.raw("door")))
            .collect(),
        groups: groups(&typed, words),
        outcomes: outcomes(&typed, words),
        owners: owners(site, who, typed.raw("owner")).await?,
        facts: view.as_ref().map(|view| facts(view, words)).unwrap_or_default(),
        earlier: view.as_ref().map(|view| earlier(view, words)).unwrap_or_default(),
        refer: open
            .filter(|view| view.enquiry.outcome.is_none())
            .map(|view| format!("/henvendelser/{}?udfald=referred#f-outcome", view.enquiry.id)),
        start: start.map(|view| format!("/forloeb/start?henvendelse={}", view.enquiry.id)),
        course: view
            .as_ref()
            .and_then(|view| view.course_code.as_ref())
            .map(|code| format!("/forloeb/{}", code.to_lowercase())),
        action,
        page,
        view,
        typed,
    })
}

fn outcomes(typed: &Fields, words: Words) -> Vec<Choice> {
    let typed = typed.raw("outcome");
    let mut choices = vec![Choice::new("", words.say("enq-outcome-open"), typed)];
    // A course begins by its own button; it is an outcome that nobody picks.
    let picked =
        EnquiryOutcome::ALL.iter().filter(|outcome| **outcome != EnquiryOutcome::Course || typed == "course");
    choices.extend(
        picked.map(|outcome| Choice::new(outcome.code(), words.word("enq-outcome", outcome.code()), typed)),
    );
    choices
}

fn groups(typed: &Fields, words: Words) -> Vec<Choice> {
    let group = |group: &TargetGroup| {
        Choice::new(group.code(), words.word("enq-group", group.code()), typed.raw("target_group"))
    };
    TargetGroup::ALL.iter().map(group).collect()
}

async fn owners(site: &Site, who: &SignedIn, typed: &str) -> Result<Vec<Choice>, Problem> {
    let mut choices = vec![Choice::new("", who.words.say("enq-owner-nobody"), typed)];
    for member in users::colleagues(&site.ctx, &who.actor).await? {
        // Whose it is, is seen also once she carries no courses any more.
        if member.user.carries_courses() || member.user.id.to_string() == typed {
            choices.push(Choice::new(member.user.id.to_string(), member.user.name, typed));
        }
    }
    Ok(choices)
}

fn facts(view: &EnquiryView, words: Words) -> Vec<(Cow<'static, str>, String)> {
    let enquiry = &view.enquiry;
    let days = [
        ("enq-dates-asked", Some(enquiry.asked)),
        ("enq-dates-offered", enquiry.offered),
        ("enq-dates-met", enquiry.met),
        ("enq-dates-settled", enquiry.settled),
    ];
    let mut facts =
        vec![(words.say("enq-door-short"), words.word("enq-door", enquiry.door.code()).into_owned())];
    facts.extend(days.into_iter().filter_map(|(key, day)| Some((words.say(key), words.long_day(day?)))));
    let recorded = format!("{} {}", words.relative(view.recorded.date()), words.at(view.recorded.time()));
    facts.push((words.say("enq-recorded"), recorded));
    facts
}

/// What stood there before, each with the day it was changed on.
fn earlier(view: &EnquiryView, words: Words) -> Vec<Earlier> {
    let line = |one: &enquiries::EarlierView| {
        let at = format!("{} {}", words.relative(one.at.date()), words.at(one.at.time()));
        Earlier {
            when: if one.by.is_empty() { at } else { format!("{at} · {}", one.by) },
            was: labelled(&words.say(label(one.field)), &value(one.field, &one.value, words)),
            why: one.why.clone(),
        }
    };
    view.earlier.iter().map(line).collect()
}

/// What a field of an enquiry is called.
pub(super) const fn label(field: EnquiryField) -> &'static str {
    match field {
        EnquiryField::Door => "enq-door-short",
        EnquiryField::Asked => "enq-dates-asked",
        EnquiryField::Offered => "enq-dates-offered",
        EnquiryField::Met => "enq-dates-met",
        EnquiryField::TargetGroup => "enq-group",
        EnquiryField::Said => "enq-said",
        EnquiryField::Outcome => "enq-outcome",
        EnquiryField::Reason => "enq-reason",
        EnquiryField::Owner => "enq-owner",
    }
}

/// What stands in a field of an enquiry, in words.
pub(super) fn value(field: EnquiryField, value: &str, words: Words) -> String {
    match field {
        EnquiryField::Door => words.word("enq-door", value).into_owned(),
        EnquiryField::TargetGroup => words.word("enq-group", value).into_owned(),
        EnquiryField::Outcome => words.word("enq-outcome", value).into_owned(),
        EnquiryField::Asked | EnquiryField::Offered | EnquiryField::Met => {
            crate::form::read_date(value).map_or_else(|| value.to_owned(), |day| words.day(day))
        }
        EnquiryField::Said | EnquiryField::Reason | EnquiryField::Owner => value.to_owned(),
    }
}

pub(super) async fn blank(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let mut typed = Fields::default();
    typed.put("asked", site.ctx.today().to_string());
    typed.put("door", Door::Ngo.code());
    typed.put("owner", who.actor.user.to_string());
    let draft = restored(&site, &who, NEW, &mut typed).await?;
    let page = Page::new(&who, "enq-new", Place::Enquiries).with_once(&site)?;
    render(&EnquiryPage { draft, ..form(&site, &who, (page, None, typed)).await? })
}

/// The dates of a form, each read on its own so that all faults are told at once.
fn dates(typed: &Fields, faults: &mut Vec<Refusal>) -> [Option<Date>; 3] {
    ["asked", "offered", "met"].map(|name| {
        typed.date(name).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    })
}

/// The draft of a new one, as its address names it.
const NEW: &str = "henvendelser/ny";

/// The draft of one that is there, as its address names it.
pub(super) fn draft_of(id: EnquiryId) -> String {
    format!("henvendelser/{id}")
}

/// Puts the draft of a form into it; gives the sentence that says so, and where the draft is thrown away.
pub(super) async fn restored(
    site: &Site,
    who: &SignedIn,
    form: &str,
    typed: &mut Fields,
) -> Result<Option<(String, String)>, Problem> {
    let Some(kept) = service::draft::load(&site.ctx, &who.actor, form).await? else { return Ok(None) };
    kept::over(site, who, form, typed).await?;
    let at = site.ctx.local_of(kept.updated_at);
    let when = format!("{} {}", who.words.relative(at.date()), who.words.at(at.time()));
    let line = who.words.fill("draft-restored", &[("when", when.into())]).into_owned();
    Ok(Some((line, format!("/kladde-smid/{form}"))))
}

pub(super) fn sent(typed: &Fields, draft: Option<&str>) -> Sent {
    Sent { key: typed.text("once").map(str::to_owned), draft: draft.map(str::to_owned) }
}

/// The page of a form that comes again, with what is to be mended.
pub(super) fn again(who: &SignedIn, title: &str, typed: &Fields, error: Error) -> Result<Page, Problem> {
    let faults = Faults::of(error, who.words)?;
    Ok(Page::new(who, title, Place::Enquiries).with_faults(faults, typed.raw("once")))
}

pub(super) async fn record(
    State(site): State<Site>,
    who: SignedIn,
    typed: Fields,
) -> Result<Response, Problem> {
    let mut faults = Vec::new();
    let [asked, offered, met] = dates(&typed, &mut faults);
    let command = RecordEnquiry {
        door: Door::parse(typed.raw("door")).unwrap_or(Door::Other),
        asked: asked.unwrap_or_else(|| site.ctx.today()),
        said: typed.raw("said").to_owned(),
        owner: typed.raw("owner").parse().ok(),
        offered,
        met,
        target_group: TargetGroup::parse(typed.raw("target_group")),
    };
    let result = if faults.is_empty() {
        enquiries::record(&site.ctx, &who.actor, command, sent(&typed, Some(NEW))).await
    } else {
        Err(all(faults, enquiries::check(&site.ctx, &who.actor, &command).await)?)
    };
    match result {
        Ok(_) => Ok(see_other(&site, "/henvendelser", &Flash::new("enq-saved"))),
        Err(error) => {
            let page = again(&who, "enq-new", &typed, error)?;
            render_faults(&form(&site, &who, (page, None, typed)).await?)
        }
    }
}

pub(super) fn id_of(id: &str) -> Result<EnquiryId, Problem> {
    id.parse().map_err(|_| Problem::NotFound)
}

pub(super) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let asked = Fields::parse(raw.unwrap_or_default().as_bytes());
    let view = enquiries::open(&site.ctx, &who.actor, id_of(&id)?).await?;
    let mut typed = Fields::default();
    typed.put("said", view.said.clone().unwrap_or_default());
    typed.put("reason", view.reason.clone().unwrap_or_default());
    // A row of the list can bring what it is to become; it is done when it is saved.
    let outcome = view.enquiry.outcome.or_else(|| EnquiryOutcome::parse(asked.raw("udfald")));
    typed.put("outcome", outcome.map_or("", EnquiryOutcome::code));
    typed.put("target_group", view.enquiry.target_group.map_or("", TargetGroup::code));
    typed.put("owner", view.enquiry.owner.map(|owner| owner.to_string()).unwrap_or_default());
    typed.put("version", view.version.to_string());
    let draft = restored(&site, &who, &draft_of(view.enquiry.id), &mut typed).await?;
    let page = Page::new(&who, "enq-one", Place::Enquiries).with_once(&site)?;
    render(&EnquiryPage { draft, ..form(&site, &who, (page, Some(view), typed)).await? })
}

pub(super) async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let mut typed = typed;
    resolve(&mut typed);
    let view = enquiries::open(&site.ctx, &who.actor, id_of(&id)?).await?;
    let mut faults = Vec::new();
    let [_, offered, met] = dates(&typed, &mut faults);
    let outcome =
        EnquiryOutcome::parse(typed.raw("outcome")).filter(|outcome| Some(*outcome) != view.enquiry.outcome);
    let command = ChangeEnquiry {
        id: view.enquiry.id,
        version: typed.raw("version").parse().unwrap_or(view.version),
        owner: typed.raw("owner").parse().ok(),
        offered,
        met,
        said: Some(typed.raw("said").to_owned()),
        target_group: TargetGroup::parse(typed.raw("target_group")),
        outcome,
        reason: Some(typed.raw("reason").to_owned()),
    };
    let draft = draft_of(view.enquiry.id);
    let result = if faults.is_empty() {
        enquiries::change(&site.ctx, &who.actor, command, sent(&typed, Some(&draft))).await
    } else {
        Err(all(faults, enquiries::check_change(&site.ctx, &who.actor, &command).await)?)
    };
    match result {
        Ok(()) => Ok(see_other(&site, "/henvendelser", &Flash::new("enq-saved"))),
        Err(Error::Conflict(conflict)) => {
            let action = format!("/henvendelser/{}", view.enquiry.id);
            super::conflict::page(&site, &who, (&action, &typed, &conflict)).await
        }
        Err(error) => {
            let page = again(&who, "enq-one", &typed, error)?;
            render_faults(&form(&site, &who, (page, Some(view), typed)).await?)
        }
    }
}

/// What could not be read together with what would be refused of the rest, each field once.
pub(super) fn all(mut faults: Vec<Refusal>, rest: Result<(), Error>) -> Result<Error, Problem> {
    match rest {
        Ok(()) => {}
        Err(Error::Refused(more)) => {
            let fresh = |fault: &Refusal| !faults.iter().any(|known| known.field == fault.field);
            let more: Vec<Refusal> = more.into_iter().filter(fresh).collect();
            faults.extend(more);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(faults.into())
}
