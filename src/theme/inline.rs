//! Writes the theme's components out where its templates use them.
//!
//! A component costs the engine a map, a context and a state each time, more than most of them write. In go
//! the theme's templates; out come templates that say the same in one piece. Only what can be followed
//! word by word is written out; anything else stays a call. Lines move, so that a fault is looked for again
//! in the templates as they were written.

mod expression;

use super::bounds::tag_end;
use ahash::HashMap;
use expression::{Meanings, arguments, is_simple, meant};

/// The most components within each other that are written out.
const DEEP: usize = 8;

/// A component of the theme.
struct Component<'t> {
    /// Its parameters with their defaults.
    parameters: Vec<(&'t str, Option<&'t str>)>,
    body: Vec<TemplatePiece<'t>>,
}

/// The components of the theme, by name.
pub struct Components<'t>(HashMap<&'t str, Component<'t>>);

/// A piece of a template. The blanks that tags trim are trimmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TemplatePiece<'t> {
    Text(&'t str),
    /// The inside of `{{ }}`.
    Shown(&'t str),
    /// The inside of `{% %}`.
    Statement(&'t str),
}

impl<'t> Components<'t> {
    /// Those that `template` defines.
    pub fn of(template: &'t str) -> Self {
        let mut all = HashMap::default();
        let mut open: Option<(&str, Component)> = None;
        for piece in pieces(template).unwrap_or_default() {
            match (piece, &mut open) {
                (TemplatePiece::Statement(inside), None) => {
                    open = inside.strip_prefix("component ").and_then(|head| {
                        let (name, parameters) = head.strip_suffix(')')?.split_once('(')?;
                        let parameters = parameters.split(',').map(|one| {
                            let (name, default) = match one.split_once('=') {
                                Some((name, default)) => (name, Some(default.trim())),
                                None => (one, None),
                            };
                            (name.trim(), default)
                        });
                        let parameters = parameters.collect();
                        Some((name.trim(), Component { parameters, body: Vec::new() }))
                    });
                }
                (TemplatePiece::Statement(inside), Some(_))
                    if inside.starts_with("endcomponent") =>
                {
                    all.extend(open.take());
                }
                (piece, Some((_, component))) => component.body.push(piece),
                (_, None) => {}
            }
        }
        Self(all)
    }

    /// `template` with the components written out; none where it has what cannot be followed.
    pub fn write_out(&self, template: &str) -> Option<String> {
        let mut writer =
            Writer { components: self, out: String::new(), names: 0, within: Vec::new() };
        writer.write(&pieces(template)?, &mut Vec::new())?;
        Some(writer.out)
    }
}

/// Cuts a template into pieces; none where it has text that is not to be read, or an open tag.
fn pieces(template: &str) -> Option<Vec<TemplatePiece<'_>>> {
    let mut pieces = Vec::new();
    let (mut at, mut trims) = (0, false);
    loop {
        let braces = template[at..].match_indices('{').map(|(found, _)| at + found);
        let is_tag =
            |at: &usize| matches!(template.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
        let tag = { braces }.find(is_tag);
        let start = tag.unwrap_or(template.len());
        let mut text = &template[at..start];
        if trims {
            text = text.trim_start();
        }
        if template[start..].get(2..3) == Some("-") {
            text = text.trim_end();
        }
        if !text.is_empty() {
            pieces.push(TemplatePiece::Text(text));
        }
        if tag.is_none() {
            return Some(pieces);
        }
        let end = match template.as_bytes()[start + 1] {
            b'#' => start + 2 + template[start + 2..].find("#}")? + 2,
            b'{' => tag_end(template, start + 2, "}}")?,
            _ => tag_end(template, start + 2, "%}")?,
        };
        let inside = &template[start + 2..end - 2];
        trims = inside.ends_with('-');
        let inside = inside.strip_prefix('-').unwrap_or(inside);
        let inside = inside.strip_suffix('-').unwrap_or(inside).trim();
        match template.as_bytes()[start + 1] {
            b'#' => {}
            b'{' => pieces.push(TemplatePiece::Shown(inside)),
            _ if inside == "raw" => return None,
            _ => pieces.push(TemplatePiece::Statement(inside)),
        }
        at = end;
    }
}

struct Writer<'c, 't> {
    components: &'c Components<'t>,
    out: String,
    /// How many names were made up.
    names: usize,
    /// The components that are being written out.
    within: Vec<&'t str>,
}

impl<'t> Writer<'_, 't> {
    fn write<'p>(
        &mut self,
        pieces: &[TemplatePiece<'p>],
        meanings: &mut Meanings<'p>,
    ) -> Option<()> {
        // How many meanings there were before each loop that is open.
        let mut loops: Vec<usize> = Vec::new();
        for piece in pieces {
            let inside = match piece {
                TemplatePiece::Text(text) => {
                    self.out.push_str(text);
                    continue;
                }
                TemplatePiece::Shown(inside) => match inside.starts_with('<') {
                    true => {
                        self.component(inside, meanings)?;
                        continue;
                    }
                    false => format!("{{{{ {} }}}}", meant(inside, meanings)?),
                },
                TemplatePiece::Statement(inside) => {
                    let (word, rest) = inside.split_once(' ').unwrap_or((inside, ""));
                    let inside = match word {
                        "if" | "elif" => format!("{word} {}", meant(rest, meanings)?),
                        "for" => {
                            let (names, list) = rest.split_once(" in ")?;
                            let list = meant(list, meanings)?;
                            loops.push(meanings.len());
                            let mut own = Vec::new();
                            for name in names.split(',').map(str::trim) {
                                let new = self.name(name);
                                own.push(new.clone());
                                meanings.push((name, new));
                            }
                            format!("for {} in {list}", own.join(", "))
                        }
                        "endfor" => {
                            meanings.truncate(loops.pop()?);
                            word.to_owned()
                        }
                        "else" | "endif" => word.to_owned(),
                        // Whatever else there is stands in the page itself.
                        _ if self.within.is_empty() => (*inside).to_owned(),
                        "set" | "set_global" => {
                            let (name, value) = rest.split_once('=')?;
                            let (name, value) = (name.trim(), meant(value.trim(), meanings)?);
                            let known = meanings.iter().rev().find(|(known, _)| *known == name);
                            let new = match known {
                                Some((_, new)) => new.clone(),
                                // What a loop sets first is not known after it.
                                None if !loops.is_empty() => return None,
                                None => {
                                    let new = self.name(name);
                                    meanings.push((name, new.clone()));
                                    new
                                }
                            };
                            format!("{word} {new} = {value}")
                        }
                        _ => return None,
                    };
                    format!("{{% {inside} %}}")
                }
            };
            self.out.push_str(&inside);
        }
        loops.is_empty().then_some(())
    }

    /// A name that no component has. Those of a page stay as they are.
    fn name(&mut self, name: &str) -> String {
        if self.within.is_empty() {
            return name.to_owned();
        }
        self.names += 1;
        format!("{name}__{}", self.names)
    }

    /// Writes out a component, or a call of it.
    fn component(&mut self, call: &str, meanings: &Meanings) -> Option<()> {
        let (name, given) = arguments(call)?;
        let mut told: Vec<(&str, String)> = Vec::new();
        for (parameter, value) in given {
            told.push((parameter, meant(value, meanings)?));
        }
        let before = (self.out.len(), self.names);
        if self.write_component(name, &told).is_none() {
            self.out.truncate(before.0);
            self.names = before.1;
            self.out.push_str(&format!("{{{{ <{name}"));
            for (parameter, value) in &told {
                self.out.push_str(&format!(" {parameter}={{{value}}}"));
            }
            self.out.push_str(" /> }}");
        }
        Some(())
    }

    fn write_component(&mut self, name: &str, told: &[(&str, String)]) -> Option<()> {
        let (name, component) = self.components.0.get_key_value(name)?;
        if self.within.len() == DEEP || self.within.contains(name) {
            return None;
        }
        let mut meanings = Vec::new();
        for (parameter, default) in &component.parameters {
            let value = told.iter().find(|(name, _)| name == parameter);
            let value = value.map(|(_, value)| value.as_str()).or(*default)?;
            match is_simple(value) {
                true => meanings.push((*parameter, value.to_owned())),
                false => {
                    self.names += 1;
                    let new = format!("{parameter}__{}", self.names);
                    self.out.push_str(&format!("{{% set {new} = {value} %}}"));
                    meanings.push((*parameter, new));
                }
            }
        }
        let known =
            |(name, _): &(&str, String)| component.parameters.iter().any(|(p, _)| p == name);
        if !told.iter().all(known) {
            return None;
        }
        self.within.push(name);
        let written = self.write(&component.body, &mut meanings);
        self.within.pop();
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPONENTS: &str = "{# One. -#}\n\n{% component date(of) -%}\n{% if of.iso %}<time>{{ of.text | dates }}</time>{% endif %}\n{%- endcomponent date %}\n\n{% component all(of, alone=true) -%}\n{%- for one in of %} {{ <date of={one.date} /> }}{% if alone and not loop.last %},{% endif %}{% endfor %}\n{%- endcomponent all %}\n\n{% component again(of, to=\"of\") -%}\n{{ to }}{{ say(of=of.of, to=to) }}{% for one in of.items %}{{ <again of={one} to={\"#\" ~ to} /> }}{% endfor %}\n{%- endcomponent again %}\n";

    fn check(template: &str, expect: &str) {
        let components = Components::of(COMPONENTS);
        assert_eq!(components.write_out(template).as_deref(), Some(expect), "{template}");
    }

    #[test]
    fn components_are_written_out_with_what_they_are_given() {
        check(
            "a {{ <date of={claim.date} /> }}\n{%- if x %} b",
            "a {% if claim.date.iso %}<time>{{ claim.date.text | dates }}</time>{% endif %}{% if x %} b",
        );
        // A loop of the component has a name of its own.
        check(
            "{% for one in list %}{{ <all of={one.list} alone={false} /> }}{% endfor %}",
            "{% for one in list %}{% for one__1 in one.list %} {% if one__1.date.iso %}<time>{{ one__1.date.text | dates }}</time>{% endif %}{% if false and not loop.last %},{% endif %}{% endfor %}{% endfor %}",
        );
    }

    #[test]
    fn what_a_component_is_given_is_worked_out_once() {
        check(
            "{{ <again of={x} to={\"#c-\" ~ x.id} /> }}",
            "{% set to__1 = \"#c-\" ~ x.id %}{{ to__1 }}{{ say(of=x.of, to=to__1) }}{% for one__2 in x.items %}{{ <again of={one__2} to={\"#\" ~ to__1} /> }}{% endfor %}",
        );
        check(
            "{{ <again of={x} /> }}",
            "{{ \"of\" }}{{ say(of=x.of, to=\"of\") }}{% for one__1 in x.items %}{{ <again of={one__1} to={\"#\" ~ \"of\"} /> }}{% endfor %}",
        );
    }

    #[test]
    fn what_cannot_be_followed_stays_a_call() {
        check("{{ <unknown of={x} /> }}", "{{ <unknown of={x} /> }}");
        check("{{ <date of={x} other={y} /> }}", "{{ <date of={x} other={y} /> }}");
        let components = Components::of(COMPONENTS);
        for template in ["{% raw %}x{% endraw %}", "{{ open", "{{ <date of={x} /> | safe }}"] {
            assert_eq!(components.write_out(template), None, "{template}");
        }
    }

    #[test]
    fn what_the_theme_calls_is_written_out() {
        let text = |wanted: &str| {
            let found = crate::theme::TEMPLATES.iter().find(|(name, _)| *name == wanted);
            found.expect("a template").1
        };
        let components = Components::of(text("components.html"));
        for (name, template) in crate::theme::TEMPLATES {
            if *name != "components.html" {
                let written = components.write_out(template).expect(name);
                let mut calls = written.match_indices("{{ <").map(|(at, _)| &written[at..]);
                // What calls itself stays a call.
                assert!(calls.all(|call| call.starts_with("{{ <map_items ")), "{name}: {written}");
            }
        }
    }
}
