//! The record of the training municipality through the evaluation.

use domain::policy::Role;

use super::*;
use crate::sample::Town;

fn ask(programme: &str) -> Ask {
    Ask { programme: ProgrammeId(programme.to_owned()), until: None, period: Period::default() }
}

#[tokio::test]
async fn the_record_is_evaluated_as_it_stands_and_as_it_stood() {
    let town = Town::found().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    assert_eq!(elin.role, Role::Evaluator);
    let now = evaluate(ctx, &elin, &ask("cti-12")).await.unwrap();
    let flow = now.findings.unwrap().flow.unwrap();
    let open = 50 - town.open_of("cti-9").await;
    assert!(flow.started > 60 && flow.closed == 40, "{flow:?}");
    assert!(flow.running > 0 && flow.running <= open, "{flow:?}");
    assert!(flow.closing_forms < flow.closed, "two forms are owed");
    let earlier = domain::phase::add_days(ctx.today(), -200);
    let then = evaluate(ctx, &elin, &Ask { until: Some(earlier), ..ask("cti-12") }).await.unwrap();
    assert_eq!(then.data_cut, earlier);
    let before = then.findings.unwrap().flow.unwrap();
    assert!(before.closed < flow.closed && before.started < flow.started, "{before:?}");
    let again = evaluate(ctx, &elin, &Ask { until: Some(earlier), ..ask("cti-12") }).await.unwrap();
    assert_eq!(again.findings.unwrap().flow, Some(before));
}

#[tokio::test]
async fn too_few_are_not_shown_and_those_who_may_not_learn_nothing() {
    let town = Town::found().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let day = domain::phase::add_days(ctx.today(), -1);
    let period = Period { from: Some(day), to: None };
    let few = evaluate(ctx, &elin, &Ask { period, ..ask("cti-12") }).await.unwrap();
    assert_eq!(few.findings, None);
    let otto = town.actor("otto").await;
    assert!(evaluate(ctx, &otto, &ask("cti-12")).await.unwrap_err().is_not_found());
    assert!(evaluate(ctx, &elin, &ask("unknown")).await.unwrap_err().is_not_found());
    let future = Ask { until: Some(domain::phase::add_days(ctx.today(), 1)), ..ask("cti-12") };
    assert_eq!(evaluate(ctx, &elin, &future).await.unwrap_err().code(), "future");
}
