"""The vocabulary of published reports: counts, labels, dates, grades, and words of progress.

Each module takes one text and returns values; none knows blocks or frameworks. May import `domain`
and `errors`. Start at `patterns`; `bullets` takes a whole progress bullet apart.
"""
