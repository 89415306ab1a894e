"""What a page of each report has on it: report values -> nodes. No format is known here.

One module for each report. May import `reports`, `domain` and `render.nodes`.
"""
