//! What an order owes and whether it was paid. So far: cash on delivery. See README.md for tables and invariants.

mod intent;

pub use intent::{
    Intent, IntentState, Method, UnknownMethod, audit, collect_cash, find_intent, open_intent, void_intent,
};
