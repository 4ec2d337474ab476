//! The record: what is written comes back as it was, within the scope and in no other.

use domain::Date;
use domain::appointment::{Appointment, Promise};
use domain::assignment::{Assignment, AssignmentRole};
use domain::audit::Act;
use domain::contact::{
    Contact, ContactKind, ContactOutcome, ContactPlace, ContactRole, MeetingKind, NewTime, Participant,
};
use domain::course::{Closing, ClosingReason, Course, DecidedBy, FollowUpWay, Stage};
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, TargetGroup};
use domain::id::{
    ActivityId, AppointmentId, AssignmentId, CitizenId, ContactId, CourseId, EnquiryId, FocusAreaId,
    PhaseEventId, PromiseId, ResponseId, SupporterId, UserId,
};
use domain::instrument::InstrumentId;
use domain::network::{Strength, Supporter, SupporterKind};
use domain::phase::{Cause, MoveKind, PhaseChange, PhaseEvent};
use domain::plan::{Activity, ActivityState, FocusArea, GoalResult, Provider};
use domain::policy::{Action, Actor, Role, Scope, authorise};
use domain::programme::{ProgrammeId, Track};
use domain::response::{Answer, Informer, Mode, Response};
use store::record::course::NewCourse;
use store::record::{
    ActivityEntry, ContactEntry, CourseFilter, Derived, EnquiryEntry, FocusAreaEntry, StageFilter,
    SupporterEntry, Word, activity, appointment, assignment, contact, course, enquiry, focus_area,
    phase_event, promise, response, supporter,
};
use store::user::UserRow;
use store::{CourseKey, CourseRecord, StoreError, Unit};

use crate::fixture::{Fixture, NOW};

pub(crate) const TODAY: Date = Date::constant(2026, 11, 24);

pub(crate) fn day(month: i8, day: i8) -> Date {
    Date::constant(2026, month, day)
}

/// What somebody with this role may do with courses.
pub(crate) fn scope(fixture: &Fixture, user: UserId, role: Role) -> Scope {
    authorise(&Actor { user, organisation: fixture.organisation, role }, Action::ReadCourses).unwrap()
}

/// A worker who is in the database.
pub(crate) async fn worker(fixture: &mut Fixture, login: &str) -> UserId {
    let user = UserRow {
        organisation: fixture.organisation,
        id: UserId::new(fixture.id()),
        login: login.to_owned(),
        name: login.to_owned(),
        initials: "XX".to_owned(),
        role: Role::Worker,
        hours_per_cent: 100,
        language: "da".to_owned(),
        active: true,
        created_at: NOW,
        version: 1,
    };
    let unit = Unit::new(fixture.event(Act::ChangedUser)).and(store::user::insert(&user, None));
    fixture.store.write(unit).await.unwrap();
    user.id
}

pub(crate) fn new_course(fixture: &mut Fixture, worker: UserId, code: &str, last: Date) -> NewCourse {
    NewCourse {
        course: Course {
            id: CourseId::new(fixture.id()),
            organisation: fixture.organisation,
            citizen: CitizenId::new(fixture.id()),
            programme: ProgrammeId("cti-9".to_owned()),
            track: Track::NoName,
            code: code.to_owned(),
            previous: None,
            first_contact: day(1, 5),
            stage: Stage::Running { start: day(2, 1) },
            events: Vec::new(),
            safe_contact_confirmed: Some(day(1, 5)),
            version: 1,
        },
        site: "oeve".to_owned(),
        alias: format!("Havtorn {code}"),
        safe_contact: Some("Kun sms før kl. 12".to_owned()),
        derived: Derived {
            worker: Some(worker),
            last_two_way: last,
            plan_changed: None,
            answered: Vec::new(),
        },
    }
}

