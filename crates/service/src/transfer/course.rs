//! One course of a package → statements of the store, with a key of its own. What the record needs and the package
//! does not say is taken from what lies nearest, and the difference is kept.

use std::collections::BTreeMap;

use domain::contact::{Contact, ContactPlace, Participant};
use domain::course::{Closing, ClosingReason, Course, Stage};
use domain::id::{
    AssignmentId, CitizenId, ContactId, CourseId, PhaseEventId, ResponseId, SupporterId, UserId,
};
use domain::instrument::InstrumentId;
use domain::network::{Supporter, SupporterKind};
use domain::phase::{Cause, MoveKind, PhaseChange, PhaseEvent};
use domain::plan::FocusArea;
use domain::policy::Scope;
use domain::programme::Programme;
use domain::response::{Answers, Informer, Mode, Response};
use domain::{Date, scoring};
use evaluation::package::codes::{PhaseEventKind, Status};
use evaluation::package::schema::Row;
use evaluation::package::{self as tables, Id};
use store::Statement;
use store::keys::CourseKey;
use store::record::course::NewCourse;
use store::record::{Derived, assignment, contact, kept, phase_event, response, supporter};
use uuid::Uuid;

use super::kept::differences;
use super::{answers, ids, rows};
use crate::context::Context;
use crate::course::alias;
use crate::error::Error;

/// The rows of one course.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    pub(super) course: Option<&'a tables::Course>,
    pub(super) phase_events: Vec<&'a tables::PhaseEvent>,
    pub(super) responses: Vec<(&'a tables::Response, Vec<&'a tables::Answer>)>,
    pub(super) contacts: Vec<&'a tables::Contact>,
    pub(super) assignments: Vec<&'a tables::Assignment>,
    pub(super) focus_areas: Vec<&'a tables::FocusArea>,
    pub(super) activities: Vec<&'a tables::Activity>,
    pub(super) supporters: Vec<&'a tables::Supporter>,
}

/// What all courses of an import have in common.
pub(super) struct House<'a> {
    pub(super) ctx: &'a Context,
    pub(super) scope: &'a Scope,
    pub(super) programme: &'a Programme,
    pub(super) data_cut: Date,
}

