"""The numbered parts of an item: the steps of its action plan, and its evidence.

In a history each field of a part is a tracked field of its own, `action_2_done` or
`evidence_1_shows`: an entry names only what changed, and replay, undo and comparison need no rule
for parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.dates import deadline
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Progress

MOST_PARTS: Final = 9999


class Action(NamedTuple):
    """A step of an item's action plan.

    `done` is the day it was done (2008-11-20), `dropped` why it was given up; one that is dropped
    counts for nothing.
    """

    n: int
    text: str | None = None
    owner: str | None = None
    due: str | None = None
    done: str | None = None
    dropped: str | None = None

    @property
    def deadline(self) -> date | None:
        """The last day in time; a month's is its last day."""
        return deadline(self.due) if self.due else None

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return not self.done and not self.dropped


class Evidence(NamedTuple):
    """What shows that something was done: a path, a URL or a document's number.

    `on` is its day (2008-11-20); `sha256` and `size` (bytes, as digits) are there for a file.
    """

    n: int
    ref: str | None = None
    on: str | None = None
    shows: str | None = None
    sha256: str | None = None
    size: str | None = None


PARTS: Final[dict[str, type[Action] | type[Evidence]]] = {"action": Action, "evidence": Evidence}
"""The record of each kind of part."""
PART_FIELDS: Final = {kind: record._fields[1:] for kind, record in PARTS.items()}
"""The fields that a part of each kind has besides its number, in the order of a file."""
PART_WORDS: Final = {"action": "step", "evidence": "evidence"}
"""What people call a part of each kind."""


def part_fields(kind: str, parts: Iterable[Action | Evidence]) -> dict[str, str]:
    """The tracked fields of parts of a kind, what is absent left out."""
    return {
        f"{kind}_{part.n}_{name}": str(value)
        for part in parts
        for name, value in zip(PART_FIELDS[kind], part[1:], strict=True)
        if value
    }


def parse_part_field(field: str) -> tuple[str, int, str] | None:
    """A part's field apart: ("action", 2, "done"); None where it is no part's field."""
    kind, _, rest = field.partition("_")
    number, _, name = rest.partition("_")
    if name not in PART_FIELDS.get(kind, ()):
        return None
    is_number = number.isascii() and number.isdecimal() and 0 < int(number) <= MOST_PARTS
    return (kind, int(number), name) if is_number and number[0] != "0" else None


def field_order(field: str) -> tuple[str, int, int]:
    """Sorts part fields: actions before evidence, by number, in the order of their fields."""
    kind, number, name = parse_part_field(field) or ("", 0, "")
    return kind, number, PART_FIELDS[kind].index(name) if kind else 0


def parts_with_fields(
    actions: tuple[Action, ...], evidence: tuple[Evidence, ...], values: Mapping[str, object]
) -> tuple[tuple[Action, ...], tuple[Evidence, ...]]:
    """The parts with some fields set (None takes one away); a part without fields is gone."""
    parts: dict[tuple[str, int], Any] = {("action", action.n): action for action in actions}
    parts |= {("evidence", one.n): one for one in evidence}
    for field, value in values.items():
        if place := parse_part_field(field):
            kind, n, name = place
            part: Any = parts.get((kind, n)) or PARTS[kind](n)
            parts[kind, n] = part._replace(**{name: value or None})
    kept = [part for _, part in sorted(parts.items()) if any(part[1:])]
    return (
        tuple(part for part in kept if isinstance(part, Action)),
        tuple(part for part in kept if isinstance(part, Evidence)),
    )


def steps_of(actions: Iterable[Action]) -> tuple[int, int]:
    """How many steps are done, of how many; dropped ones count for nothing."""
    kept = [action for action in actions if not action.dropped]
    return sum(bool(action.done) for action in kept), len(kept)


def progress_of_steps(done: float, of: int) -> Progress:
    """The progress word of so many steps done: where the lead gave none, they give it."""
    if of == 0 or done == 0:
        return "none"
    if done >= of:
        return "complete"
    if done * 5 >= of * 4:
        return "almost"
    return "majority" if done * 2 > of else "some"
