//! Sums of means: what a municipality's report tells of all who were measured, less what its file of moments tells of the
//! groups they stand in.

use serde_json::Value;

use super::PLACES;

/// The sum of some numbers of so many persons.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sum {
    n: i64,
    sum: f64,
}

impl Sum {
    fn of(n: &Value, mean: &Value) -> Option<Self> {
        let (n, mean) = n.as_i64().zip(mean.as_f64())?;
        Some(Self { n, sum: n as f64 * mean })
    }

    fn is(self, other: Self) -> bool {
        self.n == other.n && (self.sum - other.sum).abs() < 1e-6
    }

    fn less(self, other: Self) -> Self {
        Self { n: self.n - other.n, sum: self.sum - other.sum }
    }
}

/// What the groups of a measure or a family tell of those measured at an occasion; of those measured at both, where asked for.
fn told(groups: &toml::Value, at: &str, also: Option<&str>) -> Sum {
    let cells = groups.get("cell").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let mut all = Sum { n: 0, sum: 0.0 };
    for cell in &cells {
        let keys: Vec<&str> =
            cell["occasions"].as_array().expect("keys").iter().filter_map(toml::Value::as_str).collect();
        let Some(place) = keys.iter().position(|key| *key == at) else { continue };
        if also.is_some_and(|also| !keys.contains(&also)) {
            continue;
        }
        let (n, mean) =
            (cell["n"].as_integer().expect("n"), cell["means"][place].as_float().expect("a mean"));
        all = Sum { n: all.n + n, sum: all.sum + n as f64 * mean };
    }
    all
}

/// What is left of the report at each occasion and of each end of the change, with its name; not where the report by itself sets
/// the same persons apart, as all at one end less those measured at both.
fn rests(report: (&Value, &Value), groups: &toml::Value) -> Vec<(String, Sum)> {
    let (occasions, change) = report;
    let key = |end: &str| change[end].as_str().unwrap_or_default();
    let ends = [(key("from"), key("to"), "mean_from"), (key("to"), key("from"), "mean_to")];
    let by_report = |at: &str, all: Sum, rest: Sum| {
        let end = ends.iter().find(|(own, ..)| *own == at);
        let pairs = end.and_then(|(.., mean)| Sum::of(&change["n"], &change[*mean]));
        pairs.is_some_and(|pairs| all.less(pairs).is(rest))
    };
    let mut rests = Vec::new();
    for at in occasions.as_array().expect("occasions") {
        let key = at["occasion"].as_str().expect("a key");
        let own = told(groups, key, None);
        let Some(all) = Sum::of(&at["n"], &at["mean"]).filter(|_| own.n > 0) else { continue };
        let rest = all.less(own);
        if rest.n == 0 || !by_report(key, all, rest) {
            rests.push((key.to_owned(), rest));
        }
    }
    for (at, also, mean) in ends {
        let own = told(groups, at, Some(also));
        if let Some(all) = Sum::of(&change["n"], &change[mean]).filter(|_| own.n > 0) {
            rests.push((format!("both, {at}"), all.less(own)));
        }
    }
    rests
}

/// All measures and families of a place: their tables in the report, and their groups in the file.
fn each<'p>(report: &'p Value, file: &'p toml::Table) -> Vec<(&'p Value, &'p Value, &'p toml::Value)> {
    let tables = [
        ("measures", "measure", "occasions", "change"),
        ("families", "family", "overall_occasions", "overall"),
    ];
    let pairs = tables.into_iter().flat_map(|(of_report, of_file, occasions, change)| {
        let found = report[of_report].as_array().expect("a list").iter();
        let groups = file.get(of_file).and_then(toml::Value::as_array).expect("a list").iter();
        found.zip(groups).map(move |(found, groups)| {
            assert_eq!(found["name"].as_str(), groups["name"].as_str());
            (&found[occasions], &found[change], groups)
        })
    });
    pairs.collect()
}

#[test]
fn no_mean_of_a_few_is_left_of_a_municipality_s_report_without_its_file_of_moments() {
    let (mut compared, mut kept) = (0, 0);
    for place in PLACES.iter() {
        let file: toml::Table = place.text.parse().expect("TOML");
        for (occasions, change, groups) in each(&place.report, &file) {
            for (what, rest) in rests((occasions, change), groups) {
                let name = (&place.site, groups["name"].as_str(), what);
                assert!(rest.n == 0 || rest.n >= 5, "{name:?}: {rest:?}");
                compared += 1;
                kept += usize::from(rest.n == 0);
            }
        }
    }
    assert!(compared > 150 && 3 * kept > compared, "{kept} of {compared}");
}

#[test]
fn the_score_of_one_who_is_not_told_is_found() {
    let score = 48.0;
    let mut found = 0;
    for place in PLACES.iter() {
        let mut file: toml::Table = place.text.parse().expect("TOML");
        // One of the first group of the first measure is told for one occasion less.
        let cell = &mut file["measure"][0]["cell"][0];
        let (n, mean) = (cell["n"].as_integer().expect("n"), cell["means"][0].as_float().expect("a mean"));
        cell["n"] = (n - 1).into();
        cell["means"][0] = ((n as f64 * mean - score) / (n as f64 - 1.0)).into();
        let (occasions, change, groups) = each(&place.report, &file)[0];
        let one = |rest: Sum| rest.n == 1 && (rest.sum - score).abs() < 1e-9;
        found += rests((occasions, change), groups).into_iter().filter(|(_, rest)| one(*rest)).count();
    }
    assert!(found > 0, "one is left with her score");
}

/// Of each municipality's report alone: all who were measured at an end of the change, less those measured at both.
#[test]
fn no_report_tells_the_scores_of_one_or_two_who_were_measured_once() {
    let (mut told, mut hidden) = (0, 0);
    for place in PLACES.iter() {
        let file: toml::Table = place.text.parse().expect("TOML");
        for (occasions, change, groups) in each(&place.report, &file) {
            for (end, mean) in [("from", "mean_from"), ("to", "mean_to")] {
                let Some(key) = change[end].as_str() else { continue };
                let mut all = occasions.as_array().expect("occasions").iter();
                let at = all.find(|at| at["occasion"].as_str() == Some(key)).expect("the end");
                // Without pairs that are told there is nothing to take from the mean of all.
                let Some(both) = Sum::of(&change["n"], &change[mean]) else { continue };
                let once = at["n"].as_i64().expect("n") - both.n;
                if let Some(all) = Sum::of(&at["n"], &at["mean"]) {
                    let name = (&place.site, groups["name"].as_str(), key);
                    assert!(!(1..3).contains(&once), "{name:?}: {:?}", all.less(both));
                    told += 1;
                } else if (1..3).contains(&once) {
                    hidden += 1;
                }
            }
        }
    }
    assert!(told > 20 && hidden > 0, "{told} told, {hidden} hidden");
}
