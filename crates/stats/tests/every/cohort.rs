//! `cohort_stats.json`: the synthetic cohort, from its own files.

use std::collections::BTreeMap;

use stats::{
    Block, Cluster, Correction, Counts, Covariance, DegreesOfFreedom, Denominator, Family, FollowUp, Items,
    KaplanMeier, LEVEL_95, Likelihood, Logistic, PairMoments, SurvivalScale, Trials, Working, Zeros, fit_gee,
    fit_mixed, funnel, holm, log_rank, mcnemar_exact, mcnemar_forms, newcombe_paired, p_chart, paired_t,
    reliable_change, signed_rank, wilson,
};

use crate::golden::{CLOSED, Golden, ITERATED};
use crate::support::Table;

const KINDS: [&str; 4] = ["start", "fase1", "fase2", "afslutning"];
const MONTHS: [f64; 4] = [0.0, 4.0, 8.0, 12.0];

/// Values by course and kind of occasion.
type Values = BTreeMap<(String, usize), f64>;

fn kind(table: &Table, row: usize) -> usize {
    KINDS.iter().position(|kind| *kind == table.text(row, "kind")).unwrap()
}

fn values(table: &Table, column: &str, wanted: impl Fn(usize) -> bool) -> Values {
    let rows = (0..table.len()).filter(|row| wanted(*row) && !matches!(table.text(*row, column), "" | "NA"));
    rows.map(|row| ((table.text(row, "course_id").to_owned(), kind(table, row)), table.number(row, column)))
        .collect()
}

fn at_kind(values: &Values, kind: usize) -> Vec<f64> {
    values.iter().filter(|((_, k), _)| *k == kind).map(|(_, value)| *value).collect()
}

fn pairs(values: &Values) -> Vec<(f64, f64)> {
    let end = |course: &String| values.get(&(course.clone(), 3)).copied();
    values
        .iter()
        .filter(|((_, k), _)| *k == 0)
        .filter_map(|((course, _), a)| Some((*a, end(course)?)))
        .collect()
}

fn change(golden: &Golden, path: &str, values: &Values) {
    let at = |name: &str| format!("{path}/{name}");
    let pairs = pairs(values);
    let moments = PairMoments::of(pairs.iter().copied());
    let test = paired_t(&moments.difference(), LEVEL_95).unwrap();
    // Sums of tenths have ties that rounding would break.
    let differences: Vec<f64> = pairs.iter().map(|(a, b)| ((b - a) * 1e9).round() / 1e9).collect();
    let ranks = signed_rank(&differences, Zeros::Dropped).unwrap();
    for (name, found) in [
        ("n", test.n as f64),
        ("mean_start", moments.first().mean().unwrap()),
        ("sd_start", moments.first().sd().unwrap()),
        ("mean_close", moments.second().mean().unwrap()),
        ("sd_close", moments.second().sd().unwrap()),
        ("diff", test.difference),
        ("sd_diff", test.sd),
        ("t", test.t),
        ("df", test.df),
        ("p", test.p),
        ("dz", test.dz),
        ("wilcoxon_V", ranks.sum),
        ("wilcoxon_p_cc", ranks.p_corrected),
    ] {
        golden.is(&at(name), found, CLOSED);
    }
    golden.ends(&at("ci95"), test.interval, CLOSED);
}

fn shares(golden: &Golden, path: &str, values: &Values) {
    for (k, name) in KINDS.iter().enumerate() {
        let at = |part: &str| format!("{path}/{name}/{part}");
        let all = at_kind(values, k);
        let (x, n) = (all.iter().filter(|value| **value > 0.5).count() as u64, all.len() as u64);
        golden.is(&at("x"), x as f64, 0.0);
        golden.is(&at("n"), n as f64, 0.0);
        golden.is(&at("p"), x as f64 / n as f64, CLOSED);
        golden.ends(&at("wilson"), wilson(x, n, LEVEL_95).unwrap(), CLOSED);
    }
}

