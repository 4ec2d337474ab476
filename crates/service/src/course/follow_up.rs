//! Whether and how a citizen may be reached after the closing: said at the closing, and given or taken back at any time
//! after it. Without her yes nobody is asked to follow up.

use domain::audit::Act;
use domain::course::FollowUpWay;
use domain::id::CourseId;
use domain::policy::Actor;
use store::record::course;

use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Request, Sent};

/// She says anew how she may be reached; `None` when it is not known what she wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetFollowUp {
    /// The course.
    pub course: CourseId,
    /// How, or that she would rather not.
    pub way: Option<FollowUpWay>,
}

/// Says anew whether and how she may be reached after the closing.
///
/// # Errors
/// `notfound`, `unknown` when the course is not closed.
pub async fn set_follow_up(
    ctx: &Context,
    actor: &Actor,
    command: SetFollowUp,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.set_follow_up", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let agreed = case.course().clone().agree_follow_up(command.way)?;
    let update = course::update(&case.scope, &agreed, &case.record.row.derived, case.now);
    request.save(ctx, case.unit(Act::ChangedCourse, [update]), ()).await
}
