"""Which item of a plan is which of a document, and what of it is right.

Verdicts are on fields, grades and facts; `scoring` counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from tests.documents.expectations import Expectation, ExpectedCount, ExpectedGrade, ExpectedItem
from tests.documents.imported_documents import Rows
from tests.documents.wording_of_documents import (
    any_words,
    bare_label,
    begins,
    begins_alike,
    contains,
    ends,
    period_words,
    post_words,
    same_day,
    words,
)

Item = Mapping[str, Any]
Verdict = Literal["right", "wrong", "empty"]


class FieldVerdict(NamedTuple):
    """Whether a field of an item holds what the document says, with both."""

    name: str
    verdict: Verdict
    expected: tuple[str, ...]
    given: object


def match_items(expected: Sequence[ExpectedItem], given: Sequence[Item]) -> dict[int, int]:
    """Pair expected items with those of the plan, each with one at most, by their places.

    First those of one kind with the same first words, then of any kind, then those whose text
    still has the label before it.
    """

    def same_kind(wanted: ExpectedItem, item: Item) -> bool:
        return item.get("kind") in wanted.kinds and starts_as(wanted, item)

    def labelled(wanted: ExpectedItem, item: Item) -> bool:
        return starts_as(wanted, item) or _starts_with_label(wanted, item)

    pairs: dict[int, int] = {}
    for alike in (same_kind, starts_as, labelled):
        for place, wanted in enumerate(expected):
            free = (n for n, i in enumerate(given) if n not in pairs.values() and alike(wanted, i))
            if place not in pairs and (other := next(free, None)) is not None:
                pairs[place] = other
    return pairs


def starts_as(wanted: ExpectedItem, item: Item) -> bool:
    """Whether an item begins with the expected words, or with its stem and them."""
    text, start, stem = words(item.get("text")), words(wanted.starts), words(wanted.stem)
    return begins_alike(text, start) or bool(stem and begins(text, f"{stem} {start}"))


def _starts_with_label(wanted: ExpectedItem, item: Item) -> bool:
    """Whether an item begins with its label, such as "Recommendation 2a", and the words."""
    text, start = words(item.get("text")), words(wanted.starts)
    return any(
        begins(text, f"{words(f'{before} {label}')} {start}")
        for label in filter(None, wanted.labels)
        for before in ("", "recommendation", "rec", "afi")
    )


def is_in_an_item(start: str, given: Iterable[Item]) -> bool:
    """Whether the words stand within the text of an item."""
    return any(contains(words(item.get("text")), start) for item in given)


def uncounted_placeholders(counts: Iterable[ExpectedCount], given: Rows) -> list[Item]:
    """Items without text that the document doesn't count: placeholders of nothing."""
    room = [count for count in counts for _ in range(count.count)]
    extra = []
    for item in given:
        if item.get("text"):
            continue
        name = words(_framework_of(item))
        place = next(
            (c for c in room if c.kind == item["kind"] and name in any_words(c.frameworks)), None
        )
        if place:
            room.remove(place)
        else:
            extra.append(item)
    return extra


def _framework_of(item: Item) -> str:
    return str(item.get("framework_name") or item.get("framework") or "")


def judge_item(
    wanted: ExpectedItem, item: Item, titles: tuple[str, ...]
) -> tuple[FieldVerdict, ...]:
    """The verdict on each field of a matched item.

    An item without a framework may have the document's title (`titles`) as well. A status is
    expected of every item, a progress only where the document gives one.
    """
    framework, text = _framework_of(item), words(item.get("text"))
    frameworks = any_words(wanted.frameworks)
    frameworks |= any_words(titles) if "" in frameworks else set()
    owner, due = item.get("owner_name") or item.get("owner"), str(item.get("due") or "")
    whole = starts_as(wanted, item) and any(ends(text, words(end)) for end in wanted.ends)
    kind, status, progress = (item.get(name) for name in ("kind", "status", "progress"))
    return (
        _judge("kind", wanted.kinds, kind, kind in wanted.kinds),
        _judge("framework", wanted.frameworks, framework, words(framework) in frameworks),
        *_judge_label(wanted, item),
        _judge("text", wanted.ends, item.get("text"), whole),
        _judge("due", wanted.dues, due, any(same_day(day, due) for day in wanted.dues)),
        _judge("status", wanted.statuses, status, status in wanted.statuses),
        *[_judge("progress", wanted.progress, progress, progress in wanted.progress)]
        * bool(wanted.progress),
        _judge("owner", wanted.owners, owner, post_words(owner) in map(post_words, wanted.owners)),
    )


def _judge_label(wanted: ExpectedItem, item: Item) -> list[FieldVerdict]:
    """The verdict on the label; on the number where items have none and the document numbers."""
    labels = set(map(bare_label, wanted.labels))
    if "label" in item:
        label = item["label"] or ""
    elif "" in labels:
        return []
    else:
        label = "" if item.get("number") is None else str(item["number"])
    return [_judge("label", wanted.labels, label, bare_label(label) in labels)]


def _judge(name: str, expected: tuple[str, ...], given: object, right: bool) -> FieldVerdict:
    return FieldVerdict(name, "right" if right else "wrong" if given else "empty", expected, given)


def judge_grades(
    expected: Sequence[ExpectedGrade], given: Rows
) -> tuple[Counter[str], tuple[str, ...]]:
    """Count grades that are right, wrong, missed, and right though optional; remark on the others.

    A grade of another period or that the document doesn't have is wrong.
    """
    tally: Counter[str] = Counter()
    remarks: list[str] = []
    free, left = list(given), list(expected)
    for by_period in (True, False):
        for wanted in tuple(left):
            grade = next((g for g in free if _is_graded(wanted, g, by_period)), None)
            if grade is None:
                continue
            left.remove(wanted)
            free.remove(grade)
            right = by_period and words(grade["grade"]) in any_words(wanted.grades)
            tally["wrong" if not right else "optional" if wanted.optional else "right"] += 1
            remarks += [] if right else [f"grade {wanted}, given {dict(grade)}"]
    missed = [wanted for wanted in left if not wanted.optional]
    tally.update(missed=len(missed), wrong=len(free))
    remarks += [f"grade missed: {wanted}" for wanted in missed]
    remarks += [f"grade invented: {dict(grade)}" for grade in free]
    return tally, tuple(remarks)


def _is_graded(wanted: ExpectedGrade, grade: Item, by_period: bool) -> bool:
    """Whether a grade is of the framework, and of the period where that counts."""
    periods = map(period_words, wanted.periods)
    return words(grade["framework"]) in any_words(wanted.frameworks) and (
        not by_period or period_words(grade.get("period")) in periods
    )


def judge_facts(expected: Expectation, inspections: Rows) -> list[FieldVerdict]:
    """The verdict on title, body and publication, each right where any inspection has it.

    A month of publication is right with any day of it.
    """
    verdicts = []
    for name, wanted in expected.facts.items():
        given = [str(row[name]) for row in inspections if row.get(name)]
        if name == "published":
            right = any(day.startswith(value) for value in wanted for day in given)
        else:
            right = not any_words(wanted).isdisjoint(any_words(given))
        verdicts.append(_judge(name, wanted, given, right))
    return verdicts
