"""What TAB answers, and the table of commands and options that it is read from.

May import `domain`, `query`, `store` and `topics`, each where it is needed. Start at `candidates`.
"""
