//! The program as its users have it: one process, HTTP, files.

#[cfg(test)]
mod crash;
#[cfg(test)]
mod day;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod form;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod on_postgres;
#[cfg(test)]
mod operations;
// The same server as the contract of the store is tested on.
#[cfg(test)]
#[path = "../../../store/tests/contract/postgres.rs"]
mod postgres;
#[cfg(test)]
mod program;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod starting;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod visitor;
