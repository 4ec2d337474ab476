//! A long file → tally, in memory that does not grow with the number of rows. Parts of the file are read side by side; in a
//! file in order of persons everybody's rows stand together, so that all but the first and the last person of a part are
//! whole within it and are tallied at once. Those at the ends are kept until all parts are read, and then tallied together.
//!
//! A large file whose persons stand in no order is first sorted into drawers, of which each is tallied by itself.
//!
//! Parts go to a fixed number of lanes, each with a tally of its own, so that no digit depends on how many cores there are.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::build::{Builder, Faults};
use super::chunk::Chunk;
use super::long::{self, CORES};
use super::order::Ascent;
use super::plan::Plan;
use super::slots::Slots;
use super::spill::Spilled;
use super::table::Table;
use super::{Cohort, Covariate};
use crate::evaluate::parallel::finished;
use crate::evaluate::tally::Tally;
use crate::fault::Fault;
use crate::findings::Source;
use crate::study::Study;

/// Lanes.
const LANES: usize = 8;
/// Rows that are tallied together.
const ROWS: usize = 1 << 16;
/// A file in no order is read into memory up to so many bytes.
const SMALL: u64 = 64 << 20;
/// Drawers that such a file would fill.
const DRAWERS: u64 = 4;

/// What became of a file.
pub(crate) enum Streamed {
    /// Everybody was tallied; the cohort knows where the file came from, and no person.
    Whole(Box<(Cohort, Tally)>),
    /// It has to be read into memory: it is small and its persons are in no order, or a covariate is a text, whose levels are
    /// numbered in the order of the whole file.
    Otherwise,
}

/// How a file is read.
struct Reading<'r> {
    file: &'r dyn Table,
    study: &'r Study,
    slots: &'r Slots<'r>,
    plan: Plan<'r>,
    columns: Vec<usize>,
    rows: usize,
    /// Whether everybody's rows are in one part, in no order.
    sorted: bool,
    /// Set when persons stand in no order, and when a covariate is a text.
    turned: AtomicBool,
    texts: AtomicBool,
}

/// What has come of some parts of a file.
struct Lane {
    tally: Tally,
    rows: u64,
    persons: usize,
    items: std::collections::BTreeMap<(usize, u8), super::ItemSums>,
    faults: Faults,
    /// For each part, by its place in the file, the order of its persons and the rows at its ends.
    parts: Vec<(usize, Ascent, Vec<Chunk>)>,
}

/// Reads a file.
///
/// # Errors
/// Every fault of the file.
pub(super) fn read(file: &dyn Table, study: &Study) -> Result<Streamed, Vec<Fault>> {
    read_by(file, study, (ROWS, SMALL))
}

/// The same with about so many rows at a time, and with drawers for files of more than so many bytes.
pub(super) fn read_by(
    file: &dyn Table,
    study: &Study,
    (rows, small): (usize, u64),
) -> Result<Streamed, Vec<Fault>> {
    let slots = Slots::of(study, file.comma());
    let reading = Reading::of(file, study, &slots, (rows, false))?;
    if let Some(found) = reading.found(Vec::new())? {
        return Ok(found);
    }
    if reading.texts.load(Ordering::Relaxed) || file.bytes() <= small {
        return Ok(Streamed::Otherwise);
    }
    let mut spilled = Spilled::of(file, (reading.plan.person(), &reading.columns), small / DRAWERS)?;
    let faults = std::mem::take(&mut spilled.faults);
    let found = Reading::of(&spilled, study, &slots, (usize::MAX, true))?.found(faults)?;
    Ok(found.unwrap_or(Streamed::Otherwise))
}

impl Lane {
    fn merge(&mut self, other: Self) {
        self.tally.merge(&other.tally);
        self.rows += other.rows;
        self.persons += other.persons;
        for (key, sums) in &other.items {
            self.items.entry(*key).or_default().merge(sums);
        }
        self.faults.merge(other.faults);
    }
}

impl<'r> Reading<'r> {
    fn of(
        file: &'r dyn Table,
        study: &'r Study,
        slots: &'r Slots<'r>,
        (rows, sorted): (usize, bool),
    ) -> Result<Self, Vec<Fault>> {
        let plan = Plan::of(file, study, slots)?;
        let columns = plan.columns();
        let (turned, texts) = (AtomicBool::new(false), AtomicBool::new(false));
        Ok(Self { file, study, slots, plan, columns, rows, sorted, turned, texts })
    }

