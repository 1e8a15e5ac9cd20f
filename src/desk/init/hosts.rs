//! The files by which a host builds and publishes a site.
//!
//! In go a host and where the program comes from; out come the files. Each host but GitHub runs the
//! same script, `.gainsay/build.sh`.

use super::{NewFile, fill};
use crate::yaml::quote::quoted;

/// Where sites are published from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// GitHub Pages.
    GitHub,
    /// GitLab Pages.
    GitLab,
    /// Codeberg Pages.
    Codeberg,
    /// Netlify.
    Netlify,
    /// Cloudflare Workers.
    Cloudflare,
}

/// Where a host gets the program from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolSource {
    /// The address of its repository, which [`tool_source`] has read.
    pub address: String,
    /// The full id of the commit to stay with; `None` for the newest.
    pub commit: Option<String>,
}

impl Host {
    /// All hosts, by name.
    pub const ALL: [Self; 5] =
        [Self::GitHub, Self::GitLab, Self::Codeberg, Self::Netlify, Self::Cloudflare];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Codeberg => "codeberg",
            Self::Netlify => "netlify",
            Self::Cloudflare => "cloudflare",
        }
    }

    /// What somebody has to do there, once.
    pub fn advice(self) -> &'static str {
        match self {
            Self::GitHub => {
                "for GitHub Pages: push the folder to GitHub, and choose GitHub Actions under Settings, Pages, Source"
            }
            Self::GitLab => {
                "for GitLab Pages: push the folder to GitLab; Deploy, Pages shows the address"
            }
            Self::Codeberg => {
                "for Codeberg Pages: push the folder to Codeberg, and switch on Actions under Settings, Units, Overview"
            }
            Self::Netlify => {
                "for Netlify: push the folder to a forge, and import the repository at Netlify"
            }
            Self::Cloudflare => {
                "for Cloudflare: push the folder to a forge, import the repository under Workers & Pages, and set `base-url` in gainsay.yaml"
            }
        }
    }

    /// The file that the host reads, and its template.
    fn recipe(self) -> (&'static str, &'static str) {
        match self {
            Self::GitHub => (".github/workflows/pages.yml", include_str!("site/pages.yml")),
            Self::GitLab => (".gitlab-ci.yml", include_str!("site/gitlab.yml")),
            Self::Codeberg => (".forgejo/workflows/pages.yml", include_str!("site/forgejo.yml")),
            Self::Netlify => ("netlify.toml", include_str!("site/netlify.toml")),
            Self::Cloudflare => ("wrangler.toml", include_str!("site/wrangler.toml")),
        }
    }

    /// The file that says, at `GAINSAY_COMMIT`, which commit of the program it takes.
    pub fn commit_file(self) -> &'static str {
        if self == Self::GitHub { self.recipe().0 } else { BUILD }
    }

    /// The files by which it builds a site from `source`. `name` is what the site may be called in
    /// addresses.
    pub fn files(self, source: &ToolSource, name: &str) -> Vec<NewFile> {
        let commit = source.commit.clone().unwrap_or_default();
        let (path, text) = self.recipe();
        let places = [
            ("SOURCE", quoted(&source.address)),
            ("COMMIT", commit.clone()),
            ("NAME", host_name(name)),
        ];
        let mut files = vec![NewFile { path, text: fill(text, &places) }];
        if self != Self::GitHub {
            let places = [("SOURCE", source.address.clone()), ("COMMIT", commit)];
            let text = fill(include_str!("site/build.sh"), &places);
            files.push(NewFile { path: BUILD, text });
        }
        files
    }
}

/// The script by which hosts other than GitHub build.
const BUILD: &str = ".gainsay/build.sh";

/// The most letters that a label of an address has.
const LABEL: usize = 63;

/// A name as a label of an address: letters and digits in words joined by hyphens.
fn host_name(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let name = name[..name.len().min(LABEL)].trim_end_matches('-');
    if name.is_empty() { "annotated-articles".to_owned() } else { name.to_owned() }
}

/// Reads the address of the repository from which a host installs the tool. The address goes into a
/// shell script and a public file, so it must be plain and contain no secret.
///
/// # Errors
/// A message that says what is wrong.
pub fn tool_source(text: &str) -> Result<String, String> {
    const WANTED: &str = "write the address that begins with `https://`, under which anybody can read the repository";
    let text = text.trim();
    let is_drive = text.as_bytes().get(1) == Some(&b':');
    let is_scp = !text.contains("://")
        && !is_drive
        && text.split('/').next().is_some_and(|s| s.contains('@') && s.contains(':'));
    let is_path = is_drive || !text.contains("://");
    if text.starts_with("ssh://") || is_scp {
        return Err(format!("`{text}` needs a key, and a host has none: {WANTED}"));
    }
    let Some(url) = url::Url::parse(text).ok().filter(|_| !is_path) else {
        return Err(format!(
            "`{text}` is no address, and no host sees a path of this machine: {WANTED}"
        ));
    };
    if url.scheme() != "https" {
        return Err(format!("`{}:` is not for repositories: {WANTED}", url.scheme()));
    }
    if url.password().is_some() || !url.username().is_empty() {
        return Err("a name or a password in the address would be there for all to read".to_owned());
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:@%+".contains(c);
    match text.chars().find(|c| !plain(*c)) {
        Some(c) => Err(format!("`{c}` has no place in the address of a repository")),
        None => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_a_host_can_read_from_are_taken() {
        for good in ["https://git.example/desk/gainsay", "https://git.example:8443/a/gainsay.git"] {
            assert_eq!(tool_source(good), Ok(good.to_owned()));
        }
        for (bad, expect) in [
            ("gainsay", "`gainsay` is no address, and no host sees a path of this machine"),
            ("../gainsay", "is no address"),
            ("/srv/git/gainsay", "is no address"),
            (r"C:\src\gainsay", "no host sees a path of this machine"),
            ("C:/src/gainsay", "no host sees a path of this machine"),
            ("https:git.example/x", "is no address"),
            ("ssh://git@git.example:22/gainsay.git", "needs a key, and a host has none"),
            ("git@git.example:desk/gainsay.git", "needs a key, and a host has none"),
            ("http://git.example/gainsay", "`http:` is not for repositories"),
            ("file:///srv/gainsay", "`file:` is not for repositories"),
            ("https://name:secret@git.example/gainsay", "there for all to read"),
            ("https://token@git.example/gainsay", "there for all to read"),
            ("https://git.example/$(reboot)", "`$` has no place"),
            ("https://git.example/${{secrets.X}}", "`$` has no place"),
            ("https://git.example/a b", "` ` has no place"),
            ("https://git.example/a\nb", "has no place"),
            ("-u https://git.example/", "is no address"),
        ] {
            let told = tool_source(bad).expect_err(bad);
            assert!(told.contains(expect), "{bad}: {told}");
        }
    }

    #[test]
    fn name_of_a_folder_becomes_a_label_of_an_address() {
        for (name, expect) in [
            ("My first_site", "my-first-site"),
            ("--x--", "x"),
            ("éclair", "clair"),
            ("", "annotated-articles"),
        ] {
            assert_eq!(host_name(name), expect, "{name}");
        }
        assert_eq!(host_name(&"ab ".repeat(40)).len(), 62);
    }
}
