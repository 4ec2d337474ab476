//! The pages. Each file parses, calls one function of `service`, renders; nothing here decides who may do what.

use axum::Router;

use crate::site::Site;

pub(crate) mod bulk;
mod bulk_dates;
mod compare;
pub(crate) mod course;
mod courses;
mod enquiries;
pub(crate) mod group;
mod kept;
pub(crate) mod login;
mod meeting;
mod more;
mod myday;
mod parts;
pub(crate) mod problem;
mod profile;
mod programmes;
mod readers;
mod results;
mod search;
mod studies;
mod team;
mod users;

/// Pages that need nobody signed in.
pub(crate) fn open() -> Router<Site> {
    login::routes().merge(more::open_routes())
}

/// Pages for people who are signed in.
pub(crate) fn signed_in() -> Router<Site> {
    course::routes()
        .merge(bulk::routes())
        .merge(bulk_dates::routes())
        .merge(courses::routes())
        .merge(group::routes())
        .merge(enquiries::routes())
        .merge(programmes::routes())
        .merge(results::routes())
        .merge(studies::routes())
        .merge(search::routes())
        .merge(team::routes())
        .merge(meeting::routes())
        .merge(more::routes())
        .merge(myday::routes())
        .merge(profile::routes())
        .merge(users::routes())
}
