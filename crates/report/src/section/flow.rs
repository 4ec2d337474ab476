//! Courses in and out, and measurements owed and received. The figure stands on the leader's page.

use evaluation::findings::Flow;

use super::Draft;
use super::cells::{share, share_or_hidden};
use crate::sentence;
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(flow) = &draft.findings.flow else { return };
    draft.section("flow", &draft.say("h-flow"));
    draft.text(sentence::started(&draft.words, draft.findings));
    draft.maybe(sentence::unknown(&draft.words, draft.findings));
    draft.see(&["figure-flow"]);
    draft.figure_tables("figure-flow");
    let reasons = reasons(draft, flow);
    draft.table(reasons);
}

fn reasons(draft: &Draft<'_>, flow: &Flow) -> Table {
    let columns = vec![draft.words_column("reason"), draft.column("count"), draft.column("share")];
    let mut table = Table::new("reasons", draft.say("t-reasons"), columns);
    let counts = flow.closing_reasons.iter().map(|reason| reason.n.shown());
    let all: Option<u64> = counts.sum();
    for reason in &flow.closing_reasons {
        let known = format!("reason-{}", reason.key);
        let own = locale::has(draft.words.language, &format!("report-{known}"));
        let name = if own { draft.say(&known) } else { draft.words.label(&reason.label, &reason.key) };
        table.row(vec![
            Cell::Text(name),
            Cell::figure(reason.n),
            all.map_or(Cell::Hidden, |all| share_or_hidden(reason.n, all)),
        ]);
    }
    if let Some(all) = all.filter(|all| *all > 0) {
        table.total(vec![Cell::Text(draft.say("c-total")), Cell::Count(all), share(all, all)]);
    }
    table
}
