//! A reference file that knows which of its numbers have been asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{number, reference};

/// Closed forms.
pub(crate) const CLOSED: f64 = 1e-12;
/// Numbers found by iteration.
pub(crate) const ITERATED: f64 = 1e-8;

pub(crate) struct Golden {
    root: Value,
    left: RefCell<BTreeSet<String>>,
}

fn collect(value: &Value, path: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                collect(inner, &format!("{path}/{key}"), all);
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                collect(inner, &format!("{path}/{place}"), all);
            }
        }
        Value::Number(_) | Value::Bool(_) => {
            all.insert(path.to_owned());
        }
        Value::String(text) if text.parse::<f64>().is_ok() => {
            all.insert(path.to_owned());
        }
        Value::String(_) | Value::Null => {}
    }
}

impl Golden {
    pub(crate) fn open(name: &str) -> Option<Self> {
        let root = reference(name)?;
        let mut left = BTreeSet::new();
        collect(&root, "", &mut left);
        Some(Self { root, left: RefCell::new(left) })
    }

    /// What lies at a path.
    pub(crate) fn value(&self, path: &str) -> &Value {
        self.root.pointer(path).unwrap_or_else(|| panic!("nothing at {path}"))
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        self.value(path).as_str().unwrap()
    }

    /// Number of items at a path.
    pub(crate) fn len(&self, path: &str) -> usize {
        self.value(path).as_array().unwrap().len()
    }

    /// Takes a number that is data or has been looked at.
    pub(crate) fn take(&self, path: &str) -> f64 {
        self.left.borrow_mut().remove(path);
        let value = self.value(path);
        value.as_bool().map_or_else(|| number(value), |yes| f64::from(u8::from(yes)))
    }

    /// Takes a list of numbers.
    pub(crate) fn list(&self, path: &str) -> Vec<f64> {
        (0..self.len(path)).map(|place| self.take(&format!("{path}/{place}"))).collect()
    }

    /// A number to some relative difference; `null` stands for one that is not finite.
    #[track_caller]
    pub(crate) fn is(&self, path: &str, found: f64, relative: f64) {
        if self.value(path).is_null() {
            assert!(!found.is_finite(), "{path}: found {found:e}, expected none");
            return;
        }
        let expected = self.take(path);
        let tolerance = (expected.abs() * relative).max(1e-15);
        assert!((found - expected).abs() <= tolerance, "{path}: found {found:e}, expected {expected:e}");
    }

    /// A number to some absolute difference.
    #[track_caller]
    pub(crate) fn near(&self, path: &str, found: f64, difference: f64) {
        let expected = self.take(path);
        assert!((found - expected).abs() <= difference, "{path}: found {found:e}, expected {expected:e}");
    }

    /// A list of numbers.
    #[track_caller]
    pub(crate) fn are(&self, path: &str, found: &[f64], relative: f64) {
        assert_eq!(self.len(path), found.len(), "{path}");
        for (place, value) in found.iter().enumerate() {
            self.is(&format!("{path}/{place}"), *value, relative);
        }
    }

    /// Both ends of an interval.
    #[track_caller]
    pub(crate) fn ends(&self, path: &str, found: stats::Interval, relative: f64) {
        self.are(path, &[found.lower, found.upper], relative);
    }

    /// Whether anything stands at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.root.pointer(path).is_some()
    }

    /// Leaves out what is left under a path, if anything is: some files have it and others do not.
    pub(crate) fn leave_out_if_left(&self, path: &str) {
        self.left.borrow_mut().retain(|known| known != path && !known.starts_with(&format!("{path}/")));
    }

    /// Leaves out everything under a path, for a reason.
    pub(crate) fn leave_out(&self, path: &str, _reason: &str) {
        let before = self.left.borrow().len();
        self.left.borrow_mut().retain(|known| known != path && !known.starts_with(&format!("{path}/")));
        assert!(self.left.borrow().len() < before, "nothing left at {path}");
    }

    /// Nothing may be left.
    #[track_caller]
    pub(crate) fn finish(self) {
        let mut left = self.left.into_inner();
        left.retain(|path| !path.starts_with("/meta/")); // versions
        let shown: Vec<&String> = left.iter().take(40).collect();
        assert!(left.is_empty(), "{} numbers not looked at: {shown:#?}", left.len());
    }
}
