//! How many courses there are, by stage, programme and fixed worker; and the courses closed since a day. The counts of
//! an organisation are remembered: up to [`EXACT`] courses until one is begun, closed or handed over, beyond that for
//! at most a minute, because counting a million takes longer than showing a page of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Date;
use domain::id::{CourseId, OrganisationId, UserId};
use domain::policy::{Reach, Scope};
use domain::programme::ProgrammeId;

use crate::error::StoreError;
use crate::record::course::{CLOSED, CONTACT_MAKING, RUNNING};
use crate::record::{CourseRow, StageFilter, list, own};
use crate::sql::{Sql, v};
use crate::store::Store;

/// Up to so many courses the counts are always exact.
pub const EXACT: u64 = 20_000;
/// For how long counts are remembered where others may have written, microseconds.
const SHORT: i64 = 5_000_000;
/// The same beyond [`EXACT`].
const LONG: i64 = 60_000_000;

pub(crate) const ALL: &[&Sql] =
    &[&COUNT, &COUNT_OWN, &CLOSED_SINCE, &CLOSED_SINCE_OWN, &WITH_NETWORK, &WITH_LONG_TERM_PLAN];

/// Since when closed courses are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedSince {
    /// Today, for assignments.
    pub today: Date,
    /// All that were closed on this day or later.
    pub any: Date,
    /// Those with a yes to follow-up that were closed on this day or later.
    pub with_follow_up: Date,
}

/// Courses of one stage, programme and worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Contact-making, running or closed.
    pub stage: StageFilter,
    /// Programme.
    pub programme: ProgrammeId,
    /// Fixed worker.
    pub worker: Option<UserId>,
    /// How many.
    pub courses: u64,
}

const COUNT: Sql = Sql::one(
    "select stage, programme, worker_id, count(*) from course where organisation_id = $1 \
     group by programme, stage, worker_id order by programme, stage, worker_id",
);

const COUNT_OWN: Sql = Sql::one(
    "select stage, programme, worker_id, count(*) from course where organisation_id = $1 and id in \
     (select course_id from assignment where organisation_id = $1 and worker_id = $2 and from_day <= $3 \
     and (to_day is null or to_day >= $3)) group by programme, stage, worker_id order by programme, stage, worker_id",
);

const CLOSED_SINCE: Sql = Sql::one(
    "select id, version from course where organisation_id = $1 and closed_on >= $2 and stage = 'closed' \
     and (worker_id = $3 or $3 is null) and (closed_on >= $5 or follow_up <> 'no') order by closed_on desc, id limit cast($4 as bigint)",
);

const CLOSED_SINCE_OWN: Sql = Sql::one(
    "select id, version from course where organisation_id = $1 and closed_on >= $2 and stage = 'closed' \
     and (worker_id = $3 or $3 is null) and (closed_on >= $5 or follow_up <> 'no') \
     and id in (select course_id from assignment where organisation_id = $1 and worker_id = $6 \
     and from_day <= $7 and (to_day is null or to_day >= $7)) order by closed_on desc, id limit cast($4 as bigint)",
);

const WITH_NETWORK: Sql = Sql::one(concat!(
    "select distinct course_id from supporter where organisation_id = $1 and ended is null and course_id in ",
    list::fifty!()
));

const WITH_LONG_TERM_PLAN: Sql = Sql::one(concat!(
    "select id from course where organisation_id = $1 and long_term_plan_sealed is not null and id in ",
    list::fifty!()
));

/// What a course can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A supporter whose tie has not ended.
    Network,
    /// A long-term plan.
    LongTermPlan,
}

/// Counts of organisations with the moment they were made.
#[derive(Debug, Default)]
pub(crate) struct Tallies {
    known: Mutex<HashMap<OrganisationId, Counted>>,
    /// How often counts were forgotten: what was counted before is not remembered after.
    forgotten: AtomicU64,
    /// Held while somebody counts: one count at a time.
    counting: Arc<tokio::sync::Mutex<()>>,
}

/// When it was counted, and what.
type Counted = (i64, Arc<Vec<Tally>>);

/// What is remembered of an organisation.
enum Known {
    /// Counts that stand.
    Fresh(Arc<Vec<Tally>>),
    /// Counts that are to be made anew, and good enough until then.
    Ageing(Arc<Vec<Tally>>),
    /// None that could be given.
    Nothing,
}

impl Tallies {
    fn get(&self, organisation: OrganisationId, now: i64) -> Known {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((at, tallies)) = known.get(&organisation) else { return Known::Nothing };
        let many = courses(tallies) > EXACT;
        let kept = if many { LONG } else { SHORT };
        if now >= *at && now - *at < kept {
            Known::Fresh(Arc::clone(tallies))
        } else if many {
            Known::Ageing(Arc::clone(tallies))
        } else {
            Known::Nothing
        }
    }
    fn put(&self, organisation: OrganisationId, counted: Counted, forgotten: u64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if courses(&counted.1) > EXACT || self.forgotten.load(Ordering::SeqCst) == forgotten {
            known.insert(organisation, counted);
        }
    }
    /// Forgets the counts of an organisation in which a course was begun, closed or handed over.
    pub(crate) fn forget(&self, organisation: OrganisationId) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        if known.get(&organisation).is_some_and(|(_, tallies)| courses(tallies) <= EXACT) {
            known.remove(&organisation);
        }
    }
}

