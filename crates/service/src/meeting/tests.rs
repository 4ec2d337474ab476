//! Meetings of a small team, on both databases.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::due::{Duty, DutyKind};
use domain::id::DecisionId;
use domain::programme::{ProgrammeId, Track};
use domain::refusal::RefusalCode;
use store::DAY;

use super::*;
use crate::course::{StartCourse, StartWho, readers, start};
use crate::line::DutyLine;
use crate::sample::{House, house, on_both};
use crate::{myday, team};

on_both! {
    a_meeting_is_opened_once_and_only_by_whoever_oversees_the_team,
    a_decision_with_somebody_and_a_day_is_her_duty_and_one_without_a_note,
    who_cannot_open_the_course_sees_her_duty_on_it_and_nothing_else,
    what_was_skipped_comes_first_next_time_and_what_was_talked_of_waits_its_turn,
    what_was_written_down_is_taken_back_by_its_writer_within_a_day,
    who_was_there_is_counted_and_words_are_sealed,
}

async fn begun(house: &House, alias: &str, worker: UserId) -> CourseId {
    let today = house.ctx.today();
    let new = StartCourse {
        programme: ProgrammeId("cti-9".to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: alias.to_owned(),
        first_contact: today,
        start: Some(today),
        worker,
        deputy: None,
        safe_contact: String::new(),
        from: StartWho::default(),
    };
    start(&house.ctx, &house.leader, new, Sent::default()).await.unwrap().course
}

async fn opened(house: &House) -> Date {
    begin(&house.ctx, &house.leader, Sent::default()).await.unwrap()
}

fn saying(day: Date, course: CourseId, words: &str, who: Option<UserId>) -> Decide {
    Decide {
        day,
        course,
        said: Said::Talked,
        issue: "Huslejen mangler".to_owned(),
        words: words.to_owned(),
        who,
        until: Some(add_days(day, 7)),
    }
}

async fn written_down(house: &House, command: Decide) -> DecisionId {
    decide(&house.ctx, &house.leader, command, Sent::default()).await.unwrap()
}

fn decisions(lines: &[DutyLine]) -> Vec<&DutyLine> {
    lines.iter().filter(|line| line.due.duty.kind() == DutyKind::Decision).collect()
}

async fn a_meeting_is_opened_once_and_only_by_whoever_oversees_the_team() {
    let house = house().await;
    let ctx = &house.ctx;
    for actor in [&house.sanne, &house.evaluator, &house.administrator] {
        assert!(begin(ctx, actor, Sent::default()).await.unwrap_err().is_not_found());
        assert!(held(ctx, actor).await.unwrap_err().is_not_found());
        assert!(agenda(ctx, actor, ctx.today()).await.unwrap_err().is_not_found());
    }
    assert!(agenda(ctx, &house.leader, ctx.today()).await.unwrap_err().is_not_found(), "none is open yet");
    let day = opened(&house).await;
    assert_eq!(opened(&house).await, day);
    let page = agenda(ctx, &house.leader, day).await.unwrap();
    assert_eq!(page.meeting.present, [house.leader.user]);
    assert_eq!((page.progress(), page.round, page.groups.len()), ((0, 0), (0, 0), 0), "nobody to talk of");
    assert_eq!(page.staff.len(), 3, "workers and the leader");
    assert_eq!(held(ctx, &house.leader).await.unwrap().meetings.len(), 1);
}

async fn a_decision_with_somebody_and_a_day_is_her_duty_and_one_without_a_note() {
    let house = house().await;
    let (ctx, sanne, leader) = (&house.ctx, &house.sanne, &house.leader);
    let course = begun(&house, "Havtorn", sanne.user).await;
    let day = opened(&house).await;
    let id = written_down(&house, saying(day, course, "Ringe til udlejer", Some(sanne.user))).await;
    written_down(&house, saying(day, course, "Tage det op igen", None)).await;
    written_down(&house, saying(day, course, "", Some(sanne.user))).await;
    let page = open(ctx, sanne, &Which::Id(course), None).await.unwrap();
    let outcomes: Vec<_> = page.record.decisions.iter().map(|entry| entry.decision.outcome).collect();
    assert_eq!(outcomes, [Outcome::Decided, Outcome::Noted, Outcome::Noted]);

    let mine = myday::open(ctx, sanne).await.unwrap().mine;
    let found = decisions(&mine.week);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].promise.as_deref(), found[0].beyond), (Some("Ringe til udlejer"), false));
    let whole = team::open(ctx, leader).await.unwrap();
    let row = whole.rows.iter().find(|row| row.worker == Some(sanne.user)).unwrap();
    assert_eq!((row.count(), row.waiting[&DutyKind::Decision].count), (mine.count(), 1), "counted alike");

    let done = |done| Settle { course, decision: id, done };
    settle(ctx, sanne, done(true), Sent::default()).await.unwrap();
    assert_eq!(decisions(&myday::open(ctx, sanne).await.unwrap().mine.week).len(), 0);
    settle(ctx, sanne, done(false), Sent::default()).await.unwrap();
    assert_eq!(decisions(&myday::open(ctx, sanne).await.unwrap().mine.week).len(), 1, "taken back");

    let mut wrong = saying(day, course, "010190-1234", Some(house.evaluator.user));
    wrong.until = Some(add_days(day, -1));
    let refused = decide(ctx, leader, wrong, Sent::default()).await.unwrap_err();
    let codes: Vec<_> = refused.refusals().iter().map(|refusal| (refusal.field, refusal.code)).collect();
    let all = [
        (Some("words"), RefusalCode::LooksLikeCpr),
        (Some("until"), RefusalCode::DateOrder),
        (Some("who"), RefusalCode::Unknown),
    ];
    assert_eq!(codes, all);
}

