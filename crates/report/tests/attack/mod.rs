//! The attack on what users get: the files of a report as they are written, the files of moments of four municipalities,
//! and the report pooled of them. What stands in them is read as words, written down as sums, and solved; the same attack
//! finds what is left unhidden.
#![expect(clippy::cast_precision_loss, reason = "small counts")]

mod means;
pub(crate) mod read;
mod solve;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use evaluation::findings::{Figure, Findings, Label};
use evaluation::package::{Package, load_folder};
use evaluation::pooling::{self, Moments, site_moments};
use evaluation::{Cohort, Released, Study, evaluate, release};
use locale::Language;
use report::{Format, Options, Rendered, render};
use serde_json::Value;

use solve::Sums;

/// Columns of the table at the start, and of the table of those who left.
const START: [&str; 3] = ["all", "with_last", "without_last"];
const LEFT: [&str; 2] = ["left", "stayed"];
/// Characteristics of which each person has one level.
const ONE_OF: [&str; 5] = ["gender", "education", "income", "channel", "goal"];

/// Counts by line and column; hidden ones are nothing.
type Told = BTreeMap<(String, &'static str), Option<u64>>;

fn study() -> Study {
    Study::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml").as_ref())
        .expect("the study")
}

fn package() -> Package {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    load_folder(folder.as_ref()).expect("the package").0
}

fn evaluated(package: &Package, study: &Study) -> (Findings, Released, Cohort) {
    let cohort = Cohort::from_package(package, &[], study).expect("the cohort");
    let whole = evaluate(&cohort, study);
    let released = release(whole.clone(), study.disclosure);
    (whole, released, cohort)
}

/// Whether a cell's bounds leave one number.
fn is_told([low, high]: [f64; 2], count: u64) -> bool {
    (low - count as f64).abs() < 1e-9 && (high - count as f64).abs() < 1e-9
}

fn written(released: &Released, format: Format) -> Vec<Rendered> {
    render(released, &Options { language: Language::Da }, format).expect("files")
}

/// A line as a report names it.
fn line((name, label): (&str, &Label), level: Option<(&str, &Label)>) -> String {
    let da = |key: &str, label: &Label| label.get("da").cloned().unwrap_or_else(|| key.to_owned());
    match level {
        Some((level, words)) if level != "yes" => format!("{}: {}", da(name, label), da(level, words)),
        _ => da(name, label),
    }
}

/// All counts of the two tables as they are before the gate.
fn truth(whole: &Findings) -> BTreeMap<(String, &'static str), u64> {
    let mut found = BTreeMap::new();
    for row in &whole.baseline.as_ref().expect("a baseline").rows {
        let name = line((&row.name, &row.label), row.level.as_deref().map(|level| (level, &row.level_label)));
        for (side, cell) in START.into_iter().zip([&row.all, &row.with_last, &row.without_last]) {
            found.extend(cell.x.and_then(Figure::shown).map(|x| ((name.clone(), side), x)));
        }
    }
    for row in &whole.dropout.as_ref().expect("leavers").rows {
        let name = line((&row.name, &row.label), row.level.as_deref().map(|level| (level, &row.level_label)));
        for (side, cell) in LEFT.into_iter().zip([&row.left, &row.stayed]) {
            found.extend(cell.x.and_then(Figure::shown).map(|x| ((name.clone(), side), x)));
        }
    }
    found
}

/// What `findings.json` tells of the two tables.
fn of_json(file: &Rendered) -> Told {
    let json: Value = serde_json::from_slice(&file.bytes).expect("JSON");
    let mut found = Told::new();
    let mut rows = |rows: &Value, sides: &[&'static str]| {
        for row in rows.as_array().expect("lines").iter().filter(|row| !row["level"].is_null()) {
            let label = |key: &str| -> Label { serde_json::from_value(row[key].clone()).unwrap_or_default() };
            let (name, level) =
                (row["name"].as_str().expect("a name"), row["level"].as_str().expect("a level"));
            let name = line((name, &label("label")), Some((level, &label("level_label"))));
            for side in sides {
                found.insert((name.clone(), side), row[*side]["x"].as_u64());
            }
        }
    };
    rows(&json["baseline"]["rows"], &START);
    rows(&json["dropout"]["rows"], &LEFT);
    found
}

/// What the tables of other files tell of them.
fn of_tables(files: &[Rendered], page: bool) -> Told {
    let mut found = Told::new();
    for table in files.iter().flat_map(read::tables) {
        let says = |words: &str| table.iter().take(3).flatten().any(|cell| cell.contains(words));
        let sides: &[&'static str] = if says("Alle (n") && says("Uden (n") {
            &START
        } else if says("Sluttet før fase 3") && says("De andre") {
            &LEFT
        } else {
            continue;
        };
        for (name, counts) in read::lines(&table, sides.len(), page) {
            found.extend(sides.iter().zip(counts).map(|(side, count)| ((name.clone(), *side), count)));
        }
    }
    found
}

/// What is known of the sizes of groups, from `findings.json`, and what was told of counts, as sums.
fn sums(told: &Told, whole: &Findings) -> Sums {
    let mut sums = Sums::default();
    let baseline = whole.baseline.as_ref().expect("a baseline");
    let dropout = whole.dropout.as_ref().expect("leavers");
    let mut levels: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut sizes: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for row in &baseline.rows {
        if row.all.x.is_none() {
            continue;
        }
        let name = line((&row.name, &row.label), row.level.as_deref().map(|level| (level, &row.level_label)));
        let cells = START.into_iter().zip([&row.all, &row.with_last, &row.without_last]);
        let at: Vec<usize> = cells
            .map(|(side, cell)| {
                let at = sums.count(&format!("{name}|{side}"), cell.n as f64);
                levels.entry((row.name.as_str(), side)).or_default().push(at);
                sizes.insert((row.name.as_str(), side), cell.n as f64);
                at
            })
            .collect();
        sums.add_up(&at[1..], at[0]);
        let same = |one: &&evaluation::findings::LeaverRow| one.name == row.name && one.level == row.level;
        if let Some(other) = dropout.rows.iter().find(same) {
            let rest = row.all.n - other.left.n - other.stayed.n;
            let parts = [("left", other.left.n), ("stayed", other.stayed.n), ("unknown", rest)];
            let parts = parts.map(|(side, n)| sums.count(&format!("{name}|{side}"), n as f64));
            sums.add_up(&parts, at[0]);
        }
    }
    for ((characteristic, side), parts) in levels.iter().filter(|((name, _), _)| ONE_OF.contains(name)) {
        let all = sums.count(&format!("{characteristic}||{side}"), f64::INFINITY);
        sums.know(all, sizes[&(*characteristic, *side)]);
        sums.add_up(parts, all);
    }
    for ((name, side), count) in told {
        if let Some(count) = count {
            let at = sums.count(&format!("{name}|{side}"), f64::INFINITY);
            sums.know(at, *count as f64);
        }
    }
    sums
}

/// Counts that lie in a range narrower than five, or that are small and do not reach from one to five.
fn found_out(ranges: &BTreeMap<String, [f64; 2]>, told: &Told, truth: &Truth) -> Vec<String> {
    let hidden = truth.iter().filter(|(key, _)| told.get(*key).is_none_or(Option::is_none));
    hidden
        .filter_map(|((name, side), x)| {
            let [low, high] = ranges[&format!("{name}|{side}")];
            let small = (1..5).contains(x);
            // A group of fewer than five can be no wider than it is.
            let safe = if small { low <= 1.0 && high >= 5.0 } else { high - low >= 4.0 };
            (small && !safe).then(|| format!("{name}, {side}: {x} lies in {low}–{high}"))
        })
        .collect()
}

type Truth = BTreeMap<(String, &'static str), u64>;

/// A report with all that was read from each of its kinds of files.
fn read(released: &Released) -> [(Format, Vec<Rendered>, Told); 4] {
    [Format::Json, Format::Csv, Format::Xlsx, Format::Html].map(|format| {
        let files = written(released, format);
        let told = match format {
            Format::Json => of_json(&files[0]),
            _ => of_tables(&files, format == Format::Html),
        };
        (format, files, told)
    })
}

#[test]
fn no_small_count_follows_from_the_files_of_a_report_and_what_is_left_unhidden_is_found() {
    let (whole, released, _) = evaluated(&package(), &study());
    let truth = truth(&whole);
    let small = truth.values().filter(|x| (1..5).contains(*x)).count();
    assert!(small > 30, "{small} counts to protect");
    let mut all = Told::new();
    let read = read(&released);
    for (format, _, told) in &read {
        assert!(told.len() > 150, "{format:?}: {} counts were read", told.len());
        for (key, count) in told {
            // All files say the same, and what they say is true.
            let other = all.entry(key.clone()).or_insert(*count);
            assert_eq!(other, count, "{format:?} {key:?}");
            assert!(count.is_none_or(|count| truth.get(key) == Some(&count)), "{format:?} {key:?}");
        }
    }
    let ranges = sums(&all, &whole).solved();
    assert_eq!(found_out(&ranges, &all, &truth), Vec::<String>::new());
    // A leak in one file: the men are told there.
    let csv = read.iter().find(|(format, ..)| *format == Format::Csv).expect("CSV");
    let leaky: Vec<Rendered> = csv
        .1
        .iter()
        .map(|file| {
            let text = String::from_utf8(file.bytes.clone()).expect("UTF-8");
            let hidden = "Køn: Mand;• skjult;• skjult;• skjult";
            let text = text.replacen(hidden, "Køn: Mand;6;147;4", 1);
            Rendered { name: file.name.clone(), bytes: text.into_bytes() }
        })
        .collect();
    let leaked = of_tables(&leaky, false);
    let men = ("Køn: Mand".to_owned(), "all");
    assert_eq!(leaked[&men], Some(6));
    let mut more = all.clone();
    more.insert(men, Some(6));
    let ranges = sums(&more, &whole).solved();
    assert!(is_told(ranges["Køn: Transperson|all"], 2), "the two are found");
    assert!(!found_out(&ranges, &more, &truth).is_empty());
}

fn at_site(package: &Package, site: &str) -> Package {
    let mut package = package.clone();
    package.courses.retain(|course| course.site.as_ref().is_some_and(|own| own.as_str() == site));
    let left: BTreeSet<String> =
        package.courses.iter().map(|one| one.course_id.as_str().to_owned()).collect();
    package.responses.retain(|one| left.contains(one.course_id.as_str()));
    let answered: BTreeSet<String> =
        package.responses.iter().map(|one| one.response_id.as_str().to_owned()).collect();
    package.answers.retain(|one| answered.contains(one.response_id.as_str()));
    package.contacts.retain(|one| left.contains(one.course_id.as_str()));
    package
}

/// What a municipality has before the gate, what it tells in its report, and what it lets out.
struct Place {
    site: String,
    whole: Findings,
    persons: f64,
    report: Value,
    moments: Moments,
    text: String,
}

/// The four municipalities.
static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let (package, study) = (package(), study());
    let sites: BTreeSet<String> = package
        .courses
        .iter()
        .filter_map(|one| one.site.as_ref())
        .map(|site| site.as_str().to_owned())
        .collect();
    let place = |site: String| {
        let (whole, released, cohort) = evaluated(&at_site(&package, &site), &study);
        let moments =
            Moments { approved_by: "x".to_owned(), ..site_moments(&site, &cohort, &study, &released) };
        Place {
            whole,
            persons: cohort.persons() as f64,
            report: json(&released),
            text: pooling::draft(&moments).expect("a file"),
            moments,
            site,
        }
    };
    sites.into_iter().map(place).collect()
});

