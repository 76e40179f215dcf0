//! Mail: a newsletter, a message of a list, a saved web page (MHTML).
//!
//! The text is the HTML part where there is one, else the plain part; what is
//! attached is named and left alone.

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders};

use super::Depth;
use super::fields::{self, Dated, Facts, Form, Held};
use super::record;
use crate::corpus::clean::bylines::read_bare;
use crate::corpus::{Article, Problem, When};

/// Most attachments that are named.
const MAX_NAMED: usize = 3;

/// Says whether a text begins as mail does: with lines of its headers.
pub(super) fn is_mail(head: &str) -> bool {
    let mut n_known = 0;
    let mut has_sender = false;
    for line in head.lines().take(60) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.contains(' ') || name.is_empty() {
            return false;
        }
        let name = name.to_ascii_lowercase();
        has_sender |= matches!(name.as_str(), "from" | "return-path" | "received");
        n_known += usize::from(matches!(
            name.as_str(),
            "from"
                | "to"
                | "subject"
                | "date"
                | "message-id"
                | "received"
                | "return-path"
                | "mime-version"
                | "content-type"
                | "delivered-to"
                | "reply-to"
        ));
    }
    has_sender && n_known >= 3
}

/// Makes the article of one message.
pub(super) fn article(bytes: &[u8], depth: Depth) -> Article {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return record::unreadable("not a message: no headers");
    };
    let mut problems = Vec::new();
    let (sender, address) = sender(&message);
    let is_person = sender
        .as_deref()
        .is_some_and(|name| read_bare(name).is_some());
    let list = match message.list_id() {
        HeaderValue::Address(address) => address
            .first()
            .and_then(|it| it.name.as_deref())
            .map(str::to_owned),
        HeaderValue::Text(text) => Some(text.to_string()),
        _ => None,
    };
    let host = address
        .as_deref()
        .and_then(|address| Some(address.rsplit_once('@')?.1.to_owned()));
    let facts = Facts {
        title: message
            .subject()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty()),
        source: list.filter(|name| !name.trim().is_empty()).or_else(|| {
            if is_person {
                host
            } else {
                sender.clone().or(host)
            }
        }),
        authors: sender.filter(|_| is_person).into_iter().collect(),
        published: published(&message, &mut problems),
        modified: Dated::Unstated,
        url: header(&message, "Archived-At")
            .or_else(|| header(&message, "Content-Location"))
            .filter(|url| url.starts_with("http")),
        language: header(&message, "Content-Language"),
        section: None,
        keywords: keywords(&message),
    };
    for attachment in message.attachments().take(MAX_NAMED) {
        let name = attachment.attachment_name().unwrap_or("without a name");
        problems.push(Problem::new(format!("an attachment is not read: {name}")));
    }
    let mut article = fields::made((Some(text(&message)), facts), depth, problems);
    let id = message.message_id().unwrap_or_default();
    id.clone_into(&mut article.path);
    article
}

/// Lists what a message is filed under.
fn keywords(message: &Message<'_>) -> Vec<String> {
    let held = match message.keywords() {
        HeaderValue::Text(line) => Held::One(line.clone().into_owned()),
        HeaderValue::TextList(words) => {
            Held::Several(words.iter().map(|word| word.clone().into_owned()).collect())
        }
        _ => Held::Nothing,
    };
    fields::keywords(Some(held))
}

fn header(message: &Message<'_>, name: &'static str) -> Option<String> {
    let line = message.header_raw(name)?.trim();
    let line = line.trim_matches(['<', '>']);
    (!line.is_empty()).then(|| line.to_owned())
}

fn sender(message: &Message<'_>) -> (Option<String>, Option<String>) {
    let first = message.from().and_then(Address::first);
    let name = first.and_then(|first| first.name.as_deref()).map(str::trim);
    let name = name.map(|name| name.trim_matches(['"', '\'']).to_owned());
    let address = first.and_then(|first| first.address.as_deref());
    (
        name.filter(|name| !name.is_empty()),
        address.map(str::to_owned),
    )
}

fn published(message: &Message<'_>, problems: &mut Vec<Problem>) -> Dated {
    let Some(date) = message.date() else {
        let raw = message
            .header_raw("Date")
            .map(str::trim)
            .filter(|raw| !raw.is_empty());
        return raw.map_or(Dated::Unstated, |raw| fields::date_of(raw, problems));
    };
    let when = When::parse(&date.to_rfc3339());
    when.map_or(Dated::NotUnderstood, Dated::On)
}

fn text(message: &Message<'_>) -> (String, Form) {
    let html = message
        .html_bodies()
        .next()
        .filter(|part| part.is_text_html());
    if let Some(html) = html.and_then(|part| part.text_contents()) {
        return (html.to_owned(), Form::Html);
    }
    let texts = message
        .text_bodies()
        .filter_map(|part| part.text_contents());
    let text = texts.collect::<Vec<_>>().join("\n\n");
    (text.replace("\r\n", "\n"), Form::Plain)
}
