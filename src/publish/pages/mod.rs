//! The kinds of page. Each has a file or a folder with its addresses, its context, and the function
//! that fills it.
//!
//! In go the contents of a site; out come its pages. [`OF_ARTICLE`] and [`OF_SITE`] are the only lists
//! of the kinds.

pub mod article;
pub mod articles;
pub mod claim;
pub mod claims;
pub mod corrections;
pub mod disputes;
pub mod embedded_article;
pub mod embedded_claim;
pub mod looks;
pub mod map;
pub mod method;
pub mod not_found;
pub mod redirect;
pub mod search;
pub mod source;
pub mod sources;
pub mod speaker;
pub mod speakers;
pub mod timeline;

use crate::publish::press::{OfArticle, OfSite};

/// Every kind of page that articles have.
pub const OF_ARTICLE: &[OfArticle] = &[
    article::all,
    claim::all,
    claims::all,
    corrections::all,
    disputes::all,
    embedded_article::all,
    embedded_claim::all,
    looks::of_claims,
    map::all,
    timeline::all,
];

/// Every other kind of page.
pub const OF_SITE: &[OfSite] = &[
    articles::all,
    looks::of_sources,
    method::all,
    not_found::all,
    redirect::all,
    search::all,
    source::all,
    sources::all,
    speaker::all,
    speakers::all,
];
