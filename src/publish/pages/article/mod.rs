//! The pages of the article itself: the whole article, or one page per section.
//!
//! In go an article and the part of it that the page shows; out comes the context of the page, with
//! the marks woven in. Each note follows the outermost block in which its claim ends, or an earlier
//! block if a later claim ends there.

mod blocks;
mod context;
mod marks;
mod part;

use crate::model::Layout;
use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::descriptions;
use crate::publish::view::lists::pages;
use crate::resolve::Site;
use crate::source::FileId;
use context::context;
use part::ArticlePart;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let page = |part| Box::new(ArticlePage(article, part)) as Box<dyn Page>;
    let shown = &contents.site.articles[article];
    let sections = shown.sections.len();
    match shown.details.layout {
        Layout::Page => vec![page(ArticlePart::Whole)],
        Layout::Sections => {
            let fronts = (1..=pages(sections)).map(ArticlePart::Front);
            fronts.chain((0..sections).map(ArticlePart::Section)).map(page).collect()
        }
    }
}

/// A page of an article.
#[derive(Debug)]
pub struct ArticlePage(usize, ArticlePart);

impl Page for ArticlePage {
    fn template(&self) -> &'static str {
        match self.1 {
            ArticlePart::Section(_) => "section.html",
            ArticlePart::Whole | ArticlePart::Front(_) => "article.html",
        }
    }

    fn path(&self, site: &Site) -> String {
        let article = &site.articles[self.0];
        match self.1 {
            ArticlePart::Section(s) => address::section(&article.prefix, &article.sections[s].slug),
            ArticlePart::Front(n) => address::nth(&address::article(&article.prefix), n),
            ArticlePart::Whole => address::article(&article.prefix),
        }
    }

    fn files(&self, site: &Site) -> Vec<FileId> {
        let article = &site.articles[self.0];
        match self.1 {
            ArticlePart::Section(s) => vec![article.sections[s].file],
            ArticlePart::Whole | ArticlePart::Front(_) => {
                article.sections.iter().map(|s| s.file).chain([article.file]).collect()
            }
        }
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let Self(i, part) = *self;
        let article = &press.site().articles[i];
        let (kind, section, n) = match part {
            ArticlePart::Section(s) => ("section", Some(s), 1),
            ArticlePart::Front(n) => ("article", None, n),
            ArticlePart::Whole => ("article", None, 1),
        };
        let title = section.and_then(|s| article.sections[s].title.as_deref());
        let description = descriptions::article(press.view(path, Some(i)), i, section);
        let title = title.unwrap_or(&article.title);
        let about = press.page_of(kind, title, Some(i), n, description);
        press.page(self, path, about, |view, common| context(view, i, part, common))
    }
}
