//! Indices into the lists of a site.
//!
//! They replace names: an index always refers to an existing entry.

/// Declares an index into one of the site's lists.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index! {
    /// Identifies a claim in [`Site::claims`](super::Site::claims).
    ClaimIndex
}
index! {
    /// Identifies a source in [`Site::sources`](super::Site::sources).
    SourceIndex
}
index! {
    /// Identifies a speaker in [`Site::speakers`](super::Site::speakers).
    SpeakerIndex
}
