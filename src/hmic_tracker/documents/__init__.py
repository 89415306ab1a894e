"""Published reports of any layout, read into Drafts; every line of them is accounted for.

    a file -> sources (blocks) -> readers (marks) -> interpreting, assembling (Drafts)

For callers: `sources.reading.read_document` makes a Document of a file's bytes,
`reading.read_marks` says what each piece of it is, `reading.drafts_of` what the marks mean, and
`marked_text` prints marks and reads them back. Nothing is written here, no file is opened and no
clock is read. May import the standard library, `domain` and `errors`; `sources` the libraries
that read files.

Start at `reading`. `readers.reader_registry` has one row for each layout that is recognised,
`wording` the vocabulary of such reports; `framework_names` is shared by all.

A draft has only what the report has: None is "not given", with a doubt or a warning where a person
would expect a value. Every pattern here runs in linear time, since the text comes from outside.
"""
