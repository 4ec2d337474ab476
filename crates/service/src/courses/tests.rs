//! What is done with several courses at once, at the boundary of the service: all or none, one audit event each, and
//! taken back as it was.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::Date;
use domain::contact::{ContactKind, ContactOutcome};
use domain::id::CourseId;
use domain::phase::{Cause, add_days};
use domain::policy::Actor;
use domain::programme::{ProgrammeId, Track};
use domain::refusal::RefusalCode;

use crate::assignment::{self, HandOver};
use crate::contact::{self, ContactFacts, RecordContact, RecordGroup, UndoGroup};
use crate::context::TAKE_BACK;
use crate::course::{self, MoveEnds, StartCourse, StartWho, TakeBackEnds, Which};
use crate::error::Error;
use crate::sample::{House, house, on_both};
use crate::{Sent, appointment, promise};

on_both! {
    several_courses_are_handed_over_and_taken_back_in_one,
    a_handover_stands_after_a_day_and_when_the_course_went_on,
    one_contact_with_several_is_one_entry_each_and_taken_back_together,
    the_dates_of_several_courses_move_and_come_back,
    chosen_courses_are_those_within_reach_and_taking_them_out_is_written_down,
}

const TODAY: Date = Date::constant(2026, 11, 24);

async fn running(house: &House, worker: &Actor, alias: &str) -> CourseId {
    let new = StartCourse {
        programme: ProgrammeId("cti-9".to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: alias.to_owned(),
        first_contact: TODAY,
        start: Some(TODAY),
        worker: worker.user,
        deputy: None,
        safe_contact: String::new(),
        from: StartWho::default(),
    };
    course::start(&house.ctx, worker, new, Sent::default()).await.unwrap().course
}

async fn page(house: &House, actor: &Actor, course: CourseId) -> course::CoursePage {
    course::open(&house.ctx, actor, &Which::Id(course), None).await.unwrap()
}

fn a_call(course: CourseId, note: &str) -> RecordContact {
    let facts = ContactFacts {
        date: TODAY,
        time: None,
        kind: ContactKind::Meeting,
        role: None,
        outcome: ContactOutcome::Held,
        minutes: Some(60),
        place: None,
        joined: Vec::new(),
        meeting: None,
        areas: Vec::new(),
        new_time: None,
    };
    RecordContact { course, facts, note: note.to_owned(), settles: None, next: None, promise: None }
}

fn first_code(error: &Error) -> RefusalCode {
    error.refusals().first().unwrap().code
}

/// How many events of an act a course has.
async fn events(house: &House, course: CourseId, act: &str) -> usize {
    let rows = house.ctx.store.audit_page(house.organisation, Some(course.uuid()), None, 100).await.unwrap();
    rows.iter().filter(|row| row.act == act).count()
}

async fn several_courses_are_handed_over_and_taken_back_in_one() {
    let house = house().await;
    let (ctx, sanne, ali) = (&house.ctx, &house.sanne, &house.ali);
    let courses = vec![running(&house, sanne, "Havtorn").await, running(&house, sanne, "Lyng").await];
    for course in &courses {
        let promised = promise::AddPromise { course: *course, what: "ringe".to_owned(), until: TODAY };
        promise::add(ctx, sanne, promised, Sent::default()).await.unwrap();
        let meeting = appointment::AddAppointment {
            course: *course,
            worker: None,
            date: add_days(TODAY, 3),
            time: None,
            kind: ContactKind::Meeting,
            place: None,
        };
        appointment::add(ctx, sanne, meeting, Sent::default()).await.unwrap();
    }
    let before: Vec<_> = [page(&house, sanne, courses[0]).await, page(&house, sanne, courses[1]).await]
        .iter()
        .map(|page| page.record.assignments.clone())
        .collect();
    let over = HandOver { courses: courses.clone(), to: ali.user, from: TODAY };
    let id = assignment::hand_over(ctx, sanne, over.clone(), Sent::with_key("k")).await.unwrap();
    assert_eq!(assignment::hand_over(ctx, sanne, over, Sent::with_key("k")).await.unwrap(), id);
    assert_eq!(page(&house, ali, courses[1]).await.record.promises[0].0.worker, ali.user);

    let stranger = assignment::take_back(ctx, ali, id, Sent::default()).await.unwrap_err();
    assert!(stranger.is_not_found(), "only who handed over takes it back");
    assert_eq!(assignment::take_back(ctx, sanne, id, Sent::default()).await.unwrap(), 2);
    for (course, ties) in courses.iter().zip(before) {
        let opened = page(&house, sanne, *course).await;
        assert_eq!((opened.worker(), &opened.record.assignments), (Some(sanne.user), &ties));
        assert_eq!(opened.record.promises[0].0.worker, sanne.user);
        assert_eq!(opened.record.appointments[0].appointment.worker, sanne.user);
        assert_eq!(events(&house, *course, "changed_assignment").await, 2);
    }
    let twice = assignment::take_back(ctx, sanne, id, Sent::default()).await.unwrap_err();
    assert_eq!(first_code(&twice), RefusalCode::TooLate);
    assert!(ctx.store.verify().await.unwrap().is_whole());
}

async fn a_handover_stands_after_a_day_and_when_the_course_went_on() {
    let house = house().await;
    let (ctx, sanne, ali) = (&house.ctx, &house.sanne, &house.ali);
    let course = running(&house, sanne, "Havtorn").await;
    let over = |to: &Actor, from| HandOver { courses: vec![course], to: to.user, from };
    let first = assignment::hand_over(ctx, &house.leader, over(ali, TODAY), Sent::default()).await.unwrap();
    let second = assignment::hand_over(ctx, ali, over(sanne, TODAY), Sent::default()).await.unwrap();
    let overtaken = assignment::take_back(ctx, &house.leader, first, Sent::default()).await.unwrap_err();
    assert_eq!(first_code(&overtaken), RefusalCode::TooLate);
    house.clock.advance(TAKE_BACK + 1);
    let late = assignment::take_back(ctx, ali, second, Sent::default()).await.unwrap_err();
    assert_eq!(first_code(&late), RefusalCode::TooLate);
    let none = assignment::take_back(ctx, ali, ctx.id().unwrap(), Sent::default()).await.unwrap_err();
    assert!(none.is_not_found());
}

async fn one_contact_with_several_is_one_entry_each_and_taken_back_together() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let (a, b) = (running(&house, sanne, "Havtorn").await, running(&house, sanne, "Lyng").await);
    let others = running(&house, &house.ali, "Mos").await;
    let meeting = appointment::AddAppointment {
        course: b,
        worker: None,
        date: TODAY,
        time: None,
        kind: ContactKind::Meeting,
        place: None,
    };
    appointment::add(ctx, sanne, meeting, Sent::default()).await.unwrap();

    let group = |contacts: Vec<RecordContact>| RecordGroup { contacts };
    let command = group(vec![a_call(a, "Vi lavede mad."), a_call(b, "Vi lavede mad.\n\nLyng tog billeder.")]);
    let recorded = contact::record_group(ctx, sanne, command.clone(), Sent::with_key("g")).await.unwrap();
    assert_eq!(contact::record_group(ctx, sanne, command, Sent::with_key("g")).await.unwrap(), recorded);
    for course in [a, b] {
        assert_eq!(page(&house, sanne, course).await.record.contacts.len(), 1);
        assert_eq!(events(&house, course, "recorded_contact").await, 1);
    }
    let opened = page(&house, sanne, b).await;
    assert!(opened.record.contacts[0].note.as_deref().unwrap().ends_with("Lyng tog billeder."));
    assert!(
        opened.record.appointments[0].settled_at.is_some(),
        "the agreed meeting of that day was this one"
    );

    let reach =
        contact::record_group(ctx, sanne, group(vec![a_call(a, ""), a_call(others, "")]), Sent::default());
    assert!(reach.await.unwrap_err().is_not_found());
    let cpr = group(vec![a_call(a, "010190-1234"), a_call(b, "010190-1234")]);
    let refused = contact::record_group(ctx, sanne, cpr, Sent::default()).await.unwrap_err();
    assert_eq!(refused.refusals().len(), 1, "a fault of the common part is told once");
    let twice = contact::record_group(ctx, sanne, group(vec![a_call(a, ""), a_call(a, "")]), Sent::default());
    assert_eq!(first_code(&twice.await.unwrap_err()), RefusalCode::Duplicate);
    let none = contact::record_group(ctx, sanne, group(Vec::new()), Sent::default()).await.unwrap_err();
    assert_eq!(first_code(&none), RefusalCode::Empty);
    assert_eq!(page(&house, sanne, a).await.record.contacts.len(), 1, "all or none");

    let undo = UndoGroup { contacts: recorded.0.clone() };
    contact::undo_group(ctx, sanne, undo.clone(), Sent::default()).await.unwrap();
    for course in [a, b] {
        assert!(page(&house, sanne, course).await.record.contacts[0].undone_at.is_some());
    }
    let opened = page(&house, sanne, b).await;
    assert_eq!(opened.record.appointments[0].settled_at, None, "the agreed meeting is open again");
    assert!(contact::undo_group(ctx, sanne, undo, Sent::default()).await.is_err());
}

