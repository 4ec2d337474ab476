//! The names of what a course page is made of, for those who show it and may not know the store.

pub use store::record::{
    ActivityEntry, AppointmentEntry, ContactEntry, EnquiryEntry, FocusAreaEntry, ResponseEntry,
    SupporterEntry,
};
pub use store::user::UserRow;
pub use store::{CourseRecord, CourseRow};
