//! What a course's record is made of, by the names under which it is read: for the floors above, which do not know
//! the store.

pub use store::draft::Draft;
pub use store::record::{
    ActivityEntry, AppointmentEntry, ContactEntry, DecisionEntry, Derived, EnquiryEntry, FocusAreaEntry,
    ResponseEntry, SupporterEntry,
};
pub use store::user::UserRow;
pub use store::{CourseRecord, CourseRow};
