//! Invented enquiries: a few that wait, some offered or on the waiting list, a year of settled ones, and those that
//! became the courses.

use std::collections::BTreeMap;

use domain::Date;
use domain::audit::Act;
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, TargetGroup};
use domain::id::{CourseId, EnquiryId, UserId};
use domain::phase::add_days;
use domain::policy::Scope;
use store::Unit;
use store::record::{EnquiryEntry, enquiry};

use super::chance::Chance;
use super::course::{Whole, moment};
use super::event;
use super::script::Texts;
use crate::context::Context;
use crate::error::Error;

/// Settled enquiries of the past year.
const SETTLED: usize = 38;

/// A course as what an enquiry became.
pub(super) struct Became {
    course: CourseId,
    first_contact: Date,
    worker: Option<UserId>,
}

impl Became {
    /// This course.
    pub(super) fn of(whole: &Whole) -> Self {
        Self {
            course: whole.course.id,
            first_contact: whole.course.first_contact,
            worker: whole.assignments.first().map(|tie| tie.worker),
        }
    }
    /// The enquiry that it was: asked some days before the first contact, which was the first meeting offered.
    fn asked(&self, chance: &mut Chance) -> Enquiry {
        let first = self.first_contact;
        let before = chance.between(2, 9);
        let doors = [Door::Ngo, Door::Ngo, Door::Municipality, Door::Own, Door::Own, Door::Health];
        let door = chance.choose(&doors, Door::Ngo);
        Enquiry {
            offered: Some(add_days(first, -chance.between(1, before))),
            met: Some(first),
            target_group: Some(TargetGroup::Yes),
            outcome: Some(EnquiryOutcome::Course),
            settled: Some(first),
            course: Some(self.course),
            ..fresh(first, before, door, self.worker)
        }
    }
}

/// Writes them all.
pub(super) async fn write(
    ctx: &Context,
    scope: &Scope,
    texts: &Texts,
    (staff, knocked, mut chance): (&BTreeMap<String, UserId>, &[Became], Chance),
) -> Result<(), Error> {
    let today = ctx.today();
    let organisation = scope.organisation();
    let someone = |key: &str| staff.get(key).copied();
    let mut all = vec![
        fresh(today, 0, Door::Ngo, None),
        fresh(today, 2, Door::Own, None),
        fresh(today, 4, Door::Health, someone("ali")),
    ];
    for ago in [6, 9] {
        let mut offered = fresh(today, ago, Door::Municipality, someone("maja"));
        offered.offered = Some(add_days(today, 1 - ago));
        all.push(offered);
    }
    for ago in [15, 24, 31] {
        let mut waiting = fresh(today, ago, Door::Ngo, someone("karen"));
        waiting.offered = Some(add_days(today, 2 - ago));
        waiting.met = Some(add_days(today, 6 - ago));
        waiting.target_group = Some(TargetGroup::Yes);
        waiting.outcome = Some(EnquiryOutcome::Waiting);
        all.push(waiting);
    }
    for _ in 0..SETTLED {
        all.push(settled(today, &mut chance, someone("karen")));
    }
    all.extend(knocked.iter().map(|became| became.asked(&mut chance)));
    let mut unit = Unit::new(event(ctx, organisation, Act::ChangedEnquiry));
    let mut randomness = ctx.randomness();
    for (place, mut enquiry) in all.into_iter().enumerate() {
        let recorded_at = moment(enquiry.asked);
        enquiry.id = chance.id(recorded_at);
        let subject = ("enquiry", enquiry.id.uuid());
        let (key, wrap) = ctx.store.new_key(organisation, subject, recorded_at, &mut randomness)?;
        let refused = enquiry.outcome.is_some_and(|outcome| outcome != EnquiryOutcome::Course);
        let said = texts.enquiry.get(place).map_or_else(|| chance.words(&texts.enquiry), String::as_str);
        let entry = EnquiryEntry {
            reason: refused.then(|| chance.words(&texts.enquiry_reason).to_owned()),
            said: Some(said.to_owned()),
            enquiry,
            recorded_at,
            version: 1,
        };
        unit = unit.and(wrap).and(enquiry::insert(scope, &key, &entry, &mut randomness)?);
    }
    ctx.store.write(unit).await?;
    Ok(())
}

fn fresh(today: Date, ago: i32, door: Door, owner: Option<UserId>) -> Enquiry {
    Enquiry {
        id: EnquiryId::new(uuid::Uuid::nil()),
        door,
        asked: add_days(today, -ago),
        offered: None,
        met: None,
        target_group: None,
        outcome: None,
        settled: None,
        course: None,
        owner,
    }
}

fn settled(today: Date, chance: &mut Chance, owner: Option<UserId>) -> Enquiry {
    use EnquiryOutcome::{DoesNotWant, Lost, NoEnergy, NotTargetGroup, Referred};
    let mut enquiry = fresh(today, chance.between(40, 390), Door::Ngo, owner);
    enquiry.door =
        chance.choose(&[Door::Ngo, Door::Ngo, Door::Municipality, Door::Own, Door::Health], Door::Ngo);
    let asked = enquiry.asked;
    let outcomes = [Referred, DoesNotWant, NoEnergy, NotTargetGroup, Lost];
    let outcome = chance.choose(&outcomes, Referred);
    if outcome != NotTargetGroup {
        enquiry.offered = Some(add_days(asked, chance.between(0, 3)));
    }
    if matches!(outcome, Referred | DoesNotWant) {
        enquiry.met = Some(add_days(asked, chance.between(4, 10)));
    }
    enquiry.target_group = match outcome {
        NotTargetGroup => Some(TargetGroup::No),
        Lost => None,
        Referred => Some(TargetGroup::Grey),
        _ => Some(TargetGroup::Yes),
    };
    enquiry.outcome = Some(outcome);
    enquiry.settled = Some(add_days(asked, chance.between(11, 30)));
    enquiry
}
