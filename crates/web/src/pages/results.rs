//! Results: choose programme, period and day, and see what the record says, with n and missing in every line.
//! Study, day and period are in the address: the same address gives the same numbers.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::id::StudyId;
use domain::policy::{Action, may};
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::Refusal;
use evaluation::disclosure::Released;
use report::{Format, Options};
use service::Withheld;
use service::evaluate::{self, Ask, Evaluation, Period};
use service::studies::{self, KeptStudy};

use super::compare::{self, Own};
use super::readers::{Made, PERIODS, READERS, Report, made, reader};
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_as, render_faults};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::withheld;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/resultater", get(show)).route("/resultater/hent", get(download))
}

/// For whom the page is.
struct Reader {
    words: Cow<'static, str>,
    address: String,
    here: bool,
}

/// Numbers that are not let out: why, what can be done, and where what can be seen is.
struct Held {
    title: Cow<'static, str>,
    why: Cow<'static, str>,
    remedy: Cow<'static, str>,
    links: Vec<(Cow<'static, str>, String)>,
}

impl Held {
    /// Newer numbers than those on the page.
    fn newer(withheld: &Withheld, words: Words) -> Self {
        let (why, remedy) = (withheld::why(withheld, words), withheld::remedy(withheld, words));
        Self { title: words.say("held-newer"), why, remedy, links: Vec::new() }
    }

