"""A document merged into its inspection: every part compared, and whose value stays.

A part goes to what the document says, unless a person changed it since, or a newer document gave
it. Who gave it its value is known from the inspection's history; where that doesn't go back so far,
from the marks that the plan keeps of the earlier documents. Where neither knows, the document's
value is taken. Every difference is listed, taken or not.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.inspection_parts import (
    HEAD_PARTS,
    PartChange,
    PartKey,
    PartValue,
    key_of,
    merged_part,
    parts_of,
)
from hmic_tracker.domain.inspections import ImportWarning, Inspection, Source
from hmic_tracker.domain.items import IMPORTS
from hmic_tracker.domain.part_givers import PartGivers
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.grades import Scale
    from hmic_tracker.domain.plan import Plan

Why = Literal["by-hand", "newer-document", "another-document"]
_OF_ITS_OWN_DOCUMENT: Final = frozenset({"body", "programme"})
"""What a progress report, which has them of its own, doesn't change."""
_NEARLY: Final = 0.9
"""From so many of their lines on two documents are one with another day or name."""


class EarlierDocument(NamedTuple):
    """A document that was imported before, as it reads now, and its day."""

    draft: Draft
    on: date | None


Earlier = Callable[[Inspection], Sequence[EarlierDocument]]
"""Gives the documents of an inspection that the plan keeps the marks of."""


class KeptPart(NamedTuple):
    """The document's value of a part, which isn't taken, and why the plan's stays."""

    change: PartChange
    why: Why


class MergedInspection(NamedTuple):
    """An inspection and the frameworks with a document merged into them.

    `settled` are remarks on the document's former version that its new one gives no cause for.
    """

    inspection: Inspection
    frameworks: tuple[Framework, ...]
    changes: tuple[PartChange, ...] = ()
    kept: tuple[KeptPart, ...] = ()
    settled: tuple[ImportWarning, ...] = ()


def is_version(draft: Draft, inspection: Inspection) -> bool:
    """Whether a document was imported before, in this version or another: its name and its day."""
    return any((one.title, one.on) == (draft.name, draft.on) for one in inspection.sources)


def digest_of(draft: Draft) -> str:
    """The SHA-256 of a document's text."""
    return hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()


def merge_document(
    base: Inspection, draft: Draft, plan: Plan, today: date, earlier: Earlier | None = None
) -> MergedInspection:
    """Merge a document into an inspection, that of the plan or a new one."""
    merging = _Merging(base, draft, plan.scales, today, earlier)
    merged_frameworks = merging.merge_frameworks(plan.frameworks)
    inspection = merging.merge_parts()
    digest = digest_of(draft)
    settled: list[ImportWarning] = []
    if all(source.sha256 != digest for source in base.sources):
        source = Source(title=draft.name, on=draft.on, sha256=digest, text=draft.text)
        warnings, settled = merging.merge_warnings()
        merging.compare_sources(source)
        inspection = inspection._replace(warnings=warnings, sources=(*base.sources, source))
    changes, kept = tuple(merging.changes), tuple(merging.kept)
    return MergedInspection(inspection, merged_frameworks, changes, kept, tuple(settled))


