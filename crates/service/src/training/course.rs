//! One invented course as a whole: where it stands by the script, what was lived through, and the statements that
//! write it.

use domain::Date;
use domain::appointment::{Appointment, Promise};
use domain::assignment::{Assignment, AssignmentRole};
use domain::contact::{ContactKind, ContactPlace};
use domain::course::{Closing, Course, Stage};
use domain::id::{CitizenId, CourseId, UserId};
use domain::phase::{PhaseEvent, add_months};
use domain::policy::Scope;
use domain::programme::{Programme, ProgrammeId, Track};
use domain::response::Response;
use store::record::course::NewCourse;
use store::record::{
    Derived, Word, activity, appointment, assignment, contact, course, focus_area, phase_event, promise,
    response, supporter,
};
use store::{DAY, Statement, Store, StoreError};
use vault::Entropy;

use super::life::Life;

/// A course with its whole history.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) course: Course,
    pub(super) alias: String,
    pub(super) new_citizen: bool,
    pub(super) safe_contact: Option<String>,
    pub(super) closing_note: Option<String>,
    pub(super) long_term_plan: Option<String>,
    /// Changes of the phases with their reasons.
    pub(super) reasons: Vec<(PhaseEvent, String)>,
    pub(super) assignments: Vec<Assignment>,
    pub(super) appointments: Vec<Appointment>,
    pub(super) responses: Vec<Response>,
    pub(super) life: Life,
}

/// A day as a moment, nine in the morning or so: for ids and for when something was recorded.
pub(super) fn moment(day: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    i64::from(domain::silence::days_between(epoch, day)) * DAY + 9 * 3_600_000_000
}

/// The first day of phase 1 when a phase began on a day by the model.
pub(super) fn start_of(programme: &Programme, phase: u8, began: Date) -> Date {
    let before = programme.phases.iter().take(usize::from(phase.saturating_sub(1)));
    add_months(began, -before.map(|model| i32::from(model.months)).sum::<i32>())
}

/// A course before anything happened in it.
pub(super) fn bare(
    (id, citizen): (CourseId, CitizenId),
    scope: &Scope,
    programme: &ProgrammeId,
    (track, code): (Track, String),
    first_contact: Date,
) -> Course {
    Course {
        id,
        organisation: scope.organisation(),
        citizen,
        programme: programme.clone(),
        track,
        code,
        previous: None,
        first_contact,
        stage: Stage::ContactMaking,
        events: Vec::new(),
        safe_contact_confirmed: None,
        version: 1,
    }
}

impl Whole {
    /// A course in which nothing has happened yet.
    pub(super) fn new(course: Course, alias: &str) -> Self {
        Self {
            course,
            alias: alias.to_owned(),
            new_citizen: true,
            safe_contact: None,
            closing_note: None,
            long_term_plan: None,
            reasons: Vec::new(),
            assignments: Vec::new(),
            appointments: Vec::new(),
            responses: Vec::new(),
            life: Life::default(),
        }
    }

    /// Ends the course.
    pub(super) fn close(&mut self, closing: Closing) {
        self.course.stage = Stage::Closed { start: self.course.start(), closing };
    }

    /// Adds a tie of a worker.
    pub(super) fn tie(
        &mut self,
        id: uuid::Uuid,
        worker: UserId,
        role: AssignmentRole,
        days: (Date, Option<Date>),
    ) {
        let (from, to) = days;
        let assignment = Assignment { id: id.into(), course: self.course.id, worker, role, from, to };
        self.assignments.push(assignment);
    }

    /// Adds an agreed meeting.
    pub(super) fn agree(
        &mut self,
        id: uuid::Uuid,
        worker: UserId,
        date: Date,
        time: Option<jiff::civil::Time>,
    ) {
        self.appointments.push(Appointment {
            id: id.into(),
            course: self.course.id,
            worker,
            date,
            time,
            kind: ContactKind::Meeting,
            place: Some(ContactPlace::Community),
        });
    }

