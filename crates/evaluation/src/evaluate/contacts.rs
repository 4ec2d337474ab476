//! Contacts by phase and kind, and the taper in windows of equal length. Rates are per course that was there, so that
//! courses that left do not look like tapering.

use stats::{LEVEL_95, Moments, quantile_of_sorted, ratio_of_sums};

use super::flow::{Fate, MONTH, days, weeks};
use super::values::{float, mean_ci, ratio};
use jiff::civil::Date;

use crate::cohort::{Cohort, Contact};
use crate::findings::{ContactWindow, Contacts, Interval, KindRate, PhaseContacts};
use crate::package::codes::{ContactKind, ContactRole};
use crate::study::Study;

/// Windows that fewer courses ran through are left out.
const LEAST_COURSES: u64 = 20;

/// One course with its contacts.
struct Line<'c> {
    fate: Fate,
    contacts: Vec<&'c Contact>,
}

pub(super) fn contacts(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Option<Contacts> {
    let contacts = cohort.contacts.as_ref()?;
    let mut of_person: Vec<Vec<&Contact>> = vec![Vec::new(); fates.len()];
    for contact in contacts {
        if let Some(list) = usize::try_from(contact.person).ok().and_then(|person| of_person.get_mut(person))
        {
            list.push(contact);
        }
    }
    let lines: Vec<Line<'_>> = fates
        .iter()
        .zip(of_person)
        .filter_map(|(fate, contacts)| fate.map(|fate| Line { fate, contacts }))
        .collect();
    let before =
        |line: &Line<'_>| line.contacts.iter().filter(|one| line.fate.phase_on(one.date) == 0).count() as u64;
    let planned_phase_ends = planned_ends(&lines);
    Some(Contacts {
        phases: (1..=3).map(|phase| in_phase(&lines, study, phase)).collect(),
        before: lines.iter().map(before).sum(),
        windows: windows(&lines, study.contacts.window_days.into(), planned_phase_ends.last().copied()),
        planned_phase_ends,
    })
}

/// Medians over the courses that have all three dates.
fn planned_ends(lines: &[Line<'_>]) -> Vec<f64> {
    let ends: Vec<[f64; 3]> = lines
        .iter()
        .filter_map(|line| {
            let mut ends = [0.0; 3];
            for (end, day) in ends.iter_mut().zip(line.fate.phase_ends) {
                *end = i32::try_from(days(line.fate.start, day?)).map_or(0.0, f64::from);
            }
            Some(ends)
        })
        .collect();
    let median = |phase: usize| {
        let mut days: Vec<f64> = ends.iter().filter_map(|ends| ends.get(phase)).copied().collect();
        days.sort_unstable_by(f64::total_cmp);
        quantile_of_sorted(&days, 0.5).ok()
    };
    (0..3).filter_map(median).collect()
}

/// Days a course spent in a phase, both ends counted, up to its end.
fn exposure(fate: &Fate, phase: u8) -> u64 {
    let end = |phase: u8| fate.phase_ends.get(usize::from(phase).wrapping_sub(1)).copied().flatten();
    let first = if phase == 1 {
        fate.start
    } else {
        match end(phase - 1).map(Date::tomorrow) {
            Some(Ok(first)) => first,
            _ => return 0,
        }
    };
    let last = if phase == 3 { fate.end } else { end(phase).map_or(fate.end, |last| last.min(fate.end)) };
    u64::try_from(days(first, last) + 1).unwrap_or_default()
}

fn in_phase(lines: &[Line<'_>], study: &Study, phase: u8) -> PhaseContacts {
    let exposures: Vec<u64> = lines.iter().map(|line| exposure(&line.fate, phase)).collect();
    let mine: Vec<Vec<&Contact>> = lines
        .iter()
        .map(|line| {
            let fits = |one: &&&Contact| line.fate.phase_on(one.date) == phase && one.date <= line.fate.end;
            line.contacts.iter().filter(fits).copied().collect()
        })
        .collect();
    let days: u64 = exposures.iter().sum();
    let held: Vec<&Contact> = mine.iter().flatten().copied().filter(|one| one.held).collect();
    let all = mine.iter().map(Vec::len).sum::<usize>() as u64;
    let role = |role: ContactRole| held.iter().filter(|one| one.role == role).count() as u64;
    let (support, coordination) = (role(ContactRole::Support), role(ContactRole::Coordination));
    let count = held.len() as u64;
    let per_month = |n: u64| if days == 0 { 0.0 } else { float(n) / (float(days) / MONTH) };
    let (support_rate, support_ci) = per_week(&mine, &exposures, ContactRole::Support);
    let (coordination_rate, coordination_ci) = per_week(&mine, &exposures, ContactRole::Coordination);
    PhaseContacts {
        phase,
        courses: (exposures.iter().filter(|days| **days > 0).count() as u64).into(),
        days,
        held: count,
        not_held: all - count,
        support,
        coordination,
        per_month: per_month(count),
        support_per_week: support_rate,
        support_per_week_ci95: support_ci,
        planned_per_week: study.contacts.planned_per_week.get(usize::from(phase) - 1).copied(),
        coordination_per_week: coordination_rate,
        coordination_per_week_ci95: coordination_ci,
        coordination_share: (count > 0).then(|| ratio(coordination, count)),
        minutes: held.iter().map(|one| u64::from(one.minutes)).sum(),
        kinds: ContactKind::ALL
            .iter()
            .map(|kind| {
                let n = held.iter().filter(|one| one.kind == *kind).count() as u64;
                KindRate { kind: kind.code().to_owned(), n, per_month: per_month(n) }
            })
            .filter(|rate| rate.n > 0)
            .collect(),
    }
}

/// Held contacts of a role per course and week, with the interval by the spread between courses.
fn per_week(mine: &[Vec<&Contact>], exposures: &[u64], role: ContactRole) -> (f64, Option<Interval>) {
    let units: Vec<(f64, f64)> = mine
        .iter()
        .zip(exposures)
        .map(|(contacts, &days)| {
            let n = contacts.iter().filter(|one| one.held && one.role == role).count() as u64;
            (float(n), weeks(days))
        })
        .collect();
    ratio_of_sums(&units, LEVEL_95).map_or((0.0, None), |ratio| (ratio.value, ratio.interval.map(Into::into)))
}

/// Windows from the first day of phase 1 up to the planned end; a course counts where it ran through the whole window.
fn windows(lines: &[Line<'_>], length: i64, planned: Option<f64>) -> Vec<ContactWindow> {
    let longest = lines.iter().map(|line| days(line.fate.start, line.fate.end)).max().unwrap_or_default();
    let last =
        planned.and_then(|end| (0..=longest).rev().find(|day| day_number(*day) <= end)).unwrap_or(longest);
    let mut windows = Vec::new();
    let mut from = 0;
    while from + length <= last {
        let Some(window) = window(lines, from, length) else { break };
        windows.push(window);
        from += length;
    }
    windows
}

fn day_number(day: i64) -> f64 {
    i32::try_from(day).map_or(f64::MAX, f64::from)
}

fn window(lines: &[Line<'_>], from: i64, length: i64) -> Option<ContactWindow> {
    let to = from + length;
    let through = |line: &&Line<'_>| days(line.fate.start, line.fate.end) >= to;
    let rates = |role: ContactRole| {
        Moments::of(lines.iter().filter(through).map(|line| {
            let inside = |one: &&&Contact| {
                let day = days(line.fate.start, one.date);
                one.held && one.role == role && (from..to).contains(&day)
            };
            let n = line.contacts.iter().filter(inside).count() as u64;
            float(n) / day_number(length) * 7.0
        }))
    };
    let (support, coordination) = (rates(ContactRole::Support), rates(ContactRole::Coordination));
    if support.n() < LEAST_COURSES {
        return None;
    }
    let cut = |moments: &Moments| mean_ci(moments).map(|[low, high]| [low.max(0.0), high]);
    Some(ContactWindow {
        from_day: u64::try_from(from).ok()?,
        to_day: u64::try_from(to).ok()?,
        courses: support.n().into(),
        support_per_week: support.mean().ok()?,
        support_per_week_ci95: cut(&support)?,
        coordination_per_week: coordination.mean().ok()?,
        coordination_per_week_ci95: cut(&coordination)?,
    })
}
