//! The names of the months, by language, as `data/months.txt` keeps them.

use std::sync::LazyLock;

/// The names of the months of one language, from January to December, as it writes them within a
/// sentence.
pub type Months = [&'static str; 12];

static MONTHS: LazyLock<Vec<(&'static str, Months)>> = LazyLock::new(|| {
    let lines = include_str!("../data/months.txt").lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(' '));
    named
        .filter_map(|(tag, names)| {
            Some((tag, names.split(' ').collect::<Vec<_>>().try_into().ok()?))
        })
        .collect()
});

/// The names of the months of every language that is known.
pub fn all() -> impl Iterator<Item = &'static Months> {
    MONTHS.iter().map(|(_, names)| names)
}

/// The names of the months of a base language, such as `en`; `None` if it is not known.
pub fn of(language: &str) -> Option<&'static Months> {
    MONTHS.iter().find(|(tag, _)| *tag == language).map(|(_, names)| names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_has_twelve_names() {
        assert_eq!(all().count(), 7);
        assert_eq!(of("de").map(|names| names[2]), Some("März"));
        assert_eq!(of("fi"), None);
    }
}
