//! Findings → document. The researcher's part is written first, because the earlier pages point to its tables.

use evaluation::disclosure::Released;
use evaluation::findings::Findings;
use locale::Language;

use super::{Block, Document, Synthetic};
use crate::section::{self, Draft};
use crate::sentence;
use crate::words::Words;

impl Document {
    /// Builds the report. Pure: the same findings and language give the same document.
    pub fn build(findings: &Released, language: Language) -> Self {
        Self::of(findings, language)
    }

    /// The same from findings that did not pass the gate; nothing outside this crate gets such a document.
    pub(crate) fn of(findings: &Findings, language: Language) -> Self {
        let words = Words::new(findings, language);
        let mut draft = Draft::new(words, findings);
        section::research(&mut draft);
        let research = draft.take();
        section::periods(&mut draft);
        let periods = draft.take();
        section::front(&mut draft);
        let mut front = draft.take();
        front.extend(foot(&words, findings));
        section::leader(&mut draft);
        let leader = draft.take();
        section::annexes(&mut draft);
        let annexes = draft.take();
        let mut blocks = front;
        blocks.extend(periods.into_iter().chain(leader).chain(research).chain(annexes));
        let placed = draft.placed;
        let cut_iso = findings.provenance.data_cut.clone();
        let mut document = Self {
            language,
            title: findings.title.clone(),
            top: top(&words, findings),
            synthetic: findings.synthetic.then(|| Synthetic {
                head: words.say("synthetic-head", &[]),
                line: words.say("synthetic-line", &[]),
            }),
            cut: cut_iso.as_deref().map(|iso| words.say("cut", &[("date", words.date(iso).into())])),
            cut_iso,
            made_with: words.say("made-with", &[("software", (&findings.provenance.software).into())]),
            blocks,
            tables: draft.tables,
            printed: draft.printed,
        };
        document.number_figures(&words, &placed);
        document
    }

    /// Numbers the figures and settles what points to them.
    fn number_figures(&mut self, words: &Words<'_>, placed: &[(String, usize)]) {
        let defined: Vec<String> = self.definitions().map(|one| one.id.clone()).collect();
        let mut number = 0;
        for block in &mut self.blocks {
            if let Block::Figure(figure) = block {
                number += 1;
                figure.number = number;
                figure.definition.take_if(|anchor| !defined.contains(anchor));
                figure.tables =
                    placed.iter().filter(|(id, _)| *id == figure.id).map(|(_, place)| *place).collect();
            }
        }
        let numbers: Vec<(String, usize)> =
            self.figures().map(|figure| (figure.id.clone(), figure.number)).collect();
        let settled = std::mem::take(&mut self.blocks).into_iter().filter_map(|block| {
            let Block::SeeFigures(ids) = block else { return Some(block) };
            let found: Vec<String> = numbers
                .iter()
                .filter(|(id, _)| ids.contains(id))
                .map(|(_, number)| {
                    crate::words::lower_first(&words.say("figure", &[("number", (*number).into())]))
                })
                .collect();
            let text = || words.say("see-figure", &[("figures", words.list(&found).into())]);
            (!found.is_empty()).then(|| Block::Note(text()))
        });
        self.blocks = settled.collect();
    }
}

/// Name, period, data cut, and whether courses still run.
fn top(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let mut top = vec![findings.title.clone()];
    if let Some([Some(from), Some(to)]) = findings.flow.as_ref().map(|flow| sentence::period(findings, flow))
    {
        let fill = [("from", words.month(from).into()), ("to", words.month(to).into())];
        top.push(words.say("period", &fill));
    }
    if let Some(cut) = &findings.provenance.data_cut {
        top.push(words.say("cut", &[("date", words.date(cut).into())]));
    }
    if findings.flow.as_ref().is_some_and(|flow| flow.running != 0) {
        top.push(words.say("provisional", &[]));
    }
    top
}

/// The foot of the first page.
fn foot(words: &Words<'_>, findings: &Findings) -> Vec<Block> {
    let mut notes = vec![words.say("read-on", &[])];
    if findings.synthetic {
        notes.push(words.say("synthetic-line", &[]));
    }
    notes.push(words.say("made-with", &[("software", (&findings.provenance.software).into())]));
    notes.into_iter().map(Block::Note).collect()
}
