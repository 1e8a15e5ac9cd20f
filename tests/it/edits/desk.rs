//! Annotation files drawn at random: odd quotes, comments everywhere, anchors, maps in braces, lines
//! of any length with any ending.

use crate::support::Chance;

/// Words that can stand without quotes, after others and in brackets too.
const TAME: &[&str] = &[
    "council",
    "voted",
    "nine",
    "to",
    "four",
    "bridge’s",
    "naïve",
    "日本語",
    "🦀",
    "(so)",
    "a-b",
    "x:y",
    "it's",
    "5%",
    "C#",
    "no",
    "1.200",
    "&c",
    "“said”",
    "...",
    "*not*",
    "e\u{301}",
    "a\u{a0}b",
    "\"off\"",
    "--",
    "=",
    "http://a.example/?b#c",
    "\\n",
    "|",
    ">",
    "!",
    "@desk",
    "`x`",
    "-",
    "?",
];

/// Words that ask for quotes in some place or other.
const WILD: &[&str] = &[
    "#1", ":", "a:", "k: v", "1,200", "[x]", "{y}", "\\", "\"q\"", "'s'", "''", "%", "*x", "&x",
    "- x", "? y", "~", "null", "'", "\"", "---", ",", "]", "}", " ", "# ¤", "\\\"", "true",
    "\u{2028}",
];

/// New words that are all a quote has.
const ALONE: &[&str] = &[
    "no",
    "123",
    "1e3",
    "0x1F",
    "2016-10-18",
    "true",
    "~",
    "null",
    "- x",
    "? x",
    ": x",
    "*x",
    "&x",
    "%x",
    "@x",
    "`x",
    "\"x",
    "'x",
    "|",
    ">-",
    "!x",
    "#",
    "# x",
    "x #y",
    "x:",
    ":",
    "-",
    "---",
    "...",
    "[",
    "}",
    "",
    " x",
    "x ",
    "  ",
    "<<",
    "{x: y}",
    "\\",
    "=",
    "é",
    "\u{feff}x",
    "x\u{a0}",
];

/// Writes annotation files as nobody should.
pub struct Desk {
    /// Where it goes on from here.
    pub chance: Chance,
    /// What was written.
    pub out: String,
    /// For each quote that was written, whether an alias repeats it.
    pub quotes: Vec<bool>,
    comments: usize,
    /// Whether what was written last are lines that a deeper one would continue.
    block: bool,
    maps: usize,
}

impl Desk {
    /// The file that `seed` stands for.
    pub fn file(seed: u64) -> Self {
        let mut desk = Self {
            chance: Chance(seed),
            out: String::new(),
            quotes: Vec::new(),
            comments: 0,
            block: false,
            maps: 0,
        };
        desk.line("claims:", true);
        let indent = 1 + desk.chance.below(4);
        for i in 0..=desk.chance.below(3) {
            let key = desk.pick(&["claim-", "\"claim\"-", "Ünïcode "]).replace('"', "");
            desk.line(&format!("{}{key}{i}:", " ".repeat(indent)), true);
            let deeper = indent + 1 + desk.chance.below(4);
            desk.claim(deeper, 0, false);
        }
        let ends = [["\n", "\n"], ["\r\n", "\r\n"], ["\n", "\r\n"]][desk.chance.below(3)];
        let mut text = String::new();
        for line in desk.out.split_inclusive('\n') {
            text.push_str(line.trim_end_matches('\n'));
            if line.ends_with('\n') {
                text.push_str(ends[desk.chance.below(2)]);
            }
        }
        if desk.chance.below(4) == 0 && !desk.block {
            text.truncate(text.trim_end().len());
        }
        desk.out = text;
        desk
    }

