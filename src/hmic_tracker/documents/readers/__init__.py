"""Recognising layouts: each reader knows one, and marks the pieces of blocks that it reads.

A new layout is one module with a function such as `prose.read` and one row in `reader_registry`.
May import `sources.lines`, `wording`, `framework_names`, `blocks`, `marks` and `domain`. Start at
`reader_registry`.
"""
