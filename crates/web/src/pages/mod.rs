//! The pages. Each file parses, calls one function of `service`, renders; nothing here decides who may do what.

use axum::Router;

use crate::site::Site;

pub(crate) mod course;
mod courses;
mod enquiries;
pub(crate) mod login;
mod more;
mod myday;
mod parts;
pub(crate) mod problem;
mod profile;
mod programmes;
mod results;
mod team;
mod users;

/// Pages that need nobody signed in.
pub(crate) fn open() -> Router<Site> {
    login::routes().merge(more::open_routes())
}

/// Pages for people who are signed in.
pub(crate) fn signed_in() -> Router<Site> {
    course::routes()
        .merge(courses::routes())
        .merge(enquiries::routes())
        .merge(programmes::routes())
        .merge(results::routes())
        .merge(team::routes())
        .merge(more::routes())
        .merge(myday::routes())
        .merge(profile::routes())
        .merge(users::routes())
}
