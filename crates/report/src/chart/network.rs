//! A picture of who carries what when the worker leaves: nearer means more responsibility, never more feeling. For the
//! course page and the citizen's own print; a network can be recognised, so it is never in a report.

use jiff::civil::Date;
use locale::{Language, Value, short_day_with_year};

use super::canvas::{Canvas, Point};
use super::look::{
    AXIS, BODY, CROSS, END_A, INTERVAL_A, INTERVAL_B, LINE_A, OUTLINE, Paint, SMALL as TICK, SMALL_KEY,
    START_A, START_B, Stroke, fill, outline,
};
use super::metrics::{lines, width};
use super::say::{count, say, whole};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// At most so many are drawn; beyond that the table alone is clearer.
const MOST: usize = 12;

/// What a supporter does today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// Has taken over a task and holds it.
    Carries,
    /// Is in place, without a task.
    InPlace,
    /// Has been introduced.
    Introduced,
    /// Had taken over a task and let go of it.
    LetGo,
}

/// A supporter, as the citizen or the team names her.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supporter<'a> {
    /// Role or the citizen's own word.
    pub name: &'a str,
    /// Private, not a service.
    pub private: bool,
    /// What she does today.
    pub tie: Tie,
    /// Since when.
    pub since: Date,
    /// What she takes over, if anything.
    pub takes_over: Option<&'a str>,
}

/// A network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network<'a> {
    /// The supporters; private and services in any order.
    pub supporters: &'a [Supporter<'a>],
    /// Phase of the course: the worker stands near in 1, midway in 2, outside in 3.
    pub phase: u8,
    /// Today, for dates in words.
    pub today: Date,
}

/// The map; above twelve supporters a line that says that the table holds them.
pub fn network(input: &Network<'_>, place: Place<'_>) -> Chart {
    let language = place.language;
    let title = title(input, language);
    let mut canvas = Canvas::new(&place);
    if input.supporters.is_empty() || input.supporters.len() > MOST {
        let key = if input.supporters.is_empty() { "chart-network-none" } else { "chart-network-many" };
        let room = canvas.width;
        canvas.y = canvas.paragraph((0.0, 16.0), &say(language, key, &[]), room, BODY);
    } else {
        draw(&mut canvas, input);
    }
    let description = describe(input, language);
    let table = table(input, &title, language);
    canvas.finish(title, description, vec![table])
}

fn title(input: &Network<'_>, language: Language) -> String {
    let tally = |tie: Tie| input.supporters.iter().filter(|supporter| supporter.tie == tie).count() as u64;
    let values = [
        ("carries", Value::from(whole(language, tally(Tie::Carries)))),
        ("all", whole(language, input.supporters.len() as u64).into()),
        ("gone", whole(language, tally(Tie::LetGo)).into()),
    ];
    let key = match (input.supporters.is_empty(), tally(Tie::LetGo)) {
        (true, _) => "chart-network-none",
        (_, 0) => "chart-network-title",
        _ => "chart-network-title-gone",
    };
    say(language, key, &values)
}

fn tie_words(tie: Tie, language: Language) -> String {
    let key = match tie {
        Tie::Carries => "chart-network-carries",
        Tie::InPlace => "chart-network-in-place",
        Tie::Introduced => "chart-network-introduced",
        Tie::LetGo => "chart-network-let-go",
    };
    say(language, key, &[])
}

