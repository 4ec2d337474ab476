//! Two people changed the same: both versions side by side, field by field. Nothing is written over; what was chosen
//! goes the same way as the form it came from.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use service::course::CoursePage;
use service::{Conflict, Error};
use uuid::Uuid;

use super::forms::{Filled, came_back, course_page};
use super::reading;
use super::say;
use crate::form::Fields;
use crate::page::{Page, render_as};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Fields that are words: both versions can be kept.
const WORDS: [&str; 6] = ["note", "goal", "name", "task", "agreement", "long_term_plan"];
/// What the name of a block begins with: an activity, chosen as a whole, for half of it would make no sense.
const BLOCK: &str = "a:";

/// The page with both versions, of whatever form.
#[derive(Template)]
#[template(path = "course/conflict.html")]
pub(crate) struct Both {
    pub(crate) page: Page,
    pub(crate) href: String,
    pub(crate) alias: String,
    pub(crate) action: String,
    pub(crate) text: String,
    pub(crate) theirs_label: String,
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) rows: Vec<Row>,
}

/// A field in both versions.
pub(crate) struct Row {
    pub(crate) field: String,
    pub(crate) label: String,
    pub(crate) yours: Vec<String>,
    pub(crate) theirs: Vec<String>,
    pub(crate) both: bool,
}

/// What is answered to a form that was not saved: where somebody else was first both versions, else the form again with
/// what is to be mended. Nothing of it is lost.
pub(crate) async fn not_saved(
    site: &Site,
    who: &SignedIn,
    place: (&CoursePage, &str),
    (action, fields, error): (&str, Fields, Error),
    form: impl FnOnce(&Filled) -> Result<Response, Problem>,
) -> Result<Response, Problem> {
    match error {
        Error::Conflict(conflict) => page(site, who, place, (action, &fields, &conflict)),
        error => form(&came_back(site, who, action, (fields, error)).await?),
    }
}

/// The page with both versions.
pub(crate) fn page(
    site: &Site,
    who: &SignedIn,
    (course, href): (&CoursePage, &str),
    (action, fields, conflict): (&str, &Fields, &Conflict),
) -> Result<Response, Problem> {
    let words = who.words;
    let mut hidden = carried(fields);
    hidden.push(("version".to_owned(), conflict.version.to_string()));
    hidden.push(("resolved".to_owned(), "1".to_owned()));
    let mut rows: Vec<Row> = Vec::new();
    for field in &conflict.fields {
        let show = |value: &Option<String>| shown(words, course, field.field, value.as_deref());
        let (yours, theirs) = (show(&field.yours), show(&field.theirs));
        if let Some(block) = field.block {
            add_to_block(&mut rows, (words, course, block), (label(words, field.field), yours, theirs));
            continue;
        }
        hidden.push((format!("theirs_{}", field.field), field.theirs.clone().unwrap_or_default()));
        rows.push(Row {
            field: field.field.to_owned(),
            label: label(words, field.field),
            yours: vec![yours],
            theirs: vec![theirs],
            both: WORDS.contains(&field.field),
        });
    }
    let name = conflict.by.and_then(|id| course.member(id)).map(|user| user.name.as_str());
    let First { title, text, theirs_label } = First::of(site, who, (conflict, name), &rows);
    let template = Both {
        page: course_page(site, who, href, title)?,
        href: href.to_owned(),
        alias: course.alias().to_owned(),
        action: action.to_owned(),
        text,
        theirs_label,
        hidden,
        rows,
    };
    render_as(StatusCode::CONFLICT, &template)
}

/// Who was first, in words. Whoever has two windows open is not told of herself as of somebody else.
pub(crate) struct First {
    /// Key of the page's title.
    pub(crate) title: &'static str,
    /// Who, when, and what to do.
    pub(crate) text: String,
    /// What the version that was saved is called.
    pub(crate) theirs_label: String,
}

