//! The names of the months, in full, shortened and declined, by language.
//!
//! The languages are those of Europe with Turkish, Indonesian, Arabic and
//! Hebrew. Left out is `listopada`, which is November in Polish and October in
//! Croatian: an unknown month is better than a wrong one.

use std::sync::LazyLock;

use crate::corpus::lexicon::Table;

/// Returns the number of the month that `word`, in lower case, names.
pub(crate) fn month(word: &str) -> Option<u8> {
    // Most words are none, and that is told sooner.
    if !WORDS.holds(word) {
        return None;
    }
    let row = NAMES.binary_search_by_key(&word, |(name, _)| *name).ok()?;
    NAMES.get(row).map(|(_, number)| *number)
}

static WORDS: LazyLock<Table> = LazyLock::new(|| Table::of(NAMES.iter().map(|(name, _)| *name)));

/// Sorted by name, by bytes.
#[rustfmt::skip]
const NAMES: [(&str, u8); 380] = [
    ("abr", 4), ("abril", 4), ("ago", 8), ("agost", 8), ("agosto", 8), ("agustus", 8),
    ("aout", 8), ("août", 8), ("apr", 4), ("april", 4), ("aprila", 4), ("aprile", 4),
    ("aprilie", 4), ("apríla", 4), ("aralık", 12), ("aug", 8), ("august", 8), ("augusta", 8),
    ("augusti", 8), ("augustus", 8), ("augusztus", 8), ("avgust", 8), ("avgusta", 8), ("avr", 4),
    ("avril", 4), ("ağustos", 8), ("březen", 3), ("března", 3), ("czerwca", 6), ("czerwiec", 6),
    ("dec", 12), ("decembar", 12), ("december", 12), ("decembra", 12), ("decembre", 12),
    ("decembrie", 12), ("desember", 12), ("desembre", 12), ("dez", 12), ("dezember", 12),
    ("dezembro", 12), ("dic", 12), ("dicembre", 12), ("diciembre", 12), ("duben", 4),
    ("dubna", 4), ("déc", 12), ("décembre", 12), ("ekim", 10), ("elokuu", 8), ("elokuuta", 8),
    ("ene", 1), ("enero", 1), ("eylül", 9), ("feb", 2), ("febbraio", 2), ("feber", 2),
    ("febr", 2), ("febrer", 2), ("febrero", 2), ("februar", 2), ("februara", 2), ("februari", 2),
    ("februarie", 2), ("februarja", 2), ("february", 2), ("február", 2), ("februára", 2),
    ("fev", 2), ("fevereiro", 2), ("fevrier", 2), ("fév", 2), ("févr", 2), ("février", 2),
    ("gen", 1), ("gener", 1), ("gennaio", 1), ("giu", 6), ("giugno", 6), ("grudnia", 12),
    ("grudzień", 12), ("haziran", 6), ("heinäkuu", 7), ("heinäkuuta", 7), ("helmikuu", 2),
    ("helmikuuta", 2), ("huhtikuu", 4), ("huhtikuuta", 4), ("ianuarie", 1), ("iulie", 7),
    ("iunie", 6), ("jaenner", 1), ("jan", 1), ("janeiro", 1), ("januar", 1), ("januara", 1),
    ("januari", 1), ("januarja", 1), ("january", 1), ("január", 1), ("januára", 1), ("janv", 1),
    ("janvier", 1), ("joulukuu", 12), ("joulukuuta", 12), ("juil", 7), ("juill", 7),
    ("juillet", 7), ("juin", 6), ("jul", 7), ("jula", 7), ("julho", 7), ("juli", 7),
    ("julija", 7), ("julio", 7), ("juliol", 7), ("july", 7), ("jun", 6), ("juna", 6), ("june", 6),
    ("junho", 6), ("juni", 6), ("junija", 6), ("junio", 6), ("juny", 6), ("jän", 1),
    ("jänner", 1), ("júl", 7), ("júla", 7), ("július", 7), ("jún", 6), ("júna", 6), ("június", 6),
    ("kasım", 11), ("kesäkuu", 6), ("kesäkuuta", 6), ("kolovoza", 8), ("květen", 5),
    ("května", 5), ("kwiecień", 4), ("kwietnia", 4), ("leden", 1), ("ledna", 1), ("lipca", 7),
    ("lipiec", 7), ("lipnja", 6), ("listopadu", 11), ("lokakuu", 10), ("lokakuuta", 10),
    ("lug", 7), ("luglio", 7), ("lutego", 2), ("luty", 2), ("maaliskuu", 3), ("maaliskuuta", 3),
    ("maart", 3), ("maerz", 3), ("mag", 5), ("maggio", 5), ("mai", 5), ("maig", 5), ("maio", 5),
    ("maj", 5), ("maja", 5), ("mar", 3), ("marca", 3), ("march", 3), ("maret", 3),
    ("marraskuu", 11), ("marraskuuta", 11), ("mars", 3), ("mart", 3), ("marta", 3), ("martie", 3),
    ("marts", 3), ("marzec", 3), ("marzo", 3), ("març", 3), ("março", 3), ("may", 5), ("mayo", 5),
    ("mayıs", 5), ("mei", 5), ("mrt", 3), ("mrz", 3), ("máj", 5), ("mája", 5), ("május", 5),
    ("márc", 3), ("március", 3), ("mär", 3), ("märz", 3), ("nisan", 4), ("noiembrie", 11),
    ("nov", 11), ("novembar", 11), ("november", 11), ("novembra", 11), ("novembre", 11),
    ("novembro", 11), ("noviembre", 11), ("ocak", 1), ("oct", 10), ("october", 10),
    ("octobre", 10), ("octombrie", 10), ("octubre", 10), ("okt", 10), ("oktobar", 10),
    ("oktober", 10), ("oktobra", 10), ("október", 10), ("októbra", 10), ("ott", 10),
    ("ottobre", 10), ("out", 10), ("outubro", 10), ("ožujka", 3), ("październik", 10),
    ("października", 10), ("prosinca", 12), ("prosince", 12), ("prosinec", 12), ("rujna", 9),
    ("sep", 9), ("sept", 9), ("septembar", 9), ("september", 9), ("septembra", 9),
    ("septembre", 9), ("septembrie", 9), ("septiembre", 9), ("set", 9), ("setembre", 9),
    ("setembro", 9), ("setiembre", 9), ("settembre", 9), ("sierpień", 8), ("sierpnia", 8),
    ("siječanj", 1), ("siječnja", 1), ("srpen", 8), ("srpna", 8), ("srpnja", 7), ("studenog", 11),
    ("studenoga", 11), ("styczeń", 1), ("stycznia", 1), ("svibnja", 5), ("syyskuu", 9),
    ("syyskuuta", 9), ("szept", 9), ("szeptember", 9), ("tammikuu", 1), ("tammikuuta", 1),
    ("temmuz", 7), ("toukokuu", 5), ("toukokuuta", 5), ("travnja", 4), ("veljače", 2),
    ("wrzesień", 9), ("września", 9), ("září", 9), ("ápr", 4), ("április", 4), ("únor", 2),
    ("února", 2), ("červen", 6), ("července", 7), ("červenec", 7), ("června", 6), ("říjen", 10),
    ("října", 10), ("şubat", 2), ("απριλίου", 4), ("αυγούστου", 8), ("δεκεμβρίου", 12),
    ("ιανουαρίου", 1), ("ιουλίου", 7), ("ιουνίου", 6), ("μαΐου", 5), ("μαρτίου", 3),
    ("νοεμβρίου", 11), ("οκτωβρίου", 10), ("σεπτεμβρίου", 9), ("φεβρουαρίου", 2), ("авг", 8),
    ("август", 8), ("августа", 8), ("апр", 4), ("апрель", 4), ("апреля", 4), ("април", 4),
    ("березня", 3), ("вересня", 9), ("грудня", 12), ("дек", 12), ("декабрь", 12), ("декабря", 12),
    ("декември", 12), ("жовтня", 10), ("июл", 7), ("июль", 7), ("июля", 7), ("июн", 6),
    ("июнь", 6), ("июня", 6), ("квітня", 4), ("липня", 7), ("листопада", 11), ("лютого", 2),
    ("май", 5), ("март", 3), ("марта", 3), ("мая", 5), ("ноември", 11), ("ноя", 11),
    ("ноябрь", 11), ("ноября", 11), ("окт", 10), ("октомври", 10), ("октябрь", 10),
    ("октября", 10), ("сен", 9), ("сент", 9), ("сентябрь", 9), ("сентября", 9), ("септември", 9),
    ("серпня", 8), ("січня", 1), ("травня", 5), ("фев", 2), ("февраль", 2), ("февраля", 2),
    ("февруари", 2), ("червня", 6), ("юли", 7), ("юни", 6), ("янв", 1), ("январь", 1),
    ("января", 1), ("януари", 1), ("אוגוסט", 8), ("אוקטובר", 10), ("אפריל", 4), ("באוגוסט", 8),
    ("באוקטובר", 10), ("באפריל", 4), ("בדצמבר", 12), ("ביולי", 7), ("ביוני", 6), ("בינואר", 1),
    ("במאי", 5), ("במרץ", 3), ("בנובמבר", 11), ("בספטמבר", 9), ("בפברואר", 2), ("דצמבר", 12),
    ("יולי", 7), ("יוני", 6), ("ינואר", 1), ("מאי", 5), ("מרץ", 3), ("נובמבר", 11), ("ספטמבר", 9),
    ("פברואר", 2), ("أبريل", 4), ("أغسطس", 8), ("أكتوبر", 10), ("ابريل", 4), ("اكتوبر", 10),
    ("ديسمبر", 12), ("سبتمبر", 9), ("فبراير", 2), ("مارس", 3), ("مايو", 5), ("نوفمبر", 11),
    ("يناير", 1), ("يوليو", 7), ("يونيو", 6),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for (word, number) in [("mai", 5), ("września", 9), ("января", 1), ("aralık", 12)] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("harbor"), None);
    }
}
