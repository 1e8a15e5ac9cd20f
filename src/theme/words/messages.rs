//! Handles messages that consist of text and values only.
//!
//! In goes a Fluent resource; out come the pieces of its simple messages, which are joined with
//! their values as Fluent would do it.

use ahash::HashMap;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry as Line, Expression, InlineExpression, Pattern, PatternElement};

/// A value for a message.
pub type MessageValue<'v> = FluentValue<'v>;

/// The values of a message by name.
pub type Values<'v> = FluentArgs<'v>;

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MessagePiece {
    /// Text.
    Text(String),
    /// The value with this name.
    Value(String),
}

/// Splits the simple messages of `resource` into pieces. A message that overrides a simple one and
/// is not simple itself removes it.
pub(super) fn take_apart(
    resource: &FluentResource,
    plain: &mut HashMap<String, Vec<MessagePiece>>,
) {
    for line in resource.entries() {
        let Line::Message(message) = line else { continue };
        let parts = message.attributes.iter();
        let parts =
            parts.map(|part| (format!("{}.{}", message.id.name, part.id.name), &part.value));
        let value = message.value.iter().map(|value| (message.id.name.to_owned(), value));
        for (key, pattern) in value.chain(parts) {
            match pieces(pattern) {
                Some(pieces) => plain.insert(key, pieces),
                None => plain.remove(&key),
            };
        }
    }
}

/// The pieces of a pattern that consists of text and values only. Adjacent texts are merged.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<MessagePiece>> {
    let mut pieces = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => MessagePiece::Text((*value).to_owned()),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } if !value.contains('\\') => {
                    MessagePiece::Text((*value).to_owned())
                }
                InlineExpression::VariableReference { id } => {
                    MessagePiece::Value(id.name.to_owned())
                }
                _ => return None,
            },
            PatternElement::Placeable { .. } => return None,
        };
        match (pieces.last_mut(), piece) {
            (Some(MessagePiece::Text(before)), MessagePiece::Text(text)) => before.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }
    Some(pieces)
}

/// Joins the pieces with their values, as Fluent does; `None` if a value is missing.
pub(super) fn put_together(pieces: &[MessagePiece], values: &Values) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            MessagePiece::Text(words) => text.push_str(words),
            MessagePiece::Value(name) => match values.get(name)? {
                MessageValue::String(words) => text.push_str(words),
                MessageValue::Number(number) => text.push_str(&number.as_string()),
                _ => return None,
            },
        }
    }
    Some(text)
}
