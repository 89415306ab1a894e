"""How well `tracker import` reads documents: what it takes, invents, loses and gets wrong.

`score_document` compares what the plan holds after the import with the .toml beside the document;
`Totals` adds scores up. The measures are those that `layouts/README.md` describes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.documents.expectations import Expectation, read_expectation
from tests.documents.imported_documents import Imported, import_document
from tests.documents.judging import (
    FieldVerdict,
    Item,
    Verdict,
    is_in_an_item,
    judge_facts,
    judge_grades,
    judge_item,
    match_items,
    uncounted_placeholders,
)
from tests.documents.wording_of_documents import contains, one_line, words


@dataclass(frozen=True)
class Score:
    """What was counted of one document.

    `matched` of the `expected` items are in the plan and `invented` ones besides; `silent` ones are
    neither there nor shown by the import, `glued` ones stand inside another item. `fields` counts
    the verdicts of all fields of matched items, `grades` those that are right, wrong, missed or
    optional, `facts` the verdicts on title, body and publication. `never` counts texts that may
    stand nowhere but do, `unwarned` lines left out without a warning. `remarks` has a line for
    every difference.
    """

    name: str
    expected: int
    matched: int
    invented: int
    silent: int
    glued: int
    fields: Counter[tuple[str, Verdict]]
    grades: Counter[str]
    grades_expected: int
    facts: Counter[Verdict]
    never: int
    unwarned: int
    refused: bool
    crashed: bool
    remarks: tuple[str, ...] = field(default=(), repr=False)

    @property
    def wrong(self) -> int:
        """Invented items and fields with a false value; an empty field is none."""
        return self.invented + _with_verdict(self.fields, "wrong")

    def __str__(self) -> str:
        """Return the score in a line."""
        right, every = _with_verdict(self.fields, "right"), self.fields.total()
        return (
            f"{self.name:<38} items {self.matched:>2}/{self.expected:<2} +{self.invented:<2}"
            f" fields {right:>3}/{every:<3}"
            f" grades {self.grades['right']}/{self.grades_expected} +{self.grades['wrong']} "
            f" never {self.never} unwarned {self.unwarned} silent {self.silent:<2}"
            f" wrong {self.wrong:<2}"
            f" {'CRASHED' if self.crashed else 'refused' if self.refused else ''}"
        ).rstrip()


@dataclass(frozen=True)
class Totals:
    """The scores of many documents as one; shares are per cent, 100 of nothing."""

    scores: Sequence[Score]

    def add(self, count: Callable[[Score], int]) -> int:
        """The sum of a figure over all documents."""
        return sum(map(count, self.scores))

    @property
    def recall(self) -> float:
        """Items in the plan, of those in the documents."""
        return _share(self.add(lambda s: s.matched), self.add(lambda s: s.expected))

    @property
    def precision(self) -> float:
        """Items that the documents hold, of those in the plan."""
        matched = self.add(lambda s: s.matched)
        return _share(matched, matched + self.add(lambda s: s.invented))

    @property
    def fields(self) -> float:
        """Fields of matched items that are right."""
        right = self.add(lambda s: _with_verdict(s.fields, "right"))
        return _share(right, self.add(lambda s: s.fields.total()))

    @property
    def grades(self) -> float:
        """Grades that are right, of those in the documents."""
        return _share(self.add(lambda s: s.grades["right"]), self.add(lambda s: s.grades_expected))

    @property
    def facts(self) -> float:
        """Titles, bodies and dates of publication that are right."""
        return _share(self.add(lambda s: s.facts["right"]), self.add(lambda s: s.facts.total()))

    def __str__(self) -> str:
        """Return the totals in three lines."""
        return (
            f"{len(self.scores)} documents: recall {self.recall:.1f}, precision"
            f" {self.precision:.1f}, fields {self.fields:.1f}, grades {self.grades:.1f},"
            f" facts {self.facts:.1f} per cent\n"
            f"{self.add(lambda s: s.matched)} of {self.add(lambda s: s.expected)} items,"
            f" {self.add(lambda s: s.invented)} invented,"
            f" silent {self.add(lambda s: s.silent)}, wrong {self.add(lambda s: s.wrong)},"
            f" never {self.add(lambda s: s.never)}, unwarned {self.add(lambda s: s.unwarned)},"
            f" refused {self.add(lambda s: s.refused)}, crashed {self.add(lambda s: s.crashed)}\n"
            f"fields: {self._by_field()}"
        )

    def _by_field(self) -> str:
        """Right, wrong and empty ones of each field."""
        sums: Counter[tuple[str, Verdict]] = Counter()
        for score in self.scores:
            sums += score.fields
        names = dict.fromkeys(name for name, _ in sums)
        verdicts: tuple[Verdict, ...] = ("right", "wrong", "empty")
        return ", ".join(f"{n} {'/'.join(str(sums[n, v]) for v in verdicts)}" for n in names)


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def _with_verdict(fields: Counter[tuple[str, Verdict]], verdict: Verdict) -> int:
    return sum(number for (_, given), number in fields.items() if given == verdict)


def score_document(document: Path) -> Score:
    """Import a document into a plan of its own and compare that with what is expected."""
    return compare(document.name, read_expectation(document), import_document(document))


def compare(name: str, expected: Expectation, imported: Imported) -> Score:
    """Compare what was imported with what is expected."""
    with_text = tuple(item for item in imported.items if item.get("text"))
    pairs = match_items(expected.items, with_text)
    missed = [item for place, item in enumerate(expected.items) if place not in pairs]
    silent = [item for item in missed if not contains(words(imported.output), words(item.starts))]
    glued = [item for item in missed if is_in_an_item(words(item.starts), with_text)]
    extra = [item for place, item in enumerate(with_text) if place not in pairs.values()]
    extra += uncounted_placeholders(expected.counts, imported.items)
    verdicts = [
        (expected.items[place].starts, verdict)
        for place, other in pairs.items()
        for verdict in judge_item(expected.items[place], with_text[other], expected.titles)
    ]
    grades, grade_remarks = judge_grades(expected.grades, imported.grades)
    facts = [("inspection", fact) for fact in judge_facts(expected, imported.inspections)]
    never, unwarned = _forbidden(expected, imported), _unwarned(expected, imported, with_text)
    return Score(
        name=name,
        expected=len(expected.items),
        matched=len(pairs),
        invented=len(extra),
        silent=len(silent),
        glued=len(glued),
        fields=Counter((verdict.name, verdict.verdict) for _, verdict in verdicts),
        grades=grades,
        grades_expected=sum(not grade.optional for grade in expected.grades),
        facts=Counter(fact.verdict for _, fact in facts),
        never=len(never),
        unwarned=len(unwarned),
        refused=imported.code != 0 and not expected.is_empty,
        crashed=imported.crashed,
        remarks=(
            *(f"missed{' silently' * (i in silent)}: {i.starts} …" for i in missed),
            *(f"invented: {i.get('kind')} {i.get('text') or 'without text'}" for i in extra),
            *(_remark(*pair) for pair in (*verdicts, *facts) if pair[1].verdict != "right"),
            *grade_remarks,
            *(f"never, but there: {text}" for text in never),
            *(f"left out without a warning: {line}" for line in unwarned),
        ),
    )


def _remark(of: str, field: FieldVerdict) -> str:
    expected = " or ".join(field.expected) or "nothing"
    return f"{field.name} {field.verdict}: {of} …: {expected}; given {field.given!r}"


def _forbidden(expected: Expectation, imported: Imported) -> list[str]:
    """Texts that may stand in no item, framework or title, but do."""
    places = [one_line(row.get("title")) for row in imported.inspections]
    for item in imported.items:
        places += [one_line(item.get(name)) for name in ("text", "title", "framework_name")]
    return [text for text in expected.never if any(one_line(text) in place for place in places)]


def _unwarned(expected: Expectation, imported: Imported, given: Sequence[Item]) -> list[str]:
    """Lines that are in no item and that the import didn't show either."""
    shown = words(imported.output)
    return [
        line
        for line in expected.warned
        if not contains(shown, words(line)) and not is_in_an_item(words(line), given)
    ]