/// The report pooled of their files.
pub(crate) fn pooled() -> Released {
    let files: Vec<Moments> = PLACES.iter().map(|place| place.moments.clone()).collect();
    release(pooling::pool(&files).expect("pooled"), study().disclosure)
}

fn json(released: &Released) -> Value {
    serde_json::from_slice(&written(released, Format::Json)[0].bytes).expect("JSON")
}

/// Sex of all and of each municipality, from whatever JSON tells of it: counts, or shares of so many.
fn sexes(sums: &mut Sums, site: &str, told: &[(String, Option<f64>)], persons: f64) {
    let all = sums.count(&format!("{site}||n"), f64::INFINITY);
    sums.know(all, persons);
    let levels = ["woman", "man", "trans", "other"].map(|sex| sums.count(&format!("{site}|{sex}"), persons));
    sums.add_up(&levels, all);
    for (sex, count) in told {
        if let Some(count) = count {
            let at = sums.count(&format!("{site}|{sex}"), persons);
            sums.know(at, *count);
        }
    }
}

fn gender(json: &Value) -> Vec<(String, Option<f64>)> {
    let rows = json["baseline"]["rows"].as_array().cloned().unwrap_or_default();
    let rows = rows.iter().filter(|row| row["name"] == "gender");
    rows.map(|row| (row["level"].as_str().expect("a level").to_owned(), row["all"]["x"].as_f64())).collect()
}

