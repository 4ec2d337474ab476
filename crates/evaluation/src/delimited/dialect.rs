//! How a delimited file is written: encoding and delimiter, told from its first bytes. Decides nothing by content.

use encoding_rs::WINDOWS_1252;

use crate::fault::{Fault, FaultCode};

/// Encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, which holds Danish letters from older programs.
    Windows1252,
}

impl Encoding {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Encoding, mark and delimiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Encoding of the text.
    pub encoding: Encoding,
    /// Whether a byte order mark stands first.
    pub marked: bool,
    /// What separates the cells.
    pub delimiter: u8,
}

const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A fault whose file is not known yet.
#[derive(Debug)]
pub(super) struct Unnamed(Fault);

impl Unnamed {
    pub(super) fn in_file(self, name: &str) -> Fault {
        Fault { file: name.to_owned(), ..self.0 }
    }
}

impl Dialect {
    /// What an exported package is written in.
    pub const PLAIN: Self = Self { encoding: Encoding::Utf8, marked: false, delimiter: b',' };

    /// Recognises the dialect: a mark or valid UTF-8 means UTF-8, anything else Windows-1252; the delimiter is the
    /// one that stands most often in the headings.
    pub(super) fn sniff(bytes: &[u8]) -> Result<Self, Unnamed> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || has_nul(bytes) {
            let fault = Fault::new("", FaultCode::Encoding).at(1).with("encoding", "UTF-16");
            return Err(Unnamed(fault));
        }
        let marked = bytes.starts_with(MARK);
        let encoding =
            if marked || std::str::from_utf8(bytes).is_ok() { Encoding::Utf8 } else { Encoding::Windows1252 };
        Ok(Self { encoding, marked, delimiter: delimiter(bytes) })
    }

    /// What separates the cells of the headings.
    pub(super) fn first_delimiter(bytes: &[u8]) -> u8 {
        delimiter(bytes)
    }

    /// Where the text begins, after the mark.
    pub(super) const fn start(self) -> usize {
        if self.marked { MARK.len() } else { 0 }
    }

    /// The line on which the first bytes stand that are no text in this encoding.
    pub(super) fn undecodable(self, bytes: &[u8]) -> Option<u64> {
        if self.encoding == Encoding::Windows1252 {
            return None;
        }
        let fault = std::str::from_utf8(bytes).err()?;
        let before = bytes.get(..fault.valid_up_to()).unwrap_or_default();
        Some(before.iter().fold(1, |line, &byte| line + u64::from(byte == b'\n')))
    }

    /// Appends bytes as text.
    pub(super) fn decode_into(self, bytes: &[u8], text: &mut String) {
        match (self.encoding, std::str::from_utf8(bytes)) {
            (_, Ok(cell)) if self.encoding == Encoding::Utf8 || cell.is_ascii() => text.push_str(cell),
            (Encoding::Windows1252, _) => {
                let (cell, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
                text.push_str(&cell);
            }
            (Encoding::Utf8, _) => text.push_str(&String::from_utf8_lossy(bytes)),
        }
    }
}

fn has_nul(bytes: &[u8]) -> bool {
    bytes.iter().take(1024).any(|&byte| byte == 0)
}

fn delimiter(bytes: &[u8]) -> u8 {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut quoted = false;
    for &byte in bytes.iter().skip_while(|byte| byte.is_ascii_whitespace()) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (count, &delimiter) in counts.iter_mut().zip(&DELIMITERS) {
                    *count += usize::from(byte == delimiter);
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    counts
        .iter()
        .zip(DELIMITERS)
        .find(|(count, _)| **count == most && most > 0)
        .map_or(b',', |(_, delimiter)| delimiter)
}
