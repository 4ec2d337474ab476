//! The training municipality as its users meet it: every page has something to show, and the pages count alike.

#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::due::{DutyKind, Urgency};

use super::*;
use crate::courses::{self, Query, Tab};
use crate::sample::{Town, on_both};
use crate::{enquiries as log, myday, programme, search, team};

on_both! {
    my_day_shows_everything_that_waits,
    a_workers_number_on_the_team_page_is_her_own_number_and_the_list_behind_it,
    the_list_counts_what_it_shows_and_what_it_hides,
    nobody_finds_what_she_may_not_see,
    the_enquiry_log_holds_dates_that_are_set_once,
    the_same_seed_makes_the_same_town_and_no_word_tells_who_it_is_for,
}

async fn my_day_shows_everything_that_waits() {
    let town = Town::found().await;
    assert_eq!(town.founded.courses, 110);
    let day = myday::open(&town.ctx, &town.actor("sanne").await).await.unwrap();
    let today: Vec<(&str, bool)> =
        day.appointments.iter().map(|line| (line.course.alias.as_str(), line.first_meeting)).collect();
    assert_eq!(today, [("Havtorn", false), ("Lyng", true)]);
    let courses: Vec<(&str, i32)> =
        day.courses.iter().map(|line| (line.course.alias.as_str(), line.days_silent)).collect();
    assert_eq!(courses[..4], [("Solsort", 19), ("Rimfrost", 11), ("Tusindfryd", 9), ("Lyng", 6)]);
    assert_eq!(courses.len(), 9);
    let over: Vec<&str> =
        day.mine.over.iter().map(|line| line.course.as_ref().unwrap().alias.as_str()).collect();
    assert_eq!(over, ["Solsort", "Rimfrost"]);
    let promises: Vec<&str> = day.mine.week.iter().filter_map(|line| line.promise.as_deref()).collect();
    assert!(promises.contains(&"sende en kopi af fuldmagten til gældsrådgiveren"), "{promises:?}");
    assert_eq!(day.mine.count(), 5, "{:#?}", day.mine.week);
    assert_eq!(day.later_deputy.iter().map(|(_, courses)| courses).sum::<usize>(), 3);
    assert_eq!(day.drafts[0].course.as_ref().unwrap().alias, "Rimfrost");
    assert!(day.deputy.is_empty() && !day.quiet);
    let maja = myday::open(&town.ctx, &town.actor("maja").await).await.unwrap();
    assert_eq!(maja.deputy[0].name.as_deref(), Some("Jonas Øvelse"));
    assert!(maja.mine.over.iter().all(|line| line.course.as_ref().unwrap().alias != "Nordlys"), "it rests");
}

async fn a_workers_number_on_the_team_page_is_her_own_number_and_the_list_behind_it() {
    let town = Town::found().await;
    let karen = town.actor("karen").await;
    let page = team::open(&town.ctx, &karen).await.unwrap();
    assert_eq!(page.courses, 50);
    for row in page.rows.iter().filter(|row| row.worker.is_some()) {
        let login = row.name.split(' ').next().unwrap().to_lowercase();
        let own = myday::open(&town.ctx, &town.actor(&login).await).await.unwrap();
        assert_eq!(row.count(), own.mine.count(), "{}", row.name);
        let behind = team::behind(&town.ctx, &karen, Some(row.worker), None).await.unwrap().lines;
        assert_eq!(behind.len(), row.count(), "{}", row.name);
        assert!(behind.iter().all(|line| line.due.urgency != Urgency::Later));
    }
    let nobodys = page.rows.last().unwrap();
    assert_eq!((nobodys.worker, nobodys.load.courses), (None, 1));
    assert!(!page.first.is_empty() && page.first.len() <= 5);
    assert_eq!(
        page.totals.get(&DutyKind::Closing).map(|waiting| waiting.count),
        Some(3),
        "two forms, one past its end"
    );
    let sum: usize = page.rows.iter().map(team::TeamRow::count).sum();
    assert_eq!(sum, page.totals.values().map(|waiting| waiting.count).sum::<usize>());
}

