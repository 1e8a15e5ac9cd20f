//! Builds links that open a place of a file in an editor.
//!
//! In goes the argument of the command line; out comes an [`Editor`], which makes the links.

/// The target of links from faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// No links.
    None,
    /// An address with `{path}`, `{line}` and `{column}` in it.
    Address(String),
}

/// Editors known by name, with the URL patterns from their documentation.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
];

/// URL schemes that open an editor. Any other scheme could do more when somebody follows a link.
const SCHEMES: &[&str] = &[
    "vscode",
    "vscode-insiders",
    "vscodium",
    "cursor",
    "windsurf",
    "idea",
    "pycharm",
    "webstorm",
    "phpstorm",
    "rustrover",
    "jetbrains",
    "zed",
    "txmt",
    "mvim",
    "subl",
    "nova",
    "bbedit",
    "emacs",
];

impl Editor {
    /// Parses the name of an editor or a URL pattern.
    ///
    /// # Errors
    /// A message that says what is accepted.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self::None);
        }
        let known = EDITORS.iter().find(|(name, _)| *name == text);
        if let Some((_, pattern)) = known {
            return Ok(Self::Address((*pattern).to_owned()));
        }
        let scheme = text.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some(scheme) if !SCHEMES.contains(&scheme) => Err(format!(
                "`{}:` is not the scheme of an editor: {}",
                scheme.escape_debug(),
                SCHEMES.join(", ")
            )),
            Some(_) if text.contains("{path}") && !text.contains(char::is_control) => {
                Ok(Self::Address(text.to_owned()))
            }
            Some(_) => Err("the address lacks `{path}`, where the path of the file goes".into()),
            None => {
                let names: Vec<&str> = EDITORS.iter().map(|(name, _)| *name).collect();
                Err(format!(
                    "name {} or none, or an address with `{{path}}` in it",
                    names.join(", ")
                ))
            }
        }
    }

    /// The link to a place of a file below `root`; `None` if links are off.
    pub(super) fn link(
        &self,
        root: &std::path::Path,
        place: &(String, usize, usize),
    ) -> Option<String> {
        let Self::Address(pattern) = self else { return None };
        let file = root.join(&place.0).display().to_string().replace('\\', "/");
        const UNSAFE: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
            .add(b' ')
            .add(b'"')
            .add(b'#')
            .add(b'%')
            .add(b'?')
            .add(b'&')
            .add(b'<')
            .add(b'>');
        let file = percent_encoding::utf8_percent_encode(&file, UNSAFE).to_string();
        let link = pattern.replace("{line}", &place.1.to_string());
        Some(link.replace("{column}", &place.2.to_string()).replace("{path}", &file))
    }
}
