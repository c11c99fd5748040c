//! The best an actix server can do here: no middleware, the finished bytes in memory.

use std::net::SocketAddr;
use std::path::Path;

use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Context as _;
use bytes::Bytes;
use db::Db;
use kernel::{Ctx, SessionId};
use serde::{Deserialize, Serialize};

const MANIFEST: &str = "answers.json";

/// One answer to give, as the API gave it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Canned {
    pub path: String,
    pub encoding: Option<String>,
    #[serde(skip)]
    pub body: Bytes,
}

pub fn write(dir: &Path, answers: &[Canned]) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir)?;
    std::fs::write(dir.join(MANIFEST), serde_json::to_vec(answers)?)?;
    for (index, answer) in answers.iter().enumerate() {
        std::fs::write(dir.join(index.to_string()), &answer.body)?;
    }
    Ok(())
}

fn read(dir: &Path) -> anyhow::Result<Vec<Canned>> {
    let mut answers: Vec<Canned> = serde_json::from_slice(&std::fs::read(dir.join(MANIFEST))?)?;
    for (index, answer) in answers.iter_mut().enumerate() {
        answer.body = std::fs::read(dir.join(index.to_string()))?.into();
    }
    Ok(answers)
}

/// A session that is looked up before each answer, by the API's own statement.
#[derive(Clone)]
struct Lookup {
    session: SessionId,
    db: Db,
    ctx: Ctx,
}

impl Lookup {
    async fn new(session: &str, url: &str) -> anyhow::Result<Self> {
        Ok(Self {
            session: session.parse()?,
            // As many connections as the API has.
            db: db::connect(&db::Settings::new(url, "bench-reference")).await?,
            ctx: Ctx::system(),
        })
    }

    async fn is_open(&self) -> bool {
        let access = rbac::access::load(&self.db, self.session, self.ctx.now()).await;
        matches!(access, Ok(Some(_)))
    }
}

pub fn serve(bind: SocketAddr, workers: usize, dir: &Path, lookup: Option<&[String]>) -> anyhow::Result<()> {
    let answers = read(dir)?;
    actix_web::rt::System::new().block_on(async move {
        let lookup = match lookup {
            Some([session, url]) => Some(
                Lookup::new(session, url)
                    .await
                    .context("the session's database")?,
            ),
            _ => None,
        };
        let server = HttpServer::new(move || {
            answers.iter().cloned().fold(App::new(), |app, canned| {
                let path = canned.path.split('?').next().unwrap_or_default().to_owned();
                let Some(lookup) = lookup.clone() else {
                    return app.route(&path, web::get().to(move || std::future::ready(respond(&canned))));
                };
                let after_lookup = move || {
                    let (lookup, canned) = (lookup.clone(), canned.clone());
                    async move {
                        if lookup.is_open().await {
                            respond(&canned)
                        } else {
                            HttpResponse::Unauthorized().finish()
                        }
                    }
                };
                app.route(&path, web::get().to(after_lookup))
            })
        });
        server
            .workers(workers)
            .tcp_nodelay(true)
            .bind(bind)?
            .run()
            .await?;
        Ok(())
    })
}

fn respond(canned: &Canned) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, "application/json"));
    if let Some(encoding) = &canned.encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding.as_str()));
    }
    response.body(canned.body.clone())
}
