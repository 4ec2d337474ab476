//! The life of a course at the boundary of the service: what is done, what stands afterwards, what is refused.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::Date;
use domain::contact::{ContactKind, ContactOutcome, ContactPlace};
use domain::course::{ClosingReason, DecidedBy, FollowUpWay, Stage};
use domain::due::Duty;
use domain::id::{ContactId, CourseId};
use domain::instrument::InstrumentId;
use domain::phase::{Cause, MoveKind};
use domain::plan::{ActivityState, GoalResult, Provider};
use domain::policy::Actor;
use domain::programme::{ProgrammeId, Track};
use domain::refusal::RefusalCode;
use domain::response::{Answer, Answers, Informer, Mode};
use domain::scoring::ChangeSize;
use store::DAY;

use super::*;
use crate::contact::{ContactFacts, NewPromise, NextAppointment, RecordContact};
use crate::error::Error;
use crate::plan::{AddGoal, ChooseArea, NewActivity, SaveArea};
use crate::response::{FormAsked, RecordResponse};
use crate::sample::{House, house, on_both};
use crate::{Sent, assignment, contact, draft, network, plan, promise, response};

on_both! {
    a_course_lives_from_the_first_contact_to_a_second_course,
    the_same_key_gives_the_same_answer_and_one_effect,
    who_saves_second_sees_both_versions_and_nothing_is_written_over,
    what_is_not_hers_does_not_exist_and_a_handover_moves_it_in_one,
    a_contact_is_proposed_as_last_time_refused_with_reasons_corrected_and_taken_back,
    an_answer_is_safe_as_soon_as_it_is_given_and_what_is_no_number_stays_what_it_is,
    no_word_is_in_the_database_or_its_log,
    a_whole_course_is_written_at_once_or_refused_with_every_fault,
    network_appointments_and_plan_are_changed_settled_and_taken_back,
    a_wrong_date_is_corrected_and_a_change_of_phase_taken_back,
    a_follow_up_waits_on_my_day_with_her_yes_and_is_gone_without_it,
}

const TODAY: Date = Date::constant(2026, 11, 24);

fn id_of(which: &Started) -> Which {
    Which::Id(which.course)
}

fn new_course(worker: &Actor) -> StartCourse {
    StartCourse {
        programme: ProgrammeId("cti-9".to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: "Havtorn".to_owned(),
        first_contact: TODAY,
        start: None,
        worker: worker.user,
        deputy: None,
        safe_contact: String::new(),
        from: StartWho::default(),
    }
}

async fn started(house: &House, worker: &Actor) -> Started {
    start(&house.ctx, worker, new_course(worker), Sent::default()).await.unwrap()
}

async fn running(house: &House, worker: &Actor) -> Started {
    let new = StartCourse { start: Some(TODAY), ..new_course(worker) };
    start(&house.ctx, worker, new, Sent::default()).await.unwrap()
}

fn a_meeting(course: CourseId, date: Date, note: &str) -> RecordContact {
    let facts = ContactFacts {
        date,
        time: None,
        kind: ContactKind::Meeting,
        role: None,
        outcome: ContactOutcome::Held,
        new_time: None,
        minutes: Some(45),
        place: Some(ContactPlace::Community),
        joined: Vec::new(),
        meeting: None,
        areas: vec!["oekonomi".to_owned()],
    };
    RecordContact { course, facts, note: note.to_owned(), settles: None, next: None, promise: None }
}

fn who5(occasion: &str, date: Date, raw: i32) -> NewResponse {
    let keys = ["happy", "calm", "active", "rested", "interest"];
    let answers: Answers = keys.map(|key| (key.to_owned(), Answer::Value(raw))).into();
    NewResponse {
        instrument: InstrumentId("who5".to_owned()),
        occasion: occasion.to_owned(),
        date,
        mode: Mode::Screen,
        informer: Informer::Citizen,
        answers,
    }
}

fn codes(error: &Error) -> Vec<(Option<&'static str>, RefusalCode)> {
    error.refusals().iter().map(|refusal| (refusal.field, refusal.code)).collect()
}

async fn page(house: &House, actor: &Actor, course: &Started) -> CoursePage {
    open(&house.ctx, actor, &id_of(course), None).await.unwrap()
}

async fn a_course_lives_from_the_first_contact_to_a_second_course() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let form = start_form(ctx, sanne, StartWho::default()).await.unwrap();
    assert!(!form.alias.is_empty() && form.programmes.iter().all(|programme| !programme.archived));
    assert_eq!(form.workers.first().unwrap().user.id, sanne.user);
    let course = started(&house, sanne).await;
    let opened = page(&house, sanne, &course).await;
    assert_eq!((opened.phase, opened.tie, opened.purpose), (0, Tie::Worker, Purpose::Own));
    assert_eq!((opened.alias(), opened.course().code.len()), ("Havtorn", 4));

    begin(ctx, sanne, Begin { course: course.course, start: TODAY }, Sent::default()).await.unwrap();
    let again = begin(ctx, sanne, Begin { course: course.course, start: TODAY }, Sent::default()).await;
    assert_eq!(codes(&again.unwrap_err()), [(None, RefusalCode::AlreadyStarted)]);
    let opened = page(&house, sanne, &course).await;
    assert_eq!((opened.phase, opened.week()), (1, Some((1, 14))));
    assert_eq!(opened.schedule.as_ref().unwrap().end(), Some(Date::constant(2027, 8, 23)));
    let asks = |duty: fn(&Duty) -> bool| opened.due.iter().any(|due| duty(&due.duty));
    assert!(asks(|duty| matches!(duty, Duty::PlanMissing)) && asks(|d| matches!(d, Duty::Form { .. })));

    works(&house, sanne, &course).await;
    rests(&house, sanne, &course).await;
    ends(&house, sanne, &course).await;
    comes_back(&house, sanne, &course).await;
}

