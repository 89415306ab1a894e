"""The folder of TOML files that is a plan, and the only code that touches it.

Start at `paths` (where things are), then `item_codec` (one item as TOML), `reading` and `writing`.
`toml` and `index` are rooms of their own, entered by the names that their docstrings give. May
import `query`, `domain`, `errors` and the libraries for files; knows no terminal. Codecs take text,
not paths.
"""
