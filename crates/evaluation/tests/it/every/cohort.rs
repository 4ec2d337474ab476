//! `cohort_stats.json` through the evaluation: the synthetic courses as the study of the programme asks for them, and models on
//! their long file. And the charts of `misc.json`, whose series need courses and contacts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use evaluation::findings::{Change, Figure, Findings, PairedShares};
use evaluation::package::codes::{ContactOutcome, Status};
use evaluation::package::{AnswerValue, Code, Id, Package};
use evaluation::{Cohort, Study, UnitCount, compare, evaluate};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::super::golden::{CLOSED, Golden, ITERATED};
use super::super::models::study;
use super::super::support::{Table, exit, exit_package, measure, on_file, seen};
use super::super::time::{Person, survival};
use super::leave_out;

const KINDS: [&str; 4] = ["start", "fase1", "fase2", "afslutning"];

fn number(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

fn change(golden: &Golden, path: &str, found: &Change) {
    let at = |name: &str| format!("{path}/{name}");
    for (name, value) in [
        ("n", number(found.n)),
        ("mean_start", found.mean_from),
        ("mean_close", found.mean_to),
        ("diff", found.difference),
        ("sd_diff", found.sd),
        ("t", found.t),
        ("df", found.df),
        ("p", found.p),
        ("dz", found.dz),
    ] {
        // Means over ten areas are sums of tenths here and there.
        golden.is(&at(name), value, 1e-11);
    }
    golden.are(&at("ci95"), &found.ci95, 1e-11);
    leave_out(golden, path, &["sd_start", "sd_close"], "spreads stand at each occasion, of all persons");
    let ranks = found.wilcoxon.as_ref().unwrap();
    golden.is(&at("wilcoxon_V"), ranks.v, CLOSED);
    golden.is(&at("wilcoxon_p_cc"), ranks.p_corrected, CLOSED);
}

fn paired(golden: &Golden, path: &str, found: &PairedShares) {
    let at = |name: &str| format!("{path}/{name}");
    let forms = found.mcnemar.as_ref().unwrap();
    for (name, value) in [
        ("n", number(found.n)),
        ("cells/yes_yes", number(found.yes_yes.shown().unwrap())),
        ("cells/yes_no", number(found.yes_no.shown().unwrap())),
        ("cells/no_yes", number(found.no_yes.shown().unwrap())),
        ("cells/no_no", number(found.no_no.shown().unwrap())),
        ("p_start", number(found.yes_from) / number(found.n)),
        ("p_close", number(found.yes_to) / number(found.n)),
        ("diff", found.difference),
        ("mcnemar_chisq", forms.chi_squared),
        ("mcnemar_chisq_cc", forms.chi_squared_corrected),
        ("p_exact", found.mcnemar_exact_p.shown().unwrap()),
    ] {
        golden.is(&at(name), value, CLOSED);
    }
    golden.are(&at("newcombe10"), &found.newcombe95.shown().unwrap(), CLOSED);
    leave_out(
        golden,
        path,
        &["wilson_start", "wilson_close"],
        "intervals of a share are of all persons of an occasion",
    );
}

fn of_the_study(golden: &Golden) {
    let findings: Findings = exit();
    let wellbeing = measure(&findings, "wellbeing");
    for (found, kind) in wellbeing.occasions.iter().zip(KINDS) {
        let at = |name: &str| format!("/who5/by_kind/{kind}/{name}");
        golden.is(&at("n"), number(found.n), 0.0);
        golden.is(&at("mean"), seen(found.mean), CLOSED);
        golden.is(&at("sd"), seen(found.sd), CLOSED);
        golden.is(&at("median"), seen(found.median), CLOSED);
        let (risk, at) = (seen(found.at_risk.clone()), |name: &str| format!("/who5/risk/{kind}/{name}"));
        golden.is(&at("x"), number(risk.x), 0.0);
        golden.is(&at("n"), number(risk.n), 0.0);
        golden.is(&at("p"), risk.share, CLOSED);
        golden.are(&at("wilson"), &risk.wilson95, CLOSED);
    }
    change(golden, "/who5/paired", wellbeing.change.value().unwrap());
    paired(golden, "/who5/risk_paired", wellbeing.paired_shares.value().unwrap());
    let alpha = &wellbeing.alpha[0];
    golden.is("/who5_alpha_start/n", number(alpha.n), 0.0);
    golden.is("/who5_alpha_start/alpha", alpha.alpha.unwrap(), CLOSED);
    golden.is("/who5_alpha_start/sd", seen(wellbeing.occasions[0].sd), CLOSED);
    golden.leave_out("/who5_alpha_start/rci95", "the study fixes the reliable change beforehand");
    let paid = measure(&findings, "paid_last_month");
    for (found, kind) in paid.occasions.iter().zip(KINDS) {
        let at = |name: &str| format!("/payment/by_kind/{kind}/{name}");
        golden.is(&at("x"), number(found.x.and_then(Figure::shown).unwrap()), 0.0);
        golden.is(&at("n"), number(found.n), 0.0);
        golden.is(&at("p"), seen(found.share), CLOSED);
        golden.are(&at("wilson"), &seen(found.wilson95), CLOSED);
    }
    paired(golden, "/payment/paired", paid.paired_shares.value().unwrap());
    for index in 0..golden.len("/star/dimensions") {
        let path = format!("/star/dimensions/{index}");
        let area = measure(&findings, golden.text(&format!("{path}/dimension")));
        let found = area.change.value().unwrap();
        change(golden, &path, found);
        golden.is(&format!("{path}/p_holm"), found.p_holm.unwrap(), 1e-11);
        golden.is(&format!("{path}/all_start_mean"), seen(area.occasions[0].mean), CLOSED);
        golden.is(&format!("{path}/all_close_mean"), seen(area.occasions[3].mean), CLOSED);
    }
    let family = &findings.families[0];
    change(golden, "/star/mean10_paired", family.overall.value().unwrap());
    let share = &family.progress.as_ref().unwrap().share;
    golden.is("/star/full_progress/n", number(share.n), 0.0);
    golden.is("/star/full_progress/at_least_1", number(share.x), 0.0);
    golden.are("/star/full_progress/wilson", &share.wilson95, CLOSED);
}

/// The assessments with what is known of each course, in the order of the municipalities' names.
fn long() -> String {
    let (table, courses) = (Table::cohort("assessments.csv").unwrap(), Table::cohort("courses.csv").unwrap());
    let known: BTreeMap<&str, (&str, &str)> = (0..courses.len())
        .map(|row| {
            let of = |column: &str| courses.text(row, column);
            (of("course_id"), (of("municipality"), of("misuse_any")))
        })
        .collect();
    let mut rows: Vec<(&str, String)> = (0..table.len())
        .map(|row| {
            let of = |column: &str| table.text(row, column);
            let (place, misuse) = known[of("course_id")];
            let cells = [of("course_id"), of("kind"), of("who5_score"), of("paid_last_month"), place, misuse];
            (place, cells.join(","))
        })
        .collect();
    rows.sort();
    let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
    format!("course_id,kind,who5_score,paid,municipality,misuse_any\n{}\n", rows.join("\n"))
}

fn data() -> String {
    let order: Vec<String> = KINDS.iter().map(|kind| format!("\"{kind}\"")).collect();
    let months = KINDS.iter().zip([0, 4, 8, 12]);
    let occasions: Vec<String> =
        months.map(|(kind, month)| format!("[[occasion]]\nkey = \"{kind}\"\nnumber = {month}\n")).collect();
    format!(
        "file = \"long.csv\"\nperson = \"course_id\"\noccasion = \"kind\"\norder = [{}]\n{}",
        order.join(", "),
        occasions.concat()
    )
}

fn models(golden: &Golden) {
    let asked = [
        "method = \"REML\"",
        "method = \"ML\"",
        "method = \"REML\"\ntime = \"linear\"",
        "method = \"ML\"\ntime = \"linear\"\ncovariates = [\"misuse_any\"]\ninteractions = [\"time:misuse_any\"]",
        "method = \"ML\"\ncovariates = [\"municipality\"]",
    ]
    .map(|asked| format!("kind = \"random_intercept\"\n{asked}"));
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let file = long();
    let score = "name = \"y\"\nkind = \"score\"\ncolumn = \"who5_score\"";
    let findings = on_file(&study(&data(), score, &asked), &file);
    assert_eq!(golden.len("/lmm"), asked.len());
    for (index, model) in findings.measures[0].models.iter().enumerate() {
        let at = |name: &str| format!("/lmm/{index}/{name}");
        let name = |own: &str| {
            if model.time == evaluation::findings::ModelTime::Linear {
                own.replace("kind", "m")
            } else {
                own.to_owned()
            }
        };
        golden.is(&at("n"), number(model.n.shown().unwrap()), 0.0);
        golden.is(&at("groups"), number(model.persons.shown().unwrap()), 0.0);
        golden.is(&at("REML"), f64::from(u8::from(model.method == "REML")), 0.0);
        golden.is(&at("logLik"), model.log_likelihood.unwrap(), 1e-9);
        golden.is(&at("AIC"), model.aic.unwrap(), 1e-9);
        let variance = model.variance.as_ref().unwrap();
        let sd = [variance.intercept.unwrap().sqrt(), variance.residual.unwrap().sqrt()];
        golden.are(&at("sd"), &sd, 1e-5);
        for (k, term) in model.terms.iter().enumerate() {
            // The other program's optimiser leaves this much of an error.
            golden.near(&at(&format!("fixef/{}", name(&term.name))), term.estimate, 1e-6 * term.se);
            golden.is(&at(&format!("se/{k}")), term.se, 1e-5);
            golden.near(&at(&format!("df/{k}")), term.df.unwrap(), 1e-3);
            golden.is(&at(&format!("p/{k}")), term.p, 1e-3);
        }
    }
    let paid = "name = \"y\"\nkind = \"yes_no\"\ncolumn = \"paid\"";
    let findings = on_file(&study(&data(), paid, &["kind = \"gee\"\ntime = \"linear\""]), &file);
    let model = &findings.measures[0].models[0];
    golden.is("/gee_payment/n", number(model.n.shown().unwrap()), 0.0);
    golden.is("/gee_payment/clusters", number(model.persons.shown().unwrap()), 0.0);
    golden.is("/gee_payment/alpha", model.variance.as_ref().unwrap().correlation.unwrap(), ITERATED);
    for (k, (term, name)) in model.terms.iter().zip(["(Intercept)", "m"]).enumerate() {
        golden.is(&format!("/gee_payment/coef/{name}"), term.estimate, ITERATED);
        golden.is(&format!("/gee_payment/robust_se/{k}"), term.se, ITERATED);
    }
}

/// Who ended early, by what was known at the start: a logistic model with one row to a course.
fn early_end(golden: &Golden) {
    let (closings, courses) = (Table::cohort("closings.csv").unwrap(), Table::cohort("courses.csv").unwrap());
    let table = Table::cohort("assessments.csv").unwrap();
    let first: BTreeMap<&str, &str> = (0..table.len())
        .filter(|row| table.text(*row, "kind") == "start")
        .map(|row| (table.text(row, "course_id"), table.text(row, "who5_score")))
        .collect();
    let row_of: BTreeMap<&str, usize> =
        (0..courses.len()).map(|row| (courses.text(row, "course_id"), row)).collect();
    let mut file = String::from("id,t,early,who5_score,misuse_any,sexinc,weak_network\n");
    for row in 0..closings.len() {
        let course = closings.text(row, "course_id");
        let Some(score) = first.get(course).filter(|score| !score.is_empty()) else { continue };
        let of = |column: &str| courses.text(row_of[course], column);
        let income = u8::from(of("main_income") == "Salg af seksuelle ydelser");
        let early = u8::from(closings.text(row, "full_course") == "0");
        writeln!(file, "{course},0,{early},{score},{},{income},{}", of("misuse_any"), of("weak_network"))
            .unwrap();
    }
    let data = "file = \"f\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\"]";
    let asked = "kind = \"logistic\"\ntime = \"none\"\ncovariates = [\"who5_score\", \"misuse_any\", \"sexinc\", \"weak_network\"]";
    let measure = "name = \"y\"\nkind = \"yes_no\"\ncolumn = \"early\"";
    let findings = on_file(&study(data, measure, &[asked]), &file);
    let model = &findings.measures[0].models[0];
    let at = |name: &str| format!("/dropout_logistic/{name}");
    golden.is(&at("n"), number(model.n.shown().unwrap()), 0.0);
    let events = findings.measures[0].occasions[0].x.and_then(Figure::shown).unwrap();
    golden.is(&at("events"), number(events), 0.0);
    for (k, term) in model.terms.iter().enumerate() {
        golden.is(&at(&format!("coef/{}", term.name)), term.estimate, ITERATED);
        golden.is(&at(&format!("se/{k}")), term.se, ITERATED);
        golden.is(&at(&format!("p/{k}")), term.p, ITERATED);
    }
}

/// Time to an early end of the file's own persons, as courses.
fn endings(golden: &Golden) {
    let table = Table::cohort("derived_time_to_early_end.csv").unwrap();
    let person = |row: usize| Person {
        days: table.text(row, "t").parse().unwrap(),
        end: if table.text(row, "ev") == "1" { "dropped_out" } else { "running" },
        with: table.text(row, "misuse_any") == "1",
    };
    let persons: Vec<Person> = (0..table.len()).map(person).collect();
    let found = survival(&persons, 400);
    golden.is("/km/n", number(found[0].strata[0].n), 0.0);
    golden.is("/km/events", number(found[0].strata[0].events), 0.0);
    let test = found[1].log_rank.value().unwrap();
    golden.is("/km/logrank_misuse/chisq", test.chi_squared, CLOSED);
    golden.is("/km/logrank_misuse/p", test.p, CLOSED);
    golden.is("/km/logrank_misuse/df", number(test.df.into()), 0.0);
    leave_out(
        golden,
        "/km",
        &["times", "surv", "se", "lower_loglog", "upper_loglog"],
        "the findings tell months",
    );
    golden.leave_out(
        "/km/logrank_municipality",
        "municipalities are beside each other in pooled findings, untested",
    );
}

fn units(golden: &Golden) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let counts = |name: &str| -> Vec<u64> {
        golden.list(&format!("/funnel_close_risk/{name}")).into_iter().map(|n| n as u64).collect()
    };
    let both = counts("x").into_iter().zip(counts("n")).enumerate();
    let units: Vec<UnitCount> = both.map(|(at, (x, n))| UnitCount { name: at.to_string(), x, n }).collect();
    let found = compare("y", "1", &units, Vec::new()).unwrap();
    golden.is("/funnel_close_risk/theta", found.all.share, CLOSED);
    golden.leave_out("/pchart_noshow", "the series of the findings count every kind of contact");
}

