//! The 52 published figures that the synthetic courses of Exit 2013–16 were made to repeat: from the findings where the
//! report shows the figure, else from the package.

use std::collections::{BTreeMap, BTreeSet};

use evaluation::findings::{BaselineRow, Findings};
use evaluation::package::{AnswerValue, Package};
use serde_json::Value;

use super::support::{exit, exit_package, json, measure, seen};

struct Facts {
    findings: Findings,
    package: Package,
}

#[expect(clippy::cast_precision_loss, reason = "counts of 147 courses")]
fn float(n: u64) -> f64 {
    n as f64
}

impl Facts {
    fn row(&self, name: &str, level: Option<&str>) -> &BaselineRow {
        let rows = &self.findings.baseline.as_ref().unwrap().rows;
        rows.iter()
            .find(|row| row.name == name && (level.is_none() || row.level.as_deref() == level))
            .unwrap()
    }
    fn count(&self, name: &str, level: &str) -> f64 {
        float(seen(self.row(name, Some(level)).all.x))
    }
    fn share(&self, name: &str, level: &str) -> f64 {
        self.count(name, level) / 147.0
    }
    fn at_risk(&self, occasion: usize) -> f64 {
        seen(measure(&self.findings, "wellbeing").occasions[occasion].at_risk.clone()).share
    }
    fn paid(&self, occasion: usize) -> f64 {
        seen(measure(&self.findings, "paid_last_month").occasions[occasion].share)
    }
    fn gain(&self, dimension: &str) -> f64 {
        measure(&self.findings, dimension).change.value().unwrap().difference
    }
    fn gains(&self) -> Vec<(f64, &str)> {
        let names = &self.findings.families[0].measures;
        let mut gains: Vec<(f64, &str)> = names.iter().map(|name| (self.gain(name), name.as_str())).collect();
        gains.sort_by(|a, b| b.0.total_cmp(&a.0));
        gains
    }
    fn overall(&self) -> Vec<f64> {
        self.findings.families[0].overall_occasions.iter().map(|at| seen(at.mean)).collect()
    }
    fn subgroup(&self, name: &str) -> &evaluation::findings::Subgroup {
        self.findings.subgroups.iter().find(|group| group.name == name).unwrap()
    }
    fn per_phase(&self, of: fn(&evaluation::findings::PhaseContacts) -> f64) -> Vec<f64> {
        self.findings.contacts.as_ref().unwrap().phases.iter().map(of).collect()
    }
    /// Answers of the characteristics at the start, by course.
    fn answers(&self) -> BTreeMap<String, BTreeMap<&str, &AnswerValue>> {
        let course: BTreeMap<_, _> =
            self.package.responses.iter().map(|r| (r.response_id.clone(), r.course_id.clone())).collect();
        let mut answers: BTreeMap<String, BTreeMap<&str, &AnswerValue>> = BTreeMap::new();
        let instruments: BTreeSet<_> = self
            .package
            .responses
            .iter()
            .filter(|r| r.instrument.as_str() == "baseline")
            .map(|r| r.response_id.clone())
            .collect();
        for answer in self.package.answers.iter().filter(|answer| instruments.contains(&answer.response_id)) {
            let of_course = answers.entry(course[&answer.response_id].to_string()).or_default();
            of_course.insert(answer.item.as_str(), &answer.value);
        }
        answers
    }
    fn share_of_answers(&self, fits: impl Fn(&BTreeMap<&str, &AnswerValue>) -> bool) -> f64 {
        let answers = self.answers();
        float(answers.values().filter(|answers| fits(answers)).count() as u64) / float(answers.len() as u64)
    }
    fn typical(&self) -> f64 {
        let number = |value: &AnswerValue| value.number().unwrap();
        self.share_of_answers(|answers| {
            answers["gender"].code() == Some("woman")
                && number(answers["danish_background"]) == 1
                && number(answers["age"]) < 35
                && answers["education"].code().is_some_and(|code| code.starts_with("school"))
                && number(answers["vocational_education"]) == 0
        })
    }
    fn focus_areas(&self) -> f64 {
        let mut areas: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for one in &self.package.focus_areas {
            areas.entry(one.course_id.as_str()).or_default().insert(one.area.as_str());
        }
        let fits = areas.values().filter(|areas| (3..=5).contains(&areas.len())).count() as u64;
        float(fits) / float(areas.len() as u64)
    }
    /// Share closed with a form before ten months: after a change of worker, and without one.
    fn ends_by_change(&self) -> [f64; 2] {
        let mut workers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for one in &self.package.assignments {
            workers.entry(one.course_id.as_str()).or_default().insert(one.worker.as_str());
        }
        [true, false].map(|changed| {
            let mine = self.package.courses.iter().filter(|course| {
                course.closing_form && (workers[course.course_id.as_str()].len() > 1) == changed
            });
            let (mut all, mut early) = (0, 0);
            for course in mine {
                let days = (course.closing_date.unwrap() - course.start.unwrap()).get_days();
                all += 1;
                early += u64::from(f64::from(days) < 304.375);
            }
            float(early) / float(all)
        })
    }
    fn starts(&self, year: i16, months: std::ops::RangeInclusive<i8>) -> f64 {
        let starts = self.package.courses.iter().filter_map(|course| course.start);
        float(starts.filter(|day| day.year() == year && months.contains(&day.month())).count() as u64)
    }
    fn months(&self, phase: usize) -> f64 {
        let ends = &self.findings.contacts.as_ref().unwrap().planned_phase_ends;
        let before = if phase == 0 { -1.0 } else { ends[phase - 1] };
        ((ends[phase] - before) / 30.4375).round()
    }
    fn flow(&self) -> &evaluation::findings::Flow {
        self.findings.flow.as_ref().unwrap()
    }
}

