//! The report's figures: numbers of the findings handed to `chart`, and the tables that say the same. No drawing here.

use evaluation::findings::{Contacts, Family, Flow, Individual, Measure};

use super::Draft;
use super::score::slug;

/// The anchor of a score's figure.
pub(super) fn occasions_id(measure: &Measure) -> String {
    format!("figure-{}", slug(&measure.name))
}

/// The anchor of a family's figure.
pub(super) fn family_id(family: &Family) -> String {
    format!("figure-{}", slug(&family.name))
}

pub(super) fn front(_draft: &mut Draft<'_>, _measure: &Measure) {}
pub(super) fn flow(_draft: &mut Draft<'_>, _flow: &Flow) {}
pub(super) fn contacts(_draft: &mut Draft<'_>, _contacts: &Contacts) {}
pub(super) fn occasions(_draft: &mut Draft<'_>, _measure: &Measure) {}
pub(super) fn family(_draft: &mut Draft<'_>, _family: &Family) {}
pub(super) fn shares(_draft: &mut Draft<'_>) {}
pub(super) fn individual(_d: &mut Draft<'_>, _m: &Measure, _i: &Individual, _tables: &[&String]) {}
pub(super) fn subgroups(_d: &mut Draft<'_>, _tables: &[&String]) {}
