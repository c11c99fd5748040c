use std::io::Write as _;

use actix_web::http::header::{self, HeaderMap};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

impl Encoding {
    /// The best one the client takes: Brotli, else gzip, else none.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .map_or(Self::Identity, Self::best)
    }

    fn best(accept: &str) -> Self {
        let takes = |name: &str| {
            accept.split(',').any(|entry| {
                let (coding, parameters) = entry.split_once(';').unwrap_or((entry, ""));
                coding.trim().eq_ignore_ascii_case(name) && !is_zero(parameters)
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

fn is_zero(parameters: &str) -> bool {
    let weight = parameters.trim().strip_prefix("q=").unwrap_or("1");
    weight.trim_end_matches(['0', '.']).is_empty()
}

pub(super) fn gzip(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::new(6));
    encoder
        .write_all(body)
        .and_then(|()| encoder.finish())
        .expect("writing to memory doesn't fail")
        .into()
}

pub(super) fn brotli(body: &[u8]) -> Bytes {
    // Quality 5: nearly the size of the highest, at a hundredth of its time.
    let mut encoder = brotli::CompressorWriter::new(Vec::with_capacity(body.len() / 4), 4096, 5, 20);
    encoder.write_all(body).expect("writing to memory doesn't fail");
    encoder.into_inner().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_coding_the_client_takes_is_chosen() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("gzip;q=0.000", Encoding::Identity),
            ("GZIP", Encoding::Gzip),
            ("br;q=0.1", Encoding::Brotli),
            ("identity", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            assert_eq!(Encoding::best(accept), expected, "{accept}");
        }
    }
}
