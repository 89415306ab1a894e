"""How items hang together: one duplicates, implements, answers, supersedes or carries on another.

A recommendation answers the cause of concern that it is made under.

A link stands in the item that it is said of, as its relation and the other's id ("duplicates
REC-3"), and is shown from both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.domain.words import parse_word
from hmic_tracker.light_typing import Final, Literal, NamedTuple, get_args

Relation = Literal["duplicates", "implements", "answers", "supersedes", "carried-from", "relates"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
PHRASES: Final[dict[Relation, tuple[str, str]]] = {
    "duplicates": ("duplicates", "duplicated by"),
    "implements": ("implements", "implemented by"),
    "answers": ("answers", "answered by"),
    "supersedes": ("supersedes", "superseded by"),
    "carried-from": ("carried from", "carried on by"),
    "relates": ("relates to", "relates to"),
}
"""How a link reads from the item that has it, and from the other."""
_HABITS: Final[dict[Relation, tuple[str, ...]]] = {
    "duplicates": ("duplicate", "duplicate-of"),
    "implements": ("implement",),
    "answers": ("answer", "addresses"),
    "supersedes": ("supersede",),
    "carried-from": ("carried",),
    "relates": ("relates-to", "related", "related-to"),
}


class Link(NamedTuple):
    """A link as one of its two items sees it; `inward` where the other item has it."""

    relation: Relation
    other: str
    inward: bool = False

    @property
    def phrase(self) -> str:
        """The relation as people read it from this side."""
        return PHRASES[self.relation][self.inward]


def parse_relation(text: str) -> Relation:
    """The relation a person typed; raises InputError with the nearest word."""
    return parse_word(text.strip()[:60], RELATIONS, _HABITS, "relation")


def link_of(text: str) -> Link:
    """A link as an item's file has it; an id alone relates."""
    relation, _, other = text.strip().rpartition(" ")
    return Link(next((r for r in RELATIONS if r == relation), "relates"), other)


def linked_item_id(links: Iterable[str], relation: Relation) -> str | None:
    """The item that the first link of a relation points to."""
    return next((link_of(text).other for text in links if link_of(text).relation == relation), None)


def links_of(item_id: str, links: Mapping[str, tuple[str, ...]]) -> tuple[Link, ...]:
    """An item's links from both sides, each once; `links` has those of every item by its id."""
    own = [link_of(text) for text in links.get(item_id, ())]
    others = [
        Link(link.relation, other_id, inward=True)
        for other_id, texts in links.items()
        for link in map(link_of, texts)
        if link.other == item_id and other_id != item_id
    ]
    known = {(link.relation, link.other) for link in own if link.relation == "relates"}
    return (*own, *(one for one in others if (one.relation, one.other) not in known))


def creates_cycle(item_id: str, link: Link, links: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a link would lead from an item back to itself.

    What has gone elsewhere must end somewhere, so duplicates, supersedes (seen from the old item)
    and carried-from (the same) count as one way; implements and answers are ways of their own.
    """
    if link.relation == "relates":
        return link.other == item_id
    ways: dict[str, set[str]] = {}
    own = (*links.get(item_id, ()), f"{link.relation} {link.other}")
    for start, texts in {**links, item_id: own}.items():
        for one in map(link_of, texts):
            if one.relation != "relates" and _sort(one.relation) == _sort(link.relation):
                reversed_ = one.relation in {"supersedes", "carried-from"}
                tail, head = (one.other, start) if reversed_ else (start, one.other)
                ways.setdefault(tail, set()).add(head)
    seen: set[str] = set()
    waiting = list(ways.get(item_id, ()))
    while waiting:
        here = waiting.pop()
        if here == item_id:
            return True
        if here not in seen:
            seen.add(here)
            waiting += ways.get(here, ())
    return False


def _sort(relation: Relation) -> str:
    return relation if relation in {"implements", "answers"} else "elsewhere"