    /// Reads all; nothing when it has to be read otherwise. `faults` are those that are known already.
    fn found(&self, faults: Vec<Fault>) -> Result<Option<Streamed>, Vec<Fault>> {
        let (mut lanes, sha256) = self.lanes();
        let mut parts: Vec<_> = lanes.iter_mut().flat_map(|lane| std::mem::take(&mut lane.parts)).collect();
        parts.sort_unstable_by_key(|(part, ..)| *part);
        let mut order = Ascent::default();
        let mut ends = Vec::new();
        for (_, own, chunks) in parts {
            order.followed_by(own);
            ends.extend(chunks);
        }
        if self.stopped() || !order.holds() {
            return Ok(None);
        }
        let mut all = self.lane();
        self.close(&mut all, ends);
        for lane in lanes {
            all.merge(lane);
        }
        all.faults.merge(Faults::of(faults));
        if !all.faults.is_empty() {
            return Err(all.faults.told(self.file.name()));
        }
        let source = Source { name: self.file.name().to_owned(), sha256, rows: all.rows };
        let mut cohort = long::cohort(self.builder().finish().unwrap_or_default(), source, self.study);
        (cohort.persons, cohort.rows, cohort.items) = (all.persons, all.rows, all.items);
        Ok(Some(Streamed::Whole(Box::new((cohort, all.tally)))))
    }

    fn stopped(&self) -> bool {
        self.turned.load(Ordering::Relaxed) || self.texts.load(Ordering::Relaxed)
    }

    fn builder(&self) -> Builder<'_> {
        let occasion = &self.study.layout.occasion;
        Builder::new(self.slots, self.study.occasions.len(), self.file.name(), occasion)
    }

    fn lane(&self) -> Lane {
        let number = Covariate { levels: Vec::new(), values: Vec::new() };
        Lane {
            tally: Tally::new(self.study, &vec![number; self.study.covariates.len()]),
            rows: 0,
            persons: 0,
            items: std::collections::BTreeMap::new(),
            faults: Faults::default(),
            parts: Vec::new(),
        }
    }

    /// All lanes, and the sum of the file.
    fn lanes(&self) -> (Vec<Lane>, Option<String>) {
        let parts = self.file.parts();
        let lanes = LANES.min(parts.max(1));
        let workers = thread::available_parallelism().map_or(1, usize::from).min(CORES).min(lanes);
        let work = |worker: usize| -> Vec<(usize, Lane)> {
            let mine = (worker..lanes).step_by(workers);
            mine.map(|number| (number, self.of_parts((number..parts).step_by(lanes), parts))).collect()
        };
        thread::scope(|scope| {
            let sum = scope.spawn(|| self.file.sha256());
            let work = &work;
            let workers: Vec<_> = (0..workers).map(|worker| scope.spawn(move || work(worker))).collect();
            let mut found: Vec<(usize, Lane)> = workers.into_iter().flat_map(finished).collect();
            found.sort_unstable_by_key(|(number, _)| *number);
            (found.into_iter().map(|(_, lane)| lane).collect(), sum.join().ok().flatten())
        })
    }

    /// The parts of one lane; `all` is how many parts the file has.
    fn of_parts(&self, parts: impl Iterator<Item = usize>, all: usize) -> Lane {
        let mut lane = self.lane();
        for part in parts {
            if self.stopped() {
                break;
            }
            // Nobody stands before the first part, and nobody after the last one.
            let (open, shut) = (part > 0 && !self.sorted, part + 1 < all && !self.sorted);
            let (mut order, mut ends) = (Ascent::default(), Vec::new());
            let mut before: Option<Chunk> = None;
            let mut first = open;
            let mut take = |lane: &mut Lane, mut chunk: Chunk, last: bool| {
                if !self.sorted {
                    order.followed_by(Ascent::of(chunk.persons.iter()));
                }
                ends.push(chunk.take_ends(first, last));
                first = false;
                self.close(lane, vec![chunk]);
            };
            let last = self.plan.chunks(self.file, part, (&self.columns, self.rows), &mut |chunk| {
                if let Some(whole) = before.replace(chunk) {
                    take(&mut lane, whole, false);
                }
            });
            if let Some(whole) = before.take() {
                take(&mut lane, whole, false);
            }
            take(&mut lane, last, shut);
            if !order.holds() {
                self.turned.store(true, Ordering::Relaxed);
            }
            lane.parts.push((part, order, ends));
        }
        lane
    }

    /// Tallies persons whose rows are all there.
    fn close(&self, lane: &mut Lane, chunks: Vec<Chunk>) {
        let mut builder = self.builder();
        for chunk in chunks {
            builder.absorb(chunk);
        }
        match builder.finish() {
            Err(faults) => lane.faults.merge(faults),
            Ok(built) => {
                let source = Source { name: String::new(), sha256: None, rows: built.rows };
                let cohort = long::cohort(built, source, self.study);
                if cohort.covariates.iter().any(|one| !one.levels.is_empty()) {
                    self.texts.store(true, Ordering::Relaxed);
                    return;
                }
                lane.rows += cohort.rows;
                lane.persons += cohort.persons;
                for (key, sums) in &cohort.items {
                    lane.items.entry(*key).or_default().merge(sums);
                }
                // With a fault anywhere nothing will be made of the tally.
                if lane.faults.is_empty() {
                    lane.tally.take(&cohort, self.study);
                }
            }
        }
    }
}
