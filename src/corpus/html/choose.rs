//! [`choose`]: which lines of a page are the article.
//!
//! First the part of the tree is found that holds the article, by what its
//! elements say of themselves and by where the prose stands; then single lines
//! inside are weighed. Nothing here names kinds of blocks.

use super::signs::{Sign, signs};
use super::tags::{Attr, Tag};
use super::tree::Tree;
use super::visible::{Line, Visible};
use crate::corpus::clean::shape::Shape;

/// Where so many bytes of prose stand elsewhere, comments are comments, however many.
const MIN_ARTICLE_BYTES: u64 = 400;

/// A list of what a recipe needs has so many lines.
const MIN_INGREDIENTS: usize = 3;
const MAX_INGREDIENTS: usize = 80;
/// A page with more such lists has them for something else.
const MAX_LISTS: usize = 6;

/// The lines of a page, and what is known of each.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) shapes: Vec<Shape>,
    pub(super) signs: Vec<Option<Sign>>,
    /// The innermost element around the line with a sign that counts.
    pub(super) marks: Vec<Option<Sign>>,
}

/// Sums over lines, asked by element.
pub(super) struct Sums(Vec<u64>);

impl Sums {
    fn of(weights: impl Iterator<Item = u64>) -> Self {
        let mut sums = vec![0];
        let mut total = 0;
        for weight in weights {
            total += weight;
            sums.push(total);
        }
        Self(sums)
    }

    fn over(&self, lines: std::ops::Range<usize>) -> u64 {
        let at = |at: usize| self.0.get(at).copied().unwrap_or(0);
        at(lines.end).saturating_sub(at(lines.start))
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(tree: &'a Tree, visible: &'a Visible) -> Self {
        let shapes = visible
            .lines
            .iter()
            .map(|line| Shape::of(line.span.of(&visible.text)))
            .collect();
        let mut page = Self {
            tree,
            text: &visible.text,
            lines: &visible.lines,
            shapes,
            marks: vec![None; visible.lines.len()],
            signs: signs(tree),
        };
        page.mark();
        page
    }

    pub(super) fn of(&self, at: usize) -> &'a str {
        self.lines[at].span.of(self.text)
    }

    /// Returns the lines that begin inside an element.
    pub(super) fn lines_in(&self, node: usize) -> std::ops::Range<usize> {
        let end = self.tree.end(node);
        let first = self.lines.partition_point(|line| line.node < node);
        let last = self.lines.partition_point(|line| line.node < end);
        first..last.max(first)
    }

    pub(super) fn linked_share(&self, at: usize) -> usize {
        let line = &self.lines[at];
        line.n_linked * 100 / line.span.len().max(1)
    }

    /// How much a line reads like the prose of an article.
    fn weight(&self, at: usize) -> u64 {
        let line = &self.lines[at];
        let shape = self.shapes[at];
        let len = line.span.len() as u64;
        let linked = self.linked_share(at);
        if linked > 60 && !shape.is_prose() {
            0
        } else if shape.is_prose() && linked < 50 {
            len
        } else if linked > 30 {
            0
        } else {
            len / 4
        }
    }

    /// Puts the signs of the elements on the lines; a sign of furniture around
    /// most of the prose is a mistake and does not count.
    fn mark(&mut self) {
        let sums = Sums::of((0..self.lines.len()).map(|at| self.weight(at)));
        let total = sums.over(0..self.lines.len());
        let mut not_comments = 0;
        let bodies: Vec<usize> = (0..self.signs.len())
            .filter(|&node| self.signs[node] == Some(Sign::Body))
            .filter(|&node| sums.over(self.lines_in(node)) * 100 >= total * 25)
            .collect();
        for node in 0..self.signs.len() {
            let Some(sign) = self.signs[node] else {
                continue;
            };
            let lines = self.lines_in(node);
            if lines.is_empty() {
                continue;
            }
            let share = sums.over(lines.clone()) * 100 / total.max(1);
            let next_body = bodies.partition_point(|&body| body <= node);
            let holds_body = bodies
                .get(next_body)
                .is_some_and(|&body| body < self.tree.end(node));
            let is_wrong = match sign {
                Sign::Comments => {
                    let n_other = total - sums.over(lines.clone());
                    (share > 80 && n_other < MIN_ARTICLE_BYTES) || node < not_comments
                }
                Sign::Body => false,
                _ => share > 40 || holds_body,
            };
            if is_wrong {
                if sign == Sign::Comments {
                    not_comments = not_comments.max(self.tree.end(node));
                }
                self.signs[node] = None;
                continue;
            }
            for at in lines {
                let holds = match self.marks[at] {
                    Some(Sign::Comments | Sign::Furniture) => true,
                    Some(Sign::Caption | Sign::Credit) => sign != Sign::Credit,
                    _ => false,
                };
                if !holds {
                    self.marks[at] = Some(sign);
                }
            }
        }
    }

