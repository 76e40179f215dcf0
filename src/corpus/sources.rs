//! Names of publications and agencies: which words make a line one of them.
//!
//! The lists are well-known names and the words that names of papers are made
//! of. Nothing here knows where in a page a name stands.

use crate::corpus::lexicon::{Lexicon, lexicon};

/// Agencies and broadcasters whose names do not show what they are.
static NAMES: Lexicon = lexicon!(
    "\
    ap|associated press|the associated press|reuters|thomson reuters|afp|\
    agence france-presse|yonhap|yonhap news|yonhap news agency|kyodo|kyodo news|jiji|\
    jiji press|xinhua|dpa|tass|itar-tass|ria novosti|interfax|bloomberg|upi|\
    united press international|ansa|efe|pti|ani|ians|bernama|antara|cna|bbc|bbc news|cnn|\
    npr|pbs|nhk|voa|rfa|newsis|news1|kbs|mbc|sbs|ytn|jtbc|abc news|nbc news|cbs news|\
    fox news|msnbc|al jazeera|deutsche welle|dw|france 24|euronews|le monde|le figaro|\
    libération|el país|el mundo|der spiegel|die zeit|die welt|der standard|anadolu|\
    anadolu agency|irna|kcna|apa|sda|belga|lusa|pap|ctk|mti|politico|axios|vox|forbes|\
    fortune|newsweek|usa today|slate|huffpost|the hill|the atlantic|the economist|the hindu|\
    the guardian|stars and stripes|연합뉴스|뉴시스|뉴스1|共同|共同通信|時事|時事通信|朝日新聞|毎日新聞|読売新聞|日本経済新聞|産経新聞|\
    新华社|ロイター|ap通信|afp時事|로이터|교도통신"
);

/// Words that names of publications end with, or begin with.
static WORDS: Lexicon = lexicon!(
    "\
    times|herald|post|news|newswire|gazette|tribune|daily|journal|chronicle|observer|\
    guardian|telegraph|independent|mail|express|star|sun|globe|press|wire|agency|review|\
    weekly|magazine|today|standard|courier|bulletin|dispatch|examiner|inquirer|sentinel|\
    register|record|mirror|monitor|ledger|beacon|argus|advertiser|echo|broadcasting|radio|\
    tv|zeitung|tageblatt|anzeiger|rundschau|nachrichten|allgemeine|presse|blatt|kurier|\
    diario|correo|noticias|gaceta|corriere|gazzetta|repubblica|dépêche|volkskrant|dagblad|\
    folha|shimbun|ilbo|shinmun|pioneer|banner|citizen|mercury|patriot|reporter|\
    correspondent|intelligencer|republic|constitution|bee|plain|democrat"
);

/// The longest of these words, in bytes.
const MAX_WORD_BYTES: usize = 14;

/// First words that make a section of a page out of such a name: `Latest News`.
static SECTION_WORDS: Lexicon = lexicon!(
    "\
    latest|breaking|top|world|local|more|national|business|sports|sport|tech|technology|\
    related|weather|video|all|politics|political|good|live|photo|entertainment|health|\
    science|crime|community|other|popular|recent|opinion|in|our|your|us|u.s|uk|\
    international|celebrity|music|movie|education|market|stock|previous|next|this|view|\
    press|company|product|industry|blog|featured|football|home|regional|state|city|economy|\
    money|travel|food|art|arts|book|podcast|print|about|contact|join|follow|read|watch|new|\
    first|last|no|on|for|to|with|from"
);

/// Says whether `text` is the name of an agency or a paper that is known.
pub fn is_known(text: &str) -> bool {
    let name = text.trim().trim_end_matches(['.', ',', ':']);
    name.len() <= 40 && NAMES.holds_lower(name)
}

/// Says whether `text` reads like the name of a publication.
pub fn is_publication(text: &str) -> bool {
    if is_known(text) {
        return true;
    }
    if text.len() > 60 || text.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    if is_east_asian(text) {
        return true;
    }
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '&');
    let is_small = |word: &str| matches!(word, "of" | "and" | "the" | "de" | "du" | "la" | "le");
    let has_shape = |word: &str| is_capital(word) || is_small(word);
    if !text.split_whitespace().all(has_shape) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if !(2..=7).contains(&words.len()) {
        return is_single_name(&words);
    }
    let is_word = |word: Option<&&str>| word.is_some_and(|word| WORDS.holds_lower(word));
    let starts = words
        .first()
        .map_or(String::new(), |word| word.to_lowercase());
    let has_article = matches!(
        starts.as_str(),
        "the" | "le" | "la" | "el" | "der" | "die" | "das"
    );
    let has_word = is_word(words.last()) || (has_article && is_word(words.get(1)));
    has_word && !SECTION_WORDS.holds(&starts)
}

/// `Nachrichten.example`, `TheGazette`: one word that holds a word of the list.
fn is_single_name(words: &[&str]) -> bool {
    let [word] = words else {
        return false;
    };
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let lower = word.to_lowercase();
    let ends = lower.char_indices().skip(3).map(|(at, _)| lower.get(at..));
    ends.flatten()
        .any(|end| (4..=MAX_WORD_BYTES).contains(&end.len()) && WORDS.holds(end))
}

fn is_east_asian(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let n_chars = text.chars().count();
    let ends = [
        "신문",
        "일보",
        "뉴스",
        "통신",
        "방송",
        "新聞",
        "日報",
        "通信",
        "ニュース",
        "新闻",
        "日报",
    ];
    (3..=10).contains(&n_chars)
        && !text.contains(' ')
        && ends.iter().any(|end| text.ends_with(end))
        && !text.starts_with(['최', '주', '관', '인', '最', '関', '相'])
}
