//! [`Codebook`]: the person's scheme of tags (on articles) and labels (on spans).
//!
//! A codebook is a TOML file of `[[tag]]` and `[[label]]` tables; [`DEFAULT`]
//! is one, with comments. Mistakes are named and the rest still counts.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The tags and labels, in the order of their digits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Codebook {
    #[serde(rename = "tag", default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Code>,
    #[serde(rename = "label", default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Code>,
}

/// One tag or label.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Code {
    pub name: String,
    /// The letter that sets it, after `;` for labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// A color name or `#rrggbb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

/// A mistake in a codebook file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodebookProblem {
    /// Line and column, from 1, in chars.
    pub line: usize,
    pub column: usize,
    pub what: String,
}

/// The codebook of a first run, as text with comments.
pub const DEFAULT: &str = r##"# Codebook of Gleaner: tags stand on articles, labels on passages.
# The order is that of the digits 1 to 9. For each one:
#   name        what is written into the annotation file
#   key         the letter that sets it, for labels after ";" (optional)
#   color       red, green, yellow, blue, magenta, cyan, gray or "#rrggbb" (optional)
#   definition  when to use it (optional)

[[tag]]
name = "follow-up"
definition = "Something is to be done about it."

[[tag]]
name = "verify"
definition = "Its facts are to be checked against another source."

[[tag]]
name = "background"
definition = "Worth keeping for context, not news."

[[tag]]
name = "opinion"
definition = "Comment or analysis rather than a report."

[[label]]
name = "claim"
key = "c"
color = "yellow"
definition = "A statement that can be true or false."

[[label]]
name = "evidence"
key = "e"
color = "green"
definition = "What a claim rests on: a document, a number, a witness."

[[label]]
name = "question"
key = "q"
color = "magenta"
definition = "Something the text leaves open."

[[label]]
name = "conflict"
key = "x"
color = "red"
definition = "It contradicts another source."

[[label]]
name = "turn"
key = "t"
color = "blue"
definition = "A change of position, plan or policy."
"##;

const COLORS: [&str; 7] = ["red", "green", "yellow", "blue", "magenta", "cyan", "gray"];

impl Default for Codebook {
    fn default() -> Self {
        Self::parse(DEFAULT).0
    }
}

impl Codebook {
    /// Makes a codebook without tags and labels.
    pub fn empty() -> Self {
        Self {
            tags: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Reads a codebook; what is wrong is named, and the rest still counts.
    pub fn parse(text: &str) -> (Self, Vec<CodebookProblem>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            text,
            problems: Vec::new(),
        };
        for error in &errors {
            reader.tell(error.span().unwrap_or_default(), error.message());
        }
        let mut codebook = Self::empty();
        for (name, value) in table.get_ref() {
            match name.get_ref().as_ref() {
                "tag" => codebook.tags = reader.codes(value),
                "label" => codebook.labels = reader.codes(value),
                other => {
                    let what = format!("unknown table `{other}`; a codebook has `tag` and `label`");
                    reader.tell(name.span(), &what);
                }
            }
        }
        reader
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        (codebook, reader.problems)
    }
}

/// Collects what is wrong with a text.
struct Reader<'a> {
    text: &'a str,
    problems: Vec<CodebookProblem>,
}

