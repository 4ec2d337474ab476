//! The sheet a chart is drawn on: text, lines and shapes as plain SVG attributes, heading above and notes below.
//! No style attributes, no classes that carry colour, no script: the same bytes stand in a page under a strict content
//! security policy and in a PDF. It knows nothing about what is drawn.

use std::fmt::Write;

use locale::Language;

use super::ink;
use super::look::{Anchor, Face, Fill, GRID, HEADING, Paint, SMALL, SUB, Stroke};
use super::metrics::{balanced, lines};
use super::{Chart, Place, Width};
use crate::table::Table;
use crate::words::upper_first;

/// A point.
pub(super) type Point = (f64, f64);

/// Space around the drawing.
const MARGIN: f64 = 8.0;

/// The sheet.
#[derive(Debug)]
pub(super) struct Canvas {
    id: String,
    language: Language,
    /// Width of the drawing without margins.
    pub width: f64,
    /// How far the drawing has come.
    pub y: f64,
    body: String,
    hatch: bool,
    risk: bool,
}

impl Canvas {
    /// An empty sheet as wide as its place.
    pub(super) fn new(place: &Place) -> Self {
        Self::sized(place, place.width.units())
    }

    /// An empty sheet of another width.
    pub(super) fn sized(place: &Place, width: f64) -> Self {
        Self {
            id: place.id.to_owned(),
            language: place.language,
            width,
            y: 0.0,
            body: String::with_capacity(8192),
            hatch: false,
            risk: false,
        }
    }

    /// A sheet with heading and sub-heading on it.
    pub(super) fn figure(place: &Place, heading: &str, sub: &str) -> Self {
        let mut canvas = Self::new(place);
        let mut y = 18.0;
        for line in balanced(&upper_first(heading), canvas.width, HEADING) {
            canvas.text((0.0, y), &line, HEADING);
            y += 22.0;
        }
        if !sub.is_empty() {
            y = canvas.paragraph((0.0, y), sub, canvas.width, SUB);
        }
        canvas.y = y + 10.0;
        canvas
    }

    /// Language of its words.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Whether it is for a phone.
    pub(super) fn narrow(&self) -> bool {
        self.width < 500.0
    }

    /// Whether it is for a column on paper.
    pub(super) fn column(&self) -> bool {
        self.narrow() && self.width >= Width::Column.units()
    }

    /// Of three heights the one for its room: wide, a phone, a column on paper.
    pub(super) fn tall(&self, [wide, phone, column]: [f64; 3]) -> f64 {
        match (self.narrow(), self.column()) {
            (false, _) => wide,
            (true, false) => phone,
            (true, true) => column,
        }
    }

    /// Begins a group; `name` is for those who restyle or test, not for readers.
    pub(super) fn open(&mut self, name: &str) {
        self.push(format_args!("<g data-part=\"{}\">", escape(name)));
    }

    /// Ends it.
    pub(super) fn close(&mut self) {
        self.push(format_args!("</g>"));
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        self.body.write_fmt(element).unwrap_or_default();
        self.body.push('\n');
    }

