//! What there is to fill in: the instrument as its programme asks it, the occasion and its window, earlier answers,
//! and the answers kept so far. No answer is proposed.

use std::sync::Arc;

use domain::Date;
use domain::due::{Window, window};
use domain::id::ResponseId;
use domain::instrument::{Instrument, InstrumentId};
use domain::policy::{Action, Actor, authorise};
use domain::programme::{AreaKey, OccasionPlan};
use domain::refusal::RefusalCode;
use domain::response::{Answer, Answers, from_text, to_text};
use domain::scoring;
use domain::silence::days_between;
use store::record::ResponseEntry;

use crate::context::Context;
use crate::course::{CoursePage, ScoreChange, Which, open};
use crate::error::Error;

/// Which form of which course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormAsked {
    /// The course.
    pub which: Which,
    /// The instrument.
    pub instrument: InstrumentId,
    /// The occasion; the one that fits today when none is said.
    pub occasion: Option<String>,
}

/// A form to fill in.
#[derive(Debug, Clone)]
pub struct FormView {
    /// The course.
    pub page: CoursePage,
    /// The instrument with its texts, as this programme asks it.
    pub instrument: Arc<Instrument>,
    /// The occasion.
    pub occasion: String,
    /// When it can be answered; none while the day it belongs to is not known.
    pub window: Option<Window>,
    /// First day of the next window, when the form is not due now.
    pub not_due_until: Option<Date>,
    /// What was recorded for this occasion already.
    pub recorded: Option<ResponseEntry>,
    /// The time before: to show beside the new answers to staff, never preset.
    pub earlier: Option<Earlier>,
    /// Answers kept so far.
    pub kept: Answers,
}

/// The time before.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Occasion.
    pub occasion: String,
    /// Day.
    pub date: Date,
    /// Answers.
    pub answers: Answers,
    /// Score.
    pub score: Option<f64>,
}

/// One answer, as soon as it is given.
#[derive(Debug, Clone, PartialEq)]
pub struct KeepAnswer {
    /// Which form.
    pub asked: FormAsked,
    /// Item.
    pub item: String,
    /// The answer; `None` takes it away.
    pub answer: Option<Answer>,
}

/// What a recorded response says: for staff, never on the citizen's screen.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The course.
    pub page: CoursePage,
    /// The instrument.
    pub instrument: Arc<Instrument>,
    /// The response.
    pub entry: ResponseEntry,
    /// Key of its band.
    pub band: Option<String>,
    /// True when that band asks for a talk.
    pub at_risk: bool,
    /// From the first time to this.
    pub since_start: Option<ScoreChange>,
    /// From the time before to this.
    pub since_last: Option<ScoreChange>,
    /// Items without any answer.
    pub unanswered: Vec<String>,
}

/// One area of the life-situation profile, last time and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRow {
    /// Area.
    pub area: AreaKey,
    /// The time before.
    pub before: Option<Answer>,
    /// Now.
    pub now: Option<Answer>,
    /// How important it is now.
    pub importance: Option<Answer>,
    /// She wants to work on it now.
    pub chosen: bool,
}

/// The name of the draft in which answers are kept.
pub fn draft_name(course: domain::id::CourseId, instrument: &InstrumentId, occasion: &str) -> String {
    format!("answers/{course}/{}/{occasion}", instrument.0)
}

/// The form.
///
/// # Errors
/// `notfound`; `unknown` instrument or occasion of the programme.
pub async fn form(ctx: &Context, actor: &Actor, asked: &FormAsked) -> Result<FormView, Error> {
    authorise(actor, Action::WriteCourses)?;
    let page = open(ctx, actor, &asked.which, None).await?;
    let instrument = ctx.content.instrument(&page.programme.id, &asked.instrument);
    let instrument = Arc::clone(instrument.ok_or_else(|| Error::of("instrument", RefusalCode::Unknown))?);
    let occasion = occasion(&page, &instrument, asked.occasion.as_deref())?;
    let (occasion, window) = (occasion.key.clone(), window(page.course(), page.schedule.as_ref(), occasion));
    let name = draft_name(page.course().id, &instrument.id, &occasion);
    let draft = ctx.store.draft(actor.organisation, actor.user, &name).await?;
    let recorded = page.responses(&instrument).find(|entry| entry.response.occasion == occasion).cloned();
    let others = page.responses(&instrument).filter(|entry| entry.response.occasion != occasion);
    let earlier = others.map(|entry| &entry.response).max_by_key(|response| response.date).map(|response| {
        let (occasion, answers) = (response.occasion.clone(), response.answers.clone());
        Earlier { occasion, date: response.date, answers, score: response.score }
    });
    Ok(FormView {
        not_due_until: window.map(|window| window.from).filter(|from| *from > page.today),
        kept: draft.and_then(|draft| from_text(&draft.body)).unwrap_or_default(),
        page,
        instrument,
        occasion,
        window,
        recorded,
        earlier,
    })
}

