//! Evaluation from the outside: files in, findings out.

#[cfg(test)]
mod bad;
#[cfg(test)]
mod exit;
#[cfg(test)]
mod exit_targets;
#[cfg(test)]
mod foreign;
#[cfg(test)]
mod long;
#[cfg(test)]
mod missing;
#[cfg(test)]
mod models;
#[cfg(test)]
mod same;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod time;
