//! The pages at their boundary: requests in, answers out, over a real file.

#[cfg(test)]
mod api;
#[cfg(test)]
mod course;
#[cfg(test)]
mod crawl;
#[cfg(test)]
mod enquiries;
#[cfg(test)]
mod frame;
#[cfg(test)]
mod havtorn;
#[cfg(test)]
mod house;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod meeting;
#[cfg(test)]
mod periods;
// The same server as the contract of the store is tested on.
#[cfg(test)]
#[path = "../../../store/tests/contract/postgres.rs"]
mod postgres;
#[cfg(test)]
mod results;
#[cfg(test)]
mod staff;
#[cfg(test)]
mod studies;
