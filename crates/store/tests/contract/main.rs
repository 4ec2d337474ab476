//! The contract of the store, the same for SQLite and PostgreSQL.

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod house;
#[cfg(test)]
mod moments;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod record;
#[cfg(test)]
mod upkeep;
