use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::HttpRequest;
use actix_web::http::header::HeaderValue;
use kernel::{IdSource as _, RandomIds};

use super::TrustedProxies;
use super::headers::REQUEST_ID;

/// Names a request in logs and answers. Ours are 16 hexadecimal digits, unique in a process and unlikely to repeat across
/// processes; a trusted proxy's are taken over.
#[derive(Clone, Debug)]
pub struct RequestId(HeaderValue);

/// Where this process starts counting.
static START: LazyLock<u64> = LazyLock::new(|| {
    let [a, b, c, d, e, f, g, h, ..] = RandomIds.secret();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
});
static COUNT: AtomicU64 = AtomicU64::new(0);

impl RequestId {
    pub(super) fn of(request: &HttpRequest, proxies: &TrustedProxies) -> Self {
        proxied(request, proxies).unwrap_or_else(Self::next)
    }

    fn next() -> Self {
        // An odd multiplier visits every number once, so ids of one process never meet and don't look alike.
        let number = START
            .wrapping_add(COUNT.fetch_add(1, Ordering::Relaxed))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut digits = [0_u8; 16];
        for (index, digit) in digits.iter_mut().enumerate() {
            let nibble = (number >> (60 - 4 * index)) & 15;
            *digit = b"0123456789abcdef"[nibble as usize];
        }
        Self(HeaderValue::from_bytes(&digits).expect("hexadecimal digits fit in a header"))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

fn proxied(request: &HttpRequest, proxies: &TrustedProxies) -> Option<RequestId> {
    let value = request.headers().get(REQUEST_ID)?;
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let fits = (8..=64).contains(&value.len()) && value.as_bytes().iter().all(plain);
    (fits && proxies.is_peer_trusted(request)).then(|| RequestId(value.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_are_hexadecimal() {
        let (a, b) = (RequestId::next(), RequestId::next());
        assert_ne!(a.as_str(), b.as_str());
        assert!(a.as_str().len() == 16 && a.as_str().bytes().all(|digit| digit.is_ascii_hexdigit()));
    }
}