async fn who_cannot_open_the_course_sees_her_duty_on_it_and_nothing_else() {
    let house = house().await;
    let (ctx, sanne, ali) = (&house.ctx, &house.sanne, &house.ali);
    let course = begun(&house, "Havtorn", sanne.user).await;
    let day = opened(&house).await;
    let id = written_down(&house, saying(day, course, "Finde en bisidder", Some(ali.user))).await;
    let his = myday::open(ctx, ali).await.unwrap();
    let found = decisions(&his.mine.week);
    assert_eq!((found.len(), his.mine.count()), (1, 1), "not what else is due on it");
    assert_eq!((found[0].promise.as_deref(), found[0].beyond), (Some("Finde en bisidder"), true));
    assert!(open(ctx, ali, &Which::Id(course), None).await.unwrap_err().is_not_found());
    assert_eq!(decisions(&myday::open(ctx, sanne).await.unwrap().mine.week).len(), 0, "not hers to do");

    let other = written_down(&house, saying(day, course, "Skrive til kommunen", Some(sanne.user))).await;
    let settling = |decision| Settle { course, decision, done: true };
    assert!(settle(ctx, ali, settling(other), Sent::default()).await.unwrap_err().is_not_found());
    settle(ctx, ali, settling(id), Sent::default()).await.unwrap();
    assert_eq!(myday::open(ctx, ali).await.unwrap().mine.count(), 0);
    settle(ctx, sanne, settling(other), Sent::default()).await.unwrap();
    for actor in [&house.evaluator, &house.administrator] {
        assert!(settle(ctx, actor, settling(id), Sent::default()).await.unwrap_err().is_not_found());
    }
}

async fn what_was_skipped_comes_first_next_time_and_what_was_talked_of_waits_its_turn() {
    let house = house().await;
    let (ctx, leader, clock) = (&house.ctx, &house.leader, &house.clock);
    let mut courses = Vec::new();
    for alias in ["Havtorn", "Solsort", "Rimfrost", "Lyng"] {
        courses.push(begun(&house, alias, house.sanne.user).await);
    }
    let day = opened(&house).await;
    let page = agenda(ctx, leader, day).await.unwrap();
    assert_eq!((page.groups[0].matter, page.progress(), page.round), (Matter::New, (0, 4), (1, 4)));
    let first = page.next(None).unwrap().course.id;
    let mut skip = saying(day, first, "halvt skrevet", None);
    skip.said = Said::Skipped;
    written_down(&house, skip).await;
    let page = agenda(ctx, leader, day).await.unwrap();
    assert_eq!(page.progress(), (1, 4));
    let next = page.next(Some(first)).unwrap().course.id;
    assert_ne!(next, first);
    let mut not_now = saying(day, next, "", None);
    not_now.said = Said::NotNow;
    written_down(&house, not_now).await;

    clock.advance(7 * DAY);
    let later = opened(&house).await;
    assert_eq!(later, add_days(day, 7));
    let page = agenda(ctx, leader, later).await.unwrap();
    assert_eq!(page.groups[0].matter, Matter::Skipped);
    assert_eq!(page.groups[0].items[0].0.course.id, first, "skipped comes first");
    let round: Vec<CourseId> = page
        .groups
        .iter()
        .filter(|group| group.matter == Matter::Round)
        .flat_map(|group| group.items.iter().map(|(line, _)| line.course.id))
        .collect();
    assert!(!round.contains(&next), "talked of a week ago: others are waiting");
    let minutes = minutes(ctx, leader, day).await.unwrap();
    assert_eq!(minutes.lines.len(), 2);
    assert_eq!(minutes.lines[0].entry.words.as_deref(), Some("halvt skrevet"), "nothing typed is lost");

    clock.advance(8 * DAY);
    let late = decide(ctx, leader, saying(later, first, "x", None), Sent::default()).await.unwrap_err();
    assert_eq!(late.refusals()[0].code, RefusalCode::TooLate, "a week after the meeting");
    assert_eq!(course(ctx, leader, later, &Which::Id(first)).await.unwrap_err().code(), "toolate");
}

