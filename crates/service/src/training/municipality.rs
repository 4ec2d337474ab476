//! The courses of the training municipality: the open ones as the script says they stand, and closed ones of the last
//! years whose course is drawn by lot.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::assignment::AssignmentRole;
use domain::course::{Closing, ClosingReason, Course, DecidedBy, FollowUpWay};
use domain::id::{CitizenId, CourseId, PhaseEventId, UserId};
use domain::phase::{Cause, MoveKind, PhaseChange, PhaseEvent, add_days};
use domain::policy::Scope;
use domain::programme::{Programme, ProgrammeId, Track};
use jiff::civil::{Time, Weekday};

use super::chance::Chance;
use super::course::{Whole, bare, moment, start_of};
use super::life::{self, Frame};
use super::measured::{Fares, Open, follow_ups, responses};
use super::script::{CourseScript, Script};
use super::told;
use crate::content::Content;

/// Days that the extended phase got more, and the shortened one less.
const EXTENDED: i32 = 28;
const SHORTENED: i32 = 21;
/// Seed of what is said of follow-up, closing by closing.
const FOLLOW_UPS: u64 = 3_612;
const LETTERS: &[char] = &[
    '2', '3', '4', '5', '6', '7', '8', '9', 'B', 'C', 'D', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'R', 'S',
    'T', 'V', 'X',
];

