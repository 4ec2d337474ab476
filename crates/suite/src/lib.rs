//! Tests of the whole: the real program as a process and those who talk to it over HTTP. They use only what users
//! have: the command line, HTTP, files. Rust tests stand in `tests/it`, those in a browser in `browser`.