fn courses(tallies: &[Tally]) -> u64 {
    tallies.iter().map(|tally| tally.courses).sum()
}

impl Store {
    /// How many courses are within the scope, by stage, programme and worker.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn tallies(&self, scope: &Scope, today: Date, now: i64) -> Result<Arc<Vec<Tally>>, StoreError> {
        match scope.reach() {
            Reach::Own(user) => {
                let values = [v(scope.organisation()), v(user), v(today)];
                self.count(COUNT_OWN.with(values)).await.map(Arc::new)
            }
            Reach::Organisation => self.tallies_of(scope.organisation(), now).await,
            Reach::Aggregates | Reach::House => Ok(Arc::default()),
        }
    }

    /// The counts of an organisation: from memory, and counted anew by one at a time. Many courses are counted in the
    /// background while the older counts are given.
    async fn tallies_of(
        &self,
        organisation: OrganisationId,
        now: i64,
    ) -> Result<Arc<Vec<Tally>>, StoreError> {
        let counting = Arc::clone(&self.inner.tallies.counting);
        match self.inner.tallies.get(organisation, now) {
            Known::Fresh(tallies) => Ok(tallies),
            Known::Ageing(tallies) => {
                if let Ok(turn) = counting.try_lock_owned() {
                    let store = self.clone();
                    tokio::spawn(async move {
                        let _turn = turn;
                        store.count_organisation(organisation, now).await.map(drop)
                    });
                }
                Ok(tallies)
            }
            Known::Nothing => {
                let _turn = counting.lock().await;
                match self.inner.tallies.get(organisation, now) {
                    Known::Fresh(tallies) | Known::Ageing(tallies) => Ok(tallies),
                    Known::Nothing => self.count_organisation(organisation, now).await,
                }
            }
        }
    }

    async fn count_organisation(
        &self,
        organisation: OrganisationId,
        now: i64,
    ) -> Result<Arc<Vec<Tally>>, StoreError> {
        let forgotten = self.inner.tallies.forgotten.load(Ordering::SeqCst);
        let tallies = Arc::new(self.count(COUNT.with([v(organisation)])).await?);
        self.inner.tallies.put(organisation, (now, Arc::clone(&tallies)), forgotten);
        Ok(tallies)
    }

    async fn count(&self, statement: crate::sql::Statement) -> Result<Vec<Tally>, StoreError> {
        let mut tallies = Vec::new();
        for row in self.rows(statement).await? {
            let mut columns = row.columns();
            tallies.push(Tally {
                stage: columns.code(stage)?,
                programme: ProgrammeId(columns.text()?),
                worker: columns.id_or_none()?.map(UserId::new),
                courses: columns.number()?,
            });
        }
        Ok(tallies)
    }

    /// Which of these courses have a part. The caller has found the courses within a scope of the same organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn courses_with(
        &self,
        scope: &Scope,
        part: Part,
        courses: &[CourseId],
    ) -> Result<BTreeSet<CourseId>, StoreError> {
        let sql = match part {
            Part::Network => WITH_NETWORK,
            Part::LongTermPlan => WITH_LONG_TERM_PLAN,
        };
        let mut found = BTreeSet::new();
        for ids in courses.chunks(list::FIFTY) {
            let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
            for row in self.rows(list::with_ids(sql, scope.organisation(), &ids)).await? {
                found.insert(CourseId::new(row.columns().id()?));
            }
        }
        Ok(found)
    }

    /// The courses within the scope that were closed on a day or later, latest first, and those with a yes to follow-up
    /// since another; of one fixed worker or of all.
    ///
    /// # Errors
    /// As [`Store::courses`].
    pub async fn closed_since(
        &self,
        scope: &Scope,
        since: ClosedSince,
        worker: Option<UserId>,
        limit: u16,
    ) -> Result<Vec<Arc<CourseRow>>, StoreError> {
        let organisation = v(scope.organisation());
        let (earliest, any) = (v(since.any.min(since.with_follow_up)), v(since.any));
        let statement = match scope.reach() {
            Reach::Own(_) => {
                let (me, today) = (v(own(scope)), v(since.today));
                CLOSED_SINCE_OWN.with([organisation, earliest, v(worker), v(limit), any, me, today])
            }
            Reach::Organisation => CLOSED_SINCE.with([organisation, earliest, v(worker), v(limit), any]),
            Reach::Aggregates | Reach::House => return Ok(Vec::new()),
        };
        let mut connection = self.inner.pool.reader().await?;
        let mut keys = Vec::new();
        for row in connection.rows(statement).await? {
            let mut columns = row.columns();
            keys.push((columns.id()?, columns.int()?));
        }
        self.course_rows(&mut connection, scope.organisation(), &keys).await
    }
}

fn stage(code: &str) -> Option<StageFilter> {
    match code {
        CONTACT_MAKING => Some(StageFilter::ContactMaking),
        RUNNING => Some(StageFilter::Running),
        CLOSED => Some(StageFilter::Closed),
        _ => None,
    }
}
