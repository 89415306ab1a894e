"""One inspection as TOML values and back."""

from typing import Any, Final, cast

from hmic_tracker.domain.grades import STATES, Grade, National, State
from hmic_tracker.domain.inspections import ImportWarning, Inspection, ReportedCount, Source
from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.store.toml import Fields, KeyPath, Unreadable, edited, new_text, parse

_HEAD: Final = ("id", "title", "body", "programme", "published", "url", "revisit", "expected")
_LISTS: Final = ("grades", "national", "reported", "warnings", "sources")
_MOST_FORCES: Final = 1_000_000


def inspection_of(text: str) -> Inspection:
    """The inspection in a file's text; raises Unreadable."""
    fields = Fields(parse(text), text)
    return Inspection(
        id=fields.need_id("id"),
        title=fields.need("title", str),
        body=fields.get("body", str),
        programme=fields.get("programme", str),
        published=fields.due("published"),
        url=fields.get("url", str),
        revisit=fields.due("revisit"),
        expected=fields.count("expected"),
        grades=tuple(map(_grade, fields.tables("grades"))),
        national=tuple(map(_national, fields.tables("national"))),
        reported=tuple(map(_reported, fields.tables("reported"))),
        warnings=tuple(
            ImportWarning(table.count("line") or 0, table.need("text", str))
            for table in fields.tables("warnings")
        ),
        sources=tuple(map(_source, fields.tables("sources"))),
    )


def new_inspection_text(inspection: Inspection) -> str:
    """The text of a new inspection's file."""
    return new_text(values_of(inspection))


def edited_inspection_text(text: str, before: Inspection, after: Inspection) -> str:
    """The file's text with what changed; rows are only ever appended to its lists.

    Raises Unreadable where a row that is there already would have to change.
    """
    old, new = values_of(before), values_of(after)
    changed: dict[KeyPath, Any] = {
        (key,): new.get(key) for key in _HEAD if old.get(key) != new.get(key)
    }
    appended = {}
    for key in _LISTS:
        had, has = old.get(key, []), new.get(key, [])
        if has[: len(had)] != had:
            raise Unreadable(f"'{key}' has rows that the import would have to change")
        if len(has) > len(had):
            appended[key] = has[len(had) :]
    return edited(text, changed, appended)


def values_of(inspection: Inspection) -> dict[str, Any]:
    """The inspection's values in the file's order; what is absent is left out."""
    head = {key: getattr(inspection, key) for key in _HEAD}
    lists = {key: [_row(row) for row in getattr(inspection, key)] for key in _LISTS}
    values = {**head, **{key: rows for key, rows in lists.items() if rows}}
    return {key: value for key, value in values.items() if value is not None}


def _row(record: Any) -> dict[str, Any]:
    values = record._asdict()
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None
    }


def _grade(table: Fields) -> Grade:
    grade = table.get("grade", str)
    state = table.word("state", STATES) or ("graded" if grade else "unknown")
    return Grade(
        framework=table.need("framework", str),
        period=table.need("period", str),
        state=cast("State", state),
        grade=grade,
        scale=table.get("scale", str),
        remark=table.get("remark", str),
    )


def _national(table: Fields) -> National:
    printed = table.need("printed", list)
    if not all(type(n) is int and 0 <= n <= _MOST_FORCES for n in printed):
        raise table.fault("printed", "has to be a list of whole numbers, 0 or more")
    return National(
        framework=table.need("framework", str),
        period=table.need("period", str),
        grades=table.texts("grades"),
        printed=tuple(printed),
        expected=table.count("expected"),
        remark=table.get("remark", str),
    )


def _reported(table: Fields) -> ReportedCount:
    return ReportedCount(
        framework=table.need("framework", str),
        kind=cast("Kind", table.need_word("kind", KINDS)),
        on=table.need_day("on"),
        total=table.need_count("total"),
        completed=table.need_count("completed"),
        sentence=table.get("sentence", str) or "",
        source=table.get("source", str) or "",
    )


def _source(table: Fields) -> Source:
    return Source(
        title=table.need("title", str),
        on=table.day("on"),
        sha256=table.get("sha256", str) or "",
        text=table.get("text", str) or "",
    )
