//! WordLists of words by language, as the files of `data/` keep them.
//!
//! In goes a file: the tag of a language in brackets, with a kind of words where the file has several, and
//! below it its words between blanks. Out come the words of each language.

use ahash::{HashMap, HashSet};

/// A list of a file: its name, as it stands in brackets, and its words.
pub(crate) struct ListSection {
    pub(crate) name: &'static str,
    pub(crate) words: Vec<&'static str>,
}

impl ListSection {
    /// The language that its name begins with, and the kind of its words where it says one.
    pub(crate) fn language_and_kind(&self) -> (&'static str, &'static str) {
        self.name.split_once(' ').unwrap_or((self.name, ""))
    }
}

/// The lists of `data`, in order. Lines that begin with `#` are remarks.
pub(crate) fn sections(data: &'static str) -> Vec<ListSection> {
    let mut sections: Vec<ListSection> = Vec::new();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        match (name, sections.last_mut()) {
            (Some(name), _) => sections.push(ListSection { name, words: Vec::new() }),
            (None, Some(section)) => section.words.extend(line.split_ascii_whitespace()),
            (None, None) => {}
        }
    }
    sections
}

/// Words by language.
pub(crate) struct WordLists {
    of: HashMap<&'static str, HashSet<&'static str>>,
    /// The words of all languages.
    all: HashSet<&'static str>,
}

impl WordLists {
    /// Reads the words of `data`.
    pub(crate) fn read(data: &'static str) -> Self {
        Self::of_kind(data, None)
    }

    /// Reads the words of `data` that are of `kind`.
    pub(crate) fn read_kind(data: &'static str, kind: &str) -> Self {
        Self::of_kind(data, Some(kind))
    }

    fn of_kind(data: &'static str, wanted: Option<&str>) -> Self {
        let mut lists = Self { of: HashMap::default(), all: HashSet::default() };
        for section in sections(data) {
            let (language, kind) = section.language_and_kind();
            if wanted.is_none_or(|wanted| wanted == kind) {
                lists.of.entry(language).or_default().extend(&section.words);
                lists.all.extend(&section.words);
            }
        }
        lists
    }

    /// The words of the language with the tag `tag`; those of all languages where it has none.
    pub(crate) fn of(&self, tag: &str) -> &HashSet<&'static str> {
        self.of.get(base(tag).as_str()).unwrap_or(&self.all)
    }

    /// True where the language with the tag `tag` has words.
    pub(crate) fn has(&self, tag: &str) -> bool {
        self.of.contains_key(base(tag).as_str())
    }
}

/// The base language of a tag, in lower case: `en` of `en-GB`.
pub(crate) fn base(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_language_are_its_own_and_those_of_none_are_all() {
        let lists = WordLists::read("# A remark.\n\n[en]\nno not\n[de]\nnein\n");
        assert!(lists.of("en-GB").contains("not") && !lists.of("EN").contains("nein"));
        for tag in ["", "fi"] {
            assert!(!lists.has(tag));
            assert_eq!(lists.of(tag).len(), 3, "{tag}");
        }
    }

    #[test]
    fn words_of_a_kind_are_those_below_its_name() {
        let data = "[en not]\nno not\n[en doubt]\nperhaps\n[de not]\nnein\n";
        assert_eq!(WordLists::read(data).of("en").len(), 3);
        let not = WordLists::read_kind(data, "not");
        assert!(not.of("en").contains("not") && !not.of("en").contains("perhaps"));
        assert!(WordLists::read_kind(data, "doubt").of("de").contains("perhaps"));
    }
}
