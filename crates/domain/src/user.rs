//! Members of staff and what they work.

use crate::id::UserId;
use crate::policy::Role;

/// A member of staff. The name is what colleagues see; it never stands on a citizen's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Name to log in with.
    pub login: String,
    /// Name that colleagues see.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Share of full time, per cent.
    pub hours_per_cent: u8,
    /// False when shut out.
    pub active: bool,
}

impl User {
    /// True for who can carry a course now.
    pub const fn carries_courses(&self) -> bool {
        self.active && self.role.carries_courses()
    }
}
