//! Courses that somebody has chosen in a list, to do the same with all of them.

use std::sync::Arc;

use domain::audit::Act;
use domain::policy::{Action, Actor, Scope, authorise};
use domain::refusal::{Refusal, RefusalCode};
use store::Unit;

use crate::assignment::COURSES_MAX;
use crate::case;
use crate::context::Context;
use crate::error::Error;
use crate::line::{self, CourseLine};

/// The courses of these codes, in their order; one that is named twice comes once.
///
/// # Errors
/// `notfound` for any that is not there or out of reach; `empty` or `range` number of courses.
pub async fn chosen(ctx: &Context, actor: &Actor, codes: &[String]) -> Result<Vec<Arc<CourseLine>>, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    of_codes(ctx, &scope, codes).await
}

async fn of_codes(ctx: &Context, scope: &Scope, codes: &[String]) -> Result<Vec<Arc<CourseLine>>, Error> {
    if codes.is_empty() {
        return Err(Error::of("courses", RefusalCode::Empty));
    }
    if codes.len() > COURSES_MAX {
        return Err(Refusal::of("courses", RefusalCode::OutOfRange)
            .with("min", 1)
            .with("max", COURSES_MAX)
            .into());
    }
    let mut lines: Vec<Arc<CourseLine>> = Vec::with_capacity(codes.len());
    for code in codes {
        let code = code.to_ascii_uppercase();
        let id = ctx.store.course_by_code(scope, &code).await?.ok_or_else(Error::not_found)?;
        let record = ctx.store.course(scope, id, ctx.today()).await?.ok_or_else(Error::not_found)?;
        let line = line::of(ctx, &record.row).ok_or_else(Error::not_found)?;
        if !lines.iter().any(|known| known.course.id == line.course.id) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The same, to be taken out of the house as a file: one audit event for each course.
///
/// # Errors
/// Those of [`chosen`]; a store that cannot write the export down gives nothing out.
pub async fn taken_out(
    ctx: &Context,
    actor: &Actor,
    codes: &[String],
) -> Result<Vec<Arc<CourseLine>>, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    let lines = of_codes(ctx, &scope, codes).await?;
    let mut unit: Option<Unit> = None;
    for line in &lines {
        let event = case::event(&scope, (Act::Exported, line.course.id), "list", ctx.now());
        unit = Some(Unit::new(event).joined_to(unit));
    }
    if let Some(unit) = unit {
        ctx.store.write(unit).await?;
    }
    Ok(lines)
}
