//! Our half of `benches/compare.sh`: makes data in memory, writes them for R where a folder is given, fits the models and
//! prints the seconds each took, one line per task: `task seconds estimate variance…`.
//!
//! Timed is everything from the rows in memory to the fitted model, as on the other side.
#![expect(clippy::cast_precision_loss, reason = "counts of rows")]
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a stopwatch that prints")]
#![expect(clippy::indexing_slicing, reason = "arrays of known size")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use stats::{
    Cluster, Covariance, Denominator, Family, FollowUp, KaplanMeier, Likelihood, MixedFit, OwnTimes,
    RepeatedMoments, Term, Ties, Working, blocks_of, fit_cox, fit_gee, fit_mixed, fit_own_times, log_rank,
};

/// Numbers between 0 and 1, the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

const MONTHS: [f64; 4] = [0.0, 4.0, 8.0, 12.0];

/// Rows in order of persons, as columns.
#[derive(Default)]
struct Data {
    person: Vec<f64>,
    occasion: Vec<f64>,
    day: Vec<f64>,
    group: Vec<f64>,
    score: Vec<f64>,
    yes: Vec<f64>,
    /// Of each person.
    time: Vec<f64>,
    event: Vec<f64>,
    arm: Vec<f64>,
}

fn simulate(persons: usize) -> Data {
    let mut random = Numbers(2026);
    let mut data = Data::default();
    for person in 0..persons {
        let group = f64::from(u8::from(random.next() < 0.4));
        let (level, slope) = (15.0 * random.normal(), 0.8 * random.normal());
        for (k, month) in MONTHS.into_iter().enumerate() {
            let jitter = random.normal();
            let score =
                44.0 + 3.0 * group + level + (1.5 + 0.3 * group + slope) * month + 10.0 * random.normal();
            let yes = random.next() < 1.0 / (1.0 + (0.1 * month + 0.04 * level).exp());
            if k > 0 && random.next() < 0.15 * k as f64 {
                continue;
            }
            data.person.push(person as f64);
            data.occasion.push(k as f64);
            data.day.push(month + if k > 0 { jitter } else { 0.0 });
            data.group.push(group);
            data.score.push(score);
            data.yes.push(f64::from(u8::from(yes)));
        }
        let end = -(300.0 + 100.0 * group) * random.next().ln();
        let censored = 500.0 * random.next();
        data.time.push(end.min(censored).ceil());
        data.event.push(f64::from(u8::from(end <= censored)));
        data.arm.push(group);
    }
    data
}

impl Data {
    fn write(&self, folder: &Path) -> std::io::Result<()> {
        let columns = [
            ("person", &self.person),
            ("occasion", &self.occasion),
            ("day", &self.day),
            ("group", &self.group),
            ("score", &self.score),
            ("yes", &self.yes),
            ("time", &self.time),
            ("event", &self.event),
            ("arm", &self.arm),
        ];
        for (name, values) in columns {
            let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            fs::write(folder.join(name), bytes)?;
        }
        Ok(())
    }

    /// The rows of each person.
    fn persons(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut at = 0;
        self.person.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(move |rows| {
            at += rows.len();
            at - rows.len()..at
        })
    }

