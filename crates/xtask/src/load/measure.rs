//! The load itself: every connection a thread that asks, waits for the answer and asks again until the time is over.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Answer, Client};
use super::server::Server;
use super::{rate, round};

/// What is asked for.
pub(super) enum Request {
    /// One course with five measurements is written.
    Create,
    /// The list of the first 50 courses.
    List,
    /// A course with its whole history, each in turn.
    Open {
        /// The courses.
        ids: Vec<String>,
    },
}

/// A load on a server.
pub(super) struct Load<'a> {
    pub(super) server: &'a Server,
    pub(super) connections: usize,
    pub(super) time: Duration,
}

impl Load<'_> {
    /// Runs it once for a second to warm up, then for its time, and sums it up.
    pub(super) fn run(&self, request: &Request) -> Result<Value, String> {
        self.spend(request, Duration::from_secs(1))?;
        let (before, begun) = (self.server.cpu_seconds()?, now());
        let mut times = self.spend(request, self.time)?;
        let (wall, cpu) = (begun.elapsed().as_secs_f64(), self.server.cpu_seconds()? - before);
        times.sort_by(f64::total_cmp);
        let count = times.len();
        let quantile = |q: usize| times.get(count * q / 100).copied().unwrap_or(f64::NAN);
        #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
        let cpu_ms = cpu * 1000.0 / count as f64;
        Ok(json!({
            "requests": count,
            "requests_per_second": rate(count, wall),
            "p50_ms": round(quantile(50)),
            "p99_ms": round(quantile(99)),
            "server_cpu_ms_per_request": round(cpu_ms),
        }))
    }

    /// Milliseconds of every request of all connections.
    fn spend(&self, request: &Request, time: Duration) -> Result<Vec<f64>, String> {
        let until = now() + time;
        let turn = AtomicU64::new(0);
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.connections)
                .map(|_| scope.spawn(|| self.connection(request, &turn, until)))
                .collect();
            let mut all = Vec::new();
            for thread in threads {
                let times = thread.join().map_err(|_| "a connection broke down".to_owned())?;
                all.extend(times.map_err(|error| error.to_string())?);
            }
            Ok(all)
        })
    }

    fn connection(&self, request: &Request, turn: &AtomicU64, until: Instant) -> std::io::Result<Vec<f64>> {
        let mut client = self.server.client()?;
        let mut times = Vec::new();
        while now() < until {
            let turn = turn.fetch_add(1, Ordering::Relaxed);
            let begun = now();
            let answer = request.send(&mut client, turn)?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            if !(200..300).contains(&answer.status) {
                let body = String::from_utf8_lossy(&answer.body).into_owned();
                return Err(std::io::Error::other(format!("answer {}: {body}", answer.status)));
            }
        }
        Ok(times)
    }
}

impl Request {
    fn send(&self, client: &mut Client, turn: u64) -> std::io::Result<Answer> {
        match self {
            Self::Create => client.post("/api/v1/courses", &new_course(turn).to_string()),
            Self::List => client.get("/api/v1/courses?limit=50"),
            Self::Open { ids } => {
                let place = usize::try_from(turn).unwrap_or(0) % ids.len().max(1);
                let id = ids.get(place).map_or("", String::as_str);
                client.get(&format!("/api/v1/courses/{id}"))
            }
        }
    }
}

/// A course that began some months ago, with five measurements.
fn new_course(turn: u64) -> Value {
    let level = turn % 6;
    let responses: Vec<Value> = ["start", "phase1", "phase2", "closing", "followup3"]
        .into_iter()
        .map(|occasion| {
            json!({
                "instrument": "who5", "occasion": occasion, "date": "2026-05-04",
                "answers": { "happy": level, "calm": level, "active": level, "rested": level, "interest": level },
            })
        })
        .collect();
    json!({
        "programme": "cti-9", "track": "no_name", "first_contact": "2026-04-20", "start": "2026-05-04",
        "responses": responses,
    })
}

/// Ids of courses as the list gives them, page by page, at most two thousand.
pub(super) fn ids(server: &Server) -> Result<Vec<String>, String> {
    let mut client = server.client().map_err(|error| error.to_string())?;
    let (mut ids, mut after) = (Vec::new(), String::new());
    while ids.len() < 2_000 {
        let answer =
            client.get(&format!("/api/v1/courses?limit=200{after}")).map_err(|error| error.to_string())?;
        let page: Value = serde_json::from_slice(&answer.body).map_err(|error| error.to_string())?;
        let courses = page.get("courses").and_then(Value::as_array).ok_or("a list without courses")?;
        ids.extend(courses.iter().filter_map(|course| course.get("id")?.as_str()).map(str::to_owned));
        match page.get("next").and_then(Value::as_str) {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    Ok(ids)
}

/// The time, for measuring alone.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time; nothing is decided by it")]
pub(super) fn now() -> Instant {
    Instant::now()
}
