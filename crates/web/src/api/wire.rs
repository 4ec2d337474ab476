//! How values look in JSON: ids, days, times and moments as text, closed sets by their stable codes, answers as
//! numbers or codes. Everything is written straight from the domain's own values into one buffer.

use std::borrow::Cow;
use std::fmt::Write as _;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::programme::Text;
use domain::response::{Answer, Answers};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::ser::{Serialize, SerializeMap, Serializer};
use utoipa::openapi::schema::{AdditionalProperties, Type};
use utoipa::openapi::{KnownFormat, ObjectBuilder, OneOfBuilder, RefOr, Schema, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// An id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id(pub(crate) Uuid);

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day(pub(crate) Date);

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock(pub(crate) Time);

/// A moment, microseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) i64);

/// Answers by item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnswersView<'a>(pub(crate) &'a Answers);

/// Text by language.
#[derive(Debug, Clone, Copy, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct TextView<'a>(pub(crate) &'a Text);

macro_rules! ids {
    ($($name:ident)*) => {$(
        impl From<domain::id::$name> for Id {
            fn from(id: domain::id::$name) -> Self {
                Self(id.uuid())
            }
        }
    )*};
}
ids!(UserId CitizenId CourseId AssignmentId PhaseEventId ContactId AppointmentId PromiseId FocusAreaId ActivityId
    SupporterId ResponseId EnquiryId SavedListId StudyId DecisionId);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let digits = |number: i16, place: i16| b'0' + u8::try_from(number / place % 10).unwrap_or(0);
        let (year, month, day) = (self.0.year(), i16::from(self.0.month()), i16::from(self.0.day()));
        let text = [
            digits(year, 1000),
            digits(year, 100),
            digits(year, 10),
            digits(year, 1),
            b'-',
            digits(month, 10),
            digits(month, 1),
            b'-',
            digits(day, 10),
            digits(day, 1),
        ];
        to.serialize_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{:02}:{:02}", self.0.hour(), self.0.minute()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH))
    }
}

impl Serialize for AnswersView<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (item, answer) in self.0 {
            match answer {
                Answer::Value(value) => map.serialize_entry(item, value)?,
                Answer::NotAsked => map.serialize_entry(item, "not_asked")?,
                Answer::WillNotAnswer => map.serialize_entry(item, "will_not_answer")?,
                Answer::DoesNotKnow => map.serialize_entry(item, "does_not_know")?,
            }
        }
        map.end()
    }
}

fn text(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

macro_rules! schemas {
    ($($name:ty, $key:literal, $schema:expr;)*) => {$(
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema.into()
            }
        }
        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($key)
            }
        }
    )*};
}
schemas! {
    Id, "Id", text("An id: a UUID.")
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
        .examples(["01935b2a-7c00-7000-8000-000000000001"])
        .build();
    Day, "Day", text("A day, in Denmark.")
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
        .examples(["2026-11-24"])
        .build();
    Clock, "Clock", text("A time of day, in Denmark.")
        .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
        .examples(["10:00"])
        .build();
    Moment, "Moment", text("A moment, in UTC.")
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
        .examples(["2026-11-24T10:00:00Z"])
        .build();
    TextView<'_>, "Text", ObjectBuilder::new()
        .description(Some("A text by language: `da`, `en`."))
        .additional_properties(Some(AdditionalProperties::RefOr(RefOr::T(Schema::from(
            ObjectBuilder::new().schema_type(Type::String).build(),
        )))))
        .build();
    AnswersView<'_>, "Answers", ObjectBuilder::new()
        .description(Some(
            "Answers by item. An item is answered by a number, or by a code that is kept apart from nothing at all.",
        ))
        .property_names(Some(Schema::from(ObjectBuilder::new().schema_type(Type::String).build())))
        .additional_properties(Some(AdditionalProperties::RefOr(RefOr::T(Schema::from(
            OneOfBuilder::new()
                .item(ObjectBuilder::new().schema_type(Type::Integer))
                .item(ObjectBuilder::new().schema_type(Type::String).enum_values(Some([
                    "not_asked",
                    "will_not_answer",
                    "does_not_know",
                ])))
                .build(),
        )))))
        .build();
}