fn draw(canvas: &mut Canvas, input: &Network<'_>) {
    let language = canvas.language();
    let radius = if canvas.narrow() { 124.0 } else { 150.0 };
    let center = (canvas.width / 2.0, radius + 14.0);
    let rings = [
        (1.0, "chart-network-ring-outer"),
        (0.76, "chart-network-ring-middle"),
        (0.5, "chart-network-ring-inner"),
    ];
    for (part, key) in rings {
        let paint = if part < 0.6 { fill(ink::A_4) } else { outline(AXIS.dotted()) };
        canvas.dot(center, radius * part, paint);
        let words = say(language, key, &[]);
        let face = if part < 0.6 { TICK.middle() } else { TICK.halo().middle() };
        canvas.text((center.0, center.1 - radius * part + 15.0), &words, face);
    }
    let bottom = worker(canvas, input.phase, center, radius);
    // The worker stands below, the names of the rings above: neither half uses the middle.
    for private in [true, false] {
        let group: Vec<&Supporter<'_>> =
            input.supporters.iter().filter(|supporter| supporter.private == private).collect();
        for (position, supporter) in group.iter().enumerate() {
            let part = (count(position as u64) + 0.5) / count(group.len() as u64);
            let slope = -62.0 + 124.0 * part;
            let angle = if private { 180.0 - slope } else { slope }.to_radians();
            // Below the lowest there is room for a name.
            let crowded = group.len() > 3 && position + 1 < group.len();
            draw_supporter(canvas, supporter, center, (radius, angle), crowded);
        }
    }
    canvas.dot(center, 27.0, fill(ink::PAPER).with(OUTLINE));
    canvas.text((center.0, center.1 + 4.0), &say(language, "chart-network-citizen", &[]), SMALL_KEY.middle());
    legend(canvas, bottom + 22.0);
}

/// The worker on a dashed line: the distance is the phase. Gives the lowest point.
fn worker(canvas: &mut Canvas, phase: u8, center: Point, radius: f64) -> f64 {
    let part = match phase {
        0 | 1 => 0.42,
        2 => 0.74,
        _ => 1.12,
    };
    let y = center.1 + radius * part;
    let stroke = if phase <= 1 { INTERVAL_B } else { INTERVAL_B.dashed() };
    canvas.line((center.0, center.1 + 26.0), (center.0, y - 9.0), stroke);
    let paint = if phase <= 1 { fill(ink::B).with(INTERVAL_B) } else { START_B };
    canvas.diamond((center.0, y), 8.0, paint);
    let key = match phase {
        0 | 1 => "chart-network-worker-near",
        2 => "chart-network-worker-midway",
        _ => "chart-network-worker-away",
    };
    let face = BODY.color(ink::B).halo().middle();
    canvas.text((center.0, y + 25.0), &say(canvas.language(), key, &[]), face);
    (y + 28.0).max(center.1 + radius)
}

fn draw_supporter(
    canvas: &mut Canvas,
    supporter: &Supporter<'_>,
    center: Point,
    (radius, angle): (f64, f64),
    crowded: bool,
) {
    let distance = radius
        * match supporter.tie {
            Tie::Carries => 0.5,
            Tie::InPlace => 0.76,
            Tie::Introduced | Tie::LetGo => 1.0,
        };
    let at = (center.0 + distance * angle.cos(), center.1 + distance * angle.sin());
    let carries = supporter.tie == Tie::Carries;
    let stroke: Stroke = match supporter.tie {
        Tie::Carries => LINE_A,
        Tie::InPlace => INTERVAL_A,
        Tie::Introduced | Tie::LetGo => INTERVAL_A.dashed(),
    };
    canvas.open(supporter.name);
    canvas.line(center, at, stroke);
    if supporter.tie == Tie::LetGo {
        let middle = (center.0 * 0.42 + at.0 * 0.58, center.1 * 0.42 + at.1 * 0.58);
        canvas.dot(middle, 8.0, fill(ink::PAPER));
        canvas.cross(middle, 5.0, CROSS);
    }
    let paint = if carries { END_A } else { START_A };
    if supporter.private {
        canvas.dot(at, 8.5, paint);
    } else {
        canvas.rect((at.0 - 8.0, at.1 - 8.0), (16.0, 16.0), paint.rounded(3.0));
    }
    name(canvas, supporter, at, crowded);
    canvas.close();
}

