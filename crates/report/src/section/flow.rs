//! Courses in and out, and measurements owed and received. The figure stands on the leader's page.

use evaluation::findings::Flow;

use super::Draft;
use super::cells::share;
use crate::sentence;
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(flow) = &draft.findings.flow else { return };
    draft.section("flow", &draft.say("h-flow"));
    draft.text(sentence::started(&draft.words, draft.findings));
    if let Some(asked) = sentence::asked(draft.findings) {
        draft.maybe(sentence::missing(&draft.words, &asked));
    }
    draft.see(&["figure-flow"]);
    let steps = steps(draft, flow);
    draft.table(steps);
    let measured = measured(draft, flow);
    draft.table(measured);
    let reasons = reasons(draft, flow);
    draft.table(reasons);
}

fn steps(draft: &Draft<'_>, flow: &Flow) -> Table {
    let columns = vec![draft.words_column("step"), draft.column("count")];
    let mut table = Table::new("flow", draft.say("t-flow"), columns);
    let months = super::question::plain(&draft.words, flow.full_course_months);
    let full = draft.words.say("c-full", &[("months", months.into())]);
    let rows = [
        (draft.say("c-enquiries"), flow.enquiries),
        (draft.say("c-started"), Some(flow.started)),
        (draft.say("c-closed"), Some(flow.closed)),
        (draft.say("c-running"), Some(flow.running)),
        (draft.say("c-forms-owed"), Some(flow.closing_forms_owed)),
        (draft.say("c-forms"), Some(flow.closing_forms)),
        (full, Some(flow.full_courses)),
        (draft.say("c-date-unknown"), (flow.closing_date_unknown > 0).then_some(flow.closing_date_unknown)),
    ];
    for (name, count) in rows {
        if let Some(count) = count {
            table.row(vec![Cell::Text(name), Cell::Count(count)]);
        }
    }
    table
}

fn measured(draft: &Draft<'_>, flow: &Flow) -> Table {
    let columns = vec![
        draft.words_column("occasion"),
        draft.column("owed"),
        draft.column("received"),
        draft.column("missing"),
        draft.column("received-share"),
    ];
    let mut table = Table::new("measured", draft.say("t-measured"), columns);
    for at in &flow.measured {
        let received = at.received.min(at.owed);
        table.row(vec![
            Cell::Text(draft.words.occasion_title(&at.occasion)),
            Cell::Count(at.owed),
            Cell::Count(at.received),
            Cell::Count(at.owed - received),
            share(received, at.owed),
        ]);
    }
    table.notes.push(draft.say("note-owed"));
    table
}

fn reasons(draft: &Draft<'_>, flow: &Flow) -> Table {
    let columns = vec![draft.words_column("reason"), draft.column("count"), draft.column("share")];
    let mut table = Table::new("reasons", draft.say("t-reasons"), columns);
    let all: u64 = flow.closing_reasons.iter().map(|reason| reason.n).sum();
    for reason in &flow.closing_reasons {
        let name = draft.words.label(&reason.label, &reason.key);
        table.row(vec![Cell::Text(name), Cell::Count(reason.n), share(reason.n, all)]);
    }
    if all > 0 {
        table.total(vec![Cell::Text(draft.say("c-total")), Cell::Count(all), share(all, all)]);
    }
    table
}
