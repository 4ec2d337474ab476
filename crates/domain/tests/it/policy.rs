//! Who may do what: the whole table, so that a change of one cell is seen.

use domain::id::{OrganisationId, UserId};
use domain::policy::{Action, Actor, Reach, Role, authorise};
use domain::refusal::RefusalCode;

use crate::sample::uuid;

fn actor(role: Role) -> Actor {
    Actor { user: UserId::new(uuid(1)), organisation: OrganisationId::new(uuid(2)), role }
}

#[test]
fn every_role_reaches_what_it_should_and_nothing_else() {
    let table = |role| {
        Action::ALL
            .iter()
            .map(|action| match authorise(&actor(role), *action).map(|scope| scope.reach()) {
                Ok(Reach::Own(_)) => 'o',
                Ok(Reach::Organisation) => 'a',
                Ok(Reach::Aggregates) => 'n',
                Ok(Reach::House) => 'h',
                Err(_) => '.',
            })
            .collect::<String>()
    };
    // read, write, take a handover back, enquiries, oversee, own decisions, evaluate, studies, programmes, users, transfer
    assert_eq!(table(Role::Worker), "ooaa.an.h..");
    assert_eq!(table(Role::Leader), "aaaaaannh..");
    assert_eq!(table(Role::Evaluator), "......nnh..");
    assert_eq!(table(Role::Administrator), "........hha");
}

#[test]
fn courses_are_carried_by_workers_and_leaders() {
    let carry: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.carries_courses()).collect();
    assert_eq!(carry, [Role::Worker, Role::Leader]);
}

#[test]
fn what_may_not_be_done_does_not_exist_and_a_scope_names_its_organisation() {
    let refusal = authorise(&actor(Role::Evaluator), Action::ReadCourses).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::NotFound);
    let scope = authorise(&actor(Role::Worker), Action::ReadCourses).unwrap();
    assert_eq!(scope.organisation(), OrganisationId::new(uuid(2)));
    assert_eq!(scope.only_own(), Some(UserId::new(uuid(1))));
}