impl First {
    pub(crate) fn of(
        site: &Site,
        who: &SignedIn,
        (conflict, name): (&Conflict, Option<&str>),
        rows: &[Row],
    ) -> Self {
        let words = who.words;
        let when = conflict.at.map(|at| site.ctx.local_of(at)).map_or_else(
            || words.say("date-today").into_owned(),
            |at| {
                let clock = words.at(at.time());
                let same_day = at.date() == words.today;
                if same_day { clock } else { format!("{} {clock}", words.relative(at.date())) }
            },
        );
        let own = conflict.by == Some(who.actor.user);
        let both = rows.iter().any(|row| row.both);
        let key = match (own, both) {
            (false, true) => "conflict-text",
            (false, false) => "conflict-text-one",
            (true, true) => "conflict-own-text",
            (true, false) => "conflict-own-text-one",
        };
        let somebody = words.say("conflict-somebody");
        let values = [("name", name.unwrap_or(&somebody).into()), ("when", when.into())];
        let theirs_label = match name {
            _ if own => words.say("conflict-own-theirs"),
            Some(name) => words.fill("conflict-theirs", &[("name", name.into())]),
            None => words.say("conflict-somebodys"),
        };
        Self {
            title: if own { "conflict-own-title" } else { "conflict-title" },
            text: words.fill(key, &values).into_owned(),
            theirs_label: theirs_label.into_owned(),
        }
    }
}

/// A name and what it is: a name that asks has its mark already.
pub(crate) fn labelled(name: &str, value: &str) -> String {
    if name.ends_with('?') { format!("{name} {value}") } else { format!("{name}: {value}") }
}

/// Adds a field to its block, which is chosen as a whole.
fn add_to_block(
    rows: &mut Vec<Row>,
    (words, course, block): (Words, &CoursePage, Uuid),
    (name, yours, theirs): (String, String, String),
) {
    let field = format!("{BLOCK}{}", block.simple());
    let (yours, theirs) = (labelled(&name, &yours), labelled(&name, &theirs));
    if let Some(row) = rows.iter_mut().find(|row| row.field == field) {
        row.yours.push(yours);
        row.theirs.push(theirs);
        return;
    }
    let title = course.record.activities.iter().find(|entry| entry.activity.id.uuid() == block);
    let label = title.map_or_else(|| words.say("plan-activity").into_owned(), |entry| entry.title.clone());
    rows.push(Row { field, label, yours: vec![yours], theirs: vec![theirs], both: false });
}

fn label(words: Words, field: &str) -> String {
    let key = match field {
        "title" => "plan-activity-label",
        "state" => "plan-activity-state",
        "provider" => "plan-activity-provider",
        "until" => "plan-activity-until",
        "handed_over_to" => "plan-activity-handed",
        "agreement" => "course-safe-label",
        "alias" => "course-alias-label",
        "long_term_plan" => "close-plan",
        "note" => "contact-note",
        "goal" => "plan-goal",
        "name" => "network-name",
        "task" => "network-task",
        "kind" => "contact-kind",
        "strength" => "network-strength-hers",
        "team_strength" => "network-strength-team",
        "since" => "network-since",
        "ended" => "network-ended-date",
        "takes_over" => "network-takes-over",
        "holding" => "network-holding",
        "municipal_entry" => "network-entry-is",
        "role" => "contact-role",
        "outcome" => "contact-outcome",
        "new_time" => "contact-newtime",
        "minutes" => "contact-minutes",
        "place" => "contact-place",
        "joined" => "contact-joined",
        "meeting" => "contact-meeting",
        "areas" => "contact-areas",
        "time" => "contact-time",
        "mode" => "ask-mode",
        "informer" => "ask-informer",
        "answers" => "course-measures-answers",
        "occasion" => "course-measures-occasion",
        _ => "contact-date",
    };
    words.say(key).into_owned()
}

