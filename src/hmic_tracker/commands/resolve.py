"""Which items the words of a command mean: ids, ranges, saved filters, expressions."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hmic_tracker.commands.session import holidays_of, today
from hmic_tracker.domain.ids import expand
from hmic_tracker.errors import UsageError
from hmic_tracker.store.reading import ids_for

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.query.terms import Query


class ResolvedName(NamedTuple):
    """The ids that are meant; where they were looked for, the files that could not be read."""

    ids: list[str]
    damaged: tuple[Damage, ...] = ()


def resolve_items(folder: Path, words: list[str], where: list[str] | None) -> ResolvedName:
    """The ids that a command's words mean: ids, ranges, "@filter", "-" for ids on standard input.

    An expression narrows them, or alone selects as `list` does.
    """
    typed: list[str] = []
    for word in words:
        typed += re.split(r"[\s,]+", sys.stdin.read().strip()) if word == "-" else [word]
    typed = [word for word in typed if word]
    named = [word for word in typed if word.startswith("@")]
    plain = [word for word in typed if not word.startswith("@")]
    found = expand(plain, ids_for(folder, plain)) if plain else []
    if not named and not where:
        if not typed and "-" not in words:
            raise UsageError("no item was named", "name one: REC-5, REC-5..8, @filter, or --where")
        return ResolvedName(found)
    from hmic_tracker.query.parsing import parse
    from hmic_tracker.query.saved import resolve_saved
    from hmic_tracker.query.selection import Selection, select
    from hmic_tracker.store.index.queries import read_plan

    plan = read_plan(folder)
    day, holidays = today(), holidays_of(plan.holidays)

    def select_ids(queries: list[Query]) -> list[str]:
        items, *_ = select(plan, Selection(where=tuple(queries)), day, holidays)
        return [item.id for item in items]

    for name in named:
        found += select_ids([resolve_saved(name, plan.filters, day, holidays)])
    found = list(dict.fromkeys(found))
    if where:
        fitting = select_ids([parse(text, day, holidays) for text in where])
        found = [i for i in found if i in set(fitting)] if typed or "-" in words else fitting
    return ResolvedName(found, plan.damaged)
