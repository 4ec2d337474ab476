//! What every chart must hold: numbers of the description stand in a table, no words collide, nothing a strict page or a PDF
//! cannot take. The samples are hand-made; none of them is a person.

mod checks;
mod courses;
mod figures;

use std::sync::OnceLock;

use locale::Language;

use super::{Chart, Place, Width};

/// Every sample at every width in both languages.
fn all() -> &'static [(String, Chart)] {
    static ALL: OnceLock<Vec<(String, Chart)>> = OnceLock::new();
    ALL.get_or_init(drawn)
}

fn drawn() -> Vec<(String, Chart)> {
    let mut charts = Vec::new();
    for language in Language::ALL {
        for (width, suffix) in [(Width::Wide, "720"), (Width::Narrow, "328"), (Width::Column, "400")] {
            let draw = |id: &str, chart: &dyn Fn(Place<'_>) -> Chart| {
                let id = format!("{id}-{suffix}-{}", language.tag());
                let drawn = chart(Place { id: &id, language, width });
                (id, drawn)
            };
            charts.extend(courses::samples(&draw));
            charts.extend(figures::samples(&draw));
        }
    }
    charts
}

/// To look at them: `CHART_SAMPLES=/some/folder cargo test -p report chart::tests::draw`.
#[test]
fn draw() {
    let Some(folder) = option_env!("CHART_SAMPLES") else { return };
    std::fs::create_dir_all(folder).unwrap();
    for (id, chart) in all() {
        std::fs::write(std::path::Path::new(folder).join(format!("{id}.svg")), &chart.svg).unwrap();
    }
}
