//! A programme as the report describes it: what was planned, taken from the programme's file and its instruments.

use domain::instrument::InstrumentId;
use domain::programme::{Programme, ProgrammeId};
use evaluation::findings::{self, PlannedInstrument, PlannedPhase};

use super::Content;

impl Content {
    /// What the report says of a programme; absent when the content does not know it.
    pub fn described(&self, programme: &str) -> Option<findings::Programme> {
        let programme = self.programme(&ProgrammeId(programme.to_owned()))?;
        let limits = &programme.limits;
        let phases = (1_u8..).zip(&programme.phases).map(|(phase, model)| PlannedPhase {
            phase,
            name: model.name.clone(),
            months: u64::from(model.months),
            contact_every_days: u64::from(model.contact_every_days),
        });
        Some(findings::Programme {
            key: programme.id.0.clone(),
            version: programme.version.clone(),
            name: programme.name.clone(),
            description: programme.description.clone(),
            contact_making_every_days: u64::from(programme.contact_making.contact_every_days),
            phases: phases.collect(),
            areas: programme.areas.iter().map(|area| area.name.clone()).collect(),
            focus_areas: [f64::from(limits.focus_areas_min), f64::from(limits.focus_areas_max)],
            caseload_per_full_time: u64::from(limits.caseload_per_full_time),
            meeting_every_days: u64::from(limits.meeting_interval_days),
            pause_moves_phases: programme.pause_moves_phases,
            instruments: self.instruments_of(programme),
        })
    }

    /// The instruments of a programme, in the order in which they first fall due.
    fn instruments_of(&self, programme: &Programme) -> Vec<PlannedInstrument> {
        let mut ids: Vec<&InstrumentId> = Vec::new();
        for id in programme.occasions.iter().flat_map(|occasion| &occasion.instruments) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.into_iter()
            .filter_map(|id| self.entry(id))
            .map(|entry| {
                let id = &entry.definition.id;
                let due = programme.occasions.iter().filter(|occasion| occasion.instruments.contains(id));
                PlannedInstrument {
                    key: id.0.clone(),
                    title: entry.definition.name.clone(),
                    version: entry.definition.version.clone(),
                    holder: entry.licence.holder.clone(),
                    occasions: due.map(|occasion| occasion.key.clone()).collect(),
                }
            })
            .collect()
    }
}
