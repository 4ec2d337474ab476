//! Periods beside each other: which are asked for, in which months they lie, and the numbers of each through the log of
//! releases. Either all periods that are asked for together are let out or none is: one alone would be told in vain, and
//! would stand in the way of the next.

use std::sync::Arc;

use domain::Date;
use domain::audit::{Act, AuditEvent};
use domain::policy::Scope;
use domain::refusal::{Refusal, RefusalCode};
use evaluation::disclosure::{LetOut, PeriodHeld, Released, Slice, periods_beside};
use evaluation::package::Package;
use evaluation::study::{PERIODS_LEAST, PERIODS_MOST, PeriodFault, in_order};
use store::StoreError;
use store::release::{NewRelease, Told};

use super::release::{Question, TRIES, apart, remembered, reopened, whole_at};
use super::{LEAST_COURSES, Period, event};
use crate::context::Context;
use crate::error::{Error, Withheld};

/// Periods that are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Compare {
    /// None.
    #[default]
    Nothing,
    /// The newest year in which courses began, and the one before.
    Years,
    /// The newest half-year in which courses began, and the one before.
    HalfYears,
    /// These; whole months.
    Periods(Vec<Period>),
}

impl Compare {
    /// Reads `years`, `half-years`, or months: `2025-01..2025-12,2026-01..`. Nothing for an empty text.
    ///
    /// # Errors
    /// `compare` with `unknown` for anything else.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let unknown = || Refusal::of("compare", RefusalCode::Unknown);
        let month = |text: &str| -> Result<Option<Date>, Refusal> {
            if text.trim().is_empty() {
                return Ok(None);
            }
            let day: Date = format!("{}-01", text.trim()).parse().map_err(|_| unknown())?;
            Ok(Some(day))
        };
        match text.trim() {
            "" => Ok(Self::Nothing),
            "years" => Ok(Self::Years),
            "half-years" => Ok(Self::HalfYears),
            list => {
                let period = |one: &str| {
                    let (from, to) = one.split_once("..").ok_or_else(unknown)?;
                    Ok(Period { from: month(from)?, to: month(to)?.map(Date::last_of_month) })
                };
                list.split(',').map(period).collect::<Result<_, _>>().map(Self::Periods)
            }
        }
    }

    /// As [`Compare::parse`] reads it; empty for nothing.
    pub fn to_text(&self) -> String {
        let month = |day: Option<Date>| day.map(|day| day.strftime("%Y-%m").to_string()).unwrap_or_default();
        match self {
            Self::Nothing => String::new(),
            Self::Years => "years".to_owned(),
            Self::HalfYears => "half-years".to_owned(),
            Self::Periods(list) => {
                let one = |period: &Period| format!("{}..{}", month(period.from), month(period.to));
                list.iter().map(one).collect::<Vec<_>>().join(",")
            }
        }
    }

    /// What is wrong with the periods, on a day.
    pub(super) fn faults(&self, today: Date) -> Vec<Refusal> {
        let Self::Periods(list) = self else { return Vec::new() };
        let list: Vec<Slice> = list.iter().map(|period| period.of_months().slice()).collect();
        in_order(&list, Some(today)).err().into_iter().flatten().map(refused).collect()
    }

    /// Whether the months are those of the newest start.
    pub(super) const fn goes_by_the_newest(&self) -> bool {
        matches!(self, Self::Years | Self::HalfYears)
    }

    /// The months of the periods, in order; `newest` is the last month in which somebody began.
    pub(crate) fn settled(&self, newest: Date) -> Vec<Period> {
        let span = |from: (i16, i8), to: (i16, i8)| {
            let first = |(year, month)| Date::new(year, month, 1).ok();
            Period { from: first(from), to: first(to).map(Date::last_of_month) }
        };
        let year = newest.year();
        match self {
            Self::Nothing => Vec::new(),
            Self::Years => [year - 1, year].map(|year| span((year, 1), (year, 12))).to_vec(),
            Self::HalfYears => {
                let (first, second) = (|year| span((year, 1), (year, 6)), |year| span((year, 7), (year, 12)));
                if newest.month() > 6 {
                    vec![first(year), second(year)]
                } else {
                    vec![second(year - 1), first(year)]
                }
            }
            Self::Periods(list) => {
                let list: Vec<Slice> = list.iter().map(|period| period.of_months().slice()).collect();
                let list = in_order(&list, None).unwrap_or_default();
                list.into_iter().map(|one| Period { from: one.from, to: one.to }).collect()
            }
        }
    }
}

