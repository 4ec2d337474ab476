//! A long file whose persons stand in no order, sorted into drawers by a hash of the person: everybody's rows lie in one
//! drawer, in the order of the file and with the lines they stand on, and a drawer fits into memory. Drawers are files
//! without a name that vanish with the program.

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Result, Seek, Write};
use std::sync::{Mutex, PoisonError};

use super::table::Table;
use crate::delimited::Record;
use crate::fault::{Fault, FaultCode};

/// Most drawers: each is an open file.
const MOST: u64 = 256;
/// Bytes that wait to be written, for each drawer.
const ROOM: usize = 1 << 15;

/// The sorted rows.
pub(super) struct Spilled<'t> {
    file: &'t dyn Table,
    drawers: Vec<Mutex<File>>,
    /// What kept a part of the file from being read to its end.
    pub(super) faults: Vec<Fault>,
}

impl<'t> Spilled<'t> {
    /// Sorts the rows of a file by the person in the column at `person`, so many bytes of the file to a drawer; only the cells at
    /// these places need to be kept.
    ///
    /// # Errors
    /// No room for it, or the file cannot be read.
    pub(super) fn of(
        file: &'t dyn Table,
        (person, places): (usize, &[usize]),
        each: u64,
    ) -> std::result::Result<Self, Vec<Fault>> {
        let count = (file.bytes() / each.max(1) + 1).min(MOST);
        Self::sorted(file, (person, places), count).map_err(|error| vec![unwritten(file, &error)])
    }

    fn sorted(file: &'t dyn Table, (person, places): (usize, &[usize]), count: u64) -> Result<Self> {
        let drawers: Result<Vec<BufWriter<File>>> =
            (0..count).map(|_| Ok(BufWriter::with_capacity(ROOM, tempfile::tempfile()?))).collect();
        let mut drawers = drawers?;
        let (mut faults, mut failed) = (Vec::new(), Ok(()));
        for part in 0..file.parts() {
            let read = file.read(part, places, &mut |record| {
                let name = record.cell(person).unwrap_or_default().trim();
                let drawer = usize::try_from(crate::disclosure::person_key(name) % count).unwrap_or_default();
                if let (Ok(()), Some(drawer)) = (&failed, drawers.get_mut(drawer)) {
                    failed = put(record, drawer);
                }
            });
            faults.extend(read.err());
        }
        failed?;
        let closed = |drawer: BufWriter<File>| {
            Ok(Mutex::new(drawer.into_inner().map_err(std::io::IntoInnerError::into_error)?))
        };
        let drawers: Result<Vec<Mutex<File>>> = drawers.into_iter().map(closed).collect();
        Ok(Self { file, drawers: drawers?, faults })
    }

    fn give(&self, drawer: usize, row: &mut dyn FnMut(&Record)) -> Result<()> {
        let Some(drawer) = self.drawers.get(drawer) else { return Ok(()) };
        let mut file = drawer.lock().unwrap_or_else(PoisonError::into_inner);
        file.rewind()?;
        let mut from = BufReader::with_capacity(1 << 18, &mut *file);
        let (mut record, mut cell) = (Record::default(), String::new());
        while let Some(line) = number(&mut from)? {
            record.begin(line);
            for _ in 0..number(&mut from)?.unwrap_or_default() {
                let length = number(&mut from)?.unwrap_or_default();
                cell.clear();
                from.by_ref().take(length).read_to_string(&mut cell)?;
                record.push(&cell);
            }
            row(&record);
        }
        Ok(())
    }
}

fn unwritten(file: &dyn Table, error: &std::io::Error) -> Fault {
    Fault::new(file.name(), FaultCode::FileUnreadable).with("file", file.name()).with("reason", error)
}

/// Writes a record: its line, how many cells it has, then each cell after its length.
fn put(record: &Record, to: &mut impl Write) -> Result<()> {
    write(record.line(), to)?;
    write(record.len() as u64, to)?;
    for cell in record.cells() {
        write(cell.len() as u64, to)?;
        to.write_all(cell.as_bytes())?;
    }
    Ok(())
}

/// Writes a number, seven bits to a byte, the lowest first.
fn write(mut value: u64, to: &mut impl Write) -> Result<()> {
    while value > 0x7f {
        to.write_all(&[u8::try_from(value & 0x7f).unwrap_or_default() | 0x80])?;
        value >>= 7;
    }
    to.write_all(&[u8::try_from(value).unwrap_or_default()])
}

/// Reads a number; nothing at the end.
fn number(from: &mut impl Read) -> Result<Option<u64>> {
    let (mut value, mut byte) = (0, [0]);
    for place in 0..10 {
        match from.read_exact(&mut byte) {
            Err(error) if place == 0 && error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        value |= u64::from(byte[0] & 0x7f) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(value))
}

impl Table for Spilled<'_> {
    fn name(&self) -> &str {
        self.file.name()
    }
    fn headings(&self) -> Vec<&str> {
        self.file.headings()
    }
    fn header_line(&self) -> u64 {
        self.file.header_line()
    }
    fn comma(&self) -> bool {
        self.file.comma()
    }
    fn unread(&self, place: usize) -> Option<Fault> {
        self.file.unread(place)
    }
    fn parts(&self) -> usize {
        self.drawers.len()
    }
    fn read(&self, part: usize, _: &[usize], row: &mut dyn FnMut(&Record)) -> std::result::Result<(), Fault> {
        self.give(part, row).map_err(|error| unwritten(self.file, &error))
    }
    fn bytes(&self) -> u64 {
        self.file.bytes()
    }
    fn sha256(&self) -> Option<String> {
        self.file.sha256()
    }
}