#[test]
fn every_number_of_the_cohort_comes_out_of_an_evaluation() {
    let Some(golden) = Golden::open("cohort_stats.json") else { return };
    of_the_study(&golden);
    models(&golden);
    early_end(&golden);
    endings(&golden);
    units(&golden);
    golden.finish();
}

/// Courses that began in one quarter after another, each with five of the same score, and contacts of each quarter.
fn by_quarter(scores: &[i32], contacts: &[(u64, u64)]) -> Package {
    let shipped = exit_package();
    let mut package = Package::empty(shipped.manifest.clone());
    package.manifest.data_cut = date(2030, 1, 1);
    let day = |quarter: usize| -> Date { date(2012, 1, 10) + i64::try_from(3 * quarter).unwrap().months() };
    let id = |kind: &str, at: usize, k: u64| Id::new(&format!("{kind}-{at:02}-{k:04}")).unwrap();
    for (at, score) in scores.iter().enumerate() {
        for k in 0..5 {
            let mut course = shipped.courses[0].clone();
            (course.course_id, course.previous_course) = (id("c", at, k), None);
            (course.start, course.first_contact) = (Some(day(at)), Some(day(at)));
            (course.status, course.closing_date, course.closing_reason) = (Status::Running, None, None);
            package.courses.push(course);
            let mut response = shipped.responses[0].clone();
            (response.response_id, response.course_id) = (id("r", at, k), id("c", at, k));
            response.instrument = Code::new("baseline").unwrap();
            response.occasion = Code::new("start").unwrap();
            response.date = Some(day(at));
            package.responses.push(response);
            let mut answer = shipped.answers[0].clone();
            answer.response_id = id("r", at, k);
            answer.item = Code::new("misuse_drugs").unwrap();
            answer.value = AnswerValue::Number(*score);
            package.answers.push(answer);
        }
    }
    for (at, (not, all)) in contacts.iter().enumerate() {
        for k in 0..*all {
            let mut contact = shipped.contacts[0].clone();
            (contact.contact_id, contact.course_id) = (id("k", at, k), id("c", at, k % 5));
            contact.date = day(at);
            contact.outcome = if k < *not { ContactOutcome::Missed } else { ContactOutcome::Held };
            package.contacts.push(contact);
        }
    }
    package
}

