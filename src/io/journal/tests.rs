//! Real files in scratch folders: appending, reading, placing, compacting.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the files themselves"
)]

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::annotate::{Entry, Journal, Op, SessionId, Stamp, Target, TriageChange};
use crate::corpus::{ArticleId, ContentHash};

fn target() -> Target {
    Target {
        id: ArticleId(1),
        path: "a.txt".to_owned(),
        sha256: ContentHash::of(b"a"),
    }
}

fn tag(text: &str) -> Op {
    Op::TagAdd {
        article: target(),
        tag: text.to_owned(),
    }
}

fn journal(session: &str) -> Journal {
    Journal::new(SessionId::parse(session).unwrap(), "ada".to_owned())
}

fn acts(session: &str, texts: &[&str]) -> Vec<Entry> {
    journal(session).act(texts.iter().map(|text| tag(text)).collect(), Stamp(1))
}

fn scratch() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("gleaner.jsonl");
    (folder, path)
}

fn tags_at(path: &Path) -> Vec<String> {
    let reading = JournalFile::open(path).read().unwrap();
    let mut journal = journal("reader");
    journal.load(reading.entries);
    journal
        .ledger()
        .tags(target().id)
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_folder_is_made_for_the_first_act_but_not_in_place_of_one_that_went_away() {
    let (folder, _) = scratch();
    let path = folder.path().join("data/gleaner.jsonl");
    let mut first = JournalFile::open(&path);
    first.append(&acts("a", &["one"])).unwrap();
    let mut second = JournalFile::open(&path);
    fs::rename(folder.path().join("data"), folder.path().join("moved")).unwrap();
    let refused = second.append(&acts("b", &["two"]));
    assert!(matches!(refused, Err(JournalError::Open { .. })));
    assert!(!path.exists());
}

#[test]
fn reads_what_was_appended() {
    let (_folder, path) = scratch();
    let mut file = JournalFile::open(&path);
    assert!(file.read().unwrap().entries.is_empty());
    assert!(!path.exists());
    let made = acts("s1", &["a", "b"]);
    file.append(&made).unwrap();
    assert_eq!(file.read().unwrap().entries, made);
}

#[test]
fn ends_a_torn_line_before_it_appends() {
    let (_folder, path) = scratch();
    fs::write(&path, "{\"v\":1,\"id\":\"s0-1").unwrap();
    let mut file = JournalFile::open(&path);
    file.append(&acts("s1", &["a"])).unwrap();
    let reading = file.read().unwrap();
    assert_eq!((reading.entries.len(), reading.damage.len()), (1, 1));
    assert_eq!(reading.damage[0].line, 1);
}

#[test]
fn sees_what_others_append_once() {
    let (_folder, path) = scratch();
    let (mut ours, mut theirs) = (JournalFile::open(&path), JournalFile::open(&path));
    ours.append(&acts("s1", &["a"])).unwrap();
    assert_eq!(ours.read_new().unwrap(), News::default_at(1));
    theirs.append(&acts("s2", &["b"])).unwrap();
    let news = ours.read_new().unwrap();
    assert_eq!(news.reading.entries, acts("s2", &["b"]));
    assert!(!news.is_replaced);
    assert!(ours.read_new().unwrap().reading.entries.is_empty());
    assert_eq!(theirs.read_new().unwrap().reading.entries.len(), 2);
}

#[test]
fn leaves_an_unfinished_line_for_the_next_time() {
    let (_folder, path) = scratch();
    let mut file = JournalFile::open(&path);
    file.append(&acts("s1", &["a"])).unwrap();
    let line = crate::annotate::codec::encode(&acts("s2", &["b"])[0]);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, [&whole, &line.as_bytes()[..9]].concat()).unwrap();
    assert_eq!(file.read_new().unwrap(), News::default_at(1));
    fs::write(&path, [&whole, line.as_bytes(), b"junk\n"].concat()).unwrap();
    let news = file.read_new().unwrap();
    assert_eq!(news.reading.entries.len(), 1);
    assert_eq!(news.reading.damage[0].line, 3);
}

#[test]
fn notices_a_file_that_was_replaced_cut_or_deleted() {
    let (_folder, path) = scratch();
    let mut file = JournalFile::open(&path);
    file.append(&acts("s1", &["a"])).unwrap();
    let other = path.with_extension("new");
    JournalFile::open(&other)
        .append(&acts("s2", &["b", "c"]))
        .unwrap();
    fs::rename(&other, &path).unwrap();
    let news = file.read_new().unwrap();
    assert!(news.is_replaced);
    assert_eq!(news.reading.entries.len(), 2);
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(0)
        .unwrap();
    assert!(file.read_new().unwrap().is_replaced);
    fs::remove_file(&path).unwrap();
    assert!(file.read_new().unwrap().is_replaced);
    file.append(&acts("s1", &["a"])).unwrap();
    assert_eq!(tags_at(&path), ["a"]);
}

