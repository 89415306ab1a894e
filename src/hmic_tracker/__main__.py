"""`python -m hmic_tracker` is the command `tracker`."""

from __future__ import annotations

from hmic_tracker.cli import entry

if __name__ == "__main__":
    entry()
