//! The words of dates: weekdays, labels, zones; in lower case.
//!
//! Most are of English, German, French, Spanish, Italian, Portuguese and Dutch;
//! the labels are of more languages of Europe, Korean, Japanese and Chinese.

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

static PUBLISHED: Lexicon = lexicon!(
    "\
    published|posted|publish|issued|released|created|filed|uploaded|submitted|date|dated|\
    publié|publiée|publie|posté|veröffentlicht|veröffentlichung|veröffentlichungsdatum|\
    erstellt|erschienen|gepostet|eingestellt|datum|publicado|publicada|\
    publicación|publicação|postado|postada|fecha|pubblicato|pubblicata|postato|inserito|\
    data|gepubliceerd|geplaatst|publicerad|publicerat|publisert|publiceret|udgivet|\
    julkaistu|opublikowano|opublikowany|dodano|publikováno|zveřejněno|vydáno|publicat|\
    objavljeno|közzétéve|megjelent|опубликовано|опубліковано|yayınlanma|yayınlandı|\
    diterbitkan|입력|기사입력|등록|게재|게시|승인|발행|작성|公開|公開日|配信|投稿|投稿日|掲載|\
    発表|发布|发布时间|發布"
);

static MODIFIED: Lexicon = lexicon!(
    "\
    updated|update|modified|edited|revised|amended|changed|aktualisiert|aktualisierung|\
    geändert|bearbeitet|überarbeitet|actualizado|actualizada|actualización|modificado|\
    modificada|actualisé|actualisée|modifié|modifiée|jour|maj|aggiornato|aggiornamento|\
    modificato|modifica|atualizado|atualizada|atualização|bijgewerkt|uppdaterad|oppdatert|\
    opdateret|päivitetty|zaktualizowano|aktualizacja|aktualizováno|actualizat|frissítve|\
    обновлено|оновлено|güncelleme|güncellendi|수정|최종수정|기사수정|업데이트|更新|更新日|最終更新|\
    更新时间|修改"
);

static OTHER: Lexicon = lexicon!(
    "\
    registered|joined|member|registriert|mitglied|angemeldet|inscrit|inscription|registrado|\
    iscritto|termin|termine|deadline|expires|einsendeschluss|anmeldeschluss|born|geboren|\
    accessed|retrieved|abgerufen|visited|consulté"
);

/// Returns what a date after this word is the date of.
pub(super) fn label(word: &str) -> Option<DateRole> {
    let lists = [
        (&PUBLISHED, DateRole::Published),
        (&MODIFIED, DateRole::Modified),
        (&OTHER, DateRole::Other),
    ];
    let found = lists.iter().find(|(list, _)| list.holds(word));
    found.map(|(_, role)| *role)
}

/// Says whether a word is at home on a date line without saying anything more.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.holds(word) || is_weekday(word) || zone_minutes(word).is_some()
}

/// Says whether `word` names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    if word.is_ascii() {
        return WEEKDAYS.holds(word);
    }
    WEEKDAYS.holds(word.trim_end_matches("요일").trim_end_matches("曜日"))
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
