//! Closed sets with a stable code each: the code stands in the database, in files and in the API, and names the
//! catalogue entry of its word on screen.

/// Declares an enum whose variants have stable codes, with `ALL`, `code()` and `parse()`.
#[macro_export]
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// All values in their order on screen.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
            /// The value with this code.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
