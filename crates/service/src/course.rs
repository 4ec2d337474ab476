//! A course: opened, started, begun, paused, moved, closed, reopened.
