"""An inspection as the fields that its history tells of, and an inspection made of such fields.

A field's path is its name, or the list, what its row is about, and its name there: `revisit`,
`grades.custody.2009.grade`, `reported.custody.afi.2009-09-11.Report 4.total`. A second row about
the same has a number before the name. What an inspection calls `published` is `publication` here:
an entry's own `published` says something else. Remarks of imports and sources are no fields: they
are only added, and have a day of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from hmic_tracker.domain.dates import valid_due
from hmic_tracker.domain.grades import STATES, Grade, National
from hmic_tracker.domain.inspections import Inspection, ReportedCount
from hmic_tracker.domain.record_history import Path, RecordFields, field_of, path_of
from hmic_tracker.domain.words import Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple, cast, get_args

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value

ALIASES: Final = "aliases"
"""The one field that is several texts; two people's are put together."""
HEAD: Final = {
    name: name if name != "published" else "publication"
    for name in (
        *("title", "body", "programme", "published", "url", "revisit", "expected"),
        ALIASES,
    )
}
"""The fields of an inspection that are in no list, with what its history calls them."""


class Rows(NamedTuple):
    """A list of an inspection: what its rows are about, and the fields that each may have.

    The field that is `needed` is there in each.
    """

    about: tuple[str, ...]
    needed: str
    fields: tuple[str, ...]


LISTS: Final = {
    "grades": Rows(("framework", "period"), "state", ("state", "grade", "scale", "remark")),
    "national": Rows(
        ("framework", "period"), "printed", ("grades", "printed", "expected", "remark")
    ),
    "reported": Rows(
        ("framework", "kind", "on", "document"),
        "total",
        ("total", "completed", "sentence", "source"),
    ),
}
_NUMBERS: Final = frozenset({"expected", "total", "completed"})
_NUMBER: Final = re.compile(r"[0-9]{1,10}", re.ASCII)
_NUMBERS_PRINTED: Final = re.compile(r"(?:[0-9]{1,7}(?: [0-9]{1,7})*)?", re.ASCII)
_LISTED: Final = re.compile(r"(?:^|, )((?:\\.|[^\\,])*+)", re.DOTALL)
_AGAIN: Final = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


def inspection_fields(inspection: Inspection) -> dict[str, Value]:
    """The fields of an inspection, rows in their order; what is absent is left out."""
    paths: dict[Path, Any] = {(name,): getattr(inspection, key) for key, name in HEAD.items()}
    for key, rows in LISTS.items():
        seen: dict[Path, int] = {}
        for row in getattr(inspection, key):
            about = row_path(key, row)
            seen[about] = nth = seen.get(about, 0) + 1
            place = about if nth == 1 else (*about, str(nth))
            paths |= {(*place, name): getattr(row, name) for name in rows.fields}
    return {
        field_of(path): _as_text(path[-1], value)
        for path, value in paths.items()
        if value not in (None, ()) or path[-1] == "printed"
    }


def row_path(key: str, row: Any) -> Path:
    """The path of a row of a list, which its fields' names follow."""
    values = (getattr(row, name) for name in LISTS[key].about)
    return (key, *(v.isoformat() if isinstance(v, date) else v for v in values))


def with_inspection_fields(inspection: Inspection, fields: RecordFields) -> Inspection:
    """The inspection with these fields and no others; what is no field of it stays."""
    head: dict[str, Any] = dict.fromkeys(HEAD.values())
    rows: dict[Path, dict[str, Any]] = {}
    for field, value in fields.items():
        if value is None or not is_value_of(field, value):
            continue
        path = path_of(field)
        if path[1:]:
            rows.setdefault(path[:-1], {})[path[-1]] = _from_text(path[-1], value)
        else:
            head[field] = _from_text(field, value)
    head["title"] = head["title"] or ""
    head[ALIASES] = head[ALIASES] or ()
    made: dict[str, list[Any]] = {key: [] for key in LISTS}
    for path, values in rows.items():
        if LISTS[path[0]].needed not in values:
            continue  # one that was there on another day has left a word of it here
        about = dict(zip(LISTS[path[0]].about, path[1:], strict=False))
        made[path[0]].append(_MAKE[path[0]](about, values))
    named: dict[str, Any] = {key: head[name] for key, name in HEAD.items()}
    named |= {key: tuple(rows) for key, rows in made.items()}
    return inspection._replace(**named)


@lru_cache(maxsize=4096)
def is_inspection_field(field: str) -> bool:
    """Whether a text is the path of a field that an inspection has."""
    try:
        path = path_of(field)
    except ValueError:
        return False
    rows = LISTS.get(path[0])
    if rows is None or not path[1:]:
        return field in HEAD.values()
    about, rest = path[1 : len(rows.about) + 1], path[len(rows.about) + 1 :]
    is_known = rest[-1:] and rest[-1] in rows.fields and all(map(_AGAIN.fullmatch, rest[:-1]))
    return bool(is_known) and len(rest) <= 2 and (path[0] != "reported" or _is_count(*about))


def is_value_of(field: str, value: Value) -> bool:
    """Whether a field of an inspection may have a value."""
    if not is_inspection_field(field):
        return False
    if isinstance(value, tuple) or (field == ALIASES and value is not None):
        return field == ALIASES and isinstance(value, tuple)
    test = _TESTS.get(path_of(field)[-1])
    return value is None or test is None or bool(test(value))


def _is_count(_framework: str, kind: str, on: str, _document: str) -> bool:
    return kind in get_args(Kind) and valid_due(on) and len(on) == len("2009-09-11")


_TESTS: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(_NUMBERS, _NUMBER.fullmatch),
    **dict.fromkeys(("publication", "revisit"), valid_due),
    "printed": _NUMBERS_PRINTED.fullmatch,
    "state": STATES.__contains__,
    "grades": lambda text: _listed(_parted(text)) == text,
}


def _listed(words: Iterable[str]) -> str:
    """Words as one text, "Good, Fair", a comma in one of them marked."""
    return ", ".join(re.sub(r"([\\,])", r"\\\1", word) for word in words)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in _LISTED.findall(text))


def _as_text(name: str, value: Any) -> Value:
    if name == "printed":
        return " ".join(map(str, value))
    if name == "grades":
        return _listed(value)
    return str(value) if name in _NUMBERS else value


def _from_text(name: str, value: Any) -> Any:
    if name == "printed":
        return tuple(map(int, value.split()))
    if name == "grades":
        return _parted(value)
    return int(value) if name in _NUMBERS else value


def _grades(about: Mapping[str, str], values: Mapping[str, Any]) -> Grade:
    return Grade(**{**about, **values})


def _national(about: Mapping[str, str], values: Mapping[str, Any]) -> National:
    return National(**{"grades": (), **about, **values})


def _reported(about: Mapping[str, str], values: Mapping[str, Any]) -> ReportedCount:
    framework, kind, day, _ = about.values()
    texts = {"sentence": "", "source": "", "completed": 0, **values}
    return ReportedCount(framework, cast("Kind", kind), date.fromisoformat(day), **texts)


_MAKE: Final[dict[str, Callable[[Mapping[str, str], Mapping[str, Any]], Any]]] = {
    "grades": _grades,
    "national": _national,
    "reported": _reported,
}