/// A value in words; what has no words is shown as it is.
fn shown(words: Words, course: &CoursePage, field: &str, value: Option<&str>) -> String {
    let Some(value) = value else { return words.say("conflict-empty").into_owned() };
    let each = |family: &str| {
        value.split(';').map(|code| words.word(family, code).into_owned()).collect::<Vec<_>>().join(", ")
    };
    match field {
        "date" | "since" | "until" | "ended" => {
            crate::form::read_date(value).map_or_else(|| value.to_owned(), |date| words.day(date))
        }
        "time" => reading::time(value).map_or_else(|| value.to_owned(), |time| words.clock(time)),
        "kind" if locale::has(words.language, &format!("contact-kind-{value}")) => each("contact-kind"),
        "kind" => each("network-kind"),
        "outcome" => each("contact"),
        "role" => each("contact-role"),
        "meeting" => each("contact-meeting"),
        "joined" => each("contact-joined"),
        "place" => domain::contact::ContactPlace::parse(value)
            .map_or_else(|| value.to_owned(), |place| say::place(words, place).into_owned()),
        "areas" => value
            .split(';')
            .map(|key| say::area(words, &course.programme, key))
            .collect::<Vec<_>>()
            .join(", "),
        "strength" | "team_strength" => each("network-strength"),
        "state" => each("plan-state"),
        "provider" | "handed_over_to" => each("plan-provider"),
        "new_time" => each("contact-newtime"),
        "mode" => each("ask-mode"),
        "informer" => each("ask-informer"),
        "occasion" => say::occasion(words, course, value),
        "takes_over" | "holding" | "municipal_entry" => each("network-holding"),
        _ => value.to_owned(),
    }
}

/// What was typed in a form, as hidden fields of the page with both versions: all but what belongs to that page itself.
pub(crate) fn carried(typed: &Fields) -> Vec<(String, String)> {
    let own = |field: &str| matches!(field, "once" | "version") || is_of_both(field);
    typed
        .pairs()
        .filter(|(field, _)| !own(field))
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .collect()
}

/// Whether a field belongs to the page with both versions alone.
pub(crate) fn is_of_both(field: &str) -> bool {
    field == "resolved" || field.starts_with("choose_") || field.starts_with("theirs_")
}

/// Puts what was chosen between both versions into the fields of the form, as if it had been typed.
pub(crate) fn resolve(fields: &mut Fields) {
    let choices: Vec<(String, String)> = fields
        .pairs()
        .filter_map(|(name, choice)| Some((name.strip_prefix("choose_")?.to_owned(), choice.to_owned())))
        .collect();
    for (field, choice) in choices {
        let theirs = fields.raw(&format!("theirs_{field}")).to_owned();
        match choice.as_str() {
            // An activity that is not named stays as it is.
            "theirs" if field.starts_with(BLOCK) => {
                let id = field.trim_start_matches(BLOCK);
                let row = fields.pairs().find(|(name, value)| name.ends_with("_id") && *value == id);
                if let Some(name) = row.map(|(name, _)| name.to_owned()) {
                    fields.put(&name, "");
                }
            }
            "theirs" if field == "areas" || field == "joined" => {
                // Coordination names the same people in another place of its form.
                fields.put_all("with", theirs.split(';').filter(|_| field == "joined" && !theirs.is_empty()));
                fields.put_all(&field, theirs.split(';').filter(|value| !value.is_empty()));
            }
            "theirs" if field == "minutes" => {
                fields.put("other_minutes", theirs);
                fields.put("minutes", "");
            }
            "theirs" => fields.put(&field, theirs),
            "both" => {
                let joined = format!("{}\n{theirs}", fields.raw(&field).trim());
                fields.put(&field, joined);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_stands_in_the_form_as_if_typed() {
        let mut fields = Fields::parse(
            "note=min&theirs_note=din&choose_note=both&areas=a&areas=b&theirs_areas=c;d&choose_areas=theirs&\
             kind=call&theirs_kind=meeting&choose_kind=yours&a0_id=x&a1_id=y&choose_a:y=theirs&choose_a:x=yours"
                .as_bytes(),
        );
        resolve(&mut fields);
        assert_eq!(fields.raw("note"), "min\ndin");
        assert_eq!(fields.all("areas").collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(fields.raw("kind"), "call");
        assert_eq!((fields.raw("a0_id"), fields.raw("a1_id")), ("x", ""), "chosen block by block");
    }
}
