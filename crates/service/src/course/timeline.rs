//! The timeline: contacts and milestones of a course, newest first. Nothing of it is stored apart; it is what the
//! record says, in another order.

use std::cmp::Reverse;

use domain::Date;
use domain::assignment::Assignment;
use domain::contact::ContactKind;
use domain::course::Closing;
use domain::phase::{PhaseChange, PhaseEvent, PhaseSpan};
use store::CourseRecord;
use store::record::{ContactEntry, ResponseEntry};

use crate::course::CoursePage;

domain::coded! {
    /// What a timeline shows.
    Filter {
        /// All of it.
        All = "all",
        /// Meetings and accompaniments.
        Meetings = "meetings",
        /// What has a note.
        Notes = "notes",
        /// Filled-in instruments.
        Measurements = "measurements",
        /// Phases, measurements, changes of worker, closing.
        Milestones = "milestones",
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happening<'a> {
    /// A contact.
    Contact(&'a ContactEntry),
    /// An instrument was filled in.
    Response(&'a ResponseEntry),
    /// A phase began.
    PhaseBegan(&'a PhaseSpan),
    /// A phase was changed, with why.
    PhaseChanged(&'a PhaseEvent, &'a str),
    /// Somebody began to work on the course, or to stand in.
    Assigned(&'a Assignment),
    /// It ended.
    Closed(Closing),
    /// The first contact.
    FirstContact,
}

/// An entry of the timeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// Its day.
    pub date: Date,
    /// What happened.
    pub what: Happening<'a>,
}

impl Filter {
    fn shows(self, what: &Happening<'_>) -> bool {
        match (self, what) {
            (Self::All, _)
            | (Self::Measurements, Happening::Response(_))
            | (
                Self::Milestones,
                Happening::Response(_)
                | Happening::PhaseBegan(_)
                | Happening::PhaseChanged(..)
                | Happening::Assigned(_)
                | Happening::Closed(_)
                | Happening::FirstContact,
            ) => true,
            (Self::Meetings, Happening::Contact(entry)) => {
                matches!(entry.contact.kind, ContactKind::Meeting | ContactKind::Accompaniment)
            }
            (Self::Notes, Happening::Contact(entry)) => entry.note.is_some(),
            _ => false,
        }
    }
}

impl CoursePage {
    /// The timeline up to today, newest first; what was taken back is not in it.
    pub fn timeline(&self, filter: Filter) -> Vec<Entry<'_>> {
        let record: &CourseRecord = &self.record;
        // In the order things follow each other on one day: what comes later stands above.
        let mut entries =
            vec![Entry { date: record.row.course.first_contact, what: Happening::FirstContact }];
        entries.extend(self.milestones());
        let responses = record.responses.iter().filter(|entry| entry.undone_at.is_none());
        entries.extend(
            responses.map(|entry| Entry { date: entry.response.date, what: Happening::Response(entry) }),
        );
        let contacts = record.contacts.iter().filter(|entry| entry.undone_at.is_none());
        entries.extend(
            contacts.map(|entry| Entry { date: entry.contact.date, what: Happening::Contact(entry) }),
        );
        entries.extend(self.closing().map(|closing| {
            let date = closing.date.unwrap_or(closing.recorded);
            Entry { date, what: Happening::Closed(closing) }
        }));
        entries.retain(|entry| filter.shows(&entry.what));
        entries.reverse();
        entries.sort_by_key(|entry| Reverse(entry.date));
        entries
    }

    /// Changes of worker and phases.
    fn milestones(&self) -> impl Iterator<Item = Entry<'_>> {
        let last = self.closing().and_then(|closing| closing.date).unwrap_or(self.today).min(self.today);
        let ties = self.record.assignments.iter().filter(|tie| tie.from <= self.today);
        let ties = ties.map(|tie| Entry { date: tie.from, what: Happening::Assigned(tie) });
        let spans = self.schedule.iter().flat_map(|schedule| &schedule.phases);
        let spans = spans.filter(move |span| span.start <= last);
        let spans = spans.map(|span| Entry { date: span.start, what: Happening::PhaseBegan(span) });
        let changes = self.course().events.iter().map(|event| {
            let reason = self.record.reasons.iter().find(|(id, _)| *id == event.id);
            let date = match event.change {
                PhaseChange::Pause { from, .. } => from,
                PhaseChange::EndMoved { .. } => event.recorded,
            };
            let words = reason.map_or("", |(_, words)| words);
            Entry { date, what: Happening::PhaseChanged(event, words) }
        });
        ties.chain(spans).chain(changes)
    }
}
