//! The laws of groups, and what is and is not one story.

use proptest::prelude::*;

use super::groups::{N_LEADERS, SMALL_BUCKET, chains};
use super::likeness::{is_one_story, overlap};
use super::signature::N_BINS;
use super::{Group, Signature};
use crate::corpus::{Article, Block, BlockKind, When};
use crate::text::Span;

const SYLLABLES: [&str; 16] = [
    "ka", "lo", "mer", "tin", "vas", "dor", "el", "pra", "nu", "shi", "bo", "qua", "ren", "fi",
    "gal", "os",
];

/// Numbers without order, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (self.0 >> 33) % bound
    }

    fn word(&mut self) -> String {
        let n_syllables = 1 + self.below(3);
        let mut syllable = || SYLLABLES[usize::try_from(self.below(16)).unwrap()];
        (0..n_syllables).map(|_| syllable()).collect()
    }

    /// A paragraph of `n_words`, with a name and a figure in it.
    fn paragraph(&mut self, n_words: usize) -> String {
        let mut words: Vec<String> = (0..n_words).map(|_| self.word()).collect();
        let (figure, name) = (self.below(100_000), self.word().to_uppercase());
        words.splice(2..2, [name, figure.to_string()]);
        words.join(" ") + "."
    }
}

/// The paragraphs of a story: the same for the same number.
fn story(number: u64) -> Vec<String> {
    let mut chance = Chance(number.wrapping_mul(977) + 5);
    (0..8).map(|_| chance.paragraph(30)).collect()
}

fn groups(articles: &[(usize, Signature)]) -> Vec<Group<usize>> {
    super::groups(articles.iter().map(|(key, of)| (*key, of)))
}

fn article(paragraphs: &[String]) -> Article {
    let mut article = Article::of_text("");
    for paragraph in paragraphs {
        let start = article.text.len();
        article.text.push_str(paragraph);
        article.blocks.push(Block {
            span: Span::new(start, article.text.len()),
            kind: BlockKind::Paragraph,
        });
        article.text.push_str("\n\n");
    }
    article
}

fn signature(paragraphs: &[String]) -> Signature {
    Signature::of(&article(paragraphs)).unwrap()
}

fn of_text(text: &str) -> Signature {
    signature(&[text.to_owned()])
}

fn check(one: &[String], other: &[String], expected: bool) {
    let (a, b) = (signature(one), signature(other));
    assert_eq!(is_one_story(&a, &b), expected, "{:?}", overlap(&a, &b));
}

#[test]
fn page_layout_and_furniture_make_no_difference() {
    let plain = article(&story(1));
    let mut other = plain.clone();
    other.text = plain.text.replace(' ', "\n") + "Share this\nMost viewed\n";
    other.blocks.push(Block {
        span: Span::new(plain.text.len(), other.text.len()),
        kind: BlockKind::Furniture,
    });
    assert_eq!(Signature::of(&plain), Signature::of(&other));
    assert_eq!(size_of::<Signature>(), 144);
}

#[test]
fn a_short_text_has_no_signature() {
    let note = Chance(3).paragraph(20);
    assert_eq!(Signature::of(&article(&[note])), None);
    assert_eq!(Signature::of(&Article::default()), None);
}

#[test]
fn a_story_issued_again_is_found() {
    let first = story(1);
    let mut edited = first.clone();
    edited[1] = edited[1].replacen(' ', " indeed ", 1);
    edited[3] = edited[3].replacen('a', "e", 1);
    edited.remove(5);
    check(&first, &edited, true);
    // Cut after the fourth of eight paragraphs, and gone on with.
    check(&first, &first[..4], true);
    check(&first, &story(2), false);
}

#[test]
fn a_report_in_a_roundup_is_not_the_roundup() {
    let report = story(1);
    let roundup: Vec<String> = (1..=5).flat_map(story).collect();
    check(&report, &roundup, false);
}

fn market(rates: [&str; 6], hour: &str) -> Signature {
    of_text(&format!(
        "The central bank of the coast sold and bought on the open market on Friday at rates of \
         {} and {} for a week, {} and {} for a month and {} and {} for a quarter, a spokesman \
         said after the close. Dealers expect it to come back to the market in the first hour \
         after {hour}, when the banks of the country settle what they owe each other.",
        rates[0], rates[1], rates[2], rates[3], rates[4], rates[5]
    ))
}

#[test]
fn a_template_filled_in_anew_is_another_story() {
    let monday = market(["4.10", "4.25", "4.31", "4.40", "4.62", "4.70"], "9.30");
    let tuesday = market(["4.15", "4.20", "4.33", "4.44", "4.60", "4.75"], "9.30");
    assert!(overlap(&monday, &tuesday).is_some());
    assert!(!is_one_story(&monday, &tuesday));
}

