//! Periods beside each other: the numbers against a computation of their own from the rows, what is not told, and every
//! fault of what is asked.

use evaluation::disclosure::{
    Groups, Judged, LetOut, Memory, PeriodHeld, Release, Released, Slice, periods_beside,
};
use evaluation::findings::{Estimable, Periods, Reason, ShareDifference};
use evaluation::package::{Package, load_folder};
use evaluation::{Cohort, Study};
use jiff::civil::date;

fn study() -> Study {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    Study::read(path.as_ref()).unwrap()
}

fn package() -> Package {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    load_folder(path.as_ref()).unwrap().0
}

/// Months, both included; 0 is open.
fn slice(from: (i16, i8), to: (i16, i8)) -> Slice {
    let day = |(year, month): (i16, i8)| (year > 0).then(|| date(year, month, 1));
    Slice { from: day(from), to: day(to).map(jiff::civil::Date::last_of_month) }
}

const OPEN: (i16, i8) = (0, 0);

/// All courses let out first, then the periods.
fn whole(package: &Package, study: &Study) -> (Released, Release) {
    let cohort = Cohort::from_package(package, &[], study).unwrap();
    let findings = evaluation::evaluate(&cohort, study);
    let groups = Groups::of(&cohort, study);
    Memory::of(&[]).of_period(Slice::default()).release(findings, study.disclosure, &groups).unwrap()
}

fn beside(package: &Package, told: &[Release], periods: &[Slice]) -> Judged {
    periods_beside(package, &study().of_periods(), (periods, 5), told).unwrap()
}

fn compared(periods: &[Slice]) -> Periods {
    let package = package();
    let (shown, release) = whole(&package, &study());
    let out = beside(&package, &[release], periods).unwrap();
    let told: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    shown.with_periods(&told).periods.clone().unwrap()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn share<'p>(shares: &'p [ShareDifference], of: &str, at: Option<&str>) -> &'p ShareDifference {
    shares.iter().find(|one| one.of == of && one.occasion.as_deref() == at).unwrap()
}

/// Computed from courses.csv, responses.csv and answers.csv by a program of a few lines: means and spreads by their
/// definitions, Welch's degrees of freedom by Satterthwaite's formula, the quantile of t by integrating its density, the
/// shares by Wilson's and Newcombe's formulas (method 10 for independent groups).
#[test]
fn the_numbers_of_two_periods_are_those_of_their_rows() {
    let found = compared(&[slice(OPEN, (2014, 12)), slice((2015, 1), OPEN)]);
    let [first, later] = &found.periods[..] else { panic!("two periods") };
    assert_eq!((first.started, later.started), (100, 47));
    assert_eq!((first.closed, later.closed), (100.into(), 41.into()));
    let change = |at: usize| found.periods[at].measures[0].change.value().unwrap().clone();
    let (one, two) = (change(0), change(1));
    assert_eq!((one.n, two.n), (69, 23));
    near(one.difference, 19.536_231_884_058);
    near(one.sd, 22.549_670_475_057_376);
    near(two.difference, 16.173_913_043_478_26);
    near(two.sd, 15.700_759_025_986_446);
    let [between] = &found.differences[..] else { panic!("one difference") };
    let made = between.change.value().unwrap();
    near(made.difference, -3.362_318_840_579_711);
    near(made.df, 54.342_117_746_772_416);
    near(made.ci95[0], -11.887_692_694_854_4);
    near(made.ci95[1], 5.163_055_013_694_978);
    let start = between.start.value().unwrap();
    near(start.difference, 0.398_809_523_809_525_5);
    near(start.df, 75.502_959_608_417_84);
    near(start.ci95[0], -7.369_480_726_501_466);
    let risk = share(&between.shares, "at_risk", Some("afslutning"));
    near(risk.difference.shown().unwrap(), 0.055_555_555_555_555_58);
    let ends = risk.newcombe95.shown().unwrap();
    near(ends[0], -0.143_961_556_776_883_9);
    near(ends[1], 0.275_593_633_450_469_44);
    let paired = share(&between.shares, "paired", None);
    near(paired.difference.shown().unwrap(), -0.200_638_297_872_340_4);
    near(paired.newcombe95.shown().unwrap()[1], -0.032_206_892_152_873_37);
}

