//! The log of releases of the live record: what leaves it as numbers is judged beside all that left before, and written
//! down in the same act. Two who ask at once are judged one after the other: a release takes the number after those it was
//! judged against, and only one can take it.

use std::sync::Arc;

use domain::Date;
use domain::audit::{Act, AuditEvent};
use domain::policy::Scope;
use domain::programme::{Programme, ProgrammeId};
use evaluation::cohort::Cohort;
use evaluation::disclosure::{Groups, Memory, Release, Released, Slice, Stopped, slices};
use evaluation::fault::Fault;
use evaluation::findings::Findings;
use evaluation::package::Package;
use evaluation::study::Study;
use store::StoreError;
use store::release::{NewRelease, Told};

use super::{LEAST_COURSES, Period, cut, event, study};
use crate::context::Context;
use crate::error::{Error, Withheld};

/// How often others may be first before it is given up.
pub(super) const TRIES: usize = 16;
/// Earlier days that are tried where the newest is not let out.
const EARLIER: usize = 3;

/// A study of a programme and a period: what is asked, but for the day.
pub(super) struct Question {
    pub(super) programme: ProgrammeId,
    pub(super) study: Study,
    pub(super) period: Period,
    described: Option<evaluation::findings::Programme>,
    /// The same for the same question.
    digest: String,
}

/// What was found.
pub(super) struct Made {
    pub(super) cut: Date,
    /// Absent where there are too few.
    pub(super) findings: Option<Released>,
    pub(super) held_back: Option<Withheld>,
}

/// An evaluation before it is judged.
struct Prepared {
    findings: Findings,
    groups: Groups,
    /// First days of all courses of the programme, whatever the period.
    starts: Vec<Date>,
}

impl Question {
    /// The question of a programme's own study.
    pub(super) fn of(ctx: &Context, programme: &Programme, period: Period) -> Result<Self, Error> {
        let text = study::text(&ctx.content, programme);
        Self::of_text(ctx, programme, &text, period)
    }

    /// The question of a study.
    pub(super) fn of_text(
        ctx: &Context,
        programme: &Programme,
        text: &str,
        period: Period,
    ) -> Result<Self, Error> {
        Ok(Self {
            programme: programme.id.clone(),
            study: Study::parse(&study::file(programme), text)?,
            period,
            described: ctx.content.described(&programme.id.0),
            digest: digest(&[text], period),
        })
    }

    /// The same of a period that stands beside others: less is asked of it, so it is another question.
    pub(super) fn beside_others(&self, text: &str, period: Period) -> Self {
        Self {
            programme: self.programme.clone(),
            study: self.study.of_periods(),
            period,
            described: None,
            digest: digest(&["period", text], period),
        }
    }

    /// The release of it as it is kept.
    pub(super) fn entry(
        &self,
        number: i64,
        cut: Date,
        (released, release): (&Released, &Release),
    ) -> Result<NewRelease, Error> {
        Ok(NewRelease {
            number,
            question: self.digest.clone(),
            data_cut: cut,
            period: (self.period.from, self.period.to),
            told: release.to_bytes().map_err(|error| damaged(&error))?,
            findings: released.to_bytes().map_err(|error| damaged(&error))?,
        })
    }

    pub(super) fn key(&self) -> (&ProgrammeId, &str) {
        (&self.programme, &self.digest)
    }

    fn least(&self) -> u64 {
        self.study.disclosure.threshold
    }

