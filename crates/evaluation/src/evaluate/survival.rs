//! Time to an early end: Kaplan–Meier, Aalen–Johansen with completion as competing event, and sub-groups beside each
//! other.

use stats::{
    AalenJohansen, Competing, FollowUp, KaplanMeier, LEVEL_95, SurvivalScale, Ties, Unestimable, Unfitted,
    fit_cox, log_rank, normal_quantile,
};

use super::flow::{Fate, MONTH, days};
use super::groups;
use super::values::float;
use crate::cohort::{Cohort, Course};
use crate::findings::{
    Estimable, HazardRatio, Interval, Label, LogRankTest, Reason, Stratum, Survival, SurvivalMonth,
};
use crate::package::codes::ClosingReason;
use crate::study::Study;

/// A curve is not drawn beyond this many months.
const MOST_MONTHS: u64 = 60;

/// How a course ended, or did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Early: the person stayed away.
    DroppedOut,
    /// Early for another reason, the goals being reached among them.
    OtherEarly,
    /// After the planned end, or because the phases were done.
    Completed,
    /// Not at all.
    Running,
}

/// One course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Days from the first day of phase 1.
    pub(crate) time: f64,
    /// What ended it.
    pub(crate) end: End,
}

/// A curve, or two beside each other.
pub(crate) struct Parted<'s> {
    /// Name and label of the sub-group; of all, none.
    pub(crate) group: Option<(&'s str, &'s Label)>,
    /// `all`, or `with` and `without`.
    pub(crate) sides: Vec<(&'static str, Vec<Line>)>,
    /// Courses of which it is not known on which side they stand.
    pub(crate) unknown: u64,
}

/// Whether a course that ended early ended because the person stayed away, or nobody knows why.
pub(crate) const fn stayed_away(reason: Option<ClosingReason>) -> bool {
    matches!(
        reason,
        None | Some(
            ClosingReason::DidNotWish
                | ClosingReason::NoNewWorker
                | ClosingReason::LostContact
                | ClosingReason::NotKnown
        )
    )
}

impl Line {
    fn of(course: &Course, fate: &Fate) -> Self {
        let planned = fate.phase_ends.last().copied().flatten();
        let early = planned.is_none_or(|planned| fate.end < planned);
        let end = match (fate.closed, course.closing_reason) {
            (false, _) => End::Running,
            (true, Some(ClosingReason::PhasesDone)) => End::Completed,
            (true, _) if !early => End::Completed,
            (true, reason) if stayed_away(reason) => End::DroppedOut,
            (true, _) => End::OtherEarly,
        };
        Self { time: whole(days(fate.start, fate.end)), end }
    }

    const fn is_event(self) -> bool {
        matches!(self.end, End::DroppedOut | End::OtherEarly)
    }

    const fn follow_up(self) -> FollowUp {
        FollowUp { time: self.time, event: self.is_event() }
    }
}

fn whole(days: i64) -> f64 {
    i32::try_from(days).map_or(0.0, f64::from).max(0.0)
}

/// All, then each sub-group of the study.
pub(super) fn survival(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Vec<Survival> {
    let months = planned_months(fates);
    part(cohort, study, fates).iter().filter_map(|sides| beside(sides, months)).collect()
}

/// All courses, then those of each sub-group beside the others; nothing where the data know no courses.
pub(crate) fn courses<'s>(cohort: &Cohort, study: &'s Study) -> Vec<Parted<'s>> {
    super::flow::fates(cohort).map_or_else(Vec::new, |fates| part(cohort, study, &fates))
}

fn part<'s>(cohort: &Cohort, study: &'s Study, fates: &[Option<Fate>]) -> Vec<Parted<'s>> {
    let Some(courses) = cohort.courses.as_deref() else { return Vec::new() };
    let line = |(course, fate): (&Course, &Option<Fate>)| fate.as_ref().map(|fate| Line::of(course, fate));
    let lines: Vec<Option<Line>> = courses.iter().zip(fates).map(line).collect();
    let all = lines.iter().flatten().copied().collect();
    let mut found = vec![Parted { group: None, sides: vec![("all", all)], unknown: 0 }];
    for (spec, members) in groups::all_members(cohort, study) {
        let of = |which: Option<bool>| -> Vec<Line> {
            let both = lines.iter().zip(&members);
            both.filter(|(_, member)| **member == which).filter_map(|(line, _)| *line).collect()
        };
        let sides = vec![("with", of(Some(true))), ("without", of(Some(false)))];
        let unknown = of(None).len() as u64;
        found.push(Parted { group: Some((&spec.name, &spec.label)), sides, unknown });
    }
    found
}

/// Curves with their comparison; nothing without courses.
pub(crate) fn beside(parted: &Parted<'_>, months: u64) -> Option<Survival> {
    let strata: Vec<Stratum> =
        parted.sides.iter().filter_map(|(key, lines)| stratum(key, lines, months)).collect();
    if strata.is_empty() {
        return None;
    }
    let (log_rank, cox) = match parted.sides.as_slice() {
        [(_, with), (_, without)] => compared(with, without),
        _ => (Estimable::NotApplicable(()), Estimable::NotApplicable(())),
    };
    Some(Survival {
        event: "early_end".to_owned(),
        group: parted.group.map(|(name, _)| name.to_owned()),
        label: parted.group.map(|(_, label)| label.clone()).unwrap_or_default(),
        strata,
        log_rank,
        cox,
    })
}