fn falls(values: &[f64]) -> f64 {
    f64::from(u8::from(values.is_sorted_by(|a, b| a > b)))
}

fn rises(values: &[f64]) -> f64 {
    f64::from(u8::from(values.is_sorted_by(|a, b| a < b)))
}

/// People and flow.
fn who(facts: &Facts, id: &str) -> Option<f64> {
    let flow = facts.flow();
    Some(match id {
        "n_started" => float(flow.started),
        "n_closed" => float(flow.closed.shown().unwrap()),
        "n_running" => float(flow.running.shown().unwrap()),
        "n_closing_forms" => float(flow.closing_forms),
        "n_ge10months" => float(flow.full_courses.shown().unwrap()),
        "n_women" => facts.count("gender", "woman"),
        "n_men" => facts.count("gender", "man"),
        "n_trans" => facts.count("gender", "trans"),
        "n_municipalities" => {
            let sites: BTreeSet<_> = facts.package.courses.iter().map(|course| course.site.clone()).collect();
            float(sites.len() as u64)
        }
        "p_ref_ngo" => facts.share("channel", "ngo"),
        "p_ref_municipal" => facts.share("channel", "municipal"),
        "p_ref_self" => facts.share("channel", "self"),
        "p_typical" => facts.typical(),
        "p_debt" => facts.share("debt", "yes"),
        "p_misuse" => facts.share_of_answers(|answers| {
            ["misuse_alcohol", "misuse_drugs"].iter().any(|item| answers[item].number() == Some(1))
        }),
        "p_psych" => facts.share("mental_problems", "yes"),
        "p_weak_network" => facts.share("weak_network", "yes"),
        "pct_arena_klinik" => 100.0 * facts.share("arenas", "clinic"),
        "pct_arena_hjemme" => 100.0 * facts.share("arenas", "customers_home"),
        "pct_arena_gade" => 100.0 * facts.share("arenas", "street"),
        "p_several_arenas" => facts.share_of_answers(|answers| answers["arenas"].codes().len() > 1),
        "p_cash" => facts.share("income", "cash_benefit"),
        "p_sex_income" => facts.share("income", "sale_of_sex"),
        "p_goal_exit" => facts.share("goal", "leave"),
        _ => return None,
    })
}

