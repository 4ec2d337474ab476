//! What every chart must hold: numbers of the description stand in a table, no words collide, nothing a strict page or a PDF
//! cannot take. The samples are hand-made; none of them is a person.

mod checks;
mod courses;

use locale::Language;

use super::{Chart, Place, Width};

/// Every sample at every width in both languages.
fn all() -> Vec<(String, Chart)> {
    let mut charts = Vec::new();
    for language in Language::ALL {
        for (width, suffix) in [(Width::Wide, "720"), (Width::Narrow, "328")] {
            let draw = |id: &str| format!("{id}-{suffix}-{}", language.tag());
            for (id, chart) in courses::samples(&|id: &str, chart: &dyn Fn(Place<'_>) -> Chart| {
                let id = draw(id);
                let drawn = chart(Place { id: &id, language, width });
                (id, drawn)
            }) {
                charts.push((id, chart));
            }
        }
    }
    charts
}

#[test]
#[ignore = "writes the samples as files, to be looked at"]
fn draw() {
    let folder = std::env::temp_dir().join("fodfaeste-charts");
    std::fs::create_dir_all(&folder).unwrap();
    for (id, chart) in all() {
        std::fs::write(folder.join(format!("{id}.svg")), chart.svg).unwrap();
    }
}
