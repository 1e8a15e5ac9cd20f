//! The code that the terminal shows, and the token that the desk gets for it.
//!
//! In go random bytes of the system and what a browser sends; out comes the token, or nothing.

/// The number of random bytes in a code and in a token: 128 bits.
const BYTES: usize = 16;

/// The system has no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the system has no random bytes for a token: {0}")]
pub struct NoRandom(String);

/// The code that is waited for, and the token. Both are of this start of the preview alone.
#[derive(Debug)]
pub struct Pass {
    code: String,
    token: String,
}

impl Pass {
    /// A new code and a new token.
    ///
    /// # Errors
    /// The system has no random bytes.
    pub fn new() -> Result<Self, NoRandom> {
        Ok(Self { code: random()?, token: random()? })
    }

    /// The code that the next exchange needs.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The token, if `code` is the one that is waited for. That one is spent then, and another takes
    /// its place.
    ///
    /// # Errors
    /// The system has no random bytes; the code is not spent then.
    pub fn exchange(&mut self, code: &str) -> Result<Option<&str>, NoRandom> {
        if !is_same(code, &self.code) {
            return Ok(None);
        }
        self.code = random()?;
        Ok(Some(&self.token))
    }
}

/// Compares secrets of the same length in a time that does not depend on where they differ.
pub fn is_same(given: &str, secret: &str) -> bool {
    let pairs = given.bytes().zip(secret.bytes());
    let different = pairs.fold(0, |different, (a, b)| different | (a ^ b));
    given.len() == secret.len() && std::hint::black_box(different) == 0
}

fn random() -> Result<String, NoRandom> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| NoRandom(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