/// Contacts, a plan, a first measurement.
async fn works(house: &House, sanne: &Actor, course: &Started) {
    let ctx = &house.ctx;
    contact::record(ctx, sanne, a_meeting(course.course, TODAY, "Vi talte."), Sent::default()).await.unwrap();
    let areas = vec![AddGoal { area: "oekonomi".to_owned(), goal: "Åbne min post.".to_owned() }];
    let choose = ChooseArea { course: course.course, phase: None, areas };
    plan::choose(ctx, sanne, choose, Sent::default()).await.unwrap();
    let first = RecordResponse { course: course.course, new: who5("start", TODAY, 1) };
    response::record(ctx, sanne, first, Sent::default()).await.unwrap();
    let opened = page(house, sanne, course).await;
    assert!(!opened.due.iter().any(|due| matches!(due.duty, Duty::PlanMissing)));
    assert_eq!(opened.timeline(Filter::Meetings).len(), 1);
    assert_eq!(opened.curve_of("who5").points[0].score, Some(20.0));
}

/// Rest, extension; phases move only by what is said, and every change says why.
async fn rests(house: &House, sanne: &Actor, course: &Started) {
    let ctx = &house.ctx;
    house.clock.advance(30 * DAY);
    let today = ctx.today();
    let rest = Pause {
        course: course.course,
        from: today,
        to: None,
        cause: Cause::Citizen,
        reason: "Indlagt.".to_owned(),
    };
    let unsaid = Pause { reason: " ".to_owned(), from: Date::constant(2026, 1, 1), ..rest.clone() };
    let refused = pause(ctx, sanne, unsaid, Sent::default()).await.unwrap_err();
    assert_eq!(
        codes(&refused),
        [(Some("to"), RefusalCode::DateOrder), (Some("reason"), RefusalCode::ReasonMissing)]
    );
    pause(ctx, sanne, rest, Sent::default()).await.unwrap();
    let opened = page(house, sanne, course).await;
    assert!(opened.due.is_empty() && opened.pause() == Some((today, None)));
    house.clock.advance(10 * DAY);
    let go_on = Resume { course: course.course, to: ctx.today() };
    resume(ctx, sanne, go_on, Sent::default()).await.unwrap();
    let extension = MoveEnd {
        course: course.course,
        phase: 3,
        to: Date::constant(2027, 10, 1),
        kind: MoveKind::Extension,
        cause: Cause::Surroundings,
        reason: "Boligen trak ud.".to_owned(),
    };
    move_end(ctx, sanne, extension, Sent::default()).await.unwrap();
    let opened = page(house, sanne, course).await;
    assert_eq!(opened.schedule.as_ref().unwrap().end(), Some(Date::constant(2027, 10, 1)));
    let changes = opened.timeline(Filter::Milestones);
    assert!(changes.iter().any(|entry| matches!(entry.what, Happening::PhaseChanged(_, "Boligen trak ud."))));
}

