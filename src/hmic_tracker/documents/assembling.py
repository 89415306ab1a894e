"""The items of a draft: texts, counts and progress of each framework and kind brought together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hmic_tracker.documents.allocation import ItemState, Outcome, stand_of_each
from hmic_tracker.documents.names import Names
from hmic_tracker.documents.parsed_report import Counted, ItemText, ParsedReport, ProgressStatement
from hmic_tracker.documents.readers.clauses import read_clause
from hmic_tracker.documents.readers.phrases import word_of
from hmic_tracker.documents.readers.progress import Group
from hmic_tracker.domain.drafts import DraftItem
from hmic_tracker.domain.inspections import ImportWarning, ReportedCount
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.words import COMPLETED, KINDS, OPEN, Kind, count_of

MOST_PLACEHOLDERS: Final = 5000
"""Items without text in one report; what counts more of them is not a report."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The items in the order of their frameworks, what the source counts, and the warnings."""

    items: tuple[DraftItem, ...]
    reported: tuple[ReportedCount, ...]
    warnings: tuple[ImportWarning, ...]


@dataclass(slots=True)
class _Group:
    """All that the report says of one framework and kind."""

    framework: str | None
    kind: Kind
    name: str
    texts: list[ItemText] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    said: list[tuple[ProgressStatement, Group]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many there are, as the report says it last; the texts where it doesn't."""
        said = [group.total for _, group in self.said if group.total is not None]
        counted = [counted.total for counted in self.counted]
        return [len(self.texts), *counted, *said][-1]


def assemble(
    found: ParsedReport, names: Names, order: list[str], report: str, on: date | None
) -> Assembled:
    """Makes the items. `order` is the frameworks', `report` the paper's name, `on` its date."""
    return _Assembling(found, names, report, on).result(order)


class _Assembling:
    def __init__(self, found: ParsedReport, names: Names, report: str, on: date | None) -> None:
        self._names = names
        self._report = report
        self._on = on
        self._has_progress = bool(found.said)
        self._groups: dict[tuple[str | None, Kind], _Group] = {}
        self._items: list[DraftItem] = []
        self._reported: list[ReportedCount] = []
        self._warnings: list[ImportWarning] = []
        self._placeholders = 0
        for text in found.texts:
            self._of(text.framework, text.kind).texts.append(text)
        for counted in found.counted:
            self._of(counted.framework, counted.kind).counted.append(counted)
        for said in found.said:
            self._share_out(said)

    def result(self, order: list[str]) -> Assembled:
        for framework in (None, *order):
            for kind in KINDS:
                if group := self._groups.get((framework, kind)):
                    self._make(group)
        return Assembled(tuple(self._items), tuple(self._reported), tuple(self._warnings))

    def _of(self, framework: str | None, kind: Kind) -> _Group:
        name = self._names.name(framework)
        return self._groups.setdefault((framework, kind), _Group(framework, kind, name))

    def _share_out(self, said: ProgressStatement) -> None:
        """Gives a bullet's groups to their kinds; one without a kind speaks of all there are."""
        for spoken in said.bullet.groups:
            if spoken.kind is not None:
                self._of(said.framework, spoken.kind).said.append((said, spoken))
                continue
            keys = [(said.framework, kind) for kind in KINDS]
            there = [g for key in keys if (g := self._groups.get(key)) and g.total]
            listed = " and ".join(count_of(group.total, group.kind) for group in there)
            name = self._names.name(said.framework)
            problem = "doesn't say of how many items; nothing is taken from it"
            if listed:
                problem = f"doesn't say of which items; taken as said of all: {listed}"
            self._warn(said.line, f"{name}: '{_short(spoken.clause)}' {problem}")
            for group in there:
                group.said.append((said, replace(spoken, kind=group.kind)))

    def _make(self, group: _Group) -> None:
        items = self._with_text(group)
        placeholders = self._without_text(group, {item.number for item in items})
        self._compare_totals(group, len(items), len(items) + len(placeholders))
        items += placeholders
        for said, spoken in group.said:
            items = self._with_progress(items, group.name, said, spoken)
        if group.framework is None and items:
            many = count_of(len(items), group.kind)
            self._warn(items[0].line, f"{many} under no framework's heading")
        self._warn_of_silence(group, items)
        self._items.extend(items)

    def _with_text(self, group: _Group) -> list[DraftItem]:
        items: list[DraftItem] = []
        taken: dict[int, str | None] = {}
        for given in group.texts:
            number = given.number
            if number is not None and number in taken:
                if taken[number] == given.text:
                    continue
                text = f"{group.name}: there are two of {group.kind} {number}"
                self._warn(given.line, f"{text}; the second is kept without its number")
                number = None
            elif number is not None:
                taken[number] = given.text
            items.append(
                DraftItem(
                    kind=group.kind,
                    framework=group.framework,
                    number=number,
                    text=given.text,
                    source=self._source(given.where),
                    line=given.line,
                )
            )
        return items

    def _without_text(self, group: _Group, given: set[int | None]) -> list[DraftItem]:
        """Placeholders for what is only counted.

        Beside texts only AFIs have them, and only where the texts are numbered: else nobody can
        tell which are missing.
        """
        if given and (group.kind != "afi" or None in given):
            return []
        total = group.total
        numbers = [n for n in range(1, total + 1) if n not in given] or (
            [] if given else _named_in(group)
        )
        room = MOST_PLACEHOLDERS - self._placeholders
        if len(numbers) > room:
            self._warn(0, f"{group.name}: {len(numbers)} are too many to be kept without text")
            numbers = numbers[: max(0, room)]
        self._placeholders += len(numbers)
        at = next((c for c in group.counted), None) or next((s for s, _ in group.said), None)
        return [
            DraftItem(
                kind=group.kind,
                framework=group.framework,
                number=number,
                of=total or None,
                source=self._source(at.where if at else ""),
                line=at.line if at else 0,
            )
            for number in numbers
        ]

    def _compare_totals(self, group: _Group, with_text: int, there: int) -> None:
        """Warns where two places of a report count differently."""
        said = [(s.line, s.where, g.total) for s, g in group.said if g.total is not None]
        for line, where, total in (*((c.line, c.where, c.total) for c in group.counted), *said):
            if total == (with_text or there):
                continue
            place = where or f"line {line}"
            have = f"{word_of(with_text)} with text" if with_text else f"{word_of(there)} elsewhere"
            self._warn(line, f"{group.name}: {count_of(total, group.kind)} in {place}, {have}")

    def _with_progress(
        self, items: list[DraftItem], name: str, said: ProgressStatement, spoken: Group
    ) -> list[DraftItem]:
        """The items as a bullet says they stand; unchanged where it says nothing of them."""
        if not spoken.clause or not items:
            return items
        clause = read_clause(spoken.clause)
        quoted = f"{name}: '{_short(spoken.clause)}'"
        if not clause.parts:
            self._warn(said.line, f"{quoted} is not understood")
            return items
        kind = items[0].kind
        alike = kind == "afi" and all(item.text is None for item in items)
        places = {item.number or -at: item for at, item in enumerate(items, 1)}
        outcome = stand_of_each(
            list(places),
            clause.parts,
            statement_for=len(items) if spoken.total is None else spoken.total,
            alike=alike,
            due_of_all=said.bullet.due,
            on=self._on,
        )
        for doubt in (*clause.doubts, *outcome.doubts):
            self._warn(said.line, f"{quoted}: {doubt}")
        if outcome.unnamed:
            completed = word_of(outcome.completed or 0)
            many = f"{word_of(len(items))} {count_of(len(items), kind).split(' ', 1)[1]}"
            verb = "is" if outcome.completed == 1 else "are"
            text = f"{name}: {completed} of {many} {verb} completed, the report doesn't say which"
            self._warn(said.line, f"{text}; all are kept in progress")
        self._report_count(items, said, spoken, outcome)
        return [
            replace(
                self._standing(item, outcome.stands[place], said, spoken),
                interchangeable=place in outcome.assigned_in_order,
            )
            for place, item in places.items()
        ]

    def _report_count(
        self, items: list[DraftItem], said: ProgressStatement, spoken: Group, outcome: Outcome
    ) -> None:
        item, completed = items[0], outcome.completed
        if self._on is None or item.framework is None or spoken.total is None or completed is None:
            return
        if completed == len(items):  # "all" is all that the bullet counts, here or not
            completed = spoken.total
        self._reported.append(
            ReportedCount(
                framework=item.framework,
                kind=item.kind,
                on=self._on,
                total=spoken.total,
                completed=min(completed, spoken.total),
                sentence=spoken.sentence,
                source=self._source(said.where),
            )
        )

    def _standing(
        self, item: DraftItem, stand: ItemState, said: ProgressStatement, spoken: Group
    ) -> DraftItem:
        if stand == ItemState() or (stand.status is None and item.status is not None):
            return item
        return replace(
            item,
            status=stand.status,
            status_word=spoken.clause,
            progress=None if stand.status in COMPLETED else stand.progress,
            due=stand.due,
            source=self._source(said.where),
        )

    def _warn_of_silence(self, group: _Group, items: list[DraftItem]) -> None:
        """Warns where a progress report doesn't give a status or a date."""
        if not self._has_progress:
            return
        if silent := [item for item in items if item.status is None]:
            many = count_of(len(silent), group.kind)
            stand = "stands" if len(silent) == 1 else "stand"
            self._warn(silent[0].line, f"{group.name}: how {many} {stand} is not said")
        if undated := [item for item in items if item.status in OPEN and item.due is None]:
            many = count_of(len(undated), group.kind)
            line = group.said[-1][0].line if group.said else undated[0].line
            self._warn(line, f"{group.name}: no date is given for {many}")

    def _source(self, where: str) -> str:
        return f"{self._report}, {where}" if where else self._report

    def _warn(self, line: int, text: str) -> None:
        self._warnings.append(ImportWarning(line, text))


def _named_in(group: _Group) -> list[int]:
    """The numbers that bullets name, where nothing says how many there are."""
    clauses = (read_clause(spoken.clause) for _, spoken in group.said)
    return sorted({n for clause in clauses for part in clause.parts for n in part.named})


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0] + "…"
