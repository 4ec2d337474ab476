//! Who and how many (S1), and who we do not know about (S3).

use evaluation::findings::{Findings, Flow, Measured};

use super::SMALL;
use crate::words::{Words, primary};

/// S1: how many started, closed and run; without courses, how many persons the data are about.
pub(crate) fn started(words: &Words<'_>, findings: &Findings) -> String {
    findings.flow.as_ref().map_or_else(|| persons(words, findings), |flow| courses(words, findings, flow))
}

fn persons(words: &Words<'_>, findings: &Findings) -> String {
    let n = findings.provenance.persons;
    let times = words.in_words(findings.occasions.len());
    words.say("s1-persons", &[("n", n.into()), ("k", times.into())])
}

fn courses(words: &Words<'_>, findings: &Findings, flow: &Flow) -> String {
    if flow.started == 0 {
        return words.say("s1-none", &[]);
    }
    let begun = begun(words, findings, flow);
    let told = flow.closed.zip(flow.running).shown();
    let (closed, running) = told.unwrap_or_default();
    let key = match told {
        None => mostly_closed(findings, flow),
        Some((_, 0)) => "s1-all-closed",
        Some((0, _)) => "s1-none-closed",
        Some((closed, running)) if closed < SMALL && running < SMALL => "s1-few",
        Some((_, running)) if running < SMALL => {
            nearly(flow.started, SMALL, ["s1-nearly-closed", "s1-most-closed"])
        }
        Some((closed, _)) if closed < SMALL => {
            nearly(flow.started, SMALL, ["s1-nearly-running", "s1-most-running"])
        }
        Some(_) => "s1",
    };
    let counts = [("n", flow.started.into()), ("closed", closed.into()), ("running", running.into())];
    let mut fill = vec![("begun", begun.into())];
    fill.extend(counts);
    words.say(key, &fill)
}

/// What is said where the closed and the running are hidden, because one of the two is small. Which one, the closing forms
/// tell that are told anyway; where they do not, nothing is said of it.
fn mostly_closed(findings: &Findings, flow: &Flow) -> &'static str {
    let threshold = findings.provenance.settings.get("disclosure_threshold");
    let small = threshold.and_then(|threshold| threshold.parse().ok()).unwrap_or(SMALL);
    if flow.closing_forms < small {
        return "s1-few";
    }
    nearly(flow.started, small, ["s1-nearly-closed", "s1-most-closed"])
}

/// "Nearly all" where fewer than `small` are left of so many that this is true, "most" where it is more than half.
const fn nearly(all: u64, small: u64, [nearly, most]: [&'static str; 2]) -> &'static str {
    let left = small.saturating_sub(1);
    if left * 10 <= all {
        nearly
    } else if left * 2 < all {
        most
    } else {
        "s1-few"
    }
}

/// "From June 2013 to December 2016 147 courses started". While courses run, starts are counted up to the data cut.
fn begun(words: &Words<'_>, findings: &Findings, flow: &Flow) -> String {
    let [from, to] = period(findings, flow).map(|iso| iso.map(|iso| words.month(iso)).unwrap_or_default());
    let span = match (from.is_empty(), to.is_empty() || from == to) {
        (true, _) => "unknown",
        (false, true) => "month",
        (false, false) => "months",
    };
    let fill = [("span", span.into()), ("from", from.into()), ("to", to.into()), ("n", flow.started.into())];
    words.say("s1-begun", &fill)
}

/// The first and last day of the period the courses started in, ISO 8601.
pub(crate) fn period<'a>(findings: &'a Findings, flow: &'a Flow) -> [Option<&'a str>; 2] {
    let cut = findings.provenance.data_cut.as_deref().filter(|_| flow.running != 0);
    [flow.first_start.as_deref(), cut.or(flow.last_start.as_deref())]
}

/// What was asked of whom at the last occasion of the primary measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Measurements owed: closed courses, or all persons when the data know no courses.
    pub(crate) owed: u64,
    /// Of these, received.
    pub(crate) received: u64,
    /// Whether they are courses (or persons).
    pub(crate) courses: bool,
    /// Key of the occasion.
    pub(crate) occasion: String,
}

impl Asked {
    /// Owed and not received.
    pub(crate) fn missing(&self) -> u64 {
        self.owed.saturating_sub(self.received)
    }
}

/// What was asked at the last occasion; absent when nothing is measured.
pub(crate) fn asked(findings: &Findings) -> Option<Asked> {
    if let Some(flow) = &findings.flow {
        let last = last_asked(findings, flow)?;
        let (owed, received) = last.owed.zip(last.received_of_owed).shown()?;
        return Some(Asked { owed, received, courses: true, occasion: last.occasion.clone() });
    }
    let measure = primary(findings)?;
    let to = measure.change.value().map(|change| change.to.as_str());
    let to = to.or_else(|| measure.paired_shares.value().map(|shares| shares.to.as_str()));
    let at = to.map_or_else(
        || measure.occasions.last(),
        |to| measure.occasions.iter().find(|at| at.occasion == to),
    )?;
    let owed = findings.provenance.persons;
    Some(Asked { owed, received: at.n.min(owed), courses: false, occasion: at.occasion.clone() })
}

/// The end of the change, which need not be the last measurement of all.
fn last_asked<'a>(findings: &Findings, flow: &'a Flow) -> Option<&'a Measured> {
    let to = findings.provenance.settings.get("to");
    let at = flow.measured.iter().find(|at| Some(&at.occasion) == to);
    at.or(flow.measured.last())
}

/// Whether what was asked at the last occasion is there and hidden.
pub(crate) fn is_asked_hidden(findings: &Findings) -> bool {
    let last = findings.flow.as_ref().and_then(|flow| last_asked(findings, flow));
    last.is_some_and(|last| last.owed.zip(last.received_of_owed).is_hidden())
}

/// S3, or that it is hidden.
pub(crate) fn unknown(words: &Words<'_>, findings: &Findings) -> Option<String> {
    if is_asked_hidden(findings) {
        return Some(words.say("s3-hidden", &[]));
    }
    missing(words, &asked(findings)?)
}

/// S3: of how many we do not know how it went.
pub(crate) fn missing(words: &Words<'_>, asked: &Asked) -> Option<String> {
    let (n, r, m) = (asked.owed, asked.received, asked.missing());
    if n == 0 {
        return asked.courses.then(|| words.say("s3-nobody", &[]));
    }
    // A quarter and a tenth of those owed, without rounding.
    let key = if m == 0 {
        "s3-all"
    } else if m * 4 > n {
        "s3-many"
    } else if m * 10 >= n {
        "s3-some"
    } else {
        "s3-nearly"
    };
    let key = if asked.courses { key.to_owned() } else { format!("{key}-persons") };
    let to = words.occasion(&asked.occasion);
    Some(words.say(&key, &[("m", m.into()), ("n", n.into()), ("r", r.into()), ("to", to.into())]))
}
