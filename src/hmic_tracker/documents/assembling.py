"""The items of a draft: texts, counts and progress of each framework and kind brought together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from hmic_tracker.documents.clauses import read_clause
from hmic_tracker.documents.names import Names
from hmic_tracker.documents.phrases import word_of
from hmic_tracker.documents.progress import Group
from hmic_tracker.documents.sections import Counted, Found, ItemText, Said
from hmic_tracker.documents.standing import Stand, stand_of_each
from hmic_tracker.domain.drafts import DraftItem
from hmic_tracker.domain.inspections import ImportWarning, ReportedCount
from hmic_tracker.domain.words import COMPLETED, KINDS, Kind, count_of

MOST_PLACEHOLDERS: Final = 5000
"""Items without text in one report; a report with more of them is not a report."""

Key = tuple[str | None, Kind]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The items in the order of their frameworks, what the source counts, and the warnings."""

    items: tuple[DraftItem, ...]
    reported: tuple[ReportedCount, ...]
    warnings: tuple[ImportWarning, ...]


@dataclass(slots=True)
class _Kept:
    """All that is said of one framework and kind."""

    texts: list[ItemText] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    said: list[tuple[Said, Group]] = field(default_factory=list)


def assemble(
    found: Found, names: Names, order: list[str], report: str, on: date | None
) -> Assembled:
    """Makes the items. `order` is the frameworks', `report` the paper's name, `on` its date."""
    return _Assembling(found, names, report, on).result(order)


