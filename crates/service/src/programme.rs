//! A programme as its owner described it, for reading.
