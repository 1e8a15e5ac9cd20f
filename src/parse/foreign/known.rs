//! The keys that other generators read, as data: Jekyll, Hugo, Zola, Eleventy, Astro, Quarto,
//! Pelican, Hexo, Docusaurus, MyST, VitePress, MkDocs, Ghost and Obsidian, and their best-known
//! themes.
//!
//! In goes a key as typed; out comes where its value belongs here. Names are compared without case,
//! hyphens and underscores, because each tool writes them in its own way.

/// Where the value of a key of another tool belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// In `aliases`, as earlier addresses.
    Aliases,
    /// In `language`, in the same map.
    Language,
    /// In this key of article.yaml.
    Article(&'static str),
    /// In `base-url` of gainsay.yaml, as all or part of the site's address.
    Address,
    /// In this key of gainsay.yaml.
    Site(&'static str),
    /// Elsewhere, where only the author can move it: the advice.
    Elsewhere(&'static str),
    /// Nowhere: why it has no use here.
    Nowhere(&'static str),
}

use Belongs::{Address, Aliases, Article, Elsewhere, Language, Nowhere, Site};

const ADDRESS: Belongs = Nowhere("the name of the file is the address");
const ORDER: Belongs = Nowhere("sections stand in the order of their file names");
const LISTS: Belongs = Nowhere("there are no lists by subject");
const LOOKS: Belongs = Nowhere("`templates/` and `static/` decide how pages look");
const PICTURE: Belongs =
    Nowhere("an image stands in the text, and `picture` in gainsay.yaml is the one for sharing");
const CHANGED: Belongs =
    Nowhere("what was corrected, and when, goes into `corrections` of article.yaml");
const SWITCH: Belongs = Nowhere("it switches on nothing here");
const SOURCES: Belongs = Nowhere("sources stand in sources.yaml");
const SEARCH: Belongs = Nowhere("`search` in gainsay.yaml is for the whole site");
const NOTHING: Belongs = Nowhere("no page shows it");

/// Normalized names, by where their values belong.
const TABLE: &[(Belongs, &str)] = &[
    (Aliases, "redirectfrom redirects redirecturls oldurl oldurls alias"),
    (Language, "lang locale languagecode inlanguage"),
    (
        Article("published"),
        "date pubdate publishdate publisheddate datepublished publishedat publishedon pubdatetime dateposted created createdat datecreated creationdate timestamp postdate",
    ),
    (Article("byline"), "byline author authors by writer writers contributors contributor creator"),
    (
        Article("standfirst"),
        "standfirst description summary excerpt subtitle subhead subheading deck dek lede lead abstract tagline teasertext metadescription ogdescription twitterdescription desc customexcerpt shortdescription intro snippet",
    ),
    (Article("rights"), "license licence copyright spdxlicenseidentifier"),
    (
        ADDRESS,
        "permalink slug url path saveas filename outputfile href canonical canonicalurl canonicallink customslug basename dynamicpermalink permalinkbypassoutputdir uri",
    ),
    (
        ORDER,
        "weight order navexclude navorder menuorder sidebarposition position sort sortby sortorder sequence index chapter number childnavorder",
    ),
    (
        LISTS,
        "tags tag categories category keywords keyword taxonomies topics topic subjects subject series genre collection collections project projects label labels types section sections parent grandparent haschildren ancestor",
    ),
    (
        LOOKS,
        "layout template theme style styles css js scripts class classes cssclass cssclasses bodyclass pageclass pagelayout pagetype wide fullwidth header footer head navbar sidebar aside sidebars sidebarlabel sidebarclassname sidebarcustomprops displayedsidebar hidetitle hidetableofcontents hero heroes features banner icon icons color colour background backgroundcolor darkmode templateengineoverride engine markup eleventylayout pagetemplate insertanchorlinks transparent renderwithliquid disablenunjucks wrapper component extjs extcss beforecontent aftercontent outline footers cardstyle cards prev next previous paginationlabel paginationnext paginationprev paginateby pagination hidemeta showdate showauthor showreadingtime showbreadcrumbs showpagination showsummary showwordcount showtaxonomies hidesummary singlecolumn fullwidthpage layouts colorscheme",
    ),
    (
        PICTURE,
        "image images img imgpath imagepath mediasubpath cover coverimage coverimg featuredimage featureimage featuredimagepreview featuredimg heroimage thumbnail thumbnailimg thumb shareimg sharing ogimage socialimage mainimage teaser imagealt imagecaption imagecredit imageattribution coveralt covercaption photos photo picture photographer figure gallery video videos audio media resources headerimage bannerimage preview thumbnailimage splash",
    ),
    (
        CHANGED,
        "lastmod lastmodified lastmodifiedat lastmodifieddate modified modifiedat modifieddate modifiedtime moddatetime updated updatedat updateddate dateupdated datemodified lastupdate lastupdated revised revision revisiondate version changelog gitdate edited",
    ),
    (
        SWITCH,
        "toc tocdepth toctitle tocsticky toclabel tocicon tocopen showtoc enabletoc tableofcontents showtableofcontents notoc tocminheadinglevel tocmaxheadinglevel math mathjax katex usemath usemathjax mermaid chart diagrams diagram comments comment commentable disqus allowcomments utterances giscus share related readtime readtimeminutes readingtime authorprofile pin pinned sticky top featured feature highlight codefold codetools codecopy numbersections sectionsnumbered numbering execute echo eval warning cache freeze jupyter knitr kernel kernelspec jupytext editor parsenumberprefixes analytics ads adsense feed rss generatefeeds generatefeed sitemappriority priority changefreq iscjklanguage cascade outputs output format formats standalone selfcontained embedresources pdf html docx theorems filters filter shortcodes crossref linkcitations referencelocation citationlocation figcaplocation tblcaplocation dffprint highlightstyle smart fontsize mainfont geometry documentclass classoption papersize colorlinks linkcolor margin editlink editurl customediturl githubrepo ghrepo ghbadge repo github isbuildable opengraph twitter twittercard facebook social seo meta metatags og hideactions breadcrumbs breadcrumb skip actions hascode eleventyimport overridetags",
    ),
    (SOURCES, "bibliography csl nocite references citation biblio biblatex natbib citeproc zotero"),
    (
        SEARCH,
        "insearchindex searchexclude hidefromfeed searchboost searchkeywords searchweight search pagefind searchable searchtags",
    ),
    (
        NOTHING,
        "type kind id uid uuid guid extra params custom data menu menus nav navigation eleventynavigation eleventycomputed navtitle navlabel shorttitle linktitle titlemeta seotitle metatitle longtitle titlelink titleprefix translationkey translations translation target site place location venue event eventdate affiliation affiliations email emails orcid doi isbn issn funding acknowledgements acknowledgments exports downloads abbreviations options parts openaccess googlescholar dateformat authorsimage authorimage authorurl authoremail authorlink posttype postid wordpressid postname postformat about website listing code source sourceurl origin original link links externalurl externallink via credits credit rating difficulty level duration wordcount words part stage enddate nofollow maturity audience role draftdate note notes todo ref reference pagetitle pageid nodeid blog blogpost post article cited generator tool contenttype encoding charset createdby modifiedby owner team department product os platform osx reviewed reviewer reviewers reviewdate editors publication publisher newsletter channel podcast episode season transcript summaryai sourcefile gitrevision mtime ctime excerptseparator relativepath titlecase mtitle headline kicker eyebrow dateline",
    ),
];

/// Normalized keys of site settings.
const SITE: &[(Belongs, &str)] = &[
    (Language, "languagecode defaultcontentlanguage lang locale defaultlanguage"),
    (Site("publisher"), "organization organisation company"),
    (Site("title"), "sitename sitetitle name"),
    (Site("output"), "destination publishdir outputdir outdir sitedir distdir publicdir"),
    (
        Address,
        "baseurl url siteurl homepageurl rooturl siteaddress basepath baseurlpath pathprefix",
    ),
    (
        Elsewhere(
            "belongs in article.yaml of each article, as `byline`; `publisher` says who publishes the site",
        ),
        "author authors owner editor",
    ),
    (
        Elsewhere("belongs in article.yaml of each article, as `rights`"),
        "copyright license licence",
    ),
    (
        Elsewhere(
            "`contact` is the address at which readers report errors, such as `mailto:desk@example.org`",
        ),
        "email contactemail",
    ),
    (Elsewhere("`cname` is the name of the host"), "domain customdomain"),
    (
        Nowhere("`title` is all that pages say of the site"),
        "description tagline subtitle logo favicon social twitter twitterusername github githubusername keywords",
    ),
    (
        LOOKS,
        "theme themes remotetheme themesdir markdown kramdown highlighter sass css pygmentsuseclasses highlight markup markdownextensions extracss extrajavascript customdir googlefonts skin minimalmistakesskin syntaxhighlighting compilesass minify minifyhtml colorscheme palette",
    ),
    (
        SWITCH,
        "plugins gems plugin paginate paginatepath pagination paginatesize analytics googleanalytics disqusshortname comments search buildsearchindex generatefeed generatefeeds feedfilename feed feedlimit rssfilename rsslimit enablerobotstxt enablegitinfo hasciklanguage hascjklanguage buildfuture builddrafts buildexpired incremental livereload permalinks permalink relativeurls canonifyurls uglyurls timezone datadir contentdir layoutdir sourcedir source layoutsdir datasource collections defaults include keepfiles safe port host params menu menus taxonomies outputs outputformats mediatypes imaging module modules security services sitemap related frontmatter caches cascade nav navigation extra extensions repourl editurl reponame repository strictfrontmatter liquid showdrafts limitposts future unpublished lsi mathjax toc format project website execute integrations vite server i18n presets webpack redirects headers skipgitinfo languages summarylength enableemoji mainsections ignorefiles assetdir staticdir resourcedir",
    ),
];

/// Prefixes of names that themes invent, by where their values belong. A name about hiding does not
/// count.
const FAMILIES: &[(Belongs, &str)] = &[
    (PICTURE, "cover image thumbnail featured hero banner photo background ogimage teaser"),
    (LOOKS, "header footer sidebar navbar css theme layout style button pictogram lightgallery"),
    (
        SWITCH,
        "toc comment share sharing math code catalog show enable disable jupyter related cite toggle",
    ),
    (LISTS, "tag categor series archive taxonom posts"),
    (NOTHING, "meta seo twitter og author eleventy nav schema lang menu parent"),
];

/// Parts of a page that a theme may hide without hiding the page.
const PARTS: &str = "title toc table content meta nav sidebar footer header overview comment author date share pagin edit image cover summary menu breadcrumb search description related feedback path tags";

/// Normalized keys that may keep a page from readers, depending on their value.
const HIDES: &str = "published publish draft isdraft wip unlisted hidden hide private noindex robots status poststatus sitemap build expirydate expires expiry expireson unpublishdate unpublishon render headless password passwords passwordhash protected protect encrypted encrypt secret confidential internal visibility access members membersonly eleventyexcludefromcollections excludefromcollections exclude excluded hidefromhashnodecommunity embargo embargountil releasedate saveasdraft ispublished isprivate ishidden ispublic public inlist showinlist listed live indexed noarchive disable disabled ignore ignored archived deleted trash robotsnoindex unsearchable excludefromsitemap hidefromsitemap listable unpublished";

/// Normalizes a key for comparison.
pub(super) fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True if `name`, normalized, may keep a page from readers.
pub(super) fn may_hide(name: &str) -> bool {
    HIDES.split(' ').any(|known| known == name)
}

/// Where the value of the key `name` of a section or an article, normalized, belongs; `None` if no
/// known tool reads it.
pub(super) fn belongs(name: &str) -> Option<Belongs> {
    look_up(TABLE, name)
}

/// Like [`belongs`], for names that themes invent: by prefix.
pub(super) fn belongs_by_family(name: &str) -> Option<Belongs> {
    let hides = ["hide", "hidden", "private", "draft", "index", "publish", "secret", "members"];
    if let Some(part) = name.strip_prefix("hide").or(name.strip_prefix("no")) {
        let of_page = PARTS.split(' ').any(|known| part.starts_with(known));
        return of_page.then_some(LOOKS);
    }
    if hides.iter().any(|word| name.contains(word)) {
        return None;
    }
    let begins = |names: &str| names.split(' ').any(|start| name.starts_with(start));
    FAMILIES.iter().find(|(_, names)| begins(names)).map(|(belongs, _)| *belongs)
}

/// Like [`belongs`], for the settings of a site.
pub(super) fn belongs_in_site(name: &str) -> Option<Belongs> {
    look_up(SITE, name)
}

fn look_up(table: &[(Belongs, &str)], name: &str) -> Option<Belongs> {
    let found = table.iter().find(|(_, names)| names.split(' ').any(|known| known == name));
    found.map(|(belongs, _)| *belongs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_name_is_listed_once_and_in_its_plain_form() {
        let of = |table: &'static [(Belongs, &'static str)]| table.iter().map(|(_, names)| *names);
        for table in [of(TABLE).chain([HIDES]).collect::<Vec<_>>(), of(SITE).collect()] {
            let mut seen = BTreeSet::new();
            for name in table.into_iter().flat_map(|names| names.split(' ')) {
                assert_eq!(plain(name), name);
                assert!(seen.insert(name), "{name} is listed twice");
            }
        }
    }

    #[test]
    fn names_are_recognized_in_any_spelling() {
        for key in ["redirect_from", "redirect-from", "redirectFrom", "RedirectFrom"] {
            assert_eq!(belongs(&plain(key)), Some(Aliases));
        }
        assert_eq!(belongs(&plain("pubDate")), Some(Article("published")));
        assert_eq!(belongs(&plain("titel")), None);
    }
}
