//! Changes of a plan and of a network taken back in one tap, and words of a course that two write at once.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::course::ClosingReason;
use domain::id::CourseId;
use domain::network::SupporterKind;
use domain::plan::ActivityState;
use domain::programme::{ProgrammeId, Track};
use domain::refusal::RefusalCode;
use store::{CourseRecord, DAY};

use super::*;
use crate::course::{
    self, CloseCourse, SetAlias, SetLongTermPlan, SetSafeContact, StartCourse, StartWho, Which,
};
use crate::network::{self, AddSupporter, ChangeSupporter, SupporterFacts};
use crate::plan::{self, ActivityChange, AddGoal, ChooseArea, LetGo, NewActivity, SaveArea};
use crate::sample::{House, house, on_both};

on_both! {
    a_saved_area_is_taken_back_with_its_goal_and_activities,
    chosen_areas_are_taken_back_while_nothing_stands_in_them,
    a_changed_supporter_is_taken_back_with_her_words,
    an_area_that_was_put_away_meanwhile_is_taken_up_with_what_was_typed,
    who_writes_the_agreement_or_the_long_term_plan_second_sees_both_versions,
}

async fn begun(house: &House) -> CourseId {
    let today = house.ctx.today();
    let new = StartCourse {
        programme: ProgrammeId("cti-9".to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: "Havtorn".to_owned(),
        first_contact: today,
        start: Some(today),
        worker: house.sanne.user,
        deputy: None,
        safe_contact: String::new(),
        from: StartWho::default(),
    };
    course::start(&house.ctx, &house.sanne, new, Sent::default()).await.unwrap().course
}

async fn record(house: &House, course: CourseId) -> std::sync::Arc<CourseRecord> {
    course::open(&house.ctx, &house.sanne, &Which::Id(course), None).await.unwrap().record
}

async fn chosen(house: &House, course: CourseId, area: &str) -> StepId {
    let areas = vec![AddGoal { area: area.to_owned(), goal: "Min egen nøgle.".to_owned() }];
    let choose = ChooseArea { course, phase: None, areas };
    plan::choose(&house.ctx, &house.sanne, choose, Sent::default()).await.unwrap()
}

async fn taken_back(house: &House, course: CourseId, step: StepId) -> Result<(), Error> {
    take_back(&house.ctx, &house.sanne, TakeBack { course, step }, Sent::default()).await
}

fn saving(record: &CourseRecord, goal: &str) -> SaveArea {
    let area = &record.focus_areas[0];
    SaveArea {
        course: area.area.course,
        focus_area: area.area.id,
        version: area.version,
        goal: Some(goal.to_owned()),
        activities: Vec::new(),
        add: Vec::new(),
        take_up: false,
    }
}

fn new_activity(title: &str) -> NewActivity {
    NewActivity { title: title.to_owned(), provider: None, until: None, state: ActivityState::NotStarted }
}

async fn a_saved_area_is_taken_back_with_its_goal_and_activities() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = begun(&house).await;
    chosen(&house, course, "bolig").await;
    let first = SaveArea {
        add: vec![new_activity("Skrive sig op")],
        ..saving(&*record(&house, course).await, "Nøgle.")
    };
    plan::save_area(ctx, sanne, first, Sent::default()).await.unwrap();
    let before = record(&house, course).await;

    // On a later day a goal in other words is a new version: taking it back removes that.
    house.clock.advance(DAY);
    let old = &before.activities[0];
    let activity = ActivityChange {
        id: old.activity.id,
        version: old.version,
        title: "Ringe til boligselskabet".to_owned(),
        provider: None,
        until: None,
        state: ActivityState::Done,
        handed_over_to: None,
    };
    let more = SaveArea {
        activities: vec![activity],
        add: vec![new_activity("Se på kvarteret")],
        ..saving(&before, "Et hjem.")
    };
    let step = plan::save_area(ctx, sanne, more.clone(), Sent::default()).await.unwrap();
    let changed = record(&house, course).await;
    assert_eq!((changed.focus_areas.len(), changed.activities.len()), (2, 2));
    assert_eq!(
        taken_back(&house, course, StepId::new(ctx.uuid().unwrap())).await.unwrap_err().code(),
        "notfound"
    );
    let stranger = take_back(ctx, &house.leader, TakeBack { course, step }, Sent::default()).await;
    assert!(stranger.unwrap_err().is_not_found(), "whoever made it takes it back");
    taken_back(&house, course, step).await.unwrap();
    let after = record(&house, course).await;
    assert_eq!((after.focus_areas.len(), after.activities.len()), (1, 1));
    assert_eq!(after.focus_areas[0].goal, before.focus_areas[0].goal);
    assert_eq!(after.focus_areas[0].area, before.focus_areas[0].area);
    assert_eq!((&after.activities[0].title, &after.activities[0].activity), (&old.title, &old.activity));
    assert_eq!(after.row.derived.plan_changed, before.row.derived.plan_changed);
    assert_eq!(taken_back(&house, course, step).await.unwrap_err().code(), "toolate", "once");

    // What a colleague changed since is not written over.
    let step = plan::save_area(ctx, sanne, saving(&after, "Et hjem."), Sent::default()).await.unwrap();
    let newest = record(&house, course).await;
    let hers = newest.focus_areas.iter().find(|entry| entry.area.let_go.is_none()).unwrap();
    let hers = SaveArea { focus_area: hers.area.id, version: hers.version, ..saving(&newest, "Fred.") };
    plan::save_area(ctx, &house.leader, hers, Sent::default()).await.unwrap();
    assert_eq!(taken_back(&house, course, step).await.unwrap_err().code(), "toolate");
    let stands = record(&house, course).await;
    assert!(stands.focus_areas.iter().any(|entry| entry.goal.as_deref() == Some("Fred.")));
}

