"""The parts of an inspection that an import changes or leaves, with their values in words."""

from __future__ import annotations

from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspections import ReportedCount
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.differing_words import differing_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.domain.inspection_merging import Why
    from hmic_tracker.domain.inspection_parts import PartChange, PartKey, PartValue

_PART_NAMES: Final = {
    "grade": "grade",
    "national": "national row",
    "reported": "count",
    "framework": "framework",
    "parent": "framework",
    "alias": "spelling",
    "published": "publication date",
    "expected": "number of forces",
}
_BESIDES: Final = {Grade: ("scale", "remark"), National: ("grades", "expected", "remark")}
"""Fields beside the value of a row, which are named where they differ."""


class PartRow(NamedTuple):
    """A part going from one value to another; `why` is the reason where it stays as it was.

    `name` is that of its framework; `words` is whether a count is the same in other words.
    """

    key: PartKey
    name: str
    old: str | None
    new: str | None
    why: Why | None = None
    words: bool = False

    @property
    def is_news(self) -> bool:
        """Whether it is what every progress report brings: its own counts."""
        return self.key.part == "reported" and self.old is None


def changed_parts(plan: ImportPlan) -> tuple[PartRow, ...]:
    """Return the parts that change."""
    return tuple(_row(plan, change) for change in plan.parts)


def kept_parts(plan: ImportPlan) -> tuple[PartRow, ...]:
    """Return the parts that stay, each with the document's value and why it isn't taken."""
    return tuple(_row(plan, one.change, one.why) for one in plan.kept_parts)


def count_parts(rows: Iterable[PartRow]) -> tuple[str, ...]:
    """Return how many parts of each sort there are: "1 grade", "3 national rows"."""
    numbers: dict[str, int] = {}
    for row in rows:
        name = _PART_NAMES.get(row.key.part, row.key.part)
        numbers[name] = numbers.get(name, 0) + 1
    return tuple(plural(n, name) for name, n in numbers.items())


def _row(plan: ImportPlan, change: PartChange, why: Why | None = None) -> PartRow:
    slug = change.key.framework
    names = {framework.slug: framework.name for framework in plan.frameworks}
    old, new = (_text(value, change, names) for value in (change.old, change.new))
    words = change.key.part == "reported" and old == new
    if words:
        old, new = differing_words(*_sentences(change.old, change.new))
    return PartRow(change.key, names.get(slug, slug), old, new, why, words)


def _sentences(*values: PartValue | None) -> tuple[str, ...]:
    """What documents say where they count, or where that stands if they say the same."""
    counts = [
        [one for one in value if isinstance(one, ReportedCount)] if isinstance(value, tuple) else []
        for value in values
    ]
    sentences = tuple(" ".join(one.sentence for one in mine) for mine in counts)
    if len({*sentences}) > 1:
        return sentences
    return tuple(" ".join(one.source for one in mine) for mine in counts)


def _text(value: PartValue | None, change: PartChange, names: dict[str, str]) -> str | None:
    """Return a value in words, with what else of its row differs from the other one."""
    if value is None:
        return None
    if isinstance(value, tuple) and not isinstance(value, Grade | National):
        return ", ".join(f"{count.completed} of {count.total}" for count in value)
    if not isinstance(value, Grade | National):
        return names.get(str(value), str(value)) if change.key.part == "parent" else str(value)
    if isinstance(value, Grade):
        text = value.grade or value.state.replace("-", " ")
    else:
        text = " ".join(map(str, value.printed))
    other = change.new if value is change.old else change.old
    differing = [
        f"{field} {_plain(getattr(value, field))}"
        for field in _BESIDES[type(value)]
        if type(other) is type(value) and getattr(value, field) != getattr(other, field)
    ]
    return ", ".join([text, *differing])


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "none" if value is None else str(value)
