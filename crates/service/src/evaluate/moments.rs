//! Moments of a measure on the live record: for each class of persons and pattern of observed occasions the count, means
//! and cross-products, from which all paired comparisons and linear models follow. PostgreSQL adds them up itself, so
//! that no row of a person leaves it; on a file they are added up here. Both ways give the same numbers.
//!
//! These are sums of persons before any disclosure control: whoever calls this hides what is too small before anything
//! of it leaves the house.

use std::collections::{BTreeMap, HashMap};

use domain::Date;
use domain::audit::{Act, AuditEvent};
use domain::id::{CourseId, ResponseId};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::ProgrammeId;
use domain::refusal::{Refusal, RefusalCode};
use domain::response::{Answer, Response};
use evaluation::pooling;
use evaluation::study::{MeasureSpec, Study};
use stats::{CellKey, RepeatedMoments};
use store::record::facts::Facts;
use store::record::moments::{ClassBy, MomentsOf, OCCASIONS_MAX};

use super::release::Question;
use super::{Period, event, study};
use crate::context::Context;
use crate::error::Error;

/// Who adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The database, with one `group by`.
    Database,
    /// This process, over the facts of all courses.
    Process,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct MomentsAsk {
    /// Programme.
    pub programme: ProgrammeId,
    /// A measure of its study.
    pub measure: String,
    /// The record as it stood at the end of this day; today when nothing is said.
    pub until: Option<Date>,
    /// Courses that began phase 1 within this period; all when nothing is said.
    pub period: Period,
    /// What makes a class of persons.
    pub classes: ClassBy,
    /// Who adds up; the database where it can when nothing is said.
    pub engine: Option<Engine>,
}

/// The moments of a measure.
#[derive(Debug, Clone)]
pub struct LiveMoments {
    /// The study's occasions, in the order of the bits of a pattern.
    pub occasions: Vec<String>,
    /// Track, site and answer of each class, by its number.
    pub classes: Vec<[String; 3]>,
    /// The moments.
    pub moments: RepeatedMoments,
    /// Who added up.
    pub engine: Engine,
}

/// The moments of a measure of a programme on the live record; an evaluation, and accounted for as one.
///
/// # Errors
/// `notfound` for those who may not, and for an unknown programme; `measure` with `unknown`; `until` with `future`, `to`
/// with `order`; `engine` with `unknown` where the database cannot, `occasions` with `range` for more than it adds up.
pub async fn moments(ctx: &Context, actor: &Actor, ask: &MomentsAsk) -> Result<LiveMoments, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    let programme = ctx.content.programme(&ask.programme).ok_or_else(Error::not_found)?;
    super::check_days(ctx, ask.until, ask.period, &super::Compare::Nothing)?;
    let study = study::of(&ctx.content, programme)?;
    let unknown = || Refusal::of("measure", RefusalCode::Unknown);
    let measure = study.measures.iter().find(|one| one.name == ask.measure).ok_or_else(unknown)?;
    let of = of(ctx, ask, &study, measure).ok_or_else(unknown)?;
    let engine = able(ctx, ask.engine, &of.occasions)?;
    let (classes, moments) = match engine {
        Engine::Database => by_database(ctx, &scope, &of).await?,
        Engine::Process => by_process(&ctx.store.facts(&scope, &of.programme).await?, &of)?,
    };
    ctx.store.account_reading(event(ctx, &scope)).await?;
    Ok(LiveMoments { occasions: of.occasions, classes, moments, engine })
}

/// Who adds up, where that is asked for and where it is not.
fn able(ctx: &Context, asked: Option<Engine>, occasions: &[String]) -> Result<Engine, Error> {
    let able = ctx.store.adds_up();
    let engine = asked.unwrap_or(if able { Engine::Database } else { Engine::Process });
    if engine == Engine::Database && !able {
        return Err(Error::of("engine", RefusalCode::Unknown));
    }
    if engine == Engine::Database && occasions.len() > OCCASIONS_MAX {
        let range = Refusal::of("occasions", RefusalCode::OutOfRange);
        return Err(range.with("min", 1).with("max", OCCASIONS_MAX).into());
    }
    Ok(engine)
}

