//! How a list of courses stands in an address: what is asked for as Danish words, and back.

use domain::id::UserId;
use domain::programme::ProgrammeId;
use service::courses::{Query, Sort, StageFilter, Tab, WorkerFilter};

use crate::form::Fields;
use crate::session::SignedIn;

/// The names of the standing lists in addresses.
pub(super) const TABS: [(&str, Tab, &str); 6] = [
    ("", Tab::All, "list-tab-all"),
    ("stille", Tab::Silent, "list-tab-silent"),
    ("faseskift", Tab::PhaseChange, "list-tab-phase"),
    ("uden-startmaaling", Tab::WithoutBaseline, "list-tab-baseline"),
    ("uden-netvaerk", Tab::WithoutNetwork, "list-tab-network"),
    ("uden-langsigtet-plan", Tab::WithoutLongTermPlan, "list-tab-longterm"),
];

pub(super) const SORTS: [(&str, Sort, &str); 4] = [
    ("alias", Sort::Alias, "list-column-alias"),
    ("kode", Sort::Code, "list-column-code"),
    ("fase", Sort::Phase, "list-column-phase"),
    ("", Sort::Silence, "list-column-silence"),
];

pub(super) const STAGES: [(&str, StageFilter, &str); 5] = [
    ("", StageFilter::Open, "list-stage-open"),
    ("kontakt", StageFilter::ContactMaking, "list-stage-contact"),
    ("igang", StageFilter::Running, "list-stage-running"),
    ("afsluttede", StageFilter::Closed, "list-stage-closed"),
    ("alle", StageFilter::All, "list-stage-all"),
];

fn named<T: Copy>(table: &[(&str, T, &str)], name: &str, default: T) -> T {
    table.iter().find(|(known, ..)| *known == name).map_or(default, |(_, value, _)| *value)
}

/// What the address asks for.
pub(super) fn query(typed: &Fields, who: &SignedIn) -> Query {
    let worker = match typed.raw("hos") {
        "" => None,
        "mig" => Some(WorkerFilter::User(who.actor.user)),
        "ingen" => Some(WorkerFilter::Nobody),
        id => id.parse().ok().map(WorkerFilter::User),
    };
    let sort = match typed.raw("orden") {
        "naeste" => Sort::Next,
        "start" => Sort::Start,
        name => named(&SORTS, name, Sort::Silence),
    };
    Query {
        text: typed.raw("q").trim().to_owned(),
        stage: named(&STAGES, typed.raw("stadie"), StageFilter::Open),
        programme: typed.text("indsats").map(|id| ProgrammeId(id.to_owned())),
        archived: typed.raw("arkiv") == "1",
        worker,
        phase: typed.number("fase").ok().flatten(),
        tab: named(&TABS, typed.raw("liste"), Tab::All),
        sort,
        descending: typed.raw("vend") == "1",
        after: typed.text("efter").map(str::to_owned),
        ..Query::default()
    }
}

/// The same list with some things otherwise; from its beginning.
pub(super) fn address(typed: &Fields, changes: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let dropped = |name: &str| name == "efter" || changes.iter().any(|(known, _)| *known == name);
    for (name, value) in typed.pairs().filter(|(name, value)| !dropped(name) && !value.is_empty()) {
        query.append_pair(name, value);
    }
    for (name, value) in changes.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    match query.finish() {
        query if query.is_empty() => "/forloeb".to_owned(),
        query => format!("/forloeb?{query}"),
    }
}

/// What a list is asked for as the fields of its address, for this reader.
pub(super) fn fields_of(query: &Query, me: UserId) -> Fields {
    let mut fields = Fields::default();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            fields.put(name, value);
        }
    };
    let name_of = |table: &[(&'static str, Tab, &str)]| {
        table.iter().find(|(_, tab, _)| *tab == query.tab).map_or("", |(name, ..)| *name)
    };
    put("liste", name_of(&TABS));
    put("q", &query.text);
    put("stadie", STAGES.iter().find(|(_, stage, _)| *stage == query.stage).map_or("", |(name, ..)| *name));
    put("indsats", query.programme.as_ref().map_or("", |programme| programme.0.as_str()));
    put("arkiv", if query.archived { "1" } else { "" });
    put("fase", &query.phase.map(|phase| phase.to_string()).unwrap_or_default());
    match query.worker {
        Some(WorkerFilter::User(user)) if user == me => put("hos", "mig"),
        Some(WorkerFilter::User(user)) => put("hos", &user.to_string()),
        Some(WorkerFilter::Nobody) => put("hos", "ingen"),
        None => {}
    }
    let sort = match query.sort {
        Sort::Next => "naeste",
        Sort::Start => "start",
        sort => SORTS.iter().find(|(_, known, _)| *known == sort).map_or("", |(name, ..)| *name),
    };
    put("orden", sort);
    put("vend", if query.descending { "1" } else { "" });
    fields
}

/// Whether two lists are asked for the same, wherever their pages begin.
pub(super) fn same(a: &Query, b: &Query) -> bool {
    let plain =
        |query: &Query| Query { after: None, limit: 1, text: query.text.trim().to_owned(), ..query.clone() };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_and_its_address_say_the_same() {
        let me = UserId::new(uuid::Uuid::from_u128(1));
        let visit = crate::session::Visit::unknown(
            crate::words::Words::danish(jiff::civil::date(2026, 11, 24)),
            true,
        );
        let actor = domain::policy::Actor {
            user: me,
            organisation: domain::id::OrganisationId::new(uuid::Uuid::from_u128(2)),
            role: domain::policy::Role::Leader,
        };
        let who = SignedIn { actor, words: visit.words, visit: std::sync::Arc::new(visit) };
        for text in [
            "",
            "liste=stille&q=hav&stadie=alle&indsats=cti-9&arkiv=1&fase=2&hos=mig&orden=alias&vend=1",
            "hos=ingen&orden=naeste",
            "hos=00000000-0000-0000-0000-000000000007&stadie=afsluttede&orden=start",
        ] {
            let asked = query(&Fields::parse(text.as_bytes()), &who);
            assert_eq!(query(&fields_of(&asked, me), &who), asked, "{text}");
        }
        let paged = query(&Fields::parse(b"efter=50&q=+hav+"), &who);
        assert!(same(&paged, &query(&Fields::parse(b"q=hav"), &who)));
    }
}