    /// Words to take the place of `was`: a few, many, or nearly the same.
    pub fn new_words(&mut self, was: &str) -> String {
        match self.chance.below(4) {
            0 => self.pick(ALONE).to_owned(),
            1 => {
                let was = was.trim().replace('\n', " ").replacen("to", "two", 1);
                was + &self.words(2, true).join(" ")
            }
            _ => self.words(30, true).join(" "),
        }
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.chance.below(words.len())]
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        let words = self.words(4, true).join(" ").replace('\u{2028}', "");
        format!("# ¤{} {words}", self.comments)
    }

    /// A line, perhaps with a comment behind it, and whatever may stand between two lines.
    fn line(&mut self, line: &str, comment: bool) {
        self.out.push_str(line);
        if comment && self.chance.below(4) == 0 {
            let blanks = " ".repeat(1 + self.chance.below(3));
            let comment = self.comment();
            self.out.push_str(&format!("{blanks}{comment}"));
        }
        self.out.push('\n');
        self.block = !comment;
        for _ in 0..self.chance.below(3) / 2 {
            let blanks = if self.block { 0 } else { self.chance.below(9) };
            let comment = if self.chance.below(2) == 0 { self.comment() } else { String::new() };
            self.out.push_str(&format!("{}{comment}\n", " ".repeat(blanks)));
        }
    }

    fn words(&mut self, most: usize, wild: bool) -> Vec<&'static str> {
        let count = 1 + self.chance.below(most);
        (0..count)
            .map(
                |_| {
                    if wild && self.chance.below(3) == 0 {
                        self.pick(WILD)
                    } else {
                        self.pick(TAME)
                    }
                },
            )
            .collect()
    }

    /// Words, and the number of a quote; a long line now and then.
    fn quote(&mut self, wild: bool, shared: bool) -> Vec<String> {
        let most = [6, 6, 20, 90][self.chance.below(4)];
        let mut words: Vec<String> = vec!["the".to_owned()];
        words.extend(self.words(most, wild).into_iter().map(str::to_owned));
        words.push(format!("q{}", self.quotes.len()));
        self.quotes.push(shared);
        words
    }

    /// Puts line breaks between `words`, or none.
    fn wrapped(&mut self, words: &[String], indent: usize) -> String {
        let every = if self.chance.below(2) == 0 { usize::MAX } else { 2 + self.chance.below(9) };
        let mut out = String::new();
        for (i, word) in words.iter().enumerate() {
            if i > 0 && i % every == 0 && !word.starts_with(['#', ' ', '-', '?', ':', '.']) {
                out.push_str(&format!("\n{}", " ".repeat(indent)));
            } else if i > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// A scalar that is a quote, after `head`, in a map or list with `indent`.
    fn scalar(&mut self, head: &str, indent: usize, shared: bool) {
        let number = self.quotes.len();
        let properties = match self.chance.below(8) {
            0 => "!!str ".to_owned(),
            1 | 3 => format!("&s{number} "),
            2 => format!("!!str &s{number} "),
            _ => String::new(),
        };
        let deeper = indent + 1 + self.chance.below(4);
        let style = self.chance.below(5);
        if style < 3 {
            let words = self.inline(style, deeper, shared, false);
            self.line(&format!("{head} {properties}{words}"), true);
            return;
        }
        let words = self.quote(true, shared).join(" ").replace('\u{2028}', "");
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let indicator = if style == 3 { "|" } else { ">" };
        let chomping = self.pick(&["", "-", "+"]);
        let width =
            if self.chance.below(4) == 0 { (deeper - indent).to_string() } else { String::new() };
        let comment =
            if self.chance.below(4) == 0 { format!(" {}", self.comment()) } else { String::new() };
        let body = self.wrapped(&words, deeper);
        let margin = " ".repeat(deeper);
        let line =
            format!("{head} {properties}{indicator}{width}{chomping}{comment}\n{margin}{body}");
        self.line(&line, false);
    }

    /// A scalar that is a quote, on its way in a line.
    fn inline(&mut self, style: usize, indent: usize, shared: bool, flow: bool) -> String {
        let mut words = self.quote(style > 0, shared);
        if flow && style == 0 {
            words.retain(|w| !w.contains([',', '[', ']', '{', '}']) && w != "?" && w != "-");
        }
        let words: Vec<String> = words
            .iter()
            .map(|word| match style {
                0 => word.clone(),
                1 => word.replace('\'', "''").replace('\u{2028}', ""),
                _ => word
                    .replace('\\', "\\\\")
                    .replace('"', "\\\"")
                    .replace('é', "\\xe9")
                    .replace('\u{2028}', "\\L"),
            })
            .collect();
        let words = self.wrapped(&words, indent);
        match style {
            0 => words,
            1 => format!("'{words}'"),
            _ => format!("\"{words}\""),
        }
    }

    /// An anchor of a quote that stands before, which from now on is shared.
    fn anchor(&mut self) -> Option<usize> {
        let named = |number: &usize| self.out.contains(&format!("&s{number} "));
        let names: Vec<usize> = (0..self.quotes.len()).filter(named).collect();
        let number = *names.get(self.chance.below(names.len()))?;
        self.quotes[number] = true;
        Some(number)
    }

    fn claim(&mut self, indent: usize, depth: usize, shared: bool) {
        let margin = " ".repeat(indent);
        let key = self.pick(&["quote", "\"quote\"", "'quote'", "quote "]);
        let flow = |desk: &mut Self| {
            let style = desk.chance.below(3);
            desk.inline(style, indent + 2, shared, true)
        };
        match self.chance.below(8) {
            0 => {
                self.line(&format!("{margin}{key}:"), true);
                let deeper = indent + self.chance.below(3);
                for _ in 0..=self.chance.below(3) {
                    self.scalar(&format!("{}-", " ".repeat(deeper)), deeper, shared);
                }
            }
            1 => {
                let (exact, after) =
                    (flow(self), self.pick(&["", ", prefix: the", ",\n          title: no"]));
                self.line(&format!("{margin}{key}: {{exact: {exact}{after}}}"), true);
            }
            2 => {
                self.line(&format!("{margin}{key}:"), true);
                self.scalar(&format!("{margin} exact:"), indent + 1, shared);
                self.line(&format!("{margin} suffix: 'it''s'"), true);
            }
            3 => {
                let (one, two) = (flow(self), flow(self));
                self.line(&format!("{margin}{key}: [{one}, {{\"exact\":{two} }} ]"), true);
            }
            4 => self.scalar(&format!("{margin}? quote\n{margin}:"), indent, shared),
            5 | 6 if !shared => match self.anchor() {
                Some(number) => self.line(&format!("{margin}{key}: *s{number}"), true),
                None => self.scalar(&format!("{margin}{key}:"), indent, shared),
            },
            _ => self.scalar(&format!("{margin}{key}:"), indent, shared),
        }
        for _ in 0..self.chance.below(3) {
            let other = self.pick(&[
                "date: 2016-10-18",
                "note: \"a # b\"",
                "status: no",
                "was: it's |",
                "x: ",
                "draft:",
            ]);
            let number = self.chance.below(1000);
            self.line(&format!("{margin}{}", other.replacen(':', &format!("{number}:"), 1)), true);
        }
        if depth < 4 && self.chance.below(2) == 0 {
            self.line(&format!("{margin}counters:"), true);
            for _ in 0..=self.chance.below(2) {
                self.counter(indent, depth, shared);
            }
        }
    }

    fn counter(&mut self, indent: usize, depth: usize, shared: bool) {
        let margin = " ".repeat(indent);
        let number = self.maps;
        self.maps += 1;
        match self.chance.below(6) {
            0 => {
                self.line(&format!("{margin}- &m{number} # ¤"), false);
                self.claim(indent + 2, depth + 1, true);
                self.line(&format!("{margin}- *m{number}"), true);
            }
            1 => {
                self.line(&format!("{margin}- &n{number} {{ id: c{number} , says: 'x'}}"), true);
            }
            _ => {
                self.line(&format!("{margin}- id: c{number}"), true);
                self.claim(indent + 2, depth + 1, shared);
            }
        }
    }
}
