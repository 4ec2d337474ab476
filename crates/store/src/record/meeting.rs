//! The team's meetings and who was there.

use std::collections::BTreeMap;

use domain::Date;
use domain::id::{MeetingId, UserId};
use domain::meeting::Meeting;
use domain::policy::{Reach, Scope};

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &LEAVE, &ATTEND, &SINCE, &PRESENT, &SAID];

const INSERT: Sql = Sql::one(
    "insert into meeting (organisation_id, id, day, led_by, opened_at) values ($1, $2, $3, $4, $5) \
     on conflict (organisation_id, day) do nothing",
);

/// Opens the meeting of a day with those who are there; where the day has one already, that one stands.
pub fn insert(scope: &Scope, meeting: &Meeting, now: i64) -> Vec<Statement> {
    let opened =
        INSERT.with([v(scope.organisation()), v(meeting.id), v(meeting.day), v(meeting.led_by), v(now)]);
    let mut statements = vec![opened];
    statements.extend(meeting.present.iter().map(|who| attend(scope, meeting.id, *who)));
    statements
}

const ATTEND: Sql = Sql::one(
    "insert into meeting_present (organisation_id, meeting_id, user_id) \
     select $1, id, $3 from meeting where organisation_id = $1 and id = $2 on conflict do nothing",
);

fn attend(scope: &Scope, meeting: MeetingId, who: UserId) -> Statement {
    ATTEND.with([v(scope.organisation()), v(meeting), v(who)])
}

const LEAVE: Sql = Sql::one("delete from meeting_present where organisation_id = $1 and meeting_id = $2");

/// Says anew who was there.
pub fn set_present(scope: &Scope, meeting: MeetingId, present: &[UserId]) -> Vec<Statement> {
    let mut statements = vec![LEAVE.with([v(scope.organisation()), v(meeting)])];
    statements.extend(present.iter().map(|who| attend(scope, meeting, *who)));
    statements
}

const SINCE: Sql = Sql::one(
    "select id, day, led_by from meeting where organisation_id = $1 and day >= $2 and day <= $3 \
     order by day desc limit cast($4 as bigint)",
);

const PRESENT: Sql = Sql::one(
    "select meeting_id, user_id from meeting_present where organisation_id = $1 and meeting_id in \
     (select id from meeting where organisation_id = $1 and day >= $2 and day <= $3) order by user_id",
);

const SAID: Sql = Sql::one(
    "select meeting_id, count(*) from decision where organisation_id = $1 and undone_at is null and outcome = 'decided' \
     and meeting_id in (select id from meeting where organisation_id = $1 and day >= $2 and day <= $3) \
     group by meeting_id order by meeting_id",
);

fn read(row: &Row) -> Result<Meeting, StoreError> {
    let mut columns = row.columns();
    Ok(Meeting {
        id: MeetingId::new(columns.id()?),
        day: columns.date()?,
        led_by: UserId::new(columns.id()?),
        present: Vec::new(),
    })
}

impl Store {
    /// The meetings from one day to another, the latest first; nothing for a scope that does not reach the organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn meetings(
        &self,
        scope: &Scope,
        (from, to): (Date, Date),
        most: u16,
    ) -> Result<Vec<Meeting>, StoreError> {
        if scope.reach() != Reach::Organisation {
            return Ok(Vec::new());
        }
        let organisation = scope.organisation();
        let rows = self.rows(SINCE.with([v(organisation), v(from), v(to), v(most)])).await?;
        let mut meetings: Vec<Meeting> = rows.iter().map(read).collect::<Result<_, _>>()?;
        let mut present: BTreeMap<MeetingId, Vec<UserId>> = BTreeMap::new();
        for row in self.rows(PRESENT.with([v(organisation), v(from), v(to)])).await? {
            let mut columns = row.columns();
            let meeting = MeetingId::new(columns.id()?);
            present.entry(meeting).or_default().push(UserId::new(columns.id()?));
        }
        for meeting in &mut meetings {
            meeting.present = present.remove(&meeting.id).unwrap_or_default();
        }
        Ok(meetings)
    }

    /// The meeting of a day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn meeting(&self, scope: &Scope, day: Date) -> Result<Option<Meeting>, StoreError> {
        Ok(self.meetings(scope, (day, day), 1).await?.pop())
    }

    /// How many things each meeting gave somebody to do.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn decided_at(
        &self,
        scope: &Scope,
        (from, to): (Date, Date),
    ) -> Result<BTreeMap<MeetingId, u64>, StoreError> {
        if scope.reach() != Reach::Organisation {
            return Ok(BTreeMap::new());
        }
        let rows = self.rows(SAID.with([v(scope.organisation()), v(from), v(to)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                Ok((MeetingId::new(columns.id()?), columns.number()?))
            })
            .collect()
    }
}