async fn chosen_areas_are_taken_back_while_nothing_stands_in_them() {
    let house = house().await;
    let course = begun(&house).await;
    let step = chosen(&house, course, "bolig").await;
    taken_back(&house, course, step).await.unwrap();
    let bare = record(&house, course).await;
    assert!(bare.focus_areas.is_empty() && bare.row.derived.plan_changed.is_none());

    let step = chosen(&house, course, "bolig").await;
    let add = SaveArea {
        goal: None,
        add: vec![new_activity("Skrive sig op")],
        ..saving(&*record(&house, course).await, "")
    };
    plan::save_area(&house.ctx, &house.sanne, add, Sent::default()).await.unwrap();
    assert_eq!(taken_back(&house, course, step).await.unwrap_err().code(), "toolate");

    let late = chosen(&house, course, "oekonomi").await;
    house.clock.advance(86_400_000_001);
    assert_eq!(taken_back(&house, course, late).await.unwrap_err().code(), "toolate");
}

async fn a_changed_supporter_is_taken_back_with_her_words() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = begun(&house).await;
    let facts = SupporterFacts {
        kind: SupporterKind::Family,
        name: "søster".to_owned(),
        task: "spiser sammen".to_owned(),
        strength: None,
        team_strength: None,
        since: ctx.today(),
        takes_over: false,
        holding: None,
        municipal_entry: false,
    };
    let add = AddSupporter { course, facts: facts.clone() };
    let supporter = network::add(ctx, sanne, add, Sent::default()).await.unwrap();
    let before = record(&house, course).await.supporters[0].clone();
    let change = ChangeSupporter {
        course,
        supporter,
        version: 1,
        facts: SupporterFacts { name: "storesøster".to_owned(), takes_over: true, ..facts },
        ended: Some(ctx.today()),
    };
    let step = network::change(ctx, sanne, change, Sent::default()).await.unwrap();
    let changed = record(&house, course).await.supporters[0].clone();
    assert_eq!((changed.name.as_deref(), changed.supporter.ended), (Some("storesøster"), Some(ctx.today())));
    taken_back(&house, course, step).await.unwrap();
    let after = record(&house, course).await.supporters[0].clone();
    assert_eq!((after.name, after.task, after.supporter), (before.name, before.task, before.supporter));
}

