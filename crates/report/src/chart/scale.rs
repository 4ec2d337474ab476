//! Where a value stands on an axis.

/// A straight axis: values in `domain` stand in `range`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// An axis from `domain` to `range`; an empty domain puts everything at the start.
    pub(super) const fn new(domain: [f64; 2], range: [f64; 2]) -> Self {
        let [from, to] = domain;
        let [start, end] = range;
        Self { from, to, start, end }
    }

    /// The place of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        let length = self.to - self.from;
        if length.abs() < f64::EPSILON {
            return self.start;
        }
        self.start + (value - self.from) / length * (self.end - self.start)
    }

    /// Where the axis begins and ends.
    pub(super) const fn ends(&self) -> [f64; 2] {
        [self.start, self.end]
    }

    /// The length of a stretch of values.
    pub(super) fn length(&self, value: f64) -> f64 {
        (self.at(value) - self.at(0.0)).abs()
    }
}

/// A step of 1, 2, 5 or 25 times a power of ten that divides a length into at most so many parts.
pub(super) fn step(length: f64, parts: f64) -> f64 {
    let raw = (length / parts).max(1e-9);
    let power = 10_f64.powf(raw.log10().floor());
    [1.0_f64, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .filter(|factor| power > 5.0 || (factor - 2.5).abs() > 0.1)
        .map(|factor| factor * power)
        .find(|step| *step >= raw - 1e-12)
        .unwrap_or(raw)
}

/// Round values from `low` to `high`, both ends among them if they are round.
pub(super) fn ticks(low: f64, high: f64, parts: f64) -> Vec<f64> {
    let step = step(high - low, parts);
    let mut value = (low / step - 1e-9).ceil() * step;
    let mut ticks = Vec::new();
    while value <= high + step * 1e-6 && ticks.len() < 60 {
        ticks.push(value);
        value += step;
    }
    ticks
}

/// Days between two dates, negative backwards.
pub(super) fn days(from: jiff::civil::Date, to: jiff::civil::Date) -> f64 {
    to.since(from).map_or(0.0, |span| f64::from(span.get_days()))
}
