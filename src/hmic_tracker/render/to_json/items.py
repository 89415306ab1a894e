"""Items: `list --json` and `show --json`."""

from __future__ import annotations

from hmic_tracker.domain.fields import FIELDS, Type
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render.to_json import Object, iso, object_header
from hmic_tracker.render.to_json.history import entry_object
from hmic_tracker.reports.item_rows import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from hmic_tracker.domain.parts import Evidence
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.item import ItemReport
    from hmic_tracker.reports.item_rows import ItemRow, Listing
    from hmic_tracker.reports.item_sources import SourceLines


def items_object(listing: Listing) -> Object:
    """`list --json`."""
    return _items(listing) | {"items": [item_object(row) for row in listing.rows]}


def columns_object(listing: Listing, keys: Sequence[str]) -> Object:
    """`list --columns --json`: of each row's fields those of the keys."""
    picked = [picked_object(row, keys) for row in listing.rows]
    return _items(listing) | {"columns": list(keys), "items": picked}


def count_object(listing: Listing) -> Object:
    """`list --count --json`."""
    counts = {"count": listing.matching, "parts": listing.parts}
    return _items(listing._replace(rows=())) | counts


def _items(listing: Listing) -> Object:
    shown = len(listing.whole_rows)
    return {
        **object_header("items", listing.as_of, listing.damaged),
        "count": shown,
        "parts": len(listing.rows) - shown,
        "not_shown": listing.not_shown + listing.uncounted + listing.matching - shown,
    }


def item_object(row: ItemRow) -> Object:
    """One item of a list."""
    return fields_object(row, "list")


def fields_object(row: ItemRow, given: str) -> Object:
    """The fields of an item that are in JSON there: "list" or "show"."""
    return {
        key: get(row) if form is None else form(get(row))
        for key, get, form, least in _FIELDS
        if least == given
    }


def picked_object(row: ItemRow, keys: Sequence[str]) -> Object:
    """The fields of the keys, in their order; no other is looked for."""
    forms = ((key, *_BY_KEY[key]) for key in keys)
    return {key: get(row) if form is None else form(get(row)) for key, get, form in forms}


_FORMS: Final[dict[Type, Callable[[Any], Any]]] = {
    "day": iso,
    "moment": iso,
    "yes": bool,
    "link": lambda links: [_link(text) for text in links],
}
"""How JSON has a value of each type, where not as it is."""
_FIELDS: Final = tuple(
    (
        field.key,
        VALUES[field.key],
        _FORMS.get(field.type, list if field.several else None),
        field.json,
    )
    for field in FIELDS
    if field.json
)
_BY_KEY: Final = {key: (get, form) for key, get, form, _ in _FIELDS}


def show_object(
    reports: list[ItemReport],
    as_of: date,
    damaged: tuple[Damage, ...] = (),
    sources: Mapping[str, Sequence[SourceLines]] | None = None,
) -> Object:
    """`show --json`: each item's fields, with its history and, where wanted, its sources' lines."""
    return {
        **object_header("items", as_of, damaged),
        "count": len(reports),
        "not_shown": 0,
        "items": [
            _whole(report) | ({} if sources is None else _sources(report, sources))
            for report in reports
        ],
    }


def _sources(report: ItemReport, sources: Mapping[str, Sequence[SourceLines]]) -> Object:
    return {
        "source_lines": [
            {
                "document": source.origin.name,
                "sha256": source.origin.sha256,
                "path": source.path,
                "place": str(mark.place),
                "word": mark.word,
                "text": mark.text,
            }
            for source in sources.get(report.row.item.id, ())
            for mark in source.marks
        ]
    }


def _whole(report: ItemReport) -> Object:
    item = report.row.item
    return {
        **item_object(report.row),
        "status_word": item.status_word,
        "moves": report.slippage.moves,
        "days_moved": report.slippage.days,
        "notes": list(report.notes),
        "actions": [action._asdict() for action in item.actions],
        "evidence": [evidence_part(one) for one in item.evidence],
        "links": [
            {"relation": link.relation, "id": link.other, "inward": link.inward}
            for link in report.links
        ],
        **fields_object(report.row, "show"),
        "parts": [_part(row) for row in report.parts],
        "history": [entry_object(entry) for entry in item.history],
    }


def _part(row: ItemRow) -> Object:
    item = row.item
    return {
        "id": item.id,
        "title": item.title,
        "status": item.status,
        "owner": item.owner,
        "due": item.due,
        "days_overdue": row.days_overdue,
    }


def _link(text: str) -> Object:
    relation, _, other = text.rpartition(" ")
    return {"relation": relation or "relates", "id": other}


def evidence_part(evidence: Evidence) -> Object:
    """A piece of evidence, its size as a number of bytes."""
    return {**evidence._asdict(), "size": int(evidence.size) if evidence.size else None}
