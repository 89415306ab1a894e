"""What is not settled: the answers to choose from, and a line that names them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.words import STATUS_PHRASES
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value
    from hmic_tracker.reports.unsettled import Answer, Unsettled

_OPTIONS: Final = {
    field: f"--{field}" for field in ("status", "progress", "owner", "board", "due", "title")
} | {"requested_due": "--request-due"}
"""The options of `update` that settle a field."""
_DATES: Final = frozenset({"due", "requested_due"})
SEEN_IN_SHORT: Final = 3
"""So many are named one by one."""


def unsettled_nodes(unsettled: Iterable[Unsettled]) -> Iterator[nodes.Node]:
    """Each field that is not settled, with its answers and how to choose one."""
    for one in unsettled:
        yield nodes.Gap()
        yield nodes.Paragraph(
            f"NOT SETTLED: the {one.name}. {one.rule} until one is chosen.", "amber"
        )
        answers = ((f"  {_value(one.field, answer.value)}", _who(answer)) for answer in one.answers)
        yield nodes.Pairs(tuple(answers))
        option = _OPTIONS.get(one.field)
        how = f"tracker update {one.item.id} {option} VALUE" if option else "tracker edit"
        yield nodes.Paragraph(how if option else f"{how} {one.item.id}", "dim", indent=2)


def unsettled_line(unsettled: Sequence[Unsettled]) -> str:
    """One line that names what is not settled; empty where everything is."""
    if not unsettled:
        return ""
    names = [f"{one.item.id} {one.name}" for one in unsettled[:SEEN_IN_SHORT]]
    more = len(unsettled) - len(names)
    rest = f" and {more} more" if more else ""
    return f"Not settled: {', '.join(names)}{rest} (tracker list --unsettled)"


def _who(answer: Answer) -> str:

    reason = f'  "{" ".join(answer.reason.split())}"' if answer.reason else ""
    return f"{answer.by or 'nobody named'}, {say_day(answer.on)}{reason}"


def _value(field: str, value: Value) -> str:
    if value is None:
        return "none"
    if field in _DATES:
        return say_due(str(value))
    return STATUS_PHRASES[value] if field == "status" else str(value)  # type: ignore[index]