/// Begins a course with its key, citizen and worker.
pub(crate) async fn begin(fixture: &mut Fixture, leader: &Scope, new: &NewCourse) -> CourseKey {
    let id = new.course.id;
    let subject = ("course", id.uuid());
    let (key, wrap) =
        fixture.store.new_key(fixture.organisation, subject, NOW, &mut fixture.entropy).unwrap();
    let tie = Assignment {
        id: AssignmentId::new(fixture.id()),
        course: id,
        worker: new.derived.worker.unwrap(),
        role: AssignmentRole::Worker,
        from: new.course.first_contact,
        to: None,
    };
    let unit = Unit::new(fixture.event(Act::CreatedCourse))
        .and(wrap)
        .and(course::insert_citizen(leader, new.course.citizen, NOW))
        .and(course::insert(leader, &key, new, NOW, &mut fixture.entropy).unwrap())
        .and(assignment::insert(leader, &tie));
    fixture.store.write(unit).await.unwrap();
    key
}

fn a_contact(fixture: &mut Fixture, course: CourseId, worker: UserId) -> Contact {
    Contact {
        id: ContactId::new(fixture.id()),
        course,
        worker,
        date: day(11, 20),
        time: Some(jiff::civil::Time::constant(9, 30, 0, 0)),
        kind: ContactKind::Meeting,
        role: ContactRole::Support,
        outcome: ContactOutcome::Held,
        new_time: None,
        minutes: Some(45),
        place: Some(ContactPlace::Community),
        joined: vec![Participant::Ngo, Participant::Health],
        meeting: Some(MeetingKind::First),
        areas: vec!["bolig".to_owned(), "økonomi".to_owned()],
    }
}

fn a_response(fixture: &mut Fixture, course: CourseId) -> Response {
    let answers = [
        ("q1", Answer::Value(3)),
        ("q2", Answer::NotAsked),
        ("q3", Answer::WillNotAnswer),
        ("q4", Answer::DoesNotKnow),
    ];
    Response {
        id: ResponseId::new(fixture.id()),
        course,
        instrument: InstrumentId("who5".to_owned()),
        version: "1".to_owned(),
        occasion: "start".to_owned(),
        date: day(2, 3),
        mode: Mode::Interview,
        informer: Informer::WithStaff,
        answers: answers.into_iter().map(|(key, answer)| (key.to_owned(), answer)).collect(),
        score: Some(52.5),
    }
}

/// Everything that can stand on a course.
struct History {
    met: Contact,
    bare: Contact,
    pause: PhaseEvent,
    moved: PhaseEvent,
    ahead: Appointment,
    word: Promise,
    area: FocusArea,
    step: Activity,
    friend: Supporter,
    answered: Response,
}

fn a_history(fixture: &mut Fixture, id: CourseId, worker: UserId) -> History {
    let met = a_contact(fixture, id, worker);
    let bare = Contact {
        id: ContactId::new(fixture.id()),
        time: None,
        minutes: None,
        place: None,
        joined: vec![],
        meeting: None,
        areas: vec![],
        date: day(11, 21),
        kind: ContactKind::Call,
        outcome: ContactOutcome::Unanswered,
        ..met.clone()
    };
    let [pause, moved] = phase_events(fixture);
    let ahead = Appointment {
        id: AppointmentId::new(fixture.id()),
        course: id,
        worker,
        date: day(11, 28),
        time: None,
        kind: ContactKind::Meeting,
        place: Some(ContactPlace::Home),
    };
    let (made, until) = (day(11, 20), day(11, 30));
    let word = Promise { id: PromiseId::new(fixture.id()), course: id, worker, made, until, kept: None };
    let (area, step) = a_plan(fixture, id);
    let friend = Supporter {
        id: SupporterId::new(fixture.id()),
        course: id,
        kind: SupporterKind::Friend,
        strength: Some(Strength::Weak),
        team_strength: Some(Strength::Strong),
        since: day(2, 1),
        takes_over: true,
        holding: Some(false),
        municipal_entry: false,
        ended: None,
    };
    let answered = a_response(fixture, id);
    History { met, bare, pause, moved, ahead, word, area, step, friend, answered }
}