/// One course on its way in.
pub(super) struct Maker<'a> {
    pub(super) house: &'a House<'a>,
    pub(super) key: CourseKey,
    pub(super) id: CourseId,
    /// Stands in for a day that the package does not say.
    pub(super) day: Date,
    /// Stands in for a worker that it does not say.
    worker: UserId,
    pub(super) statements: Vec<Statement>,
    events: Vec<PhaseEvent>,
    ties: Vec<domain::assignment::Assignment>,
    contacts: Vec<Contact>,
    pub(super) areas: Vec<FocusArea>,
    pub(super) plan_changed: Option<Date>,
    answered: Vec<(InstrumentId, String)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(house: &'a House<'a>, key: CourseKey, id: CourseId, group: &Group<'_>) -> Self {
        let course = group.course;
        let contacts = group.contacts.iter().map(|contact| contact.date);
        let known = course.and_then(|course| course.first_contact.or(course.start));
        let day = known.or_else(|| contacts.min()).unwrap_or(house.data_cut);
        let tied = group.assignments.last().map(|tie| UserId::new(ids::to_uuid(tie.worker.as_str())));
        Self {
            house,
            key,
            id,
            day,
            worker: tied.unwrap_or_else(|| house.scope.actor()),
            statements: Vec::new(),
            events: Vec::new(),
            ties: Vec::new(),
            contacts: Vec::new(),
            areas: Vec::new(),
            plan_changed: None,
            answered: Vec::new(),
        }
    }

    /// The focus areas that the record has already, for activities that come later.
    pub(super) fn with_areas(mut self, areas: Vec<FocusArea>) -> Self {
        self.areas = areas;
        self
    }

    /// All that happens within the course.
    pub(super) fn history(&mut self, group: &Group<'_>) -> Result<(), Error> {
        for row in &group.phase_events {
            self.phase_event(row)?;
        }
        for row in &group.assignments {
            self.assignment(row)?;
        }
        for row in &group.contacts {
            self.contact(row)?;
        }
        for (row, given) in &group.responses {
            self.response(row, given);
        }
        for row in &group.focus_areas {
            self.focus_area(row)?;
        }
        for row in &group.activities {
            self.activity(row)?;
        }
        for row in &group.supporters {
            self.supporter(row)?;
        }
        Ok(())
    }

    /// The statements of a course that is new: itself first.
    pub(super) fn begin(mut self, row: &tables::Course, citizen: CitizenId) -> Result<Vec<Statement>, Error> {
        let (ctx, scope) = (self.house.ctx, self.house.scope);
        let course = Course {
            id: self.id,
            organisation: scope.organisation(),
            citizen,
            programme: self.house.programme.id.clone(),
            track: row.track,
            code: code(row.course_id.as_str(), self.id.uuid()),
            previous: row.previous_course.as_ref().map(|id| CourseId::new(ids::to_uuid(id.as_str()))),
            first_contact: self.day,
            stage: self.stage(row),
            events: std::mem::take(&mut self.events),
            safe_contact_confirmed: None,
            version: 1,
        };
        let site = row.site.as_ref().map_or_else(String::new, ToString::to_string);
        let plan_date = self.areas.iter().map(|area| area.chosen).min();
        let closing_form = self.answered.iter().any(|(instrument, _)| instrument.as_str() == "closing");
        let made = rows::course(&course, &site, self.house.programme, (plan_date, closing_form));
        self.keep(made, row, self.id.uuid());
        let today = ctx.today();
        let derived = Derived {
            worker: domain::assignment::worker_on(&self.ties, today),
            last_two_way: domain::silence::last_two_way(&self.contacts, today).unwrap_or(self.day),
            plan_changed: self.plan_changed,
            answered: std::mem::take(&mut self.answered),
        };
        let alias = alias::suggest(ctx, &[])?;
        let new = NewCourse { course, site, alias, safe_contact: None, derived };
        let entropy = &mut ctx.randomness();
        let first = store::record::course::insert(scope, &self.key, &new, ctx.now(), entropy)?;
        let mut statements = Vec::with_capacity(self.statements.len() + 1);
        statements.push(first);
        statements.append(&mut self.statements);
        Ok(statements)
    }

    /// The statements that go into a course which the record has.
    pub(super) fn add(mut self) -> Vec<Statement> {
        let (scope, now) = (self.house.scope, self.house.ctx.now());
        let today = self.house.ctx.today();
        if let Some(day) = domain::silence::last_two_way(&self.contacts, today) {
            self.statements.push(store::record::course::contact_made(scope, self.id, day, now));
        }
        if let Some(day) = self.plan_changed {
            self.statements.push(store::record::course::plan_changed(scope, self.id, day, now));
        }
        for (instrument, occasion) in &self.answered {
            let pair = (instrument, occasion.as_str());
            self.statements.push(store::record::course::answered(scope, self.id, pair, now));
        }
        self.statements
    }

    fn stage(&self, row: &tables::Course) -> Stage {
        match (row.status, row.start) {
            (Status::Closed, start) => Stage::Closed {
                start,
                closing: Closing {
                    date: row.closing_date,
                    reason: row.closing_reason.unwrap_or(ClosingReason::NotKnown),
                    decided_by: row.decided_by,
                    follow_up: row.follow_up,
                    recorded: row.closing_date.unwrap_or(self.house.data_cut),
                },
            },
            (Status::Running, Some(start)) => Stage::Running { start },
            _ => Stage::ContactMaking,
        }
    }

    /// Keeps what the row says and the record would not.
    pub(super) fn keep<R: Row + PartialEq>(&mut self, made: Option<R>, wanted: &R, id: Uuid) {
        if let Some(facts) = made.and_then(|made| differences(&made, wanted)) {
            self.kept(R::TABLE.name, id, facts);
        }
    }

    pub(super) fn kept(&mut self, table: &'static str, id: Uuid, facts: String) {
        let programme = &self.house.programme.id;
        self.statements.push(kept::insert(self.house.scope, (table, id), programme, facts));
    }

    fn phase_event(&mut self, row: &tables::PhaseEvent) -> Result<(), Error> {
        let ctx = self.house.ctx;
        let moved = |kind| match (row.phase.and_then(|phase| u8::try_from(phase).ok()), row.to) {
            (Some(phase), Some(to)) => Some(PhaseChange::EndMoved { phase, to, kind }),
            _ => None,
        };
        let change = match row.kind {
            PhaseEventKind::Pause => row.from.map(|from| PhaseChange::Pause { from, to: row.to }),
            PhaseEventKind::Extension => moved(MoveKind::Extension),
            PhaseEventKind::EarlyEnd => moved(MoveKind::EarlyEnd),
            PhaseEventKind::Correction => moved(MoveKind::Correction),
        };
        // The rules of the package see to it that one of the two is there.
        let Some(change) = change else { return Ok(()) };
        let event = PhaseEvent {
            id: PhaseEventId::new(ctx.uuid()?),
            recorded: row.recorded.or(row.from).or(row.to).unwrap_or(self.day),
            cause: row.cause.unwrap_or(Cause::Programme),
            change,
        };
        self.keep(rows::phase_event(self.id.uuid(), &event), row, event.id.uuid());
        let scope = self.house.scope;
        let insert = phase_event::insert(scope, &self.key, &event, "", &mut ctx.randomness())?;
        self.statements.push(insert);
        self.events.push(event);
        Ok(())
    }

    fn assignment(&mut self, row: &tables::Assignment) -> Result<(), Error> {
        let tie = domain::assignment::Assignment {
            id: AssignmentId::new(self.house.ctx.uuid()?),
            course: self.id,
            worker: user(&row.worker),
            role: row.role,
            from: row.from,
            to: row.to,
        };
        self.keep(rows::assignment(&tie), row, tie.id.uuid());
        self.statements.push(assignment::insert(self.house.scope, &tie));
        self.ties.push(tie);
        Ok(())
    }

    fn contact(&mut self, row: &tables::Contact) -> Result<(), Error> {
        let ctx = self.house.ctx;
        let made = Contact {
            id: ContactId::new(ids::to_uuid(row.contact_id.as_str())),
            course: self.id,
            worker: row.worker.as_ref().map_or(self.worker, user),
            date: row.date,
            time: row.time,
            kind: row.kind,
            role: row.role,
            outcome: row.outcome,
            new_time: row.new_time,
            minutes: row.minutes.and_then(|minutes| u16::try_from(minutes).ok()),
            place: row.place.as_ref().and_then(|place| ContactPlace::parse(place.as_str())),
            joined: row.joined.0.iter().filter_map(|code| Participant::parse(code.as_str())).collect(),
            meeting: row.meeting,
            areas: row.areas.0.iter().map(ToString::to_string).collect(),
        };
        self.keep(rows::contact(&made), row, made.id.uuid());
        let scope = self.house.scope;
        let insert = contact::insert(scope, &self.key, &made, None, ctx.now(), &mut ctx.randomness())?;
        self.statements.push(insert);
        self.contacts.push(made);
        Ok(())
    }

    fn response(&mut self, row: &tables::Response, given: &[&tables::Answer]) {
        let ctx = self.house.ctx;
        let instrument = InstrumentId(row.instrument.to_string());
        let definition = ctx.content.instrument(&self.house.programme.id, &instrument);
        let mut answers = Answers::new();
        if let Some(definition) = definition {
            // What does not fit was refused by the check before.
            answers.extend(given.iter().filter_map(|answer| {
                let item = answer.item.as_str();
                Some((item.to_owned(), answers::recorded(definition, item, &answer.value).ok()?))
            }));
        }
        let made = Response {
            id: ResponseId::new(ids::to_uuid(row.response_id.as_str())),
            course: self.id,
            version: row.version.to_string(),
            occasion: row.occasion.to_string(),
            date: row.date.unwrap_or(self.day),
            mode: row.mode.unwrap_or(Mode::Interview),
            informer: row.informer.unwrap_or(Informer::Citizen),
            score: definition.and_then(|definition| scoring::score(definition, &answers)),
            answers,
            instrument,
        };
        self.keep(rows::response(&made), row, made.id.uuid());
        self.statements.push(response::insert(self.house.scope, &made, None, ctx.now()));
        self.answered.push((made.instrument, made.occasion));
    }

    fn supporter(&mut self, row: &tables::Supporter) -> Result<(), Error> {
        let ctx = self.house.ctx;
        let made = Supporter {
            id: SupporterId::new(ids::to_uuid(row.supporter_id.as_str())),
            course: self.id,
            kind: SupporterKind::parse(row.kind.as_str()).unwrap_or(SupporterKind::Other),
            strength: row.strength,
            team_strength: row.team_strength,
            since: row.since.unwrap_or(self.day),
            takes_over: row.takes_over.unwrap_or(false),
            holding: row.holds,
            municipal_entry: row.municipal_entry.unwrap_or(false),
            ended: row.ended,
        };
        self.keep(rows::supporter(&made), row, made.id.uuid());
        let scope = self.house.scope;
        let insert = supporter::insert(scope, &self.key, &made, (None, None), &mut ctx.randomness())?;
        self.statements.push(insert);
        Ok(())
    }
}

fn user(id: &Id) -> UserId {
    UserId::new(ids::to_uuid(id.as_str()))
}

/// The code of a course that comes from elsewhere: its pseudonymous id where that is short, else eight letters of its
/// UUID's own randomness.
fn code(text: &str, id: Uuid) -> String {
    if ids::to_text(id) == text && Uuid::parse_str(text).is_err() {
        return text.to_owned();
    }
    let letters: BTreeMap<usize, char> = (0..).zip("23456789BCDFGHJKMNPRSTVX".chars()).collect();
    let letter = |byte: &u8| letters.get(&(usize::from(*byte) % letters.len())).copied();
    id.as_bytes().iter().rev().take(8).filter_map(letter).collect()
}
