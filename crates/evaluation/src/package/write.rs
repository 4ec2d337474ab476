//! Package → files: UTF-8, comma, one line break after each row, columns in their declared order. Every table is
//! written, also an empty one, so that a reader sees which facts could have been there.

use super::dictionary;
use super::manifest::{self, Stated};
use super::schema::Row;
use super::{Files, Package, sha256_hex};

pub(super) fn write(package: &Package) -> Files {
    let mut files = Files::new();
    let mut stated = Vec::new();
    add(&package.workers, &mut files, &mut stated);
    add(&package.courses, &mut files, &mut stated);
    add(&package.phase_events, &mut files, &mut stated);
    add(&package.responses, &mut files, &mut stated);
    add(&package.answers, &mut files, &mut stated);
    add(&package.contacts, &mut files, &mut stated);
    add(&package.assignments, &mut files, &mut stated);
    add(&package.focus_areas, &mut files, &mut stated);
    add(&package.activities, &mut files, &mut stated);
    add(&package.supporters, &mut files, &mut stated);
    add(&package.enquiries, &mut files, &mut stated);
    files.insert(manifest::FILE.to_owned(), manifest::write(&package.manifest, &stated).into_bytes());
    files.insert(dictionary::FILE.to_owned(), dictionary::csv().into_bytes());
    files
}

fn add<R: Row>(rows: &[R], files: &mut Files, stated: &mut Vec<(String, Stated)>) {
    let table = R::TABLE;
    let mut out = String::with_capacity(64 + rows.len() * 64);
    for (index, column) in table.columns.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(column.name);
    }
    out.push('\n');
    for row in rows {
        for column in 0..table.columns.len() {
            if column > 0 {
                out.push(',');
            }
            // No type of the package can hold a comma, a quotation mark or a line break.
            row.write(column, &mut out);
        }
        out.push('\n');
    }
    let bytes = out.into_bytes();
    stated.push((table.name.to_owned(), Stated { rows: rows.len() as u64, sha256: sha256_hex(&bytes) }));
    files.insert(table.file(), bytes);
}
