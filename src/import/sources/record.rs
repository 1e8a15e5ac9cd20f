//! What a reference is as a source of the site.
//!
//! In goes a [`SourceReference`]; out come the keys of `sources.yaml` with their values, what was left out, and what
//! was read otherwise.

use super::reference::{Detail, MAX_FIELD, SourceReference};
use super::values;
use crate::import::report::{ImportFault, short};
use crate::import::text::line;
use crate::model::{Date, address};
use crate::yaml::edit::NewValue;

/// A source to be written.
#[derive(Debug, Default)]
pub struct NewSource {
    /// Its keys, in the order of the format.
    pub entries: Vec<(String, NewValue)>,
    /// Fields of the reference of which nothing was taken.
    pub left_out: Vec<String>,
    /// What was taken otherwise than it was written.
    pub told: Vec<String>,
}

/// What the site says already: its language, and the day.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    /// The language of its sources, where they do not say another.
    pub language: &'k str,
    /// The latest day that is today somewhere.
    pub today: Option<jiff::civil::Date>,
}

impl NewSource {
    /// The source that a reference is.
    ///
    /// # Errors
    /// It has no title, or an address that no page may link to.
    pub fn of(reference: &SourceReference, known: Known) -> Result<Self, ImportFault> {
        let mut new = Self {
            left_out: reference.left_out.clone(),
            told: reference.told.clone(),
            ..Self::default()
        };
        let Some(title) = new.taken("title", reference.title.as_deref())? else {
            return Err(ImportFault::new("it has no title")
                .hint("give it one in the program that wrote the file"));
        };
        new.entries.push(text("title", title));
        new.address(reference)?;
        let (first, second) = match reference.contained {
            true => (&reference.container, &reference.publisher),
            false => (&reference.publisher, &reference.container),
        };
        if let (Some(_), Some((name, _))) = (first, second) {
            new.left_out.push(name.clone());
        }
        let publisher = first.as_ref().or(second.as_ref()).map(|(_, publisher)| publisher.as_str());
        let publisher = new.taken("publisher", publisher)?;
        new.entries.extend(publisher.map(|publisher| text("publisher", publisher)));
        new.authors(reference)?;
        new.date(reference);
        if let Some(kind) = reference.kind {
            new.entries.push(word("kind", kind.key()));
        }
        new.archived(reference);
        new.accessed(reference, known);
        if let Some(typed) = &reference.language {
            match values::language(typed) {
                Some(tag) if tag.eq_ignore_ascii_case(known.language) => {}
                Some(tag) => new.entries.push(word("language", &tag)),
                None => new.left_out.push("language".to_owned()),
            }
        }
        let order =
            |name: &str| crate::model::keys::SOURCE.names.iter().position(|key| *key == name);
        new.entries.sort_by_key(|(name, _)| order(name));
        Ok(new)
    }

