//! The OpenAPI document: what the handlers say of themselves, and what holds for all of them (the token, the ways a
//! request can fail).

use std::collections::BTreeMap;

use serde_json::{Value, json};
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::{AdditionalProperties, Schema};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContactBuilder, Content, InfoBuilder, LicenseBuilder, ObjectBuilder, OpenApi, Ref, RefOr,
    ResponseBuilder, Server, Tag,
};

const DESCRIPTION: &str = "\
Courses of people who wish for support by CTI, their contacts, plans and measurements.

**Who calls.** Each request carries an API token of a member of staff, `Authorization: Bearer …`; it may do what she may \
do, and stands in the audit trail under her name. What she may not do does not exist for her: the answer is 404 for what \
is missing and for what is not allowed alike.

**Writes** are on the disk when they are answered. With an `Idempotency-Key` a request has one effect however often it is \
sent; the same key with another request is refused.

**What goes wrong** is told as `application/problem+json` (RFC 9457) with a stable `code`, a title, a detail and a remedy \
in Danish or English by `Accept-Language`. Every fault of a request is listed at once in `errors`, in the body by JSON \
pointer, in the query by parameter. Keys and parameters that are not known are faults.

**Ids, days and words.** A course is named by its id or by its code. Days are those of Denmark. An alias is no name: \
there is no field for a name or a CPR number, and text that looks like one is refused. Keys may be added to what is \
answered; none is renamed or removed within `v1`.";

/// The document as it is served.
pub(crate) fn written(mut document: OpenApi) -> String {
    document.info = InfoBuilder::new()
        .title("Fodfæste")
        .version("1.0.0")
        .description(Some(DESCRIPTION))
        .contact(Some(ContactBuilder::new().name(Some("The Fodfæste contributors")).build()))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build()))
        .build();
    document.servers = Some(vec![Server::new(super::BASE)]);
    document.tags = Some(tags());
    document.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An API token, made on the profile page or by the administrator."))
        .build();
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    components.schemas.insert("Problem".to_owned(), problem().into());
    components.responses.extend(failures());
    components.schemas.iter_mut().for_each(closed);
    for item in document.paths.paths.values_mut() {
        operations(item).for_each(with_failures);
    }
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn tags() -> Vec<Tag> {
    let tag = |(name, words): (&str, &str)| TagBuilder::new().name(name).description(Some(words)).build();
    [
        ("me", "Who calls, and what waits for her."),
        ("courses", "Courses: the list, a new one, one as a whole, what moves it on."),
        ("contacts", "Contacts of a course."),
        ("responses", "Filled-in instruments of a course."),
        ("enquiries", "Enquiries, before anybody is a participant."),
        ("programmes", "Programmes and instruments as they are defined."),
        ("evaluation", "Numbers over courses, never of one."),
    ]
    .map(tag)
    .into()
}

