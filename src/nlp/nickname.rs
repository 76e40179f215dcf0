//! Usual short forms of given names: `Bill` for `William`.

/// Groups of given names that are used for one another, by general knowledge.
const GROUPS: &[&[&str]] = &[
    &["abraham", "abe"],
    &["albert", "al", "bert"],
    &["alexander", "alex", "aleksandr", "sasha", "alec", "sandy"],
    &["alexandra", "alex", "sandra", "sasha"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony"],
    &["antonio", "tony", "toni"],
    &["barbara", "barb"],
    &["benjamin", "ben", "benny"],
    &["catherine", "cathy", "kate", "katie"],
    &["charles", "charlie", "chuck"],
    &["christina", "chris", "tina"],
    &["christine", "chris"],
    &["christopher", "chris"],
    &["cynthia", "cindy"],
    &["daniel", "dan", "danny"],
    &["david", "dave"],
    &["deborah", "deb", "debbie", "debra"],
    &["dmitry", "dima", "dmitri", "dmitriy"],
    &["donald", "don", "donnie"],
    &["dorothy", "dot", "dolly"],
    &["edward", "ed", "eddie", "ted", "ned"],
    &["elizabeth", "liz", "beth", "betty", "lizzie", "eliza"],
    &["eugene", "gene"],
    &["francis", "frank"],
    &["francisco", "paco", "pancho"],
    &["frederick", "fred", "freddie"],
    &["gerald", "gerry", "jerry"],
    &["gregory", "greg"],
    &["henry", "hank", "harry"],
    &["hillary", "hilary"],
    &["ignacio", "nacho"],
    &["jacob", "jake"],
    &["james", "jim", "jimmy", "jamie"],
    &["jeffrey", "jeff", "geoffrey", "geoff"],
    &["jennifer", "jen", "jenny"],
    &["john", "jack", "johnny", "jon"],
    &["jonathan", "jon"],
    &["jose", "pepe"],
    &["joseph", "joe", "joey"],
    &["joshua", "josh"],
    &["katherine", "kate", "kathy", "katie", "kathryn"],
    &["kenneth", "ken", "kenny"],
    &["kimberly", "kim"],
    &["lawrence", "larry"],
    &["leonard", "leo", "lenny"],
    &["margaret", "maggie", "meg", "peggy"],
    &["matthew", "matt"],
    &["michael", "mike", "mick", "mickey"],
    &["mikhail", "misha"],
    &[
        "mohammed", "mohamed", "mohammad", "muhammad", "mohamad", "muhammed",
    ],
    &["nancy", "nan"],
    &["nicholas", "nick"],
    &["nikolai", "kolya", "nikolay"],
    &["pamela", "pam"],
    &["patricia", "pat", "patty", "tricia"],
    &["patrick", "pat", "paddy"],
    &["peter", "pete"],
    &["philip", "phil", "phillip"],
    &["raymond", "ray"],
    &["rebecca", "becky"],
    &["richard", "rick", "dick", "ricky", "rich"],
    &["robert", "bob", "rob", "bobby", "robbie", "bert"],
    &["ronald", "ron", "ronnie"],
    &["samuel", "sam", "sammy"],
    &["samantha", "sam"],
    &["sergei", "sergey", "serge"],
    &["stephanie", "steph"],
    &["stephen", "steven", "steve"],
    &["susan", "sue", "susie"],
    &["theodore", "ted", "theo", "teddy"],
    &["theresa", "teresa", "terry"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim"],
    &["victoria", "vicky", "tori"],
    &["vincent", "vince"],
    &["vladimir", "volodya", "vova"],
    &["walter", "walt"],
    &["wilhelm", "willy"],
    &["william", "bill", "will", "billy", "willie"],
    &["yevgeny", "evgeny", "evgeni", "zhenya"],
    &["zachary", "zach", "zack"],
];

/// Says whether two folded given names are forms of one.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    a != b
        && GROUPS
            .iter()
            .any(|group| group.contains(&a) && group.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_stand_for_one_another() {
        for (a, b, expected) in [
            ("bill", "william", true),
            ("william", "bill", true),
            ("billy", "bill", true),
            ("ted", "edward", true),
            ("ted", "theodore", true),
            ("edward", "theodore", false),
            ("bill", "bill", false),
            ("ada", "william", false),
        ] {
            assert_eq!(is_same(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn the_names_are_folded_and_none_stands_alone() {
        for group in GROUPS {
            assert!(group.len() > 1, "{group:?}");
            let is_plain = |name: &&str| name.bytes().all(|b| b.is_ascii_lowercase());
            assert!(group.iter().all(is_plain), "{group:?}");
        }
    }
}
