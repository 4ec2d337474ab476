//! What a leader oversees: load and duties of each worker, each number with the list behind it.
