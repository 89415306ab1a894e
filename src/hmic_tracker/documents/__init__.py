"""Published progress and inspection reports as text, read into a Draft with warnings.

Two functions are for callers: `from_bytes.decode` makes text of a file's bytes, and
`from_text.read_report` makes a Draft of the text. Nothing is written here, no file is opened and no
clock is read. May import the standard library, `domain` and `errors`.

Start at `from_text`. Then `lines` (what a block is), `paper` (title, number, date), `grade_tables`
and `graded` (grades), `sections` (headings, items, bullets), `progress`, `clauses` and `standing`
(what a bullet says of whom) and `assembling` (what all of it adds up to).

A report says what it says: what isn't said is None, with a warning where a person would expect it.
Every pattern here runs in linear time, since the text comes from outside.
"""
