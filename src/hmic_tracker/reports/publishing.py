"""Inside and outside: what of an item may be printed in a paper.

Notes, reasons, evidence, action steps, tags and the source's own words are internal, unless they
were entered to be published. Papers are made from items that have nothing else left in them, so no
template can print what is not there. Posts are named, never people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hmic_tracker.domain.items import UNDONE, Entry, Item
from hmic_tracker.domain.parts import Action, part_place
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.records import replace
from hmic_tracker.query.names import folded

EXEMPT_TITLE = "exempt"


class Printing(NamedTuple):
    """What may be printed: all of it where `internal`; which names are posts and boards.

    `posts` has the post of each holder, the holders folded; `boards` are folded.
    """

    internal: bool
    posts: dict[str, str]
    boards: frozenset[str]


def printing(plan: Plan, internal: bool, board: str | None = None) -> Printing:
    """What may be printed of a plan in a paper for a board."""
    boards = [board, *(f.board for f in plan.frameworks), *(p.board for p in plan.papers)]
    boards += [item.board for item in plan.items]
    return Printing(
        internal,
        {folded(post.holder): post.name for post in plan.people if post.holder},
        frozenset(folded(name) for name in boards if name),
    )


def printable_plan(plan: Plan, allowed: Printing) -> Plan:
    """The plan with nothing left in its items that may not be printed."""
    return replace(plan, items=tuple(printable(item, allowed) for item in plan.items))


def printable(item: Item, allowed: Printing) -> Item:
    """The item with nothing left in it that may not be printed.

    An exempt item keeps its number and status; its dates stay, since counts need them, and are
    not to be printed with it.
    """
    owner = post_of(item.owner, allowed)
    kept = without_undone(item.history)
    if allowed.internal:
        actions = tuple(_step(action, allowed) for action in item.actions)
        return replace(
            item, owner=owner, actions=actions, history=tuple(_own(e, allowed) for e in kept)
        )
    history = tuple(_public(entry, allowed) for entry in kept)
    bare = replace(item, owner=owner, tags=(), status_word=None, discharged_by=None)
    if item.exempt:
        hidden = {"title_given": EXEMPT_TITLE, "text": None, "force": None, "circulated": ()}
        named = EXEMPT_TITLE if owner else None
        unsaid = tuple(_silent(entry) for entry in history)
        return replace(
            bare, **hidden, owner=named, board=None, actions=(), evidence=(), history=unsaid
        )
    told = published_parts(kept)
    return replace(
        bare,
        actions=tuple(_step(a, allowed) for a in item.actions if ("action", a.n) in told),
        evidence=tuple(e for e in item.evidence if ("evidence", e.n) in told),
        history=history,
    )


def is_hidden(item: Item) -> bool:
    """Whether an item made printable keeps no more than its number and status."""
    return bool(item.exempt) and item.title_given == EXEMPT_TITLE


def post_of(name: str | None, allowed: Printing) -> str | None:
    """A post; the holder's where somebody was named."""
    return allowed.posts.get(folded(name), name) if name else None


def published_parts(history: Iterable[Entry]) -> set[tuple[str, int]]:
    """The actions and the evidence all of whose present fields were entered to be published."""
    last: dict[tuple[str, int], dict[str, bool]] = {}
    for entry in history:
        for change in entry.changes:
            place = part_place(change.field)
            if place:
                last.setdefault(place[:2], {})[place[2]] = entry.published
    return {part for part, fields in last.items() if all(fields.values())}


def without_undone(history: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, those that were undone without what was said in them."""
    gone = {(e.source or "").removeprefix("undo of ") for e in history if e.event == UNDONE}
    return tuple(
        replace(entry, note=None, reason=None, override=None, published=False)
        if entry.op in gone
        else entry
        for entry in history
    )


def is_board(name: str | None, allowed: Printing) -> bool:
    """Whether a name is one of a board that the plan knows."""
    return bool(name) and folded(name or "") in allowed.boards


def _public(entry: Entry, allowed: Printing) -> Entry:
    said = entry if entry.published else _silent(entry)
    agreed = entry.agreed_by if entry.published or is_board(entry.agreed_by, allowed) else None
    source = entry.source if entry.event == "imported" else None
    return replace(said, by="", op="", override=None, agreed_by=agreed, source=source)


def _silent(entry: Entry) -> Entry:
    return replace(
        entry, note=None, reason=None, override=None, agreed_by=None, source=None, by="", op=""
    )


def _own(entry: Entry, allowed: Printing) -> Entry:
    """An entry for an internal paper: who made it is a post, or nobody."""
    return replace(entry, by=allowed.posts.get(folded(entry.by), ""))


def _step(action: Action, allowed: Printing) -> Action:
    return replace(action, owner=post_of(action.owner, allowed))
