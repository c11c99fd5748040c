use std::ops::Deref;

use catalog::Market;
use regions::Store;

use crate::error::Problem;
use crate::state::State;

/// The store a request is about.
pub struct Shop(pub Store);

impl Deref for Shop {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.0
    }
}

impl Shop {
    /// The store with this slug; 404 when there is none or it is closed. Called by the handlers and not an extractor: answers
    /// from memory don't need it.
    pub async fn find(state: &State, slug: &str) -> Result<Self, Problem> {
        regions::find_store(&state.db, slug)
            .await?
            .map(Self)
            .ok_or_else(Problem::not_found)
    }

    /// Whose prices and stock the catalogue is asked for.
    #[must_use]
    pub fn market(&self) -> Market {
        Market::new(self.id, self.currency)
    }
}
