//! The numbers of the limits of the design: of some of them nothing else in the findings tells, so they are judged here.

use super::apply::{Hand, LEAST_FOR_SHARE};
use crate::findings::{Figure, Findings, Limit, Measure, Rule};

/// Limits that say how many of how many: which parameters these are.
const SHARES: [(&str, [&str; 2]); 3] = [
    ("with_staff", ["with_staff", "responses"]),
    ("mode_changed", ["changed", "pairs"]),
    ("outside_window", ["outside", "responses"]),
];

impl Hand<'_> {
    /// Takes the numbers out of the limits that would tell of a few, or of what is hidden elsewhere.
    pub(super) fn limits(&mut self, findings: &mut Findings) {
        let primary = findings.provenance.settings.get("primary").cloned();
        let flow = findings.flow.as_ref();
        let unseen = |figure: Option<Figure<u64>>| figure.is_some_and(|figure| figure.is_hidden());
        let running = unseen(flow.map(|flow| flow.running));
        let owed = flow.is_some_and(|flow| flow.measured.iter().any(|at| at.owed.is_hidden()));
        for (at, limit) in findings.limits.iter_mut().enumerate() {
            let gone = match limit.id.as_str() {
                "running" => running,
                "missing_at_last" => owed,
                // How wide the interval of a change is tells its spread: of two persons how far they are apart.
                "few_pairs" => !tells_a_change(&findings.measures, primary.as_deref()),
                _ => false,
            };
            if gone {
                limit.parameters.clear();
            } else if let Some(rule) = self.of_few(limit) {
                limit.parameters.clear();
                self.note(&format!("limits/{at}/parameters"), rule);
            }
        }
    }

    /// Why the share of a limit is not told.
    fn of_few(&self, limit: &Limit) -> Option<Rule> {
        let (_, [x, n]) = SHARES.iter().find(|(id, _)| *id == limit.id)?;
        let number = |key: &str| limit.parameters.get(key).copied().unwrap_or_default();
        let (x, n) = (number(x), number(n));
        let few = |count: f64| count > 0.0 && count < super::system::float(self.threshold);
        if n < super::system::float(LEAST_FOR_SHARE) {
            Some(Rule::LowDenominator)
        } else {
            (few(x) || few(n - x)).then_some(Rule::SmallCountOrComplement)
        }
    }
}

/// Whether the change of the primary measure, which has so few pairs, is told.
fn tells_a_change(measures: &[Measure], primary: Option<&str>) -> bool {
    let is_primary = |measure: &&Measure| Some(measure.name.as_str()) == primary;
    measures.iter().find(is_primary).is_some_and(|measure| measure.change.value().is_some())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::tests::EXIT;
    use super::super::{Disclosure, release};
    use super::*;
    use crate::findings::Estimable;

    /// What is told of a limit of so many of so many, and where it is said to be hidden.
    fn told(id: &str, [x, n]: [(&str, f64); 2]) -> (BTreeMap<String, f64>, bool) {
        let parameters = [x, n, ("share", x.1 / n.1)].map(|(key, value)| (key.to_owned(), value));
        let mut findings = EXIT.clone();
        findings.limits = vec![Limit { id: id.to_owned(), parameters: parameters.into() }];
        let released = release(findings, Disclosure::default());
        let noted = released.suppressed.iter().any(|one| one.path == "limits/0/parameters");
        (released.limits[0].parameters.clone(), noted)
    }

    #[test]
    fn how_wide_the_interval_of_a_hidden_change_is_is_not_told() {
        let told = |n: u64| {
            let mut findings = EXIT.clone();
            let mut change = findings.measures[0].change.value().unwrap().clone();
            change.n = n;
            findings.measures[0].change = Estimable::Value(change);
            let numbers = [("pairs", super::super::system::float(n)), ("half_width", 152.5)];
            let parameters = numbers.map(|(key, value)| (key.to_owned(), value)).into();
            findings.limits = vec![Limit { id: "few_pairs".to_owned(), parameters }];
            release(findings, Disclosure::default()).limits[0].parameters.len()
        };
        assert_eq!([told(2), told(4), told(5)], [0, 0, 2]);
    }

    #[test]
    fn how_many_of_how_many_is_told_of_nobody_or_enough_only() {
        for (id, [x, n]) in SHARES {
            for (of, whole) in [(30.0, 92.0), (5.0, 10.0), (92.0, 92.0)] {
                let (parameters, noted) = told(id, [(x, of), (n, whole)]);
                assert_eq!((parameters[x], parameters[n], noted), (of, whole, false));
            }
            for (of, whole) in [(4.0, 20.0), (18.0, 20.0), (5.0, 9.0), (9.0, 9.0)] {
                assert_eq!(told(id, [(x, of), (n, whole)]), (BTreeMap::new(), true), "{id} {of} {whole}");
            }
        }
    }

    #[test]
    fn each_limit_with_a_share_is_judged() {
        // A share has its count and its size beside it, or it could not be judged.
        for limit in EXIT.limits.iter().filter(|limit| limit.parameters.contains_key("share")) {
            let (_, keys) = SHARES.iter().find(|(id, _)| *id == limit.id).unwrap();
            assert!(keys.iter().all(|key| limit.parameters.contains_key(*key)), "{limit:?}");
        }
        assert!(EXIT.limits.iter().any(|limit| limit.parameters.contains_key("share")));
    }
}
