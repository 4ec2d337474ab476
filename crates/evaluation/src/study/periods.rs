//! Periods that are compared: what a list of them must be, and the smaller study that is made of each.

use jiff::civil::Date;

use super::Study;
use crate::disclosure::Slice;
use crate::findings::MeasureKind;
use crate::study::Place;

/// Fewest periods that make a comparison.
pub const PERIODS_LEAST: usize = 2;
/// Most periods that stand beside each other.
pub const PERIODS_MOST: usize = 4;

/// What is wrong with a list of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodFault {
    /// Fewer than [`PERIODS_LEAST`] or more than [`PERIODS_MOST`].
    Number(usize),
    /// One ends before it begins.
    Order(Slice),
    /// A later one begins before an earlier one is over.
    Overlap(Slice, Slice),
    /// One begins after the last day that the data know of.
    Future(Slice),
}

/// Everything that is wrong with periods, and the periods in order of time.
///
/// # Errors
/// Every fault; days after `cut` are one where it is known.
pub fn in_order(periods: &[Slice], cut: Option<Date>) -> Result<Vec<Slice>, Vec<PeriodFault>> {
    let mut sorted = periods.to_vec();
    sorted.sort_by_key(|period| period.from.unwrap_or(Date::MIN));
    let mut faults = Vec::new();
    if !(PERIODS_LEAST..=PERIODS_MOST).contains(&periods.len()) {
        faults.push(PeriodFault::Number(periods.len()));
    }
    for period in &sorted {
        if period.from.zip(period.to).is_some_and(|(from, to)| to < from) {
            faults.push(PeriodFault::Order(*period));
        } else if period.from.zip(cut).is_some_and(|(from, cut)| from > cut) {
            faults.push(PeriodFault::Future(*period));
        }
    }
    for (one, next) in sorted.iter().zip(sorted.iter().skip(1)) {
        if one.to.unwrap_or(Date::MAX) >= next.from.unwrap_or(Date::MIN) {
            faults.push(PeriodFault::Overlap(*one, *next));
        }
    }
    if faults.is_empty() { Ok(sorted) } else { Err(faults) }
}

impl Study {
    /// What of a study is told of each period: the primary measure and every yes and no at both ends of the change, and
    /// characteristics. The less is told of parts of the persons, the less can be taken from what is told of all.
    #[must_use]
    pub fn of_periods(&self) -> Self {
        let told = |(at, measure): &(usize, &super::MeasureSpec)| {
            *at == self.primary || measure.kind == MeasureKind::YesNo
        };
        let kept: Vec<(usize, &super::MeasureSpec)> = self.measures.iter().enumerate().filter(told).collect();
        let measure = |measure: &super::MeasureSpec| super::MeasureSpec {
            family: None,
            models: Vec::new(),
            classing: None,
            ..measure.clone()
        };
        let ends = [self.from, self.to];
        Self {
            occasions: ends.iter().filter_map(|at| self.occasions.get(*at).cloned()).collect(),
            numbers: None,
            from: 0,
            to: 1,
            primary: kept.iter().position(|(at, _)| *at == self.primary).unwrap_or_default(),
            measures: kept.into_iter().map(|(_, spec)| measure(spec)).collect(),
            families: Vec::new(),
            subgroups: Vec::new(),
            characteristics: self
                .characteristics
                .iter()
                .filter(|one| matches!(one.place, Place::Columns(_)))
                .cloned()
                .collect(),
            covariates: Vec::new(),
            fidelity: Vec::new(),
            periods: Vec::new(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn slice(from: (i16, i8), to: (i16, i8)) -> Slice {
        let first = |(year, month)| date(year, month, 1);
        Slice { from: Some(first(from)), to: Some(first(to).last_of_month()) }
    }

    #[test]
    fn periods_are_put_in_order_and_every_fault_of_them_is_told() {
        let (one, two) = (slice((2025, 1), (2025, 12)), slice((2026, 1), (2026, 6)));
        let cut = Some(date(2026, 10, 31));
        assert_eq!(in_order(&[two, one], cut), Ok(vec![one, two]));
        assert_eq!(in_order(&[one], cut), Err(vec![PeriodFault::Number(1)]));
        let over = slice((2025, 12), (2026, 1));
        assert_eq!(in_order(&[one, over], cut), Err(vec![PeriodFault::Overlap(one, over)]));
        assert_eq!(in_order(&[one, one], cut), Err(vec![PeriodFault::Overlap(one, one)]));
        let (back, later) = (slice((2025, 6), (2025, 1)), slice((2026, 11), (2027, 1)));
        assert_eq!(
            in_order(&[back, later], cut),
            Err(vec![PeriodFault::Order(back), PeriodFault::Future(later)])
        );
        // Open ends reach as far as there is time.
        let (before, since) = (Slice { from: None, ..one }, Slice { to: None, ..two });
        assert_eq!(in_order(&[since, before], cut), Ok(vec![before, since]));
        assert_eq!(in_order(&[since, Slice::default()], cut).unwrap_err().len(), 1);
    }
}
