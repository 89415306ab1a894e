"""Which items a person asks for: conditions over items. Pure.

May import `domain` and `errors`. Start at `selection`.
"""
