//! The network of a course.