/// Closing, taking it back, closing again.
async fn ends(house: &House, sanne: &Actor, course: &Started) {
    let ctx = &house.ctx;
    house.clock.advance(200 * DAY);
    let form = close_form(ctx, sanne, &id_of(course)).await.unwrap();
    assert_eq!((form.goals.len(), form.follow_ups.len()), (1, 3));
    assert!(form.missing.iter().any(|(occasion, id)| occasion == "closing" && id.0 == "who5"));
    let goal = form.goals[0].area.area.id;
    let closing = CloseCourse {
        course: course.course,
        date: ctx.today(),
        reason: ClosingReason::PhasesDone,
        decided_by: Some(DecidedBy::Together),
        follow_up: None,
        note: "Tak for turen.".to_owned(),
        goals: vec![(goal, GoalResult::Partly)],
        takes_over: Vec::new(),
        long_term_plan: Some("Ringe til Lone.".to_owned()),
        plan_version: None,
        form: None,
    };
    close(ctx, sanne, closing.clone(), Sent::default()).await.unwrap();
    let opened = page(house, sanne, course).await;
    assert_eq!(opened.closing().unwrap().reason, ClosingReason::PhasesDone);
    assert_eq!(opened.record.focus_areas[0].area.result, Some(GoalResult::Partly));
    assert_eq!(opened.record.long_term_plan.as_deref(), Some("Ringe til Lone."));
    assert!(opened.due.iter().any(|due| matches!(due.duty, Duty::ClosingForm { .. })));
    let late = contact::record(ctx, sanne, a_meeting(course.course, ctx.today(), ""), Sent::default()).await;
    assert_eq!(codes(&late.unwrap_err()), [(None, RefusalCode::CourseClosed)]);
    taken_back(house, sanne, course, closing).await;
}

/// A closing is taken back within fourteen days and no later; what is measured afterwards still counts.
async fn taken_back(house: &House, sanne: &Actor, course: &Started, closing: CloseCourse) {
    let ctx = &house.ctx;
    let back = ReopenCourse { course: course.course, reason: "Forkert forløb.".to_owned() };
    reopen(ctx, sanne, back.clone(), Sent::default()).await.unwrap();
    assert!(matches!(page(house, sanne, course).await.course().stage, Stage::Running { .. }));
    close(ctx, sanne, closing, Sent::default()).await.unwrap();
    house.clock.advance(15 * DAY);
    let too_late = reopen(ctx, sanne, back, Sent::default()).await.unwrap_err();
    assert_eq!(codes(&too_late), [(None, RefusalCode::TooLate)]);
    let last = RecordResponse { course: course.course, new: who5("closing", ctx.today(), 3) };
    let response = response::record(ctx, sanne, last, Sent::default()).await.unwrap();
    let said = response::outcome(ctx, sanne, &id_of(course), response).await.unwrap();
    let change = said.since_start.unwrap();
    assert!((change.change.difference - 40.0).abs() < 1e-9);
    assert_eq!((change.size, said.at_risk), (Some(ChangeSize::Reliable), false));
}

async fn a_follow_up_waits_on_my_day_with_her_yes_and_is_gone_without_it() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = running(&house, sanne).await;
    let closing = CloseCourse {
        course: course.course,
        date: ctx.today(),
        reason: ClosingReason::GoalsReached,
        decided_by: None,
        follow_up: Some(FollowUpWay::Message),
        note: String::new(),
        goals: Vec::new(),
        takes_over: Vec::new(),
        long_term_plan: None,
        plan_version: None,
        form: None,
    };
    close(ctx, sanne, closing, Sent::default()).await.unwrap();
    // Twelve months after the closing and some weeks: long after what is owed of the closing itself has lapsed.
    house.clock.advance(370 * DAY);
    let waiting = async || {
        let day = crate::myday::open(ctx, sanne).await.unwrap();
        let all: Vec<_> = day.mine.over.into_iter().chain(day.mine.week).chain(day.mine.later).collect();
        all.into_iter().map(|line| line.due.duty).collect::<Vec<_>>()
    };
    let found = waiting().await;
    assert!(
        matches!(&found[..], [Duty::FollowUp { months: 12, way: FollowUpWay::Message, .. }]),
        "{found:?}"
    );
    let set = async |way| {
        let command = SetFollowUp { course: course.course, way };
        set_follow_up(ctx, sanne, command, Sent::default()).await
    };
    set(Some(FollowUpWay::No)).await.unwrap();
    assert_eq!(waiting().await, []);
    set(Some(FollowUpWay::Call)).await.unwrap();
    for (instrument, answers) in [
        ("who5", who5("followup12", ctx.today(), 3).answers),
        ("payment", [("paid_last_month".to_owned(), Answer::WillNotAnswer)].into()),
        ("follow-up", [("someone_to_go_to".to_owned(), Answer::Value(1))].into()),
    ] {
        let instrument = InstrumentId(instrument.to_owned());
        let new = NewResponse { instrument, answers, ..who5("followup12", ctx.today(), 3) };
        let record = RecordResponse { course: course.course, new };
        response::record(ctx, sanne, record, Sent::default()).await.unwrap();
    }
    assert_eq!(waiting().await, [], "answered");
    let open = running(&house, sanne).await;
    let command = SetFollowUp { course: open.course, way: None };
    let refused = set_follow_up(ctx, sanne, command, Sent::default()).await.unwrap_err();
    assert_eq!(codes(&refused), [(None, RefusalCode::Unknown)], "only a closed course is followed up");
}

