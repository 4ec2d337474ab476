//! Figure 04: the life situation per area, the same people at start and at closing, and the change with its interval.

use evaluation::findings::{Change, Estimable, Family, Findings, Measure, Reason};
use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::figure::{FEW_FOR_MEAN, at_occasion, data_label, measure_name, nothing, occasion};
use super::look::{
    AXIS, END_A, GRID, HATCHED, INTERVAL_A, KEY, LINE_A, SMALL as TICK, SMALL_KEY, START_A, ZERO, fill,
};
use super::metrics::{lines, width};
use super::say::{count, label, lower, num, say, signed, slug, span, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// A line of the figure.
struct Line<'a> {
    name: String,
    /// Absent where it is hidden.
    change: Option<&'a Change>,
    overall: bool,
}

impl Line<'_> {
    fn rose(&self) -> bool {
        self.change.is_some_and(|change| change.ci95[0] > 0.0)
    }

    fn fell(&self) -> bool {
        self.change.is_some_and(|change| change.ci95[1] < 0.0)
    }

    fn is_few(&self) -> bool {
        self.change.is_some_and(|change| change.n < FEW_FOR_MEAN)
    }
}

/// Figure 04 for a family of scores.
pub(crate) fn dimensions(findings: &Findings, family: &Family, place: Place<'_>) -> Chart {
    let language = place.language;
    let rows = rows(findings, family, language);
    let areas: Vec<&Line<'_>> = rows.iter().filter(|row| !row.overall).collect();
    if areas.iter().all(|row| row.change.is_none()) {
        return nothing(place, findings, &slug(&family.name), "chart-areas-question", "chart-nothing-pairs");
    }
    let title = heading(findings, &areas, language);
    let mut canvas =
        Canvas::figure(&place, &title, &sub(&areas, measures(findings, family).first().copied(), language));
    draw(&mut canvas, findings, family, &rows);
    let notes = vec![
        say(language, "chart-areas-note", &[]),
        say(language, "chart-areas-note-tests", &[("areas", count_word(areas.len(), language).into())]),
        data_label(findings, language),
    ];
    canvas.foot(&notes);
    let description = describe(&rows, language);
    let table = table(findings, family, &rows, language);
    canvas.finish(title, description, vec![table])
}

fn measures<'a>(findings: &'a Findings, family: &'a Family) -> Vec<&'a Measure> {
    let named = |name: &String| findings.measures.iter().find(|measure| measure.name == *name);
    family.measures.iter().filter_map(named).collect()
}

/// Areas by size of their change, then the mean over all of them. With one that is hidden they stand in the programme's
/// order, which tells nothing of it.
fn rows<'a>(findings: &'a Findings, family: &'a Family, language: Language) -> Vec<Line<'a>> {
    let mut rows: Vec<Line<'a>> = measures(findings, family)
        .into_iter()
        .filter_map(|measure| {
            let change = measure.change.value();
            let hidden = matches!(measure.change, Estimable::Not { not_estimable: Reason::Suppressed });
            (change.is_some() || hidden).then(|| Line {
                name: measure_name(measure, language),
                change,
                overall: false,
            })
        })
        .collect();
    if rows.iter().all(|row| row.change.is_some()) {
        let size = |row: &Line<'_>| row.change.map_or(0.0, |change| change.difference);
        rows.sort_by(|one, other| size(other).total_cmp(&size(one)));
    }
    let areas = count_word(rows.len(), language);
    if let Some(change) = family.overall.value().filter(|_| rows.len() > 1) {
        let name = say(language, "chart-areas-mean", &[("areas", areas.into())]);
        rows.push(Line { name, change: Some(change), overall: true });
    }
    rows
}

/// A small count as a word.
pub(super) fn count_word(n: usize, language: Language) -> String {
    let key = format!("chart-number-{n}");
    if locale::has(language, &key) { say(language, &key, &[]) } else { whole(language, n as u64) }
}