/// What a file of moments tells of sex, read as the text it is.
fn gender_of_moments(text: &str) -> Vec<(String, Option<f64>)> {
    let file: toml::Table = text.parse().expect("TOML");
    let lines = file.get("characteristic").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let lines = lines.iter().filter_map(|line| {
        let name = line.get("name")?.as_str()?.strip_prefix("gender: ")?;
        let (share, n) = (line.get("value")?.as_float()?, line.get("n")?.as_integer()?);
        Some((name.to_owned(), Some((share * n as f64).round())))
    });
    lines.collect()
}

/// The municipalities make the whole, for each sex.
fn add_up(sums: &mut Sums, sites: &BTreeSet<String>, persons: f64) {
    for sex in ["woman", "man", "trans", "other"] {
        let parts: Vec<usize> =
            sites.iter().map(|site| sums.count(&format!("{site}|{sex}"), persons)).collect();
        let all = sums.count(&format!("all|{sex}"), persons);
        sums.add_up(&parts, all);
    }
}

/// Who they are in each unit, as the pooled report shows it.
fn mixed(sums: &mut Sums, told: &Value, truth: &BTreeMap<String, u64>, persons: f64) {
    let units = told["comparison"]["units"].as_array().cloned().unwrap_or_default();
    for mix in told["comparison"]["case_mix"].as_array().into_iter().flatten() {
        let Some(sex) = mix["name"].as_str().and_then(|name| name.strip_prefix("gender: ")) else { continue };
        for (unit, value) in units.iter().zip(mix["values"].as_array().expect("a value for each")) {
            let site = unit["name"].as_str().expect("a name");
            if let Some(share) = value.as_f64() {
                let own = truth.iter().filter(|(key, _)| key.starts_with(site));
                let n: u64 = own.map(|(_, x)| x).sum();
                let at = sums.count(&format!("{site}|{sex}"), persons);
                sums.know(at, (share * n as f64).round());
            }
        }
    }
}

