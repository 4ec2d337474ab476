//! Enquiries at the boundary of the service: what was set once is corrected with a reason, and what stood there is seen.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::enquiry::{Door, EnquiryField as F, EnquiryOutcome, TargetGroup};
use domain::id::EnquiryId;
use domain::phase::add_days;
use domain::refusal::RefusalCode;
use store::DAY;

use super::*;
use crate::sample::{House, house, on_both};
use crate::sent::Sent;

on_both! {
    what_was_set_is_corrected_with_a_reason_and_what_stood_there_is_seen,
    a_correction_never_makes_the_waiting_begin_anew,
    two_who_correct_the_same_see_both_versions,
}

async fn knocked(house: &House) -> EnquiryId {
    let new = RecordEnquiry {
        door: Door::Ngo,
        asked: add_days(house.ctx.today(), -3),
        said: "Hun ringede.".to_owned(),
        owner: None,
        offered: Some(add_days(house.ctx.today(), -1)),
        met: None,
        target_group: Some(TargetGroup::Grey),
    };
    record(&house.ctx, &house.sanne, new, Sent::default()).await.unwrap()
}

async fn opened(house: &House, id: EnquiryId) -> EnquiryView {
    open(&house.ctx, &house.sanne, id).await.unwrap()
}

fn correction(view: &EnquiryView, why: &str) -> CorrectEnquiry {
    let enquiry = &view.enquiry;
    CorrectEnquiry {
        id: enquiry.id,
        version: view.version,
        door: enquiry.door,
        asked: enquiry.asked,
        offered: enquiry.offered,
        met: enquiry.met,
        why: why.to_owned(),
    }
}

async fn what_was_set_is_corrected_with_a_reason_and_what_stood_there_is_seen() {
    let house = house().await;
    let ctx = &house.ctx;
    let id = knocked(&house).await;
    let before = opened(&house, id).await;
    assert_eq!((before.enquiry.target_group, before.earlier.len()), (Some(TargetGroup::Grey), 0));

    let silent = CorrectEnquiry { door: Door::Own, offered: None, ..correction(&before, " ") };
    let refused = correct(ctx, &house.sanne, silent.clone(), Sent::default()).await.unwrap_err();
    assert_eq!(refused.code(), RefusalCode::ReasonMissing.code());
    let told = CorrectEnquiry { why: "Hun skrev selv.".to_owned(), ..silent };
    correct(ctx, &house.sanne, told.clone(), Sent::with_key("a")).await.unwrap();
    correct(ctx, &house.sanne, told, Sent::with_key("a")).await.unwrap();

    let after = opened(&house, id).await;
    assert_eq!((after.enquiry.door, after.enquiry.offered), (Door::Own, None));
    let mut was: Vec<_> = after.earlier.iter().map(|one| (one.field, one.value.as_str())).collect();
    was.sort_unstable();
    let offered = add_days(ctx.today(), -1).to_string();
    assert_eq!(was, [(F::Door, "ngo"), (F::Offered, offered.as_str())]);
    assert!(after.earlier.iter().all(|one| one.why.as_deref() == Some("Hun skrev selv.")));
    assert!(after.earlier.iter().all(|one| one.by == "Sanne Prøve" && one.at.date() == ctx.today()));

    let change = |view: &EnquiryView, said: &str, group, outcome| ChangeEnquiry {
        id,
        version: view.version,
        owner: None,
        offered: None,
        met: None,
        said: Some(said.to_owned()),
        target_group: group,
        outcome,
        reason: None,
    };
    let waiting = change(&after, "Hun ringede.", None, Some(EnquiryOutcome::Waiting));
    super::change(ctx, &house.leader, waiting, Sent::default()).await.unwrap();
    let quiet = opened(&house, id).await;
    assert_eq!(quiet.earlier.len(), 2, "what was empty before leaves nothing behind");
    let more = change(&quiet, "Hun skrev.", Some(TargetGroup::Yes), Some(EnquiryOutcome::Lost));
    super::change(ctx, &house.leader, more, Sent::default()).await.unwrap();
    let last = opened(&house, id).await;
    let newest = last.earlier.iter().filter(|one| one.by == "Karen Prøve");
    let mut newest: Vec<_> = newest.map(|one| (one.field, one.value.as_str(), one.why.clone())).collect();
    newest.sort_unstable();
    let expected =
        [(F::TargetGroup, "grey", None), (F::Said, "Hun ringede.", None), (F::Outcome, "waiting", None)];
    assert_eq!(newest, expected);
    let stranger = correct(ctx, &house.evaluator, correction(&last, "Hvorfor"), Sent::default()).await;
    assert!(stranger.unwrap_err().is_not_found());
}

async fn a_correction_never_makes_the_waiting_begin_anew() {
    let house = house().await;
    let ctx = &house.ctx;
    let id = knocked(&house).await;
    house.clock.advance(5 * DAY);
    let view = opened(&house, id).await;
    let later = CorrectEnquiry { asked: add_days(ctx.today(), -1), ..correction(&view, "Forkert dag") };
    let refused = correct(ctx, &house.sanne, later, Sent::default()).await.unwrap_err();
    let codes: Vec<_> = refused.refusals().iter().map(|fault| (fault.field, fault.code)).collect();
    assert!(codes.contains(&(Some("asked"), RefusalCode::DateAfterWritten)), "{codes:?}");
    let written = add_days(ctx.today(), -5);
    let as_written = CorrectEnquiry { asked: written, offered: None, ..correction(&view, "Forkert dag") };
    correct(ctx, &house.sanne, as_written, Sent::default()).await.unwrap();
    assert_eq!(opened(&house, id).await.waiting_days, Some(5));
}

async fn two_who_correct_the_same_see_both_versions() {
    let house = house().await;
    let ctx = &house.ctx;
    let id = knocked(&house).await;
    let seen = opened(&house, id).await;
    let hers = CorrectEnquiry { door: Door::Health, ..correction(&seen, "Lægen ringede") };
    correct(ctx, &house.leader, hers, Sent::default()).await.unwrap();
    let mine = CorrectEnquiry { door: Door::Own, ..correction(&seen, "Hun ringede") };
    let error = correct(ctx, &house.sanne, mine.clone(), Sent::default()).await.unwrap_err();
    let Error::Conflict(both) = error else { panic!("{error:?}") };
    assert_eq!((both.by, both.version, both.fields.len()), (Some(house.leader.user), 2, 1));
    assert_eq!(both.fields[0].theirs.as_deref(), Some("health"));
    let chosen = CorrectEnquiry { version: both.version, ..mine };
    correct(ctx, &house.sanne, chosen, Sent::default()).await.unwrap();
    assert_eq!(opened(&house, id).await.earlier.len(), 2);
}
