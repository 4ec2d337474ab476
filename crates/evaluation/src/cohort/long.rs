//! A long file → cohort: pieces of the file are parsed by as many threads as the machine has cores, and taken up in the
//! order of the file. Every fault of every row is told in one run.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::Cohort;
use super::build::{Builder, Built};
use super::chunk::Chunk;
use super::plan::Plan;
use super::slots::Slots;
use super::table::Table;
use crate::fault::Fault;
use crate::findings::Source;
use crate::study::Study;

/// Pieces a thread may be ahead.
const AHEAD: usize = 2;
/// Cores that are used at most.
const CORES: usize = 8;

/// How many threads read so many parts.
pub(super) fn workers(parts: usize) -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(CORES).min(parts.max(1))
}

/// Reads a file; into how many parts it is cut does not change the result.
pub(super) fn read(file: &dyn Table, study: &Study) -> Result<Cohort, Vec<Fault>> {
    let slots = Slots::of(study, file.comma());
    let plan = Plan::of(file, study, &slots)?;
    let (parts, columns) = (file.parts(), plan.columns());
    let mut builder =
        Builder::new(&slots, study.occasions.len(), (file.name(), &study.layout.occasion), None);
    let workers = workers(parts);
    let sha256 = thread::scope(|scope| {
        let sum = scope.spawn(|| file.sha256());
        let streams: Vec<Receiver<Chunk>> = (0..workers)
            .map(|worker| {
                let (send, receive) = sync_channel(AHEAD);
                let (plan, columns) = (&plan, &columns);
                scope.spawn(move || {
                    for part in (worker..parts).step_by(workers) {
                        if send.send(plan.chunk(file, part, columns)).is_err() {
                            break;
                        }
                    }
                });
                receive
            })
            .collect();
        for stream in streams.iter().cycle().take(parts) {
            if let Ok(chunk) = stream.recv() {
                builder.absorb(chunk);
            }
        }
        sum.join().ok().flatten()
    });
    let built = builder.finish().map_err(|faults| faults.told(file.name()))?;
    let source = Source { name: file.name().to_owned(), sha256, rows: built.rows };
    Ok(cohort(built, source, study))
}

/// The cohort of a file without courses.
pub(super) fn cohort(built: Built, source: Source, study: &Study) -> Cohort {
    Cohort {
        persons: built.persons,
        keys: built.keys,
        rows: built.rows,
        sources: vec![source],
        synthetic: study.synthetic.unwrap_or(false),
        data_cut: study.data_cut,
        occasions: study.occasions.clone(),
        anchors: std::collections::BTreeMap::new(),
        measures: built.measures,
        groups: built.groups,
        characteristics: built.characteristics,
        covariates: built.covariates,
        items: built.items,
        courses: None,
        contacts: None,
        enquiries: None,
        manner: super::Manner::default(),
        replaced: 0,
        fidelity: Vec::new(),
        setting: None,
    }
}
