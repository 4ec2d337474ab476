//! Programmes and instruments: data, not code. They come from the folder `content/` that the program carries, with a
//! folder of the installation laid over it file by file. Loading reports every fault of every file, with its line.
//!
//! An instrument whose sentences are a separately licensed pack is whole without it: it can be recorded and scored.

mod describe;
mod file;
mod instrument;
mod programme;
mod source;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::instrument::{Instrument, InstrumentId};
use domain::programme::{Programme, ProgrammeId};
use evaluation::fault::{Fault, FaultCode};

pub use instrument::{InstrumentEntry, Licence};
pub use source::Source;

/// Languages that texts are looked for in.
const LANGUAGES: [&str; 2] = ["da", "en"];

/// Everything that was loaded.
#[derive(Debug, Clone, Default)]
pub struct Content {
    programmes: BTreeMap<ProgrammeId, Arc<Programme>>,
    entries: BTreeMap<InstrumentId, InstrumentEntry>,
    /// Definitions, to be shared.
    shared: BTreeMap<InstrumentId, Arc<Instrument>>,
    /// Instruments asked for each area, by programme.
    expanded: BTreeMap<ProgrammeId, BTreeMap<InstrumentId, Arc<Instrument>>>,
    source: Source,
}

impl Content {
    /// Loads all programmes and instruments.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn load(source: Source) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut content = Self { source, ..Self::default() };
        for path in content.source.list("instruments") {
            if path.ends_with("/definition.toml") {
                match instrument::load(&content.source, &path) {
                    Ok(entry) => content.add_entry(&path, entry, &mut faults),
                    Err(more) => faults.extend(more),
                }
            }
        }
        for path in content.source.list("programmes") {
            match programme::load(&content.source, &path, &content.entries) {
                Ok(programme) => content.add_programme(&path, programme, &mut faults),
                Err(more) => faults.extend(more),
            }
        }
        if faults.is_empty() { Ok(content) } else { Err(faults) }
    }

    /// What the program carries, with nothing laid over it.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn embedded() -> Result<Self, Vec<Fault>> {
        Self::load(Source::embedded())
    }

    fn add_entry(&mut self, path: &str, entry: InstrumentEntry, faults: &mut Vec<Fault>) {
        let id = entry.definition.id.clone();
        self.shared.insert(id.clone(), Arc::new(entry.definition.clone()));
        if self.entries.insert(id.clone(), entry).is_some() {
            faults.push(Fault::new(path, FaultCode::Duplicate).with("value", id.0).with("first", "?"));
        }
    }

    fn add_programme(&mut self, path: &str, programme: Programme, faults: &mut Vec<Fault>) {
        let id = programme.id.clone();
        let own = self
            .entries
            .values()
            .filter(|entry| entry.per_area)
            .map(|entry| (entry.definition.id.clone(), Arc::new(instrument::for_areas(entry, &programme))))
            .collect();
        self.expanded.insert(id.clone(), own);
        if self.programmes.insert(id.clone(), Arc::new(programme)).is_some() {
            faults.push(Fault::new(path, FaultCode::Duplicate).with("value", id.0).with("first", "?"));
        }
    }

    /// All programmes by key.
    pub fn programmes(&self) -> impl Iterator<Item = &Arc<Programme>> {
        self.programmes.values()
    }
    /// Programmes on which a course can begin.
    pub fn running_programmes(&self) -> impl Iterator<Item = &Arc<Programme>> {
        self.programmes().filter(|programme| !programme.archived)
    }
    /// The programme with this key.
    pub fn programme(&self, id: &ProgrammeId) -> Option<&Arc<Programme>> {
        self.programmes.get(id)
    }
    /// All instruments as they are defined, with licence and terms of use; those asked for each area have the items
    /// of one area.
    pub fn entries(&self) -> impl Iterator<Item = &InstrumentEntry> {
        self.entries.values()
    }
    /// The definition of an instrument with its licence.
    pub fn entry(&self, id: &InstrumentId) -> Option<&InstrumentEntry> {
        self.entries.get(id)
    }
    /// An instrument as it is asked in a programme: one that is asked for each area has the items of all its areas
    /// (`<area>`, `<area>.importance`, `<area>.now`).
    pub fn instrument(&self, programme: &ProgrammeId, id: &InstrumentId) -> Option<&Arc<Instrument>> {
        self.expanded.get(programme).and_then(|own| own.get(id)).or_else(|| self.shared.get(id))
    }
    /// Other files of the content: mappings, studies, the package of the training municipality.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

#[cfg(test)]
mod tests;
