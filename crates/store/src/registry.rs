//! Every SQL text of the store. A test prepares each on both databases, so no statement can reach a user that one
//! of them does not understand; another test sees to it that none is missing here.

use crate::error::StoreError;
use crate::sql::Sql;
use crate::store::Store;

/// Reads a page of the record: a statement that needs none is answered by a file that is damaged too.
pub(crate) const PING: Sql = Sql::one("select id from organisation limit 1");

/// All statements, by module.
pub(crate) const ALL: &[(&str, &[&Sql])] = &[
    ("registry", &[&PING]),
    ("audit", crate::audit::ALL),
    ("draft", crate::draft::ALL),
    ("idempotency", crate::idempotency::ALL),
    ("keys", crate::keys::ALL),
    ("organisation", crate::organisation::ALL),
    ("activity", crate::record::activity::ALL),
    ("appointment", crate::record::appointment::ALL),
    ("assignment", crate::record::assignment::ALL),
    ("contact", crate::record::contact::ALL),
    ("course", crate::record::course::ALL),
    ("course_words", crate::record::course_words::ALL),
    ("decision", crate::record::decision::ALL),
    ("enquiry", crate::record::enquiry::ALL),
    ("enquiry_earlier", crate::record::enquiry_earlier::ALL),
    ("facts", crate::record::facts::ALL),
    ("focus_area", crate::record::focus_area::ALL),
    ("handover", crate::record::handover::ALL),
    ("kept", crate::record::kept::ALL),
    ("list", crate::record::list::ALL),
    ("meeting", crate::record::meeting::ALL),
    ("moments", crate::record::moments::ALL),
    ("phase_event", crate::record::phase_event::ALL),
    ("promise", crate::record::promise::ALL),
    ("response", crate::record::response::ALL),
    ("step", crate::record::step::ALL),
    ("supporter", crate::record::supporter::ALL),
    ("tally", crate::record::tally::ALL),
    ("visit", crate::record::visit::ALL),
    ("release", crate::release::ALL),
    ("saved_list", crate::saved_list::ALL),
    ("session", crate::session::ALL),
    ("study", crate::study::ALL),
    ("user", crate::user::ALL),
    ("backup", crate::backup::ALL),
    ("verify", crate::verify::ALL),
];

impl Store {
    /// Prepares every statement of the program against this database: how many there are, and those that the
    /// database refuses, with its reason.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn verify_statements(&self) -> Result<(usize, Vec<String>), StoreError> {
        let mut connection = self.inner.pool.reader().await?;
        let (mut count, mut refused) = (0, Vec::new());
        for (module, statements) in ALL {
            for sql in *statements {
                count += 1;
                if let Err(error) = connection.check(**sql).await {
                    refused.push(format!("{module}: {}: {error}", sql.lite));
                }
            }
        }
        Ok((count, refused))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Every constant `NAME: Sql` in the sources, by module path.
    fn constants(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                constants(&path, found);
            } else if !path.ends_with("writer.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let of_sql =
                    |line: &&str| line.trim_start().starts_with(['c', 'p']) && line.contains(": Sql =");
                found.extend(text.lines().filter(of_sql).map(|line| format!("{}: {line}", path.display())));
            }
        }
    }

    #[test]
    fn every_sql_text_in_the_sources_is_registered_once() {
        let mut found = Vec::new();
        constants(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
        let registered: Vec<_> = ALL.iter().flat_map(|(_, list)| list.iter().map(|sql| sql.lite)).collect();
        let mut distinct = registered.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), registered.len(), "the same text is registered twice");
        assert_eq!(registered.len(), found.len(), "not registered, or registered and gone: {found:#?}");
    }

    #[test]
    fn pairs_of_texts_stay_rare() {
        let all: Vec<_> = ALL.iter().flat_map(|(_, list)| list.iter()).collect();
        let pairs = all.iter().filter(|sql| sql.lite != sql.pg).count();
        assert!(pairs * 20 <= all.len().max(40), "{pairs} pairs among {} statements", all.len());
    }
}
