//! Agreed meetings ahead.
