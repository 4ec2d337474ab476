//! Two people changed the same enquiry: both versions side by side, field by field, with a choice. Nothing is written
//! over.

use axum::http::StatusCode;
use axum::response::Response;
use domain::enquiry::EnquiryField;
use domain::id::UserId;
use service::session::users;
use service::{Conflict, FieldConflict};

use super::one;
use crate::form::Fields;
use crate::page::{Page, Place, render_as};
use crate::pages::course::conflict::{Both, First, Row, carried};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Fields that are words: both versions can be kept.
const WORDS: [&str; 2] = ["said", "reason"];

/// The page with both versions.
pub(super) async fn page(
    site: &Site,
    who: &SignedIn,
    (action, typed, conflict): (&str, &Fields, &Conflict),
) -> Result<Response, Problem> {
    let words = who.words;
    let staff = users::colleagues(&site.ctx, &who.actor).await?;
    let name_of = |id: UserId| staff.iter().find(|one| one.user.id == id).map(|one| one.user.name.clone());
    let mut hidden = carried(typed);
    hidden.push(("version".to_owned(), conflict.version.to_string()));
    let mut rows = Vec::new();
    for field in &conflict.fields {
        hidden.push((format!("theirs_{}", field.field), field.theirs.clone().unwrap_or_default()));
        rows.push(row(field, words, &name_of));
    }
    let name = conflict.by.and_then(name_of);
    let First { title, text, theirs_label } = First::of(site, who, (conflict, name.as_deref()), &rows);
    let template = Both {
        page: Page::new(who, title, Place::Enquiries).with_once(site)?,
        href: action.to_owned(),
        alias: words.say("enq-one").into_owned(),
        action: action.to_owned(),
        text,
        theirs_label,
        hidden,
        rows,
    };
    render_as(StatusCode::CONFLICT, &template)
}

fn row(field: &FieldConflict, words: Words, name_of: &dyn Fn(UserId) -> Option<String>) -> Row {
    let known = EnquiryField::parse(field.field).unwrap_or(EnquiryField::Said);
    let shown = |value: &Option<String>| {
        let Some(value) = value else { return words.say("conflict-empty").into_owned() };
        match known {
            EnquiryField::Owner => value.parse().ok().and_then(name_of).unwrap_or_else(|| value.clone()),
            _ => one::value(known, value, words),
        }
    };
    Row {
        field: field.field.to_owned(),
        label: words.say(one::label(known)).into_owned(),
        yours: vec![shown(&field.yours)],
        theirs: vec![shown(&field.theirs)],
        both: WORDS.contains(&field.field),
    }
}
