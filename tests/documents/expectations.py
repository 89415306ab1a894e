"""What a careful officer expects of a document: the .toml beside it, as values.

The fields are described in `layouts/README.md`. Where a value is a list, each of them is right, so
that every field here is a tuple of right values.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Table = Mapping[str, Any]


def alternatives(value: object) -> tuple[str, ...]:
    """The right values of a field that holds one or a list of them."""
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


@dataclass(frozen=True)
class ExpectedItem:
    """An item of the document; `progress` is empty where the document gives none."""

    kinds: tuple[str, ...]
    frameworks: tuple[str, ...]
    labels: tuple[str, ...]
    starts: str
    ends: tuple[str, ...]
    stem: str
    dues: tuple[str, ...]
    statuses: tuple[str, ...]
    progress: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True)
class ExpectedGrade:
    """A grade of a framework in a period; one that is `optional` may be left out."""

    frameworks: tuple[str, ...]
    periods: tuple[str, ...]
    grades: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class ExpectedCount:
    """So many items of a kind that the document counts without their text."""

    kind: str
    frameworks: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Expectation:
    """All that is expected of one document; `facts` are title, body and publication."""

    why: str
    titles: tuple[str, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: tuple[ExpectedItem, ...] = ()
    counts: tuple[ExpectedCount, ...] = ()
    grades: tuple[ExpectedGrade, ...] = ()
    warned: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the document holds nothing to track."""
        return not (self.items or self.counts or self.grades)


def documents(folder: Path) -> list[Path]:
    """The documents of a folder that have a .toml beside them."""
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix != ".toml" and path.with_suffix(".toml").is_file()
    ]


def read_expectation(document: Path) -> Expectation:
    """The .toml beside a document."""
    table = tomllib.loads(document.with_suffix(".toml").read_text(encoding="utf-8"))
    inspection = table.get("inspection", {})
    facts = ("title", "body", "published")
    return Expectation(
        why=table["why"],
        titles=alternatives(inspection["title"]) if "title" in inspection else (),
        facts={name: alternatives(inspection[name]) for name in facts if name in inspection},
        items=tuple(map(_item, table.get("items", []))),
        counts=tuple(_counts(table.get("counted", []))),
        grades=tuple(map(_grade, table.get("grades", []))),
        warned=tuple(table.get("must_warn", {}).get("lines", [])),
        never=tuple(table.get("never", {}).get("text", [])),
    )


def _item(table: Table) -> ExpectedItem:
    return ExpectedItem(
        kinds=alternatives(table["kind"]),
        frameworks=alternatives(table.get("framework", "")),
        labels=alternatives(table.get("label", "")),
        starts=table["starts"],
        ends=alternatives(table["ends"]),
        stem=table.get("stem", ""),
        dues=alternatives(table.get("due", "")),
        statuses=alternatives(table.get("status", "not-started")),
        progress=alternatives(table["progress"]) if "progress" in table else (),
        owners=alternatives(table.get("owner", "")),
    )


def _grade(table: Table) -> ExpectedGrade:
    return ExpectedGrade(
        frameworks=alternatives(table["framework"]),
        periods=alternatives(table["period"]),
        grades=alternatives(table["grade"]),
        optional=bool(table.get("optional")),
    )


def _counts(tables: list[Table]) -> Iterator[ExpectedCount]:
    for table in tables:
        names = alternatives(table.get("framework", ""))
        yield ExpectedCount(kind=table["kind"], frameworks=names, count=table["count"])