fn phase_events(fixture: &mut Fixture) -> [PhaseEvent; 2] {
    let pause = PhaseEvent {
        id: PhaseEventId::new(fixture.id()),
        recorded: day(3, 1),
        cause: Cause::Citizen,
        change: PhaseChange::Pause { from: day(3, 1), to: None },
    };
    let moved = PhaseEvent {
        id: PhaseEventId::new(fixture.id()),
        recorded: day(4, 1),
        cause: Cause::Programme,
        change: PhaseChange::EndMoved { phase: 1, to: day(6, 1), kind: MoveKind::Extension },
    };
    [pause, moved]
}

fn a_plan(fixture: &mut Fixture, id: CourseId) -> (FocusArea, Activity) {
    let area = FocusArea {
        id: FocusAreaId::new(fixture.id()),
        course: id,
        phase: 1,
        area: "bolig".to_owned(),
        chosen: day(2, 10),
        let_go: None,
        result: Some(GoalResult::Partly),
    };
    let step = Activity {
        id: ActivityId::new(fixture.id()),
        course: id,
        focus_area: area.id,
        provider: Some(Provider::Ngo),
        state: ActivityState::Started,
        planned: day(2, 10),
        state_date: day(2, 11),
        until: Some(day(5, 1)),
        adjusted_in_phase2: true,
        handed_over_to: None,
    };
    (area, step)
}

impl History {
    /// The unit that writes it all.
    fn unit(&self, fixture: &mut Fixture, leader: &Scope, key: &CourseKey) -> Unit {
        let (id, event) = (self.met.course, fixture.event(Act::ChangedCourse));
        let entropy = &mut fixture.entropy;
        let note = Some("Gik en tur ved åen");
        let names = (Some("Søster Æ"), None);
        Unit::new(domain::audit::AuditEvent { at: NOW + 5, ..event })
            .and(contact::insert(leader, key, &self.met, note, NOW, entropy).unwrap())
            .and(contact::insert(leader, key, &self.bare, None, NOW, entropy).unwrap())
            .and(phase_event::insert(leader, key, &self.pause, "Indlagt", entropy).unwrap())
            .and(phase_event::insert(leader, key, &self.moved, "Ferie", entropy).unwrap())
            .and(appointment::insert(leader, &self.ahead))
            .and(promise::insert(leader, key, &self.word, "Ringe til boligforeningen", entropy).unwrap())
            .and(focus_area::insert(leader, key, &self.area, Some("Et sted at bo"), entropy).unwrap())
            .and(activity::insert(leader, key, &self.step, "Ansøgning", entropy).unwrap())
            .and(supporter::insert(leader, key, &self.friend, names, entropy).unwrap())
            .and(response::insert(leader, &self.answered, Some(self.met.worker), NOW))
            .and(course::contact_made(leader, id, self.met.date, NOW + 5))
            .and(course::answered(leader, id, (&self.answered.instrument, "start"), NOW + 5))
            .and(course::plan_changed(leader, id, self.area.chosen, NOW + 5))
            .and(course::set_word(leader, key, Word::LongTermPlan, Some("Egen bolig"), entropy).unwrap())
    }

    /// Fails where the parts of a record are not these.
    fn stands_in(self, record: &CourseRecord) {
        let reasons = [(self.pause.id, "Indlagt".to_owned()), (self.moved.id, "Ferie".to_owned())];
        assert_eq!(record.reasons, reasons);
        let entry = |contact, note: Option<&str>| {
            let note = note.map(str::to_owned);
            ContactEntry { contact, note, recorded_at: NOW, undone_at: None, version: 1 }
        };
        let contacts = [entry(self.met, Some("Gik en tur ved åen")), entry(self.bare, None)];
        assert_eq!(record.contacts, contacts);
        assert_eq!(record.appointments[0].appointment, self.ahead);
        assert_eq!(record.row.promises, [(self.word.id, self.word.until)]);
        assert_eq!(record.promises, [(self.word, "Ringe til boligforeningen".to_owned())]);
        let goal = Some("Et sted at bo".to_owned());
        assert_eq!(record.focus_areas, [FocusAreaEntry { area: self.area, goal, version: 1 }]);
        let title = "Ansøgning".to_owned();
        assert_eq!(record.activities, [ActivityEntry { activity: self.step, title, version: 1 }]);
        let name = Some("Søster Æ".to_owned());
        let friend = SupporterEntry { supporter: self.friend, name, task: None, version: 1 };
        assert_eq!(record.supporters, [friend]);
        assert_eq!(record.responses[0].response, self.answered);
    }
}

