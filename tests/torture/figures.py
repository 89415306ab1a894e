"""The figures of a run, gathered by the tests and printed at its end."""

from __future__ import annotations

from typing import Final

_FIGURES: Final[list[tuple[str, str]]] = []


def figure(what: str, said: str) -> None:
    """Keeps a measured figure."""
    _FIGURES.append((what, said))


def table() -> str:
    """All figures, one a line."""
    width = max((len(what) for what, _ in _FIGURES), default=0)
    return "\n".join(f"{what:<{width}}  {said}" for what, said in _FIGURES)
