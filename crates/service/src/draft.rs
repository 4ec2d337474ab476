//! Text typed and not sent yet.
