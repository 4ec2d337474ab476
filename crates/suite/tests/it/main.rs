//! The program as its users have it: one process, HTTP, files.

#[cfg(test)]
mod crash;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod program;
#[cfg(test)]
mod visitor;
