//! The pages of Fodfæste over HTTP: parsing what comes, calling one function of `service`, rendering what it says.
//! No SQL, no cryptography, no statistics, and no decision about who may do what: that is `service`'s and `domain`'s.
//! What is shown as a sentence comes from `locale`.

mod api;
mod assets;
mod cookie;
mod date_field;
mod flash;
mod form;
mod middleware;
mod page;
mod pages;
mod problem;
mod router;
mod server;
mod session;
mod site;
mod withheld;
mod words;

pub use router::router;
pub use server::{serve, serve_metrics};
pub use site::{Metrics, Settings, Site};