fn paired_shares(golden: &Golden, path: &str, values: &Values) {
    let at = |name: &str| format!("{path}/{name}");
    let mut table = [0; 4];
    for (a, b) in pairs(values) {
        table[2 * usize::from(a < 0.5) + usize::from(b < 0.5)] += 1;
    }
    let n: u64 = table.iter().sum();
    golden.is(&at("n"), n as f64, 0.0);
    for (name, count) in ["yes_yes", "yes_no", "no_yes", "no_no"].iter().zip(table) {
        golden.is(&at(&format!("cells/{name}")), count as f64, 0.0);
    }
    let (first, second) = (table[0] + table[1], table[0] + table[2]);
    golden.is(&at("p_start"), first as f64 / n as f64, CLOSED);
    golden.is(&at("p_close"), second as f64 / n as f64, CLOSED);
    golden.is(&at("diff"), (first as f64 - second as f64) / n as f64, CLOSED);
    golden.ends(&at("wilson_start"), wilson(first, n, LEVEL_95).unwrap(), CLOSED);
    golden.ends(&at("wilson_close"), wilson(second, n, LEVEL_95).unwrap(), CLOSED);
    golden.ends(&at("newcombe10"), newcombe_paired(table, LEVEL_95).unwrap(), CLOSED);
    let forms = mcnemar_forms(table[1], table[2], LEVEL_95).unwrap();
    golden.is(&at("mcnemar_chisq"), forms.plain[0], CLOSED);
    golden.is(&at("mcnemar_chisq_cc"), forms.corrected[0], CLOSED);
    golden.is(&at("p_exact"), mcnemar_exact(table[1], table[2]).unwrap().p, CLOSED);
}

fn counts(values: &[f64]) -> Counts {
    let mut counts = Counts::default();
    for value in values {
        counts.add(*value);
    }
    counts
}

fn score(golden: &Golden, table: &Table) {
    let score = values(table, "who5_score", |_| true);
    for (k, name) in KINDS.iter().enumerate() {
        let at = |part: &str| format!("/who5/by_kind/{name}/{part}");
        let counts = counts(&at_kind(&score, k));
        golden.is(&at("n"), counts.n() as f64, 0.0);
        golden.is(&at("mean"), counts.moments().mean().unwrap(), CLOSED);
        golden.is(&at("sd"), counts.moments().sd().unwrap(), CLOSED);
        golden.is(&at("median"), counts.quantile(0.5).unwrap(), CLOSED);
    }
    change(golden, "/who5/paired", &score);
    let risk = values(table, "who5_risk", |_| true);
    shares(golden, "/who5/risk", &risk);
    paired_shares(golden, "/who5/risk_paired", &risk);
    let paid = values(table, "paid_last_month", |_| true);
    shares(golden, "/payment/by_kind", &paid);
    paired_shares(golden, "/payment/paired", &paid);
    let mut items = Items::new(5);
    for row in
        (0..table.len()).filter(|row| kind(table, *row) == 0 && !table.text(*row, "who5_score").is_empty())
    {
        items.add(&["1", "2", "3", "4", "5"].map(|k| table.number(row, &format!("who5_{k}")))).unwrap();
    }
    let alpha = items.alpha().unwrap();
    let spread = counts(&at_kind(&score, 0)).moments();
    golden.is("/who5_alpha_start/n", items.n() as f64, 0.0);
    golden.is("/who5_alpha_start/alpha", alpha, CLOSED);
    golden.is("/who5_alpha_start/sd", spread.sd().unwrap(), CLOSED);
    let change = reliable_change(spread.sd().unwrap(), alpha, LEVEL_95).unwrap();
    golden.is("/who5_alpha_start/rci95", change, CLOSED);
    let interval = items.alpha_interval(LEVEL_95).unwrap();
    assert!(interval.lower < alpha && alpha < interval.upper && interval.upper < 1.0);
}

