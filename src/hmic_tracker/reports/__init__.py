"""What is told of a plan, as values: rows, sums, notes. Pure: today is an argument.

May import `query`, `domain` and `errors`; reads no file and no clock, and knows no format. Start
at `item_rows`.
"""