/// What is sent knows its keys; what is answered may get more.
fn closed((name, schema): (&String, &mut RefOr<Schema>)) {
    let sent = name.starts_with("New") || name.starts_with("Changed") || name.ends_with("Body");
    if let (true, RefOr::T(Schema::Object(object))) = (sent, schema) {
        object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten()
}

/// How an operation can fail, by what it takes.
fn with_failures(operation: &mut Operation) {
    let parameters = operation.parameters.as_ref().map_or(0, Vec::len);
    let mut names = vec![("401", "Unauthorised"), ("404", "NotFound")];
    if operation.request_body.is_some() {
        names.extend([
            ("400", "Malformed"),
            ("413", "TooLarge"),
            ("415", "Unsupported"),
            ("409", "Conflict"),
        ]);
    }
    if operation.request_body.is_some() || parameters > 0 {
        names.push(("422", "Faults"));
    }
    for (status, name) in names {
        operation.responses.responses.insert(status.to_owned(), RefOr::Ref(Ref::from_response_name(name)));
    }
}

/// The answers that tell of a problem, each with an example.
fn failures() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
    let response = |words: &str, example: Value| {
        let mut content = Content::new(Some(Ref::from_schema_name("Problem")));
        content.example = Some(example);
        let response = ResponseBuilder::new().description(words).content("application/problem+json", content);
        RefOr::T(response.build())
    };
    let example = |status: u16, code: &str, title: &str, detail: &str, remedy: &str, more: Value| {
        let mut problem = json!({
            "type": format!("urn:fodfaeste:problem:{code}"),
            "title": title, "status": status, "code": code, "detail": detail, "remedy": remedy,
        });
        if let (Some(problem), Value::Object(more)) = (problem.as_object_mut(), more) {
            problem.extend(more);
        }
        problem
    };
    let words = |code: &str, part: &str| {
        locale::text(locale::Language::En, &format!("api-{code}{part}"), &[]).into_owned()
    };
    let failure = |about: &str, status: u16, code: &str, more: Value| {
        let (title, detail, remedy) = (words(code, ""), words(code, "-text"), words(code, "-remedy"));
        response(about, example(status, code, &title, &detail, &remedy, more))
    };
    let errors = json!({ "errors": [
        { "pointer": "/first_contact", "code": "future",
          "detail": locale::text(locale::Language::En, "error-future", &[]) },
        { "pointer": "/responses/2/answers/calm", "code": "range",
          "detail": words("fault-answer", ""), "parameters": { "item": "calm", "value": "7" } },
    ] });
    let conflict = json!({ "conflict": {
        "version": 3, "by": "01935b2a-7c00-7000-8000-000000000001", "at": "2026-11-24T10:00:00Z",
        "fields": [{ "field": "minutes", "yours": "45", "theirs": "60" }],
    } });
    [
        ("Unauthorised", failure("No token, or one that does not hold.", 401, "unauthorised", json!({}))),
        ("NotFound", failure("It does not exist, or the caller may not know of it.", 404, "notfound", json!({}))),
        ("Malformed", failure("The body is no JSON.", 400, "malformed", json!({ "line": 3, "column": 14 }))),
        ("TooLarge", failure("The body is larger than a mebibyte.", 413, "toolarge", json!({}))),
        ("Unsupported", failure("The body is not said to be JSON.", 415, "unsupported", json!({}))),
        ("Faults", failure("Faults of what was sent, all of them.", 422, "faults", errors)),
        (
            "Conflict",
            failure(
                "Somebody else was first; both versions are given. Or it does not go with how things stand: `closed`, \
                 `notstarted`, `alreadystarted`, `alreadypaused`, `toolate`, `duplicate`, `putaway`.",
                409,
                "conflict",
                conflict,
            ),
        ),
    ]
    .map(|(name, response)| (name.to_owned(), response))
    .into()
}

/// What a problem looks like.
fn problem() -> Schema {
    use utoipa::openapi::schema::{ArrayBuilder, Type};
    let text = |words: &str| ObjectBuilder::new().schema_type(Type::String).description(Some(words));
    let number = |words: &str| ObjectBuilder::new().schema_type(Type::Integer).description(Some(words));
    let error = ObjectBuilder::new()
        .property("pointer", text("Where in the body, as a JSON pointer."))
        .property("parameter", text("Which parameter of the query."))
        .property("code", text("Stable code of the fault."))
        .property("detail", text("What is wrong and what to do, in words."))
        .property("parameters", ObjectBuilder::new().description(Some("What the sentence fills in.")))
        .required("code")
        .required("detail");
    let field = ObjectBuilder::new()
        .property("field", text("Which."))
        .property("yours", text("What was to be written."))
        .property("theirs", text("What stands there."));
    let conflict = ObjectBuilder::new()
        .description(Some("Both versions of what two people wrote."))
        .property("version", number("The version it has now: what a second try names."))
        .property("by", text("Who was first."))
        .property("at", text("When."))
        .property("fields", ArrayBuilder::new().items(field));
    let withheld = ObjectBuilder::new()
        .description(Some("Numbers that are not let out."))
        .property("data_cut", text("The day they would be of."))
        .property("earlier", text("The day of the numbers let out before that they are too close to."));
    ObjectBuilder::new()
        .description(Some("What went wrong (RFC 9457)."))
        .property("type", text("A URI for the kind of problem."))
        .property("title", text("What went wrong, in words."))
        .property("status", number("Status of the answer."))
        .property("code", text("Stable code of the problem."))
        .property("detail", text("More of it, in words."))
        .property("remedy", text("What to do, in words."))
        .property(
            "errors",
            ArrayBuilder::new().items(error).description(Some("Every fault of what was sent.")),
        )
        .property("line", number("Line of the first fault of JSON that cannot be read."))
        .property("column", number("Column of it."))
        .property("conflict", conflict)
        .property("withheld", withheld)
        .property("incident", text("To be mentioned when you write to us."))
        .required("type")
        .required("title")
        .required("status")
        .required("code")
        .required("detail")
        .required("remedy")
        .build()
        .into()
}
