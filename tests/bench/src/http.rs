//! A keep-alive HTTP/1.1 client that does next to nothing, so that little of the machine goes to measuring.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One connection; one request at a time.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer as it lies in the connection's buffer.
pub struct Answer<'a> {
    pub status: u16,
    pub head: &'a str,
    pub body: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends and reads to the end of the answer; its status.
    pub async fn status(&mut self, request: &[u8]) -> io::Result<u16> {
        let (head, _) = self.exchange(request).await?;
        status_of(&self.buffer[..head])
    }

    /// The same with everything that was answered.
    pub async fn answer(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        let (head, end) = self.exchange(request).await?;
        let (head, rest) = self.buffer[..end].split_at(head);
        let text = std::str::from_utf8(head).map_err(invalid)?;
        let body = match length(head)? {
            Length::Known(_) => rest.to_vec(),
            Length::Chunked => unchunk(rest)?,
        };
        Ok(Answer {
            status: status_of(head)?,
            head: text,
            body,
        })
    }

    /// Where the head and where the whole answer end in the buffer.
    async fn exchange(&mut self, request: &[u8]) -> io::Result<(usize, usize)> {
        self.buffer.clear();
        self.stream.write_all(request).await?;
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let end = match length(&self.buffer[..head])? {
            Length::Known(bytes) => {
                while self.buffer.len() < head + bytes {
                    self.more().await?;
                }
                head + bytes
            }
            Length::Chunked => {
                while unchunk(&self.buffer[head..]).is_err() {
                    self.more().await?;
                }
                self.buffer.len()
            }
        };
        Ok((head, end))
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

enum Length {
    Known(usize),
    Chunked,
}

fn length(head: &[u8]) -> io::Result<Length> {
    for line in head.split(|byte| *byte == b'\n') {
        if let Some(value) = value_of(line, b"content-length:") {
            return value.parse().map(Length::Known).map_err(invalid);
        }
        if value_of(line, b"transfer-encoding:").is_some() {
            return Ok(Length::Chunked);
        }
    }
    // 204 and 304.
    Ok(Length::Known(0))
}

fn value_of<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a str> {
    let found = line
        .get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name));
    found.then(|| {
        std::str::from_utf8(&line[name.len()..])
            .unwrap_or_default()
            .trim()
    })
}

fn status_of(head: &[u8]) -> io::Result<u16> {
    let digits = head.get(9..12).ok_or_else(|| invalid("no status line"))?;
    std::str::from_utf8(digits)
        .map_err(invalid)?
        .parse()
        .map_err(invalid)
}

fn unchunk(mut rest: &[u8]) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = find(rest, b"\r\n").ok_or_else(|| invalid("no chunk size"))?;
        let size = std::str::from_utf8(&rest[..line]).map_err(invalid)?;
        let size = usize::from_str_radix(size, 16).map_err(invalid)?;
        let end = line + 2 + size;
        let chunk = rest
            .get(line + 2..end)
            .filter(|_| rest[end..].starts_with(b"\r\n"));
        body.extend_from_slice(chunk.ok_or_else(|| invalid("short chunk"))?);
        if size == 0 {
            return Ok(body);
        }
        rest = &rest[end + 2..];
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// A GET as a browser would send it.
pub fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAccept-Encoding: gzip, br\r\n\r\n").into_bytes()
}

/// The same, answered uncompressed.
pub fn get_plain(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n").into_bytes()
}

/// The same by somebody who is signed in, answered uncompressed.
pub fn get_as(path: &str, token: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    .into_bytes()
}

/// A POST of JSON with further header lines.
pub fn post(path: &str, headers: &str, body: &str) -> Vec<u8> {
    post_plain(path, &format!("Accept-Encoding: gzip, br\r\n{headers}"), body)
}

/// The same, answered uncompressed.
pub fn post_plain(path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n{headers}\r\n{body}"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_end_where_their_head_says() {
        assert!(matches!(
            length(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"),
            Ok(Length::Known(12))
        ));
        assert!(matches!(
            length(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"),
            Ok(Length::Chunked)
        ));
        assert!(matches!(
            length(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
            Ok(Length::Known(0))
        ));
        assert_eq!(unchunk(b"5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n").unwrap(), b"hello!");
        for part in [
            &b"ff\r\nshort\r\n"[..],
            b"5\r\nhello\r\n0\r\n",
            b"5\r\nhello\r\n",
            b"",
        ] {
            assert!(unchunk(part).is_err());
        }
    }
}
