"""What can be said of each inspection's history: changed outside the tool, not settled."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.check_findings import (
    Finding,
    FolderFacts,
    InspectionFile,
    LineOf,
    shortened,
)
from hmic_tracker.domain.check_history import record_corrections
from hmic_tracker.domain.inspection_fields import HEAD, LISTS, row_path
from hmic_tracker.domain.inspection_history import outside_changes, unsettled_fields
from hmic_tracker.domain.inspection_words import Names, field_words, value_words
from hmic_tracker.domain.record_history import path_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan

_MOST_NAMED: Final = 8
"""So many fields are named one by one."""


def inspection_findings(plan: Plan, facts: FolderFacts, line_of: LineOf) -> Iterator[Finding]:
    """Errors of the inspections, one by one."""
    names = {framework.slug: framework.name for framework in plan.frameworks}
    for file in facts.inspections:
        if file.inspection.id == file.stem:
            yield from _outside(file, names, line_of)
            yield from _unsettled(file, names, line_of)
            one = file.inspection
            yield from record_corrections(one.id, file.path, one.history, line_of)


def can_be_recorded(file: InspectionFile) -> bool:
    """Whether `check --record` may enter what differs."""
    return file.inspection.id == file.stem and bool(outside_changes(file.inspection))


def _outside(file: InspectionFile, names: Names, line_of: LineOf) -> Iterator[Finding]:
    changes = outside_changes(file.inspection)
    if not changes:
        return
    texts = [
        f"{field_words(one.field, names)} is {shortened(value_words(one.field, one.new))}, "
        f"and its history says {shortened(value_words(one.field, one.old))}"
        for one in changes[:_MOST_NAMED]
    ]
    more = [f"and {len(changes) - _MOST_NAMED} more"] if len(changes) > _MOST_NAMED else []
    message = f"{file.inspection.id}: {'; '.join([*texts, *more])}"
    yield Finding("changed-outside", message, file.path, _line(file, changes[0].field, line_of))


def _unsettled(file: InspectionFile, names: Names, line_of: LineOf) -> Iterator[Finding]:
    one = file.inspection
    for field, given in unsettled_fields(one).items():
        values = dict.fromkeys(shortened(value_words(field, value)) for _, value in given)
        counts, *others = values
        message = (
            f"{one.id}: {field_words(field, names)} is {counts}, by another {' or '.join(others)}; "
            f"to keep {counts}: tracker inspection edit {one.id} --settle; else write the other "
            "into the file"
        )
        yield Finding("unsettled", message, file.path, _line(file, field, line_of))


def _line(file: InspectionFile, field: str, line_of: LineOf) -> int:
    """The line of a field in the file; where its row is gone that of the history's length."""
    path = path_of(field)
    if not path[1:]:
        return line_of(file.path, next(key for key, name in HEAD.items() if name == field))
    about = path[: len(LISTS[path[0]].about) + 1]
    rows = enumerate(getattr(file.inspection, path[0]), 1)
    places = [n for n, row in rows if row_path(path[0], row) == about]
    nth = int(path[-2]) if len(path) > len(about) + 1 else 1
    if len(places) < nth:
        return line_of(file.path, "entries")
    return line_of(file.path, path[-1], path[0], places[nth - 1])
