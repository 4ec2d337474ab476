//! Enquiries: somebody knocks. List, open, record, answer, settle, and begin a course from one.