fn refused(fault: PeriodFault) -> Refusal {
    let of = |code| Refusal::of("compare", code);
    let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    match fault {
        PeriodFault::Number(_) => {
            of(RefusalCode::PeriodNumber).with("min", PERIODS_LEAST).with("max", PERIODS_MOST)
        }
        PeriodFault::Order(period) => of(RefusalCode::DateOrder).with("after", day(period.from)),
        PeriodFault::Overlap(one, next) => {
            of(RefusalCode::Overlap).with("to", day(one.to)).with("from", day(next.from))
        }
        PeriodFault::Future(_) => of(RefusalCode::DateInFuture),
    }
}

/// What became of the periods that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The periods, in order of time.
    pub periods: Vec<Period>,
    /// What stands in the way; empty where they are let out.
    pub held: Vec<HeldPeriod>,
}

/// A period that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPeriod {
    /// Which.
    pub period: Period,
    /// Why.
    pub why: HeldWhy,
}

/// Why a period is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldWhy {
    /// Nobody began in it, as far as the record is known.
    Nobody,
    /// Fewer than [`LEAST_COURSES`] did.
    Few,
    /// Beside what was let out before it would tell of a few.
    Stopped(Box<Withheld>),
}

impl HeldWhy {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nobody => "period-nobody",
            Self::Few => "period-few",
            Self::Stopped(withheld) => withheld.why.code(),
        }
    }
}

/// Puts periods beside findings as of a day: through the log, each as a release of its own.
pub(super) async fn beside(
    ctx: &Context,
    scope: &Scope,
    (questions, cut): (&[Question], Date),
    findings: Released,
) -> Result<(Released, Compared), Error> {
    let periods: Vec<Period> = questions.iter().map(|question| question.period).collect();
    let compared = |held| Compared { periods: periods.clone(), held };
    let told = match kept(ctx, scope, questions, cut).await? {
        Some(told) => told,
        None => match let_out(ctx, scope, (questions, cut)).await? {
            Ok(told) => told,
            Err(held) => return Ok((findings, compared(held))),
        },
    };
    let told: Vec<(Slice, &Released)> =
        periods.iter().map(|period| period.slice()).zip(told.iter()).collect();
    Ok((findings.with_periods(&told), compared(Vec::new())))
}

/// What was let out before, where all of it was.
async fn kept(
    ctx: &Context,
    scope: &Scope,
    questions: &[Question],
    cut: Date,
) -> Result<Option<Vec<Released>>, Error> {
    let mut told = Vec::with_capacity(questions.len());
    for question in questions {
        let Some(bytes) = ctx.store.release_of(scope, question.key(), cut).await? else { return Ok(None) };
        told.push(reopened(&bytes)?);
    }
    Ok(Some(told))
}

type Outcome = Result<Vec<Released>, Vec<HeldPeriod>>;

