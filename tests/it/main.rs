//! Tests of the whole, seen from outside.

mod cases;
mod support;
mod weaving;
