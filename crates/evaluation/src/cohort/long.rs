//! A long file → cohort: pieces of the file are parsed by as many threads as the machine has cores, and taken up in the
//! order of the file. Every fault of every row is told in one run.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::Cohort;
use super::build::Builder;
use super::chunk::Chunk;
use super::slots::{Slots, number, problem};
use crate::delimited::{Delimited, Record, Records};
use crate::fault::{Fault, FaultCode};
use crate::findings::Source;
use crate::package::sha256_hex;
use crate::package::value::{Problem, holds_cpr};
use crate::study::Study;

/// Bytes of a piece.
const PIECE: usize = 2 << 20;
/// Pieces a thread may be ahead.
const AHEAD: usize = 2;
/// Cores that are used at most.
const CORES: usize = 8;

pub(super) fn read(file: &Delimited<'_>, bytes: &[u8], study: &Study) -> Result<Cohort, Vec<Fault>> {
    read_in_pieces(file, bytes, study, PIECE)
}

/// The same with pieces of a given size; the result does not depend on it.
pub(super) fn read_in_pieces(
    file: &Delimited<'_>,
    bytes: &[u8],
    study: &Study,
    piece: usize,
) -> Result<Cohort, Vec<Fault>> {
    let slots = Slots::of(study, file.dialect().delimiter != b',');
    let plan = Plan::of(file, study, &slots)?;
    let pieces = file.pieces(piece);
    let mut builder = Builder::new(&slots, study.occasions.len(), file.name(), &study.layout.occasion);
    let workers = thread::available_parallelism().map_or(1, usize::from).min(CORES).min(pieces.len().max(1));
    let sha256 = thread::scope(|scope| {
        let sum = scope.spawn(|| sha256_hex(bytes));
        let streams: Vec<Receiver<Chunk>> = (0..workers)
            .map(|worker| {
                let (send, receive) = sync_channel(AHEAD);
                let mine: Vec<Records<'_>> = pieces.iter().skip(worker).step_by(workers).cloned().collect();
                let plan = &plan;
                scope.spawn(move || {
                    for records in mine {
                        if send.send(plan.chunk(records)).is_err() {
                            break;
                        }
                    }
                });
                receive
            })
            .collect();
        for stream in streams.iter().cycle().take(pieces.len()) {
            if let Ok(chunk) = stream.recv() {
                builder.absorb(chunk);
            }
        }
        sum.join().ok()
    });
    let built = builder.finish()?;
    Ok(Cohort {
        persons: built.persons,
        rows: built.rows,
        sources: vec![Source { name: file.name().to_owned(), sha256, rows: built.rows }],
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
        setting: None,
    })
}

/// Where everything stands in the file.
struct Plan<'p> {
    file: &'p str,
    slots: &'p Slots<'p>,
    headings: Vec<&'p str>,
    person: usize,
    occasion: usize,
    order: Vec<(&'p str, Option<f64>)>,
    ignored: &'p [String],
    comma: bool,
    /// The columns of each slot.
    places: Vec<Vec<usize>>,
}

impl<'p> Plan<'p> {
    fn of(file: &'p Delimited<'_>, study: &'p Study, slots: &'p Slots<'p>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut place = |heading: &str| {
            let place = file.heading(heading);
            if place.is_none() {
                let fault = Fault::new(file.name(), FaultCode::ColumnMissing).at(file.header_line());
                let known: Vec<&str> = file.headings().collect();
                faults.push(fault.column(heading).with("name", heading).with("known", known.join(", ")));
            }
            place.unwrap_or_default()
        };
        let comma = file.dialect().delimiter != b',';
        let plan = Self {
            file: file.name(),
            slots,
            person: place(&study.layout.person),
            occasion: place(&study.layout.occasion),
            places: slots
                .all
                .iter()
                .map(|slot| slot.columns.names.iter().map(|name| place(name)).collect())
                .collect(),
            headings: file.headings().collect(),
            order: study.occasions.iter().map(|one| (one.key.as_str(), number(&one.key, comma))).collect(),
            ignored: &study.layout.ignored,
            comma,
        };
        faults.sort();
        faults.dedup();
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    fn chunk(&self, mut records: Records<'_>) -> Chunk {
        let mut chunk = Chunk::new(self.slots);
        let mut record = Record::default();
        let (mut faults, mut answers) = (Vec::new(), Vec::new());
        loop {
            match records.read(&mut record) {
                Ok(true) => self.row(&record, &mut chunk, &mut faults, &mut answers),
                Ok(false) => break,
                Err(line) => faults.push(Fault::new(self.file, FaultCode::QuoteOpen).at(line)),
            }
            faults.drain(..).for_each(|fault| chunk.fault(fault));
        }
        chunk
    }

    fn row(&self, record: &Record, chunk: &mut Chunk, faults: &mut Vec<Fault>, answers: &mut Vec<i64>) {
        let cell = |place: usize| record.cell(place).unwrap_or_default();
        let (person, occasion) = (cell(self.person).trim(), cell(self.occasion).trim());
        if person.is_empty() && record.cells().all(|cell| cell.trim().is_empty()) {
            return;
        }
        chunk.rows += 1;
        if record.len() != self.headings.len() {
            let fault = Fault::new(self.file, FaultCode::CellCount).at(record.line());
            faults.push(fault.with("found", record.len()).with("expected", self.headings.len()));
            return;
        }
        if self.ignored.iter().any(|ignored| ignored == occasion) {
            return;
        }
        let mut fault = |place: usize, (code, parameters): Problem| {
            let heading = self.headings.get(place).copied().unwrap_or_default();
            let fault = Fault::new(self.file, code).at(record.line()).column(heading);
            faults.push(parameters.into_iter().fold(fault, |fault, (name, value)| fault.with(name, value)));
        };
        if person.is_empty() {
            fault(self.person, (FaultCode::IdMissing, Vec::new()));
        } else if holds_cpr(person) {
            fault(self.person, (FaultCode::CprInField, Vec::new()));
        }
        let position = self.position(occasion);
        if position.is_none() {
            fault(self.occasion, self.occasion_problem(occasion));
        }
        let position = position.filter(|_| !person.is_empty());
        if let Some(position) = position {
            chunk.row(person, position, record.line());
        }
        for (index, (slot, places)) in self.slots.all.iter().zip(&self.places).enumerate() {
            let value = self.slots.read(slot, places, &cell, answers, &mut |column, problem| {
                fault(places.get(column).copied().unwrap_or_default(), problem);
            });
            if position.is_some() {
                chunk.answers(index, answers);
                chunk.put(index, value);
            }
        }
    }

    fn position(&self, occasion: &str) -> Option<u8> {
        let exact = self.order.iter().position(|(key, _)| *key == occasion);
        let position = exact.or_else(|| {
            // `6` and `6,0` are the same month.
            let value = number(occasion, self.comma)?;
            self.order.iter().position(|(_, number)| {
                number.is_some_and(|number| number.total_cmp(&value) == std::cmp::Ordering::Equal)
            })
        });
        position.and_then(|position| u8::try_from(position).ok())
    }

    fn occasion_problem(&self, occasion: &str) -> Problem {
        if occasion.is_empty() {
            return (FaultCode::ValueMissing, Vec::new());
        }
        let (code, mut parameters) = problem(FaultCode::KindUnknown, occasion);
        if code == FaultCode::KindUnknown {
            let known: Vec<&str> = self.order.iter().map(|(key, _)| *key).collect();
            parameters.push(("known", known.join(", ")));
        }
        (code, parameters)
    }
}