crate::contract! {
    async fn a_course_with_its_whole_history_comes_back_as_it_was_written(fixture) {
        let worker = worker(&mut fixture, "tilde").await;
        let leader = scope(&fixture, worker, Role::Leader);
        let new = new_course(&mut fixture, worker, "4F7K", day(1, 5));
        let id = new.course.id;
        let key = begin(&mut fixture, &leader, &new).await;
        let history = a_history(&mut fixture, id, worker);
        let unit = history.unit(&mut fixture, &leader, &key);
        fixture.store.write(unit).await.unwrap();

        let record = fixture.store.course(&leader, id, TODAY).await.unwrap().unwrap();
        let row = &record.row;
        let events = vec![history.pause.clone(), history.moved.clone()];
        assert_eq!(row.course, Course { events, version: row.course.version, ..new.course.clone() });
        assert_eq!((row.alias.as_str(), row.site.as_str(), row.has_safe_contact), ("Havtorn 4F7K", "oeve", true));
        assert_eq!((row.created_at, row.changed_at), (NOW, NOW + 5));
        assert_eq!(record.safe_contact.as_deref(), Some("Kun sms før kl. 12"));
        assert_eq!((record.long_term_plan.as_deref(), record.closing_note.as_deref()), (Some("Egen bolig"), None));
        assert_eq!(record.assignments.len(), 1);
        let derived = Derived {
            worker: Some(worker), last_two_way: day(11, 20), plan_changed: Some(day(2, 11)),
            answered: vec![(history.answered.instrument.clone(), "start".to_owned())],
        };
        assert_eq!(record.derive(TODAY), derived);
        assert_eq!(row.derived, Derived { plan_changed: Some(day(2, 10)), ..derived });
        history.stands_in(&record);
        // The line of the list says the same.
        let page = fixture.store.courses(&leader, &CourseFilter { limit: 10, ..CourseFilter::default() }, TODAY).await.unwrap();
        assert_eq!(page.rows.len(), 1);
        assert_eq!(*page.rows[0], *row);
        assert_eq!(fixture.store.course_by_code(&leader, "4F7K").await.unwrap(), Some(id));
        assert_eq!(fixture.store.course_by_code(&leader, "4f7k").await.unwrap(), None);
    }

    async fn what_is_changed_is_seen_by_the_next_reader_and_an_older_version_is_a_conflict(fixture) {
        let worker = worker(&mut fixture, "tilde").await;
        let leader = scope(&fixture, worker, Role::Leader);
        let new = new_course(&mut fixture, worker, "4F7K", day(1, 5));
        let id = new.course.id;
        let key = begin(&mut fixture, &leader, &new).await;
        let contact = a_contact(&mut fixture, id, worker);
        let insert = contact::insert(&leader, &key, &contact, Some("a"), NOW, &mut fixture.entropy).unwrap();
        let write = |unit: Unit| fixture.store.write(unit);
        write(Unit::new(fixture.event(Act::RecordedContact)).and(insert)).await.unwrap();
        let before = fixture.store.course(&leader, id, TODAY).await.unwrap().unwrap();
        assert_eq!(before.contacts.len(), 1);

        let mut entropy = vault::fake::Seeded(9);
        let moved = Contact { minutes: Some(50), new_time: Some(NewTime::Later), ..contact.clone() };
        let mut change = |version| Unit::new(fixture.event(Act::ChangedContact))
            .and(contact::update(&leader, &key, &moved, Some("b"), version, &mut entropy).unwrap());
        let (first, second) = (change(1), change(1));
        write(first).await.unwrap();
        assert_eq!(write(second).await, Err(StoreError::Conflict));
        let after = fixture.store.course(&leader, id, TODAY).await.unwrap().unwrap();
        assert_eq!((after.contacts[0].contact.minutes, after.contacts[0].note.as_deref()), (Some(50), Some("b")));
        assert_eq!(after.contacts[0].contact.new_time, Some(NewTime::Later));

        let undo = contact::undo(&leader, id, contact.id, NOW + 1);
        write(Unit::new(fixture.event(Act::ChangedContact)).and(undo)).await.unwrap();
        let undone = fixture.store.course(&leader, id, TODAY).await.unwrap().unwrap();
        assert_eq!(undone.contacts[0].undone_at, Some(NOW + 1));
        assert_eq!(undone.derive(TODAY).last_two_way, day(1, 5));

        // Closing against the version read before the contact was undone is refused, against the present it holds.
        let closing = Closing {
            date: Some(TODAY), reason: ClosingReason::GoalsReached, decided_by: Some(DecidedBy::Together),
            follow_up: Some(FollowUpWay::Message), recorded: TODAY,
        };
        let close = |record: &CourseRecord| {
            let closed = record.row.course.clone().close(closing, TODAY).unwrap();
            Unit::new(fixture.event(Act::ClosedCourse)).and(course::update(&leader, &closed, &record.derive(TODAY), NOW))
        };
        assert_eq!(write(close(&before)).await, Err(StoreError::Conflict));
        write(close(&undone)).await.unwrap();
        let closed = fixture.store.course(&leader, id, TODAY).await.unwrap().unwrap();
        assert_eq!(closed.row.course.closing(), Some(closing));
        assert_eq!(closed.row.course.start(), Some(day(2, 1)));
    }

    async fn nobody_sees_a_course_outside_her_reach(fixture) {
        let (tilde, bo) = (worker(&mut fixture, "tilde").await, worker(&mut fixture, "bo").await);
        let leader = scope(&fixture, tilde, Role::Leader);
        let (own, other) = (scope(&fixture, tilde, Role::Worker), scope(&fixture, bo, Role::Worker));
        let new = new_course(&mut fixture, tilde, "4F7K", day(1, 5));
        begin(&mut fixture, &leader, &new).await;
        let filter = CourseFilter { limit: 10, ..CourseFilter::default() };
        let seen = async |scope: &Scope, today: Date| (
            fixture.store.course(scope, new.course.id, today).await.unwrap().is_some(),
            fixture.store.courses(scope, &filter, today).await.unwrap().rows.len(),
            fixture.store.tallies(scope, today, NOW).await.unwrap().iter().map(|tally| tally.courses).sum::<u64>(),
        );
        assert_eq!(seen(&leader, TODAY).await, (true, 1, 1));
        assert_eq!(seen(&own, TODAY).await, (true, 1, 1));
        assert_eq!(seen(&other, TODAY).await, (false, 0, 0));
        assert_eq!(seen(&own, day(1, 4)).await, (false, 0, 0), "before her first day");
        let aggregates = authorise(
            &Actor { user: tilde, organisation: fixture.organisation, role: Role::Evaluator }, Action::Evaluate,
        ).unwrap();
        assert_eq!(seen(&aggregates, TODAY).await, (false, 0, 0));
        let elsewhere = authorise(
            &Actor { user: tilde, organisation: domain::id::OrganisationId::new(uuid::Uuid::from_u128(77)), role: Role::Leader },
            Action::ReadCourses,
        ).unwrap();
        assert_eq!(seen(&elsewhere, TODAY).await, (false, 0, 0));
    }

    async fn pages_follow_each_other_without_gap_or_repetition_whatever_the_filter(fixture) {
        let (tilde, bo) = (worker(&mut fixture, "tilde").await, worker(&mut fixture, "bo").await);
        let leader = scope(&fixture, tilde, Role::Leader);
        let mut all = Vec::new();
        for number in 0..23_i8 {
            let who = if number % 3 == 0 { bo } else { tilde };
            let mut new = new_course(&mut fixture, who, &format!("C{number:03}"), day(1 + number % 5, 5));
            if number % 4 == 0 {
                new.course.stage = Stage::ContactMaking;
            }
            if number % 7 == 0 {
                new.course.programme = ProgrammeId("cti-12".to_owned());
            }
            begin(&mut fixture, &leader, &new).await;
            all.push(new);
        }
        all.sort_by_key(|new| (new.derived.last_two_way, new.course.id));
        let filters = [
            CourseFilter::default(),
            CourseFilter { worker: Some(bo), ..CourseFilter::default() },
            CourseFilter { stage: StageFilter::ContactMaking, ..CourseFilter::default() },
            CourseFilter { stage: StageFilter::All, programme: Some(ProgrammeId("cti-12".to_owned())), ..CourseFilter::default() },
            CourseFilter { stage: StageFilter::Closed, ..CourseFilter::default() },
        ];
        for (filter, own) in filters.iter().flat_map(|filter| [(filter, false), (filter, true)]) {
            let scope = if own { scope(&fixture, tilde, Role::Worker) } else { leader };
            let fits = |new: &&NewCourse| filter.worker.is_none_or(|worker| new.derived.worker == Some(worker))
                && filter.programme.as_ref().is_none_or(|programme| new.course.programme == *programme)
                && (!own || new.derived.worker == Some(tilde))
                && match filter.stage {
                    StageFilter::ContactMaking => new.course.stage == Stage::ContactMaking,
                    StageFilter::Closed => false,
                    _ => true,
                };
            let expected: Vec<CourseId> = all.iter().filter(fits).map(|new| new.course.id).collect();
            let (mut got, mut after) = (Vec::new(), None);
            loop {
                let filter = CourseFilter { after, limit: 4, ..filter.clone() };
                let page = fixture.store.courses(&scope, &filter, TODAY).await.unwrap();
                assert!(page.rows.len() <= 4);
                got.extend(page.rows.iter().map(|row| row.course.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(got, expected, "{filter:?}, own {own}");
        }
        let tallies = fixture.store.tallies(&leader, TODAY, NOW).await.unwrap();
        let count = |stage| tallies.iter().filter(|tally| tally.stage == stage).map(|t| t.courses).sum::<u64>();
        assert_eq!((count(StageFilter::ContactMaking), count(StageFilter::Running), count(StageFilter::Closed)), (6, 17, 0));
        let without = CourseFilter { without: vec![ProgrammeId("cti-12".to_owned())], limit: 50, ..CourseFilter::default() };
        let left = fixture.store.courses(&leader, &without, TODAY).await.unwrap().rows;
        assert!(left.len() < 23 && left.iter().all(|row| row.course.programme.0 != "cti-12"));
    }

    async fn words_cannot_be_sealed_with_the_key_of_another_course(fixture) {
        let tilde = worker(&mut fixture, "tilde").await;
        let leader = scope(&fixture, tilde, Role::Leader);
        let one = new_course(&mut fixture, tilde, "AAAA", day(1, 5));
        let two = new_course(&mut fixture, tilde, "BBBB", day(1, 5));
        begin(&mut fixture, &leader, &one).await;
        let key_of_two = begin(&mut fixture, &leader, &two).await;
        let contact = a_contact(&mut fixture, one.course.id, tilde);
        let refused = contact::insert(&leader, &key_of_two, &contact, Some("a"), NOW, &mut fixture.entropy);
        assert_eq!(refused.unwrap_err(), StoreError::Reference);
    }

    async fn an_agreed_meeting_is_listed_until_it_is_settled(fixture) {
        let (tilde, bo) = (worker(&mut fixture, "tilde").await, worker(&mut fixture, "bo").await);
        let leader = scope(&fixture, tilde, Role::Leader);
        let new = new_course(&mut fixture, tilde, "AAAA", day(1, 5));
        begin(&mut fixture, &leader, &new).await;
        let ahead = Appointment {
            id: AppointmentId::new(fixture.id()), course: new.course.id, worker: tilde, date: TODAY,
            time: Some(jiff::civil::Time::constant(14, 0, 0, 0)), kind: ContactKind::Call, place: None,
        };
        let unit = Unit::new(fixture.event(Act::ChangedCourse)).and(appointment::insert(&leader, &ahead));
        fixture.store.write(unit).await.unwrap();
        let week = (TODAY, day(11, 30));
        assert_eq!(fixture.store.appointments(&leader, tilde, week).await.unwrap(), vec![ahead.clone()]);
        assert_eq!(fixture.store.appointments(&leader, bo, week).await.unwrap(), vec![]);
        let other = scope(&fixture, bo, Role::Worker);
        assert_eq!(fixture.store.appointments(&other, tilde, week).await.unwrap(), vec![]);
        let settle = appointment::settle(&leader, new.course.id, ahead.id, Some(NOW));
        fixture.store.write(Unit::new(fixture.event(Act::ChangedCourse)).and(settle)).await.unwrap();
        assert_eq!(fixture.store.appointments(&leader, tilde, week).await.unwrap(), vec![]);
    }

    async fn an_enquiry_comes_back_with_its_words_and_open_ones_never_age_out(fixture) {
        let tilde = worker(&mut fixture, "tilde").await;
        let leader = scope(&fixture, tilde, Role::Leader);
        let mut entries = Vec::new();
        for (asked, settled) in [(day(1, 2), None), (day(1, 3), Some(day(1, 9))), (day(11, 3), Some(day(11, 4)))] {
            let id = EnquiryId::new(fixture.id());
            let subject = ("enquiry", id.uuid());
            let (key, wrap) =
                fixture.store.new_key(fixture.organisation, subject, NOW, &mut fixture.entropy).unwrap();
            let entry = EnquiryEntry {
                enquiry: Enquiry {
                    id, door: Door::Ngo, asked, offered: None, met: None, target_group: Some(TargetGroup::Grey),
                    outcome: settled.map(|_| EnquiryOutcome::Referred), settled, course: None, owner: Some(tilde),
                },
                said: Some("Ringede om aftenen".to_owned()), reason: settled.map(|_| "Flyttet".to_owned()),
                recorded_at: NOW, version: 1,
            };
            let insert = enquiry::insert(&leader, &key, &entry, &mut fixture.entropy).unwrap();
            let unit = Unit::new(fixture.event(Act::ChangedEnquiry)).and(wrap).and(insert);
            fixture.store.write(unit).await.unwrap();
            entries.push((entry, key));
        }
        let listed = fixture.store.enquiries(&leader, day(10, 1), 10).await.unwrap();
        assert_eq!(listed, vec![entries[2].0.clone(), entries[0].0.clone()]);
        let (entry, key) = &entries[0];
        let mut answered = entry.clone();
        answered.enquiry.offered = Some(TODAY);
        let update = enquiry::update(&leader, key, &answered, &mut fixture.entropy).unwrap();
        let again = update.clone();
        fixture.store.write(Unit::new(fixture.event(Act::ChangedEnquiry)).and(update)).await.unwrap();
        let second = fixture.store.write(Unit::new(fixture.event(Act::ChangedEnquiry)).and(again)).await;
        assert_eq!(second, Err(StoreError::Conflict));
        let read = fixture.store.enquiry(&leader, entry.enquiry.id).await.unwrap().unwrap();
        assert_eq!(read, EnquiryEntry { version: 2, ..answered });
    }
}
