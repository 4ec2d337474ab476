//! Studies that are kept: by whom, for how long, and what becomes of them in an evaluation.
#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use std::collections::BTreeSet;

use domain::id::StudyId;
use jiff::civil::date;

use super::*;
use crate::evaluate::{Compare, Period};
use crate::sample::{Town, house, on_both};

on_both! {
    a_study_is_the_organisations_and_can_be_fetched_back_for_a_day,
    every_fault_of_a_study_is_told_at_once,
    a_study_is_evaluated_without_what_it_leaves_out_and_is_a_file_like_any_other,
}

fn new(name: &str) -> KeepStudy {
    KeepStudy {
        name: name.to_owned(),
        programme: ProgrammeId("cti-12".to_owned()),
        asks: Asks {
            without_measures: BTreeSet::from(["bolig".to_owned(), "netvaerk".to_owned()]),
            without_groups: BTreeSet::from(["misuse".to_owned()]),
            threshold: Some(6),
            ..Asks::default()
        },
    }
}

async fn names(ctx: &Context, actor: &Actor) -> Vec<String> {
    list(ctx, actor).await.unwrap().into_iter().map(|study| study.name).collect()
}

async fn a_study_is_the_organisations_and_can_be_fetched_back_for_a_day() {
    let house = house().await;
    let (ctx, eva, karen) = (&house.ctx, &house.evaluator, &house.leader);
    let id = keep(ctx, eva, new("Til byrådet"), Sent::with_key("k")).await.unwrap();
    // Sent twice it is one, and so is its copy.
    assert_eq!(keep(ctx, eva, new("Til byrådet"), Sent::with_key("k")).await, Ok(id));
    let copied = copy(ctx, eva, (id, "Kopi af den"), Sent::with_key("c")).await.unwrap();
    assert_eq!(copy(ctx, eva, (id, "Kopi af den"), Sent::with_key("c")).await, Ok(copied));
    assert_eq!(names(ctx, eva).await, ["Kopi af den", "Til byrådet"]);
    remove(ctx, eva, copied).await.unwrap();
    let kept = get(ctx, karen, id).await.unwrap();
    assert_eq!((kept.name.as_str(), &kept.asks), ("Til byrådet", &new("").asks));
    // Who may see evaluations opens it, who answers for them changes it, others do not know of it.
    assert_eq!(names(ctx, &house.sanne).await, ["Til byrådet"]);
    assert!(rename(ctx, &house.sanne, id, "Min").await.unwrap_err().is_not_found());
    assert!(remove(ctx, &house.sanne, id).await.unwrap_err().is_not_found());
    assert!(list(ctx, &house.administrator).await.unwrap_err().is_not_found());
    let again = rename(ctx, karen, id, "Til udvalget").await;
    assert_eq!(again, Ok(()));
    let other =
        keep(ctx, karen, KeepStudy { name: "Kopi".to_owned(), ..new("") }, Sent::default()).await.unwrap();
    assert_eq!(rename(ctx, karen, other, "til UDVALGET").await.unwrap_err().code(), "duplicate");
    assert_eq!(names(ctx, eva).await, ["Kopi", "Til udvalget"]);

    remove(ctx, eva, id).await.unwrap();
    assert!(get(ctx, eva, id).await.unwrap_err().is_not_found());
    fetch_back(ctx, karen, id).await.unwrap();
    assert_eq!(names(ctx, eva).await, ["Kopi", "Til udvalget"]);
    remove(ctx, eva, id).await.unwrap();
    house.clock.advance(TAKE_BACK + 1);
    assert_eq!(fetch_back(ctx, karen, id).await.unwrap_err().code(), "toolate");
    assert!(remove(ctx, eva, StudyId::new(uuid::Uuid::from_u128(9))).await.unwrap_err().is_not_found());
    let events = ctx.store.audit_page(house.organisation, Some(id.uuid()), None, 100).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.act == "changed_study").count(), 5);
}

