//! Storefront reads.
