//! The course page in words: what each of its sections shows, made from the record. No decision, no HTML but marks.

pub(crate) mod about;
pub(crate) mod band;
pub(crate) mod head;
pub(crate) mod measures;
pub(crate) mod network;
pub(crate) mod one_line;
pub(crate) mod plan;
pub(crate) mod timeline;
