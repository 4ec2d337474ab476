//! Between municipalities: each lets out a signed file of moments, and the files are pooled. No row and no person leaves
//! a municipality. `docs/moments.md` describes the file and how it travels.

mod classes;
mod coarsen;
mod file;
mod keys;
mod measure;
mod months;
mod parts;
mod patterns;
mod places;
mod plain;
mod pool;
mod rows;
mod signed;
mod site;
mod summed;
mod told;

pub(crate) use coarsen::{Set, targets};
pub use file::{
    ClassCell, Count, Line, Moments, Pairs, PatternCell, SCHEMA, SiteCovariate, SiteCurve, SiteCurves,
    SiteFamily, SiteMeasure, SiteModel, Tally,
};
pub use keys::{KeyFault, KnownKeys};
pub use pool::{PoolFault, pool};
pub use signed::{FileFault, draft, open, read_draft, signed};
pub(crate) use site::moments_of;
pub use site::site_moments;
pub use summed::summed_moments;
pub use told::{SiteGroup, SiteLeavers, SiteSide, SiteSum};

#[cfg(test)]
mod tests;
