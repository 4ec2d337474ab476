//! My day: appointments, drafts, what is mine to do, what I do as a deputy, and my courses.
