//! Plans the texts of an article itself: its title and standfirst, and the titles of its sections.
//!
//! In go keys of a request; `article.yaml` is changed as other YAML is, and of the file of a section the front
//! matter alone.

use super::plan::Planner;
use super::request::Problem;
use super::values;
use super::way::{Crumb, steps};
use crate::diagnostic::Code;
use crate::model::keys;
use crate::parse::front::split;
use crate::yaml::edit::{self, EditRefusal};

/// The field of the keys.
const FIELD: &str = "texts";

impl Planner<'_> {
    /// Plans the keys of `article.yaml`.
    pub(super) fn texts_of_article(&mut self) -> Result<(), Problem> {
        let at = self.the_article()?;
        let path = self.built.files.path(self.site.articles[at].file).to_owned();
        self.plan.part = super::parts::part_of(self.built, &path);
        self.planned(path.clone(), Vec::new(), FIELD, None);
        self.set(&path, &[], (&self.request.texts, &[&keys::ARTICLE]), FIELD)
    }

    /// Plans the keys of the front matter of the section `slug`.
    pub(super) fn texts_of_section(&mut self, slug: &str) -> Result<(), Problem> {
        let article = &self.site.articles[self.the_article()?];
        let section = article.sections.iter().find(|section| section.slug == slug);
        let missing = || {
            let text = format!("the article has no section `{slug}`");
            Problem::at("of", Code::SectionMissing, text)
        };
        let path = self.built.files.path(section.ok_or_else(missing)?.file).to_owned();
        let text = self.text(&path, FIELD)?;
        let found = split(&text);
        if let Some(fault) = found.fault {
            let problem = Problem::at(FIELD, Code::YamlSyntax, fault.message);
            return Err(problem.hint("mend the front matter by hand"));
        }
        let front = found.yaml.clone().map_or("", |range| &text[range]);
        let new = self.front_matter(front)?;
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let new_text = match found.yaml {
            _ if new == front => return Ok(()),
            Some(range) => format!("{}{new}{}", &text[..range.start], &text[range.end..]),
            None => {
                let new = new.replace('\n', line_break);
                format!("---{line_break}{new}---{line_break}{line_break}{text}")
            }
        };
        self.plan.part = super::parts::part_of(self.built, &path);
        self.plan.texts.push((path.clone(), new_text));
        self.planned(path, Vec::new(), FIELD, None);
        Ok(())
    }

    /// The front matter with the keys of the request.
    fn front_matter(&mut self, front: &str) -> Result<String, Problem> {
        let mut text = front.to_owned();
        let texts = &self.request.texts;
        for (key, value) in values::known(texts, &[&keys::SECTION], FIELD, &mut self.problems) {
            let field = format!("{FIELD}.{}", key.name);
            let way = [Crumb::Key(key.name.to_owned())];
            let made = match value.is_null() {
                true => edit::take(&text, &steps(&way)),
                false => {
                    let new = values::typed(key.takes, value, &field, &mut self.problems);
                    let Some(new) = new else { continue };
                    edit::put(&text, &steps(&way), &new)
                }
            };
            let done = made
                .and_then(|edit| edit::apply(&text, &[edit]).map_err(|_| EditRefusal::Unreadable));
            text = match done {
                Ok(text) => text,
                // What is not there need not go.
                Err(EditRefusal::Missing) if value.is_null() => continue,
                Err(refusal) => {
                    let text = format!("the front matter cannot be changed: {refusal}");
                    let problem = Problem::at(field, Code::ValueInvalid, text);
                    return Err(problem.hint("change the file by hand"));
                }
            };
        }
        Ok(text)
    }
}
