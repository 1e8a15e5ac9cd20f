//! Indices into the lists of a site.
//!
//! They stand in for names: what has an index is there.

/// Declares an index into one of the site's lists.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index! {
    /// Names a claim in [`Site::claims`](super::Site::claims).
    ClaimIndex
}
index! {
    /// Names a source in [`Site::sources`](super::Site::sources).
    SourceIndex
}
index! {
    /// Names a speaker in [`Site::speakers`](super::Site::speakers).
    SpeakerIndex
}