async fn an_area_that_was_put_away_meanwhile_is_taken_up_with_what_was_typed() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = begun(&house).await;
    chosen(&house, course, "bolig").await;
    let seen = record(&house, course).await;
    let away = LetGo { course, focus_area: seen.focus_areas[0].area.id, version: 1 };
    plan::let_go(ctx, &house.leader, away, Sent::default()).await.unwrap();
    let refused = plan::save_area(ctx, sanne, saving(&seen, "Et hjem."), Sent::default()).await.unwrap_err();
    assert_eq!(refused.code(), RefusalCode::PutAway.code());
    let form = plan::form(ctx, sanne, &Which::Id(course)).await.unwrap();
    let area = form.area(seen.focus_areas[0].area.id).expect("it can still be opened");
    let wish = SaveArea { version: area.entry.version, take_up: true, ..saving(&seen, "Et hjem.") };
    plan::save_area(ctx, sanne, wish, Sent::default()).await.unwrap();
    let now = record(&house, course).await;
    assert_eq!(now.focus_areas[0].goal.as_deref(), Some("Et hjem."));
    assert_eq!(now.focus_areas[0].area.let_go, None);
}

async fn who_writes_the_agreement_or_the_long_term_plan_second_sees_both_versions() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = begun(&house).await;
    let fresh = Some(course::version_of(None));
    let safe = |text: &str, version| SetSafeContact { course, version, agreement: text.to_owned() };
    course::set_safe_contact(ctx, &house.leader, safe("Ring ikke.", fresh), Sent::default()).await.unwrap();
    let error =
        course::set_safe_contact(ctx, sanne, safe("Skriv.", fresh), Sent::default()).await.unwrap_err();
    let Error::Conflict(both) = error else { panic!("{error:?}") };
    assert_eq!((both.by, both.fields[0].theirs.as_deref()), (Some(house.leader.user), Some("Ring ikke.")));
    course::set_safe_contact(ctx, sanne, safe("Ring ikke.", fresh), Sent::default()).await.unwrap();
    course::set_safe_contact(ctx, sanne, safe("Skriv.", Some(both.version)), Sent::default()).await.unwrap();
    assert_eq!(record(&house, course).await.safe_contact.as_deref(), Some("Skriv."));

    let stood = Some(course::version_of(Some("Havtorn")));
    let called = |alias: &str, version| SetAlias { course, version, alias: alias.to_owned() };
    course::set_alias(ctx, &house.leader, called("Lyng", stood), Sent::default()).await.unwrap();
    let error = course::set_alias(ctx, sanne, called("Hassel", stood), Sent::default()).await.unwrap_err();
    let Error::Conflict(both) = error else { panic!("{error:?}") };
    assert_eq!((both.fields[0].field, both.fields[0].theirs.as_deref()), ("alias", Some("Lyng")));
    course::set_alias(ctx, sanne, called("Hassel", Some(both.version)), Sent::default()).await.unwrap();

    let plan = |text: &str, version| SetLongTermPlan { course, version, plan: text.to_owned() };
    course::set_long_term_plan(ctx, &house.leader, plan("Lone.", fresh), Sent::default()).await.unwrap();
    let error =
        course::set_long_term_plan(ctx, sanne, plan("Ali.", fresh), Sent::default()).await.unwrap_err();
    assert!(matches!(error, Error::Conflict(_)), "{error:?}");
    let closing = CloseCourse {
        course,
        date: ctx.today(),
        reason: ClosingReason::PhasesDone,
        decided_by: None,
        follow_up: None,
        note: String::new(),
        goals: Vec::new(),
        takes_over: Vec::new(),
        long_term_plan: Some("Ali.".to_owned()),
        plan_version: fresh,
        form: None,
    };
    let error = course::close(ctx, sanne, closing, Sent::default()).await.unwrap_err();
    let Error::Conflict(both) = error else { panic!("{error:?}") };
    assert_eq!((both.fields[0].field, both.fields[0].theirs.as_deref()), ("long_term_plan", Some("Lone.")));
    assert!(record(&house, course).await.row.course.is_open(), "nothing was closed");
}
