//! The normalised name under which an entity is filed.

use super::token::fold;

/// Returns `name` without case, diacritics, hyphens, articles and possessives,
/// so that `Kim Jong-un` and `KIM JONG UN` are one.
pub(super) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut folded = String::new();
    let name =
        name.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '€' && c != '%');
    let articles = ["the ", "The ", "THE ", "a ", "an "];
    let bare = articles
        .iter()
        .find_map(|article| name.strip_prefix(article));
    let name = bare.unwrap_or(name);
    for word in name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '/' | '"' | '“' | '”'))
    {
        fold(word, &mut folded);
        let bare = folded
            .strip_suffix("'s")
            .unwrap_or(&folded)
            .trim_end_matches([',', '\'']);
        if bare.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        // U.S.S.R. and USSR are one.
        out.extend(
            bare.chars()
                .filter(|&c| c != '.' || bare.bytes().any(|b| b.is_ascii_digit())),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_varies() {
        for (name, expected) in [
            ("Kim Jong-un", "kim jong un"),
            ("KIM Jong Un’s", "kim jong un"),
            ("the Élysée Palace", "elysee palace"),
            ("U.S.S.R.", "ussr"),
            ("AN/TPY-2", "an tpy 2"),
            ("The Hague", "hague"),
            ("$5.2 million", "$5.2 million"),
            ("", ""),
        ] {
            assert_eq!(key(name), expected);
        }
    }
}
