"""The parts of a `Draft`, made of a `ParsedReport`: items, grades and the national picture.

Each module resolves what contradicts itself, and adds a warning where it does. May import
`wording`, `framework_names`, `parsed_report` and `domain`. Start at `items`.
"""