fn star(golden: &Golden) {
    let table = Table::cohort("star_scores.csv").unwrap();
    let mut p = Vec::new();
    let mut sums: BTreeMap<(String, usize), (f64, u32)> = BTreeMap::new();
    for index in 0..golden.len("/star/dimensions") {
        let at = |name: &str| format!("/star/dimensions/{index}/{name}");
        let own =
            values(&table, "score", |row| table.text(row, "dimension") == golden.text(&at("dimension")));
        change(golden, &at("")[..at("").len() - 1], &own);
        let mean = |kind| stats::Moments::of(at_kind(&own, kind)).mean().unwrap();
        golden.is(&at("all_start_mean"), mean(0), CLOSED);
        golden.is(&at("all_close_mean"), mean(3), CLOSED);
        p.push(Some(paired_t(&PairMoments::of(pairs(&own)).difference(), LEVEL_95).unwrap().p));
        for (key, value) in own {
            let sum = sums.entry(key).or_default();
            *sum = (sum.0 + value, sum.1 + 1);
        }
    }
    for (index, adjusted) in holm(&p).into_iter().enumerate() {
        golden.is(&format!("/star/dimensions/{index}/p_holm"), adjusted.unwrap(), CLOSED);
    }
    let means: Values =
        sums.into_iter().filter(|(_, (_, n))| *n == 10).map(|(key, (sum, _))| (key, sum / 10.0)).collect();
    change(golden, "/star/mean10_paired", &means);
    let closings = Table::cohort("closings.csv").unwrap();
    let full: Vec<&str> = (0..closings.len())
        .filter(|row| closings.text(*row, "full_course") == "1")
        .map(|row| closings.text(row, "course_id"))
        .collect();
    let gain =
        |course: &&str| Some(means.get(&((*course).to_owned(), 3))? - means.get(&((*course).to_owned(), 0))?);
    let gains: Vec<f64> = full.iter().filter_map(gain).collect();
    let (x, n) = (gains.iter().filter(|gain| **gain >= 1.0 - 1e-9).count() as u64, gains.len() as u64);
    golden.is("/star/full_progress/n", n as f64, 0.0);
    golden.is("/star/full_progress/at_least_1", x as f64, 0.0);
    golden.ends("/star/full_progress/wilson", wilson(x, n, LEVEL_95).unwrap(), CLOSED);
}

/// What is known of a course at its start.
struct Course {
    place: String,
    misuse: f64,
    sex_income: f64,
    weak_network: f64,
}

fn courses() -> BTreeMap<String, Course> {
    let table = Table::cohort("courses.csv").unwrap();
    let course = |row: usize| Course {
        place: table.text(row, "municipality").to_owned(),
        misuse: table.number(row, "misuse_any"),
        sex_income: f64::from(u8::from(table.text(row, "main_income").starts_with("Salg af seksuelle"))),
        weak_network: table.number(row, "weak_network"),
    };
    (0..table.len()).map(|row| (table.text(row, "course_id").to_owned(), course(row))).collect()
}

fn by_course(values: &Values) -> BTreeMap<&str, Vec<(usize, f64)>> {
    let mut all: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for ((course, kind), value) in values {
        all.entry(course).or_default().push((*kind, *value));
    }
    all
}

fn entry(name: &str, course: &Course, kind: usize) -> f64 {
    let is = |yes: bool| f64::from(u8::from(yes));
    match name {
        "(Intercept)" => 1.0,
        "m" => MONTHS[kind],
        "misuse_any" => course.misuse,
        "m:misuse_any" => MONTHS[kind] * course.misuse,
        name => name.strip_prefix("kind").map_or_else(
            || is(name.strip_prefix("municipality") == Some(course.place.as_str())),
            |wanted| is(KINDS[kind] == wanted),
        ),
    }
}

