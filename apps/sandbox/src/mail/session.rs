use std::io;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::command::{Command, TOO_BIG};
use super::{Stage, parse};
use crate::world::World;

const MAX_LINE: usize = 4 * 1024;
const MAX_MESSAGE: usize = 10 * 1024 * 1024;
const MAX_RECIPIENTS: usize = 100;
const IDLE: Duration = Duration::from_secs(300);

const SEQUENCE: &str = "503 5.5.1 Bad sequence of commands";
const OK: &str = "250 2.0.0 OK";

/// One connection, to its end.
pub(super) async fn run(stream: TcpStream, world: Arc<World>) {
    let session = Session {
        wire: BufReader::new(stream),
        world,
        greeted: false,
        transaction: None,
    };
    if let Err(error) = session.converse().await {
        tracing::debug!(%error, "a mail client went away");
    }
}

struct Session {
    wire: BufReader<TcpStream>,
    world: Arc<World>,
    greeted: bool,
    transaction: Option<Transaction>,
}

/// Between MAIL and the end of DATA.
struct Transaction {
    from: String,
    utf8: bool,
    to: Vec<String>,
}

impl Session {
    async fn converse(mut self) -> io::Result<()> {
        if let Some(reply) = self.world.mail.fault(Stage::Connect) {
            return self.say(&reply).await;
        }
        self.say("220 sandbox ESMTP ready").await?;
        loop {
            let line = match self.line().await? {
                Line::End => return Ok(()),
                Line::TooLong => {
                    self.say("500 5.5.2 Line too long").await?;
                    continue;
                }
                Line::Text(line) => line,
            };
            match Command::parse(&line, MAX_MESSAGE) {
                Ok(Command::Quit) => return self.say("221 2.0.0 Bye").await,
                Ok(command) => self.obey(command).await?,
                Err(refusal) => self.say(refusal).await?,
            }
        }
    }

    async fn obey(&mut self, command: Command) -> io::Result<()> {
        match command {
            Command::Ehlo => self.greet(true).await,
            Command::Helo => self.greet(false).await,
            Command::MailFrom { address, utf8 } => self.begin(address, utf8).await,
            Command::RcptTo(address) => self.recipient(address).await,
            Command::Data => self.data().await,
            Command::AuthPlain(initial) => self.authenticate(initial).await,
            Command::Reset => {
                self.transaction = None;
                self.say(OK).await
            }
            Command::Noop => self.say(OK).await,
            Command::Verify => self.say("252 2.5.0 Send it and see").await,
            // Handled by the caller, whose conversation it ends.
            Command::Quit => Ok(()),
        }
    }

    async fn greet(&mut self, extended: bool) -> io::Result<()> {
        self.greeted = true;
        self.transaction = None;
        if !extended {
            return self.say("250 sandbox").await;
        }
        let lines = [
            "250-sandbox",
            "250-PIPELINING",
            "250-8BITMIME",
            "250-SMTPUTF8",
            "250-ENHANCEDSTATUSCODES",
            "250-AUTH PLAIN",
            &format!("250 SIZE {MAX_MESSAGE}"),
        ];
        self.say(&lines.join("\r\n")).await
    }

    async fn begin(&mut self, from: String, utf8: bool) -> io::Result<()> {
        if !self.greeted || self.transaction.is_some() {
            return self.say(SEQUENCE).await;
        }
        if !utf8 && !from.is_ascii() {
            return self.say("550 5.6.7 Use SMTPUTF8 for that address").await;
        }
        if let Some(reply) = self.world.mail.fault(Stage::Sender) {
            return self.say(&reply).await;
        }
        self.transaction = Some(Transaction {
            from,
            utf8,
            to: Vec::new(),
        });
        self.say("250 2.1.0 OK").await
    }

    async fn recipient(&mut self, address: String) -> io::Result<()> {
        let Some(transaction) = &mut self.transaction else {
            return self.say(SEQUENCE).await;
        };
        let reply = if transaction.to.len() >= MAX_RECIPIENTS {
            "452 4.5.3 Too many recipients".to_owned()
        } else if !transaction.utf8 && !address.is_ascii() {
            "553 5.6.7 Use SMTPUTF8 for that address".to_owned()
        } else if let Some(reply) = self.world.mail.fault(Stage::Recipient) {
            reply
        } else {
            transaction.to.push(address);
            "250 2.1.5 OK".to_owned()
        };
        self.say(&reply).await
    }

