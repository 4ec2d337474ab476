//! Moments of repeated measures of the live record, added up where it lies: one statement that PostgreSQL runs with all
//! its workers, and of which no row of a person leaves the database. Nothing in it looks up the responses of one course
//! after the other: what depends on another row (lateral, or a subquery of its own) only the leader could do. SQLite has
//! no use for it: there the caller adds up the facts itself. Makes no estimate and knows no threshold: that is decided
//! above.

use domain::Date;
use domain::policy::Scope;
use domain::programme::ProgrammeId;

use crate::error::StoreError;
use crate::record::facts::counts;
use crate::row::Row;
use crate::sql::{Sql, v};
use crate::store::Store;

/// Most occasions that one statement adds up.
pub const OCCASIONS_MAX: usize = 8;
/// Sums of products of two occasions, an occasion with itself among them.
const PRODUCTS: usize = OCCASIONS_MAX * (OCCASIONS_MAX + 1) / 2;

pub(crate) const ALL: &[&Sql] = &[&GROUPED];

/// The newest response at an occasion: of equal days the greater id, as everywhere. A greatest text instead of a sort,
/// so that parts can be taken together: day (10 letters), id (36), value.
macro_rules! newest {
    ($occasion:literal, $name:literal) => {
        concat!(
            "cast(nullif(substr(max(found) filter (where instrument = $3 and occasion = ",
            $occasion,
            "), 47), '') as double precision) - $8 as ",
            $name
        )
    };
}

/// A response with its value behind day and id.
macro_rules! found {
    ($value:literal, $name:literal) => {
        concat!("(r.day || cast(r.id as text) || coalesce(", $value, ", '')) collate \"C\" as ", $name)
    };
}

/// 1 in this place where the occasion was observed.
macro_rules! bit {
    ($name:literal, $value:literal) => {
        concat!("case when ", $name, " is null then 0 else ", $value, " end")
    };
}

/// Sums of the products of one occasion with itself and those before it.
macro_rules! products {
    ($name:literal: $($other:literal)*) => {
        concat!($(", sum(", $name, " * ", $other, ")"),*)
    };
}

const GROUPED: Sql = Sql::pair(
    // Prepared only, so that the pair has both its halves: a file is added up by the program.
    "select '', '', '', 0, 0 where $1 is null and $2 is null and $3 is null and $4 is null and $5 is null and $6 is null \
     and $7 is null and $8 is null and $9 is null and $10 is null and $11 is null and $12 is null and $13 is null \
     and $14 is null and $15 is null and $16 is null and $17 is null and $18 is null and $19 is null and $20 is null",
    concat!(
        "select track, site, item, ",
        bit!("d0", "1"),
        " + ",
        bit!("d1", "2"),
        " + ",
        bit!("d2", "4"),
        " + ",
        bit!("d3", "8"),
        " + ",
        bit!("d4", "16"),
        " + ",
        bit!("d5", "32"),
        " + ",
        bit!("d6", "64"),
        " + ",
        bit!("d7", "128"),
        " as pattern, count(*), sum(d0), sum(d1), sum(d2), sum(d3), sum(d4), sum(d5), sum(d6), sum(d7)",
        products!("d0": "d0"),
        products!("d1": "d0" "d1"),
        products!("d2": "d0" "d1" "d2"),
        products!("d3": "d0" "d1" "d2" "d3"),
        products!("d4": "d0" "d1" "d2" "d3" "d4"),
        products!("d5": "d0" "d1" "d2" "d3" "d4" "d5"),
        products!("d6": "d0" "d1" "d2" "d3" "d4" "d5" "d6"),
        products!("d7": "d0" "d1" "d2" "d3" "d4" "d5" "d6" "d7"),
        " from (select case when $17 then c.track else '' end as track, case when $18 then c.site else '' end as site, \
         coalesce(substr(max(described) filter (where instrument = $19), 47), '') as item, ",
        newest!("$9", "d0"),
        ", ",
        newest!("$10", "d1"),
        ", ",
        newest!("$11", "d2"),
        ", ",
        newest!("$12", "d3"),
        ", ",
        newest!("$13", "d4"),
        ", ",
        newest!("$14", "d5"),
        ", ",
        newest!("$15", "d6"),
        ", ",
        newest!("$16", "d7"),
        " from course c left join (select r.organisation_id, r.course_id, r.instrument, r.occasion, ",
        found!(
            "case when $4 = '' then cast(r.score as text) \
             else substring(';' || r.answers || ';' from ';' || $4 || '=(-?[0-9]+);') end",
            "found"
        ),
        ", ",
        found!("substring(';' || r.answers || ';' from ';' || $20 || '=(-?[0-9]+);')", "described"),
        " from response r where r.instrument in ($3, $19) and r.undone_at is null and r.day <= $5) as responses \
         on responses.organisation_id = c.organisation_id and responses.course_id = c.id \
         where c.organisation_id = $1 and c.programme = $2 and c.start >= $6 and c.start <= $7 and c.start <= $5 \
         and c.first_contact <= $5 group by c.organisation_id, c.id, c.track, c.site) as persons \
         group by 1, 2, 3, 4 order by 1, 2, 3, 4"
    ),
);