#[test]
fn refuses_what_is_no_file() {
    let (folder, _) = scratch();
    let mut file = JournalFile::open(folder.path());
    assert!(file.append(&acts("s1", &["a"])).is_err());
    assert!(file.read().is_err());
}

#[test]
fn says_busy_while_another_program_keeps_the_lock() {
    let (_folder, path) = scratch();
    let holder = File::create(&path).unwrap();
    holder.lock().unwrap();
    let error = JournalFile::open(&path)
        .append(&acts("s1", &["a"]))
        .unwrap_err();
    assert!(matches!(error, JournalError::Busy { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"");
}

#[test]
fn makes_the_data_folder_on_first_use() {
    let (folder, _) = scratch();
    let path = folder.path().join("deep/er/notes.gleaner.jsonl");
    JournalFile::open(&path)
        .append(&acts("s1", &["a"]))
        .unwrap();
    assert_eq!(tags_at(&path), ["a"]);
}

#[test]
fn places_the_file_at_the_root_beside_or_at_an_ancestor() {
    let (folder, _) = scratch();
    let root = folder.path().canonicalize().unwrap();
    let data = Path::new("/nowhere");
    fs::create_dir_all(root.join("in/deep")).unwrap();
    fs::write(root.join("in/a.txt"), "a").unwrap();

    let of = |path: &str| place(Some(&root.join(path)), data);
    assert_eq!(of("in").file, root.join("in/gleaner.jsonl"));
    let beside = of("in/a.txt");
    assert_eq!(beside.file, root.join("in/a.txt.gleaner.jsonl"));
    assert_eq!((beside.root, beside.site), (root.join("in"), Site::Beside));

    fs::write(root.join("gleaner.jsonl"), "").unwrap();
    for path in ["in/deep", "in/a.txt", "in"] {
        assert_eq!(of(path).file, root.join("gleaner.jsonl"));
        assert_eq!(of(path).root, root);
    }
    fs::write(root.join("in/a.txt.gleaner.jsonl"), "").unwrap();
    assert_eq!(of("in/a.txt").site, Site::Beside);

    let pipe = place(None, data);
    assert_eq!(pipe.file, data.join("annotations/stdin.gleaner.jsonl"));
}

#[test]
fn places_the_file_in_the_data_folder_when_nothing_can_be_written() {
    let data = Path::new("/nowhere");
    let place = place(Some(Path::new("/proc/self")), data);
    assert_eq!(place.site, Site::Data);
    assert!(place.file.starts_with(data));
}

#[test]
fn compacts_and_keeps_the_old_file_the_mode_and_the_link() {
    let (folder, path) = scratch();
    let mut journal = journal("s1");
    let read = |read| Op::Triage {
        article: target(),
        change: TriageChange {
            read: Some(read),
            ..TriageChange::default()
        },
    };
    let mut file = JournalFile::open(&path);
    for op in [tag("a"), read(true), read(false), tag("b"), read(true)] {
        file.append(&journal.act(vec![op], Stamp(1))).unwrap();
    }
    file.append(&journal.undo(Stamp(1)).unwrap().entries)
        .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();
    let old = fs::read(&path).unwrap();

    let done = compact(&link, Stamp(0)).unwrap();
    assert_eq!((done.n_before, done.n_after), (6, 5));
    assert_eq!(fs::read(done.backup.unwrap()).unwrap(), old);
    assert!(link.is_symlink());
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
    let mut again = Journal::new(SessionId::parse("s3").unwrap(), "ada".to_owned());
    again.load(file.read().unwrap().entries);
    assert_eq!(again.ledger(), journal.ledger());

    file.append(&journal.act(vec![tag("c")], Stamp(1))).unwrap();
    assert_eq!(tags_at(&path), ["a", "b", "c"]);
    fs::write(&path, "junk\n").unwrap();
    assert!(matches!(
        compact(&path, Stamp(0)),
        Err(CompactError::Refused(_))
    ));
    assert_eq!(fs::read(&path).unwrap(), b"junk\n");
}

impl News {
    fn default_at(n_lines: usize) -> Self {
        let mut news = Self::default();
        news.reading.n_lines = n_lines;
        news
    }
}
