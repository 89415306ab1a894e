"""Which items the words of a command name: ids, ranges, saved filters, expressions."""

from __future__ import annotations

from hmic_tracker.domain.ids import expand
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store.reading import ids_for

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Words
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.query.terms import Query


class ResolvedItems(NamedTuple):
    """The ids of the items named; where they were searched for, the files that can't be read."""

    ids: list[str]
    damaged: tuple[Damage, ...] = ()


def resolve_items(session: Session, words: Words, where: Words) -> ResolvedItems:
    """Resolve a command's words to ids: ids, ranges, "@filter", "-" for ids on standard input.

    An expression narrows them, or alone selects as `list` does.
    """
    typed = [word for word in words if word]
    if "-" in words:
        from hmic_tracker.commands.piped_ids import with_piped_ids

        typed = with_piped_ids(words)
    saved = [word for word in typed if word.startswith("@")]
    plain = [word for word in typed if not word.startswith("@")]
    ids = expanded(session, plain) if plain else []
    if not saved and not where:
        if not typed and "-" not in words:
            raise UsageError("no item was named", "name one: REC-5, REC-5..8, @filter, or --where")
        return ResolvedItems(ids)
    from hmic_tracker.commands.days_off import Holidays
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


def expanded(session: Session, typed: list[str]) -> list[str]:
    """The plan's ids that were typed, or that their items had before; raises as `expand`."""
    known = ids_for(session.folder, typed)
    try:
        return expand(typed, known)
    except NotFoundError:
        from hmic_tracker.commands.former_ids import expand_former  # few are called by an old id

        return expand_former(session, typed, known)
