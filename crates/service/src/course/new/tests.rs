//! A new course is judged by one rule, whichever way it comes.

use domain::Date;
use domain::contact::ContactKind;
use domain::enquiry::Door;
use domain::id::UserId;
use domain::policy::Actor;
use domain::programme::{ProgrammeId, Track};
use domain::refusal::RefusalCode;

use crate::appointment::{self, AddAppointment};
use crate::course::{CreateCourse, StartCourse, StartWho, create_with_responses, start};
use crate::enquiries::{self, ChangeEnquiry, RecordEnquiry};
use crate::error::Error;
use crate::sample::{House, house, on_both};
use crate::{Sent, assignment};

on_both! {
    who_carries_no_course_gets_none_whichever_way_it_comes,
    a_course_begins_on_no_archived_programme_whichever_way_it_comes,
    an_enquiry_is_given_to_who_can_carry_it_and_stays_with_who_has_it,
}

const TODAY: Date = Date::constant(2026, 11, 24);

type Refused = Vec<(Option<&'static str>, RefusalCode)>;

fn of<T: std::fmt::Debug>(result: Result<T, Error>) -> Refused {
    match result.unwrap_err() {
        Error::Refused(faults) => faults.iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other}"),
    }
}

fn unknown(field: &'static str) -> Refused {
    vec![(Some(field), RefusalCode::Unknown)]
}

fn started(programme: &str, worker: UserId, deputy: Option<UserId>) -> StartCourse {
    StartCourse {
        programme: ProgrammeId(programme.to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: "Havtorn".to_owned(),
        first_contact: TODAY,
        start: None,
        worker,
        deputy,
        safe_contact: String::new(),
        from: StartWho::default(),
    }
}

fn brought(programme: &str, worker: Option<UserId>) -> CreateCourse {
    CreateCourse {
        programme: ProgrammeId(programme.to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: None,
        first_contact: TODAY,
        start: None,
        worker,
        safe_contact: None,
        responses: Vec::new(),
    }
}

/// What each way of giving somebody a course answers, for her who is asked about.
async fn refused(house: &House, by: &Actor, user: UserId) -> [Refused; 5] {
    let (ctx, sent) = (&house.ctx, Sent::default);
    let begun = start(ctx, by, started("cti-9", by.user, None), sent()).await.unwrap().course;
    let meeting = AddAppointment {
        course: begun,
        worker: Some(user),
        date: TODAY,
        time: None,
        kind: ContactKind::Meeting,
        place: None,
    };
    let handed = assignment::HandOver { courses: vec![begun], to: user, from: TODAY };
    [
        of(start(ctx, by, started("cti-9", user, None), sent()).await),
        of(start(ctx, by, started("cti-9", by.user, Some(user)), sent()).await),
        of(create_with_responses(ctx, by, brought("cti-9", Some(user)), sent()).await),
        of(appointment::add(ctx, by, meeting, sent()).await),
        of(assignment::hand_over(ctx, by, handed, sent()).await),
    ]
}

async fn who_carries_no_course_gets_none_whichever_way_it_comes() {
    let house = house().await;
    let expected = ["worker", "deputy", "worker", "worker", "to"].map(unknown);
    for nobody in [&house.evaluator, &house.administrator] {
        assert_eq!(refused(&house, &house.leader, nobody.user).await, expected, "{:?}", nobody.role);
    }
    // A leader can carry one herself.
    let hers = brought("cti-9", Some(house.leader.user));
    create_with_responses(&house.ctx, &house.leader, hers, Sent::default()).await.unwrap();
}

async fn a_course_begins_on_no_archived_programme_whichever_way_it_comes() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let archived = ctx.content.programmes().find(|programme| programme.archived).unwrap().id.0.clone();
    let by_hand = start(ctx, sanne, started(&archived, sanne.user, None), Sent::default()).await;
    let whole = create_with_responses(ctx, sanne, brought(&archived, None), Sent::default()).await;
    assert_eq!((of(by_hand), of(whole)), (unknown("programme"), unknown("programme")));
}

async fn an_enquiry_is_given_to_who_can_carry_it_and_stays_with_who_has_it() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let new = |owner: &Actor| RecordEnquiry {
        door: Door::Ngo,
        asked: TODAY,
        offered: None,
        met: None,
        target_group: None,
        owner: Some(owner.user),
        said: String::new(),
    };
    let refused = enquiries::record(ctx, sanne, new(&house.evaluator), Sent::default()).await;
    assert_eq!(of(refused), unknown("owner"));
    let id = enquiries::record(ctx, sanne, new(&house.ali), Sent::default()).await.unwrap();
    let change = |owner: &Actor, version| ChangeEnquiry {
        id,
        version,
        owner: Some(owner.user),
        target_group: None,
        offered: None,
        met: None,
        outcome: None,
        said: None,
        reason: None,
    };
    let refused = enquiries::change(ctx, sanne, change(&house.administrator, 1), Sent::default()).await;
    assert_eq!(of(refused), unknown("owner"));
    // Ali goes; what was his is not refused for that.
    let mut row = ctx.store.user(house.organisation, house.ali.user).await.unwrap().unwrap();
    row.active = false;
    let event = domain::audit::AuditEvent {
        organisation: house.organisation,
        actor: None,
        act: domain::audit::Act::ChangedUser,
        subject_kind: domain::audit::SubjectKind::User,
        subject: row.id.uuid(),
        at: ctx.now(),
        purpose: "test",
    };
    ctx.store.write_access(store::Unit::new(event).and(store::user::update(&row))).await.unwrap();
    enquiries::change(ctx, sanne, change(&house.ali, 1), Sent::default()).await.unwrap();
}
