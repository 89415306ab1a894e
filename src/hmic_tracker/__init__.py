"""`tracker`: keeps what an inspectorate told an organisation to do, and shows that it was done.

Start reading at `domain` (what the words mean), then `cli` (the commands) and `store` (the files).
Imports point down only, in this order: cli, commands, render, reports, then documents, git and
store side by side, query, domain, errors.
"""

from __future__ import annotations

__version__ = "0.1.0"
