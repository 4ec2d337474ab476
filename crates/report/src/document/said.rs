//! What the methods text, the checklist and the sections say holds of what was computed: each sentence stands where its
//! condition holds, and does not where it does not.

use std::collections::BTreeSet;

use evaluation::findings::{Estimable, Figure, Findings, Model, ModelKind};
use locale::Language;

use super::*;
use crate::fixture::{everything, exit, foreign};
use crate::table::Cell;

/// All words of the report in English.
fn words(findings: &Findings) -> String {
    let document = Document::of(findings, Language::En);
    let notes = document.tables.iter().flat_map(|table| table.notes.iter().map(String::as_str));
    document.words().into_iter().chain(notes).collect::<Vec<&str>>().join("\n").replace('\u{a0}', " ")
}

/// Whether a report says some words, before and after a change.
pub(super) fn before_and_after(words_said: &str, change: impl FnOnce(&mut Findings)) -> [bool; 2] {
    let mut findings = everything();
    let before = words(&findings).contains(words_said);
    change(&mut findings);
    [before, words(&findings).contains(words_said)]
}

fn of_kind(findings: &mut Findings, kind: ModelKind) -> impl Iterator<Item = &mut Model> {
    let models = findings.measures.iter_mut().flat_map(|measure| &mut measure.models);
    models.filter(move |model| model.kind == kind)
}

#[test]
fn a_method_is_named_where_it_was_used_and_nowhere_else() {
    let groups_only = |findings: &mut Findings| {
        findings.survival.retain(|one| one.group.is_none());
    };
    assert_eq!(before_and_after("log-rank test", groups_only), [true, false]);
    assert_eq!(before_and_after("Efron’s method for ties", groups_only), [true, false]);
    assert!(before_and_after("Aalen–Johansen with completion", groups_only)[1]);
    let no_imputation = |findings: &mut Findings| {
        findings.sensitivity.iter_mut().for_each(|one| one.imputed = Estimable::NotApplicable(()));
    };
    assert_eq!(
        before_and_after("in the multiple imputation and the other ways of counting", no_imputation),
        [true, false]
    );
    assert_eq!(before_and_after("Missing answers are not filled in. How many", no_imputation), [false, true]);
    let no_holm = |findings: &mut Findings| {
        for group in &mut findings.subgroups {
            if let Estimable::Value(found) = &mut group.interaction {
                found.p_holm = None;
            }
        }
    };
    assert_eq!(before_and_after("p (Holm) of groups is adjusted", no_holm), [true, false]);
    let no_ranks = |findings: &mut Findings| {
        let measures = findings.measures.iter_mut().map(|one| &mut one.change);
        let families = findings.families.iter_mut().map(|one| &mut one.overall);
        let groups = findings.subgroups.iter_mut().flat_map(|one| [&mut one.with, &mut one.without]);
        for change in measures.chain(families).chain(groups) {
            if let Estimable::Value(found) = change {
                (found.wilcoxon, found.effect) = (None, None);
            }
        }
    };
    assert_eq!(before_and_after("Wilcoxon’s signed rank test:", no_ranks), [true, false]);
    assert_eq!(before_and_after("Hedges’ g is dz times", no_ranks), [true, false]);
}

#[test]
fn models_are_told_by_the_likelihood_and_the_link_that_were_used() {
    let all_by = |kind: ModelKind, method: &'static str| {
        move |findings: &mut Findings| {
            of_kind(findings, kind).for_each(|one| method.clone_into(&mut one.method));
        }
    };
    let mmrm =
        |by: &str| format!("MMRM: linear model with any covariance between occasions, estimated by {by}");
    assert_eq!(before_and_after(&mmrm("REML, with"), all_by(ModelKind::Mmrm, "ML")), [true, false]);
    assert_eq!(
        before_and_after(&mmrm("maximum likelihood (ML), with"), all_by(ModelKind::Mmrm, "ML")),
        [false, true]
    );
    let one_by_ml = |findings: &mut Findings| {
        of_kind(findings, ModelKind::Mmrm).next().unwrap().method = "ML".to_owned();
    };
    assert_eq!(before_and_after(&mmrm("REML or ML, as stands"), one_by_ml), [false, true]);
    let links = |link: &'static str| {
        move |findings: &mut Findings| {
            of_kind(findings, ModelKind::Gee).for_each(|one| link.clone_into(&mut one.link));
        }
    };
    assert_eq!(before_and_after("GEE: linear estimating", links("identity")), [false, true]);
    assert_eq!(before_and_after("GEE: logistic estimating", links("logit")), [false, true]);
    assert_eq!(before_and_after("GEE: linear (scores) and logistic", links("logit")), [true, false]);
}

