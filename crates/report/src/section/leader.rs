//! The leader's pages: what was done and for whom, what changed, what to look at. Never about one worker or one person.
//! Two pages on paper: a figure's heading says what is found, and its sentence stands only where the figure does not.

use evaluation::findings::{Baseline, BaselineRow, Figure, Flow, MeasureKind};

use super::baseline::row_name;
use super::{Draft, fidelity, figures, leaving, written};
use crate::document::{Block, Pointer, table_anchor};
use crate::sentence::{self, FEWEST_FOR_PERCENT};
use crate::words::primary;

/// Lines on who they are.
const WHO_LINES: usize = 5;

pub(crate) fn leader(draft: &mut Draft<'_>) {
    did(draft);
    changed(draft);
}

fn did(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let baseline = findings.baseline.as_ref().map(|baseline| who(draft, baseline));
    let baseline = baseline.filter(|facts| !facts.is_empty());
    if findings.flow.is_none() && baseline.is_none() && findings.contacts.is_none() {
        return;
    }
    let title = if findings.flow.is_some() { "h-did" } else { "h-did-persons" };
    draft.heading(2, "did", draft.say(title), true);
    draft.blocks.push(Block::Narrow(true));
    if let Some(flow) = &findings.flow {
        draft.heading(3, "way", draft.say("h-way"), false);
        let said = way(draft, flow);
        draft.figure_or("figure-flow", Some(said));
    }
    if let Some(facts) = baseline {
        draft.heading(3, "who", draft.say("h-who"), false);
        draft.blocks.push(Block::Facts(facts));
    }
    if let Some(contacts) = &findings.contacts {
        draft.heading(3, "contacts-lead", draft.say("h-contacts-lead"), false);
        draft.figure_or("figure-contacts", sentence::contacts(&draft.words, contacts));
    }
    fidelity::lead(draft);
    if let Some(flow) = findings.flow.as_ref().filter(|flow| !flow.left_in_phase.is_empty()) {
        draft.heading(3, "leaving-lead", draft.say("h-leaving-lead"), false);
        let all = findings.survival.iter().find(|one| one.group.is_none()).and_then(|one| one.strata.first());
        let early = all.and_then(|all| sentence::early_end(&draft.words, all));
        let said = early.unwrap_or_else(|| leaving::phases(draft, flow));
        draft.text(said);
        draft.figure("figure-time");
    }
    draft.blocks.push(Block::Narrow(false));
}

fn way(draft: &Draft<'_>, flow: &Flow) -> String {
    let words = draft.words;
    let months = super::question::plain(&words, flow.full_course_months);
    let mut said = Vec::new();
    if let Some(enquiries) = flow.enquiries {
        said.push(words.say("way-enquiries", &[("n", enquiries.into())]));
    }
    if let Some(owed) = flow.closing_forms_owed.shown().filter(|owed| *owed > 0) {
        let fill = [("x", flow.closing_forms.into()), ("n", owed.into())];
        said.push(words.say("way-closed-forms", &fill));
        if let Some(full) = flow.full_courses.shown() {
            said.push(words.say("way-full", &[("x", full.into()), ("months", months.into())]));
        }
    }
    said.join(" ")
}

/// Five lines: each characteristic once, with its most frequent level.
fn who(draft: &Draft<'_>, baseline: &Baseline) -> Vec<(String, String)> {
    let mut names: Vec<&str> = Vec::new();
    for row in &baseline.rows {
        if !names.contains(&row.name.as_str()) {
            names.push(&row.name);
        }
    }
    names
        .into_iter()
        .filter_map(|name| {
            let levels = baseline.rows.iter().filter(|row| row.name == name);
            levels.reduce(
                |best, row| if Figure::seen(row.all.x) > Figure::seen(best.all.x) { row } else { best },
            )
        })
        .filter_map(|row| who_line(draft, row).map(|line| (row_name(draft, row), line)))
        .take(WHO_LINES)
        .collect()
}

fn who_line(draft: &Draft<'_>, row: &BaselineRow) -> Option<String> {
    let words = draft.words;
    let (n, missing) = (row.all.n, row.all.missing);
    if n == 0 {
        return None;
    }
    let said = match (Figure::seen(row.all.x), Figure::seen(row.all.mean)) {
        (Some(x), _) if n >= FEWEST_FOR_PERCENT => words
            .say("who-share-percent", &[("x", x.into()), ("n", n.into()), ("p", words.percent(x, n).into())]),
        (Some(x), _) => words.say("who-share", &[("x", x.into()), ("n", n.into())]),
        (None, Some(mean)) => {
            words.say("who-mean", &[("value", words.number(mean, 1).into()), ("n", words.count(n).into())])
        }
        (None, None) => return None,
    };
    Some(format!("{said}; {}", words.say("who-missing", &[("m", missing.into())])))
}