async fn every_fault_of_a_study_is_told_at_once() {
    let house = house().await;
    let wrong = KeepStudy {
        name: "  ".to_owned(),
        programme: ProgrammeId("cti-12".to_owned()),
        asks: Asks {
            until: Some(date(2027, 1, 1)),
            period: Period { from: Some(date(2026, 3, 1)), to: Some(date(2026, 1, 1)) },
            compare: Compare::parse("2026-01..2026-06").unwrap(),
            without_measures: BTreeSet::from(["wellbeing".to_owned(), "unknown".to_owned()]),
            without_groups: BTreeSet::from(["unknown".to_owned()]),
            threshold: Some(2),
        },
    };
    let refused = keep(&house.ctx, &house.evaluator, wrong, Sent::default()).await.unwrap_err();
    let fields: Vec<_> = refused.refusals().iter().map(|one| (one.field.unwrap(), one.code.code())).collect();
    let expected = [
        ("name", "empty"),
        ("measures", "unknown"),
        ("measures", "empty"),
        ("groups", "unknown"),
        ("until", "future"),
        ("to", "order"),
        ("compare", "periods"),
        ("threshold", "range"),
    ];
    assert_eq!(fields, expected);
    let nowhere = KeepStudy { programme: ProgrammeId("unknown".to_owned()), ..new("X") };
    assert_eq!(
        keep(&house.ctx, &house.evaluator, nowhere, Sent::default()).await.unwrap_err().code(),
        "unknown"
    );
    assert!(keep(&house.ctx, &house.sanne, new("X"), Sent::default()).await.unwrap_err().is_not_found());
    assert!(names(&house.ctx, &house.evaluator).await.is_empty());
}

async fn a_study_is_evaluated_without_what_it_leaves_out_and_is_a_file_like_any_other() {
    let town = Town::found().await;
    let (ctx, elin, otto) = (&town.ctx, town.actor("elin").await, town.actor("otto").await);
    let id = keep(ctx, &elin, new("Uden bolig"), Sent::default()).await.unwrap();
    let file = as_file(ctx, &elin, id).await.unwrap();
    let study = Study::parse("study.toml", &file).unwrap();
    assert_eq!((study.title.as_str(), study.disclosure.threshold), ("Uden bolig", 6));
    let made = run(ctx, &elin, id).await.unwrap();
    let findings = made.findings.as_ref().unwrap();
    let measures: Vec<&str> = findings.measures.iter().map(|one| one.name.as_str()).collect();
    assert!(measures.contains(&"wellbeing") && !measures.contains(&"bolig"), "{measures:?}");
    assert!(findings.subgroups.iter().all(|group| group.name != "misuse"));
    assert_eq!(findings.provenance.settings["disclosure_threshold"], "6");
    assert_eq!(findings.title, "Uden bolig");
    // The same numbers as those of the programme's own study, where both have them.
    let ask = evaluate::Ask {
        programme: ProgrammeId("cti-12".to_owned()),
        until: None,
        period: Period::default(),
        compare: Compare::Nothing,
    };
    let whole = evaluate::evaluate(ctx, &elin, &ask).await.unwrap().findings.unwrap();
    let change = |findings: &evaluation::Released| {
        let found = findings.measures.iter().find(|one| one.name == "wellbeing").unwrap();
        let change = found.change.value().unwrap();
        (change.n, change.difference, change.ci95)
    };
    assert_eq!(change(findings), change(&whole));
    // The command line takes the same out of the house, and who may not learns nothing.
    assert_eq!(run_out(ctx, &otto, " uden BOLIG ").await.unwrap(), made);
    assert!(run_out(ctx, &otto, "Med bolig").await.unwrap_err().is_not_found());
    assert!(run_out(ctx, &elin, "Uden bolig").await.unwrap_err().is_not_found());
    assert!(run(ctx, &otto, id).await.unwrap_err().is_not_found());
}
