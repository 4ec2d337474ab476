//! A cohort package of invented courses with their history, written as the import reads it. No randomness: the same
//! number of courses gives the same bytes.

use std::fmt::Write as _;
use std::path::Path;

/// Contacts of each course.
const CONTACTS: usize = 20;
/// Courses beyond which the history is left out, so that a million courses stay a matter of minutes.
const WITH_HISTORY: usize = 20_000;
const OCCASIONS: [&str; 3] = ["start", "phase1", "phase2"];
const ITEMS: [&str; 5] = ["happy", "calm", "active", "rested", "interest"];

/// Writes the package into a folder of its own and returns how many rows it has.
pub(super) fn write(folder: &Path, courses: usize) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut tables = Tables::new();
    for number in 0..courses {
        tables.course(number);
        if number < WITH_HISTORY {
            tables.history(number);
        }
    }
    std::fs::write(folder.join("package.toml"), manifest())?;
    for (name, table) in [
        ("workers", &tables.workers),
        ("courses", &tables.courses),
        ("assignments", &tables.assignments),
        ("contacts", &tables.contacts),
        ("responses", &tables.responses),
        ("answers", &tables.answers),
    ] {
        std::fs::write(folder.join(format!("{name}.csv")), &table.text)?;
    }
    Ok(tables.rows())
}

fn manifest() -> String {
    let mut text = String::from(
        "schema = \"fodfaeste-package/1\"\ntitle = \"Load\"\nsynthetic = true\ndata_cut = \"2026-11-24\"\n\
         programme = \"cti-9\"\n",
    );
    for occasion in OCCASIONS {
        put(
            &mut text,
            format_args!("\n[[occasion]]\nkey = \"{occasion}\"\nda = \"{occasion}\"\nen = \"{occasion}\"\n"),
        );
    }
    text
}

struct Table {
    text: String,
    rows: usize,
}

impl Table {
    fn new(header: &str) -> Self {
        Self { text: format!("{header}\n"), rows: 0 }
    }
    fn row(&mut self, cells: std::fmt::Arguments<'_>) {
        put(&mut self.text, cells);
        self.text.push('\n');
        self.rows += 1;
    }
}

struct Tables {
    workers: Table,
    courses: Table,
    assignments: Table,
    contacts: Table,
    responses: Table,
    answers: Table,
}

impl Tables {
    fn new() -> Self {
        let mut workers = Table::new("worker_id");
        for worker in 0..40 {
            workers.row(format_args!("W{worker}"));
        }
        Self {
            workers,
            courses: Table::new("course_id,programme,track,first_contact,start,status,closing_form"),
            assignments: Table::new("course_id,worker,role,from"),
            contacts: Table::new(
                "contact_id,course_id,date,kind,role,outcome,minutes,place,joined,worker,areas",
            ),
            responses: Table::new("response_id,course_id,instrument,version,occasion,date"),
            answers: Table::new("response_id,item,value"),
        }
    }

    fn rows(&self) -> usize {
        [&self.workers, &self.courses, &self.assignments, &self.contacts, &self.responses, &self.answers]
            .iter()
            .map(|table| table.rows)
            .sum()
    }

    fn course(&mut self, number: usize) {
        let day = 1 + number % 28;
        self.courses.row(format_args!("C{number},cti-9,no_name,2026-04-{day:02},2026-05-{day:02},running,0"));
        self.assignments.row(format_args!("C{number},W{},worker,2026-04-{day:02}", number % 40));
    }

    fn history(&mut self, number: usize) {
        for contact in 0..CONTACTS {
            let (month, day) = (5 + contact % 6, 1 + (number + contact) % 28);
            self.contacts.row(format_args!(
                "K{number}-{contact},C{number},2026-{month:02}-{day:02},meeting,support,held,45,office,,W{},oekonomi",
                number % 40
            ));
        }
        for (occasion, date) in OCCASIONS.iter().zip(["2026-06-01", "2026-08-03", "2026-11-02"]) {
            self.responses.row(format_args!("R{number}-{occasion},C{number},who5,1.0.0,{occasion},{date}"));
            for (place, item) in ITEMS.iter().enumerate() {
                self.answers.row(format_args!("R{number}-{occasion},{item},{}", (number + place) % 6));
            }
        }
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}