#[test]
fn every_later_period_stands_against_the_first_and_in_order_of_time() {
    let periods = [slice(OPEN, (2013, 12)), slice((2014, 1), (2014, 12)), slice((2015, 1), OPEN)];
    let found = compared(&periods);
    let days: Vec<_> = found.periods.iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(
        days,
        [(None, day("2013-12-31")), (day("2014-01-01"), day("2014-12-31")), (day("2015-01-01"), None)]
    );
    assert_eq!(
        found.differences.iter().map(|one| (one.period, one.against)).collect::<Vec<_>>(),
        [(1, 0), (2, 0)]
    );
    assert_eq!(found.periods.iter().map(|one| one.started).sum::<u64>(), 147);
    assert!(found.periods.iter().all(|one| one.contacts.len() == 3 && !one.who.is_empty()));
}

/// Between the end of 2015 and the start of 2016 nobody is left out; but of those who began in 2016 only a few were
/// measured at the end. Their mean would follow from that of all and that of the others: the change of none is told, and
/// how many began is.
#[test]
fn a_measure_that_would_tell_of_a_few_is_told_of_no_period() {
    let package = package();
    let periods = [slice(OPEN, (2015, 12)), slice((2016, 1), OPEN)];
    let (shown, release) = whole(&package, &study());
    let out = beside(&package, std::slice::from_ref(&release), &periods).unwrap();
    let told: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    let found = shown.with_periods(&told).periods.clone().unwrap();
    assert_eq!(found.periods.iter().map(|one| one.started).collect::<Vec<_>>(), [134, 13]);
    for period in &found.periods {
        let measure = &period.measures[0];
        assert!(measure.occasions.is_empty(), "not even how many were measured");
        assert_eq!(measure.change, Estimable::Not { not_estimable: Reason::Suppressed });
    }
    assert_eq!(found.differences[0].change, Estimable::Not { not_estimable: Reason::Suppressed });
    assert!(found.differences[0].shares.iter().all(|one| one.of != "paired" || one.difference.is_hidden()));
    // The log knows of what was not told that it was not told: a later question is judged by that.
    assert!(out.iter().all(|one| one.release.period.is_some()));
}

#[test]
fn a_period_moved_by_a_month_is_stopped_where_few_began_in_it() {
    let package = package();
    let periods = [slice(OPEN, (2014, 12)), slice((2015, 1), OPEN)];
    let (_, release) = whole(&package, &study());
    let mut told = vec![release];
    told.extend(beside(&package, &told, &periods).unwrap().into_iter().map(|one| one.release));
    // One began in January 2015.
    let moved = [slice(OPEN, (2015, 1)), slice((2015, 2), OPEN)];
    let held = beside(&package, &told, &moved).unwrap_err();
    let [(period, PeriodHeld::Stopped(stopped))] = &held[..] else { panic!("{held:?}") };
    assert_eq!((*period, stopped.code()), (moved[0], "release-slice"));
    // Nobody, and too few: all of them are named.
    let few = [slice(OPEN, (2012, 12)), slice((2015, 1), (2015, 1)), slice((2015, 2), OPEN)];
    let held = beside(&package, &told, &few).unwrap_err();
    assert_eq!(held, [(few[0], PeriodHeld::Nobody), (few[1], PeriodHeld::Few)]);
}

/// Courses that began since 2015.
fn later(package: &Package) -> Vec<String> {
    let later = package.courses.iter().filter(|one| one.start.is_some_and(|day| day >= date(2015, 1, 1)));
    later.map(|one| one.course_id.as_str().to_owned()).collect()
}

