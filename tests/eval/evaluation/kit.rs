//! [`Kit`]: the scorer and the labelled sets of an evaluation kit.
//!
//! A set is a folder `GROUP/NAME` with `gold.jsonl`; in a kit it may be packed
//! as `data/GROUP--NAME.tar.zst`. Archives are unpacked by the programs `zstd`
//! and `tar`: whoever has a kit has them, and the project needs no library for
//! it. Some sets are left out unless asked for: see [`is_wanted`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use super::Wanted;

/// A folder with `score.py`, `README.md` and sets.
pub(super) struct Kit {
    folder: PathBuf,
    /// Shape: sorted by name.
    pub(super) sets: Vec<Set>,
}

/// One labelled set, unpacked.
pub(super) struct Set {
    /// `GROUP/NAME`.
    pub(super) name: String,
    pub(super) folder: PathBuf,
}

enum Place {
    Folder(PathBuf),
    Archive(PathBuf),
}

impl Kit {
    /// Finds the sets that are wanted and unpacks them below `scratch`.
    pub(super) fn open(
        wanted: &Wanted<'_>,
        scratch: &Path,
        say: &mut dyn FnMut(&str),
    ) -> anyhow::Result<Self> {
        let folder = wanted.kit.to_path_buf();
        ensure!(
            folder.join("score.py").is_file(),
            "{} has no score.py: name the folder of an evaluation kit",
            folder.display()
        );
        let mut places = archives(&folder.join("data"));
        // Later ones take the place of earlier ones of the same name.
        let own = [folder.join("data"), folder.clone()];
        for place in own.iter().chain(wanted.folders) {
            places.extend(unpacked(place));
        }
        places.retain(|name, _| is_wanted(name, wanted.only));
        ensure!(!places.is_empty(), "no such sets in {}", folder.display());
        let mut sets = Vec::new();
        for (name, place) in places {
            let folder = match place {
                Place::Folder(folder) => folder,
                Place::Archive(archive) => {
                    say(&format!("{name}: unpack"));
                    unpack(&archive, scratch)?;
                    scratch.join(&name)
                }
            };
            sets.push(Set { name, folder });
        }
        Ok(Self { folder, sets })
    }

    pub(super) fn scorer(&self) -> PathBuf {
        self.folder.join("score.py")
    }

    pub(super) fn readme(&self) -> PathBuf {
        self.folder.join("README.md")
    }
}

impl Set {
    pub(super) fn short_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Returns what `extract` is run on: the gold file itself where it holds the
    /// texts and their dates, else the folder of documents.
    pub(super) fn input(&self) -> PathBuf {
        if self.name.starts_with("html/") || self.is_of_duplicates() {
            self.folder.join("docs")
        } else {
            self.gold()
        }
    }

    /// Says whether `duplicates` is run on the set, not `extract`.
    pub(super) fn is_of_duplicates(&self) -> bool {
        self.name.starts_with("dup/")
    }

    pub(super) fn gold(&self) -> PathBuf {
        self.folder.join("gold.jsonl")
    }

    /// Returns the file with the labels that a scorer reads.
    pub(super) fn labels(&self) -> PathBuf {
        if self.is_of_duplicates() {
            self.folder.join("pairs.jsonl")
        } else {
            self.gold()
        }
    }

    /// Returns the scorers that the labels of this set feed.
    pub(super) fn tasks(&self) -> anyhow::Result<Vec<&'static str>> {
        let group = self.name.split('/').next().unwrap_or_default();
        let fed = fed(&self.gold())?;
        let if_fed = |task| Some(task).filter(|task| fed.contains(task));
        let tasks = match group {
            "ner" => [Some("ner"), if_fed("coref"), if_fed("times")],
            "coref" => [Some("coref"), None, None],
            "quotes" => [Some("quotes"), None, None],
            "times" => [Some("times"), None, None],
            "acronyms" => [Some("acronyms"), None, None],
            "dup" => [Some("dup"), None, None],
            "html" => [if_fed("html"), if_fed("meta"), None],
            _ => [None; 3],
        };
        Ok(tasks.into_iter().flatten().collect())
    }
}

/// What a line of a gold file has, and the scorer that reads it.
const FED_BY: &[(&str, &str)] = &[
    ("/clusters", "coref"),
    ("/times", "times"),
    ("/body", "html"),
    ("/with", "html"),
    ("/meta/title", "meta"),
    ("/meta/published", "meta"),
    ("/meta/authors", "meta"),
];

/// Returns the scorers that some line of a gold file has labels for.
fn fed(gold: &Path) -> anyhow::Result<BTreeSet<&'static str>> {
    let text = fs::read_to_string(gold).with_context(|| gold.display().to_string())?;
    let mut fed = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).with_context(|| gold.display().to_string())?;
        let feeding = FED_BY
            .iter()
            .filter(|(place, _)| row.pointer(place).is_some());
        fed.extend(feeding.map(|(_, task)| *task));
    }
    Ok(fed)
}

/// Says whether a set takes part.
///
/// Unless asked for, web pages and near-duplicates do not, which are no matter
/// of extraction, nor what is kept for training: its name ends with `-train`.
fn is_wanted(name: &str, only: &[String]) -> bool {
    if only.is_empty() {
        let is_other = ["html/", "dup/"]
            .iter()
            .any(|group| name.starts_with(group));
        return !is_other && !name.ends_with("-train");
    }
    let is_training = name.ends_with("-train");
    only.iter()
        .any(|part| name == part || (!is_training && name.contains(part.as_str())))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn archives(folder: &Path) -> BTreeMap<String, Place> {
    let archives = entries(folder).into_iter().filter_map(|path| {
        let name = name_of(&path)
            .strip_suffix(".tar.zst")?
            .replacen("--", "/", 1);
        Some((name, Place::Archive(path)))
    });
    archives.collect()
}

/// Finds the sets that lie in a folder as `GROUP/NAME/gold.jsonl`.
fn unpacked(folder: &Path) -> BTreeMap<String, Place> {
    let groups = entries(folder);
    let sets = groups
        .iter()
        .flat_map(|group| entries(group))
        .filter(|set| set.join("gold.jsonl").is_file());
    sets.map(|set| {
        let group = set.parent().map(name_of).unwrap_or_default();
        (format!("{group}/{}", name_of(&set)), Place::Folder(set))
    })
    .collect()
}

fn unpack(archive: &Path, into: &Path) -> anyhow::Result<()> {
    let mut zstd = Command::new("zstd")
        .args(["-dc", "--long=27"])
        .arg(archive)
        .stdout(Stdio::piped())
        .spawn()
        .context("archives are unpacked with the programs zstd and tar; zstd did not start")?;
    let unpacked = zstd.stdout.take().context("zstd has no output")?;
    let tar = Command::new("tar")
        .args(["-xf", "-", "-C"])
        .arg(into)
        .stdin(unpacked)
        .status()
        .context("archives are unpacked with the programs zstd and tar; tar did not start")?;
    if !zstd.wait()?.success() || !tar.success() {
        bail!("{} cannot be unpacked", archive.display());
    }
    Ok(())
}
