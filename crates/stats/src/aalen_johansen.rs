//! Competing events: the share that has had each kind of event by a time, others censored.
//!
//! Aalen & Johansen, Scandinavian Journal of Statistics 5 (1978) 141–150. The error is that of the infinitesimal
//! jackknife, as R's `survfit`; the contributions of different times are uncorrelated, so that it is one sum:
//! with a = S(v−)/Y and b = −(F(t) − F(v))/(Y − d), Σ a² dₖ(Y−dₖ)/Y + 2ab dₖ(Y−d)/Y + b² d(Y−d)/Y.

use crate::Unestimable;
use crate::kaplan_meier::checked;

/// How long somebody was followed and with which of the events, numbered from 0, that ended, if any.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Competing {
    /// Time, not negative.
    pub time: f64,
    /// The kind of event; nothing when censored.
    pub event: Option<usize>,
}

/// One distinct time of events.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    time: f64,
    at_risk: f64,
    events: Vec<f64>,
    before: f64,
    incidence: Vec<f64>,
}

impl Step {
    fn total(&self) -> f64 {
        self.events.iter().sum()
    }
}

/// Cumulative incidence of competing events.
#[derive(Debug, Clone, PartialEq)]
pub struct AalenJohansen {
    steps: Vec<Step>,
}

impl AalenJohansen {
    /// The curves of these persons for `kinds` kinds of events.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] without persons; [`Unestimable::BadInput`] for a time that is negative or no number, or
    /// a kind that is not there.
    pub fn of(persons: impl IntoIterator<Item = Competing>, kinds: usize) -> Result<Self, Unestimable> {
        let mut all: Vec<Competing> = persons.into_iter().collect();
        for person in &all {
            checked(person.time)?;
            if person.event.is_some_and(|kind| kind >= kinds) {
                return Err(Unestimable::BadInput);
            }
        }
        if all.is_empty() {
            return Err(Unestimable::Empty);
        }
        all.sort_unstable_by(|a, b| a.time.total_cmp(&b.time));
        let mut at_risk = all.len() as f64;
        let mut free = 1.0;
        let mut incidence = vec![0.0; kinds];
        let mut steps = Vec::new();
        for tied in all.chunk_by(|a, b| a.time.total_cmp(&b.time).is_eq()) {
            let mut events = vec![0.0; kinds];
            for kind in tied.iter().filter_map(|person| person.event) {
                events.iter_mut().skip(kind).take(1).for_each(|n| *n += 1.0);
            }
            let total: f64 = events.iter().sum();
            if total > 0.0 {
                for (share, n) in incidence.iter_mut().zip(&events) {
                    *share += free * n / at_risk;
                }
                let time = tied.first().map_or(0.0, |person| person.time);
                steps.push(Step { time, at_risk, events, before: free, incidence: incidence.clone() });
                free *= (at_risk - total) / at_risk;
            }
            at_risk -= tied.len() as f64;
        }
        Ok(Self { steps })
    }

    fn until(&self, time: f64) -> &[Step] {
        let place = self.steps.partition_point(|step| step.time <= time);
        self.steps.get(..place).unwrap_or_default()
    }

    /// The times at which something happened.
    pub fn times(&self) -> impl Iterator<Item = f64> {
        self.steps.iter().map(|step| step.time)
    }

    /// The share that has had this kind of event by a time.
    pub fn incidence(&self, kind: usize, time: f64) -> f64 {
        self.until(time).last().and_then(|step| step.incidence.get(kind)).copied().unwrap_or(0.0)
    }

    /// The share without any event by a time.
    pub fn free(&self, time: f64) -> f64 {
        self.until(time).last().map_or(1.0, |step| step.before * (step.at_risk - step.total()) / step.at_risk)
    }

    /// Standard error of [`AalenJohansen::incidence`].
    pub fn se(&self, kind: usize, time: f64) -> f64 {
        let reached = self.incidence(kind, time);
        let part = |step: &Step| {
            let (y, d) = (step.at_risk, step.total());
            let own = step.events.get(kind).copied().unwrap_or(0.0);
            let so_far = step.incidence.get(kind).copied().unwrap_or(0.0);
            let a = step.before / y;
            let b = if y > d { -(reached - so_far) / (y - d) } else { 0.0 };
            (a * a * own * (y - own) + 2.0 * a * b * own * (y - d) + b * b * d * (y - d)) / y
        };
        self.until(time).iter().map(part).sum::<f64>().max(0.0).sqrt()
    }
}
