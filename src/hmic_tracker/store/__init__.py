"""The folder of TOML files that is a plan, and the only code that touches it.

Start at `folder` (where things are), then `item_codec` (one item as TOML), `reading` and `writing`.
May import `query`, `domain`, `errors` and the libraries for files; knows no terminal. Codec and
edit take text, not paths.
"""
