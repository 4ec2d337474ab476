//! The report as one page of HTML that needs nothing else: no script, no request, fonts and figures inside; prints like the PDF.

mod blocks;
mod escape;

use std::collections::BTreeSet;
use std::fmt::Write;

use self::escape::{base64, escaped};
use crate::document::{Block, Document};

const STYLE: &str = include_str!("report.css");
const REGULAR: &[u8] = include_bytes!("../../fonts/IBMPlexSans-Regular-Latin1.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../../fonts/IBMPlexSans-SemiBold-Latin1.woff2");

/// The page.
pub fn page(document: &Document) -> String {
    let mut page = String::with_capacity(256 * 1024);
    let said = |key: &str| escaped(&locale::text(document.language, &format!("report-{key}"), &[]));
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, text, .. } => Some(format!("{text} · {}", document.title)),
        _ => None,
    });
    let title = title.unwrap_or_else(|| document.title.clone());
    page.push_str("<!doctype html>\n");
    put(
        &mut page,
        format_args!("<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", document.language.tag()),
    );
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<meta name=\"robots\" content=\"noindex\">\n");
    put(&mut page, format_args!("<title>{}</title>\n<style>\n", escaped(&title)));
    for (weight, font) in [(400, REGULAR), (600, SEMIBOLD)] {
        put(
            &mut page,
            format_args!(
                "@font-face{{font-family:\"IBM Plex Sans\";font-weight:{weight};font-style:normal;\
                 src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
                base64(font)
            ),
        );
    }
    page.push_str(STYLE);
    margins(&mut page, document);
    page.push_str("</style>\n</head>\n<body>\n");
    put(&mut page, format_args!("<a class=\"skip\" href=\"#report\">{}</a>\n", said("skip")));
    if let Some(synthetic) = &document.synthetic {
        put(&mut page, format_args!("<p class=\"synthetic\">{}</p>\n", escaped(&synthetic.head)));
    }
    page.push_str("<main id=\"report\">\n");
    let top: Vec<String> =
        document.top.iter().map(|words| format!("<span>{}</span>", escaped(words))).collect();
    put(&mut page, format_args!("<p class=\"top\">{}</p>\n", top.join(" · ")));
    blocks::write(&mut page, document);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Head and foot of every printed page, as the PDF has them.
fn margins(page: &mut String, document: &Document) {
    let foot: Vec<String> =
        [Some(document.title.clone()), document.cut.clone()].into_iter().flatten().collect();
    let words =
        locale::text(document.language, "report-page-of", &[("page", "¤".into()), ("total", "¤".into())]);
    let parts: Vec<String> = words.split('¤').map(css_string).collect();
    let number = parts.join(" counter(page) ").replacen(" counter(page) ", " counter(§) ", 1);
    let number = number.replace("counter(page)", "counter(pages)").replace("counter(§)", "counter(page)");
    let head = document.synthetic.as_ref().map(|synthetic| css_string(&synthetic.head));
    put(
        page,
        format_args!(
            "@page{{@top-right{{content:{};font:600 8.5pt \"IBM Plex Sans\",sans-serif}}\
             @bottom-left{{content:{};font:8.5pt \"IBM Plex Sans\",sans-serif;color:#50585b}}\
             @bottom-right{{content:{number};font:8.5pt \"IBM Plex Sans\",sans-serif;color:#50585b}}}}\n",
            head.unwrap_or_else(|| "\"\"".to_owned()),
            css_string(&foot.join(" · ")),
        ),
    );
}

/// Words as a string of a style sheet inside a page.
fn css_string(words: &str) -> String {
    let mut string = "\"".to_owned();
    for letter in words.chars() {
        match letter {
            '"' | '\\' | '<' | '>' | '&' => put(&mut string, format_args!("\\{:x} ", u32::from(letter))),
            letter if letter.is_control() => string.push(' '),
            letter => string.push(letter),
        }
    }
    string.push('"');
    string
}

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Anchor of the heading it begins with: `front`, then `did` and `changed` for the leader, `research` and what
    /// follows it for the researcher.
    pub id: String,
    /// Its blocks as HTML.
    pub html: String,
}

/// The parts of the report for a page that brings its own frame and style: the first page, then one part for each
/// heading at which print begins a new page.
pub fn parts(document: &Document) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading { level: 1, id, .. } | Block::Heading { level: 2, id, new_page: true, .. } => {
                parts.push(Part { id: id.clone(), html: String::new() });
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            blocks::one(&mut part.html, document, block);
        }
    }
    parts
}

/// The parts that are shown together on one page: a link to a place that is not among them becomes its words.
pub fn shown_together(parts: Vec<Part>) -> Vec<Part> {
    let there: BTreeSet<String> = parts.iter().flat_map(|part| quoted(&part.html, " id=\"")).collect();
    let settled = parts.into_iter().map(|part| Part { html: without_dead_links(&part.html, &there), ..part });
    settled.collect()
}

/// The beginning of a link to a place in the report, up to its anchor.
const LINK: &str = "<a href=\"#";

/// What stands between a beginning and the next quotation mark, each time.
fn quoted(html: &str, begin: &str) -> Vec<String> {
    let after = html.split(begin).skip(1);
    after.filter_map(|rest| rest.split_once('"')).map(|(value, _)| value.to_owned()).collect()
}

fn without_dead_links(html: &str, there: &BTreeSet<String>) -> String {
    let mut pieces = html.split(LINK);
    let mut made = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let link =
            piece.split_once("\">").and_then(|(anchor, rest)| Some((anchor, rest.split_once("</a>")?)));
        match link {
            Some((anchor, (words, rest))) if !there.contains(anchor) => {
                made.push_str(words);
                made.push_str(rest);
            }
            _ => {
                made.push_str(LINK);
                made.push_str(piece);
            }
        }
    }
    made
}

/// Writes to a string, which cannot fail.
pub(crate) fn put(page: &mut String, words: std::fmt::Arguments<'_>) {
    page.write_fmt(words).unwrap_or_default();
}