/// Closed sets of the domain: each as its code, documented with all its codes.
macro_rules! codes {
    ($($name:ident = $set:path, $words:literal;)*) => {
        /// Closed sets by their stable codes.
        pub(crate) mod code {
            use super::{Cow, ObjectBuilder, PartialSchema, RefOr, Schema, Serialize, Serializer, ToSchema, Type};
            $(
                #[doc = $words]
                #[derive(Debug, Clone, Copy)]
                pub(crate) struct $name(pub(crate) $set);

                impl From<$set> for $name {
                    fn from(value: $set) -> Self {
                        Self(value)
                    }
                }
                impl Serialize for $name {
                    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                        to.serialize_str(self.0.code())
                    }
                }
                impl PartialSchema for $name {
                    fn schema() -> RefOr<Schema> {
                        let codes = <$set>::ALL.iter().map(|value| value.code());
                        let schema = ObjectBuilder::new().schema_type(Type::String).description(Some($words));
                        schema.enum_values(Some(codes)).build().into()
                    }
                }
                impl ToSchema for $name {
                    fn name() -> Cow<'static, str> {
                        Cow::Borrowed(stringify!($name))
                    }
                }
            )*
        }
    };
}
codes! {
    Role = domain::policy::Role, "What somebody is here.";
    Track = domain::programme::Track, "The legal track of a course: two, never linked.";
    ClosingReason = domain::course::ClosingReason, "Why a course ended.";
    DecidedBy = domain::course::DecidedBy, "Who decided that it ended.";
    FollowUpWay = domain::course::FollowUpWay, "How she may be reached after the closing, or that she would rather not.";
    Purpose = service::course::Purpose, "Why somebody is at a course.";
    MoveKind = domain::phase::MoveKind, "Why the end of a phase was moved.";
    Cause = domain::phase::Cause, "What made a course leave the model.";
    AssignmentRole = domain::assignment::AssignmentRole, "In which capacity somebody works on a course.";
    ContactKind = domain::contact::ContactKind, "What a contact was.";
    ContactRole = domain::contact::ContactRole, "Support to the citizen, or coordination around her.";
    ContactOutcome = domain::contact::ContactOutcome, "How a contact went.";
    NewTime = domain::contact::NewTime, "Whether a new time was offered.";
    ContactPlace = domain::contact::ContactPlace, "Where a contact was.";
    Participant = domain::contact::Participant, "Who joined besides citizen and worker.";
    MeetingKind = domain::contact::MeetingKind, "A meeting with a special place in the method.";
    Mode = domain::response::Mode, "How an instrument was answered.";
    Informer = domain::response::Informer, "Who answered an instrument.";
    ActivityState = domain::plan::ActivityState, "How far an activity is.";
    Provider = domain::plan::Provider, "Who provides an activity, or takes a task over.";
    GoalResult = domain::plan::GoalResult, "How far a goal was reached, said at closing.";
    SupporterKind = domain::network::SupporterKind, "What kind of supporter.";
    Strength = domain::network::Strength, "How strong a tie is.";
    Urgency = domain::due::Urgency, "How a duty stands with time.";
    DutyKind = domain::due::DutyKind, "What kind of duty.";
    Door = domain::enquiry::Door, "Which way an enquiry came.";
    TargetGroup = domain::enquiry::TargetGroup, "Whether an enquiry is within the target group.";
    EnquiryField = domain::enquiry::EnquiryField, "What is kept of an enquiry.";
    EnquiryOutcome = domain::enquiry::EnquiryOutcome, "What came of an enquiry.";
    EnquiryTab = service::enquiries::Tab, "The standing lists of enquiries.";
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An answer in JSON, in a buffer of about this size from the beginning.
pub(crate) fn json(status: StatusCode, body: &impl Serialize, about: usize) -> Response {
    let mut buffer = Vec::with_capacity(about);
    match serde_json::to_writer(&mut buffer, body) {
        Ok(()) => bytes(status, buffer),
        Err(error) => super::problem::ApiProblem::Server(error.to_string()).into_response(),
    }
}

/// An answer of JSON that is written already.
pub(crate) fn bytes(status: StatusCode, body: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, JSON)], body).into_response()
}

/// What was made, and where it is found.
pub(crate) fn created(path: std::fmt::Arguments<'_>, body: &impl Serialize) -> Response {
    let mut place = String::with_capacity(64);
    place.write_fmt(path).unwrap_or_default();
    let mut response = json(StatusCode::CREATED, body, 128);
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{Clock, Day, Id, Moment};

    fn text(value: &impl serde::Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn values_look_as_documented() {
        assert_eq!(text(&Day(jiff::civil::date(2026, 3, 9))), "\"2026-03-09\"");
        assert_eq!(text(&Clock(jiff::civil::time(9, 5, 0, 0))), "\"09:05\"");
        assert_eq!(text(&Moment(1_795_514_400_000_000)), "\"2026-11-24T10:00:00Z\"");
        assert_eq!(text(&Id(uuid::Uuid::from_u128(1))), "\"00000000-0000-0000-0000-000000000001\"");
    }
}
