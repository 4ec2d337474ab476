//! The closed lists of the package: each code with its meaning in Danish and English. Most are the domain's own
//! lists, so a code is decided there and only explained here; the lists that grow (programmes, places, reasons,
//! items) are plain codes and not listed.

pub use domain::assignment::AssignmentRole;
pub use domain::contact::{ContactKind, ContactOutcome, ContactRole, MeetingKind, NewTime};
pub use domain::course::{ClosingReason, DecidedBy, FollowUpWay};
pub use domain::enquiry::{Door, EnquiryOutcome, TargetGroup};
pub use domain::network::Strength;
pub use domain::phase::Cause;
pub use domain::plan::{ActivityState, GoalResult};
pub use domain::programme::Track;
pub use domain::response::{Informer, Mode};

use super::value::{Cell, CodeMeaning, Kind, Problem};
use crate::fault::FaultCode;

domain::coded! {
    /// Where a course stands at the data cut.
    Status {
        /// Phase 1 has not begun.
        ContactMaking = "contact_making",
        /// In one of the phases.
        Running = "running",
        /// Closed.
        Closed = "closed",
    }
}

domain::coded! {
    /// A change of the planned phases.
    PhaseEventKind {
        /// The course rests.
        Pause = "pause",
        /// A phase was extended.
        Extension = "extension",
        /// A phase ended earlier than planned.
        EarlyEnd = "early_end",
        /// A date was wrong.
        Correction = "correction",
    }
}

macro_rules! meanings {
    ($($name:ident { $($variant:ident: $da:literal, $en:literal;)* })*) => {$(
        impl Cell for $name {
            const KIND: Kind = Kind::OneOf(&[
                $(CodeMeaning { code: $name::$variant.code(), da: $da, en: $en }),*
            ]);
            fn parse(text: &str) -> Result<Self, Problem> {
                Self::parse(text).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|one| one.code()).collect();
                    let known = ("known", known.join(", "));
                    (FaultCode::ValueUnknown, vec![("value", text.to_owned()), known])
                })
            }
            fn write(&self, out: &mut String) {
                // A code without a meaning here would be missing from the data dictionary: this does not compile.
                match self { $(Self::$variant)|* => out.push_str(self.code()) }
            }
        }
    )*};
}

meanings! {
    Track {
        NoName: "Rådgivning uden navn", "Counselling without a name";
        Decided: "Støtte efter afgørelse", "Decided support";
    }
    Status {
        ContactMaking: "Kontaktskabelse: fase 1 er ikke begyndt", "Contact-making: phase 1 has not begun";
        Running: "I gang", "Running";
        Closed: "Afsluttet", "Closed";
    }
    ClosingReason {
        GoalsReached: "Målene er nået", "The goals are reached";
        PhasesDone: "Faserne er gennemført", "The phases are done";
        DidNotWish: "Borgeren ønskede ikke at fortsætte", "The citizen did not wish to go on";
        NoNewWorker: "Borgeren ønskede ikke en ny medarbejder", "The citizen did not want a new worker";
        LostContact: "Kontakten gik tabt", "Contact was lost";
        Moved: "Flyttet", "Moved away";
        Institution: "På institution, hospital eller i fængsel", "In an institution, hospital or prison";
        Died: "Død", "Died";
        ProgrammeStopped: "Indsatsen stoppede", "The programme stopped";
        Other: "Andet", "Something else";
        NotKnown: "Ukendt", "Not known";
    }
    DecidedBy {
        Citizen: "Borgeren", "The citizen";
        Together: "I fællesskab", "Both together";
        Team: "Medarbejder eller team", "The worker or the team";
        Others: "Andre", "Others";
    }
    FollowUpWay {
        Call: "På telefon", "By telephone";
        Message: "På besked", "By message";
        Meeting: "Ved et møde", "At a meeting";
        Supporter: "Gennem en i netværket", "Through somebody in the network";
        No: "Nej tak", "Would rather not";
    }
    PhaseEventKind {
        Pause: "Pause", "Pause";
        Extension: "Fase forlænget", "Phase extended";
        EarlyEnd: "Fase sluttet før tid", "Phase ended early";
        Correction: "Rettelse af en dato", "Correction of a date";
    }
    Cause {
        Citizen: "Borgerens ønske eller situation", "The citizen's wish or situation";
        Surroundings: "Ventetid, lovgivning, andre instanser", "Waiting time, law, other services";
        Programme: "Indsatsen selv", "The programme itself";
    }
    Mode {
        Screen: "På skærm", "On a screen";
        Paper: "På papir", "On paper";
        Interview: "I samtale", "In conversation";
        Phone: "I telefon", "By telephone";
    }
    Informer {
        Citizen: "Borgeren selv", "The citizen alone";
        WithStaff: "Borgeren sammen med en medarbejder", "The citizen together with a worker";
        WithRelative: "Borgeren sammen med en pårørende", "The citizen together with a relative";
        Staff: "En medarbejder", "A worker";
        Relative: "En pårørende", "A relative";
    }
    ContactKind {
        Meeting: "Møde", "Meeting";
        Call: "Telefon", "Telephone call";
        Message: "Sms eller chat", "Message";
        Accompaniment: "Følgeskab", "Accompaniment";
        Coordination: "Kontakt til andre om forløbet", "Contact with others about the course";
    }
    ContactRole {
        Support: "Støtte", "Support";
        Coordination: "Koordinering", "Coordination";
    }
    ContactOutcome {
        Held: "Holdt", "Held";
        Moved: "Flyttet eller aflyst", "Moved or called off";
        Missed: "Mødtes ikke", "Did not meet";
        Unanswered: "Ikke besvaret", "Not answered";
    }
    NewTime {
        Offered: "Ja", "Yes";
        NotOffered: "Nej", "No";
        Later: "Tager fat senere", "Taken up later";
    }
    MeetingKind {
        First: "Første møde", "First meeting";
        Transfer: "Overdragelsesmøde", "Meeting about handing over";
        Last: "Sidste møde", "Last meeting";
    }
    AssignmentRole {
        Worker: "Fast medarbejder", "Fixed worker";
        Deputy: "Stedfortræder", "Deputy";
    }
    GoalResult {
        Reached: "Nået", "Reached";
        Partly: "Delvist", "Partly";
        Not: "Ikke nået", "Not reached";
    }
    ActivityState {
        NotStarted: "Ikke begyndt", "Not begun";
        Started: "I gang", "Under way";
        Waiting: "Venter på andre", "Waiting for others";
        Done: "Gennemført", "Done";
        Dropped: "Afbrudt eller opgivet", "Let go";
    }
    Strength {
        Weak: "Svag", "Weak";
        Some: "Nogen", "Some";
        Strong: "Stærk", "Strong";
    }
    Door {
        Ngo: "NGO", "An NGO";
        Municipality: "Anden kommunal indsats", "Another municipal service";
        Own: "Egen henvendelse", "The person herself";
        Health: "Sundhedsvæsenet", "Health services";
        Other: "Andre", "Somebody else";
    }
    TargetGroup {
        Yes: "Ja", "Yes";
        No: "Nej", "No";
        Grey: "Gråzone", "On the border";
    }
    EnquiryOutcome {
        Course: "Blev til et forløb", "Became a course";
        Waiting: "Venteliste", "Waiting list";
        Referred: "Vist videre", "Shown on to somebody else";
        NotTargetGroup: "Uden for målgruppen", "Outside the target group";
        DoesNotWant: "Ønskede det ikke", "Did not want it";
        NoEnergy: "Havde ikke overskud nu", "Had no energy for it now";
        Lost: "Kontakten gik tabt", "Contact was lost";
    }
}