class _Assembling:
    def __init__(self, found: Found, names: Names, report: str, on: date | None) -> None:
        self._names = names
        self._report = report
        self._on = on
        self._has_progress = bool(found.said)
        self._kept: dict[Key, _Kept] = {}
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
        for framework in (*order, None):
            for kind in KINDS:
                if kept := self._kept.get((framework, kind)):
                    self._make(framework, kind, kept)
        return Assembled(tuple(self._items), tuple(self._reported), tuple(self._warnings))

    def _of(self, framework: str | None, kind: Kind) -> _Kept:
        return self._kept.setdefault((framework, kind), _Kept())

    def _share_out(self, said: Said) -> None:
        """Gives a bullet's groups to their kinds; one without a kind speaks of all there are."""
        for group in said.bullet.groups:
            if group.kind is not None:
                self._of(said.framework, group.kind).said.append((said, group))
                continue
            there = [kind for kind in KINDS if (said.framework, kind) in self._kept]
            counts = [self._total_of(self._kept[said.framework, kind]) for kind in there]
            listed = " and ".join(count_of(n, k) for n, k in zip(counts, there, strict=True) if n)
            name = self._names.name(said.framework)
            if not listed:
                problem = "says not of how many items; nothing is taken from it"
            else:
                problem = f"says not of which items; taken as said of all: {listed}"
            self._warn(said.line, f"{name}: '{_short(group.clause)}' {problem}")
            for kind, number in zip(there, counts, strict=True):
                if number:
                    self._of(said.framework, kind).said.append((said, replace(group, kind=kind)))

    def _make(self, framework: str | None, kind: Kind, kept: _Kept) -> None:
        items = self._with_text(framework, kind, kept) or self._placeholders_of(
            framework, kind, kept
        )
        self._compare_totals(framework, kind, kept, len(items))
        for said, group in kept.said:
            items = self._with_progress(items, said, group)
        if framework is None:
            self._warn(
                items[0].line if items else 0,
                f"{count_of(len(items), kind)} under no framework's heading",
            )
        self._warn_of_missing(framework, kind, items, bool(kept.said))
        self._items.extend(items)

    def _with_text(self, framework: str | None, kind: Kind, kept: _Kept) -> list[DraftItem]:
        items: list[DraftItem] = []
        taken: dict[int, str | None] = {}
        for text in kept.texts:
            number = text.number
            if number is not None and number in taken:
                if taken[number] == text.text:
                    continue
                name = self._names.name(framework)
                self._warn(
                    text.line,
                    f"{name}: {kind} {number} is there twice; the second is kept without its number",
                )
                number = None
            if number is not None:
                taken[number] = text.text
            items.append(
                DraftItem(
                    kind=kind,
                    framework=framework,
                    number=number,
                    text=text.text,
                    source=self._source(text.where),
                    line=text.line,
                )
            )
        return items

    def _placeholders_of(self, framework: str | None, kind: Kind, kept: _Kept) -> list[DraftItem]:
        total = self._total_of(kept)
        numbers = list(range(1, total + 1)) or self._named_in(kept)
        room = MOST_PLACEHOLDERS - self._placeholders
        if len(numbers) > room:
            self._warn(0, f"{self._names.name(framework)}: {len(numbers)} is too many to be kept")
            numbers = numbers[: max(0, room)]
        self._placeholders += len(numbers)
        first = kept.counted[0] if kept.counted else kept.said[0][0] if kept.said else None
        return [
            DraftItem(
                kind=kind,
                framework=framework,
                number=number,
                of=total or None,
                source=self._source(first.where if first else ""),
                line=first.line if first else 0,
            )
            for number in numbers
        ]

    def _named_in(self, kept: _Kept) -> list[int]:
        """The numbers a bullet names, where nothing says how many there are."""
        clauses = (read_clause(group.clause) for _, group in kept.said)
        return sorted({n for clause in clauses for part in clause.parts for n in part.named})

    def _total_of(self, kept: _Kept) -> int:
        """How many there are: the texts, or what progress says, or what a paragraph counts."""
        if kept.texts:
            return len(kept.texts)
        said = [group.total for _, group in kept.said if group.total is not None]
        return said[-1] if said else kept.counted[0].total if kept.counted else 0

    def _compare_totals(self, framework: str | None, kind: Kind, kept: _Kept, there: int) -> None:
        """Warns where two places of a report count differently."""
        name = self._names.name(framework)
        said = [(g.total, s.line, s.where) for s, g in kept.said if g.total is not None]
        counted = [(c.total, c.line, c.where) for c in kept.counted]
        for total, line, where in (*counted, *said):
            if total != there:
                place = f"{where} says" if where else "the report says"
                have = "are given" if kept.texts else "are said elsewhere"
                self._warn(line, f"{name}: {place} {count_of(total, kind)}, {there} {have}")

    def _with_progress(self, items: list[DraftItem], said: Said, group: Group) -> list[DraftItem]:
        if not group.clause or not items:
            return items
        clause = read_clause(group.clause)
        kind = items[0].kind
        name = self._names.name(items[0].framework)
        alike = kind == "afi" and all(item.text is None for item in items)
        places = {item.number or -at: item for at, item in enumerate(items, 1)}
        outcome = stand_of_each(list(places), clause.parts, alike, said.bullet.due, self._on)
        for doubt in (*clause.doubts, *outcome.doubts):
            self._warn(
                said.line,
                f"{name}: '{_short(group.clause)}' {doubt}"
                if doubt[0] != "'"
                else f"{name}: {doubt}",
            )
        if not clause.parts:
            self._warn(said.line, f"{name}: '{_short(group.clause)}' is not understood")
            return items
        if outcome.unnamed:
            self._warn(said.line, self._unnamed(name, kind, len(items), outcome.completed or 0))
        total = group.total if group.total is not None else len(items)
        if (
            outcome.completed is not None
            and self._on
            and items[0].framework
            and group.total is not None
        ):
            self._reported.append(
                ReportedCount(
                    framework=items[0].framework,
                    kind=kind,
                    on=self._on,
                    total=total,
                    completed=outcome.completed,
                    sentence=group.sentence,
                    source=self._source(said.where),
                )
            )
        return [
            self._standing(item, outcome.stands[place], group, said)
            for place, item in places.items()
        ]

    def _standing(self, item: DraftItem, stand: Stand, group: Group, said: Said) -> DraftItem:
        if stand == Stand():
            return item
        return replace(
            item,
            status=stand.status,
            status_word=group.clause,
            progress=None if stand.status in COMPLETED else stand.progress,
            due=stand.due,
            source=self._source(said.where),
        )

    def _unnamed(self, name: str, kind: Kind, total: int, completed: int) -> str:
        many = count_of(total, kind).split(" ", 1)[1]
        return (
            f"{name}: {word_of(completed)} of {word_of(total)} {many} "
            f"{'is' if completed == 1 else 'are'} completed, the report doesn't say which; "
            "all are kept in progress"
        )

    def _warn_of_missing(
        self, framework: str | None, kind: Kind, items: list[DraftItem], spoken_of: bool
    ) -> None:
        """Warns where a progress report is silent on a status or a date."""
        if not self._has_progress or not items:
            return
        name = self._names.name(framework)
        silent = [item for item in items if item.status is None]
        if silent:
            where = silent[0].line
            self._warn(where, f"{name}: how {count_of(len(silent), kind)} stand is not said")
        undated = [i for i in items if i.status in {"in-progress", "not-started"} and i.due is None]
        if undated and spoken_of:
            self._warn(
                undated[0].line, f"{name}: no date is given for {count_of(len(undated), kind)}"
            )

    def _source(self, where: str) -> str:
        return f"{self._report}, {where}" if where else self._report

    def _warn(self, line: int, text: str) -> None:
        self._warnings.append(ImportWarning(line, text))


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0] + "…"
