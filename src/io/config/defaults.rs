//! The commented defaults, as `gleaner config default` prints them.

use std::fmt::Write;

use super::options::{ConfigOption, LIMIT_OPTIONS, MODEL_OPTIONS, OPTIONS};
use crate::app::settings::Settings;

const HEAD: &str = "\
## Configuration of gleaner. Every line below is the default: take away the `#`
## in front of a setting to change it. `gleaner config check` finds mistakes.
";

const KEYS: &str = r#"
## Keys, by mode: the keys to press and the command they stand for. An empty
## command unbinds the keys. `gleaner keys` lists commands and default keys.
#[keys.browse]
## "<C-n>" = "next-unread"
#[keys.mark]
## "<C-a>" = "accept-all"
"#;

const LIMITS: &str = "
## How much of a file is read, so that no file takes the program down.
#[limits]
";

const MODEL: &str = "
## The model of the precise tier. `gleaner model` tells which one is loaded.
#[model]
";

const LABELS: &str = r#"
## What the labels of the model mean, where they are not the usual ones: a kind
## of the sidebar, or an empty text to leave them out.
#[model.labels]
## PER = "person"
## MISC = ""
"#;

/// Writes the defaults, all commented out, with a sentence on each setting.
///
/// Shape: lines of prose begin with `##`; with the first `#` taken off, every
/// other line is the default.
pub fn default_text() -> String {
    let defaults = Settings::default();
    let mut text = HEAD.to_owned();
    let show = |text: &mut String, options: &[ConfigOption]| {
        for option in options {
            let value = (option.show)(&defaults);
            writeln!(text, "\n## {}\n#{} = {value}", option.help, option.key)
                .expect("writing to a string cannot fail");
        }
    };
    show(&mut text, &OPTIONS);
    text.push_str(KEYS);
    text.push_str(LIMITS);
    show(&mut text, &LIMIT_OPTIONS);
    text.push_str(MODEL);
    show(&mut text, &MODEL_OPTIONS);
    text.push_str(LABELS);
    text
}
