//! Evaluation from the outside: files in, findings out.

#[cfg(test)]
mod bad;
#[cfg(test)]
mod cross;
#[cfg(test)]
mod every;
#[cfg(test)]
mod exit;
#[cfg(test)]
mod exit_targets;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod foreign;
#[cfg(test)]
#[expect(dead_code, reason = "the tests of `stats` use the rest")]
#[path = "../../../stats/tests/every/golden.rs"]
mod golden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod long;
#[cfg(test)]
mod missing;
#[cfg(test)]
mod models;
#[cfg(test)]
mod optimum;
#[cfg(test)]
mod own_times;
#[cfg(test)]
mod periods;
#[cfg(test)]
mod same;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod time;