/// A former participant comes back: linked, nothing copied.
async fn comes_back(house: &House, sanne: &Actor, course: &Started) {
    let ctx = &house.ctx;
    let from = StartWho { previous: Some(course.course), enquiry: None };
    let previous = start_form(ctx, sanne, from).await.unwrap().previous.unwrap();
    assert_eq!(previous.code, course.code);
    let first_contact = ctx.today();
    let new = StartCourse { first_contact, from, alias: "Lyng".to_owned(), ..new_course(sanne) };
    let second = start(ctx, sanne, new, Sent::default()).await.unwrap();
    let second = page(house, sanne, &second).await;
    assert_eq!(second.course().previous, Some(course.course));
    assert_eq!(second.course().citizen, page(house, sanne, course).await.course().citizen);
    assert!(second.record.focus_areas.is_empty() && second.record.safe_contact.is_none());
}

async fn the_same_key_gives_the_same_answer_and_one_effect() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let key = || Sent::with_key("form-1");
    let first = start(ctx, sanne, new_course(sanne), key()).await.unwrap();
    assert_eq!(start(ctx, sanne, new_course(sanne), key()).await.unwrap(), first);
    let other = StartCourse { alias: "Lyng".to_owned(), ..new_course(sanne) };
    assert_eq!(start(ctx, sanne, other, key()).await.unwrap_err().code(), "keyreused");

    let form = format!("contact/{}", first.code);
    let body = "note=Vi+talte".to_owned();
    draft::save(ctx, sanne, draft::SaveDraft { form: form.clone(), body }).await.unwrap();
    let meeting = RecordContact {
        next: Some(NextAppointment { date: TODAY, time: None, kind: ContactKind::Call, place: None }),
        promise: Some(NewPromise { what: "ringe til banken".to_owned(), until: TODAY }),
        ..a_meeting(first.course, TODAY, "Vi talte.")
    };
    let sent = || Sent::with_key("form-2").from_draft(form.clone());
    let (a, b) = tokio::join!(
        contact::record(ctx, sanne, meeting.clone(), sent()),
        contact::record(ctx, sanne, meeting.clone(), sent()),
    );
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_eq!(a, b);
    assert_eq!(contact::record(ctx, sanne, meeting.clone(), sent()).await.unwrap(), a);
    assert!(draft::list(ctx, sanne).await.unwrap().is_empty());
    let opened = page(&house, sanne, &first).await;
    let record = &opened.record;
    assert_eq!((record.contacts.len(), record.appointments.len(), record.promises.len()), (1, 1, 1));
    // What can be done once only answers the same all the same.
    let begun = Begin { course: first.course, start: TODAY };
    for _ in 0..2 {
        begin(ctx, sanne, begun.clone(), Sent::with_key("form-3")).await.unwrap();
    }
    // Another's key is another key.
    let theirs = start(ctx, &house.ali, new_course(&house.ali), key()).await.unwrap();
    assert_ne!(theirs.course, first.course);
}

async fn who_saves_second_sees_both_versions_and_nothing_is_written_over() {
    let house = house().await;
    let (ctx, sanne, leader) = (&house.ctx, &house.sanne, &house.leader);
    let course = running(&house, sanne).await;
    let areas = vec![AddGoal { area: "bolig".to_owned(), goal: "Min egen nøgle.".to_owned() }];
    plan::choose(ctx, sanne, ChooseArea { course: course.course, phase: None, areas }, Sent::default())
        .await
        .unwrap();
    let area = page(&house, sanne, &course).await.plan().areas[0].clone();
    let save = |goal: &str| SaveArea {
        course: course.course,
        focus_area: area.entry.area.id,
        version: area.entry.version,
        goal: Some(goal.to_owned()),
        activities: Vec::new(),
        add: vec![NewActivity {
            title: "Skrive sig op".to_owned(),
            provider: Some(Provider::Worker),
            until: None,
            state: ActivityState::Started,
        }],
        take_up: false,
    };
    plan::save_area(ctx, leader, save("Et sted med nøgle."), Sent::default()).await.unwrap();
    let conflict = plan::save_area(ctx, sanne, save("Min nøgle."), Sent::default()).await.unwrap_err();
    let Error::Conflict(both) = conflict else { panic!("{conflict:?}") };
    assert_eq!((both.by, both.version), (Some(leader.user), 2));
    let field = &both.fields[0];
    assert_eq!(
        (field.yours.as_deref(), field.theirs.as_deref()),
        (Some("Min nøgle."), Some("Et sted med nøgle."))
    );
    let after = page(&house, sanne, &course).await.plan();
    assert_eq!(
        (after.areas[0].entry.goal.as_deref(), after.areas[0].activities.len()),
        (Some("Et sted med nøgle."), 1)
    );

    // On a later day other words become a version beside the old ones.
    house.clock.advance(40 * DAY);
    let rewrite = SaveArea { version: 2, add: Vec::new(), ..save("Egen dør.") };
    plan::save_area(ctx, sanne, rewrite, Sent::default()).await.unwrap();
    let opened = page(&house, sanne, &course).await;
    let now = opened.plan();
    assert_eq!((now.areas.len(), now.areas[0].entry.goal.as_deref()), (1, Some("Egen dør.")));
    assert_eq!(now.areas[0].activities.len(), 1);
    let days = plan::versions(&opened.record);
    let old = plan::before(&opened.record, &opened.programme, 1, days[0]);
    assert_eq!(old.areas[0].entry.goal.as_deref(), Some("Et sted med nøgle."));
}

