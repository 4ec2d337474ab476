//! How long it has been silent: days since the last two-way contact. Attempts do not count; nobody is blamed.

use jiff::civil::Date;

use crate::contact::Contact;

/// Whole days from one day to another; negative when the second lies before the first.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The day of the last two-way contact up to a day.
pub fn last_two_way<'a>(contacts: impl IntoIterator<Item = &'a Contact>, today: Date) -> Option<Date> {
    contacts
        .into_iter()
        .filter(|contact| contact.two_way() && contact.date <= today)
        .map(|contact| contact.date)
        .max()
}

/// Days of silence: since the last two-way contact, else since the course's first contact.
pub fn days_silent(last_two_way: Option<Date>, first_contact: Date, today: Date) -> i32 {
    days_between(last_two_way.unwrap_or(first_contact), today).max(0)
}
