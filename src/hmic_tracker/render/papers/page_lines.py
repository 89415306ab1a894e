"""A line of a paper's first page, and what several of its lines say alike."""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.domain.check_findings import shortened
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.papers.wording import join_and, named_ids, sentence

if TYPE_CHECKING:
    from hmic_tracker.reports.paper_story import News

MOST: Final = 4
"""So many frameworks, owners or runs of ids are named one by one: the page is to stay one."""
LONGEST_REASON: Final = 60
"""A reason is cut here; it is whole in the table of dates moved."""


class Line(NamedTuple):
    """A line of the first page: what it is about, and what it says."""

    label: str
    text: str


def because(reason: str | None) -> str:
    """ ": four boroughs without a lead": the reason as it was given, cut where it is long."""
    text = " ".join((reason or "").split()).rstrip(".")
    return f": {shortened(text, LONGEST_REASON)}" if text else ""


def few(ids: Iterable[str]) -> str:
    """The ids, where they are few runs; nothing where they are many."""
    names = named_ids(ids)
    return names if names.count(",") < MOST else ""


def ids_of(one: News) -> str:
    """The items by their ids, exempt ones by their number; nothing where they are too many."""
    names = few(one.ids)
    if one.ids and not names:
        return ""
    return join_and([name for name in (names, f"{one.exempt} exempt" * bool(one.exempt)) if name])


def posts(owners: Iterable[tuple[str | None, int]]) -> str:
    """ "Head of Crime 3, none 1": the most first, nobody's last."""
    named = [(owner, n) for owner, n in owners if owner is not None]
    texts = [f"{owner} {n}" for owner, n in named[:MOST]]
    if rest := named[MOST:]:
        texts.append(f"{plural(len(rest), 'other post')} {sum(n for _, n in rest)}")
    texts += [f"none {n}" for owner, n in owners if owner is None]
    return ", ".join(texts)


def joined(texts: Iterable[str]) -> str:
    """The texts that say anything as sentences, one behind the other."""
    return " ".join(sentence(text) for text in texts if text)
