//! What happens around every request: who is looking, what went wrong, which headers a browser is told.

mod headers;
mod look;
mod problems;

pub(crate) use headers::headers;
pub(crate) use look::{MOST, look, only_signed_in};
pub(crate) use problems::{panicked, problems};
