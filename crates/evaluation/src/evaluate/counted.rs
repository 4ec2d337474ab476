//! The data of a study, counted: what findings, releases and moments are made of, and no person.

use super::found;
use super::tally::Tally;
use crate::cohort::{Cohort, Wanted};
use crate::disclosure::{Groups, Released};
use crate::fault::Fault;
use crate::findings::Findings;
use crate::pooling::{self, Moments};
use crate::study::Study;

/// Counted data.
pub struct Counted {
    /// What is known of where the data came from and of courses; of a long file that was tallied as it was read, no person.
    cohort: Cohort,
    tally: Tally,
    /// Whom they are about, of a long file where somebody wants to know.
    groups: Option<Groups>,
}

impl Counted {
    /// Reads the data that a study names. A long file is tallied as it is read, in memory that does not grow with its rows.
    ///
    /// # Errors
    /// Every fault of the data, and of the study where it asks for something the data do not have.
    pub fn read(study: &Study) -> Result<Self, Vec<Fault>> {
        Self::read_as(study, Wanted { groups: false })
    }

    /// The same with the groups of persons that a log of releases compares.
    ///
    /// # Errors
    /// As [`Counted::read`].
    pub fn read_with_groups(study: &Study) -> Result<(Self, Groups), Vec<Fault>> {
        Ok(Self::read_as(study, Wanted { groups: true })?.with_groups(study))
    }

    /// Takes the groups out: of a cohort in memory they are made now.
    pub(crate) fn with_groups(mut self, study: &Study) -> (Self, Groups) {
        let groups = self.groups.take().unwrap_or_else(|| Groups::of(&self.cohort, study));
        (self, groups)
    }

    fn read_as(study: &Study, wanted: Wanted) -> Result<Self, Vec<Fault>> {
        if let Some(counted) = Cohort::streamed(study, wanted)? {
            return Ok(counted);
        }
        let cohort = Cohort::load(study)?;
        let tally = Tally::of(&cohort, study);
        Ok(Self::of_parts(cohort, tally, None))
    }

    /// Of what was tallied already.
    pub(crate) const fn of_parts(cohort: Cohort, tally: Tally, groups: Option<Groups>) -> Self {
        Self { cohort, tally, groups }
    }

    /// The findings.
    pub fn findings(&self, study: &Study) -> Findings {
        found(&self.tally, &self.cohort, study)
    }

    /// What a place lets out between municipalities; `released` are its findings after the gate.
    pub fn moments(&self, site: &str, study: &Study, released: &Released) -> Moments {
        pooling::moments_of(site, (&self.cohort, &self.tally), study, released)
    }
}
