//! The editor that a place in a file opens in.
//!
//! In goes what the command line names; out comes an [`Editor`], which links lead to.

/// Where links from faults lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// Nowhere.
    None,
    /// An address with `{path}`, `{line}` and `{column}` in it.
    Address(String),
}

/// Editors known by name, with the addresses that their own documentation gives for a place in a file.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
];

/// Schemes that open an editor. Any other could do more than that when somebody follows a link.
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
    /// Reads the name of an editor or an address pattern.
    ///
    /// # Errors
    /// Says what is accepted.
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

    /// Where a link to a place of a file below `root` leads; none where it is to lead nowhere.
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
