//! The sealed words of a course itself, one column each.

use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::course::{ALIAS, CLOSING_NOTE, LONG_TERM_PLAN, SAFE_CONTACT};
use crate::record::{belongs, course_of};
use crate::sql::{Sql, Statement, v};

pub(crate) const ALL: &[&Sql] = &[&SET_ALIAS, &SET_SAFE_CONTACT, &SET_CLOSING_NOTE, &SET_LONG_TERM_PLAN];

/// A sealed column of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// What the citizen is called here; never empty.
    Alias,
    /// How she may be contacted safely.
    SafeContact,
    /// What was said at closing.
    ClosingNote,
    /// Long-term plan of phase 3.
    LongTermPlan,
}

const SET_ALIAS: Sql = Sql::one("update course set alias_sealed = $3 where organisation_id = $1 and id = $2");
const SET_SAFE_CONTACT: Sql =
    Sql::one("update course set safe_contact_sealed = $3 where organisation_id = $1 and id = $2");
const SET_CLOSING_NOTE: Sql =
    Sql::one("update course set closing_note_sealed = $3 where organisation_id = $1 and id = $2");
const SET_LONG_TERM_PLAN: Sql =
    Sql::one("update course set long_term_plan_sealed = $3 where organisation_id = $1 and id = $2");

/// Sets a sealed column of a course.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another organisation.
pub fn set_word(
    scope: &Scope,
    key: &CourseKey,
    word: Word,
    words: Option<&str>,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let course = course_of(key);
    let id = belongs(scope, key, course)?;
    let (sql, field) = match word {
        Word::Alias => (SET_ALIAS, ALIAS),
        Word::SafeContact => (SET_SAFE_CONTACT, SAFE_CONTACT),
        Word::ClosingNote => (SET_CLOSING_NOTE, CLOSING_NOTE),
        Word::LongTermPlan => (SET_LONG_TERM_PLAN, LONG_TERM_PLAN),
    };
    let sealed = key.seal_option(field, id, words, entropy)?;
    Ok(sql.with([v(scope.organisation()), v(course), sealed]).exactly_one().within(course))
}
