//! Figure 09: the change in groups fixed beforehand, and the difference between them, which is what says something.
//! A group picked on its own start value has an open diamond: it rises by itself too.

use evaluation::findings::{Change, Estimable, Findings, Interaction, Measure, Reason, Subgroup};
use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::figure::{FEW_FOR_MEAN, data_label, decimals, measure_name, nothing, table_name};
use super::look::{
    AXIS, BODY, END_A, END_B, GRID, INTERVAL_A, INTERVAL_B, KEY, Paint, SMALL as TICK, SMALL_KEY, START_A,
    START_B, ZERO, fill,
};
use super::metrics::lines;
use super::say::{count, label, lower, num, say, signed, span, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// A group with what may be said of it.
struct Group<'a> {
    name: String,
    picked: bool,
    /// With the trait, without it: hidden where they are few.
    sides: [Option<&'a Change>; 2],
    difference: Option<&'a Interaction>,
    /// What stands where a side or the difference does not: too few, or hidden.
    instead: String,
}

/// Figure 09 for one score.
pub(crate) fn subgroups(findings: &Findings, measure: &Measure, place: Place<'_>) -> Chart {
    let language = place.language;
    let groups: Vec<Group<'_>> = findings
        .subgroups
        .iter()
        .filter(|group| group.measure == measure.name)
        .map(|group| read(group, language))
        .collect();
    let (Some(all), false) = (measure.change.value(), groups.is_empty()) else {
        return nothing(
            place,
            findings,
            &table_name(measure, "groups"),
            "chart-groups-question",
            "chart-groups-nothing",
        );
    };
    let title = heading(&groups, measure, language);
    let values = [
        ("name", Value::from(measure_name(measure, language))),
        ("groups", super::dimensions::count_word(groups.len(), language).into()),
    ];
    let mut canvas = Canvas::figure(&place, &title, &say(language, "chart-groups-sub", &values));
    let scales = axes(all, &groups, &canvas);
    if canvas.narrow() {
        draw_narrow(&mut canvas, all, &groups, &scales);
    } else {
        draw_wide(&mut canvas, all, &groups, &scales);
    }
    let mut notes = Vec::new();
    for group in groups.iter().filter(|group| group.picked) {
        notes.push(say(language, "chart-groups-note-picked", &[("name", (&group.name).into())]));
    }
    notes.push(say(language, "chart-groups-note", &[("few", whole(language, FEW_FOR_MEAN).into())]));
    notes.push(data_label(findings, language));
    canvas.foot(&notes);
    let description = describe(all, &groups, measure, language);
    let table = table(findings, measure, all, &groups, language);
    canvas.finish(title, description, vec![table])
}

fn read(group: &Subgroup, language: Language) -> Group<'_> {
    let enough = |change: Option<&'_ Change>| change.is_some_and(|change| change.n >= FEW_FOR_MEAN);
    let (with, without) = (group.with.value(), group.without.value());
    let both = enough(with) && enough(without);
    let hidden =
        |side: &Estimable<Change>| matches!(side, Estimable::Not { not_estimable: Reason::Suppressed });
    let hidden = hidden(&group.with) || hidden(&group.without);
    Group {
        instead: say(language, if hidden { "chart-units-hidden" } else { "chart-too-few" }, &[]),
        name: label(language, &group.label, "group", &group.name),
        picked: group.picked_on_start,
        sides: [with.filter(|_| enough(with)), without.filter(|_| enough(without))],
        difference: group.interaction.value().filter(|_| both),
    }
}

