"""The numbered parts of an item: the steps of its action plan, and its evidence.

In a history each field of a part is a tracked field of its own, `action_2_done` or
`evidence_1_shows`: an entry names only what changed, and replay, undo and comparison need no rule
for parts.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.words import Progress

ACTION_FIELDS: Final = ("text", "owner", "due", "done", "dropped")
EVIDENCE_FIELDS: Final = ("ref", "on", "shows", "sha256", "size")
PART_FIELD: Final = re.compile(
    r"(?:action_([1-9]\d{0,3})_(text|owner|due|done|dropped)"
    r"|evidence_([1-9]\d{0,3})_(ref|on|shows|sha256|size))",
    re.ASCII,
)
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


def action_values(actions: Iterable[Action]) -> dict[str, str]:
    """The tracked fields of actions, what is absent left out."""
    return _values("action", actions)


def evidence_values(evidence: Iterable[Evidence]) -> dict[str, str]:
    """The tracked fields of evidence, what is absent left out."""
    return _values("evidence", evidence)


def _values(kind: str, parts: Iterable[Action | Evidence]) -> dict[str, str]:
    return {
        f"{kind}_{part.n}_{name}": str(value)
        for part in parts
        for name, value in part._asdict().items()
        if value and name != "n"
    }


def part_place(field: str) -> tuple[str, int, str] | None:
    """A part's field apart: ("action", 2, "done"); None where it is no part's field."""
    match = PART_FIELD.fullmatch(field)
    if match is None:
        return None
    if match[1]:
        return "action", int(match[1]), match[2]
    return "evidence", int(match[3]), match[4]


def field_order(field: str) -> tuple[str, int, int]:
    """Sorts part fields: actions before evidence, by number, in the order of their fields."""
    kind, number, name = part_place(field) or ("", 0, "text")
    names = ACTION_FIELDS if kind == "action" else EVIDENCE_FIELDS
    return kind, number, names.index(name) if name in names else 0


def parts_with(
    actions: tuple[Action, ...], evidence: tuple[Evidence, ...], values: Mapping[str, object]
) -> tuple[tuple[Action, ...], tuple[Evidence, ...]]:
    """The parts with some fields set (None takes one away); a part without fields is gone."""
    steps = {action.n: action for action in actions}
    shown = {one.n: one for one in evidence}
    for field, value in values.items():
        kind, n, name = part_place(field) or ("", 0, "")
        changed: dict[str, Any] = {name: value or None}
        if kind == "action":
            steps[n] = steps.get(n, Action(n))._replace(**changed)
        elif kind == "evidence":
            shown[n] = shown.get(n, Evidence(n))._replace(**changed)
    return (
        tuple(steps[n] for n in sorted(steps) if any(steps[n][1:])),
        tuple(shown[n] for n in sorted(shown) if any(shown[n][1:])),
    )


def steps_of(actions: Iterable[Action]) -> tuple[int, int]:
    """How many steps are done, of how many; dropped ones count for nothing."""
    kept = [action for action in actions if not action.dropped]
    return sum(bool(action.done) for action in kept), len(kept)


def progress_of_steps(done: int, of: int) -> Progress:
    """The progress word of so many steps done: where the lead gave none, they give it."""
    if of == 0 or done == 0:
        return "none"
    if done >= of:
        return "complete"
    if done * 5 >= of * 4:
        return "almost"
    return "majority" if done * 2 > of else "some"
