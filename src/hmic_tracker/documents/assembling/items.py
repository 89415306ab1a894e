"""The items of a draft: texts, counts and progress of each framework and kind brought together."""

from __future__ import annotations

from dataclasses import dataclass, field

from hmic_tracker.documents.assembling.allocation import ItemState, allocate
from hmic_tracker.documents.parsed_report import (
    CountStatement,
    ItemText,
    Origin,
    ParsedReport,
    ProgressStatement,
    shortened,
)
from hmic_tracker.documents.wording.clauses import read_clause
from hmic_tracker.documents.wording.patterns import folded, in_words
from hmic_tracker.domain.drafts import DraftItem
from hmic_tracker.domain.inspections import ReportedCount
from hmic_tracker.domain.words import COMPLETED, KINDS, OPEN, Kind, count_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.framework_names import FrameworkNames

MOST_PLACEHOLDERS: Final = 5000
"""Items without text in one report; what counts more of them is not a report."""


@dataclass(slots=True)
class _Group:
    """The findings about one framework and kind; `name` is the framework's."""

    framework: str | None
    kind: Kind
    name: str
    texts: list[ItemText] = field(default_factory=list)
    counts: list[CountStatement] = field(default_factory=list)
    progress: list[ProgressStatement] = field(default_factory=list)

    @property
    def totals(self) -> list[tuple[int, Origin]]:
        """The number of items as each statement has it, and the block it is from."""
        counts = [(count.total, count.origin) for count in self.counts]
        return [
            *counts,
            *((t, s.origin) for s in self.progress if (t := s.group.total) is not None),
        ]

    @property
    def total(self) -> int:
        """The number of items, after the last statement; that of the texts where there is none."""
        return self.totals[-1][0] if self.totals else len(self.texts)


def assemble_items(
    report: ParsedReport, names: FrameworkNames, order: list[str]
) -> tuple[tuple[DraftItem, ...], tuple[ReportedCount, ...]]:
    """Return the items in the order of their frameworks, and the counts that the report gives."""
    assembly = _Assembly(report, names)
    for framework in (None, *order):
        for kind in KINDS:
            if group := assembly.groups.get((framework, kind)):
                assembly.add(group)
    return assembly.with_causes(), tuple(assembly.reported)


