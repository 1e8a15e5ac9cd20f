//! Reads RIS, as libraries and reference managers write it (Thomson Reuters, RIS Format Specifications, 2011, and
//! the tags that Zotero and EndNote use of it).
//!
//! In goes a text; out come references. A record goes from `TY` to `ER`, a tag to a line; a line without a tag
//! goes on with the one before.

use super::kinds;
use super::reference::{Detail, References, SourceReference};
use super::values;
use crate::import::report::{ImportFault, LinePlace, short};

/// A record: its tags with their values, in order, and where it begins.
struct RisRecord {
    line: usize,
    kind: String,
    tags: Vec<(String, String)>,
}

/// Reads a file.
///
/// # Errors
/// It is no RIS, at a place.
pub fn read(text: &str) -> Result<References, ImportFault> {
    let mut found = References::default();
    let mut open: Option<RisRecord> = None;
    let fault =
        |line: usize, text: String| ImportFault::new(text).at(Some(LinePlace { line, column: 1 }));
    for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        match (tag(line), &mut open) {
            (Some(("TY", kind)), None) => {
                let kind = kind.trim().to_ascii_uppercase();
                open = Some(RisRecord { line: number, kind, tags: Vec::new() });
            }
            (Some(("TY", _)), Some(before)) => {
                let text =
                    format!("the record that begins in line {} has no end: `ER  - `", before.line);
                return Err(fault(number, text));
            }
            (Some(("ER", _)), Some(record)) => {
                found.all.push(reference(record));
                open = None;
            }
            (Some((tag, value)), Some(record)) => {
                record.tags.push((tag.to_owned(), value.trim().to_owned()));
            }
            (None, _) if line.trim().is_empty() => {}
            (None, Some(record)) => match record.tags.last_mut() {
                Some((_, value)) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                None => return Err(fault(number, "this line has no tag".to_owned())),
            },
            (_, None) => {
                let text = format!(
                    "this is no RIS: a record begins with `TY  - `, and this is `{}`",
                    short(line)
                );
                return Err(fault(number, text));
            }
        }
    }
    match open {
        Some(record) => {
            let last = text.lines().count();
            let text =
                format!("the record that begins in line {} has no end: `ER  - `", record.line);
            Err(fault(last, text))
        }
        None => Ok(found),
    }
}

/// The tag of a line and its value. Some programs write one blank or none where the format has two.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    let blank = value.is_empty() || value.starts_with(' ');
    (is_tag && blank && rest.starts_with(' ')).then_some((tag, value))
}

fn reference(record: &RisRecord) -> SourceReference {
    let mut tags = RisTags { record, taken: vec![false; record.tags.len()] };
    let kind = record.kind.as_str();
    let is_book = matches!(kind, "BOOK" | "EBOOK" | "EDBOOK");
    let title = match tags.first(&["TI", "T1", "CT"]) {
        None if is_book => tags.first(&["BT"]),
        title => title,
    };
    let is_whole = title.as_ref().is_some_and(|(tag, _)| tag == "BT");
    let container = match is_whole {
        true => None,
        false => tags.first(&["JF", "JO", "T2", "BT", "JA", "J2"]),
    };
    let publisher = tags.first(&["PB"]);
    let contained = matches!(
        kind,
        "ABST" | "BLOG" | "EJOUR" | "ELEC" | "INPR" | "JFULL" | "JOUR" | "MGZN" | "NEWS" | "WEB"
    );
    let mut reference = SourceReference {
        place: Some(LinePlace { line: record.line, column: 1 }),
        key: tags.first(&["ID"]).map(|(_, key)| key),
        title: title.map(|(_, title)| title),
        container,
        publisher,
        contained,
        authors: tags.all(&["AU", "A1"]).iter().map(|name| in_order(name)).collect(),
        editors: tags.all(&["ED", "A2"]).iter().map(|name| in_order(name)).collect(),
        url: tags.first(&["UR", "LK"]).map(|(_, url)| url),
        doi: tags.first(&["DO"]).map(|(_, doi)| doi),
        language: tags.first(&["LA"]).map(|(_, language)| language),
        ..SourceReference::default()
    };
    // The year stands beside the day, as some programs write both.
    let [day, year] = [&["DA"][..], &["PY", "Y1"]].map(|names| tags.first(names));
    let known = |typed: &Option<(String, String)>| {
        typed
            .as_ref()
            .map(|(_, date)| date_of(date))
            .filter(|(date, _)| values::date(date).is_some())
    };
    let (of_day, of_year) = (known(&day), known(&year));
    if let (Some((date, _)), Some((_, year))) = (&of_day, &year)
        && !date.starts_with(year.split('/').next().unwrap_or(""))
    {
        reference.told.push(format!("the year `{}` is not that of the date", short(year)));
    }
    let is_unread = of_day.is_none() && of_year.is_some();
    if let Some((_, day)) = day.as_ref().filter(|_| is_unread) {
        reference
            .told
            .push(format!("the date `{}` is left out: it is none of the format", short(day)));
    }
    let taken = of_day.or(of_year);
    reference.told.extend(taken.iter().flat_map(|(_, told)| told.clone()));
    reference.date = taken.map(|(date, _)| date).or(day.or(year).map(|(_, typed)| typed));
    reference.accessed = tags.first(&["Y2"]).map(|(_, date)| date_of(&date).0);
    let typed = tags.first(&["M3"]).map(|(_, kind)| kind);
    let named = typed.as_deref().and_then(kinds::named);
    if typed.is_some() && named.is_none() {
        reference.left_out.push("M3".to_owned());
    }
    reference.kind = named.or(kinds::of_ris(kind));
    if reference.kind.is_none() {
        let text =
            format!("the type `{}` is no kind of source, so `kind` is left out", short(kind));
        reference.told.push(text);
    }
    let pages = match (tags.first(&["SP"]), tags.first(&["EP"])) {
        (Some((name, first)), Some((_, last)))
            if !first.contains(['-', '\u{2013}']) && first != last =>
        {
            Some((name, format!("{first}-{last}")))
        }
        (first, last) => first.or(last),
    };
    for (detail, found) in [
        (Detail::Volume, tags.first(&["VL"])),
        (Detail::Issue, tags.first(&["IS"])),
        (Detail::Pages, pages),
        (Detail::Archive, tags.first(&["AV"])),
        (Detail::Shelf, tags.first(&["CN"])),
    ] {
        reference.details.extend(found.map(|(name, text)| (detail, name, text)));
    }
    if let Some((name, text)) = tags.first(&["SN"]) {
        let digits = text.chars().filter(char::is_ascii_alphanumeric).count();
        let number = if digits >= 10 { "ISBN" } else { "ISSN" };
        reference.details.push((Detail::Number, name, format!("{number} {text}")));
    }
    let left = record.tags.iter().zip(&tags.taken).filter(|(_, taken)| !**taken);
    reference.left_out.extend(left.map(|((tag, _), _)| tag.clone()));
    reference
}

