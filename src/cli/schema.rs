//! `gainsay schema`: what the YAML files of a site may hold, for editors.

use super::error::CommandError;
use super::exit::CLEAN;
use super::report::print;
use crate::desk::schema::{SchemaKind, schema};
use clap::builder::PossibleValuesParser;
use serde_json::{Map, Value};

/// The names of the kinds.
pub(super) fn kinds() -> PossibleValuesParser {
    SchemaKind::ALL.map(SchemaKind::name).into()
}

/// Runs the command.
pub(super) fn print_schema(kind: Option<&str>) -> Result<u8, CommandError> {
    let schema = match SchemaKind::ALL.into_iter().find(|known| kind == Some(known.name())) {
        Some(kind) => schema(kind),
        None => {
            let all = SchemaKind::ALL.map(|kind| (kind.name().to_owned(), schema(kind)));
            Value::from(all.into_iter().collect::<Map<_, _>>())
        }
    };
    print(&format!("{schema:#}\n"))?;
    Ok(CLEAN)
}
