//! Promises made to the citizen.
