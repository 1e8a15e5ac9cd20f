//! A part of the contexts of several pages.
//!
//! In goes what a template is to read; out comes the same as a value of the engine, made when the first
//! page needs it. The engine counts references to its values, so that the next page takes it as it is.

use serde::{Serialize, Serializer};
use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;
use tera::Value;

/// A part of contexts, which is turned into a value of the engine once, however many contexts hold it.
#[derive(Debug)]
pub struct SharedPart<T>(Rc<(T, OnceCell<Value>)>);

impl<T> SharedPart<T> {
    /// A part of which there is no value yet.
    pub fn new(part: T) -> Self {
        Self(Rc::new((part, OnceCell::new())))
    }
}

impl<T> Clone for SharedPart<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Deref for SharedPart<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T: Serialize> Serialize for SharedPart<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (part, value) = &*self.0;
        value.get_or_init(|| Value::from_serializable(part)).serialize(serializer)
    }
}