/// The name beside its mark, broken where the sheet ends.
fn name(canvas: &mut Canvas, supporter: &Supporter<'_>, at: Point, crowded: bool) {
    let face = BODY.bold(supporter.tie == Tie::Carries).halo();
    let (x, room) = if supporter.private {
        (at.0 - 15.0, at.0 - 15.0)
    } else {
        (at.0 + 15.0, canvas.width - at.0 - 15.0)
    };
    let edge = if supporter.private { face } else { face.end() };
    let face = if supporter.private { face.end() } else { face };
    let fits = lines(supporter.name, room, face).len() <= 2
        && supporter.name.split(' ').all(|word| width(word, face) <= room);
    if !crowded && !fits {
        // Under its mark, at the edge of the sheet.
        let half = canvas.width / 2.0 - 20.0;
        let x = if supporter.private { 0.0 } else { canvas.width };
        for (position, line) in lines(supporter.name, half, face).iter().take(2).enumerate() {
            canvas.text((x, at.1 + 26.0 + 15.0 * count(position as u64)), &shortened(line, half, face), edge);
        }
        return;
    }
    let mut words = lines(supporter.name, room.max(40.0), face);
    if words.len() > 3 {
        words.truncate(3);
        if let Some(last) = words.last_mut() {
            last.push('…');
        }
    }
    let first = at.1 + 4.0 - 7.5 * count(words.len() as u64 - 1);
    for (position, line) in words.iter().enumerate() {
        canvas.text((x, first + 15.0 * count(position as u64)), &shortened(line, room, face), face);
    }
}

/// A word that is too long for its place, with an ellipsis; the table has it whole.
fn shortened(words: &str, room: f64, face: super::look::Face) -> String {
    if width(words, face) <= room {
        return words.to_owned();
    }
    let mut short = words.to_owned();
    while short.chars().count() > 2 && width(&short, face) + width("…", face) > room {
        short.pop();
    }
    short + "…"
}

fn legend(canvas: &mut Canvas, top: f64) {
    #[derive(Clone, Copy)]
    enum Sign {
        Dot(Paint),
        Square,
        Cross,
    }
    let ring = outline(OUTLINE);
    let items = [
        (Sign::Dot(END_A), "chart-network-key-carries"),
        (Sign::Dot(START_A), "chart-network-key-not-yet"),
        (Sign::Dot(ring), "chart-network-key-private"),
        (Sign::Square, "chart-network-key-service"),
        (Sign::Cross, "chart-network-key-let-go"),
    ];
    let language = canvas.language();
    let (mut x, mut y) = (0.0, top);
    for (sign, key) in items {
        let words = say(language, key, &[]);
        let wide = 22.0 + width(&words, TICK);
        if x + wide > canvas.width && x > 0.0 {
            (x, y) = (0.0, y + 22.0);
        }
        let at = (x + 8.0, y - 4.0);
        match sign {
            Sign::Dot(paint) => canvas.dot(at, 6.0, paint),
            Sign::Square => canvas.rect((at.0 - 6.0, at.1 - 6.0), (12.0, 12.0), ring.rounded(2.0)),
            Sign::Cross => canvas.cross(at, 5.0, CROSS),
        }
        canvas.text((x + 21.0, y), &words, TICK);
        x += wide + 18.0;
    }
    canvas.y = y + 8.0;
}

fn describe(input: &Network<'_>, language: Language) -> String {
    if input.supporters.is_empty() {
        return say(language, "chart-network-none", &[]);
    }
    let sentence =
        |supporter: &Supporter<'_>| format!("{}: {}.", supporter.name, tie_words(supporter.tie, language));
    input.supporters.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn table(input: &Network<'_>, title: &str, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        "network",
        title,
        vec![
            Column::words(column("chart-column-who")),
            Column::words(column("chart-column-kind")),
            Column::words(column("chart-column-since")),
            Column::words(column("chart-column-takes-over")),
            Column::words(column("chart-column-state")),
        ],
    );
    for supporter in input.supporters {
        let kind = if supporter.private { "chart-network-private" } else { "chart-network-service" };
        table.row(vec![
            Cell::Text(supporter.name.to_owned()),
            Cell::Text(column(kind)),
            Cell::Text(short_day_with_year(language, supporter.since, input.today)),
            supporter.takes_over.map_or(Cell::NotApplicable, |task| Cell::Text(task.to_owned())),
            Cell::Text(tie_words(supporter.tie, language)),
        ]);
    }
    table
}