#[test]
fn one_figure_may_be_corrected_but_not_days_later() {
    let first = market(["4.10", "4.25", "4.31", "4.40", "4.62", "4.70"], "9.30");
    let rate = |figure: &str| {
        of_text(&format!(
            "The harbor of the town will lend {figure} to its fishermen in the coming winter, so \
             that they can mend their nets and boats, the mayor said in the council, which is to \
             decide upon it before the snow comes."
        ))
    };
    let corrected = market(["4.10", "4.25", "4.31", "4.40", "4.62", "4.07"], "9.30");
    assert!(is_one_story(&first, &corrected));
    let dated = |signature: Signature, day| Signature { day, ..signature };
    let (plain, other) = (rate("70,000"), rate("90,000"));
    assert!(is_one_story(&plain, &other));
    assert!(is_one_story(&dated(plain, 40_000), &dated(other, 40_001)));
    assert!(!is_one_story(&dated(plain, 40_000), &dated(other, 40_007)));
    assert!(is_one_story(&dated(plain, 40_000), &dated(plain, 40_007)));
}

#[test]
fn the_day_is_known_only_when_it_is_stated() {
    let day = |date: &str| {
        let mut article = article(&story(1));
        article.meta.published = When::parse(date);
        Signature::of(&article).unwrap().day
    };
    assert_eq!(day("2014-05-27").abs_diff(day("2014-05-20")), 7);
    assert_eq!([day("2014-05"), day("1850-01-01")], [0, 0]);
}

#[test]
fn a_flood_of_one_template_is_not_compared_with_itself() {
    let n_articles = 4_000;
    let mut chance = Chance(9);
    let flood: Vec<Signature> = (0..n_articles)
        .map(|_| {
            let rates: Vec<String> = (0..6).map(|_| chance.below(100_000).to_string()).collect();
            let rates: Vec<&str> = rates.iter().map(String::as_str).collect();
            market(rates.try_into().unwrap(), &chance.below(90_000).to_string())
        })
        .collect();
    let texts: Vec<&Signature> = flood.iter().collect();
    let n_compared = chains(&texts).n_compared;
    assert!(n_compared > n_articles);
    assert!(n_compared <= n_articles * N_BINS * SMALL_BUCKET);
    assert!(n_compared < n_articles * n_articles / 10, "{n_compared}");
    let numbered: Vec<(usize, Signature)> = (0..).zip(flood).collect();
    assert_eq!(groups(&numbered), []);
}

#[test]
fn a_flood_of_one_text_is_one_group() {
    let same = signature(&story(1));
    let flood: Vec<(usize, Signature)> = (0..10 * N_LEADERS).map(|key| (key, same)).collect();
    let found = groups(&flood);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members.len(), flood.len());
    assert!((found[0].similarity - 1.0).abs() < f32::EPSILON);
}

/// A version of a story: one paragraph dropped, one word changed.
fn version(story_number: u64, drop: usize, change: usize) -> Signature {
    let mut paragraphs = story(story_number);
    let at = change % paragraphs.len();
    paragraphs[at] = paragraphs[at].replacen(' ', " so ", 1 + change / 8);
    paragraphs.remove(drop % 8);
    signature(&paragraphs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn groups_part_the_articles_in_any_order(
        versions in proptest::collection::vec((0_u64..5, 0_usize..8, 0_usize..16), 0..24),
        seed in any::<u64>(),
    ) {
        let mut articles: Vec<(usize, Signature)> = (0..)
            .zip(&versions)
            .map(|(key, (story, drop, change))| (key, version(*story, *drop, *change)))
            .collect();
        let found = groups(&articles);
        let mut chance = Chance(seed);
        for at in (1..articles.len()).rev() {
            articles.swap(at, usize::try_from(chance.below(at as u64 + 1)).unwrap());
        }
        prop_assert_eq!(&groups(&articles), &found);
        let mut members: Vec<usize> = found.iter().flat_map(|of| of.members.clone()).collect();
        let n_members = members.len();
        members.sort_unstable();
        members.dedup();
        prop_assert_eq!(members.len(), n_members);
        for Group { members, similarity } in &found {
            prop_assert!(members.len() >= 2 && members.is_sorted());
            prop_assert!((0.0..=1.0).contains(similarity));
            let stories = members.iter().map(|key| versions[*key].0);
            prop_assert!(stories.clone().max() == stories.min());
        }
    }

    #[test]
    fn likeness_is_the_same_both_ways(a in (0_u64..3, 0_usize..8, 0_usize..16), b in (0_u64..3, 0_usize..8, 0_usize..16)) {
        let (a, b) = (version(a.0, a.1, a.2), version(b.0, b.1, b.2));
        prop_assert_eq!(is_one_story(&a, &b), is_one_story(&b, &a));
        prop_assert_eq!(overlap(&a, &b), overlap(&b, &a));
        prop_assert!(is_one_story(&a, &a));
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,400}") {
        let article = article(&[text]);
        prop_assert_eq!(Signature::of(&article), Signature::of(&article.clone()));
    }
}
