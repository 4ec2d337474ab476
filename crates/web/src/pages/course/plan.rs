//! Writing the plan: one area at a time with its goal and activities.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::id::{FocusAreaId, StepId};
use domain::plan::{ActivityState, Provider};
use service::course::{CoursePage, Which};
use service::plan::{self as plans, ActivityChange, LetGo, NewActivity, PlanArea, PlanForm, SaveArea};
use service::step::{TakeBack, take_back};
use service::{Error, Sent};

use super::forms::{self, Filled, came_back, course_page, filled, sent};
use super::reading::Reader;
use super::say;
use super::view::plan::Goal;
use super::widgets::{Choice, Field, Kind, Maker, Widget};
use crate::flash::Flash;
use crate::form::{Faults, FieldFault, Fields};
use crate::page::{Page, render, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

#[derive(Template)]
#[template(path = "course/plan_page.html")]
struct PlanPage {
    page: Page,
    href: String,
    alias: String,
    title: String,
    open: bool,
    carried: String,
    goals: Vec<Goal>,
    old: bool,
}

/// The plan to edit, and the address of its course.
pub(crate) async fn form(site: &Site, who: &SignedIn, code: &str) -> Result<(PlanForm, String), Problem> {
    let form = plans::form(&site.ctx, &who.actor, &Which::Code(code.to_owned())).await?;
    let href = forms::href(&form.page.course().code);
    Ok((form, href))
}

/// The plan with its acts.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let words = who.words;
    let section = super::view::plan::plan(words, &form.page, &href);
    let template = PlanPage {
        page: course_page(&site, &who, &href, "plan-title")?,
        alias: form.page.alias().to_owned(),
        title: section.title,
        open: form.page.writable && form.page.course().is_open(),
        carried: section.carried,
        goals: section.goals,
        old: !form.versions.is_empty(),
        href,
    };
    render(&template)
}

/// One area with its goal and activities.
pub(crate) async fn edit(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let area = area(&form, &id)?;
    let action = format!("{href}/plan/{id}");
    let filled = filled(&site, &who, &action, known(&area)).await?;
    edit_page(&site, &who, (&form, &href, &area), &filled)
}

fn area(form: &PlanForm, id: &str) -> Result<PlanArea, Problem> {
    form.area(forms::id(id)?).ok_or(Problem::NotFound)
}

/// What stands in an area.
fn known(area: &PlanArea) -> Fields {
    let mut fields = Fields::default();
    fields.put("goal", area.entry.goal.clone().unwrap_or_default());
    fields.put("version", area.entry.version.to_string());
    for (row, entry) in area.activities.iter().enumerate() {
        let activity = &entry.activity;
        let provider = activity.provider.map_or("", Provider::code);
        let handed = activity.handed_over_to.map_or("", Provider::code);
        fields.put(&format!("a{row}_title"), entry.title.clone());
        fields.put(&format!("a{row}_version"), entry.version.to_string());
        fields.put(&format!("a{row}_state"), activity.state.code());
        fields.put(&format!("a{row}_provider"), provider);
        fields.put(&format!("a{row}_handed"), handed);
        fields.put(&format!("a{row}_until"), activity.until.map(|day| day.to_string()).unwrap_or_default());
    }
    fields.put("state", ActivityState::NotStarted.code());
    fields.put("was", digest(&[fields.raw("goal").trim()]));
    for row in 0..area.activities.len() {
        fields.put(&format!("a{row}_was"), as_shown(&fields, row));
    }
    fields
}

#[derive(Template)]
#[template(path = "course/area.html")]
struct AreaPage {
    page: Page,
    href: String,
    name: String,
    action: String,
    goal: Widget,
    version: String,
    was: String,
    rows: Vec<Row>,
    new: Row,
    let_go: String,
    /// True where somebody put it away: it is taken up again as it is saved.
    put_away: bool,
    draft_line: String,
}

/// The fields of an activity.
struct Row {
    legend: String,
    open: bool,
    hidden: Vec<(String, String)>,
    widgets: Vec<Widget>,
}

