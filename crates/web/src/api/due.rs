//! What waits, as JSON: one flat object for each duty, with the numbers of its kind.

use domain::due::{Due, Duty};
use domain::instrument::InstrumentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::wire::{Day, Id, code};

/// A duty: what waits, by when, how it stands with time. Which of the figures are there depends on `duty`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DueView<'a> {
    /// What kind of duty.
    pub(crate) kind: code::DutyKind,
    /// Which duty of that kind.
    #[schema(example = "form")]
    pub(crate) duty: &'static str,
    /// The day by which it was or is to be done.
    pub(crate) day: Day,
    /// How it stands with time.
    pub(crate) urgency: code::Urgency,
    /// Instrument to fill in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "who5")]
    pub(crate) instrument: Option<&'a str>,
    /// Occasion it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "phase1")]
    pub(crate) occasion: Option<&'a str>,
    /// First day it can be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Day>,
    /// Last day in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<Day>,
    /// Phase it is about; 0 while contact is being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phase: Option<u8>,
    /// Days since, or until.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) days: Option<i32>,
    /// Days between contacts that the phase asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rhythm: Option<i32>,
    /// The promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) promise: Option<Id>,
    /// What a team meeting decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) decision: Option<Id>,
    /// Who does what was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) who: Option<Id>,
    /// Instruments of a follow-up that have no answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) instruments: Vec<&'a str>,
    /// How the citizen may be reached for a follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) way: Option<code::FollowUpWay>,
    /// The enquiry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enquiry: Option<Id>,
}

impl<'a> From<&'a Due> for DueView<'a> {
    fn from(due: &'a Due) -> Self {
        let mut view = Self {
            kind: due.duty.kind().into(),
            duty: "",
            day: due.day.into(),
            urgency: due.urgency.into(),
            instrument: None,
            occasion: None,
            from: None,
            to: None,
            phase: None,
            days: None,
            rhythm: None,
            promise: None,
            decision: None,
            who: None,
            instruments: Vec::new(),
            way: None,
            enquiry: None,
        };
        view.fill(&due.duty);
        view
    }
}

impl<'a> DueView<'a> {
    fn fill(&mut self, duty: &'a Duty) {
        match duty {
            Duty::Silent { days, phase, rhythm } => {
                (self.duty, self.days) = ("silent", Some(*days));
                (self.phase, self.rhythm) = (Some(*phase), Some(*rhythm));
            }
            Duty::Form { instrument, occasion, from, to, .. } => {
                (self.duty, self.from, self.to) = ("form", Some(Day(*from)), Some(Day(*to)));
                (self.instrument, self.occasion) = (Some(instrument.as_str()), Some(occasion.as_str()));
            }
            Duty::Baseline { instrument, occasion } => {
                self.duty = "baseline";
                (self.instrument, self.occasion) = (Some(instrument.as_str()), Some(occasion.as_str()));
            }
            Duty::PlanMissing => self.duty = "plan_missing",
            Duty::PlanReview { .. } => self.duty = "plan_review",
            Duty::PhaseChange { phase, days, .. } => {
                (self.duty, self.phase, self.days) = ("phase_change", Some(*phase), Some(*days));
            }
            Duty::Promise { promise, .. } => {
                (self.duty, self.promise) = ("promise", Some((*promise).into()));
            }
            Duty::Decision { decision, who, .. } => {
                (self.duty, self.decision, self.who) =
                    ("decision", Some((*decision).into()), Some((*who).into()));
            }
            Duty::SafeContact { .. } => self.duty = "safe_contact",
            Duty::ClosingForm { instrument, occasion } => {
                self.duty = "closing_form";
                (self.instrument, self.occasion) = (Some(instrument.as_str()), Some(occasion.as_str()));
            }
            Duty::FollowUp { occasion, way, instruments, from, to, .. } => {
                (self.duty, self.from, self.to) = ("follow_up", Some(Day(*from)), Some(Day(*to)));
                (self.occasion, self.way) = (Some(occasion.as_str()), Some(code::FollowUpWay(*way)));
                self.instruments = instruments.iter().map(InstrumentId::as_str).collect();
            }
            Duty::PastEnd { .. } => self.duty = "past_end",
            Duty::Enquiry { enquiry, days } => {
                (self.duty, self.enquiry, self.days) = ("enquiry", Some((*enquiry).into()), Some(*days));
            }
        }
    }
}
