use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use metrics::{Counter, Histogram};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::encoding::{self, Encoding};
use crate::error::Problem;

/// Smaller bodies fit in one packet anyway.
const WORTH_COMPRESSING: usize = 860;

/// An answer with its tag, in the codings clients have asked for so far.
pub struct Entry {
    identity: Representation,
    gzip: OnceLock<Representation>,
    brotli: OnceLock<Representation>,
    hash: String,
}

struct Representation {
    body: Bytes,
    etag: HeaderValue,
    encoding: Option<HeaderValue>,
}

impl Entry {
    pub fn of<V: Serialize>(view: &V) -> Result<Self, Problem> {
        let body = serde_json::to_vec(view).map_err(|error| Problem::internal(&error))?;
        let hash = BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..15]);
        let identity = Representation::new(body.into(), &hash, "", None);
        Ok(Self {
            identity,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            hash,
        })
    }

    fn representation(&self, encoding: Encoding) -> &Representation {
        let plain = &self.identity.body;
        match encoding {
            _ if plain.len() < WORTH_COMPRESSING => &self.identity,
            Encoding::Identity => &self.identity,
            Encoding::Gzip => self.gzip.get_or_init(|| {
                Representation::new(encoding::gzip(plain), &self.hash, "-gzip", Some("gzip"))
            }),
            Encoding::Brotli => self
                .brotli
                .get_or_init(|| Representation::new(encoding::brotli(plain), &self.hash, "-br", Some("br"))),
        }
    }

    /// The answer for a client with these headers: 304 when it has the content already, in whatever coding.
    #[must_use]
    pub fn respond(&self, headers: &HeaderMap) -> HttpResponse {
        let representation = self.representation(Encoding::accepted(headers));
        let known = headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|tags| self.is_among(tags));
        let mut response = if known {
            HttpResponse::new(StatusCode::NOT_MODIFIED)
        } else {
            HttpResponse::with_body(StatusCode::OK, representation.body.clone()).map_into_boxed_body()
        };
        let to = response.headers_mut();
        to.insert(header::ETAG, representation.etag.clone());
        to.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=30, stale-while-revalidate=300"),
        );
        to.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if !known {
            to.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            if let Some(encoding) = &representation.encoding {
                to.insert(header::CONTENT_ENCODING, encoding.clone());
            }
        }
        response
    }

    fn is_among(&self, tags: &HeaderValue) -> bool {
        let tags = tags.to_str().unwrap_or_default();
        tags.trim() == "*"
            || tags.split(',').any(|tag| {
                let opaque = tag.trim().trim_start_matches("W/").trim_matches('"');
                let rest = opaque.strip_prefix(self.hash.as_str());
                matches!(rest, Some("" | "-gzip" | "-br"))
            })
    }
}

impl Representation {
    fn new(body: Bytes, hash: &str, suffix: &str, encoding: Option<&'static str>) -> Self {
        let etag = HeaderValue::from_str(&format!("\"{hash}{suffix}\"")).expect("base64 fits in a header");
        Self {
            body,
            etag,
            encoding: encoding.map(HeaderValue::from_static),
        }
    }
}

/// A kept answer and where its uses are counted. Cheap to clone.
#[derive(Clone)]
pub struct Hit(Arc<Kept>);

struct Kept {
    entry: Entry,
    fresh: Counter,
    unchanged: Counter,
    seconds: Histogram,
}

impl Hit {
    #[must_use]
    pub fn new(entry: Entry, route: &str) -> Self {
        let route = route.to_owned();
        let counter = |status: &'static str| metrics::counter!("http_requests_total", "method" => "GET", "route" => route.clone(), "status" => status);
        let (fresh, unchanged) = (counter("200"), counter("304"));
        let seconds = metrics::histogram!("http_request_seconds", "method" => "GET", "route" => route);
        Self(Arc::new(Kept {
            entry,
            fresh,
            unchanged,
            seconds,
        }))
    }

    #[must_use]
    pub fn respond(&self, headers: &HeaderMap) -> HttpResponse {
        self.0.entry.respond(headers)
    }

    pub fn count(&self, status: StatusCode, elapsed: Duration) {
        let counter = if status == StatusCode::NOT_MODIFIED {
            &self.0.unchanged
        } else {
            &self.0.fresh
        };
        counter.increment(1);
        self.0.seconds.record(elapsed);
    }

    /// Memory in bytes, with room for the codings.
    pub(super) fn weight(&self) -> u32 {
        let plain = self.0.entry.identity.body.len();
        u32::try_from(plain + plain / 2 + 512).unwrap_or(u32::MAX)
    }
}
