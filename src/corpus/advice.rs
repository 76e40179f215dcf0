//! [`advice`]: what a person can do about a problem of an article.
//!
//! A problem is told in one place, where it is found; what to do is told here,
//! for all of them, so that no kind of trouble is left without an answer.

/// Words of a problem, and what to do about it.
const ADVICE: &[(&str, &str)] = &[
    (
        "replacements",
        "get the file again, or as UTF-8: some bytes are lost",
    ),
    (
        "(guessed)",
        "look whether the letters are right; if not, convert the file to UTF-8",
    ),
    (
        "grows more than",
        "if you trust it, raise limits.expansion in the configuration",
    ),
    (
        "packed more than",
        "unpack it, or raise limits.depth in the configuration",
    ),
    (
        "larger than the limit",
        "raise limits.article_mib in the configuration, or split the file",
    ),
    (
        "longer than the limit",
        "raise limits.article_mib in the configuration",
    ),
    ("is cut", "get the file again: its end is missing"),
    ("too early", "get the file again: its end is missing"),
    ("damaged", "get the file again"),
    (
        "states another date",
        "look which is right; :set published=DATE says so",
    ),
    (
        "dates that differ",
        "look which is right; :set published=DATE says so",
    ),
    (
        "does not exist or can be read in two ways",
        ":set published=DATE says which day it is",
    ),
    (
        "date not understood",
        ":set published=DATE says which day it is",
    ),
    (
        "repeats the id",
        "give each record an id of its own, or none",
    ),
    (
        "no text",
        "name the field that holds the text: --map text=FIELD",
    ),
    (
        "no column holds the text",
        "name the column: --map text=COLUMN",
    ),
    ("only what is said of it", "open the address with o"),
    ("lies elsewhere", "open the address with o"),
    (
        "of pictures",
        "run it through a program that reads letters from pictures",
    ),
    (
        "is empty",
        "get the file again if something should be in it",
    ),
    (
        "quotation mark is not closed",
        "close it, or write quotation marks inside of a cell twice",
    ),
    (
        "cells in",
        "look for a quotation mark or a separator too many in that row",
    ),
    ("not JSON", "mend that line; the others are read"),
    ("not a JSON object", "mend that line; the others are read"),
    (
        "holds no records",
        "if it is a list of articles, write one object a line",
    ),
    (
        "declares entities",
        "take the declarations out if you trust the file",
    ),
    ("locked with a password", "unpack it with its password"),
    ("attachment", "save it beside the message to read it"),
    ("permission", "make the file readable for yourself"),
    ("no such file", "mend the link, or take it away"),
    ("not a regular file", "nothing; it is passed over"),
    (
        "fault of the program",
        "please report it, with the file if you can",
    ),
    (
        "not text",
        "nothing; it is no article (take it out of the folder to be rid of the row)",
    ),
    (
        "XML that is no",
        "export it as a page, a feed or JSON lines",
    ),
    ("a PDF whose text", "make text of it with another program"),
];

/// Returns what to do about a problem, where anything can be done.
pub fn advice(what: &str) -> Option<&'static str> {
    let found = ADVICE.iter().find(|(words, _)| what.contains(words));
    found.map(|(_, advice)| *advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_come_with_what_to_do() {
        let told = advice("line 3: not JSON: expected value (column 1)");
        assert_eq!(told, Some("mend that line; the others are read"));
        let told = advice("states another date as well: 2014-05-27");
        assert!(told.is_some_and(|told| told.contains(":set published")));
        assert_eq!(advice("something nobody thought of"), None);
    }
}
