//! Moments added up by the database are those of the persons one by one, and so are the models made from them.

use domain::Date;
use domain::audit::Act;
use domain::course::Stage;
use domain::id::{CourseId, ResponseId};
use domain::instrument::InstrumentId;
use domain::policy::{Action, Actor, Role, authorise};
use domain::programme::ProgrammeId;
use domain::response::{Answer, Informer, Mode, Response};
use sqlx::{Connection as _, PgConnection, Row as _};
use stats::{CellKey, Covariance, Likelihood, RepeatedMoments, Term, blocks_of, fit_mixed};
use store::record::moments::{ClassBy, MomentsOf, Sums};
use store::record::response;
use store::{Place, Store, StoreError, Unit};
use vault::Entropy as _;

use crate::contract;
use crate::fixture::{Fixture, NOW};
use crate::record::{begin, day, new_course, scope, worker};

const OCCASIONS: [&str; 3] = ["start", "phase1", "closing"];
const SHIFT: f64 = 50.0;

fn number(fixture: &mut Fixture, below: u8) -> u8 {
    let mut byte = [0];
    fixture.entropy.fill(&mut byte).unwrap();
    byte[0] % below
}

/// One person as the test knows her: class, then score and item at each occasion.
struct Person {
    class: [String; 3],
    values: [[Option<f64>; 3]; 2],
}

fn response(id: ResponseId, course: CourseId, (instrument, occasion): (&str, &str), date: Date) -> Response {
    Response {
        id,
        course,
        instrument: InstrumentId(instrument.to_owned()),
        version: "1.0.0".to_owned(),
        occasion: occasion.to_owned(),
        date,
        mode: Mode::Interview,
        informer: Informer::Citizen,
        answers: [("other_happy".to_owned(), Answer::Value(77))].into(),
        score: None,
    }
}

/// The responses of one person; what she is remembered by in `person`.
fn answers(fixture: &mut Fixture, course: CourseId, person: &mut Person) -> Vec<Response> {
    let mut all = Vec::new();
    for (k, occasion) in OCCASIONS.iter().enumerate() {
        if number(fixture, 4) == 0 {
            continue;
        }
        // The second of one day counts; a third is too late to be known.
        for (date, counts) in [(day(6, 1), true), (day(6, 1), true), (day(11, 1), false)] {
            let id = ResponseId::new(fixture.id());
            let mut one = response(id, course, ("who5", occasion), date);
            let (score, item) = (f64::from(number(fixture, 101)) / 3.0 + 20.0, number(fixture, 6));
            one.score = Some(score).filter(|_| item != 3);
            let given = if item == 5 { Answer::WillNotAnswer } else { Answer::Value(item.into()) };
            one.answers.insert("happy".to_owned(), given);
            if counts {
                person.values[0][k] = one.score;
                person.values[1][k] = Some(f64::from(item)).filter(|_| item != 5);
            }
            all.push(one);
        }
    }
    let mut described = response(ResponseId::new(fixture.id()), course, ("baseline", "start"), day(2, 1));
    if let Ok(gender) = person.class[2].parse() {
        described.answers.insert("gender".to_owned(), Answer::Value(gender));
    }
    all.push(described);
    all
}

async fn people(fixture: &mut Fixture) -> Vec<Person> {
    let user = worker(fixture, "karen").await;
    let leader = scope(fixture, user, Role::Leader);
    let mut people = Vec::new();
    for n in 0..240 {
        let mut new = new_course(fixture, user, &format!("C{n:04}"), day(3, 1));
        new.site = ["nord", "syd"][usize::from(number(fixture, 2))].to_owned();
        // Some have not begun, some began before the period.
        new.course.stage = match n % 10 {
            0 => Stage::ContactMaking,
            1 => Stage::Running { start: day(1, 8) },
            _ => Stage::Running { start: day(2, 1) },
        };
        begin(fixture, &leader, &new).await;
        let gender = [String::new(), "1".to_owned(), "2".to_owned()][usize::from(number(fixture, 3))].clone();
        let mut person = Person { class: [String::new(), new.site.clone(), gender], values: [[None; 3]; 2] };
        let of_person = answers(fixture, new.course.id, &mut person);
        let taken_back = response(ResponseId::new(fixture.id()), new.course.id, ("who5", "start"), day(7, 1));
        let undone = response::undo(&leader, new.course.id, taken_back.id, NOW);
        let unit = of_person
            .iter()
            .chain([&taken_back])
            .fold(Unit::new(fixture.event(Act::CreatedCourse)), |unit, one| {
                unit.and(response::insert(&leader, one, None, NOW))
            });
        fixture.store.write(unit.and(undone)).await.unwrap();
        if n % 10 > 1 {
            people.push(person);
        }
    }
    people
}

