//! Search over courses by alias and code, within what the searcher may see.