#[test]
fn rows_of_one_person_that_are_taken_as_independent_are_told() {
    let once = |findings: &mut Findings| {
        of_kind(findings, ModelKind::Logistic).for_each(|one| one.n = one.persons);
        findings.limits.retain(|limit| limit.id != "repeated_rows");
    };
    assert!(everything().limits.iter().any(|limit| limit.id == "repeated_rows"));
    assert_eq!(before_and_after("has more rows than persons and takes", once), [true, false]);
    assert_eq!(
        before_and_after("rows of the same person and takes them as independent", once),
        [true, false]
    );
    assert!(exit().limits.iter().all(|limit| limit.id != "repeated_rows"), "there is no such model");
}

#[test]
fn settings_are_called_what_they_are() {
    let mut findings = exit();
    for (name, value) in
        [("missing_cells", "NA, -9"), ("ignored_occasions", "99"), ("replaced_responses", "4")]
    {
        findings.provenance.settings.insert(name.to_owned(), value.to_owned());
    }
    let document = Document::of(&findings, Language::En);
    let facts: Vec<&(String, String)> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Facts(facts) = block { Some(facts) } else { None })
        .flatten()
        .collect();
    for (name, value) in [
        ("Contacts are counted in windows of, days", "14"),
        ("A measurement is in time from and to, days from the planned day", "-28, 28"),
        ("Cells that mean that the answer is missing", "NA, -9"),
        ("Occasions of the file that are left out", "99"),
        ("Answers replaced by a newer one for the same occasion", "4"),
    ] {
        assert!(facts.iter().any(|(said, told)| said == name && told == value), "{name}: {value}");
    }
}

#[test]
fn how_many_are_missing_stands_at_each_occasion() {
    for findings in [exit(), foreign()] {
        let document = Document::of(&findings, Language::En);
        let at_occasions =
            |name: &str| name.ends_with("occasions") || name.ends_with("-mean") || name == "shares";
        let tables: Vec<&Table> = document.tables.iter().filter(|table| at_occasions(&table.name)).collect();
        assert!(!tables.is_empty());
        for table in tables {
            let column = table.columns.iter().position(|column| column.title == "Missing");
            let column = column.unwrap_or_else(|| panic!("{} does not say how many are missing", table.name));
            assert!(
                table.rows.iter().all(|row| matches!(row.cells[column], Cell::Count(_))),
                "{}",
                table.name
            );
        }
    }
}

#[test]
fn missing_is_owed_and_not_received_wherever_it_is_told() {
    let mut findings = exit();
    let flow = findings.flow.as_mut().unwrap();
    let last = flow.measured.last_mut().unwrap();
    // Ten of those measured at closing had not closed: ten more are missing than the plain difference says.
    last.received_of_owed = last.received_of_owed.map(|n| n - 10);
    let said = words(&findings);
    assert!(said.contains("For 55 of 141 closed courses"), "the first page");
    assert!(said.contains("Measured: 86 of 141"), "how sure it is");
    assert!(said.contains("55 are missing at closing"), "the limits");
    let document = Document::of(&findings, Language::En);
    let table = document.tables.iter().find(|table| table.name == "measured").unwrap();
    let row = table.rows.last().unwrap();
    assert_eq!(row.cells[1..4], [Cell::Count(141), Cell::Count(86), Cell::Count(55)]);
    assert_eq!(row.cells[5..7], [Cell::Count(10), Cell::Count(96)]);
}

#[test]
fn dropping_out_and_ending_early_for_another_reason_stand_apart_where_they_may() {
    let apart = exit();
    let last = |findings: &Findings| findings.survival[0].strata[0].months.last().unwrap().clone();
    assert!(last(&apart).dropped_out95.is_some());
    let said = words(&apart);
    assert!(said.contains("had dropped out (") && said.contains("month by month they stand apart"));
    assert!(!said.contains("the figures do not tell them apart"));
    let columns = |findings: &Findings| -> Vec<String> {
        let document = Document::of(findings, Language::En);
        let table = document.tables.into_iter().find(|table| table.name == "time").unwrap();
        table.columns.into_iter().map(|column| column.group.unwrap_or(column.title)).collect()
    };
    for there in ["Dropped out", "Early, other reason, %"] {
        assert!(columns(&apart).iter().any(|column| column == there), "{there}");
    }
    let mut hidden = exit();
    for month in &mut hidden.survival[0].strata[0].months {
        (month.dropped_out, month.other_early) = (Figure::Hidden, Figure::Hidden);
        month.dropped_out95 = Some(Figure::Hidden);
    }
    let said = words(&hidden);
    assert!(!said.contains("had dropped out (") && said.contains("the figures do not tell them apart"));
    assert!(columns(&hidden).iter().all(|column| column != "Dropped out"));
}

