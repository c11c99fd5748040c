use chrono::{DateTime, Utc};
use mail_parser::{MessageParser, PartType};

use crate::outbox::{Content, Kind, links};

/// What a person would see of a mail. A source that isn't one is kept as plain text.
pub(super) fn content(from: String, to: Vec<String>, source: Vec<u8>, at: DateTime<Utc>) -> Content {
    let parsed = MessageParser::default().parse(&source);
    let read = parsed.as_ref();
    let subject = read.and_then(|mail| mail.subject()).map(str::to_owned);
    let language = read
        .and_then(|mail| mail.header_raw("Content-Language"))
        .map(|language| language.trim().to_owned());
    let html = read.and_then(|mail| {
        let part = mail.part(*mail.html_body.first()?)?;
        // A mail of text alone would be given as made-up HTML.
        match &part.body {
            PartType::Html(html) => Some(html.to_string()),
            _ => None,
        }
    });
    let text = match read.and_then(|mail| mail.body_text(0)) {
        Some(text) => text.into_owned(),
        None => String::from_utf8_lossy(&source).into_owned(),
    };
    Content {
        kind: Kind::Mail,
        at,
        from,
        to,
        subject,
        links: links(&text),
        code: None,
        text,
        html,
        language,
        source,
    }
}