    /// Adds a promise that is still open.
    pub(super) fn promise(&mut self, id: uuid::Uuid, worker: UserId, days: (Date, Date), what: String) {
        let (made, until) = days;
        let promise = Promise { id: id.into(), course: self.course.id, worker, made, until, kept: None };
        self.life.promises.push((promise, what));
    }

    fn derived(&self, today: Date) -> Derived {
        let contacts = self.life.contacts.iter().map(|(contact, _)| contact);
        let chosen = self.life.areas.iter().map(|(area, _)| area.chosen);
        let changed = self.life.activities.iter().map(|(activity, _)| activity.state_date);
        Derived {
            worker: domain::assignment::worker_on(&self.assignments, today),
            last_two_way: domain::silence::last_two_way(contacts, today).unwrap_or(self.course.first_contact),
            plan_changed: chosen.chain(changed).max(),
            answered: self
                .responses
                .iter()
                .map(|response| (response.instrument.clone(), response.occasion.clone()))
                .collect(),
        }
    }

    /// All statements that write it.
    pub(super) fn statements(
        self,
        scope: &Scope,
        store: &Store,
        today: Date,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<Statement>, StoreError> {
        let derived = self.derived(today);
        let begun = moment(self.course.first_contact);
        let subject = ("course", self.course.id.uuid());
        let (key, wrap) = store.new_key(scope.organisation(), subject, begun, entropy)?;
        let id = self.course.id;
        let mut list = Vec::with_capacity(8 + self.life.contacts.len() * 2);
        list.extend(self.new_citizen.then(|| course::insert_citizen(scope, self.course.citizen, begun)));
        list.push(wrap);
        let new = NewCourse {
            course: self.course,
            site: String::new(),
            alias: self.alias,
            safe_contact: self.safe_contact,
            derived,
        };
        list.push(course::insert(scope, &key, &new, begun, entropy)?);
        for (word, words) in
            [(Word::ClosingNote, self.closing_note), (Word::LongTermPlan, self.long_term_plan)]
        {
            if let Some(words) = words {
                list.push(course::set_word(scope, &key, word, Some(&words), entropy)?);
            }
        }
        for (event, reason) in &self.reasons {
            list.push(phase_event::insert(scope, &key, event, reason, entropy)?);
        }
        list.extend(self.assignments.iter().map(|tie| assignment::insert(scope, tie)));
        list.extend(self.appointments.iter().map(|agreed| appointment::insert(scope, agreed)));
        for answered in &self.responses {
            let by = derived_recorder(&self.assignments, answered.date);
            list.push(response::insert(scope, answered, by, moment(answered.date)));
        }
        debug_assert!(self.life.contacts.iter().all(|(contact, _)| contact.course == id), "of this course");
        list.extend(lived(&self.life, scope, &key, entropy)?);
        Ok(list)
    }
}

fn derived_recorder(assignments: &[Assignment], day: Date) -> Option<UserId> {
    domain::assignment::worker_on(assignments, day)
}

fn lived(
    life: &Life,
    scope: &Scope,
    key: &store::CourseKey,
    entropy: &mut dyn Entropy,
) -> Result<Vec<Statement>, StoreError> {
    let mut list = Vec::new();
    for (made, note) in &life.contacts {
        let recorded = moment(made.date) + 6 * 3_600_000_000;
        list.push(contact::insert(scope, key, made, note.as_deref(), recorded, entropy)?);
    }
    for (area, goal) in &life.areas {
        list.push(focus_area::insert(scope, key, area, Some(goal), entropy)?);
    }
    for (planned, title) in &life.activities {
        list.push(activity::insert(scope, key, planned, title, entropy)?);
    }
    for (known, name, task) in &life.supporters {
        list.push(supporter::insert(scope, key, known, (Some(name), task.as_deref()), entropy)?);
    }
    for (made, what) in &life.promises {
        list.push(promise::insert(scope, key, made, what, entropy)?);
    }
    Ok(list)
}
