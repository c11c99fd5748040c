//! A mail server that takes every mail and delivers none: what it got is in the outbox.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, ServiceConfig, delete, post, resource};
use actix_web::{HttpResponse, Responder};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

mod command;
mod parse;
mod session;

use crate::answer;
use crate::faults::{Faults, once};
use crate::world::World;

/// Where in the conversation a fault happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stage {
    /// Instead of the greeting.
    Connect,
    Auth,
    Sender,
    Recipient,
    /// After the whole mail, which is not kept.
    Message,
}

/// A negative answer to give.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    stage: Stage,
    reply: String,
}

#[derive(Default)]
pub(crate) struct MailServer {
    faults: Faults<Fault>,
}

impl MailServer {
    /// The answer that was ordered for here, if any.
    fn fault(&self, stage: Stage) -> Option<String> {
        Some(self.faults.take(|fault| fault.stage == stage)?.reply)
    }
}

/// Takes mails until it is aborted, and with it every open connection.
pub(crate) async fn serve(listener: TcpListener, world: Arc<World>) {
    let mut sessions = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    sessions.spawn(session::run(stream, Arc::clone(&world)));
                }
                Err(error) => tracing::warn!(%error, "a mail connection was lost"),
            },
            Some(_) = sessions.join_next() => {}
        }
    }
}

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(
        resource("/mail/faults")
            .route(post().to(order_fault))
            .route(delete().to(clear_faults)),
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultOrder {
    stage: Stage,
    code: u16,
    text: String,
    #[serde(default = "once")]
    times: u32,
}

async fn order_fault(world: Data<World>, order: Json<FaultOrder>) -> impl Responder {
    let FaultOrder {
        stage,
        code,
        text,
        times,
    } = order.into_inner();
    if !(400..600).contains(&code) || text.contains(['\r', '\n']) {
        return answer::error(
            StatusCode::BAD_REQUEST,
            "a code from 400 to 599, and one line of text",
        );
    }
    let reply = format!("{code} {text}");
    world.mail.faults.order(Fault { stage, reply }, times);
    HttpResponse::NoContent().finish()
}

async fn clear_faults(world: Data<World>) -> impl Responder {
    world.mail.faults.clear();
    HttpResponse::NoContent()
}
