//! A cohort package → cohort.

use super::Cohort;
use crate::fault::Fault;
use crate::package::{Package, SourceFile};
use crate::study::Study;

pub(super) fn read(_: &Package, _: &[SourceFile], _: &Study) -> Result<Cohort, Vec<Fault>> {
    Err(Vec::new())
}
