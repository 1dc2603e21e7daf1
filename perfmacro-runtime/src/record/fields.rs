//! How records are declared. A record is written by hand-made code and not by serde's derive, which would bring
//! syn into every build with budgets; what reads records has feature `records`, and derives.

use serde_core::Serialize;

/// What may be a field.
pub(super) trait Field: Serialize {
    /// Whether it is left out: no record holds `null`.
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Serialize> Field for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Serialize> Field for Vec<T> {}
impl Field for String {}
impl Field for bool {}
impl Field for u32 {}
impl Field for u64 {}
impl Field for f64 {}

/// Declares a record: a struct of public fields, written as a JSON object of the same names, those that are
/// `None` left out.
macro_rules! record {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$field_about:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "records", derive(serde::Deserialize))]
        pub struct $name {
            $($(#[$field_about])* pub $field: $type,)*
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                use serde_core::ser::SerializeStruct as _;
                use $crate::record::fields::Field as _;
                let present = [$(!self.$field.is_absent()),*];
                let count = present.into_iter().filter(|is_present| *is_present).count();
                let mut fields = serializer.serialize_struct(stringify!($name), count)?;
                $(
                    if self.$field.is_absent() {
                        fields.skip_field(stringify!($field))?;
                    } else {
                        fields.serialize_field(stringify!($field), &self.$field)?;
                    }
                )*
                fields.end()
            }
        }

        impl $crate::record::fields::Field for $name {}
    };
}

/// Declares an enum that is written as one of some words. A word of a later version is read as `Unknown`.
macro_rules! words {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$variant_about:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_about])* $variant,)*
            /// A word of a later version. Never written.
            Unknown,
        }

        impl $name {
            /// As it is written.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                    $name::Unknown => "unknown",
                }
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        #[cfg(feature = "records")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Ok(match word.as_str() {
                    $($word => $name::$variant,)*
                    _ => $name::Unknown,
                })
            }
        }

        impl $crate::record::fields::Field for $name {}
    };
}
