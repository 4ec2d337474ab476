//! The pages. Each file parses, calls one function of `service`, renders; nothing here decides who may do what.

use axum::Router;

use crate::site::Site;

pub(crate) mod course;
pub(crate) mod login;
mod more;
pub(crate) mod problem;

/// Pages that need nobody signed in.
pub(crate) fn open() -> Router<Site> {
    login::routes().merge(more::open_routes())
}

/// Pages for people who are signed in.
pub(crate) fn signed_in() -> Router<Site> {
    course::routes().merge(more::routes())
}
