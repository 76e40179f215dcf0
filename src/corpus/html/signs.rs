//! [`Sign`]: what the name, role and classes of an element say it is for.
//!
//! The words are those that stand on pages of all kinds: nothing here knows a
//! site. What an element says of itself is evidence, not the decision.

use super::tags::{Attr, Tag};
use super::tree::Tree;
use crate::corpus::lexicon::{Lexicon, lexicon};

/// What an element says it holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sign {
    /// The text of the article.
    Body,
    /// What readers wrote.
    Comments,
    /// Navigation, links, forms, offers.
    Furniture,
    /// The words to a picture.
    Caption,
    /// Who made the picture.
    Credit,
    /// Who wrote the article.
    Byline,
    /// When it was written.
    Date,
    /// The line below the title.
    Subtitle,
}

static FURNITURE: Lexicon = lexicon!(
    "\
    ad|ads|adslot|adunit|advert|advertisement|advertising|anzeige|addthis|sharethis|\
    addtoany|a2a|alert|also|backlink|badge|banner|bio|bookmark|breadcrumb|breadcrumbs|breaking|\
    bottombar|buttons|carousel|categories|category|cmp|consent|contact|cookie|cookies|copyright|cta|\
    dialog|disclaimer|donate|donation|download|drawer|ebook|facebook|feedback|flyout|follow|\
    followus|footer|footnav|gdpr|instagram|\
    jetpack|keywords|kiosk|language|linkbox|linklist|links|login|magazine|masthead|mediathek|menu|meta|\
    metabar|metadata|modal|more|morefrom|mostpopular|mostread|nav|navbar|navi|\
    navigation|newsletter|newsletters|notification|offcanvas|outbrain|overlay|\
    pager|pagenav|pagination|partner|partners|pinterest|player|playlist|poll|popular|popup|\
    postmeta|postnav|print|printonly|profile|promo|promos|promoted|promotion|prevnext|quiz|rail|\
    ranking|rating|ratings|recent|recirc|recirculation|recommend|recommendation|\
    recommendations|recommended|register|registration|related|relatedposts|remark|report|\
    search|servicebox|share|sharebar|sharedaddy|sharing|shariff|shop|shopping|sidebar|signin|signup|\
    similar|skip|slider|slideshow|social|socialmedia|sponsor|sponsored|sponsors|\
    sticky|subnav|subscribe|subscription|subscriptions|suggested|suggestions|survey|tabs|tag|tagcloud|\
    taglist|tags|taboola|teaser|teasers|ticker|toolbar|toolbox|tools|tooltip|topbar|topics|trending|\
    twitter|upsell|utility|video|videos|vote|voting|weather|webpush|werbung|whatsapp|widget|widgets|\
    yarpp|zergnet|nocontent|noprint|screenreader|sr|visuallyhidden"
);

static COMMENTS: Lexicon = lexicon!(
    "\
    comment|comments|commentlist|commentform|commentarea|commentsection|commentary_list|\
    disqus|discuss|discussion|respond|replies|reply|kommentar|kommentare|kommentarbereich|\
    leserkommentare|comentarios|commentaires|reacties|trackback|trackbacks|pingback|\
    pingbacks|guestbook|forum"
);

static CAPTIONS: Lexicon = lexicon!(
    "legend|imagedescription|imageinfo|bildbeschreibung|caption|captions|captiontext|figcaption|imagecaption|photocaption|bildunterschrift|bildtext|legende"
);
static CREDITS: Lexicon = lexicon!(
    "credit|credits|photocredit|imagecredit|photographer|photographercredit|bildquelle|bildnachweis|fotocredit"
);
static BYLINES: Lexicon = lexicon!(
    "byline|bylines|author|authors|authorname|autor|autoren|auteur|autore|writer|contributor|contributors"
);
static DATES: Lexicon = lexicon!(
    "date|dateline|datetime|datum|fecha|pubdate|published|publishdate|publicationdate|\
    postdate|posted|postedon|timestamp|updated|lastupdated|entrydate|articledate|fecha"
);
static SUBTITLES: Lexicon = lexicon!(
    "\
    subtitle|subheadline|subhead|standfirst|dek|deck|lede|lead|leadtext|excerpt|summary|\
    intro|introduction|bajada|copete|vorspann|kicker|unterzeile|chapo|entradilla|description|strapline"
);
static BODIES: Lexicon = lexicon!(
    "\
    articlebody|articlecontent|articletext|articlecopy|articlemain|storybody|storytext|\
    storycontent|storycopy|entrycontent|postcontent|postbody|posttext|postentry|bodytext|bodycopy|\
    artikeltext|artikelinhalt|artikelbody|newstext|newsbody|newscontent|contentbody|textbody|\
    richtext|textcontent|contenttext|fulltext"
);
static BODY_FIRST: Lexicon = lexicon!(
    "article|articles|story|entry|post|posts|content|news|single|artikel|beitrag|body|blog|text|page|detail|rich"
);
static BODY_SECOND: Lexicon =
    lexicon!("body|content|text|copy|inhalt|bodytext|main|maincontent|fulltext|contents");

/// Reads the signs of all elements of a page.
///
/// Shape: as many as there are nodes.
pub(super) fn signs(tree: &Tree) -> Vec<Option<Sign>> {
    let mut words = String::new();
    (0..tree.nodes.len())
        .map(|at| sign(tree, at, &mut words))
        .collect()
}

