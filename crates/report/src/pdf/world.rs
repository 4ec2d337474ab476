//! What the typesetter may see: the report's text, its template, its figures and two weights of IBM Plex Sans. No file system,
//! no network, no clock. Library and fonts are read once for the life of the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

const REGULAR: &[u8] = include_bytes!("../../fonts/IBMPlexSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../fonts/IBMPlexSans-SemiBold.ttf");
const TEMPLATE: &str = include_str!("template.typ");

/// Everything that is the same for all reports.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Option<Source>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        [REGULAR, SEMIBOLD].into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
    // Header cells of rows are the extra that is switched on.
    let features = [Feature::A11yExtras].into_iter().collect();
    Shared {
        library: LazyHash::new(Library::builder().with_features(features).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: file_id("/template.typ").map(|id| Source::new(id, TEMPLATE.to_owned())),
    }
});

fn file_id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The world of one report.
pub(super) struct ReportWorld {
    main: Source,
    figures: HashMap<FileId, Bytes>,
}

impl ReportWorld {
    /// A world with the report's text and its figures, each under its path. Absent when a path is not one.
    pub(super) fn new(text: String, figures: Vec<(String, String)>) -> Option<Self> {
        let figures = figures
            .into_iter()
            .map(|(path, svg)| file_id(&path).map(|id| (id, Bytes::from_string(svg))))
            .collect::<Option<_>>()?;
        Some(Self { main: Source::new(file_id("/report.typ")?, text), figures })
    }
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let template = SHARED.template.as_ref().filter(|template| template.id() == id);
        template.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.figures.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
