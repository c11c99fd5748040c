/// One line of a client, understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Ehlo,
    Helo,
    /// The address, empty for the null sender, and whether SMTPUTF8 was asked for.
    MailFrom {
        address: String,
        utf8: bool,
    },
    RcptTo(String),
    Data,
    /// Mechanism PLAIN, with or without the initial response.
    AuthPlain(Option<String>),
    Reset,
    Noop,
    Verify,
    Quit,
}

/// Why a line isn't a command this server takes: the answer to give.
pub(super) type Refusal = &'static str;

const SYNTAX: Refusal = "501 5.5.4 Syntax error in parameters";
const PARAMETER: Refusal = "555 5.5.4 Parameter not implemented";
pub(super) const TOO_BIG: Refusal = "552 5.3.4 Message too big";

impl Command {
    /// Parses one line without its end. `max_size` is what the SIZE parameter may announce.
    pub(super) fn parse(line: &str, max_size: usize) -> Result<Self, Refusal> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim_end();
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" if !rest.is_empty() => Ok(Self::Ehlo),
            "HELO" if !rest.is_empty() => Ok(Self::Helo),
            "MAIL" => mail_from(rest, max_size),
            "RCPT" => rcpt_to(rest),
            "AUTH" => auth(rest),
            "DATA" if rest.is_empty() => Ok(Self::Data),
            "RSET" if rest.is_empty() => Ok(Self::Reset),
            "QUIT" if rest.is_empty() => Ok(Self::Quit),
            "NOOP" => Ok(Self::Noop),
            "VRFY" if !rest.is_empty() => Ok(Self::Verify),
            "EHLO" | "HELO" | "DATA" | "RSET" | "QUIT" | "VRFY" => Err(SYNTAX),
            "STARTTLS" => Err("502 5.5.1 No TLS here"),
            _ => Err("500 5.5.2 Command not recognized"),
        }
    }
}

fn mail_from(rest: &str, max_size: usize) -> Result<Command, Refusal> {
    let (address, parameters) = path(rest, "FROM:")?;
    let mut utf8 = false;
    for parameter in parameters.split_ascii_whitespace() {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match (
            name.to_ascii_uppercase().as_str(),
            value.to_ascii_uppercase().as_str(),
        ) {
            ("SMTPUTF8", "") => utf8 = true,
            ("BODY", "7BIT" | "8BITMIME") | ("AUTH", _) => {}
            ("SIZE", size) => match size.parse::<usize>() {
                Ok(size) if size > max_size => return Err(TOO_BIG),
                Ok(_) => {}
                Err(_) => return Err(SYNTAX),
            },
            _ => return Err(PARAMETER),
        }
    }
    if !address.is_empty() && !is_mailbox(address) {
        return Err("553 5.1.7 Not an address");
    }
    Ok(Command::MailFrom {
        address: address.to_owned(),
        utf8,
    })
}

fn rcpt_to(rest: &str) -> Result<Command, Refusal> {
    let (address, parameters) = path(rest, "TO:")?;
    if !parameters.trim().is_empty() {
        return Err(PARAMETER);
    }
    if !is_mailbox(address) {
        return Err("553 5.1.3 Not an address");
    }
    Ok(Command::RcptTo(address.to_owned()))
}

fn auth(rest: &str) -> Result<Command, Refusal> {
    let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
    if !mechanism.eq_ignore_ascii_case("PLAIN") {
        return Err("504 5.5.4 Mechanism not implemented");
    }
    Ok(Command::AuthPlain(
        (!initial.is_empty()).then(|| initial.to_owned()),
    ))
}

/// What stands in the angle brackets after `keyword`, and what follows them. A quoted local part may hold a bracket.
fn path<'a>(rest: &'a str, keyword: &str) -> Result<(&'a str, &'a str), Refusal> {
    let (head, tail) = rest.split_at_checked(keyword.len()).ok_or(SYNTAX)?;
    if !head.eq_ignore_ascii_case(keyword) {
        return Err(SYNTAX);
    }
    let inside = tail.trim_start().strip_prefix('<').ok_or(SYNTAX)?;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '>' if !quoted => return Ok((&inside[..at], &inside[at + 1..])),
            _ => {}
        }
    }
    Err(SYNTAX)
}

fn is_mailbox(address: &str) -> bool {
    address.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains([' ', '"'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, Refusal> {
        Command::parse(line, 1000)
    }

    #[test]
    fn commands_are_read_whatever_their_case() {
        assert_eq!(parse("ehlo me.example"), Ok(Command::Ehlo));
        assert_eq!(
            parse("MAIL FROM:<a@b.example> SIZE=12 BODY=8BITMIME SMTPUTF8"),
            Ok(Command::MailFrom {
                address: "a@b.example".into(),
                utf8: true
            })
        );
        assert_eq!(
            parse("mail from:<>"),
            Ok(Command::MailFrom {
                address: String::new(),
                utf8: false
            })
        );
        assert_eq!(
            parse(r#"RCPT TO:<"odd > name"@b.example>"#),
            Ok(Command::RcptTo(r#""odd > name"@b.example"#.into()))
        );
        assert_eq!(
            parse("AUTH plain AGEAYg=="),
            Ok(Command::AuthPlain(Some("AGEAYg==".into())))
        );
        assert_eq!(parse("AUTH PLAIN"), Ok(Command::AuthPlain(None)));
        assert_eq!(parse("noop anything"), Ok(Command::Noop));
    }

    #[test]
    fn anything_else_is_refused_with_the_code_of_its_fault() {
        for (line, code) in [
            ("", "500"),
            ("HELLO", "500"),
            ("EHLO", "501"),
            ("DATA now", "501"),
            ("MAIL FROM:a@b.example", "501"),
            ("MAIL a@b.example", "501"),
            ("MAIL FR", "501"),
            ("MAIL FROM:<a@b.example", "501"),
            ("MAIL FROM:<a@b.example> SIZE=x", "501"),
            ("MAIL FROM:<a@b.example> SIZE=2000", "552"),
            ("MAIL FROM:<a@b.example> RET=FULL", "555"),
            ("MAIL FROM:<nobody>", "553"),
            ("RCPT TO:<>", "553"),
            ("RCPT TO:<a@>", "553"),
            ("RCPT TO:<a@b.example> NOTIFY=NEVER", "555"),
            ("RCPT TO:<é", "501"),
            ("STARTTLS", "502"),
            ("AUTH CRAM-MD5", "504"),
        ] {
            let refusal = parse(line).unwrap_err();
            assert!(refusal.starts_with(code), "{line:?}: {refusal}");
        }
    }
}
