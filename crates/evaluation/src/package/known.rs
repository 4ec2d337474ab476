//! What the record holds already, as a package: so that a part can be brought in later, and bringing the same in
//! twice changes nothing.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::Package;
use super::schema::Row;
use super::value::Id;

/// Rows that are there, by table and key.
#[derive(Debug, Default)]
pub struct Known {
    rows: HashMap<&'static str, HashMap<String, String>>,
    occasions: HashSet<String>,
    first_contacts: Vec<(Id, Date)>,
}

impl Known {
    /// An empty house.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// The rows of a package.
    pub fn of(package: &Package) -> Self {
        let mut known = Self::default();
        known.add(&package.workers, |row| row.worker_id.to_string());
        known.add(&package.courses, |row| row.course_id.to_string());
        known.add(&package.phase_events, text_of);
        known.add(&package.responses, |row| row.response_id.to_string());
        known.add(&package.answers, |row| format!("{} {}", row.response_id, row.item));
        known.add(&package.contacts, |row| row.contact_id.to_string());
        known.add(&package.assignments, text_of);
        known.add(&package.focus_areas, text_of);
        known.add(&package.activities, |row| row.activity_id.to_string());
        known.add(&package.supporters, |row| row.supporter_id.to_string());
        known.add(&package.enquiries, |row| row.enquiry_id.to_string());
        let occasion = |r: &super::Response| format!("{} {} {}", r.course_id, r.instrument, r.occasion);
        known.occasions = package.responses.iter().map(occasion).collect();
        let first = package.courses.iter().filter_map(|c| Some((c.course_id.clone(), c.first_contact?)));
        known.first_contacts = first.collect();
        known
    }

    fn add<R: Row>(&mut self, rows: &[R], key: impl Fn(&R) -> String) {
        let rows = rows.iter().map(|row| (key(row), text_of(row))).collect();
        self.rows.insert(R::TABLE.name, rows);
    }

    /// With the workers and enquiries of a package that comes in before: these stand in every package of a house.
    #[must_use]
    pub fn and(mut self, before: &Package) -> Self {
        let known = Self::of(before);
        for (table, rows) in
            known.rows.into_iter().filter(|(table, _)| matches!(*table, "workers" | "enquiries"))
        {
            self.rows.entry(table).or_default().extend(rows);
        }
        self
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.values().all(HashMap::is_empty)
    }

    pub(crate) fn has(&self, table: &str, key: &str) -> bool {
        self.row(table, key).is_some()
    }

    pub(crate) fn row(&self, table: &str, key: &str) -> Option<&str> {
        self.rows.get(table)?.get(key).map(String::as_str)
    }

    pub(crate) fn has_occasion(&self, key: &str) -> bool {
        self.occasions.contains(key)
    }

    pub(crate) fn first_contacts(&self) -> impl Iterator<Item = (Id, Date)> + '_ {
        self.first_contacts.iter().cloned()
    }
}

/// A row as it stands in its file.
pub(crate) fn text_of<R: Row>(row: &R) -> String {
    let mut out = String::new();
    for column in 0..R::TABLE.columns.len() {
        if column > 0 {
            out.push(',');
        }
        row.write(column, &mut out);
    }
    out
}
