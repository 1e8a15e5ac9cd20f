//! Checks the form of ids.
//!
//! In goes a name as typed; out come diagnostics if it is not a valid id.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::device_name;
use crate::model::{is_device, is_id, to_id};
use crate::parse::Faults;
use crate::source::Span;

/// The maximum length of an id, in characters. With folder and extension, it is a valid file name
/// on any system.
pub const MAX_ID: usize = 100;

/// Reports an id whose form is invalid.
pub fn check_id(name: &str, span: Span, out: &mut Faults) {
    if !is_id(name) {
        let mut diagnostic =
            Diagnostic::at(Code::IdInvalid, span, format!("`{name}` cannot be an id"))
                .hint("an id is made of lower-case words and digits joined by single hyphens");
        let better = to_id(name);
        if is_id(&better) {
            diagnostic = diagnostic.hint(format!("write `{better}`"));
        }
        out.push(diagnostic);
    } else if name.len() > MAX_ID {
        let message = format!("an id has at most {MAX_ID} characters, and this has {}", name.len());
        out.push(Diagnostic::at(Code::IdInvalid, span, message).hint("file systems have limits"));
    } else if name == "index" {
        let message = "`index` cannot be an id: the tool needs it for the list";
        out.push(Diagnostic::at(Code::NameReserved, span, message));
    } else if is_device(name) {
        out.push(device_name(name, span));
    }
}
