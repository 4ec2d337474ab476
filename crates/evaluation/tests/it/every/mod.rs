//! Every number of the reference files beside the project, through the whole evaluation: a study and a file in, findings out.
//! What the findings do not tell is left out by name with its reason, so that nothing is forgotten in silence; `stats` holds
//! those numbers too (`crates/stats/tests/every`). Without the files these tests say so and pass.

mod cohort;
mod missing;
mod models;
mod pairs;
mod table;

use std::fmt::Write as _;

use evaluation::findings::Findings;

use super::golden::Golden;
use super::support::on_file;

/// A study of one measure on a long file with `id`, `t` (0 and 1) and `y`.
fn study(measure: &str) -> String {
    format!(
        "title = \"reference\"\n[data]\nfile = \"long.csv\"\nperson = \"id\"\noccasion = \"t\"\norder = [\"0\", \"1\"]\n\
         [[measure]]\nname = \"y\"\ncolumn = \"y\"\n{measure}"
    )
}

/// The findings of persons with a first and a second value; `None` is missing.
fn of_pairs(measure: &str, pairs: &[(Option<f64>, Option<f64>)]) -> Findings {
    let mut file = String::from("id,t,y\n");
    for (id, (first, second)) in pairs.iter().enumerate() {
        for (t, value) in [(0, first), (1, second)] {
            if let Some(value) = value {
                writeln!(file, "p{id},{t},{value}").unwrap();
            }
        }
    }
    on_file(&study(measure), &file)
}

/// Leaves out each of these under a path, for a reason.
fn leave_out(golden: &Golden, path: &str, names: &[&str], reason: &str) {
    for name in names {
        golden.leave_out(&format!("{path}/{name}"), reason);
    }
}
