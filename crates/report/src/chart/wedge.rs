//! The small wedge of the lists: three steps downwards, filled as far as the course has come. Decoration beside words
//! that say the same; it has no title of its own.

use super::canvas::Canvas;
use super::look::{Paint, Stroke, fill};
use super::say::say;
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Where a course stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Position {
    /// Before phase 1.
    ContactMaking,
    /// In a phase (1–3); `done` is the part of it that has gone, 0–1.
    Phase {
        /// 1, 2 or 3.
        number: u8,
        /// 0–1.
        done: f64,
    },
    /// Closed while in this phase (3 after the last).
    Closed {
        /// 1, 2 or 3.
        number: u8,
    },
}

const AHEAD: Paint = fill(ink::PAPER).with(Stroke { color: ink::A_300, width: 1.0, dash: None }).rounded(1.5);
const CURRENT: Paint = fill(ink::A_4).with(Stroke { color: ink::A_600, width: 1.0, dash: None }).rounded(1.5);
const PASSED: Paint = fill(ink::A_600).rounded(1.5);
const GONE: Paint = fill(ink::A).rounded(1.5);

/// A picture of 64 × 14 units. `place.width` does not matter.
pub fn small_wedge(position: Position, place: Place<'_>) -> Chart {
    let mut canvas = Canvas::new(&place);
    for (step, (x, top)) in (1u8..).zip([(0.0, 1.0), (22.0, 5.0), (44.0, 9.0)]) {
        draw_step(&mut canvas, position, step, (x, top, 14.0 - top));
    }
    let description = words(position, place);
    let mut table = Table::new(
        "phase",
        say(place.language, "chart-wedge-caption", &[]),
        vec![Column::words(say(place.language, "chart-column-phase", &[]))],
    );
    table.row(vec![Cell::Text(description.clone())]);
    canvas.decoration((64.0, 14.0), description.clone(), description, table)
}

fn draw_step(canvas: &mut Canvas, position: Position, step: u8, (x, top, height): (f64, f64, f64)) {
    let (at, size) = ((x, top), (20.0, height));
    let (edge_at, edge_size) = ((x + 0.5, top + 0.5), (19.0, height - 1.0));
    match position {
        Position::Phase { number, .. } if step < number => canvas.rect(at, size, PASSED),
        Position::Phase { number, done } if step == number => {
            canvas.rect(edge_at, edge_size, CURRENT);
            canvas.rect(at, (20.0 * done.clamp(0.1, 1.0), height), GONE);
        }
        Position::Closed { number } if step <= number => canvas.rect(at, size, PASSED),
        _ => canvas.rect(edge_at, edge_size, AHEAD),
    }
}

fn words(position: Position, place: Place<'_>) -> String {
    match position {
        Position::ContactMaking => say(place.language, "chart-phase-contact-making", &[]),
        Position::Phase { number, .. } => say(place.language, "chart-phase", &[("n", number.into())]),
        Position::Closed { .. } => say(place.language, "chart-phase-closed", &[]),
    }
}
