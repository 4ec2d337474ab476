//! Cohort packages and foreign tables in, cohort packages out.

use std::path::{Path, PathBuf};

use domain::programme::ProgrammeId;
use evaluation::fault::{Fault, FaultCode};
use evaluation::mapping::Mapping;
use evaluation::package::{self, Files, Known, Package, Reading, manifest};
use service::Context;
use service::transfer::{self, Imported};

use crate::args::{Export, Import};
use crate::config::Config;
use crate::house;
use crate::tell::{Failure, Teller};

/// Where the lines left out go, within the imported folder.
const SKIPPED: &str = "skipped";

/// `fodfaeste import`.
pub(crate) async fn import(import: &Import, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let ctx = house::open(config, config.synthetic).await?;
    let mapping = import.mapping.as_deref().map(|file| mapping(&ctx, file)).transpose()?;
    let mut total = Imported::default();
    let mut told = Vec::new();
    let skipped = import.skipped.clone().unwrap_or_else(|| import.folder.join(SKIPPED));
    let packages = packages(&import.folder, mapping.is_some());
    if packages.len() > 1 {
        whole(&ctx, import, &packages, mapping.as_ref(), teller).await?;
    }
    for package in &packages {
        let skipped = package.below.as_ref().map_or_else(|| skipped.clone(), |below| skipped.join(below));
        let (done, faults) = one(&ctx, import, (package, &skipped), mapping.as_ref(), teller).await?;
        total.rows += done.rows;
        total.already += done.already;
        total.courses += done.courses;
        told.extend(faults);
    }
    ctx.store.close().await;
    teller.faults(&told);
    teller.result(&serde_json::json!({
        "rows": total.rows,
        "courses": total.courses,
        "already": total.already,
        "faults": teller.faults_json(&told),
        "skipped": (!told.is_empty()).then_some(&skipped),
    }));
    if !told.is_empty() {
        let mut lines: Vec<_> = told.iter().map(|fault| (&fault.file, fault.line)).collect();
        lines.dedup();
        teller.say("import-skipped", [("lines", &lines.len()), ("folder", &skipped.display())]);
    }
    teller.say(
        "import-done",
        [("rows", &total.rows), ("courses", &total.courses), ("already", &total.already)],
    );
    Ok(())
}

/// A folder with a package.
struct Folder {
    path: PathBuf,
    /// Its name below the imported one, where that holds several.
    below: Option<PathBuf>,
}

impl Folder {
    /// Faults at their files as the caller sees them.
    fn named(&self, mut faults: Vec<Fault>) -> Vec<Fault> {
        if let Some(below) = &self.below {
            for fault in &mut faults {
                fault.file = below.join(&fault.file).display().to_string();
            }
        }
        faults
    }
}

/// The folder itself, or the packages in the folders below it, as an export of several programmes leaves them.
fn packages(folder: &Path, mapped: bool) -> Vec<Folder> {
    let itself = || vec![Folder { path: folder.to_owned(), below: None }];
    if mapped || folder.join(manifest::FILE).exists() {
        return itself();
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return itself() };
    let mut found: Vec<Folder> = entries
        .flatten()
        .filter(|entry| entry.path().join(manifest::FILE).exists() && entry.file_name() != SKIPPED)
        .map(|entry| Folder { path: entry.path(), below: Some(PathBuf::from(entry.file_name())) })
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    if found.is_empty() { itself() } else { found }
}

/// Looks all packages through before the first is brought in: a fault in one keeps all of them out.
async fn whole(
    ctx: &Context,
    import: &Import,
    packages: &[Folder],
    mapping: Option<&Mapping>,
    teller: &Teller,
) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut before: Vec<Package> = Vec::new();
    for package in packages {
        match read(ctx, import, package, (mapping, &before)).await {
            Ok((_, reading)) => {
                faults.extend(package.named(transfer::faults(ctx, &reading)));
                before.push(reading.package);
            }
            Err(Failure::Faults(found)) => faults.extend(package.named(found)),
            Err(failure) => return Err(failure),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(refused(faults, import, teller)) }
}

/// Reads a folder onto what the record holds and what comes in before it.
async fn read(
    ctx: &Context,
    import: &Import,
    package: &Folder,
    (mapping, before): (Option<&Mapping>, &[Package]),
) -> Result<(Files, Reading), Failure> {
    let actor = house::administrator(ctx).await?;
    let files = match mapping {
        Some(mapping) => mapping.load_files(&package.path)?,
        None => package::load_files(&package.path)?,
    };
    let programme = match mapping {
        Some(mapping) => mapping.manifest().programme.to_string(),
        None => programme_of(&files),
    };
    let known = transfer::known(ctx, &actor, &ProgrammeId(programme)).await?;
    let known = before.iter().fold(known, Known::and);
    let reading = match (mapping, import.skip_faulty) {
        (Some(mapping), false) => mapping.read(&files, &known),
        (Some(mapping), true) => mapping.read_without_faulty(&files, &known),
        (None, false) => Package::read_onto(&files, &known),
        (None, true) => Package::read_without_faulty(&files, &known),
    }?;
    Ok((files, reading))
}

