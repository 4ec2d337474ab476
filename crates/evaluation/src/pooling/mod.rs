//! Between municipalities: each lets out a signed file of moments, and the files are pooled. No row and no person leaves
//! a municipality. `docs/moments.md` describes the file and how it travels.

mod file;
mod model;
mod pool;
mod site;

pub use file::{
    Count, FileFault, Line, Moments, Pairs, PatternCell, SCHEMA, SiteMeasure, draft, open, signed,
};
pub use pool::{PoolFault, pool};
pub use site::site_moments;

#[cfg(test)]
mod tests;
