//! The training municipality: a living team of invented people, made from a seed.
