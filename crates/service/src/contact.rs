//! Contacts: recorded, corrected, taken back.
