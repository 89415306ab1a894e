"""Saved filters: expressions with a name, used as `tracker list @board`."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

from hmic_tracker.domain.items import ID_PATTERN
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.query.parsing import parse

if TYPE_CHECKING:
    from hmic_tracker.query.terms import Query


def filter_name(typed: str) -> str:
    """The name under which a filter can be saved, without its "@"; raises UsageError."""
    return saved_name(typed, "a filter", "board, due-soon")


def saved_name(typed: str, what: str, examples: str) -> str:
    """The name under which something can be saved, without its "@"; raises UsageError."""
    name = typed.strip().removeprefix("@")
    if not ID_PATTERN.fullmatch(name):
        raise UsageError(
            f"'{typed[:80]}' can't be the name of {what}",
            f"a name has letters, digits, dots, - and _, at most 64: {examples}",
        )
    return name


def resolve_saved(
    name: str, saved: Mapping[str, str], today: date, holidays: Container[date] = ()
) -> Query:
    """The query saved under a name, which may have its "@".

    Raises NotFoundError for a name that isn't there, and ExpressionError, which names the filter,
    for an expression that can't be read. A filter can't use another.
    """
    bare = name.strip().removeprefix("@")
    by_folded = {folded(known): known for known in saved}
    key = bare if bare in saved else by_folded.get(folded(bare))
    if key is None:
        listed = ", ".join(f"@{known}" for known in sorted(saved)[:20])
        near = did_you_mean(bare, saved).replace("did you mean ", "did you mean @")
        hint = f"{near + ' ' if near else ''}the saved filters are: {listed}"
        if not saved:
            hint = "none is saved yet: tracker list --where 'due < eom and open' --save NAME"
        raise NotFoundError(f"there is no saved filter '@{bare[:80]}'", hint)
    return parse(saved[key], today, holidays, source=f"filter @{key}")


def query_typed(
    text: str, saved: Mapping[str, str], today: date, holidays: Container[date] = ()
) -> Query | None:
    """What an expression says, or the saved filter that it names; None where there is none.

    Raises as `resolve_saved`.
    """
    typed = text.strip()
    if not typed:
        return None
    if typed.startswith("@"):
        return resolve_saved(typed, saved, today, holidays)
    return parse(typed, today, holidays)
