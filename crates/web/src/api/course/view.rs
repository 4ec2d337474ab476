//! A course as a whole: everything its page shows, as JSON.

use std::collections::HashSet;

use domain::id::FocusAreaId;
use domain::plan;
use serde::Serialize;
use service::course::{CoursePage, Purpose};
use utoipa::ToSchema;

use super::line::{ClosingView, StageView, WeekView};
use super::parts::{
    AppointmentView, AssignmentView, ContactView, PhaseChangeView, PhaseView, PromiseView, ResponseView,
};
use super::plan::{FocusAreaView, SupporterView};
use crate::api::due::DueView;
use crate::api::wire::{Day, Id, Moment, code};

/// A course with its whole history.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CourseView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// Four characters for reading aloud; either id or code opens the course.
    #[schema(example = "4F7K")]
    pub(crate) code: &'a str,
    /// What the citizen is called here.
    #[schema(example = "Havtorn")]
    pub(crate) alias: &'a str,
    /// By which programme.
    #[schema(example = "cti-9")]
    pub(crate) programme: &'a str,
    /// On which track.
    pub(crate) track: code::Track,
    /// Key of the site, or empty.
    pub(crate) site: &'a str,
    /// The course before it, of a former participant.
    pub(crate) previous: Option<Id>,
    /// Its fixed worker today.
    pub(crate) worker: Option<Id>,
    /// Where it stands.
    pub(crate) stage: StageView,
    /// Phase today: 0 while contact is being made.
    pub(crate) phase: u8,
    /// Week of the phase.
    pub(crate) week: Option<WeekView>,
    /// Day of the first contact.
    pub(crate) first_contact: Day,
    /// First day of phase 1, once it has one.
    pub(crate) start: Option<Day>,
    /// How it ended, if it has.
    pub(crate) closing: Option<ClosingView<'a>>,
    /// Day of the last contact in which both reached each other.
    pub(crate) last_two_way: Day,
    /// Days since.
    pub(crate) days_silent: i32,
    /// How the citizen may be contacted safely.
    pub(crate) safe_contact: Option<&'a str>,
    /// Day that was confirmed.
    pub(crate) safe_contact_confirmed: Option<Day>,
    /// The long-term plan of the last phase.
    pub(crate) long_term_plan: Option<&'a str>,
    /// The phases, once the clock runs.
    pub(crate) phases: Vec<PhaseView>,
    /// Changes of the phases, with why.
    pub(crate) phase_changes: Vec<PhaseChangeView<'a>>,
    /// Who worked on it when.
    pub(crate) assignments: Vec<AssignmentView>,
    /// Contacts, oldest first; those taken back have `undone_at`.
    pub(crate) contacts: Vec<ContactView<'a>>,
    /// Agreed meetings, also those settled.
    pub(crate) appointments: Vec<AppointmentView>,
    /// Promises.
    pub(crate) promises: Vec<PromiseView<'a>>,
    /// The plan: focus areas of all phases, in the order they were chosen.
    pub(crate) plan: Vec<FocusAreaView<'a>>,
    /// The network.
    pub(crate) network: Vec<SupporterView<'a>>,
    /// Filled-in instruments, oldest first; those taken back have `undone_at`.
    pub(crate) responses: Vec<ResponseView<'a>>,
    /// What waits, most urgent first.
    pub(crate) due: Vec<DueView<'a>>,
    /// Why this reading was written down.
    pub(crate) purpose: code::Purpose,
    /// True when the caller may write in it.
    pub(crate) writable: bool,
    /// When it was begun here.
    pub(crate) created_at: Moment,
    /// When anything in it changed last.
    pub(crate) changed_at: Moment,
    /// Counts changes.
    pub(crate) version: i64,
}

impl<'a> CourseView<'a> {
    pub(crate) fn of(page: &'a CoursePage) -> Self {
        let (record, course) = (&*page.record, page.course());
        let (row, purpose) = (&record.row, page.purpose);
        let closing = course.closing().map(ClosingView::from);
        Self {
            id: course.id.into(),
            code: &course.code,
            alias: &row.alias,
            programme: &course.programme.0,
            track: course.track.into(),
            site: &row.site,
            previous: course.previous.map(Id::from),
            worker: page.worker().map(Id::from),
            stage: course.stage.into(),
            phase: page.phase,
            week: page.week().map(WeekView::from),
            first_contact: course.first_contact.into(),
            start: course.start().map(Day),
            closing: closing.map(|closing| ClosingView { note: record.closing_note.as_deref(), ..closing }),
            last_two_way: row.derived.last_two_way.into(),
            days_silent: page.days_silent,
            safe_contact: record.safe_contact.as_deref(),
            safe_contact_confirmed: course.safe_contact_confirmed.map(Day),
            long_term_plan: record.long_term_plan.as_deref(),
            phases: page.schedule.iter().flat_map(|schedule| &schedule.phases).map(PhaseView::from).collect(),
            phase_changes: phase_changes(page),
            assignments: record.assignments.iter().map(AssignmentView::from).collect(),
            contacts: record.contacts.iter().map(ContactView::from).collect(),
            appointments: record.appointments.iter().map(AppointmentView::from).collect(),
            promises: record.promises.iter().map(PromiseView::from).collect(),
            plan: plan(page),
            network: record.supporters.iter().map(SupporterView::from).collect(),
            responses: responses(page).collect(),
            due: page.due.iter().map(DueView::from).collect(),
            purpose: Purpose::into(purpose),
            writable: page.writable,
            created_at: Moment(row.created_at),
            changed_at: Moment(row.changed_at),
            version: course.version,
        }
    }
}

fn phase_changes(page: &CoursePage) -> Vec<PhaseChangeView<'_>> {
    let reason = |id| {
        let known = page.record.reasons.iter().find(|(of, _)| *of == id);
        known.map(|(_, reason)| reason.as_str()).filter(|reason| !reason.is_empty())
    };
    page.course().events.iter().map(|event| PhaseChangeView::of(event, reason(event.id))).collect()
}

fn plan(page: &CoursePage) -> Vec<FocusAreaView<'_>> {
    let record = &page.record;
    if record.focus_areas.is_empty() {
        return Vec::new();
    }
    let areas: Vec<_> = record.focus_areas.iter().map(|entry| entry.area.clone()).collect();
    let in_force: HashSet<FocusAreaId> = plan::phase_in_force(&areas, page.phase.max(1), page.today)
        .map(|phase| plan::standing(&areas, phase, page.today).iter().map(|area| area.id).collect())
        .unwrap_or_default();
    let of = |area: FocusAreaId| {
        record.activities.iter().filter(move |activity| activity.activity.focus_area == area)
    };
    let entries = record.focus_areas.iter();
    entries
        .map(|entry| FocusAreaView::of(entry, of(entry.area.id), in_force.contains(&entry.area.id)))
        .collect()
}

/// The filled-in instruments of a course.
pub(crate) fn responses(page: &CoursePage) -> impl Iterator<Item = ResponseView<'_>> {
    page.record.responses.iter().map(|entry| {
        let instrument = page.content.instrument(&page.programme.id, &entry.response.instrument);
        ResponseView::of(entry, instrument.map(|known| &**known))
    })
}