    /// The text of a field as the format has it; `None` where it has no words.
    fn taken(&mut self, key: &str, typed: Option<&str>) -> Result<Option<String>, ImportFault> {
        let Some(typed) = typed else { return Ok(None) };
        if typed.len() > MAX_FIELD {
            return Err(ImportFault::new(format!("`{key}` has more than {MAX_FIELD} bytes")));
        }
        let (text, changed) = line(typed);
        if changed {
            self.told.push(format!("invisible characters of `{key}` were taken out"));
        }
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// Its address: as it is written, or that of an identifier; otherwise where it is found off the web.
    fn address(&mut self, reference: &SourceReference) -> Result<(), ImportFault> {
        // An address that is that of the archived copy is no other.
        let typed = reference.url.as_deref().map(str::trim).filter(|url| {
            !url.is_empty() && reference.archived.as_deref().map(str::trim) != Some(*url)
        });
        let of_doi = reference.doi.as_deref().and_then(values::address_of_doi);
        let of_other = reference.other_url.as_ref();
        let other = of_other.map(|(_, url)| url).filter(|url| address::check_url(url).is_ok());
        let url = match typed {
            Some(typed) => Some(self.checked(typed)?),
            None => of_doi.clone().or_else(|| other.cloned()),
        };
        if reference.doi.is_some() && (typed.is_some() || of_doi.is_none()) {
            self.left_out.push("doi".to_owned());
        }
        if let Some((name, other)) = of_other
            && url.as_ref() != Some(other)
        {
            self.left_out.push(name.clone());
        }
        match url {
            Some(url) => {
                self.left_out.extend(reference.details.iter().map(|(_, name, _)| name.clone()));
                self.entries.push(word("url", &url));
            }
            None => self.entries.push(text("no-url", off_the_web(reference))),
        }
        Ok(())
    }

    fn checked(&mut self, typed: &str) -> Result<String, ImportFault> {
        let Err(reason) = address::check_url(typed) else { return Ok(typed.to_owned()) };
        if typed.len() > MAX_FIELD {
            return Err(ImportFault::new(format!("its address has more than {MAX_FIELD} bytes")));
        }
        match address::completed(typed) {
            Some(url) => {
                self.told.push(format!("`{}` became `{}`", short(typed), short(&url)));
                Ok(url)
            }
            None => {
                Err(ImportFault::new(reason)
                    .hint("an address is http, https or mailto, and complete"))
            }
        }
    }

    fn authors(&mut self, reference: &SourceReference) -> Result<(), ImportFault> {
        let mut names = Vec::new();
        for name in &reference.authors {
            names.extend(self.taken("authors", Some(name))?);
        }
        match names.is_empty() {
            true => {
                for name in &reference.editors {
                    let name = self.taken("authors", Some(name))?;
                    names.extend(name.map(|name| format!("{name} (ed.)")));
                }
            }
            false if !reference.editors.is_empty() => self.left_out.push("editor".to_owned()),
            false => {}
        }
        let mut names: Vec<NewValue> = names.into_iter().map(NewValue::Text).collect();
        let value = match names.len() {
            0 => return Ok(()),
            1 => names.remove(0),
            _ => NewValue::List(names),
        };
        self.entries.push(("authors".to_owned(), value));
        Ok(())
    }

    fn date(&mut self, reference: &SourceReference) {
        let Some(typed) = reference.date.as_deref().filter(|date| !date.trim().is_empty()) else {
            return;
        };
        match values::date(typed) {
            Some((date, changed)) => {
                if changed {
                    self.told.push(format!("the date `{}` became `{date}`", short(typed)));
                }
                self.entries.push(word("date", &date));
            }
            None => {
                self.told.push(format!(
                    "its date is left out: `{}` is none of the format",
                    short(typed)
                ));
            }
        }
    }

    /// The day on which it was looked at, which cannot be to come.
    fn accessed(&mut self, reference: &SourceReference, known: Known) {
        let Some(typed) = reference.accessed.as_deref().filter(|day| !day.trim().is_empty()) else {
            return;
        };
        let date = values::date(typed).and_then(|(date, _)| Date::parse(&date).ok());
        let day = date.filter(|date| {
            date.is_day() && known.today.is_none_or(|today| date.earliest() <= today)
        });
        match day.and_then(|day| day.iso()) {
            Some(day) => self.entries.push(word("accessed", &day)),
            None => {
                let text = "is left out: it is no full day, or is to come";
                self.told.push(format!("the day of access `{}` {text}", short(typed)));
            }
        }
    }

    fn archived(&mut self, reference: &SourceReference) {
        let Some(url) = reference.archived.as_deref().map(str::trim) else { return };
        match address::check_url(url) {
            Ok(()) => {
                let copy = vec![word("url", url)];
                self.entries.push(("archived".to_owned(), NewValue::Short(copy)));
            }
            Err(_) => self.left_out.push("note".to_owned()),
        }
    }
}

fn text(key: &str, text: String) -> (String, NewValue) {
    (key.to_owned(), NewValue::Text(text))
}

fn word(key: &str, word: &str) -> (String, NewValue) {
    (key.to_owned(), NewValue::Word(word.to_owned()))
}

/// Why a source has no address: the reference names none. What it names instead is said with it.
fn off_the_web(reference: &SourceReference) -> String {
    let container = reference.container.as_ref().map(|(_, container)| container.as_str());
    let [volume, issue, pages, archive, shelf] =
        [Detail::Volume, Detail::Issue, Detail::Pages, Detail::Archive, Detail::Shelf]
            .map(|detail| reference.detail(detail));
    let number = match (volume, issue) {
        (Some(volume), Some(issue)) => Some(format!("{volume}({issue})")),
        (volume, issue) => volume.or(issue).map(str::to_owned),
    };
    let head: Vec<&str> = [container, number.as_deref()].into_iter().flatten().collect();
    let numbers = reference.details.iter().filter(|(kind, ..)| *kind == Detail::Number);
    let parts = [Some(head.join(" ")), pages.map(str::to_owned)].into_iter().flatten();
    let parts = parts.chain([archive, shelf].into_iter().flatten().map(str::to_owned));
    let parts = parts.chain(numbers.map(|(.., text)| text.clone()));
    let cut = |text: String| {
        let (text, _) = line(&text);
        text.chars().take(200).collect::<String>()
    };
    let parts: Vec<String> = parts.map(cut).filter(|part| !part.is_empty()).collect();
    let what = match (reference.unread_address, &reference.archived) {
        (true, _) => "The address that was given could not be read",
        (false, Some(_)) => "Only the address of an archived copy was given",
        (false, None) => "No address was given",
    };
    match parts.is_empty() {
        true => format!("{what}."),
        false => format!("{what}: {}.", parts.join(", ").trim_end_matches('.')),
    }
}
