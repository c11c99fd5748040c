//! The best an actix server can do here: no middleware, the finished bytes in memory.

use std::net::SocketAddr;
use std::path::Path;

use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, web};
use bytes::Bytes;
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

pub fn serve(bind: SocketAddr, workers: usize, dir: &Path) -> anyhow::Result<()> {
    let answers = read(dir)?;
    let server = HttpServer::new(move || {
        answers.iter().cloned().fold(App::new(), |app, canned| {
            let path = canned.path.split('?').next().unwrap_or_default().to_owned();
            app.route(&path, web::get().to(move || std::future::ready(respond(&canned))))
        })
    });
    actix_web::rt::System::new().block_on(server.workers(workers).tcp_nodelay(true).bind(bind)?.run())?;
    Ok(())
}

fn respond(canned: &Canned) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, "application/json"));
    if let Some(encoding) = &canned.encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding.as_str()));
    }
    response.body(canned.body.clone())
}
