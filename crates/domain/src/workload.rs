//! How much a worker carries: courses weighted by phase against the programme's ceiling for her hours.

use crate::programme::Limits;

/// Load of a worker.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Workload {
    /// Running courses.
    pub courses: u32,
    /// The same, weighted by phase.
    pub weighted: f64,
    /// Ceiling for her hours.
    pub ceiling: f64,
}

/// The load of running courses, given by their phases (1-based; 0 while contact is being made counts as phase 1).
///
/// No public weighting for CTI exists; weights are the programme's own and 1 by default. The ceiling of 20 per full
/// time is CACTI's self-assessment of 2014, item 4.
pub fn workload(phases: &[u8], hours_per_cent: u8, limits: &Limits) -> Workload {
    let weight = |phase: &u8| {
        let index = usize::from(phase.saturating_sub(1));
        limits.phase_weights.get(index).copied().unwrap_or(1.0)
    };
    Workload {
        courses: u32::try_from(phases.len()).unwrap_or(u32::MAX),
        weighted: phases.iter().map(weight).sum(),
        ceiling: f64::from(limits.caseload_per_full_time) * f64::from(hours_per_cent) / 100.0,
    }
}
