//! Search over courses by alias and code, within what the searcher may see, open and closed. What she may not see
//! leaves no trace in the answer.

use std::sync::Arc;

use domain::policy::Actor;
use store::record::StageFilter;

use crate::context::Context;
use crate::courses::{self, Query, Sort};
use crate::error::Error;
use crate::line::CourseLine;

/// Hits shown.
const HITS: u16 = 20;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The courses, by alias.
    pub lines: Vec<Arc<CourseLine>>,
    /// True when there are more, or when there were too many courses to look at all of them.
    pub more: bool,
}

/// Looks for an alias or a code.
///
/// # Errors
/// `notfound` for those who see no course.
pub async fn find(ctx: &Context, actor: &Actor, text: &str) -> Result<Found, Error> {
    let query = Query {
        text: text.to_owned(),
        stage: StageFilter::All,
        archived: true,
        sort: Sort::Alias,
        limit: HITS,
        ..Query::default()
    };
    if query.text.trim().is_empty() {
        domain::policy::authorise(actor, domain::policy::Action::ReadCourses)?;
        return Ok(Found { lines: Vec::new(), more: false });
    }
    let found = courses::list(ctx, actor, &query).await?;
    Ok(Found { lines: found.lines, more: found.next.is_some() })
}