/// What is asked of a file of moments.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteAsk {
    /// Programme.
    pub programme: ProgrammeId,
    /// Name of the place; the study's title when nothing is said.
    pub site: Option<String>,
    /// The record as it stood at the end of the last month that was over on this day; today when nothing is said.
    pub until: Option<Date>,
    /// Who adds up; the database where it can when nothing is said.
    pub engine: Option<Engine>,
}

/// A draft of what this house lets out of a programme, added up measure by measure, with who added up. It leaves the house,
/// and is accounted for as an export. What leaves as moments is judged as the findings of the same persons are, and says what
/// these say. To judge numbers that were never let out all facts of the programme are read; a database that is asked for by
/// name adds up only what was judged before, so that no row leaves it.
///
/// # Errors
/// `notfound` for those who may not take anything out, and for an unknown programme; [`Error::Withheld`] where the numbers
/// of that day are not let out, or facts were corrected since they were; `programme` with `tooshort` where there are too few
/// courses; `release` with `empty` where the database is asked for and the numbers of that day were never let out; otherwise as
/// [`moments`].
pub async fn site_moments(
    ctx: &Context,
    actor: &Actor,
    ask: &SiteAsk,
) -> Result<(pooling::Moments, Engine), Error> {
    let scope = authorise(actor, Action::Transfer)?;
    let programme = ctx.content.programme(&ask.programme).ok_or_else(Error::not_found)?;
    super::check_days(ctx, ask.until, Period::default(), &super::Compare::Nothing)?;
    let study = study::of(&ctx.content, programme)?;
    let keys: Vec<String> = study.occasions.iter().map(|one| one.key.clone()).collect();
    let engine = able(ctx, ask.engine, &keys)?;
    let cut = super::cut::settled(ctx.today(), ask.until);
    let question = Question::of(ctx, programme, Period::default())?;
    if ask.engine == Some(Engine::Database) && !question.is_kept(ctx, &scope, cut).await? {
        return Err(Error::of("release", RefusalCode::Empty));
    }
    let released = question.at(ctx, &scope, cut).await?;
    let released = released.ok_or_else(|| Error::of("programme", RefusalCode::TooShort))?;
    let facts = match engine {
        Engine::Database => None,
        Engine::Process => Some(ctx.store.facts(&scope, &ask.programme).await?),
    };
    let mut sums = Vec::with_capacity(study.measures.len());
    for measure in &study.measures {
        let own = MomentsAsk {
            programme: ask.programme.clone(),
            measure: measure.name.clone(),
            until: Some(cut),
            period: Period::default(),
            classes: ClassBy::default(),
            engine: Some(engine),
        };
        sums.push(match (of(ctx, &own, &study, measure), &facts) {
            (None, _) => None,
            (Some(of), Some(facts)) => Some(by_process(facts, &of)?.1),
            (Some(of), None) => Some(by_database(ctx, &scope, &of).await?.1),
        });
    }
    let site = ask.site.as_deref().unwrap_or(&study.title);
    let found = pooling::summed_moments(site, &study, &sums, &released);
    let found = found.map_err(|group| question.corrected(group, cut))?;
    let found = pooling::Moments { data_cut: Some(cut.to_string()), synthetic: ctx.synthetic(), ..found };
    let exported = AuditEvent { act: Act::Exported, purpose: "moments", ..event(ctx, &scope) };
    ctx.store.account_reading(exported).await?;
    Ok((found, engine))
}

/// What is added up for a measure; nothing for one that has no instrument.
fn of(ctx: &Context, ask: &MomentsAsk, study: &Study, measure: &MeasureSpec) -> Option<MomentsOf> {
    let instrument = measure.columns.instrument.clone()?;
    // A score of several items stands beside the answers; a single item is taken from them.
    let item = if measure.items.is_some() { None } else { Some(measure.columns.names.first()?.clone()) };
    let [low, high] = measure.range.unwrap_or_default();
    Some(MomentsOf {
        programme: ask.programme.clone(),
        instrument,
        item,
        occasions: study.occasions.iter().map(|one| one.key.clone()).collect(),
        until: ask.until.unwrap_or_else(|| ctx.today()),
        started: (ask.period.from.unwrap_or(EARLIEST), ask.period.to.unwrap_or(LATEST)),
        shift: f64::midpoint(low, high),
        classes: ask.classes.clone(),
    })
}