    pub(super) fn is_apart(&self, at: usize) -> bool {
        matches!(self.marks[at], Some(Sign::Comments | Sign::Furniture))
    }
}

/// Says for each line whether it lies in the part of the page that is the article.
pub(super) fn choose(page: &Page<'_>) -> Vec<bool> {
    let mut chosen = vec![false; page.lines.len()];
    let sums = Sums::of((0..page.lines.len()).map(|at| {
        if page.is_apart(at) {
            0
        } else {
            page.weight(at)
        }
    }));
    let parts = parts(page, &sums);
    for &node in parts.iter().chain(&ingredients(page)) {
        for at in page.lines_in(node) {
            chosen[at] = true;
        }
    }
    chosen
}

/// Returns the lists of what a recipe needs, which stand apart from its steps.
fn ingredients(page: &Page<'_>) -> Vec<usize> {
    let tree = page.tree;
    let is_named = |node: usize| {
        let class = tree.attr(node, Attr::Class).unwrap_or_default();
        let mut words = class.split(|c: char| !c.is_alphanumeric());
        let is_word = |word: &str| {
            let names = [
                "ingredients",
                "zutaten",
                "ingredientes",
                "ingredienti",
                "zutatenliste",
            ];
            names.iter().any(|name| word.eq_ignore_ascii_case(name))
        };
        words.any(is_word) || is_word(tree.attr(node, Attr::Id).unwrap_or_default())
    };
    let mut found: Vec<usize> = Vec::new();
    for node in 0..tree.nodes.len() {
        let is_inside = found.last().is_some_and(|&last| node < tree.end(last));
        let may_be = matches!(
            tree.tag(node),
            Tag::Div | Tag::Section | Tag::Ul | Tag::Table | Tag::Article
        );
        if is_inside || !may_be || !is_named(node) {
            continue;
        }
        let lines = page.lines_in(node);
        if !(MIN_INGREDIENTS..=MAX_INGREDIENTS).contains(&lines.len()) {
            continue;
        }
        let n_lines = lines.len();
        if lines.filter(|&at| page.linked_share(at) > 60).count() * 3 < n_lines {
            found.push(node);
        }
    }
    if found.len() <= MAX_LISTS {
        found
    } else {
        Vec::new()
    }
}

/// Returns the elements that hold the article.
fn parts(page: &Page<'_>, sums: &Sums) -> Vec<usize> {
    let weight = |node: usize| sums.over(page.lines_in(node));
    let total = sums.over(0..page.lines.len());
    let stated: Vec<usize> = (0..page.signs.len())
        .filter(|&node| page.signs[node] == Some(Sign::Body) && weight(node) > 0)
        .collect();
    if let Some(parts) = stated_parts(page, sums, &stated)
        && parts.iter().map(|&node| weight(node)).sum::<u64>() * 100 >= total * 25
    {
        return parts;
    }
    vec![densest(page, sums)]
}

fn stated_parts(page: &Page<'_>, sums: &Sums, stated: &[usize]) -> Option<Vec<usize>> {
    let weight = |node: usize| sums.over(page.lines_in(node));
    let best = stated.iter().copied().max_by_key(|&node| weight(node))?;
    let most = weight(best);
    // The innermost that still holds nearly all of it.
    let inner = stated
        .iter()
        .copied()
        .filter(|&node| weight(node) * 100 >= most * 90)
        .max()?;
    let class = |node: usize| page.tree.attr(node, Attr::Class);
    let mut parts: Vec<usize> = Vec::new();
    for &node in stated {
        let is_inside = parts.last().is_some_and(|&last| node < page.tree.end(last));
        let is_around = page.tree.inside(node).contains(&inner) && node != inner;
        if !is_inside && !is_around && (node == inner || class(node) == class(inner)) {
            parts.push(node);
        }
    }
    Some(parts)
}

/// Goes down from the root while one child holds nearly all of the prose.
fn densest(page: &Page<'_>, sums: &Sums) -> usize {
    let tree = page.tree;
    let weight = |node: usize| sums.over(page.lines_in(node));
    let mut at = 0;
    loop {
        let here = weight(at);
        let mut child = at + 1;
        let mut best = None;
        while child < tree.end(at) {
            let there = weight(child);
            if there * 100 >= here * 80 && there > 0 && tree.tag(child) != Tag::Text {
                best = Some(child);
                break;
            }
            child = tree.end(child);
        }
        match best {
            Some(child) if !matches!(tree.tag(child), Tag::P) => at = child,
            _ => return at,
        }
    }
}