fn close(a: f64, b: f64, scale: f64, what: &str) {
    assert!((a - b).abs() <= 1e-10 * scale.max(1e-3), "{what}: {a} and {b}");
}

/// The same cells to ten digits.
fn same(a: &RepeatedMoments, b: &RepeatedMoments) {
    assert_eq!((a.persons(), a.unobserved()), (b.persons(), b.unobserved()));
    let keys = |of: &RepeatedMoments| of.cells().map(|(key, cell)| (key, cell.n())).collect::<Vec<_>>();
    assert_eq!(keys(a), keys(b));
    for ((key, one), (_, other)) in a.cells().zip(b.cells()) {
        let width = key.occasions().count();
        for (row, (x, y)) in one.means().iter().zip(other.means()).enumerate() {
            close(*x, y, x.abs(), "mean");
            for column in 0..=row.min(width) {
                let size = (one.cross(row, row) * one.cross(column, column)).sqrt();
                close(one.cross(row, column), other.cross(row, column), size, "cross-product");
            }
        }
    }
}

fn models(moments: &RepeatedMoments) -> Vec<f64> {
    let design = |class: u32, k: usize| {
        let time = (1..3).map(move |j| Term::from(f64::from(u8::from(j == k))));
        [Term::from(1.0), Term::from(f64::from(class % 2))].into_iter().chain(time).collect()
    };
    let blocks = blocks_of(moments, &[0.0, 1.0, 2.0], design).unwrap();
    let mut numbers = Vec::new();
    for covariance in [Covariance::Intercept, Covariance::Unstructured(3)] {
        let fit = fit_mixed(&blocks, covariance, Likelihood::Restricted).unwrap();
        numbers.extend(fit.coefficients.iter().copied());
        numbers.extend(fit.covariance.iter().copied());
    }
    numbers
}

/// What the database added up, as moments.
fn moments_of(sums: &[Sums], classes: &mut Vec<[String; 3]>) -> RepeatedMoments {
    let mut moments = RepeatedMoments::new(OCCASIONS.len(), 0).unwrap();
    for one in sums {
        let class = class_of(&one.class, classes);
        let key = CellKey { class, pattern: one.pattern };
        moments.add_sums(key, one.n, (SHIFT, &one.sums, &one.products)).unwrap();
    }
    moments
}

fn class_of(class: &[String; 3], classes: &mut Vec<[String; 3]>) -> u32 {
    let known = classes.iter().position(|one| one == class);
    let place = known.unwrap_or_else(|| {
        classes.push(class.clone());
        classes.len() - 1
    });
    u32::try_from(place).unwrap()
}

fn question(item: Option<String>) -> MomentsOf {
    MomentsOf {
        programme: ProgrammeId("cti-9".to_owned()),
        instrument: "who5".to_owned(),
        item,
        occasions: OCCASIONS.map(str::to_owned).to_vec(),
        until: day(10, 1),
        started: (day(1, 15), day(3, 1)),
        shift: SHIFT,
        classes: ClassBy {
            track: false,
            site: true,
            item: Some(("baseline".to_owned(), "gender".to_owned())),
        },
    }
}

/// Fifteen more of each course with its responses: a few would not be worth sharing.
const MORE: &str = "
    insert into course select (jsonb_populate_record(c, jsonb_build_object('id', md5(c.id::text || k), 'code', c.code || '-' || k))).*
        from course c, generate_series(1, 15) k;
    insert into response select (jsonb_populate_record(r,
            jsonb_build_object('id', md5(r.id::text || k), 'course_id', md5(r.course_id::text || k)))).*
        from response r, generate_series(1, 15) k";

/// The tables spread over four partitions each, and a database that finds nothing too small for its workers.
const SPREAD: &str = "
    alter table response rename to response_whole;
    alter table course rename to course_whole;
    create table course (like course_whole, primary key (organisation_id, id)) partition by hash (organisation_id, id);
    create table response (like response_whole, primary key (organisation_id, course_id, id))
        partition by hash (organisation_id, course_id);
    do $$ declare settings text[] := array['parallel_setup_cost = 0', 'parallel_tuple_cost = 0',
            'min_parallel_table_scan_size = 0', 'min_parallel_index_scan_size = 0',
            'enable_partitionwise_aggregate = on', 'enable_partitionwise_join = on',
            'max_parallel_workers_per_gather = 2']; one text;
    begin
        for k in 0..3 loop
            execute format('create table course_%s partition of course for values with (modulus 4, remainder %s)', k, k);
            execute format('create table response_%s partition of response for values with (modulus 4, remainder %s)', k, k);
        end loop;
        foreach one in array settings loop
            execute format('alter database %I set %s', current_database(), one);
        end loop;
    end $$;
    insert into course select * from course_whole;
    insert into response select * from response_whole;
    analyze";

