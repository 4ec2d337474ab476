//! Who has read a course, and who changed it: the audit trail of that course.

use domain::audit::Act;
use domain::id::{CourseId, UserId};
use domain::policy::Actor;

use crate::context::Context;
use crate::course::{Purpose, Which, open};
use crate::error::Error;

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// Who; none for the program itself.
    pub who: Option<UserId>,
    /// What was done.
    pub act: Act,
    /// Why, where it is one of the known reasons.
    pub purpose: Option<Purpose>,
    /// Its number in the trail: the next page begins before the last of these.
    pub sequence: i64,
}

/// The latest hundred acts on a course before a number of the trail, newest first.
///
/// # Errors
/// `notfound`.
pub async fn readers(
    ctx: &Context,
    actor: &Actor,
    course: CourseId,
    before: Option<i64>,
) -> Result<Vec<Reading>, Error> {
    let page = open(ctx, actor, &Which::Id(course), None).await?;
    let organisation = page.course().organisation;
    let rows = ctx.store.audit_page(organisation, Some(course.uuid()), before, 100).await?;
    let reading = |row: store::AuditRow| {
        Some(Reading {
            at: row.at,
            who: row.actor.map(UserId::new),
            act: Act::parse(&row.act)?,
            purpose: Purpose::parse(&row.purpose),
            sequence: row.sequence,
        })
    };
    Ok(rows.into_iter().filter_map(reading).collect())
}
