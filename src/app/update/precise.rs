//! The precise tier: what it is asked to read, and what becomes of its answers.

use std::sync::Arc;

use super::reader;
use crate::app::effect::{Effect, Request, Ticket, Wake};
use crate::app::model::{Model, Pane};
use crate::app::msg::{Opened, Refined, Tier, Tone};
use crate::app::precise::Edition;
use crate::app::settings::Reads;
use crate::corpus::ContentHash;
use crate::nlp::Extraction;

/// Asks for the next article, unless the one that is read comes first.
pub(super) fn ask(model: &mut Model, out: &mut Vec<Effect>) {
    let is_absent = !matches!(model.precise.tier, None | Some(Tier::Serving));
    if is_absent || model.settings.model.reads == Reads::Never {
        return;
    }
    let open = model.reader.number;
    let open = open.filter(|number| !is_at_hand(model, *number));
    let next = match (open, model.precise.asked) {
        (Some(open), Some((_, asked))) if open == asked => return,
        (Some(open), _) => Some(open),
        (None, Some(_)) => return,
        (None, None) => unread(model, out),
    };
    let Some((number, row)) = next.and_then(|number| Some((number, model.row(number)?))) else {
        return;
    };
    let source = row.source.to_source();
    let published = reader::stated_by_person(model, number);
    let ticket = model.tickets.fresh();
    model.precise.asked = Some((ticket, number));
    out.push(Effect::Refine(Request {
        ticket,
        article: number,
        source,
        published,
    }));
}

/// Rows of the list that one turn looks at.
const MAX_ROWS: usize = 1024;

/// Returns the next article that neither the person nor the tier has read:
/// from the cursor of the list down, then from its top.
///
/// Cost: the rows that were not looked at yet, of a long list a part in each
/// turn; the rest is gone on with when we are woken.
fn unread(model: &mut Model, out: &mut Vec<Effect>) -> Option<u32> {
    // The corpus is listed and read first; both tiers would only be in each
    // other's way.
    if model.settings.model.reads != Reads::Unread || !model.progress.is_finished {
        return None;
    }
    let mut search = model.precise.search_in(&model.list);
    let shown = &model.list.shown;
    let end = shown.len().min(search.n_passed + MAX_ROWS);
    let number = |nth: usize| shown.get((search.from + nth) % shown.len()).copied();
    let is_unread = |nth: &usize| number(*nth).is_some_and(|number| is_unread(model, number));
    let found = (search.n_passed..end).find(is_unread);
    let next = found.and_then(number);
    if found.is_none() && end < shown.len() {
        out.push(Effect::WakeAfter(Wake::Unread, 1));
    }
    // The one that was found is passed when it was read.
    search.n_passed = found.unwrap_or(end);
    model.precise.note_search(search);
    next
}

/// Says whether neither the person nor the tier has read an article.
fn is_unread(model: &Model, number: u32) -> bool {
    let row = model.row(number);
    let is_read = row.and_then(|row| {
        let ledger = model.ledger(row.source.root)?;
        Some(ledger.triage(row.id).read || !row.readable)
    });
    let is_wanted = is_read == Some(false) || model.precise.is_outdated(number);
    // What the fast tier left out, the list has no room for.
    is_wanted && model.said.contains_key(&number) && is_due(model, number)
}

/// Asks for the next article after something changed that may be a reason to
/// read an article that was passed.
pub(super) fn ask_anew(model: &mut Model, out: &mut Vec<Effect>) {
    model.precise.search_anew();
    ask(model, out);
}

/// Says whether the open article can be shown as the tier read it, or not at all.
fn is_at_hand(model: &Model, number: u32) -> bool {
    listed(model, number).is_none_or(|edition| model.precise.holds(number, edition))
}

/// Says whether the tier has not read the article as it is now.
fn is_due(model: &Model, number: u32) -> bool {
    listed(model, number).is_some_and(|edition| !model.precise.has_read(number, edition))
}

/// Returns the edition of an article that the list knows, unless it is gone.
fn listed(model: &Model, number: u32) -> Option<Edition> {
    let row = model.row(number)?;
    (!model.articles.is_gone(number)).then(|| edition(model, number, row.sha256))
}

fn edition(model: &Model, number: u32, sha256: ContentHash) -> Edition {
    Edition {
        sha256,
        published: reader::stated_by_person(model, number),
    }
}

/// Says whether what is known of an article stands against what the fast tier
/// finds in it: it is the precise tier's, or the article is gone and nothing
/// is to be known of it.
pub(super) fn stands(model: &Model, number: u32) -> bool {
    !is_due(model, number)
}

/// Returns what the precise tier found in an article that was opened again.
pub(super) fn found(model: &Model, opened: &Opened) -> Option<Arc<Extraction>> {
    let edition = edition(model, opened.article, opened.value.sha256);
    model.precise.found(opened.article, edition)
}

/// Takes what the precise tier found in place of what the fast one suggested.
///
/// Cost: linear in the entities of the article; of the open one all is placed
/// anew, as when it was opened.
pub(super) fn refined(model: &mut Model, ticket: Ticket, refined: Refined, out: &mut Vec<Effect>) {
    if model.precise.asked.map(|(asked, _)| asked) != Some(ticket) {
        return ask(model, out);
    }
    model.precise.asked = None;
    // By decisions that came while it was read, it would be read otherwise.
    let published = reader::stated_by_person(model, refined.article);
    if refined.analysis.ruled == model.ruled && refined.published == published {
        take(model, refined);
    }
    ask(model, out);
}

fn take(model: &mut Model, refined: Refined) {
    let number = refined.article;
    let Some(listed) = listed(model, number) else {
        return;
    };
    if let Some(open) = model.reader.number {
        model.precise.renew(open);
    }
    let of = Edition {
        sha256: refined.sha256,
        published: refined.published,
    };
    let found = refined.extraction;
    model.precise.keep(number, listed, (of, &found));
    model.entities.remove(number);
    model.entities.add(number, &refined.analysis.entities);
    model.said.insert(number, refined.analysis.said);
    if model.reader.number == Some(number) && model.reader.article.sha256 == of.sha256 {
        let found = reader::linked(model, number, found);
        show(model, found);
    }
}

/// Shows another extraction of the open article; nothing moves.
fn show(model: &mut Model, found: Arc<Extraction>) {
    let (chosen, top) = (model.sidebar.chosen, model.sidebar.top);
    let held = super::sidebar::under_cursor(model);
    model.reader.extraction = found;
    reader::place_marks(model);
    // The cursor stays on its entity, chosen or not.
    model.sidebar.chosen = held;
    model.sidebar.fill(&model.reader);
    model.sidebar.chosen = chosen;
    model.sidebar.top = top;
    model.sidebar.follow(model.layout().page(Pane::Sidebar));
}

/// Notes whether the tier serves.
pub(super) fn told(model: &mut Model, tier: Tier, out: &mut Vec<Effect>) {
    match &tier {
        Tier::Serving => {}
        Tier::Missing(why) => model
            .notices
            .note(format!("the fast tier serves alone: {why}")),
        Tier::Failing(why) => {
            let text = format!("the fast tier serves alone: {why}");
            model.notices.say(Tone::Warning, text);
        }
    }
    if tier != Tier::Serving {
        model.precise.asked = None;
    }
    model.precise.tier = Some(tier);
    ask(model, out);
}
