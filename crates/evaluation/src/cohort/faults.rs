//! Faults of a file as they are found, of which so many are told one by one and the rest are counted.

use crate::fault::{Fault, FaultCode};

/// Faults that are told one by one; the rest are counted.
pub(super) const FAULTS_SHOWN: usize = 10_000;

/// What was wrong, and how much more there is that is only counted.
#[derive(Debug, Default)]
pub(super) struct Faults {
    shown: Vec<Fault>,
    more: u64,
}

impl Faults {
    pub(super) fn of(shown: Vec<Fault>) -> Self {
        Self { shown, more: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Notes a fault that stands further down in the file than all before.
    pub(super) fn note(&mut self, fault: Fault) {
        if self.shown.len() < FAULTS_SHOWN {
            self.shown.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// Notes so many that are only counted.
    pub(super) const fn count(&mut self, more: u64) {
        self.more += more;
    }

    /// Adds others that stand further down in the file.
    pub(super) fn merge(&mut self, other: Self) {
        self.more += other.more;
        self.shown.extend(other.shown);
        self.bound();
    }

    fn bound(&mut self) {
        if self.shown.len() > FAULTS_SHOWN {
            self.shown.sort();
            self.more += (self.shown.len() - FAULTS_SHOWN) as u64;
            self.shown.truncate(FAULTS_SHOWN);
        }
    }

    /// In the order of the file, with a last one that tells how many more there are.
    pub(super) fn told(mut self, file: &str) -> Vec<Fault> {
        self.bound();
        self.shown.sort();
        // What several parts of a file have noted of the whole.
        self.shown.dedup();
        if self.more > 0 {
            self.shown.push(Fault::new(file, FaultCode::MoreFaults).with("count", self.more));
        }
        self.shown
    }
}
