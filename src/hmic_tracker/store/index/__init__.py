"""The disposable SQLite index beside a plan: what every look at the plan is answered from.

May import `domain`, `query` and the reading side of `store`. Start at `queries`: `read_plan` and
`read_chosen` are what the rest of the program calls.
"""