    /// One line of words; `at` is its baseline.
    pub(super) fn text(&mut self, at: Point, words: &str, face: Face) {
        let size =
            if (face.size - 13.0).abs() < 0.01 { String::new() } else { attribute("font-size", face.size) };
        let weight = if face.bold { " font-weight=\"600\"" } else { "" };
        let anchor = match face.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let halo = if face.halo {
            " paint-order=\"stroke\" stroke=\"#FFFFFF\" stroke-width=\"4\" stroke-linejoin=\"round\""
        } else {
            ""
        };
        let (x, y, color) = (number(at.0), number(at.1), face.color);
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" fill=\"{color}\"{size}{weight}{anchor}{halo}>{}</text>",
            escape(words)
        ));
    }

    /// Words over several lines; gives the baseline of the line after.
    pub(super) fn paragraph(&mut self, at: Point, words: &str, room: f64, face: Face) -> f64 {
        let step = if face.size < 12.5 { 16.0 } else { 18.0 };
        let mut y = at.1;
        for line in lines(words, room, face) {
            self.text((at.0, y), &line, face);
            y += step;
        }
        y
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let look = stroked(Some(stroke));
        self.push(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{look}/>"));
    }

    /// A rectangle; a negative size is none.
    pub(super) fn rect(&mut self, at: Point, size: Point, paint: Paint) {
        let (x, y, w, h) = (number(at.0), number(at.1), number(size.0.max(0.0)), number(size.1.max(0.0)));
        let radius = if paint.radius > 0.0 { attribute("rx", paint.radius) } else { String::new() };
        let look = self.look(paint);
        self.push(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{radius}{look}/>"));
    }

    /// A circle.
    pub(super) fn dot(&mut self, at: Point, radius: f64, paint: Paint) {
        let (x, y, r) = (number(at.0), number(at.1), number(radius));
        let look = self.look(paint);
        self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{look}/>"));
    }

    /// A square around a point.
    pub(super) fn square(&mut self, at: Point, half: f64, paint: Paint) {
        self.rect((at.0 - half, at.1 - half), (2.0 * half, 2.0 * half), paint);
    }

    /// A diamond around a point.
    pub(super) fn diamond(&mut self, at: Point, half: f64, paint: Paint) {
        let (x, y) = at;
        self.area(&[(x, y - half), (x + half, y), (x, y + half), (x - half, y)], paint);
    }

    /// A cross on a point: not measured, let go.
    pub(super) fn cross(&mut self, at: Point, half: f64, stroke: Stroke) {
        let (x, y) = at;
        self.line((x - half, y - half), (x + half, y + half), stroke);
        self.line((x - half, y + half), (x + half, y - half), stroke);
    }

    /// A line through points.
    pub(super) fn curve(&mut self, points: &[Point], stroke: Stroke) {
        let (d, look) = (path(points), stroked(Some(stroke)));
        self.push(format_args!("<path d=\"{d}\" fill=\"none\" stroke-linejoin=\"round\"{look}/>"));
    }

    /// A closed shape.
    pub(super) fn area(&mut self, points: &[Point], paint: Paint) {
        let (d, look) = (path(points), self.look(paint));
        self.push(format_args!("<path d=\"{d}Z\"{look}/>"));
    }

    /// A horizontal interval with end caps.
    pub(super) fn interval(&mut self, from: f64, to: f64, y: f64, stroke: Stroke) {
        self.line((from, y), (to, y), stroke);
        self.line((from, y - 4.0), (from, y + 4.0), stroke);
        self.line((to, y - 4.0), (to, y + 4.0), stroke);
    }

    /// An upright interval with end caps.
    pub(super) fn upright_interval(&mut self, x: f64, from: f64, to: f64, stroke: Stroke) {
        self.line((x, from), (x, to), stroke);
        self.line((x - 4.0, from), (x + 4.0, from), stroke);
        self.line((x - 4.0, to), (x + 4.0, to), stroke);
    }

    fn look(&mut self, paint: Paint) -> String {
        let fill = match paint.fill {
            Fill::None => " fill=\"none\"".to_owned(),
            Fill::Color(color) => format!(" fill=\"{color}\""),
            Fill::Hatch => {
                self.hatch = true;
                format!(" fill=\"url(#{}-hatch)\"", self.id)
            }
            Fill::Rest => {
                self.hatch = true;
                format!(" fill=\"url(#{}-hatch)\" fill-opacity=\"0.4\"", self.id)
            }
            Fill::Risk => {
                self.risk = true;
                format!(" fill=\"url(#{}-risk)\"", self.id)
            }
        };
        fill + &stroked(paint.stroke)
    }

    /// Notes under a figure, the last of them being the label of its data.
    pub(super) fn foot(&mut self, notes: &[String]) {
        let mut y = self.y + 6.0;
        self.line((0.0, y), (self.width, y), GRID);
        y += 17.0;
        for note in notes.iter().filter(|note| !note.is_empty()) {
            y = self.paragraph((0.0, y), note, self.width, SMALL) + 2.0;
        }
        self.y = y - 6.0;
    }

    /// Everything together.
    pub(super) fn finish(self, title: impl Into<String>, description: String, tables: Vec<Table>) -> Chart {
        // A measure that the study gave no label begins its heading with its name, which is small.
        let title = upper_first(&title.into());
        let (w, h) = (number(self.width + 2.0 * MARGIN), number(self.y + 2.0 * MARGIN));
        let (id, lang, margin) = (&self.id, self.language.tag(), number(-MARGIN));
        let head = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ff-chart\" id=\"{id}\" lang=\"{lang}\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\" viewBox=\"{margin} {margin} {w} {h}\" width=\"{w}\" height=\"{h}\"{FONT}>\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n",
            escape(&title),
            escape(&description)
        );
        let ground =
            format!("<rect x=\"{margin}\" y=\"{margin}\" width=\"{w}\" height=\"{h}\" fill=\"#FFFFFF\"/>\n");
        let svg = head + &self.patterns() + &ground + &self.body + "</svg>\n";
        let mut tables = tables.into_iter();
        let table = tables.next().unwrap_or_else(|| Table::new("table", title.clone(), Vec::new()));
        Chart { svg, title, description, table, more_tables: tables.collect() }
    }

    /// A small picture that the words beside it make superfluous for those who do not see it.
    pub(super) fn decoration(
        self,
        view: (f64, f64),
        title: String,
        description: String,
        table: Table,
    ) -> Chart {
        let (w, h, lang) = (number(view.0), number(view.1), self.language.tag());
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ff-chart\" id=\"{}\" lang=\"{lang}\" aria-hidden=\"true\" \
             focusable=\"false\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\"{FONT}>\n{}{}</svg>\n",
            self.id,
            self.patterns(),
            self.body
        );
        Chart { svg, title, description, table, more_tables: Vec::new() }
    }

    fn patterns(&self) -> String {
        if !self.hatch && !self.risk {
            return String::new();
        }
        let mut defs = String::from("<defs>");
        if self.hatch {
            defs += &pattern(&self.id, "hatch", 6.0, (ink::PAPER, ink::LINE, 1.4));
        }
        if self.risk {
            defs += &pattern(&self.id, "risk", 7.0, (ink::SURFACE, ink::RISK, 1.0));
        }
        defs + "</defs>\n"
    }
}