    /// The newest numbers that may be seen, of a day or before it.
    pub(super) async fn newest(&self, ctx: &Context, scope: &Scope, cut: Date) -> Result<Made, Error> {
        let withheld = match self.at(ctx, scope, cut).await {
            Ok(findings) => return Ok(Made { cut, findings, held_back: None }),
            Err(Error::Withheld(withheld)) => withheld,
            Err(error) => return Err(error),
        };
        if let Some((cut, bytes)) = ctx.store.release_before(scope, self.key(), cut).await? {
            let findings = Some(reopened(&bytes)?);
            return Ok(Made { cut, findings, held_back: Some(*withheld) });
        }
        let mut days: Vec<Date> =
            ctx.store.releases(scope, &self.programme).await?.iter().map(|told| told.data_cut).collect();
        days.sort_unstable();
        days.dedup();
        for day in days.into_iter().rev().filter(|day| *day < cut).take(EARLIER) {
            match self.at(ctx, scope, day).await {
                Ok(Some(findings)) => {
                    return Ok(Made { cut: day, findings: Some(findings), held_back: Some(*withheld) });
                }
                Ok(None) | Err(Error::Withheld(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Withheld(withheld))
    }

    /// The numbers as of a day: as they were let out before, else let out now; none where there are too few.
    ///
    /// # Errors
    /// [`Error::Withheld`].
    pub(super) async fn at(
        &self,
        ctx: &Context,
        scope: &Scope,
        cut: Date,
    ) -> Result<Option<Released>, Error> {
        if let Some(bytes) = ctx.store.release_of(scope, self.key(), cut).await? {
            return reopened(&bytes).map(Some);
        }
        let whole = whole_at(ctx, scope, &self.programme, cut).await?;
        let starts: Vec<Date> = whole.courses.iter().filter_map(|course| course.start).collect();
        if starts.iter().filter(|start| self.period.holds(Some(**start))).count() < LEAST_COURSES {
            return Ok(None);
        }
        // Before the numbers are made: it costs nothing.
        let told = ctx.store.releases(scope, &self.programme).await?;
        let beside = stretches(&starts, self.period, &told, self.least());
        beside.map_err(|why| self.withheld(why, cut))?;
        let prepared = Arc::new(self.prepared(whole, starts).await?);
        for _ in 0..TRIES {
            let told = ctx.store.releases(scope, &self.programme).await?;
            // Somebody else may have asked the same meanwhile.
            if let Some(bytes) = ctx.store.release_of(scope, self.key(), cut).await? {
                return reopened(&bytes).map(Some);
            }
            let number = told.last().map_or(0, |last| last.number) + 1;
            let (released, release) = self.judged(&prepared, told, cut).await?;
            let new = vec![self.entry(number, cut, (&released, &release))?];
            let event = AuditEvent { act: Act::Released, purpose: "release", ..event(ctx, scope) };
            match ctx.store.add_releases(&self.programme, new, event).await {
                Ok(()) => return Ok(Some(released)),
                Err(StoreError::Duplicate) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// Whether the numbers as of a day were let out before.
    pub(super) async fn is_kept(&self, ctx: &Context, scope: &Scope, cut: Date) -> Result<bool, Error> {
        Ok(ctx.store.release_of(scope, self.key(), cut).await?.is_some())
    }

    /// Facts of a group are no longer those that were let out of that day: beside them the new ones would tell of the few who
    /// were corrected.
    pub(super) fn corrected(&self, group: String, cut: Date) -> Error {
        let data_cut = Some(cut.to_string());
        self.withheld(Stopped::Differs { earlier: self.digest.clone(), data_cut, group }, cut)
    }

    /// The month of the last start, by the newest numbers that were let out on a day or before it; before any were, by
    /// the record.
    pub(super) async fn last_start(&self, ctx: &Context, scope: &Scope, cut: Date) -> Result<Date, Error> {
        let kept = match ctx.store.release_of(scope, self.key(), cut).await? {
            Some(bytes) => Some((cut, bytes)),
            None => ctx.store.release_before(scope, self.key(), cut).await?,
        };
        if let Some((cut, bytes)) = kept {
            return Ok(told_start(&reopened(&bytes)?).unwrap_or(cut));
        }
        let whole = whole_at(ctx, scope, &self.programme, cut).await?;
        let starts = whole.courses.iter().filter_map(|course| course.start);
        let last = starts.filter(|start| self.period.holds(Some(*start))).max();
        Ok(last.unwrap_or(cut).first_of_month())
    }

    /// Computes the numbers.
    async fn prepared(&self, whole: Package, starts: Vec<Date>) -> Result<Prepared, Error> {
        let (study, period, described) = (self.study.clone(), self.period, self.described.clone());
        let made = apart(move || -> Result<Prepared, Vec<Fault>> {
            let package = cut::cut(whole, None, period);
            let cohort = Cohort::from_package(&package, &[], &study)?;
            let found = evaluation::evaluate(&cohort, &study);
            let groups = Groups::of(&cohort, &study);
            Ok(Prepared { findings: Findings { programme: described, ..found }, groups, starts })
        });
        Ok(made.await??)
    }

    /// Judges them beside all that was let out.
    async fn judged(
        &self,
        prepared: &Arc<Prepared>,
        told: Vec<Told>,
        cut: Date,
    ) -> Result<(Released, Release), Error> {
        let (prepared, study, period) = (Arc::clone(prepared), self.study.clone(), self.period);
        let judged = apart(move || judge(&prepared, &study, period, &told)).await??;
        judged.map_err(|why| self.withheld(why, cut))
    }

    fn withheld(&self, why: Stopped, asked: Date) -> Error {
        Error::Withheld(Box::new(Withheld { why, asked, least: self.least() }))
    }
}

/// The month of the last start, which is told with all the other numbers.
pub(super) fn told_start(found: &Released) -> Option<Date> {
    found.flow.as_ref()?.last_start.as_ref()?.parse().ok()
}

/// The package of a programme as it stood at a day.
pub(super) async fn whole_at(
    ctx: &Context,
    scope: &Scope,
    programme: &ProgrammeId,
    cut: Date,
) -> Result<Package, Error> {
    let package = crate::transfer::package_of(ctx, scope, programme).await?;
    apart(move || cut::cut(package, Some(cut), Period::default())).await
}

/// The same for the same question of a period.
fn digest(asked: &[&str], period: Period) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let asked = [asked, &[&day(period.from), &day(period.to)]].concat().join("\0");
    vault::sign::hex(&vault::chain::fingerprint(asked.as_bytes()))
}

/// Runs what takes a while where it does not keep others waiting.
pub(super) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| StoreError::Unavailable(error.to_string()).into())
}

pub(super) fn damaged(error: &evaluation::disclosure::Damaged) -> Error {
    StoreError::Damaged(error.to_string()).into()
}

pub(super) fn reopened(bytes: &[u8]) -> Result<Released, Error> {
    Released::from_bytes(bytes).map_err(|error| damaged(&error))
}

/// Whether the period can stand beside all that were told.
fn stretches(starts: &[Date], period: Period, told: &[Told], least: u64) -> Result<(), Stopped> {
    let mut periods: Vec<Slice> = told.iter().map(slice_of).collect();
    periods.push(period.slice());
    slices(starts, &periods, least)
}

fn slice_of(told: &Told) -> Slice {
    Slice { from: told.period.0, to: told.period.1 }
}

/// What the log remembers.
pub(super) fn remembered(told: &[Told]) -> Result<Vec<Release>, Error> {
    let one = |told: &Told| {
        let release = Release::from_bytes(&told.told).map_err(|error| damaged(&error))?;
        Ok(Release { period: Some(slice_of(told)), ..release })
    };
    told.iter().map(one).collect()
}

type Judged = Result<(Released, Release), Stopped>;

fn judge(prepared: &Prepared, study: &Study, period: Period, told: &[Told]) -> Result<Judged, Error> {
    let releases = remembered(told)?;
    let least = releases.iter().map(|release| release.threshold).fold(study.disclosure.threshold, u64::max);
    if let Err(stopped) = stretches(&prepared.starts, period, told, least) {
        return Ok(Err(stopped));
    }
    let memory = Memory::of(&releases).of_period(period.slice());
    Ok(memory.release(prepared.findings.clone(), study.disclosure, &prepared.groups))
}
