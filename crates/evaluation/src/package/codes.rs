//! The closed lists of the package: each code with its meaning in Danish and English. The lists that grow
//! (programmes, areas, reasons, items) are plain codes and not listed here.

use super::value::{Cell, CodeMeaning, Kind, Problem};
use crate::fault::FaultCode;

macro_rules! closed_list {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal, $da:literal, $en:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $en] $variant),* }

        impl $name {
            /// All values.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Its code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
        impl Cell for $name {
            const KIND: Kind = Kind::OneOf(&[$(CodeMeaning { code: $code, da: $da, en: $en }),*]);
            fn parse(text: &str) -> Result<Self, Problem> {
                match text {
                    $($code => Ok(Self::$variant),)*
                    _ => Err((FaultCode::ValueUnknown, vec![
                        ("value", text.to_owned()),
                        ("known", [$($code),*].join(", ")),
                    ])),
                }
            }
            fn write(&self, out: &mut String) {
                out.push_str(self.code());
            }
        }
    )*};
}

closed_list! {
    /// The legal track of a course.
    Track {
        NoName = "no_name", "Rådgivning uden navn", "Counselling without a name";
        Decided = "decided", "Støtte efter afgørelse", "Decided support";
    }
    /// Where a course stands at the data cut.
    Status {
        ContactMaking = "contact_making", "Kontaktskabelse, fase 1 er ikke begyndt", "Contact-making, phase 1 has not begun";
        Running = "running", "I gang", "Running";
        Closed = "closed", "Afsluttet", "Closed";
    }
    /// Who decided the closing.
    DecidedBy {
        Citizen = "citizen", "Borgeren", "The citizen";
        Team = "team", "Medarbejder eller team", "The worker or the team";
        Both = "both", "I fællesskab", "Both together";
        Surroundings = "surroundings", "Omstændigheder uden for forløbet", "Circumstances outside the course";
    }
    /// A change of the planned phases.
    PhaseEventKind {
        Pause = "pause", "Pause", "Pause";
        Extension = "extension", "Forlængelse", "Extension";
        EarlyEnd = "early_end", "Fase sluttet før tid", "Phase ended early";
        Correction = "correction", "Rettelse af en dato", "Correction of a date";
    }
    /// How answers were given.
    Mode {
        OnOwn = "self", "Borgeren udfylder selv", "The citizen fills it in alone";
        WithStaff = "with_staff", "Sammen med en medarbejder", "Together with a worker";
        ByStaff = "by_staff", "Medarbejder udfylder", "A worker fills it in";
    }
    /// Whose answers they are.
    Informer {
        Citizen = "citizen", "Borgeren", "The citizen";
        Staff = "staff", "Medarbejderen", "The worker";
    }
    /// The kind of a contact.
    ContactKind {
        Meeting = "meeting", "Møde", "Meeting";
        Call = "call", "Telefon", "Telephone call";
        Message = "message", "Sms eller chat", "Message";
        Accompaniment = "accompaniment", "Følgeskab", "Accompaniment";
        Coordination = "coordination", "Kontakt til andre uden borgeren", "Contact with others without the citizen";
    }
    /// What a contact was for.
    ContactRole {
        Support = "support", "Støtte", "Support";
        Coordination = "coordination", "Koordinering", "Coordination";
    }
    /// What became of a contact.
    Outcome {
        Held = "held", "Holdt", "Held";
        Moved = "moved", "Flyttet eller aflyst", "Moved or called off";
        Missed = "missed", "Mødtes ikke", "Did not meet";
        Unanswered = "unanswered", "Ikke besvaret", "Not answered";
    }
    /// A worker's tie to a course.
    AssignmentRole {
        ContactWorker = "contact_worker", "Fast kontaktperson", "Fixed worker";
        Deputy = "deputy", "Stedfortræder", "Deputy";
    }
    /// The state of an activity.
    ActivityState {
        Planned = "planned", "Planlagt", "Planned";
        UnderWay = "under_way", "I gang", "Under way";
        Done = "done", "Gennemført", "Done";
        Stopped = "stopped", "Afbrudt", "Stopped";
    }
    /// What came of an enquiry.
    EnquiryOutcome {
        Open = "open", "Ikke afgjort endnu", "Not settled yet";
        Started = "started", "Blev til et forløb", "Became a course";
        Referred = "referred", "Vist videre", "Shown on to another offer";
        Declined = "declined", "Ønskede det ikke", "Did not want it";
        NotEligible = "not_eligible", "Uden for målgruppen", "Outside the target group";
        LostTouch = "lost_touch", "Kontakten gik tabt", "Contact was lost";
    }
}
