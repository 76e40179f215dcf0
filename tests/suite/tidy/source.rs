//! [`Source`]: a Rust file with its comments, literals and tests told apart from its code.

/// A source file.
pub(super) struct Source {
    /// Relative to the project, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// The text with comments and the insides of literals blanked, line for line.
    pub(super) whole_code: String,
    /// As `whole_code`, with the test modules blanked as well.
    pub(super) code: String,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Code,
    LineComment,
    BlockComment(usize),
    Text,
    RawText(usize),
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let whole_code = blank_comments(text);
        let code = if path.ends_with("/tests.rs") {
            String::new()
        } else {
            blank_tests(&whole_code)
        };
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            whole_code,
            code,
        }
    }

    /// Returns the layer: the first folder or file name under `src`; a program
    /// of its own is outermost wherever it lies.
    pub(super) fn layer(&self) -> &str {
        if self.path.ends_with("/main.rs") {
            return "main";
        }
        let inside = self.path.trim_start_matches("src/");
        inside
            .split('/')
            .next()
            .unwrap_or(inside)
            .trim_end_matches(".rs")
    }

    /// Returns the name of the module this file is.
    pub(super) fn module(&self) -> &str {
        let path = self.path.trim_end_matches(".rs");
        let path = path.trim_end_matches("/mod");
        path.rsplit('/').next().unwrap_or(path)
    }

    /// Returns how many modules lie between the crate and this file, itself included.
    pub(super) fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/");
        inside.trim_end_matches("/mod.rs").split('/').count()
    }

    /// Returns the files that may list this one with `mod`.
    pub(super) fn parents(&self) -> Vec<String> {
        let own = self.path.trim_end_matches("/mod.rs");
        match own.rsplit_once('/') {
            Some(("src", _)) => vec!["src/lib.rs".to_owned(), "src/main.rs".to_owned()],
            Some((folder, _)) => vec![format!("{folder}/mod.rs"), format!("{folder}.rs")],
            None => Vec::new(),
        }
    }

    /// Returns the number of lines that hold code, tests not counted.
    pub(super) fn lines_of_code(&self) -> usize {
        self.code
            .lines()
            .filter(|line| !line.trim().is_empty())
            .count()
    }
}

/// Blanks comments and the insides of literals, and keeps line ends.
fn blank_comments(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut state, mut at) = (State::Code, 0);
    while at < chars.len() {
        let (next, len) = step(state, &chars, at);
        let shown = state == State::Code && next == State::Code;
        for &c in &chars[at..(at + len).min(chars.len())] {
            let quote = c == '"' && !matches!(state, State::LineComment | State::BlockComment(_));
            out.push(if shown || c == '\n' || quote { c } else { ' ' });
        }
        state = next;
        at += len;
    }
    out
}

/// Returns the state after the characters at `at`, and how many they are.
fn step(state: State, chars: &[char], at: usize) -> (State, usize) {
    let char_at = |offset: usize| chars.get(at + offset).copied().unwrap_or('\0');
    match (state, char_at(0), char_at(1)) {
        (State::Code, '/', '/') => (State::LineComment, 2),
        (State::Code, '/', '*') => (State::BlockComment(1), 2),
        (State::Code, '"', _) => (State::Text, 1),
        (State::Code, 'r', '"' | '#') if !follows_name(chars, at) => raw_start(chars, at),
        (State::Code, '\'', _) => (State::Code, char_literal(chars, at)),
        (State::LineComment, '\n', _) | (State::Text, '"', _) => (State::Code, 1),
        (State::BlockComment(1), '*', '/') => (State::Code, 2),
        (State::BlockComment(depth), '*', '/') => (State::BlockComment(depth - 1), 2),
        (State::BlockComment(depth), '/', '*') => (State::BlockComment(depth + 1), 2),
        (State::Text, '\\', _) => (State::Text, 2),
        (State::RawText(marks), '"', _) if (1..=marks).all(|mark| char_at(mark) == '#') => {
            (State::Code, 1 + marks)
        }
        (state, _, _) => (state, 1),
    }
}

fn follows_name(chars: &[char], at: usize) -> bool {
    at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') && chars[at - 1] != 'b'
}

fn raw_start(chars: &[char], at: usize) -> (State, usize) {
    let marks = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(at + 1 + marks) == Some(&'"') {
        (State::RawText(marks), marks + 2)
    } else {
        (State::Code, 1)
    }
}

/// Returns the length of the character literal at `at`; 1 for a lifetime.
fn char_literal(chars: &[char], at: usize) -> usize {
    let quote = |offset: usize| chars.get(at + offset) == Some(&'\'');
    if chars.get(at + 1) == Some(&'\\') {
        (3..14)
            .find(|offset| quote(*offset))
            .map_or(1, |end| end + 1)
    } else if quote(2) {
        3
    } else {
        1
    }
}

/// Blanks each module or item behind `#[cfg(test)]`.
fn blank_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, behind)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        let end = item_end(behind);
        let (item, after) = behind.split_at(end);
        out.extend(item.chars().map(|c| if c == '\n' { c } else { ' ' }));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns where the item at the start of `code` ends: at its brace or semicolon.
fn item_end(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_literals_and_tests_are_not_code() {
    let text = "let a = \"x // y\"; // note\nlet b = r#\"q\"w\"#; /* c /* d */ */ f('\\'', '\"', 'z');\n\
                #[cfg(test)]\nmod tests { fn t() {} }\nfn g<'a>() {}\n";
    let source = Source::new("src/text/span.rs", text);
    assert!(
        source.code.contains("let a = \"      \";"),
        "{}",
        source.code
    );
    for gone in ["note", "q", "y", "c /*", "fn t"] {
        assert!(!source.code.contains(gone), "{gone} in {}", source.code);
    }
    assert!(source.code.contains("fn g<'a>() {}"));
    assert_eq!(source.lines_of_code(), 3);
    assert_eq!(
        (source.layer(), source.module(), source.depth()),
        ("text", "span", 2)
    );
}
