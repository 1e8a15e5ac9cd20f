//! Tests of the whole, seen from outside.

mod annotate;
mod cases;
mod cli;
mod documents;
mod diagnostics;
mod edits;
mod example;
mod fix;
mod guard;
mod hostile;
mod init;
mod invariants;
mod keys;
mod languages;
mod map;
mod pages;
mod passages;
mod preview;
mod search;
mod share;
mod status;
mod support;
mod weaving;
mod workflows;
mod writing;