async fn what_was_written_down_is_taken_back_by_its_writer_within_a_day() {
    let house = house().await;
    let (ctx, leader) = (&house.ctx, &house.leader);
    let course = begun(&house, "Havtorn", house.sanne.user).await;
    let day = opened(&house).await;
    let id = written_down(&house, saying(day, course, "Ringe", Some(house.ali.user))).await;
    let back = TakeBack { day, course, decision: id };
    assert!(take_back(ctx, &house.sanne, back).await.unwrap_err().is_not_found());
    let entry = take_back(ctx, leader, back).await.unwrap();
    assert_eq!((entry.issue.as_deref(), entry.words.as_deref()), (Some("Huslejen mangler"), Some("Ringe")));
    assert_eq!(myday::open(ctx, &house.ali).await.unwrap().mine.count(), 0);
    assert_eq!(agenda(ctx, leader, day).await.unwrap().progress().0, 0);
    assert_eq!(take_back(ctx, leader, back).await.unwrap_err().code(), "toolate");
    let gone = settle(ctx, &house.ali, Settle { course, decision: id, done: true }, Sent::default()).await;
    assert!(gone.unwrap_err().is_not_found());
    let other = written_down(&house, saying(day, course, "Skrive", None)).await;
    house.clock.advance(DAY + 1);
    let late = take_back(ctx, leader, TakeBack { decision: other, ..back }).await.unwrap_err();
    assert_eq!(late.code(), "toolate");
}

async fn who_was_there_is_counted_and_words_are_sealed() {
    let house = house().await;
    let (ctx, leader) = (&house.ctx, &house.leader);
    let havtorn = begun(&house, "Havtorn", house.sanne.user).await;
    let day = opened(&house).await;
    let mut words = saying(day, havtorn, "KORNBLOMSTBLAA", Some(house.ali.user));
    words.issue = "VALMUEROED".to_owned();
    written_down(&house, words).await;
    let there = |present: &[UserId]| Attend { day, present: present.to_vec() };
    let unknown = attend(ctx, leader, there(&[house.evaluator.user]), Sent::default()).await.unwrap_err();
    assert_eq!(unknown.refusals()[0].code, RefusalCode::Unknown);
    let both = [house.sanne.user, house.leader.user, house.sanne.user];
    attend(ctx, leader, there(&both), Sent::default()).await.unwrap();
    let held = held(ctx, leader).await.unwrap();
    assert_eq!((held.with_meeting, held.meetings[0].1), (1, 1));
    let times: Vec<_> = held.attendance.iter().map(|one| (one.name.as_str(), one.times)).collect();
    assert_eq!(times, [("Ali Prøve", 0), ("Karen Prøve", 1), ("Sanne Prøve", 1)]);

    let page = course(ctx, leader, day, &Which::Id(havtorn)).await.unwrap();
    assert_eq!(page.purpose, Purpose::Meeting);
    let trail = readers(ctx, &house.sanne, havtorn, None).await.unwrap();
    assert!(trail.iter().any(|one| one.act == Act::ReadCourse && one.purpose == Some(Purpose::Meeting)));
    assert!(trail.iter().any(|one| one.act == Act::ChangedDecision));
    ctx.store.close().await;
    let bytes = house.kept.bytes();
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(!holds(b"KORNBLOMSTBLAA") && !holds(b"VALMUEROED"));
    assert!(holds(b"cti-9"), "what is no word can be found");
    assert!(matches!(page.due.iter().find(|due| due.duty.kind() == DutyKind::Decision).unwrap().duty,
        Duty::Decision { who, .. } if who == house.ali.user));
}
