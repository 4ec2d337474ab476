//! The safe-contact agreement and the alias: words of the course that have a form of their own.

use axum::extract::{Path, State};
use axum::response::Response;
use service::Sent;
use service::course::{
    ConfirmSafeContact, SetAlias, SetSafeContact, confirm_safe_contact, set_alias, set_safe_contact,
    version_of,
};

use super::conflict::not_saved;
use super::forms::{Filled, FormPage, FormPart, Here, course_page, fields as put, filled, here, sent};
use super::widgets::{Field, Kind, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::see_other;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// The safe-contact agreement.
pub(crate) async fn safe(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/sikker-kontakt", here.href);
    let stands = here.course.record.safe_contact.clone();
    let version = version_of(stands.as_deref()).to_string();
    let known = put(vec![("agreement", stands), ("version", Some(version))]);
    let filled = filled(&site, &who, &action, known).await?;
    safe_page(&site, &who, &here, &filled)
}

fn safe_page(site: &Site, who: &SignedIn, here: &Here, filled: &Filled) -> Result<Response, Problem> {
    let words = who.words;
    let Here { course, href } = here;
    let page = course_page(site, who, href, "course-safe-title")?;
    let hint = format!("{} {}", words.say("course-safe-hint"), words.say("course-safe-nonumber"));
    let field = Field { hint, ..filled.maker(words).field(Kind::Area, "agreement", "course-safe-label") };
    let mut parts = vec![FormPart {
        id: "aftale",
        action: format!("{href}/sikker-kontakt"),
        hidden: vec![("version", filled.fields.raw("version").to_owned())],
        widgets: vec![Widget::Field(field)],
        submit: words.say("course-safe-save").into_owned(),
        primary: true,
        draft: true,
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        ..FormPart::default()
    }];
    if course.record.safe_contact.is_some() {
        parts.push(FormPart {
            id: "bekraeft",
            action: format!("{href}/sikker-kontakt/bekraeft"),
            submit: words.say("course-safe-same").into_owned(),
            ..FormPart::default()
        });
    }
    let mut shown = FormPage::new(filled.around(page), (href.clone(), course.alias().to_owned()), parts);
    shown.lead = words.say("course-safe-lead").into_owned();
    let confirmed = course.course().safe_contact_confirmed;
    shown.lines.extend(
        confirmed.map(|date| {
            words.fill("course-safe-confirmed", &[("date", words.day(date).into())]).into_owned()
        }),
    );
    shown.answer()
}

/// Keeps the agreement.
pub(crate) async fn save_safe(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/sikker-kontakt", here.href);
    super::conflict::resolve(&mut fields);
    let command = SetSafeContact {
        course: here.course.course().id,
        version: Some(fields.raw("version").parse().unwrap_or(0)),
        agreement: fields.raw("agreement").to_owned(),
    };
    match set_safe_contact(&site.ctx, &who.actor, command, sent(&fields, &action)).await {
        Ok(()) => Ok(see_other(&site, &here.href, &Flash::new("course-saved"))),
        Err(error) => {
            not_saved(&site, &who, (&here.course, &here.href), (&action, fields, error), |filled| {
                safe_page(&site, &who, &here, filled)
            })
            .await
        }
    }
}

/// It still holds.
pub(crate) async fn confirm_safe(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = ConfirmSafeContact { course: course.course().id };
    confirm_safe_contact(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &href, &Flash::new("course-saved")))
}

/// The alias.
pub(crate) async fn alias(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let stands = Some(here.course.alias().to_owned());
    let version = version_of(stands.as_deref()).to_string();
    let known = put(vec![("alias", stands), ("version", Some(version))]);
    alias_page(&site, &who, &here, &Filled::proposed(known))
}

fn alias_page(site: &Site, who: &SignedIn, here: &Here, filled: &Filled) -> Result<Response, Problem> {
    let words = who.words;
    let Here { course, href } = here;
    let page = course_page(site, who, href, "course-alias-title")?;
    let hint = words.say("course-alias-hint").into_owned();
    let field = Field { hint, ..filled.maker(words).field(Kind::Line, "alias", "course-alias-label") };
    let part = FormPart {
        id: "alias",
        action: format!("{href}/alias"),
        hidden: vec![("version", filled.fields.raw("version").to_owned())],
        widgets: vec![Widget::Field(field)],
        submit: words.say("act-save").into_owned(),
        primary: true,
        ..FormPart::default()
    };
    FormPage::new(filled.around(page), (href.clone(), course.alias().to_owned()), vec![part]).answer()
}

/// Keeps the alias.
pub(crate) async fn save_alias(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/alias", here.href);
    super::conflict::resolve(&mut fields);
    let command = SetAlias {
        course: here.course.course().id,
        version: fields.raw("version").parse().ok(),
        alias: fields.raw("alias").to_owned(),
    };
    match set_alias(&site.ctx, &who.actor, command, sent(&fields, &action)).await {
        Ok(()) => Ok(see_other(&site, &here.href, &Flash::new("course-saved"))),
        Err(error) => {
            not_saved(&site, &who, (&here.course, &here.href), (&action, fields, error), |filled| {
                alias_page(&site, &who, &here, filled)
            })
            .await
        }
    }
}