#[test]
fn every_link_of_the_checklist_leads_somewhere() {
    for findings in [exit(), foreign()] {
        let document = Document::of(&findings, Language::En);
        let headings: BTreeSet<&str> = document
            .blocks
            .iter()
            .filter_map(|block| if let Block::Heading { id, .. } = block { Some(id.as_str()) } else { None })
            .collect();
        let cells = document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let places: Vec<&str> = cells
            .filter_map(|cell| if let Cell::Place(anchor, _) = cell { Some(anchor.as_str()) } else { None })
            .collect();
        assert!(places.len() > 20);
        for anchor in places {
            assert!(headings.contains(anchor), "{anchor} is no heading");
        }
        // On a page that shows the researcher's parts alone the first page cannot be reached.
        let parts = crate::html::parts(&document);
        let at = parts.iter().position(|part| part.id == "research").unwrap();
        let alone = crate::html::shown_together(parts[at..].to_vec());
        let html: String = alone.into_iter().map(|part| part.html).collect();
        assert!(html.contains("href=\"#question\"") && !html.contains("href=\"#front\""));
        for link in html.split("href=\"#").skip(1) {
            let anchor = link.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{anchor}\"")), "#{anchor} leads nowhere");
        }
    }
}

#[test]
fn what_the_checklist_says_is_answered_is_answered() {
    let said = words(&exit());
    for answer in [
        "no other source is linked",
        "Every row of the source was read",
        "Of several responses to one form at one measurement the newest counts",
        "there is no group to compare with. The data were recorded while the work was done",
    ] {
        assert!(said.contains(answer), "{answer}");
    }
    // Of a file it is not known how it was written, and a repeated measurement stops the computation.
    // Of several places put together nobody here read the rows.
    let file = |findings: &mut Findings| (findings.flow, findings.comparison) = (None, None);
    assert_eq!(before_and_after("The data were recorded while", file), [true, false]);
    assert_eq!(before_and_after("or a repeated measurement stops the computation", file), [false, true]);
}

#[test]
fn modifications_are_told_where_they_are_known() {
    let described = |findings: &Findings| {
        let document = Document::of(findings, Language::En);
        let table = document.tables.into_iter().find(|table| table.name == "tidier").unwrap();
        table.rows[9].cells[1].words(Language::En).replace('\u{a0}', " ")
    };
    let mut findings = exit();
    assert_eq!(described(&findings), "not described");
    let count = |key: &str, n: Figure<u64>| evaluation::findings::Count {
        key: key.to_owned(),
        label: evaluation::findings::Label::new(),
        n,
    };
    let flow = findings.flow.as_mut().unwrap();
    flow.modifications = vec![count("extension", 12.into()), count("pause", Figure::Hidden)];
    assert_eq!(described(&findings), "Extended: 12 of 147 courses. Paused: • hidden of 147 courses.");
}

#[test]
fn a_series_from_elsewhere_is_told_with_its_difference_and_how_the_groups_came_about() {
    let none = |findings: &mut Findings| findings.comparator = None;
    let compared = "Compared with another programme: difference +12 points (";
    assert_eq!(before_and_after(compared, none), [true, false]);
    assert_eq!(before_and_after("the groups were not drawn by lot", none), [true, false]);
    assert_eq!(before_and_after("There is nobody to compare with", none), [false, true]);
    let found = everything();
    // What would have happened without is not shown by it.
    assert!(found.limits.iter().any(|limit| limit.id == "no_comparison"));
    let (own, other) = (found.measures[0].change.value().unwrap(), found.comparator.unwrap());
    assert!((other.difference.unwrap() - (own.difference - 6.5)).abs() < 1e-12);
    let [low, high] = other.difference_ci95.unwrap();
    assert!(high - low > other.ci95[1] - other.ci95[0], "both errors together: {low} to {high}");
    assert!(high - low > own.ci95[1] - own.ci95[0], "both errors together: {low} to {high}");
    let unknown = |findings: &mut Findings| {
        let reason = evaluation::findings::Reason::NoSpread;
        findings.measures[0].change = Estimable::Not { not_estimable: reason };
        let found = findings.comparator.as_mut().unwrap();
        (found.difference, found.difference_ci95) = (None, None);
    };
    assert_eq!(before_and_after("but the change here cannot be computed", unknown), [false, true]);
}

#[test]
fn a_difference_to_another_series_is_hidden_with_the_change_it_is_made_of() {
    let mut findings = everything();
    if let Estimable::Value(own) = &mut findings.measures[0].change {
        own.n = 3;
    }
    let told = evaluation::release(findings, evaluation::Disclosure::default());
    let found = told.comparator.as_ref().unwrap();
    assert_eq!((found.difference, found.difference_ci95), (None, None));
    assert!(told.suppressed.iter().any(|one| one.path == "comparator/difference"));
}
