//! Time to an early end through the evaluation: invented courses of `data/time` against R's `survival`, and, where they are
//! present, the lung and mgus2 references beside the project, their persons made courses.

use evaluation::findings::{Stratum, Survival};
use evaluation::package::{Code, Course, Package};
use evaluation::{Cohort, Study, evaluate};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde_json::Value;

use super::support::{beside, exit_package, json, root};

/// The last day that the data know of.
const CUT: Date = date(2030, 1, 1);

/// One person: days, how it ended, and a trait.
pub(crate) struct Person {
    pub(crate) days: i64,
    pub(crate) end: &'static str,
    pub(crate) with: bool,
}

/// Persons as courses, planned to last so many days, with the trait as answers to an instrument.
pub(crate) fn survival(persons: &[Person], planned: i64) -> Vec<Survival> {
    let shipped = exit_package();
    let mut package = Package::empty(shipped.manifest.clone());
    package.manifest.data_cut = CUT;
    let (course, response) = (&shipped.courses[0], &shipped.responses[0]);
    let answer = &shipped.answers[0];
    for (at, person) in persons.iter().enumerate() {
        let id = |kind: &str| evaluation::package::Id::new(&format!("{kind}-{at:04}")).unwrap();
        // Whoever is still followed began so many days before the cut.
        let start = if person.end == "running" { CUT - person.days.days() } else { date(2010, 1, 1) };
        let day = |days: i64| Some(start + days.days());
        package.courses.push(ended(course, (id("c"), start), person, day(planned)));
        let mut filled = response.clone();
        (filled.response_id, filled.course_id) = (id("r"), id("c"));
        filled.instrument = Code::new("baseline").unwrap();
        filled.occasion = Code::new("start").unwrap();
        filled.date = Some(start);
        package.responses.push(filled);
        let mut said = answer.clone();
        said.response_id = id("r");
        said.item = Code::new("misuse_drugs").unwrap();
        said.value = evaluation::package::AnswerValue::Number(i32::from(person.with));
        package.answers.push(said);
    }
    let text = std::fs::read_to_string(root().join("content/studies/exit-2013-16.toml")).unwrap();
    let head = text.split("[[subgroup]]").next().unwrap();
    let group = "[[subgroup]]\nname = \"misuse\"\ncolumn = \"misuse_drugs\"\ninstrument = \"baseline\"\n";
    let study = Study::parse("study.toml", &format!("{head}{group}")).unwrap();
    evaluate(&Cohort::from_package(&package, &[], &study).unwrap(), &study).survival
}

fn ended(
    like: &Course,
    (id, start): (evaluation::package::Id, Date),
    person: &Person,
    planned: Option<Date>,
) -> Course {
    use evaluation::package::codes::{ClosingReason, Status};
    let running = person.end == "running";
    let reason = match person.end {
        "dropped_out" => ClosingReason::DidNotWish,
        "other_early" => ClosingReason::GoalsReached,
        _ => ClosingReason::PhasesDone,
    };
    Course {
        course_id: id,
        previous_course: None,
        start: Some(start),
        first_contact: Some(start),
        phase1_end: planned,
        phase2_end: planned,
        planned_end: planned,
        plan_date: None,
        status: if running { Status::Running } else { Status::Closed },
        closing_date: (!running).then(|| start + person.days.days()),
        closing_reason: (!running).then_some(reason),
        ..like.clone()
    }
}

#[track_caller]
fn close(found: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    let error = (found - expected).abs() / expected.abs().max(1e-3);
    assert!(error <= tolerance, "{what}: found {found:e}, expected {expected:e}");
}

/// A curve beside R's, at every month.
fn is_curve(found: &Stratum, r: &Value) {
    let count = |key: &str| r[key].as_u64().unwrap();
    assert_eq!(
        (found.n, found.events, found.completed, found.censored),
        (count("n"), count("events"), count("completed"), count("censored"))
    );
    assert_eq!(found.months.len(), r["survival"].as_array().unwrap().len());
    for (at, month) in found.months.iter().enumerate() {
        let what = format!("{} month {at}", found.key);
        assert_eq!(Some(month.at_risk), r["at_risk"][at].as_u64(), "{what}");
        for (number, key) in [
            (month.survival, "survival"),
            (month.se.unwrap(), "se"),
            (month.left, "left"),
            (month.left_se, "left_se"),
            (month.completed, "completed_share"),
            (month.completed_se, "completed_se"),
            (month.dropped_out.shown().unwrap(), "dropped_out"),
            (month.other_early.shown().unwrap(), "other_early"),
        ] {
            close(number, &r[key][at], 1e-12, &format!("{key}, {what}"));
        }
        for (interval, key) in [(month.log95, "log"), (month.plain95, "plain"), (month.log_log95, "loglog")] {
            // R has no log-log interval where nobody has left.
            for (end, expected) in interval.unwrap().into_iter().zip(r[key][at].as_array().unwrap()) {
                if !expected.is_null() {
                    close(end, expected, 1e-12, &format!("{key}, {what}"));
                }
            }
        }
    }
    assert_eq!(found.median_days, r["median"].as_f64());
    let ends = [0, 1].map(|side| r["median_ci"][side].as_f64());
    assert_eq!(found.median_ci95, ends);
}

