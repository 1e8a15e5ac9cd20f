//! Writes the script for pages that embed one of this site.
//!
//! In goes the base address of the site; out comes `embed.js`. A page of another site loads it, or
//! has a copy of it. It gives each frame of this site the height that the page in it tells, within
//! bounds, and heeds no other frame.

use super::output::{Made, Output};
use super::press::Press;
use crate::model::address;
use crate::theme::PageFault;
use bytes::Bytes;

/// The script, with the place of the base address.
const SCRIPT: &str = include_str!("embed.js");

/// The script as an output.
pub struct EmbedScript;

impl Output for EmbedScript {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        let path = script(press).map(|_| address::EMBED_SCRIPT.to_owned());
        Ok(path.into_iter().collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        (path == address::EMBED_SCRIPT).then(|| script(press))?.map(|text| Ok(Bytes::from(text)))
    }
}

/// The script of a site that is embedded and has a base address.
fn script(press: &Press) -> Option<String> {
    let config = &press.site().config;
    let base = config.base_url.as_ref().filter(|_| config.embed)?;
    // The address of a site has neither quotation marks nor backslashes: parsing escapes them.
    Some(SCRIPT.replace("BASE", base.as_str()))
}