fn edit_page(
    site: &Site,
    who: &SignedIn,
    (form, href, area): (&PlanForm, &str, &PlanArea),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let make = filled.maker(words);
    let handing = form.phase == 3;
    let rows = area.activities.iter().enumerate().map(|(row, entry)| Row {
        legend: entry.title.clone(),
        open: false,
        hidden: vec![
            (format!("a{row}_id"), entry.activity.id.uuid().simple().to_string()),
            (format!("a{row}_version"), filled.fields.raw(&format!("a{row}_version")).to_owned()),
            (format!("a{row}_was"), filled.fields.raw(&format!("a{row}_was")).to_owned()),
        ],
        widgets: activity_widgets(&make, &format!("a{row}_"), handing),
    });
    let page = course_page(site, who, href, "plan-title")?;
    let name = say::area(words, &form.page.programme, &area.entry.area.area);
    let id = area.entry.area.id.uuid().simple();
    let put_away = area.entry.area.let_go.is_some();
    let version =
        if put_away { area.entry.version.to_string() } else { filled.fields.raw("version").to_owned() };
    let template = AreaPage {
        page: filled.around(page),
        action: format!("{href}/plan/{id}"),
        goal: Widget::Field(Field {
            hint: words.say("plan-goal-hint").into_owned(),
            ..make.field(Kind::Area, "goal", "plan-goal-label")
        }),
        version,
        put_away,
        was: filled.fields.raw("was").to_owned(),
        rows: rows.collect(),
        new: Row {
            legend: words.say("plan-activity-new").into_owned(),
            open: area.activities.is_empty()
                || filled.faults.at("title").is_some()
                || filled.fields.text("title").is_some(),
            hidden: Vec::new(),
            widgets: activity_widgets(&make, "", false),
        },
        let_go: format!("{href}/plan/{id}/laeg-vaek"),
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        href: href.to_owned(),
        name,
    };
    if filled.faults.is_empty() { render(&template) } else { crate::page::render_faults(&template) }
}

fn activity_widgets(make: &Maker<'_>, prefix: &str, handing: bool) -> Vec<Widget> {
    let name = |field: &str| format!("{prefix}{field}");
    let providers = || {
        let mut choices = vec![Choice::new("", make.words.say("plan-provider-none"))];
        choices.extend(make.codes("plan-provider", Provider::ALL.iter().map(|provider| provider.code())));
        choices
    };
    let states = make.codes("plan-state", ActivityState::ALL.iter().map(|state| state.code()));
    let mut widgets = vec![
        Widget::Field(make.field(Kind::Line, &name("title"), "plan-activity-label")),
        Widget::Chips(make.chips(&name("state"), "plan-activity-state", states)),
        Widget::Pick(make.pick(
            &name("provider"),
            "plan-activity-provider",
            vec![(String::new(), providers())],
        )),
        Widget::Field(make.field(Kind::Date, &name("until"), "plan-activity-until")),
    ];
    if handing {
        let groups = vec![(String::new(), providers())];
        widgets.push(Widget::Pick(make.pick(&name("handed"), "plan-activity-handed", groups)));
    }
    widgets
}

/// Saves an area. Where somebody else was first, both versions are shown.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let area = area(&form, &id)?;
    let action = format!("{href}/plan/{id}");
    super::conflict::resolve(&mut fields);
    let meant: FocusAreaId = forms::id(&id)?;
    let saved = match command(&form.page, (&area, meant), &fields) {
        Ok(command) => plans::save_area(&site.ctx, &who.actor, command, sent(&fields, &action)).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(step) => Ok(see_other(&site, &format!("{href}/plan"), &saved_flash(&href, step))),
        Err(Error::Conflict(conflict)) => {
            let action = format!("{href}/plan/{}", area.entry.area.id.uuid().simple());
            super::conflict::page(&site, &who, (&form.page, &href), (&action, &fields, &conflict))
        }
        Err(error) => {
            let filled = came_back(&site, &who, &action, (fields, error)).await?;
            edit_page(&site, &who, (&form, &href, &area), &filled)
        }
    }
}

/// That the plan is saved, and where that is taken back.
pub(super) fn saved_flash(href: &str, step: StepId) -> Flash {
    Flash::new("plan-saved").undo(format!("{href}/plan/aendring/{}/fortryd", step.uuid().simple()))
}

