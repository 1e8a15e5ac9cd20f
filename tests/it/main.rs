//! Tests of the whole, seen from outside.

mod cases;
mod cli;
mod example;
mod hostile;
mod invariants;
mod keys;
mod pages;
mod preview;
mod status;
mod support;
mod weaving;
mod writing;
