use i18n::Locale;

use super::Content;
use super::words::in_locale;

/// One mail's words, in the order they are read.
pub(super) struct Letter<'a> {
    pub(super) locale: Locale,
    pub(super) subject: String,
    pub(super) greeting: String,
    pub(super) intro: String,
    /// What the button says.
    pub(super) action: String,
    pub(super) link: &'a str,
    pub(super) note: String,
}

pub(super) fn render(letter: &Letter<'_>) -> Content {
    Content {
        subject: letter.subject.clone(),
        text: text(letter),
        html: html(letter),
    }
}

fn text(letter: &Letter<'_>) -> String {
    let Letter {
        greeting,
        intro,
        action,
        link,
        note,
        ..
    } = letter;
    let footer = in_locale(letter.locale, "mail_footer", &[]);
    format!("{greeting}\n\n{intro}\n\n{action}:\n{link}\n\n{note}\n\n-- \n{footer}\n")
}

/// Tables and inline styles: what mail programs of all ages show alike. No picture, font or style comes from
/// elsewhere, so opening the mail tells nobody.
fn html(letter: &Letter<'_>) -> String {
    let locale = letter.locale;
    let (dir, start, serif, sans) = match locale {
        Locale::En => (
            "ltr",
            "left",
            "Fraunces,'Cormorant Garamond',Georgia,'Times New Roman',serif",
            "Figtree,Inter,'Segoe UI',Helvetica,Arial,sans-serif",
        ),
        Locale::Ar => (
            "rtl",
            "right",
            "'El Messiri','IBM Plex Sans Arabic','Segoe UI',Tahoma,Arial,sans-serif",
            "'IBM Plex Sans Arabic','Segoe UI',Tahoma,Arial,sans-serif",
        ),
    };
    let lang = locale.code();
    let brand = in_locale(locale, "mail_brand", &[]);
    let footer = in_locale(locale, "mail_footer", &[]);
    let by_hand = in_locale(locale, "mail_link_by_hand", &[]);
    let [subject, greeting, intro, action, link, note] = [
        &letter.subject,
        &letter.greeting,
        &letter.intro,
        &letter.action,
        letter.link,
        &letter.note,
    ]
    .map(escaped);
    format!(
        r#"<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{subject}</title>
</head>
<body style="margin:0;padding:0;background:#f7f1ea;-webkit-text-size-adjust:100%;">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;">{intro}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" dir="{dir}" style="background:#f7f1ea;">
<tr><td align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;">
<tr><td align="center" style="padding:0 0 24px;font-family:{serif};font-size:28px;line-height:36px;color:#1c1618;">{brand}</td></tr>
<tr><td align="{start}" style="padding:40px 32px;background:#fffdfa;border-top:2px solid #c7a76c;border-radius:14px;font-family:{sans};font-size:16px;line-height:26px;color:#1c1618;text-align:{start};">
<h1 style="margin:0 0 20px;font-family:{serif};font-size:24px;line-height:32px;font-weight:500;color:#1c1618;">{subject}</h1>
<p style="margin:0 0 12px;">{greeting}</p>
<p style="margin:0 0 28px;">{intro}</p>
<p style="margin:0 0 28px;"><a href="{link}" style="display:inline-block;padding:13px 28px;background:#b8405e;border-radius:14px;color:#fffdfa;font-weight:600;text-decoration:none;">{action}</a></p>
<p style="margin:0 0 24px;font-size:14px;line-height:22px;color:#5f5357;">{note}</p>
<p style="margin:0;padding:20px 0 0;border-top:1px solid #f3d9d0;font-size:13px;line-height:20px;color:#6b5e62;">{by_hand}<br><a href="{link}" dir="ltr" style="color:#b8405e;word-break:break-all;">{link}</a></p>
</td></tr>
<tr><td align="center" style="padding:24px 16px 0;font-family:{sans};font-size:13px;line-height:20px;color:#6b5e62;">{footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"#
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