async fn one(
    ctx: &Context,
    import: &Import,
    (package, skipped): (&Folder, &Path),
    mapping: Option<&Mapping>,
    teller: &Teller,
) -> Result<(Imported, Vec<Fault>), Failure> {
    let (files, reading) =
        read(ctx, import, package, (mapping, &[])).await.map_err(|failure| match failure {
            Failure::Faults(faults) => refused(package.named(faults), import, teller),
            failure => failure,
        })?;
    if !reading.left_out.is_empty() {
        keep(&files, &reading, skipped).map_err(|error| {
            Failure::call("import-skipped-unwritten", [("folder", &skipped.display()), ("reason", &error)])
        })?;
    }
    let actor = house::administrator(ctx).await?;
    let done = transfer::import(ctx, &actor, &reading).await?;
    Ok((done, package.named(reading.faults)))
}

fn refused(faults: Vec<Fault>, import: &Import, teller: &Teller) -> Failure {
    if !import.skip_faulty && faults.iter().any(|fault| fault.line.is_some()) {
        teller.note("import-refused", [("faults", &faults.len())]);
    }
    Failure::Faults(faults)
}

/// The programme that `package.toml` names; empty where it cannot be read, which is told when the package is read.
fn programme_of(files: &Files) -> String {
    let text = files.get(manifest::FILE).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let read = text.and_then(|text| manifest::read(manifest::FILE, text).ok());
    read.map(|(manifest, _)| manifest.programme.to_string()).unwrap_or_default()
}

/// Writes the lines left out, in files of the same names and dialects; a package's list of contents goes along
/// without its counts.
fn keep(files: &Files, reading: &Reading, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, bytes) in package::skipped_files(files, &reading.left_out) {
        std::fs::write(folder.join(name), bytes)?;
    }
    if files.contains_key(manifest::FILE) {
        std::fs::write(folder.join(manifest::FILE), manifest::write(&reading.package.manifest, &[]))?;
    }
    Ok(())
}

/// A mapping file, or a shipped mapping by its name.
fn mapping(ctx: &Context, file: &Path) -> Result<Mapping, Failure> {
    let name = file.display().to_string();
    let shipped = format!("mappings/{}.toml", name.trim_end_matches(".toml"));
    let bytes = match (std::fs::read(file), ctx.content.source().read(&shipped)) {
        (Ok(bytes), _) => bytes,
        (Err(_), Some(bytes)) => bytes.into_owned(),
        (Err(error), None) => return Err(Failure::Faults(vec![Fault::unread(&name, &name, &error)])),
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| vec![Fault::new(&name, FaultCode::Encoding).with("encoding", "UTF-8")])?;
    Ok(Mapping::parse(&name, &text)?)
}

/// `fodfaeste export`.
pub(crate) async fn export(export: &Export, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let ctx = house::open(config, config.synthetic).await?;
    let actor = house::administrator(&ctx).await?;
    let mut programmes: Vec<ProgrammeId> =
        transfer::programmes(&ctx, &actor).await?.into_iter().map(|(programme, _)| programme).collect();
    if let Some(only) = &export.programme {
        programmes.retain(|programme| programme.0 == *only);
    }
    if programmes.is_empty() {
        return Err(Failure::Call("export-empty", Vec::new()));
    }
    let several = programmes.len() > 1;
    let mut written = Vec::new();
    for programme in programmes {
        let package = transfer::export(&ctx, &actor, &programme).await?;
        let folder = if several { export.folder.join(&programme.0) } else { export.folder.clone() };
        package::save_folder(&package, &folder).map_err(|error| {
            Failure::call("export-unwritten", [("folder", &folder.display()), ("reason", &error)])
        })?;
        let (rows, courses) = (package.rows(), package.courses.len());
        teller.say("export-done", [("rows", &rows), ("courses", &courses), ("folder", &folder.display())]);
        written.push(serde_json::json!({
            "programme": programme.0, "folder": folder, "rows": rows, "courses": courses,
        }));
    }
    ctx.store.close().await;
    teller.result(&serde_json::json!({ "packages": written }));
    Ok(())
}

/// Brings a shipped package in, as the training municipality does.
pub(crate) async fn import_shipped(ctx: &Context, folder: &str) -> Result<(), Failure> {
    let source = ctx.content.source();
    let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let files: Files = source
        .list(folder)
        .into_iter()
        .filter_map(|path| Some((name(&path)?, source.read(&path)?.into_owned())))
        .collect();
    let actor = house::administrator(ctx).await?;
    let reading = Package::read_onto(&files, &Known::nothing())?;
    transfer::import(ctx, &actor, &reading).await?;
    Ok(())
}
