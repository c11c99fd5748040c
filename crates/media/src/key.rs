use std::fmt;
use std::str::FromStr;

/// The name of a stored object: 3 to 200 characters `a-z 0-9 . _ - /`, in segments that neither are empty nor start with a
/// dot. A key therefore names the same object in a bucket, in a URL and on a disk, and never leaves its folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectKey(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an object key: {0:?}")]
pub struct InvalidObjectKey(pub String);

impl ObjectKey {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ObjectKey {
    type Err = InvalidObjectKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b'/');
        let starts_plain = |segment: &str| segment.starts_with(|c: char| c.is_ascii_alphanumeric());
        let fits = (3..=200).contains(&text.len()) && text.bytes().all(plain);
        if fits && text.split('/').all(starts_plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidObjectKey(text.to_owned()))
        }
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_could_leave_their_folder_are_refused() {
        for good in ["demo/rose-box.webp", "a.b", "products/2026/01/x_1.jpg"] {
            assert_eq!(good.parse::<ObjectKey>().unwrap().as_str(), good);
        }
        let long = "a".repeat(201);
        for bad in [
            "",
            "ab",
            "../etc/passwd",
            "a/../b",
            "/etc/passwd",
            "a//b",
            "a/b/",
            "a/.hidden",
            "A.png",
            "a b",
            "a\\b",
            "a%2fb",
            "ä.png",
            "a\0b",
            &long,
        ] {
            assert_eq!(
                bad.parse::<ObjectKey>(),
                Err(InvalidObjectKey(bad.to_owned())),
                "{bad:?}"
            );
        }
    }
}