fn sign(tree: &Tree, at: usize, words: &mut String) -> Option<Sign> {
    let tag = tree.tag(at);
    match tag {
        // What is quoted from elsewhere is of the article, whatever brought it in.
        Tag::Text | Tag::Document | Tag::Html | Tag::Body | Tag::Blockquote | Tag::Other => {
            return None;
        }
        Tag::Nav
        | Tag::Menu
        | Tag::Footer
        | Tag::Aside
        | Tag::Button
        | Tag::Form
        | Tag::Dialog
        | Tag::Fieldset
        | Tag::Label => return Some(Sign::Furniture),
        Tag::Figcaption => return Some(Sign::Caption),
        Tag::Time => return Some(Sign::Date),
        _ => {}
    }
    if tree.attr(at, Attr::Role).is_some_and(is_apart_by_role) {
        return Some(Sign::Furniture);
    }
    if let Some(sign) = tree.attr(at, Attr::Itemprop).and_then(of_property) {
        return Some(sign);
    }
    words.clear();
    for name in [Attr::Class, Attr::Id, Attr::DataTestid, Attr::DataComponent] {
        // `more-1234` is a mark to jump to.
        let value = tree
            .attr(at, name)
            .filter(|value| name != Attr::Id || !is_mark(value));
        if let Some(value) = value {
            split_words(value, words);
        }
    }
    if words.is_empty() {
        return None;
    }
    let sign = of_words(words);
    // Blogs put the tags and categories of a post into the class of its frame.
    let is_frame = words.split('/').any(|name| {
        matches!(
            name,
            "hentry" | "status publish" | "type post" | "type page"
        )
    });
    let is_heading = tag.heading_level().is_some();
    sign.filter(|sign| !is_frame || *sign == Sign::Body)
        .filter(|sign| !is_heading || *sign != Sign::Caption)
}

fn is_mark(id: &str) -> bool {
    let rest = id.strip_prefix("more");
    rest.is_some_and(|rest| rest.chars().all(|c| c == '-' || c.is_ascii_digit()))
}

fn is_apart_by_role(role: &str) -> bool {
    let roles = [
        "navigation",
        "search",
        "complementary",
        "contentinfo",
        "banner",
        "dialog",
        "menu",
        "menubar",
        "toolbar",
        "alert",
        "form",
        "tablist",
    ];
    roles.contains(&role)
}

fn of_property(property: &str) -> Option<Sign> {
    property.split_whitespace().find_map(|name| {
        Some(match name {
            "articleBody" | "reviewBody" => Sign::Body,
            "comment" => Sign::Comments,
            "caption" => Sign::Caption,
            "copyrightHolder" => Sign::Credit,
            "author" | "creator" => Sign::Byline,
            "datePublished" | "dateModified" | "dateCreated" => Sign::Date,
            "alternativeHeadline" => Sign::Subtitle,
            _ => return None,
        })
    })
}

/// Adds the words of a class or id to `words`: `articleBody-text` is
/// `article body text`; each name ends in `/`.
fn split_words(value: &str, words: &mut String) {
    let mut before = ' ';
    for c in value.chars().take(400) {
        if c.is_whitespace() {
            words.push('/');
        } else if !c.is_alphanumeric() {
            words.push(' ');
        } else {
            if c.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        }
        before = c;
    }
    words.push('/');
}

fn of_words(words: &str) -> Option<Sign> {
    let mut best = None;
    let mut keep = |sign: Sign| {
        if best.is_none_or(|best| rank(sign) < rank(best)) {
            best = Some(sign);
        }
    };
    // Names of hashes (`tagStyle_z4k-o_O-style_1tc`) say nothing.
    for name in words.split('/').filter(|name| !name.contains(" o o ")) {
        let mut before = "";
        for word in name.split(' ').filter(|word| !word.is_empty()) {
            let is_state = matches!(
                before,
                "has" | "with" | "no" | "without" | "is" | "not" | "non" | "hide" | "elementor"
            );
            if is_state {
                before = word;
                continue;
            }
            if BODIES.holds(word) || (BODY_SECOND.holds(word) && BODY_FIRST.holds(before)) {
                keep(Sign::Body);
            } else if COMMENTS.holds(word) && !name.split(' ').any(|word| word == "live") {
                // Live tickers call their entries comments.
                keep(Sign::Comments);
            } else if FURNITURE.holds(word) {
                keep(Sign::Furniture);
            } else if CAPTIONS.holds(word) {
                keep(Sign::Caption);
            } else if CREDITS.holds(word) {
                keep(Sign::Credit);
            } else if BYLINES.holds(word) {
                keep(Sign::Byline);
            } else if DATES.holds(word) {
                keep(Sign::Date);
            } else if SUBTITLES.holds(word) {
                keep(Sign::Subtitle);
            }
            before = word;
        }
    }
    best
}

/// What wins where the words of one element say several things.
fn rank(sign: Sign) -> u8 {
    match sign {
        Sign::Comments => 0,
        Sign::Caption => 1,
        Sign::Credit => 2,
        Sign::Furniture => 3,
        Sign::Body => 4,
        Sign::Byline => 5,
        Sign::Date => 6,
        Sign::Subtitle => 7,
    }
}
