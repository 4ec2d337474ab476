//! What was set once of an enquiry (which way it came, the three dates) is set right: with a reason, and what stood there
//! stays to be seen.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::enquiry::Door;
use service::Error;
use service::enquiries::{self, CorrectEnquiry, EnquiryView};

use super::one::{again, draft_of, id_of, restored, sent};
use crate::flash::Flash;
use crate::form::{Choice, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::course::conflict::resolve;
use crate::pages::course::reading::Reader;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

#[derive(Template)]
#[template(path = "enquiry_correct.html")]
struct CorrectPage {
    page: Page,
    back: String,
    action: String,
    typed: Fields,
    doors: Vec<Choice>,
    /// That a draft stands in the form, and where it is thrown away.
    draft: Option<(String, String)>,
}

impl CorrectPage {
    fn new(page: Page, view: &EnquiryView, typed: Fields, words: Words) -> Self {
        let back = format!("/henvendelser/{}", view.enquiry.id);
        let door =
            |door: &Door| Choice::new(door.code(), words.word("enq-door", door.code()), typed.raw("door"));
        Self {
            page,
            action: format!("{back}/ret"),
            back,
            doors: Door::ALL.iter().map(door).collect(),
            typed,
            draft: None,
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let view = enquiries::open(&site.ctx, &who.actor, id_of(&id)?).await?;
    let enquiry = &view.enquiry;
    let mut typed = Fields::default();
    let day = |day: Option<domain::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    typed.put("door", enquiry.door.code());
    typed.put("asked", enquiry.asked.to_string());
    typed.put("offered", day(enquiry.offered));
    typed.put("met", day(enquiry.met));
    typed.put("version", view.version.to_string());
    let form = format!("{}/ret", draft_of(enquiry.id));
    let draft = restored(&site, &who, &form, &mut typed).await?;
    let page = Page::new(&who, "enq-correct", Place::Enquiries).with_once(&site)?;
    render(&CorrectPage { draft, ..CorrectPage::new(page, &view, typed, who.words) })
}

fn command(view: &EnquiryView, typed: &Fields) -> Result<CorrectEnquiry, Error> {
    let mut reader = Reader::new(typed);
    let (door, asked) = (reader.needed("door", Door::parse), reader.needed_date("asked"));
    let (offered, met) = (reader.date("offered"), reader.date("met"));
    let version = reader.number("version").unwrap_or(0);
    let (id, why) = (view.enquiry.id, reader.words("why"));
    let read = door.zip(asked);
    reader.finish(read.map(|(door, asked)| CorrectEnquiry { id, version, door, asked, offered, met, why }))
}

pub(super) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    mut typed: Fields,
) -> Result<Response, Problem> {
    resolve(&mut typed);
    let view = enquiries::open(&site.ctx, &who.actor, id_of(&id)?).await?;
    let back = format!("/henvendelser/{}", view.enquiry.id);
    let form = format!("{}/ret", draft_of(view.enquiry.id));
    let corrected = match command(&view, &typed) {
        Ok(command) => enquiries::correct(&site.ctx, &who.actor, command, sent(&typed, Some(&form))).await,
        Err(error) => Err(error),
    };
    match corrected {
        Ok(()) => Ok(see_other(&site, &back, &Flash::new("enq-corrected"))),
        Err(Error::Conflict(conflict)) => {
            super::conflict::page(&site, &who, (&format!("{back}/ret"), &typed, &conflict)).await
        }
        Err(error) => {
            let page = again(&who, "enq-correct", &typed, error)?;
            render_faults(&CorrectPage::new(page, &view, typed, who.words))
        }
    }
}