async fn what_is_not_hers_does_not_exist_and_a_handover_moves_it_in_one() {
    let house = house().await;
    let (ctx, sanne, ali) = (&house.ctx, &house.sanne, &house.ali);
    let course = running(&house, sanne).await;
    for which in [id_of(&course), Which::Code(course.code.to_lowercase())] {
        assert!(open(ctx, ali, &which, None).await.unwrap_err().is_not_found());
        assert_eq!(open(ctx, &house.leader, &which, None).await.unwrap().purpose, Purpose::Oversight);
        for other in [&house.evaluator, &house.administrator] {
            assert!(open(ctx, other, &which, Some(Purpose::Own)).await.unwrap_err().is_not_found());
        }
    }
    let meeting = a_meeting(course.course, TODAY, "");
    assert!(contact::record(ctx, ali, meeting.clone(), Sent::default()).await.unwrap_err().is_not_found());
    let promised = promise::AddPromise { course: course.course, what: "ringe".to_owned(), until: TODAY };
    promise::add(ctx, sanne, promised, Sent::default()).await.unwrap();

    let at_once = started(&house, sanne).await;
    let same_day = assignment::HandOver { courses: vec![at_once.course], to: ali.user, from: TODAY };
    assignment::hand_over(ctx, &house.leader, same_day, Sent::default()).await.unwrap();
    assert_eq!(page(&house, ali, &at_once).await.worker(), Some(ali.user));
    let tomorrow = domain::phase::add_days(TODAY, 1);
    let over = assignment::HandOver { courses: vec![course.course], to: ali.user, from: tomorrow };
    let preview = assignment::preview(ctx, sanne, &over.courses).await.unwrap();
    assert_eq!((preview.courses, preview.follow), (1, 1));
    assignment::hand_over(ctx, sanne, over, Sent::default()).await.unwrap();
    assert!(open(ctx, ali, &id_of(&course), None).await.unwrap_err().is_not_found());
    house.clock.advance(DAY);
    assert!(open(ctx, sanne, &id_of(&course), None).await.unwrap_err().is_not_found());
    let opened = page(&house, ali, &course).await;
    assert_eq!((opened.worker(), opened.record.promises[0].0.worker), (Some(ali.user), ali.user));
    let deputy = assignment::AddDeputy {
        course: course.course,
        deputy: sanne.user,
        from: tomorrow,
        to: Some(tomorrow),
    };
    assignment::add_deputy(ctx, ali, deputy, Sent::default()).await.unwrap();
    let opened = page(&house, sanne, &course).await;
    assert_eq!((opened.tie, opened.purpose), (Tie::Deputy { until: Some(tomorrow) }, Purpose::Deputy));
    let trail = readers(ctx, ali, course.course, None).await.unwrap();
    assert!(trail.iter().any(|line| line.who == Some(house.leader.user)));
}

