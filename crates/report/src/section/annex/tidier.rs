//! The description of the programme by the twelve headings, from the programme's file and from what was recorded, each
//! with its source. A heading nobody has described stays, and says so.

use evaluation::findings::{Contacts, PlannedPhase, Programme};

use super::super::Draft;
use super::super::contacts::{kind_name, phase_name};
use super::super::written::{by, paragraphs};
use crate::table::{Cell, Table};
use crate::words::{as_f64, lower_first, upper_first, whole_percent};

/// Where a description comes from.
#[derive(Clone, Copy)]
enum Source {
    Programme,
    Computed,
    Both,
}

impl Source {
    const fn key(self) -> &'static str {
        match self {
            Self::Programme => "source-programme",
            Self::Computed => "source-computed",
            Self::Both => "source-both",
        }
    }
}

/// What is known under one heading.
type Known = Option<(String, Source)>;

pub(super) fn write(draft: &mut Draft<'_>) {
    let said = draft.say("tidier-about");
    draft.text(said);
    let columns = vec![
        draft.words_column("item").room(4),
        draft.words_column("description").room(11),
        draft.words_column("source").room(4),
    ];
    let mut table = Table::new("tidier", draft.say("t-tidier"), columns);
    for (number, known) in (1_u8..).zip(known(draft)) {
        let heading = format!("{number}. {}", draft.say(&format!("tidier-{number}")));
        let written = || {
            let at = usize::from(number);
            draft.findings.written.iter().filter(move |one| one.section.tidier() == Some(at))
        };
        let (words, source) = known.map(|(words, source)| (words, draft.say(source.key()))).unzip();
        // What people wrote under the heading stands after what is known, with who wrote it.
        let words: Vec<String> =
            words.into_iter().chain(written().flat_map(|one| paragraphs(draft, one))).collect();
        let source: Vec<String> =
            source.into_iter().chain(written().map(|one| by(draft, "source-written", one))).collect();
        let cells = if words.is_empty() {
            [Cell::Text(draft.say("not-described")), Cell::NotApplicable]
        } else {
            [Cell::Text(words.join(" ")), Cell::Text(source.join("; "))]
        };
        table.row(std::iter::once(Cell::Text(heading)).chain(cells).collect());
    }
    draft.table(table);
}

/// The twelve, in their order.
fn known(draft: &Draft<'_>) -> [Known; 12] {
    let programme = draft.findings.programme.as_ref();
    let planned = |words: Option<String>| words.map(|words| (words, Source::Programme));
    [
        planned(programme.map(|programme| name(draft, programme))),
        planned(programme.and_then(|programme| why(draft, programme))),
        planned(programme.and_then(|programme| materials(draft, programme))),
        planned(programme.map(|programme| procedures(draft, programme))),
        who(draft, programme),
        draft.findings.contacts.as_ref().and_then(|contacts| how(draft, contacts)),
        place(draft),
        amount(draft, programme),
        planned(programme.map(|programme| tailoring(draft, programme))),
        modifications(draft),
        planned(programme.map(|programme| {
            let days = count(draft, programme.meeting_every_days);
            draft.words.say("tidier-meetings", &[("days", days.into())])
        })),
        fidelity(draft),
    ]
}

fn count(draft: &Draft<'_>, number: u64) -> String {
    draft.words.count(number)
}

fn name(draft: &Draft<'_>, programme: &Programme) -> String {
    let name = draft.words.label(&programme.name, &programme.key);
    let fill = [("name", name.into()), ("version", (&programme.version).into())];
    draft.words.say("tidier-name", &fill)
}

