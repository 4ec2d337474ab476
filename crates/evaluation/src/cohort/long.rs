//! A long file → cohort.

use super::Cohort;
use crate::delimited::Delimited;
use crate::fault::Fault;
use crate::study::Study;

pub(super) fn read(_file: &Delimited<'_>, _bytes: &[u8], _study: &Study) -> Result<Cohort, Vec<Fault>> {
    Err(Vec::new())
}
