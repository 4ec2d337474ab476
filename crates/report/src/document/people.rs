//! What the leader's pages point to, and what people wrote: told apart from what is computed.

use evaluation::findings::{Estimable, Findings};
use locale::Language;

use super::said::before_and_after;
use super::*;
use crate::fixture::{everything, exit};
use crate::table::Cell;

#[test]
fn that_a_larger_share_left_than_in_an_earlier_period_is_a_thing_to_look_at() {
    use evaluation::findings::{OnePeriod, PeriodDifference, Periods, Reason, ShareDifference};
    let period = |from: &str, left: u64| OnePeriod {
        from: Some(from.to_owned()),
        to: None,
        started: 60,
        closed: 60.into(),
        running: 0.into(),
        left_early: left.into(),
        fate_known: 60.into(),
        left_early_share: None,
        who: Vec::new(),
        measures: Vec::new(),
        contacts: Vec::new(),
    };
    let with = |interval: [f64; 2]| {
        move |findings: &mut Findings| {
            let share = ShareDifference {
                of: "left_early".to_owned(),
                measure: None,
                occasion: None,
                difference: 0.3.into(),
                newcombe95: interval.into(),
            };
            let difference = PeriodDifference {
                period: 1,
                against: 0,
                change: Estimable::Not { not_estimable: Reason::NoPairs },
                start: Estimable::Not { not_estimable: Reason::NoPairs },
                shares: vec![share],
            };
            findings.periods = Some(Periods {
                measure: "wellbeing".to_owned(),
                from: "start".to_owned(),
                to: "afslutning".to_owned(),
                periods: vec![period("2013-01-01", 12), period("2015-01-01", 30)],
                differences: vec![difference],
            });
        }
    };
    let more = "A larger share ended before phase 3 than in an earlier period.";
    assert_eq!(before_and_after(more, with([0.1, 0.5])), [false, true]);
    assert_eq!(before_and_after(more, with([-0.1, 0.5])), [false, false]);
    // Never more than three, each with the place of its list.
    let mut findings = everything();
    with([0.1, 0.5])(&mut findings);
    let document = Document::of(&findings, Language::En);
    let things = document.blocks.iter().find_map(|block| match block {
        Block::Pointed(things) => Some(things),
        _ => None,
    });
    let things = things.unwrap();
    assert!((1..=3).contains(&things.len()));
    for (_, place) in things {
        let anchor = place.anchor.as_deref().unwrap();
        assert!(document.tables.iter().any(|table| table_anchor(table) == anchor), "{anchor}");
    }
}

#[test]
fn what_people_wrote_stands_apart_with_its_author() {
    use evaluation::findings::{Written, WrittenSection};
    let one = |section: WrittenSection, words: &str| Written {
        section,
        author: "The board".to_owned(),
        date: "2026-11-01".to_owned(),
        text: [("en".to_owned(), words.to_owned())].into(),
    };
    let mut findings = exit();
    findings.written = vec![
        one(WrittenSection::Money, "Paid by the region."),
        one(WrittenSection::Learning, "Begin earlier.\n\nAnd <b>listen</b>."),
        one(WrittenSection::Modifications, "Phase 2 grew."),
    ];
    let document = Document::of(&findings, Language::En);
    let passages: Vec<&Passage> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Written(passage) = block { Some(passage) } else { None })
        .collect();
    // For the leader what was learnt; in the section of their own all that is no heading of TIDieR, in the report's order.
    let titles: Vec<&str> = passages.iter().map(|passage| passage.title.as_str()).collect();
    assert_eq!(titles, ["Learning", "Learning", "Money"]);
    assert_eq!(passages[0].paragraphs, ["Begin earlier.", "And <b>listen</b>."]);
    assert_eq!(passages[0].by, "Written by The board, 1\u{a0}November 2026");
    let row = |name: &str, at: usize| {
        let table = document.tables.iter().find(|table| table.name == name).unwrap();
        table.rows[at].cells.iter().map(|cell| cell.words(Language::En)).collect::<Vec<_>>()
    };
    let changed = &row("tidier", 9)[1..];
    assert_eq!(changed, ["Phase 2 grew.", "written by The board, 1\u{a0}November 2026"]);
    let record = document.tables.iter().find(|table| table.name == "record").unwrap();
    let funding = record.rows.iter().find(|row| row.cells[0].words(Language::En) == "22").unwrap();
    assert!(matches!(&funding.cells[2], Cell::Place(anchor, _) if anchor == "written"));
    assert_eq!(funding.cells[3].words(Language::En), "people");
    let html = crate::html::page(&document);
    assert!(html.contains("<div class=\"written\"><p><strong>Learning</strong></p>"));
    assert!(html.contains("And &lt;b&gt;listen&lt;/b&gt;.") && !html.contains("class=\"own\""));
    assert!(crate::html::page(&Document::of(&exit(), Language::En)).contains("class=\"own\""));
}