class _Merging:
    """The comparison of a document with an inspection, and what came of it so far."""

    def __init__(
        self,
        base: Inspection,
        draft: Draft,
        scales: tuple[Scale, ...],
        today: date,
        earlier: Earlier | None,
    ) -> None:
        self.changes: list[PartChange] = []
        self.kept: list[KeptPart] = []
        self._base, self._draft = base, draft
        self._on = draft.on or today
        self._is_version = is_version(draft, base)
        self._history = PartGivers(base)
        self._entered = min(self._on, today)
        self._scales = scales
        self._earlier = earlier
        self._documents: Sequence[EarlierDocument] | None = None
        self._parts: list[dict[PartKey, PartValue]] = []

    def merge_parts(self) -> Inspection:
        """Return the inspection with the document's parts."""
        known, given = parts_of(self._base), parts_of(self._draft)
        base, taken = self._base, dict[PartKey, Any]()
        for key, value in given.items():
            if key.part == "title" and (value == base.title or not self._is_own(key, base.title)):
                continue
            if self._is_taken(key, known.get(key), value):
                taken[key] = self._merged(key, known.get(key), value)
        fields = {key.part: value for key, value in taken.items() if key.part in HEAD_PARTS}
        return base._replace(
            title=taken.get(PartKey("title"), base.title),
            grades=_with_rows(base.grades, taken, "grade"),
            national=_with_rows(base.national, taken, "national"),
            reported=_with_counts(base.reported, taken),
            **fields,
        )

    def merge_frameworks(self, known: tuple[Framework, ...]) -> tuple[Framework, ...]:
        """Return the plan's frameworks with aliases and parents added, the new ones after them."""
        by_slug = {framework.slug: framework for framework in known}
        for one in self._draft.frameworks:
            mine = by_slug.get(one.slug)
            if mine is None:
                key = PartKey("framework", one.slug)
                self.changes.append(PartChange(key, None, one.name))
                by_slug[one.slug] = one
                continue
            new = [alias for alias in one.aliases if alias not in mine.aliases]
            for alias in new:
                self.changes.append(PartChange(PartKey("alias", one.slug), None, alias))
            parent = self._parent(mine, one.parent, by_slug)
            by_slug[one.slug] = mine._replace(aliases=(*mine.aliases, *new), parent=parent)
        return tuple(by_slug.values())

    def merge_warnings(self) -> tuple[tuple[ImportWarning, ...], list[ImportWarning]]:
        """Return the remarks, in which a new version's take the place of the former's.

        With them those that are settled.
        """
        base, given = self._base.warnings, self._draft.warnings
        mine = (self._draft.name, self._draft.on)
        documents = self._known_documents() if self._is_version else ()
        former = {
            warning
            for one in documents
            if (one.draft.name, one.draft.on) == mine
            for warning in one.draft.warnings
        }
        gone = former - {*given}
        others = (one for one in base if one not in gone and one not in given)
        merged = (*others, *given)
        texts = {one.text for one in given}
        settled = [one for one in base if one in gone and one.text not in texts]
        return (base if {*merged} == {*base} else merged), settled

    def compare_sources(self, source: Source) -> None:
        """List a document that has another day or another name, and nearly the same text."""
        if self._is_version:
            return
        lines = _lines_of(source)
        for one in reversed(self._base.sources):
            is_near = (one.on == source.on) != (one.title == source.title)
            if is_near and _is_nearly(_lines_of(one), lines):
                old, new = (_name_of(each) for each in (one, source))
                self.changes.append(PartChange(PartKey("source"), old, new))
                return

    def _parent(
        self, mine: Framework, given: str | None, known: dict[str, Framework]
    ) -> str | None:
        """Return what a framework is a part of, the document's where it is one and no circle."""
        above, seen = given, {mine.slug}
        while above in known and above not in seen:
            seen.add(above)
            above = known[above].parent
        if given is None or given == mine.parent or above in seen:
            return mine.parent
        is_taken = self._is_taken(PartKey("parent", mine.slug), mine.parent, given)
        return given if is_taken else mine.parent

    def _is_taken(self, key: PartKey, known: PartValue | None, given: PartValue) -> bool:
        """Whether a part becomes what the document says; where it differs that is listed."""
        new = self._merged(key, known, given)
        if new == known:
            return False
        change = PartChange(key, known, new)
        why = self._why_kept(key, known, given)
        if why is None:
            self.changes.append(change)
        else:
            self.kept.append(KeptPart(change, why))
        return why is None

    def _merged(self, key: PartKey, known: PartValue | None, given: PartValue) -> PartValue:
        return merged_part(key, known, given, () if self._is_version else self._scales)

    def _why_kept(self, key: PartKey, known: PartValue | None, given: PartValue) -> Why | None:
        if key.part == "published" and known and str(given).startswith(str(known)):
            return None  # it says the same more exactly
        if key.part in _OF_ITS_OWN_DOCUMENT and known is not None and not self._is_own(key, known):
            return "another-document"
        source = self._history.of_change(key, known, self._merged(key, known, given))
        if source.by_hand:
            return "by-hand"
        if not source.is_whole:
            return self._why_by_documents(key, known, source.days)
        # A document that said the same again made no entry.
        again = self._givers(key, known) if known is not None and source.days else ()
        days = (*source.days, *(one.on or date.min for one in again))
        return "newer-document" if days and max(days) > self._on else None

    def _why_by_documents(
        self, key: PartKey, known: PartValue | None, days: Iterable[date]
    ) -> Why | None:
        """Why a part stays as the earlier documents show it, of which some came on known days."""
        self._known_documents()
        if known is None:
            return "by-hand" if any(key in parts for parts in self._parts) else None
        same = [*days, *(one.on or date.min for one in self._givers(key, known))]
        if not same and not (unread := self._unread_sources()):
            return "by-hand"
        if not same:
            same = unread
        return "newer-document" if max(same) > self._on else None

    def _is_own(self, key: PartKey, known: PartValue) -> bool:
        """Whether a part is this document's, as far as is known: another version of it gave it."""
        if not self._is_version or self._history.is_typed(key.part):
            return self._is_version
        entry = self._history.of_head(key.part)
        if entry is not None:
            is_mine = (entry.source, entry.on) == (self._draft.name, self._entered)
            return entry.event not in IMPORTS or is_mine
        givers = self._givers(key, known)
        mine = (self._draft.name, self._draft.on)
        is_mine = any((one.draft.name, one.draft.on) == mine for one in givers)
        return is_mine or not givers

    def _givers(self, key: PartKey, known: PartValue) -> list[EarlierDocument]:
        """The documents that gave a part the value that the plan has."""
        documents = zip(self._known_documents(), self._parts, strict=True)
        return [
            one
            for one, parts in documents
            if key in parts and merged_part(key, known, parts[key], self._scales) == known
        ]

    def _unread_sources(self) -> list[date]:
        """The days of the inspection's documents of which it isn't known what they gave."""
        read = {(one.draft.name, one.draft.on) for one in self._known_documents()}
        sources = self._base.sources
        return [one.on or date.min for one in sources if (one.title, one.on) not in read]

    def _known_documents(self) -> Sequence[EarlierDocument]:
        """The inspection's documents of which it is known what they gave; read when first asked."""
        if self._documents is None:
            sources = {(one.title, one.on) for one in self._base.sources}
            drafts = self._earlier(self._base) if self._earlier and sources else ()
            self._documents = [d for d in drafts if (d.draft.name, d.draft.on) in sources]
            self._parts = [_with_parents(one.draft) for one in self._documents]
        return self._documents


