"""What two people said differently of an item, and which of it counts until one is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.ancestry import Candidate, counted, entry_keys
from hmic_tracker.domain.fields import FIELDS, MERGES
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item, Value

_COUNTS: Final = {
    "due": "The earlier counts",
    "status": "The less advanced counts",
    "deferred_until": "The earlier counts, none before any",
}
FIRST: Final = "The first counts"
"""The rule of all fields in which no answer is worse than another."""
_HEADS: Final = {field.key: field.head.lower() for field in FIELDS if field.head}


class Answer(NamedTuple):
    """What somebody gave as the value of a field, on a day, and why."""

    value: Value
    by: str
    on: date
    reason: str | None


class Unsettled(NamedTuple):
    """A field of an item with several answers, in the order of their entries.

    `name` is what people call the field, `rule` says which answer counts until one is chosen.
    """

    item: Item
    field: str
    name: str
    rule: str
    answers: tuple[Answer, ...]

    @property
    def counts(self) -> Value:
        """The value that counts until one is chosen."""
        return counted(self.field, [Candidate("", answer.value) for answer in self.answers])

    @property
    def others(self) -> tuple[Value, ...]:
        """The values that don't count, each once."""
        values = dict.fromkeys(answer.value for answer in self.answers)
        return tuple(value for value in values if value != self.counts)

    @property
    def first_due(self) -> str | None:
        """What stands beside a due that is not settled: the first that was set."""
        return self.item.original_due if self.field == "due" else None


def unsettled_of(item: Item) -> tuple[Unsettled, ...]:
    """What is not settled of an item."""
    if not item.unsettled:
        return ()
    by_key = dict(zip(entry_keys(item.history), item.history, strict=True))
    return tuple(
        Unsettled(
            item=item,
            field=field,
            name=field_name(field),
            rule=_rule(field),
            answers=tuple(
                Answer(value, entry.by, entry.on, entry.reason or entry.note)
                for key, value in given
                for entry in (by_key[key],)
            ),
        )
        for field, given in item.unsettled
    )


def unsettled_in(items: Iterable[Item]) -> tuple[Unsettled, ...]:
    """What is not settled of several items."""
    return tuple(one for item in items for one in unsettled_of(item))


def field_name(field: str) -> str:
    """What people call a field; a step's and evidence's with its number."""
    kind, _, rest = field.partition("_")
    if field not in _HEADS and rest:
        number, _, name = rest.partition("_")
        return f"{name} of {'step' if kind == 'action' else 'evidence'} {number}"
    return _HEADS.get(field, field.replace("_", " "))


def _rule(field: str) -> str:
    worse = "The worse counts" if MERGES.get(field) == "worse" else FIRST
    return _COUNTS.get(field, worse)
