/// An enum that is stored, logged and sent as one word per variant.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = sea_orm::DbErr;

            fn from_str(text: &str) -> Result<Self, sea_orm::DbErr> {
                let found = Self::ALL.iter().find(|one| one.as_str() == text);
                found.copied().ok_or_else(|| sea_orm::DbErr::Type(format!("unknown {} {text:?}", stringify!($type))))
            }
        }
    };
}
pub(crate) use words;
