//! [`Keymap`]: keys typed so far → a command, more keys to come, or nothing.
//!
//! ```text
//!   pending   key      answer
//!   []        j        Command(Down)
//!   []        g        Pending            g has continuations
//!   [g]       g        Command(First)
//!   [;]       any      Command(LabelLetter) with that key as argument
//!   []        Z        Nothing            said on the status line
//! ```

use std::collections::BTreeMap;

use super::command::{Argument, Command, Mode, Place, Spec, TABLE};
use super::key::{Key, parse_keys};
use super::settings::KeyBinding;

/// Which keys mean which row of the command table.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    /// Per mode and place, key sequence → index into the table.
    bindings: BTreeMap<(Mode, Place), BTreeMap<Vec<Key>, usize>>,
}

/// What a key sequence means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    Command(Command),
    /// The command wants one more key, whatever it is.
    WantsKey(Command),
    /// The sequence is the beginning of longer ones.
    Pending,
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&[]).0
    }
}

impl Keymap {
    /// Makes the default keymap and lays `own` over it.
    ///
    /// Problems: bindings that name no command or no keys come back as lines.
    pub fn new(own: &[KeyBinding]) -> (Self, Vec<String>) {
        let mut keymap = Self {
            bindings: BTreeMap::new(),
        };
        let mut problems = Vec::new();
        for (row, spec) in TABLE.iter().enumerate() {
            for keys in spec.keys.iter().filter_map(|keys| parse_keys(keys)) {
                keymap.bind(spec, keys, row);
            }
        }
        for binding in own {
            if let Err(problem) = keymap.rebind(binding) {
                problems.push(problem);
            }
        }
        (keymap, problems)
    }

    /// Says what `keys` mean; `in_sidebar` when the sidebar has the focus.
    pub fn meaning(&self, mode: Mode, place: Place, keys: &[Key]) -> Meaning {
        for place in [place, Place::Anywhere] {
            let Some(bindings) = self.bindings.get(&(mode, place)) else {
                continue;
            };
            let Some((found, row)) = bindings.range(keys.to_vec()..).next() else {
                continue;
            };
            if found == keys {
                return TABLE
                    .get(*row)
                    .map_or(Meaning::Nothing, |spec| match spec.argument {
                        Argument::NextKey => Meaning::WantsKey(spec.command),
                        _ => Meaning::Command(spec.command),
                    });
            }
            if found.starts_with(keys) {
                return Meaning::Pending;
            }
        }
        Meaning::Nothing
    }

    /// Lists what may follow `keys`: the rest of the sequence and the command.
    pub fn continuations(
        &self,
        mode: Mode,
        place: Place,
        keys: &[Key],
    ) -> Vec<(String, &'static Spec)> {
        let mut found = Vec::new();
        let mut places = vec![place, Place::Anywhere];
        places.dedup();
        for place in places {
            let Some(bindings) = self.bindings.get(&(mode, place)) else {
                continue;
            };
            for (sequence, row) in bindings.range(keys.to_vec()..) {
                let Some(rest) = sequence.strip_prefix(keys) else {
                    break;
                };
                if let Some(spec) = TABLE.get(*row).filter(|_| !rest.is_empty()) {
                    found.push((rest.iter().map(ToString::to_string).collect(), spec));
                }
            }
        }
        found
    }

    /// Returns the keys of a row of the table as they are bound now.
    pub fn keys_of(&self, spec: &Spec) -> Vec<String> {
        let Some(row) = TABLE.iter().position(|other| other.name == spec.name) else {
            return Vec::new();
        };
        let Some(bindings) = self.bindings.get(&(spec.mode, spec.place)) else {
            return Vec::new();
        };
        let mut keys: Vec<String> = bindings
            .iter()
            .filter(|(_, bound)| **bound == row)
            .map(|(keys, _)| keys.iter().map(ToString::to_string).collect())
            .collect();
        // The order of the table first, then what the configuration added.
        keys.sort_by_key(|key| {
            spec.keys
                .iter()
                .position(|known| known == key)
                .unwrap_or(usize::MAX)
        });
        keys
    }

