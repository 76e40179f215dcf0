//! Labelled sentences as articles.
//!
//! A BIO file has one token and its label per line, an empty line behind each
//! sentence and a line `-DOCSTART-` before each document. [`read`] writes the
//! tokens out as running text, so that learning sees what the finders will see:
//! our own tokens of natural text. The labels become spans of that text.

use crate::corpus::Article;
use crate::nlp::Kind;
use crate::nlp::doc::Doc;
use crate::text::Span;

/// One labelled document.
#[derive(Debug)]
pub struct Sample {
    pub article: Article,
    /// Sorted, not overlapping, in bytes of the article's text.
    pub names: Vec<(Span, Kind)>,
    /// How much the document counts; 1 is usual.
    pub weight: f32,
}

/// A text as it grows, token by token.
#[derive(Default)]
struct Page {
    text: String,
    names: Vec<(Span, Kind)>,
    /// The next token touches the one before it.
    tight: bool,
    /// A straight quotation mark is open in this sentence.
    quoted: bool,
}

/// Reads the documents of a BIO file.
///
/// Shape: documents in the order of the file; labels of kinds that the program
/// does not know count as no name.
pub fn read(file: &str, weight: f32) -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut page = Page::default();
    for line in file.lines() {
        if line.starts_with("-DOCSTART-") {
            samples.extend(page.close(weight));
        } else if line.is_empty() {
            page.end_sentence();
        } else {
            let mut columns = line.split('\t');
            let token = columns.next().unwrap_or_default();
            page.push(token, columns.next().unwrap_or("O"));
        }
    }
    samples.extend(page.close(weight));
    samples
}

impl Sample {
    /// Returns for each token of `doc` the name it belongs to.
    ///
    /// Shape: one entry per token: the kind and whether a name begins here.
    pub(in crate::nlp) fn labels(&self, doc: &Doc<'_>) -> Vec<Option<(Kind, bool)>> {
        let mut names = self.names.iter().peekable();
        let mut last = usize::MAX;
        let mut labels = Vec::with_capacity(doc.len());
        for at in 0..doc.len() {
            let start = doc.span(at).start;
            while names.next_if(|(span, _)| span.end <= start).is_some() {}
            let name = names.peek().filter(|(span, _)| span.start <= start);
            labels.push(name.map(|(span, kind)| {
                let begins = span.start != last;
                last = span.start;
                (*kind, begins)
            }));
        }
        labels
    }
}

impl Page {
    fn push(&mut self, token: &str, label: &str) {
        if token.is_empty() {
            return;
        }
        let closes = token == "\"" && self.quoted;
        if !self.tight && !closes && !leans_left(token) && !self.text.is_empty() {
            let last = self.text.chars().next_back().unwrap_or(' ');
            if !last.is_whitespace() {
                self.text.push(' ');
            }
        }
        let start = self.text.len();
        self.text.push_str(token);
        let span = Span::new(start, self.text.len());
        if let Some((begins, kind)) = parse_label(label) {
            match self.names.last_mut() {
                Some(name) if !begins && name.1 == kind => name.0 = name.0.join(span),
                _ => self.names.push((span, kind)),
            }
        }
        self.tight = leans_right(token) || token == "\"" && !self.quoted;
        self.quoted ^= token == "\"";
    }

    /// Goes on in the same line behind a sentence, and in a new one behind a
    /// heading or another line without an end.
    fn end_sentence(&mut self) {
        let ended = self.text.ends_with(['.', '!', '?', '"', '”', '’']);
        if !self.text.is_empty() {
            self.text.push(if ended { ' ' } else { '\n' });
        }
        self.tight = false;
        self.quoted = false;
    }

    fn close(&mut self, weight: f32) -> Option<Sample> {
        let page = std::mem::take(self);
        let article = Article {
            text: page.text,
            ..Article::default()
        };
        let names = page.names;
        (!article.text.is_empty()).then_some(Sample {
            article,
            names,
            weight,
        })
    }
}

fn parse_label(label: &str) -> Option<(bool, Kind)> {
    let (position, kind) = label.split_once('-')?;
    let kind = match kind {
        "PER" => Kind::Person,
        "ORG" => Kind::Org,
        "LOC" | "FAC" => Kind::Place,
        "NORP" => Kind::Group,
        "EVENT" => Kind::Event,
        "LAW" => Kind::Agreement,
        "PRODUCT" => Kind::System,
        _ => return None,
    };
    Some((position == "B", kind))
}

/// Says whether no blank stands before this token.
fn leans_left(token: &str) -> bool {
    let first = token.chars().next().unwrap_or(' ');
    let sign = matches!(
        first,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '%' | '-' | '/'
    );
    let clitic = matches!(first, '\'' | '’') && token.chars().count() > 1;
    sign && !token.starts_with("--") || clitic || token == "’" || token == "n't" || token == "n’t"
}

/// Says whether no blank stands behind this token.
fn leans_right(token: &str) -> bool {
    matches!(
        token,
        "(" | "[" | "“" | "‘" | "$" | "£" | "€" | "-" | "/" | "#" | "US$"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "-DOCSTART- a\n\nThe\tO\nLeeds\tB-ORG\nUnited\tI-ORG\n'\tO\nfans\tO\n\n\
        \"\tO\nWe\tO\nwon\tO\n,\tO\n\"\tO\nsaid\tO\nAda\tB-PER\nLund\tI-PER\n-\tI-PER\nBell\tI-PER\n.\tO\n\n\
        They\tO\ncan\tO\n't\tO\nlose\tO\n(\tO\nUK\tB-LOC\n-\tO\nled\tO\n)\tO\n.\tO\n\n\
        -DOCSTART- b\n\nRome\tB-LOC\nParis\tB-LOC\n\n";

    #[test]
    fn writes_tokens_as_running_text() {
        let samples = read(FILE, 1.0);
        let texts: Vec<&str> = samples.iter().map(|it| it.article.text.as_str()).collect();
        let first =
            "The Leeds United ' fans\n\"We won,\" said Ada Lund-Bell. They can't lose (UK-led). ";
        assert_eq!(texts, [first, "Rome Paris\n"]);
        let names: Vec<&str> = samples
            .iter()
            .flat_map(|it| it.names.iter().map(|(span, _)| span.of(&it.article.text)))
            .collect();
        assert_eq!(
            names,
            ["Leeds United", "Ada Lund-Bell", "UK", "Rome", "Paris"]
        );
    }

    #[test]
    fn labels_follow_our_own_tokens() {
        let sample = &read(FILE, 0.5)[0];
        let doc = Doc::new(&sample.article);
        let labels = sample.labels(&doc);
        let named: Vec<(&str, Kind, bool)> = labels
            .iter()
            .enumerate()
            .filter_map(|(at, label)| label.map(|(kind, begins)| (doc.str(at), kind, begins)))
            .collect();
        assert_eq!(named.len(), 7);
        assert_eq!(named[0], ("Leeds", Kind::Org, true));
        assert_eq!(named[3], ("Lund", Kind::Person, false));
        assert_eq!(named[6], ("UK", Kind::Place, true));
    }
}