async fn the_dates_of_several_courses_move_and_come_back() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let courses = vec![running(&house, sanne, "Havtorn").await, running(&house, sanne, "Lyng").await];
    let end = |page: &course::CoursePage| page.span().unwrap().end;
    let before = end(&page(&house, sanne, courses[0]).await);
    let wish = MoveEnds {
        courses: courses.clone(),
        days: 14,
        cause: Cause::Programme,
        reason: "Ferie i teamet".to_owned(),
    };
    let silent = MoveEnds { reason: String::new(), days: 0, ..wish.clone() };
    let faults = course::move_ends(ctx, sanne, silent, Sent::default()).await.unwrap_err();
    assert_eq!(faults.refusals().len(), 2, "both faults at once");
    let moved = course::move_ends(ctx, sanne, wish, Sent::default()).await.unwrap();
    for course in &courses {
        assert_eq!(end(&page(&house, sanne, *course).await), add_days(before, 14));
    }
    let back = TakeBackEnds { changes: moved.0 };
    course::take_back_ends(ctx, sanne, back.clone(), Sent::default()).await.unwrap();
    for course in &courses {
        assert_eq!(end(&page(&house, sanne, *course).await), before);
    }
    assert!(course::take_back_ends(ctx, sanne, back, Sent::default()).await.is_err());
}

async fn chosen_courses_are_those_within_reach_and_taking_them_out_is_written_down() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let (mine, others) = (running(&house, sanne, "Havtorn").await, running(&house, &house.ali, "Mos").await);
    let code = |page: course::CoursePage| page.course().code.to_lowercase();
    let (a, b) = (code(page(&house, sanne, mine).await), code(page(&house, &house.ali, others).await));
    let found = super::chosen::chosen(ctx, sanne, &[a.clone(), a.clone()]).await.unwrap();
    assert_eq!(found.len(), 1);
    let both = super::chosen::chosen(ctx, sanne, &[a.clone(), b]).await.unwrap_err();
    assert!(both.is_not_found());
    super::chosen::taken_out(ctx, sanne, &[a]).await.unwrap();
    assert_eq!(events(&house, mine, "exported").await, 1);
}