const PARTS: [Slice; 2] =
    [Slice { from: None, to: Some(date(2014, 12, 31)) }, Slice { from: Some(date(2015, 1, 1)), to: None }];

/// Of those who began since 2015 the age of two is known. With the mean of all, the mean of the others would tell theirs: the
/// others are told without who they are, and the rest of them stays.
#[test]
fn a_mean_of_a_trait_that_would_follow_for_a_few_leaves_the_traits_out_and_nothing_else() {
    let mut package = package();
    let unknown: Vec<String> = later(&package).into_iter().skip(2).collect();
    let of: std::collections::BTreeMap<String, String> = package
        .responses
        .iter()
        .map(|one| (one.response_id.as_str().to_owned(), one.course_id.as_str().to_owned()))
        .collect();
    let told = |package: &Package| {
        let (_, release) = whole(package, &study());
        let out = beside(package, &[release], &PARTS).unwrap();
        let who = |one: &LetOut| one.released.baseline.is_some();
        let changed = out.iter().all(|one| one.released.measures[0].change.value().is_some());
        (who(&out[0]), changed)
    };
    assert_eq!(told(&package), (true, true));
    package
        .answers
        .retain(|one| one.item.as_str() != "age" || !unknown.contains(&of[one.response_id.as_str()]));
    assert_eq!(told(&package), (false, true));
}

/// A contact of two courses is written down after the whole was told: with the parts as they are now the two would follow.
#[test]
fn contacts_of_a_few_that_came_late_are_not_told_by_the_parts() {
    let package = package();
    let late: Vec<String> = later(&package).into_iter().take(2).collect();
    let mut before = package.clone();
    for course in &late {
        let at = before.contacts.iter().position(|one| one.course_id.as_str() == course.as_str()).unwrap();
        before.contacts.remove(at);
    }
    let told = |before: &Package| {
        let (_, release) = whole(before, &study());
        let out = beside(&package, &[release], &PARTS).unwrap();
        out.iter()
            .map(|one| (one.released.contacts.is_some(), one.release.roll.is_some()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&package), [(true, true), (true, true)]);
    assert_eq!(told(&before), [(true, true), (false, true)]);
}

#[test]
fn what_is_wrong_with_periods_is_told_at_its_line() {
    let of = |periods: &str, data: &str| {
        let text = format!(
            "title = \"T\"\n[data]\n{data}\norder = [\"a\", \"b\"]\n[[measure]]\nname = \"m\"\nkind = \"score\"\ncolumn = \"c\"\n{periods}"
        );
        Study::parse("s.toml", &text).map(|study| study.periods.len()).map_err(|faults| {
            faults.into_iter().map(|fault| (fault.column.unwrap_or_default(), fault.line)).collect::<Vec<_>>()
        })
    };
    let record = "record = true";
    let two = "[[period]]\nto = \"2024-12\"\n[[period]]\nfrom = \"2025-01\"\nto = \"2025-12\"\n";
    assert_eq!(of("", record), Ok(0));
    assert_eq!(of(two, record), Ok(2));
    let fault = |line| Err(vec![("period".to_owned(), Some(line))]);
    assert_eq!(of("[[period]]\nfrom = \"2025-01\"\n", record), fault(9));
    assert_eq!(of("[[period]]\nto = \"2025-01\"\n[[period]]\nfrom = \"2025-01\"\n", record), fault(9));
    assert_eq!(
        of("[[period]]\nfrom = \"2025-03\"\nto = \"2025-01\"\n[[period]]\nfrom = \"2026-01\"\n", record),
        fault(9)
    );
    let day = of("[[period]]\nto = \"2025-01-31\"\n[[period]]\nfrom = \"2025-02\"\n", record).unwrap_err();
    assert!(day.contains(&("to".to_owned(), Some(10))), "{day:?}");
    let file = "file = \"long.csv\"\nperson = \"id\"\noccasion = \"t\"";
    assert_eq!(of(two, file), fault(11));
}
