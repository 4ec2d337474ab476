//! The levels of covariates that are texts, learnt in a pass of its own over a long file before it is tallied: in the order in
//! which they first come in the file, although its parts are read side by side.

use std::collections::HashMap;
use std::thread;

use super::chunk::Chunk;
use super::covariate::{bounded, position};
use super::long::workers;
use super::plan::Plan;
use super::slots::{MOST_LEVELS, Slots};
use super::table::Table;
use crate::fault::Fault;
use crate::parallel::finished;
use crate::study::Study;

/// A value of a covariate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Word {
    Text(String),
    Number(u64),
}

/// The different values of one covariate with the lines they first stand on: those that come first, and not many more than
/// are told apart.
#[derive(Debug, Clone, Default)]
struct Seen {
    text: bool,
    first: HashMap<Word, u32>,
}

impl Seen {
    /// Takes in the values of rows that stand further down than all before.
    fn take(&mut self, levels: &[String], values: &[f64], lines: &[u32]) {
        self.text = self.text || !levels.is_empty();
        let mut last = f64::NAN;
        for (value, line) in values.iter().zip(lines).filter(|(value, _)| !value.is_nan()) {
            // Neighbours are often alike.
            if value.to_bits() == last.to_bits() {
                continue;
            }
            last = *value;
            let word = match position(*value) {
                None => Word::Number(value.to_bits()),
                Some(level) => match levels.get(level) {
                    Some(level) => Word::Text(level.clone()),
                    None => continue,
                },
            };
            if self.first.len() <= MOST_LEVELS || self.first.contains_key(&word) {
                self.first.entry(word).or_insert(*line);
            }
        }
    }

    /// Adds what stands anywhere else in the file. The first levels of the whole are among the first ones of each stretch.
    fn merge(&mut self, other: Self) {
        self.text = self.text || other.text;
        for (word, line) in other.first {
            let own = self.first.entry(word).or_insert(line);
            *own = line.min(*own);
        }
    }

    /// The levels in the order they come in; none of a column of numbers.
    fn levels(self) -> Vec<String> {
        if !self.text {
            return Vec::new();
        }
        let mut order: Vec<(u32, String)> =
            self.first.into_iter().map(|(word, line)| (line, word.name())).collect();
        order.sort_unstable();
        bounded(order.into_iter().map(|(_, name)| name))
    }
}

impl Word {
    fn name(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(bits) => f64::from_bits(bits).to_string(),
        }
    }
}

/// The levels of each covariate of a study. What is wrong with the file is told when it is tallied.
///
/// # Errors
/// Columns that are not there.
pub(super) fn levels(file: &dyn Table, study: &Study, rows: usize) -> Result<Vec<Vec<String>>, Vec<Fault>> {
    let slots = Slots::of_covariates(study, file.comma());
    let plan = Plan::of(file, study, &slots)?;
    let columns = plan.columns();
    let parts = file.parts();
    let workers = workers(parts);
    let work = |worker: usize| -> Vec<Seen> {
        let mut seen = vec![Seen::default(); slots.all.len()];
        let mut take = |chunk: &Chunk| {
            for ((seen, levels), values) in seen.iter_mut().zip(&chunk.levels).zip(&chunk.values) {
                seen.take(levels.names(), values, &chunk.line);
            }
        };
        for part in (worker..parts).step_by(workers) {
            let last = plan.chunks(file, part, (&columns, rows), &mut |chunk| take(&chunk));
            take(&last);
        }
        seen
    };
    let found = thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..workers).map(|worker| scope.spawn(move || work(worker))).collect();
        workers.into_iter().map(finished).collect::<Vec<_>>()
    });
    let mut all = vec![Seen::default(); slots.all.len()];
    for seen in found {
        all.iter_mut().zip(seen).for_each(|(all, seen)| all.merge(seen));
    }
    Ok(all.into_iter().map(Seen::levels).collect())
}