/// What changed.
fn outcome(facts: &Facts, id: &str) -> Option<f64> {
    let overall = facts.findings.families[0].overall.value().unwrap();
    Some(match id {
        "p_who5_risk_start" => facts.at_risk(0),
        "p_who5_risk_close" => facts.at_risk(3),
        "p_paid_start" => facts.paid(0),
        "p_paid_close" => facts.paid(3),
        "star_mean_start" => overall.mean_from,
        "star_mean_close" => overall.mean_to,
        "star_gain_netvaerk" => facts.gain("netvaerk"),
        "star_gain_oekonomi" => facts.gain("oekonomi"),
        "star_n_dims_gt25" => float(facts.gains().iter().filter(|(gain, _)| *gain > 2.5).count() as u64),
        "star_top5" => {
            let top: BTreeSet<&str> = facts.gains().into_iter().take(5).map(|(_, name)| name).collect();
            let said = ["netvaerk", "motivation", "oekonomi", "tidsforbrug", "psykisk_helbred"];
            f64::from(u8::from(top == BTreeSet::from(said)))
        }
        "pct_progress_full" => 100.0 * facts.findings.families[0].progress.as_ref().unwrap().share.share,
        "sub_misuse_gain" => facts.subgroup("misuse").with.value().unwrap().difference,
        "sub_paid6_gain" => facts.subgroup("paid_last_six_months").with.value().unwrap().difference,
        "sub_risk_gain" => facts.subgroup("at_risk").with.value().unwrap().difference,
        "sub_misuse_diff" => facts.subgroup("misuse").interaction.value().unwrap().difference,
        "paid_monotone" => falls(&[0, 1, 2, 3].map(|occasion| facts.paid(occasion))),
        "star_monotone" => rises(&facts.overall()),
        _ => return None,
    })
}

/// Leaving, contacts, method.
fn course(facts: &Facts, id: &str) -> Option<f64> {
    let dropout = facts.findings.dropout.as_ref().unwrap();
    Some(match id {
        "drop_who5_diff" => dropout.start_difference.value().unwrap().difference,
        "drop_early_gain" => dropout.early_change_difference.value().unwrap().difference,
        "drop_income" => {
            let answers = facts.answers();
            let lives_by_it = |form: bool| {
                let mine = facts.package.courses.iter().filter(|course| course.closing_form == form);
                let incomes: Vec<bool> = mine
                    .map(|one| answers[one.course_id.as_str()]["income"].code() == Some("sale_of_sex"))
                    .collect();
                float(incomes.iter().filter(|one| **one).count() as u64) / float(incomes.len() as u64)
            };
            lives_by_it(false) - lives_by_it(true)
        }
        "contacts_thin_out" => falls(&facts.per_phase(|phase| phase.per_month)),
        "coord_share_rises" => rises(&facts.per_phase(|phase| phase.coordination_share.unwrap())),
        "p_plan" => {
            let plans = facts.package.courses.iter().filter(|course| course.plan_date.is_some()).count();
            float(plans as u64) / 147.0
        }
        "p_focus_3_5" => facts.focus_areas(),
        "change_raises_dropout" => {
            let [changed, same] = facts.ends_by_change();
            f64::from(u8::from(changed > same))
        }
        "phase_months" => {
            let months = [0, 1, 2].map(|phase| facts.months(phase));
            assert!(months.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.5));
            months[0]
        }
        "course_months" => [0, 1, 2].map(|phase| facts.months(phase)).iter().sum(),
        "few_starts_q4_2015" => {
            f64::from(u8::from(facts.starts(2015, 10..=12) < facts.starts(2014, 1..=12) / 4.0))
        }
        _ => return None,
    })
}

fn holds(found: f64, target: &Value, tolerance: f64) -> bool {
    match target {
        Value::Bool(expected) => (found > 0.5) == *expected,
        Value::Number(number) => (found - number.as_f64().unwrap()).abs() <= tolerance,
        Value::Array(limit) => {
            let end = limit[1].as_f64().unwrap();
            match limit[0].as_str().unwrap() {
                ">" => found > end,
                ">=" => found >= end,
                "<=" => found <= end,
                other => panic!("unknown comparison {other}"),
            }
        }
        other => panic!("unknown target {other}"),
    }
}

#[test]
fn every_published_figure_is_repeated() {
    let facts = Facts { findings: exit(), package: exit_package() };
    let targets = json("exit_targets.json");
    let targets = targets["targets"].as_array().unwrap();
    let mut missed = Vec::new();
    for target in targets {
        let id = target["id"].as_str().unwrap();
        let found = who(&facts, id).or_else(|| outcome(&facts, id)).or_else(|| course(&facts, id)).unwrap();
        if !holds(found, &target["target"], target["tolerance"].as_f64().unwrap()) {
            missed.push(format!("{id}: {found} instead of {}", target["target"]));
        }
    }
    assert_eq!(targets.len(), 52);
    assert!(missed.is_empty(), "{missed:#?}");
}
