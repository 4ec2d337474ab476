//! What others changed in a course since its reader was last there: read off the audit trail, which knows both.

use std::collections::BTreeSet;

use domain::audit::Act;
use domain::policy::Actor;
use store::AuditRow;
use store::reading::COVERED;

use super::CoursePage;
use crate::context::Context;
use crate::error::Error;

/// Events of a course that are looked at.
const LOOKED_AT: u16 = 200;
/// A reading on *My day*, where a promise is shown: no visit of the course.
const OWN_DUTY: &str = "own_duty";

domain::coded! {
    /// The sections of a course page.
    Section {
        /// Contacts and what else happened.
        Timeline = "timeline",
        /// Areas, goals, activities.
        Plan = "plan",
        /// Measurements.
        Measures = "measures",
        /// Supporters.
        Network = "network",
        /// Phases, workers, agreements.
        About = "about",
    }
}

/// The sections in which somebody else changed something since the reader's visit before this one. A visit lasts for
/// as long as one reading is accounted for, so that what is new stays so while the page is read again; to whoever is
/// there for the first time nothing is new.
///
/// # Errors
/// A store that does not answer.
pub async fn news(ctx: &Context, actor: &Actor, page: &CoursePage) -> Result<BTreeSet<Section>, Error> {
    let course = page.course();
    let rows = ctx.store.audit_page(course.organisation, Some(course.id.uuid()), None, LOOKED_AT).await?;
    Ok(since_last(&rows, actor))
}

/// Newest first: the present visit, what came before it, the visit before.
fn since_last(rows: &[AuditRow], actor: &Actor) -> BTreeSet<Section> {
    let me = Some(actor.user.uuid());
    let mut visits = rows
        .iter()
        .filter(|row| row.actor == me && row.act == Act::ReadCourse.code() && row.purpose != OWN_DUTY)
        .map(|row| row.at);
    let Some(now) = visits.next() else { return BTreeSet::new() };
    // A restart writes a reading once too often: that is no visit of its own.
    let Some(before) = visits.find(|at| now.saturating_sub(*at) >= COVERED) else { return BTreeSet::new() };
    rows.iter()
        .filter(|row| row.at > before && row.actor.is_some() && row.actor != me)
        .filter_map(|row| section(Act::parse(&row.act)?))
        .collect()
}

const fn section(act: Act) -> Option<Section> {
    match act {
        Act::RecordedContact | Act::ChangedContact => Some(Section::Timeline),
        Act::ChangedPlan => Some(Section::Plan),
        Act::RecordedResponse => Some(Section::Measures),
        Act::ChangedNetwork => Some(Section::Network),
        Act::ChangedCourse | Act::ClosedCourse | Act::ReopenedCourse | Act::ChangedAssignment => {
            Some(Section::About)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{OrganisationId, UserId};
    use domain::policy::Role;
    use uuid::Uuid;

    use super::*;

    const ME: u128 = 1;
    const OTHER: u128 = 2;

    fn row(minutes: i64, actor: u128, act: Act) -> AuditRow {
        AuditRow {
            sequence: minutes,
            at: minutes * 60_000_000,
            actor: Some(Uuid::from_u128(actor)),
            act: act.code().to_owned(),
            subject_kind: "course".to_owned(),
            subject: Uuid::from_u128(9),
            purpose: "own_course".to_owned(),
        }
    }

    #[test]
    fn new_is_what_others_did_since_the_visit_before_this_one() {
        let me = Actor {
            user: UserId::new(Uuid::from_u128(ME)),
            organisation: OrganisationId::new(Uuid::from_u128(3)),
            role: Role::Worker,
        };
        let read = Act::ReadCourse;
        let rows = [
            row(205, OTHER, Act::ChangedNetwork),
            row(201, ME, read),
            row(200, ME, read),
            row(150, OTHER, Act::RecordedContact),
            row(140, ME, Act::ChangedPlan),
            row(120, ME, read),
            row(90, OTHER, Act::RecordedResponse),
        ];
        let found = since_last(&rows, &me);
        assert_eq!(found, [Section::Timeline, Section::Network].into());
        assert!(since_last(&rows[..3], &me).is_empty(), "there for the first time");
        let duty = AuditRow { purpose: OWN_DUTY.to_owned(), ..row(160, ME, read) };
        let mut with_duty = rows.to_vec();
        with_duty.insert(3, duty);
        assert_eq!(since_last(&with_duty, &me), found, "a promise on My day is no visit");
    }
}
