//! How words, lines and shapes look. One sign keeps one meaning in every chart: hollow is start, filled is closing, hatch is
//! nothing to see, a diamond is what to look at.

use super::ink;

/// Where words stand against their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// To its right.
    Start,
    /// On it.
    Middle,
    /// To its left.
    End,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    /// Size in units of the drawing; never under 12.
    pub size: f64,
    /// Semibold.
    pub bold: bool,
    /// Colour.
    pub color: &'static str,
    /// With a rim of paper, where it stands on lines.
    pub halo: bool,
    /// Side.
    pub anchor: Anchor,
}

const fn face(size: f64, bold: bool, color: &'static str) -> Face {
    Face { size, bold, color, halo: false, anchor: Anchor::Start }
}

/// The finding.
pub(super) const HEADING: Face = face(17.0, true, ink::INK);
/// What is measured.
pub(super) const SUB: Face = face(13.0, false, ink::INK_2);
/// Labels.
pub(super) const BODY: Face = face(13.0, false, ink::INK);
/// Labels that carry the message.
pub(super) const KEY: Face = face(13.0, true, ink::INK);
/// Ticks and notes.
pub(super) const SMALL: Face = face(12.0, false, ink::INK_2);
/// Small headings.
pub(super) const SMALL_KEY: Face = face(12.0, true, ink::INK);

impl Face {
    pub(super) const fn halo(mut self) -> Self {
        self.halo = true;
        self
    }

    pub(super) const fn end(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    pub(super) const fn middle(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    pub(super) const fn sized(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    pub(super) const fn color(mut self, color: &'static str) -> Self {
        self.color = color;
        self
    }

    pub(super) const fn bold(mut self, bold: bool) -> Self {
        self.bold = bold;
        self
    }
}

/// A line's look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub color: &'static str,
    pub width: f64,
    pub dash: Option<&'static str>,
}

const fn stroke(color: &'static str, width: f64) -> Stroke {
    Stroke { color, width, dash: None }
}

/// Grid line.
pub(super) const GRID: Stroke = stroke(ink::GRID, 1.0);
/// Axis, limit.
pub(super) const AXIS: Stroke = stroke(ink::LINE, 1.0);
/// Zero line.
pub(super) const ZERO: Stroke = stroke(ink::INK, 1.0);
/// Outline of hatches and of neutral shapes.
pub(super) const OUTLINE: Stroke = stroke(ink::INK_2, 1.5);
/// Curve and link of the first series.
pub(super) const LINE_A: Stroke = stroke(ink::A, 2.5);
/// Curve of the second series.
pub(super) const LINE_B: Stroke = stroke(ink::B, 2.5);
/// Interval of the first series.
pub(super) const INTERVAL_A: Stroke = stroke(ink::A, 2.0);
/// Interval of the second series.
pub(super) const INTERVAL_B: Stroke = stroke(ink::B, 2.0);
/// A cross: not measured.
pub(super) const CROSS: Stroke = stroke(ink::INK_2, 1.5);

impl Stroke {
    pub(super) const fn dashed(mut self) -> Self {
        self.dash = Some("5 4");
        self
    }

    pub(super) const fn dotted(mut self) -> Self {
        self.dash = Some("1 3");
        self
    }
}

/// What fills a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing.
    None,
    /// A colour.
    Color(&'static str),
    /// Grey diagonal: nothing to see here.
    Hatch,
    /// The same, pale, behind what is drawn: a pause.
    Rest,
    /// Fine diagonal on sand: risk zone.
    Risk,
}

/// A shape's look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    pub fill: Fill,
    pub stroke: Option<Stroke>,
    pub radius: f64,
}

/// A filled shape.
pub(super) const fn fill(color: &'static str) -> Paint {
    Paint { fill: Fill::Color(color), stroke: None, radius: 0.0 }
}

/// An outline.
pub(super) const fn outline(stroke: Stroke) -> Paint {
    Paint { fill: Fill::None, stroke: Some(stroke), radius: 0.0 }
}

impl Paint {
    pub(super) const fn with(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }

    pub(super) const fn rounded(mut self, radius: f64) -> Self {
        self.radius = radius;
        self
    }
}

/// Start, first series.
pub(super) const START_A: Paint = fill(ink::PAPER).with(LINE_A);
/// Closing or the estimate, first series.
pub(super) const END_A: Paint = fill(ink::A).with(LINE_A);
/// Start, second series.
pub(super) const START_B: Paint = fill(ink::PAPER).with(LINE_B);
/// Closing or the estimate, second series.
pub(super) const END_B: Paint = fill(ink::B).with(LINE_B);
/// Nothing to see here.
pub(super) const HATCHED: Paint = Paint { fill: Fill::Hatch, stroke: Some(OUTLINE), radius: 0.0 };
/// Risk zone.
pub(super) const RISK_ZONE: Paint = Paint { fill: Fill::Risk, stroke: None, radius: 0.0 };
/// White box with a thin edge.
pub(super) const BOX: Paint = fill(ink::PAPER).with(AXIS);
