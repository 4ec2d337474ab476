//! Who works on a course, and handing it over.