/// The individuals' chart and the chart of shares: the reference's numbers as quarters. Shares are shown of quarters with enough
/// contacts, so each is five times as large; its limits are checked by their formula.
pub(super) fn quarters(golden: &Golden) {
    #[expect(clippy::cast_possible_truncation, reason = "scores of two digits")]
    let scores: Vec<i32> = golden.list("/spc/xmr/x").into_iter().map(|x| x as i32).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let counts = |name: &str| -> Vec<u64> {
        golden.list(&format!("/spc/p_chart/{name}")).into_iter().map(|n| 5 * n as u64).collect()
    };
    let contacts: Vec<(u64, u64)> = counts("d").into_iter().zip(counts("n")).collect();
    let study = "title = \"series\"\n[data]\npackage = \"x\"\norder = [\"start\", \"afslutning\"]\n[[measure]]\n\
                 name = \"y\"\nkind = \"score\"\ninstrument = \"baseline\"\ncolumn = \"misuse_drugs\"\n";
    let study = Study::parse("study.toml", study).unwrap();
    let package = by_quarter(&scores, &contacts);
    let findings = evaluate(&Cohort::from_package(&package, &[], &study).unwrap(), &study);
    let series = |key: &str| findings.series.iter().find(|series| series.key == key).unwrap();
    let means = series("start_score");
    golden.is("/spc/xmr/mean", means.centre, CLOSED);
    golden.is("/spc/xmr/mr_bar", means.mean_range.unwrap(), CLOSED);
    let [low, high] = means.points[0].limits.unwrap();
    golden.is("/spc/xmr/unpl", high, CLOSED);
    golden.is("/spc/xmr/lnpl", low, CLOSED);
    let values: Vec<f64> = means.points.iter().map(|point| point.value.unwrap()).collect();
    let ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    golden.are("/spc/xmr/mr", &ranges, CLOSED);
    let other = ["url", "unpl_exact", "lnpl_exact", "url_exact", "sigma_hat"];
    leave_out(
        golden,
        "/spc/xmr",
        &other,
        "the findings have the usual rounded factors, and no chart of ranges",
    );
    // Twelve points: a run longer than 7 or fewer than 3 crossings are a signal (statistics.md 9.13).
    assert_eq!((means.longest_run_limit, means.crossings_limit), (7, 3));
    let shares = series("not_held");
    golden.is("/spc/p_chart/pbar", shares.centre, CLOSED);
    let values: Vec<f64> = shares.points.iter().map(|point| point.value.unwrap()).collect();
    golden.are("/spc/p_chart/p", &values, CLOSED);
    for point in &shares.points {
        let half = 3.0 * (shares.centre * (1.0 - shares.centre) / number(point.n)).sqrt();
        let [low, high] = point.limits.unwrap();
        assert!(
            (high - (shares.centre + half)).abs() < 1e-12
                && (low - (shares.centre - half).max(0.0)).abs() < 1e-12
        );
    }
    leave_out(
        golden,
        "/spc/p_chart",
        &["ucl", "lcl"],
        "quarters this small are not shown; the formula is checked above",
    );
    let wider = ["laney_sigma_z", "laney_ucl", "laney_lcl"];
    leave_out(golden, "/spc/p_chart", &wider, "the findings have the plain limits");
    leave_out(golden, "/spc", &["u_chart", "c_chart"], "no rates in the findings");
}
