//! The record out to a cohort package, and a cohort package in.