/// Days before and after all others, written with four digits of a year.
const EARLIEST: Date = Date::constant(1, 1, 1);
const LATEST: Date = Date::constant(9999, 12, 31);

type Numbered = (Vec<[String; 3]>, RepeatedMoments);

/// Numbers classes in the order they come.
#[derive(Default)]
struct Classes {
    known: Vec<[String; 3]>,
    numbers: BTreeMap<[String; 3], u32>,
}

impl Classes {
    fn number(&mut self, class: &[String; 3]) -> u32 {
        if let Some(number) = self.numbers.get(class) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(class.clone());
        self.numbers.insert(class.clone(), number);
        number
    }
}

async fn by_database(ctx: &Context, scope: &Scope, of: &MomentsOf) -> Result<Numbered, Error> {
    let mut moments = empty(of)?;
    let mut classes = Classes::default();
    for sums in ctx.store.moments(scope, of).await? {
        let key = CellKey { class: classes.number(&sums.class), pattern: sums.pattern };
        let added = moments.add_sums(key, sums.n, (of.shift, &sums.sums, &sums.products));
        added.map_err(|_| damaged())?;
    }
    Ok((classes.known, moments))
}

fn empty(of: &MomentsOf) -> Result<RepeatedMoments, Error> {
    RepeatedMoments::new(of.occasions.len(), 0).map_err(|_| Error::of("occasions", RefusalCode::OutOfRange))
}

fn damaged() -> Error {
    store::StoreError::Damaged("moments".to_owned()).into()
}

/// The newest of some responses: by day, of equal days the greater id.
type Newest<'f> = HashMap<(CourseId, usize), &'f Response>;

fn keep_newest<'f>(newest: &mut Newest<'f>, at: usize, response: &'f Response) {
    let age = |response: &Response| -> (Date, ResponseId) { (response.date, response.id) };
    let kept = newest.entry((response.course, at)).or_insert(response);
    if age(kept) < age(response) {
        *kept = response;
    }
}

/// The same from the facts of all courses.
fn by_process(facts: &Facts, of: &MomentsOf) -> Result<Numbered, Error> {
    let mut measured = Newest::new();
    let mut described = Newest::new();
    for response in facts.responses.iter().filter(|response| response.date <= of.until) {
        let at = of.occasions.iter().position(|occasion| *occasion == response.occasion);
        if let Some(at) = at.filter(|_| response.instrument.0 == of.instrument) {
            keep_newest(&mut measured, at, response);
        }
        if of.classes.item.as_ref().is_some_and(|(instrument, _)| response.instrument.0 == *instrument) {
            keep_newest(&mut described, 0, response);
        }
    }
    let value = |response: &Response| match &of.item {
        None => response.score,
        Some(item) => answer(response, item).map(f64::from),
    };
    // Numbered as the database would: by the class itself.
    let mut persons: BTreeMap<[String; 3], Vec<Vec<Option<f64>>>> = BTreeMap::new();
    for row in &facts.courses {
        let course = &row.course;
        let start = course.start().filter(|start| *start <= of.until);
        let within = start.is_some_and(|start| of.started.0 <= start && start <= of.started.1);
        if !within || course.first_contact > of.until {
            continue;
        }
        let item = of.classes.item.as_ref().and_then(|(_, item)| {
            answer(described.get(&(course.id, 0))?, item).map(|value| value.to_string())
        });
        let class = [
            if of.classes.track { course.track.code().to_owned() } else { String::new() },
            if of.classes.site { row.site.clone() } else { String::new() },
            item.unwrap_or_default(),
        ];
        let at = |k: usize| measured.get(&(course.id, k)).and_then(|response| value(response));
        persons.entry(class).or_default().push((0..of.occasions.len()).map(at).collect());
    }
    let mut moments = empty(of)?;
    let mut classes = Classes::default();
    for (class, outcomes) in persons {
        let number = classes.number(&class);
        for outcome in outcomes {
            moments.add(number, &outcome, &[]).map_err(|_| damaged())?;
        }
    }
    Ok((classes.known, moments))
}

/// A number answered to an item.
fn answer(response: &Response, item: &str) -> Option<i32> {
    match response.answers.get(item) {
        Some(Answer::Value(value)) => Some(*value),
        _ => None,
    }
}
