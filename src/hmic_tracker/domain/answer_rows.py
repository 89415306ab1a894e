"""Which row of a sending an answer belongs to: by its `Item` cell, never by its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hmic_tracker.domain.answer_cells import RowName, read_row_name, row_label, says_nothing
from hmic_tracker.domain.answers import YELLOW, Answer
from hmic_tracker.domain.row_values import items_of, step_number
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.sendings import SentRow


class SentItem(NamedTuple):
    """A row that was sent: how its workbook names it, its items as they are, a step's number now.

    The name has the number that the step was sent under.
    """

    row: SentRow
    label: str
    items: Sequence[Item]
    step: int | None


class Matched(NamedTuple):
    """The answers by the place of their row in the sending, and those that belong to no row."""

    by_row: Mapping[int, Sequence[Answer]]
    others: Sequence[tuple[Answer, RowName | None]]


def sent_items(
    rows: Sequence[SentRow], by_uid: Mapping[str, Item], by_id: Mapping[str, Item]
) -> list[SentItem]:
    """The rows of a sending with their items as they are."""
    return [_sent_item(row, by_uid, by_id) for row in rows]


def sent_label(row: SentRow, step: int | None) -> str:
    """How the workbook of a row named it; `step` is the number of its step now."""
    return row_label(row.ids, step if row.number is None else row.number)


def _sent_item(row: SentRow, by_uid: Mapping[str, Item], by_id: Mapping[str, Item]) -> SentItem:
    items = items_of(row, by_uid, by_id)
    step = None
    if row.step is not None:
        step = step_number(items[0], row.step) if items else None
        step = int(row.step) if step is None and row.step.isdigit() else step  # none in the plan
    return SentItem(row, sent_label(row, step), items, step)


def matched(rows: Sequence[SentItem], answers: Sequence[Answer]) -> Matched:
    """Each answer with the row that its `Item` cell names."""
    places = {read_row_name(one.label): place for place, one in enumerate(rows)}
    by_row: dict[int, list[Answer]] = {}
    others: list[tuple[Answer, RowName | None]] = []
    for answer in answers:
        name = read_row_name(answer.item)
        place = places.get(name) if name else None
        if place is None:
            others.append((answer, name))
        else:
            by_row.setdefault(place, []).append(answer)
    return Matched(by_row, others)


def is_answered(answer: Answer, row: SentRow) -> bool:
    """Whether anything in a row was written by who answers: not blank, and not as it was sent."""
    if answer.beside or answer.formulas:
        return True
    return any(
        not says_nothing(text) and (answer.in_words or not is_as_sent(key, text, row))
        for key in YELLOW
        if (text := getattr(answer, key))
    )


def is_as_sent(key: str, text: str, row: SentRow) -> bool:
    """Whether a cell that was filled in before it was sent came back the same."""
    from hmic_tracker.domain.answer_cells import read_count, read_far, read_share
    from hmic_tracker.errors import InputError

    try:
        if key == "how_far":
            return read_far(text) == row.values.get("progress") and not read_share(text)
        if key == "done" and "done" in row.values:  # "0 of 8", where it is saved as it is shown
            return str(read_count(text, len(row.ids))) == row.values["done"]
    except InputError:
        return False
    return False


def contents(answer: Answer) -> tuple[object, ...]:
    """What a row says, to tell whether two rows say the same."""
    cells = (getattr(answer, key) for key in YELLOW)
    texts = tuple("" if says_nothing(text) else folded(text) for text in cells)
    return (*texts, answer.beside, answer.formulas)