fn heading(groups: &[Group<'_>], measure: &Measure, language: Language) -> String {
    let fixed: Vec<&Group<'_>> = groups.iter().filter(|group| !group.picked).collect();
    let picked = groups.iter().find(|group| group.picked);
    let known: Vec<&Interaction> = fixed.iter().filter_map(|group| group.difference).collect();
    let within = |difference: &&Interaction| {
        let [low, high] = difference.ci95;
        measure.relevant_change.is_some_and(|relevant| low > -relevant && high < relevant)
    };
    let differs = fixed.iter().find(|group| {
        group.difference.is_some_and(|difference| difference.ci95[0] > 0.0 || difference.ci95[1] < 0.0)
    });
    let numbers = [
        ("name", Value::from(differs.map(|group| lower(&group.name)).unwrap_or_default())),
        ("groups", super::dimensions::count_word(fixed.len(), language).into()),
    ];
    let main = if known.is_empty() {
        say(language, "chart-groups-title-few", &[])
    } else if differs.is_some() {
        say(language, "chart-groups-title-differs", &numbers)
    } else if known.len() == fixed.len() && known.iter().all(within) {
        let key =
            if picked.is_some() { "chart-groups-title-alike-first" } else { "chart-groups-title-alike" };
        say(language, key, &numbers)
    } else {
        say(language, "chart-groups-title-open", &[])
    };
    match picked {
        Some(group) => {
            let values = [("main", main.into()), ("name", (&group.name).into())];
            say(language, "chart-groups-title-picked", &values)
        }
        None => main,
    }
}

/// The two axes: change in each group, and difference.
struct Axes {
    change: Scale,
    changes: [f64; 2],
    difference: Scale,
    differences: [f64; 2],
}

fn axes(all: &Change, groups: &[Group<'_>], canvas: &Canvas) -> Axes {
    let union = |[low, high]: [f64; 2], [from, to]: [f64; 2]| [low.min(from), high.max(to)];
    let changes = groups.iter().flat_map(|group| group.sides.iter().flatten()).map(|change| change.ci95);
    let changes = changes.chain([all.ci95]).fold([0.0, 0.0], union);
    let differences = groups.iter().filter_map(|group| group.difference).map(|difference| difference.ci95);
    let differences = differences.fold([0.0, 0.0], union);
    // With no difference to show the axis is that of the changes, not a point.
    let differences = if differences == [0.0, 0.0] { changes } else { differences };
    let round = |[low, high]: [f64; 2]| {
        let step = super::scale::step((high - low).max(1e-6), 4.0);
        [low, (high / step - 1e-9).ceil().max(1.0) * step]
    };
    let (changes, differences) = (round(changes), round(differences));
    // Some room where the lowest end touches the frame.
    let room = |[low, high]: [f64; 2]| [if low < 0.0 { low - (high - low) * 0.04 } else { low }, high];
    let (changes, differences) = (room(changes), room(differences));
    let (left, wide) = if canvas.narrow() { (70.0, canvas.width - 84.0) } else { (206.0, 200.0) };
    Axes {
        change: Scale::new(changes, [left, left + wide]),
        changes,
        difference: Scale::new(differences, [490.0, 706.0]),
        differences,
    }
}

fn grid(canvas: &mut Canvas, scale: &Scale, [low, high]: [f64; 2], (top, bottom): Point) {
    let language = canvas.language();
    let parts = if canvas.narrow() { 4.0 } else { 5.0 };
    for value in ticks(low, high, parts) {
        let x = scale.at(value);
        canvas.line((x, top), (x, bottom), if value.abs() < 1e-9 { ZERO } else { GRID });
        let d = u8::from(value.fract().abs() > 1e-9);
        canvas.text((x, bottom + 16.0), &num(language, value, d), TICK.middle());
    }
}

fn draw_wide(canvas: &mut Canvas, all: &Change, groups: &[Group<'_>], axes: &Axes) {
    let language = canvas.language();
    let mut y = canvas.y + 12.0;
    canvas.text((206.0, y), &say(language, "chart-groups-head-change", &[]), SMALL_KEY);
    canvas.text((490.0, y), &say(language, "chart-groups-head-difference", &[]), SMALL_KEY);
    y += 10.0;
    let (top, bottom) = (y, y + 44.0 + 84.0 * count(groups.len() as u64));
    let [low, high] = all.ci95;
    let (from, to) = (axes.change.at(low), axes.change.at(high));
    canvas.rect((from, top), (to - from, bottom - top), fill(ink::A_4));
    grid(canvas, &axes.change, axes.changes, (top, bottom));
    grid(canvas, &axes.difference, axes.differences, (top, bottom));
    let middle = axes.change.at(all.difference);
    canvas.line((middle, top), (middle, bottom), AXIS.dashed());
    y += 20.0;
    canvas.text((0.0, y + 4.0), &everybody(all, language), KEY);
    canvas.interval(from, to, y, INTERVAL_A);
    canvas.dot((middle, y), 5.5, END_A);
    canvas.text((476.0, y + 4.0), &signed(language, all.difference, 1), SMALL_KEY.halo().end());
    y += 24.0;
    for group in groups {
        canvas.open(&group.name);
        let right = canvas.width;
        canvas.line((0.0, y), (right, y), GRID);
        let name = lines(&group.name, 194.0, KEY);
        for (position, line) in name.iter().take(2).enumerate() {
            canvas.text((0.0, y + 19.0 + 15.0 * count(position as u64)), line, KEY.halo());
        }
        let lower_by = if name.len() > 1 { 10.0 } else { 0.0 };
        for (row, (side, key, paint)) in sides(group).into_iter().enumerate() {
            let at = y + 38.0 + lower_by + (25.0 - lower_by / 2.0) * count(row as u64);
            draw_side(canvas, side.ok_or(&group.instead), key, paint, axes, at);
        }
        difference(canvas, group, axes, y);
        canvas.close();
        y += 84.0;
    }
    canvas.y = bottom + 24.0;
}

fn sides<'a>(group: &Group<'a>) -> [(Option<&'a Change>, &'static str, Paint); 2] {
    let [with, without] = group.sides;
    [(with, "chart-groups-yes", END_A), (without, "chart-groups-no", START_A)]
}

fn draw_side(canvas: &mut Canvas, side: Result<&Change, &str>, key: &str, paint: Paint, axes: &Axes, y: f64) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let word = say(language, key, &[]);
    let change = match side {
        Ok(change) => change,
        Err(words) => {
            canvas.text((0.0, y + 4.0), &word, BODY);
            canvas.text((axes.change.at(0.0) + 8.0, y + 4.0), words, TICK.halo());
            return;
        }
    };
    let values = [("side", Value::from(word)), ("count", whole(language, change.n).into())];
    canvas.text(
        (0.0, y + 4.0),
        &say(language, "chart-groups-side", &values),
        if narrow { TICK } else { BODY },
    );
    let [low, high] = change.ci95;
    canvas.interval(axes.change.at(low), axes.change.at(high), y, INTERVAL_A);
    canvas.dot((axes.change.at(change.difference), y), 5.5, paint);
    let number = signed(language, change.difference, 1);
    if narrow {
        let right = canvas.width;
        canvas.text((right, y - 4.0), &number, SMALL_KEY.halo().end());
    } else {
        canvas.text((476.0, y + 4.0), &number, SMALL_KEY.halo().end());
    }
}

fn difference(canvas: &mut Canvas, group: &Group<'_>, axes: &Axes, y: f64) {
    let language = canvas.language();
    let Some(found) = group.difference else {
        canvas.text((706.0, y + 19.0), &group.instead, TICK.halo().end());
        return;
    };
    let [low, high] = found.ci95;
    canvas.interval(axes.difference.at(low), axes.difference.at(high), y + 50.0, INTERVAL_B);
    let paint = if group.picked { START_B } else { END_B };
    canvas.diamond((axes.difference.at(found.difference), y + 50.0), 6.0, paint);
    let words = format!("{} ({})", signed(language, found.difference, 1), span(language, found.ci95, 1));
    canvas.text((706.0, y + 19.0), &words, SMALL_KEY.halo().end());
    if group.picked {
        canvas.text((706.0, y + 76.0), &say(language, "chart-groups-picked", &[]), TICK.halo().end());
    }
}

fn draw_narrow(canvas: &mut Canvas, all: &Change, groups: &[Group<'_>], axes: &Axes) {
    let language = canvas.language();
    let mut y = canvas.y + 12.0;
    let whole_group = everybody(all, language);
    canvas.text((0.0, y + 6.0), &whole_group, KEY);
    y += 14.0;
    grid(canvas, &axes.change, axes.changes, (y, y + 28.0));
    draw_side(canvas, Ok(all), "chart-groups-all", END_A, axes, y + 14.0);
    y += 64.0;
    for group in groups {
        canvas.open(&group.name);
        let room = canvas.width;
        y = canvas.paragraph((0.0, y + 6.0), &group.name, room, KEY) - 10.0;
        grid(canvas, &axes.change, axes.changes, (y, y + 52.0));
        for (row, (side, key, paint)) in sides(group).into_iter().enumerate() {
            draw_side(
                canvas,
                side.ok_or(&group.instead),
                key,
                paint,
                axes,
                y + 14.0 + 24.0 * count(row as u64),
            );
        }
        y += 88.0;
        if let Some(found) = group.difference {
            canvas.diamond((6.0, y - 4.0), 5.0, if group.picked { START_B } else { END_B });
            let words = say(
                language,
                "chart-groups-difference",
                &[
                    ("difference", signed(language, found.difference, 1).into()),
                    ("interval", span(language, found.ci95, 1).into()),
                ],
            );
            canvas.text((18.0, y), &words, KEY.color(ink::B));
            if group.picked {
                y += 17.0;
                canvas.text((18.0, y), &say(language, "chart-groups-picked", &[]), TICK);
            }
        } else {
            canvas.text((0.0, y), &say(language, "chart-groups-difference-few", &[]), TICK);
        }
        canvas.close();
        y += 26.0;
    }
    canvas.y = y - 12.0;
}

fn everybody(all: &Change, language: Language) -> String {
    say(language, "chart-groups-everybody", &[("count", whole(language, all.n).into())])
}

fn describe(all: &Change, groups: &[Group<'_>], measure: &Measure, language: Language) -> String {
    let d = decimals(measure);
    let mut parts = vec![format!("{}: {}.", everybody(all, language), signed(language, all.difference, d))];
    for group in groups {
        let side = |change: Option<&Change>| {
            change.map_or_else(|| group.instead.clone(), |change| signed(language, change.difference, d))
        };
        let [with, without] = group.sides;
        let mut values = vec![
            ("name", Value::from(&group.name)),
            ("with", side(with).into()),
            ("without", side(without).into()),
        ];
        match group.difference {
            Some(found) => {
                values.push(("difference", signed(language, found.difference, d).into()));
                values.push(("interval", span(language, found.ci95, d).into()));
                parts.push(say(language, "chart-groups-desc", &values));
            }
            None => parts.push(say(language, "chart-groups-desc-few", &values)),
        }
    }
    parts.join(" ")
}

fn table(
    findings: &Findings,
    measure: &Measure,
    all: &Change,
    groups: &[Group<'_>],
    language: Language,
) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let (change, difference) = (column("chart-column-difference"), column("chart-column-between"));
    let d = decimals(measure);
    let mut table = Table::new(
        table_name(measure, "groups"),
        say(language, "chart-caption-groups", &[("name", measure_name(measure, language).into())]),
        vec![
            Column::words(column("chart-column-group")),
            Column::words(column("chart-column-level")),
            Column::numbers(column("chart-column-n")),
            Column::numbers(column("chart-column-mean")).under(change.clone()),
            Column::numbers(column("chart-column-lower")).under(change.clone()),
            Column::numbers(column("chart-column-upper")).under(change),
            Column::numbers(column("chart-column-value")).under(difference.clone()),
            Column::numbers(column("chart-column-lower")).under(difference.clone()),
            Column::numbers(column("chart-column-upper")).under(difference),
            Column::numbers(column("chart-column-p-holm")),
        ],
    );
    let mean = |found: &Change| {
        let [low, high] = found.ci95;
        [Cell::Count(found.n), Cell::Signed(found.difference, d), Cell::Number(low, d), Cell::Number(high, d)]
    };
    let nothing = || [Cell::NotApplicable, Cell::NotApplicable, Cell::NotApplicable, Cell::NotApplicable];
    let row = |name: Cell, level: Cell, numbers: [Cell; 4], rest: [Cell; 4]| {
        [vec![name, level], numbers.to_vec(), rest.to_vec()].concat()
    };
    table.row(row(Cell::Text(everybody(all, language)), Cell::NotApplicable, mean(all), nothing()));
    for (group, read) in
        groups.iter().zip(findings.subgroups.iter().filter(|group| group.measure == measure.name))
    {
        for (position, (side, key, _)) in sides(group).into_iter().enumerate() {
            let rest = match group.difference.filter(|_| position == 0) {
                Some(found) => {
                    let [low, high] = found.ci95;
                    let p = found.p_holm.map_or(Cell::NotApplicable, Cell::P);
                    [Cell::Signed(found.difference, d), Cell::Number(low, d), Cell::Number(high, d), p]
                }
                None => nothing(),
            };
            let few = || {
                let words = Cell::Text(group.instead.clone());
                [words, Cell::NotApplicable, Cell::NotApplicable, Cell::NotApplicable]
            };
            let level = Cell::Text(say(language, key, &[]));
            table.row(row(Cell::Text(group.name.clone()), level, side.map_or_else(few, mean), rest));
        }
        if read.picked_on_start {
            table.notes.push(say(language, "chart-groups-note-picked", &[("name", (&group.name).into())]));
        }
    }
    table
}
