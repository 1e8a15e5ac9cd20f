//! What there is of each language.

/// Words of one language, in lower case.
#[derive(Debug)]
pub struct Lexicon {
    /// Words that deny.
    pub negations: &'static [&'static str],
    /// Beginnings that turn a word into its contrary.
    pub negative_prefixes: &'static [&'static str],
    /// Modal verbs in their forms, and hedges.
    pub modals: &'static [&'static str],
    /// How many, how much, how often.
    pub quantifiers: &'static [&'static str],
    /// Words for numbers, and what they are in digits; the same for a word without digits.
    pub numbers: &'static [(&'static str, &'static str)],
    /// Words for dates, each with the form that all its forms are compared in.
    pub dates: &'static [(&'static str, &'static str)],
    /// Pairs of which one stands for the contrary of the other.
    pub opposites: &'static [(&'static str, &'static str)],
    /// Endings of which the second denies what the first, or a word without either, says.
    pub endings: &'static [(&'static str, &'static str)],
    /// Two words that together stand for a modal verb.
    pub phrases: &'static [(&'static str, &'static str)],
    /// What may stand between two numbers or dates, and what it is compared by.
    pub ranges: &'static [(&'static str, &'static str)],
    /// Words that a sentence begins with which is about the one before it.
    pub pointers: &'static [&'static str],
    /// Words that often begin a sentence and are no names.
    pub openers: &'static [&'static str],
}
