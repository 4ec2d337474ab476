//! Invented persons at four occasions, in order of their ids, from a small generator with a fixed seed; and a study of them.

use std::io::{Result, Write};

/// The study, of a file `long.csv` beside it.
pub(crate) const STUDY: &str = r#"title = "Invented persons"
synthetic = true
[data]
file = "long.csv"
person = "id"
occasion = "month"
order = ["0", "4", "8", "12"]
[[measure]]
name = "wellbeing"
kind = "score"
items = ["q1", "q2", "q3", "q4", "q5"]
item_range = [0, 5]
multiply = 4
risk_at_or_below = 50
relevant_change = 10
reliable_change = 23.6
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[subgroup]]
name = "misuse"
column = "misuse"
"#;

/// Writes the file. A tenth to a third of the later occasions are missing, more often of those who began low.
pub(crate) fn write(persons: u32, file: &mut impl Write) -> Result<()> {
    file.write_all(b"id,month,q1,q2,q3,q4,q5,paid,misuse\n")?;
    let mut state = 20_130_617_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for person in 0..persons {
        let (misuse, level) = (next(2), next(3));
        for (at, month) in (0..).zip([0, 4, 8, 12]) {
            if at > 0 && next(30) < 3 + 2 * at + (2 - level) {
                continue;
            }
            write!(file, "{person},{month}")?;
            for _ in 0..5 {
                write!(file, ",{}", (level + next(3) + at * next(2) / 2).min(5))?;
            }
            writeln!(file, ",{},{misuse}", u8::from(next(10) < 3 + at))?;
        }
    }
    file.flush()
}