fn compared(with: &[Line], without: &[Line]) -> (Estimable<LogRankTest>, Estimable<HazardRatio>) {
    let follow_up = |lines: &[Line]| lines.iter().map(|line| line.follow_up()).collect::<Vec<FollowUp>>();
    let tested = if with.is_empty() || without.is_empty() {
        Err(Unestimable::Empty)
    } else {
        log_rank(&[follow_up(with), follow_up(without)])
    };
    let tested = match tested {
        Ok(test) => Estimable::Value(LogRankTest { chi_squared: test.chi_squared, df: test.df, p: test.p }),
        Err(Unestimable::Empty) => Estimable::Not { not_estimable: Reason::NoValues },
        Err(_) => Estimable::Not { not_estimable: Reason::NoEvents },
    };
    let ratio = match hazard_ratio(with, without) {
        Ok(ratio) => Estimable::Value(ratio),
        Err(reason) => Estimable::Not {
            not_estimable: match reason {
                Unfitted::Empty | Unfitted::Collinear => Reason::NoValues,
                Unfitted::NoSpread => Reason::NoEvents,
                Unfitted::Separated => Reason::PerfectSeparation,
                Unfitted::BadInput | Unfitted::Undetermined => Reason::NoSolution,
            },
        },
    };
    (tested, ratio)
}

fn hazard_ratio(with: &[Line], without: &[Line]) -> Result<HazardRatio, Unfitted> {
    let rows = |lines: &[Line], member: f64| -> Vec<(FollowUp, Vec<f64>)> {
        lines.iter().map(|line| (line.follow_up(), vec![member])).collect()
    };
    let mut all = rows(with, 1.0);
    all.extend(rows(without, 0.0));
    let efron = fit_cox(&all, Ties::Efron)?.term(0, LEVEL_95)?;
    let breslow = fit_cox(&all, Ties::Breslow)?.term(0, LEVEL_95)?;
    let ratio = [efron.estimate, efron.interval.lower, efron.interval.upper].map(f64::exp);
    if !ratio.iter().all(|value| value.is_finite()) {
        return Err(Unfitted::Separated);
    }
    Ok(HazardRatio {
        coefficient: efron.estimate,
        se: efron.se,
        p: efron.p,
        ratio: ratio[0],
        ci95: [ratio[1], ratio[2]],
        breslow_coefficient: breslow.estimate,
        breslow_se: breslow.se,
    })
}

/// Months to the planned end of half of the courses.
fn planned_months(fates: &[Option<Fate>]) -> u64 {
    let planned = |fate: &Fate| Some(whole(days(fate.start, fate.phase_ends.last().copied().flatten()?)));
    let mut lengths: Vec<f64> = fates.iter().flatten().filter_map(planned).collect();
    lengths.sort_by(f64::total_cmp);
    let middle = lengths.get(lengths.len() / 2).copied().unwrap_or_default() / MONTH;
    (0..=MOST_MONTHS).find(|month| float(*month) >= middle.round()).unwrap_or(MOST_MONTHS)
}

fn stratum(key: &str, lines: &[Line], months: u64) -> Option<Stratum> {
    let curve = KaplanMeier::of(lines.iter().map(|line| line.follow_up())).ok()?;
    let kind = |line: &Line, early: bool| match line.end {
        End::Running => None,
        End::Completed => Some(if early { 1 } else { 2 }),
        End::DroppedOut => Some(0),
        End::OtherEarly => Some(usize::from(!early)),
    };
    let competing = |early: bool, kinds: usize| {
        let lines = lines.iter().map(|line| Competing { time: line.time, event: kind(line, early) });
        AalenJohansen::of(lines, kinds).ok()
    };
    let (two, three) = (competing(true, 2)?, competing(false, 3)?);
    let count = |fits: &dyn Fn(End) -> bool| lines.iter().filter(|line| fits(line.end)).count() as u64;
    let interval = |scale, step: Option<&stats::SurvivalStep>| -> Option<Interval> {
        step.map_or(Some([1.0, 1.0]), |step| step.interval(scale, LEVEL_95).ok().flatten().map(Into::into))
    };
    let month = |month: u64| {
        let time = float(month) * MONTH;
        let step = curve.at(time);
        let (left, left_se) = (two.incidence(0, time), two.se(0, time));
        SurvivalMonth {
            month,
            at_risk: lines.iter().filter(|line| line.time >= time).count() as u64,
            survival: step.map_or(1.0, |step| step.survival),
            se: step.map_or(Some(0.0), stats::SurvivalStep::se),
            log95: interval(SurvivalScale::Log, step),
            plain95: interval(SurvivalScale::Plain, step),
            log_log95: interval(SurvivalScale::LogLog, step),
            left,
            left_se,
            left95: log_log(left, left_se),
            dropped_out: three.incidence(0, time).into(),
            dropped_out95: log_log(three.incidence(0, time), three.se(0, time)).map(Into::into),
            other_early: three.incidence(1, time).into(),
            completed: two.incidence(1, time),
            completed_se: two.se(1, time),
        }
    };
    Some(Stratum {
        key: key.to_owned(),
        n: lines.len() as u64,
        events: count(&|end| matches!(end, End::DroppedOut | End::OtherEarly)),
        completed: count(&|end| end == End::Completed),
        censored: count(&|end| end == End::Running),
        median_days: curve.quantile(0.5),
        median_ci95: curve.quantile_interval(0.5, SurvivalScale::LogLog, LEVEL_95).unwrap_or([None, None]),
        months: (0..=months).map(month).collect(),
    })
}

/// Interval of a share on the log-log scale: shareˣ with x = exp(± z · se ÷ (share · ln share)).
fn log_log(share: f64, se: f64) -> Option<Interval> {
    if share <= 0.0 || share >= 1.0 || se <= 0.0 {
        return None;
    }
    let z = normal_quantile(0.5 + 0.5 * LEVEL_95).ok()?;
    let half = (z * se / (share * share.ln())).abs();
    Some([share.powf(half.exp()), share.powf((-half).exp())])
}