    async fn data(&mut self) -> io::Result<()> {
        match self.transaction.take() {
            Some(transaction) if !transaction.to.is_empty() => {
                self.say("354 End with a line of one dot").await?;
                let Some(source) = self.message().await? else {
                    return self.say(TOO_BIG).await;
                };
                if let Some(reply) = self.world.mail.fault(Stage::Message) {
                    return self.say(&reply).await;
                }
                let Transaction { from, to, .. } = transaction;
                let content = parse::content(from, to, source, self.world.ctx.now());
                let id = self.world.outbox.add(content);
                tracing::info!(id, "a mail came in");
                self.say(&format!("250 2.0.0 Kept as {id}")).await
            }
            unfinished => {
                self.transaction = unfinished;
                self.say(SEQUENCE).await
            }
        }
    }

    /// Any user and password will do, unless a fault was ordered: the point is that the client can.
    async fn authenticate(&mut self, initial: Option<String>) -> io::Result<()> {
        if !self.greeted {
            return self.say(SEQUENCE).await;
        }
        let response = if let Some(initial) = initial {
            initial
        } else {
            self.say("334 ").await?;
            match self.line().await? {
                Line::Text(line) => line,
                Line::TooLong | Line::End => String::new(),
            }
        };
        if let Some(reply) = self.world.mail.fault(Stage::Auth) {
            return self.say(&reply).await;
        }
        // authorization-id NUL user NUL password
        let parts = BASE64_STANDARD
            .decode(&response)
            .map_or(0, |decoded| decoded.split(|byte| *byte == 0).count());
        let reply = if parts == 3 {
            "235 2.7.0 Authenticated"
        } else {
            "501 5.5.2 Not a PLAIN response"
        };
        self.say(reply).await
    }

    /// The mail up to the line of one dot, with the dots that protect its lines taken away; `None` when it is too big.
    /// Only CR LF ends a line: a bare LF can't smuggle in an end.
    async fn message(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut message = Vec::new();
        let mut at_start = true;
        let mut too_big = false;
        loop {
            let mut line = Vec::new();
            if self.read(MAX_MESSAGE, &mut line).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if at_start && line == b".\r\n" {
                return Ok((!too_big).then_some(message));
            }
            let stuffed = usize::from(at_start && line.starts_with(b"."));
            at_start = line.ends_with(b"\r\n");
            too_big |= message.len() + line.len() > MAX_MESSAGE;
            if !too_big {
                message.extend_from_slice(&line[stuffed..]);
            }
        }
    }

    async fn line(&mut self) -> io::Result<Line> {
        let mut line = Vec::new();
        let mut too_long = false;
        loop {
            if self.read(MAX_LINE, &mut line).await? == 0 {
                return Ok(Line::End);
            }
            if line.ends_with(b"\n") {
                break;
            }
            // The rest of it is read and thrown away, so that the next line starts at its start.
            too_long |= line.len() >= MAX_LINE;
            if too_long {
                line.clear();
            }
        }
        if too_long {
            return Ok(Line::TooLong);
        }
        // What isn't UTF-8 isn't a command either; the replacement character sees to that.
        let text = String::from_utf8_lossy(&line);
        Ok(Line::Text(text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// Appends up to the next LF, at most `limit` bytes; 0 when the client hung up.
    async fn read(&mut self, limit: usize, line: &mut Vec<u8>) -> io::Result<usize> {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        let mut limited = (&mut self.wire).take(limit);
        tokio::time::timeout(IDLE, limited.read_until(b'\n', line)).await?
    }

    async fn say(&mut self, reply: &str) -> io::Result<()> {
        self.wire.write_all(format!("{reply}\r\n").as_bytes()).await?;
        self.wire.flush().await
    }
}

enum Line {
    Text(String),
    TooLong,
    /// The client hung up.
    End,
}
