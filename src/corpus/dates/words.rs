//! The words of dates: months, weekdays, labels, zones; in lower case.
//!
//! English, German, French, Spanish, Italian, Portuguese, Dutch; Korean,
//! Japanese and Chinese state months as numbers and bring labels only.

use super::DateRole;
use crate::corpus::lexicon::{Lexicon, lexicon};

static FILLERS: Lexicon = lexicon!(
    "\
    on|at|of|the|last|first|time|local|and|am|pm|um|den|vom|der|uhr|le|la|el|il|à|a|às|de|\
    del|du|mis|mise|h|hrs|hours|min|mins|read|minute|minutes|in|print|online|edition|st|nd|\
    rd|th|zuletzt|est|et|ct|pt|ist|cst|t|z|오전|오후|午前|午後|kl|op|om|ore|alle|las"
);

static WEEKDAYS: Lexicon = lexicon!(
    "\
    monday|mon|tuesday|tue|tues|wednesday|wed|weds|thursday|thu|thur|thurs|friday|fri|\
    saturday|sat|sunday|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|\
    sonntag|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|\
    martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|\
    sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|월|화|수|목|금|토|\
    일|月|火|水|木|金|土|日"
);

/// Returns the number of the month that `word` names, in full or shortened.
pub(super) fn month(word: &str) -> Option<u8> {
    let number = match word {
        "january" | "jan" | "januar" | "jänner" | "janvier" | "janv" | "enero" | "ene"
        | "gennaio" | "janeiro" | "januari" => 1,
        "february" | "feb" | "februar" | "février" | "fevrier" | "févr" | "febrero"
        | "febbraio" | "fevereiro" | "februari" => 2,
        "march" | "mar" | "märz" | "maerz" | "mrz" | "mars" | "marzo" | "março" | "maart" => 3,
        "april" | "apr" | "avril" | "avr" | "abril" | "abr" | "aprile" => 4,
        "may" | "mai" | "mayo" | "maggio" | "maio" | "mei" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" | "giugno" | "junho" => 6,
        "july" | "jul" | "juli" | "juillet" | "juil" | "julio" | "luglio" | "julho" => 7,
        "august" | "aug" | "août" | "aout" | "agosto" | "ago" | "augustus" => 8,
        "september" | "sep" | "sept" | "septembre" | "septiembre" | "settembre" | "setembro" => 9,
        "october" | "oct" | "oktober" | "okt" | "octobre" | "octubre" | "ottobre" | "outubro" => 10,
        "november" | "nov" | "novembre" | "noviembre" | "novembro" => 11,
        "december" | "dec" | "dezember" | "dez" | "décembre" | "decembre" | "déc" | "diciembre"
        | "dic" | "dicembre" | "dezembro" => 12,
        _ => return None,
    };
    Some(number)
}

/// Returns what a date after this word is the date of.
pub(super) fn label(word: &str) -> Option<DateRole> {
    match word {
        "published" | "posted" | "publish" | "issued" | "released" | "created" | "filed"
        | "uploaded" | "date" | "dated" | "publié" | "publiée" | "publie" | "veröffentlicht"
        | "erstellt" | "erschienen" | "publicado" | "publicada" | "pubblicato" | "gepubliceerd"
        | "geplaatst" | "입력" | "기사입력" | "등록" | "게재" | "게시" | "승인" | "발행"
        | "작성" | "公開" | "公開日" | "配信" | "投稿" | "投稿日" | "掲載" | "発表" | "发布"
        | "发布时间" | "發布" => Some(DateRole::Published),
        "updated" | "update" | "modified" | "edited" | "revised" | "amended" | "changed"
        | "aktualisiert" | "aktualisierung" | "geändert" | "actualizado" | "actualizada"
        | "actualisé" | "modifié" | "jour" | "maj" | "aggiornato" | "modificato" | "atualizado"
        | "bijgewerkt" | "수정" | "최종수정" | "기사수정" | "업데이트" | "更新" | "更新日"
        | "最終更新" | "更新时间" | "修改" => Some(DateRole::Modified),
        _ => None,
    }
}

/// Says whether a word is at home on a date line without saying anything more.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.holds(word) || is_weekday(word) || zone_minutes(word).is_some()
}

/// Says whether `word` names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches("요일").trim_end_matches("曜日");
    WEEKDAYS.holds(word)
}

/// Returns the minutes east of UTC of a zone whose short name means one thing.
///
/// Names that several zones share (IST, CST) or that change within the year
/// (ET) are left out: an unknown zone is better than a wrong one.
pub(super) fn zone_minutes(word: &str) -> Option<i16> {
    let hours_and_half = match word {
        "gmt" | "utc" | "z" | "wet" => 0,
        "cet" | "bst" | "mez" | "west" | "wat" => 2,
        "cest" | "mesz" | "eet" | "sast" | "cat" => 4,
        "msk" | "eest" | "eat" | "trt" => 6,
        "pkt" => 10,
        "ict" | "wib" => 14,
        "hkt" | "sgt" | "myt" | "pht" | "awst" => 16,
        "kst" | "jst" => 18,
        "acst" => 19,
        "aest" => 20,
        "aedt" => 22,
        "nzst" => 24,
        "nzdt" => 26,
        "est" | "cdt" => -10,
        "edt" => -8,
        "mst" | "pdt" => -14,
        "mdt" => -12,
        "pst" | "akdt" => -16,
        "akst" => -18,
        "hst" => -20,
        _ => return None,
    };
    // CDT is UTC-5 as EST is; the table holds half hours.
    Some(hours_and_half * 30)
}
