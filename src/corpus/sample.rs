//! The bundled sample corpus: what the desk shows before anybody gives it articles.
//!
//! [`files`] hands out the files of `sample/` as they are, in the order of
//! their paths; they go through the same parsing as any other file. The texts
//! were written for Gleaner, in the shapes in which scraped pages come, about
//! public facts; the publications in them are marked as samples. The first one
//! is the tutorial.

/// The folder the sample pretends to lie in, and the name it goes by.
pub const NAME: &str = "sample";

const FILES: &[(&str, &str)] = &[
    (
        "00-start-here.txt",
        include_str!("sample/00-start-here.txt"),
    ),
    (
        "01-intelligence-pact-signed.txt",
        include_str!("sample/01-intelligence-pact-signed.txt"),
    ),
    (
        "02-notice-to-end-pact.txt",
        include_str!("sample/02-notice-to-end-pact.txt"),
    ),
    (
        "03-notice-to-end-pact-update.txt",
        include_str!("sample/03-notice-to-end-pact-update.txt"),
    ),
    (
        "04-notice-suspended.txt",
        include_str!("sample/04-notice-suspended.txt"),
    ),
    (
        "05-three-way-arrangement.txt",
        include_str!("sample/05-three-way-arrangement.txt"),
    ),
    (
        "06-launchers-at-seongju.txt",
        include_str!("sample/06-launchers-at-seongju.txt"),
    ),
    (
        "07-defense-guidelines.md",
        include_str!("sample/07-defense-guidelines.md"),
    ),
    (
        "08-the-supply-pact-question.txt",
        include_str!("sample/08-the-supply-pact-question.txt"),
    ),
    (
        "09-ministers-in-singapore.txt",
        include_str!("sample/09-ministers-in-singapore.txt"),
    ),
    (
        "10-move-to-camp-humphreys.txt",
        include_str!("sample/10-move-to-camp-humphreys.txt"),
    ),
    (
        "11-radar-dispute.txt",
        include_str!("sample/11-radar-dispute.txt"),
    ),
    (
        "12-a-year-of-launches.txt",
        include_str!("sample/12-a-year-of-launches.txt"),
    ),
    ("13-briefs.jsonl", include_str!("sample/13-briefs.jsonl")),
];

/// Returns the sample files as pairs of path and text.
///
/// Shape: sorted by path, the tutorial first; never empty.
pub fn files() -> &'static [(&'static str, &'static str)] {
    FILES
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn files_are_sorted_and_start_with_the_tutorial() {
        assert_eq!(files()[0].0, "00-start-here.txt");
        assert!(files().is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn articles_are_short_and_wrapped_lines_fit() {
        for (path, text) in files() {
            let words = text.split_whitespace().count();
            let records = text.lines().filter(|line| line.starts_with('{')).count();
            let most = 360 * records.max(1);
            assert!((100..=most).contains(&words), "{path}: {words} words");
        }
        let wrapped = files()
            .iter()
            .find(|(path, _)| path.starts_with("09"))
            .map_or("", |file| file.1);
        assert!(wrapped.lines().all(|line| line.len() <= 72));
    }

    #[test]
    fn one_pair_is_nearly_the_same() {
        let lines = |at: usize| files()[at].1.lines().filter(|line| line.len() > 80);
        let shared = lines(2).filter(|line| lines(3).any(|other| other == *line));
        assert!(shared.count() >= 4);
    }

    #[test]
    fn the_tutorial_names_the_keys_it_teaches() {
        let text = files()[0].1;
        for key in [
            "j and k", "Space", "]e", "press i", "Press ;", "u undoes", "? for",
        ] {
            assert!(
                text.to_lowercase().contains(&key.to_lowercase()),
                "the tutorial does not teach {key}"
            );
        }
    }
}
