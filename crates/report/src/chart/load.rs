//! A worker's load against the ceiling as a bar for lists and the team page. Decoration beside the words "6 af 20"; no
//! ranking, and what is over the ceiling is hatched, not red.

use locale::{Language, Value};

use super::canvas::Canvas;
use super::look::{HATCHED, Stroke, fill};
use super::say::{num, say};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Weight of the courses somebody carries, and what somebody can carry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// Weighted by phase.
    pub weight: f64,
    /// The ceiling, after working hours.
    pub ceiling: f64,
}

const WIDTH: f64 = 96.0;

/// The bar, 96 × 10 units; `description` is the words beside it.
pub fn load_bar(load: Load, place: Place<'_>) -> Chart {
    let mut canvas = Canvas::sized(&place, WIDTH);
    let whole = load.weight.max(load.ceiling).max(1e-9);
    let at = |weight: f64| (weight / whole).clamp(0.0, 1.0) * WIDTH;
    canvas.rect((0.0, 2.0), (WIDTH, 6.0), fill(ink::GRID).rounded(3.0));
    let within = at(load.weight.min(load.ceiling));
    if within > 0.0 {
        canvas.rect((0.0, 2.0), (within.max(3.0), 6.0), fill(ink::A_600).rounded(3.0));
    }
    if load.weight > load.ceiling {
        let limit = at(load.ceiling);
        canvas.rect(
            (limit, 2.5),
            (WIDTH - limit - 0.5, 5.0),
            HATCHED.with(Stroke { color: ink::INK_2, width: 1.0, dash: None }),
        );
        canvas.line((limit, 0.0), (limit, 10.0), Stroke { color: ink::INK, width: 1.5, dash: None });
    }
    let description = words(load, place.language);
    let mut table = Table::new(
        "load",
        description.clone(),
        vec![
            Column::numbers(say(place.language, "chart-column-weight", &[])),
            Column::numbers(say(place.language, "chart-column-ceiling", &[])),
        ],
    );
    table.row(vec![
        Cell::Number(load.weight, decimals(load.weight)),
        Cell::Number(load.ceiling, decimals(load.ceiling)),
    ]);
    canvas.decoration((WIDTH, 10.0), description.clone(), description, table)
}

pub(super) fn decimals(weight: f64) -> u8 {
    u8::from(weight.fract().abs() > 0.05)
}

fn words(load: Load, language: Language) -> String {
    let number = |weight: f64| Value::from(num(language, weight, decimals(weight)));
    say(language, "chart-of", &[("x", number(load.weight)), ("of", number(load.ceiling))])
}
