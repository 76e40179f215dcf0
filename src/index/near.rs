//! Guesses what a misspelled name was meant to be.

/// Returns the name closest to `word`, if one is close enough to be meant.
///
/// Shape: at most two letters changed, added or dropped, and fewer than the
/// word has; the first of equals.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer words are no misspelled names, and would only cost time.
    let n_letters = word.chars().take(33).count();
    if n_letters > 32 {
        return None;
    }
    names
        .into_iter()
        .map(|name| (distance(word, name), name))
        .min_by_key(|(far, _)| *far)
        .filter(|(far, _)| *far <= 2 && *far < n_letters)
        .map(|(_, name)| name)
}

/// Counts the letters to change, add or drop to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let swap = corner + usize::from(!a.eq_ignore_ascii_case(b));
            corner = row[j + 1];
            row[j + 1] = swap.min(corner + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_are_guessed() {
        let names = ["title", "tag", "state"];
        assert_eq!(nearest("titel", names), Some("title"));
        assert_eq!(nearest("TAGS", names), Some("tag"));
        assert_eq!(nearest("wholly", names), None);
        assert_eq!(nearest("xx", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"t".repeat(1_000_000), names), None);
    }
}
