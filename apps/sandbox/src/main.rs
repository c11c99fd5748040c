//! The outside world for development and tests.

fn main() {}
