//! JSON that keeps what was sent: the text of numbers, the difference between absent and null, and repeated keys as an error.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A JSON object whose values are still text.
pub(super) struct Object(Vec<(String, Box<RawValue>)>);

/// A value as the signature prints it.
pub(super) enum Printed {
    Text(String),
    /// An object or a list, which the signature has no way to print.
    Nested,
}

impl Object {
    pub(super) fn parse(raw: &str) -> Option<Self> {
        serde_json::from_str(raw).ok()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    pub(super) fn raw(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, raw)| raw.get())
    }

    pub(super) fn object(&self, key: &str) -> Option<Self> {
        self.raw(key).and_then(Self::parse)
    }

    /// The value of a key, `null` and absent as empty text.
    pub(super) fn printed(&self, key: &str) -> Printed {
        self.raw(key).map_or_else(|| Printed::Text(String::new()), print)
    }

    /// The value of a key when it is neither empty nor nested.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        match self.printed(key) {
            Printed::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// As [`Self::text`], below objects: `["Invoice", "Id"]`.
    pub(super) fn text_at(&self, path: [&str; 2]) -> Option<String> {
        self.object(path[0])?.text(path[1])
    }
}

fn print(raw: &str) -> Printed {
    match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).map_or(Printed::Nested, Printed::Text),
        Some(b'{' | b'[') | None => Printed::Nested,
        _ if raw == "null" => Printed::Text(String::new()),
        _ => Printed::Text(raw.to_owned()),
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut pairs: Vec<(String, Box<RawValue>)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    // Which of two values was signed, and which is read? Nobody should have to wonder.
                    if pairs.iter().any(|(known, _)| *known == key) {
                        return Err(serde::de::Error::custom("a key twice"));
                    }
                    pairs.push((key, value));
                }
                Ok(Object(pairs))
            }
        }

        deserializer.deserialize_map(Keys)
    }
}