/// Takes a change of the plan back.
pub(crate) async fn undo(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, step)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let command = TakeBack { course: form.page.course().id, step: forms::id(&step)? };
    take_back(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}/plan"), &Flash::new("course-undone")))
}

fn command(
    page: &CoursePage,
    (area, focus_area): (&PlanArea, FocusAreaId),
    fields: &Fields,
) -> Result<SaveArea, Error> {
    let mut reader = Reader::new(fields);
    let resolved = fields.text("resolved").is_some();
    let mut activities = Vec::new();
    for row in 0..area.activities.len() {
        let Ok(id) = uuid::Uuid::try_parse(fields.raw(&format!("a{row}_id"))) else { continue };
        let current = area.activities.iter().find(|entry| entry.activity.id.uuid() == id);
        let Some(current) = current else { continue };
        // What was not touched is left to whoever touches it.
        if fields.text(&format!("a{row}_was")).is_some_and(|was| was == as_shown(fields, row)) {
            continue;
        }
        // Whoever chose between both versions saw the present one.
        let version = fields.raw(&format!("a{row}_version")).parse().unwrap_or(0);
        activities.push(ActivityChange {
            id: current.activity.id,
            version: if resolved { current.version } else { version },
            title: reader.words(&format!("a{row}_title")),
            provider: Provider::parse(fields.raw(&format!("a{row}_provider"))),
            until: reader.date_of("until", &format!("a{row}_until")),
            state: ActivityState::parse(fields.raw(&format!("a{row}_state")))
                .unwrap_or(current.activity.state),
            handed_over_to: Provider::parse(fields.raw(&format!("a{row}_handed"))),
        });
    }
    let new = NewActivity {
        title: reader.words("title"),
        provider: reader.code("provider", Provider::parse),
        until: reader.date("until"),
        state: reader.code("state", ActivityState::parse).unwrap_or(ActivityState::NotStarted),
    };
    let version = reader.number("version").unwrap_or(0);
    let goal = reader.words("goal");
    let untouched = fields.text("was").is_some() && fields.raw("was").trim() == digest(&[goal.trim()]);
    let goal = (!untouched).then_some(goal);
    let course = page.course().id;
    let take_up = fields.text("take_up").is_some();
    let add = vec![new];
    reader.finish(Some(SaveArea { course, focus_area, version, goal, activities, add, take_up }))
}

/// What stands in the fields of an activity, for telling whether it was touched.
fn as_shown(fields: &Fields, row: usize) -> String {
    let field = |name: &str| fields.raw(&format!("a{row}_{name}")).trim().to_owned();
    let shown = ["title", "state", "provider", "until", "handed"].map(field);
    digest(&shown.each_ref().map(String::as_str))
}

/// A short sign of some texts: equal for equal ones.
fn digest(texts: &[&str]) -> String {
    format!("{:016x}", domain::words::sign(texts.iter().copied()))
}

/// Puts an area away; it can still be read.
pub(crate) async fn let_go(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let area = area(&form, &id)?;
    let version = fields.raw("version").parse().unwrap_or(area.entry.version);
    let (course, focus_area) = (form.page.course().id, area.entry.area.id);
    match plans::let_go(&site.ctx, &who.actor, LetGo { course, focus_area, version }, Sent::default()).await {
        Ok(()) => {
            let undo = format!("{href}/plan/{}/tag-op", focus_area.uuid().simple());
            Ok(see_other(&site, &format!("{href}/plan"), &Flash::new("plan-letgone").undo(undo)))
        }
        // A colleague changed it meanwhile: it is shown as it stands, and can be put away then.
        Err(Error::Conflict(_)) => {
            let message = who.words.say("plan-letgo-changed");
            let filled = Filled {
                faults: Faults(vec![FieldFault { field: "", message }]),
                ..Filled::proposed(known(&area))
            };
            edit_page(&site, &who, (&form, &href, &area), &filled)
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes an area up again that was put away.
pub(crate) async fn take_up(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let id: FocusAreaId = forms::id(&id)?;
    let entry = form.page.record.focus_areas.iter().find(|entry| entry.area.id == id);
    let version = entry.map(|entry| entry.version).ok_or(Problem::NotFound)?;
    let command = LetGo { course: form.page.course().id, focus_area: id, version };
    plans::keep(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}/plan"), &Flash::new("course-undone")))
}
