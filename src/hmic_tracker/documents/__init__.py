"""Published progress and inspection reports as text, read into a Draft with warnings.

    bytes -> sources (text, blocks) -> readers (findings) -> assembling (Draft)

Two functions are for callers: `sources.text_decoding.decode` makes text of a file's bytes, and
`parsing.read_report` makes a Draft of the text. Nothing is written here, no file is opened and no
clock is read. May import the standard library, `domain` and `errors`.

Start at `parsing`. `readers.reader_registry` has one row for each layout that is recognised,
`wording` the vocabulary of such reports, `parsed_report` the findings; `framework_names` is shared
by all.

A draft has only what the report has: None is "not given", with a warning where a person would
expect a value. Every pattern here runs in linear time, since the text comes from outside.
"""
