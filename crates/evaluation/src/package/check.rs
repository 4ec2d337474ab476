//! What must hold between the cells of a package: dates in their order and not after the data cut, states that agree
//! with their dates, occasions that are known. Judges facts only against each other, never against a method.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::codes::{PhaseEventKind, Status};
use super::manifest::Manifest;
use super::tables::{
    Activity, Answer, Assignment, Contact, Course, Enquiry, FocusArea, PhaseEvent, Response, Supporter,
    Worker,
};
use super::value::{Code, Id, Problem};
use crate::fault::FaultCode;
use crate::quick::Map;

/// What a row is held against.
#[derive(Clone)]
pub(crate) struct Surroundings {
    data_cut: Date,
    occasions: BTreeSet<Code>,
    first_contacts: Map<Id, Date>,
}

impl Surroundings {
    pub(super) fn new(manifest: &Manifest) -> Self {
        let occasions = manifest.occasions.iter().map(|occasion| occasion.key.clone()).collect();
        Self { data_cut: manifest.data_cut, occasions, first_contacts: Map::default() }
    }
    pub(super) fn courses(&mut self, courses: &[Course]) {
        self.first_contacts(courses.iter().filter_map(|c| Some((c.course_id.clone(), c.first_contact?))));
    }
    pub(super) fn first_contacts(&mut self, known: impl Iterator<Item = (Id, Date)>) {
        self.first_contacts.extend(known);
    }
}

pub(crate) type Sink<'a> = &'a mut dyn FnMut(&'static str, Problem);

/// The rules of a row.
pub(crate) trait Rules {
    /// Tells `fault` what does not hold, with the column it stands in.
    fn rules(&self, _around: &Surroundings, _fault: Sink<'_>) {}
}

fn not_after_cut(around: &Surroundings, date: Option<Date>, column: &'static str, fault: Sink<'_>) {
    if let Some(date) = date.filter(|&date| date > around.data_cut) {
        let parameters = vec![("value", date.to_string()), ("limit", around.data_cut.to_string())];
        fault(column, (FaultCode::DateFuture, parameters));
    }
}

fn not_before_course(around: &Surroundings, course: &Id, date: Option<Date>, fault: Sink<'_>) {
    let Some((date, first)) = date.zip(around.first_contacts.get(course).copied()) else { return };
    if date < first {
        let parameters = vec![("value", date.to_string()), ("limit", first.to_string())];
        fault("date", (FaultCode::DateBeforeStart, parameters));
    }
}

fn in_order(dates: &[(&'static str, Option<Date>)], fault: Sink<'_>) {
    let known: Vec<(&'static str, Date)> =
        dates.iter().filter_map(|(column, date)| Some((*column, (*date)?))).collect();
    for pair in known.windows(2) {
        if let [(earlier, first), (later, second)] = pair
            && second < first
        {
            let parameters = vec![
                ("value", second.to_string()),
                ("other", (*earlier).to_owned()),
                ("limit", first.to_string()),
            ];
            fault(later, (FaultCode::DateOrder, parameters));
        }
    }
}

fn phase(number: Option<u32>, fault: Sink<'_>) {
    if let Some(number) = number.filter(|number| !(1..=3).contains(number)) {
        let parameters =
            vec![("value", number.to_string()), ("min", "1".to_owned()), ("max", "3".to_owned())];
        fault("phase", (FaultCode::NumberRange, parameters));
    }
}

fn missing(column: &'static str, fault: Sink<'_>) {
    fault(column, (FaultCode::ValueMissing, Vec::new()));
}

impl Rules for Course {
    fn rules(&self, around: &Surroundings, fault: Sink<'_>) {
        not_after_cut(around, self.first_contact, "first_contact", fault);
        not_after_cut(around, self.closing_date, "closing_date", fault);
        in_order(&[("first_contact", self.first_contact), ("start", self.start)], fault);
        in_order(
            &[
                ("start", self.start),
                ("phase1_end", self.phase1_end),
                ("phase2_end", self.phase2_end),
                ("planned_end", self.planned_end),
            ],
            fault,
        );
        in_order(&[("first_contact", self.first_contact), ("closing_date", self.closing_date)], fault);
        let contradiction = |other: &str| (FaultCode::StateContradiction, vec![("other", other.to_owned())]);
        if self.status != Status::Closed && self.closing_date.is_some() {
            fault("status", contradiction("closing_date"));
        }
        if self.status == Status::ContactMaking && self.start.is_some() {
            fault("status", contradiction("start"));
        }
        if self.status == Status::Running && self.start.is_none() {
            missing("start", fault);
        }
    }
}

impl Rules for PhaseEvent {
    fn rules(&self, _around: &Surroundings, fault: Sink<'_>) {
        phase(self.phase, fault);
        if self.kind == PhaseEventKind::Pause {
            in_order(&[("from", self.from), ("to", self.to)], fault);
            if self.from.is_none() {
                missing("from", fault);
            }
        } else {
            if self.phase.is_none() {
                missing("phase", fault);
            }
            if self.to.is_none() {
                missing("to", fault);
            }
        }
    }
}

impl Rules for Response {
    fn rules(&self, around: &Surroundings, fault: Sink<'_>) {
        not_after_cut(around, self.date, "date", fault);
        not_before_course(around, &self.course_id, self.date, fault);
        if !around.occasions.contains(&self.occasion) {
            let known: Vec<&str> = around.occasions.iter().map(Code::as_str).collect();
            let parameters = vec![("value", self.occasion.to_string()), ("known", known.join(", "))];
            fault("occasion", (FaultCode::KindUnknown, parameters));
        }
    }
}

impl Rules for Contact {
    fn rules(&self, around: &Surroundings, fault: Sink<'_>) {
        not_after_cut(around, Some(self.date), "date", fault);
        if let Some(minutes) = self.minutes.filter(|&minutes| minutes > 24 * 60) {
            let parameters =
                vec![("value", minutes.to_string()), ("min", "0".to_owned()), ("max", "1440".to_owned())];
            fault("minutes", (FaultCode::NumberRange, parameters));
        }
    }
}

impl Rules for Assignment {
    fn rules(&self, _around: &Surroundings, fault: Sink<'_>) {
        in_order(&[("from", Some(self.from)), ("to", self.to)], fault);
    }
}

impl Rules for FocusArea {
    fn rules(&self, _around: &Surroundings, fault: Sink<'_>) {
        phase(Some(self.phase), fault);
        in_order(&[("chosen", self.chosen), ("let_go", self.let_go)], fault);
    }
}

impl Rules for Activity {
    fn rules(&self, around: &Surroundings, fault: Sink<'_>) {
        phase(Some(self.phase), fault);
        not_after_cut(around, self.state_date, "state_date", fault);
    }
}

impl Rules for Supporter {
    fn rules(&self, around: &Surroundings, fault: Sink<'_>) {
        not_after_cut(around, self.since, "since", fault);
        in_order(&[("since", self.since), ("ended", self.ended)], fault);
    }
}

impl Rules for Enquiry {
    fn rules(&self, around: &Surroundings, fault: Sink<'_>) {
        not_after_cut(around, Some(self.asked), "asked", fault);
    }
}

impl Rules for Worker {
    fn rules(&self, _around: &Surroundings, fault: Sink<'_>) {
        in_order(&[("employed_from", self.employed_from), ("employed_to", self.employed_to)], fault);
    }
}

impl Rules for Answer {}
