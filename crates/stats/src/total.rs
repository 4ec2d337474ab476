//! A sum that does not lose what is small beside it: whole numbers add up exactly, others to one rounding.
//! Source: Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54 (1974) 39–51.

/// A sum and what was rounded off it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Total {
    high: f64,
    low: f64,
}

impl Total {
    pub(crate) const fn of(value: f64) -> Self {
        Self { high: value, low: 0.0 }
    }

    pub(crate) fn add(&mut self, other: Self) {
        let sum = self.high + other.high;
        let lost = if self.high.abs() >= other.high.abs() {
            (self.high - sum) + other.high
        } else {
            (other.high - sum) + self.high
        };
        self.low += lost + other.low;
        self.high = sum;
    }

    pub(crate) fn value(self) -> f64 {
        // An infinite sum has no remainder.
        if self.high.is_finite() { self.high + self.low } else { self.high }
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        let mut difference = self;
        difference.add(Self { high: -other.high, low: -other.low });
        difference
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_add_up() {
        let mut total = Total::default();
        for _ in 0..1_000_000 {
            total.add(Total::of(0.1));
        }
        assert!((total.value() - 100_000.0).abs() < 1e-10);
        let mut large = Total::of(1e16);
        large.add(Total::of(1.0));
        assert!((large.minus(Total::of(1e16)).value() - 1.0).abs() < f64::EPSILON);
    }
}
