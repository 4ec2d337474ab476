//! Filled-in instruments.
