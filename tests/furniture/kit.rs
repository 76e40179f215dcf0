//! Reads the pages of a kit: [`pages`] renders and labels all of them.

use std::fs;
use std::path::Path;

use anyhow::Context;
use dom_query::Document;
use gleaner::corpus::decode::decode;
use serde_json::Value;

use crate::claims::Claims;
use crate::label::{self, Gold, Line};
use crate::render;
use crate::style::Style;
use crate::words::Words;

/// The hosts to look at while rules are written, and those to be scored once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Half {
    Dev,
    Test,
}

/// A page as text, with its labels.
pub(crate) struct Page {
    /// Set and path of the page: `html/aeb/docs/a.html.txt`.
    pub(crate) path: String,
    /// The registered host, as `example.co.uk`.
    pub(crate) host: String,
    pub(crate) half: Half,
    pub(crate) style: Style,
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    /// What the kit says of title, authors and date.
    pub(crate) meta: Value,
}

const SETS: [&str; 3] = ["aeb", "fundus", "trafilatura"];

/// Renders and labels the pages of the sets that lie in `kit`.
///
/// Shape: set by set, in the order of the kit; pages whose text does not hold
/// what the kit says is the article are left out.
pub(crate) fn pages(kit: &Path) -> anyhow::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for set in SETS {
        let folder = kit.join("html").join(set);
        let gold = folder.join("gold.jsonl");
        let gold = fs::read_to_string(&gold).with_context(|| gold.display().to_string())?;
        for line in gold.lines() {
            let gold: Value = serde_json::from_str(line)?;
            let path = gold["path"].as_str().context("a page without a path")?;
            let bytes = fs::read(folder.join(path)).with_context(|| path.to_owned())?;
            pages.extend(page(&format!("html/{set}/{path}.txt"), &bytes, &gold));
        }
    }
    Ok(pages)
}

fn page(path: &str, bytes: &[u8], gold: &Value) -> Option<Page> {
    let html = decode(bytes).ok()?;
    let document = Document::from(html.text.as_ref());
    let host = registered(gold["meta"]["url"].as_str().unwrap_or(path));
    let style = Style::of_hash(hash(&format!("{host} {path}")));
    let rows = render::rows(&document, style);
    let (text, spans) = style.print(&rows);
    let mut words = Words::default();
    let claims = Claims::of(&document, &gold["meta"], &mut words);
    let labels = label::labels(&rows, &Gold::of(gold), &claims, &mut words)?;
    let lines = spans
        .into_iter()
        .zip(labels)
        .map(|(span, furniture)| Line { span, furniture })
        .collect();
    let half = if (hash(&host) >> 17) & 1 == 0 {
        Half::Dev
    } else {
        Half::Test
    };
    Some(Page {
        path: path.to_owned(),
        half,
        host,
        style,
        text,
        lines,
        meta: gold["meta"].clone(),
    })
}

/// Returns the part of the host of `url` that is registered.
fn registered(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', ':', '?']).next().unwrap_or(rest);
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let is_shared =
        |label: &str| ["co", "com", "org", "gov", "ac", "net", "edu", "gv", "or"].contains(&label);
    let n_labels = match labels.as_slice() {
        [.., second, first] if first.len() == 2 && is_shared(second) => 3,
        _ => 2,
    };
    let skip = labels.len().saturating_sub(n_labels);
    labels.get(skip..).unwrap_or_default().join(".")
}

/// FNV-1a, which is the same everywhere and always.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
