use catalog::browse::ListError;
use catalog::wishlist::AddError;

use super::{Code, Field, Problem};

impl From<ListError> for Problem {
    fn from(error: ListError) -> Self {
        match error {
            ListError::UnknownCategory => Self::not_found(),
            ListError::InvalidCursor(_) => {
                Self::new(Code::InvalidQuery).field(Field::new("cursor", "invalid_cursor"))
            }
            ListError::Db(error) => error.into(),
        }
    }
}

impl From<AddError> for Problem {
    fn from(error: AddError) -> Self {
        match error {
            AddError::UnknownProduct => Self::not_found(),
            AddError::Full => Self::new(Code::WishlistFull),
            AddError::Database(error) => error.into(),
        }
    }
}
