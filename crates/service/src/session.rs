//! Logging in and out, sessions, API tokens, users and one's own profile.

/// Failed tries at each name, to slow guessing down.
#[derive(Debug, Default)]
pub(crate) struct Attempts;
