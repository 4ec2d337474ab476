//! A programme from its file: phases, areas, occasions, limits, with every name in it checked.

use std::collections::BTreeMap;

use domain::instrument::InstrumentId;
use domain::programme::{
    Area, ContactMaking, Limits, OccasionAt, OccasionPlan, PhaseModel, Programme, ProgrammeId, Text, Track,
};
use evaluation::fault::Fault;
use serde::Deserialize;

use super::instrument::InstrumentEntry;
use super::{Source, file::File};

/// Longest phase that is no slip of the pen, months.
const MONTHS_MAX: u8 = 36;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeFile {
    id: String,
    version: String,
    #[serde(default)]
    archived: bool,
    name: Text,
    #[serde(default)]
    lead: Text,
    tracks: Vec<String>,
    contact_making: ContactMakingFile,
    phase: Vec<PhaseFile>,
    limits: LimitsFile,
    #[serde(default)]
    pause: PauseFile,
    area: Vec<AreaFile>,
    #[serde(default)]
    dimension: Vec<AreaFile>,
    occasion: Vec<OccasionFile>,
    #[serde(default)]
    funding_ends: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactMakingFile {
    name: Text,
    every_days: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseFile {
    name: Text,
    months: u8,
    every_days: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsFile {
    caseload_per_full_time: u16,
    #[serde(default)]
    phase_weights: Vec<f64>,
    focus_areas: (u8, u8),
    meeting_every_days: u16,
    full_course_months: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PauseFile {
    moves_phase_end: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaFile {
    key: String,
    da: String,
    en: String,
    /// The area worked on that a rated dimension belongs to.
    area: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OccasionFile {
    key: String,
    anchor: String,
    months: Option<u8>,
    before: u16,
    after: u16,
    name: Text,
    instruments: Vec<String>,
    #[serde(default)]
    optional: bool,
}

/// Loads a programme.
pub(super) fn load(
    source: &Source,
    path: &str,
    instruments: &BTreeMap<InstrumentId, InstrumentEntry>,
) -> Result<Programme, Vec<Fault>> {
    let mut file = File::open(source, path).map_err(|fault| vec![fault])?;
    let read: ProgrammeFile = file.parse().map_err(|fault| vec![fault])?;
    check(&read, instruments, &mut file);
    let phases = u8::try_from(read.phase.len()).unwrap_or(u8::MAX);
    let tracks = read.tracks.iter().filter_map(|key| track(key)).collect();
    let occasions: Vec<OccasionPlan> =
        read.occasion.iter().filter_map(|occasion| occasion_of(occasion, phases, &mut file)).collect();
    let areas: Vec<Area> = read.area.iter().map(area_of).collect();
    let life_areas =
        if read.dimension.is_empty() { areas.clone() } else { read.dimension.iter().map(area_of).collect() };
    let funding_ends = read.funding_ends.as_deref().and_then(|day| {
        let parsed = day.parse().ok();
        if parsed.is_none() {
            file.invalid("funding_ends", day, "2026-12-31");
        }
        parsed
    });
    let programme = Programme {
        id: ProgrammeId(read.id),
        version: read.version,
        name: read.name,
        description: read.lead,
        archived: read.archived,
        tracks,
        contact_making: ContactMaking {
            name: read.contact_making.name,
            contact_every_days: read.contact_making.every_days,
        },
        phases: read.phase.into_iter().map(phase_of).collect(),
        areas,
        life_areas,
        occasions,
        limits: Limits {
            caseload_per_full_time: read.limits.caseload_per_full_time,
            focus_areas_min: read.limits.focus_areas.0,
            focus_areas_max: read.limits.focus_areas.1,
            meeting_interval_days: read.limits.meeting_every_days,
            phase_weights: read.limits.phase_weights,
            full_course_months: read.limits.full_course_months,
        },
        pause_moves_phases: read.pause.moves_phase_end,
        funding_ends,
    };
    file.finish(programme)
}

fn check(read: &ProgrammeFile, instruments: &BTreeMap<InstrumentId, InstrumentEntry>, file: &mut File) {
    if !read.name.contains_key("da") {
        file.missing("name.da");
    }
    if !file.name.ends_with(&format!("/{}.toml", read.id)) {
        file.invalid("id", &read.id, "the name of its file");
    }
    for key in read.tracks.iter().filter(|key| track(key).is_none()) {
        file.unknown("tracks", key, ["counselling", "decided"]);
    }
    if read.phase.is_empty() {
        file.missing("phase");
    }
    for phase in read.phase.iter().filter(|phase| phase.months == 0 || phase.months > MONTHS_MAX) {
        file.invalid("months", &phase.months.to_string(), "1–36");
    }
    file.twice(read.area.iter().map(|area| area.key.as_str()));
    file.twice(read.occasion.iter().map(|occasion| occasion.key.as_str()));
    let areas: Vec<&str> = read.area.iter().map(|area| area.key.as_str()).collect();
    for area in read.dimension.iter().filter_map(|dimension| dimension.area.as_deref()) {
        if !areas.contains(&area) {
            file.unknown("area", area, areas.iter().copied());
        }
    }
    for instrument in read.occasion.iter().flat_map(|occasion| &occasion.instruments) {
        if !instruments.contains_key(&InstrumentId(instrument.clone())) {
            file.unknown("instruments", instrument, instruments.keys().map(InstrumentId::as_str));
        }
    }
}

fn track(key: &str) -> Option<Track> {
    match key {
        "counselling" => Some(Track::NoName),
        "decided" => Some(Track::Decided),
        _ => None,
    }
}

fn area_of(area: &AreaFile) -> Area {
    let name =
        [("da", &area.da), ("en", &area.en)].map(|(language, name)| (language.to_owned(), name.clone()));
    Area { key: area.key.clone(), name: Text::from(name) }
}

fn phase_of(phase: PhaseFile) -> PhaseModel {
    PhaseModel { months: phase.months, name: phase.name, contact_every_days: phase.every_days }
}

fn occasion_of(occasion: &OccasionFile, phases: u8, file: &mut File) -> Option<OccasionPlan> {
    let Some(at) = anchor(&occasion.anchor, occasion.months, phases) else {
        file.invalid("anchor", &occasion.anchor, "start, phase1_end …, closing");
        return None;
    };
    Some(OccasionPlan {
        key: occasion.key.clone(),
        name: occasion.name.clone(),
        at,
        opens_days_before: occasion.before,
        closes_days_after: occasion.after,
        optional: occasion.optional,
        instruments: occasion.instruments.iter().map(|id| InstrumentId(id.clone())).collect(),
    })
}

fn anchor(anchor: &str, months: Option<u8>, phases: u8) -> Option<OccasionAt> {
    match (anchor, months) {
        ("start", None) => Some(OccasionAt::Start),
        ("closing", None) => Some(OccasionAt::Closing),
        ("closing", Some(months)) => Some(OccasionAt::AfterClosing(months)),
        (phase, None) => {
            let number = phase.strip_prefix("phase")?.strip_suffix("_end")?.parse().ok()?;
            (1..=phases).contains(&number).then_some(OccasionAt::PhaseEnd(number))
        }
        _ => None,
    }
}
