//! A contact: meeting, call, message, accompaniment or coordination; held or not, without blame.

use jiff::civil::{Date, Time};

use crate::id::{ContactId, CourseId, UserId};
use crate::programme::AreaKey;
use crate::refusal::{Refusal, RefusalCode};

/// Longest contact, minutes (a whole day).
pub const MINUTES_MAX: u16 = 24 * 60;

crate::coded! {
    /// What it was.
    ContactKind {
        /// Face to face.
        Meeting = "meeting",
        /// By telephone.
        Call = "call",
        /// Text message or chat.
        Message = "message",
        /// Going along to somebody.
        Accompaniment = "accompaniment",
        /// With others about the course, without the citizen.
        Coordination = "coordination",
    }
}

crate::coded! {
    /// Support to the citizen, or coordination around her.
    ContactRole {
        /// Support.
        Support = "support",
        /// Coordination.
        Coordination = "coordination",
    }
}

crate::coded! {
    /// How it went.
    ContactOutcome {
        /// It took place.
        Held = "held",
        /// It was moved to another time.
        Moved = "moved",
        /// It did not take place.
        Missed = "missed",
        /// Nobody answered.
        Unanswered = "unanswered",
    }
}

crate::coded! {
    /// Whether a new time was offered when a contact was moved or did not take place.
    NewTime {
        /// Yes.
        Offered = "offered",
        /// No.
        NotOffered = "not_offered",
        /// Not yet; the worker takes it up later.
        Later = "later",
    }
}

crate::coded! {
    /// Where.
    ContactPlace {
        /// Out in the community.
        Community = "community",
        /// At the citizen's home.
        Home = "home",
        /// At the team's place.
        Office = "office",
        /// At another service.
        OtherService = "other_service",
        /// Not at a place (telephone, message).
        None = "none",
    }
}

crate::coded! {
    /// Who joined besides citizen and worker.
    Participant {
        /// Private network.
        Network = "network",
        /// An NGO.
        Ngo = "ngo",
        /// Another municipal service.
        Municipality = "municipality",
        /// Health services.
        Health = "health",
        /// A colleague.
        Colleague = "colleague",
        /// Somebody else.
        Other = "other",
    }
}

crate::coded! {
    /// A meeting with a special place in the method.
    MeetingKind {
        /// The first meeting.
        First = "first",
        /// The meeting that marks the transfer to the network.
        Transfer = "transfer",
        /// The last meeting, looking back.
        Last = "last",
    }
}

/// A contact's countable facts; the note is sealed apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// The course.
    pub course: CourseId,
    /// Who was in contact.
    pub worker: UserId,
    /// Day.
    pub date: Date,
    /// Time of day, if noted.
    pub time: Option<Time>,
    /// What it was.
    pub kind: ContactKind,
    /// Support or coordination.
    pub role: ContactRole,
    /// How it went.
    pub outcome: ContactOutcome,
    /// Whether a new time was offered, if it was moved or did not take place and that was noted.
    pub new_time: Option<NewTime>,
    /// Minutes, if noted.
    pub minutes: Option<u16>,
    /// Where, if noted.
    pub place: Option<ContactPlace>,
    /// Who joined.
    pub joined: Vec<Participant>,
    /// Special meeting of the method.
    pub meeting: Option<MeetingKind>,
    /// Areas touched, as keys of the programme.
    pub areas: Vec<AreaKey>,
}

impl Contact {
    /// True when citizen and worker reached each other.
    pub fn two_way(&self) -> bool {
        self.outcome == ContactOutcome::Held && self.kind != ContactKind::Coordination
    }
}

/// True when a contact that went so may say whether a new time was offered.
pub fn asks_new_time(outcome: ContactOutcome) -> bool {
    matches!(outcome, ContactOutcome::Moved | ContactOutcome::Missed)
}

/// The role that follows from the kind, when nothing else is said.
pub fn usual_role(kind: ContactKind) -> ContactRole {
    match kind {
        ContactKind::Coordination => ContactRole::Coordination,
        _ => ContactRole::Support,
    }
}

/// Checks a contact on the day it is recorded and lets go of what does not belong to its kind: a coordination has
/// no outcome but held, what did not take place has no minutes, what took place needs no new time.
///
/// # Errors
/// Every fault: a date after today (`future`), minutes beyond a day (`range`).
pub fn parse(mut contact: Contact, today: Date) -> Result<Contact, Vec<Refusal>> {
    let mut faults = Vec::new();
    if contact.date > today {
        faults.push(Refusal::of("date", RefusalCode::DateInFuture));
    }
    if contact.minutes.is_some_and(|minutes| minutes == 0 || minutes > MINUTES_MAX) {
        faults.push(Refusal::of("minutes", RefusalCode::OutOfRange).with("min", 1).with("max", MINUTES_MAX));
    }
    if contact.kind == ContactKind::Coordination {
        contact.outcome = ContactOutcome::Held;
    }
    if contact.outcome != ContactOutcome::Held {
        contact.minutes = None;
    }
    contact.new_time = contact.new_time.filter(|_| asks_new_time(contact.outcome));
    contact.areas.sort_unstable();
    contact.areas.dedup();
    contact.joined.sort_unstable();
    contact.joined.dedup();
    if faults.is_empty() { Ok(contact) } else { Err(faults) }
}
