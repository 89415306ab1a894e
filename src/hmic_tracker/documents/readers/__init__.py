"""Recognising layouts: each reader knows one, and adds what it finds to the `ParsedReport`.

A new layout is one module with a function such as `prose.read` and one row in `reader_registry`.
May import `sources`, `wording`, `framework_names`, `parsed_report` and `domain`. Start at
`reader_registry`.
"""