/// Font of all words, as attributes that a page and a PDF both read.
pub(super) const FONT: &str =
    " font-family=\"'IBM Plex Sans','Segoe UI',system-ui,sans-serif\" font-size=\"13\"";

fn pattern(id: &str, name: &str, size: f64, (ground, line, width): (&str, &str, f64)) -> String {
    let (size, width) = (number(size), number(width));
    format!(
        "<pattern id=\"{id}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"{size}\" height=\"{size}\" fill=\"{ground}\"/>\
         <rect width=\"{width}\" height=\"{size}\" fill=\"{line}\"/></pattern>"
    )
}

fn stroked(stroke: Option<Stroke>) -> String {
    let Some(stroke) = stroke else { return String::new() };
    let dash = stroke.dash.map_or_else(String::new, |dash| format!(" stroke-dasharray=\"{dash}\""));
    let width = number(stroke.width);
    format!(" stroke=\"{}\" stroke-width=\"{width}\"{dash}", stroke.color)
}

fn path(points: &[Point]) -> String {
    let mut d = String::new();
    for (position, (x, y)) in points.iter().enumerate() {
        d.push(if position == 0 { 'M' } else { 'L' });
        d += &number(*x);
        d.push(' ');
        d += &number(*y);
    }
    d
}

fn attribute(name: &str, value: f64) -> String {
    format!(" {name}=\"{}\"", number(value))
}

/// A coordinate: one decimal at most, never minus zero, never NaN.
pub(super) fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let mut text = format!("{value:.1}");
    if text.ends_with(".0") {
        text.truncate(text.len() - 2);
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Words inside markup.
pub(super) fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Width {
    /// Width of the drawing in units.
    pub const fn units(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 328.0,
            Self::Column => 400.0,
            Self::Folded => 288.0,
        }
    }
}
