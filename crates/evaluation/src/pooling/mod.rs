//! Between municipalities: each lets out a signed file of moments, and the files are pooled. No row and no person leaves
//! a municipality. `docs/moments.md` describes the file and how it travels.

mod classes;
mod coarsen;
mod file;
mod keys;
mod measure;
mod months;
mod patterns;
mod places;
mod pool;
mod site;
mod summed;

pub(crate) use coarsen::{Set, targets};
pub use file::{
    ClassCell, Count, FileFault, Line, Moments, Pairs, PatternCell, SCHEMA, SiteCovariate, SiteCurve,
    SiteCurves, SiteFamily, SiteMeasure, SiteModel, Tally, draft, open, read_draft, signed,
};
pub use keys::{KeyFault, KnownKeys};
pub use pool::{PoolFault, pool};
pub(crate) use site::moments_of;
pub use site::site_moments;
pub use summed::summed_moments;

#[cfg(test)]
mod tests;
