"""TOML as text: parsed, written, and edited in place so that what a person wrote stays.

Knows no record and no path. Start at `text`; `edits` changes single keys, `values` reads them.
"""
