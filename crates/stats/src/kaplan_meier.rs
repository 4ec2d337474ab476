//! Survival from times to an event, some of them censored: Kaplan–Meier with Greenwood's error.
//!
//! Kaplan & Meier, Journal of the American Statistical Association 53 (1958) 457–481. Intervals on three scales
//! (Kalbfleisch & Prentice, *The Statistical Analysis of Failure Time Data*, 2nd ed. 2002, 1.4), quantiles and their
//! intervals by crossing the curves (Brookmeyer & Crowley, Biometrics 38 (1982) 29–41), midway where a curve lies on
//! the line; the same as R's `survfit`.

use crate::normal::z_of_level;
use crate::{Interval, Unestimable};

/// How long somebody was followed, and whether that ended in the event (else censored, after the events of that time).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FollowUp {
    /// Time, not negative.
    pub time: f64,
    /// The event happened.
    pub event: bool,
}

/// The scale on which an interval of survival is symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurvivalScale {
    /// Survival itself.
    Plain,
    /// Its logarithm.
    Log,
    /// The logarithm of the cumulative hazard.
    LogLog,
}

/// One distinct time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalStep {
    /// The time.
    pub time: f64,
    /// Persons at risk just before.
    pub at_risk: u64,
    /// Events.
    pub events: u64,
    /// Persons censored.
    pub censored: u64,
    /// Survival from here on.
    pub survival: f64,
    /// Greenwood's sum, the variance of the logarithm of survival; infinite when nobody survives.
    sum: f64,
}

/// A survival curve.
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    steps: Vec<SurvivalStep>,
}

pub(crate) fn checked(time: f64) -> Result<f64, Unestimable> {
    if time.is_finite() && time >= 0.0 { Ok(time) } else { Err(Unestimable::BadInput) }
}

impl SurvivalStep {
    /// Standard error of survival; nothing when nobody survives.
    pub fn se(&self) -> Option<f64> {
        self.sum.is_finite().then(|| self.survival * self.sum.sqrt())
    }

    /// The interval of survival; nothing where the scale has none.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] for a level not between 0 and 1.
    pub fn interval(&self, scale: SurvivalScale, level: f64) -> Result<Option<Interval>, Unestimable> {
        let z = z_of_level(level)?;
        let (s, width) = (self.survival, z * self.sum.sqrt());
        if !width.is_finite() {
            return Ok(None);
        }
        if self.sum <= 0.0 {
            return Ok(Some(Interval { lower: s, upper: s }));
        }
        let (lower, upper) = match scale {
            SurvivalScale::Plain => (s - s * width, s + s * width),
            SurvivalScale::Log => ((s.ln() - width).exp(), (s.ln() + width).exp()),
            SurvivalScale::LogLog => {
                let (centre, half) = ((-s.ln()).ln(), width / -s.ln());
                ((-(centre + half).exp()).exp(), (-(centre - half).exp()).exp())
            }
        };
        Ok(Some(Interval { lower: lower.max(0.0), upper: upper.min(1.0) }))
    }
}

impl KaplanMeier {
    /// The curve of these persons.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] without persons, [`Unestimable::BadInput`] for a negative time or one that is no number.
    pub fn of(persons: impl IntoIterator<Item = FollowUp>) -> Result<Self, Unestimable> {
        let mut all: Vec<FollowUp> = persons.into_iter().collect();
        for person in &all {
            checked(person.time)?;
        }
        all.sort_unstable_by(|a, b| a.time.total_cmp(&b.time));
        let mut at_risk = all.len() as u64;
        if at_risk == 0 {
            return Err(Unestimable::Empty);
        }
        let (mut survival, mut sum) = (1.0, 0.0);
        let mut steps = Vec::new();
        for tied in all.chunk_by(|a, b| a.time.total_cmp(&b.time).is_eq()) {
            let events = tied.iter().filter(|person| person.event).count() as u64;
            let (d, y) = (events as f64, at_risk as f64);
            if events > 0 {
                survival *= (y - d) / y;
                sum += d / (y * (y - d));
            }
            let time = tied.first().map_or(0.0, |person| person.time);
            let censored = tied.len() as u64 - events;
            steps.push(SurvivalStep { time, at_risk, events, censored, survival, sum });
            at_risk -= tied.len() as u64;
        }
        Ok(Self { steps })
    }

    /// The distinct times, ascending.
    pub fn steps(&self) -> &[SurvivalStep] {
        &self.steps
    }

    /// The last step at or before a time; nothing before the first.
    pub fn at(&self, time: f64) -> Option<&SurvivalStep> {
        let place = self.steps.partition_point(|step| step.time <= time);
        self.steps.get(place.checked_sub(1)?)
    }

    /// The time by which a share `p` has had the event; nothing when fewer ever have.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        crossing(self.steps.iter().map(|step| (step.time, step.survival)), 1.0 - p)
    }

    /// Ends of the interval of that time; an end is missing when its curve stays above.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] for a level not between 0 and 1.
    pub fn quantile_interval(
        &self,
        p: f64,
        scale: SurvivalScale,
        level: f64,
    ) -> Result<[Option<f64>; 2], Unestimable> {
        let mut bounds = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            if let Some(interval) = step.interval(scale, level)? {
                bounds.push((step.time, interval));
            }
        }
        let lower = crossing(bounds.iter().map(|(time, bound)| (*time, bound.lower)), 1.0 - p);
        Ok([lower, crossing(bounds.iter().map(|(time, bound)| (*time, bound.upper)), 1.0 - p)])
    }

    /// Mean time without the event up to `horizon`, and its standard error (Klein & Moeschberger, *Survival
    /// Analysis*, 2nd ed. 2003, 4.5).
    pub fn restricted_mean(&self, horizon: f64) -> (f64, f64) {
        let mut area = Vec::new(); // of each stretch between steps
        let (mut from, mut height) = (0.0, 1.0);
        for step in self.steps.iter().filter(|step| step.time < horizon) {
            area.push(height * (step.time - from));
            (from, height) = (step.time, step.survival);
        }
        area.push(height * (horizon - from));
        let mean = area.iter().sum();
        let (mut variance, mut rest) = (0.0, 0.0);
        let steps: Vec<_> = self.steps.iter().filter(|step| step.time < horizon).collect();
        for (step, stretch) in steps.iter().zip(area.iter().skip(1)).rev() {
            rest += stretch;
            let (d, y) = (step.events as f64, step.at_risk as f64);
            if d > 0.0 && y > d {
                variance += rest * rest * d / (y * (y - d));
            }
        }
        (mean, f64::sqrt(variance))
    }
}

/// The first time at which a falling curve lies at or below a line; midway to the next fall when it lies on the line.
fn crossing(curve: impl Iterator<Item = (f64, f64)>, line: f64) -> Option<f64> {
    const SAME: f64 = 1.5e-8;
    let mut on_line = None;
    for (time, value) in curve {
        if value < line - SAME {
            return Some(on_line.map_or(time, |first: f64| f64::midpoint(first, time)));
        }
        if value <= line + SAME && on_line.is_none() {
            on_line = Some(time);
        }
    }
    on_line
}
