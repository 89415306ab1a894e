"""What the words of the field mean: frozen records, rules, changes, replay, checks.

May import the standard library and `errors`, nothing else: no file is read here and no clock;
today is an argument. Start at `words`, then `items`, `plan` and `rules`.
"""