#[test]
fn sex_by_municipality_does_not_follow_from_the_files_of_four_the_pooled_report_and_that_of_all() {
    let (package, study) = (package(), study());
    let sites: BTreeSet<String> = PLACES.iter().map(|place| place.site.clone()).collect();
    assert_eq!(sites.len(), 4);
    let mut truth: BTreeMap<String, u64> = BTreeMap::new();
    // The sums twice: as the files tell them, and with a leak.
    let mut both = [Sums::default(), Sums::default()];
    let (whole, released, _) = evaluated(&package, &study);
    let persons = whole.baseline.as_ref().expect("a baseline").all as f64;
    for sums in &mut both {
        sexes(sums, "all", &gender(&json(&released)), persons);
    }
    for Place { site, whole, persons, report, text, .. } in PLACES.iter() {
        for row in whole.baseline.iter().flat_map(|found| &found.rows).filter(|row| row.name == "gender") {
            let level = row.level.clone().unwrap_or_default();
            truth.insert(format!("{site}|{level}"), row.all.x.and_then(Figure::shown).unwrap_or_default());
        }
        for sums in &mut both {
            sexes(sums, site, &gender(report), *persons);
            sexes(sums, site, &gender_of_moments(text), *persons);
        }
    }
    let told = json(&pooled());
    for sums in &mut both {
        sexes(sums, "all", &gender(&told), persons);
        add_up(sums, &sites, persons);
        mixed(sums, &told, &truth, persons);
    }
    let small: Vec<(&String, &u64)> = truth.iter().filter(|(_, x)| (1..5).contains(*x)).collect();
    assert_eq!(small.len(), 4, "{truth:?}");
    let [plain, mut leaky] = both;
    // A leak: in one municipality all others are told.
    let (of, few) = small[0];
    let (site, own) = of.split_once('|').expect("a municipality and a sex");
    for sex in ["woman", "man", "trans", "other"].into_iter().filter(|sex| *sex != own) {
        let key = format!("{site}|{sex}");
        let at = leaky.count(&key, persons);
        leaky.know(at, truth.get(&key).copied().unwrap_or_default() as f64);
    }
    let ranges = plain.solved();
    for (key, x) in &small {
        let [low, high] = ranges[*key];
        assert!(low <= 1.0 && high >= 5.0, "{key}: {x} lies in {low}–{high}");
    }
    assert!(is_told(leaky.solved()[of], *few), "with the others told the few are found");
}
