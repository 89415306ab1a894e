"""Which items a person asks for: expressions and filter options as conditions over items. Pure.

May import `domain` and `errors`. Start at `parsing`, whose docstring is the grammar; then `terms`
(what an expression says), `matching` (a query as a test of items) and `selection` (the options).
"""