/// Everything that courses are made with.
pub(super) struct Maker<'a> {
    pub(super) script: &'a Script,
    pub(super) content: &'a Content,
    pub(super) scope: &'a Scope,
    pub(super) staff: &'a BTreeMap<String, UserId>,
    pub(super) today: Date,
    pub(super) chance: Chance,
    codes: BTreeSet<String>,
    /// The course whose citizen comes back.
    former: Option<(CourseId, CitizenId)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        (script, content): (&'a Script, &'a Content),
        scope: &'a Scope,
        staff: &'a BTreeMap<String, UserId>,
        (today, chance): (Date, Chance),
    ) -> Self {
        let codes = script.team.course.iter().filter_map(|course| course.code.clone()).collect();
        Self { script, content, scope, staff, today, chance, codes, former: None }
    }

    /// All courses, closed ones first.
    pub(super) fn courses(&mut self) -> Vec<Whole> {
        let mut all: Vec<Whole> = Vec::new();
        let script = self.script;
        for (place, alias) in script.team.closed.iter().enumerate() {
            all.extend(self.closed(place, alias));
        }
        for course in &script.team.course {
            all.extend(self.open(course));
        }
        all
    }

    fn code(&mut self) -> String {
        loop {
            let code: String = (0..4).map(|_| self.chance.choose(LETTERS, '2')).collect();
            if self.codes.insert(code.clone()) {
                return code;
            }
        }
    }

    fn someone(&self, key: &str) -> Option<UserId> {
        self.staff.get(key).copied()
    }

    fn bare(&mut self, programme: &Programme, first_contact: Date, code: Option<String>) -> Course {
        let ids = (self.chance.id(moment(first_contact)), self.chance.id(moment(first_contact)));
        let track = if self.chance.in_hundred(70) { Track::NoName } else { Track::Decided };
        let code = code.unwrap_or_else(|| self.code());
        bare(ids, self.scope, &programme.id, (track, code), first_contact)
    }

    /// An open course as the script says it stands.
    fn open(&mut self, script: &CourseScript) -> Option<Whole> {
        let content = self.content;
        let programme = content.programme(&ProgrammeId(script.programme.clone()))?;
        let (phase, days) = script.at;
        let began = add_days(self.today, -days);
        let shifted = match script {
            s if s.has("extended") => add_days(began, -EXTENDED),
            s if s.has("early_end") => add_days(began, SHORTENED),
            _ => began,
        };
        let start = (phase > 0).then(|| {
            if script.has("past_end") {
                domain::phase::add_months(add_days(self.today, -9), -i32::from(programme.months()))
            } else {
                start_of(programme, phase, shifted)
            }
        });
        let before = self.chance.between(14, 28);
        let first_contact = start.map_or(began, |start| add_days(start, -before));
        let mut course = self.bare(programme, first_contact, script.code.clone());
        if script.has("told") {
            course.track = Track::NoName;
        }
        let mut whole = Whole::new(course, &script.alias);
        if let Some(start) = start {
            whole.course = whole.course.clone().begin(start).ok()?;
        }
        self.changes(script, &mut whole, (phase, began));
        if let Some((id, citizen)) = self.former.filter(|_| script.has("readmitted")) {
            whole.course.previous = Some(id);
            whole.course.citizen = citizen;
            whole.new_citizen = false;
        }
        self.agreements(script, &mut whole);
        let worker = script.worker.as_deref().and_then(|key| self.someone(key));
        let last = add_days(self.today, -script.silent).max(first_contact);
        self.live(&mut whole, (programme, script), (worker, last));
        self.ahead(script, &mut whole, (worker, last));
        Some(whole)
    }

    /// Pause, extension, early end.
    fn changes(&mut self, script: &CourseScript, whole: &mut Whole, (phase, began): (u8, Date)) {
        let texts = &self.script.texts;
        let moved = |kind, to| PhaseChange::EndMoved { phase: phase.saturating_sub(1), to, kind };
        let change = if script.has("paused") {
            let (from, to) = (add_days(self.today, -20), add_days(self.today, 12));
            (PhaseChange::Pause { from, to: Some(to) }, Cause::Surroundings, &texts.reason_pause)
        } else if script.has("extended") {
            (moved(MoveKind::Extension, add_days(began, -1)), Cause::Surroundings, &texts.reason_extension)
        } else if script.has("early_end") {
            (moved(MoveKind::EarlyEnd, add_days(began, -1)), Cause::Citizen, &texts.reason_early_end)
        } else {
            return;
        };
        let (change, cause, reasons) = change;
        let recorded = add_days(began, -3).min(self.today);
        let id: PhaseEventId = self.chance.id(moment(recorded));
        let event = PhaseEvent { id, recorded, cause, change };
        whole.course.events.push(event.clone());
        whole.reasons.push((event, self.chance.words(reasons).to_owned()));
    }

    /// The agreement on safe contact.
    fn agreements(&mut self, script: &CourseScript, whole: &mut Whole) {
        let overdue = script.has("safe_overdue");
        if !overdue && !script.has("told") && self.chance.in_hundred(25) {
            return;
        }
        let told = script.has("told").then(|| self.script.told.safe_contact.clone());
        let ago = if overdue { 96 } else { self.chance.between(4, 80) };
        let texts = &self.script.texts;
        whole.safe_contact = told.or_else(|| Some(self.chance.words(&texts.safe_contact).to_owned()));
        let confirmed = add_days(self.today, -ago).max(whole.course.first_contact);
        whole.course.safe_contact_confirmed = Some(confirmed);
    }

    /// Contacts, plan, network, measurements.
    fn live(
        &mut self,
        whole: &mut Whole,
        (programme, script): (&Programme, &CourseScript),
        (worker, last): (Option<UserId>, Date),
    ) {
        let schedule = whole.course.schedule(programme);
        let former = self.someone("birgit");
        let Some(doer) = worker.or(former) else { return };
        let course = whole.course.clone();
        let frame = Frame {
            course: &course,
            programme,
            schedule: schedule.as_ref(),
            worker: doer,
            until: self.today,
            last,
            texts: &self.script.texts,
            moment,
        };
        let chance = &mut self.chance;
        if script.has("told") {
            told::course(&self.script.told, &frame, &mut whole.life, chance);
        } else {
            if !script.has("no_plan") {
                life::plans(&frame, &mut whole.life, chance);
            }
            life::contacts(&frame, &mut whole.life, chance);
            if !script.has("no_network") {
                life::network(&frame, &mut whole.life, chance);
            }
        }
        if chance.in_hundred(60) {
            life::kept_promise(&frame, &mut whole.life, chance);
        }
        if script.has("first_meeting") {
            told::only_by_telephone(&mut whole.life);
        }
        let long_term = frame.phase_reached() == 3
            && !script.has("no_long_term_plan")
            && (script.has("long_term_plan") || chance.in_hundred(50));
        whole.long_term_plan = long_term.then(|| chance.words(&self.script.texts.long_term_plan).to_owned());
        let fares = Fares {
            begins: if script.has("low") { 0.28 } else { 0.33 + chance.around() / 9.0 },
            changes: if script.has("low") { -0.05 } else { 0.2 + chance.around() / 7.0 },
            open: left_open(script),
            who5: if script.has("told") { self.script.told.who5.clone() } else { Vec::new() },
        };
        whole.responses = responses(self.content, &frame, &fares, chance);
        self.ties(whole, worker, doer);
    }

    fn ties(&mut self, whole: &mut Whole, worker: Option<UserId>, doer: UserId) {
        let first = whole.course.first_contact;
        let role = AssignmentRole::Worker;
        let ended = worker.is_none().then(|| add_days(self.today, -12).max(first));
        whole.tie(self.chance.id(moment(first)), doer, role, (first, ended));
    }

    /// What lies ahead: appointments, promises, deputies.
    fn ahead(&mut self, script: &CourseScript, whole: &mut Whole, (worker, last): (Option<UserId>, Date)) {
        let Some(worker) = worker else { return };
        let clock = script.today.as_ref().and_then(|time| time.replace('.', ":").parse::<Time>().ok());
        if clock.is_some() {
            whole.agree(self.chance.id(moment(last)), worker, self.today, clock);
        } else if self.chance.in_hundred(75) && !script.has("paused") {
            let day = add_days(self.today, self.chance.between(1, 12));
            let hour = i8::try_from(self.chance.between(9, 15)).unwrap_or(10);
            whole.agree(self.chance.id(moment(last)), worker, day, Time::new(hour, 30, 0, 0).ok());
        }
        if let Some((which, days)) = script.promise {
            let what = self.script.texts.promise.get(which).cloned().unwrap_or_default();
            let until = add_days(self.today, days);
            whole.promise(self.chance.id(moment(last)), worker, (last.min(until), until), what);
        }
        let deputy = AssignmentRole::Deputy;
        if let Some(sanne) = self.someone("sanne").filter(|_| script.has("deputy_later")) {
            let from = next_monday(self.today);
            whole.tie(self.chance.id(moment(self.today)), sanne, deputy, (from, Some(add_days(from, 13))));
        }
        if let Some(maja) = self.someone("maja").filter(|_| script.has("deputy_now")) {
            let days = (add_days(self.today, -2), Some(add_days(self.today, 5)));
            whole.tie(self.chance.id(moment(self.today)), maja, deputy, days);
        }
    }

    /// A closed course; the first two closed lately and owe their closing form.
    fn closed(&mut self, place: usize, alias: &str) -> Option<Whole> {
        let owes = place < 2;
        let keys = ["sanne", "ali", "birgit", "jonas", "maja"];
        let key = if owes || place == 2 { "birgit" } else { self.chance.choose(&keys, "sanne") };
        let worker = self.someone(key)?;
        let id = if place.is_multiple_of(3) { "cti-9" } else { "cti-12" };
        let content = self.content;
        let programme = content.programme(&ProgrammeId(id.to_owned()))?;
        let (days, reason, decided_by) = self.ending(programme, owes);
        let ended = if owes { self.chance.between(16, 40) } else { self.chance.between(20, 620) };
        let end = add_days(self.today, -ended);
        let start = add_days(end, -days);
        let before = self.chance.between(10, 35);
        let mut course = self.bare(programme, add_days(start, -before), None);
        course = course.begin(start).ok()?;
        let mut whole = Whole::new(course, alias);
        // Of its own chance, so that the rest of the town stays as it was drawn.
        let mut own = Chance::new(u64::try_from(place).unwrap_or(0) + FOLLOW_UPS);
        let follow_up = followed_up(owes, reason, &mut own);
        whole.close(Closing { date: Some(end), reason, decided_by, follow_up, recorded: end });
        let texts = &self.script.texts;
        whole.closing_note =
            self.chance.in_hundred(60).then(|| self.chance.words(&texts.closing_note).to_owned());
        let schedule = whole.course.schedule(programme);
        let lost = reason == ClosingReason::LostContact;
        let course = whole.course.clone();
        let frame = Frame {
            course: &course,
            programme,
            schedule: schedule.as_ref(),
            worker,
            until: end,
            last: add_days(end, if lost { -40 } else { -2 }).max(course.first_contact),
            texts,
            moment,
        };
        let chance = &mut self.chance;
        life::plans(&frame, &mut whole.life, chance);
        life::contacts(&frame, &mut whole.life, chance);
        life::network(&frame, &mut whole.life, chance);
        life::kept_promise(&frame, &mut whole.life, chance);
        if frame.phase_reached() == 3 && chance.in_hundred(80) {
            whole.long_term_plan = Some(chance.words(&texts.long_term_plan).to_owned());
        }
        let fares = Fares {
            begins: 0.3 + chance.around() / 9.0,
            changes: 0.24 + chance.around() / 6.0,
            // What is older than a year is asked of nobody any more.
            open: match ended > domain::due::CLOSING_DAYS && chance.in_hundred(25) {
                _ if owes => Open::ClosingForm,
                true => Open::Latest,
                false => Open::Nothing,
            },
            who5: Vec::new(),
        };
        whole.responses = responses(self.content, &frame, &fares, chance);
        let left_open = (&fares, self.today, key != "sanne");
        whole.responses.extend(follow_ups(self.content, &frame, left_open, &mut own));
        whole.tie(
            chance.id(moment(frame.course.first_contact)),
            worker,
            AssignmentRole::Worker,
            (frame.course.first_contact, None),
        );
        if place == 2 {
            self.former = Some((whole.course.id, whole.course.citizen));
        }
        Some(whole)
    }

    /// How long it lasted and why it ended.
    fn ending(&mut self, programme: &Programme, owes: bool) -> (i32, ClosingReason, Option<DecidedBy>) {
        use ClosingReason as R;
        let full = i32::from(programme.months()) * 365 / 12;
        let (together, citizen, team) = (DecidedBy::Together, DecidedBy::Citizen, DecidedBy::Team);
        match self.chance.between(1, 100) {
            _ if owes => (full - 3, R::PhasesDone, Some(together)),
            1..=56 => (full + self.chance.between(-12, 9), R::PhasesDone, Some(together)),
            57..=68 => (full - self.chance.between(30, 90), R::GoalsReached, Some(citizen)),
            69..=80 => (self.chance.between(50, full - 60), R::LostContact, Some(team)),
            81..=88 => (self.chance.between(40, full - 60), R::DidNotWish, Some(citizen)),
            89..=94 => (self.chance.between(60, full - 40), R::Moved, Some(citizen)),
            95..=97 => (self.chance.between(60, full - 40), R::NoNewWorker, Some(citizen)),
            _ => (self.chance.between(60, full - 40), R::Institution, Some(DecidedBy::Others)),
        }
    }
}

/// Whether she said how she may be reached afterwards.
fn followed_up(owes: bool, reason: ClosingReason, chance: &mut Chance) -> Option<FollowUpWay> {
    use FollowUpWay::{Call, Meeting, Message, No, Supporter};
    let ways = [Message, Message, Message, Call, Call, Meeting, Supporter];
    match chance.between(1, 100) {
        _ if owes => Some(Message),
        _ if reason == ClosingReason::LostContact => None,
        1..=62 => Some(chance.choose(&ways, Message)),
        63..=85 => Some(No),
        _ => None,
    }
}

fn left_open(script: &CourseScript) -> Open {
    match script {
        s if s.has("baseline_missing") => Open::First,
        s if s.has("forms_missing") => Open::Latest,
        s if s.has("who5_open") => Open::Who5Ahead,
        _ => Open::Nothing,
    }
}

fn next_monday(today: Date) -> Date {
    let mut day = add_days(today, 1);
    while day.weekday() != Weekday::Monday {
        day = add_days(day, 1);
    }
    day
}
