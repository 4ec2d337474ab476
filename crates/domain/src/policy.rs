//! Who may do what: the only place that decides it, and the only place that makes a [`Scope`]. No query on personal
//! data runs without one.

use crate::id::{OrganisationId, UserId};
use crate::refusal::{Refusal, RefusalCode};

crate::coded! {
    /// What somebody is here.
    Role {
        /// CTI worker: her own courses.
        Worker = "worker",
        /// Team leader: the organisation's courses.
        Leader = "leader",
        /// Evaluator: aggregates only.
        Evaluator = "evaluator",
        /// Administrator: users and programmes, no course.
        Administrator = "administrator",
    }
}

impl Role {
    /// True for who can carry a course: be its worker or stand in for her, meet the citizen, own an enquiry, be given
    /// something to do by the team. What somebody may see is another question, which [`authorise`] answers.
    pub const fn carries_courses(self) -> bool {
        matches!(self, Self::Worker | Self::Leader)
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The user.
    pub user: UserId,
    /// Her organisation.
    pub organisation: OrganisationId,
    /// Her role.
    pub role: Role,
}

crate::coded! {
    /// What somebody wants to do.
    Action {
        /// Read courses.
        ReadCourses = "read_courses",
        /// Start, write in and close courses.
        WriteCourses = "write_courses",
        /// Take back a handover that was just made.
        TakeBackHandover = "take_back_handover",
        /// Read and write enquiries.
        Enquiries = "enquiries",
        /// See the team's duties and load.
        OverseeTeam = "oversee_team",
        /// See and do what a team meeting gave one to do.
        OwnDecisions = "own_decisions",
        /// See evaluations.
        Evaluate = "evaluate",
        /// Keep, rename and throw away the studies of the organisation.
        KeepStudies = "keep_studies",
        /// Read programme descriptions.
        ReadProgrammes = "read_programmes",
        /// Administer users.
        AdministerUsers = "administer_users",
        /// Bring in and take out whole packages.
        Transfer = "transfer",
    }
}

/// How far a scope reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Courses on which this user is the worker or a deputy today.
    Own(UserId),
    /// All courses of the organisation.
    Organisation,
    /// No single course; aggregates only.
    Aggregates,
    /// Nothing about courses.
    House,
}

/// Leave to read or write, named by organisation. Made only here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    organisation: OrganisationId,
    actor: UserId,
    reach: Reach,
}

impl Scope {
    /// The organisation it is bound to.
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    /// Who was given it.
    pub fn actor(&self) -> UserId {
        self.actor
    }
    /// How far it reaches.
    pub fn reach(&self) -> Reach {
        self.reach
    }
    /// The user whose own courses alone are in reach, if so.
    pub fn only_own(&self) -> Option<UserId> {
        match self.reach {
            Reach::Own(user) => Some(user),
            _ => None,
        }
    }
}

/// Decides whether the actor may do this, and how far.
///
/// # Errors
/// `notfound`: what may not be done does not exist for her.
pub fn authorise(actor: &Actor, action: Action) -> Result<Scope, Refusal> {
    use Action as A;
    let reach = match (actor.role, action) {
        (Role::Worker, A::ReadCourses | A::WriteCourses) => Some(Reach::Own(actor.user)),
        // Who gave courses away reaches them to take that back, and who was given something to do by the team reaches that,
        // and nothing else of them: the service looks at who it was.
        (Role::Leader, A::ReadCourses | A::WriteCourses | A::OverseeTeam)
        | (Role::Worker | Role::Leader, A::Enquiries | A::TakeBackHandover | A::OwnDecisions)
        | (Role::Administrator, A::Transfer) => Some(Reach::Organisation),
        (Role::Worker | Role::Leader | Role::Evaluator, A::Evaluate)
        | (Role::Leader | Role::Evaluator, A::KeepStudies) => Some(Reach::Aggregates),
        (_, A::ReadProgrammes) | (Role::Administrator, A::AdministerUsers) => Some(Reach::House),
        _ => None,
    };
    reach
        .map(|reach| Scope { organisation: actor.organisation, actor: actor.user, reach })
        .ok_or_else(|| Refusal::new(RefusalCode::NotFound))
}

/// True when the actor may do this; for menus, never instead of [`authorise`].
pub fn may(actor: &Actor, action: Action) -> bool {
    authorise(actor, action).is_ok()
}
