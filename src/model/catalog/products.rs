//! Products: presets of kinds from public figures.

use super::{Kind, ProductSpec};

/// Declares the products.
macro_rules! products {
    ($($(#[$doc:meta])* $variant:ident = $spec:expr),+ $(,)?) => {
        /// Every product in the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Product { $($(#[$doc])* $variant),+ }

        impl Product {
            /// Every product, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its entry in the catalogue.
            pub const fn spec(self) -> &'static ProductSpec {
                match self { $(Self::$variant => &$spec),+ }
            }
        }
    };
}

products! {
    /// PostgreSQL.
    PostgreSql = ProductSpec { key: "postgresql", name: "PostgreSQL", kind: Kind::RelationalDatabase, values: &[], prices: &[] },
}
