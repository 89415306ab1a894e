"""Which items the words of a command name: ids, ranges, saved filters, expressions."""

import re
import sys
from typing import Final, NamedTuple

from hmic_tracker.commands.options import Words
from hmic_tracker.commands.session import Holidays, Session
from hmic_tracker.domain.ids import expand
from hmic_tracker.domain.plan import Damage
from hmic_tracker.errors import UsageError
from hmic_tracker.query.terms import Query
from hmic_tracker.store.reading import ids_for

_LONGEST: Final = 1024 * 1024
"""1 MB of ids on standard input: more than 100,000 of them."""


class ResolvedItems(NamedTuple):
    """The ids of the items named; where they were searched for, the files that can't be read."""

    ids: list[str]
    damaged: tuple[Damage, ...] = ()


def resolve_items(session: Session, words: Words, where: Words) -> ResolvedItems:
    """Resolve a command's words to ids: ids, ranges, "@filter", "-" for ids on standard input.

    An expression narrows them, or alone selects as `list` does.
    """
    typed: list[str] = []
    for word in words:
        typed += re.split(r"[\s,]+", _standard_input()) if word == "-" else [word]
    typed = [word for word in typed if word]
    saved = [word for word in typed if word.startswith("@")]
    plain = [word for word in typed if not word.startswith("@")]
    ids = expand(plain, ids_for(session.folder, plain)) if plain else []
    if not saved and not where:
        if not typed and "-" not in words:
            raise UsageError("no item was named", "name one: REC-5, REC-5..8, @filter, or --where")
        return ResolvedItems(ids)
    from hmic_tracker.query.parsing import parse
    from hmic_tracker.query.saved import resolve_saved
    from hmic_tracker.query.selection import Selection, select

    plan = session.read_plan()
    day, holidays = session.today, Holidays(plan.holidays)

    def select_ids(queries: list[Query]) -> list[str]:
        items, *_ = select(plan, Selection(where=tuple(queries)), day, holidays)
        return [item.id for item in items]

    for name in saved:
        ids += select_ids([resolve_saved(name, plan.filters, day, holidays)])
    ids = list(dict.fromkeys(ids))
    if where:
        fitting = select_ids([parse(text, day, holidays) for text in where])
        ids = [i for i in ids if i in set(fitting)] if typed or "-" in words else fitting
    return ResolvedItems(ids, plan.damaged)


def _standard_input() -> str:
    """The text on standard input; raises UsageError where it is too much to be ids."""
    data = sys.stdin.buffer.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise UsageError(
            f"there is more than {_LONGEST // 2**20} MB on standard input, where - reads ids",
            "pipe ids in, or select with --where, as: --where 'owner = none'",
        )
    return data.decode("utf-8", "replace")