async fn a_contact_is_proposed_as_last_time_refused_with_reasons_corrected_and_taken_back() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = running(&house, sanne).await;
    let bare = contact::preset(ctx, sanne, &id_of(&course)).await.unwrap();
    assert_eq!((bare.kind, bare.minutes, bare.as_last_time), (ContactKind::Meeting, Some(45), false));
    assert!(!bare.areas_of_plan && bare.areas.len() == 8);
    let call = |note: &str| {
        let mut call = a_meeting(course.course, TODAY, note);
        call.facts.kind = ContactKind::Call;
        call.facts.minutes = Some(15);
        call
    };
    let mut wrong = call("Hun hedder 010190-1234");
    wrong.facts.date = Date::constant(2026, 11, 25);
    wrong.facts.areas = vec!["maane".to_owned()];
    let refused = contact::record(ctx, sanne, wrong, Sent::default()).await.unwrap_err();
    let expected = [
        (Some("areas"), RefusalCode::Unknown),
        (Some("date"), RefusalCode::DateInFuture),
        (Some("note"), RefusalCode::LooksLikeCpr),
    ];
    assert_eq!(codes(&refused), expected);

    let recorded = contact::record(ctx, sanne, call("Ringede."), Sent::default()).await.unwrap();
    house.clock.advance(3 * DAY);
    let last = contact::preset(ctx, sanne, &id_of(&course)).await.unwrap();
    assert_eq!((last.kind, last.minutes, last.as_last_time), (ContactKind::Call, Some(15), true));
    assert_eq!((last.page.days_silent, last.page.record.row.derived.last_two_way), (3, TODAY));
    let change = |version, contact: ContactId| contact::ChangeContact {
        course: course.course,
        contact,
        version,
        facts: ContactFacts { outcome: ContactOutcome::Unanswered, ..call("").facts },
        note: "Intet svar.".to_owned(),
    };
    contact::change(ctx, sanne, change(1, recorded.contact), Sent::default()).await.unwrap();
    let stale = contact::change(ctx, sanne, change(1, recorded.contact), Sent::default()).await;
    assert!(matches!(stale, Err(Error::Conflict(_))));
    let second = contact::record(ctx, sanne, call("Talte."), Sent::default()).await.unwrap();
    let gone = contact::UndoContact { course: course.course, contact: second.contact };
    contact::undo(ctx, sanne, gone, Sent::default()).await.unwrap();
    let opened = page(&house, sanne, &course).await;
    assert_eq!((opened.timeline(Filter::Notes).len(), opened.record.contacts.len()), (1, 2));
    let back = contact::RedoContact { course: course.course, contact: second.contact };
    contact::redo(ctx, sanne, back, Sent::default()).await.unwrap();
    assert_eq!(page(&house, sanne, &course).await.timeline(Filter::Notes).len(), 2);
}

async fn an_answer_is_safe_as_soon_as_it_is_given_and_what_is_no_number_stays_what_it_is() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = running(&house, sanne).await;
    let asked =
        FormAsked { which: id_of(&course), instrument: InstrumentId("who5".to_owned()), occasion: None };
    let form = response::form(ctx, sanne, &asked).await.unwrap();
    assert_eq!((form.occasion.as_str(), form.instrument.items.len(), form.kept.len()), ("start", 5, 0));
    let keep = |item: &str, answer| response::KeepAnswer {
        asked: asked.clone(),
        item: item.to_owned(),
        answer: Some(answer),
    };
    response::keep_answer(ctx, sanne, keep("happy", Answer::Value(4))).await.unwrap();
    response::keep_answer(ctx, sanne, keep("calm", Answer::WillNotAnswer)).await.unwrap();
    for wrong in [keep("calm", Answer::Value(6)), keep("name", Answer::Value(1))] {
        assert!(response::keep_answer(ctx, sanne, wrong).await.is_err());
    }
    let kept = response::form(ctx, sanne, &asked).await.unwrap().kept;
    assert_eq!((kept.len(), kept["calm"]), (2, Answer::WillNotAnswer));
    let new = NewResponse { answers: kept, ..who5("start", TODAY, 0) };
    let id = response::record(ctx, sanne, RecordResponse { course: course.course, new }, Sent::default())
        .await
        .unwrap();
    assert!(draft::list(ctx, sanne).await.unwrap().is_empty());
    let said = response::outcome(ctx, sanne, &id_of(&course), id).await.unwrap();
    assert_eq!((said.entry.response.score, said.unanswered.len()), (None, 3));
    let undo = response::UndoResponse { course: course.course, response: id };
    response::undo(ctx, sanne, undo, Sent::default()).await.unwrap();
    assert!(page(&house, sanne, &course).await.record.row.derived.answered.is_empty());

    let name = format!("contact/{}", course.code);
    let body = "note=noget".to_owned();
    draft::save(ctx, sanne, draft::SaveDraft { form: name.clone(), body }).await.unwrap();
    draft::discard(ctx, sanne, &name).await.unwrap();
    assert!(draft::list(ctx, sanne).await.unwrap().is_empty());
    draft::fetch_back(ctx, sanne, &name).await.unwrap();
    assert_eq!(draft::load(ctx, sanne, &name).await.unwrap().unwrap().body, "note=noget");
    assert!(draft::load(ctx, &house.ali, &name).await.unwrap().is_none());
}