/// The tags of a record, and which of them something was taken of.
struct RisTags<'r> {
    record: &'r RisRecord,
    taken: Vec<bool>,
}

impl RisTags<'_> {
    /// The value of the first of `names` that has one, and its tag.
    fn first(&mut self, names: &[&str]) -> Option<(String, String)> {
        for name in names {
            let mut all = self.record.tags.iter().enumerate();
            if let Some((at, (tag, value))) =
                all.find(|(_, (tag, value))| tag == name && !value.is_empty())
            {
                self.taken[at] = true;
                return Some((tag.clone(), value.clone()));
            }
        }
        None
    }

    /// All values of `names`, in their order.
    fn all(&mut self, names: &[&str]) -> Vec<String> {
        let mut values = Vec::new();
        for (at, (tag, value)) in self.record.tags.iter().enumerate() {
            if names.contains(&tag.as_str()) {
                self.taken[at] = true;
                values.extend(Some(value.clone()).filter(|value| !value.is_empty()));
            }
        }
        values
    }
}

/// A name as it is read: `Family, Given, Suffix` the other way round.
fn in_order(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    match parts[..] {
        [family, given] if !given.is_empty() => format!("{given} {family}"),
        [family, given, suffix] if !given.is_empty() => format!("{given} {family}, {suffix}"),
        _ => name.trim_end_matches([',', ' ']).to_owned(),
    }
}

/// `YYYY/MM/DD/other`, as far as it is sure, and what was left out of it; anything else as it is.
fn date_of(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split('/').map(str::trim);
    let year = parts.next().unwrap_or_default();
    if year.len() < 3 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return (text.to_owned(), Vec::new());
    }
    let [month, day, other] = [0, 1, 2].map(|_| parts.next().filter(|part| !part.is_empty()));
    let (date, mut told) = values::sure_date(year, month, day);
    told.extend(other.map(|other| format!("`{}` of its date is left out", short(other))));
    (date, told)
}

#[cfg(test)]
mod tests {
    use super::{date_of, in_order, tag};

    #[test]
    fn tags_are_found_however_many_blanks_stand_beside_them() {
        assert_eq!(tag("TY  - JOUR"), Some(("TY", " JOUR")));
        assert_eq!(tag("A1 - x"), Some(("A1", " x")));
        assert_eq!(tag("ER  -"), Some(("ER", "")));
        for line in ["", "T", "ty  - x", "TY-x", "words - that", "AB  -x", "\u{e9}\u{e9}  - x"] {
            assert_eq!(tag(line), None, "{line}");
        }
    }

    #[test]
    fn names_and_dates_are_turned_round() {
        assert_eq!(in_order("Ode, Max, Jr."), "Max Ode, Jr.");
        assert_eq!(in_order("The Council"), "The Council");
        assert_eq!(in_order("Council,"), "Council");
        for (text, expect) in [
            ("2016/11/29/", "2016-11-29"),
            ("2016//", "2016"),
            ("2016/11", "2016-11"),
            ("2016///spring", "2016"),
            ("2016-11-29", "2016-11-29"),
            ("2016/13/40", "2016"),
            ("2016/4/31", "2016-04"),
            ("20/4/5", "20/4/5"),
            ("n.d.", "n.d."),
        ] {
            assert_eq!(date_of(text).0, expect);
        }
    }
}