class _Assembly:
    """The groups of a report, and the items made of them so far."""

    def __init__(self, report: ParsedReport, names: FrameworkNames) -> None:
        self.groups: dict[tuple[str | None, Kind], _Group] = {}
        self.items: list[DraftItem] = []
        self.reported: list[ReportedCount] = []
        self._names = names
        self._report = report
        self._placeholders = 0
        self._places: dict[int, int] = {}
        self._texts: dict[int, ItemText] = {}
        for text in report.texts:
            self._group(text.framework, text.kind).texts.append(text)
        for count in report.counts:
            self._group(count.framework, count.kind).counts.append(count)
        for statement in report.progress:
            self._share_out(statement)

    def add(self, group: _Group) -> None:
        """Make the items of a group."""
        items, texts = self._with_text(group)
        for place, text in enumerate(texts, len(self.items)):
            self._places[id(text)], self._texts[place] = place, text
        placeholders = self._without_text(group, {item.number for item in items})
        self._compare_totals(group, len(items), len(items) + len(placeholders))
        items += placeholders
        for statement in group.progress:
            items = self._with_progress(items, group.name, statement)
        others = any(framework is not None for framework, _ in self.groups)
        if group.framework is None and items and others:
            many = count_of(len(items), group.kind)
            self._report.warn(items[0].line, f"{many} under no framework's heading")
        self._warn_of_gaps(group, items)
        self.items.extend(items)

    def _group(self, framework: str | None, kind: Kind) -> _Group:
        name = self._names.name(framework)
        return self.groups.setdefault((framework, kind), _Group(framework, kind, name))

    def _share_out(self, statement: ProgressStatement) -> None:
        """Give a statement to the group of its kind; one without a kind is about all there are."""
        if statement.group.kind is not None:
            self._group(statement.framework, statement.group.kind).progress.append(statement)
            return
        keys = [(statement.framework, kind) for kind in KINDS]
        groups = [g for key in keys if (g := self.groups.get(key)) and g.total]
        listed = " and ".join(count_of(group.total, group.kind) for group in groups)
        problem = "doesn't say of how many items; nothing is taken from it"
        if listed:
            problem = f"doesn't say of which items; taken as said of all: {listed}"
        name = self._names.name(statement.framework)
        self._report.warn(statement.origin.line, f"{_quoted(name, statement)} {problem}")
        for group in groups:
            group.progress.append(statement)

    def with_causes(self) -> tuple[DraftItem, ...]:
        """Return the items, each with the place of the cause of concern that it answers."""
        places = {place: self._places.get(id(text.cause)) for place, text in self._texts.items()}
        return tuple(
            item._replace(cause=places.get(place)) for place, item in enumerate(self.items)
        )

    def _with_text(self, group: _Group) -> tuple[list[DraftItem], list[ItemText]]:
        """Return the items with text, and the text of each; one printed twice is one."""
        items: list[DraftItem] = []
        texts: list[ItemText] = []
        labels: dict[str, str | None] = {}
        for given in group.texts:
            number, label = given.number, given.label
            if label is not None and label in labels:
                if folded(labels[label]) == folded(given.text):
                    continue
                twice = f"there are two with the number {label}; both are kept"
                given.doubt = "; ".join(filter(None, (twice, given.doubt)))
                number = None
            elif label is not None:
                labels[label] = given.text
            items.append(self._of_text(group, given, number, label))
            texts.append(given)
        return items, texts

    def _of_text(
        self, group: _Group, given: ItemText, number: int | None, label: str | None
    ) -> DraftItem:
        """Return the item of a text with the fields that the document gives it itself."""
        item = self._draft(group, number, given.origin, given.text)
        return item._replace(
            label=label,
            source_kind=given.source_kind,
            status=given.status,
            status_word=given.status_word,
            progress=None if given.status in COMPLETED else given.progress,
            due=given.due,
            owner=given.owner,
            response=given.response,
            response_reason=given.response_reason,
            update=given.update,
            evidence=given.evidence,
            doubt=given.doubt,
            place=given.origin.place,
        )

    def _without_text(self, group: _Group, given: set[int | None]) -> list[DraftItem]:
        """Return placeholders for what is only counted.

        Beside texts only AFIs have them, and only where the texts are numbered: else nobody can
        tell which are missing.
        """
        if given and (group.kind != "afi" or None in given or not group.totals):
            return []
        total = group.total
        numbers = [n for n in range(1, total + 1) if n not in given] or (
            [] if given else _named_in(group)
        )
        room = max(0, MOST_PLACEHOLDERS - self._placeholders)
        if len(numbers) > room:
            problem = f"{len(numbers)} are too many to be kept without text"
            self._report.warn(0, f"{group.name}: {problem}")
            numbers = numbers[:room]
        self._placeholders += len(numbers)
        blocks = [one.origin for one in group.counts] or [one.origin for one in group.progress]
        block = blocks[0] if blocks else None
        return [self._draft(group, number, block, of=total or None) for number in numbers]

    def _draft(
        self,
        group: _Group,
        number: int | None,
        block: Origin | None,
        text: str | None = None,
        of: int | None = None,
    ) -> DraftItem:
        source = self._source(block.where if block else "")
        line = block.line if block else 0
        return DraftItem(group.kind, group.framework, number, of, text, source=source, line=line)

    def _compare_totals(self, group: _Group, with_text: int, elsewhere: int) -> None:
        """Warn where two places of a report count differently."""
        have = f"{in_words(with_text or elsewhere)} {'with text' if with_text else 'elsewhere'}"
        for total, block in group.totals:
            if total != (with_text or elsewhere):
                place = block.where or f"line {block.line}"
                count = count_of(total, group.kind)
                self._report.warn(block.line, f"{group.name}: {count} in {place}, {have}")

    def _with_progress(
        self, items: list[DraftItem], name: str, statement: ProgressStatement
    ) -> list[DraftItem]:
        """Return the items with the states that a statement gives them."""
        group, line = statement.group, statement.origin.line
        if not group.clause or not items:
            return items
        parts, doubts = read_clause(group.clause)
        quoted = _quoted(name, statement)
        if not parts:
            self._report.warn(line, f"{quoted} is not understood")
            return items
        kind = items[0].kind
        by_number = {item.number or -at: item for at, item in enumerate(items, 1)}
        allocation = allocate(
            list(by_number),
            parts,
            total=len(items) if group.total is None else group.total,
            alike=kind == "afi" and all(item.text is None for item in items),
            due_of_all=statement.due,
            on=self._report.header.on,
        )
        for doubt in (*doubts, *allocation.doubts):
            self._report.warn(line, f"{quoted}: {doubt}")
        if allocation.unnamed:
            completed = in_words(allocation.completed or 0)
            many = f"{in_words(len(items))} {count_of(len(items), kind).split(' ', 1)[1]}"
            verb = "is" if allocation.completed == 1 else "are"
            text = f"{name}: {completed} of {many} {verb} completed, the report doesn't say which"
            self._report.warn(line, f"{text}; all are kept in progress")
        self._report_count(items, statement, allocation.completed)
        return [
            self._in_state(item, allocation.states[number], statement)._replace(
                interchangeable=number in allocation.assigned_in_order,
                in_common=number in allocation.in_common,
            )
            for number, item in by_number.items()
        ]

    def _report_count(
        self, items: list[DraftItem], statement: ProgressStatement, completed: int | None
    ) -> None:
        on, group, framework = self._report.header.on, statement.group, items[0].framework
        if on is None or framework is None or group.total is None or completed is None:
            return
        # "All" are all that the bullet counts, whether the report has an item for each or not.
        all_done = completed == len(items)
        self.reported.append(
            ReportedCount(
                framework=framework,
                kind=items[0].kind,
                on=on,
                total=group.total,
                completed=group.total if all_done else min(completed, group.total),
                sentence=group.sentence,
                source=self._source(statement.origin.where),
            )
        )

    def _in_state(
        self, item: DraftItem, state: ItemState, statement: ProgressStatement
    ) -> DraftItem:
        if state == ItemState() or (state.status is None and item.status is not None):
            return item
        return item._replace(
            status=state.status,
            status_word=statement.group.clause,
            progress=None if state.status in COMPLETED else state.progress,
            due=state.due,
            source=self._source(statement.origin.where),
        )

    def _warn_of_gaps(self, group: _Group, items: list[DraftItem]) -> None:
        """Warn where a progress report doesn't give a status or a date."""
        if not self._report.progress:
            return
        if silent := [item for item in items if item.status is None]:
            many = count_of(len(silent), group.kind)
            stand = "stands" if len(silent) == 1 else "stand"
            self._report.warn(silent[0].line, f"{group.name}: how {many} {stand} is not said")
        if undated := [item for item in items if item.status in OPEN and item.due is None]:
            many = count_of(len(undated), group.kind)
            line = group.progress[-1].origin.line if group.progress else undated[0].line
            self._report.warn(line, f"{group.name}: no date is given for {many}")

    def _source(self, where: str) -> str:
        name = self._report.header.name
        return f"{name}, {where}" if where else name


def _named_in(group: _Group) -> list[int]:
    """Return the numbers that bullets name, where no statement gives the number of items."""
    clauses = (read_clause(statement.group.clause) for statement in group.progress)
    return sorted({n for parts, _ in clauses for part in parts for n in part.named})


def _quoted(name: str, statement: ProgressStatement) -> str:
    return f"{name}: '{shortened(statement.group.clause, 80)}'"