    fn moments(&self) -> Result<RepeatedMoments, Box<dyn Error>> {
        let mut moments = RepeatedMoments::new(4, 0).map_err(|reason| format!("{reason:?}"))?;
        for rows in self.persons() {
            let mut outcomes = [None; 4];
            for row in rows.clone() {
                outcomes[place(self.occasion[row])] = Some(self.score[row]);
            }
            let class = u32::from(self.group[rows.start] > 0.5);
            moments.add(class, &outcomes, &[]).map_err(|reason| format!("{reason:?}"))?;
        }
        Ok(moments)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 3")]
fn place(occasion: f64) -> usize {
    occasion as usize
}

fn report(task: &str, started: Instant, numbers: &[f64]) {
    let numbers: Vec<String> = numbers.iter().map(|number| format!("{number:.10}")).collect();
    println!("{task} {:.6} {}", started.elapsed().as_secs_f64(), numbers.join(" "));
}

fn model(task: &str, started: Instant, fit: &MixedFit) {
    let mut numbers = fit.coefficients.clone();
    numbers.extend((0..fit.effects.nrows()).map(|k| fit.effects[(k, k)]));
    numbers.extend(fit.residual);
    report(task, started, &numbers);
}

fn mixed(data: &Data) -> Result<(), Box<dyn Error>> {
    let failed = |reason| format!("{reason:?}");
    let started = Instant::now();
    data.moments()?;
    report("moments", started, &[]);
    let design = |factor: bool| {
        move |class: u32, k: usize| {
            let group = f64::from(class);
            if factor {
                let at = |wanted: usize| Term::from(f64::from(u8::from(k == wanted)));
                vec![1.0.into(), at(1), at(2), at(3), group.into()]
            } else {
                vec![1.0.into(), MONTHS[k].into(), group.into(), (group * MONTHS[k]).into()]
            }
        }
    };
    for (task, factor, covariance) in [
        ("random_intercept", true, Covariance::Intercept),
        ("random_slope", false, Covariance::Slope),
        ("mmrm", true, Covariance::Unstructured(4)),
    ] {
        let started = Instant::now();
        let moments = data.moments()?;
        let blocks = blocks_of(&moments, &MONTHS, design(factor)).map_err(failed)?;
        let fit = fit_mixed(&blocks, covariance, Likelihood::Restricted).map_err(failed)?;
        model(task, started, &fit);
        // The best of five: what a quiet machine would need.
        let mut best = f64::INFINITY;
        for _ in 0..5 {
            let started = Instant::now();
            let blocks = blocks_of(&moments, &MONTHS, design(factor)).map_err(failed)?;
            fit_mixed(&blocks, covariance, Likelihood::Restricted).map_err(failed)?;
            best = best.min(started.elapsed().as_secs_f64());
        }
        println!("{task}_given_moments {best:.6}");
    }
    let started = Instant::now();
    let mut own = OwnTimes::new(4);
    let mut columns = Vec::new();
    for rows in data.persons() {
        columns.clear();
        for row in rows.clone() {
            let (t, group) = (data.day[row], data.group[row]);
            columns.extend([1.0, t, group, group * t]);
        }
        own.add(&data.day[rows.clone()], &columns, &data.score[rows]).map_err(failed)?;
    }
    let fit = fit_own_times(&own, Covariance::Slope, Likelihood::Restricted).map_err(failed)?;
    model("own_times_slope", started, &fit);
    Ok(())
}

fn others(data: &Data) -> Result<(), Box<dyn Error>> {
    let failed = |reason| format!("{reason:?}");
    let started = Instant::now();
    let mut clusters = Vec::new();
    for rows in data.persons() {
        let x: Vec<Vec<f64>> =
            rows.clone().map(|row| vec![1.0, MONTHS[place(data.occasion[row])], data.group[row]]).collect();
        let waves: Vec<u32> = (0u32..).take(rows.len()).collect();
        clusters.push(Cluster::new(&x, &data.yes[rows], waves).map_err(failed)?);
    }
    let fit =
        fit_gee(&clusters, Family::Binomial, Working::Exchangeable, Denominator::Number).map_err(failed)?;
    let mut numbers = fit.coefficients.clone();
    numbers.push(fit.correlation);
    report("gee", started, &numbers);
    let follow = |k: usize| FollowUp { time: data.time[k], event: data.event[k] > 0.5 };
    let started = Instant::now();
    let curve = KaplanMeier::of((0..data.time.len()).map(follow)).map_err(|reason| format!("{reason:?}"))?;
    report("kaplan_meier", started, &[curve.at(180.0).map_or(1.0, |step| step.survival)]);
    let started = Instant::now();
    let mut groups = vec![Vec::new(), Vec::new()];
    for k in 0..data.time.len() {
        groups[usize::from(data.arm[k] > 0.5)].push(follow(k));
    }
    let test = log_rank(&groups).map_err(|reason| format!("{reason:?}"))?;
    report("log_rank", started, &[test.chi_squared]);
    let started = Instant::now();
    let rows: Vec<(FollowUp, Vec<f64>)> =
        (0..data.time.len()).map(|k| (follow(k), vec![data.arm[k]])).collect();
    let fit = fit_cox(&rows, Ties::Efron).map_err(failed)?;
    report("cox", started, &fit.coefficients);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let persons = arguments.next().map_or(Ok(10_000), |text| text.parse())?;
    let data = simulate(persons);
    if let Some(folder) = arguments.next() {
        data.write(Path::new(&folder))?;
    }
    println!("persons {persons} rows {}", data.score.len());
    mixed(&data)?;
    others(&data)
}
