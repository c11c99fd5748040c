//! The shop as a program: HTTP, OpenAPI, configuration and the commands of the `api` binary.

mod access;
mod cache;
mod changes;
pub mod cli;
pub mod config;
mod dto;
pub mod error;
mod extract;
mod methods;
pub mod openapi;
mod permission;
mod routes;
pub mod seed;
mod server;
mod shell;
mod state;
mod telemetry;
pub mod work;

pub use server::Server;
pub use state::State;