/// Keeps one answer as a draft: each answer is safe as soon as it is given.
///
/// # Errors
/// `notfound`; `unknown` instrument, occasion or item; `range` of the answer.
pub async fn keep_answer(ctx: &Context, actor: &Actor, command: KeepAnswer) -> Result<Answers, Error> {
    let view = form(ctx, actor, &command.asked).await?;
    let mut answers = view.kept;
    match command.answer {
        Some(answer) => answers.insert(command.item, answer),
        None => answers.remove(&command.item),
    };
    domain::response::check(&view.instrument, &answers)?;
    let form = draft_name(view.page.course().id, &view.instrument.id, &view.occasion);
    crate::draft::keep(ctx, actor, form, to_text(&answers)).await?;
    Ok(answers)
}

/// What a recorded response says.
///
/// # Errors
/// `notfound`, `unknown`.
pub async fn outcome(
    ctx: &Context,
    actor: &Actor,
    which: &Which,
    response: ResponseId,
) -> Result<Outcome, Error> {
    let page = open(ctx, actor, which, None).await?;
    let unknown = || Error::of("response", RefusalCode::Unknown);
    let found = page.record.responses.iter().find(|entry| entry.response.id == response);
    let entry = found.filter(|entry| entry.undone_at.is_none()).cloned().ok_or_else(unknown)?;
    let instrument = ctx.content.instrument(&page.programme.id, &entry.response.instrument);
    let instrument = Arc::clone(instrument.ok_or_else(unknown)?);
    let before: Vec<&ResponseEntry> = page
        .responses(&instrument)
        .filter(|other| other.response.date <= entry.response.date && other.response.id != response)
        .filter(|other| other.response.score.is_some())
        .collect();
    let change = |earlier: &&ResponseEntry| crate::course::change_between(&instrument, earlier, &entry);
    let band = entry.response.score.and_then(|score| scoring::band(&instrument, score));
    let answers = &entry.response.answers;
    let missing = instrument.items.iter().filter(|item| !answers.contains_key(&item.key));
    Ok(Outcome {
        band: band.map(|band| band.key.clone()),
        at_risk: band.is_some_and(|band| band.at_risk),
        since_start: before.first().and_then(change),
        since_last: before.last().and_then(change),
        unanswered: missing.map(|item| item.key.clone()).collect(),
        page,
        instrument,
        entry,
    })
}

/// The areas of a profile, the time before beside now.
pub fn profile(page: &CoursePage, before: Option<&Answers>, now: Option<&Answers>) -> Vec<ProfileRow> {
    let answer = |answers: Option<&Answers>, key: &str| answers.and_then(|a| a.get(key)).copied();
    let areas = page.programme.life_areas.iter().map(|area| &area.key);
    areas
        .map(|area| ProfileRow {
            area: area.clone(),
            before: answer(before, area),
            now: answer(now, area),
            importance: answer(now, &format!("{area}.importance")),
            chosen: answer(now, &format!("{area}.now")) == Some(Answer::Value(1)),
        })
        .collect()
}

/// The occasion meant: the one named, else the open one nearest to today that asks for the instrument, else the
/// nearest.
fn occasion<'a>(
    page: &'a CoursePage,
    instrument: &Instrument,
    named: Option<&str>,
) -> Result<&'a OccasionPlan, Error> {
    let unknown = || Error::of("occasion", RefusalCode::Unknown);
    if let Some(key) = named {
        return page.programme.occasion(key).ok_or_else(unknown);
    }
    let asked = page.programme.occasions.iter().filter(|o| o.instruments.contains(&instrument.id));
    let distance = |occasion: &&OccasionPlan| {
        let answered = page.responses(instrument).any(|entry| entry.response.occasion == occasion.key);
        let window = window(page.course(), page.schedule.as_ref(), occasion);
        let days = window.map_or(i32::MAX, |w| {
            let open = w.from <= page.today && page.today <= w.to;
            if open { 0 } else { days_between(w.target, page.today).abs() }
        });
        (answered, days)
    };
    asked.min_by_key(distance).ok_or_else(unknown)
}
