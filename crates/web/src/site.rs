//! What every handler is given: the context of `service` and how this installation is reached.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use service::Context;

/// Writes out the counters of the process in the Prometheus text format.
#[derive(Clone)]
pub struct Metrics(Arc<dyn Fn() -> String + Send + Sync>);

impl Metrics {
    /// Counters written out by a function.
    pub fn new(render: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(render))
    }
    pub(crate) fn render(&self) -> String {
        (self.0)()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

/// How this installation is reached.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// True when it is reached by https: cookies are bound to that, and browsers are told to stay with it.
    pub https: bool,
    /// Addresses (scheme and host) of which forms are also taken, for a proxy that changes the host's name.
    pub trusted_origins: Vec<String>,
    /// The counters, where they may be read at this address: give them only to a server that is bound to loopback.
    pub metrics: Option<Metrics>,
}

/// The state of the server. One pointer, for it is cloned several times a request.
#[derive(Debug, Clone)]
pub struct Site(Arc<Parts>);

/// What the state holds.
#[derive(Debug)]
pub struct Parts {
    /// What every intention is given.
    pub ctx: Context,
    pub(crate) settings: Settings,
    /// Lines of the list of courses as the API wrote them.
    pub(crate) lines: crate::api::Lines,
    counted: AtomicU64,
}

impl Deref for Site {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Site {
    /// The state over a context.
    pub fn new(ctx: Context, settings: Settings) -> Self {
        let seed = ctx.uuid().map_or(0, |id| {
            id.as_u128().to_le_bytes().first_chunk::<8>().map_or(0, |b| u64::from_le_bytes(*b))
        });
        let (lines, counted) = (crate::api::Lines::default(), AtomicU64::new(seed));
        Self(Arc::new(Parts { ctx, settings, lines, counted }))
    }

    /// A short code for reading aloud (`7F2-K91`), new for each request that went wrong.
    pub(crate) fn incident(&self) -> String {
        // An odd multiplier walks through all values, so that neighbours do not look alike.
        let mut rest = self.counted.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 34;
        let mut code = String::with_capacity(7);
        for place in 0..6 {
            if place == 3 {
                code.push('-');
            }
            let digit = u32::try_from(rest % 32).unwrap_or(0);
            code.push(LETTERS.chars().nth(usize::try_from(digit).unwrap_or(0)).unwrap_or('0'));
            rest /= 32;
        }
        code
    }
}

/// Thirty-two signs that are not mistaken for each other when read aloud.
const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
