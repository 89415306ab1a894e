"""A file's bytes as a Document: blocks with their places, the same whatever the file was.

Each kind of file is a module and a row in `source_registry`. May import `wording`, `blocks`,
`domain` and `errors`. Start at `reading`; `lines` joins printed lines to blocks.
"""