/// How PostgreSQL goes about the statement that the store runs, with its values written in.
async fn plan(connection: &mut PgConnection, fixture: &Fixture) -> String {
    let texts = |all: &[&str]| all.iter().map(|one| format!("'{one}'")).collect::<Vec<_>>();
    let mut values = texts(&[&fixture.organisation.uuid().to_string(), "cti-9", "who5", ""]);
    values.extend([day(10, 1), day(1, 15), day(3, 1)].map(|day| format!("'{day}'")));
    values.push(format!("{SHIFT}::double precision"));
    values.extend(texts(&[OCCASIONS[0], OCCASIONS[1], OCCASIONS[2], "", "", "", "", ""]));
    values.extend(["false".to_owned(), "true".to_owned()]);
    values.extend(texts(&["baseline", "gender"]));
    // The last first, so that $1 is no beginning of $10.
    let text = values.iter().enumerate().rev().fold(Store::moments_text().to_owned(), |text, (at, value)| {
        text.replace(&format!("${}", at + 1), value)
    });
    let explained = format!("explain (costs off) {text}");
    let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(explained)).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0) + "\n").collect()
}

contract! {
    /// One `group by`, run by several workers over the parts of a partitioned table, gives what it gives on a whole one.
    async fn workers_add_up_the_parts_of_a_spread_record(fixture) {
        let Place::Server(url) = fixture.place.clone() else { return };
        people(&mut fixture).await;
        let user = worker(&mut fixture, "elin").await;
        let actor = Actor { user, organisation: fixture.organisation, role: Role::Evaluator };
        let evaluator = authorise(&actor, Action::Evaluate).unwrap();
        let mut connection = PgConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(MORE).execute(&mut connection).await.unwrap();
        let mut classes = Vec::new();
        let whole = fixture.store.moments(&evaluator, &question(None)).await.unwrap();
        let whole = moments_of(&whole, &mut classes);
        sqlx::raw_sql(SPREAD).execute(&mut connection).await.unwrap();
        // What was set for the database holds from the next connection on.
        let mut connection = PgConnection::connect(&url).await.unwrap();
        let plan = plan(&mut connection, &fixture).await;
        for step in ["Finalize", "Gather", "Workers Planned: 2", "Partial HashAggregate", "Parallel Append"] {
            assert!(plan.contains(step), "{step} is not in\n{plan}");
        }
        for part in (0..4).flat_map(|k| [format!("on course_{k} "), format!("on response_{k} ")]) {
            assert!(plan.contains(&part), "{part} is not in\n{plan}");
        }
        let store = Store::open(&fixture.place).await.unwrap();
        let spread = store.moments(&evaluator, &question(None)).await.unwrap();
        assert!(whole.persons() > 2_000);
        same(&whole, &moments_of(&spread, &mut classes));
        store.close().await;
    }

    async fn a_database_adds_up_what_its_persons_are_one_by_one(fixture) {
        let people = people(&mut fixture).await;
        let user = worker(&mut fixture, "elin").await;
        let actor = Actor { user, organisation: fixture.organisation, role: Role::Evaluator };
        let evaluator = authorise(&actor, Action::Evaluate).unwrap();
        for (place, item) in [(0, None), (1, Some("happy".to_owned()))] {
            let of = question(item);
            let found = fixture.store.moments(&evaluator, &of).await;
            if matches!(fixture.place, Place::File(_)) {
                assert_eq!(found, Err(StoreError::Unsupported("postgres")));
                continue;
            }
            let mut classes = Vec::new();
            let added_up = moments_of(&found.unwrap(), &mut classes);
            let mut one_by_one = RepeatedMoments::new(OCCASIONS.len(), 0).unwrap();
            for person in &people {
                let class = class_of(&person.class, &mut classes);
                one_by_one.add(class, &person.values[place], &[]).unwrap();
            }
            assert_eq!(added_up.persons() + added_up.unobserved(), people.len() as u64);
            assert!(added_up.unobserved() > 0 && classes.len() == 6, "{classes:?}");
            same(&one_by_one, &added_up);
            for (a, b) in models(&one_by_one).into_iter().zip(models(&added_up)) {
                close(a, b, a.abs().max(1.0), "model");
            }
            // Somebody's own courses are nothing to add up.
            let own = scope(&fixture, user, Role::Worker);
            assert_eq!(fixture.store.moments(&own, &of).await, Ok(Vec::new()));
        }
    }
}
