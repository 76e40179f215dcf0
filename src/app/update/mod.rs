//! [`update`]: one message in, the model changed, and what is asked of the world.
//!
//! Dispatch is one line per arm; what happens stands in the module of its area.

mod acts;
mod card;
mod cite;
mod complete;
mod decide;
mod duplicates;
mod entity;
mod everywhere;
mod facts;
mod jobs;
mod keys;
mod label;
mod line;
mod list;
mod mark;
mod mouse;
mod moves;
mod note;
mod pick;
mod precise;
mod prompt;
mod reader;
mod run;
mod saving;
mod sidebar;
mod tags;
mod triage;
mod undo;
mod words;

use super::effect::Effect;
use super::model::Model;
use super::msg::Msg;

/// Applies one message.
///
/// Total: any message in any state gives a state. Deterministic: the clock,
/// ids and sizes come inside messages.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let out = &mut effects;
    match msg {
        Msg::Key(key, now) => keys::press(model, key, now, out),
        Msg::Paste(text) => keys::paste(model, &text, out),
        Msg::Mouse(mouse) => mouse::apply(model, mouse, out),
        Msg::Resized(size) => reader::resize(model, size, out),
        Msg::Scanned(ticket, rows) => jobs::scanned(model, ticket, &rows, out),
        Msg::Gone(files) => jobs::gone(model, &files, out),
        Msg::Analysed(ticket, analyses) => jobs::analysed(model, ticket, &analyses, out),
        Msg::Progress(ticket, progress) => jobs::progressed(model, ticket, progress, out),
        Msg::Opened(ticket, opened) => reader::opened(model, ticket, *opened, out),
        Msg::Refined(ticket, refined) => precise::refined(model, ticket, *refined, out),
        Msg::Precise(tier) => precise::told(model, tier, out),
        Msg::Found(ticket, hits) => list::found(model, ticket, hits, out),
        Msg::Gathered(ticket, found) => everywhere::gathered(model, ticket, &found),
        Msg::Carded(ticket, facts) => card::gathered(model, ticket, &facts),
        Msg::Grouped(ticket, groups) => duplicates::grouped(model, ticket, groups, out),
        Msg::Compared(ticket, found) => duplicates::compared(model, ticket, &found),
        Msg::Saved(ids) => saving::saved(model, &ids, out),
        Msg::NotSaved(ids, why) => model.notices.failed(&ids, why),
        Msg::Received(root, entries) => saving::received(model, root, entries, out),
        Msg::Replaced(root, held) => saving::replaced(model, root, &held),
        Msg::Edited(text) => note::edited(model, text),
        Msg::Told(tone, text) => model.notices.say(tone, text),
        Msg::Woke(wake, now) => jobs::woke(model, wake, now, out),
        Msg::Resumed => out.push(Effect::Redraw),
    }
    effects
}
