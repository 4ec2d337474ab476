//! One invented course with half a year of history, written as its worker would have written it: for tests that need
//! something to look at. Time is moved by the clock of the house.

use domain::Date;
use domain::contact::{ContactKind as K, ContactOutcome as O, ContactPlace as P, Participant};
use domain::instrument::InstrumentId;
use domain::network::{Strength, SupporterKind};
use domain::plan::{ActivityState, Provider};
use domain::policy::{Actor, Role};
use domain::programme::{ProgrammeId, Track};
use domain::response::{Answer, Answers, Informer, Mode};
use jiff::civil::{date, time};
use service::Sent;
use service::contact::{self, ContactFacts, NewPromise, NextAppointment, RecordContact};
use service::course::{self, NewResponse, SetSafeContact, StartCourse, StartWho, Started};
use service::network::{self, AddSupporter, SupporterFacts};
use service::plan::{self, AddGoal, ChooseArea, NewActivity, SaveArea};
use service::response::{self, RecordResponse};

use crate::house::House;

/// The worker who writes it.
pub(crate) async fn sanne(house: &House) -> Actor {
    let organisation = house.organisation;
    let staff = house.ctx.store.users(organisation).await.unwrap();
    let user = staff.iter().find(|user| user.login == "sanne").unwrap().id;
    Actor { user, organisation, role: Role::Worker }
}

fn at(house: &House, day: Date) {
    house.clock.set(house.ctx.moment_of(day.at(11, 0, 0, 0)));
}