async fn the_list_counts_what_it_shows_and_what_it_hides() {
    let town = Town::found().await;
    let (karen, sanne) = (town.actor("karen").await, town.actor("sanne").await);
    let all = courses::list(&town.ctx, &karen, &Query::default()).await.unwrap();
    assert_eq!((all.lines.len(), all.matching, all.next.as_ref()), (50, Some(50), None));
    assert_eq!((all.hidden.by_filter, all.hidden.closed), (Some(0), 60));
    let own = courses::list(&town.ctx, &sanne, &Query::default()).await.unwrap();
    assert_eq!(own.matching, Some(9));
    for tab in Tab::ALL {
        let query = Query { tab: *tab, limit: 7, ..Query::default() };
        let (mut seen, mut after) = (Vec::new(), None);
        let matching = loop {
            let page = courses::list(&town.ctx, &karen, &Query { after, ..query.clone() }).await.unwrap();
            seen.extend(page.lines.iter().map(|line| line.course.code.clone()));
            assert_eq!(page.hidden.by_filter, page.matching.map(|shown| 50 - shown));
            after = page.next;
            if after.is_none() {
                break page.matching;
            }
        };
        assert_eq!(Some(seen.len() as u64), matching, "{tab:?}");
        seen.sort();
        seen.dedup();
        assert_eq!(Some(seen.len() as u64), matching, "{tab:?}: without repetition");
        let tabs = courses::tabs(&town.ctx, &karen).await.unwrap();
        let counted = tabs.iter().find(|(known, _)| known == tab).unwrap().1;
        assert_eq!(counted, Some(seen.len()), "{tab:?}");
        assert!(!seen.is_empty(), "{tab:?} has something to show");
    }
}

async fn nobody_finds_what_she_may_not_see() {
    let town = Town::found().await;
    let ctx = &town.ctx;
    let (ali, karen) = (town.actor("ali").await, town.actor("karen").await);
    assert_eq!(search::find(ctx, &karen, "havt").await.unwrap().lines[0].course.code, "4F7K");
    assert_eq!(search::find(ctx, &karen, "4f7k").await.unwrap().lines[0].course.alias, "Havtorn");
    for text in ["havtorn", "4F7K"] {
        let found = search::find(ctx, &ali, text).await.unwrap();
        assert!(found.lines.is_empty() && !found.more);
    }
    for login in ["elin", "otto"] {
        let actor = town.actor(login).await;
        assert!(courses::list(ctx, &actor, &Query::default()).await.unwrap_err().is_not_found());
        assert!(search::find(ctx, &actor, "havtorn").await.unwrap_err().is_not_found());
        assert!(myday::open(ctx, &actor).await.unwrap_err().is_not_found());
        assert!(log::list(ctx, &actor, log::Tab::New).await.unwrap_err().is_not_found());
        assert!(team::open(ctx, &actor).await.unwrap_err().is_not_found());
        let programmes = programme::list(ctx, &actor).await.unwrap();
        assert!(programmes.iter().all(|view| view.courses.is_none()));
    }
    assert!(team::open(ctx, &ali).await.unwrap_err().is_not_found());
}

async fn the_enquiry_log_holds_dates_that_are_set_once() {
    let town = Town::found().await;
    let (ctx, sanne) = (&town.ctx, town.actor("sanne").await);
    let fresh = log::list(ctx, &sanne, log::Tab::New).await.unwrap();
    assert_eq!(fresh.lines.len(), 3);
    assert_eq!(fresh.lines[0].said.as_deref(), Some("Vil gerne tale om sin gæld."));
    let line = &fresh.lines[0];
    let change = log::ChangeEnquiry {
        id: line.enquiry.id,
        version: line.version,
        owner: Some(sanne.user),
        offered: Some(ctx.today()),
        met: None,
        said: None,
        target_group: None,
        outcome: None,
        reason: None,
    };
    let sent = crate::sent::Sent::default;
    log::change(ctx, &sanne, change.clone(), sent()).await.unwrap();
    let later = domain::phase::add_days(ctx.today(), 1);
    let again = log::ChangeEnquiry { version: 2, offered: Some(later), ..change.clone() };
    assert_eq!(log::change(ctx, &sanne, again, sent()).await.unwrap_err().code(), "duplicate");
    let stale = log::ChangeEnquiry { said: Some("Noget andet".to_owned()), ..change };
    assert!(matches!(log::change(ctx, &sanne, stale, sent()).await.unwrap_err(), Error::Conflict(_)));
    assert_eq!(log::list(ctx, &sanne, log::Tab::Mine).await.unwrap().lines.len(), 1);
}

async fn the_same_seed_makes_the_same_town_and_no_word_tells_who_it_is_for() {
    let (one, two) = (Town::found().await, Town::found_anew().await);
    let karen = one.actor("karen").await;
    let lists = [&one, &two].map(|town| town.ctx.clone());
    let first = courses::list(&lists[0], &karen, &Query::default()).await.unwrap();
    let second = courses::list(&lists[1], &karen, &Query::default()).await.unwrap();
    assert_eq!(first.lines, second.lines);
    for file in one.ctx.content.source().list("training/oevekommunen") {
        let text = String::from_utf8(one.ctx.content.source().read(&file).unwrap().into_owned()).unwrap();
        let text = text.to_lowercase();
        assert!(!text.contains("prostitu") && !text.contains("sex"), "{file}");
    }
}