fn why(draft: &Draft<'_>, programme: &Programme) -> Option<String> {
    let said = draft.words.label(&programme.description, "");
    let cti = (programme.phases.len() == 3).then(|| draft.say("tidier-why-cti"));
    let all: Vec<String> =
        [Some(said), cti].into_iter().flatten().filter(|words| !words.is_empty()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn materials(draft: &Draft<'_>, programme: &Programme) -> Option<String> {
    let all: Vec<String> = programme
        .instruments
        .iter()
        .map(|one| {
            let occasions: Vec<String> = one.occasions.iter().map(|key| draft.words.occasion(key)).collect();
            let fill = [
                ("title", draft.words.label(&one.title, &one.key).into()),
                ("version", (&one.version).into()),
                ("holder", (&one.holder).into()),
                ("occasions", draft.words.list(&occasions).into()),
            ];
            draft.words.say("tidier-instrument", &fill)
        })
        .collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn procedures(draft: &Draft<'_>, programme: &Programme) -> String {
    let mut said =
        vec![draft.words.say(
            "tidier-contact-making",
            &[("days", count(draft, programme.contact_making_every_days).into())],
        )];
    said.extend(
        programme
            .phases
            .iter()
            .map(|phase| draft.words.label(&phase.name, ""))
            .map(|name| format!("{name}.")),
    );
    let areas: Vec<String> =
        programme.areas.iter().map(|area| lower_first(&draft.words.label(area, ""))).collect();
    if !areas.is_empty() {
        said.push(draft.words.say("tidier-areas", &[("areas", draft.words.list(&areas).into())]));
    }
    said.join(" ")
}

fn who(draft: &Draft<'_>, programme: Option<&Programme>) -> Known {
    let workers = draft
        .findings
        .setting
        .as_ref()
        .filter(|setting| setting.workers > 0)
        .map(|setting| draft.words.say("tidier-workers", &[("n", setting.workers.into())]));
    let load = programme.map(|programme| {
        let fill = [("n", count(draft, programme.caseload_per_full_time).into())];
        draft.words.say("tidier-caseload", &fill)
    });
    match (workers, load) {
        (Some(workers), Some(load)) => Some((format!("{workers} {load}"), Source::Both)),
        (Some(workers), None) => Some((workers, Source::Computed)),
        (None, load) => load.map(|load| (load, Source::Programme)),
    }
}

/// How contact was held: each kind's share of the contacts that took place.
fn how(draft: &Draft<'_>, contacts: &Contacts) -> Known {
    let mut kinds: Vec<(&str, u64)> = Vec::new();
    for kind in contacts.phases.iter().flat_map(|phase| &phase.kinds) {
        match kinds.iter_mut().find(|(name, _)| *name == kind.kind) {
            Some((_, n)) => *n += kind.n,
            None => kinds.push((&kind.kind, kind.n)),
        }
    }
    let all: u64 = kinds.iter().map(|(_, n)| n).sum();
    kinds.sort_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    let said: Vec<String> = kinds
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| {
            let p = draft.words.number(whole_percent(*n, all), 0);
            let kind = lower_first(&kind_name(draft, kind));
            draft.words.say("tidier-kind", &[("kind", kind.into()), ("p", p.into())])
        })
        .collect();
    (!said.is_empty()).then(|| {
        let fill = [("n", count(draft, all).into()), ("kinds", draft.words.list(&said).into())];
        (draft.words.say("tidier-how", &fill), Source::Computed)
    })
}

fn place(draft: &Draft<'_>) -> Known {
    let setting = draft.findings.setting.as_ref().filter(|setting| setting.sites > 0)?;
    Some((draft.words.say("tidier-sites", &[("n", setting.sites.into())]), Source::Computed))
}

/// Planned and held, phase by phase.
fn amount(draft: &Draft<'_>, programme: Option<&Programme>) -> Known {
    let planned: Vec<String> =
        programme.iter().flat_map(|programme| &programme.phases).map(|phase| plan(draft, phase)).collect();
    let held: Vec<String> = draft
        .findings
        .contacts
        .iter()
        .flat_map(|contacts| &contacts.phases)
        .map(|phase| {
            let hours = if phase.held == 0 { 0.0 } else { as_f64(phase.minutes) / as_f64(phase.held) };
            let fill = [
                ("phase", upper_first(&phase_name(draft, phase.phase)).into()),
                ("rate", draft.words.number(phase.per_month, 2).into()),
                ("minutes", draft.words.number(hours, 0).into()),
            ];
            draft.words.say("tidier-held", &fill)
        })
        .collect();
    let source = match (planned.is_empty(), held.is_empty()) {
        (true, true) => return None,
        (false, true) => Source::Programme,
        (true, false) => Source::Computed,
        (false, false) => Source::Both,
    };
    Some((planned.into_iter().chain(held).collect::<Vec<_>>().join(" "), source))
}

fn plan(draft: &Draft<'_>, phase: &PlannedPhase) -> String {
    let fill = [
        ("phase", u64::from(phase.phase).into()),
        ("months", phase.months.into()),
        ("days", count(draft, phase.contact_every_days).into()),
    ];
    draft.words.say("tidier-phase", &fill)
}

fn tailoring(draft: &Draft<'_>, programme: &Programme) -> String {
    let [low, high] = programme.focus_areas.map(|areas| draft.words.number(areas, 0));
    let pause = if programme.pause_moves_phases { "tidier-pause-moves" } else { "tidier-pause-stays" };
    let fill = [("low", low.into()), ("high", high.into())];
    format!("{} {}", draft.words.say("tidier-focus", &fill), draft.say(pause))
}

/// How the planned phases were changed on the way, where the data know of it.
fn modifications(draft: &Draft<'_>) -> Known {
    let flow = draft.findings.flow.as_ref().filter(|flow| !flow.modifications.is_empty())?;
    let said = flow.modifications.iter().map(|changed| {
        let n = Cell::figure(changed.n).words(draft.words.language);
        let fill = [("n", n.into()), ("of", count(draft, flow.started).into())];
        draft.words.say(&format!("tidier-changed-{}", changed.key), &fill)
    });
    Some((said.collect::<Vec<_>>().join(" "), Source::Computed))
}

/// How far it was followed: support against the planned band, full courses, measurements.
fn fidelity(draft: &Draft<'_>) -> Known {
    let words = draft.words;
    let mut said = Vec::new();
    for phase in draft.findings.contacts.iter().flat_map(|contacts| &contacts.phases) {
        let Some([low, high]) = phase.planned_per_week else { continue };
        let fill = [
            ("phase", lower_first(&phase_name(draft, phase.phase)).into()),
            ("rate", words.number(phase.support_per_week, 2).into()),
            ("low", words.number(low, 2).into()),
            ("high", words.number(high, 2).into()),
        ];
        said.push(words.say("tidier-band", &fill));
    }
    said.extend(crate::sentence::fidelity(words.language, &draft.findings.fidelity));
    if let Some(flow) = &draft.findings.flow {
        let seen = |count| Cell::figure(count).words(words.language);
        let fill = [("x", seen(flow.full_courses).into()), ("n", seen(flow.closed).into())];
        said.push(words.say("tidier-full", &fill));
    }
    (!said.is_empty()).then(|| (said.join(" "), Source::Computed))
}