    /// The numbers that were asked for.
    fn stopped(withheld: &Withheld, words: Words, typed: &Fields, programme: &str) -> Self {
        let mut links = Vec::new();
        let earlier = withheld.why.earlier().filter(|day| *day != withheld.asked);
        if let Some(earlier) = earlier {
            let mut typed = typed.clone();
            typed.put("undersoegelse", "");
            typed.put("until", earlier.to_string());
            let show = words.fill("held-show", &[("date", words.day(earlier).into())]);
            links.push((show, address("/resultater", &typed, programme, &[])));
        }
        if typed.text("from").or(typed.text("to")).is_some() {
            let all = address("/resultater", &Fields::default(), programme, &[]);
            links.push((words.say("held-all"), all));
        }
        Self { title: words.say("held-stopped"), links, ..Self::newer(withheld, words) }
    }
}

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: Page,
    programmes: Vec<Choice>,
    typed: Fields,
    lead: Cow<'static, str>,
    readers: Vec<Reader>,
    parts: Vec<Made>,
    /// True when the report brings the heading of the page.
    has_heading: bool,
    downloads: Vec<(&'static str, String)>,
    tables: Vec<(String, String)>,
    too_few: bool,
    held: Option<Held>,
    /// Periods that were asked for beside each other and are not shown.
    held_periods: Option<[Cow<'static, str>; 3]>,
    /// How periods can be put beside each other.
    compare: Vec<Choice>,
    own: Vec<Own>,
    /// The kept study that is open, in words.
    study: Option<Cow<'static, str>>,
    /// Where what is seen is kept as a study; absent for those who may not.
    keep: Option<String>,
}

/// What the address asks for.
fn ask(typed: &Fields, programmes: &[Programme]) -> Result<Ask, Vec<Refusal>> {
    let mut faults = Vec::new();
    let mut date = |name| {
        typed.date(name).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    };
    let (until, from, to) = (date("until"), date("from"), date("to"));
    let compare = compare::asked(typed, &mut faults);
    let first = programmes.first().map(|programme| programme.id.clone());
    let programme = typed.text("indsats").map(|id| ProgrammeId(id.to_owned())).or(first);
    let programme = programme.unwrap_or_else(|| ProgrammeId(String::new()));
    if faults.is_empty() {
        Ok(Ask { programme, until, period: Period { from, to }, compare })
    } else {
        Err(faults)
    }
}

/// Puts the days in the place of those typed that the numbers are of, so that the address says what is seen.
fn settle(typed: &mut Fields, evaluation: &Evaluation) {
    let days = [
        ("until", typed.text("until").map(|_| evaluation.data_cut).filter(|day| *day == day.last_of_month())),
        ("from", evaluation.period.from),
        ("to", evaluation.period.to),
    ];
    for (name, day) in days {
        if let Some(day) = day {
            typed.put(name, day.to_string());
        }
    }
}

/// The same numbers, shown or taken out in another way.
fn address(path: &str, typed: &Fields, programme: &str, changes: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(study) = typed.text("undersoegelse") {
        query.append_pair("undersoegelse", study);
    } else {
        query.append_pair("indsats", programme);
        for name in ["until", "from", "to", "compare"] {
            if let Some(value) = typed.text(name) {
                query.append_pair(name, value);
            }
        }
    }
    query.extend_pairs(changes.iter().filter(|(_, value)| !value.is_empty()));
    format!("{path}?{}", query.finish())
}

/// Where the results of what was typed are.
pub(super) fn address_of(typed: &Fields, programme: &str) -> String {
    address("/resultater", typed, programme, &[])
}

/// What is asked, and the kept study that asks it.
struct Asked {
    ask: Ask,
    study: Option<KeptStudy>,
}

impl Asked {
    /// What the address asks for: faults of it apart from what is not there at all.
    async fn of(
        (site, who): (&Site, &SignedIn),
        typed: &mut Fields,
        programmes: &[Programme],
    ) -> Result<Self, service::Error> {
        let Some(id) = typed.text("undersoegelse") else {
            let ask = ask(typed, programmes)?;
            typed.put("indsats", ask.programme.0.clone());
            compare::settle(typed, &ask.compare);
            return Ok(Self { ask, study: None });
        };
        let id: StudyId = id.parse().map_err(|_| service::Error::not_found())?;
        let study = studies::get(&site.ctx, &who.actor, id).await?;
        let (programme, period, until) = (study.programme.clone(), study.asks.period, study.asks.until);
        typed.put("indsats", programme.0.clone());
        for (name, day) in [("until", until), ("from", period.from), ("to", period.to)] {
            typed.put(name, day.map(|day| day.to_string()).unwrap_or_default());
        }
        let compare = study.asks.compare.clone();
        compare::settle(typed, &compare);
        Ok(Self { ask: Ask { programme, until, period, compare }, study: Some(study) })
    }

    /// The kept study in words.
    fn named(&self, words: Words) -> Option<Cow<'static, str>> {
        let study = self.study.as_ref()?;
        Some(words.fill("study-open", &[("name", study.name.as_str().into())]))
    }

    async fn evaluated(&self, (site, who): (&Site, &SignedIn)) -> Result<Evaluation, service::Error> {
        match &self.study {
            Some(study) => studies::run(&site.ctx, &who.actor, study.id).await,
            None => evaluate::evaluate(&site.ctx, &who.actor, &self.ask).await,
        }
    }
}

async fn show(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let mut typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let programmes = evaluate::programmes(&site.ctx, &who.actor)?;
    let page = Page::new(&who, "nav-results", Place::Results);
    let asked = match Asked::of((&site, &who), &mut typed, &programmes).await {
        Ok(asked) => asked,
        Err(error) => return faulty((page, typed), &programmes, error, who.words),
    };
    match asked.evaluated((&site, &who)).await {
        Ok(evaluation) => {
            settle(&mut typed, &evaluation);
            let made = made(&evaluation, who.words, &typed).await?;
            let keep = may(&who.actor, Action::KeepStudies)
                .then(|| address("/resultater/undersoegelser/ny", &typed, &evaluation.programme.0, &[]));
            let filled = filled(page, &programmes, (typed, &evaluation, made), who.words);
            render(&ResultsPage { study: asked.named(who.words), keep, ..filled })
        }
        Err(service::Error::Withheld(withheld)) => {
            let held = Held::stopped(&withheld, who.words, &typed, &asked.ask.programme.0);
            let empty = empty(page, &programmes, (typed, Some(held)), who.words);
            render_as(StatusCode::CONFLICT, &ResultsPage { study: asked.named(who.words), ..empty })
        }
        Err(error) => faulty((page, typed), &programmes, error, who.words),
    }
}

/// The form again, with what is to be mended.
fn faulty(
    (page, typed): (Page, Fields),
    programmes: &[Programme],
    error: service::Error,
    words: Words,
) -> Result<Response, Problem> {
    let page = page.with_faults(Faults::of(error, words)?, "");
    render_faults(&empty(page, programmes, (typed, None), words))
}

/// The form, and no numbers.
fn empty(
    page: Page,
    programmes: &[Programme],
    (typed, held): (Fields, Option<Held>),
    words: Words,
) -> ResultsPage {
    ResultsPage {
        programmes: choices(programmes, &typed, words),
        lead: words.say("results-choose"),
        readers: Vec::new(),
        parts: Vec::new(),
        has_heading: false,
        downloads: Vec::new(),
        tables: Vec::new(),
        too_few: false,
        held,
        held_periods: None,
        compare: compare::choices(&typed, words),
        own: compare::own(words),
        study: None,
        keep: None,
        typed,
        page,
    }
}

fn choices(programmes: &[Programme], typed: &Fields, words: Words) -> Vec<Choice> {
    let choice = |programme: &Programme| {
        let name = programme.name_in(words.language.tag()).to_owned();
        Choice::new(programme.id.0.clone(), name, typed.raw("indsats"))
    };
    programmes.iter().map(choice).collect()
}

fn filled(
    page: Page,
    programmes: &[Programme],
    (typed, evaluation, report): (Fields, &Evaluation, Option<Report>),
    words: Words,
) -> ResultsPage {
    let id = &evaluation.programme.0;
    let too_few = report.is_none();
    let report = report.unwrap_or(Report { parts: Vec::new(), has_heading: false, tables: Vec::new() });
    let name = programmes.iter().find(|programme| programme.id == evaluation.programme);
    let name = name.map_or("", |programme| programme.name_in(words.language.tag()));
    let until = words.day(evaluation.data_cut);
    let findings = evaluation.findings.as_deref();
    let (reader_now, compared) =
        (reader(&typed, findings), findings.is_some_and(|found| found.periods.is_some()));
    let reader = |(name, key): &(&'static str, &'static str)| Reader {
        words: words.say(key),
        address: address("/resultater", &typed, id, &[("for", name)]),
        here: *name == reader_now,
    };
    let readers = READERS.iter().filter(|(name, _)| *name != PERIODS || compared).map(reader);
    let file = |format: &str| address("/resultater/hent", &typed, id, &[("format", format)]);
    let table = |table: &String| {
        (table.clone(), address("/resultater/hent", &typed, id, &[("format", "csv"), ("tabel", table)]))
    };
    ResultsPage {
        programmes: choices(programmes, &typed, words),
        lead: words.fill("results-lead", &[("programme", name.into()), ("date", until.into())]),
        readers: if too_few { Vec::new() } else { readers.collect() },
        parts: report.parts,
        has_heading: report.has_heading,
        downloads: if too_few {
            Vec::new()
        } else {
            vec![("PDF", file("pdf")), ("HTML", file("html")), ("XLSX", file("xlsx")), ("JSON", file("json"))]
        },
        tables: report.tables.iter().map(table).collect(),
        too_few,
        held: evaluation.held_back.as_ref().map(|withheld| Held::newer(withheld, words)),
        held_periods: evaluation.compared.as_ref().and_then(|compared| compare::held(compared, words)),
        compare: compare::choices(&typed, words),
        own: compare::own(words),
        study: None,
        keep: None,
        typed,
        page,
    }
}

/// A file of the report. The same address gives the same numbers.
async fn download(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let mut typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let programmes = evaluate::programmes(&site.ctx, &who.actor)?;
    let format: Format = typed.raw("format").parse().map_err(|_| Problem::NotFound)?;
    let asked = Asked::of((&site, &who), &mut typed, &programmes).await?;
    let evaluation = asked.evaluated((&site, &who)).await?;
    let findings = evaluation.findings.ok_or(Problem::NotFound)?;
    let language = who.words.language;
    let file = typed.text("tabel").map(|table| format!("table-{table}.csv"));
    let make = move || rendered(&findings, Options { language }, format, file.as_deref());
    tokio::task::spawn_blocking(make).await.map_err(|error| Problem::Server(error.to_string()))?
}

fn rendered(
    findings: &Released,
    options: Options,
    format: Format,
    file: Option<&str>,
) -> Result<Response, Problem> {
    let files =
        report::render(findings, &options, format).map_err(|error| Problem::Server(error.to_string()))?;
    let found = files.into_iter().find(|made| file.is_none_or(|file| made.name == file));
    let made = found.ok_or(Problem::NotFound)?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", made.name));
    let mut response = made.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers.extend(name.ok().map(|name| (header::CONTENT_DISPOSITION, name)));
    Ok(response)
}