fn models(golden: &Golden, score: &Values, courses: &BTreeMap<String, Course>) {
    for index in 0..golden.len("/lmm") {
        let at = |name: &str| format!("/lmm/{index}/{name}");
        // The file's errors follow the order of its terms, which a map of names has lost: that of the formula.
        let formula = golden.text(&at("formula"));
        let mut names = vec!["(Intercept)"];
        if formula.contains("kind") {
            names.extend(["kindfase1", "kindfase2", "kindafslutning"]);
        } else {
            names.push("m");
        }
        if formula.contains("misuse") {
            names.extend(["misuse_any", "m:misuse_any"]);
        }
        if formula.contains("municipality") {
            names.extend(["municipalityAarhus", "municipalityKøbenhavn", "municipalityOdense"]);
        }
        let blocks: Vec<Block> = by_course(score)
            .into_iter()
            .map(|(course, rows)| {
                let x: Vec<Vec<f64>> = rows
                    .iter()
                    .map(|(kind, _)| names.iter().map(|name| entry(name, &courses[course], *kind)).collect())
                    .collect();
                let y: Vec<f64> = rows.iter().map(|(_, value)| *value).collect();
                Block::person((0..y.len()).collect(), vec![0.0; y.len()], &x, &y).unwrap()
            })
            .collect();
        let restricted = golden.take(&at("REML")) > 0.5;
        let likelihood = if restricted { Likelihood::Restricted } else { Likelihood::Full };
        let fit = fit_mixed(&blocks, Covariance::Intercept, likelihood).unwrap();
        golden.is(&at("n"), fit.observations as f64, 0.0);
        golden.is(&at("groups"), fit.persons as f64, 0.0);
        golden.is(&at("logLik"), fit.log_likelihood, 1e-9);
        golden.is(&at("AIC"), fit.aic(), 1e-9);
        let residual = fit.residual.unwrap().sqrt();
        golden.are(&at("sd"), &[fit.effects[(0, 0)].sqrt(), residual], 1e-5);
        for (k, name) in names.iter().enumerate() {
            let term = fit.term(k, DegreesOfFreedom::Satterthwaite, LEVEL_95).unwrap();
            // The other program's optimiser leaves this much of an error.
            golden.near(&at(&format!("fixef/{name}")), term.estimate, 1e-6 * term.se);
            golden.is(&at(&format!("se/{k}")), term.se, 1e-5);
            golden.near(&at(&format!("df/{k}")), term.df, 1e-3);
            golden.is(&at(&format!("p/{k}")), term.p, 1e-3);
        }
    }
}

fn payment(golden: &Golden, paid: &Values) {
    let cluster = |rows: &Vec<(usize, f64)>| {
        let x: Vec<Vec<f64>> = rows.iter().map(|(kind, _)| vec![1.0, MONTHS[*kind]]).collect();
        let y: Vec<f64> = rows.iter().map(|(_, value)| *value).collect();
        Cluster::new(&x, &y, (0u32..).take(y.len()).collect()).unwrap()
    };
    let clusters: Vec<Cluster> = by_course(paid).values().map(cluster).collect();
    let fit = fit_gee(&clusters, Family::Binomial, Working::Exchangeable, Denominator::Number).unwrap();
    golden.is("/gee_payment/n", fit.observations as f64, 0.0);
    golden.is("/gee_payment/clusters", fit.clusters as f64, 0.0);
    golden.is("/gee_payment/alpha", fit.correlation, ITERATED);
    for (k, name) in ["(Intercept)", "m"].iter().enumerate() {
        let term = fit.term(k, Correction::None, LEVEL_95).unwrap();
        golden.is(&format!("/gee_payment/coef/{name}"), term.estimate, ITERATED);
        golden.is(&format!("/gee_payment/robust_se/{k}"), term.se, ITERATED);
    }
}

fn endings(golden: &Golden, courses: &BTreeMap<String, Course>) {
    let table = Table::cohort("derived_time_to_early_end.csv").unwrap();
    let person = |row: usize| FollowUp { time: table.number(row, "t"), event: table.text(row, "ev") == "1" };
    let all: Vec<FollowUp> = (0..table.len()).map(person).collect();
    golden.is("/km/n", all.len() as f64, 0.0);
    golden.is("/km/events", all.iter().filter(|person| person.event).count() as f64, 0.0);
    let curve = KaplanMeier::of(all.iter().copied()).unwrap();
    for (k, time) in golden.list("/km/times").into_iter().enumerate() {
        let step = curve.at(time).unwrap();
        let ends = step.interval(SurvivalScale::LogLog, LEVEL_95).unwrap().unwrap();
        golden.is(&format!("/km/surv/{k}"), step.survival, CLOSED);
        golden.is(&format!("/km/se/{k}"), step.se().unwrap(), CLOSED);
        golden.is(&format!("/km/lower_loglog/{k}"), ends.lower, CLOSED);
        golden.is(&format!("/km/upper_loglog/{k}"), ends.upper, CLOSED);
    }
    for (column, name) in [("municipality", "logrank_municipality"), ("misuse_any", "logrank_misuse")] {
        let groups: Vec<Vec<FollowUp>> =
            table.groups(column).into_iter().map(|rows| rows.into_iter().map(person).collect()).collect();
        let test = log_rank(&groups).unwrap();
        golden.is(&format!("/km/{name}/chisq"), test.chi_squared, CLOSED);
        golden.is(&format!("/km/{name}/df"), f64::from(test.df), 0.0);
        golden.is(&format!("/km/{name}/p"), test.p, CLOSED);
    }
    assert_eq!(courses.len(), table.len());
}