fn heading(findings: &Findings, areas: &[&Line<'_>], language: Language) -> String {
    let Some(changes) = areas.iter().map(|row| row.change).collect::<Option<Vec<_>>>() else {
        return say(language, "chart-areas-question", &[]);
    };
    let rose = areas.iter().filter(|row| row.rose()).count();
    let fell = areas.iter().filter(|row| row.fell()).count();
    let few = areas.iter().all(|row| row.is_few());
    let to = changes.first().map(|change| at_occasion(findings, &change.to, language)).unwrap_or_default();
    let name = |row: Option<&&Line<'_>>| row.map(|row| lower(&row.name)).unwrap_or_default();
    let values = [
        ("areas", Value::from(count_word(areas.len(), language))),
        ("rose", count_word(rose, language).into()),
        ("fell", count_word(fell, language).into()),
        ("most", name(areas.first()).into()),
        ("least", name(areas.last()).into()),
        ("occasion", to.into()),
    ];
    let key = if few {
        "chart-areas-title-few"
    } else if rose == areas.len() && rose > 1 {
        "chart-areas-title-all"
    } else if rose > 0 && fell == 0 {
        "chart-areas-title-some"
    } else if rose > 0 || fell > 0 {
        "chart-areas-title-both"
    } else {
        "chart-areas-title-open"
    };
    say(language, key, &values)
}

fn sub(areas: &[&Line<'_>], measure: Option<&Measure>, language: Language) -> String {
    let [low, high] = measure.and_then(|measure| measure.range).unwrap_or([1.0, 10.0]);
    let pairs = |row: &Line<'_>| row.change.map(|change| change.n);
    let n = areas.first().and_then(|row| pairs(row));
    let same = n.is_some() && areas.iter().all(|row| pairs(row) == n);
    let values = [
        ("low", Value::from(num(language, low, 0))),
        ("high", num(language, high, 0).into()),
        ("pairs", whole(language, n.unwrap_or_default()).into()),
    ];
    say(language, if same { "chart-areas-sub" } else { "chart-areas-sub-varying" }, &values)
}

/// The changes that are not hidden.
fn shown<'a>(rows: &'a [Line<'_>]) -> impl Iterator<Item = &'a Change> {
    rows.iter().filter_map(|row| row.change)
}

/// Where the two panels stand.
struct Panels {
    across: Scale,
    change: Scale,
    row: f64,
}

fn axes(findings: &Findings, family: &Family, rows: &[Line<'_>]) -> ([f64; 2], [f64; 2]) {
    let ranges = measures(findings, family).into_iter().filter_map(|measure| measure.range);
    let means = shown(rows).flat_map(|change| [change.mean_from, change.mean_to]).map(|mean| [mean, mean]);
    let union = |[low, high]: [f64; 2], [from, to]: [f64; 2]| [low.min(from), high.max(to)];
    let nothing = [f64::INFINITY, f64::NEG_INFINITY];
    let range = ranges.reduce(union).unwrap_or_else(|| {
        let [low, high] = means.fold(nothing, union);
        [low.floor(), high.ceil()]
    });
    let [low, high] = shown(rows).map(|change| change.ci95).fold([0.0, 0.0], union);
    let step = super::scale::step((high - low).max(range[1] - range[0]).max(1e-6) * 0.4, 2.0);
    (range, [(low / step).floor() * step, (high / step).ceil().max(1.0) * step])
}

fn draw(canvas: &mut Canvas, findings: &Findings, family: &Family, rows: &[Line<'_>]) {
    let narrow = canvas.narrow();
    let (range, changes) = axes(findings, family, rows);
    let (left, wide) = if narrow { (8.0, canvas.width - 16.0) } else { (176.0, 250.0) };
    let panels = Panels {
        across: Scale::new(range, [left, left + wide]),
        change: Scale::new(changes, [466.0, 594.0]),
        row: canvas.tall([27.0, 46.0, 39.0]),
    };
    let language = canvas.language();
    let mut y = canvas.y + if narrow { 4.0 } else { 14.0 };
    if !narrow {
        let names = from_and_to(findings, rows, language);
        let head =
            say(language, "chart-areas-head", &[("from", names.0.into()), ("to", lower(&names.1).into())]);
        canvas.text((left, y), &head, SMALL_KEY);
        canvas.text((466.0, y), &say(language, "chart-areas-head-change", &[]), SMALL_KEY);
        y += 12.0;
    }
    let bottom = y + panels.row * count(rows.len() as u64) + canvas.tall([6.0, 6.0, 12.0]);
    axis(canvas, &panels.across, range, (y, bottom), 9.0);
    if !narrow {
        axis(canvas, &panels.change, changes, (y, bottom), 3.0);
        canvas.line((panels.change.at(0.0), y), (panels.change.at(0.0), bottom), ZERO);
    }
    for row in rows {
        canvas.open(&row.name);
        if row.overall {
            let right = canvas.width;
            canvas.line((0.0, y + 3.0), (right, y + 3.0), AXIS);
            y += canvas.tall([3.0, 3.0, 9.0]);
        }
        draw_row(canvas, row, &panels, y);
        canvas.close();
        y += panels.row;
    }
    legend(canvas, findings, rows, (left, bottom + 40.0));
}

fn axis(canvas: &mut Canvas, scale: &Scale, [low, high]: [f64; 2], (top, bottom): Point, parts: f64) {
    let language = canvas.language();
    for value in ticks(low, high, parts) {
        let x = scale.at(value);
        canvas.line((x, top), (x, bottom), GRID);
        let d = u8::from(value.fract().abs() > 1e-9);
        canvas.text((x, bottom + 16.0), &num(language, value, d), TICK.middle());
    }
}

fn draw_row(canvas: &mut Canvas, row: &Line<'_>, panels: &Panels, y: f64) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let middle = y + canvas.tall([15.0, 32.0, 28.0]);
    let number = row.change.map_or_else(
        || say(language, "chart-units-hidden", &[]),
        |change| format!("{} ({})", signed(language, change.difference, 1), span(language, change.ci95, 1)),
    );
    let right = canvas.width;
    let face = KEY.bold(row.overall).halo();
    if narrow {
        let room = right - width(&number, KEY) - 10.0;
        let name = lines(&row.name, room, face).first().cloned().unwrap_or_default();
        canvas.text((0.0, middle - 14.0), &name, face);
        canvas.text((right, middle - 14.0), &number, KEY.color(ink::A).halo().end());
    } else {
        let words = lines(&row.name, 164.0, face);
        let first = middle + 4.0 - 7.0 * count(words.len() as u64 - 1);
        for (line, words) in words.iter().enumerate() {
            canvas.text((0.0, first + 14.0 * count(line as u64)), words, face);
        }
    }
    let Some(change) = row.change else {
        // Over the whole range it could have, so that the picture tells nothing of it.
        let panels = std::iter::once(&panels.across).chain((!narrow).then_some(&panels.change));
        for [from, to] in panels.map(Scale::ends) {
            canvas.rect((from, middle - 5.0), (to - from, 10.0), HATCHED);
        }
        if !narrow {
            canvas.text((right, middle + 4.0), &number, SMALL_KEY.end());
        }
        return;
    };
    let (start, end) = (panels.across.at(change.mean_from), panels.across.at(change.mean_to));
    canvas.line((start, middle), (end, middle), LINE_A);
    canvas.dot((start, middle), 5.5, START_A);
    canvas.dot((end, middle), 5.5, END_A);
    if !narrow {
        let [low, high] = change.ci95;
        canvas.interval(panels.change.at(low), panels.change.at(high), middle, INTERVAL_A);
        canvas.dot((panels.change.at(change.difference), middle), 3.6, fill(ink::A));
        canvas.text((right, middle + 4.0), &number, SMALL_KEY.end());
    }
}

fn from_and_to(findings: &Findings, rows: &[Line<'_>], language: Language) -> (String, String) {
    shown(rows).next().map_or_else(
        || (String::new(), String::new()),
        |change| (occasion(findings, &change.from, language), occasion(findings, &change.to, language)),
    )
}

fn legend(canvas: &mut Canvas, findings: &Findings, rows: &[Line<'_>], (left, y): Point) {
    let (from, to) = from_and_to(findings, rows, canvas.language());
    let mut x = left + 6.0;
    for (paint, name) in [(START_A, lower(&from)), (END_A, lower(&to))] {
        canvas.dot((x, y - 4.0), 5.5, paint);
        canvas.text((x + 11.0, y), &name, TICK);
        x += 11.0 + width(&name, TICK) + 22.0;
    }
    canvas.y = y + 8.0;
}

fn describe(rows: &[Line<'_>], language: Language) -> String {
    let parts: Vec<String> = rows
        .iter()
        .map(|row| {
            let Some(change) = row.change else {
                return format!("{} {}", row.name, say(language, "chart-units-hidden", &[]));
            };
            let values = [
                ("name", Value::from(&row.name)),
                ("from", num(language, change.mean_from, 1).into()),
                ("to", num(language, change.mean_to, 1).into()),
                ("change", signed(language, change.difference, 1).into()),
            ];
            say(language, "chart-areas-desc", &values)
        })
        .collect();
    format!("{}.", parts.join("; "))
}

fn table(findings: &Findings, family: &Family, rows: &[Line<'_>], language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval");
    let (from, to) = from_and_to(findings, rows, language);
    let name = label(language, &family.label, "family", &family.name);
    let caption = say(language, "chart-caption-areas", &[("name", (&name).into())]);
    let mut table = Table::new(
        slug(&family.name).chars().take(31).collect::<String>(),
        caption,
        vec![
            Column::words(name),
            Column::numbers(column("chart-column-n")),
            Column::numbers(from),
            Column::numbers(to),
            Column::numbers(column("chart-column-difference")),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
            Column::numbers(column("chart-column-p-holm")),
            Column::numbers(column("chart-column-progress")),
        ],
    );
    for row in rows {
        let Some(change) = row.change else {
            let mut cells = vec![Cell::Text(row.name.clone())];
            cells.extend(vec![Cell::Hidden; 8]);
            table.row(cells);
            continue;
        };
        let [low, high] = change.ci95;
        let cells = vec![
            Cell::Text(row.name.clone()),
            Cell::Count(change.n),
            Cell::Number(change.mean_from, 1),
            Cell::Number(change.mean_to, 1),
            Cell::Signed(change.difference, 1),
            Cell::Number(low, 1),
            Cell::Number(high, 1),
            change.p_holm.map_or(Cell::NotApplicable, Cell::P),
            change.progress.as_ref().map_or(Cell::NotApplicable, |share| Cell::Share(share.share, 0)),
        ];
        if row.overall { table.total(cells) } else { table.row(cells) }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_words_and_large_ones_figures() {
        assert_eq!(count_word(10, Language::Da), "ti");
        assert_eq!(count_word(10, Language::En), "ten");
        assert_eq!(count_word(31, Language::Da), "31");
    }
}
