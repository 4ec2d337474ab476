//! A long file → tally, in memory that does not grow with the number of rows. Parts of the file are read side by side; in a
//! file in order of persons everybody's rows stand together, so that all but the first and the last person of a part are
//! whole within it and are tallied at once. Those at the ends are kept until all parts are read, and then tallied together.
//!
//! A large file whose persons stand in no order is first sorted into drawers, of which each is tallied by itself. Where a
//! covariate turns out to be a text, its levels are learnt first and the file is read anew.
//!
//! Parts go to a fixed number of lanes, each with a tally of its own, so that no digit depends on how many cores there are.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::build::Builder;
use super::chunk::Chunk;
use super::faults::Faults;
use super::lane::Lane;
use super::learn;
use super::long::{self, workers};
use super::order::Ascent;
use super::plan::Plan;
use super::slots::Slots;
use super::spill::Spilled;
use super::table::Table;
use super::{Covariate, Wanted};
use crate::evaluate::Counted;
use crate::fault::Fault;
use crate::findings::Source;
use crate::parallel::finished;
use crate::study::Study;

/// Lanes.
const LANES: usize = 8;
/// Drawers that a file in no order would fill which is read into memory.
const DRAWERS: u64 = 4;

/// How much is done at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Rows that are tallied together.
    pub(super) rows: usize,
    /// A file in no order is read into memory up to so many bytes.
    pub(super) small: u64,
    /// Tallies may take about so many bytes.
    pub(super) room: usize,
}

impl Sizes {
    /// The usual ones.
    pub(super) const USUAL: Self = Self { rows: 1 << 16, small: 64 << 20, room: 2 << 30 };
}

/// What became of a reading.
enum Outcome {
    /// Everybody was tallied.
    Whole(Box<Counted>),
    /// The persons stand in no order.
    Turned,
    /// A covariate is a text, whose levels are not known yet.
    Text,
}

/// How a file is read.
struct Reading<'r> {
    file: &'r dyn Table,
    study: &'r Study,
    slots: &'r Slots<'r>,
    plan: Plan<'r>,
    columns: Vec<usize>,
    rows: usize,
    room: usize,
    wanted: Wanted,
    /// The levels of each covariate; none before they are learnt, when all are taken for numbers.
    levels: Option<&'r [Vec<String>]>,
    /// Whether everybody's rows are in one part, in no order.
    sorted: bool,
    /// Set when persons stand in no order, and when a covariate is a text.
    turned: AtomicBool,
    texts: AtomicBool,
    /// Bytes that the tallies of all lanes take.
    taken: AtomicUsize,
}

