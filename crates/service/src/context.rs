//! What every intention is given: the record, the content, the clock and the randomness. Cheap to clone. The clock
//! and the randomness are put in from outside, so that a year of a municipality can be run in a test and a failure
//! replays from its seed.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Date;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::Store;
use uuid::Uuid;
use vault::{Entropy, OsEntropy, VaultError};

use crate::content::Content;
use crate::error::Error;
use crate::line::Lines;
use crate::session::Attempts;

/// For how long what was done can be taken back, and what was thrown away fetched back, microseconds.
pub(crate) const TAKE_BACK: i64 = store::DAY;

/// Where days begin and end.
const ZONE: &str = "Europe/Copenhagen";

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// Microseconds since 1970 UTC.
    fn now(&self) -> i64;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one clock that reads the machine's time")]
    fn now(&self) -> i64 {
        Timestamp::now().as_microsecond()
    }
}

/// A clock that stands where it was put, for tests and simulations.
#[derive(Debug, Default)]
pub struct FixedClock(std::sync::atomic::AtomicI64);

impl FixedClock {
    /// A clock that stands at a time, microseconds since 1970 UTC.
    pub const fn at(now: i64) -> Self {
        Self(std::sync::atomic::AtomicI64::new(now))
    }
    /// Puts it to another time.
    pub fn set(&self, now: i64) {
        self.0.store(now, Ordering::SeqCst);
    }
    /// Moves it on.
    pub fn advance(&self, microseconds: i64) {
        self.0.fetch_add(microseconds, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// The source of randomness, shared by all who hold the context.
#[derive(Clone)]
pub struct Randomness(Arc<Mutex<Box<dyn Entropy>>>);

impl Randomness {
    /// Randomness from a source.
    pub fn new(source: impl Entropy + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(source))))
    }
}

impl fmt::Debug for Randomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Randomness")
    }
}

impl Entropy for Randomness {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes)
    }
}

/// What an installation decides about its context.
#[derive(Clone)]
pub struct Settings {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The randomness.
    pub randomness: Randomness,
    /// True where all people are invented: pages, reports and packages say so.
    pub synthetic: bool,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("synthetic", &self.synthetic).finish_non_exhaustive()
    }
}

impl Default for Settings {
    /// The machine's clock and the operating system's randomness; real people.
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), randomness: Randomness::new(OsEntropy), synthetic: false }
    }
}

/// Places for ids within a millisecond (the twelve bits of a UUID of version 7 that may hold a sequence, RFC 9562).
const PLACES: u64 = 4_096;

/// The context of an intention.
#[derive(Debug, Clone)]
pub struct Context {
    /// The record.
    pub store: Store,
    /// Programmes and instruments.
    pub content: Arc<Content>,
    settings: Settings,
    zone: TimeZone,
    pub(crate) attempts: Arc<Attempts>,
    pub(crate) lines: Arc<Lines>,
    /// Where the last id stands in time: milliseconds × [`PLACES`] + place.
    last_id: Arc<AtomicU64>,
}

impl Context {
    /// A context over an open store.
    pub fn new(store: Store, content: Content, settings: Settings) -> Self {
        // The zone is carried in the program, so it is always found.
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        Self {
            store,
            content: Arc::new(content),
            settings,
            zone,
            attempts: Arc::default(),
            lines: Arc::default(),
            last_id: Arc::default(),
        }
    }

    /// Now, microseconds since 1970 UTC.
    pub fn now(&self) -> i64 {
        self.settings.clock.now()
    }
    /// Now, as date and clock in Denmark.
    pub fn local(&self) -> DateTime {
        self.local_of(self.now())
    }
    /// A moment, microseconds since 1970 UTC, as date and clock in Denmark.
    pub fn local_of(&self, moment: i64) -> DateTime {
        let moment = Timestamp::from_microsecond(moment).unwrap_or(Timestamp::UNIX_EPOCH);
        self.zone.to_datetime(moment)
    }
    /// The moment of a date and clock in Denmark, microseconds since 1970 UTC.
    pub fn moment_of(&self, local: DateTime) -> i64 {
        self.zone.to_timestamp(local).map_or(0, Timestamp::as_microsecond)
    }
    /// Today in Denmark.
    pub fn today(&self) -> Date {
        self.local().date()
    }
    /// True where all people are invented.
    pub fn synthetic(&self) -> bool {
        self.settings.synthetic
    }
    /// The source of randomness; pass it on as `&mut ctx.randomness()`.
    pub fn randomness(&self) -> Randomness {
        self.settings.randomness.clone()
    }
    /// A fresh id of any kind: `let id: ContactId = ctx.id()?;`.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn id<T: From<Uuid>>(&self) -> Result<T, Error> {
        self.uuid().map(T::from)
    }
    /// A fresh UUID (version 7: it sorts by the time it was made, also within a millisecond, so that what is made in one
    /// act keeps its order).
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn uuid(&self) -> Result<Uuid, Error> {
        let mut random = [0; 10];
        self.randomness().fill(&mut random)?;
        let place = self.place();
        let [.., high, low] = (place % PLACES).to_be_bytes();
        [random[0], random[1]] = [high, low];
        let milliseconds = place / PLACES;
        Ok(uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid())
    }

    /// The place of the next id in time: now, or just after the last one.
    fn place(&self) -> u64 {
        let now = u64::try_from(self.now() / 1_000).unwrap_or(0).saturating_mul(PLACES);
        let next = |last: u64| now.max(last.saturating_add(1));
        self.last_id
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last)))
            .map_or(now, next)
    }
}
