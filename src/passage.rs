//! x
#![allow(missing_docs)]
use crate::anchor::normal::Normal;
#[derive(Debug)]
pub enum Kind {
    Text,
    Markdown,
    Html,
}
#[derive(Debug)]
pub struct Copy {
    pub text: String,
    pub normal: Normal,
}
impl Copy {
    pub fn read(_k: Kind, s: &str) -> Self {
        Self { text: s.to_owned(), normal: Normal::new(s) }
    }
}
pub struct Fault;
pub enum Verdict {
    Found,
    Absent(Fault),
}
pub fn verify(c: &Copy, p: &str) -> Verdict {
    if c.normal.text.contains(Normal::new(p).text.trim()) {
        Verdict::Found
    } else {
        Verdict::Absent(Fault)
    }
}
