//! How much each worker carries.
