use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// One page of a list and how to get the next. `total` counts all rows of the list, not of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<Cursor>,
    pub total: i64,
}

impl<T> Page<T> {
    /// Makes a page of rows read with `LIMIT size + 1`: the extra row only tells that there is more.
    pub fn from_rows(mut rows: Vec<T>, size: PageSize, total: i64, cursor: impl Fn(&T) -> Cursor) -> Self {
        let limit = usize::from(size.get());
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = if more { rows.last().map(cursor) } else { None };
        Self {
            items: rows,
            next_cursor,
            total,
        }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            next_cursor: self.next_cursor,
            total: self.total,
        }
    }
}

/// How many rows a page holds: 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(u8);

impl PageSize {
    pub const MAX: Self = Self(100);
    pub const DEFAULT: Self = Self(24);

    #[must_use]
    pub const fn new(size: u32) -> Option<Self> {
        if size >= 1 && size <= 100 {
            Some(Self(size as u8))
        } else {
            None
        }
    }

    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The `LIMIT` that also tells whether there is a next page.
    #[must_use]
    pub const fn limit_with_sentinel(self) -> i64 {
        self.0 as i64 + 1
    }
}

/// Where a list goes on: opaque to clients, the sort key of the last row to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(String);

/// The text is no cursor of this list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid cursor")]
pub struct InvalidCursor;

impl Cursor {
    /// Wraps the sort key of a row.
    #[must_use]
    pub fn encode<K: Serialize>(key: &K) -> Self {
        let json = serde_json::to_vec(key).expect("sort keys are plain data");
        Self(BASE64_URL_SAFE_NO_PAD.encode(json))
    }

    pub fn decode<K: for<'de> Deserialize<'de>>(text: &str) -> Result<K, InvalidCursor> {
        let json = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        serde_json::from_slice(&json).map_err(|_| InvalidCursor)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extra_row_makes_the_cursor_and_is_not_shown() {
        let size = PageSize::new(2).unwrap();
        let page = Page::from_rows(vec![1, 2, 3], size, 9, Cursor::encode);
        assert_eq!((page.items.as_slice(), page.total), ([1, 2].as_slice(), 9));
        assert_eq!(Cursor::decode::<i32>(page.next_cursor.unwrap().as_str()), Ok(2));
        let last = Page::from_rows(vec![1, 2], size, 9, Cursor::encode);
        assert_eq!(last.next_cursor, None);
    }

    #[test]
    fn garbage_is_refused() {
        assert_eq!(Cursor::decode::<i32>("no base64!"), Err(InvalidCursor));
        assert_eq!(
            Cursor::decode::<i32>(Cursor::encode(&"text").as_str()),
            Err(InvalidCursor)
        );
    }
}
