"""What is not settled: the answers to choose from, and a line that names them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.settling import settling_line
from hmic_tracker.domain.words import STATUS_PHRASES, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value
    from hmic_tracker.reports.unsettled import Answer, Unsettled

_DATES: Final = frozenset({"due", "requested_due", "deferred_until"})
_CALLED: Final = {
    "due": "due date",
    "deferred_until": "end of the deferral",
    "deferred_by": "board of the deferral",
}
SEEN_IN_SHORT: Final = 3
"""So many are named one by one."""


def unsettled_nodes(unsettled: Iterable[Unsettled]) -> Iterator[nodes.Node]:
    """Each field that is not settled, with its answers and how to choose one."""
    for one in unsettled:
        yield nodes.Gap()
        yield nodes.Paragraph(
            f"NOT SETTLED: the {_called(one)}. {one.rule} until one is chosen.", "amber"
        )
        answers = ((f"  {_value(one.field, answer.value)}", _who(answer)) for answer in one.answers)
        yield nodes.Pairs(tuple(answers))
        other = one.others[0] if one.others else one.counts
        yield nodes.Paragraph(settling_line(one.item.id, one.field, other), "dim", indent=2)


def unsettled_line(unsettled: Sequence[Unsettled]) -> str:
    """One line that names what is not settled; empty where everything is."""
    if not unsettled:
        return ""
    names = [f"{one.item.id} {one.name}" for one in unsettled[:SEEN_IN_SHORT]]
    more = len(unsettled) - len(names)
    rest = f" and {more} more" if more else ""
    return f"Not settled: {', '.join(names)}{rest} (tracker list --unsettled)"


def unsettled_items_line(ids: Sequence[str], unsettled: Sequence[Unsettled]) -> str:
    """How many items are not settled, what of the first of them, and how to see them all."""
    return f"{unsettled_items_text(ids, unsettled)} - tracker list --unsettled"


def unsettled_items_text(
    ids: Sequence[str], unsettled: Sequence[Unsettled], where: str = ""
) -> str:
    """How many items are not settled, and what of the first of them."""
    fields: dict[str, list[str]] = {}
    for one in unsettled:
        fields.setdefault(one.item.id, []).append(one.name)
    names = [f"{i} ({', '.join(fields[i])})" if i in fields else i for i in ids[:SEEN_IN_SHORT]]
    more = f" and {len(ids) - len(names)} more" if len(ids) > len(names) else ""
    verb = "is" if len(ids) == 1 else "are"
    return f"{plural(len(ids), 'item')}{where} {verb} not settled: {', '.join(names)}{more}"


def unsettled_note(one: Unsettled, say_date: Callable[[str], str] = say_due) -> str:
    """ "REC-5 due: Jan 2009 counts, not settled: also Mar 2009; first due Sep 2008"."""
    return f"{one.item.id} {one.name}: {unsettled_clause(one, say_date)}"


def unsettled_clause(one: Unsettled, say_date: Callable[[str], str] = say_due) -> str:
    """ "Jan 2009 counts, not settled: also Mar 2009; first due Sep 2008"."""
    others = ", ".join(_value(one.field, value, say_date) for value in one.others)
    first = f"; first due {say_date(one.first_due)}" if one.first_due else ""
    return f"{_value(one.field, one.counts, say_date)} counts, not settled: also {others}{first}"


def _called(one: Unsettled) -> str:
    return _CALLED.get(one.field, one.name)


def _who(answer: Answer) -> str:

    reason = f'  "{" ".join(answer.reason.split())}"' if answer.reason else ""
    return f"{answer.by or 'nobody named'}, {say_day(answer.on)}{reason}"


def _value(field: str, value: Value, say_date: Callable[[str], str] = say_due) -> str:
    if value is None:
        return "none"
    if field in _DATES or field.endswith(("_due", "_done", "_on")):
        return say_date(str(value))
    return STATUS_PHRASES[value] if field == "status" else str(value)  # type: ignore[index]