async fn no_word_is_in_the_database_or_its_log() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let word = |n: u8| format!("Kvaksalverord{n}");
    let new = StartCourse { alias: word(1), safe_contact: word(2), start: Some(TODAY), ..new_course(sanne) };
    let course = start(ctx, sanne, new, Sent::with_key("planted")).await.unwrap();
    let id = course.course;
    let meeting = RecordContact {
        promise: Some(NewPromise { what: word(4), until: TODAY }),
        ..a_meeting(id, TODAY, &word(3))
    };
    contact::record(ctx, sanne, meeting, Sent::with_key("planted2")).await.unwrap();
    let areas = vec![AddGoal { area: "bolig".to_owned(), goal: word(5) }];
    plan::choose(ctx, sanne, ChooseArea { course: id, phase: None, areas }, Sent::default()).await.unwrap();
    let facts = network::SupporterFacts {
        kind: domain::network::SupporterKind::Family,
        name: word(6),
        task: word(7),
        strength: None,
        team_strength: Some(domain::network::Strength::Weak),
        since: TODAY,
        takes_over: true,
        holding: None,
        municipal_entry: false,
    };
    network::add(ctx, sanne, network::AddSupporter { course: id, facts }, Sent::default()).await.unwrap();
    let rest = Pause { course: id, from: TODAY, to: Some(TODAY), cause: Cause::Programme, reason: word(8) };
    pause(ctx, sanne, rest, Sent::default()).await.unwrap();
    draft::save(ctx, sanne, draft::SaveDraft { form: "contact/x".to_owned(), body: word(9) }).await.unwrap();
    let bytes = house.kept.bytes();
    assert!(bytes.len() > 30_000 && bytes.windows(7).any(|window| window == b"planted"));
    let planted = bytes.windows(12).any(|window| window.eq_ignore_ascii_case(b"kvaksalveror"));
    assert!(!planted, "a word stands in it");
    let opened = page(&house, sanne, &course).await;
    assert_eq!((opened.alias(), opened.record.contacts[0].note.clone()), (word(1).as_str(), Some(word(3))));
}

async fn a_whole_course_is_written_at_once_or_refused_with_every_fault() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let whole = CreateCourse {
        programme: ProgrammeId("cti-9".to_owned()),
        track: Track::Decided,
        site: String::new(),
        alias: None,
        first_contact: Date::constant(2026, 1, 5),
        start: Some(Date::constant(2026, 1, 12)),
        worker: None,
        safe_contact: None,
        responses: vec![
            who5("start", Date::constant(2026, 1, 12), 1),
            who5("phase1", Date::constant(2026, 4, 10), 2),
            who5("phase2", Date::constant(2026, 7, 10), 3),
            who5("closing", Date::constant(2026, 10, 10), 4),
            who5("followup3", Date::constant(2026, 11, 1), 5),
            who5("followup6", Date::constant(2026, 11, 2), 5),
        ],
    };
    let sent = || Sent::with_key("machine-1");
    let made = create_with_responses(ctx, sanne, whole.clone(), sent()).await.unwrap();
    assert_eq!(create_with_responses(ctx, sanne, whole.clone(), sent()).await.unwrap(), made);
    let opened = open(ctx, sanne, &Which::Code(made.code.clone()), None).await.unwrap();
    let curve = opened.curve_of("who5");
    assert_eq!(
        curve.points.iter().filter_map(|point| point.score).collect::<Vec<_>>(),
        [20.0, 40.0, 60.0, 80.0, 100.0, 100.0]
    );
    assert_eq!(opened.record.row.derived.answered.len(), 6);
    let mut wrong = whole;
    wrong.first_contact = Date::constant(2026, 12, 1);
    wrong.responses[0].answers.insert("calm".to_owned(), Answer::Value(9));
    wrong.responses[1].occasion = "never".to_owned();
    let refused = create_with_responses(ctx, sanne, wrong, Sent::default()).await.unwrap_err();
    let expected = [
        (Some("first_contact"), RefusalCode::DateInFuture),
        (Some("start"), RefusalCode::DateOrder),
        (Some("answers"), RefusalCode::OutOfRange),
        (Some("occasion"), RefusalCode::Unknown),
    ];
    assert_eq!(codes(&refused), expected);
}

impl CoursePage {
    fn curve_of(&self, key: &str) -> Curve {
        self.curves().into_iter().find(|curve| curve.instrument.id.0 == key).unwrap()
    }
}