/// What is added up.
#[derive(Debug, Clone, PartialEq)]
pub struct MomentsOf {
    /// Programme.
    pub programme: ProgrammeId,
    /// Instrument.
    pub instrument: String,
    /// One item of it; its score when none is named.
    pub item: Option<String>,
    /// Occasions, at most [`OCCASIONS_MAX`], in the order of the bits of a pattern.
    pub occasions: Vec<String>,
    /// The record as it stood on this day.
    pub until: Date,
    /// Courses that began phase 1 within these days.
    pub started: (Date, Date),
    /// What deviations are taken from: a value near the mean, so that no digits are lost. The same everywhere.
    pub shift: f64,
    /// What makes a class of persons.
    pub classes: ClassBy,
}

/// What makes a class of persons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassBy {
    /// The track.
    pub track: bool,
    /// The site.
    pub site: bool,
    /// The newest answer to an item, with its instrument.
    pub item: Option<(String, String)>,
}

/// The sums of one class and pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Sums {
    /// Track, site and answer; empty where they make no class or are not known.
    pub class: [String; 3],
    /// Bit k is set where occasion k was observed; nought for courses without any.
    pub pattern: u64,
    /// Courses.
    pub n: u64,
    /// Sums of the deviations from the shift, of the observed occasions.
    pub sums: Vec<f64>,
    /// Sums of products of the deviations: lower triangle by rows, of the observed occasions.
    pub products: Vec<f64>,
}

impl Store {
    /// Whether the database adds moments up itself.
    pub fn adds_up(&self) -> bool {
        self.inner.pool.is_server()
    }

    /// The statement with which PostgreSQL adds up, to be read, explained or run elsewhere.
    pub const fn moments_text() -> &'static str {
        GROUPED.pg
    }

    /// The sums of deviations and of their products, by class and pattern, added up by the database.
    ///
    /// # Errors
    /// [`StoreError::Unsupported`] on a file and for more than [`OCCASIONS_MAX`] occasions,
    /// [`StoreError::Unavailable`], [`StoreError::Damaged`]; nothing for a scope that may not count.
    pub async fn moments(&self, scope: &Scope, of: &MomentsOf) -> Result<Vec<Sums>, StoreError> {
        if !self.adds_up() {
            return Err(StoreError::Unsupported("postgres"));
        }
        if of.occasions.len() > OCCASIONS_MAX {
            return Err(StoreError::Unsupported("8 occasions"));
        }
        if !counts(scope) {
            return Ok(Vec::new());
        }
        let (instrument, item) = of.classes.item.clone().unwrap_or_default();
        let mut values = vec![
            v(scope.organisation()),
            v(of.programme.0.clone()),
            v(of.instrument.clone()),
            v(of.item.clone().unwrap_or_default()),
            v(of.until),
            v(of.started.0),
            v(of.started.1),
            v(of.shift),
        ];
        let mut occasions = of.occasions.iter().cloned();
        // No occasion is called by an empty name.
        values.extend((0..OCCASIONS_MAX).map(|_| v(occasions.next().unwrap_or_default())));
        values.extend([v(of.classes.track), v(of.classes.site), v(instrument), v(item)]);
        self.rows(GROUPED.with_values(values)).await?.iter().map(sums).collect()
    }
}

fn sums(row: &Row) -> Result<Sums, StoreError> {
    let mut columns = row.columns();
    let class = [columns.text()?, columns.text()?, columns.text()?];
    let pattern: u64 = columns.number()?;
    let n = columns.number()?;
    let mut reals = Vec::with_capacity(OCCASIONS_MAX + PRODUCTS);
    for _ in 0..OCCASIONS_MAX + PRODUCTS {
        reals.push(columns.real_or_none()?);
    }
    let observed = |k: usize| pattern >> k & 1 == 1;
    let mut all = reals.into_iter();
    let firsts: Vec<Option<f64>> = all.by_ref().take(OCCASIONS_MAX).collect();
    let pairs = (0..OCCASIONS_MAX).flat_map(|row| (0..=row).map(move |column| (row, column)));
    let damaged = || StoreError::Damaged("a sum of an observed occasion".to_owned());
    let take = |value: Option<f64>| value.ok_or_else(damaged);
    let of_first = firsts.into_iter().enumerate().filter(|(k, _)| observed(*k)).map(|(_, sum)| take(sum));
    let of_pair = pairs.zip(all).filter(|((a, b), _)| observed(*a) && observed(*b)).map(|(_, sum)| take(sum));
    Ok(Sums {
        class,
        pattern,
        n,
        sums: of_first.collect::<Result<_, _>>()?,
        products: of_pair.collect::<Result<_, _>>()?,
    })
}
