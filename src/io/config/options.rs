//! The table of what can be set in `config.toml`.

use toml::de::DeValue;

use crate::app::settings::{ColorChoice, Reads, Settings, ThemeName};
use crate::nlp::Kind;

/// One thing that can be set.
pub(super) struct ConfigOption {
    pub(super) key: &'static str,
    /// For people, one sentence.
    pub(super) help: &'static str,
    /// Takes the value over, or says what was expected.
    pub(super) set: fn(&mut Settings, &DeValue<'_>) -> Result<(), String>,
    /// Writes the value as TOML.
    pub(super) show: fn(&Settings) -> String,
}

pub(super) const OPTIONS: [ConfigOption; 15] = [
    ConfigOption {
        key: "measure",
        help: "Width of the text column, in cells, from 20 to 400.",
        set: |settings, value| number(value, 20, 400).map(|n| settings.measure = n),
        show: |settings| settings.measure.to_string(),
    },
    ConfigOption {
        key: "color",
        help: "Colors: auto, always, never, 16, 256 or truecolor. NO_COLOR turns auto off.",
        set: |settings, value| {
            one_of(value, &ColorChoice::ALL.map(|c| (c.name(), c))).map(|c| settings.color = c)
        },
        show: |settings| quoted(settings.color.name()),
    },
    ConfigOption {
        key: "theme",
        help: "Theme: auto, dark, light, or mono for bold and underline only.",
        set: |settings, value| {
            one_of(value, &ThemeName::ALL.map(|t| (t.name(), t))).map(|t| settings.theme = t)
        },
        show: |settings| quoted(settings.theme.name()),
    },
    ConfigOption {
        key: "ascii",
        help: "Draw signs and rules in ASCII only.",
        set: |settings, value| switch(value).map(|on| settings.ascii = on),
        show: |settings| settings.ascii.to_string(),
    },
    ConfigOption {
        key: "mouse",
        help: "Wheel and click; selecting text then needs Shift in most terminals.",
        set: |settings, value| switch(value).map(|on| settings.mouse = on),
        show: |settings| settings.mouse.to_string(),
    },
    ConfigOption {
        key: "author",
        help: "Name that your acts are signed with; empty: your login name.",
        set: |settings, value| text(value).map(|name| settings.author = name),
        show: |settings| quoted(settings.author.as_deref().unwrap_or_default()),
    },
    ConfigOption {
        key: "sidebar",
        help: "Show the entity sidebar at the start.",
        set: |settings, value| switch(value).map(|on| settings.sidebar = on),
        show: |settings| settings.sidebar.to_string(),
    },
    ConfigOption {
        key: "list_names",
        help: "Name in the list the two that each article is about most.",
        set: |settings, value| switch(value).map(|on| settings.list_names = on),
        show: |settings| settings.list_names.to_string(),
    },
    ConfigOption {
        key: "furniture",
        help: "Show page furniture (link lists, share bars) at the start.",
        set: |settings, value| switch(value).map(|on| settings.furniture = on),
        show: |settings| settings.furniture.to_string(),
    },
    ConfigOption {
        key: "rest_ms",
        help: "Milliseconds the cursor of the list rests before the preview follows.",
        set: |settings, value| number(value, 0, 10_000).map(|n| settings.rest_ms = n),
        show: |settings| settings.rest_ms.to_string(),
    },
    ConfigOption {
        key: "read_ms",
        help: "Milliseconds in the text after which an article counts as read.",
        set: |settings, value| number(value, 0, 600_000).map(|n| settings.read_ms = n),
        show: |settings| settings.read_ms.to_string(),
    },
    ConfigOption {
        key: "which_key_ms",
        help: "Milliseconds after a prefix key before its continuations pop up.",
        set: |settings, value| number(value, 0, 10_000).map(|n| settings.which_key_ms = n),
        show: |settings| settings.which_key_ms.to_string(),
    },
    ConfigOption {
        key: "editor",
        help: "Command for longer notes; empty: $VISUAL, then $EDITOR.",
        set: |settings, value| text(value).map(|command| settings.editor = command),
        show: |settings| quoted(settings.editor.as_deref().unwrap_or_default()),
    },
    ConfigOption {
        key: "opener",
        help: "Command that opens a link; empty: the one of the system, over SSH the clipboard.",
        set: |settings, value| text(value).map(|command| settings.opener = command),
        show: |settings| quoted(settings.opener.as_deref().unwrap_or_default()),
    },
    ConfigOption {
        key: "codebook",
        help: "File of tags and labels; empty: codebook.toml beside this file.",
        set: |settings, value| text(value).map(|path| settings.codebook = path.map(Into::into)),
        show: |settings| {
            let path = settings.codebook.as_ref();
            quoted(&path.map(|path| path.to_string_lossy()).unwrap_or_default())
        },
    },
];

/// What can be set in the table `limits`.
pub(super) const LIMIT_OPTIONS: [ConfigOption; 4] = [
    ConfigOption {
        key: "article_mib",
        help: "Largest article that is read, a whole file or a record of one, in MiB.",
        set: |settings, value| {
            number(value, 1, 1 << 20).map(|n: u64| settings.limits.article_bytes = n << 20)
        },
        show: |settings| (settings.limits.article_bytes >> 20).to_string(),
    },
    ConfigOption {
        key: "expansion",
        help: "How many times what is packed may grow (gzip, zstd, zip); the first 4 MiB are free.",
        set: |settings, value| number(value, 1, 1_000_000).map(|n| settings.limits.expansion = n),
        show: |settings| settings.limits.expansion.to_string(),
    },
    ConfigOption {
        key: "depth",
        help: "How many times something may be packed into something else.",
        set: |settings, value| number(value, 0, 100).map(|n| settings.limits.depth = n),
        show: |settings| settings.limits.depth.to_string(),
    },
    ConfigOption {
        key: "extracted",
        help: "Articles of files above 4 MiB whose names and duplicates are looked for before they are opened; 100,000 take about 120 MB.",
        set: |settings, value| number(value, 0, 100_000_000).map(|n| settings.limits.extracted = n),
        show: |settings| settings.limits.extracted.to_string(),
    },
];

/// What can be set in the table `model`, besides what labels mean.
pub(super) const MODEL_OPTIONS: [ConfigOption; 2] = [
    ConfigOption {
        key: "path",
        help: "Folder of another model for the precise tier; empty: the one that gleaner model names.",
        set: |settings, value| text(value).map(|path| settings.model.path = path.map(Into::into)),
        show: |settings| {
            let path = settings.model.path.as_ref();
            quoted(&path.map(|path| path.to_string_lossy()).unwrap_or_default())
        },
    },
    ConfigOption {
        key: "reads",
        help: "What the precise tier reads: unread (the open article, then all unread ones), open, or never.",
        set: |settings, value| {
            one_of(value, &Reads::ALL.map(|r| (r.name(), r))).map(|r| settings.model.reads = r)
        },
        show: |settings| quoted(settings.model.reads.name()),
    },
];

/// Takes over what one type of labels means; an empty text leaves it out.
pub(super) fn label(
    settings: &mut Settings,
    name: &str,
    value: &DeValue<'_>,
) -> Result<(), String> {
    let kinds = || Kind::ALL.map(Kind::name).join(", ");
    let expected = || format!("expected one of {}, or an empty text", kinds());
    let kind = match value.as_str().ok_or_else(expected)?.trim() {
        "" => None,
        kind => Some(Kind::parse(kind).ok_or_else(expected)?),
    };
    settings.model.labels.insert(name.to_owned(), kind);
    Ok(())
}

fn number<N: TryFrom<u32>>(value: &DeValue<'_>, min: u32, max: u32) -> Result<N, String> {
    let wrong = || format!("expected a whole number from {min} to {max}");
    let digits = value.as_integer().filter(|n| n.radix() == 10);
    let number: u32 = digits
        .and_then(|n| n.as_str().parse().ok())
        .filter(|n| (min..=max).contains(n))
        .ok_or_else(wrong)?;
    N::try_from(number).ok().ok_or_else(wrong)
}

fn switch(value: &DeValue<'_>) -> Result<bool, String> {
    value
        .as_bool()
        .ok_or_else(|| "expected true or false".to_owned())
}

fn text(value: &DeValue<'_>) -> Result<Option<String>, String> {
    let text = value.as_str().ok_or("expected a text in quotes")?;
    if text.chars().any(char::is_control) {
        return Err("expected a text without control characters".to_owned());
    }
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// Takes one of several words; a number stands for the word of its digits.
fn one_of<T: Copy>(value: &DeValue<'_>, words: &[(&str, T)]) -> Result<T, String> {
    let digits = value.as_integer().map(toml::de::DeInteger::as_str);
    let given = value.as_str().or(digits).unwrap_or_default();
    let found = words.iter().find(|(word, _)| *word == given);
    found.map(|(_, meant)| *meant).ok_or_else(|| {
        let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        format!("expected one of {}", words.join(", "))
    })
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
