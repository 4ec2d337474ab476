//! The program as its users have it: one process, HTTP, files.

mod program;
mod visitor;