fn changed(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let words = draft.words;
    let Some(measure) = primary(findings) else { return };
    let title = if findings.flow.is_some() { "h-changed" } else { "h-changed-persons" };
    draft.heading(2, "changed", draft.say(title), true);
    draft.blocks.push(Block::Narrow(true));
    if measure.kind == MeasureKind::Score {
        let said = measure.individual.as_ref().and_then(|found| sentence::individual(&words, measure, found));
        // Where the first page has no picture of its own, this figure stands there.
        let figure = Some(figures::occasions_id(measure)).filter(|_| draft.can_show("figure-front"));
        // Where neither is there, what the first page says of it: too few, or hidden.
        let said = said.or_else(|| sentence::what_changed(&words, measure).filter(|_| figure.is_none()));
        if said.is_some() || figure.is_some() {
            draft.heading(3, "changed-primary", words.measure(measure), false);
        }
        draft.maybe(said);
        if let Some(figure) = figure {
            draft.figure(&figure);
        }
    }
    if let Some(figure) = figures::leader_shares(findings) {
        draft.heading(3, "changed-shares", draft.say("h-shares"), false);
        draft.figure(figure);
    }
    for family in &findings.families {
        let label = crate::words::upper_first(&words.label(&family.label, &family.name));
        draft.heading(3, &format!("changed-{}", super::score::slug(&family.name)), label, false);
        draft.maybe(sentence::family_progress(&words, family));
        draft.figure_or(&figures::family_id(family), sentence::areas(&words, findings, family));
    }
    look(draft);
    own(draft);
    draft.blocks.push(Block::Narrow(false));
}

/// What the leader wrote, or room to write it.
fn own(draft: &mut Draft<'_>) {
    let written = written::for_leaders(draft);
    if !written.is_empty() {
        draft.heading(3, "own-written", draft.say("h-own"), false);
        draft.blocks.extend(written);
    } else if draft.findings.flow.is_some() {
        draft.heading(3, "own", draft.say("h-own"), false);
        draft.blocks.push(Block::OwnText { prompt: draft.say("h-own-prompt") });
    }
}

/// At most so many things are pointed to.
const THINGS: usize = 3;

/// Things to look at, by rule, in the order of `docs/report.md`: never about one worker or one person.
fn look(draft: &mut Draft<'_>) {
    let things: Vec<(String, Pointer)> = [
        missing_measurements(draft),
        missing_forms(draft),
        little_met(draft),
        unknown(draft),
        more_left(draft),
    ]
    .into_iter()
    .flatten()
    .take(THINGS)
    .collect();
    if !things.is_empty() {
        draft.heading(3, "look", draft.say("h-look"), false);
        draft.blocks.push(Block::Pointed(things));
    }
}

/// Whether more than a quarter is missing.
const fn is_much(missing: u64, owed: u64) -> bool {
    missing * 4 > owed
}

/// The occasion with the greatest part missing of what was owed.
fn missing_measurements(draft: &Draft<'_>) -> Option<(String, Pointer)> {
    let flow = draft.findings.flow.as_ref()?;
    let counts = flow.measured.iter().filter_map(|at| Some((at, at.owed.zip(at.missing()).shown()?)));
    let worst = counts
        .filter(|(_, (owed, missing))| is_much(*missing, *owed))
        .max_by(|(_, (a, b)), (_, (c, d))| (b * c).cmp(&(d * a)));
    let (at, (owed, missing)) = worst?;
    let to = draft.words.occasion(&at.occasion);
    let fill = [("m", missing.into()), ("n", owed.into()), ("to", to.into())];
    Some((draft.words.say("look-missing", &fill), see_table(draft, "measured")))
}

fn missing_forms(draft: &Draft<'_>) -> Option<(String, Pointer)> {
    let flow = draft.findings.flow.as_ref()?;
    let owed = flow.closing_forms_owed.shown()?;
    let missing = owed.saturating_sub(flow.closing_forms);
    let fill = [("m", missing.into()), ("n", owed.into())];
    is_much(missing, owed).then(|| (draft.words.say("look-forms", &fill), see_table(draft, "flow")))
}

fn little_met(draft: &Draft<'_>) -> Option<(String, Pointer)> {
    let said = sentence::little_met(&draft.words, &draft.findings.fidelity)?;
    Some((said, see_table(draft, "fidelity")))
}

fn unknown(draft: &Draft<'_>) -> Option<(String, Pointer)> {
    let said = sentence::not_assessable(&draft.words, &draft.findings.fidelity)?;
    Some((said, see_table(draft, "fidelity")))
}

fn more_left(draft: &Draft<'_>) -> Option<(String, Pointer)> {
    let said = sentence::more_left(&draft.words, draft.findings.periods.as_ref()?)?;
    Some((said, see_table(draft, "periods-who")))
}

/// "See table 4", which leads there.
fn see_table(draft: &Draft<'_>, name: &str) -> Pointer {
    let number = draft.place(name).map_or(0, |place| place + 1);
    let table = crate::words::lower_first(&draft.words.say("table", &[("number", number.into())]));
    let words = draft.words.say("look-where", &[("where", table.into())]);
    let anchor = draft.place(name).and_then(|place| draft.tables.get(place)).map(table_anchor);
    Pointer { words, anchor, with_page: true }
}
