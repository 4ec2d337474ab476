//! A course: opened, started, begun, paused, moved, closed, reopened; what is said of it in words. One function for
//! each intention, one file for each kind of them.

pub(crate) mod alias;
mod close;
mod create;
mod follow_up;
mod measure;
mod move_many;
mod new;
mod news;
mod open;
mod phases;
mod proposal;
mod readers;
mod start;
mod timeline;
mod why;
mod words;

pub use close::{CloseCourse, CloseForm, FollowUp, GoalAtClosing, ReopenCourse, close, close_form, reopen};
pub use create::{CreateCourse, NewResponse, RESPONSES_MAX, check_create, create_with_responses};
pub use follow_up::{SetFollowUp, set_follow_up};
pub(crate) use measure::change_between;
pub use measure::{Curve, Point, ScoreChange};
pub use move_many::{MOVE_DAYS_MAX, MOVE_MAX, MoveEnds, MovedEnds, TakeBackEnds, move_ends, take_back_ends};
pub use news::{Section, news};
pub use open::{CoursePage, Purpose, Tie, Which, id_of, open};
pub use phases::{
    Begin, CorrectStart, MoveEnd, Pause, Resume, TakeBackPhaseChange, begin, correct_start, move_end, pause,
    resume, take_back,
};
pub use proposal::{Load, PreviousCourse, StartForm, preview, previous_course, start_form};
pub use readers::{Reading, readers};
pub use start::{StartCourse, StartWho, Started, start};
pub use timeline::{Entry, Filter, Happening};
pub use why::{AskToRead, READS_FOR, Told, Why, ask_to_read, asks_why, told};
pub use words::{
    ConfirmSafeContact, SetAlias, SetLongTermPlan, SetSafeContact, confirm_safe_contact, set_alias,
    set_long_term_plan, set_safe_contact, version_of,
};

#[cfg(test)]
mod tests;