/// A course without history.
pub(crate) async fn new(house: &House, sanne: &Actor, alias: &str, start: Option<Date>) -> Started {
    let command = StartCourse {
        programme: ProgrammeId("cti-12".to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: alias.to_owned(),
        first_contact: start.unwrap_or(house.ctx.today()),
        start,
        worker: sanne.user,
        deputy: None,
        safe_contact: String::new(),
        from: StartWho::default(),
    };
    course::start(&house.ctx, sanne, command, Sent::default()).await.unwrap()
}

fn who5(values: [i32; 5]) -> Answers {
    let items = ["happy", "calm", "active", "rested", "interest"];
    items.iter().zip(values).map(|(item, value)| ((*item).to_owned(), Answer::Value(value))).collect()
}

/// The course of the mock-ups: Havtorn, started on 4 May, seen on 24 November.
pub(crate) async fn havtorn(house: &House) -> Started {
    let sanne = sanne(house).await;
    at(house, date(2026, 5, 4));
    let started = new(house, &sanne, "Havtorn", Some(date(2026, 5, 4))).await;
    measured(house, &sanne, &started, ("start", date(2026, 5, 4)), [1, 1, 1, 1, 2]).await;
    let summer = [
        (date(2026, 5, 12), K::Meeting, 60),
        (date(2026, 5, 26), K::Meeting, 45),
        (date(2026, 6, 9), K::Coordination, 20),
        (date(2026, 6, 23), K::Meeting, 60),
        (date(2026, 7, 7), K::Accompaniment, 90),
        (date(2026, 7, 21), K::Call, 15),
        (date(2026, 8, 4), K::Meeting, 45),
        (date(2026, 8, 25), K::Meeting, 45),
    ];
    for (day, kind, minutes) in summer {
        wrote(house, &sanne, &started, (day, kind, O::Held, Some(minutes)), ("", &["oekonomi"])).await;
    }
    measured(house, &sanne, &started, ("phase1", date(2026, 9, 3)), [2, 2, 2, 2, 3]).await;
    planned(house, &sanne, &started).await;
    autumn(house, &sanne, &started).await;
    at(house, date(2026, 11, 24));
    started
}

async fn measured(
    house: &House,
    sanne: &Actor,
    started: &Started,
    (occasion, day): (&str, Date),
    values: [i32; 5],
) {
    at(house, day);
    let new = NewResponse {
        instrument: InstrumentId("who5".to_owned()),
        occasion: occasion.to_owned(),
        date: day,
        mode: Mode::Paper,
        informer: Informer::Citizen,
        answers: who5(values),
    };
    let command = RecordResponse { course: started.course, new };
    response::record(&house.ctx, sanne, command, Sent::default()).await.unwrap();
}

async fn wrote(
    house: &House,
    sanne: &Actor,
    started: &Started,
    (day, kind, outcome, minutes): (Date, K, O, Option<u16>),
    (note, areas): (&str, &[&str]),
) {
    at(house, day);
    let coordination = kind == K::Coordination;
    let command = RecordContact {
        course: started.course,
        facts: ContactFacts {
            date: day,
            time: Some(time(10, 0, 0, 0)),
            kind,
            role: None,
            outcome,
            new_time: None,
            minutes,
            place: Some(P::Community).filter(|_| kind == K::Meeting && outcome == O::Held),
            joined: if coordination { vec![Participant::Municipality] } else { Vec::new() },
            meeting: None,
            areas: areas.iter().map(|area| (*area).to_owned()).collect(),
        },
        note: note.to_owned(),
        settles: None,
        next: None,
        promise: None,
    };
    contact::record(&house.ctx, sanne, command, Sent::default()).await.unwrap();
}

async fn planned(house: &House, sanne: &Actor, started: &Started) {
    at(house, date(2026, 9, 4));
    let goals = [
        ("oekonomi", "Jeg vil kunne åbne min post uden at få ondt i maven."),
        ("bolig", "Et sted med min egen nøgle."),
        ("netvaerk", "Én at spise med om søndagen."),
    ];
    let areas = goals.map(|(area, goal)| AddGoal { area: area.to_owned(), goal: goal.to_owned() }).to_vec();
    let command = ChooseArea { course: started.course, phase: None, areas };
    plan::choose(&house.ctx, sanne, command, Sent::default()).await.unwrap();
    let which = course::Which::Id(started.course);
    let form = plan::form(&house.ctx, sanne, &which).await.unwrap();
    let activities: [(&str, &str, ActivityState, Option<Provider>); 4] = [
        ("oekonomi", "Budget med gældsrådgiver", ActivityState::Done, Some(Provider::Municipality)),
        ("oekonomi", "Ringe til banken", ActivityState::Started, Some(Provider::Citizen)),
        ("bolig", "Ansøgning hos boligrådgivningen", ActivityState::Waiting, None),
        ("netvaerk", "Fællesspisning i kvarterhuset", ActivityState::Started, None),
    ];
    for area in &form.plan.areas {
        let add = activities.iter().filter(|(at, ..)| *at == area.entry.area.area).map(
            |(_, title, state, provider)| {
                let until = (*state == ActivityState::Waiting).then(|| date(2026, 12, 4));
                NewActivity { title: (*title).to_owned(), provider: *provider, until, state: *state }
            },
        );
        let command = SaveArea {
            course: started.course,
            focus_area: area.entry.area.id,
            version: area.entry.version,
            goal: area.entry.goal.clone(),
            activities: Vec::new(),
            add: add.collect(),
            take_up: false,
        };
        plan::save_area(&house.ctx, sanne, command, Sent::default()).await.unwrap();
    }
}

/// An entry as it is told: day, what, how it went, minutes, note, areas.
type Told = (Date, K, O, Option<u16>, &'static str, &'static [&'static str]);

async fn autumn(house: &House, sanne: &Actor, started: &Started) {
    let notes: [Told; 8] = [
        (
            date(2026, 10, 4),
            K::Accompaniment,
            O::Held,
            Some(120),
            "Første fællesspisning. Vi blev til kaffen.",
            &["netvaerk"],
        ),
        (date(2026, 10, 13), K::Coordination, O::Held, Some(15), "Første tid aftalt.", &["oekonomi"]),
        (
            date(2026, 10, 22),
            K::Meeting,
            O::Held,
            Some(60),
            "Rykkere og kontoudtog lagt i mapper. Havtorn åbnede selv de sidste tre breve.",
            &["oekonomi"],
        ),
        (date(2026, 11, 2), K::Message, O::Held, Some(5), "", &[]),
        (
            date(2026, 11, 5),
            K::Accompaniment,
            O::Held,
            Some(90),
            "Havtorn førte selv samtalen. Ny tid om seks uger.",
            &["fysisk_helbred"],
        ),
        (date(2026, 11, 12), K::Meeting, O::Missed, None, "Ny tid tilbudt samme dag.", &[]),
        (
            date(2026, 11, 16),
            K::Coordination,
            O::Held,
            Some(20),
            "Svar på ansøgningen ventes i uge 49.",
            &["bolig"],
        ),
        (
            date(2026, 11, 19),
            K::Meeting,
            O::Held,
            Some(45),
            "Vi gik budgettet igennem. Havtorn ringer selv til banken inden fredag, og vi øvede, hvad der skal siges.",
            &["oekonomi", "bolig"],
        ),
    ];
    for (day, kind, outcome, minutes, note, areas) in notes {
        wrote(house, sanne, started, (day, kind, outcome, minutes), (note, areas)).await;
    }
    known(house, sanne, started).await;
    promised(house, sanne, started).await;
}

/// Safe contact and network.
async fn known(house: &House, sanne: &Actor, started: &Started) {
    at(house, date(2026, 11, 19));
    let agreement = "Sms tirsdag–torsdag kl. 10–14. Ring ikke.".to_owned();
    let command = SetSafeContact { course: started.course, version: None, agreement };
    course::set_safe_contact(&house.ctx, sanne, command, Sent::default()).await.unwrap();
    let people = [
        (SupporterKind::Family, "søster", "spiser sammen hver anden søndag", Some(Strength::Strong), true),
        (SupporterKind::Municipality, "gældsrådgiver", "aftaler med banken", Some(Strength::Some), true),
        (SupporterKind::Health, "sundhedshuset", "", None, false),
    ];
    for (kind, name, task, strength, takes_over) in people {
        let facts = SupporterFacts {
            kind,
            name: name.to_owned(),
            task: task.to_owned(),
            strength,
            team_strength: None,
            since: date(2026, 10, 4),
            takes_over,
            holding: takes_over.then_some(true),
            municipal_entry: false,
        };
        let command = AddSupporter { course: started.course, facts };
        network::add(&house.ctx, sanne, command, Sent::default()).await.unwrap();
    }
}

async fn promised(house: &House, sanne: &Actor, started: &Started) {
    at(house, date(2026, 11, 20));
    let command = RecordContact {
        course: started.course,
        facts: ContactFacts {
            date: date(2026, 11, 19),
            time: None,
            kind: K::Message,
            role: None,
            outcome: O::Unanswered,
            new_time: None,
            minutes: None,
            place: None,
            joined: Vec::new(),
            meeting: None,
            areas: Vec::new(),
        },
        note: String::new(),
        settles: None,
        next: Some(NextAppointment {
            date: date(2026, 11, 24),
            time: Some(time(10, 0, 0, 0)),
            kind: K::Meeting,
            place: Some(P::Community),
        }),
        promise: Some(NewPromise {
            what: "sende en kopi af fuldmagten til gældsrådgiveren".to_owned(),
            until: date(2026, 11, 27),
        }),
    };
    contact::record(&house.ctx, sanne, command, Sent::default()).await.unwrap();
}