impl Reader<'_> {
    fn tell(&mut self, span: Range<usize>, what: &str) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        let (line, column) = (
            before.matches('\n').count() + 1,
            last_line.chars().count() + 1,
        );
        // A value that could not be read is not wrong twice.
        let at = |problem: &CodebookProblem| (problem.line, problem.column) == (line, column);
        if !self.problems.iter().any(at) {
            self.problems.push(CodebookProblem {
                line,
                column,
                what: what.replace(char::is_control, " "),
            });
        }
    }

    fn codes(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Code> {
        let DeValue::Array(tables) = value.get_ref() else {
            let what = "write each one as a table of its own, under `[[tag]]` or `[[label]]`";
            self.tell(value.span(), what);
            return Vec::new();
        };
        let mut codes: Vec<Code> = Vec::new();
        for table in tables {
            let Some(mut code) = self.code(table) else {
                continue;
            };
            if codes.iter().any(|other| other.name == code.name) {
                self.tell(table.span(), &format!("`{}` is there twice", code.name));
                continue;
            }
            let owner = codes.iter().find(|other| other.key == code.key);
            if let Some((key, owner)) = code.key.zip(owner) {
                let what = format!("the key `{key}` belongs to `{}` already", owner.name);
                self.tell(table.span(), &what);
                code.key = None;
            }
            codes.push(code);
        }
        codes
    }

    fn code(&mut self, table: &Spanned<DeValue<'_>>) -> Option<Code> {
        let DeValue::Table(fields) = table.get_ref() else {
            self.tell(table.span(), "not a table");
            return None;
        };
        let mut code = Code::default();
        for (field, value) in fields {
            let Some(text) = value.get_ref().as_str().map(str::trim) else {
                self.tell(
                    value.span(),
                    &format!("`{}` must be a text", field.get_ref()),
                );
                continue;
            };
            match field.get_ref().as_ref() {
                "name" => text.clone_into(&mut code.name),
                "definition" => code.definition = Some(text.to_owned()),
                "color" if is_color(text) => code.color = Some(text.to_owned()),
                "color" => {
                    let known = COLORS.join(", ");
                    self.tell(value.span(), &format!("a color is {known} or \"#rrggbb\""));
                }
                "key" => match only_char(text) {
                    Some(key) => code.key = Some(key),
                    None => self.tell(value.span(), "a key is one letter"),
                },
                other => {
                    let what =
                        format!("unknown field `{other}`; known: name, key, color, definition");
                    self.tell(field.span(), &what);
                }
            }
        }
        if code.name.is_empty() || code.name.contains(char::is_control) {
            self.tell(table.span(), "it needs a `name` of one line");
            return None;
        }
        Some(code)
    }
}

fn is_color(text: &str) -> bool {
    let is_hex = |hex: &str| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    COLORS.contains(&text) || text.strip_prefix('#').is_some_and(is_hex)
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let key = chars.next().filter(|c| c.is_alphanumeric())?;
    chars.next().is_none().then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the names read and the problems as `line:column what`.
    fn check(text: &str, names: &[&str], problems: &[&str]) {
        let (codebook, found) = Codebook::parse(text);
        let codes = codebook.tags.iter().chain(&codebook.labels);
        let read: Vec<&str> = codes.map(|code| code.name.as_str()).collect();
        assert_eq!(read, names);
        let found: Vec<String> = found
            .iter()
            .map(|p| format!("{}:{} {}", p.line, p.column, p.what))
            .collect();
        for (found, start) in found.iter().zip(problems) {
            assert!(found.starts_with(start), "{found} is not {start}");
        }
        assert_eq!(found.len(), problems.len(), "{found:?}");
    }

    #[test]
    fn the_default_has_no_mistakes_and_survives_writing() {
        let (codebook, problems) = Codebook::parse(DEFAULT);
        assert_eq!(problems, []);
        assert_eq!((codebook.tags.len(), codebook.labels.len()), (4, 5));
        let text = toml::to_string(&codebook).unwrap();
        assert_eq!(Codebook::parse(&text), (codebook, Vec::new()));
    }

    #[test]
    fn names_mistakes_and_keeps_the_rest() {
        check("", &[], &[]);
        check(
            "[[tag]]\nname = \"a\"\n[[tag]]\nname = \"a\"\n",
            &["a"],
            &["3:1 `a` is there twice"],
        );
        check("[[label]]\nkey = \"x\"\n", &[], &["1:1 it needs a `name`"]);
        check(
            "[[tag]]\nname = \"가\"\nkey = \"xy\"\nsize = \"1\"\n",
            &["가"],
            &["3:7 a key", "4:1 unknown field"],
        );
        check(
            "[[tag]]\nname = \"a\"\ncolor = \"puce\"\n",
            &["a"],
            &["3:9 a color is"],
        );
        check(
            "[[tags]]\nname = \"a\"\n[[tag]]\nname = \"b\"\n",
            &["b"],
            &["1:3 unknown table"],
        );
        check("tag = 1\n", &[], &["1:7 write each one"]);
        check(
            "[[tag]]\nname = \"a\"\ncolor =\n[[tag]]\nname = \"b\"\n",
            &["a", "b"],
            &["3:"],
        );
        check(
            "[[tag]]\nname = 1\nkey = \"a\"\n",
            &[],
            &["1:1 it needs", "2:8 `name` must be"],
        );
    }

    #[test]
    fn a_key_belongs_to_one_label() {
        let text = "[[label]]\nname = \"a\"\nkey = \"k\"\n[[label]]\nname = \"b\"\nkey = \"k\"\n";
        check(text, &["a", "b"], &["4:1 the key `k` belongs to `a`"]);
        assert_eq!(Codebook::parse(text).0.labels[1].key, None);
    }
}