/// Lets them out now, or says what stands in the way.
async fn let_out(
    ctx: &Context,
    scope: &Scope,
    (questions, cut): (&[Question], Date),
) -> Result<Outcome, Error> {
    let Some(first) = questions.first() else { return Ok(Ok(Vec::new())) };
    let whole = whole_at(ctx, scope, &first.programme, cut).await?;
    let whole = Arc::new(whole);
    for _ in 0..TRIES {
        let told = ctx.store.releases(scope, &first.programme).await?;
        if let Some(told) = kept(ctx, scope, questions, cut).await? {
            return Ok(Ok(told));
        }
        let number = told.last().map_or(0, |last| last.number);
        let open = open(ctx, scope, questions, cut).await?;
        let periods: Vec<Slice> = open.iter().map(|question| question.period.slice()).collect();
        let (study, of_all) = (first.study.clone(), Arc::clone(&whole));
        let judged = apart(move || judged((&of_all, cut), &study, &periods, &told)).await??;
        let out = match judged {
            Ok(out) => out,
            Err(held) => return Ok(Err(held)),
        };
        let new: Result<Vec<NewRelease>, Error> = (number + 1..)
            .zip(open.iter().zip(&out))
            .map(|(number, (question, out))| question.entry(number, cut, (&out.released, &out.release)))
            .collect();
        let event = AuditEvent { act: Act::Released, purpose: "release", ..event(ctx, scope) };
        match ctx.store.add_releases(&first.programme, new?, event).await {
            Ok(()) | Err(StoreError::Duplicate) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Those that were not let out before.
async fn open<'q>(
    ctx: &Context,
    scope: &Scope,
    questions: &'q [Question],
    cut: Date,
) -> Result<Vec<&'q Question>, Error> {
    let mut open = Vec::new();
    for question in questions {
        if ctx.store.release_of(scope, question.key(), cut).await?.is_none() {
            open.push(question);
        }
    }
    Ok(open)
}

impl HeldPeriod {
    fn of((period, why): (Slice, PeriodHeld), asked: Date, least: u64) -> Self {
        let why = match why {
            PeriodHeld::Nobody => HeldWhy::Nobody,
            PeriodHeld::Few => HeldWhy::Few,
            PeriodHeld::Stopped(why) => HeldWhy::Stopped(Box::new(Withheld { why, asked, least })),
        };
        Self { period: Period { from: period.from, to: period.to }, why }
    }
}

/// Judges periods beside all that was told, and beside each other.
fn judged(
    (whole, cut): (&Package, Date),
    study: &evaluation::Study,
    periods: &[Slice],
    told: &[Told],
) -> Result<Result<Vec<LetOut>, Vec<HeldPeriod>>, Error> {
    let before = remembered(told)?;
    let least = before.iter().map(|one| one.threshold).fold(study.disclosure.threshold, u64::max);
    let held = |all: Vec<_>| all.into_iter().map(|one| HeldPeriod::of(one, cut, least)).collect();
    Ok(periods_beside(whole, study, (periods, LEAST_COURSES as u64), &before)?.map_err(held))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_asked_for_reads_back_and_the_newest_begin_says_which_months() {
        for text in ["", "years", "half-years", "2025-01..2025-12,2026-01..2026-10", "..2025-12,2026-01.."] {
            assert_eq!(Compare::parse(text).unwrap().to_text(), text);
        }
        for text in ["year", "2025", "2025-13..2026-01", "2025-01-01..2025-02-01", "2025-01..2025-02,"] {
            assert_eq!(Compare::parse(text).unwrap_err().code, RefusalCode::Unknown, "{text}");
        }
        let text = |compare: &Compare, newest| Compare::Periods(compare.settled(newest)).to_text();
        assert_eq!(text(&Compare::Years, date(2026, 10, 1)), "2025-01..2025-12,2026-01..2026-12");
        assert_eq!(text(&Compare::HalfYears, date(2026, 10, 1)), "2026-01..2026-06,2026-07..2026-12");
        assert_eq!(text(&Compare::HalfYears, date(2026, 6, 1)), "2025-07..2025-12,2026-01..2026-06");
        let own = Compare::parse("2026-01..2026-10,2025-01..2025-12").unwrap();
        assert_eq!(text(&own, date(2026, 10, 1)), "2025-01..2025-12,2026-01..2026-10", "in order of time");
    }
}
