"""The disposable SQLite index beside a plan, which answers every command that only reads.

Two modules are for the rest of the program: `queries` (`read_plan`, `read_plan_names`,
`read_listed_items`, `ListQuery`), and `place` (`known_values`), which loads nothing heavy and
serves the TAB key. They are not imported here, because a command loads one of them only. May import
`domain`, `query` and the reading side of `store`.
"""