    fn rebind(&mut self, binding: &KeyBinding) -> Result<(), String> {
        let KeyBinding {
            mode,
            keys,
            command,
        } = binding;
        let sequence = parse_keys(keys)
            .filter(|keys| !keys.is_empty())
            .ok_or_else(|| format!("cannot read the keys {keys}"))?;
        if command.is_empty() {
            let of_mode = self
                .bindings
                .iter_mut()
                .filter(|((bound, _), _)| bound.name() == mode);
            of_mode.for_each(|(_, bindings)| {
                bindings.remove(&sequence);
            });
            return Ok(());
        }
        let row = TABLE
            .iter()
            .position(|spec| spec.name == command && spec.mode.name() == mode);
        let row = row.ok_or_else(|| format!("no command called {command} in {mode} mode"))?;
        if let Some(spec) = TABLE.get(row) {
            self.bind(spec, sequence, row);
        }
        Ok(())
    }

    fn bind(&mut self, spec: &Spec, keys: Vec<Key>, row: usize) {
        self.bindings
            .entry((spec.mode, spec.place))
            .or_default()
            .insert(keys, row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(mode: Mode, keys: &str) -> Meaning {
        Keymap::default().meaning(mode, Place::Anywhere, &parse_keys(keys).unwrap())
    }

    #[test]
    fn resolves_single_keys_prefixes_and_wanted_keys() {
        assert_eq!(meaning(Mode::Browse, "j"), Meaning::Command(Command::Down));
        assert_eq!(meaning(Mode::Browse, "g"), Meaning::Pending);
        assert_eq!(
            meaning(Mode::Browse, "gg"),
            Meaning::Command(Command::First)
        );
        assert_eq!(
            meaning(Mode::Mark, ";"),
            Meaning::WantsKey(Command::LabelLetter)
        );
        assert_eq!(meaning(Mode::Mark, "]"), Meaning::Command(Command::EndOut));
        assert_eq!(meaning(Mode::Browse, "Z"), Meaning::Nothing);
    }

    #[test]
    fn pins_only_in_the_sidebar() {
        let keys = parse_keys("p").unwrap();
        let keymap = Keymap::default();
        assert_eq!(
            keymap.meaning(Mode::Browse, Place::Sidebar, &keys),
            Meaning::Command(Command::Pin)
        );
        assert_eq!(
            keymap.meaning(Mode::Browse, Place::Anywhere, &keys),
            Meaning::Nothing
        );
    }

    #[test]
    fn no_key_has_two_meanings_in_one_mode_and_place() {
        let mut seen = BTreeMap::new();
        for spec in TABLE {
            for keys in spec.keys {
                let keys = parse_keys(keys).unwrap();
                let other = seen.insert((spec.mode, spec.place, keys.clone()), spec.name);
                assert_eq!(other, None, "{keys:?} is bound twice");
            }
        }
        for (mode, place, keys) in seen.keys() {
            for longer in seen
                .keys()
                .filter(|(m, p, k)| m == mode && p == place && k.len() > keys.len())
            {
                assert!(!longer.2.starts_with(keys), "{keys:?} hides {longer:?}");
            }
        }
    }

    #[test]
    fn names_and_keys_of_the_table_are_sound() {
        let mut names: Vec<_> = TABLE.iter().map(|spec| spec.name).collect();
        names.sort_unstable();
        let n_names = names.len();
        names.dedup();
        assert_eq!(names.len(), n_names);
        assert!(
            TABLE
                .iter()
                .all(|spec| !spec.help.is_empty() && !spec.help.ends_with('.'))
        );
    }

    #[test]
    fn own_bindings_win_and_mistakes_are_named() {
        let own = [
            KeyBinding {
                mode: "browse".into(),
                keys: "Z".into(),
                command: "zen".into(),
            },
            KeyBinding {
                mode: "browse".into(),
                keys: "Y".into(),
                command: "fly".into(),
            },
        ];
        let (keymap, problems) = Keymap::new(&own);
        let keys = parse_keys("Z").unwrap();
        assert_eq!(
            keymap.meaning(Mode::Browse, Place::Anywhere, &keys),
            Meaning::Command(Command::Zen)
        );
        assert_eq!(problems, ["no command called fly in browse mode"]);
    }
}