#[test]
fn curves_and_their_comparison_are_rs() {
    let r = json("time/r.json");
    let file = include_str!("../data/time/courses.csv");
    let person = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let known = ["dropped_out", "other_early", "completed", "running"];
        let end = known.into_iter().find(|end| *end == cells[2]).unwrap();
        Person { days: cells[1].parse().unwrap(), end, with: cells[3] == "1" }
    };
    let persons: Vec<Person> = file.lines().skip(1).map(person).collect();
    let found = survival(&persons, 365);
    is_curve(&found[0].strata[0], &r["all"]);
    assert_eq!((found.len(), found[1].group.as_deref()), (2, Some("misuse")));
    for stratum in &found[1].strata {
        is_curve(stratum, &r[stratum.key.as_str()]);
    }
    let test = found[1].log_rank.value().unwrap();
    close(test.chi_squared, &r["log_rank"]["chisq"], 1e-12, "log-rank");
    close(test.p, &r["log_rank"]["p"], 1e-11, "log-rank p");
    let cox = found[1].cox.value().unwrap();
    close(cox.coefficient, &r["efron"]["coef"], 1e-8, "Efron");
    close(cox.se, &r["efron"]["se"], 1e-8, "Efron SE");
    close(cox.p, &r["efron"]["p"], 1e-8, "Efron p");
    close(cox.breslow_coefficient, &r["breslow"]["coef"], 1e-8, "Breslow");
    close(cox.breslow_se, &r["breslow"]["se"], 1e-8, "Breslow SE");
    close(cox.ratio.ln(), &r["efron"]["coef"], 1e-8, "ratio");
}

#[test]
fn lung_gives_the_digits_of_the_reference() {
    let Some((numbers, lung, _)) =
        beside("survival.json", "survival_lung.csv", "survival_mgus2_competing.csv")
    else {
        return;
    };
    let heading: Vec<&str> =
        lung.lines().next().unwrap().split(',').map(|name| name.trim_matches('"')).collect();
    let place = |name: &str| heading.iter().position(|one| *one == name).unwrap();
    let person = |line: &str| {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        let dead = cells[place("status")] == "2";
        Person {
            days: cells[place("time")].parse().unwrap(),
            end: if dead { "dropped_out" } else { "running" },
            with: cells[place("sex")] == "1",
        }
    };
    let persons: Vec<Person> = lung.lines().skip(1).map(person).collect();
    let found = survival(&persons, 1200);
    let group = &found[1];
    let curves = [&found[0].strata[0], &group.strata[0], &group.strata[1]];
    for (stratum, r) in curves.into_iter().zip(numbers["km"].as_array().unwrap()) {
        let list = |key: &str| r[key].as_array().unwrap();
        assert_eq!(Some(stratum.n), r["n"].as_u64());
        for month in &stratum.months {
            // The last time of the reference that is not after the month.
            let day = 30.4375 * f64::from(u32::try_from(month.month).unwrap());
            let Some(at) = list("time").iter().rposition(|time| time.as_f64().unwrap() <= day) else {
                continue;
            };
            close(month.survival, &r["surv"][at], 1e-12, "survival");
            close(month.se.unwrap(), &r["se_greenwood"][at], 1e-12, "standard error");
            for (interval, key) in
                [(month.plain95, "ci_plain"), (month.log95, "ci_log"), (month.log_log95, "ci_loglog")]
            {
                for (end, side) in interval.unwrap().into_iter().zip(["lower", "upper"]) {
                    if !r[key][side][at].is_null() {
                        close(end, &r[key][side][at], 1e-12, key);
                    }
                }
            }
        }
        let half =
            r["quartiles"]["p"].as_array().unwrap().iter().position(|p| p.as_f64() == Some(0.5)).unwrap();
        assert_eq!(stratum.median_days, r["quartiles"]["est"][half].as_f64());
        let ends = [0, 1].map(|side| r["quartiles"]["ci_loglog"][side][half].as_f64());
        assert_eq!(stratum.median_ci95, ends);
    }
    let test = group.log_rank.value().unwrap();
    close(test.chi_squared, &numbers["logrank"][0]["chisq"], 1e-12, "log-rank");
    close(test.p, &numbers["logrank"][0]["p"], 1e-11, "log-rank p");
}

#[test]
fn competing_events_give_the_digits_of_the_reference() {
    let Some((numbers, _, mgus2)) =
        beside("survival.json", "survival_lung.csv", "survival_mgus2_competing.csv")
    else {
        return;
    };
    let heading: Vec<&str> =
        mgus2.lines().next().unwrap().split(',').map(|name| name.trim_matches('"')).collect();
    let place = |name: &str| heading.iter().position(|one| *one == name).unwrap();
    let (etime, event) = (place("time"), place("event"));
    let person = |line: &str| {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        let months: i64 = cells[etime].parse().unwrap();
        Person {
            // The last whole day of that month: 30.4375 days each.
            days: months * 487 / 16,
            end: match cells[event] {
                "1" => "dropped_out",
                "2" => "completed",
                _ => "running",
            },
            with: months % 2 == 0,
        }
    };
    let persons: Vec<Person> = mgus2.lines().skip(1).map(person).collect();
    let found = survival(&persons, 36_500);
    let r = &numbers["competing"][0];
    let mut compared = 0;
    for (at, time) in r["times"].as_array().unwrap().iter().enumerate() {
        let Some(month) = found[0].strata[0].months.iter().find(|month| Some(month.month) == time.as_u64())
        else {
            continue;
        };
        close(month.left, &r["cif_pcm"][at], 1e-12, "progressed");
        close(month.left_se, &r["se_pcm"][at], 1e-12, "progressed, SE");
        close(month.completed, &r["cif_death"][at], 1e-12, "dead");
        close(month.completed_se, &r["se_death"][at], 1e-12, "dead, SE");
        compared += 1;
    }
    assert!(compared > 0);
}
