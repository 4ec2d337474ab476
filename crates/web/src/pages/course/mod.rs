//! Pages of one course, under `/forloeb/{code}`.

use axum::Router;

use crate::site::Site;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
}
