//! How much each worker carries: open courses weighted by phase against the ceiling for her hours.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::id::UserId;
use domain::programme::Limits;
use domain::workload::{Workload, workload};
use store::CourseRow;

use crate::context::Context;

/// What one worker carries: the phases of her courses by programme.
pub(crate) type Carried = BTreeMap<domain::programme::ProgrammeId, Vec<u8>>;

/// The phases of all courses, by worker and programme.
pub(crate) fn loads(ctx: &Context, rows: &[Arc<CourseRow>]) -> BTreeMap<UserId, Carried> {
    let today = ctx.today();
    let mut loads: BTreeMap<UserId, Carried> = BTreeMap::new();
    for row in rows {
        let (Some(worker), Some(programme)) =
            (row.derived.worker, ctx.content.programme(&row.course.programme))
        else {
            continue;
        };
        let phase = row.course.phase_on(programme, today);
        loads.entry(worker).or_default().entry(programme.id.clone()).or_default().push(phase);
    }
    loads
}

/// The load of one worker: weights by each course's own programme, the ceiling of the programme she has most courses
/// in.
pub(crate) fn of_worker(ctx: &Context, carried: &Carried, hours_per_cent: u8) -> Workload {
    let limits = |id| ctx.content.programme(id).map(|programme| &programme.limits);
    let most = carried.iter().max_by_key(|(_, phases)| phases.len()).and_then(|(id, _)| limits(id));
    let of = |phases: &[u8], limits: &Limits| workload(phases, hours_per_cent, limits);
    let mut sum =
        Workload { courses: 0, weighted: 0.0, ceiling: most.map_or(0.0, |own| of(&[], own).ceiling) };
    for (id, phases) in carried {
        if let Some(limits) = limits(id) {
            let part = of(phases, limits);
            sum.courses += part.courses;
            sum.weighted += part.weighted;
        }
    }
    sum
}