fn early_end(golden: &Golden, score: &Values, courses: &BTreeMap<String, Course>) {
    let closings = Table::cohort("closings.csv").unwrap();
    let mut rows = Vec::new();
    for row in 0..closings.len() {
        let course = closings.text(row, "course_id");
        let Some(first) = score.get(&(course.to_owned(), 0)) else { continue };
        let known = &courses[course];
        let columns = vec![1.0, *first, known.misuse, known.sex_income, known.weak_network];
        let early = f64::from(u8::from(closings.text(row, "full_course") == "0"));
        rows.push(Trials { columns, successes: early, trials: 1.0 });
    }
    let at = |name: &str| format!("/dropout_logistic/{name}");
    let fit = Logistic::new(&rows).unwrap().fit().unwrap();
    golden.is(&at("n"), rows.len() as f64, 0.0);
    golden.is(&at("events"), rows.iter().map(|row| row.successes).sum(), 0.0);
    for (k, name) in ["(Intercept)", "who5_score", "misuse_any", "sexinc", "weak_network"].iter().enumerate()
    {
        let term = fit.term(k, LEVEL_95).unwrap();
        golden.is(&at(&format!("coef/{name}")), term.estimate, ITERATED);
        golden.is(&at(&format!("se/{k}")), term.se, ITERATED);
        golden.is(&at(&format!("p/{k}")), term.p, ITERATED);
    }
}

fn units(golden: &Golden, risk: &Values, courses: &BTreeMap<String, Course>) {
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for ((course, _), value) in risk.iter().filter(|((_, kind), _)| *kind == 3) {
        let unit = counts.entry(&courses[course].place).or_default();
        *unit = (unit.0 + u64::from(*value > 0.5), unit.1 + 1);
    }
    let listed: Vec<(u64, u64)> = (0..golden.len("/funnel_close_risk/municipality"))
        .map(|k| counts[golden.text(&format!("/funnel_close_risk/municipality/{k}"))])
        .collect();
    for (k, (x, n)) in listed.iter().enumerate() {
        golden.is(&format!("/funnel_close_risk/x/{k}"), *x as f64, 0.0);
        golden.is(&format!("/funnel_close_risk/n/{k}"), *n as f64, 0.0);
    }
    golden.is("/funnel_close_risk/theta", funnel(&listed, 0.1).unwrap().theta, CLOSED);
    let contacts = Table::cohort("contacts.csv").unwrap();
    let mut quarters: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for row in 0..contacts.len() {
        if !matches!(contacts.text(row, "type"), "Fysisk møde" | "Følgeskab til aftale" | "Netværksmøde")
        {
            continue;
        }
        let date = contacts.text(row, "date");
        let month: u32 = date[5..7].parse().unwrap();
        let quarter = quarters.entry(format!("{}K{}", &date[..4], month.div_ceil(3))).or_default();
        let missed = contacts.text(row, "attendance") != "Gennemført";
        *quarter = (quarter.0 + u64::from(missed), quarter.1 + 1);
    }
    let listed: Vec<(u64, u64)> = (0..golden.len("/pchart_noshow/quarter"))
        .map(|k| quarters[golden.text(&format!("/pchart_noshow/quarter/{k}"))])
        .collect();
    for (k, (x, n)) in listed.iter().enumerate() {
        golden.is(&format!("/pchart_noshow/x/{k}"), *x as f64, 0.0);
        golden.is(&format!("/pchart_noshow/n/{k}"), *n as f64, 0.0);
    }
    golden.is("/pchart_noshow/pbar", p_chart(&listed).unwrap().centre, CLOSED);
}

#[test]
fn every_number_of_the_synthetic_cohort() {
    let (Some(golden), Some(table)) = (Golden::open("cohort_stats.json"), Table::cohort("assessments.csv"))
    else {
        return;
    };
    score(&golden, &table);
    star(&golden);
    let courses = courses();
    let who5 = values(&table, "who5_score", |_| true);
    models(&golden, &who5, &courses);
    payment(&golden, &values(&table, "paid_last_month", |_| true));
    endings(&golden, &courses);
    early_end(&golden, &who5, &courses);
    units(&golden, &values(&table, "who5_risk", |_| true), &courses);
    golden.finish();
}