def _lines_of(source: Source) -> Counter[str]:
    return Counter(line for text in source.text.splitlines() if (line := folded(text)))


def _is_nearly(lines: Counter[str], others: Counter[str]) -> bool:
    """Whether two documents have nearly all of their lines in common."""
    return (lines & others).total() >= _NEARLY * max(lines.total(), others.total(), 1)


def _name_of(source: Source) -> str:
    return f"{source.title} of {say_day(source.on)}" if source.on else source.title


def _with_parents(draft: Draft) -> dict[PartKey, PartValue]:
    parents = {PartKey("parent", one.slug): one.parent for one in draft.frameworks if one.parent}
    return {**parts_of(draft), **parents}


def _with_rows(rows: Iterable[Any], taken: dict[PartKey, Any], part: str) -> tuple[Any, ...]:
    """Rows of an inspection with those taken in their places, the new ones at the end."""
    left = {key: value for key, value in taken.items() if key.part == part}
    kept = [left.pop(key_of(row), row) for row in rows]
    return (*kept, *left.values())


def _with_counts(rows: Iterable[Any], taken: dict[PartKey, Any]) -> tuple[Any, ...]:
    """The counts with those taken, each in the place of what its document counted before."""
    left = {key: value for key, value in taken.items() if key.part == "reported"}
    replaced = {*left}
    kept: list[Any] = []
    for row in rows:
        if key_of(row) not in replaced:
            kept.append(row)
        else:
            kept.extend(left.pop(key_of(row), ()))
    return (*kept, *(row for rows in left.values() for row in rows))
