//! Pages of one course, under `/forloeb/{code}`: parse, one function of `service`, render. Titles and addresses say the
//! kind of page and the code, never an alias, a name, a place or an area.

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

mod about_forms;
mod ask;
mod close;
pub(crate) mod conflict;
mod contact;
pub(crate) mod contact_form;
mod drafts;
mod follow_up;
pub(crate) mod forms;
mod handed;
mod long_term;
mod network;
mod page;
mod phases;
mod plan;
mod plan_areas;
mod plan_read;
mod profile;
mod questions;
pub(crate) mod reading;
mod response;
pub(crate) mod say;
mod sheet;
mod start;
pub(crate) mod view;
mod why;
pub(crate) mod widgets;
mod workers;

pub(crate) use handed::only_handed;
pub(crate) use say::told;
pub(crate) use why::only_with_reason;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/forloeb/{code}", get(page::show))
        .route("/forloeb/{code}/hvorfor", get(why::show).post(why::save))
        .route("/forloeb/{code}/print", get(page::print))
        .route("/forloeb/{code}/mere", get(page::more))
        .route("/forloeb/id/{id}", get(page::by_id))
        .merge(written())
        .merge(forms_of_instruments())
        .merge(changes())
}

/// What is written most: contacts, promises, drafts.
fn written() -> Router<Site> {
    Router::new()
        .route("/kontakt/ny", get(contact::with_whom))
        .route("/forloeb/{code}/kontakt", get(contact::show).post(contact::save))
        .route("/forloeb/{code}/kontakt/{id}", get(contact::edit).post(contact::change))
        .route("/forloeb/{code}/kontakt/{id}/fortryd", post(contact::undo))
        .route("/forloeb/{code}/kontakt/{id}/genskab", post(contact::redo))
        .route("/forloeb/{code}/loefte/{id}", post(contact::promise_kept))
        .route("/forloeb/{code}/loefte/{id}/fortryd", post(contact::promise_open))
        .route("/kladde/{*form}", get(drafts::go_on).post(drafts::save))
        .route("/kladde-smid/{*form}", get(drafts::ask).post(drafts::discard))
        .route("/kladde-hent/{*form}", post(drafts::fetch_back))
}

/// Instruments, one question at a time and all at once.
fn forms_of_instruments() -> Router<Site> {
    Router::new()
        .route("/forloeb/{code}/skema", get(response::choose))
        .route("/forloeb/{code}/skema/{number}", get(sheet::show).post(sheet::save))
        .route("/forloeb/{code}/skema/{number}/giv", get(ask::hand_over).post(ask::give))
        .route("/forloeb/{code}/skema/{number}/svar", get(ask::show).post(ask::answer))
        .route("/forloeb/{code}/skema/{number}/rest", get(ask::rest).post(ask::finish))
        .route("/forloeb/{code}/skema/{number}/samlet", get(profile::show).post(profile::save))
        .route("/forloeb/{code}/besvarelse/{id}", get(response::show))
        .route("/forloeb/{code}/besvarelse/{id}/ret", get(sheet::edit).post(sheet::change))
        .route("/forloeb/{code}/besvarelse/{id}/fortryd", post(response::undo))
}

/// What happens more seldom.
fn changes() -> Router<Site> {
    Router::new()
        .route("/forloeb/start", get(start::show).post(start::save))
        .route("/forloeb/{code}/sikker-kontakt", get(about_forms::safe).post(about_forms::save_safe))
        .route("/forloeb/{code}/sikker-kontakt/bekraeft", post(about_forms::confirm_safe))
        .route("/forloeb/{code}/langsigtet-plan", get(long_term::show).post(long_term::save))
        .route("/forloeb/{code}/alias", get(about_forms::alias).post(about_forms::save_alias))
        .route("/forloeb/{code}/fase", get(phases::show))
        .route("/forloeb/{code}/fase/start", get(phases::show).post(phases::begin))
        .route("/forloeb/{code}/fase/ret", get(phases::show).post(phases::correct))
        .route("/forloeb/{code}/fase/pause", get(phases::show).post(phases::pause))
        .route("/forloeb/{code}/fase/videre", get(phases::show).post(phases::resume))
        .route("/forloeb/{code}/fase/flyt", get(phases::show).post(phases::move_end))
        .route("/forloeb/{code}/fase/{id}/fortryd", post(phases::take_back))
        .route("/forloeb/{code}/medarbejder", get(workers::show).post(workers::change))
        .route("/forloeb/{code}/stedfortraeder", get(workers::show).post(workers::deputy))
        .route("/forloeb/{code}/plan", get(plan::show))
        .route("/forloeb/{code}/plan/print", get(plan_read::print))
        .route("/forloeb/{code}/plan/tidligere", get(plan_read::earlier))
        .route("/forloeb/{code}/plan/omraader", get(plan_areas::areas).post(plan_areas::choose))
        .route("/forloeb/{code}/plan/{area}", get(plan::edit).post(plan::save))
        .route("/forloeb/{code}/plan/aendring/{step}/fortryd", post(plan::undo))
        .route("/forloeb/{code}/plan/{area}/laeg-vaek", post(plan::let_go))
        .route("/forloeb/{code}/plan/{area}/tag-op", post(plan::take_up))
        .route("/forloeb/{code}/netvaerk", get(network::show))
        .route("/forloeb/{code}/netvaerk/ny", get(network::new).post(network::add))
        .route("/forloeb/{code}/netvaerk/{id}", get(network::edit).post(network::change))
        .route("/forloeb/{code}/netvaerk/aendring/{step}/fortryd", post(network::take_change_back))
        .route("/forloeb/{code}/netvaerk/{id}/fortryd", post(network::undo))
        .route("/forloeb/{code}/netvaerk/{id}/igen", post(network::again))
        .route("/forloeb/{code}/afslut", get(close::show).post(close::save))
        .route("/forloeb/{code}/opfoelgning", get(follow_up::show).post(follow_up::save))
        .route("/forloeb/{code}/opfoelgning/{way}", post(follow_up::again))
        .route("/forloeb/{code}/genaabn", get(close::undo_form).post(close::undo))
}