/// Reads a file; nothing when it has to be read into memory because it is small and its persons stand in no order.
///
/// # Errors
/// Every fault of the file.
pub(super) fn read(
    file: &dyn Table,
    study: &Study,
    wanted: Wanted,
    sizes: Sizes,
) -> Result<Option<Counted>, Vec<Fault>> {
    let slots = Slots::of(study, file.comma());
    let (mut levels, mut spilled): (Option<Vec<Vec<String>>>, Option<Spilled<'_>>) = (None, None);
    // At most as it stands, once more when its levels are known, and both out of drawers.
    loop {
        let table = spilled.as_ref().map_or(file, |spilled| spilled as &dyn Table);
        let faults = spilled.as_ref().map(|spilled| spilled.faults.clone()).unwrap_or_default();
        let manner = (wanted, sizes, spilled.is_some());
        match Reading::of(table, study, &slots, manner, levels.as_deref())?.outcome(faults)? {
            Outcome::Whole(counted) => return Ok(Some(*counted)),
            Outcome::Text if levels.is_none() => levels = Some(learn::levels(file, study, sizes.rows)?),
            Outcome::Turned if spilled.is_none() && file.bytes() > sizes.small => {
                let plan = Plan::of(file, study, &slots)?;
                let needed = (plan.person(), plan.columns());
                spilled = Some(Spilled::of(file, (needed.0, &needed.1), sizes.small / DRAWERS)?);
            }
            Outcome::Text | Outcome::Turned => return Ok(None),
        }
    }
}

impl<'r> Reading<'r> {
    fn of(
        file: &'r dyn Table,
        study: &'r Study,
        slots: &'r Slots<'r>,
        (wanted, sizes, sorted): (Wanted, Sizes, bool),
        levels: Option<&'r [Vec<String>]>,
    ) -> Result<Self, Vec<Fault>> {
        let plan = Plan::of(file, study, slots)?;
        let columns = plan.columns();
        Ok(Self {
            file,
            study,
            slots,
            plan,
            columns,
            rows: if sorted { usize::MAX } else { sizes.rows },
            room: sizes.room,
            wanted,
            levels,
            sorted,
            turned: AtomicBool::new(false),
            texts: AtomicBool::new(false),
            taken: AtomicUsize::new(0),
        })
    }

    /// Reads all. `faults` are those that are known already.
    fn outcome(&self, faults: Vec<Fault>) -> Result<Outcome, Vec<Fault>> {
        let (mut lanes, sha256) = self.lanes();
        let mut parts: Vec<_> = lanes.iter_mut().flat_map(|lane| std::mem::take(&mut lane.parts)).collect();
        parts.sort_unstable_by_key(|(part, ..)| *part);
        let mut order = Ascent::default();
        let mut ends = Vec::new();
        for (_, own, chunks) in parts {
            order.followed_by(own);
            ends.extend(chunks);
        }
        // Out of order, one person's values are counted as those of many: first that.
        if self.turned.load(Ordering::Relaxed) || !self.stopped() && !order.holds() {
            return Ok(Outcome::Turned);
        }
        if self.is_full() {
            return Err(vec![self.too_many(&lanes)]);
        }
        let mut all = self.lane();
        self.close(&mut all, ends);
        if self.texts.load(Ordering::Relaxed) {
            return Ok(Outcome::Text);
        }
        for lane in lanes {
            all.merge(lane);
        }
        all.faults.merge(Faults::of(faults));
        all.note_choices(self.file.name(), self.study);
        if !all.faults.is_empty() {
            return Err(all.faults.told(self.file.name()));
        }
        let source = Source { name: self.file.name().to_owned(), sha256, rows: all.rows };
        let mut cohort = long::cohort(self.builder().finish().unwrap_or_default(), source, self.study);
        (cohort.persons, cohort.rows, cohort.items) = (all.persons, all.rows, all.items);
        cohort.covariates = self.covariates();
        let groups = all.groups.map(|groups| groups.done(self.study));
        Ok(Outcome::Whole(Box::new(Counted::of_parts(cohort, all.tally, groups))))
    }

    fn is_full(&self) -> bool {
        self.taken.load(Ordering::Relaxed) > self.room
    }

    fn stopped(&self) -> bool {
        self.turned.load(Ordering::Relaxed) || self.texts.load(Ordering::Relaxed) || self.is_full()
    }

    /// That the values are too many different ones, with what takes most.
    fn too_many(&self, lanes: &[Lane]) -> Fault {
        let (_, name) = Lane::heaviest(lanes, self.study);
        let fault = Fault::new(self.file.name(), crate::fault::FaultCode::ValuesMany).column(&name);
        fault.with("name", name).with("most", self.room >> 20)
    }

    /// The covariates of nobody yet.
    fn covariates(&self) -> Vec<Covariate> {
        let levels = |at| self.levels.and_then(|levels| levels.get(at)).cloned().unwrap_or_default();
        (0..self.study.covariates.len()).map(|at| Covariate::of_levels(levels(at))).collect()
    }

    fn builder(&self) -> Builder<'_> {
        let headings = (self.file.name(), self.study.layout.occasion.as_str());
        Builder::new(self.slots, self.study.occasions.len(), headings, self.levels)
    }

    fn lane(&self) -> Lane {
        Lane::new(self.study, &self.covariates(), self.wanted)
    }

    /// All lanes, and the sum of the file.
    fn lanes(&self) -> (Vec<Lane>, Option<String>) {
        let parts = self.file.parts();
        let lanes = LANES.min(parts.max(1));
        let workers = workers(lanes);
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
                    if !order.holds() {
                        self.turned.store(true, Ordering::Relaxed);
                    }
                }
                ends.push(lane.kept(chunk.take_ends(first, last)));
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
            lane.parts.push((part, order, ends));
        }
        lane
    }

    /// Tallies persons whose rows are all there; none any more once the file is to be read anew or refused.
    fn close(&self, lane: &mut Lane, chunks: Vec<Chunk>) {
        if self.stopped() {
            return;
        }
        let mut builder = self.builder();
        for chunk in chunks {
            builder.absorb(chunk);
        }
        match builder.finish() {
            Err(faults) => lane.faults.merge(faults),
            Ok(built) => {
                let source = Source { name: String::new(), sha256: None, rows: built.rows };
                let cohort = long::cohort(built, source, self.study);
                let text = |one: &Covariate| !one.levels.is_empty();
                if self.levels.is_none() && cohort.covariates.iter().any(text) {
                    self.texts.store(true, Ordering::Relaxed);
                    return;
                }
                let grown = lane.take(self.file.name(), &cohort, self.study);
                self.taken.fetch_add(grown, Ordering::Relaxed);
            }
        }
    }
}
