//! A place in the text of a flowchart.

/// Reads a text from its beginning, knowing the line.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Cursor<'a> {
    /// At the beginning of `text`, which is line `line`.
    pub(super) fn new(text: &'a str, line: usize) -> Self {
        Self { rest: text, line }
    }

    /// The line, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// What follows.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Goes on by `length` bytes, which end at a letter's end, and gives what was passed.
    pub(super) fn take(&mut self, length: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        passed
    }

    /// Passes `text`, if it is what follows.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.starts_with(text);
        if found {
            self.take(text.len());
        }
        found
    }

    /// Passes everything that `holds` for.
    pub(super) fn take_while(&mut self, holds: impl Fn(char) -> bool) -> &'a str {
        let length = self.rest.find(|letter| !holds(letter)).unwrap_or(self.rest.len());
        self.take(length)
    }

    pub(super) fn skip_blanks(&mut self) {
        self.take_while(|letter| letter != '\n' && letter.is_whitespace());
    }

    pub(super) fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Passes everything up to and with `close`, and gives what stands before it; stays where there is none.
    pub(super) fn take_until(&mut self, close: &str) -> Option<&'a str> {
        let at = self.rest.find(close)?;
        let inner = self.take(at);
        self.take(close.len());
        Some(inner)
    }

    /// The rest of the line, or of the statement up to a semicolon outside of quotes.
    pub(super) fn take_statement(&mut self) -> &'a str {
        let mut quoted = false;
        let end = self.rest.find(|letter| {
            quoted ^= letter == '"';
            letter == '\n' || letter == ';' && !quoted
        });
        self.take(end.unwrap_or(self.rest.len())).trim()
    }

    /// Whether the word `word` follows, and nothing that would make it longer.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.rest.strip_prefix(word).is_some_and(|rest| {
            rest.chars().next().is_none_or(|letter| letter.is_whitespace() || matches!(letter, ';' | '{' | ':'))
        })
    }
}
