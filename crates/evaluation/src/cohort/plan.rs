//! Where everything stands in a long file, and the rules by which its rows become those of a chunk: every fault at its
//! place, whatever kind of file it is.

use std::collections::BTreeSet;

use super::chunk::Chunk;
use super::faults::FAULTS_SHOWN;
use super::slots::{Slots, number, problem};
use super::table::Table;
use crate::delimited::Record;
use crate::fault::{Fault, FaultCode};
use crate::package::value::{Problem, holds_cpr};
use crate::study::Study;

/// Rows of a chunk that are looked through for those that a person has twice.
const MANY: usize = 1 << 18;

/// Where everything stands in the file.
pub(super) struct Plan<'p> {
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
    pub(super) fn of(
        file: &'p dyn Table,
        study: &'p Study,
        slots: &'p Slots<'p>,
    ) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let headings = file.headings();
        let mut place = |heading: &str| {
            let place = headings.iter().position(|known| *known == heading);
            if let Some(place) = place {
                faults.extend(file.unread(place));
            } else {
                let fault = Fault::new(file.name(), FaultCode::ColumnMissing).at(file.header_line());
                let fault = fault.column(heading).with("name", heading);
                faults.push(fault.with("known", headings.join(", ")));
            }
            place.unwrap_or_default()
        };
        let comma = file.comma();
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
            headings: headings.clone(),
            order: study.occasions.iter().map(|one| (one.key.as_str(), number(&one.key, comma))).collect(),
            ignored: &study.layout.ignored,
            comma,
        };
        faults.sort();
        faults.dedup();
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// Where the person stands.
    pub(super) const fn person(&self) -> usize {
        self.person
    }

    /// The columns that are read, each once.
    pub(super) fn columns(&self) -> Vec<usize> {
        let own = [self.person, self.occasion];
        let all: BTreeSet<usize> = own.into_iter().chain(self.places.iter().flatten().copied()).collect();
        all.into_iter().collect()
    }

    /// Reads a part of the file.
    pub(super) fn chunk(&self, file: &dyn Table, part: usize, columns: &[usize]) -> Chunk {
        self.chunks(file, part, (columns, usize::MAX), &mut |_| ())
    }

    /// Reads a part of the file in chunks of about so many rows, each ending with the last of a person's rows that stand
    /// together; gives back the last one.
    pub(super) fn chunks(
        &self,
        file: &dyn Table,
        part: usize,
        (columns, rows): (&[usize], usize),
        take: &mut dyn FnMut(Chunk),
    ) -> Chunk {
        let mut chunk = Chunk::new(self.slots);
        let (mut faults, mut answers) = (Vec::new(), Vec::new());
        let mut many = MANY;
        let read = file.read(part, columns, &mut |record| {
            if chunk.person.len() >= rows {
                let person = record.cell(self.person).unwrap_or_default().trim();
                // An empty record is nobody's, and may stand among the rows of one person.
                if !person.is_empty() && chunk.persons.last() != Some(person) {
                    take(std::mem::replace(&mut chunk, Chunk::new(self.slots)));
                    many = MANY;
                }
            }
            if chunk.person.len() >= many {
                // Endless rows of one person, as of a column that names no person.
                chunk.more_faults += chunk.drop_repeats(FAULTS_SHOWN).1;
                many = (2 * chunk.person.len()).max(MANY);
            }
            self.row(record, &mut chunk, &mut faults, &mut answers);
            faults.drain(..).for_each(|fault| chunk.fault(fault));
        });
        if let Err(fault) = read {
            chunk.fault(fault);
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
