//! Small invented cohorts, each written as files and read, evaluated and let out as a user's would be.

use std::fmt::Write as _;
use std::path::Path;

use evaluation::{Cohort, Released, Study, evaluate, evaluate_data, release};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Last day that the courses' data know of.
const CUT: Date = date(2026, 6, 30);
/// Planned days from start to the end of phase 3.
const PLANNED: u32 = 270;
/// The five questions of WHO-5.
const ITEMS: [&str; 5] = ["happy", "calm", "active", "rested", "interest"];

/// Courses that are to be made up.
#[derive(Clone, Copy)]
struct Made {
    courses: u32,
    /// The first so many have closed.
    closed: u32,
    /// So many of them are measured at closing.
    measured: u32,
    /// Questions of WHO-5 that go up (or down) from start to closing, a point of the sum each.
    rise: i32,
    /// Municipalities they are spread over.
    sites: u32,
}

/// The names of the cases, as their golden files are called.
pub(crate) const CASES: [&str; 7] =
    ["unchanged", "fall", "twelve", "most-missing", "hidden", "one-municipality", "million"];

/// What is let out of a case.
pub(crate) fn case(name: &str) -> Released {
    let made = |courses, closed, measured, rise| Made { courses, closed, measured, rise, sites: 3 };
    let made = match name {
        "unchanged" => made(120, 100, 92, 0),
        "fall" => made(90, 90, 75, -2),
        "twelve" => made(30, 14, 12, 4),
        "most-missing" => made(150, 140, 56, 4),
        "hidden" => made(9, 4, 3, 3),
        "one-municipality" => Made { sites: 1, ..made(46, 40, 31, 2) },
        "million" => return million(),
        other => panic!("no case is called {other}"),
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in made.files() {
        std::fs::write(folder.path().join(file), text).expect("a file");
    }
    let study =
        study(folder.path(), "package = \".\"\norder = [\"start\", \"afslutning\"]\n", &courses_keys());
    let cohort = Cohort::load(&study).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    release(evaluate(&cohort, &study), study.disclosure)
}

/// A million persons in a long file: the courses' own tables would take long to read where nothing is optimised.
fn million() -> Released {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = String::with_capacity(24_000_000);
    text.push_str("id,when,score\n");
    for id in 0..1_000_000 {
        let first = start_sum(id);
        // Seven of a hundred are not measured at closing.
        let last = (id % 100 >= 7).then(|| (first + 3 + wobble(id)).clamp(0, 25));
        writeln!(text, "{id:07},0,{}", 4 * first).expect("a line");
        if let Some(last) = last {
            writeln!(text, "{id:07},1,{}", 4 * last).expect("a line");
        }
    }
    std::fs::write(folder.path().join("long.csv"), text).expect("a file");
    let data = "file = \"long.csv\"\nperson = \"id\"\noccasion = \"when\"\norder = [\"0\", \"1\"]\n\
                [[occasion]]\nkey = \"0\"\nlabel = { da = \"Ved start\", en = \"At start\" }\n\
                [[occasion]]\nkey = \"1\"\nlabel = { da = \"Ved afslutning\", en = \"At closing\" }\n";
    let measure = "column = \"score\"\nknown_as = \"who5\"\nrange = [0, 100]\nstep = 4\n";
    let study = study(folder.path(), data, measure);
    let found = evaluate_data(&study).unwrap_or_else(|faults| panic!("million: {faults:?}"));
    release(found, study.disclosure)
}

/// The study of a case: WHO-5, and where there are courses who they are and how often there was contact.
fn study(folder: &Path, data: &str, keys: &str) -> Study {
    let text = format!(
        "title = \"Et trygt skridt\"\nsynthetic = true\nfull_course_months = 8\n[data]\n{data}[[measure]]\nname = \"wellbeing\"\nkind = \"score\"\n\
         label = {{ da = \"Trivsel (WHO-5)\", en = \"Well-being (WHO-5)\" }}\n\
         risk_at_or_below = 50\nrelevant_change = 10\nreliable_change = 23.6\nbands = [32, 48, 100]\n{keys}"
    );
    let path = folder.join("study.toml");
    std::fs::write(&path, text).expect("a file");
    Study::read(&path).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn courses_keys() -> String {
    format!(
        "instrument = \"who5\"\nitems = {ITEMS:?}\nitem_range = [0, 5]\nmultiply = 4\n\
         [[characteristic]]\ninstrument = \"baseline\"\ncolumn = \"debt\"\nkind = \"yes_no\"\n\
         label = {{ da = \"Gæld\", en = \"Debt\" }}\n\
         [[characteristic]]\nmeasure = \"wellbeing\"\nlabel = {{ da = \"WHO-5 ved start\", en = \"WHO-5 at start\" }}\n"
    )
}

/// A number between 0 and 1 below `below`, the same for the same `seed`: chance without a generator.
fn chance(seed: u32, below: u32) -> u32 {
    let mut mixed = seed.wrapping_mul(0x9e37_79b1) ^ 0x85eb_ca6b;
    for shift in [15, 13, 16] {
        mixed = (mixed ^ (mixed >> shift)).wrapping_mul(0x2c1b_3c6d);
    }
    (mixed >> 8) % below
}

/// The sum of the five answers at the start.
fn start_sum(person: u32) -> i32 {
    i32::try_from(2 + chance(person, 9) + chance(person + 7_000_000, 9)).expect("small")
}

/// How far a person moves beside what all do, from −5 to 5; the middle is 0.
fn wobble(person: u32) -> i32 {
    i32::try_from(chance(person + 3_000_000, 6) + chance(person + 5_000_000, 6)).expect("small") - 5
}

impl Made {
    /// The day a course began, so that the closed have had their time and the running have not.
    fn began(self, course: u32) -> Date {
        let days = if course < self.closed {
            course * 560 / self.closed
        } else {
            700 + (course - self.closed) * 150 / (self.courses - self.closed)
        };
        date(2024, 1, 8) + i64::from(days).days()
    }

    /// Days until it closed. Every sixth of those who are not measured at closing lost contact early.
    fn lasted(self, course: u32) -> u32 {
        if !self.is_measured(course) && course.is_multiple_of(2) { 100 + chance(course, 60) } else { PLANNED }
    }

    /// Those measured at closing are spread over the closed.
    fn is_measured(self, course: u32) -> bool {
        course < self.closed
            && (course + 1) * self.measured / self.closed > course * self.measured / self.closed
    }

    fn files(self) -> Vec<(&'static str, String)> {
        let mut courses = "course_id,programme,site,track,first_contact,start,phase1_end,phase2_end,planned_end,status,closing_date,closing_reason,closing_form\n".to_owned();
        let mut responses = "response_id,course_id,instrument,version,occasion,date\n".to_owned();
        let mut answers = "response_id,item,value\n".to_owned();
        let mut contacts = "contact_id,course_id,date,kind,role,outcome,minutes\n".to_owned();
        for course in 0..self.courses {
            self.course(course, &mut courses);
            self.contacts(course, &mut contacts);
            let start = self.began(course);
            let mut form = |kind: &str, instrument: &str, occasion: &str, day: Date, said: &[(&str, i32)]| {
                writeln!(responses, "R{course:04}-{kind},C{course:04},{instrument},1.0.0,{occasion},{day}")
                    .expect("a line");
                for (item, value) in said {
                    writeln!(answers, "R{course:04}-{kind},{item},{value}").expect("a line");
                }
            };
            form("base", "baseline", "start", start, &[("debt", i32::from(chance(course, 5) < 3))]);
            // Every twentieth is not measured at the start.
            let first = start_sum(course);
            if course % 20 != 19 || self.courses < 40 {
                form("first", "who5", "start", start, &five(first));
            }
            if self.is_measured(course) {
                let day = start + i64::from(self.lasted(course)).days();
                form("last", "who5", "afslutning", day, &five(first + self.rise + wobble(course)));
            }
        }
        vec![
            ("package.toml", self.manifest()),
            ("courses.csv", courses),
            ("responses.csv", responses),
            ("answers.csv", answers),
            ("contacts.csv", contacts),
        ]
    }

    fn course(self, course: u32, out: &mut String) {
        let start = self.began(course);
        let day = |days: u32| start + i64::from(days).days();
        let site = ["0101", "0461", "0751"][(course % self.sites) as usize];
        let closed = course < self.closed;
        let lasted = self.lasted(course);
        let (date, reason) = match (closed, lasted == PLANNED) {
            (false, _) => (String::new(), ""),
            (true, true) => (day(lasted).to_string(), "phases_done"),
            (true, false) => (day(lasted).to_string(), "lost_contact"),
        };
        writeln!(
            out,
            "C{course:04},trin,{site},decided,{start},{start},{},{},{},{},{date},{reason},{}",
            day(90),
            day(180),
            day(PLANNED),
            if closed { "closed" } else { "running" },
            u8::from(self.is_measured(course)),
        )
        .expect("a line");
    }

    /// A meeting a week in phase 1, every second week in phase 2, every fourth in phase 3.
    fn contacts(self, course: u32, out: &mut String) {
        let start = self.began(course);
        let last = if course < self.closed { self.lasted(course) } else { PLANNED };
        let (mut day, mut at) = (3, 0);
        while day < last {
            let held = start + i64::from(day).days();
            if held > CUT {
                break;
            }
            writeln!(out, "K{course:04}-{at:02},C{course:04},{held},meeting,support,held,45")
                .expect("a line");
            day += [7, 14, 28][(day / 90).min(2) as usize];
            at += 1;
        }
    }

    fn manifest(self) -> String {
        let site = |code: &str| format!("\"{code}\" = \"Kommune {code}\"\n");
        let sites: String =
            ["0101", "0461", "0751"].into_iter().take(self.sites as usize).map(site).collect();
        format!(
            "schema = \"fodfaeste-package/1\"\ntitle = \"Et trygt skridt\"\nsynthetic = true\ndata_cut = \"{CUT}\"\n\
             programme = \"trin\"\n[[occasion]]\nkey = \"start\"\nda = \"Ved start\"\nen = \"At start\"\nday = 0\n\
             [[occasion]]\nkey = \"afslutning\"\nda = \"Ved afslutning\"\nen = \"At closing\"\n[sites]\n{sites}"
        )
    }
}

/// A sum as five answers of 0 to 5.
fn five(sum: i32) -> [(&'static str, i32); 5] {
    let sum = sum.clamp(0, 25);
    let mut place = 0;
    ITEMS.map(|item| {
        place += 1;
        (item, sum / 5 + i32::from(sum % 5 >= place))
    })
}