async fn network_appointments_and_plan_are_changed_settled_and_taken_back() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = running(&house, sanne).await;
    let id = course.course;
    let facts = network::SupporterFacts {
        kind: domain::network::SupporterKind::Friend,
        name: "Veninden".to_owned(),
        task: String::new(),
        strength: None,
        team_strength: Some(domain::network::Strength::Weak),
        since: TODAY,
        takes_over: false,
        holding: None,
        municipal_entry: false,
    };
    let add = network::AddSupporter { course: id, facts: facts.clone() };
    let supporter = network::add(ctx, sanne, add, Sent::default()).await.unwrap();
    let change = |version, task: &str| network::ChangeSupporter {
        course: id,
        supporter,
        version,
        facts: network::SupporterFacts { task: task.to_owned(), ..facts.clone() },
        ended: None,
    };
    network::change(ctx, sanne, change(1, "spiser sammen"), Sent::default()).await.unwrap();
    let stale = network::change(ctx, sanne, change(1, "går tur"), Sent::default()).await.unwrap_err();
    let Error::Conflict(both) = stale else { panic!("{stale:?}") };
    assert_eq!(both.fields[0].theirs.as_deref(), Some("spiser sammen"));
    let holding = network::SayHolding { course: id, supporter, holding: Some(true) };
    network::say_holding(ctx, sanne, holding, Sent::default()).await.unwrap();
    for ended in [Some(TODAY), None] {
        let end = network::EndSupporter { course: id, supporter, ended };
        network::end(ctx, sanne, end, Sent::default()).await.unwrap();
        let opened = page(&house, sanne, &course).await;
        assert_eq!(opened.record.supporters[0].supporter.ended, ended);
    }

    let agreed = crate::appointment::AddAppointment {
        course: id,
        worker: None,
        date: TODAY,
        time: Some(jiff::civil::time(13, 30, 0, 0)),
        kind: ContactKind::Accompaniment,
        place: Some(ContactPlace::OtherService),
    };
    let agreed = crate::appointment::add(ctx, sanne, agreed, Sent::default()).await.unwrap();
    let preset = contact::preset(ctx, sanne, &id_of(&course)).await.unwrap();
    assert_eq!(
        (preset.appointment, preset.kind, preset.time.hour()),
        (Some(agreed), ContactKind::Accompaniment, 13)
    );
    let meeting = RecordContact { settles: Some(agreed), ..a_meeting(id, TODAY, "") };
    contact::record(ctx, sanne, meeting, Sent::default()).await.unwrap();
    assert_eq!(page(&house, sanne, &course).await.appointments().count(), 0);

    let areas = vec![AddGoal { area: "bolig".to_owned(), goal: String::new() }];
    plan::choose(ctx, sanne, ChooseArea { course: id, phase: None, areas }, Sent::default()).await.unwrap();
    let area = page(&house, sanne, &course).await.plan().areas[0].entry.clone();
    let go = |version| plan::LetGo { course: id, focus_area: area.area.id, version };
    plan::let_go(ctx, sanne, go(1), Sent::default()).await.unwrap();
    assert!(page(&house, sanne, &course).await.plan().areas.is_empty());
    plan::keep(ctx, sanne, go(2), Sent::default()).await.unwrap();
    assert_eq!(plan::form(ctx, sanne, &id_of(&course)).await.unwrap().free.len(), 7);
}

async fn a_wrong_date_is_corrected_and_a_change_of_phase_taken_back() {
    let house = house().await;
    let (ctx, sanne) = (&house.ctx, &house.sanne);
    let course = running(&house, sanne).await;
    let before = page(&house, sanne, &course).await.schedule;
    let shorter = MoveEnd {
        course: course.course,
        phase: 1,
        to: Date::constant(2027, 1, 1),
        kind: MoveKind::EarlyEnd,
        cause: Cause::Citizen,
        reason: "Hun vil videre.".to_owned(),
    };
    let event = move_end(ctx, sanne, shorter, Sent::default()).await.unwrap();
    assert_ne!(page(&house, sanne, &course).await.schedule, before);
    let back = TakeBackPhaseChange { course: course.course, event };
    take_back(ctx, sanne, back.clone(), Sent::default()).await.unwrap();
    assert_eq!(page(&house, sanne, &course).await.schedule, before);
    let twice = take_back(ctx, sanne, back, Sent::default()).await.unwrap_err();
    assert_eq!(codes(&twice), [(Some("event"), RefusalCode::Unknown)]);
    let early = CorrectStart { course: course.course, start: Date::constant(2026, 11, 1) };
    let refused = correct_start(ctx, sanne, early, Sent::default()).await.unwrap_err();
    assert_eq!(codes(&refused), [(Some("start"), RefusalCode::DateOrder)]);
    let later = Date::constant(2026, 12, 1);
    correct_start(ctx, sanne, CorrectStart { course: course.course, start: later }, Sent::default())
        .await
        .unwrap();
    let opened = page(&house, sanne, &course).await;
    assert_eq!((opened.course().start(), opened.phase), (Some(later), 0));

    let agreement = "Kun sms om formiddagen.".to_owned();
    let safe = SetSafeContact { course: course.course, version: None, agreement };
    set_safe_contact(ctx, sanne, safe, Sent::default()).await.unwrap();
    house.clock.advance(100 * DAY);
    let due = page(&house, sanne, &course).await.due;
    assert!(due.iter().any(|due| matches!(due.duty, Duty::SafeContact { .. })));
    confirm_safe_contact(ctx, sanne, ConfirmSafeContact { course: course.course }, Sent::default())
        .await
        .unwrap();
    let due = page(&house, sanne, &course).await.due;
    assert!(!due.iter().any(|due| matches!(due.duty, Duty::SafeContact { .. })));
}
