//! Small programme, instrument and course that the tests share.

use std::collections::BTreeMap;

use domain::Date;
use domain::course::{Course, Stage};
use domain::due::Facts;
use domain::id::{CitizenId, CourseId, OrganisationId, PhaseEventId, UserId};
use domain::instrument::{Band, ChangeLimits, Instrument, InstrumentId, Item, ItemKind, Scoring};
use domain::programme::{
    ContactMaking, Limits, OccasionAt, OccasionPlan, PhaseModel, Programme, ProgrammeId, Text, Track,
};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(crate) fn event_id(n: u128) -> PhaseEventId {
    PhaseEventId::new(uuid(n))
}

fn text(danish: &str) -> Text {
    BTreeMap::from([("da".to_owned(), danish.to_owned())])
}

pub(crate) fn who5() -> Instrument {
    let item = |key: &str| Item {
        key: key.to_owned(),
        text: Text::new(),
        help: Text::new(),
        unit: Text::new(),
        kind: ItemKind::Scale { min: 0, max: 5, labels: Vec::new(), highest_first: true },
        scored: true,
        optional: false,
    };
    let band =
        |up_to: f64, key: &str, at_risk| Band { up_to, key: key.to_owned(), text: Text::new(), at_risk };
    Instrument {
        id: InstrumentId("who5".to_owned()),
        version: "1".to_owned(),
        name: text("Trivsel"),
        short_name: text("WHO-5"),
        instruction: Text::new(),
        period: Text::new(),
        attribution: Text::new(),
        items: ["happy", "calm", "active", "rested", "interest"].map(item).to_vec(),
        scoring: Some(Scoring::SumTimes { factor: 4.0 }),
        bands: vec![
            band(35.0, "high_risk", true),
            band(50.0, "risk", true),
            band(100.0, "no_immediate_risk", false),
        ],
        change: Some(ChangeLimits {
            relevant: 10.0,
            relevant_source: "convention".to_owned(),
            reliable: Some(23.6),
            reliable_source: None,
        }),
        texts_installed: false,
        citizen_answers: true,
    }
}

pub(crate) fn programme(months: u8) -> Programme {
    let phase = |every: u16| PhaseModel { months, name: Text::new(), contact_every_days: every };
    let occasion = |key: &str, at| OccasionPlan {
        key: key.to_owned(),
        name: Text::new(),
        at,
        opens_days_before: 14,
        closes_days_after: 14,
        optional: false,
        instruments: vec![InstrumentId("who5".to_owned())],
    };
    Programme {
        id: ProgrammeId("cti".to_owned()),
        version: "1".to_owned(),
        name: text("Åben dør"),
        description: Text::new(),
        archived: false,
        tracks: Track::ALL.to_vec(),
        contact_making: ContactMaking { name: Text::new(), contact_every_days: 7 },
        phases: vec![phase(7), phase(14), phase(30)],
        areas: Vec::new(),
        life_areas: Vec::new(),
        occasions: vec![
            occasion("start", OccasionAt::Start),
            occasion("phase1", OccasionAt::PhaseEnd(1)),
            occasion("closing", OccasionAt::Closing),
        ],
        limits: Limits {
            caseload_per_full_time: 20,
            focus_areas_min: 3,
            focus_areas_max: 5,
            meeting_interval_days: 28,
            phase_weights: vec![1.0, 0.5],
            full_course_months: 10.0,
        },
        pause_moves_phases: true,
        funding_ends: None,
    }
}

pub(crate) fn course() -> Course {
    Course {
        id: CourseId::new(uuid(1)),
        organisation: OrganisationId::new(uuid(2)),
        citizen: CitizenId::new(uuid(3)),
        programme: ProgrammeId("cti".to_owned()),
        track: Track::NoName,
        code: "4F7K".to_owned(),
        previous: None,
        first_contact: day("2026-04-10"),
        stage: Stage::ContactMaking,
        events: Vec::new(),
        safe_contact_confirmed: None,
        version: 1,
    }
}

pub(crate) fn running() -> Course {
    course().begin(day("2026-05-04")).unwrap()
}

pub(crate) fn facts(course: Course) -> Facts {
    Facts {
        course,
        worker: Some(UserId::new(uuid(9))),
        last_two_way: Some(day("2026-11-19")),
        plan_changed: Some(day("2026-09-10")),
        answered: ["start", "phase1"].map(|key| (InstrumentId("who5".to_owned()), key.to_owned())).to_vec(),
        promises: Vec::new(),
        decisions: Vec::new(),
        has_safe_contact: false,
    }
}
