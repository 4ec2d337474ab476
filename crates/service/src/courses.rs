//! The course list: search, filters, sorting, paging, and what is hidden by a filter.
